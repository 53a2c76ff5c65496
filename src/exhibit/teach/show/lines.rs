//! Words of this page that fit: a line, and a paragraph that is set smaller where it must be.

use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::{Align, Brush};

/// Smaller type than this is not set.
const SMALLEST: f32 = 11.0;

/// A line in the middle of the rows of its area, set smaller where it must be; returns the columns
/// that it took.
pub(super) fn line(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    align: Align,
    words: &str,
    style: Style,
) -> i32 {
    let style = brush.face.fitted(words, style, area.width, SMALLEST);
    let words = brush.face.shortened(words, style, area.width);
    let y = area.y + (area.height - style.cap_height()) / 2;
    brush.text((area.x, y), area.width, align, &words, style)
}

/// How high a paragraph is, from the top of its first line to the foot of its last.
fn height(brush: &Brush<'_, '_>, words: &str, style: Style, width: i32) -> i32 {
    let lines = brush.face.wrapped(words, style, width);
    (lines.len() as i32 - 1) * style.leading() + style.cap_height()
}

/// The style in which a paragraph finds room; smaller where it must be.
pub(super) fn fitted(brush: &Brush<'_, '_>, area: Rect, words: &str, style: Style) -> Style {
    let fits = |style: Style| {
        let lines = brush.face.wrapped(words, style, area.width);
        let widest = lines.iter().map(|line| brush.face.width(line, style)).max().unwrap_or(0);
        widest <= area.width && height(brush, words, style, area.width) <= area.height
    };
    let mut style = style;
    while style.size > SMALLEST && !fits(style) {
        style = style.sized((style.size - 0.5).max(SMALLEST));
    }
    style
}

/// A paragraph from the top of its area on; returns the rows that it took. Nothing where it does
/// not fit.
pub(super) fn words(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) -> i32 {
    let style = fitted(brush, area, words, style);
    if height(brush, words, style, area.width) > area.height {
        return 0;
    }
    brush.paragraph(area, words, style)
}

/// The same in the middle of the rows of its area.
pub(super) fn middle(brush: &mut Brush<'_, '_>, area: Rect, words: &str, style: Style) {
    let style = fitted(brush, area, words, style);
    let high = height(brush, words, style, area.width);
    if high <= area.height {
        let (_, place) = area.split_top((area.height - high) / 2);
        brush.paragraph(place, words, style);
    }
}

/// The title of one of the three parts, with its number.
pub(super) fn title(brush: &mut Brush<'_, '_>, area: Rect, number: usize, words: &str) {
    use crate::view::palette::{FAINT, TEXT};
    if area.is_empty() {
        return;
    }
    let m = brush.metrics;
    let style = Style::bold((m.body * 1.25).round(), TEXT);
    let number = number.to_string();
    let wide = brush.face.width(&number, style) + m.gap * 3 / 4;
    let (left, right) = area.split_left(wide);
    line(brush, left, Align::Left, &number, Style { color: FAINT, ..style });
    line(brush, right, Align::Left, words, style);
}
