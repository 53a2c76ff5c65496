//! The tour in the steering: it follows what is seen, and ends.

use super::{Ground, Steering};
use crate::snapshot::Snapshot;

impl Steering {
    /// Takes a snapshot into the tour, in which something `moves` or nothing does.
    pub fn follow_tour(&mut self, seen: (&Snapshot, bool), ground: Ground<'_>) {
        let Ground { outline, arrangement, rooms, .. } = ground;
        self.gaze.selection.follow_tour(seen, outline, arrangement, rooms);
    }

    /// The tour ends in so many seconds, or now.
    pub fn tour_ends(&mut self, seconds: Option<u64>) {
        self.gaze.tour_ends_in = seconds.filter(|seconds| *seconds > 0);
        if seconds == Some(0) {
            self.gaze.selection.leave_tour();
        }
    }
}
