//! From the middle on: what would have come of a pass if some values had been others?

use tch::Tensor;

use super::forward::{Keep, Trace};
use super::graph::{Graph, NodeId};
use super::pass::Pass;
use super::silence::{self, Silenced};
use super::weights::{Weights, channels_last};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// What is to be otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Changes<'a> {
    /// These nodes have these values, whatever they were computed to.
    pub values: &'a [(NodeId, Tensor)],
    /// These units are held at zero.
    pub silenced: &'a [Silenced],
}

impl Changes<'_> {
    fn value(&self, id: NodeId) -> Option<&Tensor> {
        self.values.iter().find_map(|(node, value)| (*node == id).then_some(value))
    }

    fn silences(&self, id: NodeId) -> bool {
        self.silenced.iter().any(|silenced| silenced.node == id)
    }
}

/// Computes whatever depends on the changed values again, up to and including `upto`; everything else is the trace's.
/// The result is that of a whole pass with these changes, bit for bit. The trace must have kept [`needs`].
///
/// # Errors
/// [`Error::Network`] where a value is needed that the trace does not have, or a changed value has another shape;
/// [`Error::Torch`] with the node's name where libtorch refuses; [`Error::Interrupted`].
pub fn resume(
    graph: &Graph,
    weights: &Weights,
    trace: &Trace,
    changes: Changes<'_>,
    keep: Keep<'_>,
    upto: NodeId,
    interrupt: &Interrupt,
) -> Result<Trace> {
    let _no_grad = tch::no_grad_guard();
    let mut pass = Pass::new(graph, keep, upto);
    let changed = |id| changes.value(id).is_some() || changes.silences(id);
    let stale = stale(graph, &changed, upto);
    let is_stale = |&input: &NodeId| stale[input];
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        interrupt.check()?;
        let shape = trace.shape(id).ok_or_else(|| {
            Error::Network(format!("the forward pass did not reach {}", node.name))
        })?;
        let silence = |value| silence::apply(value, id, changes.silenced);
        if let Some(value) = changes.value(id) {
            let value = laid_out(value, shape, &node.name)?;
            pass.lend(id, Some(silence(value).map_err(Error::torch(&node.name))?), shape);
        } else if node.inputs.iter().any(is_stale) {
            for &input in node.inputs.iter().filter(|input| !is_stale(input)) {
                trace.kept(graph, input)?;
            }
            let value = pass.compute(id, weights.of(id)).and_then(silence);
            pass.put(id, value.map_err(Error::torch(&node.name))?);
        } else if changes.silences(id) {
            let value = trace.kept(graph, id)?.shallow_clone();
            pass.put(id, silence(value).map_err(Error::torch(&node.name))?);
        } else {
            pass.lend(id, trace.value(id).map(Tensor::shallow_clone), shape);
        }
    }
    let was_held = trace.held().iter().filter(|held| !stale.get(held.node).is_some_and(|&new| new));
    let replaced = changes.values.iter().map(|&(node, _)| Silenced { node, channel: None });
    Ok(pass.finish(was_held.chain(changes.silenced).copied().chain(replaced).collect()))
}

/// The nodes whose values a pass must keep, so that it can be resumed after a change of `changed`, up to `upto`.
pub fn needs(graph: &Graph, changed: &[NodeId], upto: NodeId) -> Vec<NodeId> {
    let stale = stale(graph, &|id| changed.contains(&id), upto);
    let beside = graph.nodes[..=upto].iter().filter(|node| node.inputs.iter().any(|&id| stale[id]));
    let mut needed: Vec<NodeId> = beside.flat_map(|node| node.inputs.iter().copied()).collect();
    needed.retain(|&id| !stale[id]);
    needed.extend(changed);
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// For each node, whether its value depends on a changed one, or is one.
fn stale(graph: &Graph, changed: &dyn Fn(NodeId) -> bool, upto: NodeId) -> Vec<bool> {
    let mut stale: Vec<bool> = Vec::with_capacity(upto + 1);
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        let is_stale = changed(id) || node.inputs.iter().any(|&input| stale[input]);
        stale.push(is_stale);
    }
    stale
}

/// A changed value in the layout of all others: sums come out in the same order then.
fn laid_out(value: &Tensor, shape: &[i64], name: &str) -> Result<Tensor> {
    if value.size() != shape {
        let got = value.size();
        return Err(Error::Network(format!("the value of {name} must be {shape:?}, got {got:?}")));
    }
    if shape.len() == 4 {
        channels_last(value).map_err(Error::torch(name))
    } else {
        Ok(value.shallow_clone())
    }
}
