//! A camera as a source of frames, read on a thread of its own.
//!
//! The thread is there because a read waits without any limit when a camera stops delivering. It
//! decodes each picture at once, so that the driver's few buffers never hold old ones, and keeps
//! the newest; the capture thread takes it, or gives up after a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use deepvis_camera::{Agreed, CameraFormat, Fields, Hitch, Node, Refusal, Stream};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::camera_list;
use super::camera_slot::{Ending, Order, Slot, State};
use super::decode::{Decoder, Layout};
use super::{CameraChoice, Interrupt, Shot, Source};

/// From the restart of a stream to its first picture.
const RESTART: Duration = Duration::from_secs(2);
/// Between two signals to the reading thread, and how long it is given to answer one.
const KNOCK: Duration = Duration::from_millis(2);
const ANSWER: Duration = Duration::from_millis(500);
/// From opening to the first picture, for a camera that was asked for: some take their time to
/// adjust.
const START: Duration = Duration::from_secs(5);
/// The same, for each camera when any will do.
const START_OF_ANY: Duration = Duration::from_millis(1500);
/// How long the end of the reading thread is waited for.
const FAREWELL: Duration = Duration::from_secs(1);

/// Reading threads that hang in their drivers and were left behind, and how many may be. Each keeps
/// its camera, its memory and perhaps a core.
static LEFT_BEHIND: AtomicUsize = AtomicUsize::new(0);
const MOST_LEFT_BEHIND: usize = 4;

/// What becomes of a camera: before its first picture, and after.
const NEVER: &str = "does not deliver";
const LOST: &str = "stopped";

/// A camera, open and being read.
pub struct Camera {
    reading: Reading,
    name: Arc<str>,
    interrupt: Interrupt,
    /// How long the next picture is waited for.
    patience: Duration,
    /// True where a restart of the stream is of no use.
    gone: bool,
    /// When the first picture that was taken had come.
    first: Option<Instant>,
    /// Damaged pictures that the viewer knows of.
    reported: u64,
    /// What the viewer knows that it sends.
    known: Option<Agreed>,
}

impl Camera {
    /// Opens the camera that the choice means; for [`CameraChoice::First`] the first that delivers
    /// a picture.
    ///
    /// # Errors
    /// [`Error::Source`] where there is none, or it is busy, forbidden or silent; of several, the
    /// first one's reason.
    pub fn open(choice: &CameraChoice, interrupt: &Interrupt) -> Result<Self> {
        let any = matches!(choice, CameraChoice::First | CameraChoice::After(_));
        let limit = if any { START_OF_ANY } else { START };
        let mut refusal = None;
        for node in camera_list::find(choice)? {
            match Self::start(node, interrupt, limit) {
                Ok(camera) => return Ok(camera),
                Err(error) => refusal = refusal.or(Some(error)),
            }
            if interrupt.is_raised() {
                break;
            }
        }
        Err(refusal.unwrap_or_else(|| Error::Absent("no camera is connected".to_owned())))
    }

    /// Starts the reading thread and waits for the first picture, which stays for [`Source::next`].
    fn start(node: Node, interrupt: &Interrupt, limit: Duration) -> Result<Self> {
        let reading = Reading::start(node)?;
        let begun = reading.slot.wait(limit, interrupt, |state| {
            let begun = state.newest.is_some().then_some(state.agreed).flatten();
            begun.map(Ok).or_else(|| state.ended.take().map(Err))
        });
        let agreed = match begun {
            Some(Ok(agreed)) => agreed,
            Some(Err(ending)) => return Err(reading.ended(NEVER, ending)),
            None => return Err(reading.silent(NEVER, limit, interrupt)),
        };
        Ok(Self {
            name: Arc::from(reading.node.name.as_str()),
            reading,
            interrupt: interrupt.clone(),
            patience: agreed.format.patience(),
            gone: false,
            first: None,
            reported: 0,
            known: None,
        })
    }

    /// What it sends. Another program may change that on the way.
    fn format(&self) -> Option<CameraFormat> {
        self.reading.slot.state().agreed.map(|agreed| agreed.format)
    }

    fn usual_patience(&self) -> Duration {
        self.format().map_or(RESTART, |format| format.patience())
    }
}

/// The reading thread and what it shares; ends it when dropped.
struct Reading {
    node: Node,
    slot: Arc<Slot>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    fn start(node: Node) -> Result<Self> {
        if LEFT_BEHIND.load(Ordering::Relaxed) >= MOST_LEFT_BEHIND {
            let Node { index, name } = node;
            return Err(Error::Source(format!(
                "camera {index} ({name}) is not opened: {MOST_LEFT_BEHIND} times a camera's driver \
                 has hung; end DeepVis and start it again"
            )));
        }
        deepvis_camera::prepare();
        let slot = Arc::new(Slot::default());
        let work = {
            let (slot, node) = (Arc::clone(&slot), node.clone());
            move || read(&node, &slot)
        };
        // Not a scoped thread: a driver that hangs must not keep the program from ending.
        let thread =
            thread::Builder::new().name("camera".to_owned()).spawn(work).map_err(|error| {
                Error::Source(format!("cannot start a thread for the camera: {error}"))
            })?;
        Ok(Self { node, slot, thread: Some(thread) })
    }

    fn who(&self) -> String {
        format!("camera {} ({})", self.node.index, self.node.name)
    }

    /// The error for an end of reading. `verb` says what became of the camera.
    fn ended(&self, verb: &str, ending: Ending) -> Error {
        match ending {
            Ending::Refused(error) => error,
            Ending::Failed(reason) => Error::Source(format!("{} {verb}: {reason}", self.who())),
            Ending::Gone => Error::Absent(format!("{} is gone", self.who())),
        }
    }

    /// Gets the reading thread out of its wait, if it is in one, to do something else. True once it
    /// has taken the order.
    fn order_restart(&self) -> bool {
        let Some(thread) = &self.thread else { return false };
        self.slot.change(|state| {
            state.ended = None;
            state.order = Order::Restart;
        });
        let start = Instant::now();
        while self.slot.state().order == Order::Restart {
            if thread.is_finished() || start.elapsed() > ANSWER {
                return false;
            }
            deepvis_camera::interrupt(thread);
            thread::sleep(KNOCK);
        }
        true
    }

    /// The error for `limit` without a picture. `verb` says what became of the camera.
    fn silent(&self, verb: &str, limit: Duration, interrupt: &Interrupt) -> Error {
        let who = self.who();
        if interrupt.is_raised() {
            return Error::Source(format!("{who} was not waited for"));
        }
        let state = self.slot.state();
        let damaged = match (state.in_a_row, &state.problem) {
            (0, _) => String::new(),
            (count, problem) => format!(", but {count} unusable; {problem}"),
        };
        let seconds = limit.as_secs_f64();
        Error::Source(format!("{who} {verb}: no picture for {seconds} s{damaged}"))
    }
}

impl Drop for Reading {
    /// Ends the reading thread, also while it waits for a picture that never comes.
    fn drop(&mut self) {
        self.slot.change(|state| state.order = Order::Stop);
        let Some(thread) = self.thread.take() else { return };
        let start = Instant::now();
        while !thread.is_finished() && start.elapsed() < FAREWELL {
            deepvis_camera::interrupt(&thread);
            thread::sleep(KNOCK);
        }
        if !thread.is_finished() {
            // A driver that cannot even be interrupted: the program ends without it.
            LEFT_BEHIND.fetch_add(1, Ordering::Relaxed);
            log::warn!("{} does not let go", self.who());
        } else if thread.join().is_err() {
            log::warn!("the driver of {} failed", self.who());
        }
    }
}

impl Source for Camera {
    fn next(&mut self, spare: Picture) -> Result<Shot> {
        let mut spare = Some(spare);
        let usual = self.usual_patience();
        let patience = std::mem::replace(&mut self.patience, usual);
        let taken = self.reading.slot.wait(patience, &self.interrupt, |state| {
            if let Some(newest) = state.newest.take() {
                state.spare = spare.take().unwrap_or_default();
                return Some(Ok(newest));
            }
            state.ended.take().map(Err)
        });
        let (picture, captured) = match taken {
            Some(Ok(newest)) => newest,
            Some(Err(ending)) => {
                self.gone = matches!(ending, Ending::Gone);
                return Err(self.reading.ended(LOST, ending));
            }
            None => return Err(self.reading.silent(LOST, patience, &self.interrupt)),
        };
        let new_scene = self.first.is_none();
        let first = *self.first.get_or_insert(captured);
        Ok(Shot {
            picture,
            new_scene,
            at: captured.duration_since(first),
            captured,
            name: Arc::clone(&self.name),
            repeat: false,
        })
    }

    fn is_live(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        let format = self.format().map(|format| format!(" {format}")).unwrap_or_default();
        format!("camera {}: {}{format}", self.reading.node.index, self.name)
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }

    fn restart(&mut self) -> bool {
        self.patience = RESTART.max(self.usual_patience());
        !self.gone && !self.interrupt.is_raised() && self.reading.order_restart()
    }

    fn camera(&self) -> Option<CameraChoice> {
        let Node { name, index } = self.reading.node.clone();
        Some(CameraChoice::Again { name, index })
    }

    fn notices(&mut self) -> Vec<String> {
        let state = self.reading.slot.state();
        let who = self.reading.who();
        let mut notices = Vec::new();
        if let Some(agreed) = state.agreed.filter(|agreed| self.known != Some(*agreed)) {
            if self.known.is_some() {
                let format = agreed.format.to_string();
                notices.push(say!("notice-camera-format", camera = who.as_str(), format = format));
            }
            if agreed.fields != Fields::None {
                notices.push(say!("notice-camera-interlaced", camera = who.as_str()));
            }
            self.known = Some(agreed);
        }
        // At the first one, and then whenever their number has doubled.
        if state.damaged >= (self.reported * 2).max(1) {
            notices.push(say!(
                "notice-camera-damaged",
                camera = who,
                pictures = state.damaged,
                problem = state.problem
            ));
            self.reported = state.damaged;
        }
        notices
    }
}

/// The reading thread.
fn read(node: &Node, slot: &Slot) {
    // Says so even if a driver's surprise makes a library panic.
    let _ending = LastWords(slot);
    let end = |ending| slot.change(|state| state.ended = Some(ending));
    let mut stream = match Stream::open(node) {
        Ok(stream) => stream,
        Err(refusal) => return end(Ending::Refused(error_of(refusal))),
    };
    let (mut decoder, mut picture) = (Decoder::default(), Picture::default());
    slot.change(|state| state.agreed = Some(stream.agreed()));
    loop {
        let layout = Layout::from(stream.agreed());
        let read = match slot.change(State::take_order) {
            Order::Stop => return,
            Order::Restart => stream.restart().map(|()| None),
            Order::Read => stream.frame().map(Some),
        };
        let decoded = match read {
            Ok(None) => continue,
            Ok(Some(bytes)) => {
                let captured = Instant::now();
                slot.state().decoding = true;
                let decoded = decoder.decode(bytes, layout, &mut picture);
                decoded.map(|()| captured).map_err(|error| error.to_string())
            }
            Err(Hitch::Damaged(problem)) => Err(problem),
            Err(Hitch::Gone) => return end(Ending::Gone),
            Err(Hitch::Changed(what)) => {
                log::info!("camera {} was changed: {what}", node.index);
                // It has to be closed first: its buffers are those of the old format.
                drop(stream);
                stream = match Stream::open(node) {
                    Ok(stream) => stream,
                    Err(refusal) => return end(Ending::Refused(error_of(refusal))),
                };
                slot.change(|state| state.agreed = Some(stream.agreed()));
                continue;
            }
            Err(Hitch::Failed(reason)) => {
                slot.rest(Ending::Failed(reason));
                continue;
            }
        };
        if decoded.is_err() {
            stream.doubt();
        }
        slot.change(|state| {
            state.decoding = false;
            match decoded {
                Ok(captured) => {
                    state.in_a_row = 0;
                    let whole = std::mem::take(&mut picture);
                    let unread = state.newest.replace((whole, captured));
                    picture =
                        unread.map_or_else(|| std::mem::take(&mut state.spare), |(old, _)| old);
                }
                Err(problem) => {
                    state.damaged += 1;
                    state.in_a_row += 1;
                    state.problem = problem;
                }
            }
        });
    }
}

fn error_of(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Absent(words) => Error::Absent(words),
        Refusal::Refused(words) => Error::Source(words),
    }
}

/// Leaves a reason behind if the reading thread ends without one.
struct LastWords<'a>(&'a Slot);

impl Drop for LastWords<'_> {
    fn drop(&mut self) {
        self.0.change(|state| {
            let crashed = || Ending::Failed("its driver failed".to_owned());
            state.ended.get_or_insert_with(crashed);
        });
    }
}
