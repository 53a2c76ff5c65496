//! The rasterised form of a character: its glyph, a blank, or a box where the font has none.

use fontdue::Font;
use unicode_normalization::char::is_combining_mark;

use super::Style;

/// One drawn character: coverage 0..=255 and where it goes.
#[derive(Debug)]
pub(super) struct Glyph {
    pub left: i32,
    /// Rows from the glyph's top down to the baseline.
    pub above: i32,
    pub width: i32,
    pub coverage: Vec<u8>,
    pub advance: f32,
}

impl Glyph {
    pub(super) fn of_font(font: &Font, character: char, style: Style) -> Self {
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

    pub(super) fn blank(advance: f32) -> Self {
        Self { left: 0, above: 0, width: 0, coverage: Vec::new(), advance }
    }

    /// An empty box, as high as a capital and as wide as most letters.
    pub(super) fn hollow(style: Style) -> Self {
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

/// What is drawn for a character.
pub(super) enum Form {
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
    pub(super) fn of(character: char, font: &Font) -> Self {
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
