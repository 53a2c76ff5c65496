//! The line of a lamp in the spectrum of rows and time.
//!
//! In the logarithm, flicker of depth d is `d cos(2 pi k y + w n + p)`: y is a row, 0 to 1 from top
//! to bottom, n a picture's number. Its advance from picture to picture, w, follows from the lamp
//! and the camera's interval T: `2 pi F T`, of which whole turns cannot be seen. How many periods a
//! picture has, k, is F times the time in which the rows are read, which nobody tells, but which is
//! not longer than T. So the pictures are multiplied with `exp(-i w n)` and summed (a lock-in
//! amplifier), and the sum's rows must be a pure `exp(i 2 pi k y)`, alike in all strips.

use std::f64::consts::{PI, TAU};
use std::fmt;
use std::sync::Arc;

use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};

use super::Mains;
use super::rhythm::Rhythm;
use super::rows::{BANDS, Rows, STRIPS};

type Value = Complex<f64>;

/// Zeros behind the bands bring the spectrum's values to a quarter of a period.
const PADDED: usize = 4 * BANDS;
/// How far from the predicted advance a line may be, in radians a picture: mains wander by 0.2 %,
/// and a measured interval is not exact.
const TOLERANCE: f64 = 0.25;
/// Advances that are tried from one end of the tolerance to the other.
const STEPS: i32 = 8;
/// Fewer periods than this a picture are a beating rather than bands.
const BEATING: f64 = 0.6;

/// Transforms rows.
#[derive(Clone)]
pub(super) struct Analysis {
    fft: Arc<dyn Fft<f64>>,
}

impl fmt::Debug for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analysis").finish_non_exhaustive()
    }
}

impl Default for Analysis {
    fn default() -> Self {
        Self { fft: FftPlanner::new().plan_fft_forward(PADDED) }
    }
}

/// A component of the pictures' light that advances as a lamp's would.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Whose advance it is; none where both have it.
    pub(super) mains: Option<Mains>,
    /// Its advance, in radians a picture, -pi..=pi.
    pub(super) advance: f64,
    /// Its periods a picture, from top to bottom.
    pub(super) periods: f64,
    /// Its amplitude in the logarithm of the light.
    pub(super) amplitude: f64,
    /// How much of what advances so in all cells it explains, 0..=1: 1 where all have the same
    /// phase and depth.
    pub(super) share: f64,
    /// How far it stands above the median of all other advances, in amplitude.
    pub(super) prominence: f64,
    /// The part of its amplitude that each half of the time confirms.
    pub(super) steadiness: f64,
    /// By how much the mean brightness goes up and down, in its own range from peak to peak.
    pub(super) range: f64,
}

/// What a line must have to be told as flicker.
struct Limits {
    depth: f32,
    /// A scene that swings to and fro has, at most, a half: as much goes up as down.
    share: f64,
    /// That of a beating: a camera that nods at a lamp's advance can make all rows bright at once.
    share_of_beating: f64,
    prominence: f64,
    steadiness: f64,
}

/// At first …
const FIRST: Limits =
    Limits { depth: 0.05, share: 0.55, share_of_beating: 0.7, prominence: 10.0, steadiness: 0.5 };
/// … and once it is told.
const STILL: Limits =
    Limits { depth: 0.035, share: 0.4, share_of_beating: 0.6, prominence: 5.0, steadiness: 0.3 };
/// A beating's own range, of its amplitude: where the brightness changes by more besides, it is the
/// camera's exposure.
const RANGE: f64 = 8.0;

impl Line {
    /// By what share of its mean the light goes up and down.
    pub(super) fn depth(&self) -> f32 {
        // The amplitude of the first harmonic of ln(1 + d cos) is 2 (1 - sqrt(1 - d^2)) / d.
        let half = self.amplitude / 2.0;
        (2.0 * half / (1.0 + half * half)).min(1.0) as f32
    }

    /// True where it is flicker beyond doubt, or, once that is told, still is.
    pub(super) fn is_flicker(&self, told: bool) -> bool {
        let limits = if told { STILL } else { FIRST };
        let beats = self.periods < BEATING;
        let share = if beats { limits.share_of_beating } else { limits.share };
        self.depth() >= limits.depth
            && self.share >= share
            && self.prominence >= limits.prominence
            && self.steadiness >= limits.steadiness
            && (!beats || self.range <= RANGE * self.amplitude)
    }
}

impl Analysis {
    /// The strongest line in these pictures that advances as a lamp's; none where none can be seen.
    pub(super) fn run(&self, rows: &[&Rows], rhythm: &Rhythm) -> Option<Line> {
        let window = Window::new(&rhythm.numbers);
        let means = band_means(rows, &window);
        let standing = TOLERANCE + 2.0 * TAU / window.length;
        let lines = Mains::ALL.iter().filter_map(|&mains| {
            let turns = mains.pulses() * rhythm.interval;
            let predicted = wrapped(TAU * turns);
            // A camera needs no longer than its interval to read its rows.
            let most = (1.1 * turns).min(BANDS as f64 / 4.0);
            (predicted.abs() >= standing).then(|| self.strongest(&means, &window, predicted, most))
        });
        let found = lines.max_by(|a, b| a.amplitude.total_cmp(&b.amplitude))?;
        Some(found.judged(rows, &means, &window, rhythm))
    }

    /// The strongest line near this advance with at most so many periods a picture.
    fn strongest(
        &self,
        means: &[Vec<f64>],
        window: &Window<'_>,
        predicted: f64,
        most: f64,
    ) -> Found {
        let last = (most * (PADDED / BANDS) as f64).ceil() as usize;
        let mut best = Found { advance: predicted, periods: 0.0, amplitude: 0.0 };
        for step in -STEPS..=STEPS {
            let advance = predicted + TOLERANCE * f64::from(step) / f64::from(STEPS);
            let turns = window.turns(advance);
            let mut sums = vec![Value::default(); PADDED];
            for (means, turn) in means.iter().zip(&turns) {
                for (sum, mean) in sums.iter_mut().zip(means) {
                    *sum += turn * mean;
                }
            }
            self.fft.process(&mut sums);
            for (n, sum) in sums.iter().take(last + 1).enumerate() {
                let amplitude = sum.norm() / BANDS as f64;
                if amplitude > best.amplitude {
                    let periods = n as f64 * BANDS as f64 / PADDED as f64;
                    best = Found { advance, periods, amplitude };
                }
            }
        }
        best
    }
}

/// Where the strongest line lies.
struct Found {
    advance: f64,
    periods: f64,
    amplitude: f64,
}

impl Found {
    /// The line there, with what tells flicker from other things.
    fn judged(
        self,
        rows: &[&Rows],
        means: &[Vec<f64>],
        window: &Window<'_>,
        rhythm: &Rhythm,
    ) -> Line {
        let turns = window.turns(self.advance);
        let waves = waves(self.periods);
        // How each cell goes along with it.
        let mut cells = vec![Value::default(); STRIPS * BANDS];
        for (rows, turn) in rows.iter().zip(&turns) {
            for (cell, &value) in cells.iter_mut().zip(&rows.cells) {
                *cell += turn * f64::from(value);
            }
        }
        // The turns are not exactly orthogonal to what stays the same.
        let rest: Value = turns.iter().sum();
        let mut still = vec![0.0; STRIPS * BANDS];
        for (rows, weight) in rows.iter().zip(&window.weights) {
            for (still, &value) in still.iter_mut().zip(&rows.cells) {
                *still += weight * f64::from(value);
            }
        }
        let (mut together, mut apart) = (Value::default(), 0.0);
        for (n, (cell, still)) in cells.iter().zip(&still).enumerate() {
            let cell = cell - rest * still;
            together += cell * waves[n / STRIPS];
            apart += cell.norm_sqr();
        }
        let share = together.norm_sqr() / (apart * cells.len() as f64).max(f64::MIN_POSITIVE);
        // The line alone, over time.
        let course: Vec<Value> = means
            .iter()
            .map(|means| means.iter().zip(&waves).map(|(mean, wave)| wave * mean).sum::<Value>())
            .map(|sum| sum / BANDS as f64)
            .collect();
        let whole = lock_in(&course, &turns);
        let others = others(&course, window, self.advance);
        let prominence = self.amplitude / others.max(1e-9);
        let numbers = window.numbers;
        let middle = numbers.len() / 2;
        let steadiness = [0..middle, middle..numbers.len()]
            .map(|half| {
                let window = Window::new(&numbers[half.clone()]);
                let part = lock_in(&course[half], &window.turns(self.advance));
                (part * whole.conj()).re / whole.norm_sqr().max(f64::MIN_POSITIVE)
            })
            .into_iter()
            .fold(f64::INFINITY, f64::min);
        let brightness = means.iter().map(|means| means.iter().sum::<f64>() / BANDS as f64);
        let (least, most) = brightness
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), it| (a.min(it), b.max(it)));
        Line {
            mains: self.mains(rhythm),
            advance: self.advance,
            periods: self.periods,
            amplitude: self.amplitude,
            share,
            prominence,
            steadiness,
            range: most - least,
        }
    }

    /// Whose advance it is, if only one has it.
    fn mains(&self, rhythm: &Rhythm) -> Option<Mains> {
        let fits = |mains: Mains| {
            let predicted = TAU * mains.pulses() * rhythm.interval;
            let is_near = |advance: f64| wrapped(advance - predicted).abs() <= 1.01 * TOLERANCE;
            // Where nothing moves down the picture, forward and backward are alike.
            is_near(self.advance) || self.periods < BEATING && is_near(-self.advance)
        };
        match Mains::ALL.map(fits) {
            [true, false] => Some(Mains::Hz50),
            [false, true] => Some(Mains::Hz60),
            _ => None,
        }
    }
}

/// Hann's window over some pictures.
struct Window<'a> {
    numbers: &'a [f64],
    /// Their sum is 1.
    weights: Vec<f64>,
    /// From the first picture to behind the last, in intervals.
    length: f64,
}

impl<'a> Window<'a> {
    fn new(numbers: &'a [f64]) -> Self {
        let first = numbers.first().copied().unwrap_or_default();
        let length = numbers.last().copied().unwrap_or_default() - first + 1.0;
        let hann = |n: &f64| (PI * (n - first + 0.5) / length).sin().powi(2);
        let sum: f64 = numbers.iter().map(hann).sum();
        let weights = numbers.iter().map(|n| hann(n) / sum.max(f64::MIN_POSITIVE)).collect();
        Self { numbers, weights, length }
    }

    /// What to multiply each picture with, so that the sum of `a cos(advance n + p)` is
    /// `a exp(i p)`.
    fn turns(&self, advance: f64) -> Vec<Value> {
        let turn = |(weight, n): (&f64, &f64)| Value::from_polar(2.0 * weight, -advance * n);
        self.weights.iter().zip(self.numbers).map(turn).collect()
    }
}

/// What to multiply each band with, so that waves of so many periods a picture stand still.
fn waves(periods: f64) -> Vec<Value> {
    let turn = -TAU * periods / BANDS as f64;
    (0..BANDS).map(|band| Value::from_polar(1.0, turn * band as f64)).collect()
}

/// The bands of each picture over all strips, less what stays the same.
fn band_means(rows: &[&Rows], window: &Window<'_>) -> Vec<Vec<f64>> {
    let sum = |strips: &[f32]| f64::from(strips.iter().sum::<f32>()) / STRIPS as f64;
    let mut means: Vec<Vec<f64>> =
        rows.iter().map(|rows| rows.cells.chunks_exact(STRIPS).map(sum).collect()).collect();
    let mut still = vec![0.0; BANDS];
    for (means, weight) in means.iter().zip(&window.weights) {
        for (still, mean) in still.iter_mut().zip(means) {
            *still += weight * mean;
        }
    }
    for means in &mut means {
        for (mean, still) in means.iter_mut().zip(&still) {
            *mean -= still;
        }
    }
    means
}

/// The sum of a course that was multiplied with turns, less what stays the same.
fn lock_in(course: &[Value], turns: &[Value]) -> Value {
    let weights: f64 = turns.iter().map(|turn| turn.norm()).sum();
    let still: Value = course.iter().zip(turns).map(|(value, turn)| value * turn.norm()).sum();
    let still = still / weights.max(f64::MIN_POSITIVE);
    course.iter().zip(turns).map(|(value, turn)| (value - still) * turn).sum()
}

/// The median amplitude of all other advances than this.
fn others(course: &[Value], window: &Window<'_>, advance: f64) -> f64 {
    /// Advances round the circle.
    const ROUND: usize = 64;
    let width = 3.0 * TAU / window.length;
    let mut amplitudes: Vec<f64> = (0..ROUND)
        .map(|n| TAU * n as f64 / ROUND as f64)
        .filter(|turn| turn.min(TAU - turn) >= width)
        .map(|turn| lock_in(course, &window.turns(advance + turn)).norm())
        .collect();
    amplitudes.sort_by(f64::total_cmp);
    amplitudes.get(amplitudes.len() / 2).copied().unwrap_or_default()
}

/// An angle between -pi and pi.
fn wrapped(angle: f64) -> f64 {
    angle - TAU * (angle / TAU).round()
}
