//! The job of this page.

use super::DreamWanted;
use crate::error::Result;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::network::Network;

/// The job.
#[derive(Debug)]
pub struct DreamJob {
    wanted: DreamWanted,
}

impl DreamJob {
    /// Begins.
    ///
    /// # Errors
    /// Why there is nothing to see.
    pub fn new(
        _network: &Network,
        _seen: &Seen<'_>,
        wanted: DreamWanted,
        _means: &mut Means,
    ) -> Result<Self> {
        Ok(Self { wanted })
    }
}

impl Work for DreamJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        Ok(Progress { done: 1, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Dreamt(None)
    }
}
