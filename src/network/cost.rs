//! What the nodes of a network cost beside each other: a guess, without running any of them.

use super::graph::Graph;
use super::op::Op;
use super::shape::Extent;

/// What it costs to write a value down, in multiplications. With it the share of a pass that
/// [`super::regional::Regional::share`] guesses is what was measured for four networks, or up to a
/// fifth less.
const MOVING: i64 = 32;

/// For each node, its multiplications and what it costs to write its values down, likewise in
/// multiplications; `extents` are those of its values, as [`super::shape::infer`] has them.
pub(super) fn of_nodes(graph: &Graph, extents: &[Extent]) -> Vec<f64> {
    let cost = |(node, extent): (&super::graph::Node, &Extent)| {
        let each = match &node.op {
            Op::Conv(conv) => conv.inputs / conv.groups * conv.kernel[0] * conv.kernel[1],
            Op::Linear(linear) => linear.inputs,
            Op::Input { .. }
            | Op::Clip { .. }
            | Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Activation(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Add
            | Op::Mul
            | Op::Concat
            | Op::Slice { .. }
            | Op::Shuffle { .. }
            | Op::Flatten => 0,
        };
        (each + MOVING) as f64 * extent.dims().into_iter().product::<i64>() as f64
    };
    graph.nodes.iter().zip(extents).map(cost).collect()
}
