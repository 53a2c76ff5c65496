//! The resampling of a photo under rotation, scale and shift, cheap enough for every frame.

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::resample::{Filter, Resampler};

use super::wobble::Pose;

/// A photo prepared for sampling. A pixel is 64 bits: red, green and blue in lanes of 16, so that
/// one multiplication weighs all three.
#[derive(Debug)]
pub(super) struct PaddedPicture {
    size: Size,
    texels: Vec<u64>,
}

/// The lowest 8 bits of the three lanes.
const BYTES: u64 = 0x00ff_00ff_00ff;
/// A half in each lane, for rounding.
const HALVES: u64 = 0x0080_0080_0080;

impl PaddedPicture {
    /// Scales the photo to the smallest size that covers `least`.
    pub(super) fn new(photo: &Picture, least: Size) -> Result<Self> {
        let (width, height) = (i64::from(photo.size.width), i64::from(photo.size.height));
        let (least_width, least_height) = (i64::from(least.width), i64::from(least.height));
        // Whichever side is the tighter one decides.
        let size = if width * least_height < height * least_width {
            Size::new(least.width, (height * least_width / width) as i32)
        } else {
            Size::new((width * least_height / height) as i32, least.height)
        };
        let mut rgb = vec![0; size.area() * 3];
        Resampler::default().run(photo, photo.size.rect(), Filter::CatmullRom, size, &mut rgb)?;
        let texel = |&[r, g, b]: &[u8; 3]| u64::from(r) | u64::from(g) << 16 | u64::from(b) << 32;
        Ok(Self { size, texels: rgb.as_chunks::<3>().0.iter().map(texel).collect() })
    }

    /// What the camera sees: bilinear, to a sixteenth of a pixel. Beyond the edge lies black, which
    /// a good pose avoids.
    pub(super) fn sample(&self, pose: Pose, into: &mut Picture) {
        let Size { width, height } = into.size;
        for (v, row) in (0..height).zip(into.rgb.chunks_exact_mut(width.max(1) as usize * 3)) {
            // Twice the distance of the row's first pixel from the middle, so that it is a whole
            // number.
            let (left, up) = (1 - width, 2 * v + 1 - height);
            let x =
                pose.x + ((pose.cos * left - pose.sin * up) >> 1) + ((self.size.width - 1) << 15);
            let y =
                pose.y + ((pose.sin * left + pose.cos * up) >> 1) + ((self.size.height - 1) << 15);
            let mut at = (x, y);
            for pixel in row.as_chunks_mut::<3>().0 {
                *pixel = self.blend(at.0, at.1);
                at = (at.0 + pose.cos, at.1 + pose.sin);
            }
        }
    }

    /// The colour at a point in fixed point: four texels, weighed by sixteenths.
    #[inline]
    fn blend(&self, x: i32, y: i32) -> [u8; 3] {
        let pitch = self.size.width as usize;
        let (column, line) = ((x >> 16) as usize, (y >> 16) as usize);
        // A negative position is a huge one here.
        if column >= pitch - 1 || line >= self.size.height as usize - 1 {
            return [0; 3];
        }
        let (right, below) = (((x >> 12) & 15) as u64, ((y >> 12) & 15) as u64);
        let at = line * pitch + column;
        // One check of the bounds for all four.
        let texels = &self.texels[at..at + pitch + 2];
        let [top, bottom] = [[texels[0], texels[1]], [texels[pitch], texels[pitch + 1]]];
        // The weights sum up to 256, so that a lane stays below 2^16.
        let upper = (top[0] * (16 - right) + top[1] * right) * (16 - below);
        let lower = (bottom[0] * (16 - right) + bottom[1] * right) * below;
        let [r, _, g, _, b, ..] = (((upper + lower + HALVES) >> 8) & BYTES).to_le_bytes();
        [r, g, b]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::wobble::ONE;

    /// Red counts columns, green rows.
    fn ramp(size: Size) -> Picture {
        let rgb = (0..size.area() as i32)
            .flat_map(|i| [(i % size.width) as u8, (i / size.width) as u8, 7])
            .collect();
        Picture::new(size, rgb)
    }

    fn view(sheet: &PaddedPicture, pose: Pose, size: Size) -> Picture {
        let mut picture = Picture::new(size, vec![1; size.area() * 3]);
        sheet.sample(pose, &mut picture);
        picture
    }

    #[test]
    fn looking_straight_ahead_copies_the_middle() {
        let sheet = PaddedPicture::new(&ramp(Size::new(60, 40)), Size::new(60, 40)).unwrap();
        let seen = view(&sheet, Pose { cos: ONE, sin: 0, x: 0, y: 0 }, Size::new(20, 10));
        // 60 - 20 columns are left over, half of them at the left; rows likewise.
        assert_eq!(seen.rgb[..3], [20, 15, 7]);
        assert_eq!(seen.rgb[seen.rgb.len() - 3..], [39, 24, 7]);
    }

    #[test]
    fn a_shift_by_a_half_lies_between_two_pixels() {
        let sheet = PaddedPicture::new(&ramp(Size::new(60, 40)), Size::new(60, 40)).unwrap();
        let seen =
            view(&sheet, Pose { cos: ONE, sin: 0, x: 2 * ONE, y: ONE / 2 }, Size::new(20, 10));
        // Row 15.5, rounded up.
        assert_eq!(seen.rgb[..3], [22, 16, 7]);
    }

    #[test]
    fn a_quarter_turn_makes_rows_of_columns() {
        let sheet = PaddedPicture::new(&ramp(Size::new(40, 40)), Size::new(40, 40)).unwrap();
        let seen = view(&sheet, Pose { cos: 0, sin: ONE, x: 0, y: 0 }, Size::new(10, 10));
        // Left upper corner: u = v = -4.5 goes to x = 4.5, y = -4.5 from the middle at 19.5.
        assert_eq!(seen.rgb[..3], [24, 15, 7]);
        assert_eq!(seen.rgb[3..6], [24, 16, 7]);
    }

    #[test]
    fn a_photo_is_scaled_until_it_covers() {
        for (width, height, want) in [(30, 40, Size::new(60, 80)), (90, 10, Size::new(360, 40))] {
            let sheet =
                PaddedPicture::new(&ramp(Size::new(width, height)), Size::new(60, 40)).unwrap();
            assert_eq!(sheet.size, want);
        }
    }
}
