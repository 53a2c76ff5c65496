//! The receptive field of every node: which pixels of the input a unit sees.
//!
//! Walked from node to node (Araujo, Norris and Sim, "Computing receptive fields of convolutional
//! neural networks", Distill, 2019).

use super::graph::Graph;
use super::op::Op;
use super::outline::{Reach, ReceptiveField};
use super::shape::Extent;

/// The receptive fields of all nodes, in the graph's order, for the shapes that
/// [`super::shape::infer`] found. "Same" padding shifts centres with the input's size, which is why
/// shapes are needed.
///
/// A gate (one number a channel, of the whole picture) only scales maps: what it saw is not
/// counted, or else every value behind a squeeze-and-excitation would see all of the picture.
pub fn walk(graph: &Graph, extents: &[Extent]) -> Vec<ReceptiveField> {
    let [down, across] = [0, 1].map(|axis| along(graph, extents, axis));
    down.into_iter().zip(across).map(|(down, across)| ReceptiveField { down, across }).collect()
}

/// The same along the columns of the picture where `axis` is 0, along its rows where it is 1.
fn along(graph: &Graph, extents: &[Extent], axis: usize) -> Vec<Reach> {
    let mut fields: Vec<Reach> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let first = node.inputs.first().map(|&id| (fields[id], side(extents[id], axis)));
        let field = match (&node.op, first) {
            (Op::Input { .. }, _) | (_, None) => Reach { size: 1.0, stride: 1.0, offset: 0.0 },
            (Op::Conv(conv), Some((input, side))) => {
                let (kernel, stride) = (conv.kernel[axis], conv.stride[axis]);
                let (before, _) = conv.padding.resolve(axis, side, kernel, stride);
                window(input, kernel, stride as f64, before)
            }
            (&Op::MaxPool { kernel, stride, padding, .. }, Some((input, _))) => {
                window(input, kernel[axis], stride[axis] as f64, padding[axis])
            }
            (Op::AvgPool(pool), Some((input, _))) => {
                window(input, pool.kernel[axis], pool.stride[axis] as f64, pool.padding[axis])
            }
            (&Op::AdaptiveAvgPool { side: bins }, Some((input, side))) => {
                // Bin b covers ⌊b·side / bins⌋ up to ⌈(b + 1)·side / bins⌉.
                let bin = |b: i64| ((b + 1) * side + bins - 1) / bins - b * side / bins;
                let longest = (0..bins).map(bin).max().unwrap_or(1);
                let stride = side as f64 / bins as f64;
                let field = window(input, longest, stride, 0);
                let centre = (bin(0) - 1) as f64 / 2.0;
                Reach { offset: input.offset + centre * input.stride, ..field }
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
            (Op::Mul, Some((input, _))) if extents[node.inputs[0]] != extents[node.inputs[1]] => {
                input
            }
            (Op::Add | Op::Mul | Op::Concat, Some((input, _))) => {
                node.inputs.iter().fold(input, |sum, &id| union(sum, fields[id]))
            }
        };
        fields.push(field);
    }
    fields
}

/// Rows of a map where `axis` is 0, columns where it is 1.
fn side(extent: Extent, axis: usize) -> i64 {
    match extent {
        Extent::Maps { height, width, .. } => [height, width][axis],
        Extent::Units(_) => 1,
    }
}

/// What a window of `kernel` values sees of the input.
fn window(input: Reach, kernel: i64, stride: f64, before: i64) -> Reach {
    let reach = (kernel - 1) as f64;
    Reach {
        size: input.size + reach * input.stride,
        stride: input.stride * stride,
        offset: input.offset + (reach / 2.0 - before as f64) * input.stride,
    }
}

/// What is seen by one or the other.
fn union(one: Reach, other: Reach) -> Reach {
    let first = |field: Reach| field.offset - (field.size - 1.0) / 2.0;
    let last = |field: Reach| field.offset + (field.size - 1.0) / 2.0;
    let (start, end) = (first(one).min(first(other)), last(one).max(last(other)));
    Reach { size: end - start + 1.0, stride: one.stride, offset: f64::midpoint(start, end) }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small numbers of halves and quarters are exact")]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::network::graph::Builder;
    use crate::network::op::{Activation, Conv, Padding};
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
        assert_eq!((pool.down.size, pool.down.stride), (195.0, 32.0));
        let conv3 = field("alexnet", "conv3.relu");
        assert_eq!((conv3.down.size, conv3.down.stride), (99.0, 16.0));
        // A window of 11 with two zeros before it: its centre is pixel 5 − 2.
        assert_eq!(field("alexnet", "conv1").across.offset, 3.0);
    }

    #[test]
    fn the_other_networks_fields_are_the_published_ones() {
        // Araujo et al.: 212 pixels at stride 32, effective padding 90, so that the first centre
        // lies at 105.5 − 90.
        let pool = field("vgg16", "conv5_3.pool");
        assert_eq!(pool, ReceptiveField::square(212.0, 32.0, 15.5));
        // Their ResNet-50 halves the maps in the last block of a layer, for 483 pixels;
        // torchvision's in the first, where their formula 1 + Σ (kernel − 1) · stride before it
        // gives 11 + 8·3 + (8 + 16·3) + (16 + 32·5) + (32 + 64·2).
        let last = field("resnet50", "layer4.2.relu3");
        assert_eq!(last, ReceptiveField::square(427.0, 32.0, 0.0));
        // Twice the 3x3 convolutions: 11 + 8·4 + (8 + 16·3) + (16 + 32·3) + (32 + 64·3).
        assert_eq!(field("resnet18", "layer4.1.relu2").size(), 435.0);
    }

    #[test]
    fn side_by_side_the_widest_branch_counts() {
        let [narrow, wide, both] = ["expand1x1", "expand3x3", "concat"]
            .map(|part| field("squeezenet1_1", &format!("fire2.{part}")));
        assert_eq!((narrow.size(), wide.size()), (7.0, 15.0));
        assert_eq!(both, wide);
        // Windows that reach over the edge by one pixel begin one pixel earlier.
        let pool = field("googlenet", "inception3a.branch4.0.pool");
        let before = field("googlenet", "conv3.pool");
        assert_eq!(pool.down, Reach { size: before.down.size + 16.0, ..before.down });
    }

    #[test]
    fn same_padding_at_an_even_size_shifts_the_centre() {
        // One zero, after the last pixel: the first window covers pixels 0, 1, 2.
        let stem = field("efficientnet_lite0", "stem.relu");
        assert_eq!(stem, ReceptiveField::square(3.0, 2.0, 1.0));
        assert_eq!(field("efficientnet_lite0", "blocks.1.depthwise").size(), 7.0);
    }

    #[test]
    fn a_shortcut_does_not_shrink_the_field() {
        let (project, add) = ("blocks.3.project", "blocks.3.add");
        assert_eq!(field("efficientnet_lite0", project), field("efficientnet_lite0", add));
    }

    #[test]
    fn an_oblong_window_sees_an_oblong_part() {
        let (mut builder, input) = Builder::new(3);
        let conv = |kernel: [i64; 2], stride, padding| {
            Op::Conv(Conv { kernel, stride, padding, ..Conv::biased("conv", 3, 3, 1) })
        };
        let wide = conv([1, 7], [1, 2], Padding::Sides([0, 3, 0, 2]));
        let wide = builder.push("wide", wide, &[input], None);
        let high = conv([3, 1], [2, 1], Padding::Same);
        let high = builder.push("high", high, &[wide], None);
        let graph = builder.finish(high);
        let extents = shape::infer(&graph, Size::new(40, 20)).unwrap();
        let fields = walk(&graph, &extents);
        let row = Reach { size: 1.0, stride: 1.0, offset: 0.0 };
        // Three zeros before a window of seven: its centre is the first pixel.
        let across = Reach { size: 7.0, stride: 2.0, offset: 0.0 };
        assert_eq!(fields[wide], ReceptiveField { down: row, across });
        // Twenty rows are read two at a time, with the one zero behind the last.
        let down = Reach { size: 3.0, stride: 2.0, offset: 1.0 };
        assert_eq!(fields[high], ReceptiveField { down, across });
        assert_eq!(fields[high].size(), 7.0);
    }

    #[test]
    fn a_gate_scales_maps_and_adds_nothing_to_what_they_see() {
        let (mut builder, input) = Builder::new(3);
        let conv = builder.push("conv", Op::Conv(Conv::biased("conv", 3, 4, 3)), &[input], None);
        let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[conv], None);
        let gate = Op::Activation(Activation::Sigmoid);
        let gate = builder.push("gate", gate, &[mean], None);
        let scaled = builder.push("scaled", Op::Mul, &[conv, gate], None);
        let wider = builder.push("wider", Op::max_pool(3, 1, 1, false), &[conv], None);
        let product = builder.push("product", Op::Mul, &[scaled, wider], None);
        let graph = builder.finish(product);
        let extents = shape::infer(&graph, Size::new(12, 12)).unwrap();
        let sizes: Vec<f64> = walk(&graph, &extents).iter().map(ReceptiveField::size).collect();
        assert_eq!(sizes, [1.0, 3.0, 12.0, 12.0, 3.0, 5.0, 5.0]);
    }
}
