//! One picture dreamt deep, from coarse to fine; and the endless zoom into it.

mod job;
mod pane;

use std::hash::Hasher;
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::goal::{Goal, cards};
use super::live::STRONGEST;
use super::page::Leaf;
use super::pane::{self as common, keep_newest, made};
use super::{AGAIN, CARDS, STRONGER, WEAKER, chosen_in};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::dreams::live::DreamtCards;
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::frame::{Frame, Picture};
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::Metrics;
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

/// Falls into the picture without an end, or stops.
pub const ZOOM: Action = Action::Room("dream-zoom");

/// Its keys.
pub const KEYS: &[Entry] = &[Entry::new(
    "d z",
    "key-deep",
    Group::Ask,
    &[(Key::Char('d'), false, super::DEEP), (Key::Char('z'), false, ZOOM)],
)
.behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "deep-title",
    says: "deep-says",
    explains: &["deep-explains-1", "deep-explains-2", "deep-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// So many cards there are at most.
const MOST: u8 = 4;

impl Chosen {
    /// More or less strongly.
    fn turn(&mut self, more: bool) {
        let Self { strength, .. } = *self;
        self.strength =
            if more { (strength + 1).min(STRONGEST) } else { strength.saturating_sub(1) };
    }

    /// The card before or after; beyond the last is the first.
    fn step(&mut self, on: bool) {
        self.card = (self.card + if on { 1 } else { MOST - 1 }) % MOST;
    }
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {
    deep: Option<Arc<Deep>>,
    cards: Option<Arc<DreamtCards>>,
}

/// The newest state, whatever the question: the picture before stays until the next is there.
fn deep_in(findings: &Findings) -> Option<&Arc<Deep>> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::Deep(Some(deep)) => Some(deep),
        _ => None,
    })
}

/// Why there is nothing to see, where that is so.
fn why_nothing(findings: &Findings) -> Option<&str> {
    let is_ours = |found: &&Found| matches!(found.question, Question::DreamDeep(_));
    match &findings.iter().find(is_ours)?.finding {
        Finding::Nothing(why) => Some(why),
        _ => None,
    }
}

impl Page {
    /// The picture as it stands.
    fn now<'a>(&'a self, scene: &'a Scene<'_>) -> Option<&'a Arc<Deep>> {
        deep_in(scene.findings).or(self.deep.as_ref())
    }

    /// The pictures of the cards: those before, while the newest are being made.
    fn cards<'a>(&'a self, scene: &'a Scene<'_>) -> Option<&'a DreamtCards> {
        self.cards.as_ref().or(made(scene.findings)).map(Arc::as_ref)
    }
}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let deep = &mut chosen.deep;
        match action {
            AGAIN => deep.run = deep.run.wrapping_add(1),
            ZOOM => deep.zooms = !deep.zooms,
            WEAKER | Action::Move(Direction::Down) => deep.turn(false),
            STRONGER | Action::Move(Direction::Up) => deep.turn(true),
            Action::Move(Direction::Left) => deep.step(false),
            Action::Move(Direction::Right) => deep.step(true),
            _ => {
                let card = CARDS.iter().position(|&card| card == action);
                let Some(card) = card.filter(|&card| card < MOST.into()) else {
                    return Handled::No;
                };
                deep.card = card as u8;
            }
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let Chosen { card, strength, zooms, run } = chosen.deep;
        let layers = cards(asked.outline);
        let layer = layers.get(usize::from(card).min(layers.len().saturating_sub(1)));
        let deep = |&layer: &usize| {
            let goal = Goal::Layer(layer);
            Question::DreamDeep(DeepWanted { goal, strength, zooms, run })
        };
        let known = self.cards.as_ref().map_or(0, |cards| cards.cards.len());
        // They need not be new: all the time is the picture's.
        let missing = (known < layers.len()).then_some(Question::DreamCards);
        layer.map(deep).into_iter().chain(missing).collect()
    }

    fn see(&mut self, _chosen: &AllChosen, moment: Moment<'_>) {
        keep_newest(&mut self.cards, moment.findings);
        if let Some(deep) = deep_in(moment.findings) {
            self.deep = Some(Arc::clone(deep));
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, _face: &Typeface) -> Vec<Target> {
        common::targets(&pane::content(self, scene), area, m)
    }

    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher) {
        pane::stamp(self, scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        common::draw(brush, area, &pane::content(self, scene), scene);
    }
}
