//! What can be touched on the screen, and where it lies.

use crate::geometry::{Point, Rect};
use crate::taps::plan::Unit;

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A block's heading or the gaps between its squares: the layer it shows.
    Layer(usize),
    /// One square.
    Unit(Unit),
    /// A mark on the strip: the flip at the frame with this number.
    Flip(u64),
}

/// What lies under the pointer, and where on it the pointer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hover {
    /// What it is.
    pub target: Target,
    /// The pointer's place on the screen.
    pub at: Point,
    /// The square that it is on, where it is on one.
    pub square: Option<Rect>,
}
