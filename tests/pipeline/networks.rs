//! Tests of stepping through several networks by key: in a window, held, and without a window.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use deepvis::error::{Error, Result};
use deepvis::geometry::Size;
use deepvis::pipeline::{Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Key, KeyPress, Screen};

use super::made::{Made, only};
use super::opinion::{Named, Opinion, Record};
use super::screens::{CLOSED, Visited, When, press};
use super::{SIZE, live, unpaced};

/// A screen on which a script goes on when the made-up networks have got so far.
struct Scripted<'a> {
    screen: Offscreen,
    record: &'a Record,
    /// Pressed in turn; the next when the network of this name has seen a frame, or at once where
    /// there is none.
    steps: VecDeque<(Option<&'static str>, Key)>,
}

impl<'a> Scripted<'a> {
    fn new(
        record: &'a Record,
        steps: impl IntoIterator<Item = (Option<&'static str>, Key)>,
    ) -> Self {
        Self { screen: Offscreen::new(SIZE), record, steps: steps.into_iter().collect() }
    }
}

impl Screen for Scripted<'_> {
    fn poll(&mut self) -> Vec<Event> {
        let by = self.record.by.lock().unwrap();
        let is_due = |wanted: &str| by.last().is_some_and(|name| name == wanted);
        match self.steps.front() {
            Some((wanted, _)) if wanted.is_none_or(is_due) => {}
            _ => {
                self.record.waits.fetch_add(1, Ordering::Relaxed);
                return Vec::new();
            }
        }
        let key = self.steps.pop_front().map(|(_, key)| key);
        key.map(|key| Event::Press(KeyPress { key, shift: false })).into_iter().collect()
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

const N: Key = Key::Char('n');
const Q: Key = Key::Char('q');

#[test]
fn the_key_for_the_next_network_goes_round_while_the_picture_runs() {
    let record: Arc<Record> = Arc::default();
    let roster = Named {
        names: &["first", "second", "third"],
        load: |name: &str| Ok(Opinion::named(name, &record, 1)),
    };
    let steps = [
        (Some("first"), N),
        (Some("second"), N),
        (Some("third"), N),
        (Some("first"), N),
        (Some("second"), Q),
    ];
    let mut screen = Scripted::new(&record, steps);
    let stop = AtomicBool::new(false);
    let report = run(live(), only(Made::FILES), roster, &mut screen, &stop).unwrap();
    assert_eq!(report.engaged.outline.name, "second");
    let mut order = record.by.lock().unwrap().clone();
    order.dedup();
    assert_eq!(order, ["first", "second", "third", "first", "second"]);
}

#[test]
fn keys_for_networks_pressed_faster_than_they_load_lead_to_the_last_one() {
    let record: Arc<Record> = Arc::default();
    let loaded = Mutex::new(Vec::new());
    let roster = Named {
        names: &["first", "second", "third", "fourth"],
        load: |name: &str| {
            loaded.lock().unwrap().push(name.to_owned());
            let between = ["second", "third"].contains(&name);
            let waits = record.waits.load(Ordering::Relaxed);
            while between && record.waits.load(Ordering::Relaxed) == waits {
                // Until all keys are pressed.
                thread::sleep(Duration::from_millis(1));
            }
            Ok(Opinion::named(name, &record, 1))
        },
    };
    let steps = [(Some("first"), N), (None, N), (None, N), (Some("fourth"), Q)];
    let mut screen = Scripted::new(&record, steps);
    run(live(), only(Made::FILES), roster, &mut screen, &AtomicBool::new(false)).unwrap();
    // Which of the two was wanted when it looked depends on the machine; the other one nobody
    // wanted to see.
    let loaded = loaded.lock().unwrap();
    assert!(loaded.len() <= 3 && loaded.last().unwrap() == "fourth", "{loaded:?}");
    let by = record.by.lock().unwrap();
    assert!(by.iter().all(|name| name == "first" || name == "fourth"), "{by:?}");
}

#[test]
fn a_network_that_cannot_be_loaded_leaves_the_one_before() {
    let record: Arc<Record> = Arc::default();
    let roster = Named {
        names: &["first", "broken", "third"],
        load: |name: &str| {
            if name == "broken" {
                record.seen.lock().unwrap().clear();
                record.refused.fetch_add(1, Ordering::Relaxed);
                return Err(Error::Network("its weights are damaged".into()));
            }
            Ok(Opinion::named(name, &record, 1))
        },
    };
    let goes_on = |record: &Record| {
        let seen = record.seen.lock().unwrap().len();
        record.refused.load(Ordering::Relaxed) > 0 && seen > 10
    };
    let seen = When::AfterDone(|record| !record.seen.lock().unwrap().is_empty());
    let script = [(seen, press('n')), (When::Done(goes_on), CLOSED)];
    let mut screen = Visited::new(&record, script);
    let stop = AtomicBool::new(false);
    let report = run(live(), only(Made::FILES), roster, &mut screen, &stop).unwrap();
    assert_eq!(record.refused.load(Ordering::Relaxed), 1, "it is not tried again by itself");
    assert_eq!(report.engaged.outline.name, "first");
}

#[test]
fn another_network_sees_the_picture_that_is_held() {
    let record: Arc<Record> = Arc::default();
    let roster = Named {
        names: &["first", "second"],
        load: |name: &str| Ok(Opinion::named(name, &record, 1)),
    };
    let steps = [(Some("first"), Key::Char('f')), (None, N), (Some("second"), Q)];
    let mut screen = Scripted::new(&record, steps);
    run(live(), only(Made::FILES), roster, &mut screen, &AtomicBool::new(false)).unwrap();
    let (seen, by) = (record.seen.lock().unwrap(), record.by.lock().unwrap());
    let held = by.iter().position(|name| name == "second").unwrap();
    assert_eq!(seen[held], seen[held - 1], "not another picture");
}

#[test]
fn fifty_keys_are_fifty_changes_of_network() {
    let record: Arc<Record> = Arc::default();
    let roster = Named {
        names: &["first", "second"],
        load: |name: &str| Ok(Opinion::named(name, &record, 1)),
    };
    // Another key, pressed while the network is being loaded, gets in no one's way.
    let changes = (0..50).flat_map(|n| {
        let now = if n % 2 == 0 { "first" } else { "second" };
        [(Some(now), N), (None, Key::Char('g'))]
    });
    let mut screen = Scripted::new(&record, changes.chain([(Some("first"), Q)]));
    let stop = AtomicBool::new(false);
    run(live(), only(Made::FILES), roster, &mut screen, &stop).unwrap();
    let mut order = record.by.lock().unwrap().clone();
    order.dedup();
    assert_eq!(order.len(), 51);
}

#[test]
fn without_a_window_the_next_network_begins_with_the_next_picture() {
    let record: Arc<Record> = Arc::default();
    let roster = Named {
        names: &["first", "second"],
        load: |name: &str| Ok(Opinion::named(name, &record, 0)),
    };
    let mut screen =
        Offscreen::with_events(SIZE, [Event::Press(KeyPress { key: N, shift: false })]);
    let stop = AtomicBool::new(false);
    let report = run(unpaced(4), only(Made::FILES), roster, &mut screen, &stop).unwrap();
    assert_eq!(*record.seen.lock().unwrap(), [0, 1, 2, 3]);
    assert_eq!(*record.by.lock().unwrap(), ["first", "second", "second", "second"]);
    assert_eq!((report.frames, report.flips.count()), (4, 0));
}

#[test]
fn every_press_exports_the_network_that_was_shown_then() {
    let record: Arc<Record> = Arc::default();
    let folder = tempfile::tempdir().unwrap();
    let roster = Named {
        names: &["first", "second"],
        load: |name: &str| Ok(Opinion::named(name, &record, 1)),
    };
    let second: fn(&Record) -> bool =
        |record| record.by.lock().unwrap().last().is_some_and(|name| name == "second");
    // The first three keys at once.
    let script = [
        (When::Done(|record| !record.seen.lock().unwrap().is_empty()), press('x')),
        (When::At(0), press('x')),
        (When::At(0), press('n')),
        (When::AfterDone(second), press('x')),
        (When::Done(|record| record.exports.lock().unwrap().len() == 3), CLOSED),
    ];
    let mut screen = Visited::new(&record, script);
    let settings = Settings { folder: folder.path().to_owned(), ..live() };
    run(settings, only(Made::FILES), roster, &mut screen, &AtomicBool::new(false)).unwrap();
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut by: Vec<String> =
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    by.sort();
    assert_eq!(by, ["first", "first", "second"]);
}
