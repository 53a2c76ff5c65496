//! The commands to the engine that must be carried out once, such as an export.
//!
//! Of requests only the newest counts, so they cannot carry these.

use crate::taps::plan::Unit;

/// From main to inference, in order: bounded, and refused with a notice when full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineCommand {
    /// The request that it belongs to: it is carried out with the first one of this number or a
    /// later one that is served, so that runs without a window are the same every time.
    pub request: u64,
    /// What to do.
    pub order: Order,
}

/// What the engine is told to do once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Write what is looked at to a file, once the request's frame has been seen; before another
    /// network takes over.
    Export {
        /// The network that was shown when this was ordered: its place in the roster. Of another
        /// one nothing is written.
        network: usize,
        /// What people have called its units.
        names: Vec<(Unit, String)>,
    },
    /// Write what was taught to a file, as a head.
    ExportHead {
        /// As in [`Self::Export`].
        network: usize,
        /// What the things are called.
        labels: Vec<String>,
        /// True where the camera's pictures are mirrored.
        mirror: bool,
    },
    /// End the standing jobs and let go of what they have found, before the request's frame.
    Forget,
}
