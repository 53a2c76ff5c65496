//! Tests of the job: what comes of it, what stays between jobs, and its end.

use super::*;
use crate::exhibit::grow::Chosen;
use crate::network::device::{Device, DeviceChoice};

/// What nothing that works takes.
const LATEST: u32 = 4000;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

/// Steps until this holds of what was found.
fn step_until(job: &mut GrowJob, network: &Network, holds: impl Fn(&Grown) -> bool) -> Arc<Grown> {
    for _ in 0..LATEST {
        let progress = job.step(network).unwrap();
        if let Finding::Grown(Some(grown)) = job.finding()
            && holds(&grown)
        {
            assert_eq!(progress.is_over(), grown.wanted == job.wanted && grown.is_over());
            return grown;
        }
    }
    panic!("it never came");
}

#[test]
fn what_has_grown_stays_between_jobs_until_it_is_forgotten() {
    let (growth, mut lesson, network) = (Rc::new(Growth::default()), Lesson::default(), network());
    let learns = Chosen::NOTHING.wanted();
    let rests = Wanted { playing: false, ..learns };
    let mut job = GrowJob::new(learns, &growth, &mut lesson).unwrap();
    let steps = step_until(&mut job, &network, |grown| grown.steps >= 5).steps;
    drop(job);
    let mut job = GrowJob::new(rests, &growth, &mut lesson).unwrap();
    let grown = step_until(&mut job, &network, |grown| grown.wanted == rests);
    assert!(grown.steps >= steps);
    drop(job);
    growth.forget();
    let mut job = GrowJob::new(rests, &growth, &mut lesson).unwrap();
    let looks = Wanted { single: 0, back: None, ..rests };
    let grown = step_until(&mut job, &network, |grown| grown.wanted == looks && grown.steps == 0);
    assert!(grown.is_over());
}

#[test]
fn many_jobs_in_a_row_share_one_lesson_and_it_ends_with_the_last() {
    let (growth, mut lesson, network) = (Rc::new(Growth::default()), Lesson::default(), network());
    let mut wanted = Wanted { playing: false, ..Chosen::NOTHING.wanted() };
    for run in 0..30 {
        wanted.run = run;
        let mut job = GrowJob::new(wanted, &growth, &mut lesson).unwrap();
        job.step(&network).unwrap();
    }
    let mut job = GrowJob::new(wanted, &growth, &mut lesson).unwrap();
    step_until(&mut job, &network, |grown| grown.wanted == wanted);
    drop(job);
    // The thread is free again for others.
    let other = lesson.teach(|_| Ok(7)).unwrap().unwrap();
    assert_eq!(other.wait(Duration::from_secs(60)).unwrap().unwrap(), 7);
    assert!(!locked(&growth.shared.state).runs);
}

#[test]
fn the_end_of_the_run_ends_it_in_the_middle() {
    let (growth, mut lesson, network) = (Rc::new(Growth::default()), Lesson::default(), network());
    let mut job = GrowJob::new(Chosen::NOTHING.wanted(), &growth, &mut lesson).unwrap();
    job.step(&network).unwrap();
    drop(lesson);
    let ended = (0..LATEST).find_map(|_| job.step(&network).err());
    assert_eq!(ended.unwrap().to_string(), "interrupted");
}
