//! The rooms, one folder each: the only file that names them all, in closed enums.
//!
//! The other files of this folder hold what rooms have in common.

pub mod adversarial;
pub mod ascent;
mod beginning;
pub mod changes;
pub mod clock;
mod correlation;
pub mod counts;
pub mod dreams;
pub mod findings;
pub mod grow;
pub mod lesson;
pub mod likes;
mod means;
pub mod minds;
pub mod others;
mod pictures;
pub mod play;
pub(crate) mod progress;
mod question;
pub mod room;
pub mod rooms;
mod rubber;
pub mod scene;
pub mod selection;
mod settings;
pub mod study;
pub mod teach;
mod tour;
pub mod tsne;
pub(crate) mod untangle;
mod why;
pub mod word_map;
pub mod work;

use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keyboard::Keyboard;
use crate::control::keymap::Entry;
use adversarial::{Adversarial, AdversarialJob, CONVINCED, Goal};
use ascent::stimulus::Stimulus;
use ascent::wish::Wish;
pub use beginning::begin;
use changes::how_little::HowLittleJob;
use changes::invariance::Invariance;
use counts::occlusion::{Occlusion, OcclusionJob, Square};
use counts::removal::{Removal, RemovalJob};
use dreams::deep::{Deep, DeepJob, DeepWanted};
use dreams::known::{KnownJob, KnownWanted, StillKnown};
use dreams::live::{CardsJob, DreamJob, DreamWanted, Dreamt, DreamtCards, SharedDream};
use dreams::noise::{NoiseJob, NoiseWanted, OutOfNoise};
pub(crate) use dreams::{DREAM_OF_SELECTED, DREAM_OF_TAUGHT};
use grow::Wanted as GrowWanted;
use grow::grown::Grown;
use grow::job::{GrowJob, Growth};
use likes::favourites::collect::CollectJob;
pub(crate) use likes::favourites::collection::Collection;
use likes::favourites::job::FavouritesJob;
use likes::favourites::other::{OtherProjection, OtherProjectionJob};
use likes::favourites::{Collected, Favourites};
#[cfg(feature = "fuzzing")]
pub use likes::library;
use likes::library::job::{LibraryJob, Wanted};
use likes::library::shelf::LibraryEntry;
pub(crate) use likes::library::shelf::LibraryLayer;
pub use likes::library::shelf::Shelf;
use likes::patterns::{Patterns, PatternsJob};
use likes::search::Detectors;
use likes::search::job::{DetectorsJob, RecordJob};
use likes::search::recording::Recorded;
pub use likes::search::recording::Shared;
use likes::votes::Votes;
use likes::votes::job::VotesJob;
pub use means::Means;
use minds::agreement::Agreement;
use minds::job::SecondNetworkJob;
pub use pictures::Pictures;
pub(crate) use play::START;
use play::against::blurred::{Blurred, BlurredJob};
pub use play::things::ids as ids_of_things;
pub use question::{Finding, Question};
use room::Exhibit;
use rooms::Choices;
use selection::Selection;
pub use settings::{RoomSettings, TimeOfDay};
pub use teach::file::{LoadedHead, head as head_of_what_was_taught};
use teach::job::{RemoveJob, ShowJob, TaughtJob};
use teach::layers::TaughtLayers;
use teach::layers::job::TaughtLayersJob;
use teach::learning::{
    Knobs, Learning, LearningJob, Shared as TrainedShared, Wanted as LearningWanted,
};
use teach::map::TaughtMap;
use teach::map::job::TaughtMapJob;
use teach::samples::Shared as Samples;
use teach::taught::{CLASSES as TAUGHT_CLASSES, Taught};
use teach::why::{Direction as TaughtDirection, Why, WhyJob};
pub(crate) use tour::conditions::Chosen as TourChosen;
pub use tour::script::Script;
pub use tour::{FIRST_TASK, TOUR, TOUR_NEXT, Tour, Tours};
use untangle::{UntangleJob, Untangled, Wanted as UntangleWanted};
pub(crate) use word_map::WORD_MAP;
pub use word_map::job::Maps as WordMaps;
use word_map::job::WordMapJob;
pub use word_map::word_places as word_map_places;
use word_map::word_places::WordPlaces;

/// The rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    /// What is it looking for?
    Likes,
    /// Which part does it need?
    Counts,
    /// Why did it change its mind?
    Changes,
    /// When does it change its mind?
    Clock,
    /// Two networks, one picture: do they agree?
    Minds,
    /// What does it dream?
    Dreams,
    /// Let's play.
    Play,
    /// The map of its words.
    WordMap,
    /// Teach it.
    Teach,
    /// Untangle it.
    Untangle,
    /// Grow one from nothing.
    Grow,
}

impl Room {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Likes,
        Self::Counts,
        Self::Changes,
        Self::Clock,
        Self::Minds,
        Self::Dreams,
        Self::Play,
        Self::WordMap,
        Self::Teach,
        Self::Untangle,
        Self::Grow,
    ];

    /// What is chosen in it at first.
    fn choice(self) -> Choice {
        match self {
            Self::Likes => Choice::Likes(likes::Chosen::default()),
            Self::Counts => Choice::Counts(counts::Chosen::default()),
            Self::Changes => Choice::Changes(changes::Chosen::default()),
            Self::Clock => Choice::Clock,
            Self::Minds => Choice::Minds(minds::Chosen::default()),
            Self::Dreams => Choice::Dreams(Box::default()),
            Self::Play => Choice::Play(play::Chosen::default()),
            Self::WordMap => Choice::WordMap(word_map::Chosen::default()),
            Self::Teach => Choice::Teach(teach::Chosen::default()),
            Self::Untangle => Choice::Untangle(untangle::Chosen::default()),
            Self::Grow => Choice::Grow(Box::default()),
        }
    }
}

/// Makes the rooms, in the order of [`Room::ALL`].
fn all() -> [Box<dyn Exhibit>; Room::ALL.len()] {
    Room::ALL.map(|room| -> Box<dyn Exhibit> {
        match room {
            Room::Likes => Box::new(likes::Likes::default()),
            Room::Counts => Box::new(counts::Counts::default()),
            Room::Changes => Box::new(changes::Changes::default()),
            Room::Clock => Box::new(clock::Clock::default()),
            Room::Minds => Box::new(minds::Minds::default()),
            Room::Dreams => Box::new(dreams::Dreams::default()),
            Room::Play => Box::new(play::Play::default()),
            Room::WordMap => Box::new(word_map::WordMap::default()),
            Room::Teach => Box::new(teach::Teach::default()),
            Room::Untangle => Box::new(untangle::Untangle::default()),
            Room::Grow => Box::new(grow::Grow::default()),
        }
    })
}

/// The keys of all rooms, in the order of the help pane.
pub const KEYS: &[&[Entry]] = &[
    likes::KEYS,
    &[changes::FLIP_KEYS, changes::CHAIR_KEYS],
    counts::KEYS[0],
    counts::KEYS[1],
    counts::KEYS[2],
    &[changes::HOW_LITTLE_KEY],
    clock::KEYS,
    minds::KEYS,
    dreams::KEYS[0],
    dreams::KEYS[1],
    dreams::KEYS[2],
    dreams::KEYS[3],
    play::KEYS,
    word_map::KEYS,
    teach::KEYS[0],
    teach::KEYS[1],
    teach::KEYS[2],
    untangle::KEYS,
    grow::KEYS,
    tour::KEYS,
];

/// What shares a door, each by the action that leads there and the message that names it.
pub(crate) fn tabs(door: Door) -> &'static [(Action, &'static str)] {
    match door {
        Door::Hide => &[
            (counts::RUB_OUT, "tab-rub-out"),
            (counts::OCCLUSION, "tab-every-place"),
            (counts::REMOVAL, "tab-removal"),
        ],
        Door::Changes => &[
            (changes::PREVIOUS_FLIP, "tab-last-change"),
            (changes::HOW_LITTLE, "tab-how-little"),
            (clock::CLOCK, "tab-last-minute"),
            (changes::CHAIR, "tab-chair-test"),
            (minds::TWO_NETWORKS, "tab-two-networks"),
        ],
        Door::Dreams => &[
            (dreams::DREAMS, "tab-dreams"),
            (dreams::DEEP, "tab-deep"),
            (dreams::NOISE, "tab-noise"),
            (dreams::KNOWN, "tab-known"),
        ],
        Door::Teach => &[
            (teach::TEACH, "tab-teach"),
            (teach::LEARNING, "tab-learning"),
            (teach::WHY_MINE, "tab-why-mine"),
            (untangle::UNTANGLE, "tab-untangle"),
            (grow::GROW, "tab-grow"),
        ],
        Door::Play => &[(play::GAMES, "tab-games"), (word_map::WORD_MAP, "tab-word-map")],
        _ => &[],
    }
}

/// The pages behind the doors that a tour can open, by the names of their actions.
pub(crate) fn pages() -> impl Iterator<Item = (&'static str, Action)> {
    let tabs = Door::ALL.into_iter().flat_map(tabs).map(|&(action, _)| action);
    tabs.chain(play::Page::ALL.map(play::Page::action)).filter_map(|action| match action {
        Action::Room(name) => Some((name, action)),
        _ => None,
    })
}

/// The keyboard as it is where nobody has changed it: everybody's keys and those of the rooms.
pub fn keyboard() -> Keyboard {
    Keyboard::new(KEYS)
}

/// What is chosen in a room: plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// In [`Room::Likes`].
    Likes(likes::Chosen),
    /// In [`Room::Counts`].
    Counts(counts::Chosen),
    /// In [`Room::Changes`].
    Changes(changes::Chosen),
    /// In [`Room::Clock`]: nothing is to be chosen.
    Clock,
    /// In [`Room::Minds`].
    Minds(minds::Chosen),
    /// In [`Room::Dreams`].
    Dreams(Box<dreams::Chosen>),
    /// In [`Room::Play`].
    Play(play::Chosen),
    /// In [`Room::WordMap`].
    WordMap(word_map::Chosen),
    /// In [`Room::Teach`].
    Teach(teach::Chosen),
    /// In [`Room::Untangle`].
    Untangle(untangle::Chosen),
    /// In [`Room::Grow`].
    Grow(Box<grow::Chosen>),
}

/// Which taught thing this action names in the room that is open, and what it is called; none where
/// that is no such action.
fn named_by(selection: &Selection, action: Action) -> Option<(usize, String)> {
    let Choice::Teach(chosen) = selection.choices.of(Room::Teach) else { return None };
    let thing = chosen.named_by(action).filter(|_| selection.room == Some(Room::Teach))?;
    Some((thing, chosen.own_name(thing).to_owned()))
}

/// Gives a taught thing this name.
fn give_name(choices: &mut Choices, thing: usize, name: &str) {
    if let Choice::Teach(chosen) = choices.of_mut(Room::Teach) {
        chosen.give(thing, name);
    }
}

/// What a taught thing is called, whichever room is open.
pub(crate) fn taught_name(selection: &Selection, thing: usize) -> String {
    match selection.choices.of(Room::Teach) {
        Choice::Teach(chosen) => chosen.name(thing),
        _ => String::new(),
    }
}

/// What the things are called that are taught; none where that is not the open room.
pub(crate) fn taught_names(selection: &Selection) -> Option<Vec<String>> {
    let Choice::Teach(chosen) = selection.choices.of(Room::Teach) else { return None };
    Some(chosen.all_names()).filter(|_| selection.room == Some(Room::Teach))
}

#[cfg(test)]
mod tests;
