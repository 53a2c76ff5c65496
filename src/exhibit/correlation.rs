//! By how many pixels one plane is moved against another: phase correlation.
//!
//! Kuglin and Hines, "The phase correlation image alignment method", 1975: of the product of one
//! spectrum with the other's conjugate only the phases are kept, and back in space they are a peak
//! at the movement. What is brighter, or new in one part, takes little away from it.

use std::fmt;
use std::sync::Arc;

use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};

/// Transforms planes of one size.
pub(super) struct Correlation {
    side: usize,
    forward: Arc<dyn Fft<f32>>,
    inverse: Arc<dyn Fft<f32>>,
    /// Hann's window: a plane has no edges that the transform would take for a change.
    window: Vec<f32>,
}

/// A plane's spectrum, columns first.
pub(super) struct Spectrum(Vec<Complex<f32>>);

impl fmt::Debug for Correlation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Correlation").field("side", &self.side).finish_non_exhaustive()
    }
}

impl Correlation {
    /// For planes of this side, which is not 0.
    pub(super) fn new(side: usize) -> Self {
        let mut planner = FftPlanner::new();
        let turn = std::f32::consts::TAU / side as f32;
        let window = (0..side).map(|n| (1.0 - (turn * (n as f32 + 0.5)).cos()) / 2.0).collect();
        let (forward, inverse) = (planner.plan_fft_forward(side), planner.plan_fft_inverse(side));
        Self { side, forward, inverse, window }
    }

    /// Of the plane without its mean: its values, row by row.
    pub(super) fn spectrum(&self, plane: &[f32]) -> Spectrum {
        let mean = plane.iter().sum::<f32>() / plane.len().max(1) as f32;
        let values = plane.iter().enumerate().map(|(n, value)| {
            let window = self.window[n % self.side] * self.window[n / self.side];
            Complex::new((value - mean) * window, 0.0)
        });
        let mut values: Vec<_> = values.collect();
        self.transform(&mut values, self.forward.as_ref());
        Spectrum(values)
    }

    /// By how many pixels, to the right and down, what the first shows lies elsewhere in the
    /// second; whole pixels.
    pub(super) fn shift(&self, before: &Spectrum, after: &Spectrum) -> [f32; 2] {
        let (_, at) = self.peak(before, after);
        at.map(|n| self.signed(n))
    }

    /// The same between the pixels: the vertex of a parabola through the peak and its neighbours.
    pub(super) fn fine_shift(&self, before: &Spectrum, after: &Spectrum) -> [f32; 2] {
        let (peaks, at) = self.peak(before, after);
        let side = self.side;
        let height = |at: [usize; 2]| peaks[at[1] % side * side + at[0] % side].re;
        [0, 1].map(|axis| {
            let beside = |by: usize| {
                let mut there = at;
                there[axis] += by;
                height(there)
            };
            let (before, top, after) = (beside(side - 1), height(at), beside(1));
            let bend = before - 2.0 * top + after;
            let between = if bend < 0.0 { (before - after) / (2.0 * bend) } else { 0.0 };
            self.signed(at[axis]) + between.clamp(-0.5, 0.5)
        })
    }

    /// The correlation of the phases, and the column and row where it is highest.
    fn peak(&self, before: &Spectrum, after: &Spectrum) -> (Vec<Complex<f32>>, [usize; 2]) {
        let phase = |(a, b): (&Complex<f32>, &Complex<f32>)| {
            let product = b * a.conj();
            product / product.norm().max(f32::MIN_POSITIVE)
        };
        let mut peaks: Vec<_> = before.0.iter().zip(&after.0).map(phase).collect();
        self.transform(&mut peaks, self.inverse.as_ref());
        let highest =
            |a: &(usize, &Complex<f32>), b: &(usize, &Complex<f32>)| a.1.re.total_cmp(&b.1.re);
        let at = peaks.iter().enumerate().max_by(highest).map_or(0, |(n, _)| n);
        // Of two transforms each swaps rows and columns.
        (peaks, [at % self.side, at / self.side])
    }

    /// Beyond the middle it goes backwards.
    fn signed(&self, n: usize) -> f32 {
        let pixels = n as f32;
        if 2 * n > self.side { pixels - self.side as f32 } else { pixels }
    }

    /// Along the rows, then along the columns, which are rows afterwards.
    fn transform(&self, values: &mut Vec<Complex<f32>>, along: &dyn Fft<f32>) {
        along.process(values);
        let side = self.side;
        let mut turned: Vec<_> =
            (0..side * side).map(|n| values[n % side * side + n / side]).collect();
        along.process(&mut turned);
        *values = turned;
    }
}
