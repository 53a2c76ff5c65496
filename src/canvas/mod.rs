//! The canvas: a slice of 0RGB pixels to draw on, clipped; drawing never fails.

pub mod blit;
pub mod color;
pub mod colormap;
pub mod evidence;
pub mod shape;
pub mod text;

use crate::geometry::{Rect, Size};
use color::{Color, mix};

/// A picture to draw on. Coordinates are those of the whole buffer; [`Canvas::clip`] narrows what
/// is touched.
#[derive(Debug)]
pub struct Canvas<'a> {
    pixels: &'a mut [u32],
    size: Size,
    clip: Rect,
}

impl<'a> Canvas<'a> {
    /// The whole of a buffer of `size.area()` pixels.
    ///
    /// # Panics
    /// Where the buffer is shorter than the size; a bug of the caller.
    pub fn new(pixels: &'a mut [u32], size: Size) -> Self {
        assert!(pixels.len() >= size.area(), "{} pixels are too few for {size}", pixels.len());
        Self { pixels, size, clip: size.rect() }
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The same pixels, but nothing outside `area` is touched.
    pub fn clip(&mut self, area: Rect) -> Canvas<'_> {
        Canvas { clip: self.clip.intersect(area), size: self.size, pixels: self.pixels }
    }

    /// The pixels of row `y` from column `x`, at most `width` of them, and how many were cut off at
    /// the left. Empty where the row is outside.
    fn row(&mut self, x: i32, y: i32, width: i32) -> (&mut [u32], usize) {
        let part = Rect::new(x, y, width, 1).intersect(self.clip);
        if part.is_empty() {
            return (&mut [], 0);
        }
        let start = part.y as usize * self.size.width as usize + part.x as usize;
        (&mut self.pixels[start..][..part.width as usize], (part.x - x) as usize)
    }

    /// Paints a rectangle.
    pub fn fill(&mut self, area: Rect, color: Color) {
        let area = area.intersect(self.clip);
        for y in area.y..area.bottom() {
            self.row(area.x, y, area.width).0.fill(color);
        }
    }

    /// Paints a rectangle over what is there; `opacity` 0 leaves it, 255 covers it.
    pub fn shade(&mut self, area: Rect, color: Color, opacity: u8) {
        let area = area.intersect(self.clip);
        for y in area.y..area.bottom() {
            for pixel in self.row(area.x, y, area.width).0 {
                *pixel = mix(*pixel, color, opacity);
            }
        }
    }

    /// Paints one pixel over what is there.
    pub fn blend(&mut self, x: i32, y: i32, color: Color, opacity: u8) {
        if let Some(pixel) = self.row(x, y, 1).0.first_mut() {
            *pixel = mix(*pixel, color, opacity);
        }
    }
}

/// Compares what was drawn with rows of characters: '.' is black, anything else is not.
#[cfg(test)]
pub(crate) fn assert_pattern(pixels: &[u32], size: Size, pattern: &[&str]) {
    let rows: Vec<String> = pixels
        .chunks(size.width as usize)
        .map(|row| row.iter().map(|&p| if p == 0 { '.' } else { '#' }).collect())
        .collect();
    assert_eq!(rows, pattern, "\n{}", rows.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fill_clips_on_every_side() {
        let size = Size::new(4, 3);
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        canvas.fill(Rect::new(-5, 1, 7, 9), 0xff_ffff);
        canvas.fill(Rect::new(3, -2, 100, 3), 0xff_ffff);
        assert_pattern(&pixels, size, &["...#", "##..", "##.."]);
    }

    #[test]
    fn a_clip_leaves_the_margin_alone() {
        let size = Size::new(5, 5);
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        canvas.clip(Rect::new(1, 1, 3, 3)).fill(Rect::new(-9, -9, 99, 99), 1);
        assert_pattern(&pixels, size, &[".....", ".###.", ".###.", ".###.", "....."]);
    }

    #[test]
    fn an_empty_canvas_takes_everything() {
        let mut canvas = Canvas::new(&mut [], Size::new(0, 0));
        canvas.fill(Rect::new(0, 0, 10, 10), 1);
        canvas.shade(Rect::new(-1, -1, 10, 10), 1, 128);
        canvas.blend(0, 0, 1, 255);
    }
}
