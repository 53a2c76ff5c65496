//! What is looked at, and how closely.

use crate::taps::plan::Unit;

/// How closely one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// Every block at once.
    #[default]
    Wall,
    /// One layer, all its channels in a grid.
    Layer,
}

/// Everything the person has chosen. Changed only by [`Selection::apply`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own with a key of its own"
)]
pub struct Selection {
    /// The wall, or one layer.
    pub zoom: Zoom,
    /// True once somebody has moved: the spotlight then stays on [`Self::unit`] instead of wandering.
    pub steering: bool,
    /// The layer and channel under the cursor. On the wall the cursor frames the layer's block.
    pub unit: Unit,
    /// True while the picture is held.
    pub frozen: bool,
    /// True where the wall shows every channel, however small.
    pub every_channel: bool,
    /// True while the help pane lies over the rest.
    pub help: bool,
    /// True while the longer explanation lies over the rest.
    pub explain: bool,
    /// Index into [`GAMMAS`].
    pub gamma: usize,
}

/// Exponents of the maps' brightness: 0.6 keeps faint maps visible, 1 is proportional.
pub const GAMMAS: [f32; 4] = [0.6, 1.0, 0.45, 0.3];

/// How the screen is laid out, as far as moving about needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    /// Blocks in one column of the wall, which is read top to bottom, then left to right.
    pub wall_rows: usize,
    /// Channels in one row of the layer's grid.
    pub grid_columns: usize,
}
