//! The page where somebody rubs out a part of the picture.

use std::hash::Hasher;

use super::{contrast, worst};
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
pub(super) struct Chosen {
    contrast: contrast::Chosen,
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self = Self { contrast: contrast::Chosen::NOTHING };
}

/// What this page remembers.
#[derive(Debug, Default)]
pub(super) struct Memory;

impl Memory {
    pub(super) fn apply(&self, chosen: &mut Chosen, open: bool, action: Action) -> Handled {
        chosen.contrast.apply(open, action)
    }

    pub(super) fn see(&mut self, _moment: Moment<'_>) {}
}

pub(super) fn requests(_asked: Asked<'_>) -> Vec<Question> {
    vec![worst::question()]
}

pub(super) fn plan(asked: Asked<'_>, plan: &mut Plan) {
    contrast::plan(super::chosen(asked.choice).rub.contrast, asked, plan);
}

pub(super) fn controls(_scene: &Scene<'_>) -> Vec<Control> {
    Vec::new()
}

pub(super) fn targets(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let [why, _] = beside(progress::below(area, &ABOUT, m, face), m);
    contrast::targets(why, shown(scene), scene, m, face)
}

/// What is chosen about the evidence, and whether something is rubbed out.
fn shown(scene: &Scene<'_>) -> (contrast::Chosen, bool) {
    (super::chosen_in(scene).rub.contrast, false)
}

/// Where the evidence lies, and the worst square.
fn beside(area: Rect, m: &Metrics) -> [Rect; 2] {
    let right = area.split_right((area.width - m.gap * 2) * 45 / 100).1;
    let (why, worst) = right.split_top((right.height * 6 / 10).max(0));
    [why, worst.split_top(m.gap).1]
}

pub(super) fn stamp(scene: &Scene<'_>, hash: &mut dyn Hasher) {
    contrast::stamp(shown(scene), scene, hash);
    worst::stamp(scene, hash);
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let area = progress::begin(brush, area, &ABOUT, scene);
    let Some(snapshot) = scene.snapshot else { return };
    let [why, one] = beside(area, &brush.metrics);
    let side = area.height.min(why.x - area.x - brush.metrics.gap * 2);
    let square = Rect { width: side, height: side, ..area };
    brush.picture(square, &snapshot.frame.picture, snapshot.crop);
    contrast::draw(brush, why, shown(scene), scene);
    worst::draw(brush, one, scene);
}
