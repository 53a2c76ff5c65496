//! Antialiased resizing of a part of a picture, for the screen.

mod cutout;
mod window;

use fast_image_resize::images::{TypedCroppedImage, TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{ResizeAlg, ResizeOptions, Resizer};

pub use cutout::Cutout;
pub use fast_image_resize::FilterType as Filter;
pub use window::Span;

use window::Passes;

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::{Rect, Size};

/// Resizes parts of pictures; keeps its buffers. The filter's support grows with the reduction:
/// `Filter::Bilinear`, a triangle, is what torchvision calls bilinear with antialiasing.
///
/// All that resizes goes through here: what a network reads through [`Self::window`], whose values
/// are Pillow's; what is looked at through [`Self::run`], which is faster. `fast_image_resize` is
/// compiled once for each type of image it is given, and each time takes as long as the rest of the
/// program.
#[derive(Debug, Default)]
pub struct Resampler {
    resizer: Resizer,
    passes: Passes,
}

impl Resampler {
    /// Writes the part of the resized picture that `across` and `down` describe to `into` (RGB,
    /// three bytes a pixel), as if the whole had been resized, bilinear and antialiased, and the
    /// part cut out of it. Gives the part that it shows, in the picture's own pixels, to the
    /// nearest.
    ///
    /// # Errors
    /// [`Error::Source`] where the picture or the part has no pixels, or the spans are not of this
    /// picture.
    pub fn window(
        &mut self,
        picture: &Picture,
        across: Span,
        down: Span,
        into: &mut [u8],
    ) -> Result<Rect> {
        let size = picture.size;
        let fits = i64::from(across.pixels) == i64::from(size.width)
            && i64::from(down.pixels) == i64::from(size.height)
            && into.len() == across.count as usize * down.count as usize * 3;
        if into.is_empty() || !fits || !across.is_inside() || !down.is_inside() {
            return Err(Error::Source(format!("a picture of {size} has no pixels for this")));
        }
        self.passes.run(&picture.rgb, across, down, into);
        Ok(window::source(across, down))
    }

    /// Writes `crop` of `picture`, at `size`, to `into` (RGB, `width * height * 3` bytes). The crop
    /// is read in place; where it already has the right size it is copied. Works in fixed point,
    /// columns first, with 8-bit values between the two passes.
    ///
    /// # Errors
    /// [`Error::Source`] where crop or size is empty, or the crop is not inside of the picture.
    pub fn run(
        &mut self,
        picture: &Picture,
        crop: Rect,
        filter: Filter,
        size: Size,
        into: &mut [u8],
    ) -> Result<()> {
        if crop.is_empty() || size.rect().is_empty() {
            return Err(Error::Source(format!("a picture of {} has no pixels", picture.size)));
        }
        let failed = |error: &dyn std::fmt::Display| {
            Error::Source(format!("cannot resize a picture of {} to {size}: {error}", picture.size))
        };
        let (width, height) = (picture.size.width as u32, picture.size.height as u32);
        let from = TypedImageRef::<U8x3>::from_buffer(width, height, &picture.rgb)
            .map_err(|error| failed(&error))?;
        let (width, height) = (size.width as u32, size.height as u32);
        let mut to =
            TypedImage::<U8x3>::from_buffer(width, height, into).map_err(|error| failed(&error))?;
        // A view of the crop alone: the resizer's own cropping lets what lies around it into the
        // edges.
        let corner = (crop.x as u32, crop.y as u32);
        let extent = (crop.width as u32, crop.height as u32);
        let crop = TypedCroppedImage::from_ref(&from, corner.0, corner.1, extent.0, extent.1)
            .map_err(|error| failed(&error))?;
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        self.resizer.resize_typed(&crop, &mut to, &options).map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights of one output position, straight from the definition: a triangle of half width
    /// `max(scale, 1)` around the output's centre in input pixels, normalised to one.
    fn weights(output: usize, outputs: usize, inputs: usize) -> Vec<f64> {
        let scale = inputs as f64 / outputs as f64;
        let (reach, centre) = (scale.max(1.0), (output as f64 + 0.5) * scale);
        let raw: Vec<f64> = (0..inputs)
            .map(|i| (1.0 - ((i as f64 + 0.5 - centre) / reach).abs()).max(0.0))
            .collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|w| w / sum).collect()
    }

    fn resample(picture: &Picture, crop: Rect, side: i32, into: &mut [u8]) -> Result<()> {
        let square = Size::new(side, side);
        Resampler::default().run(picture, crop, Filter::Bilinear, square, into)
    }

    fn direct(picture: &Picture, crop: Rect, side: usize) -> Vec<f64> {
        let (inputs, stride) = (crop.width as usize, picture.size.width as usize);
        let table: Vec<_> = (0..side).map(|o| weights(o, side, inputs)).collect();
        let mut out = Vec::new();
        for row in &table {
            for column in &table {
                for channel in 0..3 {
                    let mut sum = 0.0;
                    for (y, wy) in row.iter().enumerate() {
                        for (x, wx) in column.iter().enumerate() {
                            let at = (y + crop.y as usize) * stride + x + crop.x as usize;
                            sum += wy * wx * f64::from(picture.rgb[at * 3 + channel]);
                        }
                    }
                    out.push(sum);
                }
            }
        }
        out
    }

    #[test]
    fn it_is_the_antialiased_bilinear_of_the_definition() {
        // A hash of the position: neighbours differ wildly, so that a wrong support or phase shows.
        let size = Size::new(53, 37);
        let rgb: Vec<u8> = (0..size.area() * 3).map(|i| ((i * 2_654_435_761) >> 7) as u8).collect();
        let picture = Picture::new(size, rgb);
        let crop = size.centre_square();
        for side in [5, 16, 24, 36, 50] {
            let mut got = vec![0; side * side * 3];
            resample(&picture, crop, side as i32, &mut got).unwrap();
            for (got, want) in got.iter().zip(direct(&picture, crop, side)) {
                // Half a step from each of the two roundings, and the fixed-point weights.
                assert!((f64::from(*got) - want).abs() <= 1.1, "{got} is not {want}, side {side}");
            }
        }
    }

    #[test]
    fn nothing_outside_the_crop_leaks_in() {
        let size = Size::new(60, 20);
        let mut picture = Picture::new(size, vec![0; size.area() * 3]);
        let crop = size.centre_square();
        for y in 0..20 {
            for x in crop.x..crop.right() {
                let at = (y * 60 + x) as usize * 3;
                picture.rgb[at..at + 3].fill(90);
            }
        }
        let mut got = vec![0; 7 * 7 * 3];
        resample(&picture, crop, 7, &mut got).unwrap();
        assert!(got.iter().all(|&v| v == 90));
    }
}
