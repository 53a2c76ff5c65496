//! The turns of live frames and background jobs: a job takes no more time than the frames do.

use std::time::{Duration, Instant};

/// While the picture is held, or is slow to change, what was found is shown this often.
const TELL: Duration = Duration::from_millis(100);

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
