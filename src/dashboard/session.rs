//! The session of whoever is at the screen: what is chosen, what was seen, the picture of both.

mod calling;
mod touring;

use std::sync::Arc;
use std::time::Duration;

use super::steering::{Effect, Gaze, Ground, Steering};
use super::touring::Idle;
use super::{Dashboard, RoomSettings, TimeOfDay};
use crate::canvas::Canvas;
use crate::control::appearance::Appearance;
use crate::control::depths::{self, Depths};
use crate::control::door::Door;
use crate::control::keyboard::Keyboard;
use crate::control::moving::Arrangement;
use crate::dynamics::activity::Activity;
use crate::dynamics::history::{FlipRecord, History};
use crate::dynamics::stillness::Stillness;
use crate::exhibit::findings::{Findings, Inquiry};
use crate::exhibit::rooms::Rooms;
use crate::exhibit::scene::Scene;
use crate::exhibit::selection::Selection;
use crate::exhibit::taught_names;
use crate::frame::Frame;
use crate::geometry::Size;
use crate::network::outline::Outline;
use crate::screen::{Event, Touchable};
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::view::Target;
use crate::view::facts::Facts;
use crate::view::status::Status;
use crate::view::target::Hover;
use crate::words::{self, Language};

/// Everything that the main thread keeps for the person in front of the screen.
#[derive(Debug)]
pub struct Session {
    /// The network that the keys are about.
    outline: Arc<Outline>,
    home: Selection,
    keyboard: Arc<Keyboard>,
    steering: Steering,
    memory: Memory,
    /// Chooses what calls whoever comes by.
    depths: Depths,
    dashboard: Dashboard,
    /// Whether somebody is still on the tour.
    idle: Idle,
    /// Lays out the network that is being loaded, until it takes over.
    next: Dashboard,
    size: Size,
}

/// How the screen is at first, and again when a visitor is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FirstView {
    /// True for every channel on the wall, however small.
    pub every_channel: bool,
    /// The brightness curve, an index into [`crate::control::appearance::GAMMAS`].
    pub gamma: usize,
    /// What the screen speaks.
    pub language: Language,
    /// True for larger words.
    pub large_text: bool,
}

/// What has been seen.
#[derive(Debug, Default)]
struct Memory {
    snapshot: Option<Snapshot>,
    findings: Findings,
    history: History,
    activity: Activity,
    rooms: Rooms,
    /// What calls whoever comes by; none while somebody is there.
    depths: Vec<Unit>,
    /// None in runs that are to be the same each time.
    time_of_day: Option<TimeOfDay>,
    /// Whether anything moves, while a tour runs.
    stillness: Stillness,
}

/// What the picture depends on besides, known by whoever runs the threads.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// What is known of the run.
    pub status: &'a Status,
    /// The newest notice, while it is worth showing.
    pub message: Option<&'a str>,
    /// The newest frame, where snapshots come so slowly that the viewer would wonder.
    pub newest: Option<&'a Frame>,
    /// Time since the start: for the spotlight, and for how long a pointer at rest names things.
    pub clock: Duration,
}

impl Memory {
    /// How the screen is laid out, with the order of the squares of the layer that is open.
    fn arrangement(
        &self,
        dashboard: &Dashboard,
        outline: &Outline,
        gaze: &Gaze,
    ) -> Arrangement<'_> {
        let snapshot = self.snapshot.as_ref().filter(|s| s.outline.name == outline.name);
        let reading = snapshot.and_then(|s| s.maps.reading(gaze.selection.unit.layer));
        let reading = reading.filter(|reading| reading.detail.is_some());
        let order = reading.map_or(&[][..], |reading| &reading.shown[..]);
        Arrangement { order, ..dashboard.arrangement() }
    }

    /// What is to be drawn of this network for this gaze.
    fn scene<'s>(
        &'s self,
        outline: &'s Outline,
        gaze: &'s Gaze,
        keyboard: &'s Keyboard,
        around: Surroundings<'s>,
    ) -> Scene<'s> {
        // It may still be another network's.
        let snapshot = self.snapshot.as_ref().filter(|s| s.outline.name == outline.name);
        let Gaze { selection, unit, hover, pressed, holding, tour_ends_in } = gaze;
        let facts = Facts {
            outline,
            snapshot,
            history: &self.history,
            activity: &self.activity,
            status: around.status,
            keyboard,
            names: &selection.names,
            appearance: selection.appearance,
            frozen: selection.frozen,
            newest: around.newest,
        };
        Scene {
            facts,
            findings: &self.findings,
            selection,
            spotlight: *unit,
            depths: &self.depths,
            hover: *hover,
            pressed: *pressed,
            holding: *holding,
            tour_ends_in: *tour_ends_in,
            rooms: &self.rooms,
            message: around.message,
        }
    }
}

impl Session {
    /// Begins with this network, which may still be loading.
    pub fn new(outline: Arc<Outline>, first: FirstView, keyboard: &Arc<Keyboard>) -> Self {
        let FirstView { every_channel, gamma, language, large_text } = first;
        let appearance = Appearance { gamma, ..Appearance::default() };
        let spoken = Selection { language, large_text, ..Selection::default() };
        let home = Selection { every_channel, appearance, ..spoken };
        Self {
            outline,
            steering: Steering::new(home.clone(), Arc::clone(keyboard)),
            home,
            keyboard: Arc::clone(keyboard),
            memory: Memory::default(),
            depths: Depths::default(),
            dashboard: Dashboard::default(),
            idle: Idle::default(),
            next: Dashboard::default(),
            size: Size::default(),
        }
    }

    /// Tells the rooms which networks the run has.
    pub fn hear_networks(&mut self, networks: &[Arc<Outline>]) {
        self.memory.rooms.hear_networks(networks);
    }

    /// Tells the rooms what `deepvis.toml` settles for them.
    pub fn hear_settings(&mut self, settings: &RoomSettings) {
        self.memory.rooms.hear_settings(settings);
    }

    /// Tells the time of day at which the next snapshots are seen.
    pub fn tell_time(&mut self, time: TimeOfDay) {
        self.memory.time_of_day = Some(time);
    }

    /// The network that the keys are about.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Behind which door one is.
    pub fn door(&self) -> Door {
        self.steering.gaze().selection.door(&self.memory.rooms)
    }

    /// The newest snapshot; none before the first.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.memory.snapshot.as_ref()
    }

    /// True while what is typed is a text, and no key.
    pub fn types(&self) -> bool {
        let selection = &self.steering.gaze().selection;
        selection.find.is_some() || selection.naming.is_some()
    }

    /// What visitors have called detectors of the network that the keys are about.
    pub fn names(&self) -> Vec<(Unit, String)> {
        let names = self.steering.gaze().selection.names.on(&self.outline.name);
        names.map(|(unit, name)| (unit, name.to_owned())).collect()
    }

    /// What the things are called that are taught; none where that is not the open room.
    pub fn taught_names(&self) -> Option<Vec<String>> {
        taught_names(&self.steering.gaze().selection)
    }

    /// What is to be shown now.
    pub fn gaze(&self) -> &Gaze {
        self.steering.gaze()
    }

    /// The size of the picture.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Another network takes over: the keys are about it from now on, and begin at its wall.
    pub fn hand_over_to(&mut self, network: Arc<Outline>) {
        self.outline = network;
        self.steering.begin_again(&self.memory.rooms);
    }

    /// Forgets all that was chosen, as at the start.
    pub fn go_home(&mut self) {
        self.steering.go_home(self.home.clone());
    }

    /// Forgets what was seen of the visitor, and what they named; what the engine keeps is to be
    /// forgotten there.
    pub fn forget(&mut self) {
        self.memory.findings = Findings::default();
        // What was compared for movement and the pictures around flips are the visitor's too.
        self.memory.stillness.restart();
        self.memory.history.begin_again();
        self.memory.rooms.forget();
        self.steering.forget(&self.memory.rooms);
    }

    /// Lets go of pictures of flips that are older than this, on the frames' own clock.
    pub fn forget_older_than(&mut self, age: Duration) {
        let now = self.memory.snapshot.as_ref().map(|snapshot| snapshot.frame.time);
        let before = now.unwrap_or_default().saturating_sub(age);
        self.memory.history.forget_pictures_before(before);
    }

    /// For how long the first of the visitor's pictures has been kept, on the frames' own clock;
    /// none where none is.
    pub fn keeps_for(&self) -> Option<Duration> {
        let now = self.memory.snapshot.as_ref()?.frame.time;
        Some(now.saturating_sub(self.memory.findings.kept_since()?))
    }

    /// Takes over a snapshot with what the jobs have found; returns the one before, to be filled
    /// again.
    pub fn see(&mut self, snapshot: Snapshot, findings: Findings) -> Option<Snapshot> {
        let memory = &mut self.memory;
        let another = |before: &Snapshot| {
            before.outline.name != snapshot.outline.name || before.ablated != snapshot.ablated
        };
        if memory.snapshot.as_ref().is_some_and(another) {
            // Another network's answers are not compared with those before; nor are those of a
            // network in which something is ablated.
            memory.history.begin_again();
            memory.rooms.begin_again();
        }
        memory.findings = findings;
        memory.history.hold_places(self.steering.gaze().pressed.is_some());
        memory.history.push(&snapshot);
        memory.activity.push(&snapshot);
        let selection = &self.steering.gaze().selection;
        let (findings, time) = (&memory.findings, memory.time_of_day);
        memory.rooms.see(&snapshot, findings, &memory.history, selection, time);
        self.follow_tour(&snapshot);
        self.memory.snapshot.replace(snapshot)
    }

    /// Takes in one event: it changes what is chosen, or asks for something of the run.
    pub fn take(&mut self, event: Event, around: Surroundings<'_>) -> Option<Effect> {
        // Without a window an older gaze may have been drawn last: the pointer is on what was asked
        // for last.
        self.arrange();
        self.idle.take(event, around.clock);
        let points = matches!(
            event,
            Event::Click(_) | Event::Drag(_) | Event::Lift(_) | Event::Wheel { .. }
        );
        let targets = if points { self.targets(around) } else { Vec::new() };
        let outline = self.outline.as_ref();
        let arrangement = self.memory.arrangement(&self.dashboard, outline, self.steering.gaze());
        let (targets, rooms) = (targets.as_slice(), &self.memory.rooms);
        let (guesses, kiosk) = (self.guesses(), around.status.kiosk);
        let guesses = guesses.as_slice();
        let ground = Ground { outline, arrangement, targets, rooms, guesses, kiosk };
        self.steering.take(event, ground)
    }

    /// Decides what a picture of this size is to show now, and what must be asked for that.
    pub fn settle(&mut self, size: Size, around: Surroundings<'_>) -> Inquiry {
        self.size = size;
        self.watch_tour(around);
        self.arrange();
        let (clock, outline) = (around.clock, self.outline.as_ref());
        let arrangement = self.memory.arrangement(&self.dashboard, outline, self.steering.gaze());
        self.steering.settle(self.memory.snapshot.as_ref(), outline, arrangement, clock);
        self.arrange();
        let pointer = self.steering.pointer(clock);
        let hover = pointer.and_then(|at| Hover::new(&self.targets(around), at));
        self.steering.hover(hover);
        self.attract(around);
        let Gaze { selection, unit, .. } = self.steering.gaze();
        let mut inquiry =
            self.dashboard.inquiry(&self.outline, selection, *unit, &self.memory.rooms);
        if around.status.attraction {
            inquiry.plan.layers = depths::plans(&self.outline);
            inquiry.plan.units.clone_from(&self.memory.depths);
        }
        inquiry
    }

    /// What must be asked of a network that is being loaded, for what it is to show first; the keys
    /// still move on the one that is shown.
    pub fn inquiry_of(&mut self, network: &Outline) -> Inquiry {
        let rooms = &self.memory.rooms;
        let selection = self.steering.gaze().selection.on_another_network(rooms);
        self.next.arrange(self.size, network, &selection, rooms);
        self.next.inquiry(network, &selection, None, rooms)
    }

    /// What can be touched now, by name.
    pub fn touchable(&mut self, around: Surroundings<'_>) -> Vec<Touchable> {
        self.arrange();
        let gaze = self.steering.gaze();
        let scene = self.memory.scene(&self.outline, gaze, &self.keyboard, around);
        self.dashboard.touchable(&scene)
    }

    /// The picture is held, or none comes.
    pub fn rest(&mut self) {
        self.memory.rooms.rest();
    }

    /// Draws what changed for this gaze; true if anything was.
    pub fn draw(&mut self, gaze: &Gaze, around: Surroundings<'_>, pixels: &mut [u32]) -> bool {
        words::speak(gaze.selection.language);
        // Picture, maps and classes belong together, and to the network that made them.
        let snapshot = self.memory.snapshot.as_ref();
        let outline = snapshot.map_or(&self.outline, |snapshot| &snapshot.outline);
        self.dashboard.arrange(self.size, outline, &gaze.selection, &self.memory.rooms);
        let scene = self.memory.scene(outline, gaze, &self.keyboard, around);
        self.dashboard.draw(&scene, &mut Canvas::new(pixels, self.size))
    }

    /// All flips of the session, and the newest snapshot.
    pub fn into_record(self) -> (FlipRecord, Option<Snapshot>) {
        (self.memory.history.into_record(), self.memory.snapshot)
    }

    /// The classes of the newest picture's guesses, the best first.
    fn guesses(&self) -> Vec<usize> {
        let newest = self.memory.snapshot.iter().flat_map(|snapshot| snapshot.top.iter());
        newest.map(|guess| guess.class).collect()
    }

    fn arrange(&mut self) {
        let selection = &self.steering.gaze().selection;
        words::speak(selection.language);
        self.dashboard.arrange(self.size, &self.outline, selection, &self.memory.rooms);
    }

    /// What can be touched now, of the network that the keys are about.
    fn targets(&self, around: Surroundings<'_>) -> Vec<Target> {
        let gaze = self.steering.gaze();
        self.dashboard.targets(&self.memory.scene(&self.outline, gaze, &self.keyboard, around))
    }
}
