//! A word's picture, out of noise.

mod job;
mod words;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Chosen as AllChosen;
use super::page::Leaf;
use crate::canvas::text::{Style, Typeface};
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::{Entry, Group};
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::frame::Picture;
use crate::geometry::Rect;
use crate::network::guess::Guess;
use crate::screen::Key;
use crate::view::palette::{Metrics, NOTICE};
use crate::view::{Brush, Target};

pub use job::NoiseJob;

/// What is asked of the job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoiseWanted {
    /// Class number.
    pub class: usize,
    /// Another seed is other noise.
    pub seed: u64,
}

/// A picture that grows out of noise.
#[derive(Debug, Clone, PartialEq)]
pub struct OutOfNoise {
    /// As it stands, square.
    pub picture: Arc<Picture>,
    /// How it was at earlier stages, the first first: at most three.
    pub stages: Vec<Stage>,
    /// Steps that were made.
    pub steps: usize,
    /// How many there will be.
    pub of: usize,
    /// What the network answers to the whole picture: the best first; renewed now and then, and
    /// empty before the first time.
    pub answer: Vec<Guess>,
    /// The wanted class's probability in that answer, 0 to 1.
    pub probability: f32,
}

/// How it was at an earlier stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// As it stood.
    pub picture: Arc<Picture>,
    /// After so many steps.
    pub steps: usize,
    /// The wanted class's probability, 0 to 1.
    pub probability: f32,
}

/// Its keys.
pub const KEYS: &[Entry] =
    &[Entry::new("o", "key-noise", Group::Ask, &[(Key::Char('o'), false, super::NOISE)])
        .behind(Door::Dreams)];

static ABOUT: About = About {
    door: Door::Dreams,
    title: "noise-title",
    says: "noise-says",
    explains: &["noise-explains-1", "noise-explains-2"],
};

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    card: u8,
    seed: u64,
}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub(super) struct Page {}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _chosen: &mut AllChosen, _action: Action) -> Handled {
        Handled::No
    }

    fn requests(&self, chosen: &AllChosen, asked: Asked<'_>) -> Vec<Question> {
        let Chosen { card, seed } = chosen.noise;
        let class = usize::from(card).min(asked.outline.labels.len().saturating_sub(1));
        vec![Question::OutOfNoise(NoiseWanted { class, seed })]
    }

    fn see(&mut self, _chosen: &AllChosen, _moment: Moment<'_>) {}

    fn forget(&mut self) {}

    fn targets(
        &self,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    fn stamp(&self, _scene: &Scene<'_>, mut hash: &mut dyn Hasher) {
        0.hash(&mut hash);
    }

    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, _scene: &Scene<'_>) {
        brush.paragraph(area, &say!("one-moment"), Style::regular(brush.metrics.body, NOTICE));
    }
}
