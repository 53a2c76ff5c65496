//! What the pages of the room have in common.

use std::fmt::Debug;
use std::hash::Hasher;

use super::Chosen;
use crate::canvas::text::Typeface;
use crate::control::action::Action;
use crate::exhibit::Question;
use crate::exhibit::room::{About, Asked, Handled, Moment};
use crate::exhibit::scene::Scene;
use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{Brush, Target};

/// A page of the room.
pub(super) trait Leaf: Debug {
    /// What it says of itself.
    fn about(&self) -> &'static About;

    /// Does what the action asks, where that is this page's.
    fn apply(&self, chosen: &mut Chosen, action: Action) -> Handled;

    /// What it asks while it is open.
    fn requests(&self, chosen: &Chosen, asked: Asked<'_>) -> Vec<Question>;

    /// Remembers what it needs of a snapshot, while it is open.
    fn see(&mut self, chosen: &Chosen, moment: Moment<'_>);

    /// The visitor is gone, or another network answers.
    fn forget(&mut self);

    /// What can be touched below the title.
    fn targets(&self, area: Rect, scene: &Scene<'_>, m: &Metrics, face: &Typeface) -> Vec<Target>;

    /// Hashes all that [`Self::draw`] shows.
    fn stamp(&self, scene: &Scene<'_>, hash: &mut dyn Hasher);

    /// Draws it below the title.
    fn draw(&self, brush: &mut Brush<'_, '_>, area: Rect, scene: &Scene<'_>);
}
