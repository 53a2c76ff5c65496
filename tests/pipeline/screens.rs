//! Screens for these tests: one that is closed after a time, one on which a script presses keys.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Key, KeyPress, Screen};

use super::opinion::{LastSeen, Record};
use super::{LATEST, SIZE};

pub(super) const CLOSED: Event = Event::Closed;

/// A screen whose window is closed after a while.
pub(super) struct Closing {
    screen: Offscreen,
    at: Instant,
}

impl Closing {
    pub(super) fn after(time: Duration) -> Self {
        Self { screen: Offscreen::new(SIZE), at: Instant::now() + time }
    }
}

impl Screen for Closing {
    fn poll(&mut self) -> Vec<Event> {
        if Instant::now() >= self.at { vec![Event::Closed] } else { Vec::new() }
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

/// When a visitor does something.
#[derive(Clone)]
pub(super) enum When {
    /// So many milliseconds after the start.
    At(u64),
    /// Once the network has seen such a frame last.
    Seen(fn(&LastSeen) -> bool),
    /// Once the network has done so much.
    Done(fn(&Record) -> bool),
    /// At the poll after the one that found this so: main has read by then what it was told. Once
    /// in a script.
    AfterDone(fn(&Record) -> bool),
    /// While this is so.
    Flag(Arc<AtomicBool>, bool),
    /// At once, and makes it so.
    Sets(Arc<AtomicBool>),
}

/// A screen before which somebody does one thing after another.
pub(super) struct Visited {
    screen: Offscreen,
    record: Arc<Record>,
    begun: Instant,
    script: VecDeque<(When, Event)>,
    /// What [`When::AfterDone`] waits for was found.
    found: bool,
}

impl Visited {
    pub(super) fn new(
        record: &Arc<Record>,
        script: impl IntoIterator<Item = (When, Event)>,
    ) -> Self {
        let (record, script) = (Arc::clone(record), script.into_iter().collect());
        Self { screen: Offscreen::new(SIZE), record, begun: Instant::now(), script, found: false }
    }
}

impl Screen for Visited {
    fn poll(&mut self) -> Vec<Event> {
        let passed = self.begun.elapsed();
        assert!(passed < LATEST, "{} things never happened", self.script.len());
        let last = self.record.last.lock().unwrap().clone();
        let found = &mut self.found;
        let mut is_due = |when: &When| match when {
            When::At(milliseconds) => passed >= Duration::from_millis(*milliseconds),
            When::Seen(wanted) => last.as_ref().is_some_and(wanted),
            When::Done(wanted) => wanted(&self.record),
            When::AfterDone(wanted) => std::mem::replace(found, wanted(&self.record)),
            When::Flag(flag, wanted) => flag.load(Ordering::Relaxed) == *wanted,
            When::Sets(flag) => {
                flag.store(true, Ordering::Relaxed);
                true
            }
        };
        let due = self.script.iter().take_while(|(when, _)| is_due(when)).count();
        self.script.drain(..due).map(|(_, event)| event).collect()
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

pub(super) fn press(key: char) -> Event {
    Event::Press(KeyPress { key: Key::Char(key), shift: false })
}
