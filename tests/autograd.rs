//! Tests of the gradient against libtorch's autograd, from every layer of every network, and from
//! every node of a made-up one.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use deepvis::interrupt::Interrupt;
use deepvis::network::backward::{Rule, backward, needs};
use deepvis::network::deterministic;
use deepvis::network::forward::{Keep, forward};
use deepvis::network::graph::{Builder, Graph, NodeId};
use deepvis::network::manifest::Manifest;
use deepvis::network::op::{Activation, Affine, AvgPool, Conv, LayerNorm, Linear, Op, Padding};
use deepvis::network::outline::Outline;
use deepvis::network::weights::Weights;
use deepvis::network::zoo;
use tch::{Device, Kind, Tensor};

/// Of the signal's largest magnitude: both sides are f32, with sums in another order.
const TOLERANCE: f64 = 1e-5;
/// Small and not square. Odd sizes, so that "same" padding is uneven at some strides and windows
/// leave a rest.
const INPUT: [i64; 4] = [1, 3, 75, 92];
/// The same for a network of few layers.
const SMALL: [i64; 4] = [1, 3, 23, 38];

/// Every node's value by libtorch's differentiable operations, nothing written over. Rectifiers are
/// `relu` and `relu6`: `clamp` counts its limits as open.
fn differentiable(graph: &Graph, weights: &Weights, input: &Tensor) -> Vec<Tensor> {
    let mut values: Vec<Tensor> = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let x = |index: usize| &values[node.inputs[index]];
        let own = || weights.of(id).unwrap();
        let value = match &node.op {
            Op::Input { .. } => input.shallow_clone(),
            Op::Conv(conv) => {
                let (_, _, height, width) = x(0).size4().unwrap();
                let (kernel, step) = (conv.kernel, conv.stride);
                let (top, bottom) = conv.padding.resolve(0, height, kernel[0], step[0]);
                let (left, right) = conv.padding.resolve(1, width, kernel[1], step[1]);
                let (weight, bias) = (&own().weight().unwrap(), own().bias.as_ref());
                // Zeros around are added where libtorch's own padding cannot, as ours are: on some
                // processors another way to pad is another algorithm, whose last digits differ.
                if (top, left) == (bottom, right) {
                    x(0).conv2d(weight, bias, step, [top, left], [1, 1], conv.groups)
                } else {
                    let padded = x(0).constant_pad_nd([left, right, top, bottom]);
                    padded.conv2d(weight, bias, step, [0, 0], [1, 1], conv.groups)
                }
            }
            Op::Linear(_) => x(0).linear(&own().weight().unwrap(), own().bias.as_ref()),
            Op::Clip { hi, .. } if hi.is_infinite() => x(0).relu(),
            Op::Clip { hi: 6.0, .. } => x(0).relu6(),
            Op::Clip { .. } => panic!("{} is another rectifier", node.name),
            &Op::MaxPool { kernel, stride, padding, ceil_mode } => {
                x(0).max_pool2d(kernel, stride, padding, [1, 1], ceil_mode)
            }
            Op::Affine(_) => {
                let wide =
                    |own: &Option<Tensor>| own.as_ref().map(|own| own.reshape([1, -1, 1, 1]));
                let scaled = match own().weight().ok() {
                    Some(weight) => x(0) * weight.reshape([1, -1, 1, 1]),
                    None => x(0) * 1.0,
                };
                match wide(&own().bias) {
                    Some(bias) => scaled + bias,
                    None => scaled,
                }
            }
            Op::LayerNorm(norm) => {
                let (weight, bias) = (own().weight().ok(), own().bias.as_ref());
                let rows = x(0).permute([0, 2, 3, 1]);
                let rows = rows.layer_norm([norm.channels], weight.as_ref(), bias, norm.eps, false);
                rows.permute([0, 3, 1, 2])
            }
            &Op::Activation(activation) => match activation {
                Activation::Sigmoid => x(0).sigmoid(),
                Activation::Silu => x(0).silu(),
                // libtorch's own derivative multiplies by a sixth rounded to f32.
                Activation::HardSigmoid => (x(0) + 3.0).relu6() / 6.0,
                Activation::HardSwish => x(0).hardswish(),
                Activation::Gelu { tanh } => x(0).gelu(if tanh { "tanh" } else { "none" }),
                Activation::Tanh => x(0).tanh(),
                Activation::LeakyRelu { slope } => x(0).where_self(&x(0).gt(0.0), &(x(0) * slope)),
            },
            Op::AvgPool(pool) => x(0).avg_pool2d(
                pool.kernel,
                pool.stride,
                pool.padding,
                pool.ceil_mode,
                pool.counts_padding,
                None::<i64>,
            ),
            Op::Mul => x(0) * x(1),
            &Op::Slice { start, end } => x(0).narrow(1, start, end - start),
            &Op::Shuffle { groups } => {
                let (pictures, channels, height, width) = x(0).size4().unwrap();
                let grouped = x(0).reshape([pictures, groups, channels / groups, height, width]);
                grouped.transpose(1, 2).reshape([pictures, channels, height, width])
            }
            &Op::AdaptiveAvgPool { side } => x(0).adaptive_avg_pool2d([side, side]),
            Op::Add => x(0) + x(1),
            Op::Concat => {
                let parts: Vec<&Tensor> = node.inputs.iter().map(|&input| &values[input]).collect();
                Tensor::cat(&parts, 1)
            }
            Op::Flatten => x(0).flatten(1, -1),
        };
        values.push(value);
    }
    values
}

fn error(ours: &Tensor, theirs: &Tensor) -> f64 {
    let largest = theirs.abs().max().double_value(&[]);
    assert!(largest > 0.0, "no signal came, which proves nothing");
    (ours - theirs).abs().max().double_value(&[]) / largest
}

/// Seeds at every shown layer, one after the other, and the signal at the input; then from the
/// classes to every shown layer between.
fn compare(name: &str) {
    let spec = Manifest::built_in().unwrap().network(name).unwrap().clone();
    let (graph, go_on) = (zoo::graph(name).unwrap(), Interrupt::default());
    let mut tensors = deterministic::tensors(&graph, &go_on).unwrap();
    let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
    let outline = Outline::new(&spec, &graph, [].into()).unwrap();
    let essential = outline.layers.iter().filter(|layer| layer.essential);
    let shown: Vec<NodeId> = essential.map(|layer| layer.node).collect();

    let numbers = Tensor::arange(INPUT.iter().product::<i64>(), (Kind::Float, Device::Cpu));
    let input = (numbers * 0.37).sin().reshape(INPUT);
    // Channels last, as ours: the same values to the last bit, so that no rectifier opens on one
    // side alone.
    let leaf = input.permute([0, 2, 3, 1]).contiguous().permute([0, 3, 1, 2]);
    let leaf = leaf.set_requires_grad(true);
    let theirs = differentiable(&graph, &weights, &leaf);

    let needed = needs(&graph, &shown, Rule::Gradient, &[0]);
    let keep: Vec<NodeId> = needed.iter().chain(&shown).copied().collect();
    let logits = graph.logits();
    // Forward as theirs: packed weights' last digits differ, and some rectifier would be open on
    // one side alone.
    let plain = weights.unpacked();
    let trace = forward(&graph, &plain, &input, Keep::Only(&keep), logits, &go_on).unwrap();
    let walk = |node: NodeId, seed: &Tensor, want: &[NodeId]| {
        let seeds = [(node, seed.shallow_clone())];
        backward(&graph, &weights, &trace, &seeds, Rule::Gradient, want, &go_on).unwrap()
    };
    let seed = |node: NodeId| {
        let shape = theirs[node].size();
        let numbers = Tensor::arange(shape.iter().product::<i64>(), (Kind::Float, Device::Cpu));
        (numbers * 1.3).cos().reshape(&shape)
    };
    let mut worst = (0.0, "");
    for &node in &shown {
        let (seed, name) = (seed(node), graph.nodes[node].name.as_str());
        let sum = (&theirs[node] * &seed).sum(Kind::Float);
        let theirs = Tensor::run_backward(&[sum], &[&leaf], true, false).remove(0);
        let error = error(walk(node, &seed, &[0]).of(0).unwrap(), &theirs);
        assert!(error <= TOLERANCE, "{name}: the signal at the input is off by {error:e}");
        worst = if error > worst.0 { (error, name) } else { worst };
    }
    let seed = seed(logits);
    let sum = (&theirs[logits] * &seed).sum(Kind::Float);
    let between: Vec<&Tensor> = shown.iter().map(|&node| &theirs[node]).collect();
    let signals = Tensor::run_backward(&[sum], &between, true, false);
    let ours = walk(logits, &seed, &shown);
    for (&node, theirs) in shown.iter().zip(&signals) {
        let (name, error) = (&graph.nodes[node].name, error(ours.of(node).unwrap(), theirs));
        assert!(error <= TOLERANCE, "{name}: the signal from the classes is off by {error:e}");
    }
    // Of the difference of two logits; our side starts from 1 and −1.
    let (class, against) = (2, 5);
    let difference = theirs[logits].select(1, class) - theirs[logits].select(1, against);
    let wanted = Tensor::run_backward(&[difference.sum(Kind::Float)], &[&leaf], true, false);
    let seed = trace.kept(&graph, logits).unwrap().zeros_like();
    seed.select(1, class).copy_(&Tensor::from(1.0_f32));
    seed.select(1, against).copy_(&Tensor::from(-1.0_f32));
    let off = error(walk(logits, &seed, &[0]).of(0).unwrap(), &wanted[0]);
    assert!(off <= TOLERANCE, "{name}: the signal of a difference is off by {off:e}");
    println!("{name}: seeds at {} layers, {} off by {:e}", shown.len(), worst.1, worst.0);
}

#[test]
fn the_gradient_is_autograds_in_efficientnet() {
    ["efficientnet_lite0", "efficientnet_lite1", "efficientnet_lite2"]
        .iter()
        .copied()
        .for_each(compare);
}

#[test]
fn the_gradient_is_autograds_in_alexnet() {
    compare("alexnet");
}

#[test]
fn the_gradient_is_autograds_in_vgg() {
    ["vgg11", "vgg16"].iter().copied().for_each(compare);
}

#[test]
fn the_gradient_is_autograds_in_squeezenet() {
    ["squeezenet1_0", "squeezenet1_1"].iter().copied().for_each(compare);
}

#[test]
fn the_gradient_is_autograds_in_resnet() {
    ["resnet18", "resnet34", "resnet50"].iter().copied().for_each(compare);
}

#[test]
fn the_gradient_is_autograds_in_googlenet() {
    compare("googlenet");
}

#[test]
fn the_gradient_is_autograds_in_mobilenet_v2() {
    compare("mobilenet_v2");
}

/// Of a network that has every operation that the zoo's have not: oblong windows with other zeros
/// on each side, a normalisation by itself, every activation, means of windows, halves that are
/// shuffled, squeeze and excitation, a square, normalised channels, a layer scale, and a last layer
/// without a bias.
fn made_up() -> Graph {
    let (mut builder, input) = Builder::new(3);
    let wide = |name: &str, inputs, outputs, kernel: [i64; 2]| Conv {
        kernel,
        padding: Padding::Sides([1, 0, 1, 2]),
        ..Conv::biased(name, inputs, outputs, 1)
    };
    let point = |name: &str, inputs, outputs| Op::Conv(Conv::biased(name, inputs, outputs, 1));
    let pool = |padding, ceil_mode, counts_padding| {
        let (kernel, stride) = ([2, 3], [2, 2]);
        Op::AvgPool(AvgPool { kernel, stride, padding, ceil_mode, counts_padding })
    };
    let activation = Op::Activation;
    let mut push = |name: &str, op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
    let name = |name: &str| Some(name.to_owned());

    let stem = Conv { stride: [1, 2], ..wide("stem", 3, 8, [2, 5]) };
    let x = push("stem", Op::Conv(stem), &[input]);
    let x = push("norm", Op::Affine(Affine::batch_norm("norm", 1e-3, 8)), &[x]);
    let x = push("silu", activation(Activation::Silu), &[x]);
    let x = push("mean", pool([1, 1], false, false), &[x]);
    let low = push("low", Op::Slice { start: 0, end: 4 }, &[x]);
    let high = push("high", Op::Slice { start: 4, end: 8 }, &[x]);
    let depthwise = Conv { groups: 4, ..wide("depthwise", 4, 4, [3, 3]) };
    let high = push("depthwise", Op::Conv(depthwise), &[high]);
    let high = push("hardswish", activation(Activation::HardSwish), &[high]);
    let cut = Conv { padding: Padding::Sides([0, 1, 1, 0]), ..wide("cut", 4, 4, [2, 2]) };
    let low = push("cut", Op::Conv(cut), &[low]);
    let low = push("leaky", activation(Activation::LeakyRelu { slope: 0.2 }), &[low]);
    let both = push("both", Op::Concat, &[low, high]);
    let x = push("shuffle", Op::Shuffle { groups: 2 }, &[both]);
    let squeezed = push("squeeze", Op::AdaptiveAvgPool { side: 1 }, &[x]);
    let gate = push("fewer", point("fewer", 8, 3), &[squeezed]);
    let gate = push("tanh", activation(Activation::Tanh), &[gate]);
    let gate = push("more", point("more", 3, 8), &[gate]);
    let gate = push("hardsigmoid", activation(Activation::HardSigmoid), &[gate]);
    let x = push("excite", Op::Mul, &[x, gate]);
    let square = push("square", Op::Mul, &[x, x]);
    let x = push("sum", Op::Add, &[x, square]);
    let x = push("mean.up", pool([0, 1], true, true), &[x]);
    let norm = LayerNorm { weight: name("w"), bias: name("b"), channels: 8, eps: 1e-6 };
    let x = push("layernorm", Op::LayerNorm(norm), &[x]);
    let wider = push("wider", point("wider", 8, 16), &[x]);
    let wider = push("gelu", activation(Activation::Gelu { tanh: false }), &[wider]);
    let back = push("back", point("back", 16, 8), &[wider]);
    let back = push("gelu.tanh", activation(Activation::Gelu { tanh: true }), &[back]);
    let scale = Affine { weight: name("scale"), bias: None, norm: None, channels: 8 };
    let back = push("scale", Op::Affine(scale), &[back]);
    let plain = LayerNorm { weight: None, bias: None, channels: 8, eps: 1e-5 };
    let plain = push("plain", Op::LayerNorm(plain), &[x]);
    let gate = push("sigmoid", activation(Activation::Sigmoid), &[plain]);
    let gated = push("gated", Op::Mul, &[gate, back]);
    let x = push("residual", Op::Add, &[gated, x]);
    let code = push("code", Op::AdaptiveAvgPool { side: 2 }, &[x]);
    let flat = push("flat", Op::Flatten, &[code]);
    let head = Linear { bias: None, ..Linear::new("head", 32, 10) };
    push("head", Op::Linear(head), &[flat]);
    builder.finish(code)
}

/// From every node to every node before it, on an oblong picture, in this kind of numbers.
fn compare_made_up(kind: Kind, tolerance: f64) {
    let (graph, go_on) = (made_up(), Interrupt::default());
    let mut tensors = deterministic::tensors(&graph, &go_on).unwrap();
    let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
    let plain = weights.to_kind(kind).unwrap().unpacked();
    let numbers = Tensor::arange(SMALL.iter().product::<i64>(), (kind, Device::Cpu));
    let input = (numbers * 0.37).sin().reshape(SMALL);
    let leaf = input.permute([0, 2, 3, 1]).contiguous().permute([0, 3, 1, 2]);
    let leaf = leaf.set_requires_grad(true);
    let theirs = differentiable(&graph, &plain, &leaf);
    let last = graph.logits();
    let all: Vec<NodeId> = (0..=last).collect();
    let keep = needs(&graph, &all, Rule::Gradient, &all);
    assert!(keep.len() < graph.nodes.len() / 2, "what is not needed is not kept");
    let trace = forward(&graph, &plain, &input, Keep::Only(&keep), last, &go_on).unwrap();
    let mut worst = (0.0, String::new());
    for node in 1..=last {
        let before = graph.before(node);
        let want: Vec<NodeId> = (0..node).filter(|&id| before[id]).collect();
        let shape = theirs[node].size();
        let count = shape.iter().product::<i64>();
        let seed = (Tensor::arange(count, (kind, Device::Cpu)) * 1.3).cos().reshape(&shape);
        let sum = (&theirs[node] * &seed).sum(kind);
        let leaves: Vec<&Tensor> =
            want.iter().map(|&id| if id == 0 { &leaf } else { &theirs[id] }).collect();
        let signals = Tensor::run_backward(&[sum], &leaves, true, false);
        let weights = if kind == Kind::Float { &weights } else { &plain };
        let seeds = [(node, seed)];
        let ours =
            backward(&graph, weights, &trace, &seeds, Rule::Gradient, &want, &go_on).unwrap();
        for (&id, theirs) in want.iter().zip(&signals) {
            let [from, to] = [node, id].map(|id| &graph.nodes[id].name);
            let error = error(ours.of(id).unwrap(), theirs);
            assert!(error <= tolerance, "{kind:?}, from {from} to {to}: off by {error:e}");
            if error > worst.0 {
                worst = (error, format!("from {from} to {to}"));
            }
        }
    }
    println!("{kind:?}: {} off by {:e}", worst.1, worst.0);
}

#[test]
fn the_gradient_is_autograds_through_every_operation_that_other_networks_have() {
    compare_made_up(Kind::Double, 1e-12);
    compare_made_up(Kind::Float, TOLERANCE);
}

#[test]
fn no_network_was_forgotten() {
    let networks = Manifest::built_in().unwrap().networks;
    let text = include_str!("autograd.rs");
    for spec in networks {
        assert!(text.contains(&format!("\"{}\"", spec.name)), "{}", spec.name);
    }
}
