//! The page where somebody rubs out a part of the picture.

use std::hash::{Hash, Hasher};

use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Question, progress};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::controls::Control;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// Opens the page, or closes it.
pub const RUB_OUT: Action = Action::Room("rub-out");

/// Its keys.
pub(super) const KEYS: &[Entry] =
    &[Entry::new("E", "key-rub-out", Group::Test, &[(Key::Char('E'), false, RUB_OUT)])];

pub(super) static ABOUT: About = About {
    door: Door::Hide,
    title: "rub-title",
    says: "rub-says",
    explains: &["rub-explains-1", "rub-explains-2", "rub-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen;

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self = Self;
}

/// What this page remembers.
#[derive(Debug, Default)]
pub(super) struct Memory;

impl Memory {
    pub(super) fn apply(&self, _chosen: &mut Chosen, _open: bool, _action: Action) -> Handled {
        Handled::No
    }

    pub(super) fn see(&mut self, _moment: Moment<'_>) {}
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

pub(super) fn stamp(scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    scene.snapshot.map(|snapshot| snapshot.frame.sequence).hash(&mut hash);
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let area = progress::begin(brush, area, &ABOUT, scene);
    let Some(snapshot) = scene.snapshot else { return };
    let side = area.height.min(area.width / 2);
    let square = Rect { width: side, height: side, ..area };
    brush.picture(square, &snapshot.frame.picture, snapshot.crop);
}
