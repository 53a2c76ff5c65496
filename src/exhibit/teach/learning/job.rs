//! The job that trains a head, a step a picture, and lets it answer each of them.

use std::sync::Arc;

use super::trained::{self, Trained};
use super::{Knobs, Learning};
use crate::error::Result;
use crate::exhibit::Finding;
use crate::exhibit::teach::samples;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::network::Network;
use crate::network::graph::NodeId;

/// Trains a head on what was taught. Beside the pictures it keeps nothing of its own: the head is
/// in [`crate::exhibit::Means`], where the next question finds it.
#[derive(Debug)]
pub struct LearningJob {
    samples: samples::Shared,
    trained: trained::Shared,
    knobs: Knobs,
    run: u32,
    until: u32,
    /// The newest picture's code, until a step was made for it.
    waiting: Option<Vec<f32>>,
    learning: Arc<Learning>,
}

/// How a head is to be trained, as asked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How.
    pub knobs: Knobs,
    /// Another number begins again.
    pub run: u32,
    /// It rests when so many steps were made.
    pub until: u32,
}

impl LearningJob {
    /// Begins with the frame at hand.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        samples: &samples::Shared,
        trained: &trained::Shared,
        wanted: Wanted,
    ) -> Result<Self> {
        let Wanted { knobs, run, until } = wanted;
        let waiting = Some(network.code(seen.trace)?);
        let (samples, trained) = (samples::Shared::clone(samples), trained::Shared::clone(trained));
        Ok(Self { samples, trained, knobs, run, until, waiting, learning: Arc::default() })
    }
}

impl Work for LearningJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        vec![network.graph.code]
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        self.waiting = Some(network.code(seen.trace)?);
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        let Some(code) = self.waiting.take() else { return Ok(Progress { done: 1, all: 1 }) };
        let before = self.trained.take();
        let followed = Trained::follow(before, &self.samples.borrow(), self.knobs, self.run)?;
        self.learning = Arc::default();
        if let Some(mut trained) = followed {
            if trained.steps() < self.until {
                trained.step()?;
            }
            self.learning = Arc::new(trained.learning(&code));
            *self.trained.borrow_mut() = Some(trained);
        }
        Ok(Progress { done: 0, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Learning(Arc::clone(&self.learning))
    }
}

#[cfg(test)]
mod tests;
