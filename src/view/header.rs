//! The header: the program's name, what is special about this run, and notices.

use super::Brush;
use super::facts::Facts;
use super::palette::{BACKGROUND, MUTED, NOTICE, PANEL, RECORDING, TEXT};
use crate::canvas::color::Color;
use crate::canvas::text::{Align, Style};
use crate::geometry::Rect;

/// What DeepVis is, in one line.
const TAGLINE: &str =
    "Watch a neural network look at a picture, think, and answer: live, step by step";

/// What a narrower window says instead.
const SHORT_TAGLINE: &str = "Watch a neural network think";

/// What stands there instead while the weights are made up.
const UNTRAINED: [&str; 2] = [
    "Made-up weights, never trained: watch how the numbers flow, but what it answers means nothing",
    "Made-up weights: its answers mean nothing",
];

/// A word on a coloured ground that says what is special about this run.
struct Badge {
    text: &'static str,
    ground: Color,
    color: Color,
}

fn badges(facts: &Facts<'_>) -> Vec<Badge> {
    let mut badges = Vec::new();
    if facts.outline.untrained {
        badges.push(Badge { text: "UNTRAINED", ground: NOTICE, color: BACKGROUND });
    }
    if !matches!(facts.status.precision, "" | "f32") {
        badges.push(Badge { text: facts.status.precision, ground: PANEL, color: TEXT });
    }
    badges
}

/// Draws the name, what is special about this run, and the tagline; at the right the newest notice,
/// while it is worth showing.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, message: Option<&str>) {
    let m = brush.metrics;
    let inner = area.inset_by(m.margin, 0);
    let name = Style::bold((m.heading * 0.78).max(13.0), TEXT);
    let y = inner.y + (inner.height - name.cap_height()) / 2 + m.gap / 4;
    let mut x =
        inner.x + brush.text((inner.x, y), inner.width, Align::Left, "DeepVis", name) + 2 * m.gap;
    for Badge { text, ground, color } in badges(facts) {
        let style = Style::bold(m.small, color);
        let (width, height) = (brush.face.width(text, style) + m.gap, (m.small * 1.6) as i32);
        let cap = Rect::new(x, y + (name.cap_height() - height) / 2, width, height);
        brush.canvas.rounded(cap, m.gap / 3, ground);
        let level = cap.y + (height - style.cap_height()) / 2;
        brush.text((cap.x, level), width, Align::Centre, text, style);
        x = cap.right() + m.gap;
    }
    if let Some(runs) = facts.status.recording {
        let style = Style::bold(m.small, TEXT);
        let dot = style.cap_height();
        let level = y + (name.cap_height() - dot) / 2;
        brush.canvas.rounded(Rect::new(x, level, dot, dot), dot / 2, RECORDING);
        x += dot + m.gap / 2;
        let time = format!("{}:{:02}", runs.as_secs() / 60, runs.as_secs() % 60);
        let room = inner.right() - x;
        x += brush.text((x, level), room, Align::Left, &time, style) + m.gap;
    }
    let rest = Rect { x, width: inner.right() - x, ..inner };
    let style = Style::regular(m.body, MUTED);
    let line = y + name.cap_height() - style.cap_height();
    let words = |text: &str| brush.face.width(text, style);
    let taglines = if facts.outline.untrained { UNTRAINED } else { [TAGLINE, SHORT_TAGLINE] };
    let tagline = taglines.into_iter().find(|text| words(text) <= rest.width);
    match message {
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
