//! Tests of the picture dreamt deep and of the fall into it, on a made-up network.

use std::path::Path;
use std::time::{Duration, Instant};

use super::*;
use crate::frame::Frame;
use crate::geometry::Size;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
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

fn wanted(network: &Network, zooms: bool) -> DeepWanted {
    let goal = Goal::Layer(crate::exhibit::dreams::goal::cards(&network.outline)[0]);
    DeepWanted { goal, strength: 3, zooms, run: 0 }
}

fn begun(network: &Network, wanted: DeepWanted) -> DeepJob {
    with_seen(network, false, |seen| DeepJob::new(network, seen, wanted, &Means::default()))
        .unwrap()
}

fn found(job: &DeepJob) -> Arc<Deep> {
    let Finding::Deep(Some(deep)) = job.finding() else { panic!("it is dreamt") };
    deep
}

#[test]
fn a_picture_forms_step_by_step_and_is_answered_at_the_end() {
    let network = network();
    let mut job = begun(&network, wanted(&network, false));
    assert_eq!(job.subject(), Subject::Once);
    let start = found(&job);
    assert_eq!((start.picture.size, start.steps), (Size::new(300, 300), 0));
    assert_eq!((start.before.len(), start.after.is_none()), (5, true));
    let of = start.of.unwrap();
    assert_eq!(of, 20, "four octaves");
    let (mut shown, mut octaves) = (vec![0], vec![start.octave]);
    loop {
        let progress = job.step(&network).unwrap();
        let now = found(&job);
        assert_eq!(progress.all, of + 1);
        if now.steps > shown[shown.len() - 1] {
            shown.push(now.steps);
            octaves.push(now.octave);
        }
        if progress.is_over() {
            break;
        }
    }
    assert_eq!(shown.last(), Some(&of));
    assert!(shown.len() > 6, "it is seen to form: {shown:?}");
    assert!(octaves.is_sorted() && octaves.last() == Some(&300));
    let end = found(&job);
    assert_eq!(end.after.as_ref().unwrap().len(), 5);
    assert_ne!(end.picture, start.picture);
    assert!(job.step(&network).unwrap().is_over(), "over is over");
    assert_eq!(found(&job).picture, end.picture);
}

#[test]
fn a_fall_has_no_end_and_is_the_same_twice() {
    let network = network();
    let made = || {
        let mut job = begun(&network, wanted(&network, true));
        assert_eq!(found(&job).of, None);
        while found(&job).steps < 3 {
            assert!(!job.step(&network).unwrap().is_over());
        }
        found(&job).picture.clone()
    };
    let one = made();
    assert_eq!(one, made());
    assert_eq!(one.size, Size::new(300, 300));
}

#[test]
fn why_nothing_comes_is_one_line() {
    let network = network();
    let error = |ablated, goal| {
        let wanted = DeepWanted { goal, ..wanted(&network, false) };
        let begin = |seen: &Seen<'_>| DeepJob::new(&network, seen, wanted, &Means::default());
        with_seen(&network, ablated, begin).unwrap_err().to_string()
    };
    assert!(error(true, Goal::Layer(3)).contains("whole network"));
    assert_eq!(error(false, Goal::Taught(1)), say!("dream-teach-first"));
}
