//! Tests of the removal job, against whole forward passes with the same channels at zero.

use tch::{Kind, Tensor};

use super::*;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::network::Network;
use crate::network::ablation::AblatedChannel;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;

fn load(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

/// A picture without symmetry, of the networks' own size.
fn picture() -> Tensor {
    let ramp = Tensor::arange(3 * 224 * 224, (Kind::Float, tch::Device::Cpu));
    (ramp * 0.37).sin().reshape([1, 3, 224, 224])
}

/// The layer of this name.
fn layer(network: &Network, name: &str) -> usize {
    let layers = &network.outline.layers;
    layers.iter().position(|layer| layer.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn run(network: &Network, job: &mut RemovalJob) {
    while !job.step(network).unwrap().is_over() {}
}

fn found(network: &Network, name: &str, seed: u64) -> Removal {
    let layer = layer(network, name);
    let mut job = RemovalJob::new(network, &picture(), layer, seed).unwrap();
    run(network, &mut job);
    job.findings().clone()
}

/// The probabilities of a whole pass with these channels at zero.
fn whole_pass(network: &Network, layer: usize, channels: &[usize]) -> Vec<f32> {
    let node = network.outline.layers[layer].node;
    let off = |&channel: &usize| AblatedChannel { node, channel: Some(channel) };
    let ablated: Vec<AblatedChannel> = channels.iter().map(off).collect();
    let logits = network.graph.logits();
    let trace = network.forward_ablated(&picture(), &ablated, Keep::Last, logits).unwrap();
    network.probabilities(&trace).unwrap()
}

/// A late layer, one with a branch beside it, maps of one value, and an early layer of few.
const PLACES: [(&str, &str); 4] = [
    ("efficientnet_lite0", "blocks.15.depthwise.relu"),
    ("googlenet", "inception5b.concat"),
    ("alexnet", "fc7.relu"),
    ("squeezenet1_1", "fire9.concat"),
];

#[test]
fn what_is_found_is_what_whole_passes_with_these_channels_at_zero_give() {
    for (name, place) in PLACES {
        let network = load(name);
        let found = found(&network, place, 3);
        let class = found.whole.class;
        let before = whole_pass(&network, found.layer, &[]);
        assert!((before[class] - found.whole.probability).abs() <= 1e-5, "{name}");
        let mut gone = Vec::new();
        for (n, one) in found.gone.iter().enumerate() {
            assert!(!gone.contains(&one.channel), "{name}: {} went twice", one.channel);
            gone.push(one.channel);
            let last = n + 1 == found.gone.len();
            // The first, the last, and some between.
            if n < 2 || last || n % 10 == 0 {
                let wanted = whole_pass(&network, found.layer, &gone);
                assert!((wanted[class] - one.probability).abs() <= 1e-5, "{name}, {n}");
                assert!((wanted[one.best.class] - one.best.probability).abs() <= 1e-5);
                assert!(wanted.iter().all(|&other| other <= one.best.probability + 1e-5));
            }
            let forgotten = one.best.class != class;
            assert_eq!(forgotten, last && found.end == Some(End::Forgotten), "{name}, {n}");
        }
        assert!(!gone.is_empty() && gone.len() <= MOST, "{name}");
        assert!(found.end != Some(End::Enough) || gone.len() == MOST);
        assert_eq!(found.random.len(), gone.len());
        let shown = found.maps.iter().map(|map| (map.unit.layer, map.unit.channel));
        assert!(shown.eq(gone.iter().map(|&channel| (found.layer, channel))), "{name}");
        assert!(
            found.maps.iter().all(|map| map.size == network.outline.layers[found.layer].shape.map)
        );
        assert!(found.maps[0].range.1 > 0.0, "{name}: what it misses most found nothing");
    }
}

#[test]
fn the_one_that_goes_costs_more_than_any_that_was_not_tried_could_be_shown_to() {
    // Of few channels, so that all can be tried: only the eight best ranked were.
    let network = load("squeezenet1_1");
    let found = found(&network, "fire2.squeeze.relu", 0);
    let class = found.whole.class;
    let mut each: Vec<f32> = (0..found.channels)
        .map(|channel| whole_pass(&network, found.layer, &[channel])[class])
        .collect();
    let first = found.gone[0];
    assert!((each[first.channel] - first.probability).abs() <= 1e-5);
    each.sort_by(f32::total_cmp);
    // Half of the sixteen are tried: it is the best of those, and so among the best nine of all.
    assert!(first.probability <= each[8] + 1e-6, "{first:?} of {each:?}");
}

#[test]
fn what_is_drawn_at_random_is_its_mean_its_least_and_its_most() {
    let network = load("squeezenet1_1");
    let name = "fire9.concat";
    let found = found(&network, name, 7);
    let job = RemovalJob::new(&network, &picture(), layer(&network, name), 7).unwrap();
    assert_eq!(job.draws.len(), DRAWS);
    for n in [0, found.random.len() - 1] {
        let class = found.whole.class;
        let answers: Vec<(f32, bool)> = job
            .draws
            .iter()
            .map(|draw| {
                let answer = whole_pass(&network, found.layer, &draw[..=n]);
                (answer[class], answer.iter().any(|&other| other > answer[class]))
            })
            .collect();
        let (got, wanted) = (found.random[n], Spread::of(&answers));
        for (got, wanted) in
            [(got.mean, wanted.mean), (got.least, wanted.least), (got.most, wanted.most)]
        {
            assert!((got - wanted).abs() <= 1e-5, "{n}: {got} {wanted}");
        }
        assert_eq!(got.forgotten, wanted.forgotten);
    }
    let spread = Spread::of(&[(0.25, false), (0.75, true)]);
    let wanted = Spread { mean: 0.5, least: 0.25, most: 0.75, forgotten: 1 };
    assert_eq!(spread, wanted);
}

#[test]
fn interrupted_or_not_it_is_the_same_bit_for_bit_and_another_seed_draws_others() {
    let network = load("squeezenet1_1");
    let layer = layer(&network, "fire9.concat");
    let start = |seed| RemovalJob::new(&network, &picture(), layer, seed).unwrap();
    let mut whole = start(5);
    run(&network, &mut whole);
    let mut broken = start(5);
    assert_eq!(broken.subject(), Subject::Once);
    let mut before = Progress::default();
    loop {
        // Another picture in between, and a look at what is there.
        network.forward(&picture().cos(), Keep::Last, 5).unwrap();
        let seen = broken.findings().clone();
        assert_eq!(seen.gone, whole.findings().gone[..seen.gone.len()]);
        let now = broken.step(&network).unwrap();
        assert!(now.done >= before.done && now.done <= now.all, "{now:?}");
        before = now;
        if now.is_over() {
            break;
        }
    }
    assert_eq!(broken.findings(), whole.findings());
    // Over is over.
    assert_eq!(broken.step(&network).unwrap(), before);
    assert_eq!(broken.findings(), whole.findings());
    let mut other = start(6);
    run(&network, &mut other);
    assert_eq!(other.findings().gone, whole.findings().gone, "only the draws are another's");
    assert_ne!(other.findings().random, whole.findings().random);
}

#[test]
fn a_layer_whose_every_channel_goes_ends_with_the_last() {
    // Made-up weights answer nearly the same whatever they are shown.
    let network = load("squeezenet1_1");
    let found = found(&network, "fire2.squeeze.relu", 0);
    assert_eq!(found.channels, 16);
    let ended = match found.end.unwrap() {
        End::Forgotten => found.gone.len() <= 16,
        End::Empty => found.gone.len() == 16,
        End::Enough => false,
    };
    assert!(ended, "{:?} after {}", found.end, found.gone.len());
}

#[test]
fn what_cannot_be_taken_away_is_one_line() {
    let network = load("squeezenet1_1");
    let complaint =
        |input: &Tensor, layer| RemovalJob::new(&network, input, layer, 0).unwrap_err().to_string();
    let layers = network.outline.layers.len();
    let error = complaint(&picture(), layers);
    assert_eq!(error, format!("there is no layer {layers}: there are {layers}"));
    let last = network.outline.layers.iter().position(|l| l.node == network.graph.logits());
    let error = complaint(&picture(), last.unwrap());
    assert!(error.ends_with("is the answer itself: choose a layer before"), "{error}");
    let two = Tensor::cat(&[picture(), picture()], 0);
    let error = complaint(&two, 3);
    assert_eq!(error, "one picture is looked at, [1, 3, H, W], not [2, 3, 224, 224]");
    let error = complaint(&(picture() * f64::NAN), 3);
    assert!(error.starts_with("not a number") && error.lines().count() == 1, "{error}");
}

#[test]
fn log_odds_tell_apart_what_is_certain_to_seven_digits() {
    let odds = |own: f32| super::job::log_odds(&[own, 0.0, 1.0], 0);
    // ln(e^2 / (1 + e)).
    assert!((odds(2.0) - (2.0 - (1.0 + 1.0_f64.exp()).ln())).abs() < 1e-9);
    assert!(odds(40.0) < odds(41.0));
    assert!(odds(f32::NAN).is_nan());
}

/// After 12 of 18 steps; three of its channels went.
fn memory() -> Memory {
    let gone = [7, 3, 5].map(|channel| Unit { layer: 40, channel });
    Memory { gone: gone.to_vec(), steps: 18, first: 16 }
}

fn after(actions: &[Action]) -> Chosen {
    let mut chosen = Chosen::default();
    for &action in actions {
        assert_eq!(chosen.apply(&memory(), true, action), Handled::Done, "{action:?}");
    }
    chosen
}

#[test]
fn what_is_touched_comes_back_and_goes_again() {
    let touch = |channel| Action::PickUnit(Unit { layer: 40, channel });
    assert_eq!(after(&[touch(3)]).given_back, [3]);
    assert_eq!(after(&[touch(3), touch(5), touch(3)]).given_back, [5]);
    assert_eq!(
        after(&[touch(3), Action::NextLayer]).given_back,
        [0; 0],
        "another step's are others"
    );
    assert_eq!(after(&[touch(3), REMOVAL_AGAIN]).given_back, [0; 0]);
    let closed = Chosen::default().apply(&memory(), false, touch(3));
    assert_eq!(closed, Handled::No, "while it is closed a touch means the unit");
}

#[test]
fn the_arrows_and_enter_do_what_a_finger_does() {
    let [left, right] = [Direction::Left, Direction::Right].map(Action::Move);
    let cursor = |actions: &[Action]| after(actions).cursor;
    assert_eq!(
        [cursor(&[right]), cursor(&[right, right]), cursor(&[right; 9])],
        [0, 1, 2].map(Some)
    );
    assert_eq!([cursor(&[left]), cursor(&[right, left, left])], [Some(2), Some(0)]);
    assert_eq!(after(&[right, right, Action::Closer]).given_back, [3]);
    assert_eq!(after(&[Action::Closer, Action::Closer]).given_back, [0; 0]);
    // Nothing has gone yet.
    let mut chosen = Chosen::default();
    chosen.apply(&Memory::default(), true, right);
    chosen.apply(&Memory::default(), true, Action::Closer);
    assert_eq!(chosen, Chosen { step: None, ..Chosen::default() });
}

#[test]
fn the_steps_are_those_of_the_wall_but_for_the_answer_itself() {
    let step = |actions: &[Action]| memory().step(&after(actions));
    assert_eq!(
        [step(&[]), step(&[Action::PreviousLayer]), step(&[Action::NextLayer; 5])],
        [16, 15, 17]
    );
    assert_eq!(step(&[Action::PreviousLayer; 40]), 0);
    for (name, steps, first) in [
        ("efficientnet_lite0", 18, "block 16"),
        ("alexnet", 7, "conv4"),
        ("googlenet", 12, "inception5a"),
    ] {
        let outline = load(name).outline.clone();
        let layers = layers(&outline);
        assert_eq!(layers.len(), steps, "{name}");
        let block = outline.layers[layers[first_step(&outline)]].block;
        assert_eq!(outline.blocks[block].name, first, "{name}");
        assert!(layers.iter().all(|&layer| layer + 1 < outline.layers.len()));
    }
}
