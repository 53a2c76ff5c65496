//! A screen in memory, which keeps the last picture and presses keys by itself.
//!
//! It is that of `render`, of `bench` and of tests.

use std::collections::VecDeque;

use super::{Event, Screen};
use crate::error::Result;
use crate::geometry::Size;

/// A screen that nobody sees.
#[derive(Debug, Clone, Default)]
pub struct Offscreen {
    size: Size,
    /// What each poll answers; nothing once it is used up.
    script: VecDeque<Vec<Event>>,
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
        let script = std::iter::once(Vec::new()).chain(events.into_iter().map(|event| vec![event]));
        Self { script: script.collect(), ..Self::new(size) }
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
        self.script.pop_front().unwrap_or_default()
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
    use crate::screen::{Key, KeyPress};

    #[test]
    fn events_come_one_a_poll_from_the_second_on() {
        let press = |key| Event::Press(KeyPress { key, shift: false });
        let mut screen = Offscreen::with_events(Size::new(4, 4), [press(Key::Left), Event::Closed]);
        let polls: Vec<Vec<Event>> = (0..4).map(|_| screen.poll()).collect();
        assert_eq!(polls, [vec![], vec![press(Key::Left)], vec![Event::Closed], vec![]]);
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
