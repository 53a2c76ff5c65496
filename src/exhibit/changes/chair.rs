//! The chair test: five seconds in which somebody moves, and how much every depth changed.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::trace::{Follows, Line, SPAN, Trace};
use crate::snapshot::Snapshot;
use crate::taps::profile::{Depth, Profile, depths};

/// How long a test takes.
pub const TEST: Duration = SPAN;

/// Over how much time the profile on screen is averaged.
pub const SMOOTHED: Duration = Duration::from_secs(1);

/// What a test found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How often the best class changed.
    pub flips: usize,
    /// How long it took, at least [`TEST`].
    pub time: Duration,
    /// How many pairs of frames were compared.
    pub pairs: usize,
    /// The picture first, then one a block, the answer last.
    pub depths: Vec<Depth>,
    /// The answer meanwhile.
    pub line: Line,
}

/// A test that goes on.
#[derive(Debug, Clone)]
struct Test {
    since: Duration,
    flips: usize,
    profiles: Vec<Arc<Profile>>,
}

/// A frame that was taken in.
#[derive(Debug, Clone, Copy)]
struct Seen {
    sequence: u64,
    time: Duration,
    scene: u64,
    /// The best class; none where there was nothing to see.
    class: Option<usize>,
}

/// The test, the last one's verdict, and what the profile on screen is made of.
#[derive(Debug, Clone, Default)]
pub struct Chair {
    /// How many tests were asked for when the last one began.
    asked: u64,
    test: Option<Test>,
    verdict: Option<Verdict>,
    /// Most flips in one test, this one not counted.
    best: Option<usize>,
    recent: VecDeque<(Duration, Arc<Profile>)>,
    trace: Trace,
    /// True where the picture was held since the last frame.
    rested: bool,
    /// The frame that was taken in last.
    last: Option<Seen>,
}

impl Chair {
    /// Takes in a snapshot; `asked` is how many tests were asked for so far, and where that is
    /// another number a test begins. The second snapshot of a frame changes nothing.
    pub fn push(&mut self, snapshot: &Snapshot, asked: u64) {
        let frame = &snapshot.frame;
        let begins = asked != self.asked;
        if begins {
            self.asked = asked;
            self.keep_best();
            self.verdict = None;
            // None are asked for any more after the visitor has gone.
            self.test =
                (asked > 0).then(|| Test { since: frame.time, flips: 0, profiles: Vec::new() });
            self.trace = Trace::default();
        }
        let class = snapshot.top.first().map(|guess| guess.class);
        let class = class.filter(|_| !snapshot.nothing_to_see);
        let now = Seen { sequence: frame.sequence, time: frame.time, scene: frame.scene, class };
        if self.last.is_some_and(|last| last.sequence == now.sequence) {
            return;
        }
        let last = self.last.replace(now);
        let rested = std::mem::take(&mut self.rested);
        let passed = last.map_or(Duration::ZERO, |last| now.time.saturating_sub(last.time));
        if let (Some(test), Some(last)) = (&mut self.test, last)
            && rested
            && test.since <= last.time
        {
            test.since += passed;
        }
        let profile = snapshot.profile.as_ref();
        // Another picture is no movement, nor is what happened while this one was held.
        let moved = !rested && last.is_some_and(|last| last.scene == now.scene);
        if !moved {
            self.recent.clear();
        }
        if let Some(profile) = profile.filter(|_| moved) {
            self.recent.push_back((now.time, Arc::clone(profile)));
        }
        while self.recent.front().is_some_and(|(time, _)| *time + SMOOTHED < now.time) {
            self.recent.pop_front();
        }
        let before = last.and_then(|last| last.class).filter(|_| moved);
        let flipped = before.zip(class).is_some_and(|(before, class)| before != class);
        let passed = if rested || begins { Duration::ZERO } else { passed };
        let follows = match (moved, flipped) {
            (false, _) => Follows::Nothing,
            (true, false) => Follows::Alike,
            (true, true) => Follows::Flipped,
        };
        self.trace.push(passed, follows, &snapshot.probabilities);
        let Some(test) = &mut self.test else { return };
        test.profiles.extend(profile.filter(|_| moved).cloned());
        test.flips += usize::from(flipped);
        let time = now.time.saturating_sub(test.since);
        if time >= TEST {
            let (flips, pairs, line) = (test.flips, test.profiles.len(), self.trace.line());
            let depths = depths(&test.profiles.iter().map(AsRef::as_ref).collect::<Vec<_>>());
            self.verdict = Some(Verdict { flips, time, pairs, depths, line });
            self.test = None;
        }
    }

    /// Nobody looks: a test that goes on is given up, and what comes is compared with nothing that
    /// was seen before.
    pub fn leave(&mut self) {
        (self.test, self.last) = (None, None);
        self.recent.clear();
        self.trace = Trace::default();
    }

    /// The picture is held, or none comes: a test waits for the next frame, and counts neither the
    /// time until then nor what has changed meanwhile.
    pub fn rest(&mut self) {
        self.rested = true;
    }

    /// Another network looks from now on: its numbers are not to be mixed with the old one's.
    pub fn begin_again(&mut self) {
        *self = Self { asked: self.asked, ..Self::default() };
    }

    fn keep_best(&mut self) {
        let flips = self.verdict.as_ref().map(|verdict| verdict.flips);
        self.best = self.best.max(flips);
    }

    /// True where so many tests were asked for, and the last of them has not ended.
    pub fn is_due(&self, asked: u64) -> bool {
        self.verdict.is_none() || asked != self.asked
    }

    /// How much of the test that goes on is over, 0..=1; none where none does.
    pub fn part(&self) -> Option<f32> {
        let (test, last) = (self.test.as_ref()?, self.last?);
        Some((last.time.saturating_sub(test.since).as_secs_f32() / TEST.as_secs_f32()).min(1.0))
    }

    /// Flips so far in the test that goes on.
    pub fn flips(&self) -> usize {
        self.test.as_ref().map_or(0, |test| test.flips)
    }

    /// What the last test found.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref()
    }

    /// The most flips of an earlier test.
    pub fn best(&self) -> Option<usize> {
        self.best
    }

    /// The number of the frame that was taken in last.
    pub fn frame(&self) -> Option<u64> {
        self.last.map(|last| last.sequence)
    }

    /// The changes of the last second, the picture first, the answer last; empty where none were
    /// measured.
    pub fn recent(&self) -> Vec<Depth> {
        depths(&self.recent.iter().map(|(_, profile)| profile.as_ref()).collect::<Vec<_>>())
    }

    /// The answer since the test began, or of the last seconds where none goes on.
    pub fn line(&self) -> Line {
        if self.test.is_some() { self.trace.line() } else { self.trace.latest() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::network::guess::Guess;
    use crate::taps::change::Change;
    use crate::taps::plan::Plan;

    fn profile(relative: f32) -> Profile {
        let change = |relative| Change { angle: relative / 10.0, relative };
        let layers = vec![change(2.0 * relative), change(3.0 * relative)];
        let found = vec![0.1 * relative, 0.5 * relative];
        Profile {
            since: 0,
            pixels: change(relative),
            layers,
            found,
            answer: change(4.0 * relative),
        }
    }

    /// A frame a tenth of a second; each changes by a hundredth times its number.
    fn frame(sequence: u64, scene: u64, class: usize) -> Snapshot {
        let outline = Arc::new(made_up::outline(2, 4));
        let mut snapshot = made_up::snapshot(&outline, &Plan::default(), sequence, 0.5);
        let mut frame = made_up::frame(sequence);
        frame.scene = scene;
        snapshot.frame = Arc::new(frame);
        snapshot.top = vec![Guess { class, probability: 0.5 }];
        snapshot.profile = Some(Arc::new(profile(0.01 * sequence as f32)));
        snapshot
    }

    #[test]
    fn five_seconds_are_counted_and_averaged_at_every_depth() {
        let mut chair = Chair::default();
        chair.push(&frame(0, 0, 1), 0);
        assert_eq!((chair.part(), chair.recent().len()), (None, 0), "nothing to compare it with");
        for n in 1..=51 {
            chair.push(&frame(n, 0, usize::from(n % 10 == 0)), 1);
            // A second snapshot of the same frame.
            chair.push(&frame(n, 0, 1), 1);
        }
        // From frame 1 to 51; the class was 1 at 10, 20, 30, 40 and 50: there and back, and from
        // frame 0 to 1.
        let verdict = chair.verdict().unwrap().clone();
        assert_eq!((verdict.flips, verdict.time, verdict.pairs), (11, TEST, 51));
        // The mean of 1 to 51 is 26, its standard deviation sqrt((51² - 1) / 12) = 14.72.
        let close = |is: f32, want: f32| assert!((is - want).abs() < 1e-4, "{is} {want}");
        for (depth, times) in verdict.depths.iter().zip([1.0, 2.0, 3.0, 4.0]) {
            close(depth.relative.mean, 0.26 * times);
            close(depth.relative.deviation, 0.14720 * times);
            close(depth.angle.mean, 0.026 * times);
        }
        // What is found is another measure of the same frames.
        let found: Vec<Option<f32>> =
            verdict.depths.iter().map(|depth| depth.found.map(|found| found.mean)).collect();
        assert_eq!(found[0], None, "nothing is found in pixels");
        for (found, want) in found[1..].iter().zip([0.026, 0.13, 1.04]) {
            close(found.unwrap(), want);
        }
        assert_eq!((chair.part(), chair.best()), (None, None));
        chair.push(&frame(52, 0, 0), 2);
        assert_eq!((chair.best(), chair.verdict()), (Some(11), None));
    }

    #[test]
    fn the_next_visitor_begins_with_a_test_of_their_own() {
        let mut chair = Chair::default();
        chair.push(&frame(0, 0, 0), 3);
        assert!(chair.part().is_some());
        chair.push(&frame(1, 0, 0), 0);
        assert_eq!(chair.part(), None);
        chair.push(&frame(2, 0, 0), 1);
        assert!(chair.part().is_some());
    }

    #[test]
    fn another_picture_is_neither_a_movement_nor_a_flip() {
        let mut chair = Chair::default();
        for (n, scene) in [(0, 0), (1, 0), (30, 1), (60, 1)] {
            chair.push(&frame(n, scene, n as usize), 1);
        }
        let verdict = chair.verdict().unwrap();
        assert_eq!((verdict.flips, verdict.pairs), (2, 2));
    }

    #[test]
    fn a_held_picture_stops_the_test_and_it_goes_on_from_there() {
        let mut chair = Chair::default();
        for n in 0..=20 {
            chair.push(&frame(n, 0, 1), 1);
        }
        // Held for 98 seconds, during which it is looked at again and again.
        for _ in 0..3 {
            chair.rest();
            chair.push(&frame(20, 0, 1), 1);
        }
        chair.push(&frame(1000, 0, 2), 1);
        assert_eq!((chair.part(), chair.flips()), (Some(0.4), 0));
        for n in 1001..=1030 {
            assert_eq!(chair.verdict(), None);
            chair.push(&frame(n, 0, 2), 1);
        }
        let verdict = chair.verdict().unwrap();
        assert_eq!((verdict.time, verdict.pairs, verdict.flips), (TEST, 50, 0));
    }

    #[test]
    fn a_test_that_is_asked_for_on_a_held_picture_begins_when_it_goes_on() {
        let mut chair = Chair::default();
        chair.push(&frame(7, 0, 1), 0);
        chair.rest();
        chair.push(&frame(7, 0, 1), 1);
        assert!(chair.is_due(1) && chair.part() == Some(0.0));
        chair.push(&frame(900, 0, 1), 1);
        assert_eq!(chair.part(), Some(0.0));
        // Asked for once more, without another look at the picture.
        chair.rest();
        chair.push(&frame(2000, 0, 1), 2);
        assert_eq!(chair.part(), Some(0.0));
        chair.push(&frame(2025, 0, 1), 2);
        assert_eq!(chair.part(), Some(0.5));
    }

    #[test]
    fn the_line_of_the_answer_marks_every_flip_of_the_test_and_none_before_it() {
        let mut chair = Chair::default();
        for n in 0..=20 {
            chair.push(&frame(n, 0, (n % 2) as usize), 0);
        }
        assert_eq!(chair.line().flips.len(), 20);
        for n in 21..=71 {
            chair.push(&frame(n, 0, usize::from(n >= 46)), 1);
        }
        let verdict = chair.verdict().unwrap();
        // From class 0 at frame 20 nothing changed before frame 46.
        assert_eq!((verdict.flips, verdict.line.flips.len()), (1, 1));
        assert!((verdict.line.flips[0] - 0.5).abs() < 0.03, "{:?}", verdict.line.flips);
        assert!((50..=52).contains(&verdict.line.moments.len()));
    }

    #[test]
    fn whoever_leaves_gives_the_test_up_but_not_the_last_ones_result() {
        let mut chair = Chair::default();
        for n in 0..=51 {
            chair.push(&frame(n, 0, 0), 1);
        }
        assert!(chair.verdict().is_some());
        chair.leave();
        assert!(chair.verdict().is_some() && chair.line().moments.is_empty());
        chair.push(&frame(60, 0, 0), 2);
        assert!(chair.part().is_some());
        chair.leave();
        chair.push(&frame(61, 0, 1), 2);
        assert_eq!((chair.part(), chair.recent().len()), (None, 0));
    }

    #[test]
    fn a_covered_lens_is_no_change_of_mind() {
        let mut chair = Chair::default();
        for n in 0..=51 {
            let mut snapshot = frame(n, 0, usize::from(n == 20));
            snapshot.nothing_to_see = n == 20;
            chair.push(&snapshot, 1);
        }
        assert_eq!(chair.verdict().unwrap().flips, 0);
    }

    #[test]
    fn the_profile_on_screen_is_that_of_the_last_second() {
        let mut chair = Chair::default();
        for n in 0..40 {
            chair.push(&frame(n, 0, 0), 0);
        }
        // 3.9 s: frames 29 to 39, whose mean is 34.
        assert!((chair.recent()[0].relative.mean - 0.34).abs() < 1e-5);
    }
}
