//! A sentence to a visitor, set large beside the pictures.

use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::Brush;
use crate::view::palette::TEXT;

/// It is so much smaller than a room's title where there is room.
const SMALLER: f32 = 1.6;

/// Most lines of it.
const LINES: usize = 4;

/// Says it in the middle of the rows, as large as it fits, no smaller than other words; draws
/// nothing, and is false, where it does not fit.
pub(in super::super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, words: &str) -> bool {
    if area.is_empty() {
        return false;
    }
    let m = brush.metrics;
    let rows = |brush: &Brush<'_, '_>, style: Style| {
        let lines = brush.face.wrapped(words, style, area.width);
        let whole = lines.iter().all(|line| brush.face.width(line, style) <= area.width);
        let high = lines.len() as i32 * style.leading();
        (whole && lines.len() <= LINES && high <= area.height).then_some(high)
    };
    let mut style = Style::regular((m.heading / SMALLER).round(), TEXT);
    while style.size > m.body && rows(brush, style).is_none() {
        style = style.sized(style.size - 1.0);
    }
    let Some(high) = rows(brush, style) else { return false };
    brush.paragraph(area.split_top((area.height - high) / 2).1, words, style);
    true
}
