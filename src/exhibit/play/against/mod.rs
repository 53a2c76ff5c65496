//! The game "You against it": a photo gets sharp from a blur; who names it first?

pub mod blurred;
mod pane;
#[cfg(test)]
mod tests;
mod word;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::ACT;
use super::round::{Countdown, Game, Outcome, Score, Stands};
use crate::canvas::text::Typeface;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use blurred::{Level, ROUNDS};
use word::{OFFERED, SURE, Word};

static ABOUT: About = About {
    door: Door::Play,
    title: "play-against-title",
    says: "play-against-says",
    explains: &["play-against-explains-1", "play-against-explains-2", "play-against-explains-3"],
};

/// So long each level is shown.
const LEVEL: Duration = Duration::from_secs(1);

/// So long it is shown how a round ended.
const PAUSE: Duration = Duration::from_secs(4);

/// Nobody plays longer than this, if no picture is waited for.
const LASTS: Duration = Duration::from_secs(120);

/// What names the picture, by the places of the words.
const NAMES: [Action; OFFERED] = [
    Action::Room("first-word"),
    Action::Room("second-word"),
    Action::Room("third-word"),
    Action::Room("fourth-word"),
];

/// A word that was picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Pick {
    /// In which game, by how many were started, and in which of its rounds.
    game: u32,
    round: usize,
    /// Its place among those that are offered.
    word: usize,
}

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// The word that the arrows are on.
    cursor: usize,
    /// True once the arrows were used: only then it is shown where they are.
    by_keys: bool,
    picked: Option<Pick>,
}

/// How a round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct End {
    /// When.
    at: Duration,
    /// The level that was shown then.
    level: usize,
    /// The word that the visitor picked; none where it was faster.
    picked: Option<usize>,
}

/// A round.
#[derive(Debug)]
struct Round {
    levels: Arc<Vec<Level>>,
    words: Vec<Word>,
    /// The place of the right one.
    right: usize,
    /// The level from which on it names it.
    network: usize,
    begun: Duration,
    now: Duration,
    end: Option<End>,
}

impl Round {
    /// None where the network is not sure of the sharp picture.
    fn new(levels: &Arc<Vec<Level>>, outline: &Outline, seed: u64, now: Duration) -> Option<Self> {
        let right = Word::right(outline, &levels.last()?.probabilities)?;
        let names = |level: &Level| right.probability(&level.probabilities) >= SURE;
        let network = levels.iter().rposition(|level| !names(level)).map_or(0, |last| last + 1);
        let (words, right) = right.offer(outline, seed);
        let levels = Arc::clone(levels);
        Some(Self { levels, words, right, network, begun: now, now, end: None })
    }

    /// The level that is shown: the sharp one once the round is over.
    fn shown(&self) -> usize {
        let last = self.levels.len().saturating_sub(1);
        if self.end.is_some() { last } else { self.level().min(last) }
    }

    /// How many levels' time has passed.
    fn level(&self) -> usize {
        (self.now.saturating_sub(self.begun).as_millis() / LEVEL.as_millis()) as usize
    }

    /// A frame of this time was seen, and this word picked by then. Within one level the visitor
    /// comes first.
    fn see(&mut self, now: Duration, picked: Option<usize>) {
        // What was picked, was picked of the level that was shown until now.
        let level = self.level();
        self.now = self.now.max(now);
        let end = |level, picked| Some(End { at: now, level, picked });
        if self.end.is_some() {
            return;
        }
        if picked.is_some_and(|word| word < self.words.len()) {
            self.end = end(level, picked);
        } else if self.level() > self.network {
            self.end = end(self.network, None);
        }
    }

    /// True where the visitor named it first.
    fn is_won(&self) -> bool {
        self.end.is_some_and(|end| end.picked == Some(self.right))
    }
}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Against {
    stands: Stands,
    /// Which round it is, from 0, and the round once its picture is there.
    count: usize,
    round: Option<Round>,
    /// How many the visitor has won, and how many the network.
    won: usize,
    lost: usize,
    /// Why it could not be played.
    problem: Option<String>,
}

fn question(chosen: &super::Chosen) -> Question {
    Question::Blurred { run: u64::from(chosen.starts) }
}

impl Against {
    fn finish(&mut self) {
        let score = || {
            let words = vec![say!("play-against-result", you = self.won, it = self.lost)];
            Score { figure: self.won as u32, words }
        };
        let outcome = if self.won > self.lost { Outcome::Won(score()) } else { Outcome::Lost };
        self.stands = Stands::Over(outcome);
    }

    /// The next round, where its picture is there; the end where no more come.
    fn next(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let found = moment.findings.of(&question(chosen)).map(|found| &found.finding);
        let blurred = match found {
            Some(Finding::Blurred(blurred)) => blurred,
            Some(Finding::Nothing(why)) => {
                let problem = Some(why.clone());
                *self = Self { problem, ..Self::default() };
                return;
            }
            _ => return,
        };
        let now = moment.snapshot.frame.time;
        match blurred.photos.get(self.count) {
            Some(levels) => {
                let seed = u64::from(chosen.starts) * ROUNDS as u64 + self.count as u64;
                self.round = Round::new(levels, &moment.snapshot.outline, seed, now);
                // The job hands over none that is not known.
                self.count += usize::from(self.round.is_none());
            }
            None if blurred.over && self.count == 0 => {
                *self = Self { problem: Some(say!("play-against-none")), ..Self::default() };
            }
            None if blurred.over => self.finish(),
            None => {}
        }
    }
}

impl Game for Against {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn apply(&self, chosen: &mut super::Chosen, action: Action) -> Handled {
        if !self.stands.runs() {
            return Handled::No;
        }
        let super::Chosen { starts, against, .. } = chosen;
        let cursor = against.cursor;
        let word = match action {
            ACT if against.by_keys => Some(cursor),
            action => NAMES.iter().position(|&name| name == action),
        };
        match (word, action) {
            (Some(word), _) => {
                let is_open = self.round.as_ref().is_some_and(|round| round.end.is_none());
                let pick = Pick { game: *starts, round: self.count, word };
                // The first touch counts.
                let is_first = against
                    .picked
                    .is_none_or(|picked| (picked.game, picked.round) != (pick.game, pick.round));
                if is_open && is_first {
                    (against.picked, against.cursor) = (Some(pick), word);
                }
            }
            (None, Action::Move(to) | Action::Leap(to)) => {
                against.by_keys = true;
                // Two rows of two.
                against.cursor = match to {
                    Direction::Left => cursor & !1,
                    Direction::Right => cursor | 1,
                    Direction::Up => cursor & !2,
                    Direction::Down => cursor | 2,
                };
            }
            (None, ACT) => against.by_keys = true,
            _ => return Handled::No,
        }
        Handled::Done
    }

    fn begin(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let stands = Stands::Runs(Countdown::new(moment.snapshot.frame.time, LASTS));
        *self = Self { stands, ..Self::default() };
        self.see(chosen, moment);
    }

    fn end(&mut self) {
        *self = Self::default();
    }

    fn see(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let now = moment.snapshot.frame.time;
        if let Stands::Runs(countdown) = &mut self.stands {
            countdown.see(now);
        }
        let Some(round) = &mut self.round else { return self.next(chosen, moment) };
        let is_mine = |pick: &Pick| (pick.game, pick.round) == (chosen.starts, self.count);
        let picked = chosen.against.picked.filter(is_mine).map(|pick| pick.word);
        let was_open = round.end.is_none();
        round.see(now, picked);
        let Some(end) = round.end else { return };
        if was_open {
            let won = usize::from(round.is_won());
            (self.won, self.lost) = (self.won + won, self.lost + 1 - won);
        } else if now >= end.at + PAUSE {
            self.count += 1;
            if self.count == ROUNDS {
                self.finish();
            } else {
                self.round = None;
                self.next(chosen, moment);
            }
        }
    }

    fn says_figure(&self, figure: u32) -> String {
        say!("play-against-figure", count = figure)
    }

    fn says_score(&self, _score: &Score) -> String {
        say!("play-against-head")
    }

    fn requests(&self, chosen: &super::Chosen, _asked: Asked<'_>) -> Vec<Question> {
        if self.stands.runs() { vec![question(chosen)] } else { Vec::new() }
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, _face: &Typeface) -> Vec<Target> {
        pane::targets(area, self, scene, m)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let chosen = &super::chosen_of(scene).against;
        let round = self.round.as_ref().map(|round| (round.shown(), round.end));
        (&self.stands, self.count, self.won, self.lost, &self.problem).hash(&mut hash);
        (round, chosen.cursor, chosen.by_keys, chosen.picked).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, self, scene);
    }
}
