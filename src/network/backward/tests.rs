//! Tests of the backward pass, worked out by hand: each operation under each rule, on 4x4 pixels.
#![allow(clippy::float_cmp, reason = "small whole numbers are exact")]

use tch::{Device, Kind};

use super::*;
use crate::network::checkpoint::Tensors;
use crate::network::forward::{Keep, forward};
use crate::network::graph::Builder;
use crate::network::op::{Activation, Affine, AvgPool, Conv, LayerNorm, Linear, Op, Padding};

const RULES: [Rule; 3] = [Rule::Gradient, Rule::Guided, Rule::Deconvnet];

/// A picture of 4x4, and signals of 4x4 or 2x2.
type Maps = [f32; 16];

fn maps(values: &[f32], shape: &[i64]) -> Tensor {
    Tensor::from_slice(values).reshape(shape)
}

/// The signal at the picture, of one channel and 4x4, that `seed` at the last node brings.
fn walk(
    graph: &Graph,
    tensors: Tensors,
    picture: &Maps,
    seed: &Tensor,
    rules: impl Into<Rules>,
) -> Maps {
    let rules = rules.into();
    let (mut tensors, last) = (tensors, graph.logits());
    let weights = Weights::bind(graph, &mut tensors, Device::Cpu).unwrap();
    let needed = needs(graph, &[last], rules, &[0]);
    let picture = maps(picture, &[1, 1, 4, 4]);
    let go_on = Interrupt::default();
    let trace = forward(graph, &weights, &picture, Keep::Only(&needed), last, &go_on).unwrap();
    let seeds = [(last, seed.shallow_clone())];
    let signals = backward(graph, &weights, &trace, &seeds, rules, &[0], &go_on).unwrap();
    let values: Vec<f32> = signals.of(0).unwrap().contiguous().view([-1]).try_into().unwrap();
    values.try_into().unwrap()
}

fn weight(values: &[f32], shape: &[i64]) -> Tensors {
    [("conv.weight".into(), maps(values, shape))].into()
}

fn convolution(kernel: i64, stride: i64, padding: Padding) -> Op {
    Op::Conv(Conv {
        bias: None,
        stride: [stride; 2],
        padding,
        ..Conv::biased("conv", 1, 1, kernel)
    })
}

/// On every place another value, none of them on a limit: −2, −1, 1, 2 across, twice as much from
/// row to row.
const PICTURE: Maps = [
    -2.0, -1.0, 1.0, 2.0, //
    -4.0, -2.0, 2.0, 4.0, //
    -8.0, -4.0, 4.0, 8.0, //
    -16.0, -8.0, 8.0, 16.0,
];
/// Both signs for both signs of the picture.
const SIGNAL: Maps = [
    1.0, -2.0, 3.0, -4.0, //
    5.0, -6.0, 7.0, -8.0, //
    -1.0, 2.0, -3.0, 4.0, //
    -5.0, 6.0, -7.0, 8.0,
];

#[test]
fn a_convolution_spreads_each_value_over_its_window_under_every_rule() {
    let (mut builder, input) = Builder::new(1);
    let conv = builder.push("conv", convolution(3, 2, Padding::Same), &[input], None);
    let graph = builder.finish(conv);
    let seed = maps(&[1.0, 10.0, 100.0, 1000.0], &[1, 1, 2, 2]);
    for rule in RULES {
        let kernel = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        // The windows begin at rows and columns 0 and 2; the fifth row and column is the zeros
        // after the end.
        let wanted = [
            1.0, 2.0, 13.0, 20.0, // 1·1, 1·2, 1·3 + 10·1, 10·2
            4.0, 5.0, 46.0, 50.0, // 1·4, 1·5, 1·6 + 10·4, 10·5
            107.0, 208.0, 1379.0,
            2080.0, // 7 + 100·1, 8 + 100·2, 9 + 70 + 100·3 + 1000·1, 80 + 1000·2
            400.0, 500.0, 4600.0, 5000.0, // 100·4, 100·5, 100·6 + 1000·4, 1000·5
        ];
        let weight = weight(&kernel, &[1, 1, 3, 3]);
        assert_eq!(walk(&graph, weight, &PICTURE, &seed, rule), wanted, "{rule:?}");
    }
}

#[test]
fn what_no_window_reached_gets_nothing() {
    let (mut builder, input) = Builder::new(1);
    let conv = builder.push("conv", convolution(1, 3, Padding::Each(0)), &[input], None);
    let graph = builder.finish(conv);
    // Windows of one value at 0 and 3, weight 2.
    let seed = maps(&[1.0, 2.0, 3.0, 4.0], &[1, 1, 2, 2]);
    let mut wanted = [0.0; 16];
    (wanted[0], wanted[3], wanted[12], wanted[15]) = (2.0, 4.0, 6.0, 8.0);
    let found = walk(&graph, weight(&[2.0], &[1, 1, 1, 1]), &PICTURE, &seed, Rule::Gradient);
    assert_eq!(found, wanted);
    // Windows of two at 0 and 3 with one zero around: they read picture rows and columns −1, 0 and
    // 2, 3.
    let (mut builder, input) = Builder::new(1);
    let conv = builder.push("conv", convolution(2, 3, Padding::Each(1)), &[input], None);
    let graph = builder.finish(conv);
    let wanted = [
        40.0, 0.0, 60.0, 80.0, // 1·40 | 2·30, 2·40
        0.0, 0.0, 0.0, 0.0, //
        60.0, 0.0, 40.0, 80.0, // 3·20 | 4·10, 4·20
        120.0, 0.0, 120.0, 160.0, // 3·40 | 4·30, 4·40
    ];
    let kernel = weight(&[10.0, 20.0, 30.0, 40.0], &[1, 1, 2, 2]);
    assert_eq!(walk(&graph, kernel, &PICTURE, &seed, Rule::Gradient), wanted);
}

#[test]
fn a_rectifier_lets_through_what_its_rule_says() {
    for (clip, six_is_open) in [(Op::RELU, true), (Op::RELU6, false)] {
        let (mut builder, input) = Builder::new(1);
        let relu = builder.push("relu", clip, &[input], None);
        let graph = builder.finish(relu);
        // Across f = −1, 0, 3, 6; down R = 2, −2, 0.5, 0. Zero is never above zero; six passes ReLU
        // and not ReLU6.
        let picture = [[-1.0, 0.0, 3.0, 6.0]; 4].concat().try_into().unwrap();
        let seed = [[2.0; 4], [-2.0; 4], [0.5; 4], [0.0; 4]].concat();
        let seed = maps(&seed, &[1, 1, 4, 4]);
        let six = |signal| if six_is_open { signal } else { 0.0 };
        let gradient = [
            [0.0, 0.0, 2.0, six(2.0)],
            [0.0, 0.0, -2.0, six(-2.0)],
            [0.0, 0.0, 0.5, six(0.5)],
            [0.0; 4],
        ];
        let guided = [[0.0, 0.0, 2.0, six(2.0)], [0.0; 4], [0.0, 0.0, 0.5, six(0.5)], [0.0; 4]];
        let deconvnet = [[2.0; 4], [0.0; 4], [0.5; 4], [0.0; 4]];
        for (rule, wanted) in RULES.into_iter().zip([gradient, guided, deconvnet]) {
            let found = walk(&graph, [].into(), &picture, &seed, rule);
            assert_eq!(found.to_vec(), wanted.concat(), "{rule:?}");
        }
    }
}

#[test]
fn one_rectifier_may_pass_everything_while_the_others_keep_their_rule() {
    // Two rectifiers, one after the other, of which the first, the second or none is open.
    let (mut builder, input) = Builder::new(1);
    let first = builder.push("first", Op::RELU, &[input], None);
    let second = builder.push("second", Op::RELU6, &[first], None);
    let graph = builder.finish(second);
    let seed = maps(&SIGNAL, &[1, 1, 4, 4]);
    let run = |open| {
        let rules = Rules { rule: Rule::Gradient, open };
        walk(&graph, [].into(), &PICTURE, &seed, rules)
    };
    let passes = |lo: f32, hi: f32| {
        let pairs = PICTURE.iter().zip(SIGNAL);
        let passed = pairs.map(|(&f, signal)| if lo < f && f < hi { signal } else { 0.0 });
        passed.collect::<Vec<f32>>()
    };
    assert_eq!(run(None)[..], passes(0.0, 6.0));
    // What the first has shut is zero to the second, which is shut there as well.
    assert_eq!(run(Some(first))[..], passes(0.0, 6.0));
    assert_eq!(run(Some(second))[..], passes(0.0, f32::INFINITY));
    let needed = |open| needs(&graph, &[second], Rules { rule: Rule::Gradient, open }, &[0]);
    assert_eq!((needed(None), needed(Some(second))), (vec![first, second], vec![first]));
}

#[test]
fn a_max_pooling_gives_back_to_its_switches_under_every_rule() {
    let pool = |kernel, padding| {
        let (mut builder, input) = Builder::new(1);
        let pool = Op::max_pool(kernel, 2, padding, false);
        let pool = builder.push("pool", pool, &[input], None);
        builder.finish(pool)
    };
    let picture = [
        1.0, 2.0, 3.0, 4.0, //
        5.0, 9.0, 6.0, 7.0, //
        0.0, 1.0, 2.0, 3.0, //
        4.0, 5.0, 6.0, 8.0,
    ];
    let seed = maps(&[1.0, -10.0, 100.0, -1000.0], &[1, 1, 2, 2]);
    for rule in RULES {
        // Windows of 2x2 side by side: the largest are 9 and 7, 5 and 8.
        let mut wanted = [0.0; 16];
        (wanted[5], wanted[7], wanted[13], wanted[15]) = (1.0, -10.0, 100.0, -1000.0);
        assert_eq!(walk(&pool(2, 0), [].into(), &picture, &seed, rule), wanted, "{rule:?}");
        // Windows of 3x3 around rows and columns 0 and 2: all four see the 9. 1 − 10 + 100 − 1000.
        let mut wanted = [0.0; 16];
        wanted[5] = -909.0;
        assert_eq!(walk(&pool(3, 1), [].into(), &picture, &seed, rule), wanted, "{rule:?}");
    }
}

#[test]
fn a_sum_copies_the_signal_to_both_sides() {
    // relu(x) + x.
    let (mut builder, input) = Builder::new(1);
    let relu = builder.push("relu", Op::RELU, &[input], None);
    let sum = builder.push("sum", Op::Add, &[relu, input], None);
    let graph = builder.finish(sum);
    let seed = maps(&SIGNAL, &[1, 1, 4, 4]);
    let signal_and = |through: fn(f32, f32) -> f32| {
        let both = PICTURE.iter().zip(&SIGNAL).map(|(&f, &r)| r + through(f, r));
        both.collect::<Vec<f32>>()
    };
    // Gradient: R + R·(f > 0): left as it was, right doubled.
    let gradient = [
        1.0, -2.0, 6.0, -8.0, //
        5.0, -6.0, 14.0, -16.0, //
        -1.0, 2.0, -6.0, 8.0, //
        -5.0, 6.0, -14.0, 16.0,
    ];
    // Guided: only what is positive there is doubled.
    let guided = [
        1.0, -2.0, 6.0, -4.0, //
        5.0, -6.0, 14.0, -8.0, //
        -1.0, 2.0, -3.0, 8.0, //
        -5.0, 6.0, -7.0, 16.0,
    ];
    // Deconvnet: R + R·(R > 0), left and right.
    let deconvnet = [
        2.0, -2.0, 6.0, -4.0, //
        10.0, -6.0, 14.0, -8.0, //
        -1.0, 4.0, -3.0, 8.0, //
        -5.0, 12.0, -7.0, 16.0,
    ];
    for (rule, wanted) in RULES.into_iter().zip([gradient, guided, deconvnet]) {
        assert_eq!(walk(&graph, [].into(), &PICTURE, &seed, rule), wanted, "{rule:?}");
    }
    assert_eq!(signal_and(|_, r| r.max(0.0)), deconvnet);
    // x + x: twice the signal.
    let (mut builder, input) = Builder::new(1);
    let sum = builder.push("sum", Op::Add, &[input, input], None);
    let twice = walk(&builder.finish(sum), [].into(), &PICTURE, &seed, Rule::Gradient);
    assert_eq!(twice, SIGNAL.map(|signal| 2.0 * signal));
}

#[test]
fn a_concatenation_splits_the_signal() {
    // 10·x beside x beside relu(x).
    let (mut builder, input) = Builder::new(1);
    let conv = builder.push("conv", convolution(1, 1, Padding::Each(0)), &[input], None);
    let relu = builder.push("relu", Op::RELU, &[input], None);
    let side_by_side = builder.push("concat", Op::Concat, &[conv, input, relu], None);
    let graph = builder.finish(side_by_side);
    let parts = [[1.0; 16].to_vec(), [100.0; 16].to_vec(), SIGNAL.map(|r| 1000.0 * r).to_vec()];
    let seed = maps(&parts.concat(), &[1, 3, 4, 4]);
    // 10·1 + 100, and of 1000·R what its rule lets through: R·(f > 0), R·(f > 0)·(R > 0), R·(R >
    // 0).
    let through = [
        [
            [0.0, 0.0, 3.0, -4.0],
            [0.0, 0.0, 7.0, -8.0],
            [0.0, 0.0, -3.0, 4.0],
            [0.0, 0.0, -7.0, 8.0],
        ],
        [[0.0, 0.0, 3.0, 0.0], [0.0, 0.0, 7.0, 0.0], [0.0, 0.0, 0.0, 4.0], [0.0, 0.0, 0.0, 8.0]],
        [[1.0, 0.0, 3.0, 0.0], [5.0, 0.0, 7.0, 0.0], [0.0, 2.0, 0.0, 4.0], [0.0, 6.0, 0.0, 8.0]],
    ];
    for (rule, through) in RULES.into_iter().zip(through) {
        let found = walk(&graph, weight(&[10.0], &[1, 1, 1, 1]), &PICTURE, &seed, rule);
        let wanted: Vec<f32> =
            through.concat().iter().map(|through| 110.0 + 1000.0 * through).collect();
        assert_eq!(found.to_vec(), wanted, "{rule:?}");
    }
}

#[test]
fn averages_spread_and_units_go_back_to_their_places() {
    // The means of the four quarters, laid out flat, times [1, 2, 3, 4].
    let (mut builder, input) = Builder::new(1);
    let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 2 }, &[input], None);
    let flat = builder.push("flat", Op::Flatten, &[mean], None);
    let linear = Op::Linear(Linear::new("fc", 4, 1));
    let graph = {
        let fc = builder.push("fc", linear, &[flat], None);
        builder.finish(fc)
    };
    let weight = maps(&[1.0, 2.0, 3.0, 4.0], &[1, 4]);
    let tensors = [("fc.weight".into(), weight), ("fc.bias".into(), maps(&[5.0], &[1]))];
    let found = walk(&graph, tensors.into(), &PICTURE, &maps(&[8.0], &[1, 1]), Rule::Gradient);
    // 8·weight / 4 in each quarter.
    let wanted = [
        2.0, 2.0, 4.0, 4.0, //
        2.0, 2.0, 4.0, 4.0, //
        6.0, 6.0, 8.0, 8.0, //
        6.0, 6.0, 8.0, 8.0,
    ];
    assert_eq!(found, wanted);
}

/// x → relu, and beside it x → conv.
fn two_branches() -> (Graph, Weights) {
    let (mut builder, input) = Builder::new(1);
    let relu = builder.push("relu", Op::RELU, &[input], None);
    builder.push("conv", convolution(1, 1, Padding::Each(0)), &[input], None);
    let graph = builder.finish(relu);
    let mut tensors = weight(&[10.0], &[1, 1, 1, 1]);
    let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
    (graph, weights)
}

#[test]
fn seeds_add_up_and_what_leads_nowhere_has_no_signal() {
    let (graph, weights) = two_branches();
    let [relu, conv] = ["relu", "conv"].map(|name| graph.find(name).unwrap());
    let (picture, go_on) = (maps(&PICTURE, &[1, 1, 4, 4]), Interrupt::default());
    let trace = forward(&graph, &weights, &picture, Keep::All, conv, &go_on).unwrap();
    let ones = || Tensor::ones([1, 1, 4, 4], (Kind::Float, Device::Cpu));
    let run = |seeds: &[(NodeId, Tensor)], want: &[NodeId]| {
        backward(&graph, &weights, &trace, seeds, Rule::Gradient, want, &go_on).unwrap()
    };
    let both = run(&[(relu, ones()), (conv, ones()), (0, ones())], &[0]);
    // 10 + 1, and one more where x > 0.
    let wanted = [[11.0, 11.0, 12.0, 12.0]; 4].concat();
    assert_eq!(both.of(0).unwrap(), &maps(&wanted, &[1, 1, 4, 4]));
    let one = run(&[(relu, ones())], &[relu, conv]);
    assert_eq!(one.of(relu).unwrap(), &ones());
    assert!(one.of(conv).is_none() && one.of(0).is_none() && one.of(99).is_none());
    assert_eq!(needs(&graph, &[conv], Rule::Gradient, &[0]), [0; 0]);
    assert_eq!(needs(&graph, &[relu, conv], Rule::Guided, &[0]), [relu]);
    assert_eq!(needs(&graph, &[relu], Rule::Deconvnet, &[0]), [0; 0]);
}

#[test]
fn what_is_missing_or_does_not_fit_is_one_line() {
    let (graph, weights) = two_branches();
    let (picture, go_on) = (maps(&PICTURE, &[1, 1, 4, 4]), Interrupt::default());
    let trace = forward(&graph, &weights, &picture, Keep::Last, 2, &go_on).unwrap();
    let run = |node, side, interrupt: &Interrupt| {
        let seeds = [(node, Tensor::ones([1, 1, side, 4], (Kind::Float, Device::Cpu)))];
        let walked = backward(&graph, &weights, &trace, &seeds, Rule::Gradient, &[0], interrupt);
        walked.unwrap_err().to_string()
    };
    assert_eq!(run(1, 4, &go_on), "relu was not kept by the forward pass");
    let error = run(1, 3, &go_on);
    assert_eq!(error, "the signal at relu must be [1, 1, 4, 4], got [1, 1, 3, 4]");
    assert_eq!(run(7, 4, &go_on), "the forward pass did not reach this node");
    go_on.raise();
    assert_eq!(run(2, 4, &go_on), "interrupted");
}

#[test]
fn a_seed_and_a_wanted_signal_are_never_written_over() {
    // relu(relu(x)): the second walks in place where it may.
    let (mut builder, input) = Builder::new(1);
    let first = builder.push("first", Op::RELU, &[input], None);
    let second = builder.push("second", Op::RELU, &[first], None);
    let graph = builder.finish(second);
    let weights = Weights::bind(&graph, &mut [].into(), Device::Cpu).unwrap();
    let (picture, go_on) = (maps(&PICTURE, &[1, 1, 4, 4]), Interrupt::default());
    let trace = forward(&graph, &weights, &picture, Keep::All, second, &go_on).unwrap();
    let seed = maps(&SIGNAL, &[1, 1, 4, 4]);
    let seeds = [(second, seed.shallow_clone())];
    for want in [&[0][..], &[0, first], &[0, first, second]] {
        let signals =
            backward(&graph, &weights, &trace, &seeds, Rule::Guided, want, &go_on).unwrap();
        assert_eq!(seed, maps(&SIGNAL, &[1, 1, 4, 4]));
        let through = [
            0.0, 0.0, 3.0, 0.0, //
            0.0, 0.0, 7.0, 0.0, //
            0.0, 0.0, 0.0, 4.0, //
            0.0, 0.0, 0.0, 8.0,
        ];
        for &node in &want[..want.len().min(2)] {
            assert_eq!(signals.of(node).unwrap(), &maps(&through, &[1, 1, 4, 4]));
        }
        if want.contains(&second) {
            assert_eq!(signals.of(second).unwrap(), &seed);
        }
    }
}

/// The signal at the picture that comes back through one operation, or two in a row.
fn through(ops: Vec<Op>, tensors: Tensors, picture: &Maps, seed: &Maps, rule: Rule) -> Maps {
    let (mut builder, mut last) = Builder::new(1);
    for (number, op) in ops.into_iter().enumerate() {
        last = builder.push(format!("{number}"), op, &[last], None);
    }
    walk(&builder.finish(last), tensors, picture, &maps(seed, &[1, 1, 4, 4]), rule)
}

fn assert_near(found: &[f32], wanted: &[f64], what: &str) {
    let largest = wanted.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    for (at, (&found, &wanted)) in found.iter().zip(wanted).enumerate() {
        let off = (f64::from(found) - wanted).abs();
        assert!(off <= 1e-6 * largest, "{what}, {at}: {found} instead of {wanted}");
    }
}

/// The derivative of an activation by its formula.
fn slope(activation: Activation, x: f64) -> f64 {
    let sigmoid = 1.0 / (1.0 + (-x).exp());
    match activation {
        Activation::Sigmoid => sigmoid * (1.0 - sigmoid),
        Activation::Silu => sigmoid * (1.0 + x * (1.0 - sigmoid)),
        Activation::HardSigmoid => f64::from(u8::from(x.abs() < 3.0)) / 6.0,
        Activation::HardSwish if x.abs() < 3.0 => x / 3.0 + 0.5,
        Activation::HardSwish => f64::from(u8::from(x > 0.0)),
        Activation::Gelu { tanh: true } => {
            let factor = (2.0 / std::f64::consts::PI).sqrt();
            let tanh = (factor * (x + 0.044_715 * x.powi(3))).tanh();
            let inner = factor * (1.0 + 3.0 * 0.044_715 * x * x);
            0.5 * (1.0 + tanh) + 0.5 * x * (1.0 - tanh * tanh) * inner
        }
        // Φ(x) + x · φ(x), with Φ at −4, −1, 0.5 and 2 from a table.
        Activation::Gelu { tanh: false } => {
            let below = [(-4.0, 3.167_124e-5), (-1.0, 0.158_655_254), (0.5, 0.691_462_461)];
            let found = below.iter().find(|&&(at, _)| at == x);
            let density = (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
            found.map_or(0.977_249_868, |&(_, share)| share) + x * density
        }
        Activation::Tanh => 1.0 - x.tanh().powi(2),
        Activation::LeakyRelu { slope } => {
            if x > 0.0 {
                1.0
            } else {
                slope
            }
        }
    }
}

#[test]
fn what_stands_where_relu_does_keeps_the_rules_and_gates_pass_their_derivative() {
    let rectifiers = [
        Activation::Silu,
        Activation::HardSwish,
        Activation::Gelu { tanh: false },
        Activation::Gelu { tanh: true },
        Activation::LeakyRelu { slope: 0.25 },
        Activation::LeakyRelu { slope: -0.5 },
    ];
    let gates = [Activation::Sigmoid, Activation::HardSigmoid, Activation::Tanh];
    // Across x = −4, −1, 0.5, 2; down R = 2, −2, 0.5, 0.
    let (across, down) = ([-4.0, -1.0, 0.5, 2.0], [2.0, -2.0, 0.5, 0.0]);
    let picture: Maps = [across.map(|x: f64| x as f32); 4].concat().try_into().unwrap();
    let seed: Maps = down.map(|r: f64| [r as f32; 4]).concat().try_into().unwrap();
    for activation in rectifiers.into_iter().chain(gates) {
        let is_gate = gates.contains(&activation);
        for rule in RULES {
            let found = through(vec![Op::Activation(activation)], [].into(), &picture, &seed, rule);
            let each = down.iter().flat_map(|&r| across.map(|x| (r, slope(activation, x))));
            let wanted: Vec<f64> = each
                .map(|(r, slope)| match rule {
                    Rule::Gradient => slope * r,
                    _ if is_gate => slope * r,
                    Rule::Guided => slope * r.max(0.0),
                    Rule::Deconvnet => r.max(0.0),
                })
                .collect();
            assert_near(&found, &wanted, &format!("{activation:?}, {rule:?}"));
        }
    }
}

#[test]
fn a_pass_keeps_what_its_activations_need_and_no_more() {
    let needed = |activation, rule, open: bool| {
        let (mut builder, input) = Builder::new(1);
        let conv = builder.push("conv", convolution(1, 1, Padding::Each(0)), &[input], None);
        let node = builder.push("activation", Op::Activation(activation), &[conv], None);
        let graph = builder.finish(node);
        needs(&graph, &[node], Rules { rule, open: open.then_some(node) }, &[0])
    };
    let leaky = |slope| Activation::LeakyRelu { slope };
    for rule in RULES {
        // What they gave tells: 2 is the activation, 1 what it reads.
        for gate in [Activation::Sigmoid, Activation::HardSigmoid, Activation::Tanh] {
            assert_eq!(needed(gate, rule, false), [2], "{gate:?}, {rule:?}");
        }
        let smooth = [Activation::Silu, Activation::HardSwish, Activation::Gelu { tanh: true }];
        let read = smooth.map(|smooth| (smooth, 1)).into_iter();
        for (rectifier, wanted) in read.chain([(leaky(0.1), 2), (leaky(-0.1), 1)]) {
            let wanted = if rule == Rule::Deconvnet { vec![] } else { vec![wanted] };
            assert_eq!(needed(rectifier, rule, false), wanted, "{rectifier:?}, {rule:?}");
            assert_eq!(needed(rectifier, rule, true), [0; 0], "open");
        }
    }
}

#[test]
fn a_product_gives_each_factor_the_signal_times_the_other_under_every_rule() {
    let product = |first: Option<Op>, second: Option<Op>| {
        let (mut builder, input) = Builder::new(1);
        let mut factor = |name, op: Option<Op>| match op {
            Some(op) => builder.push(name, op, &[input], None),
            None => input,
        };
        let factors = [factor("first", first), factor("second", second)];
        let product = builder.push("product", Op::Mul, &factors, None);
        builder.finish(product)
    };
    let ten = || Some(convolution(1, 1, Padding::Each(0)));
    let seed = maps(&SIGNAL, &[1, 1, 4, 4]);
    let each = |of: fn(f32, f32) -> f32| -> Vec<f32> {
        PICTURE.iter().zip(SIGNAL).map(|(&x, r)| of(x, r)).collect()
    };
    for rule in RULES {
        let run = |graph: &Graph| {
            let ten = weight(&[10.0], &[1, 1, 1, 1]);
            walk(graph, ten, &PICTURE, &seed, rule).to_vec()
        };
        // x · x and 10·x · x.
        assert_eq!(run(&product(None, None)), each(|x, r| 2.0 * x * r), "{rule:?}");
        assert_eq!(run(&product(ten(), None)), each(|x, r| 20.0 * x * r), "{rule:?}");
        // x · mean(x): mean(x) · R + Σ(R · x) / 16. The mean is zero, and Σ(R · x), row after row,
        // −2 + 2 + 3 − 8, −20 + 12 + 14 − 32, 8 − 8 − 12 + 32 and 80 − 48 − 56 + 128: 93.
        let mean = product(None, Some(Op::AdaptiveAvgPool { side: 1 }));
        assert_eq!(run(&mean), [93.0 / 16.0; 16], "{rule:?}");
    }
    // Only the factor beside the one that a signal goes to is read.
    let mut builder = Builder::new(1);
    let mean = builder.0.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[builder.1], None);
    let product = builder.0.push("product", Op::Mul, &[builder.1, mean], None);
    let graph = builder.0.finish(product);
    assert_eq!(needs(&graph, &[product], Rule::Deconvnet, &[mean]), [0]);
    assert_eq!(needs(&graph, &[product], Rule::Gradient, &[0]), [0, mean]);
}

#[test]
fn a_gate_is_held_as_far_open_as_it_was_under_the_deconvnet_too() {
    // x · sigmoid(x), written as two operations.
    let (mut builder, input) = Builder::new(1);
    let gate = builder.push("gate", Op::Activation(Activation::Sigmoid), &[input], None);
    let product = builder.push("product", Op::Mul, &[input, gate], None);
    let graph = builder.finish(product);
    let seed = maps(&SIGNAL, &[1, 1, 4, 4]);
    for rule in RULES {
        let found = walk(&graph, [].into(), &PICTURE, &seed, rule);
        let pairs = PICTURE.iter().zip(SIGNAL);
        let wanted: Vec<f64> =
            pairs.map(|(&x, r)| slope(Activation::Silu, f64::from(x)) * f64::from(r)).collect();
        assert_near(&found, &wanted, &format!("{rule:?}"));
    }
}

/// Channels 1·x, 10·x, 100·x and 1000·x, and these operations behind them.
fn of_four(ops: Vec<Op>, channels: usize, tensors: Tensors, rule: Rule) -> Maps {
    let (mut builder, input) = Builder::new(1);
    let parts = ["1", "10", "100", "1000"].map(|name| {
        let conv = Conv { bias: None, ..Conv::biased(name, 1, 1, 1) };
        builder.push(name, Op::Conv(conv), &[input], None)
    });
    let mut last = builder.push("four", Op::Concat, &parts, None);
    for op in ops {
        last = builder.push(op.kind(), op, &[last], None);
    }
    let graph = builder.finish(last);
    let mut tensors = tensors;
    for factor in [1.0_f32, 10.0, 100.0, 1000.0] {
        tensors.insert(format!("{factor}.weight"), maps(&[factor], &[1, 1, 1, 1]));
    }
    // 1 comes to the first channel, 2 to the second …
    let seed: Vec<f32> = (1..=channels).flat_map(|channel| [channel as f32; 16]).collect();
    walk(&graph, tensors, &PICTURE, &maps(&seed, &[1, channels as i64, 4, 4]), rule)
}

#[test]
fn channels_go_back_to_where_they_were_cut_out_and_shuffled_from_under_every_rule() {
    for rule in RULES {
        let run = |ops, channels| of_four(ops, channels, [].into(), rule);
        let slice = |start, end| Op::Slice { start, end };
        assert_eq!(run(vec![], 4), [4321.0; 16]);
        assert_eq!(run(vec![slice(1, 3)], 2), [10.0 + 200.0; 16]);
        assert_eq!(run(vec![slice(3, 4)], 1), [1000.0; 16]);
        assert_eq!(run(vec![slice(0, 4)], 4), [4321.0; 16]);
        // Groups (1, 10) and (100, 1000) become 1, 100, 10, 1000.
        let shuffle = |groups| Op::Shuffle { groups };
        assert_eq!(run(vec![shuffle(2)], 4), [1.0 + 200.0 + 30.0 + 4000.0; 16]);
        assert_eq!(run(vec![shuffle(1)], 4), [4321.0; 16]);
        assert_eq!(run(vec![shuffle(4)], 4), [4321.0; 16]);
        // 1, 100, 10, 1000, of which the last three, of which the last.
        assert_eq!(run(vec![shuffle(2), slice(1, 4)], 3), [100.0 + 20.0 + 3000.0; 16]);
    }
}

#[test]
fn a_factor_for_each_channel_goes_back_as_it_is_under_every_rule() {
    let affine = |weight: bool| {
        let name = |name: &str| Some(name.to_owned());
        let weight = weight.then(|| "factor".to_owned());
        Op::Affine(Affine { weight, bias: name("summand"), norm: None, channels: 4 })
    };
    for rule in RULES {
        let tensors = || -> Tensors {
            let factor = ("factor".to_owned(), maps(&[-1.0, 0.0, 0.5, 2.0], &[4]));
            [factor, ("summand".to_owned(), maps(&[5.0; 4], &[4]))].into()
        };
        // 1·1·(−1) + 2·10·0 + 3·100·0.5 + 4·1000·2.
        assert_eq!(of_four(vec![affine(true)], 4, tensors(), rule), [-1.0 + 150.0 + 8000.0; 16]);
        assert_eq!(of_four(vec![affine(false)], 4, tensors(), rule), [4321.0; 16]);
    }
}

#[test]
fn a_normalisation_of_channels_passes_its_mean_and_variance_too() {
    // Of the channels 3·x and x the mean is 2·x and the variance x²: they become
    // ±x / √(x² + 16), whose derivative is ±16 / (x² + 16)^1.5. With x = 3 and 0: 16/125 and 1/4.
    let (mut builder, input) = Builder::new(1);
    let conv = Conv { bias: None, ..Conv::biased("conv", 1, 2, 1) };
    let conv = builder.push("conv", Op::Conv(conv), &[input], None);
    let norm = |weight: bool| {
        let weight = weight.then(|| "factor".to_owned());
        Op::LayerNorm(LayerNorm { weight, bias: None, channels: 2, eps: 16.0 })
    };
    let plain = builder.push("plain", norm(false), &[conv], None);
    let graph = builder.finish(plain);
    let weighed = {
        let mut graph = graph.clone();
        graph.nodes[plain].op = norm(true);
        graph
    };
    let picture = [[3.0, -3.0, 0.0, 3.0]; 4].concat().try_into().unwrap();
    // 1 comes to the first channel, −10 to the second.
    let seed = maps(&[[1.0; 16], [-10.0; 16]].concat(), &[1, 2, 4, 4]);
    for rule in RULES {
        let tensors = || -> Tensors {
            let conv = ("conv.weight".to_owned(), maps(&[3.0, 1.0], &[2, 1, 1, 1]));
            [conv, ("factor".to_owned(), maps(&[2.0, 0.5], &[2]))].into()
        };
        let [far, near] = [16.0 / 125.0, 0.25];
        for (graph, sum) in [(&graph, 11.0), (&weighed, 7.0)] {
            let found = walk(graph, tensors(), &picture, &seed, rule);
            let wanted = [[far * sum, far * sum, near * sum, far * sum]; 4].concat();
            assert_near(&found, &wanted, &format!("{rule:?}"));
        }
        assert_eq!(needs(&graph, &[plain], rule, &[0]), [conv]);
    }
}

#[test]
fn the_mean_of_a_window_goes_back_to_all_that_was_averaged_under_every_rule() {
    let pool = |padding: [i64; 2], ceil_mode, counts_padding| {
        let (mut builder, input) = Builder::new(1);
        let pool = AvgPool { kernel: [2, 3], stride: [2, 3], padding, ceil_mode, counts_padding };
        let pool = builder.push("pool", Op::AvgPool(pool), &[input], None);
        builder.finish(pool)
    };
    for rule in RULES {
        let run = |graph: &Graph, seed: &[f32], shape: [i64; 2]| {
            let seed = maps(seed, &[1, 1, shape[0], shape[1]]);
            walk(graph, [].into(), &PICTURE, &seed, rule)
        };
        // Windows of 2x3: one across, of the first three columns.
        let found = run(&pool([0, 0], false, true), &[6.0, 12.0], [2, 1]);
        let wanted = [
            [1.0, 1.0, 1.0, 0.0],
            [1.0, 1.0, 1.0, 0.0],
            [2.0, 2.0, 2.0, 0.0],
            [2.0, 2.0, 2.0, 0.0],
        ];
        assert_eq!(found.to_vec(), wanted.concat(), "{rule:?}");
        // Rounded up, the second across has the last column alone.
        let found = run(&pool([0, 0], true, false), &[6.0, 2.0, 12.0, 4.0], [2, 2]);
        let wanted = [[1.0; 4], [1.0; 4], [2.0; 4], [2.0; 4]];
        assert_eq!(found.to_vec(), wanted.concat(), "{rule:?}");
        // One more column on each side: the first window has columns −1 to 1, the second 2 to 4.
        for (counts, shares) in [(true, [1.0, 2.0]), (false, [1.5, 3.0])] {
            let seed = [6.0, 12.0, 6.0, 12.0];
            let found = run(&pool([0, 1], false, counts), &seed, [2, 2]);
            let row = [shares[0], shares[0], shares[1], shares[1]];
            assert_eq!(found.to_vec(), [row; 4].concat(), "{rule:?}");
        }
    }
}

#[test]
fn an_oblong_window_with_other_zeros_on_each_side_spreads_over_what_it_read() {
    // Windows of one row and two columns at a stride of two rows, one zero above, one below and one
    // at the right: rows −1, 1 and 3, columns 0 to 4.
    let (mut builder, input) = Builder::new(1);
    let conv = Conv {
        bias: None,
        kernel: [1, 2],
        stride: [2, 1],
        padding: Padding::Sides([1, 0, 1, 1]),
        ..Conv::biased("conv", 1, 1, 1)
    };
    let conv = builder.push("conv", Op::Conv(conv), &[input], None);
    let graph = builder.finish(conv);
    let seed =
        maps(&[[9.0; 4], [1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 1.0]].concat(), &[1, 1, 3, 4]);
    for rule in RULES {
        let weight = weight(&[1.0, 10.0], &[1, 1, 1, 2]);
        let wanted = [
            [0.0; 4],
            [1.0, 2.0 + 10.0, 3.0 + 20.0, 4.0 + 30.0],
            [0.0; 4],
            [-1.0, -10.0, 0.0, 1.0],
        ];
        let found = walk(&graph, weight, &PICTURE, &seed, rule);
        assert_eq!(found.to_vec(), wanted.concat(), "{rule:?}");
    }
}
