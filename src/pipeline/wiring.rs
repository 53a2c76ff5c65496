//! The wiring of a run: makes all mailboxes and queues, and gives each thread its ends.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crossbeam_channel::bounded;

use super::Settings;
use super::capture::{self, Capture};
use super::heartbeat::{Heartbeat, Watchdog};
use super::inference::Inference;
use super::mailbox::mailbox;
use super::message::Notices;
use super::render::Wires;
use super::supply::Supply;

/// The three threads' ends, as the picture in the crate's documentation shows them.
pub(super) fn wire(settings: &Settings, supply: Supply) -> (Capture, Inference, Wires) {
    let dropped = Arc::new(AtomicU64::new(0));
    let (frames_in, frames) = mailbox();
    let (newest_in, newest) = mailbox();
    let (status_in, source) = mailbox();
    let (updates_in, updates) = mailbox();
    let (requests_in, requests) = mailbox();
    let (commands, commands_out) = bounded(4);
    let (orders, orders_out) = bounded(4);
    let (notices_in, notices) = bounded(64);
    let notices_in = Notices::new(notices_in);
    let (spares_in, spares) = bounded(4);
    let (spent_in, spent) = bounded(4);
    let (loaded_in, loaded) = bounded(4);

    let interrupt = supply.interrupt.clone();
    let (capturing, inferring) = (Heartbeat::default(), Heartbeat::default());
    let watchdog =
        Watchdog::new(vec![capturing.clone(), inferring.clone()], settings.stalled_after);
    let pacing = settings.pacing;
    let capture = Capture::new(
        supply,
        pacing,
        capture::Wires {
            frames: frames_in,
            newest: newest_in,
            status: status_in,
            commands: commands_out,
            notices: notices_in.clone(),
            spares,
            dropped: Arc::clone(&dropped),
            heartbeat: capturing,
        },
    );
    let inference = Inference {
        frames,
        requests,
        commands: orders_out,
        updates: updates_in,
        spent,
        spares: spares_in,
        loaded: loaded_in,
        dropped,
        pacing,
        interrupt: interrupt.clone(),
        heartbeat: inferring,
        notices: notices_in.clone(),
        folder: settings.folder.clone(),
    };
    let wires = Wires {
        loaded,
        updates,
        spent: spent_in,
        requests: requests_in,
        orders,
        commands,
        newest,
        source,
        notices,
        notices_in,
        interrupt,
        watchdog,
    };
    (capture, inference, wires)
}
