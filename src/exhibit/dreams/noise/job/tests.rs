//! Tests of the ascent to a class, on a made-up network.

use super::*;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
}

fn made(network: &Network, wanted: NoiseWanted, steps: usize) -> Arc<OutOfNoise> {
    let recipe = Recipe::class(96).with_steps(steps);
    let mut job = NoiseJob::with_recipe(network, wanted, recipe).unwrap();
    while !job.step(network).unwrap().is_over() {}
    let Finding::OutOfNoise(Some(made)) = job.finding() else { panic!() };
    made
}

#[test]
fn a_stage_is_kept_of_the_noise_and_of_the_form_with_what_the_network_says() {
    let network = network();
    let wanted = NoiseWanted { class: 7, seed: 3 };
    let made = made(&network, wanted, 31);
    assert_eq!((made.steps, made.of), (31, 31));
    let stages: Vec<usize> = made.stages.iter().map(|stage| stage.steps).collect();
    assert_eq!(stages, [1, 30]);
    assert_ne!(made.stages[0].picture, made.stages[1].picture);
    assert_ne!(made.stages[1].picture, made.picture);
    let first = made.stages[0].probability;
    assert!(made.probability > first, "{first} did not rise: {}", made.probability);
    assert_eq!(made.answer.len(), 3);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_other_noise() {
    let network = network();
    let wanted = NoiseWanted { class: 7, seed: 3 };
    let one = made(&network, wanted, 4);
    assert_eq!(one, made(&network, wanted, 4));
    assert_ne!(one.picture, made(&network, NoiseWanted { seed: 4, ..wanted }, 4).picture);
}

#[test]
fn what_it_says_is_what_the_network_answers_to_the_picture_that_is_shown() {
    let network = network();
    let made = made(&network, NoiseWanted { class: 7, seed: 3 }, 3);
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let values = preprocess.run(&made.picture).unwrap().input;
    let input = network.input(values, spec.input).unwrap();
    let probabilities = network.answer(&network.logits(&input).unwrap()).unwrap();
    assert_eq!(made.answer, top_k(&probabilities, 3));
    assert_eq!(made.probability.to_bits(), probabilities[7].to_bits());
}

#[test]
fn a_class_that_is_not_there_is_refused_in_one_line() {
    let network = network();
    let error = NoiseJob::new(&network, NoiseWanted { class: 1000, seed: 0 }).unwrap_err();
    assert!(error.to_string().ends_with("has no channel 1000: they are 0 to 999"), "{error}");
}
