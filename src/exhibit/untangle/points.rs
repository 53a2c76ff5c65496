//! The points that are to be parted: made-up ones, the same each time.

use std::f64::consts::{PI, TAU};

use fastrand::Rng;

use super::network::Network;

/// A point of the sheet, and of which of two classes it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Where, about -1..=1.
    pub at: [f64; 2],
    /// True for the second class.
    pub second: bool,
}

/// What is to be parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Data {
    /// A disc (r < 1/3) in a ring (2/3 < r < 1), after Colah (2014).
    #[default]
    Ring,
    /// Two spirals, one in the other.
    Spirals,
    /// Two half-moons that reach round each other.
    Moons,
    /// Pictures of two things that the visitor has taught.
    Own,
}

impl Data {
    /// All, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Ring, Self::Spirals, Self::Moons, Self::Own];

    /// The points that are made up for it; none for the visitor's own things.
    pub fn made_up(self) -> Vec<Point> {
        let mut random = Rng::with_seed(7);
        match self {
            Self::Ring => ring(&mut random),
            Self::Spirals => two(100, &mut random, 0.045, spiral),
            Self::Moons => two(100, &mut random, 0.18, moon),
            Self::Own => Vec::new(),
        }
    }
}

/// The ring is larger and has more points, about as dense as the disc's.
fn ring(random: &mut Rng) -> Vec<Point> {
    let mut between = |inner: f64, outer: f64, second: bool| {
        let radius = (inner.powi(2) + random.f64() * (outer.powi(2) - inner.powi(2))).sqrt();
        let (sin, cos) = (TAU * random.f64()).sin_cos();
        Point { at: [radius * cos, radius * sin], second }
    };
    let disc: Vec<Point> = (0..70).map(|_| between(0.0, 1.0 / 3.0, false)).collect();
    disc.into_iter().chain((0..140).map(|_| between(2.0 / 3.0, 1.0, true))).collect()
}

/// Points of two classes along two curves, by the share of its way.
fn two(count: u32, random: &mut Rng, noise: f64, along: fn(f64, bool) -> [f64; 2]) -> Vec<Point> {
    let mut point = |n: u32| {
        let second = n % 2 == 1;
        let at = along(f64::from(n / 2) / f64::from(count - 1), second);
        Point { at: at.map(|value| value + noise * (random.f64() - 0.5)), second }
    };
    (0..2 * count).map(&mut point).collect()
}

fn spiral(share: f64, second: bool) -> [f64; 2] {
    let radius = 0.12 + 0.86 * share;
    let (sin, cos) = (0.8 * TAU * share + if second { PI } else { 0.0 }).sin_cos();
    [radius * cos, radius * sin]
}

fn moon(share: f64, second: bool) -> [f64; 2] {
    let (sin, cos) = (PI * share).sin_cos();
    let [x, y] = if second { [1.0 - cos, 0.5 - sin] } else { [cos, sin] };
    [(x - 0.5) * 0.62, (y - 0.25) * 0.8]
}

/// How many of the points lie on their class's side.
pub fn right(network: &Network, points: &[Point]) -> usize {
    points.iter().filter(|point| (network.logit(point.at) > 0.0) == point.second).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_up_lies_on_the_sheet_and_is_the_same_each_time() {
        for data in Data::ALL {
            let points = data.made_up();
            assert_eq!(points, data.made_up());
            assert!(points.iter().flat_map(|point| point.at).all(|value| value.abs() < 1.1));
            let second = points.iter().filter(|point| point.second).count();
            assert!(data == Data::Own || second >= 100 && second < points.len());
        }
    }
}
