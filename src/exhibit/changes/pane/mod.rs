//! The panes of this room: a flip, the chair test, and how little it takes.

mod card;
pub mod chair;
pub mod flip;
pub mod growth;
pub mod how_little;
mod line;
pub mod profile;
pub mod reason;
pub mod tipping;
pub mod triptych;
