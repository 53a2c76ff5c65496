//! Draws the room: its wall, the buttons, and one of three views below.

mod knobs;
mod maps;
mod places;
mod score;
mod wall;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::chosen::{Chosen, View};
use super::drawing::FIELD;
use super::grown::{Grown, MOST_STEPS};
use super::{
    ABOUT, AGAIN, CLEAR, FORWARD, NEXT_DIGIT, ONE_STEP, PLAY, PREVIOUS_DIGIT, REWIND, VIEWS,
    chosen_in,
};
use crate::canvas::text::Typeface;
use crate::exhibit::scene::Scene;
use crate::exhibit::{Question, Room, progress};
use crate::geometry::{Rect, Size};
use crate::view::button::{self, Button};
use crate::view::controls::{self, Control, Slider};
use crate::view::icon::Icon;
use crate::view::palette::Metrics;
use crate::view::target::{Knob, Rubber};
use crate::view::{Brush, Target, What};
use places::Places;

fn is_grow(question: &Question) -> bool {
    matches!(question, Question::Grow(_))
}

/// Where everything lies on the screen.
fn places(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Places {
    let steps = chosen_in(scene).recipe.layers();
    Places::new(progress::below(area, &ABOUT, m, face), m, steps)
}

/// The buttons, each with where it lies.
fn buttons(
    places: &Places,
    chosen: &Chosen,
    grown: Option<&Grown>,
    m: &Metrics,
) -> Vec<(Rect, Button)> {
    let gap = (m.gap * 2 / 3).max(3);
    let learned = grown.is_some_and(|grown| grown.steps >= MOST_STEPS);
    let plays = !chosen.rests && chosen.back.is_none() && !learned;
    let play = if plays {
        Button::new(PLAY, say!("grow-pause")).with_icon(Icon::Pause)
    } else {
        Button::new(PLAY, say!("grow-play")).with_icon(Icon::Play)
    };
    let row = vec![
        play.lit(plays),
        Button::new(ONE_STEP, say!("grow-one-step")),
        Button::new(AGAIN, say!("grow-again")),
    ];
    let names = [say!("grow-view-score"), say!("grow-view-knobs"), say!("grow-view-maps")];
    let views = VIEWS.into_iter().zip(names).zip(View::ALL);
    let views =
        views.map(|((action, name), view)| Button::new(action, name).lit(view == chosen.view));
    let field = vec![
        Button::new(NEXT_DIGIT, say!("grow-next-digit")),
        Button::new(CLEAR, say!("grow-clear")),
    ];
    let rows = [(places.play, row), (places.views, views.collect()), (places.field_buttons, field)];
    let placed = rows.into_iter().flat_map(|(area, buttons)| {
        button::row(area, gap, buttons.len()).into_iter().zip(buttons).collect::<Vec<_>>()
    });
    placed.collect()
}

/// The slider over its life: what was kept, and now.
fn time(chosen: &Chosen, grown: &Grown) -> Control {
    let now = grown.kept.len();
    let at = chosen.back.and_then(|back| grown.kept.iter().rposition(|&step| step <= back));
    let at = at.unwrap_or(now);
    let value = match grown.kept.get(at) {
        Some(&step) => say!("grow-after", step = step),
        None => say!("grow-now", step = grown.steps),
    };
    let (at, positions) = (at as u8, (now + 1) as u8);
    let knob = Knob { less: REWIND, more: FORWARD, at, positions };
    Control::Slider(Slider { knob, label: say!("grow-time"), value })
}

/// What can be touched.
pub(super) fn targets(
    grown: Option<&Grown>,
    area: Rect,
    scene: &Scene<'_>,
    m: &Metrics,
    face: &Typeface,
) -> Vec<Target> {
    let (chosen, places) = (chosen_in(scene), places(area, scene, m, face));
    let buttons = buttons(&places, chosen, grown, m);
    let mut targets: Vec<Target> =
        buttons.into_iter().map(|(place, button)| button.target(place)).collect();
    let size = Size::new(FIELD, FIELD);
    let what = What::Rubber(Rubber { size, less: PREVIOUS_DIGIT, more: NEXT_DIGIT });
    targets.push(Target { what, area: places.field, touch: places.field });
    if let Some(grown) = grown {
        targets.extend(controls::targets(places.time, &[time(chosen, grown)], m));
    }
    match (chosen.view, grown) {
        (View::Knobs, _) => targets.extend(knobs::targets(places.below, chosen, m)),
        (View::Score, Some(grown)) => targets.extend(score::targets(grown, places.below, m)),
        (View::Score, None) | (View::Maps, _) => {}
    }
    targets.retain(|target| !target.touch.is_empty());
    targets
}

/// Hashes all that is drawn.
pub(super) fn stamp(grown: Option<&Arc<Grown>>, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    (Room::Grow, chosen_in(scene), grown.map(Arc::as_ptr)).hash(&mut hash);
    if grown.is_none() {
        progress::stamp(scene, is_grow, hash);
    }
}

/// Draws it.
pub(super) fn draw(
    grown: Option<&Grown>,
    brush: &mut Brush<'_, '_>,
    area: Rect,
    scene: &Scene<'_>,
) {
    let m = brush.metrics;
    let chosen = chosen_in(scene);
    progress::begin(brush, area, &ABOUT, scene);
    let places = places(area, scene, &m, brush.face);
    wall::field(brush, &places, chosen, grown.map(|grown| &grown.wall));
    for (place, button) in buttons(&places, chosen, grown, &m) {
        button::draw(brush, place, &button, scene.keyboard);
    }
    if chosen.view == View::Knobs {
        knobs::draw(brush, places.below, chosen, scene);
    }
    let Some(grown) = grown else {
        progress::found(brush, places.answer, scene, is_grow);
        return;
    };
    wall::steps(brush, &places, &grown.wall);
    wall::answer(brush, places.answer, &grown.wall, chosen.drawing.as_ref());
    controls::draw(brush, places.time, &[time(chosen, grown)], scene.keyboard);
    match chosen.view {
        View::Score => score::draw(brush, places.below, grown),
        View::Maps => maps::draw(brush, places.below, grown),
        View::Knobs => {}
    }
}
