//! Tests of the jobs: things are shown, it answers, pictures go.

use std::time::{Duration, Instant};

use tch::{Kind, Tensor};

use super::*;
use crate::exhibit::teach::taught::{Thing, Warning};
use crate::frame::{Frame, Picture};
use crate::geometry::{Rect, Size};
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

/// A frame that shows thing `thing`, moved a little from frame to frame; what the network gets.
fn frame(thing: u64, sequence: u64) -> (Arc<Frame>, Tensor) {
    let slope = [0.9, 0.13, 0.031][thing as usize];
    let ramp = Tensor::arange(3 * 64 * 64, (Kind::Float, tch::Device::Cpu));
    let input = (ramp * slope + 0.05 * sequence as f64).sin().reshape([1, 3, 64, 64]);
    let frame = Frame {
        picture: Picture::new(Size::new(8, 8), vec![sequence as u8; 192]),
        sequence,
        scene: 0,
        time: Duration::from_millis(400 * sequence),
        captured: Instant::now(),
        name: "made-up.png".into(),
    };
    (Arc::new(frame), input)
}

/// What a pass over this frame, which keeps what the job needs, shows to it.
fn with_seen<T>(
    network: &Network,
    nodes: &[NodeId],
    (frame, input): &(Arc<Frame>, Tensor),
    ablated: bool,
    then: impl FnOnce(&Seen<'_>) -> T,
) -> T {
    let trace = &network.forward(input, Keep::Only(nodes), network.graph.logits()).unwrap();
    let crop = Rect::new(0, 0, 8, 8);
    then(&Seen { frame, input, crop, trace, ablated })
}

struct Bench {
    network: Network,
    samples: Shared,
    sequence: u64,
    taught: TaughtJob,
}

impl Bench {
    fn new() -> Self {
        let (network, samples) = (network(), Shared::default());
        let nodes = [network.graph.code];
        let begin = |seen: &Seen<'_>| TaughtJob::new(&network, seen, &samples, None).unwrap();
        let taught = with_seen(&network, &nodes, &frame(0, 0), false, begin);
        Self { network, samples, sequence: 0, taught }
    }

    /// Presses a thing's button for so many frames; how many pictures were kept of it.
    fn hold(&mut self, class: u8, frames: u64) -> usize {
        let (network, first) = (&self.network, frame(0, 0));
        let begin = |seen: &Seen<'_>| ShowJob::new(network, seen, &self.samples, class).unwrap();
        let mut job = with_seen(network, &[network.graph.code], &first, false, begin);
        for _ in 0..frames {
            self.sequence += 1;
            let next = frame(u64::from(class), self.sequence);
            let nodes = job.needs(network);
            with_seen(network, &nodes, &next, false, |seen| job.observe(network, seen).unwrap());
            job.step(network).unwrap();
        }
        let Finding::Shown(shown) = job.finding() else { panic!("nothing") };
        shown
    }

    /// What it says to this thing, held before it once more.
    fn look(&mut self, thing: u64) -> Arc<Taught> {
        self.sequence += 1;
        let (network, next) = (&self.network, frame(thing, self.sequence));
        self.taught.step(network).unwrap();
        let observe = |seen: &Seen<'_>| self.taught.observe(network, seen).unwrap();
        with_seen(network, &[network.graph.code], &next, false, observe);
        let Finding::Taught(taught) = self.taught.finding() else { panic!("nothing") };
        taught
    }
}

#[test]
fn two_things_are_told_apart_at_once_and_the_test_says_how_well() {
    let mut bench = Bench::new();
    assert_eq!(*bench.look(0), Taught::default(), "nothing was taught");
    assert_eq!(bench.hold(0, 23), 20);
    let one = bench.look(0);
    assert_eq!((one.count(), &one.answer, one.test), (1, &None, None));
    assert_eq!(one.since, Some(Duration::from_millis(2 * 400)));
    assert_eq!(bench.hold(1, 23), 20);
    for thing in [0, 1, 1, 0] {
        let taught = bench.look(thing);
        let answer = taught.answer.as_ref().unwrap();
        assert_eq!(answer.best, Some(thing as usize), "{answer:?}");
        assert_eq!(answer.cosines.iter().flatten().count(), 2);
    }
    let taught = bench.look(0);
    let thing = Thing { shown: 20, learned: 17, held_back: 3 };
    assert_eq!(taught.things, [thing, thing, Thing::default(), Thing::default()]);
    assert_eq!(taught.test, Some(Test { right: 6, none: 0, all: 6 }));
    assert_eq!(taught.samples.len(), 40);
    // The made-up frames are of one colour each.
    assert_eq!(taught.warnings, [Warning::OneBackground]);
    let sample = &taught.samples[0];
    assert_eq!((sample.class, sample.burst, sample.thumbnail.size), (0, 1, Size::new(64, 64)));
    let kept = self::kept(&bench.samples);
    assert_eq!(kept, (512, 768, vec![128, 384, 512]), "squeezenet's steps");
}

/// How many values of code, of pixels and of each mapped step are kept of the first picture.
fn kept(samples: &Shared) -> (usize, usize, Vec<usize>) {
    let samples = samples.borrow();
    let first = &samples.kept()[0];
    (first.code.len(), first.pixels.len(), first.depths.iter().map(Vec::len).collect())
}

#[test]
fn the_same_picture_is_kept_once_however_often_it_is_shown() {
    let bench = Bench::new();
    let network = &bench.network;
    for _ in 0..2 {
        let still = frame(0, 1);
        let begin = |seen: &Seen<'_>| ShowJob::new(network, seen, &bench.samples, 0).unwrap();
        let mut job = with_seen(network, &[network.graph.code], &still, false, begin);
        let nodes = job.needs(network);
        for _ in 0..8 {
            with_seen(network, &nodes, &still, false, |seen| job.observe(network, seen).unwrap());
        }
        assert!(bench.samples.borrow().is_growing());
    }
    assert_eq!(bench.samples.borrow().kept().len(), 1);
    assert!(!bench.samples.borrow().is_growing());
}

#[test]
fn a_network_without_some_of_its_parts_is_taught_nothing() {
    let bench = Bench::new();
    let network = &bench.network;
    let begin = |seen: &Seen<'_>| ShowJob::new(network, seen, &bench.samples, 0).map(drop);
    let refused = with_seen(network, &[network.graph.code], &frame(0, 0), true, begin);
    let line = refused.unwrap_err().to_string();
    assert!(line.contains("switch everything on again"), "{line}");
}

#[test]
fn what_is_removed_or_forgotten_is_learned_no_more() {
    let mut bench = Bench::new();
    bench.hold(0, 12);
    bench.hold(1, 12);
    let taught = bench.look(0);
    let thumbnail = Arc::downgrade(&taught.samples[0].thumbnail);
    let ids: Vec<u32> = taught.samples.iter().map(|sample| sample.id).collect();
    drop(taught);
    for id in ids.iter().copied().take(9) {
        let mut remove = RemoveJob::new(&bench.samples, id);
        assert!(remove.step(&bench.network).unwrap().is_over());
    }
    let taught = bench.look(0);
    assert!(thumbnail.upgrade().is_none(), "nobody holds its picture any more");
    assert_eq!((taught.count(), taught.samples.len(), &taught.answer), (1, 9, &None));
    bench.samples.borrow_mut().forget();
    let after = bench.look(0);
    assert_eq!((after.since, after.samples.len(), after.count()), (None, 0, 0));
    assert!(Arc::ptr_eq(&after.samples, &bench.look(0).samples), "it is made once");
}
