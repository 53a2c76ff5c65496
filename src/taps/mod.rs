//! What is read off the network on the way: which layers at what size ([`plan`]), how they come
//! from the device to the host ([`read`]), which channels are worth a tile ([`strongest`]), and the
//! 8-bit maps themselves ([`reading`]).

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
