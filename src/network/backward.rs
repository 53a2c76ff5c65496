//! The backward pass through a graph: gradient, guided backpropagation or deconvnet.
//!
//! It says what drives a unit (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
//! networks", 2013, <https://arxiv.org/abs/1312.6034>). A signal starts at some units and goes
//! against the arrows. A convolution and a fully connected layer pass it on by their transposes,
//! max pooling to the place that was the largest, average pooling to all alike; a sum copies it, a
//! concatenation splits it; a product gives each factor the signal times the other factor. Where a
//! [`Rule`] other than the gradient's is asked for, it holds at the rectifiers alone, and at all of
//! them but for what [`Rules`] say: everything else passes the signal on by its derivative.
//!
//! The papers define the rules for ReLU and say nothing of other activations: some programs refuse
//! them (iNNvestigate 2.1), others pass the plain gradient there (captum 0.9 and Zennit 0.5, which
//! change `torch.nn.ReLU` alone, not even ReLU6). Here
//!
//! * ReLU6, SiLU, HardSwish, GELU and LeakyReLU stand where ReLU does and are rectifiers too.
//!   Guided backpropagation passes f′(x) · R · (R > 0), which is the paper's formula where f is
//!   ReLU, and the deconvnet R · (R > 0), whatever x was. Guided, the signal below a smooth one can
//!   be negative all the same: where the activation falls, less raises the unit.
//! * Sigmoid, HardSigmoid and the hyperbolic tangent are gates, or as strong below zero as above.
//!   Nothing about them is one-sided, so every rule passes f′(x) · R. So does a product by its two
//!   derivatives, also under the deconvnet: how far a gate was open is known from the pass forward,
//!   as max pooling's switches are.
//! * A normalisation of a position's channels passes its whole derivative, that of its mean and its
//!   variance included.

mod layer_norm;
mod route;
mod rules;
mod signal;
#[cfg(test)]
mod tests;
mod walk;

use tch::Tensor;

use super::forward::Trace;
use super::graph::{Graph, NodeId};
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use route::Route;
use walk::{Problem, Walk};

/// What a rectifier lets through of the signal R from above, f being the value it read. It passes
/// values as they are where lo < f < hi: above 0 for ReLU, between 0 and 6 for ReLU6. Of a smooth
/// one its derivative stands for (lo < f < hi).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// R · (lo < f < hi): the derivative.
    Gradient,
    /// R · (lo < f < hi) · (R > 0): only what raises the unit (Springenberg et al., "Striving for
    /// simplicity", 2014, <https://arxiv.org/abs/1412.6806>).
    Guided,
    /// R · (R > 0), whatever f was (Zeiler and Fergus, "Visualizing and understanding convolutional
    /// networks", 2013, <https://arxiv.org/abs/1311.2901>).
    Deconvnet,
}

/// Which rule holds at which rectifier. Of a [`Rule`]: that one at all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// At all but one.
    pub rule: Rule,
    /// This one passes R as it is, whatever f was, so that a signal also reaches what is shut
    /// everywhere.
    pub open: Option<NodeId>,
}

impl From<Rule> for Rules {
    fn from(rule: Rule) -> Self {
        Self { rule, open: None }
    }
}

/// The signals that were wanted.
#[derive(Debug)]
pub struct Signals {
    values: Vec<Option<Tensor>>,
}

impl Signals {
    /// The signal at this node, in the shape of its value; none where it was not wanted or leads to
    /// no seed.
    pub fn of(&self, node: NodeId) -> Option<&Tensor> {
        self.values.get(node)?.as_ref()
    }
}

/// Runs the backward pass from `seeds`, each a node and a signal in the shape of its value, and
/// gives the signals at the nodes of `want`; node 0 is the network's normalised input. Only what
/// lies between is walked. The trace must have kept [`needs`]: a rectified value tells as well as
/// the one before it whether the rectifier was open, a sigmoid's its derivative, and the places of
/// the maxima are found again in the values that were pooled.
///
/// # Errors
/// [`Error::Network`] where a value was not kept or a seed has another shape; [`Error::Torch`] with
/// the node's name where libtorch refuses; [`Error::Interrupted`].
pub fn backward(
    graph: &Graph,
    weights: &Weights,
    trace: &Trace,
    seeds: &[(NodeId, Tensor)],
    rules: impl Into<Rules>,
    want: &[NodeId],
    interrupt: &Interrupt,
) -> Result<Signals> {
    let _no_grad = tch::no_grad_guard();
    let nodes: Vec<NodeId> = seeds.iter().map(|&(node, _)| node).collect();
    let route = Route::new(graph, &nodes, want);
    let mut walk = Walk::new(graph, weights, trace, rules.into(), route);
    for (node, seed) in seeds {
        walk.plant(*node, seed)?;
    }
    let mut values: Vec<Option<Tensor>> = graph.nodes.iter().map(|_| None).collect();
    for (id, node) in graph.nodes.iter().enumerate().rev() {
        let Some(mut signal) = walk.take(id) else { continue };
        interrupt.check()?;
        if want.contains(&id) {
            values[id] = Some(signal.value.shallow_clone());
            signal.shared = true;
        }
        walk.pass(id, signal).map_err(|problem| match problem {
            Problem::Torch(error) => Error::torch(&node.name)(error),
            Problem::Own(error) => error,
        })?;
    }
    Ok(Signals { values })
}

/// The nodes whose values a forward pass must keep for such a walk.
pub fn needs(
    graph: &Graph,
    seeds: &[NodeId],
    rules: impl Into<Rules>,
    want: &[NodeId],
) -> Vec<NodeId> {
    let (rules, route) = (rules.into(), Route::new(graph, seeds, want));
    let read = |id: NodeId| rules::reads(graph, id, rules, &route);
    let mut nodes: Vec<NodeId> = (0..graph.nodes.len()).flat_map(read).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
