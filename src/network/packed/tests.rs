//! Tests that packed weights change nothing but the last digits, and that nothing depends on who
//! looks.

use tch::{Device, Kind, Tensor};

use super::*;
use crate::geometry::Size;
use crate::interrupt::Interrupt;
use crate::network::deterministic;
use crate::network::forward::{Keep, Trace, forward};
use crate::network::graph::{Graph, NodeId};
use crate::network::manifest::Manifest;
use crate::network::op::{Op, Padding};
use crate::network::weights::{Parameters, Weights, channels_last};
use crate::network::{convolution, zoo};

fn run(graph: &Graph, weights: &Weights, input: &Tensor, keep: Keep<'_>) -> Trace {
    forward(graph, weights, input, keep, graph.logits(), &Interrupt::default()).unwrap()
}

fn load(name: &str) -> (Graph, Weights) {
    let graph = zoo::graph(name).unwrap();
    let mut tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
    let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
    (graph, weights)
}

/// Pictures without symmetry, of an even and an odd side: windows reach over their edges
/// differently.
fn pictures(batch: i64) -> Tensor {
    let [height, width] = [96, 101];
    let ramp = Tensor::arange(batch * 3 * height * width, (Kind::Float, Device::Cpu));
    (ramp * 0.37).sin().reshape([batch, 3, height, width])
}

fn values(trace: &Trace, node: NodeId) -> &Tensor {
    trace.value(node).unwrap()
}

fn largest(tensor: &Tensor) -> f64 {
    f64::try_from(tensor.max()).unwrap()
}

#[test]
fn every_layer_of_every_network_is_that_of_libtorchs_own_calls() {
    for spec in Manifest::built_in().unwrap().networks {
        let (graph, weights) = load(&spec.name);
        let own = run(&graph, &weights.unpacked(), &pictures(1), Keep::All);
        let packed = run(&graph, &weights, &pictures(1), Keep::All);
        for (id, node) in graph.nodes.iter().enumerate() {
            // A rectifier's values are as exact as what it cuts off.
            let read = if matches!(node.op, Op::Clip { .. }) { node.inputs[0] } else { id };
            let range = largest(values(&own, read)) - largest(&values(&own, read).neg()).min(0.0);
            let off = largest(&(values(&own, id) - values(&packed, id)).abs());
            assert!(off <= 1e-5 * range, "{}, {}: {off} of {range}", spec.name, node.name);
        }
    }
}

#[test]
fn what_a_pass_answers_does_not_depend_on_what_it_keeps() {
    for spec in Manifest::built_in().unwrap().networks {
        let (graph, weights) = load(&spec.name);
        let all = run(&graph, &weights, &pictures(1), Keep::All);
        let rectified: Vec<NodeId> = (0..graph.nodes.len())
            .filter(|&id| matches!(graph.nodes[id].op, Op::Clip { .. }))
            .collect();
        let some = run(&graph, &weights, &pictures(1), Keep::Only(&rectified));
        for id in rectified.into_iter().chain([graph.logits()]) {
            let name = &graph.nodes[id].name;
            assert_eq!(values(&all, id), values(&some, id), "{}, {name}", spec.name);
        }
    }
}

/// A convolution of two channels to four, or of each of four by itself.
fn conv(kernel: i64, stride: i64, padding: Padding, groups: i64) -> Conv {
    let inputs = if groups == 1 { 2 } else { 4 };
    Conv { stride: [stride; 2], padding, groups, ..Conv::biased("", inputs, 4, kernel) }
}

fn parameters(conv: &Conv, kind: Kind) -> Parameters {
    let shape = [conv.outputs, conv.inputs / conv.groups, conv.kernel[0], conv.kernel[1]];
    let ramp = Tensor::arange(shape.iter().product::<i64>(), (Kind::Float, Device::Cpu));
    let weight = (ramp * 0.7).sin().reshape(shape).to_kind(kind);
    let bias = Some(Tensor::from_slice(&[0.1_f32, -0.2, 0.3, 0.0]).to_kind(kind));
    let packed = is_there(Device::Cpu).then(Packed::default);
    Parameters { weight: Some(weight), bias, packed, transposed: None }
}

#[test]
fn every_kind_of_convolution_is_libtorchs_own_and_so_it_is_limited() {
    let kinds = [
        conv(1, 1, Padding::Each(0), 1),
        conv(3, 1, Padding::Each(1), 1),
        conv(3, 2, Padding::Same, 1),
        conv(3, 2, Padding::Same, 4),
        conv(5, 2, Padding::Same, 4),
        conv(5, 1, Padding::Same, 4),
        conv(4, 3, Padding::Each(2), 1),
        // More zeros before than after, and windows that are longer one way.
        conv(3, 1, Padding::Sides([2, 0, 1, 3]), 1),
        conv(3, 2, Padding::Sides([1, 2, 0, 0]), 4),
        Conv { kernel: [1, 7], ..conv(1, 1, Padding::Sides([0, 3, 0, 3]), 1) },
        Conv { kernel: [7, 1], ..conv(1, 1, Padding::Sides([3, 0, 3, 0]), 4) },
        Conv { kernel: [2, 5], stride: [1, 3], ..conv(1, 1, Padding::Same, 1) },
    ];
    let all = [Limits { lo: 0.0, hi: f64::INFINITY }, Limits { lo: 0.0, hi: 0.5 }];
    for conv in kinds {
        for (batch, height, width) in [(1, 8, 8), (1, 9, 8), (3, 8, 9), (1, 5, 5)] {
            let size = [batch, conv.inputs, height, width];
            let ramp = Tensor::arange(size.iter().product::<i64>(), (Kind::Float, Device::Cpu));
            let input = channels_last(&(ramp * 0.3).cos().reshape(size)).unwrap();
            let packed = parameters(&conv, Kind::Float);
            let own = Parameters { packed: None, ..parameters(&conv, Kind::Float) };
            let [values, wanted] = [&packed, &own]
                .map(|own| convolution::forward(&conv, &input, own, Limits::NONE).unwrap());
            let off = largest(&(&values - &wanted).abs()) / largest(&wanted.abs());
            assert!(off < 1e-6, "{conv:?} of {size:?}: {off}");
            for limits in all {
                let limited = convolution::forward(&conv, &input, &packed, limits).unwrap();
                assert_eq!(limited, values.clamp(limits.lo, limits.hi), "{conv:?} of {size:?}");
            }
        }
    }
}

#[test]
fn the_layouts_of_two_sizes_are_kept_and_no_more() {
    let conv = conv(3, 1, Padding::Each(1), 1);
    let own = parameters(&conv, Kind::Float);
    let Some(packed) = &own.packed else { return };
    let run = |side: i64| {
        let input = Tensor::ones([1, 2, side, side], (Kind::Float, Device::Cpu));
        drop(convolution::forward(&conv, &input, &own, Limits::NONE).unwrap());
        let sides = packed.layouts.borrow();
        sides.iter().map(|layout| layout.input[2]).collect::<Vec<_>>()
    };
    assert_eq!(run(4), [4]);
    assert_eq!(run(5), [5, 4]);
    assert_eq!(run(4), [4, 5]);
    assert_eq!(run(6), [6, 4]);
}

#[test]
fn what_is_not_a_number_comes_to_the_end() {
    let (graph, weights) = load("squeezenet1_1");
    for wrong in [f64::NAN, f64::INFINITY] {
        let input = pictures(1) * wrong;
        let trace = run(&graph, &weights, &input, Keep::Last);
        assert!(largest(values(&trace, graph.logits())).is_nan(), "{wrong}");
    }
}

#[test]
fn what_was_let_go_of_is_read_off_the_layout_to_the_bit() {
    for name in ["squeezenet1_1", "efficientnet_lite0"] {
        let (graph, mut weights) = load(name);
        let convolutions = || (0..graph.nodes.len()).filter(|&id| is_convolution(&graph, id));
        let all = |weights: &Weights| -> Vec<Tensor> {
            convolutions().map(|id| weights.of(id).unwrap().weight().unwrap()).collect()
        };
        let before = all(&weights);
        weights.prepare(&graph, Size::new(97, 96)).unwrap();
        let gone = convolutions().any(|id| weights.of(id).unwrap().weight.is_none());
        assert_eq!(gone, operation().is_some());
        assert_eq!(all(&weights), before, "{name}");
        // Also of a pass of another size, in another precision, and by libtorch's own calls.
        let wanted = run(&graph, &load(name).1, &pictures(1), Keep::Last);
        let logits = graph.logits();
        let passed = run(&graph, &weights, &pictures(1), Keep::Last);
        assert_eq!(values(&passed, logits), values(&wanted, logits));
        assert_eq!(all(&weights.to_kind(Kind::Float).unwrap()), before);
        assert_eq!(all(&weights.unpacked()), before);
        assert_eq!(all(&weights.share()), before);
    }
}

#[test]
fn a_kernel_that_was_lengthened_at_either_end_is_read_off_its_layout() {
    for zeros in [[2, 0, 1, 3], [0, 1, 2, 0], [0, 0, 0, 0]] {
        let conv = conv(3, 1, Padding::Sides(zeros), 1);
        let own = parameters(&conv, Kind::Float);
        let Some(packed) = &own.packed else { return };
        let input = Tensor::ones([1, 2, 6, 7], (Kind::Float, Device::Cpu));
        drop(convolution::forward(&conv, &input, &own, Limits::NONE).unwrap());
        assert_eq!(packed.unpack().unwrap(), own.weight, "{zeros:?}");
    }
}

fn is_convolution(graph: &Graph, id: NodeId) -> bool {
    matches!(graph.nodes[id].op, Op::Conv(_))
}
