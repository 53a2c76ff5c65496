//! The search for a thing's detector: shown with it and without it, which channels tell?
//!
//! Yosinski et al. found units for faces and for text by holding things before a camera
//! ("Understanding neural networks through deep visualization", 2015). Here the finding is
//! measured.

pub mod job;
pub mod memory;
mod page;
pub mod rank;
pub mod recording;

use crate::taps::plan::Unit;
use rank::Candidate;
use recording::Channels;

/// What came of two recordings.
#[derive(Debug, Clone, PartialEq)]
pub struct Detectors {
    /// Of which recordings: with it, and without it.
    pub runs: [u32; 2],
    /// Among how many channels it was looked for.
    pub channels: usize,
    /// How many pictures either recording has.
    pub pictures: [usize; 2],
    /// Whether one was found.
    pub outcome: Outcome,
}

/// Whether a detector was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Too few pictures that differ.
    TooFew,
    /// None tells the two apart.
    None,
    /// These do, the best first.
    Found(Vec<Detector>),
}

/// A channel that tells whether it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detector {
    /// Which it is.
    pub unit: Unit,
    /// It is lit where its strongest value is above this.
    pub threshold: f32,
    /// Of the pictures with it that did not choose this channel: in how many it is lit, and how
    /// many there are.
    pub with: (usize, usize),
    /// The same of those without it.
    pub without: (usize, usize),
}

impl Detector {
    fn of(candidate: &Candidate, channels: &Channels) -> Option<Self> {
        let &Candidate { place, threshold, with, without, .. } = candidate;
        Some(Self { unit: channels.unit(place)?, threshold, with, without })
    }
}
