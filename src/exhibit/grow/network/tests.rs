//! Tests of the small network: against the pass and the backward pass of every other network.

use tch::{Device, Kind};

use super::*;
use crate::exhibit::grow::digits::held_back;
use crate::exhibit::grow::recipe::Knob;
use crate::interrupt::Interrupt;
use crate::network::backward::{Rule, backward};
use crate::network::forward::{Keep, forward};
use crate::network::weights::Weights;

fn some() -> Tensor {
    let digits = &held_back().unwrap()[..5];
    let ink = digits.iter().flat_map(|digit| digit.pixels).map(|value| f32::from(value) / 16.0);
    pictures(&ink.collect::<Vec<_>>()).unwrap()
}

fn copies(tensors: &Tensors) -> Tensors {
    tensors.iter().map(|(name, tensor)| (name.clone(), tensor.copy())).collect()
}

fn furthest(one: &Tensor, other: &Tensor) -> f64 {
    f64::try_from((one - other).abs().max()).unwrap()
}

/// One recipe a number of layers and an activation.
fn recipes() -> impl Iterator<Item = Recipe> {
    (0..3).flat_map(|layers| {
        let with = move |activation| {
            Recipe::USUAL.with(Knob::Layers, layers).with(Knob::Activation, activation)
        };
        (0..3).map(with)
    })
}

#[test]
fn it_computes_what_the_pass_of_every_network_computes() {
    for recipe in recipes() {
        let plan = Plan::new(&recipe);
        let (tensors, input) = (plan.noise(3).unwrap(), some());
        let weights = Weights::bind(&plan.graph, &mut copies(&tensors), Device::Cpu).unwrap();
        let (upto, interrupt) = (plan.graph.logits(), Interrupt::default());
        let trace = forward(&plan.graph, &weights, &input, Keep::All, upto, &interrupt).unwrap();
        for (node, value) in plan.run(&tensors, &input).unwrap().iter().enumerate() {
            let away = furthest(trace.value(node).unwrap(), value);
            assert!(away < 1e-5, "{}: {away}", plan.graph.nodes[node].name);
        }
        assert_eq!(trace.value(upto).unwrap().size(), [5, 10]);
    }
}

#[test]
fn its_gradients_are_those_of_the_backward_pass() {
    for recipe in recipes() {
        let plan = Plan::new(&recipe);
        let tensors = plan.noise(4).unwrap();
        let input = some().set_requires_grad(true);
        let logits = plan.logits(&tensors, &input).unwrap();
        let labels = Tensor::from_slice(&[0_i64, 1, 2, 3, 4]);
        let loss = logits.cross_entropy_for_logits(&labels);
        let autograd = Tensor::run_backward(&[&loss], &[&input], false, false).remove(0);
        // The signal that cross-entropy starts with: (p − 1 of the label) / N.
        let own = labels.onehot(CLASSES as i64).to_kind(Kind::Float);
        let seed = (logits.detach().softmax(-1, Kind::Float) - own) / 5.0;
        let weights = Weights::bind(&plan.graph, &mut copies(&tensors), Device::Cpu).unwrap();
        let (upto, interrupt) = (plan.graph.logits(), Interrupt::default());
        let input = input.detach();
        let trace = forward(&plan.graph, &weights, &input, Keep::All, upto, &interrupt).unwrap();
        let seeds = [(upto, seed)];
        let signals =
            backward(&plan.graph, &weights, &trace, &seeds, Rule::Gradient, &[0], &interrupt);
        let away = furthest(signals.unwrap().of(0).unwrap(), &autograd);
        assert!(away < 1e-6, "{recipe:?}: {away}");
        assert!(f64::try_from(autograd.abs().max()).unwrap() > 1e-3);
    }
}

#[test]
fn gradients_of_weights_are_those_of_finite_differences() {
    let plan = Plan::new(&Recipe::USUAL.with(Knob::Detectors, 0));
    // Where nothing is drawn a sum is its bias: at exactly 0 a rectifier has no gradient.
    let to_double = |(name, tensor): (String, Tensor)| {
        let moved = if name.ends_with("bias") { 0.01 } else { 0.0 };
        (name, (tensor.to_kind(Kind::Double) + moved).set_requires_grad(true))
    };
    let tensors: Tensors = plan.noise(5).unwrap().into_iter().map(to_double).collect();
    let (input, labels) = (some().to_kind(Kind::Double), Tensor::from_slice(&[3_i64, 1, 4, 1, 5]));
    // Of `Tensor::cross_entropy_for_logits` the logarithm would be in f32.
    let loss = || {
        let logits = plan.logits(&tensors, &input).unwrap();
        logits.cross_entropy_loss::<Tensor>(&labels, None, tch::Reduction::Mean, -100, 0.0)
    };
    loss().backward();
    let (mut compared, step) = (0, 1e-6);
    for (name, tensor) in &tensors {
        let values = tensor.numel() as i64;
        for place in [0, values / 3, values / 2, values - 1] {
            let move_by = |by: f64| {
                tch::no_grad(|| {
                    drop(tensor.view([-1]).get(place).g_add_scalar_(by));
                });
            };
            move_by(step);
            let above = loss().double_value(&[]);
            move_by(-2.0 * step);
            let below = loss().double_value(&[]);
            move_by(step);
            let difference = (above - below) / (2.0 * step);
            let gradient = tensor.grad().view([-1]).double_value(&[place]);
            assert!((difference - gradient).abs() < 1e-6, "{name} {place}: {gradient}");
            compared += 1;
        }
    }
    assert_eq!(compared, 4 * 8, "weight and bias of three steps and of the answer");
}

#[test]
fn noise_is_the_same_for_the_same_seed() {
    let plan = Plan::new(&Recipe::USUAL);
    let of = |seed| values(&plan.noise(seed).unwrap()["step2.weight"]).unwrap();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}
