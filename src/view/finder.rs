//! The search box that opens after `/`: what was typed, and what it finds.

use super::facts::Facts;
use super::palette::{BACKGROUND, FAINT, LEADER, LINE, MUTED, PANEL, TEXT};
use super::{Align, Brush};
use crate::canvas::text::Style;
use crate::control::find::{Find, Found, OFFERED};
use crate::geometry::Rect;

/// Draws it over the upper middle of `screen`; `layer` is the one in which a number is looked for.
pub fn draw(brush: &mut Brush<'_, '_>, screen: Rect, facts: &Facts<'_>, find: &Find, layer: usize) {
    let m = brush.metrics;
    let row = (m.body * 1.6) as i32;
    let width = ((m.body * 34.0) as i32).min(screen.width - 2 * m.margin);
    let height = row * (OFFERED as i32 + 2) + 3 * m.gap;
    let area = Rect::new((screen.width - width) / 2, screen.height / 7, width, height);
    brush.canvas.rounded(area, m.gap, LINE);
    brush.canvas.rounded(area.inset(1), m.gap, PANEL);
    let inner = area.inset(2 * m.gap);
    let typed = Style::bold(m.body, TEXT);
    let text = format!("/{}", find.text);
    let used = brush.text((inner.x, inner.y), inner.width, Align::Left, &text, typed);
    brush
        .canvas
        .fill(Rect::new(inner.x + used + 2, inner.y - 2, 2, typed.cap_height() + 4), LEADER);
    let finds = find.finds(facts.outline, layer);
    let mut y = inner.y + row;
    if finds.is_empty() {
        let words = if find.text.is_empty() { say!("find-what") } else { say!("find-nothing") };
        let style = brush.face.fitted(&words, Style::regular(m.body, FAINT), inner.width, 11.0);
        brush.text((inner.x, y), inner.width, Align::Left, &words, style);
        return;
    }
    for (n, &found) in finds.iter().enumerate() {
        if n == find.chosen {
            let bar = Rect::new(inner.x - m.gap, y - m.gap / 2, inner.width + 2 * m.gap, row - 2);
            brush.canvas.rounded(bar, 4, BACKGROUND);
        }
        let (name, kind) = name_and_kind(found, facts);
        let color = if n == find.chosen { TEXT } else { MUTED };
        let used =
            brush.text((inner.x, y), inner.width, Align::Left, &name, Style::bold(m.body, color));
        let left = inner.width - used - m.gap;
        let style = brush.face.fitted(&kind, Style::regular(m.small, FAINT), left, 11.0);
        brush.text((inner.x + used + m.gap, y), left, Align::Right, &kind, style);
        y += row;
    }
}

/// What was found, and what it is.
fn name_and_kind(found: Found, facts: &Facts<'_>) -> (String, String) {
    let outline = facts.outline;
    match found {
        Found::Layer(layer) => {
            let about = &outline.layers[layer];
            let (step, _) = facts.step(layer);
            (about.name.clone(), say!("find-layer", step = step + 1, kind = about.kind))
        }
        Found::Unit(unit) => {
            let about = &outline.layers[unit.layer];
            let count = about.shape.channels;
            let number = say!("detector", number = unit.channel + 1);
            (number, say!("find-detector", count = count, layer = about.name))
        }
        Found::Class(unit) => (facts.label(unit.channel).to_owned(), say!("find-class")),
    }
}
