//! The steering: from keys and pointer to a new selection, or to an effect for another thread.

mod hold;
mod pointing;
mod touring;
mod typing;

use std::sync::Arc;
use std::time::Duration;

use deepvis_camera::CameraOrder;

use crate::control::action::{Action, Stroke};
use crate::control::keyboard::Keyboard;
use crate::control::kiosk::{refusal, refusal_to_strangers};
use crate::control::moving::Arrangement;
use crate::control::spotlight::{self, Spotlight};
use crate::control::zoom::Zoom;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::selection::Selection;
use crate::geometry::Point;
use crate::network::outline::Outline;
use crate::screen::Event;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::view::target::{self, Hover, Knob, Rubber, Target, What};
use hold::Hold;

/// What an event asks for beyond a new selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The picture before, or ten seconds back.
    PreviousPicture,
    /// The picture after, or ten seconds on.
    NextPicture,
    /// Shake a photo a little, or stop.
    Shake,
    /// From the camera to the files, or back.
    SwitchSource,
    /// The next camera that is connected.
    NextCamera,
    /// Mirror the camera's pictures, or stop doing so.
    Mirror,
    /// Set the camera in another way.
    Adjust(CameraOrder),
    /// Save what is on the screen.
    SavePicture,
    /// Record what is shown, or stop doing so.
    Record,
    /// Forget what was seen of the visitor, and what they named.
    Forget,
    /// Fill the screen, or stop doing so.
    FullScreen,
    /// Write maps and pixels to a file.
    Export,
    /// Run the next network.
    NextNetwork,
    /// Nothing: a kiosk refuses it, and this message says why.
    Refuse(&'static str),
    /// End.
    Quit,
}

/// What one picture of the screen is to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaze {
    /// What is selected.
    pub selection: Selection,
    /// The unit shown enlarged.
    pub unit: Option<Unit>,
    /// What the pointer is on.
    pub hover: Option<Hover>,
    /// What is under a finger that is down.
    pub pressed: Option<What>,
    /// How much of the time is over for which help must be held, in hundredths.
    pub holding: Option<u8>,
    /// In how many seconds the tour ends, while whoever is there is told.
    pub tour_ends_in: Option<u64>,
}

/// What an event is applied to, besides the selection itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The network that the keys are about.
    pub outline: &'a Outline,
    /// How it is laid out.
    pub arrangement: Arrangement<'a>,
    /// What can be touched; only for events at a place.
    pub targets: &'a [Target],
    /// The rooms, whose keys these may be.
    pub rooms: &'a Rooms,
    /// The classes that the answer lists, in their order.
    pub guesses: &'a [usize],
    /// True in a kiosk.
    pub kiosk: bool,
}

/// The selection, the spotlight that stands in for it, and the pointer.
#[derive(Debug)]
pub(super) struct Steering {
    gaze: Gaze,
    spotlight: Spotlight,
    pointer: Option<Point>,
    /// True where it has moved since what is shown was last decided.
    moved: bool,
    /// Until when what it is on is named.
    named_until: Duration,
    /// What a finger has come down on and not left since.
    pressed: Option<Target>,
    /// Where the rubber was last, while a finger moves it.
    rubbed: Option<Point>,
    hold: Option<Hold>,
    keyboard: Arc<Keyboard>,
}

impl Steering {
    /// Begins with this selection.
    pub fn new(home: Selection, keyboard: Arc<Keyboard>) -> Self {
        Self {
            gaze: Gaze { selection: home, ..Gaze::default() },
            spotlight: Spotlight::default(),
            pointer: None,
            moved: false,
            named_until: Duration::ZERO,
            pressed: None,
            rubbed: None,
            hold: None,
            keyboard,
        }
    }

    /// What is to be shown now.
    pub fn gaze(&self) -> &Gaze {
        &self.gaze
    }

    /// Another network takes over: begins at its wall, with the same switches.
    pub fn begin_again(&mut self, rooms: &Rooms) {
        let selection = self.gaze.selection.on_another_network(rooms);
        self.gaze = Gaze { selection, ..Gaze::default() };
        self.spotlight = Spotlight::default();
        self.hold = None;
    }

    /// Forgets all that was chosen and where the pointer was, as at the start.
    pub fn go_home(&mut self, home: Selection) {
        *self = Self::new(home, Arc::clone(&self.keyboard));
    }

    /// Forgets what detectors were called, and what was searched for.
    pub fn forget(&mut self, rooms: &Rooms) {
        self.gaze.selection.forget(rooms);
    }

    /// Takes in one event.
    pub fn take(&mut self, event: Event, ground: Ground<'_>) -> Option<Effect> {
        let effect = self.take_up(event, ground);
        self.gaze.selection.holding =
            self.hold.filter(|hold| !hold.is_help()).map(|hold| hold.action);
        effect
    }

    fn take_up(&mut self, event: Event, ground: Ground<'_>) -> Option<Effect> {
        let Ground { targets, rooms, .. } = ground;
        if let Event::Press(press) | Event::Repeat(press) = event
            && self.types(press, ground)
        {
            return None;
        }
        let door = self.gaze.selection.door(rooms);
        let action = match event {
            Event::Press(press) => {
                let action = self.keyboard.action(press, door);
                let is_held =
                    |action: &Action| *action == Action::Help || self.keyboard.is_held(*action);
                // Any other key ends a hold.
                self.hold = action.filter(is_held).map(|action| Hold::by_key(action, press.key));
                action?
            }
            Event::Repeat(press) => {
                self.keyboard.action(press, door).filter(|action| action.repeats())?
            }
            Event::Release(key) => {
                self.hold.take_if(|hold| hold.key == Some(key));
                return None;
            }
            Event::Click(at) => {
                (self.pointer, self.pressed) = (Some(at), target::at(targets, at).copied());
                self.rubbed = None;
                self.hold = match self.pressed.map(|on| on.what) {
                    Some(What::Button(Action::Help)) => Some(Hold::by_finger(Action::Help)),
                    Some(What::Held(action)) => Some(Hold::by_finger(action)),
                    _ => None,
                };
                let Some(What::Held(action)) = self.pressed.map(|on| on.what) else {
                    return self.turn(at, ground);
                };
                action
            }
            Event::Lift(at) => {
                self.hold.take_if(|hold| hold.key.is_none());
                let pressed = self.pressed.take()?;
                Self::meant(pressed.what).filter(|_| pressed.touch.contains(at))?
            }
            // Below a page nothing is meant.
            Event::Wheel { away: true } if self.gaze.selection.is_covered() => return None,
            // A step, or a square on the wall, is opened by that alone.
            Event::Wheel { away: true } if self.opens_what_is_under(ground) => return None,
            Event::Wheel { away } if self.rubber_under(targets).is_some() => {
                let rubber = self.rubber_under(targets)?;
                if away { rubber.more } else { rubber.less }
            }
            Event::Wheel { away: true } => Action::Closer,
            Event::Wheel { away: false } | Event::RightClick => Action::Back,
            Event::Hover(at) => {
                (self.pointer, self.moved) = (Some(at), true);
                return None;
            }
            Event::Drag(at) => {
                (self.pointer, self.moved) = (Some(at), true);
                if self.pressed.is_some_and(|pressed| !pressed.touch.contains(at)) {
                    // What acts while it is held goes on: a finger that is kept down slides.
                    self.hold.take_if(|hold| hold.key.is_none() && hold.is_help());
                }
                return self.turn(at, ground);
            }
            Event::AskedToClose | Event::Closed => Action::Quit,
        };
        self.perform(action, ground)
    }

    /// What a touch of this asks for; none where it follows the finger.
    fn meant(what: What) -> Option<Action> {
        Some(match what {
            What::Square(unit) => Action::PickUnit(unit),
            What::Step(layer) => Action::PickLayer(layer),
            What::Flip(flip) => Action::PickFlip(flip),
            What::Class(class) => Action::PickClass(class),
            What::Button(action) => action,
            // It has acted since it was pressed.
            What::Held(_) | What::Knob(_) | What::Map(_) | What::Rubber(_) => return None,
        })
    }

    /// A finger that is down at this place: a knob, or a place on a map, follows it.
    fn turn(&mut self, at: Point, ground: Ground<'_>) -> Option<Effect> {
        let pressed = self.pressed?;
        if let What::Map(size) = pressed.what {
            let picked = Action::PickPlace(target::place_on_map(size, pressed.area, at));
            return self.perform(picked, ground);
        }
        if let What::Rubber(rubber) = pressed.what {
            let to = target::pixel_under(rubber.size, pressed.area, at);
            let from = self.rubbed.replace(to).unwrap_or(to);
            return self.perform(Action::Rub(Stroke { from, to }), ground);
        }
        let What::Knob(Knob { more, .. }) = pressed.what else { return None };
        let now = ground.targets.iter().find_map(|target| match target.what {
            What::Knob(knob) if knob.more == more => Some((knob, target.area)),
            _ => None,
        });
        let (knob, track) = now?;
        let wanted = knob.position(track, at);
        let action = if wanted > knob.at { knob.more } else { knob.less };
        for _ in 0..wanted.abs_diff(knob.at) {
            self.perform(action, ground);
        }
        None
    }

    fn perform(&mut self, action: Action, ground: Ground<'_>) -> Option<Effect> {
        let Ground { outline, arrangement, rooms, guesses, kiosk, .. } = ground;
        let action = match action {
            Action::PickBest => Action::PickClass(*guesses.first()?),
            Action::PickSecond => Action::PickClass(*guesses.get(1)?),
            _ => action,
        };
        let strange = || refusal_to_strangers(action).filter(|_| !self.gaze.selection.presenter);
        if let Some(why) = refusal(action).or_else(strange).filter(|_| kiosk) {
            return Some(Effect::Refuse(why));
        }
        let selection = &mut self.gaze.selection;
        if !selection.steering && Selection::starts_from_unit(action) {
            // Whoever takes over begins where the spotlight is.
            selection.unit = self.gaze.unit.unwrap_or(selection.unit);
        }
        if action == Action::Name {
            selection.begin_naming(outline, guesses);
        }
        selection.begin_naming_a_thing(action, outline, guesses);
        selection.apply(action, outline, arrangement, rooms);
        if guesses.first().is_some_and(|&best| action == Action::PickClass(best)) {
            // Why the best, and not the best, is no question.
            selection.study.ask_about_the_best();
        }
        if selection.help && !matches!(action, Action::Help | Action::Camera(_)) {
            // What was chosen there is to be seen. How the camera is set is seen on the page.
            (selection.help, selection.presenter) = (false, false);
        }
        match action {
            Action::PreviousPicture => Some(Effect::PreviousPicture),
            Action::NextPicture => Some(Effect::NextPicture),
            Action::Shake => Some(Effect::Shake),
            Action::SwitchSource => Some(Effect::SwitchSource),
            Action::NextCamera => Some(Effect::NextCamera),
            Action::Mirror => Some(Effect::Mirror),
            Action::Camera(order) => Some(Effect::Adjust(order)),
            Action::SavePicture => Some(Effect::SavePicture),
            Action::Export => Some(Effect::Export),
            Action::Record => Some(Effect::Record),
            Action::Forget => Some(Effect::Forget),
            Action::FullScreen => Some(Effect::FullScreen),
            Action::NextNetwork => Some(Effect::NextNetwork),
            Action::Quit => Some(Effect::Quit),
            _ => None,
        }
    }

    /// Whoever turns the wheel means what is under the pointer; true where that leads inside.
    fn opens_what_is_under(&mut self, ground: Ground<'_>) -> bool {
        let Ground { outline, arrangement, targets, rooms, .. } = ground;
        let selection = &mut self.gaze.selection;
        let under = self.pointer.and_then(|at| target::at(targets, at));
        let picked = match under.map(|target| target.what) {
            Some(What::Square(unit)) if unit != selection.unit => Action::PickUnit(unit),
            Some(What::Step(layer)) if layer != selection.unit.layer => Action::PickLayer(layer),
            _ => return false,
        };
        let was_inside = selection.is_inside();
        selection.apply(picked, outline, arrangement, rooms);
        !was_inside
    }

    /// The picture under the pointer, where it can be rubbed out.
    fn rubber_under(&self, targets: &[Target]) -> Option<Rubber> {
        let under = self.pointer.and_then(|at| target::at(targets, at))?;
        if let What::Rubber(rubber) = under.what { Some(rubber) } else { None }
    }

    /// Decides which unit is shown enlarged.
    pub fn settle(
        &mut self,
        snapshot: Option<&Snapshot>,
        outline: &Outline,
        arrangement: Arrangement<'_>,
        clock: Duration,
    ) {
        // The snapshot may still be another network's.
        let snapshot = snapshot.filter(|snapshot| snapshot.outline.name == outline.name);
        let wandering = self.spotlight.choose(snapshot, outline, clock);
        let selection = &mut self.gaze.selection;
        // Where a layer is open, the first of its squares is the strongest.
        let first = arrangement.order.first().map(|&channel| channel.into());
        let is_class = selection.unit.layer + 1 == outline.layers.len();
        let strongest = |snapshot: &Snapshot| match selection.zoom {
            // A room is about the class that is answered.
            _ if selection.room.is_some() && is_class => {
                snapshot.top.first().map(|guess| guess.class)
            }
            Zoom::Wall => spotlight::strongest(&snapshot.maps, selection.unit.layer),
            Zoom::Layer | Zoom::Unit | Zoom::Pixels => first,
        };
        if selection.strongest
            && let Some(channel) = snapshot.and_then(strongest)
        {
            (selection.unit.channel, selection.strongest) = (channel, false);
        }
        if selection.follow && !selection.strongest && first.is_some() && arrangement.page > 0 {
            selection.page = arrangement.place(selection.unit.channel) / arrangement.page;
            selection.follow = false;
        }
        self.gaze.unit = if selection.steering { Some(selection.unit) } else { wandering };
        self.wait_for_presenter(clock);
        // What a finger has slid off would do nothing; but a knob follows it anywhere.
        let is_on = |target: &Target| {
            let follows = matches!(
                target.what,
                What::Held(_) | What::Knob(_) | What::Map(_) | What::Rubber(_)
            );
            follows || self.pointer.is_none_or(|at| target.touch.contains(at))
        };
        self.gaze.pressed = self.pressed.filter(is_on).map(|target| target.what);
    }
}

#[cfg(test)]
mod tests;
