//! The tour in the session: its scripts, what is seen of it, and when nobody follows it any more.

use super::{Ground, Session, Surroundings};
use crate::exhibit::{Tour, Tours};
use crate::snapshot::Snapshot;

impl Session {
    /// Takes over the scripts of the tour and of the first task.
    pub fn hear_tours(&mut self, tours: Tours) {
        self.home.tour = Tour::new(tours);
        self.go_home();
    }

    /// Takes a snapshot of the network that the keys are about into the tour, while one runs.
    pub(super) fn follow_tour(&mut self, snapshot: &Snapshot) {
        let memory = &mut self.memory;
        if !self.steering.gaze().selection.tour.runs() {
            memory.stillness.restart();
            return;
        }
        if snapshot.outline.name != self.outline.name {
            return;
        }
        let frame = &snapshot.frame;
        let moves = memory.stillness.see(&frame.picture, frame.time);
        let arrangement = self.dashboard.arrangement();
        let (outline, rooms) = (self.outline.as_ref(), &memory.rooms);
        let (targets, guesses) = (&[][..], &[][..]);
        let ground = Ground { outline, arrangement, targets, rooms, guesses, kiosk: false };
        self.steering.follow_tour((snapshot, moves), ground);
    }

    /// Ends a tour that nobody follows any more; a kiosk has rules of its own.
    pub(super) fn watch_tour(&mut self, around: Surroundings<'_>) {
        let step = self.steering.gaze().selection.tour.shown().map(|shown| shown.at);
        let ends_in = self.idle.ends_in(step, around.clock);
        self.steering.tour_ends(ends_in.filter(|_| !around.status.kiosk));
    }
}
