//! The start of a backward pass: the node and channel of its target, and the signal set there.

use tch::{TchError, Tensor};

use super::{AttributionTarget, Start};
use crate::error::{Error, Result};
use crate::geometry::Point;
use crate::network::Network;
use crate::network::graph::NodeId;
use crate::network::op::Op;

/// The place and the activation that a signal started from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Origin {
    /// Its node; a class's is that of the logits.
    pub node: NodeId,
    /// The channel, or the class.
    pub channel: usize,
    /// Where in its map the unit's largest activation is, or the place that was asked for: the
    /// column and the row.
    pub peak: Point,
    /// The activation there, or the class's logit. Zero where all of the unit's activations are.
    pub value: f32,
    /// The class that a contrast speaks against; none of other targets.
    pub rival: Option<Rival>,
}

/// The class that a contrast speaks against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// Its number.
    pub class: usize,
    /// Its logit.
    pub value: f32,
}

/// A signal to start with.
pub(super) struct Seed {
    pub(super) origin: Origin,
    /// In the shape of the node's value.
    pub(super) signal: Tensor,
}

impl AttributionTarget {
    /// The node it starts at, if there is one with such a channel or class.
    ///
    /// # Errors
    /// [`Error::Network`] where there is none, with those that there are, and where the two classes
    /// of a contrast are one.
    pub fn check(self, network: &Network) -> Result<NodeId> {
        let graph = &network.graph;
        match self {
            Self::TopClass => Ok(graph.logits()),
            Self::Class(class) => check_class(class, network),
            Self::Contrast { class, against } => {
                if class == Some(against) {
                    let problem = format!("class {against} against itself is no difference");
                    return Err(Error::Network(problem));
                }
                if let Some(class) = class {
                    check_class(class, network)?;
                }
                check_class(against, network)
            }
            Self::Unit { node, channel, .. } => {
                if node >= graph.nodes.len() {
                    let problem = format!("there is no node {node} of {}", graph.nodes.len());
                    return Err(Error::Network(problem));
                }
                // What cannot be told without a picture is found out with it.
                let count = graph.channels(node).unwrap_or(usize::MAX);
                if channel < count {
                    return Ok(node);
                }
                let (name, last) = (&graph.nodes[node].name, count.saturating_sub(1));
                let problem = format!("{name} has no channel {channel}: they are 0 to {last}");
                Err(Error::Network(problem))
            }
        }
    }

    /// The node that the signal enters at, for a target at `node`: that, or what its activation
    /// reads.
    pub(super) fn entrance(self, network: &Network, node: NodeId) -> NodeId {
        let entry = &network.graph.nodes[node];
        match (self, &entry.op) {
            (Self::Unit { start: Start::Place(_), .. }, Op::Clip { .. } | Op::Activation(_)) => {
                entry.inputs[0]
            }
            _ => node,
        }
    }

    /// The signal to start with at `node`, whose value this is: for the first picture of a batch.
    pub(super) fn seed(self, node: NodeId, value: &Tensor) -> Result<Seed, TchError> {
        let first = value.f_select(0, 0)?;
        let channel = match self {
            Self::TopClass => first.f_flatten(0, -1)?.f_argmax(0, false)?.f_int64_value(&[])?,
            Self::Contrast { class: None, against } => {
                let (_, best) = first.f_flatten(0, -1)?.f_topk(2, 0, true, true)?;
                let at = i64::from(best.f_int64_value(&[0])? == against as i64);
                best.f_int64_value(&[at])?
            }
            Self::Class(class) | Self::Contrast { class: Some(class), .. } => class as i64,
            Self::Unit { channel, .. } => channel as i64,
        };
        let map = first.f_select(0, channel)?;
        let flat = map.f_reshape([-1])?;
        // A map that is negative as a whole has its peak where it is least so.
        let width = value.size().get(3).copied().unwrap_or(1).max(1);
        let place = match self {
            Self::Unit { start: Start::Place(Some(at)), .. } => {
                let last = flat.size1()? / width - 1;
                i64::from(at.y).clamp(0, last) * width + i64::from(at.x).clamp(0, width - 1)
            }
            _ => flat.f_argmax(0, false)?.f_int64_value(&[])?,
        };
        let peak = Point::new((place % width) as i32, (place / width) as i32);
        let largest = flat.f_double_value(&[place])? as f32;
        let is_off = largest == 0.0 && flat.f_abs()?.f_max()?.f_double_value(&[])? == 0.0;

        let signal = value.f_zeros_like()?;
        let rival = match self {
            Self::Contrast { against, .. } => {
                drop(signal.f_select(0, 0)?.f_select(0, against as i64)?.f_fill_(-1.0)?);
                let value = first.f_flatten(0, -1)?.f_double_value(&[against as i64])? as f32;
                Some(Rival { class: against, value })
            }
            Self::TopClass | Self::Class(_) | Self::Unit { .. } => None,
        };
        let mut start = signal.f_select(0, 0)?.f_select(0, channel)?;
        match self {
            Self::TopClass | Self::Class(_) | Self::Contrast { .. } => {
                start = start.f_fill_(1.0)?;
            }
            Self::Unit { start: Start::Map, .. } => start.f_copy_(&map)?,
            Self::Unit { start: Start::Peak | Start::Place(_), .. } => {
                let mut spot = start;
                for (place, sides) in [(peak.y, 2), (peak.x, 1)] {
                    if spot.dim() == sides {
                        spot = spot.f_select(0, i64::from(place))?;
                    }
                }
                start = spot.f_fill_(f64::from(largest))?;
            }
        }
        drop(start);
        let value = if is_off { 0.0 } else { largest };
        let origin = Origin { node, channel: channel as usize, peak, value, rival };
        Ok(Seed { origin, signal })
    }
}

/// The node of the logits, if there is such a class.
fn check_class(class: usize, network: &Network) -> Result<NodeId> {
    let classes = network.outline.labels.len();
    if class < classes {
        return Ok(network.graph.logits());
    }
    let last = classes.saturating_sub(1);
    Err(Error::Network(format!("there is no class {class}: they are 0 to {last}")))
}
