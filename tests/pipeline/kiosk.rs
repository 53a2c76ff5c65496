//! Tests of the kiosk mode: how it ends, what it resets after a visitor, what it shows to nobody.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use deepvis::error::Result;
use deepvis::geometry::Size;
use deepvis::pipeline::supply::Start;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::script::Step;
use deepvis::screen::{Event, Key, KeyPress, Screen, Touchable};

use super::made::{Made, only, supply};
use super::opinion::{Opinion, Record};
use super::screens::{CLOSED, Visited, When, press};
use super::{NEVER, SIZE, go, kiosk, live};

#[test]
fn a_kiosk_ends_when_its_key_is_held_and_not_before() {
    let record = Arc::default();
    let q = Key::Char('q');
    // Tapped, asked to close, and held from 600 ms on. On a slow machine a tap is longer, but not
    // four seconds.
    let script = [(0, press('q')), (100, Event::Release(q)), (200, Event::AskedToClose)];
    let script = script.into_iter().chain([(600, press('q'))]);
    let mut screen = Visited::new(&record, script.map(|(at, event)| (When::At(at), event)));
    let begun = Instant::now();
    let load = || Ok(Opinion::new(&record, 1));
    go(kiosk(4000, NEVER, NEVER), only(Made::FILES), load, &mut screen).unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(4600), "{:?}", begun.elapsed());
}

#[test]
fn a_kiosk_goes_back_to_how_it_was_before_its_visitor() {
    let record = Arc::default();
    // The visitor turns the camera's mirror off, then looks into a layer, holds the picture, and
    // leaves.
    let script = [
        (When::Seen(|last| last.mirrored), press('v')),
        (When::Seen(|last| !last.mirrored), press('.')),
        (When::Seen(|_| true), press('f')),
        // It goes on, and with the mirror.
        (When::Seen(|last| last.mirrored), Event::Closed),
    ];
    let camera = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
    let load = || Ok(Opinion::new(&record, 1));
    let mut screen = Visited::new(&record, script);
    // Long enough for a busy machine: it must not be over before the visitor is through.
    go(kiosk(NEVER, 4000, NEVER), camera, load, &mut screen).unwrap();
}

#[test]
fn a_visitor_is_forgotten_when_they_leave_a_kiosk_and_anywhere_when_they_ask() {
    let kept = |record: &Record| !record.seen.lock().unwrap().is_empty();
    let is_forgotten = |record: &Record| record.forgotten.load(Ordering::Relaxed) > 0;
    for (settings, key) in [(kiosk(NEVER, 2000, NEVER), '.'), (live(), 'X')] {
        let record = Arc::default();
        let script = [(When::Done(kept), press(key)), (When::Done(is_forgotten), CLOSED)];
        let mut screen = Visited::new(&record, script);
        let load = || Ok(Opinion::new(&record, 1));
        go(settings, only(Made::FILES), load, &mut screen).unwrap();
    }
}

/// A screen that knows by what can be touched whether it calls into an empty room: no step of the
/// wall then.
struct Called {
    visited: Visited,
    calls: Arc<AtomicBool>,
}

impl Called {
    fn new(
        record: &Arc<Record>,
        calls: &Arc<AtomicBool>,
        script: impl IntoIterator<Item = (When, Event)>,
    ) -> Self {
        Self { visited: Visited::new(record, script), calls: Arc::clone(calls) }
    }
}

impl Screen for Called {
    fn poll(&mut self) -> Vec<Event> {
        self.visited.poll()
    }

    fn size(&self) -> Size {
        self.visited.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.visited.present(pixels, size)
    }

    fn wants_targets(&self) -> bool {
        true
    }

    fn offer(&mut self, touchable: Vec<Touchable>) {
        let wall = touchable.iter().any(|target| target.name.starts_with("step"));
        self.calls.store(!wall, Ordering::Relaxed);
    }
}

#[test]
fn with_nobody_before_a_kiosks_camera_it_calls_and_the_first_key_does_nothing_else() {
    let (record, calls) = (Arc::default(), Arc::new(AtomicBool::new(false)));
    let asleep = When::Flag(Arc::clone(&calls), true);
    let awake = When::Flag(Arc::clone(&calls), false);
    let script = [
        (When::Seen(|_| true), Event::Release(Key::Enter)),
        (asleep, press('v')),
        (awake.clone(), Event::Release(Key::Char('v'))),
        (When::Seen(|last| last.mirrored), press('v')),
        (When::Seen(|last| !last.mirrored), CLOSED),
    ];
    let camera = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
    let load = || Ok(Opinion::new(&record, 1));
    let mut screen = Called::new(&record, &calls, script);
    let source = go(kiosk(NEVER, NEVER, 4000), camera, load, &mut screen).unwrap().source;
    assert_eq!((source.description.as_str(), source.live), ("camera", true));
}

#[test]
fn what_moves_before_a_kiosks_camera_wakes_it() {
    let (record, calls) = (Arc::default(), Arc::new(AtomicBool::new(false)));
    let moves = Arc::new(AtomicBool::new(false));
    let script = [
        (When::Seen(|_| true), Event::Release(Key::Enter)),
        (When::Flag(Arc::clone(&calls), true), Event::Release(Key::Enter)),
        (When::Sets(Arc::clone(&moves)), Event::Release(Key::Enter)),
        (When::Flag(Arc::clone(&calls), false), CLOSED),
    ];
    let made = Made { moves_when: Some(moves), ..Made::CAMERA };
    let camera = supply(Start::Camera, Made::FILES.open(), made.open());
    let load = || Ok(Opinion::new(&record, 1));
    let mut screen = Called::new(&record, &calls, script);
    go(kiosk(NEVER, NEVER, 2000), camera, load, &mut screen).unwrap();
}

#[test]
fn a_script_that_holds_a_kiosks_key_ends_it_and_one_that_taps_it_does_not() {
    let (record, q) = (Arc::default(), KeyPress { key: Key::Char('q'), shift: false });
    let tapped = [Step::Key(q), Step::Wait(1), Step::Hold(q, 1), Step::Wait(1)];
    let steps = tapped.into_iter().chain([Step::Hold(q, 100_000)]);
    let mut screen = Offscreen::with_script(SIZE, steps);
    let begun = Instant::now();
    let load = || Ok(Opinion::new(&record, 1));
    go(kiosk(600, NEVER, NEVER), only(Made::FILES), load, &mut screen).unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(600), "{:?}", begun.elapsed());
    assert!(screen.problem().is_none());
}
