//! Tests of the ascent on a made-up network: what rises, what is refused, what is the same again.

use serde_json::Value;
use tch::Tensor;

use super::fourier::Fourier;
use super::recipe::{Means, Recipe};
use super::stimulus::{Stimulus, Stuck};
use super::survives::Survives;
use super::view::{Place, View, Views};
use super::wish::{Preset, Wish};
use super::*;
use crate::exhibit::Finding;
use crate::exhibit::work::{Subject, Work};
use crate::network::device::{Device, DeviceChoice};
use crate::network::{Network, WeightsFrom};
use crate::taps::plan::Unit;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("efficientnet_lite0", device).unwrap()
}

fn unit(network: &Network, layer: &str, channel: usize) -> Unit {
    let layers = &network.outline.layers;
    Unit { layer: layers.iter().position(|found| found.name == layer).unwrap(), channel }
}

fn wish(unit: Unit, seed: u64) -> Wish {
    Wish { unit, negative: false, preset: Preset::Fourier, seed }
}

fn made(network: &Network, wish: Wish, recipe: Recipe) -> Stimulus {
    let mut job = AscentJob::with_recipe(network, wish, recipe).unwrap();
    while !job.step(network).unwrap().is_over() {}
    (**job.stimulus()).clone()
}

fn error(network: &Network, wish: Wish) -> String {
    AscentJob::new(network, wish).unwrap_err().to_string()
}

#[test]
fn each_kind_of_unit_rises_and_one_seed_gives_the_same_bytes() {
    let network = network();
    let recipe = Recipe::channel(48).with_steps(10);
    for layer in [
        "stem.conv",
        "blocks.2.expand.relu",
        "blocks.2.depthwise.relu",
        "blocks.3.add",
        "blocks.5.project",
    ] {
        let wish = wish(unit(&network, layer, 3), 5);
        let one = made(&network, wish, recipe);
        let rise = (one.value_start, one.value);
        assert!(rise.1 > rise.0, "{layer}: {rise:?}");
        assert_eq!((one.steps, one.of, one.picture.size.width), (10, 10, 48));
        assert_eq!(made(&network, wish, recipe), one, "{layer}");
        let other = made(&network, Wish { seed: 6, ..wish }, recipe);
        assert_ne!(other.picture, one.picture, "{layer}");
    }
}

#[test]
fn the_value_is_that_of_the_picture_as_it_would_be_saved() {
    let network = network();
    let wish = wish(unit(&network, "blocks.3.add", 1), 0);
    let found = made(&network, wish, Recipe::channel(48).with_steps(4));
    let objective = Objective::new(&network, &[(wish.unit, false)]).unwrap();
    let reading = objective.read(&network, std::slice::from_ref(&found.picture)).unwrap();
    assert_eq!(reading[0].value.to_bits(), found.value.to_bits());
}

#[test]
fn what_is_linear_has_an_opposite_and_what_is_rectified_has_none() {
    let network = network();
    let opposite = |layer| Wish { negative: true, ..wish(unit(&network, layer, 2), 0) };
    let found = made(&network, opposite("blocks.3.add"), Recipe::channel(48).with_steps(10));
    assert!(found.value < found.value_start);
    assert_eq!(
        error(&network, opposite("blocks.3.expand.relu")),
        "nothing of blocks.3.expand.relu is below zero: it has no opposite"
    );
}

#[test]
fn a_unit_that_is_not_there_is_one_line() {
    let network = network();
    let last = network.outline.layers.len();
    let of = |layer, channel| error(&network, wish(Unit { layer, channel }, 0));
    assert_eq!(of(last - 1, 1000), "head.classifier has no channel 1000: they are 0 to 999");
    assert_eq!(of(last, 0), format!("there are {last} layers, none of number {last}"));
}

#[test]
fn several_units_at_once_are_what_each_would_be_alone_but_for_rounding() {
    let network = network();
    let recipe = Recipe::channel(48).with_steps(3);
    let wishes = [4, 9].map(|channel| wish(unit(&network, "blocks.1.project", channel), 2));
    let mut both = Ascent::new(&network, &wishes, recipe).unwrap();
    while !both.is_over() {
        both.step(&network).unwrap();
    }
    for ((wish, picture), reading) in
        wishes.into_iter().zip(both.pictures().unwrap()).zip(both.read(&network).unwrap())
    {
        let alone = made(&network, wish, recipe);
        let bytes = alone.picture.rgb.iter().zip(&picture.rgb);
        assert!(bytes.clone().all(|(a, b)| a.abs_diff(*b) <= 1), "{:?}", wish.unit);
        assert!((alone.value - reading.value).abs() < 1e-2);
    }
}

#[test]
fn what_is_found_is_renewed_every_third_step_and_at_the_end() {
    let network = network();
    let wish = wish(unit(&network, "stem.conv", 0), 0);
    let mut job =
        AscentJob::with_recipe(&network, wish, Recipe::channel(48).with_steps(7)).unwrap();
    assert_eq!(job.subject(), Subject::Unit(wish.unit));
    let mut steps = Vec::new();
    while !job.step(&network).unwrap().is_over() {
        let Finding::Stimulus(found) = job.finding() else { panic!("it makes a stimulus") };
        steps.push(found.steps);
    }
    assert_eq!(steps, [0, 0, 3, 3, 3, 6]);
    assert_eq!(job.stimulus().steps, 7);
    assert!(job.step(&network).unwrap().is_over(), "over is over");
}

#[test]
fn classes_are_seen_in_windows_and_channels_by_how_much_they_see() {
    let network = network();
    let of = |layer| Recipe::of(&network, wish(unit(&network, layer, 0), 0));
    let side = |layer| of(layer).side();
    let sides = ["stem.relu", "blocks.1.project", "blocks.3.add", "blocks.7.add"].map(side);
    assert_eq!(sides, [48, 48, 64, 112]);
    assert_eq!(["blocks.9.project", "blocks.12.project", "head.relu"].map(side), [128, 160, 160]);
    let class = of("head.classifier");
    assert_eq!((class.side(), class.steps), (224, 150));
    let Means::Fourier { chroma: 3.0, views, .. } = class.means else { panic!("{class:?}") };
    assert_eq!(views.size(class.size), [160; 2]);
}

#[test]
fn what_outlasts_a_change_is_a_share_of_what_was_won() {
    let network = network();
    let found =
        made(&network, wish(unit(&network, "stem.conv", 3), 0), Recipe::channel(48).with_steps(20));
    let kept = Survives::of(&network, &found).unwrap().unwrap();
    for share in [kept.shift, kept.zoom, kept.jpeg] {
        assert!(share.is_finite() && share < 1.5, "{kept:?}");
    }
    let lost = Stimulus { value: found.value_start, ..found };
    assert_eq!(Survives::of(&network, &lost).unwrap(), None);
}

#[test]
fn a_signal_goes_back_through_what_is_shut_before_a_depthwise_convolution() {
    let network = network();
    // Channel 3 of blocks.3.expand is shut on this noise everywhere, so the value is the bias.
    let wish = wish(unit(&network, "blocks.3.depthwise", 3), 5);
    let mut ascent = Ascent::new(&network, &[wish], Recipe::channel(48)).unwrap();
    let before = ascent.pictures().unwrap();
    ascent.step(&network).unwrap();
    assert_eq!(ascent.reached(), [true]);
    assert_ne!(ascent.pictures().unwrap(), before);
}

#[test]
fn a_unit_that_hardly_rises_says_so() {
    let network = network();
    let views = Views::Whole { shift: 0.0, zoom: 0.0, turn: 0.0 };
    let means = Means::Fourier { chroma: 1.0, views, rate: 0.0, fall: 1.0 };
    let recipe = Recipe { means, ..Recipe::channel(48).with_steps(3) };
    let found = made(&network, wish(unit(&network, "blocks.3.add", 0), 0), recipe);
    assert_eq!((found.stuck, found.is_over()), (Some(Stuck::Still), true));
}

#[test]
fn each_of_yosinskis_four_raises_its_unit_and_is_the_same_again() {
    let network = network();
    let unit = unit(&network, "blocks.3.add", 1);
    for preset in Preset::YOSINSKI {
        let wish = Wish { preset, ..wish(unit, 4) };
        let recipe = Recipe { size: [48; 2], ..Recipe::of(&network, wish).with_steps(8) };
        let one = made(&network, wish, recipe);
        assert!(one.value > one.value_start, "{preset}");
        assert_eq!(made(&network, wish, recipe), one, "{preset}");
    }
}

/// As `coefficient` of the script that made the reference.
fn coefficient(index: usize) -> f32 {
    let bits = (index as u64 * 2_654_435_761) % (1 << 32);
    let bits = ((bits ^ (bits >> 15)) * 2_246_822_519) % (1 << 32);
    ((bits ^ (bits >> 13)) as f64 / 2_147_483_648.0 - 1.0) as f32
}

#[test]
fn the_gradient_of_one_step_is_that_of_pytorch() {
    // By scripts/stimulus_gradient.py.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/stimulus_gradient.json");
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap();
    let class = reference["class"].as_u64().unwrap() as usize;
    let of = wish(unit(&network, "head.classifier", class), 0);
    let objective = Objective::new(&network, &[(of.unit, false)]).unwrap();
    let noise = &mut [fastrand::Rng::with_seed(0)];
    let mut fourier = Fourier::new([224; 2], 3.0, noise, device.torch()).unwrap();
    let count = fourier.coefficients.numel();
    let values: Vec<f32> = (0..count).map(coefficient).collect();
    fourier.coefficients = Tensor::from_slice(&values).reshape(fourier.coefficients.size());
    let [scale, turn, x, y] =
        ["scale", "turn", "x", "y"].map(|of| number(&reference["window"][of]));
    let view = View::new(Place { scale, turn, x, y }, [224; 2], [160; 2]);
    let _no_grad = tch::no_grad_guard();
    let pictures = fourier.render().unwrap();
    let slope = run::slope(&network, &objective, &pictures, Some(&[view])).unwrap();
    let gradient = fourier.pull(&pictures, &slope).unwrap().flatten(0, -1);
    let gradient: Vec<f32> = Vec::try_from(&gradient).unwrap();

    let largest = number(&reference["largest"]);
    // Both sides are f32, with sums in another order.
    let close = |got: f64, want: f64, to: f64| (got - want).abs() <= 1e-4 * to;
    let norm = gradient.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>().sqrt();
    assert!(close(norm, number(&reference["norm"]), norm), "{norm}");
    let samples = reference["gradient"].as_array().unwrap();
    assert!(samples.len() >= 200);
    for sample in samples {
        let index = sample["index"].as_u64().unwrap() as usize;
        let (got, want) = (f64::from(gradient[index]), number(&sample["value"]));
        assert!(close(got, want, largest), "{index}: {got} is not {want}, of {largest}");
    }
}
