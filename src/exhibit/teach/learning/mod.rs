//! The page on which a small head learns before one's eyes.

use std::hash::Hasher;

use super::Chosen as AllChosen;
use super::page::{Leaf, Memory};
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::keymap::Entry;
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// What can be turned: places on the scales of the knobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Knobs {
    /// The learning rate's.
    pub rate: u8,
    /// The hidden cells'.
    pub hidden: u8,
    /// The weight decay's.
    pub decay: u8,
    /// The share of the pictures'.
    pub share: u8,
    /// That of wrong labels.
    pub noise: u8,
}

impl Default for Knobs {
    fn default() -> Self {
        Self { rate: 2, hidden: 0, decay: 0, share: 4, noise: 0 }
    }
}

/// The state of a head that is being trained.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learning {
    /// How many steps were made.
    pub steps: u32,
}

/// Its keys.
pub const KEYS: &[Entry] = &[];

static ABOUT: About =
    About { door: Door::Teach, title: "learning-title", says: "learning-says", explains: &[] };

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub struct Page {}

impl Leaf for Page {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn apply(&self, _chosen: &mut AllChosen, _action: Action) -> Handled {
        Handled::No
    }

    fn requests(&self, _chosen: &AllChosen, _memory: &Memory, _asked: Asked<'_>) -> Vec<Question> {
        Vec::new()
    }

    fn see(&mut self, _chosen: &AllChosen, _memory: &Memory, _moment: Moment<'_>) {}

    fn forget(&mut self) {}

    fn targets(
        &self,
        _memory: &Memory,
        _area: Rect,
        _scene: &Scene<'_>,
        _m: &Metrics,
        _face: &Typeface,
    ) -> Vec<Target> {
        Vec::new()
    }

    fn stamp(&self, _memory: &Memory, _scene: &Scene<'_>, _hash: &mut dyn Hasher) {}

    fn draw(&self, _memory: &Memory, _brush: &mut Brush<'_, '_>, _area: Rect, _scene: &Scene<'_>) {}
}
