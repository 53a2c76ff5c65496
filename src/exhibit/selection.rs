//! The selection: everything that a person has chosen, and what each action changes in it.

mod holding;
mod moves;
mod naming;
mod rooms_first;
mod touring;

use super::rooms::{Choices, Rooms};
use super::study::Study;
use super::{Room, Tour};
use crate::attribution::AttributionTarget;
use crate::control::action::Action;
use crate::control::appearance::Appearance;
use crate::control::door::Door;
use crate::control::find::Find;
use crate::control::moving::Arrangement;
use crate::control::names::{Names, Naming};
use crate::control::zoom::Zoom;
use crate::network::outline::Outline;
use crate::taps::plan::{Ablation, Unit};
pub use crate::view::answer::Wrong;
use crate::words::Language;
pub use holding::HeldFor;

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
    /// True until the channel is known that is strongest in this layer, to begin with.
    pub strongest: bool,
    /// Which page of an open layer's squares is shown, from 0.
    pub page: usize,
    /// True until the page is known on which the selected unit's square is.
    pub follow: bool,
    /// True while all layers of the open step are listed.
    pub all_layers: bool,
    /// What is asked of a person who says that the answer is wrong.
    pub wrong: Option<Wrong>,
    /// What the picture is held for, where nobody froze it.
    pub held_for: Option<HeldFor>,
    /// True while the picture is held.
    pub frozen: bool,
    /// True where the wall shows every channel, however small.
    pub every_channel: bool,
    /// True where squares show what their detectors would like to see.
    pub patterns: bool,
    /// True while what can be done lies over the rest.
    pub help: bool,
    /// True where that is what the presenter can do.
    pub presenter: bool,
    /// True while the longer explanation lies over the rest.
    pub explain: bool,
    /// What the screen speaks.
    pub language: Language,
    /// True where words are larger.
    pub large_text: bool,
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
    /// What detectors were called.
    pub names: Names,
    /// The name that is being given.
    pub naming: Option<Naming>,
    /// What a button or a key does that is held down.
    pub holding: Option<Action>,
    /// The tour, as it stands.
    pub tour: Tour,
}

impl Selection {
    /// Does what the action asks, as far as it concerns the selection; actions for the source or
    /// the program change nothing here. The selection never leaves the network.
    pub fn apply(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) {
        if outline.layers.is_empty() || self.is_the_tours(action, outline, arrangement, rooms) {
            return;
        }
        let before = (self.is_inside(), self.room);
        self.change(action, outline, arrangement, rooms);
        self.follow_change(before);
        self.tour.act(action);
        self.go_on_where_met(outline, arrangement, rooms);
    }

    /// What follows where one is elsewhere than before: inside, and in which room.
    fn follow_change(&mut self, (was_inside, was_in): (bool, Option<Room>)) {
        let room = self.room;
        // Pages are of another length there.
        self.follow |= was_in != room;
        self.let_go(|held| matches!(held, HeldFor::Room(of) if room != Some(of)));
        if was_inside != self.is_inside() {
            self.study.lend(!was_inside);
        }
    }

    fn change(
        &mut self,
        action: Action,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        rooms: &Rooms,
    ) {
        let closes = action == Action::Back && self.is_covered();
        if !closes && self.apply_in_rooms(action, outline, arrangement, rooms) {
            return;
        }
        match action {
            Action::Open(door) => self.open(door, outline, rooms),
            Action::PickClass(class) => self.ask_about(class, outline, rooms),
            Action::AnyOther => self.study.ask_about_the_best(),
            Action::Wrong => {
                if self.wrong.is_some() {
                    self.end_question();
                } else {
                    self.wrong = Some(Wrong::Which);
                    self.hold_for(HeldFor::Question);
                }
            }
            Action::NoneOfItsWords => self.wrong = Some(Wrong::NoneOfItsWords),
            Action::PreviousPage | Action::NextPage => self.turn_page(action, outline, arrangement),
            Action::AllLayers => self.all_layers = !self.all_layers,
            Action::PickPlace(at) => self.study.put_ring(self.unit, at),
            Action::Move(direction) => self.go(direction, false, outline, arrangement),
            Action::Leap(direction) => self.go(direction, true, outline, arrangement),
            Action::PreviousLayer => self.go_to(self.unit.layer.saturating_sub(1), outline),
            Action::NextLayer => self.go_to(self.unit.layer + 1, outline),
            Action::PickUnit(unit) => {
                self.look_into(unit.layer, outline);
                self.unit.channel = unit.channel;
                self.set_layer(unit.layer, outline);
                (self.strongest, self.follow) = (false, true);
            }
            Action::PickLayer(layer) => self.look_into(layer, outline),
            Action::Closer if self.zoom == Zoom::Wall => self.look_into(self.unit.layer, outline),
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
            Action::Back => self.back(outline, arrangement, rooms),
            Action::Freeze => (self.frozen, self.held_for) = (!self.frozen, None),
            Action::EveryChannel => self.every_channel = !self.every_channel,
            Action::Patterns => self.patterns = !self.patterns,
            Action::NextLanguage => self.language = self.language.next(),
            Action::LargeText => self.large_text = !self.large_text,
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
            Action::SwitchUnit if self.closely() => self.switch(Some(self.unit.channel)),
            Action::SwitchLayer if self.closely() => self.switch(None),
            Action::Find => (self.find, self.naming) = (Some(Find::default()), None),
            Action::PickFound(place) => self.go_to_found(place, outline, arrangement, rooms),
            Action::PickName(place) => self.take_name(place, outline),
            Action::Help => {
                (self.help, self.presenter, self.explain) = (!self.help, false, false);
                (self.find, self.naming) = (None, None);
            }
            Action::Explain => {
                (self.help, self.presenter, self.explain) = (false, false, !self.explain);
                (self.find, self.naming) = (None, None);
            }
            Action::PreviousPicture
            | Action::NextPicture
            | Action::Shake
            | Action::SwitchSource
            | Action::NextCamera
            | Action::NextNetwork
            | Action::Mirror
            | Action::Camera(_)
            | Action::SavePicture
            | Action::Export
            | Action::Record
            | Action::Forget
            | Action::FullScreen
            | Action::PickFlip(_)
            | Action::Rub(_)
            | Action::PickBest
            | Action::PickSecond
            | Action::Name
            | Action::SwitchUnit
            | Action::SwitchLayer
            | Action::Room(_)
            | Action::Quit => {}
        }
    }

    /// True while something lies over the rest that has no place of its own.
    pub fn is_covered(&self) -> bool {
        let typed = self.find.is_some() || self.naming.is_some();
        self.help || self.explain || typed || self.wrong.is_some()
    }

    /// Goes through a door; where no room stands behind it, nothing happens.
    fn open(&mut self, door: Door, outline: &Outline, rooms: &Rooms) {
        let room = rooms.behind(door, &self.choices);
        match door {
            Door::See => (self.room, self.zoom) = (None, Zoom::Wall),
            Door::Inside => {
                self.room = None;
                if self.zoom == Zoom::Wall {
                    self.set_layer(self.unit.layer, outline);
                    self.follow = true;
                }
                self.zoom = Zoom::Layer;
            }
            _ if room.is_none() => return,
            // Whoever is behind it already stays in the room that they are in.
            _ if self.room.is_some() && self.door(rooms) == door => {}
            _ => self.room = room,
        }
        self.uncover();
    }

    /// Closes what lies over the rest.
    fn uncover(&mut self) {
        (self.help, self.presenter, self.explain) = (false, false, false);
        (self.find, self.naming) = (None, None);
        self.end_question();
    }

    /// Asks for no right word any more; a picture that was held for that alone goes on.
    fn end_question(&mut self) {
        self.wrong = None;
        self.let_go(|held| held == HeldFor::Question);
    }

    /// What the presenter can do covers everything.
    pub fn show_presenter(&mut self) {
        self.uncover();
        (self.help, self.presenter) = (true, true);
    }

    /// Asks which part counts for this class; or, where it is asked already, for the best again.
    fn ask_about(&mut self, class: usize, outline: &Outline, rooms: &Rooms) {
        // Of the picture that the question was about.
        self.held_for.take_if(|held| *held == HeldFor::Question);
        self.open(Door::Hide, outline, rooms);
        let target = AttributionTarget::Class(class);
        self.study.pinned = Some(target).filter(|target| self.study.pinned != Some(*target));
    }

    /// What stays chosen when another network takes over: how things are shown, but none of the old
    /// network's layers.
    pub fn on_another_network(&self, rooms: &Rooms) -> Self {
        let Self {
            frozen,
            every_channel,
            patterns,
            help,
            presenter,
            explain,
            language,
            large_text,
            appearance,
            statistics,
            ..
        } = *self;
        let survives = |room: &Room| rooms.of(*room).survives_network(self.choices.of(*room));
        let (room, choices) = (self.room.filter(survives), self.choices.clone());
        let study = self.study.on_another_network();
        let names = self.names.clone();
        let spoken = Self { language, large_text, ..Self::default() };
        let tour = self.tour.clone();
        let shown = Self { appearance, statistics, study, room, choices, names, tour, ..spoken };
        let frozen = frozen && self.held_for.is_none();
        Self { frozen, every_channel, patterns, help, presenter, explain, ..shown }
    }

    /// Behind which door one is.
    pub fn door(&self, rooms: &Rooms) -> Door {
        match self.room {
            Some(room) => rooms.of(room).about(self.choices.of(room)).door,
            None if self.zoom == Zoom::Wall => Door::See,
            None => Door::Inside,
        }
    }

    /// True behind the door to the network's inside.
    pub fn is_inside(&self) -> bool {
        self.room.is_none() && self.zoom != Zoom::Wall
    }

    /// True where one unit is looked at, and not only its block.
    pub fn closely(&self) -> bool {
        self.steering && self.zoom != Zoom::Wall
    }

    /// True if this unit is switched off, by itself or with its layer.
    pub fn is_ablated(&self, unit: Unit) -> bool {
        unit.is_ablated(&self.ablated)
    }

    /// Switches a unit of the selected layer, or all of them, off or on again.
    fn switch(&mut self, channel: Option<usize>) {
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
                | Action::Open(Door::Inside | Door::LooksFor)
                | Action::Room(_)
                | Action::Closer
                | Action::Zoom
                | Action::Find
        )
    }

    fn back(&mut self, outline: &Outline, arrangement: Arrangement<'_>, rooms: &Rooms) {
        if self.is_covered() {
            self.uncover();
        } else if self.zoom != Zoom::Wall {
            self.zoom = self.zoom.back();
            if self.zoom != Zoom::Wall {
                return;
            }
            // The wall has one layer a block: the cursor stands on that one.
            let block = outline.layers[self.unit.layer.min(outline.layers.len() - 1)].block;
            self.set_layer(outline.blocks[block].shown, outline);
        } else if !self.is_handled_by_a_room(Action::Back, outline, arrangement, rooms)
            && !self.tour.leave()
        {
            self.steering = false;
        }
    }
}

#[cfg(test)]
mod tests;
