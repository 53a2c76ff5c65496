//! The job of this page.

use super::NoiseWanted;
use crate::error::Result;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::network::Network;

/// The job.
#[derive(Debug)]
pub struct NoiseJob {
    wanted: NoiseWanted,
}

impl NoiseJob {
    /// Begins.
    ///
    /// # Errors
    /// Why there is nothing to see.
    pub fn new(
        _network: &Network,
        _seen: &Seen<'_>,
        wanted: NoiseWanted,
        _means: &mut Means,
    ) -> Result<Self> {
        Ok(Self { wanted })
    }
}

impl Work for NoiseJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: 1, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::OutOfNoise(None)
    }
}
