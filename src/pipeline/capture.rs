//! The capture thread: asks the source for pictures, numbers them, and keeps to the source's own pace.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, TryRecvError};

use super::mailbox::Post;
use super::message::{Delivery, Notices, SourceCommand, SourceStatus};
use super::outcome::{Stop, disconnected};
use super::supply::{Search, Start, Supply};
use super::timeline::Timeline;
use super::{LEAD, Pacing};
use crate::error::{Error, Result};
use crate::frame::{Frame, Picture};
use crate::source::{Shot, Source, mirror};

/// How long a run without a window waits for a camera that is absent or lost.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two attempts to open a camera.
const RETRY: Duration = Duration::from_millis(500);
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
}

/// The thread's state.
pub struct Capture {
    wires: Wires,
    supply: Supply,
    pacing: Pacing,
    /// None while a camera is being waited for.
    source: Option<Box<dyn Source>>,
    hunt: Option<Hunt>,
    status: SourceStatus,
    mirrored: bool,
    timeline: Timeline,
    /// Unpaced: frames that main has asked for and not got yet.
    owed: u64,
    spare: Picture,
}

/// Looking for a camera, over all attempts.
#[derive(Debug)]
struct Hunt {
    since: Instant,
    /// Why: a camera was lost, which is to come back.
    lost: bool,
    /// The attempt being made, or when the next one is due.
    attempt: Result<Search, Instant>,
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
            wires,
            supply,
            pacing,
            source: None,
            hunt: None,
            status: SourceStatus::default(),
            mirrored: true,
            timeline: Timeline::default(),
            owed: 0,
            spare: Picture::default(),
        }
    }

    /// Delivers until main or inference is gone.
    ///
    /// # Errors
    /// [`Error::Source`] where nothing is left to show; [`Stop::Disconnected`] where another thread ended.
    pub fn run(mut self) -> Result<(), Stop> {
        if self.supply.start != Start::Camera {
            self.open_files()?;
        }
        if self.supply.start != Start::Files {
            self.begin_hunt(false)?;
        }
        loop {
            self.look_for_camera()?;
            let Some(source) = &mut self.source else {
                self.announce_waiting()?;
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
            match source.next(mem::take(&mut self.spare)) {
                Ok(shot) => {
                    let took = if live { shot.captured } else { begun }.elapsed();
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
        if live && self.mirrored && !self.is_attraction() {
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
            SourceCommand::Mirror if self.is_live() => self.mirrored = !self.mirrored,
            SourceCommand::Mirror => {
                self.wires.notices.tell("only a camera's pictures are mirrored");
            }
            SourceCommand::Step(pictures) => {
                if self.source.as_mut().is_some_and(|source| source.step(pictures)) {
                    self.timeline.jump();
                    return Ok(Woken::Changed);
                }
                self.wires.notices.tell("there is no other picture to step to");
            }
            SourceCommand::Attract(on) => {
                if let Some(source) = &mut self.source {
                    source.attract(on)?;
                }
            }
            SourceCommand::Switch if self.source.is_none() || self.is_live() => {
                self.hunt = None;
                self.open_files()?;
                return Ok(Woken::Changed);
            }
            SourceCommand::Switch => {
                self.wires.notices.tell(format!("looking for {}", self.supply.camera_name));
                self.begin_hunt(false)?;
            }
        }
        Ok(Woken::Due)
    }

    fn is_live(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_live())
    }

    fn is_attraction(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.is_attraction())
    }

    fn open_files(&mut self) -> Result<(), Stop> {
        let files = (self.supply.files)()?;
        self.change_to(files);
        Ok(())
    }

    fn change_to(&mut self, source: Box<dyn Source>) {
        self.source = Some(source);
        // A camera delivers without being asked: what main has got from it was not counted.
        self.owed = self.owed.min(LEAD as u64);
        self.timeline.jump();
        self.timeline.cut();
    }

    fn begin_hunt(&mut self, lost: bool) -> Result<(), Stop> {
        if self.hunt.is_none() {
            let attempt = Ok(Search::begin(&self.supply.camera)?);
            self.hunt = Some(Hunt { since: Instant::now(), lost, attempt });
        }
        Ok(())
    }

    /// Takes over a camera that was found; decides what to do where there was none.
    fn look_for_camera(&mut self) -> Result<(), Stop> {
        let Some(hunt) = &mut self.hunt else { return Ok(()) };
        let found = match &hunt.attempt {
            Ok(search) => search.poll(),
            Err(due) => {
                if Instant::now() >= *due {
                    hunt.attempt = Ok(Search::begin(&self.supply.camera)?);
                }
                None
            }
        };
        match found {
            None => {}
            Some(Ok(camera)) => {
                self.status.recovered += u64::from(hunt.lost);
                self.hunt = None;
                self.wires.notices.tell(format!("now showing {}", camera.describe()));
                self.change_to(camera);
            }
            // Something is being shown: the camera would only have been nicer.
            Some(Err(error)) if self.source.is_some() => {
                self.hunt = None;
                self.tell_what_is_shown_instead(&error);
            }
            Some(Err(error)) if self.pacing == Pacing::RealTime => {
                self.hunt = None;
                self.fall_back(&error)?;
            }
            Some(Err(error)) if hunt.since.elapsed() >= PATIENCE => return Err(error.into()),
            Some(Err(error)) => {
                log::info!("{error}; trying again");
                hunt.attempt = Err(Instant::now() + RETRY);
            }
        }
        Ok(())
    }

    /// A source failed: files end the run, a camera gives way to the files, or is waited for where there is no window.
    fn lose(&mut self, error: Error, live: bool) -> Result<(), Stop> {
        if !live {
            return Err(error.into());
        }
        self.status.lost += 1;
        // Closed before it is looked for again: held open, it would come back under another number.
        self.source = None;
        match self.pacing {
            Pacing::RealTime => self.fall_back(&error),
            Pacing::Unpaced => {
                log::warn!("{error}; waiting for it");
                self.begin_hunt(true)
            }
        }
    }

    fn fall_back(&mut self, error: &Error) -> Result<(), Stop> {
        self.open_files()?;
        self.tell_what_is_shown_instead(error);
        Ok(())
    }

    fn tell_what_is_shown_instead(&self, error: &Error) {
        let shown = self.source.as_ref().map(|source| source.describe()).unwrap_or_default();
        self.wires.notices.tell(format!("{error}; showing {shown}"));
    }

    /// Tells main what delivers, where that has changed.
    fn announce(&mut self) -> Result<(), Stop> {
        let Some(source) = &mut self.source else { return Ok(()) };
        let (live, attraction) = (source.is_live(), source.is_attraction());
        for notice in source.notices() {
            self.wires.notices.tell(notice);
        }
        let status = SourceStatus {
            description: source.describe(),
            live,
            still: source.is_still(),
            mirrored: live && self.mirrored && !attraction,
            attraction,
            ..self.status
        };
        self.post(status)
    }

    fn announce_waiting(&mut self) -> Result<(), Stop> {
        let description = format!("waiting for {}", self.supply.camera_name);
        self.post(SourceStatus {
            description,
            live: true,
            still: false,
            mirrored: false,
            attraction: false,
            ..self.status
        })
    }

    fn post(&mut self, status: SourceStatus) -> Result<(), Stop> {
        if status != self.status {
            self.status = status.clone();
            self.wires.status.put(status)?;
        }
        Ok(())
    }
}
