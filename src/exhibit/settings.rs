//! What the rooms are told of the run: what `deepvis.toml` settles for them, and the time of day.

use std::path::PathBuf;

/// What the rooms are told at the start, beside the networks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomSettings {
    /// The ids of the things that can be shown here; empty where nothing is said of that, and all
    /// things count.
    pub things: Vec<String>,
    /// The folder of the pictures that visitors and the network name; none for those that are
    /// shipped.
    pub pictures: Option<PathBuf>,
}

/// The time of day where the program runs, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    /// 0..=23.
    pub hour: u8,
    /// 0..=59.
    pub minute: u8,
}
