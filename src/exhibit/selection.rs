//! The selection: everything that a person has chosen, and what each action changes in it.

use super::Room;
use super::room::Handled;
use super::rooms::{Choices, Rooms, leads_into_the_network};
use super::study::Study;
use crate::control::action::{Action, Direction};
use crate::control::appearance::Appearance;
use crate::control::door::Door;
use crate::control::find::Find;
use crate::control::moving::{Arrangement, in_grid, on_wall};
use crate::control::zoom::Zoom;
use crate::network::outline::Outline;
use crate::taps::plan::{Ablation, Unit};

/// Everything the person has chosen. Actions change it in [`Selection::apply`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own with a key of its own"
)]
pub struct Selection {
    /// The wall, or one layer.
    pub zoom: Zoom,
    /// True once somebody has moved: the spotlight then stays on [`Self::unit`] instead of
    /// wandering.
    pub steering: bool,
    /// The layer and channel under the cursor. On the wall the cursor frames the layer's block.
    pub unit: Unit,
    /// True while the picture is held.
    pub frozen: bool,
    /// True where the wall shows every channel, however small.
    pub every_channel: bool,
    /// True while the help pane lies over the rest.
    pub help: bool,
    /// True while the longer explanation lies over the rest.
    pub explain: bool,
    /// How maps are drawn.
    pub appearance: Appearance,
    /// True while numbers stand where the strip of answers is otherwise.
    pub statistics: bool,
    /// Which pixels are asked for, and how they are drawn.
    pub study: Study,
    /// What is held at zero, in the network's order.
    pub ablated: Vec<Ablation>,
    /// The room that stands in the wall's place; none where the network itself does.
    pub room: Option<Room>,
    /// What is chosen in the rooms.
    pub choices: Choices,
    /// The search that is going on.
    pub find: Option<Find>,
}

impl Selection {
    /// Does what the action asks, as far as it concerns the selection; actions for the source or
    /// the program change nothing here. The selection never leaves the network.
    pub fn apply(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement,
        rooms: &Rooms,
    ) {
        if outline.layers.is_empty() {
            return;
        }
        let closes = action == Action::Back && (self.help || self.explain);
        if !closes && self.apply_in_rooms(action, rooms) {
            return;
        }
        match action {
            Action::Move(direction) => self.go(direction, false, outline, arrangement),
            Action::Leap(direction) => self.go(direction, true, outline, arrangement),
            Action::PreviousLayer => self.set_layer(self.unit.layer.saturating_sub(1), outline),
            Action::NextLayer => self.set_layer(self.unit.layer + 1, outline),
            Action::PickUnit(unit) => self.pick(unit, self.unit == unit, outline),
            Action::PickLayer(layer) => {
                self.pick(Unit { layer, ..self.unit }, self.unit.layer == layer, outline);
            }
            Action::Closer => {
                self.set_layer(self.unit.layer, outline);
                self.zoom = self.zoom.closer();
                self.ask_at_least_something();
            }
            Action::Zoom => {
                self.set_layer(self.unit.layer, outline);
                self.zoom = match self.zoom {
                    Zoom::Wall | Zoom::Layer => Zoom::Unit,
                    Zoom::Unit => Zoom::Pixels,
                    Zoom::Pixels => Zoom::Layer,
                };
                self.ask_at_least_something();
            }
            Action::Back => self.back(outline, rooms),
            Action::Freeze => self.frozen = !self.frozen,
            Action::EveryChannel => self.every_channel = !self.every_channel,
            Action::Gamma => self.appearance.next_gamma(),
            Action::Boost => self.appearance.boost = !self.appearance.boost,
            Action::Colors => self.appearance.next_colors(),
            Action::Overlay => self.appearance.next_overlay(),
            Action::Statistics => self.statistics = !self.statistics,
            Action::NextMethod => self.study.next_method(),
            Action::PreviousMethod => self.study.previous_method(),
            Action::Filter => self.study.next_filter(),
            Action::Signals => self.study.signals = !self.study.signals,
            Action::PeakAlone => self.study.peak_alone = !self.study.peak_alone,
            Action::Pin => self.study.pin(self.unit, self.closely(), outline),
            Action::Beside => self.study.keep_beside(self.unit, self.closely(), outline),
            Action::SwitchUnit => self.switch(Some(self.unit.channel)),
            Action::SwitchLayer => self.switch(None),
            Action::Find => self.find = Some(Find::default()),
            Action::Help => (self.help, self.explain) = (!self.help, false),
            Action::Explain => (self.help, self.explain) = (false, !self.explain),
            Action::PreviousPicture
            | Action::NextPicture
            | Action::SwitchSource
            | Action::NextCamera
            | Action::NextNetwork
            | Action::Mirror
            | Action::SavePicture
            | Action::Export
            | Action::Record
            | Action::FullScreen
            | Action::PickFlip(_)
            | Action::Room(_)
            | Action::Quit => {}
        }
    }

    /// Lets the rooms do what the action asks. True where it means nothing else then.
    fn apply_in_rooms(&mut self, action: Action, rooms: &Rooms) -> bool {
        // Back closes the room that is open before it means anything in another.
        if action == Action::Back {
            return self.room.take().is_some();
        }
        if self.is_handled_by_a_room(action, rooms) {
            return true;
        }
        if leads_into_the_network(action) {
            self.room = None;
        }
        // The arrows move nothing that cannot be seen.
        matches!(action, Action::Move(_) | Action::Leap(_)) && self.room.is_some()
    }

    fn is_handled_by_a_room(&mut self, action: Action, rooms: &Rooms) -> bool {
        for room in Room::ALL {
            let open = self.room == Some(room);
            match rooms.of(room).apply(self.choices.of_mut(room), open, action) {
                Handled::No => continue,
                Handled::Done => {}
                Handled::Opens => self.room = Some(room),
                Handled::Closes => self.room = None,
            }
            return true;
        }
        false
    }

    /// What stays chosen when another network takes over: how things are shown, but none of the old
    /// network's layers.
    pub fn on_another_network(&self, rooms: &Rooms) -> Self {
        let Self { frozen, every_channel, help, explain, appearance, statistics, .. } = *self;
        let survives = |room: &Room| rooms.of(*room).survives_network(self.choices.of(*room));
        let (room, choices) = (self.room.filter(survives), self.choices.clone());
        let study = self.study.on_another_network();
        let shown = Self { appearance, statistics, study, room, choices, ..Self::default() };
        Self { frozen, every_channel, help, explain, ..shown }
    }

    /// Behind which door the open room stands; none where none is open.
    pub fn door(&self, rooms: &Rooms) -> Option<Door> {
        let room = self.room?;
        Some(rooms.of(room).about(self.choices.of(room)).door)
    }

    /// True where one unit is looked at, and not only its block.
    pub fn closely(&self) -> bool {
        self.steering && self.zoom != Zoom::Wall
    }

    /// True if this unit is switched off, by itself or with its layer.
    pub fn is_ablated(&self, unit: Unit) -> bool {
        unit.is_ablated(&self.ablated)
    }

    /// Goes where the search leads, and ends it.
    pub fn go_to_find(&mut self, outline: &Outline) {
        let Some(find) = self.find.take() else { return };
        let finds = find.finds(outline, self.unit.layer);
        if let Some(found) = finds.get(find.chosen) {
            self.unit = found.unit(self.unit.channel);
            self.set_layer(self.unit.layer, outline);
            if self.zoom == Zoom::Wall {
                self.zoom = Zoom::Layer;
            }
        }
    }

    /// Switches a unit of the selected layer, or all of them, off or on again.
    fn switch(&mut self, channel: Option<usize>) {
        if !self.closely() {
            return;
        }
        let ablated = Ablation { layer: self.unit.layer, channel };
        match self.ablated.binary_search(&ablated) {
            Ok(at) => drop(self.ablated.remove(at)),
            Err(at) => self.ablated.insert(at, ablated),
        }
    }

    /// A pane that shows which pixels drive a unit must have been asked for some.
    fn ask_at_least_something(&mut self) {
        if self.zoom == Zoom::Pixels && self.study.method.is_none() {
            self.study.next_method();
        }
    }

    /// True if the action starts from the unit that is selected, so that the spotlight's is to be
    /// taken over first.
    pub fn starts_from_unit(action: Action) -> bool {
        matches!(
            action,
            Action::Move(_)
                | Action::Leap(_)
                | Action::PreviousLayer
                | Action::NextLayer
                | Action::PickLayer(_)
                | Action::Closer
                | Action::Zoom
                | Action::Find
        )
    }

    fn go(
        &mut self,
        direction: Direction,
        leap: bool,
        outline: &Outline,
        arrangement: Arrangement,
    ) {
        self.set_layer(self.unit.layer, outline);
        match self.zoom {
            Zoom::Wall => {
                let block = outline.layers[self.unit.layer].block;
                let to =
                    on_wall(block, direction, leap, outline.blocks.len(), arrangement.wall_rows);
                if to != block {
                    self.set_layer(outline.blocks[to].shown, outline);
                }
            }
            Zoom::Layer | Zoom::Unit | Zoom::Pixels => {
                let channels = outline.layers[self.unit.layer].shape.channels;
                self.unit.channel =
                    in_grid(self.unit.channel, direction, leap, channels, arrangement.grid_columns);
            }
        }
    }

    /// A first click selects, a second opens.
    fn pick(&mut self, unit: Unit, again: bool, outline: &Outline) {
        let again = again && self.steering;
        self.unit.channel = unit.channel;
        self.set_layer(unit.layer, outline);
        if again {
            self.zoom = self.zoom.closer();
            self.ask_at_least_something();
        }
    }

    fn back(&mut self, outline: &Outline, rooms: &Rooms) {
        if self.help || self.explain {
            (self.help, self.explain) = (false, false);
        } else if self.zoom != Zoom::Wall {
            self.zoom = self.zoom.back();
            if self.zoom != Zoom::Wall {
                return;
            }
            // The wall has one layer a block: the cursor stands on that one.
            let block = outline.layers[self.unit.layer.min(outline.layers.len() - 1)].block;
            self.set_layer(outline.blocks[block].shown, outline);
        } else if !self.is_handled_by_a_room(Action::Back, rooms) {
            self.steering = false;
        }
    }

    /// The same channel of this layer, or its last.
    fn set_layer(&mut self, layer: usize, outline: &Outline) {
        let layer = layer.min(outline.layers.len() - 1);
        let channels = outline.layers[layer].shape.channels;
        self.unit = Unit { layer, channel: self.unit.channel.min(channels.saturating_sub(1)) };
        self.steering = true;
    }
}

#[cfg(test)]
mod tests;
