//! What every base pane draws from: the network, its newest snapshot, what led there, the run.

use std::sync::LazyLock;

use super::status::Status;
use crate::control::appearance::Appearance;
use crate::control::keyboard::Keyboard;
use crate::control::names::Names;
use crate::dynamics::activity::Activity;
use crate::dynamics::history::History;
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::graph::NodeId;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;
use crate::words::{self, Language};

/// What every base pane draws from. What is selected is no part of it: a pane that needs to know
/// takes it as an argument of its own.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The network.
    pub outline: &'a Outline,
    /// The newest snapshot; none before the first.
    pub snapshot: Option<&'a Snapshot>,
    /// The answers and flips of the last ten seconds.
    pub history: &'a History,
    /// What the open layer and the selected unit have done lately.
    pub activity: &'a Activity,
    /// What is known of the run.
    pub status: &'a Status,
    /// Which key does what.
    pub keyboard: &'a Keyboard,
    /// What visitors have called detectors.
    pub names: &'a Names,
    /// How maps are drawn.
    pub appearance: Appearance,
    /// True while the picture is held by the person.
    pub frozen: bool,
    /// The newest frame, where snapshots come so slowly that the viewer would wonder.
    pub newest: Option<&'a Frame>,
}

impl<'a> Facts<'a> {
    /// True where no pictures come any more: what is shown is the last one.
    pub fn is_over(&self) -> bool {
        self.status.trouble.as_ref().is_some_and(|trouble| trouble.is_over)
    }

    /// True where no other picture follows: this one is held, or a photo, or a lost camera's last.
    pub fn is_held(&self) -> bool {
        self.frozen || self.status.still || self.is_over()
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

    /// The class's name, the same everywhere on screen.
    pub fn label(&self, class: usize) -> &'a str {
        static UNKNOWN: LazyLock<[String; Language::ALL.len()]> = LazyLock::new(|| {
            Language::ALL.map(|language| words::message_in(language, "class-unknown"))
        });
        let unknown = &UNKNOWN[words::language() as usize];
        self.outline.labels.get(class).unwrap_or(unknown)
    }

    /// Where in a square the picture is shown that the network sees: in its proportions.
    pub fn seen(&self, square: Rect) -> Rect {
        square.hold(self.outline.input)
    }

    /// What a visitor has called this detector; none where nobody has.
    pub fn name_of(&self, unit: Unit) -> Option<&'a str> {
        self.names.of(&self.outline.name, unit)
    }

    /// Which step of the wall a node of the network's graph belongs to, from 0.
    pub fn step_of(&self, node: NodeId) -> usize {
        let layer = self.outline.layers.iter().find(|layer| layer.node == node);
        layer.map_or(0, |layer| layer.block)
    }

    /// Which step of the wall a layer (an index into the outline's) belongs to, from 0, and how
    /// many steps there are.
    pub fn step(&self, layer: usize) -> (usize, usize) {
        let block = self.outline.layers.get(layer).map_or(0, |layer| layer.block);
        (block, self.outline.blocks.len())
    }
}
