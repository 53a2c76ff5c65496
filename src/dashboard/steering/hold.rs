//! What holds help, until that has been long enough for the presenter's half.

use std::time::Duration;

use crate::screen::Key;

/// Help is being held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    /// The key; none where it is a finger.
    pub(super) key: Option<Key>,
    /// Since when, once that was looked at.
    pub(super) since: Option<Duration>,
}

impl Hold {
    pub(super) const BY_FINGER: Self = Self { key: None, since: None };

    pub(super) fn by_key(key: Key) -> Self {
        Self { key: Some(key), since: None }
    }
}
