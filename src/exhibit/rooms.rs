//! All rooms together: what they remember, and what is chosen in them.

use std::sync::Arc;

use super::findings::{Findings, Inquiry};
use super::room::{Aside, Asked, Exhibit, Moment, Span};
use super::scene::Scene;
use super::selection::Selection;
use super::{Choice, Room, RoomSettings, TimeOfDay, all};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::dynamics::history::History;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Plan;
use crate::view::thumbnails::Thumbnails;

/// Every room, in the order of [`Room::ALL`].
#[derive(Debug)]
pub struct Rooms([Box<dyn Exhibit>; Room::ALL.len()]);

impl Default for Rooms {
    fn default() -> Self {
        Self(all())
    }
}

impl Rooms {
    /// Tells every room which networks the run has.
    pub fn hear_networks(&mut self, networks: &[Arc<Outline>]) {
        self.0.iter_mut().for_each(|exhibit| exhibit.hear_networks(networks));
    }

    /// Tells every room what `deepvis.toml` settles for them.
    pub fn hear_settings(&mut self, settings: &RoomSettings) {
        self.0.iter_mut().for_each(|exhibit| exhibit.hear_settings(settings));
    }

    /// This room.
    pub fn of(&self, room: Room) -> &dyn Exhibit {
        self.0[room as usize].as_ref()
    }

    /// The first room behind this door; none where there is none.
    pub fn behind(&self, door: Door, choices: &Choices) -> Option<Room> {
        let is_behind = |room: &Room| self.of(*room).about(choices.of(*room)).door == door;
        Room::ALL.into_iter().find(is_behind)
    }

    /// The doors that lead somewhere, in the order of the bar.
    pub fn doors(&self, choices: &Choices) -> Vec<Door> {
        let leads = |door: &Door| {
            matches!(door, Door::See | Door::Inside) || self.behind(*door, choices).is_some()
        };
        Door::ALL.into_iter().filter(leads).collect()
    }

    /// Tells every room of a snapshot. `history` has it already.
    pub fn see(
        &mut self,
        snapshot: &Snapshot,
        findings: &Findings,
        history: &History,
        selection: &Selection,
        time_of_day: Option<TimeOfDay>,
    ) {
        for (room, exhibit) in Room::ALL.into_iter().zip(&mut self.0) {
            let (choice, open) = (selection.choices.of(room), selection.room == Some(room));
            exhibit.see(Moment { snapshot, findings, history, choice, open, time_of_day });
        }
    }

    /// The picture is held, or none comes.
    pub fn rest(&mut self) {
        self.0.iter_mut().for_each(|exhibit| exhibit.rest());
    }

    /// Another network answers from now on, or another part of it.
    pub fn begin_again(&mut self) {
        self.0.iter_mut().for_each(|exhibit| exhibit.begin_again());
    }

    /// Lets every room forget the visitor.
    pub fn forget(&mut self) {
        self.0.iter_mut().for_each(|exhibit| exhibit.forget());
    }

    /// What is asked of the engine: this plan, with what the rooms need besides, the questions that
    /// stand, and those of the room that is open.
    pub fn inquiry(&self, mut plan: Plan, selection: &Selection, outline: &Outline) -> Inquiry {
        let asked = |room: Room| {
            let (choice, open) = (selection.choices.of(room), selection.room == Some(room));
            Asked { choice, open, selection, outline }
        };
        let mut questions = Vec::new();
        for (room, exhibit) in Room::ALL.into_iter().zip(&self.0) {
            exhibit.plan(asked(room), &mut plan);
            questions.extend(exhibit.stands(asked(room)));
        }
        if let Some(room) = selection.room {
            questions.extend(self.of(room).requests(asked(room)));
        }
        Inquiry { plan, questions }
    }

    /// How much of the screen the open room takes; as the wall does where none is.
    pub fn span(&self, selection: &Selection) -> Span {
        let of = |room: Room| self.of(room).span(selection.choices.of(room));
        selection.room.map_or(Span::Middle, of)
    }

    /// What is known of what units would like to see, where that stands in the squares.
    pub fn patterns(&self, selection: &Selection) -> Option<&Thumbnails> {
        let known = self.0.iter().find_map(|exhibit| exhibit.patterns());
        known.filter(|_| selection.patterns)
    }

    /// What stands below the camera's picture instead of the spotlight; none where nothing does.
    pub fn aside(&self, scene: &Scene<'_>) -> Option<&dyn Aside> {
        self.0.iter().filter_map(|exhibit| exhibit.aside()).find(|aside| aside.is_there(scene))
    }
}

/// What is chosen in each room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices([Choice; Room::ALL.len()]);

impl Default for Choices {
    fn default() -> Self {
        Self(Room::ALL.map(Room::choice))
    }
}

impl Choices {
    /// In this room.
    pub fn of(&self, room: Room) -> &Choice {
        &self.0[room as usize]
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, room: Room) -> &mut Choice {
        &mut self.0[room as usize]
    }
}

/// True of actions that lead into the network: a room that is open makes way for them.
pub(super) fn leads_into_the_network(action: Action) -> bool {
    matches!(
        action,
        Action::Closer
            | Action::Zoom
            | Action::PickUnit(_)
            | Action::PickLayer(_)
            | Action::PreviousLayer
            | Action::NextLayer
    )
}
