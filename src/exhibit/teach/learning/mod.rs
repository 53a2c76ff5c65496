//! The page on which a small head learns before one's eyes.

mod curve;
mod job;
mod knobs;
mod pane;
mod pictures;
pub(super) mod trained;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::page::{Leaf, Memory};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::Findings;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub use curve::{Curve, Mark};
pub use job::{LearningJob, Wanted};
pub use knobs::Knobs;
use knobs::Which;
pub use trained::{Shared, Trained};

/// The state of a head that is being trained.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learning {
    /// How many steps were made.
    pub steps: u32,
    /// The things that it tells apart; none where fewer than two were taught.
    pub classes: Vec<u8>,
    /// So many pictures it learns from.
    pub learned: usize,
    /// So many are held back.
    pub held_back: usize,
    /// So many of those that it learns from have another thing's label.
    pub wrong: usize,
    /// How well it did, step by step.
    pub curve: Curve,
    /// How sure it is of each of [`Self::classes`] for the newest picture, together 1.
    pub answer: Vec<f32>,
}

/// Lets it learn, or rest.
pub const PLAY: Action = Action::Closer;
/// One step.
pub const STEP: Action = Action::Room("learning-step");
/// From the beginning.
pub const AGAIN: Action = Action::Room("learning-again");

/// Its keys.
pub const KEYS: &[Entry] = &[Entry::new(
    "l e j",
    "key-learning",
    Group::Ask,
    &[
        (Key::Char('l'), false, super::LEARNING),
        (Key::Char('e'), false, STEP),
        (Key::Char('j'), false, AGAIN),
    ],
)
.behind(Door::Teach)];

static ABOUT: About = About {
    door: Door::Teach,
    title: "learning-title",
    says: "learning-says",
    explains: &["learning-explains-1", "learning-explains-2", "learning-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    knobs: Knobs,
    /// Which knob the arrows turn.
    which: Which,
    /// How often it was begun again.
    run: u32,
    /// It rests once so many steps were made; none while it goes on.
    rests_at: Option<u32>,
}

impl Chosen {
    fn question(&self) -> Question {
        let until = self.rests_at.unwrap_or(u32::MAX);
        Question::TrainHead { knobs: self.knobs, run: self.run, until }
    }

    /// Turns a knob. A head that rests is at its beginning where that begins another.
    fn turn(&mut self, which: Which, up: bool) {
        let before = self.knobs;
        which.turn(&mut self.knobs, up);
        self.which = which;
        let begins = matches!(which, Which::Hidden | Which::Share | Which::Noise);
        if begins && self.knobs != before {
            self.rests_at = self.rests_at.map(|_| 0);
        }
    }

    /// Does what the action asks, where so many steps were made.
    fn apply(&mut self, steps: u32, action: Action) -> Handled {
        let turned = Which::ALL.into_iter().find_map(|which| {
            let [less, more] = which.actions();
            [(less, false), (more, true)].into_iter().find(|turn| turn.0 == action)?;
            Some((which, action == more))
        });
        if let Some((which, up)) = turned {
            self.turn(which, up);
            return Handled::Done;
        }
        let place = Which::ALL.into_iter().position(|which| which == self.which).unwrap_or(0);
        match action {
            Action::Move(to) | Action::Leap(to) => match to {
                Direction::Left | Direction::Right => {
                    self.turn(self.which, to == Direction::Right);
                }
                Direction::Up => self.which = Which::ALL[place.saturating_sub(1)],
                Direction::Down => self.which = Which::ALL[(place + 1).min(Which::ALL.len() - 1)],
            },
            PLAY => {
                self.rests_at = match self.rests_at {
                    None => Some(steps),
                    Some(_) => None,
                };
            }
            // One that was asked for and is not made yet counts.
            STEP => self.rests_at = Some(self.rests_at.unwrap_or(steps).max(steps) + 1),
            AGAIN => {
                self.run += 1;
                // What rests is at its beginning then, and goes on when somebody says so.
                self.rests_at = self.rests_at.map(|_| 0);
            }
            _ => return Handled::No,
        }
        Handled::Done
    }
}

/// What was learned so far, and about which picture its answer is.
#[derive(Debug, Clone)]
struct Shown {
    learning: Arc<Learning>,
    frame: Arc<Frame>,
    crop: Rect,
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub struct Page {
    shown: Option<Shown>,
}

/// What the job has found; none where it has found nothing yet.
fn found(findings: &Findings) -> Option<Shown> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::Learning(learning) if !learning.classes.is_empty() => {
            let (learning, frame) = (Arc::clone(learning), Arc::clone(&found.frame));
            Some(Shown { learning, frame, crop: found.crop })
        }
        _ => None,
    })
}

impl Page {
    /// The newest that is known.
    fn newest(&self, scene: &Scene<'_>) -> Option<Shown> {
        found(scene.findings).or_else(|| self.shown.clone())
    }
}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let steps = self.shown.as_ref().map_or(0, |shown| shown.learning.steps);
        chosen.learning.apply(steps, action)
    }

    fn requests(&self, chosen: &AllChosen, memory: &Memory, _asked: Asked<'_>) -> Vec<Question> {
        let can_learn = memory.taught.as_ref().is_some_and(|taught| taught.count() > 1);
        if can_learn { vec![chosen.learning.question()] } else { Vec::new() }
    }

    fn see(&mut self, _chosen: &AllChosen, memory: &Memory, moment: Moment<'_>) {
        if let Some(shown) = found(moment.findings) {
            self.shown = Some(shown);
        } else if memory.taught.is_none() {
            self.shown = None;
        }
    }

    fn forget(&mut self) {
        self.shown = None;
    }

    fn targets(
        &self,
        memory: &Memory,
        area: Rect,
        scene: &Scene<'_>,
        m: &Metrics,
        face: &Typeface,
    ) -> Vec<Target> {
        pane::targets(&pane::View::new(self, memory, scene), area, m, face)
    }

    fn stamp(&self, memory: &Memory, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let Chosen { knobs, which, run, rests_at } = super::chosen_in(scene).learning;
        (knobs, which, run, rests_at, scene.frozen).hash(&mut hash);
        pane::stamp(&pane::View::new(self, memory, scene), hash);
    }

    fn draw(&self, memory: &Memory, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(&pane::View::new(self, memory, scene), brush, area);
    }
}

#[cfg(test)]
mod tests;
