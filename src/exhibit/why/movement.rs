//! The movement and the light that turn one picture into the other as well as they can.
//!
//! Least squares on the pixels themselves, from coarse to fine (Lucas and Kanade, "An iterative
//! image registration technique", 1981), from the best of a few starts that phase correlation
//! finds. Pixels that do not follow count less (Huber 1964): something may have come in.

use super::plane::Plane;
use crate::exhibit::correlation::Correlation;

/// What is seen after at a pixel was seen before at another, and as much brighter.
///
/// With (u, v) from the middle: x = (1 + a) u - s v + b, y = s u + (1 + a) v + c, and the light is
/// multiplied by g. All five are 0, 0, 0, 0, 1 at rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Movement {
    /// a, s, b, c: pixels where they are no part of one.
    map: [f32; 4],
    /// g.
    pub(super) light: f32,
}

/// What a movement consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Shift,
    Zoom,
    Turn,
    Light,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Shift, Self::Zoom, Self::Turn, Self::Light];
}

/// Numbers that are sought: a, s, b, c, g.
const UNKNOWNS: usize = 5;

/// Two planes, and their smaller copies.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) before: Plane,
    pub(super) after: Plane,
}

/// One pixel of [`Pair`] after a movement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    /// What the movement does not explain, in 1/255.
    pub(super) residual: f32,
    /// The slope before, to the right and down.
    pub(super) slope: [f32; 2],
    /// What was seen before there.
    pub(super) before: f32,
}

impl Movement {
    pub(super) const REST: Self = Self { map: [0.0; 4], light: 1.0 };

    /// By how many pixels what is in the middle has moved, to the right and down.
    pub(super) fn shift(&self) -> [f32; 2] {
        let [a, s, b, c] = self.map;
        let (cos, sin) = (1.0 + a, s);
        let square = cos * cos + sin * sin;
        [-(cos * b + sin * c) / square, -(cos * c - sin * b) / square]
    }

    /// By which factor everything has become larger.
    pub(super) fn zoom(&self) -> f32 {
        let [a, s, ..] = self.map;
        1.0 / (1.0 + a).hypot(s)
    }

    /// By how many degrees it has turned clockwise.
    pub(super) fn turn(&self) -> f32 {
        let [a, s, ..] = self.map;
        -s.atan2(1.0 + a).to_degrees()
    }

    /// The root mean square of the pixels' ways in a square of this side: over it the mean of
    /// u² + v² is a sixth of the side's square.
    pub(super) fn way(&self, side: f32) -> f32 {
        let [a, s, b, c] = self.map;
        (b * b + c * c + (a * a + s * s) * side * side / 6.0).sqrt()
    }

    /// As large as this, moved by so much, and nothing else.
    fn start(zoom: f32, [right, down]: [f32; 2]) -> Self {
        Self { map: [1.0 / zoom - 1.0, 0.0, -right / zoom, -down / zoom], light: 1.0 }
    }

    /// The same between planes whose sides are so many times as long.
    fn scaled(self, times: f32) -> Self {
        let [a, s, b, c] = self.map;
        Self { map: [a, s, b * times, c * times], ..self }
    }

    /// The same without one part of it.
    fn without(mut self, part: Part) -> Self {
        match part {
            Part::Shift => self.map[2..].fill(0.0),
            Part::Zoom => self.map[0] = 0.0,
            Part::Turn => self.map[1] = 0.0,
            Part::Light => self.light = 1.0,
        }
        self
    }
}

/// Which of a, s, b, c, g are sought.
fn sought(without: Option<Part>) -> [bool; UNKNOWNS] {
    let mut sought = [true; UNKNOWNS];
    match without {
        None => {}
        Some(Part::Zoom) => sought[0] = false,
        Some(Part::Turn) => sought[1] = false,
        Some(Part::Shift) => sought[2..4].fill(false),
        Some(Part::Light) => sought[4] = false,
    }
    sought
}

impl Pair {
    fn halved(&self) -> Self {
        Self { before: self.before.halved(), after: self.after.halved() }
    }

    fn middle(&self) -> f32 {
        (self.before.side as f32 - 1.0) / 2.0
    }

    /// What is left at one pixel; none where it comes from outside of the picture before.
    pub(super) fn fit(&self, movement: &Movement, column: usize, row: usize) -> Option<Fit> {
        let middle = self.middle();
        let (u, v) = (column as f32 - middle, row as f32 - middle);
        let [a, s, b, c] = movement.map;
        let x = middle + u + a * u - s * v + b;
        let y = middle + v + a * v + s * u + c;
        let there = self.before.sample(x, y)?;
        let lit = movement.light * there.value;
        let residual = self.after.values[row * self.after.side + column] - lit.min(WHITE);
        // What is white already gets no whiter.
        let slope = if lit < WHITE { there.slope } else { [0.0; 2] };
        let before = if lit < WHITE { there.value } else { 0.0 };
        Some(Fit { residual, slope, before })
    }

    /// Every `step`-th pixel of every `step`-th row that both show.
    pub(super) fn fits(
        &self,
        movement: Movement,
        step: usize,
    ) -> impl Iterator<Item = ((usize, usize), Fit)> {
        let side = self.after.side;
        let pixels = (0..side).step_by(step);
        let pixels = pixels.flat_map(move |row| (0..side).step_by(step).map(move |x| (x, row)));
        pixels.filter_map(move |(x, y)| Some(((x, y), self.fit(&movement, x, y)?)))
    }

    /// The mean absolute residual of every other pixel, in 1/255; none where too little is in both.
    fn left(&self, movement: Movement) -> Option<f32> {
        let (mut sum, mut count) = (0.0, 0);
        for (_, fit) in self.fits(movement, 2) {
            (sum, count) = (sum + fit.residual.abs(), count + 1);
        }
        let all = self.after.side.div_ceil(2).pow(2);
        (10 * count >= 4 * all).then(|| sum / count as f32)
    }

    /// One step of least squares from here; the weights are Huber's.
    fn improved(
        &self,
        movement: Movement,
        sought: [bool; UNKNOWNS],
        step: usize,
        weigh: impl Fn((usize, usize), f32) -> f32,
    ) -> Option<Movement> {
        let (mut squares, mut right) = ([[0.0_f64; UNKNOWNS]; UNKNOWNS], [0.0_f64; UNKNOWNS]);
        let middle = self.middle();
        for ((x, y), fit) in self.fits(movement, step) {
            let weight = weigh((x, y), fit.residual);
            if weight <= 0.0 {
                continue;
            }
            let (u, v) = (x as f32 - middle, y as f32 - middle);
            let [across, down] = fit.slope.map(|slope| movement.light * slope);
            let by = [across * u + down * v, down * u - across * v, across, down, fit.before];
            for row in 0..UNKNOWNS {
                let weighted = weight * by[row];
                right[row] += f64::from(weighted * fit.residual);
                for column in row..UNKNOWNS {
                    squares[row][column] += f64::from(weighted * by[column]);
                }
            }
        }
        let [a, s, b, c, g] = solve(squares, right, sought)?;
        let [old_a, old_s, old_b, old_c] = movement.map;
        let map = [old_a + a, old_s + s, old_b + b, old_c + c];
        Some(Movement { map, light: movement.light + g })
    }

    /// The movement that leaves least, from a start nearby.
    fn refined(&self, mut movement: Movement, step: usize, rounds: usize) -> Movement {
        for _ in 0..rounds {
            let far = 2.0 * self.typical(movement, step);
            let huber = |_, residual: f32| (far / residual.abs().max(1e-3)).min(1.0);
            let Some(better) = self.improved(movement, sought(None), step, huber) else { break };
            movement = better;
        }
        movement
    }

    /// The middle one of the absolute residuals, in 1/255, and at least a tenth.
    pub(super) fn typical(&self, movement: Movement, step: usize) -> f32 {
        let mut left: Vec<f32> =
            self.fits(movement, step).map(|(_, fit)| fit.residual.abs()).collect();
        let middle = left.len() / 2;
        if left.is_empty() {
            return 0.1;
        }
        let (_, median, _) = left.select_nth_unstable_by(middle, f32::total_cmp);
        median.max(0.1)
    }

    /// The movement of the whole picture that explains most.
    pub(super) fn movement(&self) -> Movement {
        let half = self.halved();
        let quarter = half.halved();
        let mut best = (quarter.left(Movement::REST), Movement::REST);
        for start in quarter.starts() {
            let start = quarter.refined(start, 1, 4);
            let left = quarter.left(start);
            if left.is_some_and(|left| best.0.is_none_or(|least| left < least)) {
                best = (left, start);
            }
        }
        let coarse = half.refined(best.1.scaled(2.0), 1, 3);
        self.refined(coarse.scaled(2.0), FINE, 4)
    }

    /// What phase correlation finds with the picture before at several sizes.
    fn starts(&self) -> impl Iterator<Item = Movement> {
        let correlation = Correlation::new(self.after.side.max(1));
        let after = correlation.spectrum(&self.after.values);
        SIZES.into_iter().map(move |zoom| {
            let larger = Movement::start(zoom, [0.0; 2]);
            let before = self.warped(larger);
            let shift = correlation.shift(&correlation.spectrum(&before.values), &after);
            Movement::start(zoom, shift)
        })
    }

    /// The picture before, moved; grey where nothing is known.
    fn warped(&self, movement: Movement) -> Plane {
        let side = self.before.side;
        let mean = self.before.values.iter().sum::<f32>() / self.before.values.len().max(1) as f32;
        let middle = self.middle();
        let [a, ..] = movement.map;
        let at = |n: usize| middle + (n as f32 - middle) * (1.0 + a);
        let value = |n: usize| {
            self.before.sample(at(n % side), at(n / side)).map_or(mean, |there| there.value)
        };
        Plane { side, values: (0..side * side).map(value).collect() }
    }

    /// What is left of these pixels' squared difference without one part of the movement, the
    /// others as well as they can be then.
    pub(super) fn left_without(
        &self,
        movement: Movement,
        part: Part,
        counts: impl Fn((usize, usize)) -> bool,
    ) -> f64 {
        let mut rest = movement.without(part);
        let weigh = |at, _: f32| f32::from(u8::from(counts(at)));
        for _ in 0..3 {
            let Some(better) = self.improved(rest, sought(Some(part)), FINE, weigh) else { break };
            rest = better;
        }
        let before = self.energy(movement.without(part), &counts);
        self.energy(rest, &counts).min(before)
    }

    /// The mean squared difference that a movement leaves at these pixels.
    pub(super) fn energy(
        &self,
        movement: Movement,
        counts: impl Fn((usize, usize)) -> bool,
    ) -> f64 {
        let (mut sum, mut count) = (0.0, 0);
        for (at, fit) in self.fits(movement, FINE) {
            if counts(at) {
                (sum, count) = (sum + f64::from(fit.residual * fit.residual), count + 1);
            }
        }
        if count == 0 { 0.0 } else { sum / f64::from(count) }
    }
}

/// Nothing is lighter.
const WHITE: f32 = 254.0;

/// Every second pixel of every second row is enough.
pub(super) const FINE: usize = 2;

/// How much larger the picture before is made to see whether it fits: a movement is found from a
/// start that is half a step away.
const SIZES: [f32; 9] = [1.0, 0.94, 1.06, 0.88, 1.13, 0.82, 1.2, 0.76, 1.28];

/// The solution of the normal equations for those that are sought; the others stay 0. None where
/// the pixels do not say.
fn solve(
    mut squares: [[f64; UNKNOWNS]; UNKNOWNS],
    mut right: [f64; UNKNOWNS],
    sought: [bool; UNKNOWNS],
) -> Option<[f32; UNKNOWNS]> {
    let upper = squares;
    for (row, values) in squares.iter_mut().enumerate() {
        (0..row).for_each(|column| values[column] = upper[column][row]);
    }
    for (n, _) in sought.iter().enumerate().filter(|(_, sought)| !**sought) {
        (0..UNKNOWNS).for_each(|other| (squares[n][other], squares[other][n]) = (0.0, 0.0));
        (squares[n][n], right[n]) = (1.0, 0.0);
    }
    // Positive definite where they say anything: no pivots are needed.
    for n in 0..UNKNOWNS {
        if squares[n][n] <= 1e-9 {
            return None;
        }
        for row in n + 1..UNKNOWNS {
            let factor = squares[row][n] / squares[n][n];
            (n..UNKNOWNS).for_each(|column| squares[row][column] -= factor * squares[n][column]);
            right[row] -= factor * right[n];
        }
    }
    for n in (0..UNKNOWNS).rev() {
        let known: f64 = (n + 1..UNKNOWNS).map(|column| squares[n][column] * right[column]).sum();
        right[n] = (right[n] - known) / squares[n][n];
    }
    right.iter().all(|value| value.is_finite()).then(|| right.map(|value| value as f32))
}
