//! Words: one typeface in two weights, tabular figures, glyphs kept once drawn.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fontdue::{Font, FontSettings};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Canvas;
use super::color::{Color, mix};
use crate::geometry::Rect;

/// A screen needs a few hundred glyphs; a window that is dragged through many sizes must not keep
/// them all.
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

impl Glyph {
    fn of_font(font: &Font, character: char, style: Style) -> Self {
        let (metrics, coverage) = font.rasterize(character, style.size);
        // All figures are as wide as a zero, so that numbers do not jitter while they change.
        let (advance, shift) = if character.is_ascii_digit() {
            let wide = font.metrics('0', style.size).advance_width;
            (wide, (wide - metrics.advance_width) / 2.0)
        } else {
            (metrics.advance_width, 0.0)
        };
        Self {
            left: metrics.xmin + shift.round() as i32,
            above: metrics.ymin + metrics.height as i32,
            width: metrics.width as i32,
            coverage,
            advance,
        }
    }

    fn blank(advance: f32) -> Self {
        Self { left: 0, above: 0, width: 0, coverage: Vec::new(), advance }
    }

    /// An empty box, as high as a capital and as wide as most letters.
    fn hollow(style: Style) -> Self {
        let height = style.cap_height().max(3);
        let width = ((style.size * 0.5).round() as i32).max(3);
        let line = ((style.size / 16.0).round() as i32).clamp(1, width / 3);
        let coverage = (0..width * height).map(|at| {
            let (x, y) = (at % width, at / width);
            let edge = x.min(width - 1 - x).min(y).min(height - 1 - y);
            u8::from(edge < line) * 255
        });
        let left = ((style.size * 0.08).round() as i32).max(1);
        let advance = (width + 2 * left) as f32;
        Self { left, above: height, width, coverage: coverage.collect(), advance }
    }
}

/// The typeface (Inter, SIL Open Font License), embedded so that no system font ever enters a
/// picture.
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

/// What is drawn for a character.
enum Form {
    /// Its glyph.
    Own,
    /// Its glyph where there is one, over the character before; it takes no room.
    Mark,
    /// Nothing, as wide as a space.
    Blank,
    /// A box in its place: it must not vanish from a name.
    Hollow,
}

impl Form {
    fn of(character: char, font: &Font) -> Self {
        match character {
            // Two of what break a line, and all that steer a terminal. Some fonts have blanks for
            // them.
            '\u{2028}' | '\u{2029}' => Self::Hollow,
            control if control.is_control() => Self::Hollow,
            // These only say how their neighbours are to be drawn.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Self::Mark,
            mark if is_combining_mark(mark) => Self::Mark,
            known if font.lookup_glyph_index(known) != 0 => Self::Own,
            space if space.is_whitespace() => Self::Blank,
            _ => Self::Hollow,
        }
    }
}

/// Letters and their accents as one character where there is one: a name that was written on
/// another system may have them apart, and Inter has glyphs for whole characters.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
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
        let glyph = Rc::new(match Form::of(character, font) {
            Form::Own => Glyph::of_font(font, character, style),
            Form::Mark if font.lookup_glyph_index(character) != 0 => {
                Glyph { advance: 0.0, ..Glyph::of_font(font, character, style) }
            }
            Form::Mark => Glyph::blank(0.0),
            Form::Blank => Glyph::blank(font.metrics(' ', style.size).advance_width),
            Form::Hollow => Glyph::hollow(style),
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
        let text = composed(text);
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

    /// The line with its accents composed, cut and ended by "…" where it is too long.
    pub fn shortened(&self, text: &str, style: Style, width: i32) -> String {
        let mut short = composed(text).into_owned();
        if self.width(&short, style) <= width {
            return short;
        }
        while let Some(last) = short.pop() {
            // A letter goes with its marks.
            if is_combining_mark(last) {
                continue;
            }
            let candidate = format!("{}…", short.trim_end());
            if self.width(&candidate, style) <= width {
                return candidate;
            }
        }
        String::new()
    }

    /// The text broken into lines at spaces, and nowhere else, whatever a file's name holds; a
    /// single word longer than a line stays whole.
    pub fn wrapped(&self, text: &str, style: Style, width: i32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
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

    /// A paragraph in at most as many lines as fit into `area`; the last one ends with "…" if there
    /// is more. Returns the rows that were used.
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
    fn a_name_of_boxes_is_cut_within_its_width() {
        let face = Typeface::default();
        let name = "写真\n\u{202e}😀הא".repeat(20);
        for width in [0, 10, 40, 200] {
            let short = face.shortened(&name, STYLE, width);
            assert!(face.width(&short, STYLE) <= width, "{short:?}");
            assert!(short.is_empty() || short.ends_with('…'), "{short:?}");
        }
        assert_eq!(face.wrapped("two\nlines of\ta name", STYLE, 999).len(), 1);
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
