//! Tests of the job that makes small pictures for a whole layer, on a made-up network.

use super::*;
use crate::network::device::{Device, DeviceChoice};

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("efficientnet_lite0", device).unwrap()
}

fn layer(network: &Network, name: &str) -> usize {
    network.outline.layers.iter().position(|layer| layer.name == name).unwrap()
}

fn patterns(job: &PatternsJob) -> Arc<Patterns> {
    let Finding::Patterns(patterns) = job.finding() else { panic!("{:?}", job.finding()) };
    patterns
}

#[test]
fn the_first_units_form_together_and_then_the_next() {
    let network = network();
    let stem = layer(&network, "stem.relu");
    let mut job = PatternsJob::new(&network, stem).unwrap();
    assert_eq!(job.subject(), Subject::Unit(Unit { layer: stem, channel: 0 }));
    assert!(patterns(&job).pictures.iter().all(Option::is_none), "nothing is known yet");
    for _ in 0..SHOWN {
        job.step(&network).unwrap();
    }
    let forming = patterns(&job);
    assert_eq!((forming.done, forming.pictures.len()), (0, 32));
    assert!(forming.pictures[..BATCH[0]].iter().any(Option::is_some), "they are to be seen");
    assert!(forming.pictures[BATCH[0]..].iter().all(Option::is_none));
    let mut progress = Progress::default();
    for _ in SHOWN..STEPS + SHOWN {
        progress = job.step(&network).unwrap();
    }
    let next = patterns(&job);
    assert_eq!(next.done, BATCH[0]);
    assert!(!next.is_over() && next.pictures[0] != forming.pictures[0]);
    assert_eq!((progress.done, progress.all), (STEPS + SHOWN, 3 * STEPS));
}

#[test]
fn steps_that_see_most_of_the_picture_have_no_small_ones() {
    let network = network();
    for name in ["blocks.14.depthwise.relu", "classifier"] {
        let layers = &network.outline.layers;
        let layer = layers.iter().position(|layer| layer.name == name).unwrap_or(layers.len() - 1);
        assert!(!can_be_made(&network.outline, layer), "{name}");
        let error = PatternsJob::new(&network, layer).unwrap_err().to_string();
        assert!(error.contains("see too much"), "{error}");
    }
    assert!(can_be_made(&network.outline, layer(&network, "blocks.2.depthwise.relu")));
}
