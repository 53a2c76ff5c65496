//! Where the squares of one layer's maps lie: a grid of squares that all have the same size.

use crate::geometry::Rect;

/// Tiles of one layer: a grid of squares that all have the same size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiles {
    /// Where the grid lies.
    pub area: Rect,
    /// Side of one square.
    pub side: i32,
    /// Pixels between squares.
    pub gap: i32,
    /// Squares in a row.
    pub columns: i32,
    /// Rows.
    pub rows: i32,
}

impl Tiles {
    /// The largest squares, at most `largest`, with which all `count` fit; at least one pixel each.
    pub fn all(area: Rect, count: usize, largest: i32) -> Self {
        let fits = |side: i32| {
            let tiles = Self::of_side(area, side);
            tiles.room() >= count
        };
        let (mut low, mut high) = (1, largest.min(area.width).min(area.height).max(1));
        while low < high {
            let middle = (low + high + 1) / 2;
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        Self::of_side(area, low)
    }

    /// Squares between `smallest` and a quarter more than that, of the size that fills the area
    /// best.
    pub fn legible(area: Rect, count: usize, smallest: i32) -> Self {
        let all = Self::all(area, count, area.height);
        if all.side >= smallest {
            return all;
        }
        let filled = |side: i32| Self::of_side(area, side).room() as i32 * (side + 2) * (side + 2);
        let widest = (5 * smallest / 4).min(area.width).min(area.height);
        let side = (smallest..=widest).max_by_key(|&side| filled(side)).unwrap_or(smallest);
        Self::of_side(area, side)
    }

    /// As large as all `count` of them find room, where they are at least `smallest` then;
    /// otherwise about so large, and on several pages.
    pub fn paged(area: Rect, count: usize, smallest: i32) -> Self {
        let all = Self::all(area, count, (area.height / 2).max(smallest));
        if all.side >= smallest {
            return all;
        }
        let filled = |side: i32| Self::of_side(area, side).room() as i32 * (side + 2) * (side + 2);
        let widest = (smallest * 6 / 5).min(area.width).min(area.height);
        let side = (smallest..=widest).max_by_key(|&side| filled(side));
        Self::of_side(area, side.unwrap_or(all.side))
    }

    fn of_side(area: Rect, side: i32) -> Self {
        let side = side.max(1);
        let gap = gap(side);
        let columns = ((area.width + gap) / (side + gap)).max(0);
        let rows = ((area.height + gap) / (side + gap)).max(0);
        Self { area, side, gap, columns, rows }
    }

    /// How many squares there are places for.
    pub fn room(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// The n-th square, row by row.
    pub fn tile(&self, n: usize) -> Rect {
        let columns = self.columns.max(1);
        let (column, row) = (n as i32 % columns, n as i32 / columns);
        let pitch = self.side + self.gap;
        Rect::new(self.area.x + column * pitch, self.area.y + row * pitch, self.side, self.side)
    }

    /// All squares with the gaps between them.
    pub fn grid(&self) -> Rect {
        let pitch = self.side + self.gap;
        let long = |count: i32| (count * pitch - self.gap).max(0);
        Rect { width: long(self.columns), height: long(self.rows), ..self.area }
    }

    /// Where a touch means the n-th square: it owns the gap to its right and below as well.
    pub fn touch(&self, n: usize) -> Rect {
        let pitch = self.side + self.gap;
        Rect { width: pitch, height: pitch, ..self.tile(n) }
    }
}

/// Small squares stand closer together.
const fn gap(side: i32) -> i32 {
    match side {
        0..=3 => 0,
        4..=11 => 1,
        12..=27 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_stay_inside_their_block() {
        for count in [1, 3, 24, 96, 1280, 4096] {
            let area = Rect::new(10, 20, 123, 197);
            for tiles in [Tiles::all(area, count, 197), Tiles::legible(area, count, 24)] {
                for n in 0..tiles.room().min(count) {
                    let (tile, touch) = (tiles.tile(n), tiles.touch(n));
                    assert_eq!(tile.intersect(area), tile, "{count} {tiles:?}");
                    assert_eq!(tile.intersect(touch), tile, "{count} {tiles:?}");
                    let before = n.checked_sub(1).map(|before| tiles.touch(before));
                    assert!(before.is_none_or(|before| before.intersect(touch).is_empty()));
                }
            }
        }
    }
}
