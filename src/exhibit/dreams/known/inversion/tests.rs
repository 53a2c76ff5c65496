//! Tests of the descent on a made-up network: its slope, its error, what is refused.

use std::path::Path;

use super::*;
use crate::exhibit::dreams::goal::still_known;
use crate::network::device::DeviceChoice;
use crate::network::{WeightsFrom, device};
use crate::source;

/// A network, and its input for a photo.
fn cat(name: &str) -> (Network, Tensor) {
    let device = device::Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::load(name, &WeightsFrom::Random, device).unwrap();
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png");
    let picture = source::load(Path::new(photo)).unwrap();
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let size = spec.input;
    let input = network.input(preprocess.run(&picture).unwrap().input, size).unwrap();
    (network, input)
}

fn layer(network: &Network, name: &str) -> usize {
    network.outline.layers.iter().position(|layer| layer.name == name).unwrap()
}

fn made(network: &Network, layer: usize, input: &Tensor, seed: u64) -> (Picture, f32, f32) {
    let mut inversion = Inversion::new(network, layer, input, seed, 6).unwrap();
    let noise = inversion.picture().unwrap();
    let before = inversion.look(network, &noise).unwrap().error;
    while !inversion.is_over() {
        inversion.step(network).unwrap();
    }
    let picture = inversion.picture().unwrap();
    let look = inversion.look(network, &picture).unwrap();
    assert_eq!(look.answer.len(), 3.min(network.graph.classes()));
    (picture, before, look.error)
}

#[test]
fn the_slope_is_the_difference_that_a_small_change_makes() {
    let (network, input) = cat("efficientnet_lite0");
    let inversion =
        Inversion::new(&network, layer(&network, "blocks.3.add"), &input, 3, 1).unwrap();
    let pictures = inversion.fourier.render().unwrap();
    let (_, slope) = inversion.slope(&network, &pictures).unwrap();
    let length = square(&slope).unwrap().sqrt();
    let along = slope.f_div_scalar(length).unwrap();
    let small = 0.02;
    let at = |by: f64| inversion.slope(&network, &(&pictures + &along * by)).unwrap().0;
    let difference = (at(small) - at(-small)) / (2.0 * small);
    assert!((difference / length - 1.0).abs() < 0.01, "{difference} is not {length}");
}

#[test]
fn the_slope_of_the_roughness_is_what_automatic_differentiation_gives() {
    let values: Vec<f32> = (0..3 * 5 * 4).map(|n| (n as f32 * 1.7).sin()).collect();
    let input = Tensor::from_slice(&values).reshape([1, 3, 5, 4]).set_requires_grad(true);
    let down = input.narrow(2, 1, 4) - input.narrow(2, 0, 4);
    let across = input.narrow(3, 1, 3) - input.narrow(3, 0, 3);
    let sum = down.abs().mean(Kind::Float) + across.abs().mean(Kind::Float);
    sum.backward();
    let (rough, slope) = tch::no_grad(|| roughness(&input)).unwrap();
    assert!((rough - f64::try_from(&sum).unwrap()).abs() < 1e-6);
    assert!(slope.allclose(&input.grad(), 1e-6, 1e-7, false));
}

#[test]
fn the_error_falls_and_one_seed_gives_the_same_bytes() {
    let (network, input) = cat("squeezenet1_1");
    for layer in still_known(&network.outline) {
        let (picture, before, after) = made(&network, layer, &input, 5);
        assert!(after < before * 0.9, "{layer}: {before} to {after}");
        assert_eq!(made(&network, layer, &input, 5), (picture.clone(), before, after));
        assert_ne!(made(&network, layer, &input, 6).0, picture);
    }
}

#[test]
fn a_layer_that_is_shut_everywhere_has_an_error_too() {
    let (network, input) = cat("squeezenet1_1");
    let mut inversion = Inversion::new(&network, 0, &input, 0, 1).unwrap();
    (inversion.wanted, inversion.length) = (inversion.wanted.zeros_like(), TINY);
    inversion.step(&network).unwrap();
    let picture = inversion.picture().unwrap();
    assert!(inversion.look(&network, &picture).unwrap().error.is_finite());
}

#[test]
fn layers_without_maps_can_be_asked_too() {
    let (network, input) = cat("efficientnet_lite0");
    let last = network.outline.layers.len() - 1;
    for layer in [last - 1, last] {
        let (_, before, after) = made(&network, layer, &input, 5);
        assert!(after < before, "{layer}: {before} to {after}");
    }
}

#[test]
fn a_layer_that_is_not_there_is_refused_in_one_line() {
    let (network, input) = cat("squeezenet1_1");
    let count = network.outline.layers.len();
    let error = Inversion::new(&network, count, &input, 0, 1).unwrap_err();
    assert_eq!(error.to_string(), format!("there are {count} layers, none of number {count}"));
}
