//! The trace of the answer over the last seconds: how likely its two best names were, and when it
//! changed.

use std::collections::VecDeque;
use std::time::Duration;

/// How far back a trace reaches.
pub const SPAN: Duration = Duration::from_secs(5);

/// Answers nearer than this to the one before are left out: 250 of them fill a line on any screen.
const APART: Duration = Duration::from_millis(20);

/// How an answer follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// Not at all: another scene, or the picture was held in between.
    Nothing,
    /// With the same best class.
    Alike,
    /// With another best class.
    Flipped,
}

/// One answer of a trace.
#[derive(Debug, Clone)]
struct Answer {
    /// When it was, on the trace's own clock.
    time: Duration,
    /// All classes'.
    probabilities: Vec<f32>,
    /// True where it follows the one before: the same scene, and nothing held in between.
    joined: bool,
}

/// The answers of the last [`SPAN`] and the times at which they changed. Its clock stands while the
/// picture is held.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    clock: Duration,
    answers: VecDeque<Answer>,
    flips: VecDeque<Duration>,
}

/// A moment of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// When: 0 at the line's begin, 1 after [`SPAN`].
    pub at: f32,
    /// How likely the line's classes were, 0..=1, in their order; 0 for one that is missing.
    pub shares: [f32; 2],
    /// True where the line goes on from the moment before.
    pub joined: bool,
}

/// What of a trace is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The two classes that were the likeliest in the mean, the likelier first; fewer where there
    /// are fewer.
    pub classes: Vec<usize>,
    /// Oldest first.
    pub moments: Vec<Moment>,
    /// When the best class changed, whichever it was, likewise from 0 to 1.
    pub flips: Vec<f32>,
}

impl Trace {
    /// Takes in an answer, all classes' probabilities, that came so long after the one before.
    pub fn push(&mut self, passed: Duration, follows: Follows, probabilities: &[f32]) {
        let joined = follows != Follows::Nothing;
        self.clock += passed;
        let is_due = |last: Option<Duration>| last.is_none_or(|last| self.clock >= last + APART);
        if follows == Follows::Flipped && is_due(self.flips.back().copied()) {
            self.flips.push_back(self.clock);
        }
        // What interrupts the line must not be left out.
        if !joined || is_due(self.answers.back().map(|answer| answer.time)) {
            let probabilities = probabilities.to_vec();
            self.answers.push_back(Answer { time: self.clock, probabilities, joined });
        }
        let begin = self.begin();
        while self.answers.front().is_some_and(|answer| answer.time < begin) {
            self.answers.pop_front();
        }
        while self.flips.front().is_some_and(|flip| *flip < begin) {
            self.flips.pop_front();
        }
    }

    /// What is older is let go.
    fn begin(&self) -> Duration {
        self.clock.saturating_sub(SPAN)
    }

    /// What is drawn of it while it goes on: the line begins with the first answer.
    pub fn line(&self) -> Line {
        self.line_from(Duration::ZERO)
    }

    /// What is drawn of it where nobody knows when it began: the line ends with the newest answer.
    pub fn latest(&self) -> Line {
        self.line_from(SPAN.saturating_sub(self.clock))
    }

    /// With so much time before the first answer.
    fn line_from(&self, empty: Duration) -> Line {
        let mut sums: Vec<f32> = Vec::new();
        for Answer { probabilities, .. } in &self.answers {
            sums.resize(sums.len().max(probabilities.len()), 0.0);
            sums.iter_mut().zip(probabilities).for_each(|(sum, share)| *sum += share);
        }
        let mut classes: Vec<usize> = (0..sums.len()).collect();
        classes.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
        classes.truncate(2);
        let begin = self.begin();
        let at = |time: Duration| {
            (time.saturating_sub(begin) + empty).as_secs_f32() / SPAN.as_secs_f32()
        };
        let moment = |answer: &Answer| {
            let share = |n: usize| Some(*answer.probabilities.get(*classes.get(n)?)?);
            let shares = [0, 1].map(|n| share(n).unwrap_or(0.0));
            Moment { at: at(answer.time), shares, joined: answer.joined }
        };
        let moments = self.answers.iter().map(moment).collect();
        Line { moments, flips: self.flips.iter().map(|flip| at(*flip)).collect(), classes }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what was put in comes out unchanged")]
mod tests {
    use super::*;

    const TENTH: Duration = Duration::from_millis(100);

    #[test]
    fn the_line_follows_the_two_names_that_were_the_likeliest_in_the_mean() {
        let mut trace = Trace::default();
        for n in 0..10 {
            let third = if n == 3 { 0.9 } else { 0.0 };
            let follows = match n {
                0 => Follows::Nothing,
                5 => Follows::Flipped,
                _ => Follows::Alike,
            };
            trace.push(TENTH, follows, &[0.3, 0.01, 0.5, third]);
        }
        let line = trace.line();
        assert_eq!(line.classes, [2, 0]);
        assert!(line.moments.iter().all(|moment| moment.shares == [0.5, 0.3]));
        assert_eq!((line.moments[0].joined, line.moments[1].joined), (false, true));
        assert_eq!(line.moments.len(), 10);
        assert!((trace.latest().moments[9].at - 1.0).abs() < 1e-6);
        assert!((line.flips[0] - 0.6 / 5.0).abs() < 1e-6);
    }

    #[test]
    fn it_keeps_five_seconds_and_a_few_hundred_answers_however_fast_they_come() {
        let mut trace = Trace::default();
        for _ in 0..20_000 {
            trace.push(Duration::from_millis(1), Follows::Flipped, &[0.5, 0.5]);
        }
        let line = trace.line();
        assert!((240..=260).contains(&line.moments.len()), "{}", line.moments.len());
        assert!(line.flips.len() <= line.moments.len());
        let ends = [line.moments[0].at, line.moments[line.moments.len() - 1].at];
        assert!(ends[0] < 0.01 && ends[1] > 0.99 && ends[1] <= 1.0, "{ends:?}");
    }

    #[test]
    fn with_a_single_class_there_is_a_single_line_and_with_none_none() {
        let mut trace = Trace::default();
        assert_eq!(trace.line(), Line::default());
        trace.push(TENTH, Follows::Nothing, &[1.0]);
        assert_eq!((trace.line().classes, trace.line().moments[0].shares), (vec![0], [1.0, 0.0]));
        trace = Trace::default();
        trace.push(TENTH, Follows::Nothing, &[]);
        assert!(trace.line().classes.is_empty());
    }
}
