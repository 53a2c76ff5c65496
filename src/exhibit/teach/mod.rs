//! The room "Teach it": things of one's own, how they are learned, and why they are told apart.

pub mod layers;
pub mod learning;
pub mod map;
pub mod samples;
pub mod taught;
pub mod why;

use std::hash::{Hash, Hasher};

use super::room::{About, Asked, Exhibit, Handled, Span};
use super::scene::Scene;
use super::{Choice, Question, Room, progress};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::Entry;
use crate::geometry::Rect;
use crate::view::Brush;

/// Opens the room at the page where things are shown to it, or closes it.
pub const TEACH: Action = Action::Room("teach");
/// To the page where a head learns.
pub const LEARNING: Action = Action::Room("learning");
/// To the page that says why.
pub const WHY_MINE: Action = Action::Room("why-mine");

/// Its keys.
pub const KEYS: &[Entry] = &[];

static ABOUT: About =
    About { door: Door::Teach, title: "teach-title", says: "teach-says", explains: &[] };

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Show it things, and see what it answers.
    #[default]
    Show,
    /// A head learns.
    Learning,
    /// Why it answers that.
    Why,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    page: Page,
}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Teach {}

impl Exhibit for Teach {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled {
        let Choice::Teach(chosen) = choice else { return Handled::No };
        let page = match action {
            TEACH if open && chosen.page == Page::Show => return Handled::Closes,
            TEACH => Page::Show,
            LEARNING => Page::Learning,
            WHY_MINE => Page::Why,
            _ => return Handled::No,
        };
        chosen.page = page;
        Handled::Opens
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn requests(&self, _asked: Asked<'_>) -> Vec<Question> {
        Vec::new()
    }

    fn tab(&self, choice: &Choice) -> Option<Action> {
        let Choice::Teach(chosen) = choice else { return None };
        Some(match chosen.page {
            Page::Show => TEACH,
            Page::Learning => LEARNING,
            Page::Why => WHY_MINE,
        })
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::Teach.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        progress::begin(brush, area, &ABOUT, scene);
    }
}
