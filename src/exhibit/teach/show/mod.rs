//! The page where things are shown to it, and where it answers.

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

/// Its keys.
pub const KEYS: &[Entry] = &[];

static ABOUT: About =
    About { door: Door::Teach, title: "teach-title", says: "teach-says", explains: &[] };

/// What is chosen on this page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {}

/// The page, with what it remembers.
#[derive(Debug, Default)]
pub struct Show {}

impl Leaf for Show {
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
