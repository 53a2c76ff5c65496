//! The footer: the keys that matter now, then what a presenter wants to know.

use std::time::Duration;

use super::facts::Facts;
use super::palette::{FAINT, LINE, MUTED, PANEL, TEXT};
use super::wording::delay;
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;

/// Draws the keys of these actions and what they do, then what a presenter wants to know. An action
/// without a key is left out.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, actions: &[(Action, &str)]) {
    let m = brush.metrics;
    brush.canvas.fill(Rect { height: 1, ..area }, LINE);
    let inner = area.inset_by(m.margin, 0);
    let mut x = inner.x;
    for &(action, does) in actions {
        if let Some(key) = facts.keyboard.cap(action) {
            x += draw_key(brush, Rect { x, width: inner.right() - x, ..inner }, &key, does);
        }
    }
    let style = Style::regular((m.small - 1.0).max(11.0), FAINT);
    let room = inner.right() - x - m.gap;
    // What matters least goes first where the window is narrow.
    let mut told = facts_in_words(facts);
    while !told.is_empty() && brush.face.width(&told.join("  ·  "), style) > room {
        told.pop();
    }
    let y = inner.y + (inner.height - style.cap_height()) / 2;
    brush.text((inner.right() - room, y), room, Align::Right, &told.join("  ·  "), style);
}

/// A key on a cap, and its meaning; returns the width that was used.
fn draw_key(brush: &mut Brush<'_, '_>, area: Rect, key: &str, does: &str) -> i32 {
    let m = brush.metrics;
    let style = Style::bold(m.small, TEXT);
    let width = brush.face.width(key, style) + (m.small * 1.1) as i32;
    let height = (m.small * 1.75) as i32;
    let cap = Rect::new(area.x, area.y + (area.height - height) / 2, width, height);
    if cap.width > area.width {
        return 0;
    }
    brush.canvas.rounded(cap, m.gap / 3, LINE);
    brush.canvas.rounded(cap.inset(1), m.gap / 3, PANEL);
    let y = cap.y + (height - style.cap_height()) / 2;
    brush.text((cap.x, y), width, Align::Centre, key, style);
    let style = Style::regular(m.body, MUTED);
    let y = area.y + (area.height - style.cap_height()) / 2;
    let x = cap.right() + m.gap / 2 + 2;
    let used = brush.text((x, y), area.right() - x, Align::Left, does, style);
    x + used + 2 * m.gap - area.x
}

/// What a presenter wants to know, the most important first.
fn facts_in_words(facts: &Facts<'_>) -> Vec<String> {
    let status = facts.status;
    let mut told = Vec::new();
    if status.still {
        let taken = match status.latency {
            Duration::ZERO => String::new(),
            latency => format!(", understood in {}", delay(latency)),
        };
        told.push(format!("a still picture{taken}"));
    } else if status.shown_fps > 0.0 && status.source_fps > 0.0 {
        // Both are measured over a second or two: a picture more or less is keeping up.
        let of = status.source_fps.round();
        let shown = status.shown_fps.round().min(of);
        let keeping = if shown + 1.5 >= of { "keeping up: " } else { "" };
        let late = delay(status.latency);
        let source = if status.camera { "the camera’s" } else { "the reel’s" };
        told.push(format!(
            "{keeping}{shown:.0} of {source} {of:.0} pictures a second, {late} behind"
        ));
    }
    told.push(match status.device.as_str() {
        "" => format!("loading {} …", facts.outline.title),
        device => format!("{} on {device}", facts.outline.title),
    });
    told.push("nothing leaves this computer".to_owned());
    if !status.source.is_empty() {
        told.push(status.source.clone());
    }
    told
}
