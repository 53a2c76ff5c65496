//! The part of a frame that the network sees, in two sizes: that of the dream, and that in which it
//! is shown.

use tch::Tensor;

use crate::error::Result;
use crate::exhibit::ascent::in_torch;
use crate::exhibit::dreams::planes::{enlarged, picture, planes};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::resample::{Resampler, Span};

/// What is shown has at most this side, unless the dream itself is larger: as much of the camera's
/// own sharpness as a large screen shows.
const SHOWN: i32 = 448;

/// Cuts out and resizes; keeps its buffers.
#[derive(Debug)]
pub(super) struct Camera {
    side: i32,
    resampler: Resampler,
}

impl Camera {
    /// For a dream of this side.
    pub(super) fn new(side: i32) -> Self {
        Self { side, resampler: Resampler::default() }
    }

    /// What is dreamt on: [1, 3, side, side] of 0 to 1, resized as the network's own input is.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub(super) fn see(&mut self, frame: &Picture) -> Result<Tensor> {
        self.square(frame, self.side)
    }

    /// The camera's picture, larger, with a detail of [1, 3, side, side] in it.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub(super) fn show(&mut self, frame: &Picture, detail: &Tensor) -> Result<Picture> {
        let sharpest = frame.size.width.min(frame.size.height).min(SHOWN);
        let side = sharpest.max(self.side);
        let square = self.square(frame, side)?;
        let _no_grad = tch::no_grad_guard();
        in_torch(|| {
            let side = i64::from(side);
            picture(&square.f_add(&enlarged(detail, [side, side])?)?)
        })
    }

    fn square(&mut self, frame: &Picture, side: i32) -> Result<Tensor> {
        let Size { width, height } = frame.size;
        let shorter = width.min(height).max(0) as u32;
        let span = |pixels: i32| Span::centre(pixels.max(0) as u32, shorter, side.max(0) as u32);
        let size = Size::new(side, side);
        let mut rgb = vec![0; size.area() * 3];
        self.resampler.window(frame, span(width), span(height), &mut rgb)?;
        in_torch(|| planes(&Picture::new(size, rgb)))
    }
}
