//! The three keys that matter now, then facts for the presenter.

use std::time::Duration;

use super::palette::{FAINT, LINE, MUTED, PANEL, TEXT};
use super::wording::delay;
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::control::action::{Action, Direction};
use crate::control::zoom::Zoom;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;

pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let m = brush.metrics;
    brush.canvas.fill(Rect { height: 1, ..area }, LINE);
    let inner = area.inset_by(m.margin, 0);
    let mut x = inner.x;
    for (key, does) in keys(scene) {
        x += draw_key(brush, Rect { x, width: inner.right() - x, ..inner }, &key, does);
    }
    let style = Style::regular((m.small - 1.0).max(11.0), FAINT);
    let room = inner.right() - x - m.gap;
    // What matters least goes first where the window is narrow.
    let mut facts = facts(scene);
    while !facts.is_empty() && brush.face.width(&facts.join("  ·  "), style) > room {
        facts.pop();
    }
    let y = inner.y + (inner.height - style.cap_height()) / 2;
    brush.text((inner.right() - room, y), room, Align::Right, &facts.join("  ·  "), style);
}

/// The keys that matter in this moment, and what they do.
fn keys(scene: &Scene<'_>) -> Vec<(String, &'static str)> {
    let freeze = if scene.selection.frozen { "go on" } else { "hold still" };
    let look = match scene.selection.zoom {
        _ if scene.selection.room.is_some() => (Action::Back, "back to the network"),
        Zoom::Wall if scene.selection.steering => (Action::Closer, "look inside this step"),
        Zoom::Wall => (Action::Move(Direction::Right), "choose a step"),
        Zoom::Layer => (Action::Closer, "look at one closely"),
        Zoom::Unit if scene.selection.study.method.is_none() => {
            (Action::NextMethod, "which pixels drive it?")
        }
        Zoom::Unit | Zoom::Pixels => (Action::Back, "back"),
    };
    let keys = [(Action::Freeze, freeze), look, (Action::Help, "help")];
    keys.into_iter()
        .filter_map(|(action, does)| Some((scene.keyboard.cap(action)?, does)))
        .collect()
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
fn facts(scene: &Scene<'_>) -> Vec<String> {
    let status = scene.status;
    let mut facts = Vec::new();
    if status.still {
        let taken = match status.latency {
            Duration::ZERO => String::new(),
            latency => format!(", understood in {}", delay(latency)),
        };
        facts.push(format!("a still picture{taken}"));
    } else if status.shown_fps > 0.0 && status.source_fps > 0.0 {
        // Both are measured over a second or two: a picture more or less is keeping up.
        let of = status.source_fps.round();
        let shown = status.shown_fps.round().min(of);
        let keeping = if shown + 1.5 >= of { "keeping up: " } else { "" };
        let late = delay(status.latency);
        let source = if status.camera { "the camera’s" } else { "the reel’s" };
        facts.push(format!(
            "{keeping}{shown:.0} of {source} {of:.0} pictures a second, {late} behind"
        ));
    }
    facts.push(match status.device.as_str() {
        "" => format!("loading {} …", scene.outline.title),
        device => format!("{} on {device}", scene.outline.title),
    });
    facts.push("nothing leaves this computer".to_owned());
    if !status.source.is_empty() {
        facts.push(status.source.clone());
    }
    facts
}
