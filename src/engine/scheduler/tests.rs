//! Tests of the scheduler: jobs about frames, a unit, a stream; bound and standing questions.

use std::time::{Duration, Instant};

use tch::Tensor;

use super::*;
use crate::exhibit::counts::occlusion::Square;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::geometry::Size;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::taps::plan::Unit;

/// Four positions.
const QUESTION: Question =
    Question::Occlusion { class: None, square: Square { side: 112, stride: 112 } };

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
}

fn frame(sequence: u64, scene: u64) -> Arc<Frame> {
    Arc::new(Frame {
        picture: Picture::new(Size::new(1, 1), vec![sequence as u8; 3]),
        sequence,
        scene,
        time: Duration::from_millis(33 * sequence),
        captured: Instant::now(),
        name: "made-up.png".into(),
    })
}

/// A network, a scheduler, and an input that differs from frame to frame.
struct Bench {
    network: Network,
    scheduler: Scheduler,
}

impl Bench {
    fn new() -> Self {
        Self { network: network(), scheduler: Scheduler::default() }
    }

    fn seen<T>(&mut self, frame: &Arc<Frame>, ablated: bool, with: Use<'_, T>) -> T {
        let ramp = Tensor::arange(3 * 224 * 224, (tch::Kind::Float, tch::Device::Cpu));
        let slope = 0.01 * (1.0 + frame.sequence as f64);
        let input = (ramp * slope).sin().reshape([1, 3, 224, 224]);
        let logits = self.network.graph.logits();
        let keep = [self.network.graph.code];
        let trace = &self.network.forward(&input, Keep::Only(&keep), logits).unwrap();
        let (input, crop) = (&input, Rect::new(0, 0, 1, 1));
        with(&mut self.scheduler, &self.network, Seen { frame, input, crop, trace, ablated })
    }

    fn step_with(&mut self, asked: &[Question], frame: &Arc<Frame>, ablated: bool) -> bool {
        let step = |scheduler: &mut Scheduler, network: &Network, seen: Seen<'_>| {
            scheduler.step(network, asked, seen).unwrap()
        };
        self.seen(frame, ablated, &step)
    }

    fn step(&mut self, asked: Option<Question>, frame: &Arc<Frame>) -> bool {
        self.step_with(asked.as_slice(), frame, false)
    }

    fn observe(&mut self, frame: &Arc<Frame>) {
        let observe = |scheduler: &mut Scheduler, network: &Network, seen: Seen<'_>| {
            scheduler.observe(network, seen).unwrap();
        };
        self.seen(frame, false, &observe);
    }

    fn found(&self) -> Option<Found> {
        self.scheduler.findings().iter().next().cloned()
    }

    /// Number of the frame that is shown, and how many positions of it.
    fn shown(&self) -> (u64, usize) {
        let found = self.found().unwrap();
        let Finding::Occlusion(occlusion) = &found.finding else { panic!("{found:?}") };
        (found.frame.sequence, occlusion.probabilities.len())
    }

    /// Puts a made-up job in the place of the one that this question has.
    fn replace(&mut self, question: Question, work: Made) {
        let slot = self.scheduler.slots.iter_mut().find(|slot| slot.question == question);
        let slot = slot.unwrap();
        (slot.subject, slot.shown) = (work.subject, None);
        let Some((found, _)) = slot.task.take() else { panic!("nothing is under way") };
        slot.task = Some((found, Box::new(work)));
    }
}

/// What is done with a scheduler and a frame.
type Use<'a, T> = &'a dyn Fn(&mut Scheduler, &Network, Seen<'_>) -> T;

/// A job that only counts: its finding says how often it was let look and go on.
#[derive(Debug)]
struct Made {
    subject: Subject,
    observed: usize,
    steps: usize,
    all: usize,
}

impl Made {
    fn about(subject: Subject, all: usize) -> Self {
        Self { subject, observed: 0, steps: 0, all }
    }
}

impl Work for Made {
    fn subject(&self) -> Subject {
        self.subject
    }

    fn needs(&self, _network: &Network) -> Vec<NodeId> {
        vec![5]
    }

    fn observe(&mut self, _network: &Network, seen: &Seen<'_>) -> Result<()> {
        assert!(!seen.input.size().is_empty());
        self.observed += 1;
        Ok(())
    }

    fn step(&mut self, _network: &Network) -> Result<Progress> {
        self.steps += 1;
        Ok(Progress { done: self.steps, all: self.all })
    }

    fn finding(&self) -> Finding {
        Finding::Nothing(format!("{} {}", self.observed, self.steps))
    }
}

#[test]
fn a_frame_is_held_until_it_is_done_then_the_newest_has_its_turn() {
    let mut bench = Bench::new();
    assert!(bench.step(Some(QUESTION), &frame(0, 0)));
    let mut newest = 1;
    while bench.shown() != (0, 4) {
        assert!(bench.step(Some(QUESTION), &frame(newest, 0)));
        assert_eq!(bench.shown().0, 0, "another frame before this one was done");
        newest += 1;
        assert!(newest < 20);
    }
    // The next is worked on, while the one that is done stays.
    while bench.shown() == (0, 4) {
        assert!(bench.step(Some(QUESTION), &frame(newest, 0)));
    }
    assert_eq!(bench.shown(), (newest, 4));
    assert!(!bench.step(Some(QUESTION), &frame(newest, 0)), "the same frame again");
    let repeated = Frame { sequence: newest + 1, ..Frame::clone(&frame(newest, 0)) };
    assert!(!bench.step(Some(QUESTION), &Arc::new(repeated)), "the same photo again");
    assert!(bench.step(Some(QUESTION), &frame(newest + 1, 0)));
}

#[test]
fn another_scene_or_another_question_begins_anew_and_none_forgets() {
    let mut bench = Bench::new();
    bench.step(Some(QUESTION), &frame(0, 0));
    bench.step(Some(QUESTION), &frame(5, 1));
    assert_eq!(bench.shown().0, 5);
    let square = Square { side: 64, stride: 112 };
    bench.step(Some(Question::Occlusion { class: None, square }), &frame(6, 1));
    assert_eq!(bench.shown().0, 6);
    assert!(!bench.step(None, &frame(7, 1)));
    assert!(bench.found().is_none());
}

#[test]
fn it_is_the_same_whether_frames_came_between_or_not() {
    let mut alone = Bench::new();
    while alone.step(Some(QUESTION), &frame(0, 0)) {}
    let mut disturbed = Bench::new();
    disturbed.step(Some(QUESTION), &frame(0, 0));
    for newer in 1..20 {
        if disturbed.shown() == (0, 4) {
            break;
        }
        disturbed.step(Some(QUESTION), &frame(newer, 0));
    }
    let found = |bench: &Bench| match bench.found().unwrap().finding {
        Finding::Occlusion(found) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(&alone), found(&disturbed));
}

#[test]
fn what_cannot_be_found_out_is_said_once() {
    let mut bench = Bench::new();
    let frame = frame(0, 0);
    let mut step = |ablated| bench.step_with(&[QUESTION], &frame, ablated);
    // Also where it had begun before; and of the same picture once the network is whole again.
    assert!(step(false) && step(true) && !step(true));
    let Finding::Nothing(why) = bench.found().unwrap().finding else { panic!() };
    assert!(why.contains("switch everything on"), "{why}");
    assert!(bench.step_with(&[QUESTION], &frame, false));
    assert!(matches!(bench.found().unwrap().finding, Finding::Occlusion(_)));
}

/// Another question, so that there are two.
const OTHER: Question =
    Question::Occlusion { class: None, square: Square { side: 64, stride: 112 } };

#[test]
fn two_jobs_take_turns_and_each_has_its_own_finding() {
    let mut bench = Bench::new();
    let frame = frame(0, 0);
    let asked = [QUESTION, OTHER];
    assert!(bench.step_with(&asked, &frame, false) && bench.step_with(&asked, &frame, false));
    for question in asked {
        bench.replace(question, Made::about(Subject::Frame, 3));
    }
    let said = |bench: &Bench, question| match &bench.scheduler.findings().of(&question) {
        Some(Found { finding: Finding::Nothing(said), .. }) => said.clone(),
        other => format!("{other:?}"),
    };
    for n in 1..=3 {
        assert!(bench.step_with(&asked, &frame, false) && bench.step_with(&asked, &frame, false));
        let told = [said(&bench, QUESTION), said(&bench, OTHER)];
        assert_eq!(told, [format!("0 {n}"), format!("0 {n}")]);
    }
    assert!(!bench.step_with(&asked, &frame, false), "both are done with this frame");
}

#[test]
fn every_job_sees_every_frame_and_a_stream_goes_on_over_scenes() {
    let mut bench = Bench::new();
    assert!(bench.step(Some(QUESTION), &frame(0, 0)));
    bench.replace(QUESTION, Made::about(Subject::Stream, 1));
    assert_eq!(bench.scheduler.needs(&bench.network), [5]);
    for n in 1..=4 {
        let frame = frame(n, n);
        bench.observe(&frame);
        // Nothing is left to do until the next frame.
        assert!(!bench.step(Some(QUESTION), &frame));
        let found = bench.found().unwrap();
        assert_eq!(found.frame.sequence, n);
        assert!(matches!(&found.finding, Finding::Nothing(said) if *said == format!("{n} {n}")));
    }
}

#[test]
fn what_a_stream_says_of_a_frame_is_there_before_any_step_after_it() {
    let mut bench = Bench::new();
    bench.step(Some(QUESTION), &frame(0, 0));
    bench.replace(QUESTION, Made::about(Subject::Stream, 9));
    bench.step(Some(QUESTION), &frame(0, 0));
    bench.observe(&frame(1, 0));
    let found = bench.found().unwrap();
    assert!(matches!(&found.finding, Finding::Nothing(said) if said == "1 1"), "{found:?}");
    assert_eq!(found.frame.sequence, 1);
}

#[test]
fn what_is_asked_anew_begins_at_once_however_much_is_under_way() {
    let mut bench = Bench::new();
    let asked = [QUESTION, OTHER, Question::Favourites(Unit { layer: 2, channel: 1 })];
    let busy = &asked[..2];
    for _ in busy {
        bench.step_with(busy, &frame(0, 0), false);
    }
    for question in &asked[..2] {
        bench.replace(*question, Made::about(Subject::Stream, 1000));
    }
    // The next turn is the first one's.
    for _ in busy {
        bench.step_with(busy, &frame(0, 0), false);
    }
    bench.step_with(&asked, &frame(0, 0), false);
    assert!(bench.scheduler.findings().of(&asked[2]).is_some());
}

#[test]
fn after_a_visitor_is_forgotten_the_next_one_can_teach_at_once() {
    let mut bench = Bench::new();
    let asked = [Question::Taught, Question::TaughtMap, Question::TaughtLayers];
    for n in 0..2 {
        for _ in 0..3 {
            bench.step_with(&asked, &frame(n, n), false);
        }
        for question in &asked {
            assert!(bench.scheduler.findings().of(question).is_some(), "{question:?}");
        }
        bench.scheduler.forget();
        assert_eq!(bench.scheduler.findings().iter().count(), 0);
    }
}

#[test]
fn a_job_about_a_unit_is_done_once_whatever_the_frames_show() {
    let mut bench = Bench::new();
    assert!(bench.step(Some(QUESTION), &frame(0, 0)));
    let unit = Unit { layer: 2, channel: 1 };
    bench.replace(QUESTION, Made::about(Subject::Unit(unit), 3));
    let stepped: Vec<bool> = (1..=4).map(|n| bench.step(Some(QUESTION), &frame(n, n))).collect();
    assert_eq!(stepped, [true, true, true, false]);
    assert_eq!(bench.found().unwrap().frame.sequence, 0, "the frame with which it began");
}

#[test]
fn what_stands_goes_on_unasked_until_the_visitor_is_forgotten() {
    let mut bench = Bench::new();
    let unit = Unit { layer: 3, channel: 0 };
    let asked = [Question::Collect, Question::Favourites(unit)];
    for _ in 0..2 {
        bench.step_with(&asked, &frame(0, 0), false);
    }
    let is_there = |bench: &Bench| {
        let findings = bench.scheduler.findings();
        asked.map(|question| findings.of(&question).is_some())
    };
    assert_eq!(is_there(&bench), [true, true]);
    assert!(!bench.step(None, &frame(1, 0)), "nothing is left to do");
    assert_eq!(is_there(&bench), [true, false]);
    bench.step_with(&asked, &frame(2, 0), false);
    bench.scheduler.forget();
    assert_eq!(is_there(&bench), [false, false], "also what shows it");
}

/// Two networks besides the bench's own, of which the second cannot be loaded.
#[derive(Debug)]
struct Two;

impl Others for Two {
    fn load(&self, place: usize) -> Result<Network> {
        if place == 1 { Ok(network()) } else { Err(Error::Network("it is damaged".into())) }
    }
}

#[test]
fn a_second_network_is_let_go_with_its_question_and_a_damaged_one_is_said_once() {
    let others = Rc::new(Two);
    let mut scheduler = Scheduler::default();
    scheduler.load_beside(others.clone());
    let mut bench = Bench { network: network(), scheduler };
    let [second, damaged] = [1, 2].map(|place| Question::SecondNetwork { place });
    // Told of, loaded, compared.
    for _ in 0..3 {
        assert!(bench.step(Some(second), &frame(0, 0)));
    }
    let Finding::SecondNetwork(Some(found)) = bench.found().unwrap().finding else { panic!() };
    assert_eq!(found.newest.as_ref().unwrap().frame.sequence, 0);
    assert_eq!(Rc::strong_count(&others), 3, "ours, the scheduler's, the job's");
    assert!(bench.step(Some(damaged), &frame(1, 0)));
    assert!(bench.step(Some(damaged), &frame(1, 0)), "why not is news");
    let Finding::Nothing(why) = bench.found().unwrap().finding else { panic!() };
    assert_eq!((why.as_str(), Rc::strong_count(&others)), ("it is damaged", 2));
    assert!(!bench.step(Some(damaged), &frame(2, 0)), "it is not tried again with each frame");
    assert!(!bench.step(None, &frame(3, 0)) && bench.found().is_none());
}

#[test]
fn an_engine_alone_says_that_there_is_no_other_network() {
    let mut bench = Bench::new();
    assert!(bench.step(Some(Question::SecondNetwork { place: 1 }), &frame(0, 0)));
    let Finding::Nothing(why) = bench.found().unwrap().finding else { panic!() };
    assert_eq!(why, "no other network is here");
}

#[test]
fn what_was_asked_once_is_done_with_that_frame_and_asked_again_with_the_newest() {
    let mut bench = Bench::new();
    let other = Question::Removal { layer: 10, run: 1 };
    let first = Question::Removal { layer: 10, run: 0 };
    let [mut newest, mut steps] = [0, 0];
    // Another frame and another scene each time: it goes on with the one that it began with.
    while bench.step(Some(first), &frame(newest, newest)) {
        assert_eq!(bench.found().unwrap().frame.sequence, 0);
        (newest, steps) = (newest + 1, steps + 1);
        assert!(steps < 2000, "it never ends");
    }
    assert!(steps > 3, "it took no time");
    let found = bench.found().unwrap();
    let Finding::Removal(removal) = &found.finding else { panic!("{found:?}") };
    assert!(removal.end.is_some() && found.progress.is_over());
    assert!(!bench.step(Some(first), &frame(newest + 1, newest)), "it is done");
    assert_eq!(bench.found().unwrap().frame.sequence, 0);
    assert!(bench.step(Some(other), &frame(newest + 2, newest)));
    assert_eq!(bench.found().unwrap().frame.sequence, newest + 2);
    // Of a network that lacks something else nothing is said.
    assert!(bench.step_with(&[other], &frame(newest + 3, newest), true));
    assert!(matches!(bench.found().unwrap().finding, Finding::Nothing(_)));
}
