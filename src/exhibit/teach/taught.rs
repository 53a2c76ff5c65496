//! What was taught: the pictures that are kept, what the network says now, how well that is tested.

use std::sync::Arc;
use std::time::Duration;

use crate::frame::Picture;

/// So many things can be taught in the room.
pub const CLASSES: usize = 4;

/// One picture that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its number, counted from the first that was shown in this visit; never used again.
    pub id: u32,
    /// Of which thing, `0..CLASSES`.
    pub class: u8,
    /// In which press of the button.
    pub burst: u32,
    /// True where it is held back for the test: nothing is learned from it.
    pub held_back: bool,
    /// The part that the network saw, small.
    pub thumbnail: Arc<Picture>,
}

/// What is known of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Thing {
    /// How many pictures of it came while it was shown.
    pub shown: usize,
    /// How many of them it learns from.
    pub learned: usize,
    /// How many are held back for the test.
    pub held_back: usize,
}

/// What the network says to the newest picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How alike the picture is to each thing's mean, -1..=1; none where a thing was not shown.
    pub cosines: Vec<Option<f32>>,
    /// The most alike; none where it is none of these.
    pub best: Option<usize>,
    /// Below this a picture is none of these.
    pub threshold: f32,
}

/// How the pictures that were held back are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Test {
    /// So many are answered rightly.
    pub right: usize,
    /// So many are called none of these.
    pub none: usize,
    /// So many there are.
    pub all: usize,
}

/// What may have gone wrong while it was taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// This thing has far more pictures than this other one.
    Unequal(u8, u8),
    /// All was shown before one background: that may be what was learned.
    OneBackground,
}

/// A head that was loaded from a file, and what it says to the newest picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What its classes are called.
    pub labels: Arc<[String]>,
    /// Its answer.
    pub answer: Answer,
}

/// All of it, at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taught {
    /// When the first picture was kept, on the frames' own clock; none where none is.
    pub since: Option<Duration>,
    /// The things.
    pub things: [Thing; CLASSES],
    /// The pictures that are kept, in the order in which they were shown.
    pub samples: Arc<[Sample]>,
    /// What it says; none where fewer than two things were shown.
    pub answer: Option<Answer>,
    /// The test; none where nothing is held back yet.
    pub test: Option<Test>,
    /// What may have gone wrong.
    pub warnings: Vec<Warning>,
    /// A head that the program was started with, where it can answer on this network.
    pub loaded: Option<Arc<Loaded>>,
    /// The network on which such a head was taught, where that is another one than this.
    pub foreign: Option<Arc<str>>,
}

impl Taught {
    /// How many things were shown.
    pub fn count(&self) -> usize {
        self.things.iter().filter(|thing| thing.learned > 0).count()
    }

    /// This picture; none where it is gone.
    pub fn sample(&self, id: u32) -> Option<&Sample> {
        self.samples.iter().find(|sample| sample.id == id)
    }
}
