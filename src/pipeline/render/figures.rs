//! The figures of a run (speed, delay, costs), for the status line and the report.

mod erasures;

use std::time::{Duration, Instant};

use crate::pipeline::meter::{Meter, Pace};
use crate::snapshot::Snapshot;
use crate::view::status::Status;
use erasures::Erasures;

/// How often the figures of the status line change, so that they can be read.
const FIGURES: Duration = Duration::from_millis(500);

/// Below this many pictures a second the newest frame is shown beside.
const SLOW: f32 = 10.0;

/// Counts and measures while frames are shown.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// What each stage costs.
    pub(super) meter: Meter,
    /// Frames shown.
    pub(super) frames: u64,
    shown: Pace,
    delivered: Pace,
    /// When the status line's figures change next.
    due: Duration,
    first_shown: Option<Instant>,
    last_shown: Option<Instant>,
    /// True until the newest snapshot's frame is on the screen.
    unseen: bool,
    /// The answers that a rubber waits for.
    pub(super) erasures: Erasures,
}

impl Figures {
    /// A snapshot of a new frame is there; `alone` where no other was under way with it, which says
    /// nothing about the pace.
    pub(super) fn accept(&mut self, snapshot: &Snapshot, alone: bool) {
        let now = Instant::now();
        self.meter.stages(&snapshot.times);
        if let Some(last) = self.last_shown.replace(now)
            && !alone
        {
            self.meter.period.add(now.duration_since(last));
        }
        self.first_shown.get_or_insert(now);
        self.frames += 1;
        self.unseen = true;
        self.shown.note(now, self.frames);
        self.delivered.note(snapshot.frame.captured, snapshot.frame.sequence);
    }

    /// The newest snapshot is on the screen: how old its frame's pixels are, the first time, and
    /// how long ago a finger rubbed out what it answers for.
    pub(super) fn note_latency(&mut self, snapshot: &Snapshot, presented: Instant) {
        if std::mem::take(&mut self.unseen) {
            self.meter.latency.add(presented.duration_since(snapshot.frame.captured));
        }
        if let Some(erased) = &snapshot.erased {
            self.erasures.show(&erased.mask, presented, &mut self.meter.erasure);
        }
    }

    /// True where so few pictures a second are shown that the viewer would wonder.
    pub(super) fn is_slow(&self, status: &Status) -> bool {
        self.frames > 3 && status.shown_fps < SLOW
    }

    /// Renews the figures of the status line, where it is time. Those that are measured are left
    /// out where frames are not `paced` but made on demand, so that two runs show the same.
    pub(super) fn refresh(&mut self, status: &mut Status, clock: Duration, paced: bool) {
        if clock < self.due {
            return;
        }
        self.due = if self.frames > 3 { clock + FIGURES } else { clock };
        let now = Instant::now();
        status.shown_fps = self.shown.per_second(now);
        status.source_fps =
            if paced && !status.still { self.delivered.per_second(now) } else { 0.0 };
        status.latency = self.meter.latency.last().filter(|_| paced).unwrap_or_default();
    }

    /// Pictures a second, over the whole run.
    pub(super) fn fps(&self) -> f64 {
        let time = self.first_shown.zip(self.last_shown).map(|(first, last)| last - first);
        let seconds = time.unwrap_or_default().as_secs_f64();
        if seconds > 0.0 { (self.frames - 1) as f64 / seconds } else { 0.0 }
    }
}
