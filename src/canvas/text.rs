//! Words: one typeface in two weights, tabular figures, glyphs kept once drawn.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fontdue::{Font, FontSettings};

use super::Canvas;
use super::color::{Color, mix};
use crate::geometry::Rect;

/// A screen needs a few hundred glyphs; a window that is dragged through many sizes must not keep them all.
const MOST_GLYPHS: usize = 4096;

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

/// One drawn character: coverage 0..=255 and where it goes.
#[derive(Debug)]
struct Glyph {
    left: i32,
    /// Rows from the glyph's top down to the baseline.
    above: i32,
    width: i32,
    coverage: Vec<u8>,
    advance: f32,
}

/// The typeface (Inter, SIL Open Font License), embedded so that no system font ever enters a picture.
pub struct Typeface {
    regular: Font,
    semi_bold: Font,
    glyphs: RefCell<HashMap<(char, u32, Weight), Rc<Glyph>>>,
}

impl std::fmt::Debug for Typeface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typeface(Inter, {} glyphs)", self.glyphs.borrow().len())
    }
}

impl Default for Typeface {
    /// # Panics
    /// Never: the fonts are part of the binary.
    fn default() -> Self {
        let load = |bytes: &[u8]| {
            Font::from_bytes(bytes, FontSettings { scale: 40.0, ..FontSettings::default() })
                .unwrap_or_else(|why| panic!("the embedded font is damaged: {why}"))
        };
        Self {
            regular: load(include_bytes!("../../assets/fonts/Inter-Regular.otf")),
            semi_bold: load(include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
            glyphs: RefCell::default(),
        }
    }
}

impl Typeface {
    fn glyph(&self, character: char, style: Style) -> Rc<Glyph> {
        let key = (character, style.size.to_bits(), style.weight);
        if let Some(glyph) = self.glyphs.borrow().get(&key) {
            return Rc::clone(glyph);
        }
        let font = match style.weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        };
        let (metrics, coverage) = font.rasterize(character, style.size);
        // All figures are as wide as a zero, so that numbers do not jitter while they change.
        let (advance, shift) = if character.is_ascii_digit() {
            let wide = font.metrics('0', style.size).advance_width;
            (wide, (wide - metrics.advance_width) / 2.0)
        } else {
            (metrics.advance_width, 0.0)
        };
        let glyph = Rc::new(Glyph {
            left: metrics.xmin + shift.round() as i32,
            above: metrics.ymin + metrics.height as i32,
            width: metrics.width as i32,
            coverage,
            advance,
        });
        let mut glyphs = self.glyphs.borrow_mut();
        if glyphs.len() >= MOST_GLYPHS {
            glyphs.clear();
        }
        glyphs.insert(key, Rc::clone(&glyph));
        glyph
    }

    /// Width of a line in pixels, rounded up.
    pub fn width(&self, text: &str, style: Style) -> i32 {
        text.chars().map(|c| self.glyph(c, style).advance).sum::<f32>().ceil() as i32
    }

    /// The largest size up to the style's own, and at least `smallest`, at which the line fits.
    pub fn fitted(&self, text: &str, style: Style, width: i32, smallest: f32) -> Style {
        let mut style = style;
        while style.size > smallest && self.width(text, style) > width {
            style.size = (style.size - 1.0).max(smallest);
        }
        style
    }

    /// The line, cut and ended by "…" where it is too long.
    pub fn shortened(&self, text: &str, style: Style, width: i32) -> String {
        if self.width(text, style) <= width {
            return text.to_owned();
        }
        let mut short = text.to_owned();
        while short.pop().is_some() {
            let candidate = format!("{}…", short.trim_end());
            if self.width(&candidate, style) <= width {
                return candidate;
            }
        }
        String::new()
    }

    /// The text broken into lines at spaces; a single word longer than a line stays whole.
    pub fn wrapped(&self, text: &str, style: Style, width: i32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if !line.is_empty() && self.width(&longer, style) > width {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

impl Canvas<'_> {
    /// One line whose capitals stand between `y` and `y + style.cap_height()`, cut with "…" where it is too long for
    /// `width`. Returns the width that was drawn.
    pub fn text(
        &mut self,
        face: &Typeface,
        (x, y): (i32, i32),
        width: i32,
        align: Align,
        text: &str,
        style: Style,
    ) -> i32 {
        let text = face.shortened(text, style, width);
        let drawn = face.width(&text, style);
        let start = match align {
            Align::Left => x,
            Align::Centre => x + (width - drawn) / 2,
            Align::Right => x + width - drawn,
        };
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

    /// A paragraph in at most as many lines as fit into `area`; the last one ends with "…" if there is more.
    /// Returns the rows that were used.
    pub fn paragraph(&mut self, face: &Typeface, area: Rect, text: &str, style: Style) -> i32 {
        let leading = style.leading();
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
                if cover > 0 {
                    *pixel = mix(*pixel, color, cover);
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

    #[test]
    fn figures_are_all_equally_wide() {
        let face = Typeface::default();
        let widths: Vec<i32> =
            ('0'..='9').map(|c| face.width(&format!("{c}{c}{c}"), STYLE)).collect();
        assert!(widths.iter().all(|&w| w == widths[0]), "{widths:?}");
    }

    #[test]
    fn a_long_line_is_shortened_to_fit() {
        let face = Typeface::default();
        let short = face.shortened("sulphur-crested cockatoo", STYLE, 90);
        assert!(short.ends_with('…') && short.starts_with("sulphur"), "{short}");
        assert!(face.width(&short, STYLE) <= 90);
        assert_eq!(face.shortened("cat", STYLE, 90), "cat");
        assert_eq!(face.shortened("cat", STYLE, 0), "");
    }

    #[test]
    fn a_paragraph_wraps_and_keeps_every_word() {
        let face = Typeface::default();
        let text = "every square is one detector";
        let lines = face.wrapped(text, STYLE, 90);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
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
