//! The last ten seconds of answers, and all flips (changes of the best class) among them.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::evidence::{Evidence, SeenFrame};
use crate::frame::Frame;
use crate::geometry::Size;
use crate::network::guess::Guess;
use crate::snapshot::Snapshot;

/// How far back the strip of answers reaches.
pub const WINDOW: Duration = Duration::from_secs(10);

/// So many flips of a run are kept to be listed; of a day before a camera there may be a million.
pub const MOST_FLIPS: usize = 10_000;

/// Of so many flips, the newest, the pictures before and after are kept, 0.3 MB each.
pub const MOST_EVIDENCE: usize = 12;

/// The guesses on screen change places at most this often, so that they can be read.
const PLACES_HOLD: Duration = Duration::from_millis(300);

/// The top class changed from one frame of a scene to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// Sequence number of the frame with the new class.
    pub frame: u64,
    /// That frame's time.
    pub time: Duration,
    /// The class before.
    pub from: usize,
    /// The class since.
    pub to: usize,
}

/// All flips of a run: the newest, and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlipRecord {
    newest: VecDeque<Flip>,
    count: u64,
}

impl FlipRecord {
    fn add(&mut self, flip: Flip) {
        if self.newest.len() == MOST_FLIPS {
            self.newest.pop_front();
        }
        self.newest.push_back(flip);
        self.count += 1;
    }

    /// The newest [`MOST_FLIPS`], oldest first.
    pub fn newest(&self) -> impl ExactSizeIterator<Item = &Flip> {
        self.newest.iter()
    }

    /// How many there were in all.
    pub fn count(&self) -> u64 {
        self.count
    }
}

/// One frame's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The frame's sequence number.
    pub frame: u64,
    /// The frame's time.
    pub time: Duration,
    /// The frame's scene.
    pub scene: u64,
    /// All classes' probabilities.
    pub probabilities: Vec<f32>,
    /// The best guess.
    pub best: Guess,
    /// True where there was nothing to see.
    pub nothing: bool,
}

/// The answers and flips of the last ten seconds, oldest first, a record of all flips, and the
/// order in which the guesses stand on screen.
#[derive(Debug, Clone, Default)]
pub struct History {
    answers: VecDeque<Answer>,
    /// Those of the last ten seconds.
    flips: Vec<Flip>,
    record: FlipRecord,
    places: Vec<usize>,
    places_since: Duration,
    /// True while the places must not change.
    holds_places: bool,
    /// The frame that was taken in last, as the network saw it.
    seen: Option<SeenFrame>,
    evidence: VecDeque<Arc<Evidence>>,
}

impl History {
    /// Takes a snapshot's answer in. A second snapshot of the same frame changes nothing.
    pub fn push(&mut self, snapshot: &Snapshot) {
        let frame = &snapshot.frame;
        if self.newest().is_some_and(|last| last.frame == frame.sequence) {
            return;
        }
        let nothing = snapshot.nothing_to_see;
        let flip = self.answer(frame, &snapshot.probabilities, &snapshot.top, nothing);
        let after = SeenFrame::new(snapshot);
        let before = self.seen.replace(after);
        if let (Some(flip), Some(before), Some(after)) = (flip, before, &self.seen) {
            if self.evidence.len() == MOST_EVIDENCE {
                self.evidence.pop_front();
            }
            let profile = snapshot.profile.clone();
            let smaller = |size: &Size| size.width;
            let sizes = [before.size(), after.size()];
            let size = sizes.into_iter().min_by_key(smaller).unwrap_or_default();
            let [before, after] = [before.look(size), after.look(size)];
            let evidence = Evidence { flip, before, after, profile };
            self.evidence.push_back(Arc::new(evidence));
        }
    }

    /// Returns the flip that this answer is, if it is one; where there was nothing to see, before
    /// or now, it is none.
    fn answer(
        &mut self,
        frame: &Frame,
        probabilities: &[f32],
        top: &[Guess],
        nothing: bool,
    ) -> Option<Flip> {
        let &best = top.first()?;
        let mut flipped = None;
        let previous = self.answers.back();
        let same_scene = previous.is_some_and(|last| last.scene == frame.scene);
        if let Some(last) = previous
            && same_scene
            && !(nothing || last.nothing)
            && last.best.class != best.class
        {
            let (from, to) = (last.best.class, best.class);
            let flip = Flip { frame: frame.sequence, time: frame.time, from, to };
            self.flips.push(flip);
            self.record.add(flip);
            flipped = Some(flip);
        }
        let old = self.flips.partition_point(|flip| flip.time + WINDOW < frame.time);
        self.flips.drain(..old);
        let since = frame.time.saturating_sub(self.places_since);
        let held = self.holds_places || since < PLACES_HOLD;
        if !held || !same_scene || !self.places.contains(&best.class) {
            let places: Vec<usize> = top.iter().map(|guess| guess.class).collect();
            if places != self.places {
                self.places = places;
                self.places_since = frame.time;
            }
        }
        // Answers that left the window give their memory to the new one.
        let mut spare = Vec::new();
        while self.answers.front().is_some_and(|a| a.time + WINDOW < frame.time) {
            spare = self.answers.pop_front().map(|a| a.probabilities).unwrap_or_default();
        }
        spare.clear();
        spare.extend_from_slice(probabilities);
        self.answers.push_back(Answer {
            frame: frame.sequence,
            time: frame.time,
            scene: frame.scene,
            probabilities: spare,
            best,
            nothing,
        });
        flipped
    }

    /// What was seen before and after the newest flips, oldest first. They are kept after they have
    /// left the ten seconds.
    pub fn evidence(&self) -> impl DoubleEndedIterator<Item = &Arc<Evidence>> + ExactSizeIterator {
        self.evidence.iter()
    }

    /// That of the flip at this frame; none where it was not kept.
    pub fn evidence_of(&self, frame: u64) -> Option<&Arc<Evidence>> {
        self.evidence.iter().find(|evidence| evidence.flip.frame == frame)
    }

    /// Another network answers from now on: forgets everything but the record.
    pub fn begin_again(&mut self) {
        let record = std::mem::take(&mut self.record);
        *self = Self { record, ..Self::default() };
    }

    /// Lets go of the pictures of flips that happened before this time.
    pub fn forget_pictures_before(&mut self, time: Duration) {
        self.evidence.retain(|evidence| evidence.flip.time >= time);
    }

    /// While a finger is down, the guesses keep their places, so that it finds what it meant.
    pub fn hold_places(&mut self, hold: bool) {
        self.holds_places = hold;
    }

    /// The answers of the last ten seconds, oldest first.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = &Answer> + ExactSizeIterator {
        self.answers.iter()
    }

    /// The newest answer.
    pub fn newest(&self) -> Option<&Answer> {
        self.answers.back()
    }

    /// The flips of the last ten seconds, oldest first.
    pub fn recent_flips(&self) -> &[Flip] {
        &self.flips
    }

    /// The flip that happened last, where the scene that it happened in is still shown: another
    /// photo has nothing to do with it.
    pub fn latest_flip(&self) -> Option<&Flip> {
        let (flip, scene) = (self.flips.last()?, self.newest()?.scene);
        let mut answers = self.answers.iter().rev();
        let answer = answers.find(|answer| answer.frame == flip.frame)?;
        (answer.scene == scene).then_some(flip)
    }

    /// All flips since the start, of every network.
    pub fn into_record(self) -> FlipRecord {
        self.record
    }

    /// The five classes to list, in the order to list them: the best five of a moment not more than
    /// 300 ms ago, or of now where the leader would be missing.
    pub fn places(&self) -> &[usize] {
        &self.places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Picture;
    use crate::made_up;
    use crate::taps::plan::Plan;
    use std::time::Instant;

    /// The class that is answered where there is nothing to see.
    const NOTHING: usize = 9;

    /// Frames of 100 ms whose best class is given; scene numbers beside it.
    fn history(best: &[(usize, u64)]) -> History {
        let mut history = History::default();
        for (n, &(class, scene)) in best.iter().enumerate() {
            let frame = Frame {
                picture: Picture::default(),
                sequence: n as u64,
                scene,
                time: Duration::from_millis(100 * n as u64),
                captured: Instant::now(),
                name: "test".into(),
            };
            let mut probabilities = vec![0.1; 10];
            probabilities[class] = 0.7;
            let second = (class + 1) % 4;
            let top =
                [Guess { class, probability: 0.7 }, Guess { class: second, probability: 0.1 }];
            history.answer(&frame, &probabilities, &top, class == NOTHING);
        }
        history
    }

    #[test]
    fn what_it_answers_where_there_is_nothing_to_see_is_no_flip() {
        assert_eq!(history(&[(1, 0), (NOTHING, 0), (2, 0), (2, 0)]).recent_flips(), []);
        let history = history(&[(1, 0), (NOTHING, 0), (2, 0), (1, 0)]);
        let flips: Vec<u64> = history.recent_flips().iter().map(|flip| flip.frame).collect();
        assert_eq!(flips, [3]);
    }

    #[test]
    fn a_flip_is_counted_where_the_class_changes_within_a_scene() {
        let history = history(&[(1, 0), (1, 0), (2, 0), (1, 0)]);
        let flips: Vec<_> =
            history.recent_flips().iter().map(|f| (f.frame, f.from, f.to)).collect();
        assert_eq!(flips, [(2, 1, 2), (3, 2, 1)]);
    }

    #[test]
    fn another_photo_is_not_a_flip() {
        assert_eq!(history(&[(1, 0), (2, 1), (2, 1)]).into_record(), FlipRecord::default());
    }

    #[test]
    fn a_flip_is_over_when_another_photo_comes() {
        let latest = |best: &[(usize, u64)]| history(best).latest_flip().map(|flip| flip.frame);
        assert_eq!(latest(&[(1, 0), (2, 0)]), Some(1));
        assert_eq!(latest(&[(1, 0), (2, 0), (2, 0)]), Some(1));
        assert_eq!(latest(&[(1, 0), (2, 0), (2, 1)]), None);
        assert_eq!(latest(&[(1, 0), (2, 0), (2, 1), (3, 1)]), Some(3));
        assert_eq!(latest(&[(1, 0), (1, 0)]), None);
    }

    #[test]
    fn places_hold_for_three_hundred_milliseconds() {
        // Frame 1 makes class 2 lead; it is already listed (second place of frame 0), so the order
        // waits until frame 3.
        let places = |n: usize| history(&[(1, 0), (2, 0), (2, 0), (2, 0)][..n]).places().to_vec();
        assert_eq!(places(2), [1, 2]);
        assert_eq!(places(3), [1, 2]);
        assert_eq!(places(4), [2, 3]);
    }

    #[test]
    fn a_leader_that_is_not_listed_takes_its_place_at_once() {
        assert_eq!(history(&[(1, 0), (3, 0)]).places(), [3, 0]);
    }

    #[test]
    fn the_pictures_around_the_newest_twelve_flips_are_kept() {
        let outline = Arc::new(made_up::outline(2, 4));
        let mut history = History::default();
        for n in 0..20 {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.6);
            snapshot.top = vec![Guess { class: (n % 2) as usize, probability: 0.6 }];
            history.push(&snapshot);
            history.push(&snapshot);
        }
        let kept: Vec<u64> = history.evidence().map(|evidence| evidence.flip.frame).collect();
        assert_eq!(kept, (8..20).collect::<Vec<_>>());
        let evidence = history.evidence_of(9).unwrap();
        assert_eq!((evidence.before.frame, evidence.after.frame), (8, 9));
        assert_eq!(evidence.after.top[0].class, 1);
        assert!(history.evidence_of(7).is_none());
    }

    #[test]
    fn only_ten_seconds_are_kept() {
        let history = history(&vec![(1, 0); 250]);
        assert_eq!(history.answers().len(), 101);
        let mut alternating: Vec<_> = (0..150).map(|n| (n % 2, 0)).collect();
        alternating.extend([(1, 0); 99]);
        let history = self::history(&alternating);
        // The last flip is frame 149 at 14.9 s; now is 24.8 s, so the window begins at 14.8 s with
        // flip 148.
        assert_eq!(history.recent_flips().len(), 2);
        assert_eq!(history.into_record().count(), 149);
    }

    #[test]
    fn a_day_of_changing_minds_is_counted_and_takes_no_more_memory_than_ten_thousand_flips() {
        let frames = 3 * MOST_FLIPS;
        let mut history = history(&(0..frames).map(|n| (n % 2, 0)).collect::<Vec<_>>());
        assert_eq!((history.answers.len(), history.flips.len()), (101, 101));
        history.begin_again();
        assert!(history.recent_flips().is_empty() && history.newest().is_none());
        let record = history.into_record();
        assert_eq!((record.count(), record.newest().len()), (frames as u64 - 1, MOST_FLIPS));
        assert_eq!(record.newest().last().unwrap().frame, frames as u64 - 1, "the newest are kept");
        assert_eq!(record.newest.capacity().next_power_of_two(), MOST_FLIPS.next_power_of_two());
    }
}
