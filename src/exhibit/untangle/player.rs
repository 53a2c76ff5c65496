//! The player: where on its way the sheet is, by the job's clock.

use std::time::Duration;

use super::chosen::{Chosen, Play, STOPS};
use super::job::Untangled;

/// A part takes so many seconds.
const A_PART: f64 = 1.6;

/// Before it begins anew the sheet rests at its end, for so many parts' time.
const REST: f64 = 1.6;

/// Where the sheet is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Player {
    /// In parts from the beginning.
    place: f64,
    /// How long it has rested at the end, in parts' time.
    rested: f64,
    /// The newest of what the visitor has chosen.
    leaps: u32,
    /// The job's clock when it was last looked at.
    clock: Duration,
}

impl Player {
    /// Where the sheet is, in parts from the beginning.
    pub(super) fn place(&self, chosen: &Chosen) -> f64 {
        let place = if self.leaps == chosen.leaps {
            self.place
        } else {
            f64::from(chosen.stop) / f64::from(STOPS)
        };
        place.min(chosen.parts().into())
    }

    /// True while the sheet moves, or will again by itself.
    pub(super) fn plays(&self, chosen: &Chosen) -> bool {
        match chosen.play {
            Play::All => true,
            Play::Part(part) => self.place(chosen) < f64::from(part) + 1.0,
            Play::Rest => false,
        }
    }

    /// Goes on by what has passed on the job's clock.
    pub(super) fn go_on(&mut self, chosen: &Chosen, found: &Untangled) {
        // A job that has begun anew has a clock that has, too.
        let passed = found.clock.saturating_sub(self.clock).as_secs_f64() / A_PART;
        let place = self.place(chosen);
        if self.leaps != chosen.leaps {
            (self.leaps, self.rested) = (chosen.leaps, 0.0);
        }
        (self.place, self.clock) = (place, found.clock);
        let end = f64::from(chosen.parts());
        match chosen.play {
            Play::All if place < end => self.place = (place + passed).min(end),
            Play::All => {
                self.rested += passed;
                if self.rested > REST {
                    (self.place, self.rested) = (0.0, 0.0);
                }
            }
            Play::Part(part) => {
                self.place = (place + passed).min(f64::from(part) + 1.0).max(place);
            }
            Play::Rest => {}
        }
    }
}
