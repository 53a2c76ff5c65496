//! The messages between the threads: deliveries, requests, updates, commands, notices.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crossbeam_channel::Sender;

use crate::engine::{Findings, Inquiry};
use crate::frame::Frame;
use crate::snapshot::Snapshot;
use crate::source::{CameraOrder, CameraState, Tuned};
use crate::view::status::Trouble;

/// From capture to inference: newest wins where pictures are lost when nobody takes them, otherwise
/// one after another.
#[derive(Debug)]
pub struct Delivery {
    /// The frame.
    pub frame: Arc<Frame>,
    /// How long it took to read and decode, a camera's waiting not counted.
    pub took: Duration,
}

/// From main to inference, newest wins: what is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Counts up; a snapshot carries the number of the request it answers.
    pub number: u64,
    /// Which network: its place in [`crate::engine::Roster::outlines`].
    pub network: usize,
    /// What to read off that network, and what to find out with it.
    pub inquiry: Inquiry,
    /// True to keep the frame at hand instead of taking a new one.
    pub frozen: bool,
    /// True to run, and time, the network alone before the next frame.
    pub bare_forward: bool,
}

/// From inference to main: newest wins with a window, otherwise one after another.
#[derive(Debug)]
pub struct Update {
    /// A frame and what the network made of it.
    pub snapshot: Snapshot,
    /// What the background jobs have found so far.
    pub findings: Findings,
}

/// From main to capture: bounded, in order. A full queue is answered by "busy", never waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceCommand {
    /// Move on by so many pictures, negative for back.
    Step(i64),
    /// Shake a still photo a little, or stop.
    Shake,
    /// From the camera to the files, or back.
    Switch,
    /// The next camera that is connected.
    NextCamera,
    /// Mirror the camera's pictures, or stop doing so.
    Mirror,
    /// Set the camera in another way.
    Adjust(CameraOrder),
    /// Unpaced only: deliver one frame.
    Deliver,
}

/// From any thread to main, for the message bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice(pub String);

/// The queue of notices: bounded, never waited for; those that find it full are counted and only
/// logged.
#[derive(Debug, Clone)]
pub struct Notices {
    queue: Sender<Notice>,
    lost: Arc<AtomicU64>,
}

impl Notices {
    /// Notices go into `queue`.
    pub fn new(queue: Sender<Notice>) -> Self {
        Self { queue, lost: Arc::default() }
    }

    /// Tells the viewer, and the log.
    pub fn tell(&self, text: impl Into<String>) {
        let text = text.into();
        log::info!("{text}");
        if self.queue.try_send(Notice(text)).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many were lost so far.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

/// From capture to main, newest wins: where the frames come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct SourceStatus {
    /// As the source describes itself, or what is being waited for.
    pub description: String,
    /// True where pictures are lost when nobody takes them: a camera.
    pub live: bool,
    /// True where the source holds still.
    pub still: bool,
    /// True where it would, but is shaken a little.
    pub shaken: bool,
    /// True where they are a camera's, of whoever sits before it: they can be mirrored.
    pub faces_the_viewer: bool,
    /// True while the pictures are mirrored.
    pub mirrored: bool,
    /// True where a camera's are mirrored at first.
    pub mirrored_at_first: bool,
    /// How the camera is set; none where it is no camera.
    pub stands: Option<CameraState>,
    /// What is wrong with the pictures, to be said on them; only with a window.
    pub trouble: Option<Trouble>,
    /// Times that a source was lost so far.
    pub lost: u64,
    /// Times that a lost source came back so far.
    pub recovered: u64,
}

impl SourceStatus {
    /// How the camera's controls stand, none without a camera; and by how many degrees its pictures
    /// are turned.
    pub fn stands(&self) -> (Option<Tuned>, u16) {
        let stands = self.stands.as_ref();
        let tuned = stands.map(|stands| stands.tuned.clone());
        (tuned, stands.map_or(0, |stands| stands.rotation.degrees()))
    }
}
