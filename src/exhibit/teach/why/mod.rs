//! The page that says why the newest picture is answered as it is.

mod direction;
mod job;
mod pane;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::page::{Leaf, Memory};
use super::show::SHOW;
use super::taught::{CLASSES, Taught};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction as To};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::DREAM_OF_TAUGHT;
use crate::exhibit::findings::Findings;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::frame::Frame;
use crate::geometry::{Rect, Size};
use crate::screen::Key;
use crate::taps::plan::Unit;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub use direction::Direction;
pub use job::WhyJob;

/// By what a thing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// By the mean of its pictures.
    Mean,
    /// By a linear head that was trained for so many steps.
    Head {
        /// How many.
        steps: u32,
    },
}

/// What each place of the last map adds to the thing's score: their mean is the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Places across and down.
    pub size: Size,
    /// Row after row.
    pub values: Vec<f32>,
}

impl Map {
    /// What speaks for it, 0 to 255 for the strongest place.
    fn positive(&self) -> Vec<u8> {
        let most = self.values.iter().copied().fold(0.0, f32::max).max(1e-12);
        let byte = |value: &f32| (value / most * 255.0).clamp(0.0, 255.0) as u8;
        self.values.iter().map(byte).collect()
    }

    /// True where no place speaks for it.
    fn speaks_against(&self) -> bool {
        self.values.iter().all(|&value| value <= 0.0)
    }
}

/// A taught picture that the newest one is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its number.
    pub id: u32,
    /// How alike the two are, seen from the centre of the means, -1..=1.
    pub cosine: f32,
}

/// A detector that speaks for the thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Which; none where the screen knows no layer of it.
    pub unit: Option<Unit>,
    /// What it adds to the score.
    pub share: f32,
    /// Its map, as large as the other, 0 to 255 for its strongest place.
    pub map: Vec<u8>,
}

/// Why the newest picture is taken for a taught thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Which is explained.
    pub class: u8,
    /// What is answered by the means; none where that is none of these.
    pub says: Option<u8>,
    /// By what the thing is told.
    pub by: By,
    /// Its score.
    pub score: f32,
    /// Which part of the picture speaks for it; none where something else than a mean lies between
    /// the last maps and the code, so that it cannot be told.
    pub map: Option<Map>,
    /// The taught pictures that are most like it, the most alike first.
    pub nearest: Vec<Near>,
    /// The detectors that speak for it most, the strongest first.
    pub votes: Vec<Vote>,
}

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new("y", "key-why-mine", Group::Ask, &[(Key::Char('y'), false, super::WHY_MINE)])
        .behind(Door::Teach),
    Entry::new(
        "A B C D",
        "key-dream-of-thing",
        Group::Ask,
        &[
            (Key::Char('A'), false, DREAM_OF_TAUGHT[0]),
            (Key::Char('B'), false, DREAM_OF_TAUGHT[1]),
            (Key::Char('C'), false, DREAM_OF_TAUGHT[2]),
            (Key::Char('D'), false, DREAM_OF_TAUGHT[3]),
        ],
    )
    .behind(Door::Teach),
];

/// Explains the thing that is answered, whichever that is.
pub const ANSWERED: Action = Action::Room("why-answered");

static ABOUT: About = About {
    door: Door::Teach,
    title: "why-mine-title",
    says: "why-mine-says",
    explains: &["why-mine-explains-1", "why-mine-explains-2", "why-mine-explains-3"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The thing that is explained; none for the one that is answered.
    class: Option<u8>,
}

/// Why, and of which picture.
#[derive(Debug, Clone)]
struct Shown {
    why: Arc<Why>,
    frame: Arc<Frame>,
    crop: Rect,
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub struct Page {
    shown: Option<Shown>,
    /// The things of which there are pictures.
    things: Vec<u8>,
}

/// What the job has found; none where it has found nothing yet.
fn found(findings: &Findings) -> Option<Shown> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::WhyTaught(Some(why)) => {
            let (why, frame) = (Arc::clone(why), Arc::clone(&found.frame));
            Some(Shown { why, frame, crop: found.crop })
        }
        _ => None,
    })
}

/// The things of which it has pictures to learn from.
fn things(taught: &Taught) -> Vec<u8> {
    let is_there = |&class: &u8| taught.things[usize::from(class)].learned > 0;
    (0..CLASSES as u8).filter(is_there).collect()
}

impl Page {
    /// The newest that is known.
    fn newest(&self, scene: &Scene<'_>) -> Option<Shown> {
        found(scene.findings).or_else(|| self.shown.clone())
    }

    /// The thing before or after that which is chosen; the one that is answered is before the
    /// first.
    fn beside(&self, class: Option<u8>, next: bool) -> Option<u8> {
        let place = self.things.iter().position(|thing| Some(*thing) == class);
        let place = place.map_or(0, |place| place + 1);
        let place = if next { (place + 1).min(self.things.len()) } else { place.saturating_sub(1) };
        place.checked_sub(1).map(|place| self.things[place])
    }
}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let class = &mut chosen.why.class;
        let shown_by = SHOW.iter().position(|show| *show == action);
        match action {
            ANSWERED => *class = None,
            Action::Move(To::Left) | Action::Leap(To::Left) => *class = self.beside(*class, false),
            Action::Move(To::Right) | Action::Leap(To::Right) => {
                *class = self.beside(*class, true);
            }
            Action::Closer => {
                let votes = self.shown.as_ref().map(|shown| &shown.why.votes[..]);
                let first = votes.and_then(|votes| votes.first()?.unit);
                return first.map_or(Handled::Done, Handled::Shows);
            }
            Action::PickUnit(unit) => return Handled::Shows(unit),
            _ => {
                let thing = shown_by.map(|thing| thing as u8);
                let Some(thing) = thing.filter(|thing| self.things.contains(thing)) else {
                    return Handled::No;
                };
                *class = Some(thing);
            }
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, memory: &Memory, _asked: Asked<'_>) -> Vec<Question> {
        if memory.taught.as_ref().is_none_or(|taught| taught.count() < 2) {
            return Vec::new();
        }
        let votes = self.shown.as_ref().map(|shown| &shown.why.votes[..]).unwrap_or_default();
        let layer = votes.iter().find_map(|vote| vote.unit).map(|unit| unit.layer);
        let why = Question::WhyTaught { class: chosen.why.class };
        std::iter::once(why).chain(layer.map(Question::LibraryLayer)).collect()
    }

    fn see(&mut self, _chosen: &AllChosen, memory: &Memory, moment: Moment<'_>) {
        self.things = memory.taught.as_ref().map_or_else(Vec::new, |taught| things(taught));
        if let Some(shown) = found(moment.findings) {
            self.shown = Some(shown);
        } else if self.things.is_empty() {
            self.shown = None;
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
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
        super::chosen_in(scene).why.class.hash(&mut hash);
        pane::stamp(&pane::View::new(self, memory, scene), hash);
    }

    fn draw(&self, memory: &Memory, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(&pane::View::new(self, memory, scene), brush, area);
    }
}
