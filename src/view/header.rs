//! The name of the game, and notices.

use super::palette::{MUTED, NOTICE, PANEL, TEXT};
use super::{Brush, Scene};
use crate::canvas::text::{Align, Style};
use crate::geometry::Rect;

/// What DeepVis is, in one line.
const TAGLINE: &str =
    "Watch a neural network look at a picture, think, and answer: live, step by step";

/// What a narrower window says instead.
const SHORT_TAGLINE: &str = "Watch a neural network think";

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    let inner = area.inset_by(m.margin, 0);
    let name = Style::bold((m.heading * 0.78).max(13.0), TEXT);
    let y = inner.y + (inner.height - name.cap_height()) / 2 + m.gap / 4;
    let used = brush.text((inner.x, y), inner.width, Align::Left, "DeepVis", name) + 2 * m.gap;
    let rest = Rect { x: inner.x + used, width: inner.width - used, ..inner };
    let style = Style::regular(m.body, MUTED);
    let line = y + name.cap_height() - style.cap_height();
    let words = |text: &str| brush.face.width(text, style);
    let tagline = [TAGLINE, SHORT_TAGLINE].into_iter().find(|text| words(text) <= rest.width);
    match scene.message {
        None => {
            if let Some(tagline) = tagline {
                brush.text((rest.x, line), rest.width, Align::Left, tagline, style);
            }
        }
        Some(message) => {
            let style = Style::regular(m.body, NOTICE);
            let width = (brush.face.width(message, style) + 2 * m.gap).min(rest.width);
            let beside = tagline.filter(|text| words(text) + 2 * m.gap + width <= rest.width);
            if let Some(tagline) = beside {
                brush.text(
                    (rest.x, line),
                    rest.width,
                    Align::Left,
                    tagline,
                    Style::regular(m.body, MUTED),
                );
            }
            let height = style.leading() + m.gap / 2;
            let notice = Rect::new(
                rest.right() - width,
                line + style.cap_height() / 2 - height / 2,
                width,
                height,
            );
            brush.canvas.rounded(notice, m.gap / 2, PANEL);
            brush.text((notice.x + m.gap, line), width - 2 * m.gap, Align::Left, message, style);
        }
    }
}
