//! The live dream: what the network finds in each picture, amplified in the next.

mod camera;
mod cards;
mod chosen;
pub mod dreaming;
mod dreamt;
mod follow;
mod job;
mod kept;
mod light;
#[cfg(test)]
mod page_tests;
mod pane;
pub mod recipe;
#[cfg(test)]
mod tests;

use std::hash::Hasher;
use std::sync::Arc;
use std::time::Duration;

use super::Chosen as AllChosen;
use super::goal::Goal;
use super::page::Leaf;
use super::pane::{self as common, keep_newest, made};
use super::{AGAIN, CARDS, STRONGER, WEAKER, chosen_in};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

pub use cards::CardsJob;
pub use chosen::Chosen;
pub use dreamt::{DreamWanted, Dreamt, DreamtCard, DreamtCards, STRONGEST};
pub use job::DreamJob;
pub use kept::SharedDream;

/// Its keys, and those of all pages that dream of the camera's picture.
pub const KEYS: &[Entry] = &[
    Entry::new("l", "key-dreams", Group::Ask, &[(Key::Char('l'), false, super::DREAMS)])
        .behind(Door::Dreams),
    Entry::new(
        "- +",
        "key-dream-strength",
        Group::Ask,
        &[(Key::Char('-'), false, WEAKER), (Key::Char('+'), false, STRONGER)],
    )
    .behind(Door::Dreams),
    Entry::new(
        "e Enter",
        "key-dream-again",
        Group::Ask,
        &[(Key::Char('e'), false, AGAIN), (Key::Enter, false, AGAIN)],
    )
    .behind(Door::Dreams),
];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "dream-title",
    says: "dream-says",
    explains: &["dream-explains-1", "dream-explains-2", "dream-explains-3"],
};

/// It is said for so long that a movement could not be followed.
const SAID: Duration = Duration::from_millis(1500);

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {
    dreamt: Option<Arc<Dreamt>>,
    cards: Option<Arc<DreamtCards>>,
    /// The newest dream of what is none of the steps of the cards, and what that is.
    other: Option<(Goal, Arc<Dreamt>)>,
    /// When a movement could not be followed, last.
    lost: Option<Duration>,
}

/// The newest dream, whatever the question: it follows a finger on the knob.
fn dreamt_in(findings: &Findings) -> Option<(Goal, &Arc<Dreamt>)> {
    findings.iter().find_map(|found| match (found.question, &found.finding) {
        (Question::Dream(wanted), Finding::Dreamt(Some(dreamt))) => Some((wanted.goal, dreamt)),
        _ => None,
    })
}

/// Why there is nothing to see, where that is so.
fn why_nothing(findings: &Findings) -> Option<&str> {
    let is_ours = |found: &&Found| matches!(found.question, Question::Dream(_));
    match &findings.iter().find(is_ours)?.finding {
        Finding::Nothing(why) => Some(why),
        _ => None,
    }
}

impl Page {
    /// The dream as it stands.
    fn now<'a>(&'a self, scene: &'a Scene<'_>) -> Option<&'a Arc<Dreamt>> {
        dreamt_in(scene.findings).map(|(_, dreamt)| dreamt).or(self.dreamt.as_ref())
    }

    /// The pictures of the cards: those before, while the newest are being made.
    fn cards<'a>(&'a self, scene: &'a Scene<'_>) -> Option<&'a DreamtCards> {
        self.cards.as_ref().or(made(scene.findings)).map(Arc::as_ref)
    }

    /// True while it is said, at this time, that a movement could not be followed.
    fn is_lost(&self, now: Duration) -> bool {
        self.lost.is_some_and(|lost| now.saturating_sub(lost) < SAID)
    }
}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, chosen: &mut AllChosen, action: Action) -> Handled {
        let live = &mut chosen.live;
        match action {
            AGAIN => live.begin_again(),
            WEAKER | Action::Move(Direction::Down) => live.turn(false),
            STRONGER | Action::Move(Direction::Up) => live.turn(true),
            Action::Move(Direction::Left) => live.step(false),
            Action::Move(Direction::Right) => live.step(true),
            _ => {
                let card = CARDS.iter().position(|&card| card == action);
                let Some(card) = card else { return Handled::No };
                live.pick(card as u8);
            }
        }
        Handled::Done
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let goal = chosen.live.goal(asked.selection, asked.outline);
        let held = asked.selection.frozen;
        let dream = goal.map(|goal| Question::Dream(chosen.live.wanted(goal, held)));
        dream.into_iter().chain([Question::DreamCards]).collect()
    }

    fn see(&mut self, chosen: &AllChosen, moment: Moment<'_>) {
        keep_newest(&mut self.cards, moment.findings);
        if let Some((goal, dreamt)) = dreamt_in(moment.findings) {
            if chosen.live.is_other() {
                self.other = Some((goal, Arc::clone(dreamt)));
            }
            if !dreamt.followed {
                self.lost = Some(moment.snapshot.frame.time);
            }
            self.dreamt = Some(Arc::clone(dreamt));
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
