//! Tests of the job that trains a head, on a small network with made-up weights.

use std::rc::Rc;
use std::time::Duration;

use super::*;
use crate::exhibit::teach::samples::View;
use crate::geometry::{Rect, Size};
use crate::made_up;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

/// A frame as the engine shows it to jobs, with a ramp for its picture.
fn seen<T>(network: &Network, slope: f32, with: impl FnOnce(&Seen<'_>) -> T) -> T {
    let frame = Arc::new(made_up::frame(0));
    let values: Vec<f32> = (0..3 * 64 * 64).map(|at| (at as f32 * slope).sin()).collect();
    let input = network.input(&values, Size::new(64, 64)).unwrap();
    let keep = [network.graph.code];
    let trace = network.forward(&input, Keep::Only(&keep), network.graph.logits()).unwrap();
    let crop = Rect::new(0, 0, 48, 48);
    with(&Seen { frame: &frame, input: &input, crop, trace: &trace, ablated: false })
}

/// Two things, each of a few pictures.
fn taught(network: &Network) -> samples::Shared {
    let samples = samples::Shared::default();
    for (class, slope) in [(0, 0.37), (1, 0.11)] {
        let mut burst = samples.borrow_mut().begin(class);
        for n in 0..4 {
            let slope = slope + 0.01 * n as f32;
            let code = seen(network, slope, |seen| network.code(seen.trace).unwrap());
            let time = Duration::from_millis(100 * n);
            let (pixels, depths, thumbnail) = (Vec::new(), Vec::new(), Arc::default());
            let view = View { time, code, pixels, depths, thumbnail };
            samples.borrow_mut().admit(&mut burst, view);
        }
        samples.borrow_mut().end();
    }
    samples
}

fn learning(job: &LearningJob) -> Arc<Learning> {
    let Finding::Learning(learning) = job.finding() else { panic!("{:?}", job.finding()) };
    learning
}

#[test]
fn each_picture_is_a_step_until_it_rests_and_a_later_question_goes_on() {
    let network = network();
    let (samples, trained) = (taught(&network), trained::Shared::default());
    let begin = |until| {
        let wanted = Wanted { knobs: Knobs::default(), run: 0, until };
        seen(&network, 0.5, |seen| {
            LearningJob::new(&network, seen, &samples, &trained, wanted).unwrap()
        })
    };
    let look = |job: &mut LearningJob| {
        seen(&network, 0.37, |seen| job.observe(&network, seen).unwrap());
        assert!(!job.step(&network).unwrap().is_over());
        assert!(job.step(&network).unwrap().is_over(), "nothing without another picture");
        learning(job)
    };
    let mut job = begin(3);
    assert_eq!(learning(&job).steps, 0);
    let steps: Vec<u32> = (0..5).map(|_| look(&mut job).steps).collect();
    assert_eq!(steps, [1, 2, 3, 3, 3]);
    let rested = learning(&job);
    assert!(rested.classes == [0, 1] && rested.answer[0] > 0.5, "{:?}", rested.answer);
    drop(job);
    let mut job = begin(u32::MAX);
    assert_eq!(look(&mut job).steps, 4, "where the question before had come to");
    assert_eq!(Rc::strong_count(&trained), 2, "the network's, and the job's");
}

#[test]
fn of_one_thing_nothing_is_learned() {
    let network = network();
    let (samples, trained) = (taught(&network), trained::Shared::default());
    for id in 0..4 {
        samples.borrow_mut().remove(id);
    }
    let wanted = Wanted { knobs: Knobs::default(), run: 0, until: u32::MAX };
    let mut job = seen(&network, 0.5, |seen| {
        LearningJob::new(&network, seen, &samples, &trained, wanted).unwrap()
    });
    job.step(&network).unwrap();
    assert_eq!(*learning(&job), Learning::default());
    assert!(trained.borrow().is_none());
}
