//! One unit, large: where it lights up, what drives it, its numbers, and what it is made of.

mod numbers;
mod places;

pub use places::CloseUp;

use super::large::{self, Lit, reading_of};
use super::{draw_title, one_back_and_next, one_line, said};
use crate::attribution::{AttributionQuestion, Method};
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::{Point, Rect, Size};
use crate::network::outline::{Layer, Reach};
use crate::taps::plan::{Ablation, Unit};
use crate::view::button::Button;
use crate::view::controls::{self, Control};
use crate::view::facts::Facts;
use crate::view::icon::Icon;
use crate::view::palette::{FAINT, Metrics, TEXT};
use crate::view::pixels::{self, Query};
use crate::view::{Brush, Target, title};

/// How many things can be done with it.
const CONTROLS: usize = 10;

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
    /// How it is asked; none where nothing is.
    pub method: Option<Method>,
    /// True where it is asked from one place alone.
    pub one_place: bool,
    /// A unit that is kept beside it for comparison, and what was asked about that.
    pub beside: Option<(Unit, Option<AttributionQuestion>)>,
    /// What is switched off.
    pub ablated: &'a [Ablation],
}

/// What can be done with it.
fn controls(content: &Content<'_>) -> Vec<Control> {
    let &Content { unit, query, method, one_place, ablated, .. } = content;
    let method = match method {
        Some(method) => say!("unit-method", method = method.name()),
        None => say!("unit-method-none"),
    };
    let closer = if content.pixels_alone {
        Button::new(Action::Back, say!("unit-with-map"))
    } else {
        Button::new(Action::Closer, say!("unit-larger"))
    };
    let [back, next] = one_back_and_next();
    let buttons: [Button; CONTROLS] = [
        said::take_away(unit, ablated),
        said::looks_for(),
        back,
        next,
        closer.with_icon(Icon::Corners),
        Button::new(Action::NextMethod, method),
        Button::new(Action::Filter, say!("unit-filter", filter = query.filter.to_string())),
        Button::new(Action::PeakAlone, say!("unit-strongest")).lit(one_place),
        Button::new(Action::Beside, say!("unit-beside")).lit(content.beside.is_some()),
        Button::new(Action::Pin, say!("unit-pin")).lit(query.pinned),
    ];
    buttons.map(Control::Button).into()
}

/// What can be touched.
pub fn targets(facts: &Facts<'_>, content: &Content<'_>, m: &Metrics) -> Vec<Target> {
    let places = content.places;
    let mut targets = vec![title::target(places.title, m)];
    targets.extend(controls::targets(places.controls, &controls(content), m));
    if !places.maps[0].is_empty() {
        targets.extend(large::target(facts, content.unit, places.maps[0]));
    }
    targets
}

/// Draws the close-up.
pub fn draw(brush: &mut Brush<'_, '_>, facts: &Facts<'_>, content: &Content<'_>) {
    let &Content { places, unit, query, ablated, .. } = content;
    let Some(layer) = facts.outline.layers.get(unit.layer) else { return };
    let step = facts.step(unit.layer).0 + 1;
    let title = if content.pixels_alone {
        say!("unit-pixels-title")
    } else {
        say!("unit-title", step = step)
    };
    draw_title(brush, places.title, &title, &number_of(unit, layer, facts), facts);

    let beside = content.beside.map(|(unit, question)| (unit, Query { question, ..query }));
    for (n, (unit, query)) in [Some((unit, query)), beside].into_iter().flatten().enumerate() {
        let lit = Lit::new(facts, unit, query);
        if !places.maps[n].is_empty() {
            draw_map(brush, places.maps[n], facts, unit, &lit, ablated);
        }
        if !places.pixels[n].is_empty() {
            let square = places.pixels[n];
            large::heading(brush, square, &lit.question(facts, query));
            pixels::draw(brush, square, facts, query);
            if let Some(at) = lit.ring {
                large::ring(brush, facts.seen(square), lit.size, at);
            }
            pixels::caption(brush, square, query);
        }
    }
    let lit = Lit::new(facts, unit, query);
    said::value(brush, places.value, facts, unit, &lit, ablated);
    said::answer(brush, places.answer, facts);
    if !places.facts.is_empty() {
        numbers::draw(brush, places.facts, facts, unit);
    }
    let field = field_words(unit, layer, facts);
    one_line(brush, places.field, &field, Style::regular(brush.metrics.small, FAINT));
    controls::draw(brush, places.controls, &controls(content), facts.keyboard);
}

/// "no. 17 of 96", with its name where it is a class.
fn number_of(unit: Unit, layer: &Layer, facts: &Facts<'_>) -> String {
    let (number, count) = (unit.channel + 1, layer.shape.channels);
    if unit.layer + 1 == facts.outline.layers.len() {
        let name = facts.label(unit.channel);
        return say!("unit-class", number = number, count = count, name = name);
    }
    if let Some(name) = facts.name_of(unit) {
        return say!("unit-named", number = number, count = count, name = name);
    }
    say!("unit-number", number = number, count = count)
}

/// What it is called in the field.
fn field_words(unit: Unit, layer: &Layer, facts: &Facts<'_>) -> String {
    let block = facts.outline.blocks.get(layer.block).map_or("", |block| &block.name);
    say!(
        "unit-field",
        channel = unit.channel,
        layer = layer.name,
        kind = layer.kind,
        block = block,
        map = layer.shape.map.to_string(),
        sees = layer.receptive_field.size().round() as i64
    )
}

/// A unit's map over the picture that it comes from, with what its value at the ring has seen.
fn draw_map(
    brush: &mut Brush<'_, '_>,
    square: Rect,
    facts: &Facts<'_>,
    unit: Unit,
    lit: &Lit<'_>,
    ablated: &[Ablation],
) {
    large::heading(brush, square, &say!("inside-lights"));
    large::draw_map(brush, square, facts, unit);
    let Some(layer) = facts.outline.layers.get(unit.layer) else { return };
    let Some(reading) = facts.snapshot.and_then(|snapshot| reading_of(snapshot, unit)) else {
        return;
    };
    let at = lit.ring.unwrap_or(reading.peak);
    if unit.is_ablated(ablated) {
        let words = [say!("inside-is-away"), say!("inside-is-away")];
        pixels::below(brush, square, &words);
        return;
    }
    if reading.range.1 <= 0.0 || layer.shape.map.area() <= 1 {
        return;
    }
    // The words have all of the place.
    let place = square;
    let square = facts.seen(square);
    let field = field_of(layer, at, facts.outline.input, square);
    let all = field.intersect(square) == square;
    if !all {
        brush.canvas.frame(field.intersect(square), 2, TEXT);
    }
    large::ring(brush, square, reading.size, at);
    let sees = layer.receptive_field.size().round() as i64;
    let caption = if all {
        [say!("unit-seen-all"), say!("unit-seen-all-short")]
    } else {
        [say!("unit-seen", sees = sees), say!("unit-seen-short", sees = sees)]
    };
    pixels::below(brush, Rect { x: place.x, width: place.width, ..square }, &caption);
}

/// What of the square the map's value at `at` has seen.
fn field_of(layer: &Layer, at: Point, input: Size, square: Rect) -> Rect {
    // Where it begins, and how long it is.
    let along = |reach: Reach, n: i32, [start, length]: [i32; 2], input: i32| {
        let scale = f64::from(length) / f64::from(input.max(1));
        let side = (reach.size * scale) as f32;
        let middle = (reach.offset + reach.stride * f64::from(n) + 0.5) * scale;
        ((start as f32 + middle as f32 - side / 2.0).round() as i32, side.round() as i32)
    };
    let field = layer.receptive_field;
    let (x, width) = along(field.across, at.x, [square.x, square.width], input.width);
    let (y, height) = along(field.down, at.y, [square.y, square.height], input.height);
    Rect::new(x, y, width, height)
}
