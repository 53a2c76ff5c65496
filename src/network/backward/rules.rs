//! Which activations a rule holds at, and which values a walk reads.

use super::route::Route;
use super::signal::is_told_by_its_value;
use super::{Rule, Rules};
use crate::network::graph::{Graph, NodeId};
use crate::network::op::{Activation, Op};

/// True for activations that stand where ReLU does: they pass what is far above zero and stop what
/// is far below. False for those that say how much of something else passes, and for what is as
/// strong below zero as above.
pub(super) fn is_rectifier(activation: Activation) -> bool {
    match activation {
        Activation::Silu
        | Activation::HardSwish
        | Activation::Gelu { .. }
        | Activation::LeakyRelu { .. } => true,
        Activation::Sigmoid | Activation::HardSigmoid | Activation::Tanh => false,
    }
}

/// The nodes whose values are read where a signal goes back through `id`.
pub(super) fn reads(graph: &Graph, id: NodeId, rules: Rules, route: &Route) -> Vec<NodeId> {
    let node = &graph.nodes[id];
    if !node.inputs.iter().any(|&input| route.passes(id, input)) {
        return Vec::new();
    }
    let is_open = rules.open == Some(id);
    let is_deconvnet = rules.rule == Rule::Deconvnet;
    match node.op {
        Op::Clip { .. } if is_open || is_deconvnet => Vec::new(),
        Op::Clip { .. } => vec![id],
        Op::Activation(activation) if is_open || is_deconvnet && is_rectifier(activation) => {
            Vec::new()
        }
        Op::Activation(activation) if is_told_by_its_value(activation) => vec![id],
        Op::Activation(_) | Op::LayerNorm(_) | Op::MaxPool { .. } => vec![node.inputs[0]],
        Op::Mul => {
            let others = node.inputs.iter().zip(node.inputs.iter().rev());
            let read = others.filter(|&(&factor, _)| route.passes(id, factor));
            read.map(|(_, &other)| other).collect()
        }
        Op::Input { .. }
        | Op::Conv(_)
        | Op::Linear(_)
        | Op::Affine(_)
        | Op::AvgPool(_)
        | Op::AdaptiveAvgPool { .. }
        | Op::Add
        | Op::Concat
        | Op::Slice { .. }
        | Op::Shuffle { .. }
        | Op::Flatten => Vec::new(),
    }
}
