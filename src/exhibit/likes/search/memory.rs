//! What the room remembers of a search: how far either recording has come, and what was found.

use std::sync::Arc;

use super::recording::Recorded;
use super::{Detector, Detectors, Outcome};
use crate::control::action::Action;
use crate::exhibit::findings::Findings;
use crate::exhibit::{Finding, Question};

/// Records while it is shown, for at least three seconds; held, for longer.
pub const WITH: Action = Action::Room("with-it");
/// The same while it is not shown.
pub const WITHOUT: Action = Action::Room("without-it");

/// What a visitor has asked for: plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Search {
    /// The numbers of the recordings with it and without it; 0 where there is none.
    pub runs: [u32; 2],
    /// Which was begun last: true for that with it.
    pub last: Option<bool>,
    /// Which of the detectors that were found the keys are at, from 0.
    pub chosen: usize,
}

impl Search {
    /// Begins a recording; the one before on its side is replaced.
    pub fn begin(&mut self, with: bool) {
        let next = self.runs[0].max(self.runs[1]) + 1;
        self.runs[usize::from(!with)] = next;
        (self.last, self.chosen) = (Some(with), 0);
    }
}

/// What is remembered of it.
#[derive(Debug, Default)]
pub struct Memory {
    /// With it, and without it.
    sides: [Option<Recorded>; 2],
    /// The run that was left before it had enough.
    left: u32,
    /// Why nothing can be recorded or ranked, in one line.
    problem: Option<String>,
    found: Option<Arc<Detectors>>,
}

/// How a search stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage<'a> {
    /// Something is to be recorded first: with it or, where that is there, without it.
    Waits,
    /// It is recording: true where that is with it.
    Records(bool),
    /// The channels are being ranked.
    Ranks,
    /// What was found.
    Found(&'a Detectors),
    /// Why it cannot be found out.
    Nothing(&'a str),
}

impl Memory {
    /// How far the recording on this side has come that the visitor has asked for.
    pub fn side(&self, search: &Search, with: bool) -> Option<Recorded> {
        let at = usize::from(!with);
        self.sides[at].filter(|recorded| recorded.run == search.runs[at])
    }

    /// True where this side needs no more.
    fn has_enough(&self, search: &Search, with: bool) -> bool {
        self.side(search, with).is_some_and(|recorded| recorded.is_enough())
    }

    /// The recording that goes on: with it, or without it. `holding` is what is held down.
    fn records(&self, search: &Search, holding: Option<Action>) -> Option<bool> {
        let with = search.last?;
        let run = search.runs[usize::from(!with)];
        let held = holding == Some(if with { WITH } else { WITHOUT });
        (held || run != self.left && !self.has_enough(search, with)).then_some(with)
    }

    /// What is asked now.
    pub fn question(&self, search: &Search, holding: Option<Action>) -> Option<Question> {
        if let Some(with) = self.records(search, holding) {
            return Some(Question::Record { with, run: search.runs[usize::from(!with)] });
        }
        let both = [true, false].iter().all(|&with| self.has_enough(search, with));
        both.then_some(Question::Detectors { runs: search.runs })
    }

    /// How it stands.
    pub fn stage(&self, search: &Search, holding: Option<Action>) -> Stage<'_> {
        match self.question(search, holding) {
            _ if self.problem.is_some() => {
                Stage::Nothing(self.problem.as_deref().unwrap_or_default())
            }
            Some(Question::Record { with, .. }) => Stage::Records(with),
            Some(_) => match &self.found {
                Some(found) if found.runs == search.runs => Stage::Found(found),
                _ => Stage::Ranks,
            },
            None => Stage::Waits,
        }
    }

    /// The detectors that were found for what is asked, best first.
    pub fn found(&self, search: &Search) -> &[Detector] {
        match self.found.as_ref().filter(|found| found.runs == search.runs) {
            Some(found) => match &found.outcome {
                Outcome::Found(best) => best,
                Outcome::TooFew | Outcome::None => &[],
            },
            None => &[],
        }
    }

    /// Takes in what the jobs have found. `shown` is false while the page is not open: a recording
    /// that has not enough then ends.
    pub fn see(&mut self, findings: &Findings, search: &Search, shown: bool) {
        if search.runs == [0, 0] {
            // Another visitor, or another network.
            *self = Self::default();
            return;
        }
        self.problem = None;
        for found in findings.iter() {
            match (&found.question, &found.finding) {
                (_, Finding::Recorded { with, recorded }) => {
                    self.sides[usize::from(!with)] = Some(*recorded);
                }
                (_, Finding::Detectors(Some(found))) => self.found = Some(Arc::clone(found)),
                (Question::Record { .. } | Question::Detectors { .. }, Finding::Nothing(why)) => {
                    self.problem = Some(why.clone());
                }
                _ => {}
            }
        }
        if let Some(with) = self.records(search, None).filter(|_| !shown) {
            self.left = search.runs[usize::from(!with)];
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::exhibit::findings::Found;
    use crate::exhibit::work::Progress;
    use crate::made_up;

    fn see(memory: &mut Memory, search: &Search, finding: Option<Finding>, shown: bool) {
        let frame = Arc::new(made_up::frame(0));
        let crop = frame.picture.size.rect();
        let question = Question::Record { with: true, run: 0 };
        let progress = Progress::default();
        let found = finding.map(|finding| Found { question, frame, crop, finding, progress });
        memory.see(&found.into_iter().collect(), search, shown);
    }

    fn recorded(with: bool, run: u32, seconds: u64) -> Finding {
        let lasted = Duration::from_secs(seconds);
        Finding::Recorded { with, recorded: Recorded { run, pictures: 60, lasted } }
    }

    #[test]
    fn a_tap_records_three_seconds_and_a_finger_that_stays_down_more() {
        let (mut memory, mut search) = (Memory::default(), Search::default());
        assert_eq!(memory.question(&search, None), None);
        search.begin(true);
        let record = Some(Question::Record { with: true, run: 1 });
        assert_eq!(memory.question(&search, None), record);
        see(&mut memory, &search, Some(recorded(true, 1, 2)), true);
        assert_eq!(memory.question(&search, None), record);
        see(&mut memory, &search, Some(recorded(true, 1, 3)), true);
        assert_eq!(memory.question(&search, Some(WITH)), record, "it is held");
        assert_eq!(memory.question(&search, None), None, "without it comes next");
        assert_eq!(memory.stage(&search, None), Stage::Waits);
        search.begin(false);
        assert_eq!(memory.stage(&search, None), Stage::Records(false));
        see(&mut memory, &search, Some(recorded(false, 2, 4)), true);
        assert_eq!(memory.question(&search, None), Some(Question::Detectors { runs: [1, 2] }));
        assert_eq!(memory.stage(&search, None), Stage::Ranks);
        // Once more, with something else.
        search.begin(true);
        assert_eq!(memory.question(&search, None), Some(Question::Record { with: true, run: 3 }));
    }

    #[test]
    fn whoever_leaves_the_page_ends_a_recording_that_has_not_enough() {
        let (mut memory, mut search) = (Memory::default(), Search::default());
        search.begin(true);
        see(&mut memory, &search, Some(recorded(true, 1, 1)), true);
        see(&mut memory, &search, Some(recorded(true, 1, 1)), false);
        assert_eq!(memory.question(&search, None), None);
        see(&mut memory, &search, None, true);
        assert_eq!(memory.question(&search, None), None, "it does not go on by itself");
        search.begin(true);
        assert_eq!(memory.question(&search, None), Some(Question::Record { with: true, run: 2 }));
    }

    #[test]
    fn the_next_visitor_begins_with_nothing() {
        let (mut memory, mut search) = (Memory::default(), Search::default());
        search.begin(true);
        see(&mut memory, &search, Some(recorded(true, 1, 5)), true);
        see(&mut memory, &Search::default(), None, false);
        let mut search = Search::default();
        search.begin(true);
        assert_eq!(memory.side(&search, true), None);
        assert_eq!(memory.question(&search, None), Some(Question::Record { with: true, run: 1 }));
    }
}
