//! The preprocessing of a frame for the network: resized, cropped, normalised as torchvision does.
//!
//! It is resized with antialiasing until it just covers the network's input, or as the network's
//! own evaluation has it, the centre is cut out, the values are normalised; the same part is kept
//! as bytes, for display. All buffers are reused from frame
//! to frame. Nothing here knows of tensors.

mod normalize;

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::resample::{Cutout, Resampler};

use normalize::Normalize;

/// Turns pictures of any size into one network's input.
#[derive(Debug)]
pub struct Preprocess {
    cutout: Cutout,
    resampler: Resampler,
    normalize: Normalize,
    rgb: Vec<u8>,
    input: Vec<f32>,
}

/// What the network gets of one picture.
#[derive(Debug, Clone, Copy)]
pub struct Prepared<'a> {
    /// The part of the picture that the network sees, to the nearest pixel: its centre, of about
    /// the input's proportions.
    pub crop: Rect,
    /// That part at the network's size: RGB bytes, [height, width, 3], for display.
    pub rgb: &'a [u8],
    /// The same, normalised: [height, width, 3], channels last.
    pub input: &'a [f32],
}

impl Preprocess {
    /// For a network that reads this part of a picture, normalised by `(x / 255 - mean) / std` per
    /// RGB channel. A size alone is the largest part of its proportions.
    pub fn new(cutout: impl Into<Cutout>, mean: [f32; 3], std: [f32; 3]) -> Self {
        let cutout = cutout.into();
        let values = cutout.size.area() * 3;
        Self {
            cutout,
            resampler: Resampler::default(),
            normalize: Normalize::new(mean, std),
            rgb: vec![0; values],
            input: vec![0.0; values],
        }
    }

    /// Prepares one picture. It becomes, to the last bit, what torchvision's `Resize(resize)` and
    /// `CenterCrop((height, width))` make of a PIL image: bilinear, antialiased where it shrinks
    /// ([`Cutout::spans`]). One of the network's own size passes through unresampled where no
    /// `resize` is given. Only the part that is kept is resampled, but with the scale, the place
    /// and the neighbours that it has in the whole resized picture.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the picture has no pixels.
    pub fn run(&mut self, picture: &Picture) -> Result<Prepared<'_>> {
        let [across, down] = self.cutout.spans(picture.size);
        let crop = self.resampler.window(picture, across, down, &mut self.rgb)?;
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
        let mut preprocess = Preprocess::new(Size::new(224, 224), [0.5; 3], [0.25; 3]);
        let prepared = preprocess.run(&picture).unwrap();
        assert_eq!(prepared.crop, Rect::new(0, 0, 224, 224));
        assert_eq!(prepared.rgb, picture.rgb);
        // (7 / 255 - 0.5) / 0.25
        assert!((prepared.input[1] - (7.0 / 255.0 - 0.5) / 0.25).abs() < 1e-6);
    }

    #[test]
    fn a_picture_without_pixels_is_an_error() {
        let mut preprocess = Preprocess::new(Size::new(8, 8), [0.0; 3], [1.0; 3]);
        assert!(preprocess.run(&Picture::default()).is_err());
    }

    /// What is seen of a picture of this size at the network's, where that is resized like this.
    fn crop(picture: Size, input: Size, resize: Option<i32>) -> Rect {
        let mut preprocess = Preprocess::new(Cutout { size: input, resize }, [0.0; 3], [1.0; 3]);
        preprocess.run(&ramp(picture)).unwrap().crop
    }

    #[test]
    fn an_oblong_network_sees_the_largest_oblong_in_the_middle() {
        let wide = Size::new(64, 32);
        assert_eq!(crop(Size::new(640, 480), wide, None), Rect::new(0, 80, 640, 320));
        // 640 x 200 becomes 102 x 32, of which columns 19 to 83 are kept.
        assert_eq!(crop(Size::new(640, 200), wide, None), Rect::new(119, 0, 402, 200));
        assert_eq!(crop(Size::new(128, 64), wide, None), Rect::new(0, 0, 128, 64));
        // Its own size is not resampled.
        let own = ramp(wide);
        let mut preprocess = Preprocess::new(wide, [0.0; 3], [1.0; 3]);
        assert_eq!(preprocess.run(&own).unwrap().rgb, own.rgb);
    }

    #[test]
    fn a_picture_that_is_resized_first_shows_its_middle() {
        // 640 x 480 becomes 341 x 256; columns 58 to 282 and rows 16 to 240 are kept.
        let square = Size::new(224, 224);
        let scale = |at: f64| (at * 640.0 / 341.0).round() as i32;
        let [left, right] = [58.0, 282.0].map(scale);
        let seen = crop(Size::new(640, 480), square, Some(256));
        assert_eq!(seen, Rect::new(left, 30, right - left, 420));
        // The same as without where it is resized to that side; where the resized picture would
        // not fill the input, the whole side is read.
        for resize in [224, 100] {
            let size = Size::new(640, 480);
            assert_eq!(crop(size, square, Some(resize)), crop(size, square, None));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_picture_is_cropped_inside_itself_and_fills_the_input(width in 1..300, height in 1..300, side in 1..64) {
            let size = Size::new(width, height);
            let picture = Picture::new(size, vec![200; size.area() * 3]);
            let mut preprocess = Preprocess::new(Size::new(side, side), [0.0; 3], [1.0; 3]);
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

        #[test]
        fn any_picture_fills_an_oblong_input(
            width in 1..300, height in 1..300, columns in 1..64, rows in 1..64, resize in 0..99,
        ) {
            let size = Size::new(width, height);
            let picture = Picture::new(size, vec![200; size.area() * 3]);
            let input = Size::new(columns, rows);
            let mut preprocess = Preprocess::new(Cutout { size: input, resize: Some(resize) }, [0.0; 3], [1.0; 3]);
            let prepared = preprocess.run(&picture).unwrap();
            prop_assert_eq!(prepared.crop.intersect(size.rect()), prepared.crop);
            prop_assert!(prepared.rgb.iter().all(|&v| v == 200));
            prop_assert_eq!(prepared.input.len(), input.area() * 3);
        }
    }
}
