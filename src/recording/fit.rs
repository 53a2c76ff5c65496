//! The scaling of the screen's pictures to the size of the recording's file.
//!
//! The window may change its size meanwhile, a file cannot.

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::resample::{Filter, Resampler};

/// How large a file's pictures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As the screen's, without the last column or row where these are odd: films share colours
    /// between two of them.
    Even,
    /// Half of the screen's.
    Half,
    /// As the screen's.
    Whole,
}

/// The first picture's size decides; a later one of another size is shown whole, between black
/// bars.
#[derive(Debug)]
pub struct Fit {
    /// The file's.
    pub size: Size,
    /// The screen's, at first.
    native: Size,
    /// What of such a picture is used.
    crop: Rect,
    resampler: Resampler,
    whole: Picture,
    inner: Vec<u8>,
}

impl Fit {
    /// For a file that begins with a picture of the size `native`.
    pub fn new(native: Size, shape: Shape) -> Self {
        let even = Size::new((native.width & !1).max(2), (native.height & !1).max(2));
        let half = Size::new((native.width / 2).max(1), (native.height / 2).max(1));
        let (size, crop) = match shape {
            Shape::Even => (even, Rect::new(0, 0, even.width, even.height)),
            Shape::Half => (half, native.rect()),
            Shape::Whole => (native, native.rect()),
        };
        // A screen of a single column has nothing to cut off.
        let crop = Rect::new(0, 0, crop.width.min(native.width), crop.height.min(native.height));
        let (resampler, whole, inner) = Default::default();
        Self { size, native, crop, resampler, whole, inner }
    }

    /// Writes `pixels`, 0RGB words, as a picture of the file's size.
    ///
    /// # Errors
    /// Where they cannot be resized.
    pub fn run(&mut self, pixels: &[u32], size: Size, into: &mut Picture) -> Result<()> {
        self.whole.size = size;
        self.whole.rgb.resize(size.area() * 3, 0);
        for (rgb, pixel) in self.whole.rgb.chunks_exact_mut(3).zip(pixels) {
            rgb.copy_from_slice(&pixel.to_be_bytes()[1..]);
        }
        into.size = self.size;
        into.rgb.resize(self.size.area() * 3, 0);
        if size == self.native {
            let (crop, fitted) = (self.crop, self.size);
            return self.resampler.run(&self.whole, crop, Filter::Bilinear, fitted, &mut into.rgb);
        }
        let room = within(size, self.size);
        self.inner.resize(room.size().area() * 3, 0);
        let crop = size.rect();
        self.resampler.run(&self.whole, crop, Filter::Bilinear, room.size(), &mut self.inner)?;
        into.rgb.fill(0);
        let stride = self.size.width as usize * 3;
        for (n, row) in self.inner.chunks_exact(room.width as usize * 3).enumerate() {
            let at = (room.y as usize + n) * stride + room.x as usize * 3;
            into.rgb[at..at + row.len()].copy_from_slice(row);
        }
        Ok(())
    }
}

/// The largest place in the middle of `room` with the shape of `size`.
fn within(size: Size, room: Size) -> Rect {
    let (width, height) = (i64::from(size.width.max(1)), i64::from(size.height.max(1)));
    let (wide, high) = (i64::from(room.width), i64::from(room.height));
    let (w, h) = if wide * height <= high * width {
        (wide, (height * wide / width).max(1))
    } else {
        ((width * high / height).max(1), high)
    };
    Rect::new(((wide - w) / 2) as i32, ((high - h) / 2) as i32, w as i32, h as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: u32 = 0x00ff_ffff;

    fn fitted(native: Size, shape: Shape, pixels: &[u32], size: Size) -> Picture {
        let mut into = Picture::default();
        Fit::new(native, shape).run(pixels, size, &mut into).unwrap();
        into
    }

    #[test]
    fn an_odd_column_and_row_are_cut_off_and_nothing_else_changes() {
        let size = Size::new(3, 3);
        let picture = fitted(size, Shape::Even, &[1, 2, 9, 0x0004_0506, 5, 9, 9, 9, 9], size);
        assert_eq!(picture.size, Size::new(2, 2));
        assert_eq!(picture.rgb, [0, 0, 1, 0, 0, 2, 4, 5, 6, 0, 0, 5]);
    }

    #[test]
    fn a_gif_has_half_the_size() {
        let size = Size::new(4, 2);
        let picture = fitted(size, Shape::Half, &[WHITE, WHITE, 0, 0, WHITE, WHITE, 0, 0], size);
        assert_eq!(picture.size, Size::new(2, 1));
        assert!(picture.rgb[0] > 200 && picture.rgb[5] < 50, "{:?}", picture.rgb);
    }

    #[test]
    fn a_window_of_another_size_is_shown_whole_between_black_bars() {
        let (native, size) = (Size::new(8, 4), Size::new(6, 6));
        let picture = fitted(native, Shape::Even, &[WHITE; 36], size);
        assert_eq!(picture.size, native);
        let columns: Vec<bool> = (0..8).map(|x| picture.rgb[x * 3] > 0).collect();
        assert_eq!(columns, [false, false, true, true, true, true, false, false]);
        assert_eq!(within(Size::new(1, 500), Size::new(8, 4)), Rect::new(3, 0, 1, 4));
    }
}
