//! Giving a detector a name, or a thing that is taught: what is typed, and what is chosen instead.

use super::Selection;
use crate::control::action::Action;
use crate::control::names::{Names, Naming, Subject};
use crate::exhibit::rooms::Rooms;
use crate::exhibit::{Room, give_name, named_by};
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

    /// Asks what a taught thing is to be called, where this action names one behind its door.
    pub fn begin_naming_a_thing(&mut self, action: Action, outline: &Outline, guesses: &[usize]) {
        let Some((thing, name)) = named_by(self, action) else { return };
        let naming = Naming::of_thing(thing, &name, outline, guesses);
        self.uncover();
        self.naming = Some(naming);
    }

    /// Gives it the name that was typed.
    pub fn end_naming(&mut self, outline: &Outline) {
        let Some(naming) = self.naming.take() else { return };
        match naming.subject {
            Subject::Detector(unit) => self.names.give(&outline.name, unit, &naming.text),
            Subject::Thing(thing) => give_name(&mut self.choices, thing, &naming.text),
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
