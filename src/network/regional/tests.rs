//! Tests of regional passes through every operation, against whole passes over covered pictures.

use tch::{Device, Kind};

use super::*;
use crate::geometry::{Rect, Size};
use crate::network::deterministic;
use crate::network::forward;
use crate::network::graph::Builder;
use crate::network::op::{Activation, Affine, AvgPool, Conv, LayerNorm, Op, Padding};

/// Odd, so that windows are rounded up and leave a rest.
const SIZE: Size = Size::new(55, 41);

/// A convolution of eight channels from so many.
fn conv(name: &str, inputs: i64) -> Op {
    Op::Conv(Conv { padding: Padding::Each(1), ..Conv::biased(name, inputs, 8, 3) })
}

/// Eight maps of the picture's size, what `middle` makes of them (the last node of it), and a
/// convolution of that.
fn graph(middle: &dyn Fn(&mut Builder, NodeId) -> NodeId) -> (Graph, NodeId) {
    let (mut builder, input) = Builder::new(3);
    let first = builder.push("first", conv("first", 3), &[input], None);
    let tried = middle(&mut builder, first);
    let stride = Conv { stride: [2, 2], ..Conv::biased("last", 8, 4, 1) };
    let last = builder.push("last", Op::Conv(stride), &[tried], None);
    let end = builder.push("end", Op::AdaptiveAvgPool { side: 3 }, &[last], None);
    (builder.finish(end), tried)
}

fn one(op: Op) -> impl Fn(&mut Builder, NodeId) -> NodeId {
    move |builder, first| builder.push("tried", op.clone(), &[first], None)
}

/// Checks places by themselves with another picture in them, and all at once with zeros; whether
/// the node that is tried is computed in tiles.
fn check(what: &str, (graph, tried): (Graph, NodeId), is_before_cut: bool) {
    let go_on = Interrupt::default();
    let mut tensors = deterministic::tensors(&graph, &go_on).unwrap();
    let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
    let (height, width) = (i64::from(SIZE.height), i64::from(SIZE.width));
    let ramp = Tensor::arange(3 * height * width, (Kind::Float, Device::Cpu));
    let [input, other] =
        [0.37, 0.91].map(|step| (&ramp * step).sin().reshape([1, 3, height, width]));
    // In two corners, over an edge, and in the middle.
    let places = [(0, 0), (46, 33), (50, 12), (23, 17)];
    let places = places.map(|(x, y)| Rect::new(x, y, 9, 8).intersect(SIZE.rect()));
    let last = graph.logits();
    let plan = Regional::new(&graph, SIZE, places.to_vec(), last).unwrap();
    assert_eq!(plan.cut >= tried, is_before_cut, "{what}: cut at {}", graph.nodes[plan.cut].name);
    let pass = |input: &Tensor, keep: &[NodeId]| {
        forward::forward(&graph, &weights, input, Keep::Only(keep), last, &go_on).unwrap()
    };
    let trace = pass(&input, plan.needs());
    for filling in [None, Some(&other)] {
        for (number, place) in places.into_iter().enumerate() {
            let part = |of: &Tensor| {
                of.narrow(2, place.y.into(), place.height.into()).narrow(
                    3,
                    place.x.into(),
                    place.width.into(),
                )
            };
            let covered = input.copy();
            match filling {
                Some(other) => part(&covered).copy_(&part(other)),
                None => drop(part(&covered).fill_(0.0)),
            }
            let wanted = pass(&covered, &[]).value(last).unwrap().shallow_clone();
            let range = wanted.abs().max().double_value(&[]);
            let whole = trace.value(last).unwrap();
            assert!((whole - &wanted).abs().max().double_value(&[]) > 1e-4 * range, "{what}");
            let all = if filling.is_some() { number..number + 1 } else { 0..places.len() };
            let at = (number - all.start) as i64;
            let covered = filling.map(|_| &covered);
            let covered = Covered { plan: &plan, trace: &trace, places: all, input: covered };
            let found = forward(&graph, &weights, covered, Keep::Last, last, &go_on).unwrap();
            let off = found.value(last).unwrap().narrow(0, at, 1) - wanted;
            let off = off.abs().max().double_value(&[]) / range;
            assert!(off < 1e-5, "{what}, place {number}: off by {off:e}");
        }
    }
}

#[test]
fn what_works_place_by_place_is_what_a_whole_pass_gives() {
    let name = |name: &str| Some(name.to_owned());
    let affine = Affine { weight: name("factor"), bias: name("summand"), norm: None, channels: 8 };
    let norm = LayerNorm { weight: name("factor"), bias: name("summand"), channels: 8, eps: 1e-6 };
    let activations = [
        Activation::Sigmoid,
        Activation::Silu,
        Activation::HardSigmoid,
        Activation::HardSwish,
        Activation::Gelu { tanh: false },
        Activation::Gelu { tanh: true },
        Activation::Tanh,
        Activation::LeakyRelu { slope: 0.1 },
    ];
    let ops = activations.map(Op::Activation).into_iter();
    for op in ops.chain([Op::Affine(affine), Op::LayerNorm(norm), Op::Shuffle { groups: 4 }]) {
        check(op.kind(), graph(&one(op.clone())), true);
    }
}

#[test]
fn a_mean_of_windows_is_divided_as_at_the_edges_of_the_whole_map() {
    for padding in [[0, 0], [1, 0], [1, 1]] {
        for ceil_mode in [false, true] {
            for counts_padding in [false, true] {
                let (kernel, stride) = ([2, 4], [2, 3]);
                let pool = AvgPool { kernel, stride, padding, ceil_mode, counts_padding };
                check(&format!("{pool:?}"), graph(&one(Op::AvgPool(pool))), true);
            }
        }
    }
}

#[test]
fn an_oblong_window_reaches_as_far_as_it_is_long_on_either_side() {
    for (kernel, stride, sides) in
        [([1, 5], [1, 1], [0, 2, 0, 2]), ([5, 1], [2, 1], [1, 0, 3, 0]), ([3, 2], [1, 2], [0; 4])]
    {
        let padding = Padding::Sides(sides);
        let conv = Conv { kernel, stride, padding, ..Conv::biased("oblong", 8, 8, 1) };
        check(&format!("{conv:?}"), graph(&one(Op::Conv(conv))), true);
    }
}

#[test]
fn channels_cut_out_shuffled_and_multiplied_are_what_a_whole_pass_gives() {
    // Half the channels squared, the other half convolved and multiplied by them, side by side.
    let middle = |builder: &mut Builder, first| {
        let half = |start| Op::Slice { start, end: start + 4 };
        let [low, high] = [("low", 0), ("high", 4)]
            .map(|(name, at)| builder.push(name, half(at), &[first], None));
        let square = builder.push("square", Op::Mul, &[low, low], None);
        let wide = Conv { padding: Padding::Each(2), ..Conv::biased("wide", 4, 4, 5) };
        let wide = builder.push("wide", Op::Conv(wide), &[high], None);
        let product = builder.push("product", Op::Mul, &[low, wide], None);
        let both = builder.push("both", Op::Concat, &[square, product], None);
        builder.push("tried", Op::Shuffle { groups: 2 }, &[both], None)
    };
    check("halves", graph(&middle), true);
}

#[test]
fn maps_are_whole_before_a_gate_that_depends_on_all_of_them() {
    // Squeeze and excitation: its mean, and a mean over windows that happen to be as large.
    let large = AvgPool {
        kernel: [41, 55],
        stride: [1, 1],
        padding: [0, 0],
        ceil_mode: false,
        counts_padding: true,
    };
    for mean in [Op::AdaptiveAvgPool { side: 1 }, Op::AvgPool(large)] {
        let middle = |builder: &mut Builder, first| {
            let mean = builder.push("mean", mean.clone(), &[first], None);
            let few = Op::Conv(Conv::biased("few", 8, 8, 1));
            let few = builder.push("few", few, &[mean], None);
            let gate = builder.push("gate", Op::Activation(Activation::Sigmoid), &[few], None);
            builder.push("tried", Op::Mul, &[first, gate], None)
        };
        let (graph, tried) = graph(&middle);
        let plan = Regional::new(&graph, SIZE, vec![Rect::new(0, 0, 9, 8)], graph.logits());
        assert_eq!(graph.nodes[plan.unwrap().cut].name, "first");
        check(mean.kind(), (graph, tried), false);
    }
}
