//! The threads together, with made-up sources and a made-up network: nothing is lost that must not
//! be, every failure is told by its cause, and nothing that hangs holds the end.
//!
//! What a test waits for is a state, so that a slow machine only takes longer. Where a time
//! matters, it is one that must not pass before, or one so long that only what hangs takes it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::control::kiosk;
use deepvis::control::selection::Selection;
use deepvis::error::{Error, Result};
use deepvis::frame::{Frame, Picture};
use deepvis::geometry::{Rect, Size};
use deepvis::interrupt::Interrupt;
use deepvis::network::outline::{Block, Layer, Outline, ReceptiveField, Shape};
use deepvis::pipeline::engine::{Engaged, Engine, Roster, Sight};
use deepvis::pipeline::outcome::Stop;
use deepvis::pipeline::render::Report;
use deepvis::pipeline::supply::{Open, Opened, Patience, Start, Supply};
use deepvis::pipeline::{Pacing, Settings, run};
use deepvis::screen::offscreen::Offscreen;
use deepvis::screen::script::Step;
use deepvis::screen::{Event, Key, KeyPress, Screen};
use deepvis::snapshot::{Guess, StageTimes, Work};
use deepvis::source::{CameraChoice, Shot, Source};
use deepvis::taps::plan::Plan;
use deepvis::taps::reading::Maps;
use deepvis::view::Dashboard;
use deepvis::view::layout::Pane;

/// What has not happened by then never happens: what hangs here does so for an hour.
const LATEST: Duration = Duration::from_secs(120);
const HOUR: Duration = Duration::from_secs(3600);
const SIZE: Size = Size::new(320, 200);

/// How bright the pictures are.
const CAMERA_GREY: u8 = 200;
const FILES_GREY: u8 = 50;
const RED: u8 = 255;

/// Grey pictures, redder at the left, so that a mirror can be told; one every millisecond.
#[derive(Clone)]
struct Made {
    live: bool,
    /// Fails when asked for this one.
    fails_at: u64,
    /// Fails once this is set.
    fails_when: Option<Arc<AtomicBool>>,
    /// Never answers when asked for this one.
    sticks_at: u64,
    /// Counts the pictures.
    counts: Option<Arc<AtomicU64>>,
    /// Shows the first picture again and again.
    still: bool,
    shots: u64,
}

impl Made {
    const FILES: Self = Self {
        live: false,
        fails_at: u64::MAX,
        fails_when: None,
        sticks_at: u64::MAX,
        counts: None,
        still: false,
        shots: 0,
    };
    const CAMERA: Self = Self { live: true, ..Self::FILES };

    fn open(self) -> Open {
        Arc::new(move || Ok(Box::new(self.clone())))
    }
}

impl Source for Made {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        let number = self.shots;
        self.shots += 1;
        let pulled = self.fails_when.as_ref().is_some_and(|it| it.load(Ordering::Relaxed));
        if number == self.fails_at || pulled {
            return Err(Error::Source("the cable was pulled".into()));
        }
        if number == self.sticks_at {
            thread::sleep(HOUR);
        }
        if self.live {
            thread::sleep(Duration::from_millis(1));
        }
        if let Some(counts) = &self.counts {
            counts.fetch_add(1, Ordering::Relaxed);
        }
        spare.size = Size::new(2, 2);
        spare.rgb.resize(12, 0);
        spare.rgb.fill(if self.live { CAMERA_GREY } else { FILES_GREY });
        for row in spare.rgb.chunks_exact_mut(6) {
            row[0] = RED;
        }
        Ok(Shot {
            picture: spare,
            new_scene: number == 0,
            at: Duration::from_millis(number),
            captured: Instant::now(),
            name: "made".into(),
            repeat: self.still && number > 0,
        })
    }

    fn is_live(&self) -> bool {
        self.live
    }

    fn describe(&self) -> String {
        if self.live { "camera".into() } else { "files".into() }
    }

    fn is_still(&self) -> bool {
        self.still
    }

    fn camera(&self) -> Option<CameraChoice> {
        self.live.then(|| CameraChoice::Again { name: "made".into(), index: 0 })
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }
}

/// The waits of a presenter, in a hundredth of the time.
const SHORT: Patience = Patience {
    fall_back: Duration::from_millis(100),
    give_up: Duration::from_secs(30),
    first_pause: Duration::from_millis(5),
    longest_pause: Duration::from_millis(40),
    settled: Duration::from_millis(10),
};

fn absent() -> Open {
    Arc::new(|| -> Opened { Err(Error::Source("no camera is connected".into())) })
}

fn supply(start: Start, files: Open, camera: Open) -> Supply {
    Supply {
        start,
        files,
        camera: Arc::new(move |_| camera()),
        choice: CameraChoice::First,
        patience: SHORT,
        camera_name: "a camera".into(),
        interrupt: Interrupt::default(),
    }
}

fn only(files: Made) -> Supply {
    supply(Start::Files, files.open(), absent())
}

/// What the made-up network has done.
#[derive(Default)]
struct Record {
    /// By number of the frame.
    seen: Mutex<Vec<u64>>,
    /// Which network saw each of them.
    by: Mutex<Vec<String>>,
    /// How many loads of a slow network and passes of any have begun.
    begun: AtomicU64,
    /// How often a network could not be loaded.
    refused: AtomicU64,
    /// How often a script had nothing to press.
    waits: AtomicU64,
    again: AtomicU64,
    /// The frame it saw last.
    last: Mutex<Option<LastSeen>>,
    /// How many frames it had seen at each step of its errand.
    steps: Mutex<Vec<usize>>,
}

impl Record {
    /// True where the frame that was seen last is such.
    fn saw(&self, wanted: fn(&LastSeen) -> bool) -> bool {
        self.last.lock().unwrap().as_ref().is_some_and(wanted)
    }
}

/// What can be told of a frame by looking at it.
#[derive(Clone)]
struct LastSeen {
    name: Arc<str>,
    /// True where what is red at the left of every picture is at the right.
    mirrored: bool,
}

/// A network that has an opinion on everything after a while.
struct Opinion {
    outline: Arc<Outline>,
    record: Arc<Record>,
    takes: Duration,
    /// Each pass takes as long as the source needs for ten pictures, of which this is the count.
    outlasted_by: Option<Arc<AtomicU64>>,
    /// This pass, counted from 0, takes longer: by this much.
    hangs_at: (usize, Duration),
    fails_at: u64,
    panics_at: u64,
    interrupt: Interrupt,
}

/// What is known of such a network before it is loaded.
fn outline(name: &str) -> Arc<Outline> {
    let layer = Layer {
        name: "conv1".into(),
        node: 1,
        block: 0,
        kind: "ReLU",
        shape: Shape { channels: 4, map: Size::new(2, 2) },
        signed: false,
        receptive_field: ReceptiveField { size: 1.0, stride: 1.0, offset: 0.0 },
        essential: true,
    };
    let block = Block { name: "conv1".into(), layers: vec![0], shown: 0 };
    Arc::new(Outline {
        name: name.into(),
        title: name.into(),
        input: 2,
        untrained: false,
        own_weights: false,
        parameters: 0,
        layers: vec![layer],
        blocks: vec![block],
        labels: Arc::from(["yes".to_owned(), "no".to_owned()]),
    })
}

impl Opinion {
    fn new(record: &Arc<Record>, takes_ms: u64) -> Self {
        Self::named("opinion", record, takes_ms)
    }

    fn named(name: &str, record: &Arc<Record>, takes_ms: u64) -> Self {
        Self {
            outline: outline(name),
            record: Arc::clone(record),
            takes: Duration::from_millis(takes_ms),
            outlasted_by: None,
            hangs_at: (usize::MAX, Duration::ZERO),
            fails_at: u64::MAX,
            panics_at: u64::MAX,
            interrupt: Interrupt::default(),
        }
    }

    fn sight(&self, spare: Maps) -> Sight {
        Sight {
            outline: Arc::clone(&self.outline),
            crop: Rect::new(0, 0, 2, 2),
            probabilities: vec![0.75, 0.25],
            top: vec![Guess { class: 0, probability: 0.75 }, Guess { class: 1, probability: 0.25 }],
            maps: Maps { readings: Vec::new(), ..spare },
            units: Vec::new(),
            explained: Vec::new(),
            kernels: None,
            undisturbed: None,
            profile: None,
            code: Vec::new(),
            times: StageTimes::default(),
        }
    }
}

/// Computes, as it were, for so long, and looks now and then whether it should.
fn work(time: Duration, interrupt: &Interrupt) -> Result<()> {
    let end = Instant::now() + time;
    loop {
        interrupt.check()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        thread::sleep(left.min(Duration::from_millis(10)));
    }
}

impl Engine for Opinion {
    fn describe(&self) -> Engaged {
        Engaged {
            outline: Arc::clone(&self.outline),
            device: "nowhere".into(),
            device_name: "nowhere".into(),
            precision: "f32",
            threads: 1,
        }
    }

    fn see(&mut self, frame: &Frame, _plan: &Plan, spare: Maps) -> Result<Sight> {
        self.record.begun.fetch_add(1, Ordering::Relaxed);
        let hangs = self.record.seen.lock().unwrap().len() == self.hangs_at.0;
        let longer = if hangs { self.hangs_at.1 } else { Duration::ZERO };
        work(self.takes + longer, &self.interrupt)?;
        if let Some(count) = &self.outlasted_by {
            let enough = count.load(Ordering::Relaxed) + 10;
            while count.load(Ordering::Relaxed) < enough {
                work(Duration::from_millis(1), &self.interrupt)?;
            }
        }
        assert!(frame.sequence != self.panics_at, "as the test asked for");
        if frame.sequence == self.fails_at {
            return Err(Error::Network("the network gave up".into()));
        }
        self.record.seen.lock().unwrap().push(frame.sequence);
        self.record.by.lock().unwrap().push(self.outline.name.clone());
        let last =
            LastSeen { name: Arc::clone(&frame.name), mirrored: frame.picture.rgb[0] != RED };
        *self.record.last.lock().unwrap() = Some(last);
        Ok(self.sight(spare))
    }

    fn look_again(&mut self, _plan: &Plan, spare: Maps) -> Result<Sight> {
        self.record.again.fetch_add(1, Ordering::Relaxed);
        Ok(self.sight(spare))
    }

    fn work(&mut self, _frame: &Arc<Frame>, plan: &Plan) -> Result<bool> {
        if plan.errand.is_some() {
            work(self.takes, &self.interrupt)?;
            let seen = self.record.seen.lock().unwrap().len();
            self.record.steps.lock().unwrap().push(seen);
        }
        Ok(plan.errand.is_some())
    }

    fn findings(&self) -> Option<Work> {
        None
    }

    fn export(&mut self, _plan: &Plan, path: &Path) -> Result<String> {
        std::fs::write(path, b"").map_err(Error::io("write", path))?;
        Ok("nothing".into())
    }

    fn bare_forward(&mut self) -> Result<Option<Duration>> {
        work(self.takes, &self.interrupt)?;
        Ok(Some(self.takes))
    }
}

/// A screen whose window is closed after a while.
struct Closing {
    screen: Offscreen,
    at: Instant,
}

impl Closing {
    fn after(time: Duration) -> Self {
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

/// A screen that loses what is over by the next look, unless it is asked more often. Closed once
/// that has happened.
struct Sampled {
    screen: Offscreen,
    begun: Instant,
    samples: u64,
    polls: u64,
}

impl Screen for Sampled {
    fn poll(&mut self) -> Vec<Event> {
        self.polls += 1;
        assert!(self.begun.elapsed() < Duration::from_secs(30), "nobody samples");
        if self.samples > 2 * self.polls { vec![Event::Closed] } else { Vec::new() }
    }

    fn sample(&mut self) -> Option<Duration> {
        self.samples += 1;
        Some(Duration::from_millis(1))
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

/// When a visitor does something.
#[derive(Clone, Copy)]
enum When {
    /// So many milliseconds after the start.
    At(u64),
    /// Once the network has seen such a frame last.
    Seen(fn(&LastSeen) -> bool),
    /// Once the network has done so much.
    Done(fn(&Record) -> bool),
    /// At the poll after the one that found this so: main has read by then what it was told. Once
    /// in a script.
    AfterDone(fn(&Record) -> bool),
}

/// A screen before which somebody does one thing after another.
struct Visited {
    screen: Offscreen,
    record: Arc<Record>,
    begun: Instant,
    script: std::collections::VecDeque<(When, Event)>,
    /// What [`When::AfterDone`] waits for was found.
    found: bool,
}

impl Visited {
    fn new(record: &Arc<Record>, script: impl IntoIterator<Item = (When, Event)>) -> Self {
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
        let mut is_due = |when: When| match when {
            When::At(milliseconds) => passed >= Duration::from_millis(milliseconds),
            When::Seen(wanted) => last.as_ref().is_some_and(wanted),
            When::Done(wanted) => wanted(&self.record),
            When::AfterDone(wanted) => std::mem::replace(found, wanted(&self.record)),
        };
        let due = self.script.iter().take_while(|(when, _)| is_due(*when)).count();
        self.script.drain(..due).map(|(_, event)| event).collect()
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        self.screen.present(pixels, size)
    }
}

fn press(key: char) -> Event {
    Event::Press(KeyPress { key: Key::Char(key), shift: false })
}

/// A kiosk of little patience.
fn kiosk(hold_ms: u64, home_ms: u64, attract_ms: u64) -> Settings {
    let [hold, home, attract] = [hold_ms, home_ms, attract_ms].map(Duration::from_millis);
    Settings { kiosk: Some(kiosk::Patience { hold, home, attract }), ..live() }
}

const CLOSED: Event = Event::Closed;
const NEVER: u64 = 3_600_000;

fn live() -> Settings {
    Settings::new(Pacing::RealTime)
}

fn unpaced(frames: u64) -> Settings {
    Settings { pacing: Pacing::Unpaced, frames: Some(frames), ..live() }
}

/// Networks of these names.
struct Named<L> {
    names: &'static [&'static str],
    load: L,
}

impl<L: FnMut(&str) -> Result<Opinion> + Send> Roster for Named<L> {
    type Engine = Opinion;

    fn outlines(&self) -> Vec<Arc<Outline>> {
        self.names.iter().map(|name| outline(name)).collect()
    }

    fn load(&mut self, index: usize, interrupt: &Interrupt) -> Result<Opinion> {
        Ok(Opinion { interrupt: interrupt.clone(), ..(self.load)(self.names[index])? })
    }
}

fn one(mut load: impl FnMut() -> Result<Opinion> + Send) -> impl Roster {
    Named { names: &["opinion"], load: move |_: &str| load() }
}

fn go(
    settings: Settings,
    supply: Supply,
    load: impl FnMut() -> Result<Opinion> + Send,
    screen: &mut dyn Screen,
) -> Result<Report, Stop> {
    run(settings, supply, one(load), screen, &AtomicBool::new(false))
}

fn cause(ended: Result<Report, Stop>) -> String {
    match ended {
        Err(Stop::Failed(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

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
fn a_screen_that_would_lose_presses_is_asked_while_there_is_nothing_to_show() {
    let record = Arc::default();
    let screen = Offscreen::new(SIZE);
    let mut screen = Sampled { screen, begun: Instant::now(), samples: 0, polls: 0 };
    let load = || Ok(Opinion::new(&record, 1));
    go(live(), only(Made { still: true, ..Made::FILES }), load, &mut screen).unwrap();
    assert!(screen.samples > 2 * screen.polls);
}

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

#[test]
fn three_hundred_keys_at_once_do_no_harm() {
    for settings in [live(), kiosk(NEVER, NEVER, NEVER)] {
        let record = Arc::default();
        // All that a lap can reach but the keys that end it or write files.
        let keys = "wetyuiopadfghjklzcvbnm,./=019 ".chars().cycle().take(300);
        let keys = keys.map(|key| (When::Seen(|_| true), press(key)));
        let mut screen = Visited::new(&record, keys.chain([(When::At(900), Event::Closed)]));
        let camera = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
        let load = || Ok(Opinion::new(&record, 1));
        let report = go(settings, camera, load, &mut screen).unwrap();
        assert!(report.frames > 0);
    }
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
fn an_errand_and_the_frames_take_turns() {
    // More frames than anybody can look at, and an errand that never ends.
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
fn while_the_picture_is_held_the_errand_has_the_network_to_itself() {
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

/// A window that remembers how the line at its top looked, one after the other, until it looks as
/// before something else.
struct Headers {
    record: Arc<Record>,
    begun: Instant,
    polls: u64,
    seen: Vec<Vec<u32>>,
}

impl Screen for Headers {
    fn poll(&mut self) -> Vec<Event> {
        self.polls += 1;
        assert!(self.begun.elapsed() < LATEST, "{} headers", self.seen.len());
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
        let header = &pixels[..40 * size.width as usize];
        if self.seen.last().is_none_or(|last| last != header) {
            self.seen.push(header.to_vec());
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
    let mut screen = Headers { record: Arc::clone(&record), begun, polls: 0, seen: Vec::new() };
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

#[test]
fn a_camera_that_is_absent_gives_way_to_the_files() {
    let record = Arc::default();
    let start = supply(Start::Camera, Made::FILES.open(), absent());
    let enough = When::Done(|record| record.seen.lock().unwrap().len() > 10);
    let mut screen = Visited::new(&record, [(enough, CLOSED)]);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.source.description.as_str(), report.source.lost), ("files", 0));
}

/// A screen that looks at one pixel of "1 It looks", until it has seen what it waits for.
struct Watching {
    screen: Offscreen,
    pixel: usize,
    /// What it has seen, without repetitions.
    seen: Vec<u8>,
    until: usize,
    /// The first so many are set once so much was seen.
    marks: [Arc<AtomicBool>; 3],
    begun: Instant,
}

impl Screen for Watching {
    fn poll(&mut self) -> Vec<Event> {
        assert!(self.begun.elapsed() < LATEST, "only {:?} was seen", self.seen);
        if self.seen.len() >= self.until { vec![CLOSED] } else { Vec::new() }
    }

    fn size(&self) -> Size {
        self.screen.size()
    }

    fn present(&mut self, pixels: &[u32], size: Size) -> Result<()> {
        // Its blue: the red one tells left from right.
        let grey = pixels[self.pixel] as u8;
        let begun = !self.seen.is_empty() || grey == CAMERA_GREY;
        // The status changes with the source, the picture with its first snapshot: between them the
        // camera's last picture may be drawn once more as it was.
        let is_between = self.seen.len() == 2 && grey == CAMERA_GREY;
        if begun && !is_between && self.seen.last() != Some(&grey) {
            self.seen.push(grey);
        }
        for mark in self.marks.iter().take(self.seen.len()) {
            mark.store(true, Ordering::Relaxed);
        }
        self.screen.present(pixels, size)
    }
}

#[test]
fn a_lost_camera_leaves_its_picture_dimmed_then_the_files_play_and_it_takes_over_again() {
    // Each step comes once the one before was seen.
    let marks: [Arc<AtomicBool>; 3] = Default::default();
    let [live_seen, dimmed_seen, files_seen] = marks.clone();
    let opened = AtomicU64::new(0);
    let camera: Open = Arc::new(move || match opened.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(Box::new(Made { fails_when: Some(Arc::clone(&live_seen)), ..Made::CAMERA })),
        _ if files_seen.load(Ordering::Relaxed) => Ok(Box::new(Made::CAMERA)),
        _ => Err(Error::Absent("no camera is connected".into())),
    });
    let files: Open = Arc::new(move || {
        while !dimmed_seen.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(1));
        }
        Ok(Box::new(Made::FILES))
    });
    let mut dashboard = Dashboard::default();
    dashboard.arrange(SIZE, &outline("opinion"), &Selection::default());
    let panes = dashboard.panes();
    let picture = panes.iter().find(|(pane, _)| *pane == Pane::Picture).unwrap().1;
    // Below the heading, above the notice.
    let (x, y) = (picture.x + picture.width / 8, picture.y + picture.height / 4);
    let mut screen = Watching {
        screen: Offscreen::new(SIZE),
        pixel: (y * SIZE.width + x) as usize,
        seen: Vec::new(),
        until: 4,
        marks,
        begun: Instant::now(),
    };
    let record = Arc::default();
    let start = supply(Start::Camera, files, camera);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    let [live, dimmed, files, back] = screen.seen[..] else { panic!("{:?}", screen.seen) };
    assert_eq!((live, files, back), (CAMERA_GREY, FILES_GREY, CAMERA_GREY));
    assert!(dimmed < CAMERA_GREY / 3 * 2 && dimmed != FILES_GREY, "{dimmed}");
    assert_eq!((report.source.lost, report.source.recovered), (1, 1));
}

/// Its pictures are mirrored, those of files are not.
const SEES_THE_CAMERA: When = When::AfterDone(|it| it.saw(|last| last.mirrored));

#[test]
fn a_camera_takes_over_from_the_files_when_it_delivers() {
    let record = Arc::default();
    let start = supply(Start::FilesUntilCamera, Made::FILES.open(), Made::CAMERA.open());
    let mut screen = Visited::new(&record, [(SEES_THE_CAMERA, CLOSED)]);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.source.description.as_str(), report.source.live), ("camera", true));
}

#[test]
fn the_key_for_the_source_goes_from_the_camera_to_the_files() {
    let record = Arc::default();
    let start = supply(Start::Camera, Made::FILES.open(), Made::CAMERA.open());
    let script = [
        (When::Seen(|last| last.mirrored), press('c')),
        (When::AfterDone(|it| it.saw(|last| !last.mirrored)), CLOSED),
    ];
    let mut screen = Visited::new(&record, script);
    let report = go(live(), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!(report.source.description, "files");
}

#[test]
fn without_a_window_a_camera_that_was_lost_is_waited_for() {
    let record = Arc::default();
    let opened = AtomicU64::new(0);
    // The first camera is lost, then there is none, then it is back.
    let camera: Open = Arc::new(move || match opened.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(Box::new(Made { fails_at: 5, ..Made::CAMERA })),
        1 => Err(Error::Source("no camera is connected".into())),
        _ => Ok(Box::new(Made::CAMERA)),
    });
    let start = supply(Start::Camera, Made::FILES.open(), camera);
    let mut screen = Offscreen::new(SIZE);
    let report = go(unpaced(20), start, || Ok(Opinion::new(&record, 1)), &mut screen).unwrap();
    assert_eq!((report.frames, report.source.lost, report.source.recovered), (20, 1, 1));
}

/// A screen on which a script goes on when the made-up networks have got so far.
struct Scripted<'a> {
    screen: Offscreen,
    record: &'a Record,
    /// Pressed in turn; the next when the network of this name has seen a frame, or at once where
    /// there is none.
    steps: std::collections::VecDeque<(Option<&'static str>, Key)>,
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
