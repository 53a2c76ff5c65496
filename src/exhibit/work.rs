//! Long work in steps beside the live picture: one step costs about as much as one forward pass, so
//! that pictures and keys are never kept waiting for the whole of it.

use crate::error::Result;
use crate::network::Network;

/// How far a job has come, in steps that take about the same time each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Progress {
    /// How many are done.
    pub done: usize,
    /// How many there are; it may turn out to be fewer.
    pub all: usize,
}

impl Progress {
    /// True where nothing is left to do.
    pub fn is_over(self) -> bool {
        self.done >= self.all
    }
}

/// Work of many forward passes, about one picture. What has been found so far can be looked at
/// after every step, and what comes of it in the end does not depend on what happened between the
/// steps.
pub trait Job {
    /// Goes on for about the time of one forward pass of this network; nothing where it is over.
    ///
    /// # Errors
    /// Where libtorch refuses; [`crate::Error::Interrupted`].
    fn step(&mut self, network: &Network) -> Result<Progress>;
}
