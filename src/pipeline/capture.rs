//! The capture thread: takes pictures from the source at its pace, and numbers them: frames.

mod recovery;
#[cfg(test)]
mod tests;

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, TryRecvError};

use super::heartbeat::{Doing, Heartbeat};
use super::hunt::{Hunt, Quarry};
use super::mailbox::Post;
use super::message::{Delivery, Notices, SourceCommand, SourceStatus};
use super::outcome::{Stop, disconnected};
use super::supply::{Start, Supply};
use super::timeline::Timeline;
use super::{LEAD, Pacing};
use crate::error::Error;
use crate::frame::{Frame, Picture};
use crate::source::{CameraChoice, Lens, Shot, Source, mirror};
use crate::view::status::Trouble;

/// How often a finished search is looked for while nothing is delivered.
const LOOK: Duration = Duration::from_millis(50);
/// A picture that holds still is not asked for more often than this.
const BREATH: Duration = Duration::from_millis(20);

/// What the thread is wired to.
#[derive(Debug)]
pub struct Wires {
    /// To inference.
    pub frames: Post<Delivery>,
    /// To main, for the small picture "now".
    pub newest: Post<Arc<Frame>>,
    /// To main: what delivers.
    pub status: Post<SourceStatus>,
    /// From main.
    pub commands: Receiver<SourceCommand>,
    /// To main's message bar.
    pub notices: Notices,
    /// Pictures to fill again.
    pub spares: Receiver<Picture>,
    /// Frames delivered that nobody looked at.
    pub dropped: Arc<AtomicU64>,
    /// What this thread is doing.
    pub heartbeat: Heartbeat,
}

/// The thread's state.
pub struct Capture {
    wires: Wires,
    supply: Supply,
    pacing: Pacing,
    /// None while a camera is being waited for.
    source: Option<Box<dyn Source>>,
    hunt: Option<Hunt>,
    /// The camera that was open last, to find it again.
    camera: Option<CameraChoice>,
    /// When a camera took over, or came back, last.
    arrived: Instant,
    /// True while the source's stream has been restarted and nothing has come yet.
    restarted: bool,
    lost: u64,
    recovered: u64,
    lens: Lens,
    trouble: Option<Trouble>,
    status: SourceStatus,
    mirrored: bool,
    timeline: Timeline,
    /// Unpaced: frames that main has asked for and not got yet.
    owed: u64,
    spare: Picture,
}

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    /// The time has come.
    Due,
    /// A command changed what the source shows next.
    Changed,
}

impl Capture {
    /// A thread's state, before it runs.
    pub fn new(supply: Supply, pacing: Pacing, wires: Wires) -> Self {
        Self {
            mirrored: supply.mirrored,
            wires,
            supply,
            pacing,
            source: None,
            hunt: None,
            camera: None,
            arrived: Instant::now(),
            restarted: false,
            lost: 0,
            recovered: 0,
            lens: Lens::default(),
            trouble: None,
            status: SourceStatus::default(),
            timeline: Timeline::default(),
            owed: 0,
            spare: Picture::default(),
        }
    }

    /// Delivers until main or inference is gone.
    ///
    /// # Errors
    /// [`Error::Source`] where nothing is left to show; [`Stop::Disconnected`] where another thread
    /// ended.
    pub fn run(mut self) -> Result<(), Stop> {
        if self.supply.start != Start::Camera {
            self.open_files()?;
        }
        if self.supply.start != Start::Files {
            self.hunt_for(Quarry::Chosen);
        }
        loop {
            self.look_for_camera()?;
            let Some(source) = &mut self.source else {
                self.announce()?;
                self.wait(Instant::now() + LOOK)?;
                continue;
            };
            let live = source.is_live();
            if self.asks_first(live) && self.owed == 0 {
                self.wait_for_demand()?;
                continue;
            }
            // `asks_first` borrowed all of self.
            let Some(source) = &mut self.source else { continue };
            let begun = Instant::now();
            // How long a camera may be silent is its own affair.
            let doing = if live { Doing::Waiting } else { Doing::Reading };
            let next = || source.next(mem::take(&mut self.spare));
            match self.wires.heartbeat.during(doing, next) {
                Ok(shot) => {
                    let took = if live { shot.captured } else { begun }.elapsed();
                    if live {
                        self.inspect(&shot);
                    }
                    self.deliver(shot, took, live)?;
                }
                Err(error) => self.lose(error, live)?,
            }
        }
    }

    /// Sends one picture on, when it is due.
    fn deliver(&mut self, mut shot: Shot, took: Duration, live: bool) -> Result<(), Stop> {
        let held = shot.repeat && !self.timeline.is_cut();
        self.announce()?;
        let paced = self.pacing == Pacing::RealTime;
        let now = Instant::now();
        let due = match (live, held) {
            // The driver has waited already; or nobody waits.
            (true, _) => now,
            (false, _) if !paced => now,
            (false, true) => self.timeline.due(shot.at, now).max(now + BREATH),
            (false, false) => self.timeline.due(shot.at, now),
        };
        if (live || paced) && self.wait(due)? == Woken::Changed || paced && held {
            self.spare = shot.picture;
            return Ok(());
        }
        if paced && !live {
            shot.captured = Instant::now();
        }
        if self.faces_the_viewer() && self.mirrored {
            mirror(&mut shot.picture);
        }
        let frame = Arc::new(self.timeline.stamp(shot));
        self.wires.newest.put(Arc::clone(&frame))?;
        let delivery = Delivery { frame, took };
        if self.asks_first(live) {
            self.owed -= 1;
            self.wires.frames.put_in_turn(delivery)?;
        } else if let Some(unread) = self.wires.frames.put(delivery)? {
            self.wires.dropped.fetch_add(1, Ordering::Relaxed);
            self.spare =
                Arc::try_unwrap(unread.frame).map_or_else(|_| Picture::default(), |f| f.picture);
        }
        if self.spare.rgb.capacity() == 0 {
            self.spare = self.wires.spares.try_recv().unwrap_or_default();
        }
        Ok(())
    }

    /// True where a picture is made only when main asks for it, so that none is skipped.
    fn asks_first(&self, live: bool) -> bool {
        self.pacing == Pacing::Unpaced && !live
    }

    /// Waits until main asks for a frame.
    fn wait_for_demand(&mut self) -> Result<(), Stop> {
        while self.owed == 0 && self.hunt.is_none() {
            let command = self.wires.commands.recv().map_err(disconnected)?;
            self.obey(command)?;
        }
        if self.owed == 0 { self.wait(Instant::now() + LOOK).map(|_| ()) } else { Ok(()) }
    }

    /// Waits until `due` and obeys commands meanwhile.
    fn wait(&mut self, due: Instant) -> Result<Woken, Stop> {
        loop {
            let command = match self.wires.commands.try_recv() {
                Err(TryRecvError::Empty) => self.wires.commands.recv_deadline(due),
                Err(TryRecvError::Disconnected) => return Err(Stop::Disconnected),
                Ok(command) => Ok(command),
            };
            match command {
                Ok(command) => {
                    if self.obey(command)? == Woken::Changed {
                        return Ok(Woken::Changed);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Ok(Woken::Due),
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Disconnected),
            }
        }
    }

    fn obey(&mut self, command: SourceCommand) -> Result<Woken, Stop> {
        match command {
            SourceCommand::Deliver => self.owed += 1,
            SourceCommand::Mirror if self.faces_the_viewer() => self.mirrored = !self.mirrored,
            SourceCommand::Mirror => {
                self.wires.notices.tell(say!("notice-mirror"));
            }
            SourceCommand::Adjust(order) => {
                if !self.source.as_mut().is_some_and(|source| source.adjust(order)) {
                    self.wires.notices.tell(say!("notice-adjust"));
                }
            }
            SourceCommand::Step(pictures) => {
                if self.source.as_mut().is_some_and(|source| source.step(pictures)) {
                    self.timeline.jump();
                    return Ok(Woken::Changed);
                }
                self.wires.notices.tell(say!("notice-no-other"));
            }
            SourceCommand::Shake => {
                let shaken = self.source.as_mut().map(|source| source.shake()).transpose()?;
                if shaken != Some(true) {
                    self.wires.notices.tell(say!("notice-shake"));
                }
            }
            SourceCommand::Switch if self.source.is_none() || self.is_live() => {
                self.hunt = None;
                self.open_files()?;
                return Ok(Woken::Changed);
            }
            SourceCommand::NextCamera if self.source.is_none() || self.is_live() => {
                self.wires.notices.tell(say!("notice-next-camera"));
                self.hunt_for_the_next();
            }
            SourceCommand::Switch | SourceCommand::NextCamera => {
                self.wires.notices.tell(say!("notice-camera", camera = self.supply.camera_name));
                match &mut self.hunt {
                    Some(hunt) => hunt.hurry(),
                    None => self.hunt_for(self.wanted()),
                }
            }
        }
        Ok(Woken::Due)
    }

    fn is_live(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_live())
    }

    fn faces_the_viewer(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.faces_the_viewer())
    }

    fn open_files(&mut self) -> Result<(), Stop> {
        let files = self.wires.heartbeat.during(Doing::Opening, || (self.supply.files)())?;
        self.change_to(files);
        Ok(())
    }

    fn change_to(&mut self, source: Box<dyn Source>) {
        self.source = Some(source);
        self.trouble = None;
        self.restarted = false;
        // A camera delivers without being asked: what main has got from it was not counted.
        self.owed = self.owed.min(LEAD as u64);
        self.timeline.jump();
        self.timeline.cut();
    }

    fn shown(&self) -> String {
        self.source.as_ref().map(|source| source.describe()).unwrap_or_default()
    }

    fn tell_what_is_shown_instead(&self, error: &Error) {
        let (error, shown) = (error.to_string(), self.shown());
        self.wires.notices.tell(say!("notice-instead", error = error, shown = shown));
    }

    /// Tells main what delivers, or what is waited for, where that has changed.
    fn announce(&mut self) -> Result<(), Stop> {
        let live = self.source.as_ref().is_none_or(|source| source.is_live());
        for notice in self.source.iter_mut().flat_map(|source| source.notices()) {
            self.wires.notices.tell(notice);
        }
        // Without a window what is shown was delivered, whatever has become of the camera since.
        let paced = self.pacing == Pacing::RealTime;
        let status = SourceStatus {
            description: match &self.source {
                Some(source) => source.describe(),
                None => say!("source-waiting", camera = self.supply.camera_name),
            },
            live,
            still: self.source.as_ref().is_some_and(|source| source.is_still()),
            shaken: self.source.as_ref().is_some_and(|source| source.is_shaken()),
            faces_the_viewer: self.faces_the_viewer(),
            mirrored: self.faces_the_viewer() && self.mirrored,
            mirrored_at_first: self.supply.mirrored,
            stands: self.source.as_ref().and_then(|source| source.stands()),
            trouble: self.trouble.clone().filter(|_| paced),
            lost: self.lost,
            recovered: self.recovered,
        };
        if status != self.status {
            self.status = status.clone();
            self.wires.status.put(status)?;
        }
        Ok(())
    }
}
