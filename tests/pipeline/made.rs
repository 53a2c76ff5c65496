//! A made-up source of frames for these tests, with faults on demand, and supplies made of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use deepvis::error::{Error, Result};
use deepvis::frame::Picture;
use deepvis::geometry::Size;
use deepvis::interrupt::Interrupt;
use deepvis::pipeline::supply::{Open, Opened, Patience, Start, Supply};
use deepvis::source::{CameraChoice, Shot, Source};

use super::HOUR;

/// How bright the pictures are.
pub(super) const CAMERA_GREY: u8 = 200;
pub(super) const FILES_GREY: u8 = 50;
pub(super) const RED: u8 = 255;

/// Grey pictures, redder at the left, so that a mirror can be told; one every millisecond.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) live: bool,
    /// Fails when asked for this one.
    pub(super) fails_at: u64,
    /// Fails once this is set.
    pub(super) fails_when: Option<Arc<AtomicBool>>,
    /// Never answers when asked for this one.
    pub(super) sticks_at: u64,
    /// Counts the pictures.
    pub(super) counts: Option<Arc<AtomicU64>>,
    /// Shows the first picture again and again.
    pub(super) still: bool,
    /// From when this is set on, something else is before it.
    pub(super) moves_when: Option<Arc<AtomicBool>>,
    pub(super) shots: u64,
}

impl Made {
    pub(super) const FILES: Self = Self {
        live: false,
        fails_at: u64::MAX,
        fails_when: None,
        sticks_at: u64::MAX,
        counts: None,
        still: false,
        moves_when: None,
        shots: 0,
    };
    pub(super) const CAMERA: Self = Self { live: true, ..Self::FILES };

    pub(super) fn open(self) -> Open {
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
        if self.moves_when.as_ref().is_some_and(|it| it.load(Ordering::Relaxed)) {
            spare.rgb[1] = 0;
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

pub(super) fn absent() -> Open {
    Arc::new(|| -> Opened { Err(Error::Source("no camera is connected".into())) })
}

pub(super) fn supply(start: Start, files: Open, camera: Open) -> Supply {
    Supply {
        start,
        files,
        camera: Arc::new(move |_| camera()),
        choice: CameraChoice::First,
        mirrored: true,
        patience: SHORT,
        camera_name: "a camera".into(),
        interrupt: Interrupt::default(),
    }
}

pub(super) fn only(files: Made) -> Supply {
    supply(Start::Files, files.open(), absent())
}
