//! One player's turn at "Find it": the words in their order, the time, what was found.

use std::collections::VecDeque;
use std::time::Duration;

use super::rule::{Groups, Judge, Largest, Verdict, percent, points};
use crate::exhibit::play::round::Countdown;
use crate::exhibit::play::things::Thing;
use crate::snapshot::Snapshot;

/// How much time there is at the start of a game for one.
pub(super) const START: Duration = Duration::from_secs(20);
/// How much more a find gives.
const MORE: Duration = Duration::from_secs(10);
/// How much time each of two players has.
pub(super) const DUEL: Duration = Duration::from_secs(30);
/// So many finds are a whole round.
pub(super) const MOST_FINDS: usize = 10;

/// A find.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Find {
    /// What the thing is called.
    pub(super) name: String,
    /// The points.
    pub(super) points: u32,
    /// How sure it was, in per cent.
    pub(super) percent: u32,
}

/// A turn.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    things: Vec<Thing>,
    /// The words that are still to come, the next one first: places in `things`.
    queue: VecDeque<usize>,
    /// The word that is to be shown now; none once there is none left.
    wanted: Option<usize>,
    /// In which order the words came.
    order: Vec<usize>,
    /// How many finds end it.
    goal: usize,
    /// What a find adds.
    more: Duration,
    countdown: Countdown,
    finds: Vec<Find>,
    judge: Judge,
}

impl Turn {
    /// Begins a turn of one player alone with these things, in an order drawn by this seed; things
    /// that are at hand come first. The first word is none that is before the camera.
    pub(super) fn alone(things: Vec<Thing>, seed: u64, groups: &Groups, now: &Snapshot) -> Self {
        let mut queue: Vec<usize> = (0..things.len()).collect();
        fastrand::Rng::with_seed(seed).shuffle(&mut queue);
        queue.sort_by_key(|&place| !things[place].at_hand);
        let mut turn = Self::new(things, queue, START, MORE, now.frame.time);
        turn.next_but_what_is_seen(groups, now);
        turn
    }

    /// Begins the turn of the first of two players.
    pub(super) fn first(things: Vec<Thing>, seed: u64, groups: &Groups, now: &Snapshot) -> Self {
        let mut turn = Self::alone(things, seed, groups, now);
        (turn.more, turn.countdown) = (Duration::ZERO, Countdown::new(now.frame.time, DUEL));
        turn
    }

    /// Begins the turn of the second: the same words in the same order.
    pub(super) fn second(&self, now: Duration) -> Self {
        let mut queue = self.order.clone();
        queue.extend((0..self.things.len()).filter(|place| !self.order.contains(place)));
        let mut seen = Vec::new();
        queue.retain(|place| {
            let new = !seen.contains(place);
            seen.push(*place);
            new
        });
        let mut turn = Self::new(self.things.clone(), queue, DUEL, Duration::ZERO, now);
        turn.take(0);
        turn
    }

    fn new(
        things: Vec<Thing>,
        queue: Vec<usize>,
        lasts: Duration,
        more: Duration,
        now: Duration,
    ) -> Self {
        Self {
            goal: things.len().min(MOST_FINDS),
            things,
            queue: queue.into(),
            wanted: None,
            order: Vec::new(),
            more,
            countdown: Countdown::new(now, lasts),
            finds: Vec::new(),
            judge: Judge::default(),
        }
    }

    /// What is to be shown; none where there is nothing left.
    pub(super) fn wanted(&self) -> Option<&Thing> {
        self.things.get(self.wanted?)
    }

    /// How the newest frame stands to that.
    pub(super) fn verdict(&self) -> Verdict {
        self.judge.verdict()
    }

    /// The finds so far.
    pub(super) fn finds(&self) -> &[Find] {
        &self.finds
    }

    /// The points so far.
    pub(super) fn points(&self) -> u32 {
        self.finds.iter().map(|find| find.points).sum()
    }

    /// How many finds end it.
    pub(super) fn goal(&self) -> usize {
        self.goal
    }

    /// The time.
    pub(super) fn countdown(&self) -> Countdown {
        self.countdown
    }

    /// True once all is found or the time is up.
    pub(super) fn is_over(&self) -> bool {
        self.finds.len() >= self.goal || self.countdown.is_over()
    }

    /// Looks at a frame.
    pub(super) fn see(&mut self, groups: &Groups, snapshot: &Snapshot) {
        self.countdown.see(snapshot.frame.time);
        if self.is_over() {
            return;
        }
        let Some(thing) = self.wanted.and_then(|place| self.things.get(place)) else { return };
        self.judge.look(thing, groups, snapshot);
        let Verdict { found, sum, .. } = self.judge.verdict();
        if !found {
            return;
        }
        let points = points(self.countdown.left(), sum);
        self.finds.push(Find { name: thing.name().to_owned(), points, percent: percent(sum) });
        self.countdown.extend(self.more);
        self.wanted = None;
        if !self.is_over() {
            self.next_but_what_is_seen(groups, snapshot);
        }
    }

    /// Puts the word back behind all others, and takes the next.
    pub(super) fn skip(&mut self, groups: &Groups, snapshot: &Snapshot) {
        // With nothing else to come it stays.
        if self.queue.is_empty() || self.is_over() {
            return;
        }
        let skipped = self.wanted.take();
        self.next_but_what_is_seen(groups, snapshot);
        self.queue.extend(skipped);
    }

    /// Takes the next word that is not the thing before the camera; where there is no other, that
    /// one.
    fn next_but_what_is_seen(&mut self, groups: &Groups, snapshot: &Snapshot) {
        let seen = groups.largest(snapshot).map(|(largest, _)| largest);
        let is_seen = |thing: &Thing| match seen {
            Some(Largest::Group(place)) => {
                groups.things.get(place).is_some_and(|group| group.id == thing.id)
            }
            Some(Largest::Class(class)) => thing.classes.contains(&class),
            None => false,
        };
        let place = self.queue.iter().position(|&place| !is_seen(&self.things[place]));
        self.take(place.unwrap_or(0));
    }

    fn take(&mut self, place: usize) {
        self.wanted = self.queue.remove(place);
        self.order.extend(self.wanted);
        self.judge = Judge::default();
    }
}
