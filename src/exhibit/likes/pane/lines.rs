//! What all panes of the page are made of: headings, words that fit, bars with an axis.

use super::places::{heading_style, words_style};
use crate::canvas::color::Color;
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::view::palette::{FAINT, PANEL};
use crate::view::wording::number;
use crate::view::{Align, Brush};

/// A pane's heading, in one line.
pub(super) fn heading(brush: &mut Brush<'_, '_>, area: Rect, words: &str) {
    let style = brush.face.fitted(words, heading_style(&brush.metrics), area.width, 11.0);
    let words = brush.face.shortened(words, style, area.width);
    brush.text((area.x, area.y), area.width, Align::Left, &words, style);
}

/// A line that is set smaller where it must be.
pub(super) fn line(brush: &mut Brush<'_, '_>, area: Rect, align: Align, words: &str, style: Style) {
    let style = brush.face.fitted(words, style, area.width, 11.0);
    let words = brush.face.shortened(words, style, area.width);
    brush.text((area.x, area.y), area.width, align, &words, style);
}

/// A paragraph, as large as it fits; returns the rows that it took.
pub(super) fn words(brush: &mut Brush<'_, '_>, area: Rect, text: &str, color: Color) -> i32 {
    let mut style = Style { color, ..words_style(&brush.metrics) };
    let rows = |style: Style| {
        let lines = brush.face.wrapped(text, style, area.width).len() as i32;
        lines * style.leading()
    };
    while style.size > 11.0 && rows(style) > area.height {
        style.size = (style.size - 0.5).max(11.0);
    }
    brush.paragraph(area, text, style)
}

/// True where a paragraph finds room, as small as it may be set.
pub(super) fn fits(brush: &Brush<'_, '_>, area: Rect, text: &str) -> bool {
    let style = words_style(&brush.metrics).sized(11.0);
    let lines = brush.face.wrapped(text, style, area.width).len() as i32;
    (lines - 1) * style.leading() + style.cap_height() <= area.height
}

/// A bar from 0 to the end of its axis.
pub(super) fn bar(brush: &mut Brush<'_, '_>, area: Rect, share: f32, color: Color) {
    let radius = area.height / 2;
    brush.canvas.rounded(area, radius, PANEL);
    let width = (area.width as f32 * share.clamp(0.0, 1.0)).round() as i32;
    if width > 0 {
        let width = width.max(area.height.min(3));
        brush.canvas.rounded(Rect { width, ..area }, radius, color);
    }
}

/// The axis below a bar: its ends, and round values between them.
pub(super) fn axis(brush: &mut Brush<'_, '_>, area: Rect, most: f32, steps: i32) {
    let style = Style::regular((brush.metrics.small * 0.85).max(11.0), FAINT);
    for n in 0..=steps {
        let text = number(most * n as f32 / steps as f32);
        let text = text.strip_suffix(".0").unwrap_or(&text);
        let wide = brush.face.width(text, style);
        let at = area.x + area.width * n / steps;
        let x = (at - wide / 2).clamp(area.x, (area.right() - wide).max(area.x));
        brush.text((x, area.y), wide + 1, Align::Left, text, style);
    }
}
