//! The moves of the cursor: from a block or channel to the one beside it on the screen.

use super::action::Direction;

/// How the screen is laid out, as far as moving about needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    /// Blocks in one row of the wall, which is read as text is.
    pub wall_columns: usize,
    /// Channels in one row of the layer's grid.
    pub grid_columns: usize,
}

/// Channels passed by one leap to the side, and rows by one leap up or down.
const LEAP: (usize, usize) = (8, 4);

/// The block beside this one, or the last in that direction. Blocks fill rows of `columns`, the
/// last perhaps in part; to the side the cursor runs on over the ends of rows.
pub fn on_wall(
    block: usize,
    direction: Direction,
    leap: bool,
    blocks: usize,
    columns: usize,
) -> usize {
    let (columns, last) = (columns.max(1), blocks - 1);
    let (row, column) = (block / columns, block % columns);
    let end = (row * columns + columns - 1).min(last);
    match (direction, leap) {
        (Direction::Left, false) => block.saturating_sub(1),
        (Direction::Left, true) => block - column,
        (Direction::Right, false) => (block + 1).min(last),
        (Direction::Right, true) => end,
        (Direction::Up, false) => block - if row > 0 { columns } else { 0 },
        (Direction::Up, true) => column,
        // Below the part that a shorter last row lacks, its last block is the nearest.
        (Direction::Down, false) if row < last / columns => (block + columns).min(last),
        (Direction::Down, false) => block,
        (Direction::Down, true) => (last / columns * columns + column).min(last),
    }
}

/// The channel beside this one. To the side it runs on over the ends of rows; the edges of the grid
/// hold it.
pub fn in_grid(
    channel: usize,
    direction: Direction,
    leap: bool,
    channels: usize,
    columns: usize,
) -> usize {
    let (columns, last) = (columns.max(1), channels.saturating_sub(1));
    let (sideways, rows) = if leap { LEAP } else { (1, 1) };
    match direction {
        Direction::Left => channel.saturating_sub(sideways),
        Direction::Right => (channel + sideways).min(last),
        Direction::Up => channel - columns * rows.min(channel / columns),
        Direction::Down => {
            let below = last / columns - channel / columns;
            (channel + columns * rows.min(below)).min(last)
        }
    }
}
