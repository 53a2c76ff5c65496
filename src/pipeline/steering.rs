//! What the person's hands do: events become a new selection, or something for another thread to
//! do.

use std::sync::Arc;
use std::time::Duration;

use super::message::SourceCommand;
use crate::control::action::Action;
use crate::control::keyboard::Keyboard;
use crate::control::spotlight::Spotlight;
use crate::dashboard::Dashboard;
use crate::engine::Inquiry;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::selection::Selection;
use crate::geometry::{Point, Size};
use crate::network::outline::Outline;
use crate::screen::{Event, Key, KeyPress};
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::view::{Hover, Target};

/// What an event asks for beyond a new selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Something for the source.
    Source(SourceCommand),
    /// Save what is on the screen.
    SavePicture,
    /// Record what is shown, or stop doing so.
    Record,
    /// Fill the screen, or stop doing so.
    FullScreen,
    /// Write maps and pixels to a file.
    Export,
    /// Run the next network.
    NextNetwork,
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
}

/// How long the name of what the pointer is on stays after it came to rest: a mouse that nobody
/// holds names nothing.
const LINGER: Duration = Duration::from_secs(4);

/// The selection, the spotlight that stands in for it, and the pointer.
#[derive(Debug)]
pub struct Steering {
    gaze: Gaze,
    spotlight: Spotlight,
    pointer: Option<Point>,
    /// True where it has moved since it was last settled what is shown.
    moved: bool,
    /// Until when what it is on is named.
    named_until: Duration,
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
    }

    /// Forgets all that was chosen and where the pointer was, as at the start.
    pub fn go_home(&mut self, home: Selection) {
        *self = Self::new(home, Arc::clone(&self.keyboard));
    }

    /// Takes in one event; `dashboard` knows what lies where.
    pub fn take(
        &mut self,
        event: Event,
        outline: &Outline,
        dashboard: &Dashboard,
        rooms: &Rooms,
    ) -> Option<Effect> {
        if let Event::Press(press) | Event::Repeat(press) = event
            && self.gaze.selection.find.is_some()
        {
            self.search(press, outline);
            return None;
        }
        let door = self.gaze.selection.door(rooms);
        let action = match event {
            Event::Press(press) => self.keyboard.action(press, door)?,
            Event::Repeat(press) => {
                self.keyboard.action(press, door).filter(|action| action.repeats())?
            }
            Event::Release(_) | Event::Lift(_) => return None,
            Event::Click(at) => match dashboard.target(at)? {
                Target::Unit(unit) => Action::PickUnit(unit),
                Target::Layer(layer) => Action::PickLayer(layer),
                Target::Flip(flip) => Action::PickFlip(flip),
            },
            Event::Wheel { away: true } => {
                self.point_at(outline, dashboard, rooms);
                Action::Closer
            }
            Event::Wheel { away: false } | Event::RightClick => Action::Back,
            Event::Hover(at) | Event::Drag(at) => {
                (self.pointer, self.moved) = (Some(at), true);
                return None;
            }
            Event::AskedToClose | Event::Closed => Action::Quit,
        };
        let selection = &mut self.gaze.selection;
        if !selection.steering && Selection::starts_from_unit(action) {
            // Whoever takes over begins where the spotlight is.
            selection.unit = self.gaze.unit.unwrap_or(selection.unit);
        }
        selection.apply(action, outline, dashboard.arrangement(), rooms);
        match action {
            Action::PreviousPicture => Some(Effect::Source(SourceCommand::Step(-1))),
            Action::NextPicture => Some(Effect::Source(SourceCommand::Step(1))),
            Action::SwitchSource => Some(Effect::Source(SourceCommand::Switch)),
            Action::NextCamera => Some(Effect::Source(SourceCommand::NextCamera)),
            Action::Mirror => Some(Effect::Source(SourceCommand::Mirror)),
            Action::SavePicture => Some(Effect::SavePicture),
            Action::Export => Some(Effect::Export),
            Action::Record => Some(Effect::Record),
            Action::FullScreen => Some(Effect::FullScreen),
            Action::NextNetwork => Some(Effect::NextNetwork),
            Action::Quit => Some(Effect::Quit),
            _ => None,
        }
    }

    /// A key while something is searched for: letters are letters.
    fn search(&mut self, press: KeyPress, outline: &Outline) {
        let selection = &mut self.gaze.selection;
        let layer = selection.unit.layer;
        let Some(find) = &mut selection.find else { return };
        match press.key {
            Key::Char(typed) => find.push(typed),
            Key::Backspace => find.pop(),
            Key::Down | Key::Right => find.step(true, outline, layer),
            Key::Up | Key::Left => find.step(false, outline, layer),
            Key::Enter => selection.go_to_find(outline),
            Key::Escape => selection.find = None,
            Key::PageUp | Key::PageDown | Key::F11 => {}
        }
    }

    /// Whoever turns the wheel means what is under the pointer.
    fn point_at(&mut self, outline: &Outline, dashboard: &Dashboard, rooms: &Rooms) {
        let selection = &mut self.gaze.selection;
        let picked = match self.pointer.and_then(|at| dashboard.target(at)) {
            Some(Target::Unit(unit)) if unit != selection.unit => Action::PickUnit(unit),
            Some(Target::Layer(layer)) if layer != selection.unit.layer => Action::PickLayer(layer),
            _ => return,
        };
        selection.apply(picked, outline, dashboard.arrangement(), rooms);
    }

    /// Settles what is shown enlarged and what the pointer is on, lays the panes out for it, and
    /// says what must be read.
    pub fn settle(
        &mut self,
        snapshot: Option<&Snapshot>,
        outline: &Outline,
        clock: Duration,
        size: Size,
        dashboard: &mut Dashboard,
        rooms: &Rooms,
    ) -> Inquiry {
        // The snapshot may still be another network's.
        let snapshot = snapshot.filter(|snapshot| snapshot.outline.name == outline.name);
        let wandering = self.spotlight.choose(snapshot, outline, clock);
        let selection = &self.gaze.selection;
        self.gaze.unit = if selection.steering { Some(selection.unit) } else { wandering };
        dashboard.arrange(size, outline, selection);
        if std::mem::take(&mut self.moved) {
            self.named_until = clock + LINGER;
        }
        let pointer = self.pointer.filter(|_| clock < self.named_until);
        self.gaze.hover = pointer.and_then(|at| dashboard.hover(at));
        dashboard.inquiry(outline, &self.gaze.selection, self.gaze.unit, rooms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;

    #[test]
    fn a_pointer_that_drags_is_where_it_is_and_letting_go_does_nothing_more() {
        let (outline, size) = (made_up::outline(6, 16), Size::new(1280, 800));
        let mut dashboard = Dashboard::default();
        let (rooms, keyboard) = (Rooms::default(), Arc::new(crate::exhibit::keyboard()));
        let mut gaze = |events: &[Event]| {
            let mut steering = Steering::new(Selection::default(), Arc::clone(&keyboard));
            steering.settle(None, &outline, Duration::ZERO, size, &mut dashboard, &rooms);
            for event in events {
                assert_eq!(steering.take(*event, &outline, &dashboard, &rooms), None);
            }
            steering.settle(None, &outline, Duration::ZERO, size, &mut dashboard, &rooms);
            steering.gaze().clone()
        };
        let [on_the_wall, elsewhere] = [Point::new(600, 400), Point::new(1, 1)];
        let hovered = gaze(&[Event::Hover(on_the_wall)]);
        assert!(hovered.hover.is_some());
        assert_eq!(gaze(&[Event::Drag(on_the_wall)]), hovered);
        assert_eq!(gaze(&[Event::Hover(on_the_wall), Event::Lift(elsewhere)]), hovered);
        assert_eq!(gaze(&[Event::Lift(on_the_wall)]), gaze(&[]));
    }

    #[test]
    fn a_pointer_that_rests_names_nothing_until_it_moves_again() {
        let (outline, size) = (made_up::outline(6, 16), Size::new(1280, 800));
        let keyboard = Arc::new(crate::exhibit::keyboard());
        let mut steering = Steering::new(Selection::default(), keyboard);
        let mut dashboard = Dashboard::default();
        let rooms = Rooms::default();
        let mut named = |at: Option<i32>, seconds: u64| {
            if let Some(x) = at {
                let here = Event::Hover(Point::new(x, 400));
                steering.take(here, &outline, &dashboard, &rooms);
            }
            let clock = Duration::from_secs(seconds);
            steering.settle(None, &outline, clock, size, &mut dashboard, &rooms);
            steering.gaze().hover.is_some()
        };
        assert!(!named(None, 0), "nobody has touched the mouse");
        assert!(named(Some(600), 1));
        assert!(named(None, 4));
        assert!(!named(None, 6));
        assert!(named(Some(601), 7));
    }
}
