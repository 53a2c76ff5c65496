//! Drawing of activation maps (enlarged) and of pictures (shrunk) onto the canvas.

use super::Canvas;
use super::color::{Color, Layer, rgb};
use super::colormap::Colormap;
use crate::frame::Picture;
use crate::geometry::{Rect, Size};
use crate::resample::{Filter, Resampler};

/// Enlarges maps of one size to squares of another, bilinearly between the centres of the values;
/// the same size is copied. Made once a layer, used for each of its maps.
#[derive(Debug)]
pub struct Enlarger {
    source: Size,
    columns: Vec<Step>,
    rows: Vec<Step>,
    /// One row of the result before it is coloured.
    line: Vec<u8>,
    /// The two rows of the map that the result lies between, as wide as the result.
    upper: Stretched,
    lower: Stretched,
}

/// A row of a map as wide as the result.
#[derive(Debug, Default)]
struct Stretched {
    /// Which of the map's rows; none of this map's yet where it is none.
    row: Option<usize>,
    /// Its values times 256.
    values: Vec<u16>,
}

impl Stretched {
    /// Stretches this row of the map, where it is not there already.
    fn prepare(&mut self, row: usize, map: &[u8], width: usize, columns: &[Step]) {
        if self.row.replace(row) == Some(row) {
            return;
        }
        let values = &map[row * width..][..width];
        self.values.clear();
        if let [value] = *values {
            self.values.resize(columns.len(), u16::from(value) << 8);
            return;
        }
        self.values.extend(columns.iter().map(|step| {
            let (a, b) = (u16::from(values[step.first]), u16::from(values[step.first + 1]));
            // At most 255 * 256.
            a * (256 - step.weight) + b * step.weight
        }));
    }
}

/// Between which two values a pixel lies: the first one's index, and the weight of the second in
/// 1/256.
#[derive(Debug, Clone, Copy)]
struct Step {
    first: usize,
    weight: u16,
}

fn steps(source: i32, target: i32) -> Vec<Step> {
    let last = (source - 1).max(0) as f32;
    (0..target.max(0))
        .map(|i| {
            let at = ((i as f32 + 0.5) * source as f32 / target as f32 - 0.5).clamp(0.0, last);
            let first = (at as usize).min((source - 2).max(0) as usize);
            Step { first, weight: ((at - first as f32) * 256.0) as u16 }
        })
        .collect()
}

impl Enlarger {
    /// From maps of `source` to rectangles of `target`.
    pub fn new(source: Size, target: Size) -> Self {
        Self {
            source,
            columns: steps(source.width, target.width),
            rows: steps(source.height, target.height),
            line: vec![0; target.width.max(0) as usize],
            upper: Stretched::default(),
            lower: Stretched::default(),
        }
    }

    /// Another map is enlarged from now on.
    fn begin(&mut self) {
        (self.upper.row, self.lower.row) = (None, None);
    }

    /// The rectangles it fills.
    pub fn target(&self) -> Size {
        Size::new(self.columns.len() as i32, self.rows.len() as i32)
    }

    /// One row of the enlarged map.
    fn row<'m>(&'m mut self, map: &'m [u8], y: usize) -> &'m [u8] {
        let width = self.source.width as usize;
        if self.source == self.target() {
            return &map[y * width..][..width];
        }
        let Step { first, weight } = self.rows[y];
        if self.lower.row == Some(first) {
            std::mem::swap(&mut self.upper, &mut self.lower);
        }
        self.upper.prepare(first, map, width, &self.columns);
        let upper = &self.upper.values[..self.line.len()];
        if weight == 0 {
            for (out, &value) in self.line.iter_mut().zip(upper) {
                *out = (value >> 8) as u8;
            }
            return &self.line;
        }
        self.lower.prepare(first + 1, map, width, &self.columns);
        let lower = &self.lower.values[..self.line.len()];
        let (above, below) = (u32::from(256 - weight), u32::from(weight));
        for ((out, &a), &b) in self.line.iter_mut().zip(upper).zip(lower) {
            *out = ((u32::from(a) * above + u32::from(b) * below) >> 16) as u8;
        }
        &self.line
    }
}

impl Canvas<'_> {
    /// One map, row-major, enlarged to the enlarger's rectangle with its left upper corner at `at`.
    pub fn map(&mut self, at: (i32, i32), map: &[u8], enlarger: &mut Enlarger, colors: &Colormap) {
        self.enlarged(at, map, enlarger, |pixel, value| *pixel = colors.color(value));
    }

    /// The same, and `gap` columns of one colour to its right.
    pub fn map_and_gap(
        &mut self,
        (x, y): (i32, i32),
        map: &[u8],
        enlarger: &mut Enlarger,
        colors: &Colormap,
        (gap, color): (i32, Color),
    ) {
        let target = enlarger.target();
        let whole = Rect::new(x, y, target.width + gap, target.height);
        if whole.intersect(self.clip) != whole {
            self.map((x, y), map, enlarger, colors);
            self.fill(Rect::new(x + target.width, y, gap, target.height), color);
            return;
        }
        enlarger.begin();
        let start = (y - self.top) as usize * self.size.width as usize + x as usize;
        let rows = self.pixels[start..].chunks_mut(self.size.width as usize);
        for (row, pixels) in rows.take(target.height as usize).enumerate() {
            let (pixels, rest) = pixels.split_at_mut(target.width as usize);
            for (pixel, &value) in pixels.iter_mut().zip(enlarger.row(map, row)) {
                *pixel = colors.color(value);
            }
            rest[..gap as usize].fill(color);
        }
    }

    /// A map glowing over what is there: its colour with the opacity that its value has, 0 to 255.
    pub fn glow(
        &mut self,
        at: (i32, i32),
        map: &[u8],
        enlarger: &mut Enlarger,
        colors: &Colormap,
        opacity: &[u8; 256],
    ) {
        let layers: [Layer; 256] =
            std::array::from_fn(|value| Layer::new(colors.color(value as u8), opacity[value]));
        self.enlarged(at, map, enlarger, |pixel, value| {
            *pixel = layers[value as usize].over(*pixel);
        });
    }

    /// Calls `paint` with every pixel of the enlarger's rectangle that is not clipped, and the
    /// map's value there.
    pub(super) fn enlarged(
        &mut self,
        (x, y): (i32, i32),
        map: &[u8],
        enlarger: &mut Enlarger,
        paint: impl Fn(&mut Color, u8),
    ) {
        enlarger.begin();
        let target = enlarger.target();
        for row in 0..target.height {
            let (pixels, skipped) = self.row(x, y + row, target.width);
            if pixels.is_empty() {
                continue;
            }
            let values = &enlarger.row(map, row as usize)[skipped..];
            for (pixel, &value) in pixels.iter_mut().zip(values) {
                paint(pixel, value);
            }
        }
    }
}

/// Resizes camera pictures for display; keeps its buffers.
#[derive(Debug, Default)]
pub struct Shrinker {
    resampler: Resampler,
    scaled: Vec<u8>,
}

impl Shrinker {
    /// Draws the part `crop` of the picture into `area`, antialiased. Draws nothing where one of
    /// them is empty.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, picture: &Picture, crop: Rect) {
        self.draw_columns(canvas, area, picture, crop, |_| 0);
    }

    /// The same, but only what is within the largest ellipse in `area`.
    pub fn draw_round(
        &mut self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        picture: &Picture,
        crop: Rect,
    ) {
        let (width, height) = (area.width as f32, area.height as f32);
        let outside = |row: i32| {
            let up = 2.0 * (row as f32 + 0.5) / height - 1.0;
            (width / 2.0 * (1.0 - (1.0 - up * up).max(0.0).sqrt())).round() as i32
        };
        self.draw_columns(canvas, area, picture, crop, outside);
    }

    /// The same without so many columns of each row at both ends.
    fn draw_columns(
        &mut self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        picture: &Picture,
        crop: Rect,
        outside: impl Fn(i32) -> i32,
    ) {
        let crop = crop.intersect(picture.size.rect());
        if area.is_empty() || crop.is_empty() {
            return;
        }
        self.scaled.resize(area.size().area() * 3, 0);
        let into = &mut self.scaled;
        if let Err(why) = self.resampler.run(picture, crop, Filter::Bilinear, area.size(), into) {
            log::debug!("{why}");
            return;
        }
        for (y, line) in (0..).zip(self.scaled.chunks_exact(area.width as usize * 3)) {
            let outside = outside(y).clamp(0, area.width / 2);
            let width = area.width - 2 * outside;
            let (pixels, skipped) = canvas.row(area.x + outside, area.y + y, width);
            put(&line[(outside as usize + skipped) * 3..], pixels);
        }
    }
}

/// Red, green and blue of as many pixels as there are, from three bytes each.
fn put(bytes: &[u8], pixels: &mut [Color]) {
    let Some((last, pixels)) = pixels.split_last_mut() else { return };
    // Four bytes at once: one load, and the last of them is cut off.
    for (pixel, four) in pixels.iter_mut().zip(bytes.windows(4).step_by(3)) {
        *pixel = u32::from_be_bytes([four[0], four[1], four[2], four[3]]) >> 8;
    }
    if let [red, green, blue] = bytes[pixels.len() * 3..][..3] {
        *last = rgb(red, green, blue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enlarged(map: &[u8], source: Size, target: Size) -> Vec<u8> {
        let mut enlarger = Enlarger::new(source, target);
        enlarger.begin();
        (0..target.height as usize).flat_map(|y| enlarger.row(map, y).to_vec()).collect()
    }

    #[test]
    fn a_round_picture_leaves_its_corners_alone() {
        let (size, white) = (Size::new(8, 8), Picture::new(Size::new(2, 2), vec![255; 12]));
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        let area = Rect::new(1, 1, 6, 6);
        Shrinker::default().draw_round(&mut canvas, area, &white, white.size.rect());
        let pattern = [
            "........", "..####..", ".######.", ".######.", ".######.", ".######.", "..####..",
            "........",
        ];
        crate::canvas::assert_pattern(&pixels, size, &pattern);
    }

    #[test]
    fn the_same_size_is_copied() {
        let map = [1, 2, 3, 4, 5, 6];
        assert_eq!(enlarged(&map, Size::new(3, 2), Size::new(3, 2)), map);
    }

    #[test]
    fn values_between_two_centres_are_mixed_in_proportion() {
        // Centres of the two values lie at pixels 0.5 and 2.5 of four: pixel 1 has 3/4 of the
        // first, 1/4 of the second.
        assert_eq!(enlarged(&[0, 200], Size::new(2, 1), Size::new(4, 1)), [0, 50, 150, 200]);
        assert_eq!(enlarged(&[0, 200], Size::new(1, 2), Size::new(1, 4)), [0, 50, 150, 200]);
    }

    #[test]
    fn a_single_value_fills_its_square() {
        assert_eq!(enlarged(&[77], Size::new(1, 1), Size::new(3, 2)), [77; 6]);
    }

    #[test]
    fn shrinking_never_reads_outside() {
        assert_eq!(enlarged(&[9; 35], Size::new(7, 5), Size::new(3, 2)), [9; 6]);
        assert!(enlarged(&[9; 35], Size::new(7, 5), Size::new(0, 0)).is_empty());
    }

    #[test]
    fn a_map_partly_outside_is_clipped_not_shifted() {
        let size = Size::new(3, 2);
        let mut pixels = vec![0; size.area()];
        let mut enlarger = Enlarger::new(Size::new(3, 2), Size::new(3, 2));
        let colors = Colormap::depth(200.0, 1.0);
        let map = [0, 50, 100, 150, 200, 250];
        Canvas::new(&mut pixels, size).map((-1, -1), &map, &mut enlarger, &colors);
        let expected = [colors.color(200), colors.color(250), 0, 0, 0, 0];
        assert_eq!(pixels, expected);
    }

    #[test]
    fn a_picture_of_one_colour_keeps_it() {
        let size = Size::new(9, 7);
        let picture = Picture::new(Size::new(64, 48), [10, 20, 30].repeat(64 * 48));
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        Shrinker::default().draw(&mut canvas, size.rect(), &picture, Rect::new(8, 0, 48, 48));
        assert!(pixels.iter().all(|&p| p == rgb(10, 20, 30)));
    }
}
