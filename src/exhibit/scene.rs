//! All that a picture of the screen depends on.

use std::time::Duration;

use crate::control::keyboard::Keyboard;
use crate::dynamics::activity::Activity;
use crate::dynamics::evidence::Evidence;
use crate::dynamics::history::History;
use crate::exhibit::changes::chair::Chair;
use crate::exhibit::selection::Selection;
use crate::frame::Frame;
use crate::network::graph::NodeId;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::view::status::Status;

/// One moment of the whole screen.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The network.
    pub outline: &'a Outline,
    /// The newest snapshot; none before the first.
    pub snapshot: Option<&'a Snapshot>,
    /// What is selected.
    pub selection: &'a Selection,
    /// The unit shown enlarged: the selected one, or where the spotlight wanders.
    pub spotlight: Option<Unit>,
    /// What is under the pointer.
    pub hover: Option<crate::view::Hover>,
    /// The last ten seconds.
    pub history: &'a History,
    /// What the open layer and the selected unit have done lately.
    pub activity: &'a Activity,
    /// The flip that is looked at, which is kept for as long as that.
    pub studied: Option<&'a Evidence>,
    /// The chair test.
    pub chair: &'a Chair,
    /// The status line.
    pub status: &'a Status,
    /// Which key does what.
    pub keyboard: &'a Keyboard,
    /// The newest notice, while it is worth showing.
    pub message: Option<&'a str>,
    /// The newest frame, where snapshots come so slowly that the viewer would wonder.
    pub newest: Option<&'a Frame>,
    /// Time since the start, for what moves on its own.
    pub clock: Duration,
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

impl Scene<'_> {
    /// True where no pictures come any more: what is shown is the last one.
    pub fn is_over(&self) -> bool {
        self.status.trouble.as_ref().is_some_and(|trouble| trouble.is_over)
    }

    /// True where no other picture follows: this one is held, or a photo, or a lost camera's last.
    pub fn is_held(&self) -> bool {
        self.selection.frozen || self.status.still || self.is_over()
    }

    /// The five classes to list, in the order to list them. While pictures follow one another the
    /// order is kept for a moment, so that it can be read; a held picture's is its own.
    pub fn places(&self) -> Vec<usize> {
        let newest = self.history.newest().map(|answer| answer.frame);
        let own = self.snapshot.filter(|snapshot| Some(snapshot.frame.sequence) == newest);
        match own.filter(|_| self.is_held()) {
            Some(snapshot) => snapshot.top.iter().map(|guess| guess.class).collect(),
            None => self.history.places().to_vec(),
        }
    }

    /// The second best class of the newest picture.
    pub fn runner_up(&self) -> Option<usize> {
        let best = self.history.newest()?.best.class;
        self.snapshot?.top.iter().map(|guess| guess.class).find(|&class| class != best)
    }

    /// The class's name, the same everywhere on screen.
    pub fn label(&self, class: usize) -> &str {
        self.outline.labels.get(class).map_or("unknown", String::as_str)
    }

    /// Which step of the wall a node belongs to, from 0.
    pub fn step_of(&self, node: NodeId) -> usize {
        let layer = self.outline.layers.iter().find(|layer| layer.node == node);
        layer.map_or(0, |layer| layer.block)
    }

    /// Which step of the wall a layer belongs to, from 0, and how many there are.
    pub fn step(&self, layer: usize) -> (usize, usize) {
        let block = self.outline.layers.get(layer).map_or(0, |layer| layer.block);
        (block, self.outline.blocks.len())
    }
}
