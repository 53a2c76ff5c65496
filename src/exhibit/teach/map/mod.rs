//! The map of what was taught: every picture where t-SNE puts it, the newest one among its nearest.

mod directions;
mod gathered;
pub mod job;
mod layout;
mod procrustes;

pub use directions::Directions;
pub use gathered::gathered;
pub use layout::Layout;
pub use procrustes::{aligned, frame, framed};

/// Where the taught pictures stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TaughtMap {
    /// Another number is another layout: pictures have moved. While one is forming it has its
    /// number already.
    pub layout: u32,
    /// Each picture's number and place, both values in -1..=1.
    pub places: Vec<(u32, [f32; 2])>,
    /// What the network, as it is taught now, says to each of them, in the same order; none for
    /// none of these.
    pub answers: Vec<Option<u8>>,
    /// The pictures that the newest one is most like, the most alike first, each with how much it
    /// counts, which together is 1.
    pub nearest: Vec<(u32, f32)>,
    /// How far a new layout has come, in epochs; none where none is under way.
    pub forming: Option<usize>,
}
