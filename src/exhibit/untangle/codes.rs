//! The pictures of two taught things as points: their codes in the two directions in which these
//! differ most.

use std::cmp::Reverse;

use super::points::Point;

/// Rounds of the subspace iteration: codes of two things have one direction that is far longer
/// than the others, and what is left after so many rounds is not to be seen.
const ROUNDS: usize = 40;

/// How a picture's code becomes a point: its principal components (Pearson 1901), scaled.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The two things, as they were numbered when they were taught; the first one's pictures are
    /// the first class's points.
    pub things: [usize; 2],
    /// The mean of all codes.
    mean: Vec<f32>,
    /// The two directions, scaled.
    axes: [Vec<f32>; 2],
}

impl Projection {
    /// Where a code lies; none where it is another network's.
    pub fn place(&self, code: &[f32]) -> Option<[f64; 2]> {
        (code.len() == self.mean.len()).then(|| {
            let along = |axis: &Vec<f32>| {
                let parts = code.iter().zip(&self.mean).zip(axis);
                parts.map(|((value, mean), axis)| f64::from((value - mean) * axis)).sum()
            };
            [along(&self.axes[0]), along(&self.axes[1])]
        })
    }
}

/// The points of the two things that have most pictures, the first of equals; none where two
/// things have none.
pub fn points(codes: &[(usize, &[f32])]) -> Option<(Vec<Point>, Projection)> {
    let count = |thing: usize| codes.iter().filter(|(of, _)| *of == thing).count();
    let most = codes.iter().map(|(thing, _)| thing + 1).max().unwrap_or(0);
    let things = two_with_most(&(0..most).map(count).collect::<Vec<usize>>())?;
    let chosen: Vec<(bool, &[f32])> = codes
        .iter()
        .filter(|(thing, _)| things.contains(thing))
        .map(|&(thing, code)| (thing == things[1], code))
        .collect();
    let width = chosen.first()?.1.len();
    if width < 2 || chosen.iter().any(|(_, code)| code.len() != width) {
        return None;
    }
    let mean: Vec<f32> = (0..width)
        .map(|n| chosen.iter().map(|(_, code)| code[n]).sum::<f32>() / chosen.len() as f32)
        .collect();
    let centred: Vec<Vec<f32>> = chosen
        .iter()
        .map(|(_, code)| code.iter().zip(&mean).map(|(value, mean)| value - mean).collect())
        .collect();
    let axes = main_directions(&centred, width);
    let mut projection = Projection { things, mean, axes };
    let all = || chosen.iter().filter_map(|(_, code)| projection.place(code)).flatten();
    let largest = all().map(f64::abs).fold(0.0, f64::max);
    // Pictures that are all the same have no direction.
    let scale = if largest > 0.0 { (0.95 / largest) as f32 } else { 0.0 };
    for axis in &mut projection.axes {
        for value in axis.iter_mut() {
            *value *= scale;
        }
    }
    let point = |(second, code): &(bool, &[f32])| {
        Some(Point { at: projection.place(code)?, second: *second })
    };
    let points = chosen.iter().filter_map(point).collect();
    Some((points, projection))
}

/// The two things that have most pictures, the first of equals; none where two have none.
pub fn two_with_most(counts: &[usize]) -> Option<[usize; 2]> {
    let mut things: Vec<usize> = (0..counts.len()).filter(|&thing| counts[thing] > 0).collect();
    things.sort_by_key(|&thing| Reverse(counts[thing]));
    let mut two = [*things.first()?, *things.get(1)?];
    two.sort_unstable();
    Some(two)
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Takes away what it has along another direction of length 1, and makes it 1 long.
fn upright(direction: &mut [f32], other: Option<&[f32]>) {
    if let Some(other) = other {
        let along = product(direction, other);
        direction.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
    }
    let length = product(direction, direction).sqrt().max(f32::MIN_POSITIVE);
    for value in direction.iter_mut() {
        *value /= length;
    }
}

/// The two directions of greatest variance, each of length 1, by subspace iteration from the same
/// start each time; each points to where its largest value is above 0.
fn main_directions(centred: &[Vec<f32>], width: usize) -> [Vec<f32>; 2] {
    let mut random = fastrand::Rng::with_seed(1);
    let mut start = || (0..width).map(|_| random.f32() - 0.5).collect::<Vec<f32>>();
    let mut axes = [start(), start()];
    for _ in 0..ROUNDS {
        for axis in &mut axes {
            let mut next = vec![0.0; width];
            for code in centred {
                let along = product(code, axis);
                next.iter_mut().zip(code).for_each(|(next, value)| *next += along * value);
            }
            *axis = next;
        }
        let [first, second] = &mut axes;
        upright(first, None);
        upright(second, Some(first));
    }
    for axis in &mut axes {
        let strongest =
            axis.iter().fold(0.0_f32, |most, v| if v.abs() > most.abs() { *v } else { most });
        if strongest < 0.0 {
            for value in axis.iter_mut() {
                *value = -*value;
            }
        }
    }
    axes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of two things, which differ most in the third value and then in the second.
    fn codes() -> Vec<(usize, Vec<f32>)> {
        let mut random = fastrand::Rng::with_seed(2);
        let mut code = |n: usize| {
            let thing = [0, 2][n % 2];
            let noise = |random: &mut fastrand::Rng| 0.1 * (random.f32() - 0.5);
            let far = if thing == 2 { 5.0 } else { -5.0 };
            let spread = 4.0 * (random.f32() - 0.5);
            let code = vec![1.0 + noise(&mut random), spread, far + noise(&mut random), 7.0];
            (thing, code)
        };
        (0..60).map(&mut code).collect()
    }

    #[test]
    fn two_things_become_points_along_the_two_directions_in_which_they_differ() {
        let codes = codes();
        let codes: Vec<(usize, &[f32])> = codes.iter().map(|(t, c)| (*t, c.as_slice())).collect();
        let (points, projection) = points(&codes).unwrap();
        assert_eq!((points.len(), projection.things), (60, [0, 2]));
        let [first, second] = &projection.axes;
        let length = product(first, first).sqrt();
        assert!(first[2] / length > 0.999, "{first:?}");
        assert!(second[1] / length > 0.999, "{second:?}");
        assert!(product(first, second).abs() < 1e-6);
        assert!(points.iter().all(|point| (point.at[0] > 0.0) == point.second));
        assert!(points.iter().flat_map(|point| point.at).all(|value| value.abs() < 0.951));
        assert_eq!(projection.place(codes[7].1), Some(points[7].at));
        assert_eq!(projection.place(&[1.0; 3]), None, "another network's");
    }

    #[test]
    fn one_thing_alone_makes_no_points() {
        let code = [1.0, 2.0, 3.0];
        assert!(points(&[]).is_none());
        assert!(points(&[(1, &code), (1, &code)]).is_none());
        let (same, _) = points(&[(1, &code), (3, &code)]).unwrap();
        assert!(same.iter().all(|point| point.at == [0.0, 0.0]));
    }
}
