//! The room "When does it change its mind?": the flips of the last minute on a clock.

mod pane;

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use super::room::{About, Exhibit, Handled, Moment};
use super::scene::Scene;
use super::{Choice, Room, progress};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::dynamics::history::Flip;
use crate::geometry::Rect;
use crate::screen::Key;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// Once round the dial.
const ROUND: Duration = Duration::from_secs(60);

/// Opens the room, or closes it.
pub const CLOCK: Action = Action::Room("clock");

/// Its key.
pub const KEYS: &[Entry] =
    &[Entry::new("T", "key-clock", Group::Test, &[(Key::Char('T'), false, CLOCK)])];

static ABOUT: About = About {
    door: Door::Changes,
    title: "clock-title",
    says: "clock-says",
    explains: &["clock-explains-1", "clock-explains-2", "clock-explains-3"],
};

/// The room, with the flips of the last minute, oldest first.
#[derive(Debug, Default)]
pub struct Clock {
    flips: VecDeque<Flip>,
    now: Duration,
}

/// How often two classes took turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    /// The two, in the order of the newest change.
    classes: (usize, usize),
    count: usize,
}

impl Clock {
    /// The pairs of classes that took turns, the most frequent first, of equals the newest.
    fn pairs(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        for &Flip { from, to, .. } in self.flips.iter().rev() {
            let same = |pair: &&mut Pair| [(from, to), (to, from)].contains(&pair.classes);
            match pairs.iter_mut().find(same) {
                Some(pair) => pair.count += 1,
                None => pairs.push(Pair { classes: (from, to), count: 1 }),
            }
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
        pairs
    }

    /// The flips whose two pictures are kept.
    fn kept<'a>(&'a self, scene: &'a Scene<'_>) -> impl Iterator<Item = &'a Flip> {
        self.flips.iter().filter(|flip| scene.history.evidence_of(flip.frame).is_some())
    }
}

impl Exhibit for Clock {
    fn about(&self, _choice: &Choice) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _choice: &mut Choice, open: bool, action: Action) -> Handled {
        match action {
            CLOCK if open => Handled::Closes,
            CLOCK => Handled::Opens,
            _ => Handled::No,
        }
    }

    fn tab(&self, _choice: &Choice) -> Option<Action> {
        Some(CLOCK)
    }

    fn see(&mut self, moment: Moment<'_>) {
        self.now = moment.snapshot.frame.time;
        let last = self.flips.back().map(|flip| flip.time);
        let new = moment.history.recent_flips().iter();
        self.flips.extend(new.filter(|flip| last.is_none_or(|last| flip.time > last)));
        while self.flips.front().is_some_and(|flip| flip.time + ROUND <= self.now) {
            self.flips.pop_front();
        }
    }

    /// The flips are those of the old network.
    fn begin_again(&mut self) {
        self.flips.clear();
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(area, self.kept(scene), m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        (Room::Clock, self.now, self.flips.len(), scene.status.still).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        let area = progress::begin(brush, area, &ABOUT, scene);
        pane::draw(brush, area, self, scene);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::history::History;
    use crate::exhibit::findings::Findings;
    use crate::made_up;
    use crate::network::guess::Guess;
    use crate::taps::plan::Plan;
    use std::sync::Arc;

    /// One frame a second, with these best classes.
    fn clock(classes: &[usize]) -> Clock {
        let outline = Arc::new(made_up::outline(2, 4));
        let (mut clock, mut history) = (Clock::default(), History::default());
        for (n, &class) in (0..).zip(classes) {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), 10 * n, 0.6);
            snapshot.top = vec![Guess { class, probability: 0.6 }];
            history.push(&snapshot);
            let (findings, choice) = (&Findings::default(), &Choice::Clock);
            let (snapshot, history) = (&snapshot, &history);
            // A frame may be looked at twice.
            for _ in 0..2 {
                clock.see(Moment {
                    snapshot,
                    findings,
                    history,
                    choice,
                    open: true,
                    time_of_day: None,
                });
            }
        }
        clock
    }

    #[test]
    fn a_flip_stays_for_one_round_of_the_hand() {
        let mut classes = vec![0; 80];
        (classes[3], classes[30]) = (1, 1);
        // There and back.
        assert_eq!(clock(&classes[..60]).flips.len(), 4);
        assert_eq!(clock(&classes[..64]).flips.len(), 3, "that of second 3 is a minute old");
        assert_eq!(clock(&classes).flips.len(), 2);
        let mut clock = clock(&classes);
        clock.begin_again();
        assert!(clock.flips.is_empty());
    }

    #[test]
    fn two_classes_are_one_pair_whichever_came_first() {
        let clock = clock(&[0, 1, 0, 2, 0, 1]);
        let told: Vec<_> = clock.pairs().iter().map(|pair| (pair.classes, pair.count)).collect();
        assert_eq!(told, [((0, 1), 3), ((2, 0), 2)]);
    }
}
