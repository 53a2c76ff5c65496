//! The receptive field of every node: which pixels of the input a unit sees.
//!
//! Walked from node to node (Araujo, Norris and Sim, "Computing receptive fields of convolutional
//! neural networks", Distill, 2019).

use super::graph::Graph;
use super::op::Op;
use super::outline::ReceptiveField;
use super::shape::Extent;

/// The receptive fields of all nodes, in the graph's order, for the shapes that
/// [`super::shape::infer`] found. "Same" padding shifts centres with the input's size, which is why
/// shapes are needed.
pub fn walk(graph: &Graph, extents: &[Extent]) -> Vec<ReceptiveField> {
    let mut fields: Vec<ReceptiveField> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let first = node.inputs.first().map(|&id| (fields[id], side(extents[id])));
        let field = match (&node.op, first) {
            (Op::Input { .. }, _) | (_, None) => {
                ReceptiveField { size: 1.0, stride: 1.0, offset: 0.0 }
            }
            (Op::Conv(conv), Some((input, side))) => {
                let (kernel, stride) = (conv.kernel[0], conv.stride[0]);
                let (before, _) = conv.padding.resolve(0, side, kernel, stride);
                window(input, kernel, stride as f64, before)
            }
            (&Op::MaxPool { kernel, stride, padding, .. }, Some((input, _))) => {
                window(input, kernel[0], stride[0] as f64, padding[0])
            }
            (Op::AvgPool(pool), Some((input, _))) => {
                window(input, pool.kernel[0], pool.stride[0] as f64, pool.padding[0])
            }
            (&Op::AdaptiveAvgPool { side: bins }, Some((input, side))) => {
                // Bin b covers ⌊b·side / bins⌋ up to ⌈(b + 1)·side / bins⌉.
                let bin = |b: i64| ((b + 1) * side + bins - 1) / bins - b * side / bins;
                let longest = (0..bins).map(bin).max().unwrap_or(1);
                let stride = side as f64 / bins as f64;
                let field = window(input, longest, stride, 0);
                let centre = (bin(0) - 1) as f64 / 2.0;
                ReceptiveField { offset: input.offset + centre * input.stride, ..field }
            }
            // A fully connected unit sees all that the maps before it see.
            (Op::Flatten, Some((input, side))) => window(input, side, side as f64, 0),
            (
                Op::Linear(_)
                | Op::Clip { .. }
                | Op::Affine(_)
                | Op::LayerNorm(_)
                | Op::Activation(_)
                | Op::Slice { .. }
                | Op::Shuffle { .. },
                Some((input, _)),
            ) => input,
            (Op::Add | Op::Mul | Op::Concat, Some((input, _))) => {
                node.inputs.iter().fold(input, |sum, &id| union(sum, fields[id]))
            }
        };
        fields.push(field);
    }
    fields
}

/// Maps are as high as wide wherever a receptive field is asked for: at the network's own input
/// size.
fn side(extent: Extent) -> i64 {
    match extent {
        Extent::Maps { height, .. } => height,
        Extent::Units(_) => 1,
    }
}

/// What a window of `kernel` values sees of the input.
fn window(input: ReceptiveField, kernel: i64, stride: f64, before: i64) -> ReceptiveField {
    let reach = (kernel - 1) as f64;
    ReceptiveField {
        size: input.size + reach * input.stride,
        stride: input.stride * stride,
        offset: input.offset + (reach / 2.0 - before as f64) * input.stride,
    }
}

/// What is seen by one or the other.
fn union(one: ReceptiveField, other: ReceptiveField) -> ReceptiveField {
    let first = |field: ReceptiveField| field.offset - (field.size - 1.0) / 2.0;
    let last = |field: ReceptiveField| field.offset + (field.size - 1.0) / 2.0;
    let (start, end) = (first(one).min(first(other)), last(one).max(last(other)));
    ReceptiveField {
        size: end - start + 1.0,
        stride: one.stride,
        offset: f64::midpoint(start, end),
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small numbers of halves and quarters are exact")]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::network::{shape, zoo};

    fn field(network: &str, node: &str) -> ReceptiveField {
        let graph = zoo::graph(network).unwrap();
        let extents = shape::infer(&graph, Size::new(224, 224)).unwrap();
        walk(&graph, &extents)[graph.find(node).unwrap()]
    }

    #[test]
    fn alexnets_fields_are_the_published_ones() {
        // Araujo et al. list 195 pixels at stride 32 for the last pooling, 99 at 16 for conv3.
        let pool = field("alexnet", "conv5.pool");
        assert_eq!((pool.size, pool.stride), (195.0, 32.0));
        let conv3 = field("alexnet", "conv3.relu");
        assert_eq!((conv3.size, conv3.stride), (99.0, 16.0));
        // A window of 11 with two zeros before it: its centre is pixel 5 − 2.
        assert_eq!(field("alexnet", "conv1").offset, 3.0);
    }

    #[test]
    fn the_other_networks_fields_are_the_published_ones() {
        // Araujo et al.: 212 pixels at stride 32, effective padding 90, so that the first centre
        // lies at 105.5 − 90.
        let pool = field("vgg16", "conv5_3.pool");
        assert_eq!(pool, ReceptiveField { size: 212.0, stride: 32.0, offset: 15.5 });
        // Their ResNet-50 halves the maps in the last block of a layer, for 483 pixels;
        // torchvision's in the first, where their formula 1 + Σ (kernel − 1) · stride before it
        // gives 11 + 8·3 + (8 + 16·3) + (16 + 32·5) + (32 + 64·2).
        let last = field("resnet50", "layer4.2.relu3");
        assert_eq!(last, ReceptiveField { size: 427.0, stride: 32.0, offset: 0.0 });
        // Twice the 3x3 convolutions: 11 + 8·4 + (8 + 16·3) + (16 + 32·3) + (32 + 64·3).
        assert_eq!(field("resnet18", "layer4.1.relu2").size, 435.0);
    }

    #[test]
    fn side_by_side_the_widest_branch_counts() {
        let [narrow, wide, both] = ["expand1x1", "expand3x3", "concat"]
            .map(|part| field("squeezenet1_1", &format!("fire2.{part}")));
        assert_eq!((narrow.size, wide.size), (7.0, 15.0));
        assert_eq!(both, wide);
        // Windows that reach over the edge by one pixel begin one pixel earlier.
        let pool = field("googlenet", "inception3a.branch4.0.pool");
        let before = field("googlenet", "conv3.pool");
        assert_eq!((pool.size, pool.offset), (before.size + 16.0, before.offset));
    }

    #[test]
    fn same_padding_at_an_even_size_shifts_the_centre() {
        // One zero, after the last pixel: the first window covers pixels 0, 1, 2.
        let stem = field("efficientnet_lite0", "stem.relu");
        assert_eq!(stem, ReceptiveField { size: 3.0, stride: 2.0, offset: 1.0 });
        assert_eq!(field("efficientnet_lite0", "blocks.1.depthwise").size, 7.0);
    }

    #[test]
    fn a_shortcut_does_not_shrink_the_field() {
        let (project, add) = ("blocks.3.project", "blocks.3.add");
        assert_eq!(field("efficientnet_lite0", project), field("efficientnet_lite0", add));
    }
}
