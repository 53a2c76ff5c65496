//! The last line: the promise, or what stands in its place, and what a presenter wants to know.

use super::facts::Facts;
use super::icon::Icon;
use super::palette::{FAINT, MUTED, NOTICE, RECORDING, TEXT};
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::geometry::Rect;

/// Rows that the line takes.
pub fn height(m: &super::palette::Metrics) -> i32 {
    (m.small * 1.9) as i32
}

/// Draws the newest notice while it is worth showing, else what is special about this run, else
/// the promise; at the right the facts.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, message: Option<&str>) {
    let m = brush.metrics;
    let inner = area.inset_by(m.margin, 0);
    let y = inner.y + (m.small * 0.35) as i32;
    let plain = Style::regular(m.small, MUTED);
    let side = plain.cap_height() + 4;
    let mark = Rect::new(inner.x, y - 2, side, side);
    let x = mark.right() + m.gap / 2;
    let (words, style) = if let Some(message) = message {
        (message.to_owned(), Style::bold(m.small, NOTICE))
    } else if facts.outline.untrained {
        (say!("foot-untrained"), Style::bold(m.small, NOTICE))
    } else if let Some(runs) = facts.status.recording {
        let time = format!("{}:{:02}", runs.as_secs() / 60, runs.as_secs() % 60);
        (say!("foot-recording", time = time), Style::bold(m.small, TEXT))
    } else if facts.status.attraction {
        // The screen itself says it, larger.
        (String::new(), plain)
    } else {
        (say!("promise"), plain)
    };
    if facts.status.recording.is_some() {
        brush.canvas.rounded(mark, side / 2, RECORDING);
    } else if message.is_none() && !facts.outline.untrained && !facts.status.attraction {
        Icon::Lock.draw(brush, mark, MUTED);
    }
    let style = brush.face.fitted(&words, style, inner.right() - x, 11.0);
    let used = x - inner.x + brush.text((x, y), inner.right() - x, Align::Left, &words, style);
    let style = Style::regular(m.small, FAINT);
    let room = inner.width - used - 2 * m.gap;
    // What matters least goes first where the window is narrow.
    let mut told = facts_in_words(facts);
    while !told.is_empty() && brush.face.width(&told.join("  ·  "), style) > room {
        told.pop();
    }
    brush.text((inner.right() - room, y), room, Align::Right, &told.join("  ·  "), style);
}

/// What a presenter wants to know, the most important first.
fn facts_in_words(facts: &Facts<'_>) -> Vec<String> {
    let status = facts.status;
    let title = &facts.outline.title;
    let name = match status.precision {
        "" | "f32" => title.clone(),
        precision => format!("{title} {precision}"),
    };
    let name = if facts.outline.assumed { say!("foot-assumed", name = name) } else { name };
    vec![match status.device.as_str() {
        "" => say!("foot-loading", name = name),
        device => say!("foot-device", name = name, device = device),
    }]
}

/// How it keeps up with what comes, in words that a visitor can read: in full, and for where there
/// is less room.
pub fn pace(facts: &Facts<'_>) -> [String; 2] {
    let status = facts.status;
    if status.still {
        return [say!("pace-still"), say!("pace-still-short")];
    }
    if status.shown_fps <= 0.0 || status.source_fps <= 0.0 {
        return Default::default();
    }
    // Both are measured over a second or two: a picture more or less is keeping up.
    let of = status.source_fps.round();
    let shown = status.shown_fps.round().min(of);
    let (shown, all) = (shown as u32, of as u32);
    let full = if shown as f32 + 1.5 >= of {
        say!("pace-all", all = all)
    } else {
        say!("pace-some", shown = shown, all = all)
    };
    [full, say!("pace-short", shown = shown, all = all)]
}
