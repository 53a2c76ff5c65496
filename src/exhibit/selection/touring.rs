//! The tour in the selection: how it begins, goes on, opens what it is about, and ends.

use super::Selection;
use crate::control::action::Action;
use crate::control::moving::Arrangement;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::{FIRST_TASK, TOUR, TOUR_NEXT, TourChosen};
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;

impl Selection {
    /// True while the tour has its strip: it runs, and no page covers everything.
    pub fn shows_tour(&self) -> bool {
        let typed = self.find.is_some() || self.naming.is_some();
        self.tour.runs() && !(self.help || self.explain || typed)
    }

    /// Does what the action asks of the tour; false where it is none of the tour's.
    pub(super) fn is_the_tours(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) -> bool {
        match action {
            TOUR | FIRST_TASK => {
                let ran = self.tour.leave();
                let chosen = self.chosen_now(rooms);
                if !ran && self.tour.begin(action, chosen) {
                    self.uncover();
                    (self.frozen, self.held_for) = (false, None);
                    self.begin_step(outline, arrangement, rooms);
                }
            }
            TOUR_NEXT => self.next_step(outline, arrangement, rooms),
            _ => return false,
        }
        true
    }

    /// Takes a snapshot into the tour, in which something `moves` or nothing does; goes on where
    /// the step's condition is met.
    pub fn follow_tour(
        &mut self,
        (snapshot, moves): (&Snapshot, bool),
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) {
        self.tour.see(snapshot, moves);
        self.go_on_where_met(outline, arrangement, rooms);
    }

    /// Ends the tour that runs: nobody is there any more.
    pub fn leave_tour(&mut self) {
        self.tour.leave();
    }

    /// Goes on where the step's condition is met.
    pub(super) fn go_on_where_met(
        &mut self,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) {
        if self.tour.is_met(self.chosen_now(rooms)) {
            self.next_step(outline, arrangement, rooms);
        }
    }

    fn next_step(&mut self, outline: &Outline, arrangement: Arrangement<'_>, rooms: &Rooms) {
        self.tour.go_on(self.chosen_now(rooms));
        self.begin_step(outline, arrangement, rooms);
    }

    /// Opens what the step is about, where that is not open already.
    fn begin_step(&mut self, outline: &Outline, arrangement: Arrangement<'_>, rooms: &Rooms) {
        let Some(opens) = self.tour.opens() else { return };
        let is_there = match opens {
            Action::Open(door) => self.door(rooms) == door,
            page => self
                .room
                .is_some_and(|room| rooms.of(room).tab(self.choices.of(room)) == Some(page)),
        };
        if !is_there {
            let before = (self.is_inside(), self.room);
            self.change(opens, outline, arrangement, rooms);
            if self.room.is_none() && matches!(opens, Action::Room(_)) {
                // It was open already, and its key has closed it.
                self.change(opens, outline, arrangement, rooms);
            }
            self.follow_change(before);
        }
        let chosen = self.chosen_now(rooms);
        self.tour.settle(chosen);
    }

    fn chosen_now(&self, rooms: &Rooms) -> TourChosen {
        let (held, pressing) = (self.frozen, self.holding.is_some());
        TourChosen { door: self.door(rooms), unit: self.unit, held, pressing }
    }
}
