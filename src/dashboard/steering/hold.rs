//! What is held down: help, until that has been long enough for the presenter's half, or what acts
//! for as long as it is held.

use std::time::Duration;

use crate::control::action::Action;
use crate::screen::Key;

/// Something is being held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    /// What it does.
    pub(super) action: Action,
    /// The key; none where it is a finger.
    pub(super) key: Option<Key>,
    /// Since when, once that was looked at.
    pub(super) since: Option<Duration>,
}

impl Hold {
    pub(super) fn by_finger(action: Action) -> Self {
        Self { action, key: None, since: None }
    }

    pub(super) fn by_key(action: Action, key: Key) -> Self {
        Self { key: Some(key), ..Self::by_finger(action) }
    }

    /// True where it only counts while the finger is on it.
    pub(super) fn is_help(&self) -> bool {
        self.action == Action::Help
    }
}
