//! The job of this page.

use super::DeepWanted;
use crate::error::Result;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::network::Network;

/// The job.
#[derive(Debug)]
pub struct DeepJob {
    wanted: DeepWanted,
}

impl DeepJob {
    /// Begins.
    ///
    /// # Errors
    /// Why there is nothing to see.
    pub fn new(
        _network: &Network,
        _seen: &Seen<'_>,
        wanted: DeepWanted,
        _means: &mut Means,
    ) -> Result<Self> {
        Ok(Self { wanted })
    }
}

impl Work for DeepJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: 1, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Deep(None)
    }
}
