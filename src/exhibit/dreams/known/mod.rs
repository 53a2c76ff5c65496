//! What a step still knows of the picture: a picture made anew from its values alone.

mod inversion;
mod job;
mod pane;
mod places;

use std::hash::Hasher;
use std::sync::Arc;

use super::page::Leaf;
use super::{AGAIN, CARDS, Chosen as AllChosen, chosen_in};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::frame::{Frame, Picture};
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use pane::Content;

pub use inversion::{Inversion, Look, STEPS};
pub use job::KnownJob;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KnownWanted {
    /// Another number begins again, with the newest frame.
    pub run: u32,
}

/// What can be made anew of one frame.
#[derive(Debug, Clone)]
pub struct StillKnown {
    /// The frame.
    pub frame: Arc<Frame>,
    /// The part of it that the network saw.
    pub crop: Rect,
    /// What the network answers to it: the best first.
    pub answer: Vec<Guess>,
    /// From each of the layers, the earliest first.
    pub rebuilt: Vec<Arc<Rebuilt>>,
}

/// A picture that is made anew from a layer's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilt {
    /// Index into the outline's layers.
    pub layer: usize,
    /// As it stands, square.
    pub picture: Picture,
    /// Steps that were made.
    pub steps: usize,
    /// How many there will be.
    pub of: usize,
    /// What the network makes of it, or made of it some steps before: none at first.
    pub look: Option<Look>,
}

/// So many copies there are at most.
const MOST: usize = 3;

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("k", "key-known", Group::Ask, &[(Key::Char('k'), false, super::KNOWN)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "known-title",
    says: "known-says",
    explains: &["known-explains-1", "known-explains-2", "known-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    run: u32,
    /// The copy that is shown large; none where all are shown.
    large: Option<u8>,
}

impl Chosen {
    /// Shows this copy large; shows all again where it is.
    fn toggle(&mut self, copy: usize) {
        let copy = Some(copy as u8);
        self.large = if self.large == copy { None } else { copy };
    }

    /// Before the first copy and after the last, all are shown.
    fn step(&mut self, on: bool) {
        let last = MOST as u8 - 1;
        self.large = match (self.large, on) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(copy), true) => Some(copy + 1).filter(|&copy| copy <= last),
            (Some(copy), false) => copy.checked_sub(1),
        };
    }
}

/// The page; it remembers nothing.
#[derive(Debug, Default)]
pub(super) struct Page;

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let known = &mut chosen.known;
        match action {
            AGAIN => known.run = known.run.wrapping_add(1),
            Action::Move(Direction::Left) => known.step(false),
            Action::Move(Direction::Right) => known.step(true),
            _ => {
                let copy = CARDS[..MOST].iter().position(|&card| card == action);
                let Some(copy) = copy else { return Handled::No };
                known.toggle(copy);
            }
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, _asked: Asked<'_>) -> Vec<Question> {
        vec![Question::StillKnown(KnownWanted { run: chosen.known.run })]
    }

    fn see(&mut self, _chosen: &AllChosen, _moment: Moment<'_>) {}

    fn forget(&mut self) {}

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, _face: &Typeface) -> Vec<Target> {
        pane::targets(&Content::new(&chosen_in(scene).known, scene), area, m)
    }

    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher) {
        pane::stamp(&Content::new(&chosen_in(scene).known, scene), hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, &Content::new(&chosen_in(scene).known, scene));
    }
}
