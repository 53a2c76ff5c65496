//! Tests of the gradient against libtorch's autograd, from every layer of every network.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use deepvis::interrupt::Interrupt;
use deepvis::network::backward::{Rule, backward, needs};
use deepvis::network::deterministic;
use deepvis::network::forward::{Keep, forward};
use deepvis::network::graph::{Graph, NodeId};
use deepvis::network::manifest::Manifest;
use deepvis::network::op::Op;
use deepvis::network::outline::Outline;
use deepvis::network::weights::Weights;
use deepvis::network::zoo;
use tch::{Device, Kind, Tensor};

/// Of the signal's largest magnitude: both sides are f32, with sums in another order.
const TOLERANCE: f64 = 1e-5;
/// Small and not square. Odd sizes, so that "same" padding is uneven at some strides and windows
/// leave a rest.
const INPUT: [i64; 4] = [1, 3, 75, 92];

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
            Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Activation(_)
            | Op::AvgPool(_)
            | Op::Mul
            | Op::Slice { .. }
            | Op::Shuffle { .. } => panic!("no network of the zoo has {}", node.op.kind()),
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

#[test]
fn no_network_was_forgotten() {
    let networks = Manifest::built_in().unwrap().networks;
    let text = include_str!("autograd.rs");
    for spec in networks {
        assert!(text.contains(&format!("\"{}\"", spec.name)), "{}", spec.name);
    }
}
