//! Occlusion sensitivity: what an answer becomes when a grey square covers a part of the picture.
//!
//! Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014, figure 7,
//! <https://arxiv.org/abs/1311.2901>.
//!
//! The square is moved over the picture. At each position the probability of a class, the best
//! class and the sum of the map that was the strongest of a late layer are noted. It asks the
//! network itself, forwards, and needs no gradient.
//!
//! The square's grey is zero after normalisation, which says as little as a colour can: the mean
//! colour of the pictures that the network was trained on, where that is what normalisation takes
//! off. EfficientNet-Lite's and GoogLeNet's takes off the middle of black and white instead.

mod job;
#[cfg(test)]
mod tests;

use crate::attribution::Attribution;
use crate::error::{Error, Result};
use crate::geometry::{Rect, Size};
use crate::network::graph::NodeId;

pub use job::OcclusionJob;

/// The side of the picture that its sizes are chosen for.
const USUAL: i32 = 224;
/// From this shorter side on a square has as many pixels as chosen.
const LARGE: i32 = 160;

/// The grey square, in pixels of the network's input.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Square {
    /// Its side.
    pub side: i32,
    /// From one position to the next, across and down.
    pub stride: i32,
}

impl Default for Square {
    /// About a fifth of a picture of 224 pixels, at 14x14 positions.
    fn default() -> Self {
        Self { side: 48, stride: 16 }
    }
}

impl Square {
    /// The same part of a smaller input: from a shorter side of 160 pixels on the square is
    /// as it is, below that as much smaller as the input is than one of 224.
    #[must_use]
    pub fn fitted(self, input: Size) -> Self {
        let side = input.width.min(input.height);
        if side >= LARGE {
            return self;
        }
        let scaled = |pixels: i32| ((pixels * side + USUAL / 2) / USUAL).max(1);
        Self { side: scaled(self.side), stride: scaled(self.stride) }
    }

    /// Columns and rows of positions that cover an input of this size.
    ///
    /// # Errors
    /// [`Error::Network`] where the side or the stride is not positive.
    pub fn grid(self, size: Size) -> Result<(usize, usize)> {
        if self.side < 1 || self.stride < 1 {
            let Self { side, stride } = self;
            let problem =
                format!("a square of {side} pixels at a stride of {stride} covers nothing");
            return Err(Error::Network(problem));
        }
        let along = |pixels: i32| (pixels.max(0) as usize).div_ceil(self.stride as usize);
        Ok((along(size.width), along(size.height)))
    }

    /// The square at this column and row of positions, clipped to an input of this size: its centre
    /// lies at ((column + ½) · stride, (row + ½) · stride), half a pixel less where that is no
    /// whole pixel. Empty where it lies outside, as a small square at a large stride may.
    pub fn at(self, column: usize, row: usize, size: Size) -> Rect {
        let (side, stride) = (i64::from(self.side), i64::from(self.stride));
        let along = |step: usize, pixels: i32| {
            let start = ((2 * step as i64 + 1) * stride - side).div_euclid(2);
            let inside = |at: i64| at.clamp(0, i64::from(pixels)) as i32;
            let (first, end) = (inside(start), inside(start + side));
            (first, end - first)
        };
        let ((x, width), (y, height)) = (along(column, size.width), along(row, size.height));
        Rect::new(x, y, width, height)
    }
}

/// What was found so far, plain host data. Positions are counted row by row.
#[derive(Clone, PartialEq, Debug)]
pub struct Occlusion {
    /// The network's input's.
    pub size: Size,
    /// What covers it.
    pub square: Square,
    /// Positions in a row.
    pub columns: usize,
    /// Rows of positions.
    pub rows: usize,
    /// The class that is watched: the one chosen, or the whole picture's best.
    pub class: usize,
    /// Its probability in the whole picture, 0..=1.
    pub probability: f32,
    /// The whole picture's most probable class.
    pub best: usize,
    /// The probability of [`Self::class`], 0..=1, by position: one a position that is done.
    pub probabilities: Vec<f32>,
    /// The most probable class, likewise.
    pub bests: Vec<usize>,
    /// The late layer: the last with maps of more than one value on the way to the classes, as for
    /// Grad-CAM.
    pub node: NodeId,
    /// The channel of that layer whose map has the largest sum in the whole picture.
    pub channel: usize,
    /// The sum of that map's values in the whole picture.
    pub total: f32,
    /// The sum of that map's values, by position.
    pub totals: Vec<f32>,
    /// What that map's largest value saw in the whole picture: its deconvnet projection.
    pub projection: Attribution,
    /// True where a max pooling lies before that layer. A deconvnet finds its way back to the
    /// places by what poolings remember (their switches); without any it says next to nothing.
    pub has_switches: bool,
}

impl Occlusion {
    /// How many positions there are, done or not.
    pub fn positions(&self) -> usize {
        self.columns * self.rows
    }

    /// The square on the input at this position, clipped to it: see [`Square::at`].
    pub fn place(&self, position: usize) -> Rect {
        let columns = self.columns.max(1);
        self.square.at(position % columns, position / columns, self.size)
    }

    /// For each pixel of the input, row after row, how much the class needs it: the mean over the
    /// squares covering it of the probability without a square minus that with it. Negative where
    /// the class gains; zero where no square was yet.
    pub fn heat(&self) -> Vec<f32> {
        let width = self.size.width.max(0) as usize;
        let (mut sums, mut counts) =
            (vec![0.0_f32; self.size.area()], vec![0_u32; self.size.area()]);
        for (position, &probability) in self.probabilities.iter().enumerate() {
            let place = self.place(position);
            for y in place.y..place.bottom() {
                let row = y as usize * width;
                for pixel in row + place.x as usize..row + place.right() as usize {
                    sums[pixel] += self.probability - probability;
                    counts[pixel] += 1;
                }
            }
        }
        let mean = |(sum, &count): (f32, &u32)| if count == 0 { 0.0 } else { sum / count as f32 };
        sums.into_iter().zip(&counts).map(mean).collect()
    }
}
