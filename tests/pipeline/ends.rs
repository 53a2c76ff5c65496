//! Tests of failures, crashes, hangs and stalls of a source or a network, and of how the run ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::engine::Roster;
use deepvis::error::{Error, Result};
use deepvis::geometry::Size;
use deepvis::interrupt::Interrupt;
use deepvis::network::outline::Outline;
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::{Open, Opened, Start};
use deepvis::pipeline::{Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::{Event, Screen};

use super::made::{Made, absent, only, supply};
use super::opinion::{Opinion, Record, one, outline, work};
use super::screens::{CLOSED, Closing, Visited, When, press};
use super::{HOUR, LATEST, SIZE, go, live, unpaced};

fn cause(ended: Result<Report, Stop>) -> String {
    match ended {
        Err(Stop::Failed(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_source_that_fails_is_the_cause_and_everything_ends() {
    for settings in [unpaced(1000), live()] {
        let begun = Instant::now();
        let failing = only(Made { fails_at: 25, ..Made::FILES });
        let record = Arc::default();
        let engine = || Ok(Opinion::new(&record, 1));
        let ended = go(settings, failing, engine, &mut Closing::after(LATEST));
        assert_eq!(cause(ended), "the cable was pulled");
        assert!(begun.elapsed() < LATEST, "{:?}", begun.elapsed());
    }
}

#[test]
fn files_that_cannot_be_opened_are_the_cause() {
    let broken: Open = Arc::new(|| -> Opened { Err(Error::Source("no such file".into())) });
    let record = Arc::default();
    let start = supply(Start::Files, broken, absent());
    let ended = go(live(), start, || Ok(Opinion::new(&record, 0)), &mut Closing::after(LATEST));
    assert_eq!(cause(ended), "no such file");
}

#[test]
fn a_network_that_cannot_be_loaded_is_the_cause() {
    let load = || Err(Error::Network("no weights".into()));
    let ended = go(live(), only(Made::FILES), load, &mut Closing::after(LATEST));
    assert_eq!(cause(ended), "no weights");
}

#[test]
fn a_network_that_fails_or_crashes_midway_is_the_cause() {
    let record = Arc::default();
    let failing = || Ok(Opinion { fails_at: 5, ..Opinion::new(&record, 0) });
    let ended = go(unpaced(100), only(Made::FILES), failing, &mut Offscreen::new(SIZE));
    assert_eq!(cause(ended), "the network gave up");
    let crashing = || Ok(Opinion { panics_at: 5, ..Opinion::new(&record, 0) });
    let ended = go(unpaced(100), only(Made::FILES), crashing, &mut Offscreen::new(SIZE));
    assert_eq!(cause(ended), "the inference thread crashed; this is a bug in DeepVis");
}

#[test]
fn a_source_that_never_answers_does_not_hold_the_end() {
    for sticks_at in [0, 10] {
        for (settings, live) in [(live(), false), (live(), true), (unpaced(1000), true)] {
            let begun = Instant::now();
            let stuck = Made { live, sticks_at, ..Made::FILES };
            let start = if live { Start::Camera } else { Start::Files };
            let supply = supply(start, stuck.clone().open(), stuck.open());
            let record = Arc::default();
            let stop = AtomicBool::new(false);
            let ended = thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(Duration::from_millis(200));
                    stop.store(true, Ordering::Relaxed);
                });
                let roster = one(|| Ok(Opinion::new(&record, 1)));
                run(settings, supply, roster, &mut Offscreen::new(SIZE), &stop)
            });
            assert!(matches!(ended, Err(Stop::Cancelled)), "{ended:?}");
            assert!(begun.elapsed() < LATEST, "{:?}", begun.elapsed());
        }
    }
}

/// A network that takes for ever to be loaded, or for every pass.
struct Slow {
    loads: Duration,
    passes: Duration,
    record: Arc<Record>,
}

impl Roster for Slow {
    type Engine = Opinion;

    fn outlines(&self) -> Vec<Arc<Outline>> {
        vec![outline("slow")]
    }

    fn load(&mut self, _index: usize, interrupt: &Interrupt) -> Result<Opinion> {
        if !self.loads.is_zero() {
            self.record.begun.fetch_add(1, Ordering::Relaxed);
            work(self.loads, interrupt)?;
        }
        let opinion = Opinion::named("slow", &self.record, 0);
        Ok(Opinion { takes: self.passes, interrupt: interrupt.clone(), ..opinion })
    }
}

/// A load or a pass has begun.
const UNDER_WAY: When = When::AfterDone(|record| record.begun.load(Ordering::Relaxed) > 0);

#[test]
fn neither_a_load_nor_a_pass_that_takes_for_ever_holds_the_end() {
    let bare = Settings { bare_forward: true, ..unpaced(1000) };
    for (loads, passes) in [(HOUR, Duration::ZERO), (Duration::ZERO, HOUR)] {
        for settings in [live(), unpaced(1000), bare.clone()] {
            // The person interrupts it.
            let (begun, stop) = (Instant::now(), AtomicBool::new(false));
            let ended = thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(Duration::from_millis(100));
                    stop.store(true, Ordering::Relaxed);
                });
                let roster = Slow { loads, passes, record: Arc::default() };
                run(settings, only(Made::FILES), roster, &mut Offscreen::new(SIZE), &stop)
            });
            assert!(matches!(ended, Err(Stop::Cancelled)), "{ended:?}");
            assert!(begun.elapsed() < LATEST, "{:?}", begun.elapsed());
        }
        // The person presses q.
        let begun = Instant::now();
        let record: Arc<Record> = Arc::default();
        let mut screen = Visited::new(&record, [(UNDER_WAY, press('q'))]);
        let (roster, stop) = (Slow { loads, passes, record }, AtomicBool::new(false));
        let ended = run(live(), only(Made::FILES), roster, &mut screen, &stop);
        assert_eq!(ended.is_ok(), loads.is_zero(), "a network that runs is reported: {ended:?}");
        assert!(matches!(ended, Ok(_) | Err(Stop::Cancelled)), "{ended:?}");
        assert!(begun.elapsed() < LATEST, "{:?}", begun.elapsed());
    }
}

#[test]
fn a_source_and_a_network_that_both_hang_do_not_hold_the_end() {
    let stuck = Made { sticks_at: 3, ..Made::FILES };
    let record: Arc<Record> = Arc::default();
    let mut screen = Visited::new(&record, [(UNDER_WAY, CLOSED)]);
    let slow = Slow { loads: Duration::ZERO, passes: HOUR, record };
    let (begun, stop) = (Instant::now(), AtomicBool::new(false));
    let ended = run(live(), only(stuck), slow, &mut screen, &stop);
    assert!(ended.is_ok(), "{ended:?}");
    assert!(begun.elapsed() < LATEST, "{:?}", begun.elapsed());
}

/// A window that remembers how the words of its last line looked, one after the other, until they
/// look as before something else.
struct LastLines {
    record: Arc<Record>,
    begun: Instant,
    polls: u64,
    seen: Vec<Vec<u32>>,
}

impl Screen for LastLines {
    fn poll(&mut self) -> Vec<Event> {
        self.polls += 1;
        assert!(self.begun.elapsed() < LATEST, "{} last lines", self.seen.len());
        let goes_on = self.record.seen.lock().unwrap().len() > HANGS_AT + 1;
        // The notice counts the seconds, so there may be several between.
        match self.seen.split_last() {
            Some((calm, before)) if goes_on && before.contains(calm) => vec![CLOSED],
            _ => Vec::new(),
        }
    }

    fn size(&self) -> Size {
        Size::new(1280, 800)
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        // At its right stands what is measured.
        let rows = pixels[..size.area()].chunks_exact(size.width as usize);
        let rows = rows.skip(size.height as usize - 20);
        let words: Vec<u32> = rows.flat_map(|row| row[..400].to_vec()).collect();
        if self.seen.last() != Some(&words) {
            self.seen.push(words);
        }
        Ok(())
    }
}

/// The pass that hangs.
const HANGS_AT: usize = 5;

#[test]
fn a_pass_that_hangs_is_told_of_until_it_ends_while_the_window_goes_on() {
    let record: Arc<Record> = Arc::default();
    // So long that no pass of a busy machine is a stall, and that its window is redrawn meanwhile.
    let stalled_after = Duration::from_secs(2);
    let hangs_at = (HANGS_AT, 2 * stalled_after);
    let engine = || Ok(Opinion { hangs_at, ..Opinion::new(&record, 1) });
    let begun = Instant::now();
    let mut screen = LastLines { record: Arc::clone(&record), begun, polls: 0, seen: Vec::new() };
    let settings = Settings { stalled_after, ..live() };
    let report = go(settings, only(Made::FILES), engine, &mut screen).unwrap();
    assert_eq!(report.stalls, 1);
    assert!(screen.polls > 20, "the window was looked after {} times", screen.polls);
}

#[test]
fn files_that_cannot_be_read_for_a_while_are_a_stall_and_a_camera_is_not() {
    let settings = Settings { stalled_after: Duration::from_secs(2), ..live() };
    for (live, stalls) in [(false, 1), (true, 0)] {
        let record: Arc<Record> = Arc::default();
        let stuck = Made { live, sticks_at: 5, ..Made::FILES };
        let start = if live { Start::Camera } else { Start::Files };
        let supply = supply(start, stuck.clone().open(), stuck.open());
        let engine = || Ok(Opinion::new(&record, 1));
        let mut screen = Closing::after(Duration::from_secs(6));
        let report = go(settings.clone(), supply, engine, &mut screen).unwrap();
        assert_eq!(report.stalls, stalls);
    }
}
