//! The pipeline: starts the three threads of a run, connects them, and ends them.
//!
//! [`run`] wires the threads as the picture in the crate's documentation shows them. The inference
//! thread is scoped: it ends after the node it is in, so that no tensor outlives the run. The
//! capture thread is not: a driver may hold it for ever, and the end must not wait for that. It
//! owns nothing but its source and is left behind after [`GRACE`].

pub mod capture;
pub mod heartbeat;
mod hosting;
mod hunt;
pub mod inference;
pub mod mailbox;
pub mod message;
pub mod meter;
pub mod outcome;
mod recorder;
pub mod render;
mod saving;
pub mod supply;
mod timeline;
mod wiring;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use crate::control::keyboard::Keyboard;
use crate::control::kiosk::Patience;
use crate::dashboard::session::FirstView;
use crate::dashboard::{RoomSettings, Tours, keyboard};
use crate::engine::Roster;
use crate::error::{Error, Result};
use crate::screen::Screen;
use outcome::{Stop, join, join_by, root_cause};
use render::{Render, Report};
use supply::Supply;
use wiring::wire;

/// How long the end of a run waits for a source that does not answer.
pub const GRACE: Duration = Duration::from_millis(1500);

/// A thread that is busy with one thing for longer than this is told of.
pub const STALLED: Duration = Duration::from_secs(5);

/// Unpaced: frames that are under way at once, so that capture, inference and drawing overlap.
const LEAD: usize = 2;

/// How frames are timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pacing {
    /// As the source's clock says; what nobody has looked at gives way to what is newer. For a
    /// window.
    RealTime,
    /// As fast as they can be shown, none skipped: the same pictures in every run. A camera still
    /// goes at its own pace.
    Unpaced,
}

/// How a run goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How frames are timed.
    pub pacing: Pacing,
    /// Ends after so many frames were shown. None: when somebody ends it.
    pub frames: Option<u64>,
    /// How the screen is at first.
    pub first: FirstView,
    /// Where saved pictures and recordings go; empty for the current folder.
    pub folder: PathBuf,
    /// Which key does what.
    pub keyboard: Arc<Keyboard>,
    /// What the tour says, and the first task.
    pub tours: Tours,
    /// True to run the bare forward pass now and then, for comparison.
    pub bare_forward: bool,
    /// How long a thread may be busy with one thing before the viewer is told; [`STALLED`] for
    /// people.
    pub stalled_after: Duration,
    /// How long a kiosk waits; none where it is not one.
    pub kiosk: Option<Patience>,
    /// False to keep a visitor's pictures and names no longer than their visit, which lasts five
    /// minutes from the first picture that is kept at most.
    pub remember: bool,
    /// What the rooms are told.
    pub rooms: RoomSettings,
}

impl Settings {
    /// A run without an end, with everything as it is where nobody asked for anything.
    pub fn new(pacing: Pacing) -> Self {
        Self {
            pacing,
            frames: None,
            first: FirstView::default(),
            folder: PathBuf::new(),
            keyboard: Arc::new(keyboard()),
            tours: Tours::default(),
            bare_forward: false,
            stalled_after: STALLED,
            kiosk: None,
            remember: true,
            rooms: RoomSettings::default(),
        }
    }
}

/// Runs until the person ends it, all frames are shown, or something fails. `roster` makes the
/// engines, on the inference thread; `stop` ends the run from outside.
///
/// # Errors
/// [`Stop::Failed`] with the cause, whatever echoes it had in other threads; [`Stop::Cancelled`]
/// where `stop` was set.
pub fn run(
    settings: Settings,
    supply: Supply,
    roster: impl Roster,
    screen: &mut dyn Screen,
    stop: &AtomicBool,
) -> Result<Report, Stop> {
    let interrupt = supply.interrupt.clone();
    let (capture, inference, wires) = wire(&settings, supply);
    let capture = thread::Builder::new()
        .name("capture".into())
        .spawn(move || capture.run())
        .map_err(|error| Error::Source(format!("cannot start the capture thread: {error}")))?;
    let outlines = roster.outlines();
    thread::scope(|scope| {
        let inference = thread::Builder::new()
            .name("inference".into())
            .spawn_scoped(scope, move || inference.run(roster))
            .map_err(|error| {
                Error::Network(format!("cannot start the inference thread: {error}"))
            })?;
        let shown = Render::new(settings, wires, outlines, screen, stop).and_then(Render::run);
        interrupt.raise();
        let deadline = Instant::now() + GRACE;
        let ends = [join("inference", inference), join_by("capture", capture, deadline)];
        match shown {
            // What the others met with while they were being stopped is of no interest.
            Ok(_) | Err(Stop::Cancelled) => shown,
            Err(stop) => {
                let [inferred, captured] = ends;
                root_cause([captured, inferred, Err(stop)])?;
                Err(Stop::Disconnected)
            }
        }
    })
}
