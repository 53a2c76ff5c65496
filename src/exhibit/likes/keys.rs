//! What can be asked for behind this door: its actions, their keys, its pages and what they say.

use super::search::memory::{WITH, WITHOUT};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::DREAM_OF_SELECTED;
use crate::exhibit::room::About;
use crate::screen::Key;

/// Opens the room with the page about one detector, or closes it.
pub const LIKES: Action = Action::Room("likes");
/// Opens it with Yosinski's four recipes side by side, or leads back to the one.
pub const RECIPES: Action = Action::Room("four-recipes");
/// Makes another picture, from other noise.
pub const ANOTHER: Action = Action::Room("another-stimulus");
/// What it likes least, or most again.
pub const OPPOSITE: Action = Action::Room("opposite-stimulus");
/// Shows what of each favourite it lit up for, or the favourites again.
pub const PROJECTIONS: Action = Action::Room("favourites-pixels");

/// Favourites of what was seen here, or those of the library again.
pub const SEEN_HERE: Action = Action::Room("favourites-seen-here");
/// Asks a network that pools what it sees in the strongest favourite.
pub const ASK_OTHER: Action = Action::Room("ask-another-network");
/// Opens it with the search for a thing's detector, or leads back to the one.
pub const SEARCH: Action = Action::Room("find-detector");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new(
        "I J @",
        "key-likes",
        Group::Ask,
        &[
            (Key::Char('I'), false, LIKES),
            (Key::Char('J'), false, RECIPES),
            (Key::Char('@'), false, SEARCH),
        ],
    ),
    Entry::new(
        "Enter o",
        "key-stimulus",
        Group::Ask,
        &[(Key::Enter, false, ANOTHER), (Key::Char('o'), false, OPPOSITE)],
    )
    .behind(Door::LooksFor),
    Entry::new(
        "d b p",
        "key-projections",
        Group::Ask,
        &[
            (Key::Char('d'), false, PROJECTIONS),
            (Key::Char('b'), false, SEEN_HERE),
            (Key::Char('p'), false, ASK_OTHER),
        ],
    )
    .behind(Door::LooksFor),
    Entry::new("m", "key-dream-of-this", Group::Ask, &[(Key::Char('m'), false, DREAM_OF_SELECTED)])
        .behind(Door::LooksFor),
    Entry::new(
        "+ -",
        "key-with",
        Group::Ask,
        &[(Key::Char('+'), false, WITH), (Key::Char('-'), false, WITHOUT)],
    )
    .behind(Door::LooksFor)
    .held(),
];

pub(super) static SEARCH_ABOUT: About = About {
    door: Door::LooksFor,
    title: "likes-title",
    says: "search-says",
    explains: &["search-explains-1", "search-explains-2", "search-explains-3"],
};

pub(super) static ABOUT: About = About {
    door: Door::LooksFor,
    title: "likes-title",
    says: "likes-says",
    explains: &["likes-explains-1", "likes-explains-2", "likes-explains-3", "likes-explains-4"],
};

/// What shares this door, each by the action that leads there and the message that names it: in the
/// line of the title.
pub(super) const PAGES: &[(Action, &str)] =
    &[(LIKES, "tab-likes"), (SEARCH, "tab-search"), (RECIPES, "tab-recipes")];
