//! A screen in memory, which keeps the last picture and presses keys by itself.
//!
//! It is that of `render`, of `bench` and of tests.

use std::collections::VecDeque;

use super::script::{Script, Step};
use super::{Event, Screen, Touchable};
use crate::error::Result;
use crate::geometry::Size;

/// A screen that nobody sees.
#[derive(Debug, Clone, Default)]
pub struct Offscreen {
    size: Size,
    /// What each poll answers …
    events: VecDeque<Vec<Event>>,
    /// … and what the polls after these do.
    script: Script,
    /// What can be touched, as was offered last.
    targets: Vec<Touchable>,
    /// Why the script did not go on.
    problem: Option<String>,
    pixels: Vec<u32>,
    shown: Size,
    presented: u64,
}

impl Offscreen {
    /// A screen of this size on which nothing happens.
    pub fn new(size: Size) -> Self {
        Self { size, ..Self::default() }
    }

    /// A screen on which these events happen, one a poll, from the second poll on.
    pub fn with_events(size: Size, events: impl IntoIterator<Item = Event>) -> Self {
        let events = std::iter::once(Vec::new()).chain(events.into_iter().map(|event| vec![event]));
        Self { events: events.collect(), ..Self::new(size) }
    }

    /// A screen before which somebody follows this script, from the second poll on.
    pub fn with_script(size: Size, steps: impl IntoIterator<Item = Step>) -> Self {
        Self { events: [Vec::new()].into(), script: Script::new(steps), ..Self::new(size) }
    }

    /// What can be touched on the last picture; without a script that points at something it is
    /// known only at the end of the run.
    pub fn targets(&self) -> &[Touchable] {
        &self.targets
    }

    /// Why the script did not go on, in words: what it was to touch was not there. The screen was
    /// closed then.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// The last picture, 0RGB words, and its size; empty before the first.
    pub fn picture(&self) -> (&[u32], Size) {
        (&self.pixels, self.shown)
    }

    /// How many pictures were shown.
    pub fn presented(&self) -> u64 {
        self.presented
    }

    /// Changes its size, as a window's is changed by hand.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }
}

impl Screen for Offscreen {
    fn poll(&mut self) -> Vec<Event> {
        if let Some(events) = self.events.pop_front() {
            return events;
        }
        self.script.poll(&self.targets).unwrap_or_else(|problem| {
            // What comes after it was meant for another picture.
            self.script = Script::default();
            self.problem = Some(problem);
            vec![Event::Closed]
        })
    }

    fn wants_targets(&self) -> bool {
        self.script.points()
    }

    fn offer(&mut self, targets: Vec<Touchable>) {
        self.targets = targets;
    }

    fn size(&self) -> Size {
        self.size
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.pixels.clear();
        self.pixels.extend_from_slice(&pixels[..size.area()]);
        self.shown = size;
        self.presented += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::screen::{Key, KeyPress};

    #[test]
    fn events_come_one_a_poll_from_the_second_on() {
        let press = |key| Event::Press(KeyPress { key, shift: false });
        let mut screen = Offscreen::with_events(Size::new(4, 4), [press(Key::Left), Event::Closed]);
        let polls: Vec<Vec<Event>> = (0..4).map(|_| screen.poll()).collect();
        assert_eq!(polls, [vec![], vec![press(Key::Left)], vec![Event::Closed], vec![]]);
    }

    #[test]
    fn a_script_meets_what_was_offered_last_and_ends_where_that_lacks_a_target() {
        let offer = |screen: &mut Offscreen, x: i32| {
            let area = Rect::new(x, 0, 3, 3);
            screen.offer(vec![Touchable { name: "here".into(), area }]);
        };
        let touches = ["here", "here", "there", "here"].map(|name| Step::Touch(name.into()));
        let mut screen = Offscreen::with_script(Size::new(9, 9), touches);
        assert!(screen.wants_targets() && !Offscreen::new(Size::new(9, 9)).wants_targets());
        assert_eq!(screen.poll(), [], "nothing is shown yet");
        for x in [0, 5] {
            offer(&mut screen, x);
            let at = Point::new(x + 1, 1);
            assert_eq!(screen.poll(), [Event::Hover(at), Event::Click(at), Event::Lift(at)]);
        }
        assert_eq!((screen.problem(), screen.targets().len()), (None, 1));
        assert_eq!(screen.poll(), [Event::Closed]);
        assert!(screen.problem().unwrap().starts_with("entry 3, Touch:\"there\": "));
        assert_eq!(screen.poll(), [], "it does not go on");
    }

    #[test]
    fn it_keeps_the_last_picture() {
        let mut screen = Offscreen::new(Size::new(1, 2));
        screen.present(&[1, 2], Size::new(1, 2)).unwrap();
        screen.present(&[3, 4, 99], Size::new(2, 1)).unwrap();
        assert_eq!(screen.picture(), (&[3, 4][..], Size::new(2, 1)));
        assert_eq!(screen.presented(), 2);
    }
}
