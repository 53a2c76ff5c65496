//! A preferred stimulus as it stands: plain host data.

use super::wish::Wish;
use crate::frame::Picture;

/// A picture that is being made for a unit, or is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Stimulus {
    /// What was asked for.
    pub wish: Wish,
    /// The whole picture as it stands, not the part that the network sees in one step. Its side is
    /// that of the recipe: 48 to 224 pixels.
    pub picture: Picture,
    /// How many steps were made.
    pub steps: usize,
    /// How many there will be.
    pub of: usize,
    /// What is made large: a class's logit, or the mean of the unit's map before its activation, of
    /// the whole picture at the start. The unit's own sign, also where it is to be small.
    pub value_start: f32,
    /// The same of [`Self::picture`], or of how that was a few steps ago while it is being made.
    pub value: f32,
    /// Why it does not rise; none where it does, or where that is not known yet.
    pub stuck: Option<Stuck>,
}

/// Why nothing comes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stuck {
    /// No change of the picture reaches it: its gradient is zero everywhere.
    Dead,
    /// Its value hardly rose.
    Still,
}

impl Stimulus {
    /// True where no further step will be made.
    pub fn is_over(&self) -> bool {
        self.steps >= self.of || self.stuck == Some(Stuck::Dead)
    }
}
