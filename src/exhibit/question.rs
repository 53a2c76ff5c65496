//! What rooms ask of the network beyond one pass, and what comes of it.

use std::sync::Arc;

use super::{
    Adversarial, Agreement, Blurred, Collected, Deep, DeepWanted, Detectors, DreamWanted, Dreamt,
    DreamtCards, Favourites, GrowWanted, Grown, Invariance, Knobs, KnownWanted, Learning,
    LibraryEntry, LibraryLayer, NoiseWanted, Occlusion, OtherProjection, OutOfNoise, Patterns,
    Recorded, Removal, Square, StillKnown, Stimulus, Taught, TaughtLayers, TaughtMap,
    UntangleWanted, Untangled, Votes, Why, Wish, WordPlaces,
};
use crate::taps::plan::Unit;

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
    /// The smallest change of the picture's values that makes it answer this class, of the frame
    /// at hand.
    Adversarial {
        /// The class that it is to answer.
        class: usize,
        /// Another number asks again, of another frame.
        run: u64,
    },
    /// Photos that get sharp from a blur in steps, and its answers at each.
    Blurred {
        /// Another number asks again, for photos in another order.
        run: u64,
    },
    /// What another network answers to the same pictures.
    SecondNetwork {
        /// Its place among the networks of the run.
        place: usize,
    },
    /// Where the network's words stand, by how alike they are to it.
    WordMap,
    /// What each of its words would like to see, as the library knows it.
    WordPictures,
    /// Keep the pictures that come as pictures of this thing, as long as this is asked.
    Show {
        /// `0..CLASSES` of [`super::teach::taught`].
        class: u8,
    },
    /// What was taught, and what the network says by it, from now on.
    Taught,
    /// Let go of this taught picture.
    RemoveTaught {
        /// Its number.
        id: u32,
    },
    /// Where the taught pictures stand on a map.
    TaughtMap,
    /// The same at several depths of the network.
    TaughtLayers,
    /// Train a head on the taught pictures, a step a frame.
    TrainHead {
        /// How.
        knobs: Knobs,
        /// Another number begins again.
        run: u32,
        /// It rests when so many steps were made.
        until: u32,
    },
    /// Why the newest picture is taken for a taught thing.
    WhyTaught {
        /// Which; none for the one that is answered.
        class: Option<u8>,
    },
    /// Points of two classes, and a small network that learns to pull them apart.
    Untangle(UntangleWanted),
    /// A small network that grows from nothing.
    Grow(GrowWanted),
    /// What a part of the network finds in each picture, amplified in the next.
    Dream(DreamWanted),
    /// The same by each of the layers that may be chosen, a little and small.
    DreamCards,
    /// The same in one picture, deep.
    DreamDeep(DeepWanted),
    /// A word's picture, out of noise.
    OutOfNoise(NoiseWanted),
    /// A picture that is made anew from a layer's values.
    StillKnown(KnownWanted),
}

impl Question {
    /// True where its job goes on when it is no longer asked, until it is forgotten; false where it
    /// ends with the room.
    pub fn is_standing(&self) -> bool {
        matches!(self, Self::Collect | Self::Taught)
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
                | Self::Adversarial { .. }
                | Self::Show { .. }
                | Self::Taught
                | Self::RemoveTaught { .. }
                | Self::TaughtMap
                | Self::TaughtLayers
                | Self::TrainHead { .. }
                | Self::WhyTaught { .. }
                | Self::Untangle(_)
                | Self::Dream(_)
                | Self::DreamCards
                | Self::DreamDeep(_)
                | Self::StillKnown(_)
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
    /// Of [`Question::Adversarial`].
    Adversarial(Arc<Adversarial>),
    /// Of [`Question::Blurred`].
    Blurred(Arc<Blurred>),
    /// Of [`Question::SecondNetwork`]; none while that network is being loaded.
    SecondNetwork(Option<Arc<Agreement>>),
    /// Of [`Question::WordMap`]; none while nothing of it is there.
    WordMap(Option<Arc<WordPlaces>>),
    /// Of [`Question::WordPictures`]; none while it is being read.
    WordPictures(Option<Arc<LibraryLayer>>),
    /// Of [`Question::Show`]: how many pictures of it were kept while it was asked.
    Shown(usize),
    /// Of [`Question::Taught`].
    Taught(Arc<Taught>),
    /// Of [`Question::RemoveTaught`]: it is gone.
    Removed,
    /// Of [`Question::TaughtMap`].
    TaughtMap(Arc<TaughtMap>),
    /// Of [`Question::TaughtLayers`].
    TaughtLayers(Arc<TaughtLayers>),
    /// Of [`Question::TrainHead`].
    Learning(Arc<Learning>),
    /// Of [`Question::WhyTaught`]; none before a picture was seen.
    WhyTaught(Option<Arc<Why>>),
    /// Of [`Question::Untangle`].
    Untangled(Arc<Untangled>),
    /// Of [`Question::Grow`]; none before the first step.
    Grown(Option<Arc<Grown>>),
    /// Of [`Question::Dream`]; none before the first picture.
    Dreamt(Option<Arc<Dreamt>>),
    /// Of [`Question::DreamCards`].
    DreamtCards(Arc<DreamtCards>),
    /// Of [`Question::DreamDeep`]; none before the first step.
    Deep(Option<Arc<Deep>>),
    /// Of [`Question::OutOfNoise`]; none before the first step.
    OutOfNoise(Option<Arc<OutOfNoise>>),
    /// Of [`Question::StillKnown`]; none before the first step.
    StillKnown(Option<Arc<StillKnown>>),
    /// Why nothing can be found, in one line.
    Nothing(String),
}
