//! A made-up network engine for these tests, with faults on demand, and a record of what it did.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::engine::{Engaged, Engine, Findings, Inquiry, Roster};
use deepvis::error::{Error, Result};
use deepvis::frame::Frame;
use deepvis::geometry::{Rect, Size};
use deepvis::interrupt::Interrupt;
use deepvis::network::guess::Guess;
use deepvis::network::manifest::Answers;
use deepvis::network::outline::{Block, Layer, Outline, ReceptiveField, Shape};
use deepvis::snapshot::{Snapshot, StageTimes};
use deepvis::taps::plan::{Plan, Unit};
use deepvis::taps::reading::Maps;

use super::made::RED;

/// What the made-up network has done.
#[derive(Default)]
pub(super) struct Record {
    /// By number of the frame.
    pub(super) seen: Mutex<Vec<u64>>,
    /// Which network saw each of them.
    pub(super) by: Mutex<Vec<String>>,
    /// How many loads of a slow network and passes of any have begun.
    pub(super) begun: AtomicU64,
    /// How often a network could not be loaded.
    pub(super) refused: AtomicU64,
    /// How often a script had nothing to press.
    pub(super) waits: AtomicU64,
    pub(super) again: AtomicU64,
    /// How often it was told to forget.
    pub(super) forgotten: AtomicU64,
    /// The frame it saw last.
    pub(super) last: Mutex<Option<LastSeen>>,
    /// How many frames it had seen at each step of its job.
    pub(super) steps: Mutex<Vec<usize>>,
    /// How many frames it had seen at each export.
    pub(super) exports: Mutex<Vec<usize>>,
}

impl Record {
    /// True where the frame that was seen last is such.
    pub(super) fn saw(&self, wanted: fn(&LastSeen) -> bool) -> bool {
        self.last.lock().unwrap().as_ref().is_some_and(wanted)
    }
}

/// What can be told of a frame by looking at it.
#[derive(Clone)]
pub(super) struct LastSeen {
    /// True where what is red at the left of every picture is at the right.
    pub(super) mirrored: bool,
}

/// A network that has an opinion on everything after a while.
pub(super) struct Opinion {
    pub(super) outline: Arc<Outline>,
    pub(super) record: Arc<Record>,
    pub(super) takes: Duration,
    /// Each pass takes as long as the source needs for ten pictures, of which this is the count.
    pub(super) outlasted_by: Option<Arc<AtomicU64>>,
    /// This pass, counted from 0, takes longer: by this much.
    pub(super) hangs_at: (usize, Duration),
    pub(super) fails_at: u64,
    pub(super) panics_at: u64,
    pub(super) interrupt: Interrupt,
    /// The frame seen last.
    pub(super) frame: Option<Arc<Frame>>,
}

/// What is known of such a network before it is loaded.
pub(super) fn outline(name: &str) -> Arc<Outline> {
    let layer = Layer {
        name: "conv1".into(),
        node: 1,
        block: 0,
        kind: "ReLU",
        shape: Shape { channels: 4, map: Size::new(2, 2) },
        signed: false,
        receptive_field: ReceptiveField::square(1.0, 1.0, 0.0),
        essential: true,
    };
    let block = Block { name: "conv1".into(), layers: vec![0], shown: 0 };
    Arc::new(Outline {
        name: name.into(),
        title: name.into(),
        year: 2020,
        input: Size::new(2, 2),
        answers: Answers::OneOf,
        assumed: false,
        untrained: false,
        own_weights: false,
        parameters: 0,
        layers: vec![layer],
        blocks: vec![block],
        labels: Arc::from(["yes".to_owned(), "no".to_owned()]),
    })
}

impl Opinion {
    pub(super) fn new(record: &Arc<Record>, takes_ms: u64) -> Self {
        Self::named("opinion", record, takes_ms)
    }

    pub(super) fn named(name: &str, record: &Arc<Record>, takes_ms: u64) -> Self {
        Self {
            outline: outline(name),
            record: Arc::clone(record),
            takes: Duration::from_millis(takes_ms),
            outlasted_by: None,
            hangs_at: (usize::MAX, Duration::ZERO),
            fails_at: u64::MAX,
            panics_at: u64::MAX,
            interrupt: Interrupt::default(),
            frame: None,
        }
    }

    fn snapshot(&self, spare: Maps) -> Snapshot {
        let frame = self.frame.as_ref().unwrap();
        Snapshot {
            frame: Arc::clone(frame),
            outline: Arc::clone(&self.outline),
            crop: Rect::new(0, 0, 2, 2),
            probabilities: vec![0.75, 0.25],
            top: vec![Guess { class: 0, probability: 0.75 }, Guess { class: 1, probability: 0.25 }],
            maps: Maps { readings: Vec::new(), ..spare },
            units: Vec::new(),
            explained: Vec::new(),
            kernels: None,
            baseline: None,
            without: None,
            ablated: Vec::new(),
            profile: None,
            erased: None,
            code: Vec::new(),
            nothing_to_see: false,
            request: 0,
            times: StageTimes::default(),
            dropped: 0,
            finished: Instant::now(),
        }
    }
}

/// Computes, as it were, for so long, and looks now and then whether it should.
pub(super) fn work(time: Duration, interrupt: &Interrupt) -> Result<()> {
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

    fn see(&mut self, frame: &Arc<Frame>, _plan: &Plan, spare: Maps) -> Result<Snapshot> {
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
        let last = LastSeen { mirrored: frame.picture.rgb[0] != RED };
        *self.record.last.lock().unwrap() = Some(last);
        self.frame = Some(Arc::clone(frame));
        Ok(self.snapshot(spare))
    }

    fn look_again(&mut self, _plan: &Plan, spare: Maps) -> Result<Snapshot> {
        self.record.again.fetch_add(1, Ordering::Relaxed);
        Ok(self.snapshot(spare))
    }

    fn work(&mut self, inquiry: &Inquiry) -> Result<bool> {
        // What stands costs no pass of its own.
        let asked = inquiry.questions.iter().any(|question| !question.is_standing());
        if asked {
            work(self.takes, &self.interrupt)?;
            let seen = self.record.seen.lock().unwrap().len();
            self.record.steps.lock().unwrap().push(seen);
        }
        Ok(asked)
    }

    fn export_head(&mut self, labels: &[String], mirror: bool, path: &Path) -> Result<String> {
        let words = format!("{mirror}: {}", labels.join(", "));
        std::fs::write(path, words).map_err(Error::io("write", path))?;
        Ok("a head".into())
    }

    fn findings(&self) -> Findings {
        Findings::default()
    }

    fn forget(&mut self) {
        self.record.forgotten.fetch_add(1, Ordering::Relaxed);
    }

    fn export(&mut self, _plan: &Plan, _names: &[(Unit, String)], path: &Path) -> Result<String> {
        std::fs::write(path, &self.outline.name).map_err(Error::io("write", path))?;
        let seen = self.record.seen.lock().unwrap().len();
        self.record.exports.lock().unwrap().push(seen);
        Ok("nothing".into())
    }

    fn bare_forward(&mut self) -> Result<Option<Duration>> {
        work(self.takes, &self.interrupt)?;
        Ok(Some(self.takes))
    }
}

/// Networks of these names.
pub(super) struct Named<L> {
    pub(super) names: &'static [&'static str],
    pub(super) load: L,
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

pub(super) fn one(mut load: impl FnMut() -> Result<Opinion> + Send) -> impl Roster {
    Named { names: &["opinion"], load: move |_: &str| load() }
}
