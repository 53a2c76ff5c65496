//! Tests of the votes' job, on a small network with made-up weights.

use std::time::Instant;

use super::*;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::device::{Device, DeviceChoice};
use crate::preprocess::Preprocess;

fn network(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

/// A picture of waves that differs from number to number, 100 ms after the one before.
fn frame(sequence: u64) -> Arc<Frame> {
    let size = Size::new(80, 60);
    let wave =
        |i: usize| ((i as f32 * (0.11 + 0.02 * sequence as f32)).sin() * 120.0 + 127.0) as u8;
    let rgb = (0..size.area() * 3).map(wave).collect();
    Arc::new(Frame {
        picture: Picture::new(size, rgb),
        sequence,
        scene: 0,
        time: Duration::from_millis(100 * sequence),
        captured: Instant::now(),
        name: "made-up.png".into(),
    })
}

/// Lets `with` see this frame, of a pass that kept these nodes.
fn seen<T>(
    network: &Network,
    frame: &Arc<Frame>,
    keep: &[NodeId],
    ablated: bool,
    with: impl FnOnce(&Seen<'_>) -> T,
) -> T {
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let prepared = preprocess.run(&frame.picture).unwrap();
    let input = network.input(prepared.input, spec.input).unwrap();
    let trace = network.forward(&input, Keep::Only(keep), network.graph.logits()).unwrap();
    with(&Seen { frame, input: &input, crop: prepared.crop, trace: &trace, ablated })
}

fn unit(network: &Network, name: &str, channel: usize) -> Unit {
    let layers = &network.outline.layers;
    let layer = layers.iter().position(|layer| layer.name == name);
    Unit { layer: layer.unwrap_or_else(|| panic!("no {name}")), channel }
}

fn work(job: &mut VotesJob, network: &Network) -> Votes {
    while !job.step(network).unwrap().is_over() {}
    let Finding::Votes(votes) = job.finding() else { panic!("no votes") };
    (*votes).clone()
}

/// What each class loses in this frame, by two passes of their own.
fn losses(network: &Network, frame: &Arc<Frame>, unit: Unit) -> Vec<f32> {
    seen(network, frame, &[], false, |seen| {
        let node = network.outline.layers[unit.layer].node;
        let ablated = [AblatedChannel { node, channel: Some(unit.channel) }];
        let logits = network.graph.logits();
        let whole = network.forward(seen.input, Keep::Last, logits).unwrap();
        let without = network.forward_ablated(seen.input, &ablated, Keep::Last, logits).unwrap();
        let [whole, without] =
            [&whole, &without].map(|trace| network.probabilities(trace).unwrap());
        whole.iter().zip(without).map(|(with, without)| with - without).collect()
    })
}

#[test]
fn the_losses_are_those_of_whole_passes_without_the_unit() {
    let network = network("efficientnet_lite0");
    let unit = unit(&network, "blocks.2.expand.relu", 3);
    // A pass that kept nothing is made again; later ones are taken as they come.
    let mut job =
        seen(&network, &frame(0), &[], false, |seen| VotesJob::new(&network, seen, unit).unwrap());
    let needs = job.needs(&network);
    for sequence in [0, 3] {
        if sequence > 0 {
            seen(&network, &frame(sequence), &needs, false, |seen| {
                job.observe(&network, seen).unwrap();
            });
        }
        let votes = work(&mut job, &network);
        let wanted = losses(&network, &frame(sequence), unit);
        assert_eq!(job.looked.back().unwrap().losses, wanted, "frame {sequence}");
        let largest = |losses: &[f32]| losses.iter().copied().fold(f32::MIN, f32::max);
        if sequence == 0 {
            assert!((votes.most - largest(&wanted)).abs() < 1e-7);
            assert_eq!((votes.unit, votes.pictures, votes.weights), (unit, 1, None));
        } else {
            assert_eq!(votes.pictures, 2);
        }
    }
}

#[test]
fn pictures_that_are_the_same_or_close_in_time_count_once_and_only_the_last_are_kept() {
    let network = network("squeezenet1_1");
    let unit = Unit { layer: 0, channel: 1 };
    let mut job =
        seen(&network, &frame(0), &[], false, |seen| VotesJob::new(&network, seen, unit).unwrap());
    let needs = job.needs(&network);
    let mut after = |of: &Arc<Frame>, ablated: bool| {
        seen(&network, of, &needs, ablated, |seen| job.observe(&network, seen).unwrap());
        work(&mut job, &network).pictures
    };
    assert_eq!(after(&frame(0), false), 1);
    assert_eq!(after(&frame(1), false), 1, "100 ms later");
    let same = Arc::new(Frame { time: Duration::from_secs(9), ..(*frame(0)).clone() });
    assert_eq!(after(&same, false), 1, "the same picture");
    assert_eq!(after(&frame(3), true), 1, "not of the whole network");
    assert_eq!(after(&frame(3), false), 2);
    let another = Arc::new(Frame { scene: 1, ..(*frame(4)).clone() });
    assert_eq!(after(&another, false), 3, "another scene counts at once");
    for n in 0..18 {
        assert_eq!(after(&frame(10 + 3 * n), false), (4 + n as usize).min(PICTURES));
    }
}

#[test]
fn a_unit_that_the_classes_read_has_its_weights_beside() {
    let network = network("efficientnet_lite0");
    let unit = unit(&network, "head.code", 5);
    let mut job =
        seen(&network, &frame(0), &[], false, |seen| VotesJob::new(&network, seen, unit).unwrap());
    let weights = work(&mut job, &network).weights.unwrap();
    assert_eq!(weights.len(), NAMED);
    assert!(weights.is_sorted_by(|a, b| a.weight >= b.weight));
    let node = network.outline.layers[unit.layer].node;
    let all = network.class_weights(node, 5).unwrap().unwrap();
    let largest = all.iter().copied().fold(f32::MIN, f32::max);
    assert_eq!(weights[0].weight.to_bits(), largest.to_bits());
    let value =
        seen(&network, &frame(0), &[node], false, |seen| network.code(seen.trace).unwrap()[5]);
    assert!((weights[0].adds - weights[0].weight * value).abs() < 1e-5);
}

#[test]
fn what_cannot_be_told_is_one_line() {
    let network = network("efficientnet_lite0");
    let last = network.outline.layers.len() - 1;
    for (unit, ablated, wanted) in [
        (Unit { layer: last, channel: 3 }, false, "a word of the answer speaks for itself alone"),
        (Unit { layer: 0, channel: 999 }, false, "stem.conv has no channel 999"),
        (Unit { layer: 999, channel: 0 }, false, "there is no layer 999: there are "),
        (Unit { layer: 3, channel: 0 }, true, "switch everything on again"),
    ] {
        let error = seen(&network, &frame(0), &[], ablated, |seen| {
            VotesJob::new(&network, seen, unit).unwrap_err().to_string()
        });
        assert!(error.contains(wanted) && error.lines().count() == 1, "{error}");
    }
}
