//! The page of `/`: what was typed, and what it finds, each of which can be touched.

use super::button::{Tone, ground};
use super::facts::Facts;
use super::palette::{FAINT, LEADER, LINE, MUTED, Metrics, PANEL, TEXT};
use super::{Align, Brush, Target, What, title};
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::find::{Find, Found, OFFERED};
use crate::geometry::Rect;

/// Smaller type than this is not set.
const SMALLEST_TYPE: f32 = 11.0;

/// Where everything lies.
struct Places {
    /// What was typed.
    line: Rect,
    /// What it finds, one below the other.
    rows: Vec<Rect>,
}

impl Places {
    fn new(area: Rect, m: &Metrics, face: &Typeface) -> Self {
        let below = title::below(area, &say!("find-title"), &says(), m, face).split_top(m.gap).1;
        let below = Rect { width: below.width.min((m.body * 44.0) as i32), ..below };
        let pitch = (below.height / (OFFERED as i32 + 1)).min(m.target + m.gap).max(1);
        let height = pitch - (pitch / 11).clamp(1, m.gap);
        let row = |n: i32| Rect { y: below.y + n * pitch, height, ..below };
        Self { line: row(0), rows: (1..=OFFERED as i32).map(row).collect() }
    }
}

fn says() -> String {
    say!("find-what")
}

/// What can be touched: the arrow, and what was found. `layer` is the one in which a number is
/// looked for.
pub fn targets(
    area: Rect,
    facts: &Facts<'_>,
    find: &Find,
    layer: usize,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let places = Places::new(area, m, face);
    let found = find.finds(facts.outline, layer, facts.names);
    let target = |(n, area): (usize, Rect)| {
        let what = What::Button(Action::PickFound(n));
        Target { what, area, touch: area }
    };
    let rows = places.rows.into_iter().take(found.len()).enumerate().map(target);
    std::iter::once(title::target(area, m)).chain(rows).collect()
}

/// Draws it in `area`; `layer` is the one in which a number is looked for.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, find: &Find, layer: usize) {
    let m = brush.metrics;
    title::draw(brush, area, &say!("find-title"), &says(), facts);
    let places = Places::new(area, &m, brush.face);
    let typed = Style::bold(m.body, TEXT);
    let line = places.line;
    brush.canvas.rounded(line, m.gap * 2 / 3, LINE);
    brush.canvas.rounded(line.inset(1), m.gap * 2 / 3, PANEL);
    let inner = line.inset_by(m.gap, 0);
    let level = |area: Rect, style: Style| area.y + (area.height - style.cap_height()) / 2;
    let y = level(line, typed);
    let used = brush.text((inner.x, y), inner.width, Align::Left, &find.text, typed);
    let cursor = Rect::new(inner.x + used + 2, y - 3, 2, typed.cap_height() + 6);
    brush.canvas.fill(cursor, LEADER);
    let finds = find.finds(facts.outline, layer, facts.names);
    if finds.is_empty() && !find.text.is_empty() {
        let inner = places.rows[0].inset_by(m.gap, 0);
        let style = Style::regular(m.body, FAINT);
        let nothing = say!("find-nothing");
        brush.text((inner.x, level(inner, style)), inner.width, Align::Left, &nothing, style);
    }
    for ((n, &found), &row) in finds.iter().enumerate().zip(&places.rows) {
        let chosen = n == find.chosen;
        let pressed = brush.pressed == Some(What::Button(Action::PickFound(n)));
        ground(brush, row, if chosen { Tone::On } else { Tone::Plain }, pressed);
        let inner = row.inset_by(m.gap, 0);
        let (name, kind) = name_and_kind(found, facts);
        let bold = Style::bold(m.body, if chosen { TEXT } else { MUTED });
        let at = (inner.x, level(inner, bold));
        let used = brush.text(at, inner.width, Align::Left, &name, bold);
        let left = inner.width - used - m.gap;
        let style = brush.face.fitted(&kind, Style::regular(m.small, FAINT), left, SMALLEST_TYPE);
        let at = (inner.x + used + m.gap, level(inner, style));
        brush.text(at, left, Align::Right, &kind, style);
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
            if let Some(name) = facts.name_of(unit) {
                let step = facts.step(unit.layer).0 + 1;
                return (name.to_owned(), say!("find-named", number = number, step = step));
            }
            (number, say!("find-detector", count = count, layer = about.name))
        }
        Found::Class(unit) => (facts.label(unit.channel).to_owned(), say!("find-class")),
    }
}
