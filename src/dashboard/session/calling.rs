//! What calls whoever comes by in the session: which detectors, and what of it begins something.

use super::{Session, Surroundings};
use crate::control::action::Action;
use crate::control::depths::Depths;
use crate::exhibit::{FIRST_TASK, TOUR};
use crate::screen::Event;
use crate::snapshot::Snapshot;
use crate::view::{What, target};

impl Session {
    /// True where the event opens a door or the tour, or begins to: a key, or a finger on its
    /// button.
    pub fn opens_a_door(&self, event: Event, around: Surroundings<'_>) -> bool {
        match event {
            Event::Press(press) => {
                matches!(self.keyboard.action(press, self.door()), Some(Action::Open(_)))
            }
            Event::Click(at) => {
                let on = target::at(&self.targets(around), at).map(|target| target.what);
                matches!(
                    on,
                    Some(What::Button(
                        Action::Open(_) | Action::Explain | Action::Help | TOUR | FIRST_TASK
                    ))
                )
            }
            _ => false,
        }
    }

    /// Chooses what calls whoever comes by, while nobody is there.
    pub(super) fn attract(&mut self, around: Surroundings<'_>) {
        if !around.status.attraction {
            self.memory.depths.clear();
            self.depths = Depths::default();
            return;
        }
        let of_this = |snapshot: &&Snapshot| snapshot.outline.name == self.outline.name;
        let snapshot = self.memory.snapshot.as_ref().filter(of_this);
        self.memory.depths = self.depths.choose(snapshot, &self.outline, around.clock);
    }
}
