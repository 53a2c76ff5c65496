//! The tooltip: the name of what is under the pointer, and the value there.

use super::facts::Facts;
use super::palette::{BACKGROUND, LINE, TEXT};
use super::{Align, Brush, Hover, What};
use crate::canvas::text::Style;
use crate::dynamics::history::Flip;
use crate::geometry::Rect;
use crate::taps::plan::Unit;

/// Draws the name beside the pointer, inside `area`. Where the pointer is on a flip's mark, `flip`
/// is that flip, as long as it is known.
pub fn draw(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    facts: &Facts<'_>,
    hover: Hover,
    flip: Option<Flip>,
) {
    let Some(text) = name(hover, flip, facts) else { return };
    let m = brush.metrics;
    let style = Style::bold(m.small, TEXT);
    let (width, height) = (brush.face.width(&text, style) + 2 * m.gap, style.leading() + m.gap / 2);
    let x = (hover.at.x + m.gap).min(area.right() - width).max(area.x);
    let below = hover.at.y + 2 * m.gap;
    let y = if below + height > area.bottom() { hover.at.y - height - m.gap } else { below };
    let place = Rect::new(x, y, width, height);
    brush.canvas.rounded(place, 4, LINE);
    brush.canvas.rounded(place.inset(1), 4, BACKGROUND);
    let level = place.y + (height - style.cap_height()) / 2;
    brush.text((place.x, level), width, Align::Centre, &text, style);
}

/// "a detector of step 4 · 0.83 here".
fn name(hover: Hover, flip: Option<Flip>, facts: &Facts<'_>) -> Option<String> {
    match hover.target {
        // They say themselves what they are.
        What::Class(_)
        | What::Button(_)
        | What::Held(_)
        | What::Knob(_)
        | What::Map(_)
        | What::Rubber(_) => None,
        What::Flip(_) => {
            let flip = flip?;
            let (from, to) = (facts.label(flip.from), facts.label(flip.to));
            Some(say!("tooltip-flip", from = from, to = to))
        }
        What::Step(layer) => {
            let (step, _) = facts.step(layer);
            Some(say!("tooltip-step", step = step + 1))
        }
        What::Square(unit) => {
            let class = unit.layer + 1 == facts.outline.layers.len();
            let step = facts.step(unit.layer).0 + 1;
            let which = match facts.name_of(unit) {
                _ if class => facts.label(unit.channel).to_owned(),
                Some(name) => say!("named-of-step", name = name, step = step),
                None => say!("detector-of-step", step = step),
            };
            Some(match value_at(hover, unit, facts) {
                Some(value) => {
                    let value = format!("{value:.2}");
                    say!("tooltip-square-here", which = which, value = value)
                }
                None => which,
            })
        }
    }
}

/// The drawn value under the pointer; none where the square is not on screen.
fn value_at(hover: Hover, unit: Unit, facts: &Facts<'_>) -> Option<f32> {
    let square = hover.square?;
    let snapshot = facts.snapshot?;
    let reading = snapshot.maps.reading(unit.layer)?;
    let tile = reading.tile;
    let cell = |at: i32, start: i32, side: i32, count: i32| {
        ((at - start) * count / side.max(1)).clamp(0, count - 1)
    };
    let x = cell(hover.at.x, square.x, square.width, tile.width);
    let y = cell(hover.at.y, square.y, square.height, tile.height);
    let byte = *snapshot.maps.map(reading, unit.channel).get((y * tile.width + x) as usize)?;
    let (zero, reach) = if reading.signed { (128.0, 127.0) } else { (0.0, 255.0) };
    Some((f32::from(byte) - zero) / reach * reading.scale)
}
