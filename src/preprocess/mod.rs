//! The preprocessing of a frame for the network: resized, cropped, normalised as torchvision does.
//!
//! It is resized with antialiasing until the shorter side fits, the centre is cut out, the values
//! are normalised; the same square is kept as bytes, for display. All buffers are reused from frame
//! to frame. Nothing here knows of tensors.

mod normalize;

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::resample::{Resampler, Span};

use normalize::Normalize;

/// Turns pictures of any size into one network's input.
#[derive(Debug)]
pub struct Preprocess {
    side: i32,
    resampler: Resampler,
    normalize: Normalize,
    rgb: Vec<u8>,
    input: Vec<f32>,
}

/// What the network gets of one picture.
#[derive(Debug, Clone, Copy)]
pub struct Prepared<'a> {
    /// The part of the picture that the network sees, to the nearest pixel: its centre, about a
    /// square.
    pub crop: Rect,
    /// That part at the network's size: RGB bytes, [side, side, 3], for display.
    pub rgb: &'a [u8],
    /// The same, normalised: [side, side, 3], channels last.
    pub input: &'a [f32],
}

impl Preprocess {
    /// For a network that takes squares of `side` pixels, normalised by `(x / 255 - mean) / std`
    /// per RGB channel.
    pub fn new(side: i32, mean: [f32; 3], std: [f32; 3]) -> Self {
        let values = side.max(0) as usize * side.max(0) as usize * 3;
        Self {
            side,
            resampler: Resampler::default(),
            normalize: Normalize::new(mean, std),
            rgb: vec![0; values],
            input: vec![0.0; values],
        }
    }

    /// Prepares one picture. One whose shorter side already has the network's size passes through
    /// unresampled; any other becomes, to the last bit, what torchvision's `Resize(side)` and
    /// `CenterCrop(side)` make of a PIL image: bilinear, antialiased where it shrinks. Only the
    /// square is resampled, but with the scale, the place and the neighbours that it has in the
    /// whole resized picture.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub fn run(&mut self, picture: &Picture) -> Result<Prepared<'_>> {
        let (width, height) = (picture.size.width.max(0) as u32, picture.size.height.max(0) as u32);
        let span = |pixels| Span::centre(pixels, width.min(height), self.side.max(0) as u32);
        let crop = self.resampler.window(picture, span(width), span(height), &mut self.rgb)?;
        self.normalize.run(&self.rgb, &mut self.input);
        Ok(Prepared { crop, rgb: &self.rgb, input: &self.input })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::Size;

    fn ramp(size: Size) -> Picture {
        let rgb = (0..size.area() * 3).map(|i| (i * 7 % 251) as u8).collect();
        Picture::new(size, rgb)
    }

    #[test]
    fn the_networks_own_size_passes_through_unresampled() {
        let picture = ramp(Size::new(224, 224));
        let mut preprocess = Preprocess::new(224, [0.5; 3], [0.25; 3]);
        let prepared = preprocess.run(&picture).unwrap();
        assert_eq!(prepared.crop, Rect::new(0, 0, 224, 224));
        assert_eq!(prepared.rgb, picture.rgb);
        // (7 / 255 - 0.5) / 0.25
        assert!((prepared.input[1] - (7.0 / 255.0 - 0.5) / 0.25).abs() < 1e-6);
    }

    #[test]
    fn a_picture_without_pixels_is_an_error() {
        let mut preprocess = Preprocess::new(8, [0.0; 3], [1.0; 3]);
        assert!(preprocess.run(&Picture::default()).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_picture_is_cropped_inside_itself_and_fills_the_input(width in 1..300, height in 1..300, side in 1..64) {
            let size = Size::new(width, height);
            let picture = Picture::new(size, vec![200; size.area() * 3]);
            let mut preprocess = Preprocess::new(side, [0.0; 3], [1.0; 3]);
            let prepared = preprocess.run(&picture).unwrap();
            prop_assert_eq!(prepared.crop.intersect(size.rect()), prepared.crop);
            // The longer side was rounded down to whole pixels of the input, and its middle to one
            // of them.
            let (short, pixel) = (width.min(height), (width.min(height) + side - 1) / side);
            for length in [prepared.crop.width, prepared.crop.height] {
                prop_assert!((short..=short + pixel + 1).contains(&length), "{}", length);
            }
            // A flat picture stays flat, whatever the weights of the filter.
            prop_assert!(prepared.rgb.iter().all(|&v| v == 200));
            prop_assert_eq!(prepared.input.len(), (side * side * 3) as usize);
        }
    }
}
