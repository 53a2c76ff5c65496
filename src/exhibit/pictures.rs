//! The seam by which a job gets photos that visitors and the network are to name.

use std::fmt::Debug;

use crate::error::Result;
use crate::frame::Picture;

/// Where such photos come from: a presenter's folder, or those that are shipped.
pub trait Pictures: Debug + Send + Sync {
    /// How many there are.
    ///
    /// # Errors
    /// Why the folder cannot be listed.
    fn count(&self) -> Result<usize>;

    /// The photo at this place, from 0.
    ///
    /// # Errors
    /// Why it cannot be read; [`crate::Error::Network`] where there is none at this place.
    fn load(&self, place: usize) -> Result<Picture>;
}
