//! The scene: all that one picture of the screen depends on.

use std::ops::Deref;

use super::findings::Findings;
use super::rooms::Rooms;
use super::selection::Selection;
use crate::taps::plan::Unit;
use crate::view::facts::Facts;
use crate::view::{Hover, What};

/// One moment of the whole screen: what every pane draws from, to which it dereferences, and what
/// was chosen.
#[derive(Debug)]
pub struct Scene<'a> {
    /// What every pane draws from.
    pub facts: Facts<'a>,
    /// What the background jobs have found so far.
    pub findings: &'a Findings,
    /// What is selected.
    pub selection: &'a Selection,
    /// The unit shown enlarged: the selected one, or where the spotlight wanders.
    pub spotlight: Option<Unit>,
    /// Those that call whoever comes by, earliest step first; none while somebody is there.
    pub depths: &'a [Unit],
    /// What is under the pointer.
    pub hover: Option<Hover>,
    /// What is under a finger that is down.
    pub pressed: Option<What>,
    /// How much of the time is over for which help must be held for the presenter's half, in
    /// hundredths; none where it is not held.
    pub holding: Option<u8>,
    /// In how many seconds the tour ends, while whoever is there is told.
    pub tour_ends_in: Option<u64>,
    /// The rooms, with what they remember.
    pub rooms: &'a Rooms,
    /// The newest notice, while it is worth showing.
    pub message: Option<&'a str>,
}

impl<'a> Deref for Scene<'a> {
    type Target = Facts<'a>;

    fn deref(&self) -> &Self::Target {
        &self.facts
    }
}
