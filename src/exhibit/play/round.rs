//! What all games have in common: how one stands, its clock, and the trait of a game.

use std::fmt::Debug;
use std::hash::Hasher;
use std::time::Duration;

use super::Chosen;
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::taps::plan::Plan;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// How a game stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) enum Stands {
    /// Nobody has started it.
    #[default]
    Ready,
    /// It runs, and so much time is left.
    Runs(Countdown),
    /// It is over.
    Over(Outcome),
}

impl Stands {
    /// True while it runs.
    pub(super) fn runs(&self) -> bool {
        matches!(self, Self::Runs(_))
    }
}

/// What came of a game.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Outcome {
    /// It was won, or something came of it.
    Won(Score),
    /// Time ran out before anything came of it.
    Lost,
}

/// What is kept of a game that was won. No picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Score {
    /// What it is compared by; what it means is the game's.
    pub(super) figure: u32,
    /// The words of it: what was found, or what it said.
    pub(super) words: Vec<String>,
}

/// The time that is left, by the frames' own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Countdown {
    begun: Duration,
    ends: Duration,
    now: Duration,
}

impl Countdown {
    /// From this frame's time on.
    pub(super) fn new(now: Duration, lasts: Duration) -> Self {
        Self { begun: now, ends: now + lasts, now }
    }

    /// A frame of this time was seen.
    pub(super) fn see(&mut self, now: Duration) {
        self.now = self.now.max(now);
    }

    /// Gives more time.
    pub(super) fn extend(&mut self, by: Duration) {
        self.ends += by;
    }

    /// How much time is left.
    pub(super) fn left(&self) -> Duration {
        self.ends.saturating_sub(self.now)
    }

    /// How much time has passed.
    pub(super) fn passed(&self) -> Duration {
        self.now.saturating_sub(self.begun)
    }

    /// Which part of all the time is left, 0..=1.
    pub(super) fn share(&self) -> f32 {
        let all = self.ends.saturating_sub(self.begun).as_secs_f32();
        if all > 0.0 { self.left().as_secs_f32() / all } else { 0.0 }
    }

    /// True where none is left.
    pub(super) fn is_over(&self) -> bool {
        self.left().is_zero()
    }
}

/// A game: a page of the room.
pub(super) trait Game: Debug {
    /// What it is about.
    fn about(&self) -> &'static About;

    /// How it stands.
    fn stands(&self) -> &Stands;

    /// Does what the action asks while its page is open, where that is this game's.
    fn apply(&self, _chosen: &mut Chosen, _action: Action) -> Handled {
        Handled::No
    }

    /// Begins with this moment.
    fn begin(&mut self, chosen: &Chosen, moment: Moment<'_>);

    /// Ends without an outcome: somebody left.
    fn end(&mut self);

    /// Looks at a moment while it runs. The second snapshot of a frame may come.
    fn see(&mut self, chosen: &Chosen, moment: Moment<'_>);

    /// Looks at every snapshot while its page is open, whether it runs or not, before
    /// [`Self::see`].
    fn watch(&mut self, _chosen: &Chosen, _moment: Moment<'_>) {}

    /// The visitor is gone: lets go of their pictures.
    fn forget(&mut self) {
        self.end();
    }

    /// Another network answers from now on.
    fn begin_again(&mut self) {
        self.end();
    }

    /// True where the first figure is better than the second.
    fn is_better(&self, one: u32, other: u32) -> bool {
        one > other
    }

    /// A figure with its unit, as it stands in today's best, as short as can be: "124", "5 %".
    fn says_figure(&self, figure: u32) -> String {
        figure.to_string()
    }

    /// What stands in today's best beside the figure, in a line: "7 words".
    fn says_score(&self, score: &Score) -> String {
        score.words.first().cloned().unwrap_or_default()
    }

    /// True where what came of it goes into today's best.
    fn is_ranked(&self) -> bool {
        true
    }

    /// What has come of it so far, while it runs.
    fn so_far(&self) -> Option<Score> {
        None
    }

    /// What it asks of the engine while its page is open.
    fn requests(&self, _chosen: &Chosen, _asked: Asked<'_>) -> Vec<Question> {
        Vec::new()
    }

    /// What each pass must read for it while its page is open.
    fn plan(&self, _chosen: &Chosen, _asked: Asked<'_>, _plan: &mut Plan) {}

    /// What can be touched, in the area that [`Self::draw`] gets.
    fn targets(
        &self,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    /// Hashes all that [`Self::draw`] shows besides the newest picture.
    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher);

    /// Draws it below the title.
    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>);
}
