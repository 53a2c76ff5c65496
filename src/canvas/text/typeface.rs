//! The embedded typeface: a cache of glyphs, and lines measured, fitted, shortened and wrapped.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use fontdue::{Font, FontSettings};
use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::glyph::{Form, Glyph};
use super::{Style, Weight};

/// A screen needs a few hundred glyphs; a window that is dragged through many sizes must not keep
/// them all.
const MOST_GLYPHS: usize = 4096;

/// The typeface (Inter, SIL Open Font License), embedded so that no system font ever enters a
/// picture.
pub struct Typeface {
    regular: Font,
    semi_bold: Font,
    glyphs: RefCell<FxHashMap<(char, u32, Weight), Rc<Glyph>>>,
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
            regular: load(include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
            semi_bold: load(include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
            glyphs: RefCell::default(),
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
    pub(super) fn glyph(&self, character: char, style: Style) -> Rc<Glyph> {
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
        self.shortened_and_width(text, style, width).0.into_owned()
    }

    /// The same, with its width.
    pub(super) fn shortened_and_width<'t>(
        &self,
        text: &'t str,
        style: Style,
        width: i32,
    ) -> (Cow<'t, str>, i32) {
        let whole = composed(text);
        let wide = self.width(&whole, style);
        if wide <= width {
            return (whole, wide);
        }
        let mut short = whole.into_owned();
        while let Some(last) = short.pop() {
            // A letter goes with its marks.
            if is_combining_mark(last) {
                continue;
            }
            let candidate = format!("{}…", short.trim_end());
            let wide = self.width(&candidate, style);
            if wide <= width {
                return (Cow::Owned(candidate), wide);
            }
        }
        (Cow::Borrowed(""), 0)
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
