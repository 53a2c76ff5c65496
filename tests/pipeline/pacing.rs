//! Tests of the two paces, unpaced and real time, of stills, and of long work beside the frames.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use deepvis::pipeline::Settings;
use deepvis::pipeline::supply::Start;
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Key, KeyPress};

use super::made::{Made, only, supply};
use super::opinion::{Opinion, Record};
use super::screens::{CLOSED, Visited, When, press};
use super::{SIZE, go, live, unpaced};

#[test]
fn unpaced_every_frame_is_seen_and_shown_in_order() {
    let record = Arc::default();
    let mut screen = Offscreen::new(SIZE);
    let ended = go(unpaced(50), only(Made::FILES), || Ok(Opinion::new(&record, 0)), &mut screen);
    let report = ended.unwrap();
    assert_eq!(*record.seen.lock().unwrap(), (0..50).collect::<Vec<_>>());
    assert_eq!((report.frames, report.dropped), (50, 0));
    assert_eq!(report.meter.latency.len(), 50);
    assert_eq!(report.source.description, "files");
}

#[test]
fn unpaced_keys_are_pressed_one_a_frame_and_a_frozen_picture_ends_too() {
    let record = Arc::default();
    let press = |key| Event::Press(KeyPress { key, shift: false });
    // Frames 1 to 3 are held; from frame 4 on the source goes on.
    let keys = ['f', 'y', 'g', 'f'].map(|key| press(Key::Char(key)));
    let mut screen = Offscreen::with_events(SIZE, keys);
    go(unpaced(6), only(Made::FILES), || Ok(Opinion::new(&record, 0)), &mut screen).unwrap();
    assert_eq!(*record.seen.lock().unwrap(), [0, 1, 2]);
    assert_eq!(record.again.load(Ordering::Relaxed), 3);
}

#[test]
fn unpaced_the_key_to_quit_ends_early() {
    let record = Arc::default();
    let quit = Event::Press(KeyPress { key: Key::Char('q'), shift: false });
    let mut screen = Offscreen::with_events(SIZE, [quit]);
    let report =
        go(unpaced(50), only(Made::FILES), || Ok(Opinion::new(&record, 0)), &mut screen).unwrap();
    assert_eq!(report.frames, 1);
}

#[test]
fn bare_passes_are_measured_on_the_way() {
    let record = Arc::default();
    let settings = Settings { bare_forward: true, ..unpaced(70) };
    let mut screen = Offscreen::new(SIZE);
    let report =
        go(settings, only(Made::FILES), || Ok(Opinion::new(&record, 0)), &mut screen).unwrap();
    assert_eq!((report.frames, report.meter.bare_forward.len()), (70, 6));
    // 69 steps from frame to frame; those to frames 1 to 3, 30 to 33 and 60 to 63 do not count.
    assert_eq!(report.meter.period.len(), 69 - 3 - 4 - 4);
}

#[test]
fn a_slow_network_drops_frames_and_stays_near_the_newest() {
    let record = Arc::default();
    let count: Arc<AtomicU64> = Arc::default();
    let camera = Made { counts: Some(Arc::clone(&count)), ..Made::CAMERA };
    let start = supply(Start::Camera, Made::FILES.open(), camera.open());
    let enough = When::Done(|record| record.seen.lock().unwrap().len() >= 30);
    let mut screen = Visited::new(&record, [(enough, CLOSED)]);
    let slow =
        || Ok(Opinion { outlasted_by: Some(Arc::clone(&count)), ..Opinion::new(&record, 0) });
    let report = go(live(), start, slow, &mut screen).unwrap();
    assert!(report.dropped > report.frames, "{} of {}", report.dropped, report.frames);
    let seen = record.seen.lock().unwrap();
    // Had they waited in a queue, the last one seen would be as old as there are frames that were
    // seen.
    let (last, delivered) = (*seen.last().unwrap(), report.frames + report.dropped);
    assert!(2 * last > delivered, "the last one seen is {last} of {delivered}");
    assert!(seen.is_sorted(), "{seen:?}");
}

#[test]
fn a_still_is_computed_once_and_read_again_when_something_else_is_looked_at() {
    let record = Arc::default();
    let still = only(Made { still: true, ..Made::FILES });
    let enter = Event::Press(KeyPress { key: Key::Enter, shift: false });
    let again = |record: &Record| record.again.load(Ordering::Relaxed) >= 1;
    let seen = When::AfterDone(|record| !record.seen.lock().unwrap().is_empty());
    // And a while longer, in which it might be computed once more.
    let script = [(seen, enter), (When::Done(again), press('g')), (When::At(600), CLOSED)];
    let mut screen = Visited::new(&record, script);
    let report = go(live(), still, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!(*record.seen.lock().unwrap(), [0]);
    assert!(report.source.still);
}

#[test]
fn a_job_and_the_frames_take_turns() {
    // More frames than anybody can look at, and a job that never ends.
    let made = Made::CAMERA;
    let start = supply(Start::Camera, made.clone().open(), made.open());
    let record = Arc::default();
    let enough = When::Done(|record| record.steps.lock().unwrap().len() > 40);
    let mut screen = Visited::new(&record, [(When::At(0), press('l')), (enough, press('q'))]);
    // A pass takes far longer than a picture of the camera, also where both are held up.
    go(live(), start, || Ok(Opinion::new(&record, 20)), &mut screen).unwrap();
    let steps = record.steps.lock().unwrap();
    // At least half of the passes are the frames': a step is followed by a frame as long as one is
    // there.
    let in_a_row = steps.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!(
        in_a_row <= steps.len() / 5,
        "{in_a_row} of {} steps without a frame between",
        steps.len()
    );
}

#[test]
fn while_the_picture_is_held_the_job_has_the_network_to_itself() {
    let made = Made::CAMERA;
    let start = supply(Start::Camera, made.clone().open(), made.open());
    let record = Arc::default();
    // As long as frames come as well, there are about as many of them as there are steps. And what
    // is found is shown meanwhile.
    let alone = |record: &Record| {
        let (steps, frames) = (&record.steps.lock().unwrap(), record.seen.lock().unwrap().len());
        steps.len() > 3 * frames && record.again.load(Ordering::Relaxed) >= 3
    };
    let script = [
        (When::At(0), press('l')),
        (When::Seen(|_| true), press(' ')),
        (When::Done(alone), press('q')),
    ];
    go(live(), start, || Ok(Opinion::new(&record, 5)), &mut Visited::new(&record, script)).unwrap();
}

#[test]
fn an_order_to_the_engine_is_carried_out_with_the_frame_that_it_was_given_for() {
    let record: Arc<Record> = Arc::default();
    let folder = tempfile::tempdir().unwrap();
    // Two frames are under way at once: the second order is given before the first is heard of.
    let pressed = [2, 3, 7];
    let events = (1..10).map(|poll| press(if pressed.contains(&poll) { 'x' } else { 'g' }));
    let mut screen = Offscreen::with_events(SIZE, events);
    let settings = Settings { folder: folder.path().to_owned(), ..unpaced(10) };
    go(settings, only(Made::FILES), || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    // Polls and frames are counted from the first: at poll n, frame n is ordered.
    assert_eq!(*record.exports.lock().unwrap(), pressed.map(|poll| poll + 1));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), pressed.len());
}

#[test]
fn in_a_window_no_order_is_lost_while_the_network_is_slow() {
    fn exported(record: &Record) -> usize {
        record.exports.lock().unwrap().len()
    }
    let record: Arc<Record> = Arc::default();
    let folder = tempfile::tempdir().unwrap();
    let script = [
        (When::Done(|record| !record.seen.lock().unwrap().is_empty()), press('x')),
        (When::Done(|record| exported(record) == 1), press('x')),
        (When::Done(|record| exported(record) == 2), CLOSED),
    ];
    let mut screen = Visited::new(&record, script);
    let settings = Settings { folder: folder.path().to_owned(), ..live() };
    go(settings, only(Made::FILES), || Ok(Opinion::new(&record, 100)), &mut screen).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn in_the_room_of_teaching_what_was_taught_is_exported() {
    let record: Arc<Record> = Arc::default();
    let folder = tempfile::tempdir().unwrap();
    let events = [press('7'), press('x'), press('1'), press('x')];
    let mut screen = Offscreen::with_events(SIZE, events);
    let settings = Settings { folder: folder.path().to_owned(), ..unpaced(6) };
    go(settings, only(Made::FILES), || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    let file = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let head = file("deepvis-001.safetensors");
    assert!(head.starts_with("false: ") && head.matches(", ").count() == 3, "{head}");
    assert_eq!(record.exports.lock().unwrap().len(), 1, "outside it is what is looked at");
}
