//! The room "Grow one from nothing: a small network learns handwritten digits before one's eyes".

mod chosen;
pub mod digits;
mod drawing;
pub mod grown;
pub mod job;
mod kept;
pub mod maps;
pub mod network;
mod pane;
pub mod recipe;
pub mod training;

use std::hash::Hasher;
use std::sync::Arc;

use super::findings::Findings;
use super::room::{About, Asked, Exhibit, Handled, Moment, Span};
use super::scene::Scene;
use super::{Choice, Finding, Question, Room};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
pub use chosen::Chosen;
use grown::{Grown, Shown};
use recipe::Recipe;

/// Opens the room, or closes it.
pub const GROW: Action = Action::Room("grow");
/// Lets it learn, or rest.
pub const PLAY: Action = Action::Room("grow-play");
/// Lets it make one step.
pub const ONE_STEP: Action = Action::Room("grow-one-step");
/// Begins again, with other noise.
pub const AGAIN: Action = Action::Room("grow-again");
/// Looks at the network that it was before.
pub const REWIND: Action = Action::Room("grow-back");
/// Looks at the one after.
pub const FORWARD: Action = Action::Room("grow-forward");
/// Shows the next digit of those that are held back.
pub const NEXT_DIGIT: Action = Action::Room("grow-next-digit");
/// Shows the one before.
pub const PREVIOUS_DIGIT: Action = Action::Room("grow-previous-digit");
/// An empty field to draw on.
pub const CLEAR: Action = Action::Room("grow-clear");
/// The next of the three views below the wall.
pub const NEXT_VIEW: Action = Action::Room("grow-view");
/// Each of them, in the order of `View::ALL`.
pub const VIEWS: [Action; 3] =
    [Action::Room("grow-score"), Action::Room("grow-knobs"), Action::Room("grow-maps")];
/// Turns the chosen knob back.
pub const LESS: Action = Action::Room("grow-less");
/// Turns it on.
pub const MORE: Action = Action::Room("grow-more");
/// Every knob as it was.
pub const USUAL: Action = Action::Room("grow-usual");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new("V", "key-grow", Group::Ask, &[(Key::Char('V'), false, GROW)]).behind(Door::Teach),
    Entry::new(
        "g f z",
        "key-grow-play",
        Group::Ask,
        &[
            (Key::Char('g'), false, PLAY),
            (Key::Char('f'), false, ONE_STEP),
            (Key::Char('z'), false, AGAIN),
        ],
    )
    .behind(Door::Teach),
    Entry::new(
        "w v",
        "key-grow-digit",
        Group::Ask,
        &[(Key::Char('w'), false, NEXT_DIGIT), (Key::Char('v'), false, CLEAR)],
    )
    .behind(Door::Teach),
    Entry::new(
        "t , .",
        "key-grow-knob",
        Group::Ask,
        &[
            (Key::Char('t'), false, NEXT_VIEW),
            (Key::Char(','), false, LESS),
            (Key::Char('.'), false, MORE),
        ],
    )
    .behind(Door::Teach),
];

static ABOUT: About = About {
    door: Door::Teach,
    title: "grow-title",
    says: "grow-says",
    explains: &[
        "grow-explains-1",
        "grow-explains-2",
        "grow-explains-3",
        "grow-explains-4",
        "grow-explains-5",
    ],
};

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Another number begins again.
    pub run: u32,
    /// How it is made and how it learns.
    pub recipe: Recipe,
    /// True while it learns.
    pub playing: bool,
    /// How many single steps were asked for.
    pub single: u32,
    /// The step of the earlier network that is looked at; none for the newest.
    pub back: Option<u32>,
    /// The digit that it looks at.
    pub shown: Shown,
    /// True where digits are laid out on maps.
    pub mapped: bool,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Grow {
    grown: Option<Arc<Grown>>,
}

fn chosen(choice: &Choice) -> &Chosen {
    static NOTHING: Chosen = Chosen::NOTHING;
    if let Choice::Grow(chosen) = choice { chosen } else { &NOTHING }
}

/// What is chosen on the screen.
fn chosen_in<'a>(scene: &'a Scene<'_>) -> &'a Chosen {
    chosen(scene.selection.choices.of(Room::Grow))
}

/// What has grown; none before the first step.
fn grown_in(findings: &Findings) -> Option<&Arc<Grown>> {
    findings.iter().find_map(|found| match &found.finding {
        Finding::Grown(grown) => grown.as_ref(),
        _ => None,
    })
}

impl Grow {
    /// What has grown; where what is wanted has just changed, as it was before.
    fn now<'a>(&'a self, scene: &Scene<'a>) -> Option<&'a Arc<Grown>> {
        grown_in(scene.findings).or(self.grown.as_ref())
    }
}

impl Exhibit for Grow {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Grow(chosen) = choice else { return Handled::No };
        match action {
            GROW if open => Handled::Closes,
            GROW => Handled::Opens,
            _ if open && chosen.apply(action, self.grown.as_deref()) => Handled::Done,
            _ => Handled::No,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, asked: Asked<'_>) -> Vec<Question> {
        vec![Question::Grow(chosen(asked.choice).wanted())]
    }

    fn see(&mut self, moment: Moment<'_>) {
        if let Some(grown) = grown_in(moment.findings) {
            self.grown = Some(Arc::clone(grown));
        }
    }

    fn begin_again(&mut self) {
        self.grown = None;
    }

    fn forget(&mut self) {
        self.grown = None;
    }

    fn forget_choice(&self, choice: &mut Choice) {
        if let Choice::Grow(chosen) = choice {
            **chosen = Chosen::NOTHING;
        }
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(GROW)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(self.now(scene).map(Arc::as_ref), area, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher) {
        pane::stamp(self.now(scene), scene, hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(self.now(scene).map(Arc::as_ref), brush, area, scene);
    }
}
