//! What a picture is held for, where nobody froze it, and how it goes on again.

use super::Selection;
use crate::exhibit::Room;

/// What a picture is held for: it goes on when that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldFor {
    /// The question which word is right.
    Question,
    /// What somebody does in this room.
    Room(Room),
}

impl Selection {
    /// Holds the picture, where it is not held yet, for as long as this goes on.
    pub(super) fn hold_for(&mut self, reason: HeldFor) {
        if !self.frozen {
            (self.held_for, self.frozen) = (Some(reason), true);
        }
    }

    /// Lets a picture go on that is held for such a reason.
    pub(super) fn let_go(&mut self, is_over: impl Fn(HeldFor) -> bool) {
        if self.held_for.take_if(|held| is_over(*held)).is_some() {
            self.frozen = false;
        }
    }
}
