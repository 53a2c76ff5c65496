//! The page where somebody rubs out a part of the picture.

mod buttons;
mod choice;
mod pane;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{contrast, worst};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::Found;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::rubber::{self, Sheet};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question, progress};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::taps::plan::Plan;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub(super) use choice::{Chosen, leads_here};

/// Opens the page, or closes it.
pub const RUB_OUT: Action = Action::Room("rub-out");
/// Puts back all that was rubbed out.
pub const WIPE: Action = Action::Room("wipe");
/// Rubs out the square that the answer needs most.
pub const HIDE_ONE: Action = Action::Room("hide-one");
/// The three sizes of the rubber, the smallest first.
pub(super) const SIZES: [Action; rubber::SIZES] =
    [Action::Room("rubber-small"), Action::Room("rubber-medium"), Action::Room("rubber-large")];

/// Its keys. The sizes have those of the grey square besides.
pub(super) const KEYS: &[Entry] = &[
    Entry::new(
        "E W",
        "key-rub-out",
        Group::Test,
        &[(Key::Char('E'), false, RUB_OUT), (Key::Char('W'), false, WIPE)],
    ),
    Entry::new("H", "key-hide-one", Group::Test, &[(Key::Char('H'), false, HIDE_ONE)]),
];

pub(super) static ABOUT: About = About {
    door: Door::Hide,
    title: "rub-title",
    says: "rub-says",
    explains: &["rub-explains-1", "rub-explains-2", "rub-explains-3"],
};

/// What this page remembers of what it has seen.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What can be rubbed out now.
    sheet: Option<Sheet>,
    /// The square that the answer needs most, on the network's input.
    worst: Option<Rect>,
}

impl Memory {
    pub(super) fn apply(&self, chosen: &mut Chosen, open: bool, action: Action) -> Handled {
        chosen.apply(open, action, self.sheet, self.worst)
    }

    pub(super) fn see(&mut self, moment: Moment<'_>) {
        let Moment { snapshot, findings, .. } = moment;
        let scene = snapshot.frame.scene;
        self.sheet = Some(Sheet::of(snapshot));
        // Of a live picture it is known of a frame a little earlier.
        let found = findings.of(&worst::question(snapshot.outline.input));
        self.worst = found.filter(|found| found.frame.scene == scene).and_then(worst_of);
    }

    /// What each pass is to answer besides: the picture at hand with what is rubbed out of it.
    pub(super) fn plan(&self, asked: Asked<'_>, plan: &mut Plan) {
        let chosen = &super::chosen(asked.choice).rub;
        plan.erased = chosen.rubbing.mask(self.sheet, asked.selection.frozen).map(Arc::clone);
        contrast::plan(chosen.contrast, asked, plan);
    }
}

/// The square without which the class is least probable; none before all were tried.
fn worst_of(found: &Found) -> Option<Rect> {
    let Finding::Occlusion(occlusion) = &found.finding else { return None };
    let is_whole = occlusion.probabilities.len() == occlusion.positions();
    let worst = worst::position(occlusion).filter(|_| is_whole);
    worst.map(|position| occlusion.place(position))
}

/// What is chosen about the evidence, and whether something is rubbed out.
fn evidence(scene: &Scene<'_>) -> (contrast::Chosen, bool) {
    let chosen = &super::chosen_in(scene).rub;
    (chosen.contrast, chosen.rubbing.shown(scene).is_some())
}

pub(super) fn requests(asked: Asked<'_>) -> Vec<Question> {
    vec![worst::question(asked.outline.input)]
}

/// True where the square is known that the answer needs most.
fn knows_worst(scene: &Scene<'_>) -> bool {
    scene.findings.of(&worst::question(scene.outline.input)).and_then(worst_of).is_some()
}

/// Below title and words, and the row of buttons at the end of that.
fn parts(area: Rect, m: &Metrics, face: &Typeface) -> (Rect, Rect) {
    progress::below(area, &ABOUT, m, face).split_bottom(buttons::height(m))
}

pub(super) fn targets(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let (page, row) = parts(area, m, face);
    let mut targets = pane::targets(page, evidence(scene), scene, m, face);
    targets.extend(buttons::targets(row, scene, m, face));
    targets
}

pub(super) fn stamp(scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    let chosen = &super::chosen_in(scene).rub;
    let snapshot = scene.snapshot;
    (chosen, scene.frozen, snapshot.map(|snapshot| snapshot.frame.sequence)).hash(&mut hash);
    let erased = snapshot.and_then(|snapshot| snapshot.erased.as_ref());
    (erased.map(|erased| &erased.mask)).hash(&mut hash);
    contrast::stamp(evidence(scene), scene, hash);
    worst::stamp(scene, hash);
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let (page, row) = parts(area, &brush.metrics, brush.face);
    progress::begin(brush, area, &ABOUT, scene);
    pane::draw(brush, page, evidence(scene), scene);
    buttons::draw(brush, row, scene);
}
