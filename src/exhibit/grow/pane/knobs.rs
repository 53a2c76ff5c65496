//! The knobs in a grid, each where a finger finds it.

use crate::exhibit::grow::USUAL;
use crate::exhibit::grow::chosen::{Chosen, TURNS};
use crate::exhibit::grow::recipe::{Activation, KNOBS, Knob};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::button::{self, Button};
use crate::view::controls::{self, Control, Slider};
use crate::view::palette::{LINE, Metrics};
use crate::view::target;
use crate::view::{Brush, Target};

/// The knobs, and the button that puts them back.
const COUNT: usize = KNOBS + 1;

fn name(knob: Knob) -> String {
    match knob {
        Knob::Layers => say!("grow-knob-layers"),
        Knob::Detectors => say!("grow-knob-detectors"),
        Knob::Activation => say!("grow-knob-activation"),
        Knob::Rate => say!("grow-knob-rate"),
        Knob::Decay => say!("grow-knob-decay"),
        Knob::Noise => say!("grow-knob-noise"),
        Knob::Share => say!("grow-knob-share"),
        Knob::Batch => say!("grow-knob-batch"),
        Knob::Shift => say!("grow-knob-shift"),
    }
}

fn value(knob: Knob, chosen: &Chosen) -> String {
    let recipe = &chosen.recipe;
    match knob {
        Knob::Layers => recipe.layers().to_string(),
        Knob::Detectors => recipe.detectors().to_string(),
        Knob::Activation => match recipe.activation() {
            Activation::Rectifier => say!("grow-activation-rectifier"),
            Activation::HardTanh => say!("grow-activation-hard-tanh"),
            Activation::None => say!("grow-activation-none"),
        },
        Knob::Rate => recipe.rate().to_string(),
        Knob::Decay => recipe.decay().to_string(),
        Knob::Noise => say!("percent", of = recipe.noise()),
        Knob::Share => say!("percent", of = recipe.share()),
        Knob::Batch => recipe.batch().to_string(),
        Knob::Shift if recipe.shifts() => say!("grow-on"),
        Knob::Shift => say!("grow-off"),
    }
}

fn control(n: usize, chosen: &Chosen) -> Control {
    let Some(&knob) = Knob::ALL.get(n) else {
        return Control::Button(Button::new(USUAL, say!("grow-usual")));
    };
    let [less, more] = TURNS[n];
    let (at, positions) = (chosen.recipe.at(knob), knob.positions());
    let knob = target::Knob { less, more, at, positions };
    Control::Slider(Slider { knob, label: name(Knob::ALL[n]), value: value(Knob::ALL[n], chosen) })
}

fn places(area: Rect, m: &Metrics) -> Vec<Rect> {
    let across = if m.upright { 2 } else { 5 };
    let rows = COUNT.div_ceil(across);
    let slider = m.target + m.small_style().leading() + m.gap / 2;
    let pitch = ((area.height + m.gap) / rows as i32).min(slider + 2 * m.gap).max(slider);
    let row = |row: usize| {
        let place = Rect { y: area.y + row as i32 * pitch, height: slider, ..area };
        button::row(place, 2 * m.gap, across)
    };
    (0..rows).flat_map(row).take(COUNT).collect()
}

/// What can be touched.
pub(super) fn targets(area: Rect, chosen: &Chosen, m: &Metrics) -> Vec<Target> {
    let places = places(area, m).into_iter().enumerate();
    places.flat_map(|(n, place)| controls::targets(place, &[control(n, chosen)], m)).collect()
}

/// Draws them; the one that keys turn is framed.
pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, chosen: &Chosen, scene: &Scene<'_>) {
    let m = brush.metrics;
    for (n, place) in places(area, &m).into_iter().enumerate() {
        if n == chosen.knob {
            brush.canvas.frame(place.inset_by(-m.gap / 2, 0), 1, LINE);
        }
        controls::draw(brush, place, &[control(n, chosen)], scene.keyboard);
    }
}
