//! Forward passes for occlusion and erasure: one picture, covered in one place, another in each
//! pass.
//!
//! Only what the place changes is computed again, as long as that is little.
//!
//! A place reaches a rectangle of each map, larger from node to node. Up to a *cut*, each node is
//! computed on a *tile* around that rectangle. What a window reads beside it comes from the pass
//! over the whole picture, and zeros only where the map itself ends. At the cut the tiles are put
//! into copies of the whole maps, and from there on the passes run as any others, several as one
//! batch.
//!
//! At each node all places have tiles of one size, so that several can be computed at once: where
//! less is changed, as at the border, a tile holds values that come out as they were. The values
//! are those of whole passes but for the last digits, since sums of tiles may be added up in
//! another order.

mod plan;
mod span;
#[cfg(test)]
mod tests;
mod tiles;

use std::ops::Range;

use tch::Tensor;

use super::ablation::AblatedChannel;
use super::bounds::Bounds;
use super::forward::{Keep, Trace};
use super::graph::{Graph, NodeId};
use super::pass::Pass;
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use tiles::Tiles;

pub use plan::Regional;

/// A batch of covered pictures.
#[derive(Debug, Clone)]
pub struct Covered<'a> {
    /// The plan.
    pub plan: &'a Regional,
    /// The pass over the picture itself, [1, C, H, W]. It must have kept [`Regional::needs`].
    pub trace: &'a Trace,
    /// Which of the plan's places, each covered in a picture of its own.
    pub places: Range<usize>,
    /// What is in the places instead of zeros: a picture that differs from the trace's nowhere
    /// else, [1, C, H, W].
    pub input: Option<&'a Tensor>,
}

/// A pass over a batch of covered pictures, with zeros or another picture in the places, up to and
/// including `upto`. What is to be kept must follow where the plan's maps are whole again.
///
/// # Errors
/// [`Error::Network`] where a value is needed that the trace does not have; [`Error::Torch`] with
/// the node's name where libtorch refuses; [`Error::Interrupted`].
pub fn forward(
    graph: &Graph,
    weights: &Weights,
    covered: Covered<'_>,
    keep: Keep<'_>,
    upto: NodeId,
    interrupt: &Interrupt,
) -> Result<Trace> {
    let _no_grad = tch::no_grad_guard();
    let Covered { plan, trace, places, input } = covered;
    let places = plan.places.get(places).unwrap_or_default();
    let areas = places.iter().map(|&place| plan.tiles_of(graph, place)).collect();
    let tiles = Tiles { graph, plan, trace, places, input, areas };
    let admitted = input.map_or(Ok(true), Bounds::admits).map_err(Error::torch("input"))?;
    let bounds = (admitted && trace.was_admitted()).then(|| weights.bounds());
    let mut pass = Pass::new(graph, keep, upto, bounds);
    for id in 0..plan.cut {
        let mut shape = trace.shape(id).unwrap_or_default().to_vec();
        shape.iter_mut().take(1).for_each(|pictures| *pictures = places.len() as i64);
        pass.lend(id, None, &shape);
    }
    pass.put(plan.cut, tiles.together(&tiles.compute(weights, bounds, interrupt)?)?);
    for (id, node) in graph.nodes[..=upto].iter().enumerate().skip(plan.cut + 1) {
        interrupt.check()?;
        let value = pass.compute(id, weights.of(id)).map_err(Error::torch(&node.name))?;
        pass.put(id, value);
    }
    Ok(pass.finish(vec![AblatedChannel { node: plan.cut, channel: None }]))
}
