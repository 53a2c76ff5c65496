//! The moves of the cursor: from a block or channel to the one beside it on the screen.

use super::action::Direction;

/// How the screen is laid out, as far as moving about needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    /// Blocks in one column of the wall, which is read top to bottom, then left to right.
    pub wall_rows: usize,
    /// Channels in one row of the layer's grid.
    pub grid_columns: usize,
}

/// Channels passed by one leap to the side, and rows by one leap up or down.
const LEAP: (usize, usize) = (8, 4);

/// The block beside this one, or the last in that direction. Blocks fill columns of `rows`, the
/// last perhaps in part.
pub fn on_wall(
    block: usize,
    direction: Direction,
    leap: bool,
    blocks: usize,
    rows: usize,
) -> usize {
    let (rows, last) = (rows.max(1), blocks - 1);
    let (column, row) = (block / rows, block % rows);
    let bottom = (column * rows + rows - 1).min(last);
    match (direction, leap) {
        (Direction::Up, false) => block - row.min(1),
        (Direction::Up, true) => block - row,
        (Direction::Down, false) => (block + 1).min(bottom),
        (Direction::Down, true) => bottom,
        (Direction::Left, false) => block - if column > 0 { rows } else { 0 },
        (Direction::Left, true) => row,
        // Beside the part that a shorter last column lacks, its lowest block is the nearest.
        (Direction::Right, false) if column < last / rows => (block + rows).min(last),
        (Direction::Right, false) => block,
        (Direction::Right, true) => (last / rows * rows + row).min(last),
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
