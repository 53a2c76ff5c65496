//! The steps of the network in one row, each in its hue, and the layers of the open one.

use super::places::Places;
use crate::canvas::text::Style;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::view::button::Button;
use crate::view::palette::{BACKGROUND, TEXT, step_box, step_color};
use crate::view::{Align, Brush, Target, What};

/// The layer that a touch on this step opens.
fn shown(outline: &Outline, step: usize) -> usize {
    outline.blocks.get(step).map_or(0, |block| block.shown)
}

/// The layers of the step that is open.
fn layers(outline: &Outline, open: usize) -> &[usize] {
    let block = outline.layers.get(open).and_then(|layer| outline.blocks.get(layer.block));
    block.map_or(&[], |block| &block.layers)
}

/// Steps, then the layers that are listed.
pub(super) fn targets(places: &Places, outline: &Outline) -> Vec<Target> {
    let steps = places.steps.iter().enumerate().map(|(step, &area)| Target {
        what: What::Step(shown(outline, step)),
        area,
        touch: area,
    });
    let listed = layers(outline, places.layer).iter().zip(&places.layers);
    let listed = listed
        .map(|(&layer, &area)| Button::new(Action::PickLayer(layer), String::new()).target(area));
    steps.chain(listed).collect()
}

/// Draws the steps, the open layer's filled, and the layers that are listed.
pub(super) fn draw(brush: &mut Brush<'_, '_>, places: &Places, outline: &Outline, open: usize) {
    let steps = outline.blocks.len();
    let current = outline.layers.get(open).map_or(0, |layer| layer.block);
    for (step, &area) in places.steps.iter().enumerate() {
        let pressed = brush.pressed == Some(What::Step(shown(outline, step)));
        let full = say!("step", step = step + 1);
        let style = Style::bold(brush.metrics.small, TEXT);
        let fits = brush.face.width(&full, style) <= area.width - 6;
        let named = fits && (step == 0 || step == current);
        let words = if named { full } else { (step + 1).to_string() };
        draw_one(brush, area, &words, (step, steps), (step == current, pressed));
    }
    let names = layers(outline, places.layer);
    for ((&layer, &area), name) in names.iter().zip(&places.layers).zip(short_names(outline, names))
    {
        let pressed = brush.pressed == Some(What::Button(Action::PickLayer(layer)));
        draw_one(brush, area, &name, (current, steps), (layer == open, pressed));
    }
}

/// Draws one: its number or name, filled where it is chosen.
pub fn draw_one(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    words: &str,
    (step, steps): (usize, usize),
    (chosen, pressed): (bool, bool),
) {
    let m = brush.metrics;
    let (fill, text) = match (chosen, pressed) {
        (true, _) => (step_color(step, steps), BACKGROUND),
        (false, true) => (step_box(step, steps), TEXT),
        (false, false) => (step_box(step, steps), step_color(step, steps)),
    };
    brush.canvas.rounded(area, m.gap / 2, fill);
    if pressed {
        brush.canvas.frame(area, 2, TEXT);
    }
    let inner = area.inset_by(1, 0);
    let style = brush.face.fitted(words, Style::bold(m.small, text), inner.width, 11.0);
    let words = brush.face.shortened(words, style, inner.width);
    let y = inner.y + (inner.height - style.cap_height()) / 2;
    brush.text((inner.x, y), inner.width, Align::Centre, &words, style);
}

/// The layers' names without what all of them begin with.
fn short_names(outline: &Outline, layers: &[usize]) -> Vec<String> {
    let names: Vec<&str> =
        layers.iter().map(|&layer| outline.layers[layer].name.as_str()).collect();
    let parts: Vec<Vec<&str>> = names.iter().map(|name| name.split('.').collect()).collect();
    let shortest = parts.iter().map(Vec::len).min().unwrap_or(1);
    let alike = |n: usize| parts.iter().all(|other| other[n] == parts[0][n]);
    let common = (0..shortest - 1).take_while(|&n| alike(n)).count();
    let common = if parts.len() > 1 { common } else { 0 };
    parts.iter().map(|parts| parts[common..].join(".")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    #[test]
    fn a_layers_button_says_what_the_others_do_not() {
        let mut outline = made_up::outline(1, 4);
        let layer = outline.layers[0].clone();
        let named =
            |name: &str| crate::network::outline::Layer { name: name.into(), ..layer.clone() };
        outline.layers =
            ["blocks.3.expand", "blocks.3.expand.relu", "blocks.3.add"].map(named).into();
        assert_eq!(short_names(&outline, &[0, 1, 2]), ["expand", "expand.relu", "add"]);
        assert_eq!(short_names(&outline, &[0]), ["blocks.3.expand"]);
        assert_eq!(short_names(&outline, &[0, 1]), ["expand", "expand.relu"]);
    }
}
