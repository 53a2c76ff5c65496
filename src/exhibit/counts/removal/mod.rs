//! The page where detectors are taken away, one after the other.

mod finding;
mod job;
#[cfg(test)]
mod tests;

use std::hash::Hasher;

use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::room::{About, Asked, Handled};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Question, progress};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::controls::Control;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub use finding::{DRAWS, End, Gone, MOST, Removal, Spread};
pub use job::RemovalJob;

/// The layers whose detectors can be taken away, by step: those that the wall shows, but not the
/// answer itself.
pub fn layers(outline: &Outline) -> Vec<usize> {
    let shown = outline.blocks.iter().map(|block| block.shown);
    shown.filter(|layer| layer + 1 < outline.layers.len()).collect()
}

/// The step to begin with, from 0: the last but one with maps of more than one value.
pub fn first_step(outline: &Outline) -> usize {
    let has_maps = |layer: &usize| outline.layers[*layer].shape.map.area() > 1;
    let with_maps = layers(outline).into_iter().filter(has_maps).count();
    with_maps.saturating_sub(2)
}

/// Opens the page, or closes it.
pub const REMOVAL: Action = Action::Room("removal");

/// Its keys.
pub(super) const KEYS: &[Entry] =
    &[Entry::new("D", "key-removal", Group::Test, &[(Key::Char('D'), false, REMOVAL)])];

pub(super) static ABOUT: About = About {
    door: Door::Hide,
    title: "removal-title",
    says: "removal-says",
    explains: &["removal-explains-1", "removal-explains-2", "removal-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen;

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self = Self;

    pub(super) fn apply(&mut self, _open: bool, _action: Action) -> Handled {
        Handled::No
    }
}

pub(super) fn requests(_asked: Asked<'_>) -> Vec<Question> {
    Vec::new()
}

pub(super) fn plan(_asked: Asked<'_>, _plan: &mut Plan) {}

pub(super) fn controls(_scene: &Scene<'_>) -> Vec<Control> {
    Vec::new()
}

pub(super) fn targets(
    _area: Rect,
    _scene: &Scene<'_>,
    _m: &Metrics,
    _face: &Typeface,
) -> Vec<Target> {
    Vec::new()
}

pub(super) fn stamp(_scene: &Scene<'_>, _hash: &mut dyn Hasher) {}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    progress::begin(brush, area, &ABOUT, scene);
}
