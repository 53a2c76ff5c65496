//! The training of a head: full-batch Adam on cross-entropy, a step at a time.

use super::TrainedHead;
use crate::error::{Error, Result};

/// How a head is trained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Adam's learning rate.
    pub rate: f64,
    /// So many hidden cells; 0 for a linear head.
    pub hidden: usize,
    /// L2 penalty: half of this times the sum of the squared weights is added to the loss.
    pub decay: f64,
    /// What the hidden cells begin with.
    pub seed: u64,
}

/// How well a head does on some pictures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Mean cross-entropy, in nats.
    pub loss: f32,
    /// Share of right answers, 0..=1.
    pub accuracy: f32,
}

/// A head under training.
#[derive(Debug)]
pub struct Training {}

impl Training {
    /// Begins; each code comes with its class, below `classes`.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn new(
        _learned: &[(usize, &[f32])],
        _held_back: &[(usize, &[f32])],
        _classes: usize,
        _settings: Settings,
    ) -> Result<Self> {
        Err(Error::Network("not built yet".into()))
    }

    /// Another learning rate and penalty from the next step on.
    pub fn turn(&mut self, _rate: f64, _decay: f64) {}

    /// One step of Adam on all pictures; the score before it on those that it learns from, and on
    /// those held back where there are any.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn step(&mut self) -> Result<(Score, Option<Score>)> {
        Err(Error::Network("not built yet".into()))
    }

    /// The head as it is now.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn head(&self) -> Result<TrainedHead> {
        Err(Error::Network("not built yet".into()))
    }
}
