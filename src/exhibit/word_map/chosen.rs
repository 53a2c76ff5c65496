//! What is chosen on the map: a word, a group, which part of it is seen.

use super::Known;
use super::groups::GROUPS;
use crate::control::action::{Action, Direction, Stroke};
use crate::geometry::Point;

/// Places on the map are whole numbers up to this.
pub(super) const UNITS: i32 = 10_000;

/// How closely one looks at most: each step is [`CLOSER_BY`] times closer.
pub(super) const CLOSEST: u8 = 5;

/// By how much a step leads closer.
const CLOSER_BY: f32 = 1.7;

/// The shares of what is seen, to either side, in which a word that is looked for must stand.
const INNER: [f32; 2] = [0.35, 0.22];

/// What is chosen here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// The word that is looked at; none where that is the answer.
    pub(super) word: Option<usize>,
    /// The group that is lit up, an index into [`GROUPS`].
    pub(super) group: Option<u8>,
    /// How closely one looks: 0 sees all of it.
    pub(super) zoom: u8,
    /// What lies in the middle, in [`UNITS`] of the map's square.
    pub(super) centre: [i32; 2],
}

impl Chosen {
    pub(super) const NOTHING: Self =
        Self { word: None, group: None, zoom: 0, centre: [UNITS / 2; 2] };

    /// How many times larger than the whole map it is seen.
    pub(super) fn enlargement(&self) -> f32 {
        CLOSER_BY.powi(i32::from(self.zoom))
    }

    /// Looks closer at a word, or at what is in the middle.
    pub(super) fn go_closer(&mut self, known: &Known) {
        self.zoom = (self.zoom + 1).min(CLOSEST);
        if let Some(word) = self.word.or(known.best) {
            self.show(word, known);
        }
    }

    /// Steps back.
    pub(super) fn go_away(&mut self) {
        self.zoom = self.zoom.saturating_sub(1);
        if self.zoom == 0 {
            self.centre = Self::NOTHING.centre;
        }
    }

    /// Looks at a word; the same one again: at the answer.
    pub(super) fn pick(&mut self, word: usize, known: &Known) {
        if self.word == Some(word) {
            self.word = None;
            return;
        }
        self.word = Some(word);
        self.show(word, known);
    }

    /// To the next word that way.
    pub(super) fn step(&mut self, to: Direction, known: &Known) {
        let Some(from) = self.word.or(known.best) else { return };
        let words = known.words.as_ref();
        if let Some(word) = words.and_then(|words| words.beside(from, step_of(to))) {
            self.word = Some(word);
            self.show(word, known);
        }
    }

    /// Moves what is seen by a quarter of it.
    pub(super) fn leap(&mut self, to: Direction, known: &Known) {
        let [dx, dy] =
            step_of(to).map(|step| (step * 0.25 * UNITS as f32 / self.enlargement()) as i32);
        self.move_by(dx, dy, known);
    }

    /// A finger on the map: where all of it is seen it looks for words, closer it moves the map.
    pub(super) fn follow(&mut self, Stroke { from, to }: Stroke, known: &Known) {
        if from == to || self.zoom == 0 {
            let place = |Point { x, y }| [x, y].map(|value| value as f32 / UNITS as f32);
            let at = known.words.as_ref().and_then(|words| words.at(place(to)));
            self.word = at.or(self.word);
        } else {
            self.move_by(from.x - to.x, from.y - to.y, known);
        }
    }

    /// Lights the next group up, and none after the last.
    pub(super) fn next_group(&mut self) {
        let next = self.group.map_or(0, |group| group + 1);
        self.group = Some(next).filter(|&next| usize::from(next) < GROUPS.len());
    }

    /// Lights the group up that this is the button of, or no longer; false where it is none's.
    pub(super) fn picks_group(&mut self, action: Action) -> bool {
        let Some(group) = GROUPS.iter().position(|group| group.action == action) else {
            return false;
        };
        let group = group as u8;
        self.group = Some(group).filter(|&group| self.group != Some(group));
        true
    }

    /// Moves what is seen; no farther than that the nearest word stays well inside of it.
    fn move_by(&mut self, dx: i32, dy: i32, known: &Known) {
        if self.zoom == 0 {
            return;
        }
        let [x, y] = self.centre;
        self.centre = [x + dx, y + dy].map(|value| value.clamp(0, UNITS));
        let Some(words) = &known.words else { return };
        let nearest = words.at(self.centre.map(|value| value as f32 / UNITS as f32));
        let Some(place) = nearest.and_then(|word| words.places.get(word)) else { return };
        for axis in 0..2 {
            let reach = (INNER[axis] * UNITS as f32 / self.enlargement()) as i32;
            let word = (place[axis] * UNITS as f32) as i32;
            self.centre[axis] = self.centre[axis].clamp(word - reach, word + reach);
        }
    }

    /// Moves the map, so that this word is well inside of what is seen.
    fn show(&mut self, word: usize, known: &Known) {
        let place = known.words.as_ref().and_then(|words| words.places.get(word));
        let Some(place) = place.filter(|_| self.zoom > 0) else { return };
        let place = place.map(|value| (value * UNITS as f32) as i32);
        let reach = INNER.map(|share| (share * UNITS as f32 / self.enlargement()) as i32);
        let is_inside = |axis: usize| (place[axis] - self.centre[axis]).abs() <= reach[axis];
        if !(is_inside(0) && is_inside(1)) {
            self.centre = place;
        }
    }
}

impl Default for Chosen {
    fn default() -> Self {
        Self::NOTHING
    }
}

/// A step that way, to the right and downwards.
fn step_of(to: Direction) -> [f32; 2] {
    match to {
        Direction::Left => [-1.0, 0.0],
        Direction::Right => [1.0, 0.0],
        Direction::Up => [0.0, -1.0],
        Direction::Down => [0.0, 1.0],
    }
}
