//! The thread that reads a camera: it decodes each picture at once, and keeps the newest.
//!
//! It is there because a read waits without any limit when a camera stops delivering. The driver's
//! few buffers never hold old pictures so; the capture thread takes the newest, or gives up after a
//! while.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use deepvis_camera::{Hitch, Node, Refusal};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::Interrupt;
use super::camera_slot::{Ending, Order, Slot, State};
use super::decode::{Decoder, Layout};
use super::tuned_camera::TunedCamera;
use super::wishes::LiveWishes;

/// Between two signals to the reading thread, and how long it is given to answer one.
const KNOCK: Duration = Duration::from_millis(2);
const ANSWER: Duration = Duration::from_millis(500);
/// How long the end of the reading thread is waited for.
const FAREWELL: Duration = Duration::from_secs(1);

/// Reading threads that hang in their drivers and were left behind, and how many may be. Each keeps
/// its camera, its memory and perhaps a core.
static LEFT_BEHIND: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());
const MOST_LEFT_BEHIND: usize = 4;

/// The reading thread and what it shares; ends it when dropped.
pub(super) struct Reading {
    pub(super) node: Node,
    pub(super) slot: Arc<Slot>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    pub(super) fn start(node: Node, wishes: Arc<LiveWishes>) -> Result<Self> {
        let mut left = LEFT_BEHIND.lock().unwrap_or_else(PoisonError::into_inner);
        // One that was only slow has ended since.
        left.retain(|thread| !thread.is_finished());
        if left.len() >= MOST_LEFT_BEHIND {
            let Node { index, name } = node;
            return Err(Error::Source(format!(
                "camera {index} ({name}) is not opened: {MOST_LEFT_BEHIND} cameras' drivers \
                 hang; end DeepVis and start it again"
            )));
        }
        deepvis_camera::prepare();
        let slot = Arc::new(Slot::default());
        let work = {
            let (slot, node) = (Arc::clone(&slot), node.clone());
            move || read(&node, &slot, &wishes)
        };
        // Not a scoped thread: a driver that hangs must not keep the program from ending.
        let thread =
            thread::Builder::new().name("camera".to_owned()).spawn(work).map_err(|error| {
                Error::Source(format!("cannot start a thread for the camera: {error}"))
            })?;
        Ok(Self { node, slot, thread: Some(thread) })
    }

    pub(super) fn who(&self) -> String {
        format!("camera {} ({})", self.node.index, self.node.name)
    }

    /// The error for an end of reading. `verb` says what became of the camera.
    pub(super) fn ended(&self, verb: &str, ending: Ending) -> Error {
        match ending {
            Ending::Refused(error) => error,
            Ending::Failed(reason) => Error::Source(format!("{} {verb}: {reason}", self.who())),
            Ending::Gone => Error::Absent(format!("{} is gone", self.who())),
        }
    }

    /// Gets the reading thread out of its wait, if it is in one, to do something else. True once it
    /// has taken the order.
    pub(super) fn order_restart(&self) -> bool {
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
            self.knock(thread);
            thread::sleep(KNOCK);
        }
        true
    }

    /// Gets the reading thread out of a wait for a picture; not while it sets the camera, which it
    /// would do by half then.
    fn knock(&self, thread: &JoinHandle<()>) {
        if !self.slot.state().setting {
            deepvis_camera::interrupt(thread);
        }
    }

    /// The error for `limit` without a picture. `verb` says what became of the camera.
    pub(super) fn silent(&self, verb: &str, limit: Duration, interrupt: &Interrupt) -> Error {
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
            self.knock(&thread);
            thread::sleep(KNOCK);
        }
        if !thread.is_finished() {
            // A driver that cannot even be interrupted: the program ends without it.
            log::warn!("{} does not let go", self.who());
            LEFT_BEHIND.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        } else if thread.join().is_err() {
            log::warn!("the driver of {} failed", self.who());
        }
    }
}

/// The reading thread.
fn read(node: &Node, slot: &Slot, wishes: &LiveWishes) {
    // Says so even if a driver's surprise makes a library panic.
    let _ending = LastWords(slot);
    let end = |ending| slot.change(|state| state.ended = Some(ending));
    let mut camera = match TunedCamera::open(node, slot, wishes) {
        Ok(camera) => camera,
        Err(refusal) => return end(Ending::Refused(error_of(refusal))),
    };
    let (mut decoder, mut picture) = (Decoder::default(), Picture::default());
    loop {
        let layout = Layout::from(camera.stream.agreed());
        camera.obey();
        let read = match slot.change(State::take_order) {
            Order::Stop => return,
            Order::Restart => camera.stream.restart().map(|()| None),
            Order::Read => camera.stream.frame().map(Some),
        };
        let decoded = match read {
            Ok(None) => continue,
            Ok(Some(bytes)) => {
                let captured = Instant::now();
                slot.state().decoding = true;
                let decoded = decoder.decode(bytes, layout, &mut picture);
                decoded.map_err(|error| error.to_string()).map(|()| {
                    camera.take(&mut picture, captured);
                    captured
                })
            }
            Err(Hitch::Damaged(problem)) => Err(problem),
            Err(Hitch::Gone) => return end(Ending::Gone),
            Err(Hitch::Changed(what)) => {
                log::info!("camera {} was changed: {what}", node.index);
                // It has to be closed first: its buffers are those of the old format.
                drop(camera);
                camera = match TunedCamera::open(node, slot, wishes) {
                    Ok(camera) => camera,
                    Err(refusal) => return end(Ending::Refused(error_of(refusal))),
                };
                continue;
            }
            Err(Hitch::Failed(reason)) => {
                slot.rest(Ending::Failed(reason));
                continue;
            }
        };
        if decoded.is_err() {
            camera.stream.doubt();
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
