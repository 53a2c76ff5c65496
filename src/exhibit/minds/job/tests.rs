//! Tests of the second network's job, on two small networks with made-up weights.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::*;
use crate::error::Error;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::device::{Device, DeviceChoice};
use crate::network::outline::Outline;

fn network(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

/// At place 1 a network with other labels, and nothing anywhere else.
#[derive(Debug, Default)]
struct Made {
    loaded: Cell<usize>,
    /// Instead of the words of the first network.
    labels: Option<Arc<[String]>>,
}

impl Others for Made {
    fn load(&self, place: usize) -> Result<Network> {
        if place != 1 {
            return Err(Error::Network("its weights are damaged".into()));
        }
        self.loaded.set(self.loaded.get() + 1);
        let mut second = network("squeezenet1_0");
        if let Some(labels) = &self.labels {
            let outline = (*second.outline).clone();
            second.outline = Arc::new(Outline { labels: Arc::clone(labels), ..outline });
        }
        Ok(second)
    }
}

/// A picture of waves that differs from number to number.
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

/// The first network, which looks at frames as the engine has it look.
struct Bench {
    first: Network,
    others: Rc<Made>,
}

impl Bench {
    fn new(others: Made) -> Self {
        Self { first: network("squeezenet1_1"), others: Rc::new(others) }
    }

    fn seen<T>(&self, frame: &Arc<Frame>, ablated: bool, with: impl FnOnce(&Seen<'_>) -> T) -> T {
        let spec = &self.first.spec;
        let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let prepared = preprocess.run(&frame.picture).unwrap();
        let input = self.first.input(prepared.input, spec.input).unwrap();
        let keep = nodes(&self.first);
        let logits = self.first.graph.logits();
        let trace = self.first.forward(&input, Keep::Only(&keep), logits).unwrap();
        with(&Seen { frame, input: &input, crop: prepared.crop, trace: &trace, ablated })
    }

    fn begin(&self, place: usize, frame: &Arc<Frame>) -> SecondNetworkJob {
        let others = Rc::clone(&self.others);
        let new = |seen: &Seen<'_>| SecondNetworkJob::new(&self.first, seen, others, place);
        self.seen(frame, false, new).unwrap()
    }

    /// A job that has compared frame 0.
    fn begun(&self) -> SecondNetworkJob {
        let mut job = self.begin(1, &frame(0));
        for _ in 0..3 {
            assert!(!self.step(&mut job), "told of, loaded, compared");
        }
        job
    }

    fn observe(&self, job: &mut SecondNetworkJob, frame: &Arc<Frame>) {
        self.seen(frame, false, |seen| job.observe(&self.first, seen).unwrap());
    }

    /// True where nothing was left to do.
    fn step(&self, job: &mut SecondNetworkJob) -> bool {
        job.step(&self.first).unwrap().is_over()
    }
}

fn agreement(job: &SecondNetworkJob) -> Option<Arc<Agreement>> {
    let Finding::SecondNetwork(agreement) = job.finding() else { panic!("{:?}", job.finding()) };
    agreement
}

#[test]
fn it_is_told_of_then_loaded_once_then_answers_the_newest_frame() {
    let bench = Bench::new(Made::default());
    let mut job = bench.begin(1, &frame(0));
    assert!(!bench.step(&mut job));
    assert!(
        agreement(&job).is_none() && bench.others.loaded.get() == 0,
        "first the screen says so"
    );
    assert!(!bench.step(&mut job));
    assert_eq!((agreement(&job).unwrap().pictures, bench.others.loaded.get()), (0, 1));
    bench.observe(&mut job, &frame(1));
    bench.observe(&mut job, &frame(2));
    assert!(!bench.step(&mut job));
    let found = agreement(&job).unwrap();
    assert_eq!(found.outline.name, "squeezenet1_0");
    assert_eq!((found.newest.as_ref().unwrap().frame.sequence, found.pictures), (2, 1));
    assert!(bench.step(&mut job), "the frames before it are left out");
    assert_eq!(bench.others.loaded.get(), 1);
}

#[test]
fn its_answers_are_those_of_both_networks_alone() {
    let bench = Bench::new(Made::default());
    let job = bench.begun();
    let guesses = agreement(&job).unwrap().newest.clone().unwrap().guesses;
    for (name, guesses) in ["squeezenet1_1", "squeezenet1_0"].into_iter().zip(guesses) {
        let alone = network(name);
        let Network { spec, .. } = &alone;
        let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let frame = frame(0);
        let prepared = preprocess.run(&frame.picture).unwrap();
        let input = alone.input(prepared.input, spec.input).unwrap();
        let wanted = crate::network::top_k::softmax(&alone.logits(&input).unwrap());
        assert_eq!(guesses, top_k(&wanted, 5), "{name}");
    }
}

#[test]
fn the_same_picture_again_is_not_counted_again() {
    let bench = Bench::new(Made::default());
    let mut job = bench.begun();
    let again = Arc::new(Frame { sequence: 1, ..Frame::clone(&frame(0)) });
    bench.observe(&mut job, &again);
    assert!(bench.step(&mut job), "a photo's next frame");
    assert_eq!(agreement(&job).unwrap().pictures, 1);
    bench.observe(&mut job, &frame(2));
    assert!(!bench.step(&mut job));
    assert_eq!(agreement(&job).unwrap().pictures, 2);
}

#[test]
fn words_are_compared_and_not_numbers_of_classes() {
    let same = Bench::new(Made::default());
    let alike = agreement(&same.begun()).unwrap().newest.clone().unwrap();
    let best = alike.guesses.each_ref().map(|guesses| guesses[0].class);
    let first = &same.first.outline.labels;
    // The second network calls its best class as the first one does its own, then otherwise.
    for (word, agree) in [(first[best[0]].as_str(), true), ("something else", false)] {
        let mut labels = first.to_vec();
        labels[best[1]] = word.into();
        let bench = Bench::new(Made { labels: Some(labels.into()), ..Made::default() });
        let found = agreement(&bench.begun()).unwrap();
        assert_eq!((found.agreed, found.newest.clone().unwrap().agree), (u64::from(agree), agree));
    }
}

#[test]
fn a_grey_picture_is_not_counted() {
    let bench = Bench::new(Made::default());
    let mut job = bench.begun();
    let grey = Picture::new(Size::new(80, 60), vec![127; 80 * 60 * 3]);
    bench.observe(&mut job, &Arc::new(Frame { picture: grey, ..Frame::clone(&frame(1)) }));
    assert!(!bench.step(&mut job));
    let found = agreement(&job).unwrap();
    assert_eq!((found.pictures, found.newest.as_ref().unwrap().nothing), (1, true));
}

#[test]
fn what_cannot_be_loaded_or_compared_is_said_in_one_line() {
    let bench = Bench::new(Made::default());
    let mut job = bench.begin(7, &frame(0));
    assert!(!bench.step(&mut job));
    let problem = job.step(&bench.first).unwrap_err().to_string();
    assert_eq!(problem, "its weights are damaged");
    let others = Rc::clone(&bench.others);
    let new = |seen: &Seen<'_>| SecondNetworkJob::new(&bench.first, seen, others, 1);
    let problem = bench.seen(&frame(0), true, new).unwrap_err().to_string();
    assert!(problem.contains("switch everything on"), "{problem}");
}
