//! The dream, large, and what is said on it.

use super::Content;
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::exhibit::progress;
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, BUTTON_LINE, PANEL, TEXT};
use crate::view::{Align, Brush};

/// Most lines that are said on it.
const LINES: usize = 4;

/// Draws it, framed in this colour; before the first dream what it will be dreamt on.
pub(super) fn draw(
    brush: &mut Brush<'_, '_>,
    place: Rect,
    content: &Content<'_>,
    color: Option<Color>,
) {
    let thick = (brush.metrics.gap / 4).max(2);
    let whole = content.dream.map(|dream| (dream, dream.size.rect()));
    let place = if let Some((picture, crop)) = whole.or(content.seen) {
        brush.seen(place, picture, crop)
    } else {
        brush.canvas.fill(place, PANEL);
        place
    };
    let color = color.filter(|_| content.dream.is_some()).unwrap_or(BUTTON_LINE);
    brush.canvas.frame(place, thick, color);
    let inner = place.inset(thick);
    if let Some((words, color)) = &content.note {
        draw_note(brush, inner, words, *color);
    }
    if let Some(words) = &content.foot {
        draw_foot(brush, inner, words);
    }
    if let Some(progress) = content.progress {
        let high = (brush.metrics.gap / 2).max(4);
        progress::bar(brush, inner.split_bottom(high).1, progress);
    }
}

/// Words in the lower left corner, on a dark ground.
fn draw_foot(brush: &mut Brush<'_, '_>, place: Rect, words: &str) {
    let m = brush.metrics;
    let style = Style::bold(m.small, TEXT);
    let wide = brush.face.width(words, style) + 2 * m.gap;
    let ground = place.split_bottom(style.leading() + m.gap / 2).1.split_left(wide).0;
    brush.canvas.shade(ground, BACKGROUND, 200);
    let y = ground.y + (ground.height - style.cap_height()) / 2;
    brush.text((ground.x + m.gap, y), wide - m.gap, Align::Left, words, style);
}

/// Words along the upper edge, on a dark band.
fn draw_note(brush: &mut Brush<'_, '_>, place: Rect, words: &str, color: Color) {
    let m = brush.metrics;
    let style = Style::bold(m.body, color);
    let inner = place.inset_by(m.gap, 0);
    let lines = brush.face.wrapped(words, style, inner.width);
    let count = lines.len().min(LINES) as i32;
    let band = Rect { height: count * style.leading() + m.gap, ..place }.intersect(place);
    brush.canvas.shade(band, BACKGROUND, 200);
    let top = band.y + (m.gap + style.leading() - style.cap_height()) / 2;
    for (n, line) in (0..count).zip(&lines) {
        let y = top + n * style.leading();
        brush.text((inner.x, y), inner.width, Align::Left, line, style);
    }
}
