//! The inference thread: newest frame and newest request in, snapshot and findings out.
//!
//! It owns the network and every tensor.

mod turns;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, SendError, Sender, select};

use super::Pacing;
use super::heartbeat::{Doing, Heartbeat};
use super::mailbox::{Inbox, Post};
use super::message::{Delivery, Notices, Request, Update};
use super::outcome::{Stop, disconnected};
use super::saving::free_name;
use crate::engine::{Engine, EngineCommand, Loaded, Order, Roster};
use crate::error::Result;
use crate::frame::{Frame, Picture};
use crate::interrupt::Interrupt;
use crate::network::heap;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Plan, Unit};
use crate::taps::reading::Maps;
use turns::Turns;

/// Everything the thread is wired to.
#[derive(Debug)]
pub struct Inference {
    /// Frames from capture.
    pub frames: Inbox<Delivery>,
    /// What main wants to see.
    pub requests: Inbox<Request>,
    /// What main wants to have done.
    pub commands: Receiver<EngineCommand>,
    /// To main.
    pub updates: Post<Update>,
    /// Snapshots that main has no more use for: their buffers are filled again.
    pub spent: Receiver<Snapshot>,
    /// Pictures on their way back to capture.
    pub spares: Sender<Picture>,
    /// Tells main which networks are ready.
    pub loaded: Sender<Loaded>,
    /// Frames that capture delivered and nobody looked at.
    pub dropped: Arc<AtomicU64>,
    /// Whether frames and snapshots may be skipped.
    pub pacing: Pacing,
    /// Raised at the end: a load or a pass need not be finished.
    pub interrupt: Interrupt,
    /// What this thread is doing.
    pub heartbeat: Heartbeat,
    /// For what was exported.
    pub notices: Notices,
    /// Where exports go; empty for the current folder.
    pub folder: PathBuf,
}

/// A frame and how long it took to read; kept for as long as no other is taken.
type Held = (Arc<Frame>, Duration);

/// The network that runs, and what it saw last.
struct Active<R: Roster> {
    roster: R,
    engine: R::Engine,
    /// Its place in the roster.
    network: usize,
    held: Option<Held>,
    /// True until it has seen a frame: what is at hand is another network's.
    fresh: bool,
    /// True until something is seen for the second time: what loading and the first picture left
    /// behind in the heap, of every thread, has not been given back.
    untrimmed: bool,
    /// A command whose request has not come yet.
    early: Option<EngineCommand>,
    /// The files that are to be written of what the next frame shows, each with the names of units.
    exports: Vec<Vec<(Unit, String)>>,
    /// What was read of the frame at hand.
    plan: Plan,
}

impl Inference {
    /// Loads the first network, says so, and serves until main or capture is gone.
    ///
    /// # Errors
    /// What went wrong in the engine; [`Stop::Disconnected`] where another thread ended.
    pub fn run(self, mut roster: impl Roster) -> Result<(), Stop> {
        let engine = self.heartbeat.during(Doing::Loading, || roster.load(0, &self.interrupt))?;
        self.tell(Loaded::Ready(engine.describe()))?;
        let active = Active {
            roster,
            engine,
            network: 0,
            held: None,
            fresh: false,
            untrimmed: true,
            early: None,
            exports: Vec::new(),
            plan: Plan::default(),
        };
        match self.pacing {
            Pacing::RealTime => self.serve_newest(active),
            Pacing::Unpaced => self.serve_in_turn(active),
        }
    }

    /// Main may have gone while the weights were read.
    fn tell(&self, loaded: Loaded) -> Result<(), Stop> {
        self.loaded.send(loaded).map_err(|SendError(_)| Stop::Disconnected)
    }

    /// Live: a pass for the newest frame under the newest request; another reading where only the
    /// request is new.
    fn serve_newest(&self, mut active: Active<impl Roster>) -> Result<(), Stop> {
        let first = self.requests.take().map_err(disconnected)?;
        let (mut request, mut served) = self.follow(&mut active, first)?;
        let mut turns = Turns::default();
        loop {
            if let Some(rest) = turns.rests_for(Instant::now()) {
                select! {
                    recv(self.frames.bell()) -> ring => ring.map_err(disconnected)?,
                    recv(self.requests.bell()) -> ring => ring.map_err(disconnected)?,
                    default(rest) => {}
                }
            } else if turns.goes_on {
                // Frames and keys come first, but nobody waits for them.
                select! {
                    recv(self.frames.bell()) -> ring => ring.map_err(disconnected)?,
                    recv(self.requests.bell()) -> ring => ring.map_err(disconnected)?,
                    default => {}
                }
            } else {
                select! {
                    recv(self.frames.bell()) -> ring => ring.map_err(disconnected)?,
                    recv(self.requests.bell()) -> ring => ring.map_err(disconnected)?,
                }
            }
            let newer = self.requests.try_take();
            let asked = newer.is_some();
            if let Some(newer) = newer {
                (request, served) = self.follow(&mut active, newer)?;
            }
            if !served {
                // Until main has heard of it there is nothing that fits.
                turns = Turns::default();
                continue;
            }
            self.carry_out(&mut active, &request);
            let keep = request.frozen && active.held.is_some();
            let frame = if keep { None } else { self.frames.try_take() };
            let begun = Instant::now();
            let is_new = frame.is_some();
            let update = match frame {
                Some(delivery) => Some(self.see(&mut active, delivery, &request)?),
                None if active.held.is_none() => continue,
                None if asked || !active.exports.is_empty() || turns.is_to_be_told() => {
                    Some(self.look_again(&mut active, &request)?)
                }
                None => None,
            };
            if let Some(update) = update {
                turns.told();
                if let Some(unread) = self.updates.put(update)? {
                    self.recycle(unread.snapshot);
                }
            }
            if asked && request.inquiry.plan.erased.is_some() {
                turns.rest(Instant::now());
            }
            let rests = turns.rests_for(Instant::now()).is_some();
            if rests || is_new && !turns.has_its_turn(begun.elapsed()) {
                continue;
            }
            let begun = Instant::now();
            let goes_on = self.work(&mut active, &request)?;
            // While nobody waits for a frame it may take what it likes.
            turns.went_on(goes_on, if is_new { begun.elapsed() } else { Duration::ZERO });
        }
    }

    /// Goes on with what the request wants to have worked on, if anything. False where nothing is
    /// left to do.
    fn work<R: Roster>(&self, active: &mut Active<R>, request: &Request) -> Result<bool, Stop> {
        if active.held.is_none() {
            return Ok(false);
        }
        let work = || active.engine.work(&request.inquiry);
        Ok(self.heartbeat.during(Doing::Computing, work)?)
    }

    /// Unpaced: one snapshot for each request, one frame for each unless frozen; nothing is
    /// skipped.
    fn serve_in_turn(&self, mut active: Active<impl Roster>) -> Result<(), Stop> {
        loop {
            let request = self.requests.take().map_err(disconnected)?;
            if request.network != active.network {
                self.finish_orders(&mut active, &request);
                self.load(&mut active, request.network)?;
            }
            let bare_forward = if request.bare_forward {
                self.heartbeat.during(Doing::Computing, || active.engine.bare_forward())?
            } else {
                None
            };
            self.carry_out(&mut active, &request);
            let mut update = if request.frozen && active.held.is_some() {
                self.look_again(&mut active, &request)?
            } else {
                let delivery = self.next_frame()?;
                self.see(&mut active, delivery, &request)?
            };
            update.snapshot.times.bare_forward = bare_forward;
            self.work(&mut active, &request)?;
            update.findings = active.engine.findings();
            self.updates.put_in_turn(update)?;
        }
    }

    /// Loads the network that the request asks for, unless it runs already, then that of any
    /// request that came meanwhile. Returns the newest request, and whether its network runs.
    fn follow<R: Roster>(
        &self,
        active: &mut Active<R>,
        mut request: Request,
    ) -> Result<(Request, bool), Stop> {
        while request.network != active.network {
            self.finish_orders(active, &request);
            let network = request.network;
            let refused = match self.load(active, network) {
                Err(Stop::Failed(error)) => {
                    self.tell(Loaded::Refused { network, problem: error.to_string() })?;
                    true
                }
                ended => ended.map(|()| false)?,
            };
            match self.requests.try_take() {
                Some(newer) => request = newer,
                None if refused => return Ok((request, false)),
                None => {}
            }
        }
        Ok((request, true))
    }

    /// Another network instead of the one that runs, which stays where this fails. Both are in
    /// memory for a moment.
    fn load<R: Roster>(&self, active: &mut Active<R>, network: usize) -> Result<(), Stop> {
        let load = || active.roster.load(network, &self.interrupt);
        active.engine = self.heartbeat.during(Doing::Loading, load)?;
        heap::trim();
        (active.network, active.fresh, active.untrimmed) = (network, true, true);
        self.tell(Loaded::Ready(active.engine.describe()))
    }

    /// Waits for a frame, or for main to go: a camera that does not answer must not hold this
    /// thread.
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

    fn see<R: Roster>(
        &self,
        active: &mut Active<R>,
        delivery: Delivery,
        request: &Request,
    ) -> Result<Update, Stop> {
        if active.held.is_some() && std::mem::take(&mut active.untrimmed) {
            heap::trim();
        }
        active.held = Some((delivery.frame, delivery.took));
        active.fresh = true;
        self.look_again(active, request)
    }

    /// The frame at hand once more; a network that is new has not seen it yet.
    fn look_again<R: Roster>(
        &self,
        active: &mut Active<R>,
        request: &Request,
    ) -> Result<Update, Stop> {
        let (frame, took) = active.held.as_ref().ok_or(Stop::Disconnected)?;
        let (plan, spare) = (&request.inquiry.plan, self.spare_maps());
        let look = || {
            if std::mem::take(&mut active.fresh) {
                active.engine.see(frame, plan, spare)
            } else {
                active.engine.look_again(plan, spare)
            }
        };
        let mut snapshot = self.heartbeat.during(Doing::Computing, look)?;
        snapshot.request = request.number;
        snapshot.times.capture = *took;
        snapshot.dropped = self.dropped.load(Ordering::Relaxed);
        snapshot.finished = Instant::now();
        let findings = active.engine.findings();
        active.plan.clone_from(plan);
        self.export(active);
        Ok(Update { snapshot, findings })
    }

    /// Carries out what main ordered up to this request.
    fn carry_out<R: Roster>(&self, active: &mut Active<R>, request: &Request) {
        while let Some(command) = active.early.take().or_else(|| self.commands.try_recv().ok()) {
            if command.request > request.number {
                active.early = Some(command);
                return;
            }
            match command.order {
                Order::Export { network, names } if network == active.network => {
                    active.exports.push(names);
                }
                Order::ExportHead { network, labels, mirror } if network == active.network => {
                    self.export_head(active, &labels, mirror);
                }
                Order::Export { .. } | Order::ExportHead { .. } => {
                    self.notices.tell(say!("notice-export-late"));
                }
                Order::Forget => active.engine.forget(),
            }
        }
    }

    /// What was ordered of the network that runs is done before it gives way.
    fn finish_orders<R: Roster>(&self, active: &mut Active<R>, request: &Request) {
        self.carry_out(active, request);
        if active.held.is_some() && !active.fresh {
            self.export(active);
        } else if !std::mem::take(&mut active.exports).is_empty() {
            self.notices.tell(say!("notice-export-nothing"));
        }
    }

    /// Writes what was looked at last to as many files as were asked for.
    fn export<R: Roster>(&self, active: &mut Active<R>) {
        for names in std::mem::take(&mut active.exports) {
            let path = free_name(&self.folder, "safetensors");
            match active.engine.export(&active.plan, &names, &path) {
                Ok(what) => {
                    let file = path.display().to_string();
                    self.notices.tell(say!("notice-exported", what = what, file = file));
                }
                Err(error) => self.notices.tell(error.to_string()),
            }
        }
    }

    /// Writes what was taught.
    fn export_head<R: Roster>(&self, active: &mut Active<R>, labels: &[String], mirror: bool) {
        let path = free_name(&self.folder, "safetensors");
        match active.engine.export_head(labels, mirror, &path) {
            Ok(what) => {
                let file = path.display().to_string();
                self.notices.tell(say!("notice-exported", what = what, file = file));
            }
            Err(error) => self.notices.tell(error.to_string()),
        }
    }

    /// A buffer to read the maps into: that of a snapshot nobody looks at any more, where there is
    /// one.
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
