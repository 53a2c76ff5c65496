//! The live dream: what the network finds in each picture, amplified in the next.

mod cards;
pub mod dreaming;
mod dreamt;
mod follow;
mod job;
mod light;
pub mod recipe;

use std::hash::{Hash, Hasher};

use super::Chosen as AllChosen;
use super::goal::{Goal, cards};
use super::page::Leaf;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::{Metrics, NOTICE};
use crate::view::{Brush, Target};

pub use cards::CardsJob;
pub use dreamt::{DreamWanted, Dreamt, DreamtCard, DreamtCards, STRONGEST};
pub use job::DreamJob;

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("l", "key-dreams", Group::Ask, &[(Key::Char('l'), false, super::DREAMS)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "dream-title",
    says: "dream-says",
    explains: &["dream-explains-1", "dream-explains-2"],
};

/// What is dreamt of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// One of the four steps of the cards.
    Card(u8),
    /// The detector that is selected.
    Selected,
    /// A taught thing.
    Taught(u8),
}

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    what: What,
    strength: u8,
    run: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        Self { what: What::Card(1), strength: 2, run: 0 }
    }
}

impl Chosen {
    /// The dream of the detector that is selected.
    pub(super) fn dream_of_selected(&mut self) {
        self.what = What::Selected;
    }

    /// The dream of a taught thing.
    pub(super) fn dream_of_taught(&mut self, class: u8) {
        self.what = What::Taught(class);
    }
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _chosen: &mut AllChosen, _action: Action) -> Handled {
        Handled::No
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let Chosen { what, strength, run } = chosen.live;
        let goal = match what {
            What::Card(card) => {
                cards(asked.outline).get(usize::from(card)).copied().map(Goal::Layer)
            }
            What::Selected => Some(Goal::Unit(asked.selection.unit)),
            What::Taught(class) => Some(Goal::Taught(class)),
        };
        let held = asked.selection.frozen;
        let ask = |goal| Question::Dream(DreamWanted { goal, strength, held, run });
        let mut questions: Vec<_> = goal.map(ask).into_iter().collect();
        questions.push(Question::DreamCards);
        questions
    }

    fn see(&mut self, _chosen: &AllChosen, _moment: Moment<'_>) {}

    fn forget(&mut self) {}

    fn targets(
        &self,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        0.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, _scene: &Scene<'_>) {
        brush.paragraph(area, &say!("one-moment"), Style::regular(brush.metrics.body, NOTICE));
    }
}
