//! The room "Untangle it: points of two classes pulled apart by a small network, layer by layer".

use std::hash::{Hash, Hasher};

use super::room::{About, Exhibit, Handled, Span};
use super::scene::Scene;
use super::{Choice, Room, progress};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::Entry;
use crate::geometry::Rect;
use crate::view::Brush;

/// Opens the room, or closes it.
pub const UNTANGLE: Action = Action::Room("untangle");

/// Its keys.
pub const KEYS: &[Entry] = &[];

static ABOUT: About =
    About { door: Door::Teach, title: "untangle-title", says: "untangle-says", explains: &[] };

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Another number begins again.
    pub run: u32,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Untangled {
    /// How many steps were made.
    pub steps: u32,
}

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {}

/// The room, with what it remembers.
#[derive(Debug, Default)]
pub struct Untangle {}

impl Exhibit for Untangle {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _choice: &mut Choice, open: bool, action: Action) -> Handled {
        match action {
            UNTANGLE if open => Handled::Closes,
            UNTANGLE => Handled::Opens,
            _ => Handled::No,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(UNTANGLE)
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::Untangle.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        progress::begin(brush, area, &ABOUT, scene);
    }
}
