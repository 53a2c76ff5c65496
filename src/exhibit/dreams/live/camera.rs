//! The part of a frame that the network sees, in two sizes: that of the dream, and that in which it
//! is shown.

use tch::Tensor;

use crate::error::Result;
use crate::exhibit::ascent::in_torch;
use crate::exhibit::dreams::planes::{enlarged, picture, planes};
use crate::frame::Picture;
use crate::resample::{Cutout, Resampler};

/// What is shown has at most this shorter side, unless the dream itself is larger: as much of the
/// camera's own sharpness as a large screen shows.
const SHOWN: i32 = 448;

/// Cuts out and resizes; keeps its buffers.
#[derive(Debug)]
pub(super) struct Camera {
    cutout: Cutout,
    resampler: Resampler,
}

impl Camera {
    /// For a dream on this part of a frame.
    pub(super) fn new(cutout: Cutout) -> Self {
        Self { cutout, resampler: Resampler::default() }
    }

    /// What is dreamt on: [1, 3, height, width] of 0 to 1, resized as the network's own input is.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub(super) fn see(&mut self, frame: &Picture) -> Result<Tensor> {
        self.cut(frame, self.cutout)
    }

    /// The camera's picture, larger, with a detail of [1, 3, height, width] in it.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub(super) fn show(&mut self, frame: &Picture, detail: &Tensor) -> Result<Picture> {
        let sharpest = frame.size.width.min(frame.size.height).min(SHOWN);
        let own = self.cutout.size;
        let cutout = self.cutout.with_side(sharpest.max(own.width.min(own.height)));
        let part = self.cut(frame, cutout)?;
        let _no_grad = tch::no_grad_guard();
        in_torch(|| {
            let to = [cutout.size.height.into(), cutout.size.width.into()];
            picture(&part.f_add(&enlarged(detail, to)?)?)
        })
    }

    fn cut(&mut self, frame: &Picture, cutout: Cutout) -> Result<Tensor> {
        let mut rgb = vec![0; cutout.size.area() * 3];
        let [across, down] = cutout.spans(frame.size);
        self.resampler.window(frame, across, down, &mut rgb)?;
        in_torch(|| planes(&Picture::new(cutout.size, rgb)))
    }
}
