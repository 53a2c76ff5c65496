//! The names that visitors gave to detectors: each stands at its step, and its square has a frame.

use super::{Cell, arrows};
use crate::canvas::text::Style;
use crate::geometry::Rect;
use crate::taps::plan::Unit;
use crate::view::facts::Facts;
use crate::view::palette::{Metrics, TEXT};
use crate::view::{Align, Brush};

/// In less room than so many rows of type no name stands.
const NARROWEST: f32 = 3.0;

/// The detector of this step that was named last, with its name.
pub(super) fn of_step<'a>(cell: &Cell, facts: &Facts<'a>) -> Option<(Unit, &'a str)> {
    let is_here = |(unit, _): &(Unit, &str)| facts.step(unit.layer).0 == cell.block;
    facts.names.on(&facts.outline.name).filter(is_here).last()
}

/// Where its name stands: beside the step's, before the arrow.
fn place(cell: &Cell, m: &Metrics) -> Option<Rect> {
    let arrow = arrows::beside_label(cell, m);
    // The step has its number alone then.
    let x = cell.label.x + (m.small * 1.8) as i32;
    let place = Rect { x, width: arrow.x - m.gap / 2 - x, ..cell.label };
    (place.width as f32 >= NARROWEST * m.small).then_some(place)
}

/// The named detector, and where a touch of its name means it.
pub(super) fn target(cell: &Cell, facts: &Facts<'_>, m: &Metrics) -> Option<(Unit, Rect)> {
    Some((of_step(cell, facts)?.0, place(cell, m)?))
}

/// Draws the name, and the frames of all squares of the step that have one.
pub(super) fn draw(brush: &mut Brush<'_, '_>, cell: &Cell, facts: &Facts<'_>) {
    let Some((_, name)) = of_step(cell, facts) else { return };
    let reading = facts.snapshot.and_then(|snapshot| snapshot.maps.reading(cell.layer));
    let shown = reading.map_or(&[][..], |reading| &reading.shown[..]);
    for (n, &channel) in shown.iter().take(cell.tiles.room()).enumerate() {
        let unit = Unit { layer: cell.layer, channel: channel.into() };
        if facts.name_of(unit).is_some() {
            brush.canvas.frame(cell.tiles.tile(n).inset(-1), 2, TEXT);
        }
    }
    let m = brush.metrics;
    let Some(place) = place(cell, &m) else { return };
    let style = brush.face.fitted(name, Style::bold(m.small, TEXT), place.width, 11.0);
    let name = brush.face.shortened(name, style, place.width);
    let y = place.y + (place.height - style.cap_height()) / 2;
    brush.text((place.x, y), place.width, Align::Left, &name, style);
}
