//! One unit, large: where it lights up, what drives it, its numbers, and what it is made of.

mod numbers;
mod places;

pub use places::CloseUp;

use super::colormaps::colormap;
use super::facts::Facts;
use super::layer::{draw_name, draw_steps};
use super::palette::{NOTICE, PANEL, TEXT, step_color};
use super::pixels::{self, Query};
use super::{Align, Brush};
use crate::attribution::AttributionQuestion;
use crate::canvas::blit::Enlarger;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::{Point, Rect};
use crate::network::outline::Layer;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Ablation, Unit};
use crate::taps::reading::UnitReading;

/// What the close-up shows beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Where its parts lie.
    pub places: &'a CloseUp,
    /// The unit.
    pub unit: Unit,
    /// True where what drives it is shown without its map.
    pub pixels_alone: bool,
    /// What is asked about pixels.
    pub query: Query,
    /// A unit that is kept beside it for comparison, and what was asked about that.
    pub beside: Option<(Unit, Option<AttributionQuestion>)>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
}

/// Draws the close-up in the middle pane.
pub fn draw(brush: &mut Brush<'_, '_>, area: Rect, facts: &Facts<'_>, content: &Content<'_>) {
    let m = brush.metrics;
    let &Content { places, unit, query, ablated, .. } = content;
    let Some(layer) = facts.outline.layers.get(unit.layer) else { return };
    let (step, steps) = facts.step(unit.layer);
    let heading = if content.pixels_alone {
        "Which pixels drive it?".to_owned()
    } else {
        format!("One detector of step {}", step + 1)
    };
    let area = brush.heading(area, &heading);
    let mut y = area.y;
    draw_steps(brush, Rect { y, height: (m.small * 0.7) as i32, ..area }, step, steps);
    y += (m.small * 1.5) as i32;
    let line = Rect { y, height: m.body_style().leading(), ..area };
    draw_name(brush, line, facts, unit.layer, &number_of(unit, layer, facts));
    if unit.is_ablated(ablated) {
        let words = switched_off(unit, facts, ablated);
        let style = Style::bold(m.small, NOTICE);
        brush.text((line.x, line.bottom()), line.width, Align::Left, &words, style);
    }

    let beside = content.beside.map(|(unit, question)| (unit, Query { question, ..query }));
    for (n, (unit, query)) in [Some((unit, query)), beside].into_iter().flatten().enumerate() {
        if !places.maps[n].is_empty() {
            draw_map(brush, places.maps[n], facts, unit, ablated);
        }
        if n == 0 || !places.pixels[n].is_empty() {
            pixels::draw(brush, places.pixels[n], facts, query);
            pixels::caption(brush, places.pixels[n], facts, query);
        }
    }
    if !places.facts.is_empty() {
        numbers::draw(brush, places.facts, facts, unit, layer);
    }
}

/// That it is switched off, and what switches it on again: where its layer is, that layer's key.
fn switched_off(unit: Unit, facts: &Facts<'_>, ablated: &[Ablation]) -> String {
    let whole = Ablation { layer: unit.layer, channel: None };
    let (action, what) = if ablated.contains(&whole) {
        (Action::SwitchLayer, "its layer")
    } else {
        (Action::SwitchUnit, "it")
    };
    let again = facts.keyboard.cap(action);
    let again = again.map(|key| format!(" · {key} switches {what} on again"));
    format!("switched off: it is held at zero{}", again.unwrap_or_default())
}

/// "no. 17 of 96", with its name where it is a class.
pub fn number_of(unit: Unit, layer: &Layer, facts: &Facts<'_>) -> String {
    let count = format!("no. {} of {}", unit.channel + 1, layer.shape.channels);
    let last = unit.layer + 1 == facts.outline.layers.len();
    if last { format!("{count}: {}", facts.label(unit.channel)) } else { count }
}

fn reading_of(snapshot: &Snapshot, unit: Unit) -> Option<&UnitReading> {
    snapshot.units.iter().find(|reading| reading.unit == unit)
}

/// A unit's map over the picture that it comes from, with what its strongest value has seen; or
/// alone.
fn draw_map(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    unit: Unit,
    ablated: &[Ablation],
) {
    let (step, steps) = facts.step(unit.layer);
    let color = step_color(step, steps);
    let name = format!("no. {} of step {}", unit.channel + 1, step + 1);
    pixels::above(brush, square, [format!("Where {name} lights up"), name]);
    let reading = facts.snapshot.and_then(|s| Some((s, reading_of(s, unit)?)));
    let Some((snapshot, reading)) = reading else {
        brush.canvas.rounded(square, 4, PANEL);
        return;
    };
    let Some(layer) = facts.outline.layers.get(unit.layer) else { return };
    let appearance = facts.appearance;
    let colors = colormap(appearance, (step, steps), reading.signed);
    let mut enlarger = Enlarger::new(reading.size, square.size());
    let bytes = reading.shown(appearance.boost);
    if appearance.hides_picture() {
        brush.canvas.map((square.x, square.y), &bytes, &mut enlarger, &colors);
    } else {
        brush.picture(square, &snapshot.frame.picture, snapshot.crop);
        brush.canvas.shade(square, 0, 150);
        let neutral = if reading.signed { 128.0 } else { 0.0 };
        let opacity = std::array::from_fn(|byte| {
            let value = ((byte as f32 - neutral).abs() / (255.0 - neutral)).min(1.0);
            (value.powf(appearance.exponent()) * 235.0) as u8
        });
        brush.canvas.glow((square.x, square.y), &bytes, &mut enlarger, &colors, &opacity);
    }
    brush.canvas.frame(square, 2, color);
    let silent = reading.range.1 <= 0.0;
    let caption = if unit.is_ablated(ablated) {
        ["It is switched off.", "Switched off."].map(str::to_owned)
    } else if silent {
        ["It finds nothing in this picture.", "It finds nothing."].map(str::to_owned)
    } else if layer.shape.map.area() <= 1 {
        ["It answers for the whole picture at once.", "One value."].map(str::to_owned)
    } else {
        let field = field_of(layer, reading.peak, facts.outline.input, square);
        let all = field.intersect(square) == square;
        if !all {
            brush.canvas.frame(field.intersect(square), 2, TEXT);
        }
        let (x, y) = centre_of(layer, reading.peak, facts.outline.input, square);
        brush.canvas.disc((x, y), 3.0, TEXT);
        let seen = layer.receptive_field.size;
        if all {
            [
                "Its strongest value, the dot, has seen the whole picture.",
                "The dot has seen it all.",
            ]
            .map(str::to_owned)
        } else {
            [
                format!(
                    "Its strongest value, the dot, has seen the frame: {seen:.0} pixels across."
                ),
                format!("The dot has seen {seen:.0} pixels."),
            ]
        }
    };
    pixels::below(brush, square, &caption);
}

/// What of the square the map's value at `at` has seen.
fn field_of(layer: &Layer, at: Point, input: i32, square: Rect) -> Rect {
    let (x, y) = centre_of(layer, at, input, square);
    let side =
        (layer.receptive_field.size * f64::from(square.width) / f64::from(input.max(1))) as f32;
    let corner = |centre: f32| (centre - side / 2.0).round() as i32;
    Rect::new(corner(x), corner(y), side.round() as i32, side.round() as i32)
}

/// Where in the square the middle of that lies.
fn centre_of(layer: &Layer, at: Point, input: i32, square: Rect) -> (f32, f32) {
    let field = layer.receptive_field;
    let place = |n: i32, start: i32| {
        let pixel = field.offset + field.stride * f64::from(n) + 0.5;
        start as f32 + (pixel * f64::from(square.width) / f64::from(input.max(1))) as f32
    };
    (place(at.x, square.x), place(at.y, square.y))
}
