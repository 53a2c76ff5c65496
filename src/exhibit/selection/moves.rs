//! The moves in the network: to a layer, from square to square, from page to page.

use super::Selection;
use crate::control::action::{Action, Direction};
use crate::control::find::Found;
use crate::control::moving::{Arrangement, on_wall};
use crate::control::zoom::Zoom;
use crate::exhibit::rooms::Rooms;
use crate::network::outline::Outline;
use crate::taps::plan::Unit;

impl Selection {
    /// Looks into a layer, at its strongest unit.
    pub(super) fn look_into(&mut self, layer: usize, outline: &Outline) {
        self.go_to(layer, outline);
        if self.zoom == Zoom::Wall {
            self.zoom = Zoom::Layer;
        }
    }

    /// Goes to what the search lists in this place, and ends it.
    pub(super) fn go_to_found(
        &mut self,
        place: usize,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) {
        let Some(find) = self.find.take() else { return };
        let finds = find.finds(outline, self.unit.layer, &self.names);
        if let Some(found) = finds.get(place) {
            if let Found::Class(Unit { channel, .. }) = *found {
                // The room that is open may be about words.
                let picked = Action::PickClass(channel);
                if self.is_handled_by_a_room(picked, outline, arrangement, rooms) {
                    return;
                }
            }
            self.unit = found.unit(self.unit.channel);
            self.set_layer(self.unit.layer, outline);
            if self.zoom == Zoom::Wall {
                self.zoom = Zoom::Layer;
            }
            self.follow = true;
            self.study.lend(self.is_inside());
        }
    }

    /// Moves in the network while a room stays open that is about the selected unit.
    pub(super) fn steer(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
    ) {
        match action {
            Action::PickUnit(unit) => {
                self.unit.channel = unit.channel;
                self.set_layer(unit.layer, outline);
                (self.strongest, self.follow) = (false, true);
            }
            Action::PickLayer(layer) => self.go_to(layer, outline),
            Action::PreviousLayer => self.go_to(self.unit.layer.saturating_sub(1), outline),
            Action::NextLayer => self.go_to(self.unit.layer + 1, outline),
            Action::PickClass(channel) => {
                // A class is a unit of the last layer.
                self.set_layer(outline.layers.len().saturating_sub(1), outline);
                (self.unit.channel, self.strongest, self.follow) = (channel, false, true);
                self.set_layer(self.unit.layer, outline);
            }
            Action::PreviousPage | Action::NextPage => self.turn_page(action, outline, arrangement),
            Action::Move(direction) => self.step(direction, false, outline, arrangement),
            Action::Leap(direction) => self.step(direction, true, outline, arrangement),
            // A class is no detector: without it no answer would be right.
            Action::SwitchUnit if self.unit.layer + 1 < outline.layers.len() => {
                self.switch(Some(self.unit.channel));
            }
            _ => {}
        }
    }

    /// To a layer; of another, to its strongest unit.
    pub(super) fn go_to(&mut self, layer: usize, outline: &Outline) {
        let (before, closely) = (self.unit.layer, self.closely());
        self.set_layer(layer, outline);
        self.strongest = !closely || self.unit.layer != before;
        (self.page, self.follow) = (0, true);
    }

    /// The squares before, or those after.
    pub(super) fn turn_page(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
    ) {
        let channels = outline.layers[self.unit.layer].shape.channels;
        self.page = match action {
            Action::NextPage => (self.page + 1).min(arrangement.last_page(channels)),
            _ => self.page.saturating_sub(1),
        };
        self.follow = false;
    }

    pub(super) fn go(
        &mut self,
        direction: Direction,
        leap: bool,
        outline: &Outline,
        arrangement: Arrangement<'_>,
    ) {
        self.set_layer(self.unit.layer, outline);
        match self.zoom {
            Zoom::Wall => {
                let block = outline.layers[self.unit.layer].block;
                let to =
                    on_wall(block, direction, leap, outline.blocks.len(), arrangement.wall_columns);
                if to != block {
                    self.go_to(outline.blocks[to].shown, outline);
                }
            }
            Zoom::Layer | Zoom::Unit | Zoom::Pixels => {
                self.step(direction, leap, outline, arrangement);
            }
        }
    }

    /// To the detector whose square is beside this one's.
    fn step(
        &mut self,
        direction: Direction,
        leap: bool,
        outline: &Outline,
        arrangement: Arrangement<'_>,
    ) {
        self.set_layer(self.unit.layer, outline);
        let channels = outline.layers[self.unit.layer].shape.channels;
        self.unit.channel = arrangement.beside(self.unit.channel, direction, leap, channels);
        (self.strongest, self.follow) = (false, true);
    }

    /// The same channel of this layer, or its last.
    pub(super) fn set_layer(&mut self, layer: usize, outline: &Outline) {
        let layer = layer.min(outline.layers.len() - 1);
        let channels = outline.layers[layer].shape.channels;
        self.unit = Unit { layer, channel: self.unit.channel.min(channels.saturating_sub(1)) };
        self.steering = true;
    }
}
