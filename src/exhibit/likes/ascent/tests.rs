//! Tests of the ascent on a made-up network: what rises, what is refused, what is the same again.

use super::recipe::{Means, Recipe};
use super::survives::Survives;
use super::view::Views;
use super::*;
use crate::exhibit::Finding;
use crate::exhibit::likes::stimulus::{Stimulus, Stuck};
use crate::exhibit::likes::wish::{Preset, Wish};
use crate::exhibit::work::{Subject, Work};
use crate::network::Network;
use crate::network::device::{Device, DeviceChoice};
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
        "stem",
        "blocks.2.expand.relu",
        "blocks.2.depthwise.relu",
        "blocks.3.depthwise",
        "blocks.3.add",
        "blocks.5.project",
    ] {
        let wish = wish(unit(&network, layer, 3), 5);
        let one = made(&network, wish, recipe);
        assert!(one.value > one.value_start, "{layer}: {one:?}");
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
    assert!(found.value < found.value_start, "{found:?}");
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
    let wish = wish(unit(&network, "stem", 0), 0);
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
    let side = |layer| of(layer).side;
    let sides = ["stem.relu", "blocks.1.project", "blocks.3.add", "blocks.7.expand.relu"].map(side);
    assert_eq!(sides, [48, 48, 64, 112]);
    assert_eq!(["blocks.9.add", "blocks.12.project", "head.relu"].map(side), [128, 160, 160]);
    let class = of("head.classifier");
    assert_eq!((class.side, class.steps), (224, 150));
    let Means::Fourier { chroma: 3.0, views, .. } = class.means else { panic!("{class:?}") };
    assert_eq!(views.side(class.side), 160);
}

#[test]
fn what_outlasts_a_change_is_a_share_of_what_was_won() {
    let network = network();
    let found =
        made(&network, wish(unit(&network, "stem", 3), 0), Recipe::channel(48).with_steps(20));
    let kept = Survives::of(&network, &found).unwrap().unwrap();
    for share in [kept.shift, kept.zoom, kept.jpeg] {
        assert!(share.is_finite() && share < 1.5, "{kept:?}");
    }
    let lost = Stimulus { value: found.value_start, ..found };
    assert_eq!(Survives::of(&network, &lost).unwrap(), None);
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
        let recipe = Recipe { side: 48, ..Recipe::of(&network, wish).with_steps(8) };
        let one = made(&network, wish, recipe);
        assert!(one.value > one.value_start, "{preset}: {one:?}");
        assert_eq!(made(&network, wish, recipe), one, "{preset}");
    }
}
