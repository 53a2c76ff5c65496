//! The moves of the cursor: from a block or channel to the one beside it on the screen.

use super::action::Direction;

/// Squares on one page where a layer's stand in a single row.
pub const ROW: usize = 16;

/// How the screen is laid out, as far as moving about needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement<'a> {
    /// Blocks in one row of the wall, which is read as text is.
    pub wall_columns: usize,
    /// Channels in one row of the layer's grid.
    pub grid_columns: usize,
    /// Squares on one page of it; 0 where no layer is laid out.
    pub page: usize,
    /// The channels of the selected layer in the order of their squares; empty where they stand in
    /// their own.
    pub order: &'a [u16],
}

impl Arrangement<'_> {
    /// Which square is this channel's, from 0.
    pub fn place(&self, channel: usize) -> usize {
        let place = self.order.iter().position(|&other| usize::from(other) == channel);
        place.unwrap_or(channel)
    }

    /// Whose square this is.
    fn channel(&self, place: usize) -> usize {
        self.order.get(place).map_or(place, |&channel| channel.into())
    }

    /// The channel whose square is beside this one's.
    pub fn beside(
        &self,
        channel: usize,
        direction: Direction,
        leap: bool,
        channels: usize,
    ) -> usize {
        let place = in_grid(self.place(channel), direction, leap, channels, self.grid_columns);
        self.channel(place).min(channels.saturating_sub(1))
    }

    /// The last page of a layer with so many channels, from 0.
    pub fn last_page(&self, channels: usize) -> usize {
        channels.saturating_sub(1) / self.page.max(1)
    }
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

/// The square beside this one. To the side it runs on over the ends of rows; the edges of the grid
/// hold it.
fn in_grid(
    square: usize,
    direction: Direction,
    leap: bool,
    squares: usize,
    columns: usize,
) -> usize {
    let (columns, last) = (columns.max(1), squares.saturating_sub(1));
    let (sideways, rows) = if leap { LEAP } else { (1, 1) };
    match direction {
        Direction::Left => square.saturating_sub(sideways),
        Direction::Right => (square + sideways).min(last),
        Direction::Up => square - columns * rows.min(square / columns),
        Direction::Down => {
            let below = last / columns - square / columns;
            (square + columns * rows.min(below)).min(last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_move_in_the_order_of_the_squares() {
        let order = [4, 0, 3, 1, 2];
        let places = Arrangement { grid_columns: 2, page: 4, order: &order, wall_columns: 1 };
        let beside = |channel, direction| places.beside(channel, direction, false, 5);
        assert_eq!(beside(4, Direction::Right), 0);
        assert_eq!(beside(0, Direction::Left), 4);
        assert_eq!(beside(4, Direction::Left), 4, "the first");
        assert_eq!(beside(0, Direction::Down), 1);
        assert_eq!(beside(2, Direction::Up), 3);
        assert_eq!(beside(2, Direction::Right), 2, "the last");
        let own = Arrangement { order: &[], ..places };
        assert_eq!(own.beside(3, Direction::Right, false, 5), 4, "without an order, their own");
    }

    #[test]
    fn the_last_page_holds_the_last_square() {
        let last =
            |page, squares| Arrangement { page, ..Arrangement::default() }.last_page(squares);
        assert_eq!([last(4, 1), last(4, 4), last(4, 5), last(4, 8), last(4, 9)], [0, 0, 1, 1, 2]);
        assert_eq!([last(108, 672), last(0, 0)], [6, 0]);
    }
}
