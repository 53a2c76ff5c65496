//! What the page shows of this moment, before it is laid out and drawn.

use super::super::taught::{Answer, Sample, Taught};
use super::super::{Chosen, chosen_in};
use super::places::{self, Places};
use super::{Memory, Show, shown_by};
use crate::canvas::color::Color;
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::{LEADER, Metrics, OTHERS, TAUGHT};

/// Of a head that was loaded, so many classes are listed.
const LISTED: usize = 4;

/// All that is drawn.
pub(super) struct Content<'a> {
    pub(super) show: &'a Show,
    pub(super) taught: Option<&'a Taught>,
    pub(super) chosen: &'a Chosen,
    pub(super) scene: &'a Scene<'a>,
}

/// How like one thing the newest picture is.
pub(super) struct Likeness {
    pub(super) name: String,
    pub(super) color: Color,
    /// The cosine.
    pub(super) like: f32,
}

/// What it answers.
pub(super) struct Said {
    /// The things.
    pub(super) rows: Vec<Likeness>,
    /// Which of them it is; none for none of these.
    pub(super) best: Option<usize>,
    pub(super) threshold: f32,
}

/// How far the best is ahead of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sureness {
    Perhaps,
    Thinks,
    Sure,
}

/// The best is so far ahead where it thinks so, and where it is sure: cosines.
const AHEAD: [f32; 2] = [0.12, 0.3];

/// The colour of a thing.
pub(super) fn color(class: u8) -> Color {
    TAUGHT[usize::from(class) % TAUGHT.len()]
}

impl<'a> Content<'a> {
    pub(super) fn new(show: &'a Show, memory: &'a Memory, scene: &'a Scene<'a>) -> Self {
        Self { show, taught: memory.taught.as_deref(), chosen: chosen_in(scene), scene }
    }

    pub(super) fn places(&self, area: Rect, m: &Metrics) -> Places {
        let cards = self.cards();
        let content = places::Content {
            cards,
            more: cards < TAUGHT.len(),
            forget: self.is_taught(),
            bars: self.said().map_or(0, |said| said.rows.len()),
            map: self.has_map(),
        };
        Places::new(area, m, content)
    }

    pub(super) fn cards(&self) -> usize {
        self.chosen.show.cards(self.taught)
    }

    /// True where anything was shown to it.
    pub(super) fn is_taught(&self) -> bool {
        self.taught.is_some_and(|taught| taught.things.iter().any(|thing| thing.shown > 0))
    }

    /// How many pictures of a thing came.
    pub(super) fn pictures(&self, class: usize) -> usize {
        let thing = self.taught.and_then(|taught| taught.things.get(class));
        thing.map_or(0, |thing| thing.shown)
    }

    /// True where there is a map of two things.
    pub(super) fn has_map(&self) -> bool {
        let two = self.taught.is_some_and(|taught| taught.count() >= 2);
        two && !self.show.glide.spots().is_empty()
    }

    /// The thing whose button is held.
    pub(super) fn held(&self) -> Option<usize> {
        self.scene.selection.holding.and_then(shown_by)
    }

    /// The card that is to be used next: of the first two the one that has no pictures yet.
    pub(super) fn next(&self) -> Option<usize> {
        let free = |class: &usize| self.pictures(*class) == 0;
        (0..2).find(free).filter(|_| self.held().is_none())
    }

    /// The picture that is looked at.
    pub(super) fn picked(&self) -> Option<&'a Sample> {
        self.taught?.sample(self.show.picked(&self.chosen.show)?)
    }

    /// What it answers; none where it knows too little.
    pub(super) fn said(&self) -> Option<Said> {
        let taught = self.taught?;
        match (&taught.answer, &taught.loaded) {
            (Some(answer), _) => Some(self.said_of(answer)),
            (None, Some(loaded)) if !self.is_taught() => {
                Some(said_by(&loaded.answer, &loaded.labels))
            }
            _ => None,
        }
    }

    fn said_of(&self, answer: &Answer) -> Said {
        let things = answer.cosines.iter().enumerate();
        let known: Vec<(usize, f32)> = things.filter_map(|(n, like)| Some((n, (*like)?))).collect();
        let best = answer.best.and_then(|best| known.iter().position(|(n, _)| *n == best));
        let row = |(class, like): (usize, f32)| Likeness {
            name: self.chosen.name(class),
            color: color(class as u8),
            like,
        };
        let rows = known.into_iter().map(row).collect();
        Said { rows, best, threshold: answer.threshold }
    }
}

/// What a head from a file answers: its most alike classes, the best first.
fn said_by(answer: &Answer, labels: &[String]) -> Said {
    let likes = answer.cosines.iter().enumerate();
    let mut likes: Vec<(usize, f32)> = likes.filter_map(|(n, like)| Some((n, (*like)?))).collect();
    likes.sort_by(|a, b| b.1.total_cmp(&a.1));
    likes.truncate(LISTED);
    let best = answer.best.and_then(|best| likes.iter().position(|(n, _)| *n == best));
    let row = |(n, (class, like)): (usize, (usize, f32))| Likeness {
        name: labels.get(class).cloned().unwrap_or_default(),
        color: if best == Some(n) { LEADER } else { OTHERS[1] },
        like,
    };
    Said {
        rows: likes.into_iter().enumerate().map(row).collect(),
        best,
        threshold: answer.threshold,
    }
}

impl Said {
    /// How sure that is; none where it is none of these.
    pub(super) fn sureness(&self) -> Option<Sureness> {
        let best = self.rows.get(self.best?)?.like;
        let others = self.rows.iter().enumerate().filter(|(n, _)| Some(*n) != self.best);
        let second = others.map(|(_, row)| row.like).max_by(f32::total_cmp);
        let ahead = second.map_or(f32::INFINITY, |second| best - second);
        Some(match ahead {
            _ if ahead >= AHEAD[1] => Sureness::Sure,
            _ if ahead >= AHEAD[0] => Sureness::Thinks,
            _ => Sureness::Perhaps,
        })
    }
}
