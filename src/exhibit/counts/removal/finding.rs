//! Removal: how many detectors of one layer must be held at zero until the answer is another.
//!
//! One after the other, the one goes without which the answer becomes least probable. Candidates
//! are ranked by gradient times activation, which is to first order what holding a channel at zero
//! takes from a logit (Molchanov et al., "Pruning convolutional neural networks for resource
//! efficient inference", 2017, <https://arxiv.org/abs/1611.06440>, equation 8); the best of them
//! are tried in earnest. Against that, as many channels drawn at random: single units may matter
//! much or not at all (Morcos et al., "On the importance of single directions for generalization",
//! 2018, <https://arxiv.org/abs/1803.06959>).

use crate::network::guess::Guess;
use crate::taps::reading::UnitReading;

/// At most so many channels are held at zero.
pub const MOST: usize = 50;

/// So many times channels are drawn at random.
pub const DRAWS: usize = 10;

/// What was found so far, plain host data.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// Index into [`crate::network::outline::Outline::layers`].
    pub layer: usize,
    /// How many channels it has.
    pub channels: usize,
    /// The best class of the whole network, and its probability.
    pub whole: Guess,
    /// What was held at zero, in that order; each stays so while the next is looked for.
    pub gone: Vec<Gone>,
    /// Their maps in the whole network's pass, in the same order, each on a scale of its own.
    pub maps: Vec<UnitReading>,
    /// Why no more go; none while they are looked for.
    pub end: Option<End>,
    /// For one channel at random, two, and so on, up to as many as are [gone](Self::gone): done
    /// after those.
    pub random: Vec<Spread>,
}

/// A channel that was held at zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gone {
    /// Which one.
    pub channel: usize,
    /// The probability of the whole network's best class without it and those before, 0..=1.
    pub probability: f32,
    /// The best class without it and those before.
    pub best: Guess,
}

/// Why no more channels are held at zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The best class is another.
    Forgotten,
    /// [`MOST`] of them are, and the best class is still the same.
    Enough,
    /// All of them are, and the best class is still the same.
    Empty,
}

/// What as many channels come to, drawn at random [`DRAWS`] times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The mean probability of the whole network's best class, 0..=1.
    pub mean: f32,
    /// The smallest.
    pub least: f32,
    /// The largest.
    pub most: f32,
    /// In how many draws the best class was another.
    pub forgotten: usize,
}

impl Spread {
    /// Of the probability of `class` in each of these answers.
    pub(super) fn of(answers: &[(f32, bool)]) -> Self {
        let probabilities = || answers.iter().map(|&(probability, _)| probability);
        let sum: f64 = probabilities().map(f64::from).sum();
        Self {
            mean: (sum / answers.len().max(1) as f64) as f32,
            least: probabilities().fold(f32::INFINITY, f32::min),
            most: probabilities().fold(0.0, f32::max),
            forgotten: answers.iter().filter(|&&(_, is_other)| is_other).count(),
        }
    }
}
