//! The main thread's ends of all queues and mailboxes.

use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use crate::engine::{EngineCommand, Loaded};
use crate::frame::Frame;
use crate::interrupt::Interrupt;
use crate::pipeline::heartbeat::Watchdog;
use crate::pipeline::mailbox::{Inbox, Post};
use crate::pipeline::message::{Notice, Notices, Request, SourceCommand, SourceStatus, Update};
use crate::snapshot::Snapshot;

/// The main thread's ends of all queues and mailboxes.
#[derive(Debug)]
pub struct Wires {
    /// Says which networks are ready.
    pub loaded: Receiver<Loaded>,
    /// From inference.
    pub updates: Inbox<Update>,
    /// Snapshots on their way back.
    pub spent: Sender<Snapshot>,
    /// To inference.
    pub requests: Post<Request>,
    /// To inference, what must not be lost.
    pub orders: Sender<EngineCommand>,
    /// To capture.
    pub commands: Sender<SourceCommand>,
    /// Frames that inference may not have looked at yet.
    pub newest: Inbox<Arc<Frame>>,
    /// What delivers.
    pub source: Inbox<SourceStatus>,
    /// For the message bar.
    pub notices: Receiver<Notice>,
    /// For main's own notices.
    pub notices_in: Notices,
    /// Tells the other threads of the end.
    pub interrupt: Interrupt,
    /// Notices the other threads' stalls.
    pub watchdog: Watchdog,
}
