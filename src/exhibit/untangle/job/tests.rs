//! Tests of the job's clock and pace, and of what it does without taught things.

use super::*;

const WANTED: Wanted = Wanted { data: Data::Ring, layers: 1, cells: 3, rate: USUAL_RATE, run: 0 };

fn job(wanted: Wanted) -> UntangleJob {
    UntangleJob::with_codes(wanted, &[])
}

/// It hears so many frames, thirty a second, and makes a step after each.
fn seen(frames: u32) -> UntangleJob {
    let mut job = job(WANTED);
    for n in 0..frames {
        job.hear(u64::from(n), Duration::from_secs(5) + n * Duration::from_secs(1) / 30);
        job.go_on();
    }
    job
}

#[test]
fn it_learns_so_many_passes_a_second_of_the_frames_and_then_rests() {
    assert_eq!(seen(31).found.passes, 120);
    assert_eq!(seen(31).found.clock.as_millis(), 1000);
    let over = seen(400).found;
    assert_eq!((over.passes, over.is_over()), (PASSES, true));
    assert!(over.right * 100 >= over.points.len() * 97, "{}", over.right);
}

#[test]
fn the_same_frames_lead_to_the_same_network() {
    let [first, second] = [seen(90), seen(90)].map(|job| Untangled::clone(&job.found));
    assert_eq!(first, second);
}

#[test]
fn a_frame_that_comes_twice_or_late_makes_no_leap() {
    let mut job = job(WANTED);
    job.hear(1, Duration::from_secs(1));
    job.hear(1, Duration::from_secs(1));
    job.hear(2, Duration::from_secs(900));
    assert_eq!(job.clock, LONGEST);
    job.hear(3, Duration::ZERO);
    assert_eq!(job.clock, LONGEST, "another source's clock");
    for _ in 0..50 {
        job.go_on();
    }
    assert_eq!(job.found.passes, (LONGEST.as_secs_f64() * PACE) as u32);
}

#[test]
fn what_it_has_waited_is_a_part_of_the_time_between_two_frames() {
    let mut job = job(WANTED);
    job.hear(1, Duration::ZERO);
    job.waited = 2 * PATIENCE;
    job.clock += 2 * PATIENCE;
    job.hear(2, Duration::from_millis(33));
    assert_eq!(job.clock, Duration::from_millis(33));
}

#[test]
fn without_two_taught_things_there_is_nothing_to_part() {
    let mut job = job(Wanted { data: Data::Own, ..WANTED });
    job.clock = Duration::from_secs(3);
    job.go_on();
    assert!(job.found.points.is_empty() && job.found.projection.is_none());
    assert_eq!(job.found.passes, 0);
}
