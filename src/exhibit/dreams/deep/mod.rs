//! One picture dreamt deep, from coarse to fine; and the endless zoom into it.

mod job;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

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
use crate::frame::{Frame, Picture};
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::{Metrics, NOTICE};
use crate::view::{Brush, Target};

pub use job::DeepJob;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeepWanted {
    /// What is amplified.
    pub goal: Goal,
    /// How strongly: 0 to [`super::live::STRONGEST`].
    pub strength: u8,
    /// True where one falls into the picture without an end.
    pub zooms: bool,
    /// Another number begins again, with the newest frame.
    pub run: u32,
}

/// A picture that is being dreamt deep.
#[derive(Debug, Clone)]
pub struct Deep {
    /// As it stands: square.
    pub picture: Picture,
    /// The frame with which it began.
    pub frame: Arc<Frame>,
    /// The part of it that the network saw.
    pub crop: Rect,
    /// Steps that were made, and how many there will be; where one falls into it, pictures so far.
    pub steps: usize,
    /// See [`Self::steps`]; none where there is no end.
    pub of: Option<usize>,
    /// Pixels of a side of the octave that is at work.
    pub octave: i32,
    /// What the network answers to the frame: the best first.
    pub before: Vec<Guess>,
    /// What it answers to the picture, once it is done.
    pub after: Option<Vec<Guess>>,
}

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("d", "key-deep", Group::Ask, &[(Key::Char('d'), false, super::DEEP)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "deep-title",
    says: "deep-says",
    explains: &["deep-explains-1", "deep-explains-2"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    card: u8,
    strength: u8,
    zooms: bool,
    run: u32,
}

impl Default for Chosen {
    fn default() -> Self {
        Self { card: 2, strength: 3, zooms: false, run: 0 }
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
        let Chosen { card, strength, zooms, run } = chosen.deep;
        let goal = cards(asked.outline).get(usize::from(card)).copied().map(Goal::Layer);
        let ask = |goal| Question::DreamDeep(DeepWanted { goal, strength, zooms, run });
        goal.map(ask).into_iter().collect()
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
