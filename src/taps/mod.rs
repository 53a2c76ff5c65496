//! The taps: what is read off the layers of a forward pass for the screen, as 8-bit maps.
//!
//! Which layers at what size: [`plan`]. How they come from the device to the host: [`read`]. Which
//! channels are worth a tile: [`strongest`]. The maps themselves: [`reading`].

pub mod archive;
pub mod change;
mod fetch;
pub mod plan;
pub mod profile;
pub mod read;
pub mod reading;
pub mod strongest;
#[cfg(test)]
mod tests;
mod tiles;
mod transpose;

pub use read::{Readout, Taps};
