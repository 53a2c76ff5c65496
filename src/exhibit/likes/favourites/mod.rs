//! The pictures that excited a unit most, cut to what it saw of them.

pub mod collect;
pub mod collection;
pub mod crop;
mod cutting;
pub mod job;
pub mod nine;
pub mod other;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use crate::frame::Picture;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::op::Op;
use crate::taps::plan::Unit;

/// From fewer pictures the nine say little.
pub const ENOUGH: u64 = 200;

/// What is known of all units' favourites: that of the standing question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collected {
    /// How many pictures were looked at for it since it was forgotten last.
    pub pictures: u64,
    /// When the first of those that are kept was seen, on the frames' own clock; none where none
    /// is.
    pub since: Option<Duration>,
}

/// A unit's favourites, best first, at most nine.
#[derive(Debug, Clone, PartialEq)]
pub struct Favourites {
    /// Whose they are.
    pub unit: Unit,
    /// From how many pictures they were chosen; below [`ENOUGH`] they say little.
    pub pictures: u64,
    /// At most nine, the strongest first. Fewer than there are while they are being cut.
    pub best: Vec<Favourite>,
    /// True where a max pooling lies before the unit. A deconvnet finds its way back to the places
    /// by what poolings remember (their switches); without any its projections say next to nothing.
    pub has_switches: bool,
}

/// One picture of the nine.
#[derive(Debug, Clone, PartialEq)]
pub struct Favourite {
    /// What the unit saw of the picture, a square.
    pub crop: Arc<Picture>,
    /// The unit's largest value in that picture.
    pub value: f32,
    /// Which pixels of the crop drove it, in the crop's size: its deconvnet projection, middle grey
    /// for zero. None where nobody asked for it.
    pub projection: Option<Arc<Picture>>,
}

/// True where a max pooling lies before this node.
fn has_switches(network: &Network, node: NodeId) -> bool {
    let before = network.graph.before(node);
    let mut nodes = network.graph.nodes.iter().zip(before);
    nodes.any(|(node, before)| before && matches!(node.op, Op::MaxPool { .. }))
}
