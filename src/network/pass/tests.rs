//! Tests that every operation computes what its formula says, whoever keeps its value.

use tch::{Device, Kind, Tensor};

use crate::geometry::Size;
use crate::interrupt::Interrupt;
use crate::network::checkpoint::Tensors;
use crate::network::forward::{Keep, Trace, forward};
use crate::network::graph::{Builder, Graph, NodeId};
use crate::network::op::{
    Activation, Affine, AvgPool, BatchNorm, Conv, LayerNorm, Linear, Op, Padding,
};
use crate::network::weights::Weights;
use crate::network::{deterministic, shape};

/// A network that nobody would train: every operation, with windows that are longer one way.
fn graph() -> Graph {
    let (mut builder, input) = Builder::new(3);
    let mut push = |name: &str, op: Op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
    let activation = Op::Activation;

    let conv = Conv::normalised("stem", "stem.norm", 1e-3, [3, 8], 1);
    let (kernel, stride, padding) = ([1, 7], [1, 2], Padding::Sides([0, 3, 0, 2]));
    let x = push("stem", Op::Conv(Conv { kernel, stride, padding, ..conv }), &[input]);
    let x = push("silu", activation(Activation::Silu), &[x]);
    let (kernel, stride, padding) = ([7, 1], [2, 1], Padding::Sides([4, 0, 1, 0]));
    let conv = Conv { groups: 4, ..Conv::biased("high", 8, 8, 1) };
    let x = push("high", Op::Conv(Conv { kernel, stride, padding, ..conv }), &[x]);
    let x = push("norm", Op::Affine(Affine::batch_norm("norm", 1e-5, 8)), &[x]);
    let x = push("relu", Op::RELU, &[x]);
    let pool = AvgPool {
        kernel: [3, 2],
        stride: [2, 1],
        padding: [1, 0],
        ceil_mode: true,
        counts_padding: false,
    };
    let x = push("average", Op::AvgPool(pool), &[x]);
    let conv = Conv { bias: None, ..Conv::biased("expand", 8, 12, 1) };
    let x = push("expand", Op::Conv(conv), &[x]);
    let x = push("hardswish", activation(Activation::HardSwish), &[x]);
    let conv = Conv { groups: 12, ..Conv::biased("depthwise", 12, 12, 1) };
    let (kernel, stride, padding) = ([3, 5], [2, 1], Padding::Same);
    let x = push("depthwise", Op::Conv(Conv { kernel, stride, padding, ..conv }), &[x]);
    let maps = push("gelu", activation(Activation::Gelu { tanh: false }), &[x]);

    let x = push("gate.mean", Op::AdaptiveAvgPool { side: 1 }, &[maps]);
    let x = push("gate.squeeze", Op::Conv(Conv::biased("squeeze", 12, 4, 1)), &[x]);
    let x = push("gate.relu", Op::RELU, &[x]);
    let x = push("gate.excite", Op::Conv(Conv::biased("excite", 4, 12, 1)), &[x]);
    let gate = push("gate.sigmoid", activation(Activation::Sigmoid), &[x]);
    let x = push("scaled", Op::Mul, &[maps, gate]);
    let affine = |weight: Option<&str>, bias: Option<&str>| {
        let [weight, bias] = [weight, bias].map(|name| name.map(String::from));
        Op::Affine(Affine { weight, bias, norm: None, channels: 12 })
    };
    let x = push("layer scale", affine(Some("gamma"), None), &[x]);
    let x = push("add", Op::Add, &[x, maps]);
    let norm = LayerNorm {
        weight: Some("ln.weight".into()),
        bias: Some("ln.bias".into()),
        channels: 12,
        eps: 1e-6,
    };
    let x = push("layer norm", Op::LayerNorm(norm.clone()), &[x]);
    let low = push("low", Op::Slice { start: 0, end: 5 }, &[x]);
    let low = push("leaky", activation(Activation::LeakyRelu { slope: 0.1 }), &[low]);
    let rest = push("rest", Op::Slice { start: 5, end: 12 }, &[x]);
    let rest = push("tanh", activation(Activation::Tanh), &[rest]);
    let x = push("concat", Op::Concat, &[low, rest]);
    let shuffled = push("shuffle", Op::Shuffle { groups: 3 }, &[x]);
    let gate = push("hard sigmoid", activation(Activation::HardSigmoid), &[shuffled]);
    let x = push("product", Op::Mul, &[shuffled, gate]);
    let x = push("shift", affine(None, Some("shift")), &[x]);
    let x = push("both", affine(Some("factor"), Some("summand")), &[x]);
    let maps = push("gelu.tanh", activation(Activation::Gelu { tanh: true }), &[x]);
    let x = push("leaky.all", activation(Activation::LeakyRelu { slope: 0.3 }), &[maps]);
    let x = push("sum", Op::Add, &[x, maps]);

    let x = push("mean", Op::AdaptiveAvgPool { side: 1 }, &[x]);
    let x = push("flatten", Op::Flatten, &[x]);
    let x = push("units.norm", Op::Affine(Affine::batch_norm("units", 1e-5, 12)), &[x]);
    let bare = LayerNorm { weight: None, bias: None, ..norm };
    let x = push("units.layer norm", Op::LayerNorm(bare), &[x]);
    let x = push("some", Op::Slice { start: 1, end: 11 }, &[x]);
    let linear = Linear { bias: None, ..Linear::new("classes", 10, 5) };
    let code = push("code", activation(Activation::Silu), &[x]);
    push("classes", Op::Linear(linear), &[code]);
    builder.finish(code)
}

fn tensors(graph: &Graph) -> Tensors {
    deterministic::tensors(graph, &Interrupt::default()).unwrap()
}

fn run(graph: &Graph, weights: &Weights, input: &Tensor, keep: Keep<'_>) -> Trace {
    forward(graph, weights, input, keep, graph.logits(), &Interrupt::default()).unwrap()
}

fn pictures(size: Size) -> Tensor {
    let (height, width) = (i64::from(size.height), i64::from(size.width));
    let ramp = Tensor::arange(2 * 3 * height * width, (Kind::Float, Device::Cpu));
    (ramp * 0.37).sin().reshape([2, 3, height, width]) * 2.0
}

const SIZES: [Size; 3] = [Size::new(33, 47), Size::new(64, 40), Size::new(31, 31)];

/// What the formula of a node makes of its inputs, in double precision.
fn formula(op: &Op, inputs: &[Tensor], tensors: &Tensors) -> Tensor {
    let x = &inputs[0];
    let take = |name: &str| tensors[name].to_kind(Kind::Double);
    let taken = |name: &Option<String>| name.as_deref().map(take);
    let wide = |values: Tensor| if x.dim() == 4 { values.reshape([1, -1, 1, 1]) } else { values };
    let normalised = |values: &Tensor, norm: &BatchNorm, axes: &[i64]| {
        let [mean, var] = [norm.running_mean(), norm.running_var()].map(|name| take(&name));
        let [weight, bias] = [norm.weight(), norm.bias()].map(|name| take(&name));
        let [mean, var, weight, bias] = [mean, var, weight, bias].map(|each| each.reshape(axes));
        (values - mean) / (var + norm.eps).sqrt() * weight + bias
    };
    match op {
        Op::Input { .. } => unreachable!("it has no formula"),
        Op::Conv(conv) => {
            let (_, _, height, width) = x.size4().unwrap();
            let along = |axis: usize, size| {
                conv.padding.resolve(axis, size, conv.kernel[axis], conv.stride[axis])
            };
            let ((top, bottom), (left, right)) = (along(0, height), along(1, width));
            let padded = x.constant_pad_nd([left, right, top, bottom]);
            let (weight, bias) = (take(&conv.weight), taken(&conv.bias));
            let sums =
                padded.conv2d(&weight, bias.as_ref(), conv.stride, [0, 0], [1, 1], conv.groups);
            match &conv.norm {
                Some(norm) => normalised(&sums, norm, &[1, -1, 1, 1]),
                None => sums,
            }
        }
        Op::Linear(linear) => x.matmul(&take(&linear.weight).tr()),
        Op::Affine(Affine { norm: Some(norm), .. }) => {
            normalised(x, norm, if x.dim() == 4 { &[1, -1, 1, 1] } else { &[1, -1] })
        }
        Op::Affine(affine) => {
            let factor = taken(&affine.weight).map_or(Tensor::from(1.0), wide);
            x * factor + taken(&affine.bias).map_or(Tensor::from(0.0), wide)
        }
        Op::LayerNorm(norm) => {
            let mean = x.mean_dim(1, true, None::<Kind>);
            let from_mean = x - mean;
            let var = from_mean.square().mean_dim(1, true, None::<Kind>);
            let value = from_mean / (var + norm.eps).sqrt();
            let factor = taken(&norm.weight).map_or(Tensor::from(1.0), wide);
            value * factor + taken(&norm.bias).map_or(Tensor::from(0.0), wide)
        }
        Op::Activation(activation) => activated(*activation, x),
        &Op::Clip { lo, hi } => x.clamp(lo, hi),
        &Op::MaxPool { kernel, stride, padding, ceil_mode } => {
            x.max_pool2d(kernel, stride, padding, [1, 1], ceil_mode)
        }
        Op::AvgPool(pool) => x.avg_pool2d(
            pool.kernel,
            pool.stride,
            pool.padding,
            pool.ceil_mode,
            pool.counts_padding,
            None,
        ),
        &Op::AdaptiveAvgPool { side } => x.adaptive_avg_pool2d([side, side]),
        Op::Add => x + &inputs[1],
        Op::Mul => x * &inputs[1],
        Op::Concat => Tensor::cat(inputs, 1),
        &Op::Slice { start, end } => x.narrow(1, start, end - start),
        &Op::Shuffle { groups } => {
            let channels = x.size()[1];
            let each = channels / groups;
            let from: Vec<i64> = (0..channels).map(|to| to % groups * each + to / groups).collect();
            x.index_select(1, &Tensor::from_slice(&from))
        }
        Op::Flatten => x.flatten(1, -1),
    }
}

fn activated(activation: Activation, x: &Tensor) -> Tensor {
    let sigmoid = |x: &Tensor| ((-x).exp() + 1.0).reciprocal();
    let hard = |x: &Tensor| (x / 6.0 + 0.5).clamp(0.0, 1.0);
    match activation {
        Activation::Sigmoid => sigmoid(x),
        Activation::Silu => x * sigmoid(x),
        Activation::HardSigmoid => hard(x),
        Activation::HardSwish => x * hard(x),
        Activation::Gelu { tanh: false } => x * ((x / 2.0_f64.sqrt()).erf() + 1.0) * 0.5,
        Activation::Gelu { tanh: true } => {
            let inner =
                (x + x.pow_tensor_scalar(3) * 0.044_715) * (2.0 / std::f64::consts::PI).sqrt();
            x * (inner.tanh() + 1.0) * 0.5
        }
        Activation::Tanh => x.tanh(),
        Activation::LeakyRelu { slope } => x.maximum(&(x * slope)),
    }
}

/// How far each node's value is from what the formula makes of its inputs' values, as a share of
/// the range of either.
fn check(graph: &Graph, trace: &Trace, tensors: &Tensors, tolerance: f64, case: &str) {
    for (id, node) in graph.nodes.iter().enumerate().skip(1) {
        let of = |id: NodeId| trace.value(id).unwrap().to_kind(Kind::Double);
        let inputs: Vec<Tensor> = node.inputs.iter().map(|&input| of(input)).collect();
        let (wanted, value) = (formula(&node.op, &inputs, tensors), of(id));
        assert_eq!(value.size(), wanted.size(), "{case}: {}", node.name);
        let largest = |values: &Tensor| values.abs().max().double_value(&[]);
        let range = largest(&wanted).max(inputs.iter().map(largest).fold(0.0, f64::max));
        let off = largest(&(value - wanted));
        assert!(off <= tolerance * range, "{case}: {} is off by {off} of {range}", node.name);
    }
}

#[test]
fn every_operation_computes_its_formula_channels_last() {
    let graph = graph();
    let own = tensors(&graph);
    let weights = Weights::bind(&graph, &mut tensors(&graph), Device::Cpu).unwrap();
    for (weights, way) in [(&weights, "packed"), (&weights.unpacked(), "plain")] {
        for size in SIZES {
            let (input, case) = (pictures(size), format!("{way}, {size}"));
            let all = run(&graph, weights, &input, Keep::All);
            check(&graph, &all, &own, 1e-6, &case);
            for (id, extent) in shape::infer(&graph, size).unwrap().into_iter().enumerate() {
                let (name, value) = (&graph.nodes[id].name, all.value(id).unwrap());
                assert_eq!(value.size(), [vec![2], extent.dims()].concat(), "{case}: {name}");
                // Otherwise all that reads it is slower.
                let is_channels_last = || value.permute([0, 2, 3, 1]).is_contiguous();
                assert!(value.dim() < 4 || is_channels_last(), "{case}: {name}");
            }
        }
    }
}

#[test]
fn values_are_the_same_bits_whatever_is_kept_and_written_over() {
    let graph = graph();
    let weights = Weights::bind(&graph, &mut tensors(&graph), Device::Cpu).unwrap();
    for size in SIZES {
        let input = pictures(size);
        let all = run(&graph, &weights, &input, Keep::All);
        for id in 0..graph.nodes.len() {
            let one = run(&graph, &weights, &input, Keep::Only(&[id]));
            for node in [id, graph.logits()] {
                let (whole, alone) = (all.value(node).unwrap(), one.value(node).unwrap());
                assert_eq!(whole, alone, "{} where {id} is kept", graph.nodes[node].name);
            }
        }
    }
}

#[test]
fn in_bf16_every_operation_is_as_exact_as_its_numbers() {
    let graph = graph();
    let weights = Weights::bind(&graph, &mut tensors(&graph), Device::Cpu).unwrap();
    // Each way to a value rounds to eight binary digits two or three times.
    let rounded = weights.unpacked().to_kind(Kind::BFloat16).unwrap();
    let input = pictures(SIZES[0]).to_kind(Kind::BFloat16);
    let all = run(&graph, &rounded, &input, Keep::All);
    check(&graph, &all, &tensors(&graph), 1.0 / 64.0, "bf16");
    let last = run(&graph, &rounded, &input, Keep::Last);
    let logits = graph.logits();
    assert_eq!(all.value(logits).unwrap(), last.value(logits).unwrap());
}

#[test]
fn two_nodes_may_share_their_parameters() {
    let (mut builder, input) = Builder::new(3);
    let conv = Op::Conv(Conv::biased("same", 3, 3, 1));
    let x = builder.push("first", conv.clone(), &[input], None);
    let x = builder.push("second", conv, &[x], None);
    let graph = builder.finish(x);
    assert_eq!((graph.parameters().count(), graph.parameter_count()), (2, 12));
    let (own, mut taken) = (tensors(&graph), tensors(&graph));
    let weights = Weights::bind(&graph, &mut taken, Device::Cpu).unwrap();
    assert!(taken.is_empty());
    let trace = run(&graph, &weights, &pictures(SIZES[0]), Keep::All);
    check(&graph, &trace, &own, 1e-6, "shared");
}

#[test]
fn what_only_views_a_value_is_not_written_over() {
    for view in
        [Op::Shuffle { groups: 1 }, Op::Shuffle { groups: 4 }, Op::Slice { start: 0, end: 4 }]
    {
        let (mut builder, input) = Builder::new(3);
        let conv = Op::Conv(Conv::biased("conv", 3, 4, 1));
        let conv = builder.push("conv", conv, &[input], None);
        let seen = builder.push("view", view, &[conv], None);
        let relu = builder.push("relu", Op::RELU, &[seen], None);
        let graph = builder.finish(relu);
        let mut tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        let input = Tensor::ones([1, 3, 5, 4], (Kind::Float, Device::Cpu));
        let kept = |keep: Keep<'_>| {
            let trace = forward(&graph, &weights, &input, keep, relu, &Interrupt::default());
            trace.unwrap().value(conv).unwrap().shallow_clone()
        };
        assert!(kept(Keep::All).min().double_value(&[]) < 0.0);
        assert_eq!(kept(Keep::Only(&[conv])), kept(Keep::All));
    }
}
