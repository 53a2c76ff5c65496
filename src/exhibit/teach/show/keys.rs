//! What can be asked for on this page: its actions and their keys.

use super::super::taught::CLASSES;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::screen::Key;

/// Keep what comes as pictures of the first thing, the second …: for as long as it is held.
pub const SHOW: [Action; CLASSES] = [
    Action::Room("show-a"),
    Action::Room("show-b"),
    Action::Room("show-c"),
    Action::Room("show-d"),
];
/// Give the first thing a name, the second …
pub const NAMES: [Action; CLASSES] = [
    Action::Room("name-a"),
    Action::Room("name-b"),
    Action::Room("name-c"),
    Action::Room("name-d"),
];
/// Give the thing that was shown last a name.
pub const NAME_LAST: Action = Action::Room("name-thing");
/// A card for one more thing.
pub const MORE: Action = Action::Room("one-more-thing");
/// Play the maps of the depths.
pub const PLAY_DEPTHS: Action = Action::Room("play-depths");
/// Look at the picture that is most like the newest one, or at none.
pub const LOOK: Action = Action::Closer;
/// Take away the picture that is looked at.
pub const TAKE_AWAY: Action = Action::Room("take-away");

/// Its keys.
pub const KEYS: &[Entry] = &[
    Entry::new(
        "a b c d",
        "key-show-thing",
        Group::Ask,
        &[
            (Key::Char('a'), false, SHOW[0]),
            (Key::Char('b'), false, SHOW[1]),
            (Key::Char('c'), false, SHOW[2]),
            (Key::Char('d'), false, SHOW[3]),
        ],
    )
    .behind(Door::Teach)
    .held(),
    Entry::new(
        "+ n",
        "key-more-things",
        Group::Ask,
        &[(Key::Char('+'), false, MORE), (Key::Char('n'), false, NAME_LAST)],
    )
    .behind(Door::Teach),
    Entry::new(
        "Backspace p",
        "key-taught-pictures",
        Group::Ask,
        &[(Key::Backspace, false, TAKE_AWAY), (Key::Char('p'), false, PLAY_DEPTHS)],
    )
    .behind(Door::Teach),
];

/// The thing that this action shows.
pub(super) fn shown_by(action: Action) -> Option<usize> {
    SHOW.iter().position(|show| *show == action)
}
