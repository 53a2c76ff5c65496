//! A picture's luminance as numbers that can be sampled between the pixels.

use crate::frame::Picture;

/// Binomial weights, a Gaussian of one pixel: what is smaller is mostly noise, and cannot be
/// sampled between the pixels.
const WEIGHTS: [f32; 5] = [1.0 / 16.0, 4.0 / 16.0, 6.0 / 16.0, 4.0 / 16.0, 1.0 / 16.0];

/// A square of numbers, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plane {
    pub(super) side: usize,
    pub(super) values: Vec<f32>,
}

/// A value between the pixels, and its slope to the right and downwards, a pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(super) value: f32,
    pub(super) slope: [f32; 2],
}

impl Plane {
    /// The luminance (ITU-R BT.601) of a square picture, 0..=255.
    pub(super) fn of(picture: &Picture) -> Self {
        let luminance = |rgb: &[u8]| {
            let [r, g, b] = [rgb[0], rgb[1], rgb[2]].map(f32::from);
            0.299 * r + 0.587 * g + 0.114 * b
        };
        let values = picture.rgb.chunks_exact(3).map(luminance).collect();
        Self { side: picture.size.width.max(0) as usize, values }
    }

    /// Without what is smaller than about two pixels; the edge goes on beyond itself.
    pub(super) fn smoothed(&self) -> Self {
        let across = self.smoothed_rows().transposed();
        across.smoothed_rows().transposed()
    }

    fn smoothed_rows(&self) -> Self {
        let last = self.side.saturating_sub(1);
        let mut values = Vec::with_capacity(self.values.len());
        let mut padded = Vec::with_capacity(self.side + 4);
        for row in self.values.chunks_exact(self.side.max(1)) {
            padded.clear();
            padded.extend([row[0]; 2]);
            padded.extend_from_slice(row);
            padded.extend([row[last]; 2]);
            let sum = |five: &[f32]| five.iter().zip(WEIGHTS).map(|(a, b)| a * b).sum::<f32>();
            values.extend(padded.windows(WEIGHTS.len()).map(sum));
        }
        Self { side: self.side, values }
    }

    fn transposed(&self) -> Self {
        let side = self.side;
        let at = |n: usize| self.values[n % side * side + n / side];
        Self { side, values: (0..side * side).map(at).collect() }
    }

    /// Half as many pixels on each side, each the mean of four.
    pub(super) fn halved(&self) -> Self {
        let side = self.side / 2;
        let mean = |n: usize| {
            let from = 2 * (n / side) * self.side + 2 * (n % side);
            let (above, below) = (&self.values[from..], &self.values[from + self.side..]);
            (above[0] + above[1] + below[0] + below[1]) / 4.0
        };
        Self { side, values: (0..side * side).map(mean).collect() }
    }

    /// The standard deviation of its values.
    pub(super) fn deviation(&self) -> f32 {
        let count = self.values.len().max(1) as f32;
        let mean = self.values.iter().sum::<f32>() / count;
        (self.values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt()
    }

    /// Bilinear, at a column and a row; none outside of the pixels' middles.
    pub(super) fn sample(&self, x: f32, y: f32) -> Option<Sample> {
        let most = self.side as f32 - 1.0;
        if !(x >= 0.0 && y >= 0.0 && x < most && y < most) {
            return None;
        }
        let (column, row) = (x as usize, y as usize);
        let (right, down) = (x - column as f32, y - row as f32);
        let from = row * self.side + column;
        let (first, second) = (&self.values[from..], &self.values[from + self.side..]);
        let ([a, b], [c, d]) = ([first[0], first[1]], [second[0], second[1]]);
        let (above, below) = (a + (b - a) * right, c + (d - c) * right);
        let across = (b - a) + ((d - c) - (b - a)) * down;
        Some(Sample { value: above + (below - above) * down, slope: [across, below - above] })
    }
}
