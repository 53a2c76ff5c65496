//! The seam by which a job gets another network of the run, beside the one that looks at frames.

use std::fmt::Debug;

use crate::error::Result;
use crate::network::Network;

/// The networks of the run, as the inference thread knows them.
pub trait Others: Debug {
    /// Loads the network at this place of the run's networks, on the same device and in the same
    /// precision as the one that looks. It is to be called, and what it returns used and dropped,
    /// on the inference thread. It may take seconds, like every load of a network.
    ///
    /// # Errors
    /// Those of [`Network::load_until`]; [`crate::Error::Network`] where there is none at this
    /// place.
    fn load(&self, place: usize) -> Result<Network>;
}
