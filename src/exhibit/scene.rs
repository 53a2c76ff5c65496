//! All that a picture of the screen depends on.

use std::ops::Deref;
use std::time::Duration;

use crate::dynamics::evidence::Evidence;
use crate::exhibit::changes::chair::Chair;
use crate::exhibit::findings::Findings;
use crate::exhibit::selection::Selection;
use crate::taps::plan::Unit;
use crate::view::Hover;
use crate::view::facts::Facts;

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
    /// What is under the pointer.
    pub hover: Option<Hover>,
    /// The flip that is looked at, which is kept for as long as that.
    pub studied: Option<&'a Evidence>,
    /// The chair test.
    pub chair: &'a Chair,
    /// The newest notice, while it is worth showing.
    pub message: Option<&'a str>,
    /// Time since the start, for what moves on its own.
    pub clock: Duration,
}

impl<'a> Deref for Scene<'a> {
    type Target = Facts<'a>;

    fn deref(&self) -> &Self::Target {
        &self.facts
    }
}

/// What stands below the camera's picture.
#[derive(Debug, Clone, Copy)]
pub enum Below<'a> {
    /// One unit, enlarged.
    Spotlight,
    /// The chair test.
    Chair,
    /// The flip that has just happened.
    Flip(&'a Evidence),
}

/// For how long a flip is shown by itself.
const FLIP_SHOWN: Duration = Duration::from_millis(2500);

impl<'a> Scene<'a> {
    /// What stands below the camera's picture: what was asked for, else what has just happened,
    /// else the spotlight.
    pub fn below(&self) -> Below<'a> {
        if self.selection.experiments.chair {
            return Below::Chair;
        }
        // Whoever looks at something of their own is not to be interrupted.
        let busy = self.selection.steering || self.selection.experiments.stage.is_some();
        let flip = self.history.latest_flip().filter(|_| !busy);
        let now = self.history.newest().map_or(Duration::ZERO, |answer| answer.time);
        let just_now = flip.filter(|flip| now < flip.time + FLIP_SHOWN);
        let evidence = just_now.and_then(|flip| self.history.evidence_of(flip.frame));
        evidence.map_or(Below::Spotlight, |evidence| Below::Flip(evidence))
    }

    /// What was seen at the flip of this frame; none for the newest.
    pub fn evidence(&self, flip: Option<u64>) -> Option<&'a Evidence> {
        let Some(frame) = flip else {
            return self.history.evidence().next_back().map(AsRef::as_ref);
        };
        let studied = self.studied.filter(|studied| studied.flip.frame == frame);
        studied.or_else(|| self.history.evidence_of(frame).map(AsRef::as_ref))
    }
}
