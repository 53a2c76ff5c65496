//! The game "Find it": the screen names a thing, and the camera must show it; alone, or two in
//! turns.

pub(super) mod harvest;
mod pane;
mod rule;
#[cfg(test)]
mod tests;
mod turn;

use std::hash::{Hash, Hasher};

use super::round::{Game, Outcome, Score, Stands};
use super::things::{self, Thing};
use super::{ACT, DUEL, START};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::room::{About, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::snapshot::Snapshot;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};
use rule::{Groups, Largest};
use turn::Turn;

static ABOUT: About = About {
    door: Door::Play,
    title: "play-find-title",
    says: "play-find-says",
    explains: &["play-find-explains-1", "play-find-explains-2", "play-find-explains-3"],
};

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// True where the game that was started last is for two.
    duel: bool,
    /// How often a word was skipped.
    skips: u32,
    /// How often the second of two players said to be ready.
    turns: u32,
}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Find {
    stands: Stands,
    /// The groups of the network that looked last, by its name.
    groups: Groups,
    network: String,
    /// The ids of what can be shown here, as the presenter's file says; empty for everything.
    settled: Vec<String>,
    /// What was harvested; it goes before that while there is any.
    harvested: Vec<Thing>,
    /// One turn, or two; the last is under way, or is over.
    turns: Vec<Turn>,
    /// True where two play.
    duel: bool,
    /// True between the two turns of two players.
    waits: bool,
    /// What it thinks of the newest frame.
    thinks: Option<(Largest, f32)>,
    /// How many games were begun: the words are drawn by it.
    games: u64,
    /// The skips and the turns that were answered.
    skips: u32,
    said_ready: u32,
}

impl Find {
    /// Takes in which things can be shown here.
    pub(super) fn settle(&mut self, things: &[String]) {
        self.settled = things.to_vec();
    }

    /// Takes in what was harvested.
    pub(super) fn take_harvest(&mut self, things: Vec<Thing>) {
        self.harvested = things;
    }

    /// What can be named: what was harvested, what the file settles, or everything.
    fn things(&self) -> Vec<Thing> {
        let all = &self.groups.things;
        // All of a box is at hand.
        if !self.harvested.is_empty() {
            return self.harvested.iter().cloned().map(Thing::at_hand).collect();
        }
        let settled = |id: &String| all.iter().find(|thing| thing.id == *id);
        let settled: Vec<Thing> =
            self.settled.iter().filter_map(settled).cloned().map(Thing::at_hand).collect();
        if settled.is_empty() { all.clone() } else { settled }
    }

    /// True where the presenter has said what can be shown here.
    fn has_a_box(&self) -> bool {
        !(self.harvested.is_empty() && self.settled.is_empty())
    }

    fn turn(&self) -> Option<&Turn> {
        self.turns.last()
    }

    /// Learns the groups of the network that looks.
    fn learn(&mut self, snapshot: &Snapshot) {
        if self.network != snapshot.outline.name || self.groups.things.is_empty() {
            self.network.clone_from(&snapshot.outline.name);
            let classes = snapshot.outline.labels.len();
            self.groups = Groups::new(things::of(&snapshot.outline), classes);
        }
    }

    fn settle_outcome(&mut self) {
        let best = self.turns.iter().max_by_key(|turn| turn.points());
        let Some(best) = best.filter(|turn| !turn.finds().is_empty()) else {
            self.stands = Stands::Over(Outcome::Lost);
            return;
        };
        self.stands = Stands::Over(Outcome::Won(score(best)));
    }
}

fn score(turn: &Turn) -> Score {
    let words = turn.finds().iter().map(|find| find.name.clone()).collect();
    Score { figure: turn.points(), words }
}

impl Game for Find {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn apply(&self, chosen: &mut super::Chosen, action: Action) -> Handled {
        match action {
            ACT if self.stands.runs() && !self.waits => {
                chosen.find.skips = chosen.find.skips.wrapping_add(1);
                Handled::Done
            }
            START if self.waits => {
                chosen.find.turns = chosen.find.turns.wrapping_add(1);
                Handled::LetsGo
            }
            DUEL if !self.stands.runs() => {
                chosen.find.duel = true;
                chosen.starts = chosen.starts.wrapping_add(1);
                Handled::LetsGo
            }
            START if !self.stands.runs() => {
                chosen.find.duel = false;
                chosen.starts = chosen.starts.wrapping_add(1);
                Handled::LetsGo
            }
            _ => Handled::No,
        }
    }

    fn begin(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        self.learn(moment.snapshot);
        (self.skips, self.said_ready) = (chosen.find.skips, chosen.find.turns);
        (self.duel, self.waits) = (chosen.find.duel, false);
        let begin = if self.duel { Turn::first } else { Turn::alone };
        self.games += 1;
        let turn = begin(self.things(), self.games, &self.groups, moment.snapshot);
        // A network with none of these words has nothing to play with.
        if turn.wanted().is_none() {
            self.end();
            return;
        }
        self.stands = Stands::Runs(turn.countdown());
        self.turns = vec![turn];
    }

    fn end(&mut self) {
        self.stands = Stands::Ready;
        self.turns.clear();
        self.waits = false;
    }

    fn watch(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        self.learn(moment.snapshot);
        self.thinks = self.groups.largest(moment.snapshot);
    }

    fn see(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let Self { groups, turns, .. } = self;
        if self.waits {
            if self.said_ready != chosen.find.turns {
                (self.said_ready, self.waits) = (chosen.find.turns, false);
                self.skips = chosen.find.skips;
                let second = turns.first().map(|turn| turn.second(moment.snapshot.frame.time));
                self.turns.extend(second);
            }
        } else if let Some(turn) = turns.last_mut() {
            while self.skips != chosen.find.skips {
                self.skips = self.skips.wrapping_add(1);
                turn.skip(groups, moment.snapshot);
            }
            turn.see(groups, moment.snapshot);
            if turn.is_over() {
                self.waits = self.duel && self.turns.len() == 1;
                if !self.waits {
                    self.settle_outcome();
                    return;
                }
            }
        }
        let countdown = self.turn().map(Turn::countdown);
        self.stands = countdown.map_or(Stands::Ready, Stands::Runs);
    }

    /// No picture of anybody is in it, and the clock runs on where a visit lasts long.
    fn forget(&mut self) {}

    fn begin_again(&mut self) {
        self.end();
        self.thinks = None;
    }

    fn says_score(&self, score: &Score) -> String {
        say!("play-find-words", count = score.words.len())
    }

    fn is_ranked(&self) -> bool {
        !self.duel
    }

    fn so_far(&self) -> Option<Score> {
        let runs = self.stands.runs() && !self.duel;
        self.turn().filter(|_| runs).map(score)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(self, area, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let status = scene.status;
        (self.duel, self.waits, status.still, status.shaken, status.kiosk).hash(&mut hash);
        for turn in &self.turns {
            turn.finds().hash(&mut hash);
            let verdict = turn.verdict();
            (turn.wanted().map(|thing| &thing.id), verdict.warmer).hash(&mut hash);
            (rule::percent(verdict.sum), turn.countdown().left().as_millis()).hash(&mut hash);
        }
        self.things().iter().for_each(|thing| thing.id.hash(&mut hash));
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(self, brush, area, scene);
    }
}
