//! Gradient ascent in the space of pictures: what a unit would like to see.

use std::sync::Arc;

use super::stimulus::Stimulus;
use super::wish::Wish;
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::network::Network;

/// The making of one preferred stimulus, as a job: one step of the ascent a step.
#[derive(Debug)]
pub struct AscentJob {
    stimulus: Arc<Stimulus>,
}

impl AscentJob {
    /// Begins with noise.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit.
    pub fn new(_network: &Network, wish: Wish) -> Result<Self> {
        Err(Error::Network(format!("nothing can be made for {wish:?} yet")))
    }
}

impl Work for AscentJob {
    fn subject(&self) -> Subject {
        Subject::Unit(self.stimulus.wish.unit)
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: self.stimulus.steps, all: self.stimulus.of })
    }

    fn finding(&self) -> Finding {
        Finding::Stimulus(Arc::clone(&self.stimulus))
    }
}
