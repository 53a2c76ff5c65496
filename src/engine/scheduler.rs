//! Long work beside the live picture: one errand at a time, a step between two frames.

use std::sync::Arc;

use tch::Tensor;

use crate::error::{Error, Result};
use crate::exhibit::changes::adversarial::Deceiving;
use crate::exhibit::changes::invariance::Wiggling;
use crate::exhibit::counts::occlusion::Occluding;
use crate::exhibit::work::{Job, Progress};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::Network;
use crate::snapshot::{Findings, Work};
use crate::taps::plan::Errand;

/// The frame at hand, for whoever begins to work on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtHand<'a> {
    pub frame: &'a Arc<Frame>,
    /// What the network got of it.
    pub input: &'a Tensor,
    pub crop: Rect,
    /// True where units are switched off.
    pub lacks_a_part: bool,
}

/// Works on a frame until it is done, then on the newest. What is shown is the frame at work as
/// long as there is no other; from then on the last one that is done.
#[derive(Debug, Default)]
pub(super) struct Worker {
    task: Option<(Work, Task)>,
    shown: Option<Work>,
    /// Whether units were switched off when it began.
    lacks_a_part: bool,
}

/// The job that is under way.
#[derive(Debug)]
enum Task {
    Occlusion(Box<Occluding>),
    Wiggles(Box<Wiggling>),
    Hair(Box<Deceiving>),
}

impl Worker {
    /// Goes on for about the time of one forward pass. True where there is more to do, or something
    /// new to see; false where the frame at hand is done, or nothing is asked for.
    pub(super) fn step(
        &mut self,
        network: &Network,
        errand: Option<Errand>,
        at: AtHand<'_>,
    ) -> Result<bool> {
        let Some(errand) = errand else {
            *self = Self::default();
            return Ok(false);
        };
        let known = self.task.as_ref().map(|(work, _)| work).or(self.shown.as_ref());
        // Another picture, another question, or another mind: what was found is not what is asked.
        let other = |work: &Work| {
            work.errand != errand
                || work.frame.scene != at.frame.scene
                || self.lacks_a_part != at.lacks_a_part
        };
        if known.is_none_or(other) {
            *self = Self { lacks_a_part: at.lacks_a_part, ..Self::default() };
        }
        let (mut work, mut task) = match self.task.take() {
            Some(under_way) => under_way,
            None if self.is_done(at.frame) => return Ok(false),
            None => match begin(network, errand, at) {
                Ok(begun) => begun,
                Err(problem) => return self.give_up(errand, at, problem),
            },
        };
        match task.step(network, &mut work) {
            Err(problem) => return self.give_up(errand, at, problem),
            Ok(Next::Over) => self.shown = Some(work),
            Ok(Next::More(next)) => {
                match &mut self.shown {
                    Some(shown) if shown.frame.sequence != work.frame.sequence => {
                        shown.progress = work.progress;
                    }
                    shown => *shown = Some(work.clone()),
                }
                task = next.unwrap_or(task);
                self.task = Some((work, task));
            }
        }
        Ok(true)
    }

    /// What was found so far.
    pub(super) fn shown(&self) -> Option<Work> {
        self.shown.clone()
    }

    /// True of the frame that is shown, and of every other with the same picture: a photo's.
    fn is_done(&self, frame: &Frame) -> bool {
        let same =
            |shown: &Frame| shown.sequence == frame.sequence || shown.picture == frame.picture;
        self.shown.as_ref().is_some_and(|shown| same(&shown.frame))
    }

    /// Says why there is nothing to see. The end of the run is no reason.
    fn give_up(&mut self, errand: Errand, at: AtHand<'_>, problem: Error) -> Result<bool> {
        if matches!(problem, Error::Interrupted) {
            return Err(problem);
        }
        self.task = None;
        let findings = Findings::Nothing(problem.to_string());
        let progress = Progress::default();
        let (frame, crop) = (Arc::clone(at.frame), at.crop);
        let new = !self.is_done(at.frame);
        self.shown = Some(Work { errand, frame, crop, findings, progress });
        Ok(new)
    }
}

/// What comes after a step.
enum Next {
    Over,
    /// The same task, or another that goes on with the same work.
    More(Option<Task>),
}

fn begin(network: &Network, errand: Errand, at: AtHand<'_>) -> Result<(Work, Task)> {
    if at.lacks_a_part {
        let problem = "this is found out with the whole network: switch everything on again";
        return Err(Error::Network(problem.into()));
    }
    let (task, findings) = match errand {
        Errand::Occlusion { class, square } => {
            let job = Box::new(Occluding::new(network, at.input, class, square)?);
            let findings = Findings::Occlusion(Arc::new(job.findings().clone()));
            (Task::Occlusion(job), findings)
        }
        Errand::Wiggles => {
            let job = Box::new(Wiggling::new(network, &at.frame.picture)?);
            let invariance = Arc::new(job.findings().clone());
            (Task::Wiggles(job), Findings::Wiggles { invariance, adversarial: None })
        }
    };
    let (frame, crop) = (Arc::clone(at.frame), at.crop);
    Ok((Work { errand, frame, crop, findings, progress: Progress::default() }, task))
}

impl Task {
    /// One step; its findings go into `work`.
    fn step(&mut self, network: &Network, work: &mut Work) -> Result<Next> {
        let over = match self {
            Self::Occlusion(job) => {
                work.progress = job.step(network)?;
                work.findings = Findings::Occlusion(Arc::new(job.findings().clone()));
                work.progress.is_over()
            }
            Self::Wiggles(job) => {
                work.progress = job.step(network)?;
                let invariance = Arc::new(job.findings().clone());
                work.findings = Findings::Wiggles { invariance, adversarial: None };
                if work.progress.is_over() {
                    let hair = Deceiving::new(network, &work.frame.picture)?;
                    return Ok(Next::More(Some(Self::Hair(Box::new(hair)))));
                }
                false
            }
            Self::Hair(job) => {
                work.progress = job.step(network)?;
                if let Findings::Wiggles { adversarial, .. } = &mut work.findings {
                    *adversarial = Some(Arc::new(job.findings().clone()));
                }
                work.progress.is_over()
            }
        };
        Ok(if over { Next::Over } else { Next::More(None) })
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::exhibit::counts::occlusion::Square;
    use crate::frame::Picture;
    use crate::geometry::Size;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};

    /// Four positions.
    const ERRAND: Errand =
        Errand::Occlusion { class: None, square: Square { side: 112, stride: 112 } };

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

    /// A network, an input that differs from frame to frame, and who works.
    struct Bench {
        network: Network,
        worker: Worker,
    }

    impl Bench {
        fn new() -> Self {
            Self { network: network(), worker: Worker::default() }
        }

        fn step(&mut self, errand: Option<Errand>, frame: &Arc<Frame>) -> bool {
            let ramp = Tensor::arange(3 * 224 * 224, (tch::Kind::Float, tch::Device::Cpu));
            let slope = 0.01 * (1.0 + frame.sequence as f64);
            let input = (ramp * slope).sin().reshape([1, 3, 224, 224]);
            let crop = Rect::new(0, 0, 1, 1);
            let at = AtHand { frame, input: &input, crop, lacks_a_part: false };
            self.worker.step(&self.network, errand, at).unwrap()
        }

        /// Number of the frame that is shown, and how many positions of it.
        fn shown(&self) -> (u64, usize) {
            let work = self.worker.shown().unwrap();
            let Findings::Occlusion(found) = &work.findings else { panic!("{work:?}") };
            (work.frame.sequence, found.probabilities.len())
        }
    }

    #[test]
    fn a_frame_is_held_until_it_is_done_then_the_newest_has_its_turn() {
        let mut bench = Bench::new();
        assert!(bench.step(Some(ERRAND), &frame(0, 0)));
        let mut newest = 1;
        while bench.shown() != (0, 4) {
            assert!(bench.step(Some(ERRAND), &frame(newest, 0)));
            assert_eq!(bench.shown().0, 0, "another frame before this one was done");
            newest += 1;
            assert!(newest < 20);
        }
        // The next is worked on, while the one that is done stays.
        while bench.shown() == (0, 4) {
            assert!(bench.step(Some(ERRAND), &frame(newest, 0)));
        }
        assert_eq!(bench.shown(), (newest, 4));
        assert!(!bench.step(Some(ERRAND), &frame(newest, 0)), "the same frame again");
        let repeated = Frame { sequence: newest + 1, ..Frame::clone(&frame(newest, 0)) };
        assert!(!bench.step(Some(ERRAND), &Arc::new(repeated)), "the same photo again");
        assert!(bench.step(Some(ERRAND), &frame(newest + 1, 0)));
    }

    #[test]
    fn another_scene_or_another_question_begins_anew_and_none_forgets() {
        let mut bench = Bench::new();
        bench.step(Some(ERRAND), &frame(0, 0));
        bench.step(Some(ERRAND), &frame(5, 1));
        assert_eq!(bench.shown().0, 5);
        let square = Square { side: 64, stride: 112 };
        bench.step(Some(Errand::Occlusion { class: None, square }), &frame(6, 1));
        assert_eq!(bench.shown().0, 6);
        assert!(!bench.step(None, &frame(7, 1)));
        assert!(bench.worker.shown().is_none());
    }

    #[test]
    fn it_is_the_same_whether_frames_came_between_or_not() {
        let mut alone = Bench::new();
        while alone.step(Some(ERRAND), &frame(0, 0)) {}
        let mut disturbed = Bench::new();
        disturbed.step(Some(ERRAND), &frame(0, 0));
        for newer in 1..20 {
            if disturbed.shown() == (0, 4) {
                break;
            }
            disturbed.step(Some(ERRAND), &frame(newer, 0));
        }
        let found = |bench: &Bench| match bench.worker.shown().unwrap().findings {
            Findings::Occlusion(found) => found,
            other => panic!("{other:?}"),
        };
        assert_eq!(found(&alone), found(&disturbed));
    }

    #[test]
    fn what_cannot_be_found_out_is_said_once() {
        let mut bench = Bench::new();
        let frame = frame(0, 0);
        let input = Tensor::zeros([1, 3, 224, 224], (tch::Kind::Float, tch::Device::Cpu));
        let crop = Rect::new(0, 0, 1, 1);
        let whole = AtHand { frame: &frame, input: &input, crop, lacks_a_part: false };
        let lacking = AtHand { lacks_a_part: true, ..whole };
        let mut step = |at| bench.worker.step(&bench.network, Some(ERRAND), at).unwrap();
        // Also where it had begun before; and of the same picture once it is whole again.
        assert!(step(whole) && step(lacking) && !step(lacking));
        let Findings::Nothing(why) = bench.worker.shown().unwrap().findings else { panic!() };
        assert!(why.contains("switch everything on"), "{why}");
        assert!(bench.worker.step(&bench.network, Some(ERRAND), whole).unwrap());
        assert!(matches!(bench.worker.shown().unwrap().findings, Findings::Occlusion(_)));
    }
}
