//! Snapshot to panes: pure; no tensor, no thread, no device, no clock.

pub mod scene;

use crate::canvas::Canvas;
use crate::control::selection::{Arrangement, Selection};
use crate::geometry::{Point, Size};
use crate::network::outline::Outline;
use crate::taps::plan::{Plan, Unit};
use scene::Scene;

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A block's heading or the gaps between its squares: the layer it shows.
    Layer(usize),
    /// One square.
    Unit(Unit),
}

/// The whole screen: knows where every pane lies, and redraws those that changed.
#[derive(Debug, Default)]
pub struct Dashboard {}

impl Dashboard {
    /// Lays the panes out for this size and selection; call it after either changed, before the calls below.
    pub fn arrange(&mut self, _size: Size, _outline: &Outline, _selection: &Selection) {}

    /// What the inference thread must read so that every square can be drawn sharply. `spotlight` is the unit shown
    /// enlarged.
    pub fn plan(&self, _spotlight: Option<Unit>) -> Plan {
        Plan::default()
    }

    /// How many rows and columns there are, for moving about.
    pub fn arrangement(&self) -> Arrangement {
        Arrangement { wall_rows: 3, grid_columns: 8 }
    }

    /// What lies under this pixel, as last drawn.
    pub fn target(&self, _at: Point) -> Option<Target> {
        None
    }

    /// Draws what changed since the last call on the same canvas. True if anything was.
    pub fn draw(&mut self, _scene: &Scene<'_>, _canvas: &mut Canvas<'_>) -> bool {
        false
    }
}
