//! A screen in memory on which keys are pressed without a pause, to measure what they cost.

use std::time::{Duration, Instant};

use super::offscreen::Offscreen;
use super::{Event, KeyPress, Screen};
use crate::error::Result;
use crate::geometry::Size;

/// Presses its keys over and over, one every so often from the first picture on, by the clock on
/// the wall.
#[derive(Debug)]
pub struct Typist {
    screen: Offscreen,
    keys: Vec<KeyPress>,
    every: Duration,
    begun: Option<Instant>,
    pressed: u64,
}

impl Typist {
    /// A screen of this size; without keys, nobody types.
    pub fn new(size: Size, keys: Vec<KeyPress>, every: Duration) -> Self {
        Self { screen: Offscreen::new(size), keys, every, begun: None, pressed: 0 }
    }

    /// How many keys were pressed.
    pub fn pressed(&self) -> u64 {
        self.pressed
    }

    /// The keys that are due by now; as many as came together where nobody polled for a while.
    fn due(&mut self, now: Instant) -> Vec<Event> {
        let Some(begun) = self.begun.filter(|_| !self.keys.is_empty()) else { return Vec::new() };
        let due = now.duration_since(begun).as_nanos() / self.every.as_nanos().max(1);
        let mut events = Vec::new();
        while u128::from(self.pressed) < due {
            events.push(Event::Press(self.keys[self.pressed as usize % self.keys.len()]));
            self.pressed += 1;
        }
        events
    }
}

impl Screen for Typist {
    fn poll(&mut self) -> Vec<Event> {
        self.due(Instant::now())
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.begun.get_or_insert_with(Instant::now);
        self.screen.present(pixels, size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::Key;

    #[test]
    fn every_key_is_pressed_once_in_its_turn_however_seldom_one_polls() {
        let keys = ['a', 'b', 'c'].map(|typed| KeyPress { key: Key::Char(typed), shift: false });
        let every = Duration::from_millis(10);
        let mut typist = Typist::new(Size::new(1, 1), keys.into(), every);
        assert_eq!(typist.poll(), [], "nothing is there to press them on");
        typist.present(&[0], Size::new(1, 1)).unwrap();
        let begun = typist.begun.unwrap();
        let press = |n: usize| Event::Press(keys[n]);
        assert_eq!(typist.due(begun + Duration::from_millis(9)), []);
        assert_eq!(typist.due(begun + Duration::from_millis(20)), [press(0), press(1)]);
        assert_eq!(typist.due(begun + Duration::from_millis(45)), [press(2), press(0)]);
        assert_eq!(typist.pressed(), 4);
    }
}
