//! What is held down: help, until that has been long enough for the presenter's half, or what acts
//! for as long as it is held.

use std::time::Duration;

use super::Steering;
use crate::control::action::Action;
use crate::screen::Key;

/// Help that is held for so long is the presenter's.
const HOLD: Duration = Duration::from_secs(2);

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

impl Steering {
    /// Help that is held for long enough becomes the presenter's.
    pub(super) fn wait_for_presenter(&mut self, clock: Duration) {
        self.gaze.holding = None;
        let Some(hold) = self.hold.as_mut().filter(|hold| hold.is_help()) else { return };
        let held = clock.saturating_sub(*hold.since.get_or_insert(clock));
        if held >= HOLD {
            let selection = &mut self.gaze.selection;
            selection.show_presenter();
            (self.hold, self.pressed) = (None, None);
        } else {
            self.gaze.holding = Some((100.0 * held.as_secs_f32() / HOLD.as_secs_f32()) as u8);
        }
    }
}
