//! The main thread's loop: takes input events and results of the network, draws the screen.
//!
//! It never waits for the network while there is a window.

mod figures;
mod files;
mod in_turn;
mod live;
mod message_bar;
mod networks;
mod picture;
mod report;
mod visits;
mod wires;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::TrySendError;

use super::hosting::Host;
use super::message::{Notice, Request, SourceCommand, SourceStatus, Update};
use super::meter::resident_mb;
use super::outcome::Stop;
use super::recorder::Recorder;
use super::saving::Saving;
use super::{Pacing, Settings};
use crate::control::kiosk::Ruling;
use crate::dashboard::session::{Session, Surroundings};
use crate::dashboard::{Effect, Gaze};
use crate::engine::{EngineCommand, Order};
use crate::frame::Frame;
use crate::geometry::Size;
use crate::network::outline::Outline;
use crate::screen::{Event, Key, KeyPress, Screen};
use crate::view::status::Status;
use crate::words::message;
use figures::Figures;
use message_bar::MessageBar;
use networks::Networks;
use picture::Picture;

pub use report::Report;
pub use wires::Wires;

/// Between two looks at `stop` while there is nothing else to do.
const LOOK: Duration = Duration::from_millis(50);

/// How long the end of a run waits for its recording; a window's is over within two seconds.
const FINISH: Duration = Duration::from_secs(1);
/// Without a window nobody waits for the end.
const FINISH_UNPACED: Duration = Duration::from_secs(60);

/// Without a window, between two looks whether a recording has room again.
const ROOM: Duration = Duration::from_millis(1);

/// The loop's state.
pub struct Render<'a> {
    settings: Settings,
    wires: Wires,
    screen: &'a mut dyn Screen,
    stop: &'a AtomicBool,
    networks: Networks,
    session: Session,
    host: Host,
    /// What was asked for last.
    request: Request,
    /// True where an order waits for the next request.
    ordered: bool,
    /// True while the engine has still to forget the last visitor.
    forgets: bool,
    source: SourceStatus,
    /// The newest frame, where snapshots come too slowly.
    newest: Option<Arc<Frame>>,
    status: Status,
    figures: Figures,
    bar: MessageBar,
    picture: Picture,
    saving: Saving,
    /// True where the next picture that the page of help does not cover is to be saved.
    saves_next: bool,
    recorder: Recorder,
    begun: Instant,
}

impl<'a> Render<'a> {
    /// Begins with the first of `networks`, which is being loaded.
    pub fn new(
        settings: Settings,
        wires: Wires,
        networks: Vec<Arc<Outline>>,
        screen: &'a mut dyn Screen,
        stop: &'a AtomicBool,
    ) -> Result<Self, Stop> {
        let outline = networks.first().map(Arc::clone).ok_or(Stop::Disconnected)?;
        let mut session = Session::new(outline, settings.first, &settings.keyboard);
        session.hear_networks(&networks);
        session.hear_settings(&settings.rooms);
        session.hear_tours(settings.tours.clone());
        Ok(Self {
            wires,
            screen,
            stop,
            networks: Networks::new(networks),
            session,
            host: Host::new(settings.kiosk, &settings.keyboard),
            request: Request::default(),
            ordered: false,
            forgets: false,
            source: SourceStatus::default(),
            newest: None,
            status: Status { kiosk: settings.kiosk.is_some(), ..Status::default() },
            figures: Figures::default(),
            bar: MessageBar::default(),
            picture: Picture::new(),
            saving: Saving::default(),
            saves_next: false,
            recorder: Recorder::new(&settings.folder),
            settings,
            begun: Instant::now(),
        })
    }

    /// Runs until the end and reports.
    ///
    /// # Errors
    /// What ended it, other than the person or the last frame.
    pub fn run(mut self) -> Result<Report, Stop> {
        let ended = match self.settings.pacing {
            Pacing::RealTime => self.run_live(),
            Pacing::Unpaced => self.run_in_turn(),
        };
        // Now: inference drops the network as soon as it is told of the end.
        let resident_mb = resident_mb();
        // Files are finished while the other threads end.
        self.wires.interrupt.raise();
        // Also where it was interrupted: no half-written picture is left behind.
        self.saving.finish();
        let limit = match self.settings.pacing {
            Pacing::RealTime => FINISH,
            Pacing::Unpaced => FINISH_UNPACED,
        };
        self.recorder.finish(self.clock(), limit);
        ended?;
        self.report(resident_mb)
    }

    /// The request for what is to be shown now.
    fn settle(&mut self) -> Request {
        let size = at_least_one(self.screen.size());
        let around = around(&self.status, &self.bar, self.newest.as_ref(), self.clock());
        let inquiry = self.session.settle(size, around);
        let (number, network) = (self.request.number + 1, self.networks.wanted);
        let frozen = self.session.gaze().selection.frozen;
        let request = Request { number, network, inquiry, frozen, bare_forward: false };
        let wanted = self.networks.wanted();
        if wanted.name == self.session.outline().name {
            return request;
        }
        Request { inquiry: self.session.inquiry_of(wanted), ..request }
    }

    fn check_stop(&self) -> Result<(), Stop> {
        if self.stop.load(Ordering::Relaxed) { Err(Stop::Cancelled) } else { Ok(()) }
    }

    /// Says what can be touched on what is shown, by whoever is about to do something.
    fn offer(&mut self) {
        let around = around(&self.status, &self.bar, self.newest.as_ref(), self.clock());
        let touchable = self.session.touchable(around);
        self.screen.offer(touchable);
    }

    fn take(&mut self, event: Event) -> Option<Effect> {
        let clock = self.clock();
        match self.host.rule(event, self.session.door(), clock) {
            Ruling::Pass => {}
            Ruling::Nothing => return None,
            Ruling::Wake => {
                let around = around(&self.status, &self.bar, self.newest.as_ref(), clock);
                if !self.session.opens_a_door(event, around) {
                    return None;
                }
            }
            // What is typed is a text, and no key that a kiosk refuses.
            Ruling::Refuse(_) if self.session.types() && is_typed(event) => {}
            Ruling::Refuse(why) => {
                self.wires.notices_in.tell(why);
                return None;
            }
        }
        if !matches!(event, Event::Hover(_) | Event::Drag(_) | Event::Lift(_) | Event::Release(_)) {
            self.picture.await_answer();
        }
        let around = around(&self.status, &self.bar, self.newest.as_ref(), clock);
        let covered = self.session.gaze().selection.help;
        let effect = self.session.take(event, around)?;
        self.host.note(effect, &self.source);
        match effect {
            Effect::PreviousPicture => self.command(SourceCommand::Step(-1)),
            Effect::NextPicture => self.command(SourceCommand::Step(1)),
            Effect::Shake => self.command(SourceCommand::Shake),
            Effect::SwitchSource => self.command(SourceCommand::Switch),
            Effect::NextCamera => self.command(SourceCommand::NextCamera),
            Effect::Mirror => self.command(SourceCommand::Mirror),
            Effect::Adjust(order) => self.command(SourceCommand::Adjust(order)),
            // Asked for on the page of help, it is a picture of what that covers.
            Effect::SavePicture if covered => self.saves_next = true,
            Effect::SavePicture => self.save_picture(),
            Effect::Forget => {
                self.forget();
                self.wires.notices_in.tell(say!("notice-forgotten"));
            }
            Effect::Record => self.recorder.toggle(clock, &self.wires.notices_in),
            Effect::FullScreen => {
                if let Err(error) = self.screen.toggle_full_screen() {
                    self.wires.notices_in.tell(error.to_string());
                }
            }
            Effect::Export => self.export(),
            Effect::NextNetwork => self.ask_for_next_network(),
            Effect::Refuse(why) => self.wires.notices_in.tell(message(why)),
            Effect::Quit => {}
        }
        Some(effect)
    }

    /// Tells the source what to do.
    fn command(&self, command: SourceCommand) {
        if let Err(TrySendError::Full(_)) = self.wires.commands.try_send(command) {
            self.wires.notices_in.tell(say!("notice-source-busy"));
        }
    }

    /// Tells the engine what to do, with the next request; false where it has no room for it.
    fn order(&mut self, order: Order) -> bool {
        let request = self.request.number + 1;
        let full = matches!(
            self.wires.orders.try_send(EngineCommand { request, order }),
            Err(TrySendError::Full(_))
        );
        self.ordered |= !full;
        !full
    }

    /// Notices, and news of the source and of the networks.
    fn read_mail(&mut self) {
        self.hear_all();
        let newest = self.wires.notices.try_iter().last();
        self.bar.update(newest.map(|Notice(text)| text), self.clock());
        if let Some(source) = self.wires.source.try_take() {
            self.source = source;
        }
    }

    /// Takes over a snapshot; the one before goes back to be filled again.
    fn accept(&mut self, update: Update, alone: bool) {
        let Update { snapshot, findings } = update;
        let before = self.session.snapshot().map(|before| before.frame.sequence);
        self.host.look(&snapshot.frame, &self.source);
        if before != Some(snapshot.frame.sequence) {
            self.figures.accept(&snapshot, alone);
        }
        let looking = Arc::clone(&snapshot.outline);
        self.tell_time();
        if let Some(spent) = self.session.see(snapshot, findings) {
            // Full: inference has buffers enough.
            self.wires.spent.try_send(spent).ok();
        }
        let arrived = looking.name != self.session.outline().name;
        if arrived && self.settings.pacing == Pacing::RealTime {
            self.wires.notices_in.tell(say!("notice-network-looking", network = looking.title));
            self.session.hand_over_to(looking);
        }
    }

    /// Draws what changed, and shows it.
    fn draw(&mut self, gaze: &Gaze) -> Result<(), Stop> {
        self.refresh_status();
        self.look_for_newest(gaze);
        if gaze.selection.frozen || self.is_over() {
            self.session.rest();
        }
        let (begun, clock) = (Instant::now(), self.clock());
        let resized = self.picture.resize(self.session.size());
        let around = around(&self.status, &self.bar, self.newest.as_ref(), clock);
        let drawn = self.session.draw(gaze, around, self.picture.pixels_mut());
        let finished = Instant::now();
        if !gaze.selection.help && std::mem::take(&mut self.saves_next) {
            self.save_picture();
        }
        if !(drawn || resized || self.picture.is_stale()) {
            return Ok(());
        }
        let (presented, answered) = self.picture.present(self.screen)?;
        let meter = &mut self.figures.meter;
        if let Some(answered) = answered {
            meter.answer.add(answered);
        }
        if drawn || resized {
            self.recorder.take(self.picture.pixels(), self.session.size(), clock);
        }
        if drawn {
            meter.draw.add(finished.duration_since(begun));
            meter.present.add(presented.duration_since(finished));
            if let Some(snapshot) = self.session.snapshot() {
                self.figures.note_latency(snapshot, presented);
            }
        }
        Ok(())
    }

    /// The newest frame, where snapshots come so slowly that the viewer would wonder.
    fn look_for_newest(&mut self, gaze: &Gaze) {
        if self.settings.pacing == Pacing::RealTime
            && self.figures.is_slow(&self.status)
            && !self.source.still
            && !gaze.selection.frozen
            && !self.is_over()
        {
            self.newest = self.wires.newest.try_take().or(self.newest.take());
        } else {
            self.newest = None;
        }
    }

    /// True where the picture is the last of a camera that is gone.
    fn is_over(&self) -> bool {
        self.source.trouble.as_ref().is_some_and(|trouble| trouble.is_over)
    }

    fn refresh_status(&mut self) {
        let (clock, source, status) = (self.clock(), &self.source, &mut self.status);
        status.source.clone_from(&source.description);
        status.still = source.still;
        status.shaken = source.shaken;
        status.camera = source.live;
        status.mirrored = source.mirrored;
        (status.tuned, status.rotated) = source.stands();
        status.attraction = self.host.attracts();
        status.moves = self.host.sees_movement();
        status.leaves_in = self.host.leaves_in(clock);
        status.trouble.clone_from(&source.trouble);
        status.quiet = self.host.is_quiet();
        let runs = self.recorder.runs(clock);
        status.recording = runs.map(|runs| Duration::from_secs(runs.as_secs()));
        status.quitting = self.host.held(clock);
        // Where frames are made on demand, their rate is ours.
        let paced = source.live || self.settings.pacing == Pacing::RealTime;
        self.figures.refresh(status, clock, paced);
    }

    /// Time since the start; without a window that of the frames, so that every run shows the same.
    fn clock(&self) -> Duration {
        match self.settings.pacing {
            Pacing::RealTime => self.begun.elapsed(),
            Pacing::Unpaced => {
                self.session.snapshot().map(|snapshot| snapshot.frame.time).unwrap_or_default()
            }
        }
    }
}

/// True of a character's key.
fn is_typed(event: Event) -> bool {
    matches!(event, Event::Press(KeyPress { key: Key::Char(_), .. }))
}

/// What the picture depends on besides the session.
fn around<'a>(
    status: &'a Status,
    bar: &'a MessageBar,
    newest: Option<&'a Arc<Frame>>,
    clock: Duration,
) -> Surroundings<'a> {
    let newest = newest.map(AsRef::as_ref);
    Surroundings { status, message: bar.text(), newest, clock }
}

/// A window that was shrunk to nothing still has a pixel.
fn at_least_one(size: Size) -> Size {
    Size::new(size.width.max(1), size.height.max(1))
}
