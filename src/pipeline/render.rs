//! The main thread's loop: keys in, pictures out. It never waits for the network while there is a
//! window.

mod in_turn;
mod networks;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError};

use super::heartbeat::Watchdog;
use super::hosting::Host;
use super::mailbox::{Inbox, Post};
use super::message::{Notice, Notices, Request, SourceCommand, SourceStatus, Update};
use super::meter::{Meter, Pace, resident_mb};
use super::outcome::Stop;
use super::recorder::Recorder;
use super::saving::Saving;
use super::steering::{Effect, Gaze, Steering};
use super::{Pacing, Settings};
use crate::canvas::Canvas;
use crate::control::kiosk::Ruling;
use crate::dashboard::Dashboard;
use crate::dynamics::activity::Activity;
use crate::dynamics::history::{FlipRecord, History};
use crate::engine::{Engaged, EngineCommand, Findings, Loaded, Order};
use crate::exhibit::rooms::Rooms;
use crate::exhibit::scene::Scene;
use crate::frame::Frame;
use crate::geometry::Size;
use crate::interrupt::Interrupt;
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::screen::{Event, Screen};
use crate::snapshot::Snapshot;
use crate::view::facts::Facts;
use crate::view::status::Status;
use crate::view::{Hover, Target};

/// The grid on which a window is looked after.
const TICK: Duration = Duration::from_micros(16_667);
/// A window that was covered does not say so: what it shows is handed to it again this often.
const REFRESH: Duration = Duration::from_millis(250);
/// How often the figures of the status line change, so that they can be read.
const FIGURES: Duration = Duration::from_millis(500);
/// How long a notice stays.
const NOTICE: Duration = Duration::from_secs(5);
/// Below this many pictures a second the newest frame is shown beside.
const SLOW: f32 = 10.0;
/// Between two looks at `stop` while there is nothing else to do.
const LOOK: Duration = Duration::from_millis(50);
/// How long the end of a run waits for its recording; a window's is over within two seconds.
const FINISH: Duration = Duration::from_secs(1);
/// Without a window nobody waits for the end.
const FINISH_UNPACED: Duration = Duration::from_secs(60);

/// Without a window, between two looks whether a recording has room again.
const ROOM: Duration = Duration::from_millis(1);

/// What main is wired to.
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

/// What a run showed and what it cost.
#[derive(Debug, Clone)]
pub struct Report {
    /// What ran.
    pub engaged: Engaged,
    /// Where the last frames came from.
    pub source: SourceStatus,
    /// Frames shown.
    pub frames: u64,
    /// Frames that capture delivered and nobody looked at.
    pub dropped: u64,
    /// Pictures a second, over the whole run.
    pub fps: f64,
    /// What each stage cost.
    pub meter: Meter,
    /// The changes of mind.
    pub flips: FlipRecord,
    /// How often a thread was busy with one thing for too long.
    pub stalls: u64,
    /// The last frame's best guesses.
    pub top: Vec<Guess>,
    /// The program's resident memory in MiB while the network was still loaded; none where the
    /// system does not tell.
    pub resident_mb: Option<f64>,
}

/// The loop's state.
pub struct Render<'a> {
    settings: Settings,
    wires: Wires,
    screen: &'a mut dyn Screen,
    stop: &'a AtomicBool,
    /// All networks that can be stepped to.
    networks: Vec<Arc<Outline>>,
    /// The one that is asked for; its place in `networks`.
    wanted: usize,
    /// What was loaded last; none before the first.
    engaged: Option<Engaged>,
    /// The network that the keys are about.
    outline: Arc<Outline>,
    steering: Steering,
    host: Host,
    dashboard: Dashboard,
    /// Lays out the wanted network until it takes over.
    next_dashboard: Dashboard,
    request: Request,
    source: SourceStatus,
    snapshot: Option<Snapshot>,
    newest: Option<Arc<Frame>>,
    history: History,
    activity: Activity,
    rooms: Rooms,
    meter: Meter,
    shown: Pace,
    delivered: Pace,
    status: Status,
    figures_due: Duration,
    message: Option<(String, Duration)>,
    /// What hangs, while it does.
    stall: Option<String>,
    saving: Saving,
    recorder: Recorder,
    pixels: Vec<u32>,
    size: Size,
    begun: Instant,
    frames: u64,
    first_shown: Option<Instant>,
    last_shown: Option<Instant>,
    presented: Instant,
    /// True until the newest snapshot's frame is on the screen.
    unseen: bool,
    /// True where an order waits for the next request.
    ordered: bool,
    findings: Findings,
    /// When a key was pressed that has not been answered yet.
    pressed: Option<Instant>,
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
        let status = Status::default();
        let now = Instant::now();
        Ok(Self {
            wires,
            screen,
            stop,
            networks,
            wanted: 0,
            engaged: None,
            outline,
            steering: Steering::new(settings.home(), Arc::clone(&settings.keyboard)),
            host: Host::new(settings.kiosk, &settings.keyboard),
            dashboard: Dashboard::default(),
            next_dashboard: Dashboard::default(),
            request: Request::default(),
            source: SourceStatus::default(),
            snapshot: None,
            newest: None,
            history: History::default(),
            activity: Activity::default(),
            rooms: Rooms::default(),
            meter: Meter::default(),
            shown: Pace::default(),
            delivered: Pace::default(),
            status,
            figures_due: Duration::ZERO,
            message: None,
            stall: None,
            saving: Saving::default(),
            recorder: Recorder::new(&settings.folder),
            settings,
            pixels: Vec::new(),
            size: Size::default(),
            begun: now,
            frames: 0,
            first_shown: None,
            last_shown: None,
            presented: now,
            unseen: false,
            ordered: false,
            findings: Findings::default(),
            pressed: None,
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

    /// With a window: look after it on a fixed grid, and at once when a snapshot comes.
    fn run_live(&mut self) -> Result<(), Stop> {
        let mut tick = Instant::now();
        if self.settings.kiosk.is_some()
            && let Err(error) = self.screen.stay_full_screen()
        {
            self.wires.notices_in.tell(error.to_string());
        }
        loop {
            self.check_stop()?;
            if self.screen.wants_targets() {
                self.offer();
            }
            for event in self.screen.poll() {
                if self.take(event) == Some(Effect::Quit) {
                    return Ok(());
                }
            }
            if self.host.held(self.clock()) == Some(1.0) {
                return Ok(());
            }
            self.tend();
            self.read_mail();
            self.stall = self.wires.watchdog.look(Instant::now());
            // A full recording: nothing new is shown, but keys are taken.
            let room = self.recorder.has_room();
            if room && let Some(update) = self.wires.updates.try_take() {
                self.accept(update, false);
            }
            let request = self.settle();
            let asks = |request: &Request| (request.network, request.frozen);
            let anew =
                asks(&request) != asks(&self.request) || request.inquiry != self.request.inquiry;
            if std::mem::take(&mut self.ordered) || anew {
                self.wires.requests.put(request.clone())?;
                self.request = request;
            }
            if room {
                let gaze = self.steering.gaze().clone();
                self.draw(&gaze)?;
            }
            if self.settings.frames.is_some_and(|all| self.frames >= all) {
                return Ok(());
            }
            tick = next_on_grid(tick, Instant::now());
            self.wait(tick)?;
        }
    }

    /// Until the tick, or until a snapshot comes.
    fn wait(&mut self, tick: Instant) -> Result<(), Stop> {
        loop {
            let sample = self.screen.sample().map(|after| Instant::now() + after);
            let until = sample.map_or(tick, |sample| sample.min(tick));
            match self.wires.updates.bell().recv_deadline(until) {
                Err(RecvTimeoutError::Timeout) if until < tick => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Disconnected),
            }
        }
    }

    /// The request for what is to be shown now.
    fn settle(&mut self) -> Request {
        self.size = at_least_one(self.screen.size());
        let inquiry = self.steering.settle(
            self.snapshot.as_ref(),
            &self.outline,
            self.clock(),
            self.size,
            &mut self.dashboard,
            &self.rooms,
        );
        let pointer = self.steering.pointer(self.clock());
        let hover = pointer.and_then(|at| Hover::new(&self.targets(), at));
        self.steering.hover(hover);
        let selection = &self.steering.gaze().selection;
        let (number, network) = (self.request.number + 1, self.wanted);
        let (frozen, bare_forward) = (selection.frozen, false);
        let request = Request { number, network, inquiry, frozen, bare_forward };
        let wanted = &self.networks[self.wanted];
        if wanted.name == self.outline.name {
            return request;
        }
        // What the wanted network is to show first, while the keys still move on the one that is
        // shown.
        let selection = selection.on_another_network(&self.rooms);
        self.next_dashboard.arrange(self.size, wanted, &selection);
        let inquiry = self.next_dashboard.inquiry(wanted, &selection, None, &self.rooms);
        Request { inquiry, ..request }
    }

    fn check_stop(&self) -> Result<(), Stop> {
        if self.stop.load(Ordering::Relaxed) { Err(Stop::Cancelled) } else { Ok(()) }
    }

    /// What nobody is there to ask for: in a kiosk, the first view after the last visitor, and the
    /// reel while there is none.
    fn tend(&mut self) {
        let clock = self.clock();
        if self.host.goes_home(clock) {
            self.steering.go_home(self.settings.home());
            self.order(Order::Forget);
            self.wanted = 0;
        }
        self.host.tend(clock, &self.source, &self.wires.commands);
    }

    /// Says what can be touched on what is shown, by whoever is about to do something.
    fn offer(&mut self) {
        // As in `take`, which finds out what was touched.
        self.dashboard.arrange(self.size, &self.outline, &self.steering.gaze().selection);
        let (outline, gaze) = (Arc::clone(&self.outline), self.steering.gaze().clone());
        let (scene, dashboard, _) = self.scene(&outline, &gaze);
        let touchable = dashboard.touchable(&scene);
        self.screen.offer(touchable);
    }

    fn take(&mut self, event: Event) -> Option<Effect> {
        match self.host.rule(event, self.clock()) {
            Ruling::Pass => {}
            Ruling::Nothing => return None,
            Ruling::Refuse(why) => {
                self.wires.notices_in.tell(why);
                return None;
            }
        }
        if !matches!(event, Event::Hover(_) | Event::Drag(_) | Event::Lift(_) | Event::Release(_)) {
            self.pressed.get_or_insert_with(Instant::now);
        }
        // Without a window an older gaze may have been drawn last: the pointer is on what was asked
        // for last.
        self.dashboard.arrange(self.size, &self.outline, &self.steering.gaze().selection);
        let points = matches!(event, Event::Click(_) | Event::Wheel { .. });
        let targets = if points { self.targets() } else { Vec::new() };
        let effect =
            self.steering.take(event, &self.outline, &self.dashboard, &targets, &self.rooms)?;
        self.host.note(effect, &self.source);
        match effect {
            Effect::Source(command) => {
                if let Err(TrySendError::Full(_)) = self.wires.commands.try_send(command) {
                    self.wires
                        .notices_in
                        .tell("busy: the source has not answered the last keys yet");
                }
            }
            Effect::SavePicture if self.pixels.len() != self.size.area() => {
                self.wires.notices_in.tell("nothing has been shown yet that could be saved");
            }
            Effect::SavePicture => {
                let folder = &self.settings.folder;
                self.saving.begin(folder, &self.pixels, self.size, &self.wires.notices_in);
            }
            Effect::Record => {
                let clock = self.clock();
                self.recorder.toggle(clock, &self.wires.notices_in);
            }
            Effect::FullScreen => {
                if let Err(error) = self.screen.toggle_full_screen() {
                    self.wires.notices_in.tell(error.to_string());
                }
            }
            Effect::Export => self.order(Order::Export),
            Effect::NextNetwork => self.ask_for_next_network(),
            Effect::Quit => {}
        }
        Some(effect)
    }

    /// Tells the engine what to do, with the next request.
    fn order(&mut self, order: Order) {
        let request = self.request.number + 1;
        match self.wires.orders.try_send(EngineCommand { request, order }) {
            Err(TrySendError::Full(_)) => {
                self.wires.notices_in.tell("busy: the last keys have not been answered yet");
            }
            Ok(()) | Err(TrySendError::Disconnected(_)) => self.ordered = true,
        }
    }

    /// Notices, and news of the source and of the networks.
    fn read_mail(&mut self) {
        self.hear_all();
        let clock = self.clock();
        if let Some(Notice(text)) = self.wires.notices.try_iter().last() {
            self.message = Some((text, clock + NOTICE));
        }
        if self.message.as_ref().is_some_and(|(_, until)| clock > *until) {
            self.message = None;
        }
        if let Some(source) = self.wires.source.try_take() {
            self.source = source;
        }
    }

    /// Takes over a snapshot; the one before goes back to be filled again.
    fn accept(&mut self, update: Update, alone: bool) {
        let Update { snapshot, findings } = update;
        self.findings = findings;
        let before = self.snapshot.as_ref();
        let another = |before: &Snapshot| {
            before.outline.name != snapshot.outline.name || before.silenced != snapshot.silenced
        };
        if before.is_some_and(another) {
            // Another network's mind is not a mind that was changed; nor is that of one that lacks
            // a part.
            self.history.begin_again();
            self.rooms.begin_again();
        }
        let before = before.map(|before| before.frame.sequence);
        self.history.push(&snapshot);
        self.activity.push(&snapshot);
        let selection = &self.steering.gaze().selection;
        self.rooms.see(&snapshot, &self.findings, &self.history, selection);
        self.host.look(&snapshot.frame, &self.source);
        if before != Some(snapshot.frame.sequence) {
            let now = Instant::now();
            self.meter.stages(&snapshot.times);
            if let Some(last) = self.last_shown.replace(now)
                && !alone
            {
                self.meter.period.add(now.duration_since(last));
            }
            self.first_shown.get_or_insert(now);
            self.frames += 1;
            self.unseen = true;
            self.shown.note(now, self.frames);
            self.delivered.note(snapshot.frame.captured, snapshot.frame.sequence);
        }
        let arrived = snapshot.outline.name != self.outline.name;
        if arrived && self.settings.pacing == Pacing::RealTime {
            self.hand_over_to(Arc::clone(&snapshot.outline));
            self.wires.notices_in.tell(format!("{} is looking now", snapshot.outline.title));
        }
        if let Some(spent) = self.snapshot.replace(snapshot) {
            // Full: inference has buffers enough.
            self.wires.spent.try_send(spent).ok();
        }
    }

    /// Draws what changed, and shows it.
    fn draw(&mut self, gaze: &Gaze) -> Result<(), Stop> {
        self.refresh_status();
        self.look_for_newest(gaze);
        if gaze.selection.frozen || self.is_over() {
            self.rooms.rest();
        }
        let begun = Instant::now();
        let resized = self.pixels.len() != self.size.area();
        self.pixels.resize(self.size.area(), 0);
        // Picture, maps and classes belong together, and to the network that made them.
        let outline = self.snapshot.as_ref().map_or(&self.outline, |snapshot| &snapshot.outline);
        let outline = Arc::clone(outline);
        self.dashboard.arrange(self.size, &outline, &gaze.selection);
        let size = self.size;
        let (scene, dashboard, pixels) = self.scene(&outline, gaze);
        let drawn = dashboard.draw(&scene, &mut Canvas::new(pixels, size));
        let finished = Instant::now();
        if !(drawn || resized || finished.duration_since(self.presented) > REFRESH) {
            return Ok(());
        }
        self.screen.present(&self.pixels, self.size)?;
        self.presented = Instant::now();
        if let Some(pressed) = self.pressed.take() {
            self.meter.answer.add(self.presented.duration_since(pressed));
        }
        if drawn || resized {
            let clock = self.clock();
            self.recorder.take(&self.pixels, self.size, clock);
        }
        if drawn {
            self.meter.draw.add(finished.duration_since(begun));
            self.meter.present.add(self.presented.duration_since(finished));
            self.note_latency();
        }
        Ok(())
    }

    /// What is to be drawn for this gaze of this network, what draws it, and the pixels to draw on.
    fn scene<'s>(
        &'s mut self,
        outline: &'s Outline,
        gaze: &'s Gaze,
    ) -> (Scene<'s>, &'s mut Dashboard, &'s mut [u32]) {
        let clock = self.clock();
        let message = self.message.as_ref().map(|(text, _)| text);
        let message = message.or(self.stall.as_ref()).map(String::as_str);
        // It may still be another network's.
        let snapshot = self.snapshot.as_ref().filter(|s| s.outline.name == outline.name);
        let facts = Facts {
            outline,
            snapshot,
            history: &self.history,
            activity: &self.activity,
            status: &self.status,
            keyboard: &self.settings.keyboard,
            appearance: gaze.selection.appearance,
            frozen: gaze.selection.frozen,
            newest: self.newest.as_deref(),
        };
        let scene = Scene {
            facts,
            selection: &gaze.selection,
            spotlight: gaze.unit,
            hover: gaze.hover,
            findings: &self.findings,
            rooms: &self.rooms,
            message,
            clock,
        };
        (scene, &mut self.dashboard, &mut self.pixels)
    }

    /// What can be touched now: of the network that the keys are about, as it was last arranged.
    fn targets(&mut self) -> Vec<Target> {
        let (outline, gaze) = (Arc::clone(&self.outline), self.steering.gaze().clone());
        let (scene, dashboard, _) = self.scene(&outline, &gaze);
        dashboard.targets(&scene)
    }

    /// How old the pixels are of a frame that is shown for the first time.
    fn note_latency(&mut self) {
        let Some(snapshot) = &self.snapshot else { return };
        if std::mem::take(&mut self.unseen) {
            let age = self.presented.duration_since(snapshot.frame.captured);
            self.meter.latency.add(age);
        }
    }

    /// The newest frame, where snapshots come so slowly that the viewer would wonder.
    fn look_for_newest(&mut self, gaze: &Gaze) {
        let slow = self.frames > 3 && self.status.shown_fps < SLOW;
        if self.settings.pacing == Pacing::RealTime
            && slow
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
        self.status.source.clone_from(&self.source.description);
        self.status.still = self.source.still;
        self.status.camera = self.source.live && !self.source.attraction;
        self.status.mirrored = self.source.mirrored;
        self.status.attraction = self.source.attraction;
        self.status.trouble.clone_from(&self.source.trouble);
        let clock = self.clock();
        self.status.quiet = self.host.is_quiet();
        self.status.recording =
            self.recorder.runs(clock).map(|runs| Duration::from_secs(runs.as_secs()));
        self.status.quitting = self.host.held(clock);
        if clock < self.figures_due {
            return;
        }
        self.figures_due = if self.frames > 3 { clock + FIGURES } else { clock };
        let now = Instant::now();
        self.status.shown_fps = self.shown.per_second(now);
        // Where frames are made on demand, their rate is ours.
        let measured =
            !self.source.still && (self.source.live || self.settings.pacing == Pacing::RealTime);
        self.status.source_fps = if measured { self.delivered.per_second(now) } else { 0.0 };
        self.status.latency = self.meter.latency.last().unwrap_or_default();
    }

    /// Time since the start; without a window that of the frames, so that every run shows the same.
    fn clock(&self) -> Duration {
        match self.settings.pacing {
            Pacing::RealTime => self.begun.elapsed(),
            Pacing::Unpaced => self.snapshot.as_ref().map(|s| s.frame.time).unwrap_or_default(),
        }
    }

    fn report(mut self, resident_mb: Option<f64>) -> Result<Report, Stop> {
        let time = self.first_shown.zip(self.last_shown).map(|(first, last)| last - first);
        let seconds = time.unwrap_or_default().as_secs_f64();
        let lost = self.wires.notices_in.lost();
        if lost > 0 {
            log::warn!("{lost} notices found no room and were not shown");
        }
        self.hear_all();
        Ok(Report {
            // Only a window that was closed at once gets here without.
            engaged: self.engaged.ok_or(Stop::Cancelled)?,
            source: self.source,
            frames: self.frames,
            dropped: self.snapshot.as_ref().map_or(0, |snapshot| snapshot.dropped),
            fps: if seconds > 0.0 { (self.frames - 1) as f64 / seconds } else { 0.0 },
            meter: self.meter,
            flips: self.history.into_record(),
            stalls: self.wires.watchdog.stalls(),
            top: self.snapshot.map(|snapshot| snapshot.top).unwrap_or_default(),
            resident_mb,
        })
    }
}

/// A window that was shrunk to nothing still has a pixel.
fn at_least_one(size: Size) -> Size {
    Size::new(size.width.max(1), size.height.max(1))
}

/// The first point after `now` on the grid that `tick` lies on.
fn next_on_grid(tick: Instant, now: Instant) -> Instant {
    let passed = now.saturating_duration_since(tick).as_micros() / TICK.as_micros();
    tick + TICK * (passed as u32 + 1)
}
