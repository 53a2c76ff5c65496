//! The trait of a room on the main thread: its words, keys, questions, memory and drawing.

use std::fmt::Debug;
use std::hash::Hasher;
use std::sync::Arc;

use super::findings::Findings;
use super::scene::Scene;
use super::selection::Selection;
use super::{Choice, Question, RoomSettings, TimeOfDay};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::dynamics::history::History;
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Plan, Unit};
use crate::view::controls::Control;
use crate::view::palette::Metrics;
use crate::view::thumbnails::Thumbnails;
use crate::view::{Brush, Target};

/// What a room says of itself: ids of messages.
#[derive(Debug, PartialEq, Eq)]
pub struct About {
    /// Behind which door it is.
    pub door: Door,
    /// The message of its question, in a visitor's words: the heading.
    pub title: &'static str,
    /// The message that says what is to be seen, in one or two sentences below the heading.
    pub says: &'static str,
    /// The messages of what `i` explains, a paragraph each; the last names the paper.
    pub explains: &'static [&'static str],
}

/// What an action came to in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// It means nothing here.
    No,
    /// It is done, and means nothing else.
    Done,
    /// It opens this room.
    Opens,
    /// It is done, and the picture is held as long as this room stays open.
    Holds,
    /// It is done, and a picture that was held for this room goes on.
    LetsGo,
    /// It moves the selection in the network as it would there, or switches what is selected, and
    /// this room stays open.
    Steers,
    /// It is done, and this unit is selected; this room stays open.
    Picks(Unit),
    /// It is done, and the room about one detector opens, with this one.
    Shows(Unit),
    /// It closes this room.
    Closes,
}

/// How much of the screen a room takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Span {
    /// The wall's place, between the camera's picture and the answer.
    #[default]
    Middle,
    /// The place of the camera's picture as well: the room shows one of its own.
    WithPicture,
    /// All that is above the bar of doors.
    Whole,
}

/// What a room asks its questions by.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is chosen in this room.
    pub choice: &'a Choice,
    /// True while this room is open.
    pub open: bool,
    /// Everything that is chosen.
    pub selection: &'a Selection,
    /// The network.
    pub outline: &'a Outline,
}

/// What a room is told of each snapshot.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The newest snapshot.
    pub snapshot: &'a Snapshot,
    /// What the background jobs have found so far.
    pub findings: &'a Findings,
    /// The answers so far, this one included.
    pub history: &'a History,
    /// What is chosen in this room.
    pub choice: &'a Choice,
    /// True while this room is open.
    pub open: bool,
    /// The time of day; none in runs that are to be the same each time.
    pub time_of_day: Option<TimeOfDay>,
}

/// A room on the main thread. It knows no tensor, thread or clock. What is chosen in it is a
/// [`Choice`], plain data; `self` is only what it remembers of what it has seen.
pub trait Exhibit: Debug {
    /// What it is about, as it stands.
    fn about(&self, choice: &Choice) -> &'static About;

    /// Does what the action asks, where that is this room's. Every room is asked, also while it is
    /// closed: its keys open it. [`Action::Back`] comes only where nothing else is left to close.
    fn apply(&self, choice: &mut Choice, open: bool, action: Action) -> Handled;

    /// Hears which networks the run has, in the order of their places: once, at the start.
    fn hear_networks(&mut self, _networks: &[Arc<Outline>]) {}

    /// Hears what `deepvis.toml` settles for rooms: once, at the start.
    fn hear_settings(&mut self, _settings: &RoomSettings) {}

    /// How much of the screen it takes while it is open.
    fn span(&self, _choice: &Choice) -> Span {
        Span::Middle
    }

    /// What it asks of the engine while it is open.
    fn requests(&self, _asked: Asked<'_>) -> Vec<Question> {
        Vec::new()
    }

    /// What it asks of the engine whether it is open or not.
    fn stands(&self, _asked: Asked<'_>) -> Vec<Question> {
        Vec::new()
    }

    /// What each pass must read for it besides, whether it is open or not.
    fn plan(&self, _asked: Asked<'_>, _plan: &mut Plan) {}

    /// Remembers what it needs of a snapshot. The second snapshot of a frame may come.
    fn see(&mut self, _moment: Moment<'_>) {}

    /// The picture is held, or none comes.
    fn rest(&mut self) {}

    /// Another network answers from now on, or another part of it: what was seen is not to be
    /// compared with what comes.
    fn begin_again(&mut self) {}

    /// The visitor is gone, or wants to be forgotten: lets go of their pictures and of what they
    /// named.
    fn forget(&mut self) {}

    /// Forgets what of the visitor's is chosen here.
    fn forget_choice(&self, _choice: &mut Choice) {}

    /// True where it stays open when another network takes over.
    fn survives_network(&self, _choice: &Choice) -> bool {
        true
    }

    /// What can be touched in it, in the area that [`Self::draw`] gets, with these sizes and this
    /// typeface. Where places overlap, the first is meant.
    fn targets(
        &self,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    /// What of it a finger can change, besides what is in its picture: drawn below that.
    fn controls(&self, _scene: &Scene<'_>) -> Vec<Control> {
        Vec::new()
    }

    /// The action that leads to what it shows now, of those that share its door; none where the
    /// room leads to the others by itself.
    fn tab(&self, _choice: &Choice) -> Option<Action> {
        None
    }

    /// Hashes all that [`Self::draw`] shows: it is drawn anew when that changes.
    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher);

    /// Draws it in the wall's place: heading and all.
    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>);

    /// What it knows of what units would like to see, for the squares of the wall and of a layer.
    fn patterns(&self) -> Option<&Thumbnails> {
        None
    }

    /// What it shows below the camera's picture, instead of the spotlight.
    fn aside(&self) -> Option<&dyn Aside> {
        None
    }
}

/// What a room shows below the camera's picture, whichever room is open.
pub trait Aside: Debug {
    /// True where it has something to show now.
    fn is_there(&self, scene: &Scene<'_>) -> bool;

    /// Hashes all that [`Self::draw`] shows.
    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher);

    /// Draws it.
    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>);
}
