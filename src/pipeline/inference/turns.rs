//! The turns of live frames and background jobs: a job takes no more time than the frames do.

use std::time::{Duration, Instant};

/// While the picture is held, or is slow to change, what was found is shown this often.
const TELL: Duration = Duration::from_millis(100);

/// While somebody rubs out a picture the jobs rest, so that no answer waits for a step of theirs:
/// until no stroke has come for so long. A finger that moves makes sixty a second.
const REST: Duration = Duration::from_millis(100);

/// How the jobs' work goes on between the frames.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// True while something is left to do.
    pub(super) goes_on: bool,
    /// True where something was done since the last snapshot.
    news: bool,
    told: Option<Instant>,
    /// By how many seconds it has taken more time than the frames between which it went on.
    ahead: f64,
    /// Until when the work rests.
    rests_until: Option<Instant>,
}

impl Turns {
    /// Whether it is the work's turn after a frame that took so long: as long as frames come, it
    /// takes no more time than they do.
    pub(super) fn has_its_turn(&mut self, frame: Duration) -> bool {
        let frame = frame.as_secs_f64();
        // What it did not need is not saved up.
        self.ahead = (self.ahead - frame).max(-frame);
        self.ahead <= 0.0
    }

    pub(super) fn went_on(&mut self, goes_on: bool, took: Duration) {
        self.goes_on = goes_on;
        self.news |= goes_on;
        self.ahead += took.as_secs_f64();
    }

    /// A stroke has been answered, and others may follow.
    pub(super) fn rest(&mut self, now: Instant) {
        (self.rests_until, self.goes_on) = (Some(now + REST), true);
    }

    /// For how long the work still rests; none where it does not.
    pub(super) fn rests_for(&mut self, now: Instant) -> Option<Duration> {
        self.rests_until.take_if(|until| *until <= now);
        Some(self.rests_until?.duration_since(now))
    }

    /// A snapshot is on its way.
    pub(super) fn told(&mut self) {
        (self.news, self.told) = (false, Some(Instant::now()));
    }

    /// True where what was found has not been shown for too long.
    pub(super) fn is_to_be_told(&self) -> bool {
        self.news && self.told.is_none_or(|told| told.elapsed() > TELL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_rests_until_no_stroke_has_come_for_a_while() {
        let (mut turns, begun) = (Turns::default(), Instant::now());
        assert_eq!(turns.rests_for(begun), None);
        turns.rest(begun);
        turns.rest(begun + REST / 2);
        assert_eq!(turns.rests_for(begun + REST), Some(REST / 2));
        assert_eq!(turns.rests_for(begun + REST * 3 / 2), None);
        assert!(turns.goes_on, "it is looked for then");
    }

    #[test]
    fn work_whose_steps_are_long_leaves_the_frames_half_of_the_time() {
        let [frame, step] = [20, 33].map(Duration::from_millis);
        let mut turns = Turns::default();
        let mut took = [Duration::ZERO; 2];
        for _ in 0..1000 {
            took[0] += frame;
            if turns.has_its_turn(frame) {
                took[1] += step;
                turns.went_on(true, step);
            }
        }
        let share = took[1].as_secs_f64() / took[0].as_secs_f64();
        assert!((0.9..=1.05).contains(&share), "{share}");
    }
}
