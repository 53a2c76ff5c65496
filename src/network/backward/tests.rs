//! Tests of the backward pass, worked out by hand: each operation under each rule, on 4x4 pixels.
#![allow(clippy::float_cmp, reason = "small whole numbers are exact")]

use tch::Device;

use super::*;
use crate::network::checkpoint::Tensors;
use crate::network::forward::{Keep, forward};
use crate::network::graph::Builder;
use crate::network::op::{Conv, Linear, Padding};

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
