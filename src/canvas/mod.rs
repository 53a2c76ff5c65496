//! The canvas: a slice of 0RGB pixels to draw on, clipped; drawing never fails.

pub mod blit;
pub mod color;
pub mod colormap;
pub mod evidence;
pub mod shape;
pub mod text;

use std::sync::LazyLock;

use crate::geometry::{Rect, Size};
use crate::pool;
use color::{Color, mix};

/// How many cores this process may use, which does not change.
static CORES: LazyLock<usize> = LazyLock::new(pool::cores);

/// A picture of more pixels is worth drawing on with several cores.
const LARGE: usize = 1920 * 1200;

/// On how many bands of a picture of this size to draw side by side. On two cores the second is
/// the network's; of more, half are.
fn bands_for(size: Size, cores: usize) -> usize {
    if cores > 2 && size.area() > LARGE { (cores / 2).min(8) } else { 1 }
}

/// A picture to draw on. Coordinates are those of the whole buffer; [`Canvas::clip`] narrows what
/// is touched.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// Whole rows, from `top` on.
    pixels: &'a mut [u32],
    size: Size,
    /// The row with which `pixels` begin; nothing above it is within the clip.
    top: i32,
    clip: Rect,
}

impl<'a> Canvas<'a> {
    /// The whole of a buffer of `size.area()` pixels.
    ///
    /// # Panics
    /// Where the buffer is shorter than the size; a bug of the caller.
    pub fn new(pixels: &'a mut [u32], size: Size) -> Self {
        assert!(pixels.len() >= size.area(), "{} pixels are too few for {size}", pixels.len());
        Self { pixels, size, top: 0, clip: size.rect() }
    }

    /// Width and height.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The same pixels, but nothing outside `area` is touched.
    pub fn clip(&mut self, area: Rect) -> Canvas<'_> {
        let clip = self.clip.intersect(area);
        Canvas { clip, size: self.size, top: self.top, pixels: self.pixels }
    }

    /// Draws on several bands of a large picture side by side where there are cores for it. What is
    /// drawn must not depend on what it is drawn over, nor on what else was drawn.
    pub fn side_by_side(&mut self, draw: impl Fn(&mut Canvas<'_>) + Send + Sync) {
        match bands_for(self.size, *CORES) {
            1 => draw(self),
            count => pool::side_by_side(&mut self.bands(count), draw),
        }
    }

    /// The rows within the clip in so many bands of about the same height, to be drawn on side by
    /// side; coordinates stay those of the whole.
    pub fn bands(&mut self, count: usize) -> Vec<Canvas<'_>> {
        let (size, clip, width) = (self.size, self.clip, self.size.width.max(0) as usize);
        let above = (clip.y - self.top).max(0) as usize * width;
        let mut rest = self.pixels.get_mut(above..).unwrap_or_default();
        let mut bands = Vec::with_capacity(count);
        for band in 0..count as i32 {
            let row = |band: i32| clip.y + (clip.height * band) / count as i32;
            let (top, bottom) = (row(band), row(band + 1));
            let (pixels, below) = rest.split_at_mut((bottom - top) as usize * width);
            rest = below;
            let clip = Rect { y: top, height: bottom - top, ..clip };
            bands.push(Canvas { pixels, size, top, clip });
        }
        bands
    }

    /// True where some of this can be drawn on.
    pub fn shows(&self, area: Rect) -> bool {
        !area.intersect(self.clip).is_empty()
    }

    /// The pixels of row `y` from column `x`, at most `width` of them, and how many were cut off at
    /// the left. Empty where the row is outside.
    fn row(&mut self, x: i32, y: i32, width: i32) -> (&mut [u32], usize) {
        let part = Rect::new(x, y, width, 1).intersect(self.clip);
        if part.is_empty() {
            return (&mut [], 0);
        }
        let start = (part.y - self.top) as usize * self.size.width as usize + part.x as usize;
        (&mut self.pixels[start..][..part.width as usize], (part.x - x) as usize)
    }

    /// Paints a rectangle.
    pub fn fill(&mut self, area: Rect, color: Color) {
        let area = area.intersect(self.clip);
        for y in area.y..area.bottom() {
            self.row(area.x, y, area.width).0.fill(color);
        }
    }

    /// Copies a picture of this size onto it, its left upper corner at `at`.
    pub fn copy(&mut self, (x, y): (i32, i32), pixels: &[Color], size: Size) {
        for (row, line) in (0..).zip(pixels.chunks_exact(size.width.max(1) as usize)) {
            let (into, skipped) = self.row(x, y + row, size.width);
            into.copy_from_slice(&line[skipped..][..into.len()]);
        }
    }

    /// Paints a rectangle but for these parts of it, which may not overlap.
    pub fn fill_around(&mut self, area: Rect, parts: &[Rect], color: Color) {
        if area.is_empty() {
            return;
        }
        let Some((part, others)) = parts.split_first() else { return self.fill(area, color) };
        let part = part.intersect(area);
        if part.is_empty() {
            return self.fill_around(area, others, color);
        }
        let (above, rest) = area.split_top(part.y - area.y);
        let (beside, below) = rest.split_top(part.height);
        let (left, rest) = beside.split_left(part.x - area.x);
        let (_, right) = rest.split_left(part.width);
        for area in [above, left, right, below] {
            self.fill_around(area, others, color);
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
    fn a_fill_around_parts_touches_all_but_them() {
        let size = Size::new(6, 5);
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        let parts = [Rect::new(1, 1, 2, 2), Rect::new(3, 2, 9, 1), Rect::new(0, 4, 1, 1)];
        canvas.fill_around(size.rect(), &parts, 1);
        assert_pattern(&pixels, size, &["######", "#..###", "#.....", "######", ".#####"]);
    }

    #[test]
    fn bands_are_rows_of_the_same_picture() {
        let size = Size::new(4, 7);
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.fill(Rect::new(1, 0, 2, 9), 1);
            canvas.fill(Rect::new(0, 3, 4, 1), 1);
        };
        let mut whole = vec![0; size.area()];
        draw(&mut Canvas::new(&mut whole, size).clip(Rect::new(0, 1, 3, 5)));
        assert_eq!(
            [1, 2, 3, 4, 64].map(|cores| bands_for(Size::new(3840, 2160), cores)),
            [1, 1, 1, 2, 8]
        );
        assert_eq!(bands_for(Size::new(1920, 1200), 64), 1);
        for count in 1..=9 {
            let mut pixels = vec![0; size.area()];
            let mut canvas = Canvas::new(&mut pixels, size);
            let mut clipped = canvas.clip(Rect::new(0, 1, 3, 5));
            let mut bands = clipped.bands(count);
            assert_eq!(bands.len(), count);
            bands.iter_mut().for_each(draw);
            assert_eq!(pixels, whole, "{count} bands");
        }
    }

    #[test]
    fn an_empty_canvas_takes_everything() {
        let mut canvas = Canvas::new(&mut [], Size::new(0, 0));
        canvas.fill(Rect::new(0, 0, 10, 10), 1);
        canvas.shade(Rect::new(-1, -1, 10, 10), 1, 128);
        canvas.blend(0, 0, 1, 255);
        assert_eq!(canvas.bands(3).len(), 3);
    }

    #[test]
    fn side_by_side_the_same_is_drawn() {
        let size = Size::new(40, 31);
        let draw = |canvas: &mut Canvas<'_>| {
            for step in 0..20 {
                canvas.fill(Rect::new(step, step, 15, 3), 0x01_0203 * step as u32);
                canvas.shade(Rect::new(step - 5, 30 - step, 9, 9), 0xff_ffff, 77);
            }
        };
        let drawn = |count: usize| {
            let mut pixels = vec![0; size.area()];
            pool::side_by_side(&mut Canvas::new(&mut pixels, size).bands(count), draw);
            pixels
        };
        let alone = drawn(1);
        assert!([2, 3, 8, 31].iter().all(|&count| drawn(count) == alone));
    }
}
