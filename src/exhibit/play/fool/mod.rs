//! The game "Fool it": it is to say "banana" without a banana, by what is held up or by a change of
//! the picture that nobody sees.

mod pane;
#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::ACT;
use super::round::{Countdown, Game, Outcome, Score, Stands};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::exhibit::adversarial::Adversarial;
use crate::exhibit::findings::Found;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::{Finding, Question};
use crate::geometry::Rect;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

static ABOUT: About = About {
    door: Door::Play,
    title: "play-fool-title",
    says: "play-fool-says",
    explains: &["play-fool-explains-1", "play-fool-explains-2", "play-fool-explains-3"],
};

/// How long it lasts.
const LASTS: Duration = Duration::from_secs(60);

/// What it is to say, where it knows the word: a class's label.
const WORD: &str = "banana";

/// It is fooled by hand where it is at least so sure of the word in so many frames.
const SURE: f32 = 0.3;
const FRAMES: u32 = 3;

/// What is chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// How often its pixels were to be changed.
    changes: u32,
    /// In which game the last time, by how many were started.
    game: u32,
}

/// How it was fooled.
#[derive(Debug)]
enum How {
    /// Something was held up.
    ByHand,
    /// Its pixels were changed.
    ByPixels(Arc<Adversarial>),
}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Fool {
    stands: Stands,
    /// The class that it is to say.
    wanted: usize,
    /// The newest frame, and for how many frames up to it it has said the word.
    newest: Option<u64>,
    frames: u32,
    /// How it was fooled; with pictures, as long as the page is open.
    how: Option<How>,
    /// How many seconds that took.
    seconds: u32,
}

/// What it is to say: the word where the network has it, else the class that is least probable now.
fn wanted(outline: &Outline, snapshot: &Snapshot) -> Option<usize> {
    let known = outline.labels.iter().position(|label| label == WORD);
    let least = || {
        let shares = snapshot.probabilities.iter().enumerate();
        shares.min_by(|a, b| a.1.total_cmp(b.1)).map(|(class, _)| class)
    };
    known.or_else(least)
}

/// The question that changes the pixels; none where nobody has asked for that in this game.
fn question(chosen: &super::Chosen, wanted: usize) -> Option<Question> {
    let super::Chosen { starts, fool, .. } = chosen;
    let run = u64::from(*starts) << 32 | u64::from(fool.changes);
    (fool.game == *starts).then_some(Question::Adversarial { class: wanted, run })
}

/// What has come of it so far.
fn found(found: &Found) -> Option<&Arc<Adversarial>> {
    if let Finding::Adversarial(adversarial) = &found.finding { Some(adversarial) } else { None }
}

impl Fool {
    /// Ends won.
    fn win(&mut self, how: How, passed: Duration, outline: &Outline) {
        self.seconds = passed.as_secs_f32().ceil() as u32;
        let way = match how {
            How::ByHand => say!("play-fool-by-hand"),
            How::ByPixels(_) => say!("play-fool-by-pixels"),
        };
        let word = outline.labels.get(self.wanted).cloned().unwrap_or_default();
        let score = Score { figure: self.seconds, words: vec![word, way] };
        (self.how, self.stands) = (Some(how), Stands::Over(Outcome::Won(score)));
    }

    /// Counts the frames in a row in which it says the word.
    fn count(&mut self, snapshot: &Snapshot) {
        if self.newest.replace(snapshot.frame.sequence) == Some(snapshot.frame.sequence) {
            return;
        }
        let best = snapshot.top.first().filter(|_| !snapshot.nothing_to_see);
        let says = best.is_some_and(|b| b.class == self.wanted && b.probability >= SURE);
        self.frames = if says { self.frames + 1 } else { 0 };
    }
}

impl Game for Fool {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn apply(&self, chosen: &mut super::Chosen, action: Action) -> Handled {
        if action != ACT || !self.stands.runs() {
            return Handled::No;
        }
        chosen.fool.changes = chosen.fool.changes.wrapping_add(1);
        chosen.fool.game = chosen.starts;
        Handled::Done
    }

    fn begin(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        self.end();
        let snapshot = moment.snapshot;
        if let Some(wanted) = wanted(&snapshot.outline, snapshot) {
            let stands = Stands::Runs(Countdown::new(snapshot.frame.time, LASTS));
            *self = Self { stands, wanted, ..Self::default() };
        }
    }

    fn end(&mut self) {
        *self = Self::default();
    }

    fn see(&mut self, chosen: &super::Chosen, moment: Moment<'_>) {
        let Moment { snapshot, findings, .. } = moment;
        let Stands::Runs(countdown) = &mut self.stands else { return };
        countdown.see(snapshot.frame.time);
        let (passed, is_over) = (countdown.passed(), countdown.is_over());
        self.count(snapshot);
        let question = question(chosen, self.wanted);
        let ended = question.and_then(|question| findings.of(&question));
        let ended = ended.filter(|job| job.progress.is_over()).and_then(found);
        let changed = ended.filter(|found| found.after.is_some()).map(Arc::clone);
        if self.frames >= FRAMES {
            self.win(How::ByHand, passed, &snapshot.outline);
        } else if let Some(found) = changed {
            self.win(How::ByPixels(found), passed, &snapshot.outline);
        } else if is_over {
            self.stands = Stands::Over(Outcome::Lost);
        }
    }

    fn is_better(&self, one: u32, other: u32) -> bool {
        one < other
    }

    fn says_figure(&self, figure: u32) -> String {
        say!("play-fool-figure", seconds = figure)
    }

    fn says_score(&self, score: &Score) -> String {
        score.words.last().cloned().unwrap_or_default()
    }

    fn requests(&self, chosen: &super::Chosen, _asked: Asked<'_>) -> Vec<Question> {
        let question = question(chosen, self.wanted).filter(|_| self.stands.runs());
        question.into_iter().collect()
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(area, self, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let job = pane::job(self, scene).map(|job| job.progress);
        (&self.stands, self.wanted, self.seconds, job).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, self, scene);
    }
}
