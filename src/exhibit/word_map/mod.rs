//! The room "The map of its words": near each other stand those that it takes for one another.

use std::hash::{Hash, Hasher};

use super::room::{About, Exhibit, Handled, Span};
use super::scene::Scene;
use super::{Choice, Room, progress};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::Brush;

/// Opens the room, or closes it.
pub const WORD_MAP: Action = Action::Room("word-map");

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("#", "key-word-map", Group::Ask, &[(Key::Char('#'), false, WORD_MAP)])];

static ABOUT: About = About {
    door: Door::Play,
    title: "word-map-title",
    says: "word-map-says",
    explains: &["word-map-explains-1", "word-map-explains-2"],
};

/// What is chosen here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {}

/// The room.
#[derive(Debug, Default)]
pub struct WordMap;

impl Exhibit for WordMap {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _choice: &mut Choice, open: bool, action: Action) -> Handled {
        match action {
            WORD_MAP if open => Handled::Closes,
            WORD_MAP => Handled::Opens,
            _ => Handled::No,
        }
    }

    fn span(&self, _choice: &Choice) -> Span {
        Span::Whole
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(WORD_MAP)
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        Room::WordMap.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        progress::begin(brush, area, &ABOUT, scene);
    }
}
