//! Giving a detector a name: what is typed, and what is chosen instead.

use super::Selection;
use crate::control::names::{Names, Naming};
use crate::exhibit::Room;
use crate::exhibit::rooms::Rooms;
use crate::network::outline::Outline;

impl Selection {
    /// Asks what the selected detector is to be called. A class has its name already. `guesses`
    /// are the best classes, whose words are offered.
    pub fn begin_naming(&mut self, outline: &Outline, guesses: &[usize]) {
        let is_class = self.unit.layer + 1 == outline.layers.len();
        if outline.layers.is_empty() || is_class {
            return;
        }
        self.uncover();
        self.set_layer(self.unit.layer, outline);
        self.naming = Some(Naming::new(self.unit, &self.names, outline, guesses));
    }

    /// Gives it the name that was typed.
    pub fn end_naming(&mut self, outline: &Outline) {
        if let Some(naming) = self.naming.take() {
            self.names.give(&outline.name, naming.unit, &naming.text);
        }
    }

    /// Forgets what detectors were called, what was searched for and what was taken away: the
    /// visitor is gone.
    pub fn forget(&mut self, rooms: &Rooms) {
        self.names = Names::default();
        self.ablated.clear();
        self.naming = None;
        for room in Room::ALL {
            rooms.of(room).forget_choice(self.choices.of_mut(room));
        }
    }

    /// Gives it the name that is offered in this place.
    pub(super) fn take_name(&mut self, place: usize, outline: &Outline) {
        let Some(naming) = &mut self.naming else { return };
        if let Some(offered) = naming.offered.get(place) {
            naming.text.clone_from(offered);
            self.end_naming(outline);
        }
    }
}
