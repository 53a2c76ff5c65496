//! Tests of the three copies of one frame, on a made-up network.

use std::path::Path;
use std::time::{Duration, Instant};

use super::*;
use crate::frame::Frame;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::preprocess::Preprocess;
use crate::source;

/// Begins with the cat of the reel.
fn with_seen<T>(network: &Network, ablated: bool, with: impl FnOnce(&Seen<'_>) -> T) -> T {
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png");
    let picture = source::load(Path::new(photo)).unwrap();
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let prepared = preprocess.run(&picture).unwrap();
    let size = spec.input;
    let (input, crop) = (network.input(prepared.input, size).unwrap(), prepared.crop);
    let trace = network.forward(&input, Keep::Last, network.graph.logits()).unwrap();
    let (time, captured) = (Duration::ZERO, Instant::now());
    let name = "cat".into();
    let frame = Arc::new(Frame { picture, sequence: 4, scene: 0, time, captured, name });
    with(&Seen { frame: &frame, input: &input, crop, trace: &trace, ablated })
}

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
}

#[test]
fn three_copies_of_one_frame_form_in_turn() {
    let network = network();
    let wanted = KnownWanted { run: 0 };
    let mut job = with_seen(&network, false, |seen| KnownJob::new(&network, seen, wanted)).unwrap();
    assert_eq!(job.subject(), Subject::Once);
    let steps = |job: &KnownJob| job.inversions.iter().map(Inversion::steps).collect::<Vec<_>>();
    assert_eq!(job.known.rebuilt.len(), 3);
    let all: usize = STEPS.iter().sum();
    for done in 1..=4 {
        assert_eq!(job.step(&network).unwrap(), Progress { done, all });
    }
    assert_eq!(steps(&job), [2, 1, 1]);
    let Finding::StillKnown(Some(known)) = job.finding() else { panic!() };
    assert_eq!(known.frame.sequence, 4);
    assert_eq!(known.answer.len(), 3);
    let shown: Vec<usize> = known.rebuilt.iter().map(|rebuilt| rebuilt.steps).collect();
    assert_eq!(shown, [2, 0, 0], "every second step is shown");
    assert!(known.rebuilt.is_sorted_by_key(|rebuilt| rebuilt.layer));
}

#[test]
fn with_units_switched_off_it_says_why_nothing_comes() {
    let network = network();
    let wanted = KnownWanted { run: 0 };
    let refused = with_seen(&network, true, |seen| KnownJob::new(&network, seen, wanted));
    assert!(refused.unwrap_err().to_string().contains("whole network"));
}
