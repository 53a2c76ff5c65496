//! Tests of the kiosk mode: how it ends, what it resets after a visitor, what it shows to nobody.

use std::sync::Arc;
use std::time::{Duration, Instant};

use deepvis::pipeline::supply::Start;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::script::Step;
use deepvis::screen::{Event, Key, KeyPress};

use super::made::{Made, only, supply};
use super::opinion::Opinion;
use super::screens::{CLOSED, Visited, When, press};
use super::{NEVER, SIZE, go, kiosk};

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
fn with_nobody_before_a_kiosks_camera_the_reel_is_shown_until_a_key_is_pressed() {
    let record = Arc::default();
    let script = [
        (When::Seen(|last| last.name.ends_with("png")), press('h')),
        (When::AfterDone(|it| it.saw(|last| &*last.name == "made")), CLOSED),
    ];
    let camera = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open()).attracting();
    let load = || Ok(Opinion::new(&record, 1));
    let mut screen = Visited::new(&record, script);
    // Long enough for a busy machine: it must not begin anew before the window is closed.
    let source = go(kiosk(NEVER, 300, 4000), camera, load, &mut screen).unwrap().source;
    assert!(!source.attraction && source.live, "{source:?}");
    assert_eq!(source.description, "camera");
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
