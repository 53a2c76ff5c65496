//! What comes of growing a network: plain data for the screen.

use std::sync::Arc;

use super::Wanted;
use super::digits::{CLASSES, PIXELS};
use super::maps::DigitMaps;

/// After so many steps it rests by itself: nothing new comes.
pub const MOST_STEPS: u32 = 10_000;

/// How well it does on one set of digits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Mean cross-entropy, in nats.
    pub loss: f32,
    /// How many answers are right.
    pub right: u16,
    /// Of so many.
    pub of: u16,
}

/// How well it did after so many steps.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mark {
    /// How many steps were made.
    pub step: u32,
    /// On digits that it learns from, by the labels that it is given.
    pub learned: Score,
    /// On those held back.
    pub held_back: Score,
}

/// The maps of one step for one digit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepMaps {
    /// Rows and columns of each.
    pub side: usize,
    /// One after the other, row after row.
    pub values: Vec<f32>,
}

impl StepMaps {
    /// Each detector's map.
    pub fn maps(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact((self.side * self.side).max(1))
    }

    /// The largest absolute value of all.
    pub fn largest(&self) -> f32 {
        self.values.iter().fold(0.0, |most, value| most.max(value.abs()))
    }
}

/// What the network makes of one digit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wall {
    /// The digit, values up to [`super::digits::INK`].
    pub digit: Vec<u8>,
    /// What it is; none where a visitor drew it.
    pub label: Option<u8>,
    /// The first step's filters, nine weights each.
    pub filters: Vec<f32>,
    /// What comes out of each step.
    pub steps: Vec<StepMaps>,
    /// The probability of each digit, 0..=1.
    pub answers: [f32; CLASSES],
}

impl Wall {
    /// The likeliest digit.
    pub fn best(&self) -> usize {
        let better = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1);
        self.answers.iter().enumerate().max_by(better).map_or(0, |(digit, _)| digit)
    }
}

/// A digit that was held back and is taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mistake {
    /// Which of those held back.
    pub which: u16,
    /// What it is taken for.
    pub says: u8,
}

/// The network as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Grown {
    /// What was wanted.
    pub wanted: Wanted,
    /// How many steps the newest network has made.
    pub steps: u32,
    /// The network that is shown: the newest, or an earlier one.
    pub mark: Mark,
    /// The steps of the networks that are kept, the first first; without the newest.
    pub kept: Vec<u32>,
    /// How well it did so far, the first first; with the newest.
    pub marks: Vec<Mark>,
    /// Of the digit that is shown.
    pub wall: Wall,
    /// Digits held back that it gets wrong, as many as are shown.
    pub mistakes: Vec<Mistake>,
    /// Digits on maps, layer by layer; none before they were asked for.
    pub maps: Option<Arc<DigitMaps>>,
    /// False while maps are still to be made.
    pub is_whole: bool,
}

impl Grown {
    /// True where nothing more comes until something else is wanted.
    pub fn is_over(&self) -> bool {
        let learns = self.wanted.playing && self.wanted.back.is_none();
        self.is_whole && !(learns && self.steps < MOST_STEPS)
    }
}

/// A digit that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// This one of those held back.
    HeldBack(u16),
    /// One that a visitor draws.
    Drawn([u8; PIXELS]),
}
