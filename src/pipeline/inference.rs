//! The inference thread: newest frame and newest request in, snapshots out. It owns the network and every tensor.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select};

use super::Pacing;
use super::engine::{Engaged, Engine};
use super::mailbox::{Inbox, Post};
use super::message::{Delivery, Request};
use super::outcome::{Stop, disconnected};
use crate::error::Result;
use crate::frame::{Frame, Picture};
use crate::snapshot::Snapshot;
use crate::taps::reading::Maps;

/// Everything the thread is wired to.
#[derive(Debug)]
pub struct Inference {
    /// Frames from capture.
    pub frames: Inbox<Delivery>,
    /// What main wants to see.
    pub requests: Inbox<Request>,
    /// To main.
    pub snapshots: Post<Snapshot>,
    /// Snapshots that main has no more use for: their buffers are filled again.
    pub spent: Receiver<Snapshot>,
    /// Pictures on their way back to capture.
    pub spares: Sender<Picture>,
    /// Tells main once that the network is ready.
    pub ready: Sender<Engaged>,
    /// Frames that capture delivered and nobody looked at.
    pub dropped: Arc<AtomicU64>,
    /// Whether frames and snapshots may be skipped.
    pub pacing: Pacing,
}

/// A frame and how long it took to read; kept for as long as no other is taken.
type Held = (Arc<Frame>, Duration);

impl Inference {
    /// Loads the engine, says so, and serves until main or capture is gone.
    ///
    /// # Errors
    /// What went wrong in the engine; [`Stop::Disconnected`] where another thread ended.
    pub fn run<E: Engine>(self, load: impl FnOnce() -> Result<E>) -> Result<(), Stop> {
        let mut engine = load()?;
        // Main may have gone while the weights were read.
        if self.ready.send(engine.describe()).is_err() {
            return Err(Stop::Disconnected);
        }
        match self.pacing {
            Pacing::RealTime => self.serve_newest(&mut engine),
            Pacing::Unpaced => self.serve_in_turn(&mut engine),
        }
    }

    /// Live: a pass for the newest frame under the newest request; another reading where only the request is new.
    fn serve_newest(&self, engine: &mut impl Engine) -> Result<(), Stop> {
        let mut request = self.requests.take().map_err(disconnected)?;
        let mut held: Option<Held> = None;
        loop {
            select! {
                recv(self.frames.bell()) -> ring => ring.map_err(disconnected)?,
                recv(self.requests.bell()) -> ring => ring.map_err(disconnected)?,
            }
            let newer = self.requests.try_take();
            let asked = newer.is_some();
            request = newer.unwrap_or(request);
            let keep = request.frozen && held.is_some();
            let fresh = if keep { None } else { self.frames.try_take() };
            let snapshot = match (fresh, &held) {
                (Some(delivery), _) => self.see(engine, &mut held, delivery, &request)?,
                (None, Some(held)) if asked => self.look_again(engine, held, &request)?,
                (None, _) => continue,
            };
            if let Some(unread) = self.snapshots.put(snapshot)? {
                self.recycle(unread);
            }
        }
    }

    /// Unpaced: one snapshot for each request, one frame for each unless frozen; nothing is skipped.
    fn serve_in_turn(&self, engine: &mut impl Engine) -> Result<(), Stop> {
        let mut held: Option<Held> = None;
        loop {
            let request = self.requests.take().map_err(disconnected)?;
            let bare_forward = if request.bare_forward { engine.bare_forward()? } else { None };
            let mut snapshot = match &held {
                Some(held) if request.frozen => self.look_again(engine, held, &request)?,
                _ => {
                    let delivery = self.next_frame()?;
                    self.see(engine, &mut held, delivery, &request)?
                }
            };
            snapshot.times.bare_forward = bare_forward;
            self.snapshots.put_in_turn(snapshot)?;
        }
    }

    /// Waits for a frame, or for main to go: a camera that does not answer must not hold this thread.
    fn next_frame(&self) -> Result<Delivery, Stop> {
        loop {
            if let Some(delivery) = self.frames.try_take() {
                return Ok(delivery);
            }
            select! {
                recv(self.frames.bell()) -> ring => ring.map_err(disconnected)?,
                recv(self.requests.bell()) -> ring => ring.map_err(disconnected)?,
            }
        }
    }

    fn see(
        &self,
        engine: &mut impl Engine,
        held: &mut Option<Held>,
        delivery: Delivery,
        request: &Request,
    ) -> Result<Snapshot, Stop> {
        let spare = self.spare_maps();
        let sight = engine.see(&delivery.frame, &request.plan, spare)?;
        let held = held.insert((delivery.frame, delivery.took));
        Ok(self.snapshot(held, sight, request))
    }

    fn look_again(
        &self,
        engine: &mut impl Engine,
        held: &Held,
        request: &Request,
    ) -> Result<Snapshot, Stop> {
        let spare = self.spare_maps();
        let sight = engine.look_again(&request.plan, spare)?;
        Ok(self.snapshot(held, sight, request))
    }

    fn snapshot(
        &self,
        (frame, took): &Held,
        sight: super::engine::Sight,
        request: &Request,
    ) -> Snapshot {
        Snapshot {
            frame: Arc::clone(frame),
            crop: sight.crop,
            probabilities: sight.probabilities,
            top: sight.top,
            maps: sight.maps,
            unit: sight.unit,
            code: sight.code,
            outline: sight.outline,
            request: request.number,
            times: crate::snapshot::StageTimes { capture: *took, ..sight.times },
            dropped: self.dropped.load(Ordering::Relaxed),
            finished: Instant::now(),
        }
    }

    /// A buffer to read the maps into: that of a snapshot nobody looks at any more, where there is one.
    fn spare_maps(&self) -> Maps {
        self.spent.try_recv().map(|spent| self.recycle(spent)).unwrap_or_default()
    }

    /// Sends the picture back to capture, where nobody else holds it, and keeps the maps.
    fn recycle(&self, spent: Snapshot) -> Maps {
        if let Ok(frame) = Arc::try_unwrap(spent.frame) {
            // Full: capture has spares enough.
            self.spares.try_send(frame.picture).ok();
        }
        spent.maps
    }
}
