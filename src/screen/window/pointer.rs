//! The pointer and its left button as consistent events: presses, drags, lifts.
//!
//! Before a press the pointer is at its place, each press is followed by its lift, and what lies
//! between is a drag.

use std::mem;

use crate::geometry::Point;
use crate::screen::Event;

/// What was told of the pointer so far.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    /// Where it is.
    at: Option<Point>,
    /// True while the left button is down.
    held: bool,
    /// The left button as minifb had it when it was last looked at.
    sampled: bool,
    /// True where an event has just said where it is: minifb may have looked before that.
    reported: bool,
}

impl Pointer {
    /// Passes an event on, with those before it that it needs.
    pub(super) fn tell(&mut self, event: Event, events: &mut Vec<Event>) {
        match event {
            Event::Click(at) => {
                // Its release went elsewhere.
                self.let_go(events);
                self.comes_to(at, events);
                (self.held, self.reported) = (true, true);
                events.push(event);
            }
            // Pressed elsewhere and let go here, it is nothing to us.
            Event::Lift(_) if !self.held => {}
            Event::Lift(at) => {
                self.comes_to(at, events);
                (self.held, self.reported) = (false, true);
                events.push(event);
            }
            // Also where it was there before: whoever forgot it meanwhile is told again.
            Event::Hover(at) | Event::Drag(at) => {
                (self.at, self.reported) = (Some(at), true);
                events.push(self.is_at(at));
            }
            _ => events.push(event),
        }
    }

    /// The left button is `down` now, as minifb says; the pointer is here, where it is inside of
    /// the window, or there, wherever that is.
    pub(super) fn sample(
        &mut self,
        down: bool,
        inside: Option<Point>,
        anywhere: Option<Point>,
        events: &mut Vec<Event>,
    ) {
        let event = match (mem::replace(&mut self.sampled, down), down) {
            (false, true) => inside.map(Event::Click),
            (true, false) => anywhere.or(self.at).map(Event::Lift),
            _ => None,
        };
        if let Some(event) = event {
            self.tell(event, events);
        }
    }

    /// The pointer is here, as minifb says. A drag goes on outside of the window.
    pub(super) fn moves(
        &mut self,
        inside: Option<Point>,
        anywhere: Option<Point>,
        events: &mut Vec<Event>,
    ) {
        let at = if self.held { anywhere } else { inside };
        if !mem::take(&mut self.reported)
            && let Some(at) = at
        {
            self.comes_to(at, events);
        }
    }

    /// Nobody will say any more when the left button goes up.
    pub(super) fn let_go(&mut self, events: &mut Vec<Event>) {
        if mem::take(&mut self.held) {
            events.extend(self.at.map(Event::Lift));
        }
    }

    fn comes_to(&mut self, at: Point, events: &mut Vec<Event>) {
        if self.at.replace(at) != Some(at) {
            events.push(self.is_at(at));
        }
    }

    fn is_at(&self, at: Point) -> Event {
        if self.held { Event::Drag(at) } else { Event::Hover(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Event::{Click, Drag, Hover, Lift};

    const A: Point = Point::new(1, 1);
    const B: Point = Point::new(5, 5);
    const OUTSIDE: Point = Point::new(-9, 5);

    fn told(pointer: &mut Pointer, events: &[Event]) -> Vec<Event> {
        let mut all = Vec::new();
        for event in events {
            pointer.tell(*event, &mut all);
        }
        all
    }

    #[test]
    fn every_press_has_its_lift_and_both_are_where_the_pointer_is() {
        let mut pointer = Pointer::default();
        // Several within one update, the first two in one place.
        let taps = [Click(A), Lift(A), Click(A), Lift(A), Click(B), Lift(A)];
        let wanted =
            [Hover(A), Click(A), Lift(A), Click(A), Lift(A), Hover(B), Click(B), Drag(A), Lift(A)];
        assert_eq!(told(&mut pointer, &taps), wanted);
        // minifb has looked before the last press, or after.
        let mut events = Vec::new();
        pointer.moves(Some(B), Some(B), &mut events);
        assert_eq!(events, []);
        pointer.moves(Some(B), Some(B), &mut events);
        assert_eq!(events, [Hover(B)]);
        assert_eq!(told(&mut pointer, &[Click(B)]), [Click(B)]);
        let mut events = Vec::new();
        pointer.moves(Some(A), Some(A), &mut events);
        assert_eq!(events, [], "a tap is no drag");
    }

    #[test]
    fn the_wheel_turns_where_the_pointer_is() {
        let turn = Event::Wheel { away: true };
        let mut pointer = Pointer::default();
        let notches = [Hover(A), turn, Hover(A), turn];
        assert_eq!(told(&mut pointer, &notches), notches);
        let held = [Hover(B), Click(B), Drag(A), turn, Lift(A)];
        assert_eq!(told(&mut pointer, &[Click(B), Hover(A), turn, Lift(A)]), held);
    }

    #[test]
    fn a_drag_goes_on_outside_of_the_window_and_a_hover_does_not() {
        let (mut pointer, mut events) = (Pointer::default(), Vec::new());
        pointer.moves(None, Some(OUTSIDE), &mut events);
        assert_eq!(events, []);
        pointer.tell(Click(A), &mut events);
        pointer.moves(Some(A), Some(A), &mut events);
        pointer.moves(Some(B), Some(B), &mut events);
        pointer.moves(None, Some(OUTSIDE), &mut events);
        pointer.moves(None, Some(OUTSIDE), &mut events);
        pointer.tell(Lift(OUTSIDE), &mut events);
        pointer.moves(None, Some(OUTSIDE), &mut events);
        pointer.moves(Some(A), Some(A), &mut events);
        let wanted = [Hover(A), Click(A), Drag(B), Drag(OUTSIDE), Lift(OUTSIDE), Hover(A)];
        assert_eq!(events, wanted);
    }

    #[test]
    fn what_begins_or_ends_elsewhere_is_made_whole() {
        let mut pointer = Pointer::default();
        assert_eq!(told(&mut pointer, &[Lift(A)]), [], "it was pressed in another window");
        let wanted = [Hover(A), Click(A), Lift(A), Hover(B), Click(B)];
        assert_eq!(told(&mut pointer, &[Click(A), Click(B)]), wanted);
        let mut events = Vec::new();
        pointer.let_go(&mut events);
        pointer.let_go(&mut events);
        assert_eq!(events, [Lift(B)]);
        assert_eq!(told(&mut pointer, &[Event::RightClick]), [Event::RightClick]);
    }

    #[test]
    fn the_button_that_minifb_samples_is_pressed_and_lifted() {
        let (mut pointer, mut events) = (Pointer::default(), Vec::new());
        for down in [false, true, true, false, false] {
            pointer.sample(down, Some(A), Some(A), &mut events);
        }
        assert_eq!(events, [Hover(A), Click(A), Lift(A)]);
        // Pressed outside of the window it is another's.
        events.clear();
        pointer.sample(true, None, Some(OUTSIDE), &mut events);
        pointer.sample(false, Some(A), Some(A), &mut events);
        assert_eq!(events, []);
        // Let go outside of it, it is ours.
        pointer.sample(true, Some(A), Some(A), &mut events);
        pointer.sample(false, None, None, &mut events);
        assert_eq!(events, [Click(A), Lift(A)]);
    }
}
