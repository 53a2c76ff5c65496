//! What an action means in the rooms, which are asked before it means anything else.

use super::{HeldFor, Selection};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::moving::Arrangement;
use crate::exhibit::Room;
use crate::exhibit::room::Handled;
use crate::exhibit::rooms::{Rooms, leads_into_the_network};
use crate::network::outline::Outline;

impl Selection {
    /// Lets the rooms do what the action asks. True where it means nothing else then.
    pub(super) fn apply_in_rooms(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) -> bool {
        // Back closes the room that is open before it means anything in another.
        if action == Action::Back {
            return self.room.take().is_some();
        }
        if self.is_handled_by_a_room(action, outline, arrangement, rooms) {
            return true;
        }
        if leads_into_the_network(action) {
            self.room = None;
        }
        // The arrows move nothing that cannot be seen.
        matches!(action, Action::Move(_) | Action::Leap(_)) && self.room.is_some()
    }

    pub(super) fn is_handled_by_a_room(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) -> bool {
        for room in Room::ALL {
            let open = self.room == Some(room);
            match rooms.of(room).apply(self.choices.of_mut(room), open, action) {
                Handled::No => continue,
                Handled::Done => {}
                Handled::Holds => self.hold_for(HeldFor::Room(room)),
                Handled::LetsGo => self.let_go(|held| held == HeldFor::Room(room)),
                Handled::Opens => {
                    self.room = Some(room);
                    self.let_go(|held| matches!(held, HeldFor::Room(_)));
                }
                Handled::Steers => self.steer(action, outline, arrangement),
                Handled::Picks(unit) => {
                    self.steer(Action::PickUnit(unit), outline, arrangement);
                }
                Handled::Shows(unit) => {
                    self.steer(Action::PickUnit(unit), outline, arrangement);
                    self.open(Door::LooksFor, outline, rooms);
                }
                Handled::Closes => self.room = None,
            }
            return true;
        }
        false
    }
}
