//! The page where detectors are taken away, one after the other.

mod finding;
mod job;
mod pane;
mod plot;
#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};

use super::places::why_nothing;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question, progress};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::screen::Key;
use crate::taps::plan::{Plan, Unit};
use crate::view::button::Button;
use crate::view::controls::{Control, Slider};
use crate::view::palette::{Metrics, NOTICE};
use crate::view::target::Knob;
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
/// Begins again, with the newest picture.
pub const REMOVAL_AGAIN: Action = Action::Room("removal-again");

/// Its keys.
pub(super) const KEYS: &[Entry] = &[Entry::new(
    "D R",
    "key-removal",
    Group::Test,
    &[(Key::Char('D'), false, REMOVAL), (Key::Char('R'), false, REMOVAL_AGAIN)],
)];

pub(super) static ABOUT: About = About {
    door: Door::Hide,
    title: "removal-title",
    says: "removal-says",
    explains: &["removal-explains-1", "removal-explains-2", "removal-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// The step, from 0; none for that to begin with.
    step: Option<usize>,
    /// How often it was begun again.
    run: u64,
    /// The channels that were given back, of those that went.
    given_back: Vec<usize>,
    /// Which square the keys are at, in the order in which they went.
    cursor: Option<usize>,
}

/// What this page remembers of what it has seen.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What went, in that order; empty until it is known how many must.
    gone: Vec<Unit>,
    /// How many steps there are to choose from, and with which to begin.
    steps: usize,
    first: usize,
}

impl Memory {
    pub(super) fn see(&mut self, moment: Moment<'_>) {
        let outline = &moment.snapshot.outline;
        (self.steps, self.first) = (layers(outline).len(), first_step(outline));
        let ended = ours(moment.findings).filter(|(_, removal)| removal.end.is_some());
        self.gone.clear();
        if let Some((_, removal)) = ended {
            let unit = |gone: &Gone| Unit { layer: removal.layer, channel: gone.channel };
            self.gone.extend(removal.gone.iter().map(unit));
        }
    }

    /// Which step is shown.
    fn step(&self, chosen: &Chosen) -> usize {
        chosen.step.unwrap_or(self.first).min(self.steps.saturating_sub(1))
    }
}

impl Chosen {
    /// Where nobody has chosen anything.
    pub(super) const NOTHING: Self =
        Self { step: None, run: 0, given_back: Vec::new(), cursor: None };

    pub(super) fn apply(&mut self, memory: &Memory, open: bool, action: Action) -> Handled {
        if !open {
            return Handled::No;
        }
        let (step, last) = (memory.step(self), memory.gone.len().checked_sub(1));
        match action {
            Action::PreviousLayer => self.go_to(step.saturating_sub(1)),
            Action::NextLayer => self.go_to((step + 1).min(memory.steps.saturating_sub(1))),
            REMOVAL_AGAIN => {
                self.run += 1;
                (self.given_back, self.cursor) = (Vec::new(), None);
            }
            Action::PickUnit(unit) => self.switch(unit.channel),
            Action::Move(Direction::Left) | Action::Leap(Direction::Left) => {
                self.cursor = last.map(|last| self.cursor.unwrap_or(last + 1).saturating_sub(1));
            }
            Action::Move(Direction::Right) | Action::Leap(Direction::Right) => {
                self.cursor = last.map(|last| self.cursor.map_or(0, |at| at + 1).min(last));
            }
            Action::Closer => {
                let at = self.cursor.unwrap_or(0);
                self.cursor = last.map(|last| at.min(last));
                if let Some(unit) = memory.gone.get(at) {
                    self.switch(unit.channel);
                }
            }
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn go_to(&mut self, step: usize) {
        if self.step != Some(step) {
            (self.given_back, self.cursor) = (Vec::new(), None);
        }
        self.step = Some(step);
    }

    /// Gives a channel back, or takes it away again.
    fn switch(&mut self, channel: usize) {
        match self.given_back.iter().position(|&given| given == channel) {
            Some(at) => drop(self.given_back.remove(at)),
            None => self.given_back.push(channel),
        }
    }
}

/// The step that is chosen in this network, from 0, and its layer; none where it has none.
fn chosen_step(chosen: &Chosen, outline: &Outline) -> Option<(usize, usize)> {
    let layers = layers(outline);
    let step = chosen.step.unwrap_or(first_step(outline)).min(layers.len().checked_sub(1)?);
    Some((step, layers[step]))
}

pub(super) fn requests(asked: Asked<'_>) -> Vec<Question> {
    let chosen = &super::chosen(asked.choice).removal;
    let question = |(_, layer)| Question::Removal { layer, run: chosen.run };
    chosen_step(chosen, asked.outline).map(question).into_iter().collect()
}

/// What it answers without what went and was not given back.
pub(super) fn plan(memory: &Memory, asked: Asked<'_>, plan: &mut Plan) {
    let chosen = &super::chosen(asked.choice).removal;
    let is_gone = |unit: &&Unit| !chosen.given_back.contains(&unit.channel);
    plan.without = memory.gone.iter().filter(is_gone).copied().collect();
}

pub(super) fn controls(scene: &Scene<'_>) -> Vec<Control> {
    let chosen = &super::chosen_in(scene).removal;
    let Some((step, layer)) = chosen_step(chosen, scene.outline) else { return Vec::new() };
    let all = layers(scene.outline).len();
    let (less, more) = (Action::PreviousLayer, Action::NextLayer);
    let knob = Knob { less, more, at: step as u8, positions: all as u8 };
    let value = say!("removal-step", step = scene.step(layer).0 + 1, all = all);
    vec![
        Control::Slider(Slider { knob, label: say!("removal-step-label"), value }),
        Control::Button(Button::new(REMOVAL_AGAIN, say!("removal-again"))),
    ]
}

pub(super) fn targets(area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
    let area = progress::below(area, &ABOUT, m, face);
    let known = ours(scene.findings).filter(|(found, _)| why_nothing(found, scene).is_none());
    known.map_or_else(Vec::new, |(_, removal)| pane::targets(area, removal, m))
}

pub(super) fn stamp(scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
    progress::stamp(scene, is_ours, hash);
    let Chosen { given_back, cursor, .. } = &super::chosen_in(scene).removal;
    let look = scene.appearance;
    (given_back, cursor, look.gamma, look.colors, scene.is_held()).hash(&mut hash);
    let Some(snapshot) = scene.snapshot else { return };
    (snapshot.frame.sequence, snapshot.nothing_to_see).hash(&mut hash);
    let percent = |share: f32| (share * 100.0).round() as i32;
    let whole = snapshot.top.first().map(|best| (best.class, percent(best.probability)));
    let without = snapshot.without.as_ref().map(|without| {
        (
            without.units.len(),
            without.top.first().map(|best| (best.class, percent(best.probability))),
        )
    });
    (whole, without).hash(&mut hash);
}

pub(super) fn draw(brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
    let area = progress::begin(brush, area, &ABOUT, scene);
    let Some(found) = progress::found(brush, area, scene, is_ours) else { return };
    if let Some(why) = why_nothing(found, scene) {
        brush.paragraph(area, &why, Style::regular(brush.metrics.body, NOTICE));
    } else if let Finding::Removal(removal) = &found.finding {
        pane::draw(brush, area, (found, removal), scene);
    }
}

fn is_ours(question: &Question) -> bool {
    matches!(question, Question::Removal { .. })
}

/// What was found; none where nothing was yet, or nothing can be.
fn ours(findings: &Findings) -> Option<(&Found, &Removal)> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::Removal(removal) => Some((found, &**removal)),
        _ => None,
    })
}
