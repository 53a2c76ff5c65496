//! The rooms, one folder each: the only file that names them all, in closed enums.
//!
//! The other files of this folder hold what rooms have in common.

pub mod adversarial;
pub mod changes;
pub mod clock;
pub mod counts;
pub mod findings;
pub mod lesson;
pub mod likes;
mod means;
pub mod minds;
pub mod others;
pub mod play;
pub(crate) mod progress;
pub mod room;
pub mod rooms;
mod rubber;
pub mod scene;
pub mod selection;
mod settings;
pub mod study;
mod tour;
mod why;
pub mod word_map;
pub mod work;

use std::sync::Arc;

use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keyboard::Keyboard;
use crate::control::keymap::Entry;
use crate::error::Result;
use crate::network::Network;
use crate::taps::plan::Unit;
use adversarial::Adversarial;
use changes::how_little::HowLittleJob;
use changes::invariance::Invariance;
use counts::occlusion::{Occlusion, OcclusionJob, Square};
use counts::removal::{Removal, RemovalJob};
use likes::ascent::AscentJob;
use likes::favourites::collect::CollectJob;
pub(crate) use likes::favourites::collection::Collection;
use likes::favourites::job::FavouritesJob;
use likes::favourites::other::{OtherProjection, OtherProjectionJob};
use likes::favourites::{Collected, Favourites};
#[cfg(feature = "fuzzing")]
pub use likes::library;
use likes::library::job::{LibraryJob, Wanted};
pub use likes::library::shelf::Shelf;
use likes::library::shelf::{LibraryEntry, LibraryLayer};
use likes::patterns::{Patterns, PatternsJob};
use likes::search::Detectors;
use likes::search::job::{DetectorsJob, RecordJob};
use likes::search::recording::Recorded;
pub use likes::search::recording::Shared;
use likes::stimulus::Stimulus;
use likes::votes::Votes;
use likes::votes::job::VotesJob;
use likes::wish::Wish;
pub use means::Means;
use minds::agreement::Agreement;
use minds::job::SecondNetworkJob;
pub(crate) use play::START;
pub use play::things::ids as ids_of_things;
use room::Exhibit;
pub use settings::{RoomSettings, TimeOfDay};
pub(crate) use tour::conditions::Chosen as TourChosen;
pub use tour::script::Script;
pub use tour::{FIRST_TASK, TOUR, TOUR_NEXT, Tour, Tours};
pub(crate) use word_map::WORD_MAP;
use work::{Seen, Work};

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
    /// Let's play.
    Play,
    /// The map of its words.
    WordMap,
}

impl Room {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Likes,
        Self::Counts,
        Self::Changes,
        Self::Clock,
        Self::Minds,
        Self::Play,
        Self::WordMap,
    ];

    /// What is chosen in it at first.
    fn choice(self) -> Choice {
        match self {
            Self::Likes => Choice::Likes(likes::Chosen::default()),
            Self::Counts => Choice::Counts(counts::Chosen::default()),
            Self::Changes => Choice::Changes(changes::Chosen::default()),
            Self::Clock => Choice::Clock,
            Self::Minds => Choice::Minds(minds::Chosen::default()),
            Self::Play => Choice::Play(play::Chosen::default()),
            Self::WordMap => Choice::WordMap(word_map::Chosen::default()),
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
            Room::Play => Box::new(play::Play::default()),
            Room::WordMap => Box::new(word_map::WordMap::default()),
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
    play::KEYS,
    word_map::KEYS,
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
    /// In [`Room::Play`].
    Play(play::Chosen),
    /// In [`Room::WordMap`].
    WordMap(word_map::Chosen),
}

/// What a room asks of the network beyond one pass: a job answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// The picture that a unit would like.
    Stimulus(Wish),
    /// Which pictures excite each unit most, from now on.
    Collect,
    /// A unit's favourites of what was seen.
    Favourites(Unit),
    /// The same with what drove the unit in each: the deconvnet projections.
    Projections(Unit),
    /// What another network of the run, one that pools, makes of a unit's strongest favourite: its
    /// own strongest unit's projection.
    OtherProjection {
        /// Its place among the networks of the run.
        place: usize,
        /// Whose favourite.
        unit: Unit,
        /// Another number asks again.
        run: u64,
    },
    /// What a unit speaks for.
    Votes(Unit),
    /// What every unit of a layer would like to see, small; by the layer's index into the
    /// outline's.
    Patterns(usize),
    /// What the library knows of a unit.
    Library(Unit),
    /// What the units of a layer would like to see, as the library knows it; by the layer's index
    /// into the outline's.
    LibraryLayer(usize),
    /// What every channel does while something is shown to it, or while it is not.
    Record {
        /// True while it is shown.
        with: bool,
        /// Another number records anew.
        run: u32,
    },
    /// Which channels tell whether it is there.
    Detectors {
        /// The recording with it, and the one without it.
        runs: [u32; 2],
    },
    /// What covering each part of the picture changes.
    Occlusion {
        /// Whose probability is watched; none for the best class of the whole picture.
        class: Option<usize>,
        /// The grey square's side and stride.
        square: Square,
    },
    /// How many channels of a layer must be held at zero until the answer is another, of the frame
    /// at hand.
    Removal {
        /// Index into the outline's layers.
        layer: usize,
        /// Another number asks again, of another frame; channels are drawn at random with it.
        run: u64,
    },
    /// The smallest changes of the picture that change the answer.
    HowLittle,
    /// What another network answers to the same pictures.
    SecondNetwork {
        /// Its place among the networks of the run.
        place: usize,
    },
}

impl Question {
    /// True where its job goes on when it is no longer asked, until it is forgotten; false where it
    /// ends with the room.
    pub fn is_standing(&self) -> bool {
        matches!(self, Self::Collect)
    }

    /// True where pictures of earlier moments come of it, or what was said of them: it ends where
    /// they are to be forgotten.
    pub fn recalls(&self) -> bool {
        matches!(
            self,
            Self::Collect
                | Self::Favourites(_)
                | Self::Projections(_)
                | Self::OtherProjection { .. }
                | Self::Record { .. }
                | Self::Detectors { .. }
        )
    }
}

/// What came of a question.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Of [`Question::Stimulus`].
    Stimulus(Arc<Stimulus>),
    /// Of [`Question::Collect`].
    Collected(Collected),
    /// Of [`Question::Favourites`] and [`Question::Projections`].
    Favourites(Arc<Favourites>),
    /// Of [`Question::OtherProjection`]; none while that network is being loaded and asked.
    OtherProjection(Option<Arc<OtherProjection>>),
    /// Of [`Question::Votes`].
    Votes(Arc<Votes>),
    /// Of [`Question::Patterns`].
    Patterns(Arc<Patterns>),
    /// Of [`Question::Library`]; none while it is being read.
    Library(Option<Arc<LibraryEntry>>),
    /// Of [`Question::LibraryLayer`]; none while it is being read.
    LibraryLayer(Option<Arc<LibraryLayer>>),
    /// Of [`Question::Record`].
    Recorded {
        /// As asked.
        with: bool,
        /// How far it has come.
        recorded: Recorded,
    },
    /// Of [`Question::Detectors`]; none while they are being ranked.
    Detectors(Option<Arc<Detectors>>),
    /// Of [`Question::Occlusion`].
    Occlusion(Arc<Occlusion>),
    /// Of [`Question::Removal`].
    Removal(Arc<Removal>),
    /// Of [`Question::HowLittle`].
    HowLittle {
        /// Moved, zoomed, turned.
        invariance: Arc<Invariance>,
        /// Each value changed by a few steps of 255; none before its turn has come.
        adversarial: Option<Arc<Adversarial>>,
    },
    /// Of [`Question::SecondNetwork`]; none while that network is being loaded.
    SecondNetwork(Option<Arc<Agreement>>),
    /// Why nothing can be found, in one line.
    Nothing(String),
}

/// Begins the job that answers a question, with the frame at hand.
///
/// # Errors
/// Why nothing can be found; where libtorch refuses.
pub fn begin(
    network: &Network,
    question: Question,
    seen: Seen<'_>,
    means: &mut Means,
) -> Result<Box<dyn Work>> {
    Ok(match question {
        Question::Stimulus(wish) => Box::new(AscentJob::new(network, wish)?),
        Question::Collect => Box::new(CollectJob::new(network, means.collection(network))),
        Question::Record { with, run } => {
            Box::new(RecordJob::new(network, &seen, &means.recordings, with, run)?)
        }
        Question::Detectors { runs } => Box::new(DetectorsJob::new(&means.recordings, runs)),
        Question::Favourites(unit) => {
            Box::new(FavouritesJob::new(network, means.collection(network), unit, false)?)
        }
        Question::Projections(unit) => {
            Box::new(FavouritesJob::new(network, means.collection(network), unit, true)?)
        }
        Question::OtherProjection { place, unit, .. } => {
            let collection = means.collection(network);
            let others = means.others()?;
            let job = OtherProjectionJob::new(network, &seen, &collection, others, place, unit)?;
            Box::new(job)
        }
        Question::Votes(unit) => Box::new(VotesJob::new(network, &seen, unit)?),
        Question::Patterns(layer) => Box::new(PatternsJob::new(network, layer)?),
        Question::Library(unit) => library_job(network, Wanted::Unit(unit), means)?,
        Question::LibraryLayer(layer) => library_job(network, Wanted::Layer(layer), means)?,
        Question::Occlusion { class, square } => {
            seen.require_whole_network()?;
            Box::new(OcclusionJob::new(network, seen.input, class, square)?)
        }
        Question::Removal { layer, run } => {
            seen.require_whole_network()?;
            Box::new(RemovalJob::new(network, seen.input, layer, run)?)
        }
        Question::HowLittle => {
            seen.require_whole_network()?;
            Box::new(HowLittleJob::new(network, &seen.frame.picture)?)
        }
        Question::SecondNetwork { place } => {
            Box::new(SecondNetworkJob::new(network, &seen, means.others()?, place)?)
        }
    })
}

fn library_job(network: &Network, wanted: Wanted, means: &mut Means) -> Result<Box<dyn Work>> {
    let shelf = Arc::clone(&means.shelf);
    Ok(Box::new(LibraryJob::new(network, wanted, shelf, &mut means.lesson)?))
}

#[cfg(test)]
mod tests;
