//! The rule of a find: which thing it takes the picture for, whether that is the one that is
//! wanted, whether it gets warmer, and what a find is worth.

use std::collections::VecDeque;
use std::time::Duration;

use crate::exhibit::play::things::Thing;
use crate::snapshot::Snapshot;

/// Found by so much …
pub(super) const SURE: f32 = 0.5;
/// … in so many frames, one after the other;
const SURE_FRAMES: u32 = 3;
/// or by so much …
const LIKELY: f32 = 0.3;
/// … in so many.
const LIKELY_FRAMES: u32 = 10;

/// Over this time it gets warmer, or does not.
const WARMTH: Duration = Duration::from_secs(1);
/// A rise by less is none, however calm the picture is.
const LEAST_RISE: f32 = 0.03;

/// What a find is worth: the whole seconds that remain, and a tenth of its percentage.
pub(super) fn points(left: Duration, sum: f32) -> u32 {
    left.as_secs() as u32 + percent(sum) / 10
}

/// A share as whole per cent.
pub(super) fn percent(share: f32) -> u32 {
    (share * 100.0).round().clamp(0.0, 100.0) as u32
}

/// What it takes a picture for: the largest of all groups, and of the classes that are in none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Largest {
    /// A group, by its place in the list.
    Group(usize),
    /// A class that is in none.
    Class(usize),
}

/// The things of a network, and which class is in none.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    pub(super) things: Vec<Thing>,
    /// True for each class that is in a group.
    grouped: Vec<bool>,
}

impl Groups {
    pub(super) fn new(things: Vec<Thing>, classes: usize) -> Self {
        let mut grouped = vec![false; classes];
        for &class in things.iter().flat_map(|thing| &thing.classes) {
            if let Some(grouped) = grouped.get_mut(class) {
                *grouped = true;
            }
        }
        Self { things, grouped }
    }

    /// The largest but for what shares a class with `besides`, and its sum; none where there are no
    /// probabilities.
    fn largest_but(
        &self,
        probabilities: &[f32],
        besides: Option<&Thing>,
    ) -> Option<(Largest, f32)> {
        let meant = |class: usize| besides.is_some_and(|thing| thing.classes.contains(&class));
        let groups = self.things.iter().enumerate();
        let groups = groups.filter(|(_, thing)| !thing.classes.iter().any(|&class| meant(class)));
        let groups =
            groups.map(|(place, thing)| (Largest::Group(place), thing.probability(probabilities)));
        let single = |class: &usize| !self.grouped.get(*class).is_some_and(|&is| is);
        let singles = (0..probabilities.len()).filter(single).filter(|&class| !meant(class));
        let singles = singles.map(|class| (Largest::Class(class), probabilities[class]));
        groups.chain(singles).max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// What it takes the picture for, and how sure it is of that; none where it sees nothing.
    pub(super) fn largest(&self, snapshot: &Snapshot) -> Option<(Largest, f32)> {
        if snapshot.nothing_to_see {
            return None;
        }
        self.largest_but(&snapshot.probabilities, None)
    }

    /// What that is called; a class that is in no group by its own word.
    pub(super) fn name<'a>(&'a self, largest: Largest, snapshot: &'a Snapshot) -> &'a str {
        match largest {
            Largest::Group(place) => self.things.get(place).map_or("", Thing::name),
            Largest::Class(class) => snapshot.outline.labels.get(class).map_or("", String::as_str),
        }
    }
}

/// What came of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Verdict {
    /// How sure it is of the thing that is wanted: the sum of the group, 0..=1.
    pub(super) sum: f32,
    /// True where it is found.
    pub(super) found: bool,
    /// True where the sum has risen over the last second by more than noise.
    pub(super) warmer: bool,
}

/// Watches for one thing, frame by frame.
#[derive(Debug, Clone, Default)]
pub(super) struct Judge {
    /// The last frame that was looked at.
    frame: Option<u64>,
    /// So many frames in a row were sure, or likely at least.
    sure: u32,
    likely: u32,
    /// The sums of the last second, with their times.
    sums: VecDeque<(Duration, f32)>,
    verdict: Verdict,
}

impl Judge {
    /// What came of the frame that was looked at last.
    pub(super) fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Looks at a frame; at the same frame only once.
    pub(super) fn look(&mut self, wanted: &Thing, groups: &Groups, snapshot: &Snapshot) {
        let frame = &snapshot.frame;
        if self.frame == Some(frame.sequence) {
            return;
        }
        self.frame = Some(frame.sequence);
        let probabilities = &snapshot.probabilities;
        let seen = !snapshot.nothing_to_see && !probabilities.is_empty();
        let sum = if seen { wanted.probability(probabilities) } else { 0.0 };
        let other = groups.largest_but(probabilities, Some(wanted));
        let leads = seen && other.is_none_or(|(_, other)| sum > other);
        let count = |frames: u32, least: f32| if leads && sum >= least { frames + 1 } else { 0 };
        (self.sure, self.likely) = (count(self.sure, SURE), count(self.likely, LIKELY));
        let found = self.sure >= SURE_FRAMES || self.likely >= LIKELY_FRAMES;
        let warmer = self.gets_warmer(frame.time, sum);
        self.verdict = Verdict { sum, found, warmer };
    }

    /// True where the sum has risen over the last second by more than it changes from frame to
    /// frame anyway: twice the mean of those changes.
    fn gets_warmer(&mut self, now: Duration, sum: f32) -> bool {
        self.sums.push_back((now, sum));
        // The one before the last second stays: from there it has risen.
        while self.sums.get(1).is_some_and(|(time, _)| now.saturating_sub(*time) >= WARMTH) {
            self.sums.pop_front();
        }
        let Some(&(then, before)) = self.sums.front() else { return false };
        if now.saturating_sub(then) < WARMTH {
            return false;
        }
        let pairs = self.sums.iter().zip(self.sums.iter().skip(1));
        let changes = pairs.map(|((_, one), (_, other))| (one - other).abs()).sum::<f32>();
        let noise = 2.0 * changes / (self.sums.len() - 1).max(1) as f32;
        sum - before > noise.max(LEAST_RISE)
    }
}
