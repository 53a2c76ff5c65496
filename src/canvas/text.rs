//! Drawing of text onto the canvas: lines and paragraphs, in one typeface of two weights.

#[cfg(test)]
pub mod audit;
mod glyph;
mod typeface;

use super::Canvas;
use super::color::{Color, mix};
use crate::geometry::Rect;

use glyph::Glyph;
pub use typeface::Typeface;

/// How heavy the strokes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For headings and figures.
    SemiBold,
}

/// How a line of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size in pixels: the height of the line without leading.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
}

impl Style {
    /// Regular text.
    pub const fn regular(size: f32, color: Color) -> Self {
        Self { size, weight: Weight::Regular, color }
    }

    /// Semi-bold text.
    pub const fn bold(size: f32, color: Color) -> Self {
        Self { size, weight: Weight::SemiBold, color }
    }

    /// The same at another size.
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// Rows from one line of a paragraph to the next.
    pub fn leading(self) -> i32 {
        (self.size * 1.28).round() as i32
    }

    /// Rows from the top of a capital letter to the baseline.
    pub fn cap_height(self) -> i32 {
        (self.size * 0.727).round() as i32
    }
}

/// Where a line stands between the left and right end of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left end.
    Left,
    /// In the middle.
    Centre,
    /// At the right end.
    Right,
}

impl Canvas<'_> {
    /// One line whose capitals stand between `y` and `y + style.cap_height()`, cut with "…" where
    /// it is too long for `width`. Returns the width that was drawn.
    pub fn text(
        &mut self,
        face: &Typeface,
        (x, y): (i32, i32),
        width: i32,
        align: Align,
        text: &str,
        style: Style,
    ) -> i32 {
        #[cfg(test)]
        let written = face.shortened(text, style, i32::MAX);
        let (text, drawn) = face.shortened_and_width(text, style, width);
        let start = match align {
            Align::Left => x,
            Align::Centre => x + (width - drawn) / 2,
            Align::Right => x + width - drawn,
        };
        #[cfg(test)]
        audit::note(text.as_ref(), written, Rect::new(start, y, drawn, style.cap_height()));
        let baseline = y + style.cap_height();
        let mut pen = start as f32;
        for character in text.chars() {
            let glyph = face.glyph(character, style);
            let left = pen.round() as i32 + glyph.left;
            self.glyph(&glyph, left, baseline - glyph.above, style.color);
            pen += glyph.advance;
        }
        drawn
    }

    /// A paragraph in at most as many lines as fit into `area`; the last one ends with "…" if there
    /// is more. Returns the rows that were used.
    pub fn paragraph(&mut self, face: &Typeface, area: Rect, text: &str, style: Style) -> i32 {
        // In a window shrunk to nothing type has no size.
        let leading = style.leading().max(1);
        let room = ((area.height - style.cap_height()) / leading + 1).max(0) as usize;
        let lines = face.wrapped(text, style, area.width);
        let mut y = area.y;
        for (n, line) in lines.iter().take(room).enumerate() {
            let cut = n + 1 == room && lines.len() > room;
            let line = if cut { format!("{line} {}", lines[n + 1]) } else { line.clone() };
            self.text(face, (area.x, y), area.width, Align::Left, &line, style);
            y += leading;
        }
        y - area.y
    }

    fn glyph(&mut self, glyph: &Glyph, x: i32, y: i32, color: Color) {
        for (row, coverage) in (0..).zip(glyph.coverage.chunks(glyph.width.max(1) as usize)) {
            let (pixels, skipped) = self.row(x, y + row, glyph.width);
            for (pixel, &cover) in pixels.iter_mut().zip(&coverage[skipped..]) {
                // Most pixels are either beside the strokes or inside of them.
                match cover {
                    0 => {}
                    255 => *pixel = color,
                    _ => *pixel = mix(*pixel, color, cover),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const STYLE: Style = Style::regular(16.0, 0xff_ffff);

    /// What this is drawn as, in white on black, and how far the pen went.
    fn drawn(face: &Typeface, text: &str) -> (Vec<u32>, i32) {
        let size = Size::new(300, 30);
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        let pen = canvas.text(face, (4, 8), 290, Align::Left, text, STYLE);
        (pixels, pen)
    }

    fn ink(pixels: &[u32]) -> usize {
        pixels.iter().filter(|&&pixel| pixel != 0).count()
    }

    #[test]
    fn a_name_whose_accents_stand_apart_is_drawn_composed() {
        let face = Typeface::default();
        // As a Mac writes them: o and two dots, e and an acute, n and a tilde.
        let (apart, whole) =
            ("Scho\u{308}n cafe\u{301} man\u{303}ana.jpg", "Schön café mañana.jpg");
        assert_eq!(drawn(&face, apart), drawn(&face, whole));
        assert_eq!(face.width(apart, STYLE), face.width(whole, STYLE));
        assert_eq!(face.shortened(apart, STYLE, 290), whole);
        for width in 0..face.width(whole, STYLE) {
            assert_eq!(face.shortened(apart, STYLE, width), face.shortened(whole, STYLE, width));
        }
    }

    #[test]
    fn a_glyph_that_inter_lacks_is_a_visible_box() {
        let face = Typeface::default();
        let plain = ink(&drawn(&face, "ab").0);
        for lacking in
            ["日", "한", "😀", "א", "م", "\n", "\t", "\r", "\0", "\u{1b}", "\u{7f}", "\u{85}"]
                .into_iter()
                .chain(["\u{202e}", "\u{2028}", "\u{e000}", "\u{10ffff}"])
        {
            let (pixels, pen) = drawn(&face, &format!("a{lacking}b"));
            let is_box = drawn(&face, "a\u{e000}b");
            assert_eq!((pixels.clone(), pen), is_box, "{lacking:?}");
            assert!(ink(&pixels) > plain + 20, "{lacking:?} cannot be seen");
            let wide = face.width(lacking, STYLE);
            assert!((8..=16).contains(&wide), "{lacking:?} is {wide} pixels wide");
        }
    }

    #[test]
    fn marks_that_nothing_composes_take_no_room_and_no_box() {
        let face = Typeface::default();
        let wide = face.width("q", STYLE);
        // A mark on a letter that has no such character, many of them, one alone, joiners.
        for text in ["q\u{306}", "q\u{20dd}\u{20dd}\u{20dd}", "q\u{fe0f}", "q\u{200d}", "q\u{feff}"]
        {
            assert_eq!(face.width(text, STYLE), wide, "{text:?}");
        }
        assert_eq!(face.width("\u{20dd}", STYLE), 0);
        assert_eq!(drawn(&face, "q\u{20dd}"), drawn(&face, "q"));
        let short = face.shortened("qqqqqq\u{20dd}\u{20dd}", STYLE, 5 * wide);
        assert!(short.ends_with("q…"), "{short:?}");
    }

    #[test]
    fn text_stays_within_its_width_and_the_clip() {
        let face = Typeface::default();
        let size = Size::new(60, 30);
        let mut pixels = vec![0; size.area()];
        let mut canvas = Canvas::new(&mut pixels, size);
        let area = Rect::new(10, 5, 40, 20);
        canvas.clip(area).text(&face, (10, 8), 40, Align::Left, "Egyptian cat", STYLE);
        let touched: Vec<usize> = (0..pixels.len()).filter(|&i| pixels[i] != 0).collect();
        assert!(!touched.is_empty());
        assert!(touched.iter().all(|i| {
            let (x, y) = ((i % 60) as i32, (i / 60) as i32);
            area.contains(crate::geometry::Point::new(x, y))
        }));
    }
}
