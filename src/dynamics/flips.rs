//! The last ten seconds of answers, and every flip among them.

use std::collections::VecDeque;
use std::time::Duration;

use crate::snapshot::Guess;

/// The top class changed from one frame of a scene to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// Sequence number of the frame with the new class.
    pub frame: u64,
    /// That frame's time.
    pub time: Duration,
    /// The class before.
    pub from: usize,
    /// The class since.
    pub to: usize,
}

/// One frame's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The frame's sequence number.
    pub frame: u64,
    /// The frame's time.
    pub time: Duration,
    /// The frame's scene.
    pub scene: u64,
    /// All classes' probabilities.
    pub probabilities: Vec<f32>,
    /// The best guess.
    pub best: Guess,
}

/// The answers of the last ten seconds, oldest first, and all flips since the start.
#[derive(Debug, Clone, Default)]
pub struct History {
    answers: VecDeque<Answer>,
    flips: Vec<Flip>,
}
