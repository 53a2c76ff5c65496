//! The game "Flip it": the smallest movement that changes the answer.

mod pane;
#[cfg(test)]
mod tests;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use super::pane::then;
use super::round::{Countdown, Game, Outcome, Score, Stands};
use crate::canvas::text::Typeface;
use crate::control::door::Door;
use crate::dynamics::evidence::Evidence;
use crate::exhibit::room::{About, Moment};
use crate::exhibit::scene::Scene;
use crate::exhibit::why;
use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

static ABOUT: About = About {
    door: Door::Play,
    title: "play-flip-title",
    says: "play-flip-says",
    explains: &["play-flip-explains-1", "play-flip-explains-2", "play-flip-explains-3"],
};

/// How long it lasts.
const LASTS: Duration = Duration::from_secs(30);

/// Less than so many hundredths of a pixel cannot be told from a camera's noise.
const LEAST: u32 = 5;

/// A flip that was measured.
#[derive(Debug, Clone)]
struct Measured {
    /// What was seen before and after.
    evidence: Arc<Evidence>,
    /// How far the pixels moved between the two, in hundredths of a pixel of the network's input.
    hundredths: u32,
}

/// The game.
#[derive(Debug, Default)]
pub(super) struct Flip {
    stands: Stands,
    /// The newest flip that was looked at, or the frame with which it began.
    since: u64,
    /// How many flips there were.
    flips: u32,
    /// The one with the smallest movement, of those that could be measured. Its pictures are kept
    /// as long as the page is open.
    smallest: Option<Measured>,
}

impl Flip {
    /// Counts a flip, and keeps it where it took the smallest movement so far.
    fn measure(&mut self, evidence: &Arc<Evidence>, side: i32) {
        (self.since, self.flips) = (evidence.flip.frame, self.flips + 1);
        let way = why::way(&evidence.before.picture, &evidence.after.picture);
        let Some(way) = way.filter(|way| way.is_finite()) else { return };
        let hundredths = ((100.0 * way * side as f32).round() as u32).max(LEAST);
        if self.smallest.as_ref().is_none_or(|smallest| hundredths < smallest.hundredths) {
            self.smallest = Some(Measured { evidence: Arc::clone(evidence), hundredths });
        }
    }

    fn outcome(&self, labels: &[String]) -> Outcome {
        let Some(Measured { evidence, hundredths }) = &self.smallest else { return Outcome::Lost };
        let name = |class: usize| labels.get(class).cloned().unwrap_or_default();
        let words = vec![name(evidence.flip.from), name(evidence.flip.to)];
        Outcome::Won(Score { figure: *hundredths, words })
    }
}

impl Game for Flip {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn stands(&self) -> &Stands {
        &self.stands
    }

    fn begin(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        let frame = &moment.snapshot.frame;
        let stands = Stands::Runs(Countdown::new(frame.time, LASTS));
        *self = Self { stands, since: frame.sequence, ..Self::default() };
    }

    fn end(&mut self) {
        *self = Self::default();
    }

    fn see(&mut self, _chosen: &super::Chosen, moment: Moment<'_>) {
        let (snapshot, since) = (moment.snapshot, self.since);
        let is_new = |evidence: &&Arc<Evidence>| evidence.flip.frame > since;
        for evidence in moment.history.evidence().filter(is_new) {
            self.measure(evidence, snapshot.outline.side());
        }
        if let Stands::Runs(countdown) = &mut self.stands {
            countdown.see(snapshot.frame.time);
            if countdown.is_over() {
                self.stands = Stands::Over(self.outcome(&snapshot.outline.labels));
            }
        }
    }

    fn is_better(&self, one: u32, other: u32) -> bool {
        one < other
    }

    fn says_figure(&self, figure: u32) -> String {
        say!("tick-pixels", amount = pane::pixels(figure))
    }

    fn says_score(&self, score: &Score) -> String {
        then(score)
    }

    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target> {
        pane::targets(area, self, scene, m, face)
    }

    fn stamp(&self, scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        let smallest = self.smallest.as_ref().map(|of| (of.evidence.flip.frame, of.hundredths));
        (&self.stands, self.flips, smallest).hash(&mut hash);
        (scene.status.still, scene.status.shaken).hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>) {
        pane::draw(brush, area, self, scene);
    }
}
