//! Where the wall's blocks, their labels and their squares lie.

use crate::geometry::{Rect, Size};
use crate::network::outline::{Outline, Shape};
use crate::taps::plan::Unit;
use crate::taps::reading::Maps;
use crate::view::palette::Metrics;
use crate::view::tiles::Tiles;

/// One block on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index into the outline's blocks.
    pub block: usize,
    /// The layer it shows.
    pub layer: usize,
    /// Label and squares together.
    pub area: Rect,
    /// The row of its label.
    pub label: Rect,
    /// Its squares.
    pub tiles: Tiles,
}

/// The wall: blocks in columns that are read top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wall {
    /// One a block, in order.
    pub cells: Vec<Cell>,
    /// Blocks in a full column.
    pub rows: usize,
    /// The heading of each column.
    pub headings: Vec<Rect>,
}

impl Wall {
    /// In the middle pane, its heading included. Squares are as large as they can be seen well, or,
    /// for `every_channel`, as small as all of them need.
    pub fn new(area: Rect, m: &Metrics, outline: &Outline, every_channel: bool) -> Self {
        let area = area.split_top(m.heading_height()).1;
        let count = outline.blocks.len();
        if count == 0 || area.is_empty() {
            return Self::default();
        }
        let heading_height = (m.small * 1.75) as i32;
        let (heading_row, blocks) = area.split_top(heading_height + m.gap / 2);
        let rows = Self::rows(count, blocks.size());
        let columns = count.div_ceil(rows) as i32;
        let (gap_x, gap_y) = (m.gap + 2, m.gap + 2);
        let width = (area.width - (columns - 1) * gap_x) / columns;
        let height = (blocks.height - (rows as i32 - 1) * gap_y) / rows as i32;
        let label_height = (m.small * 1.5) as i32;
        let cells = outline.blocks.iter().enumerate().map(|(index, block)| {
            let (column, row) = ((index / rows) as i32, (index % rows) as i32);
            let area = Rect::new(
                blocks.x + column * (width + gap_x),
                blocks.y + row * (height + gap_y),
                width,
                height,
            );
            let (label, squares) = area.split_top(label_height);
            let shape = outline.layers[block.shown].shape;
            let tiles = if every_channel {
                Tiles::all(squares, shape.channels, squares.height)
            } else {
                Tiles::legible(squares, shape.channels, smallest_tile(shape, m))
            };
            Cell { block: index, layer: block.shown, area, label, tiles }
        });
        let headings = (0..columns).map(|column| {
            Rect::new(
                heading_row.x + column * (width + gap_x),
                heading_row.y,
                width,
                heading_height,
            )
        });
        Self { cells: cells.collect(), rows, headings: headings.collect() }
    }

    /// The block and the square that show a unit, where it is among those that are shown.
    pub fn square_of(&self, maps: &Maps, unit: Unit) -> Option<(&Cell, Rect)> {
        let cell = self.cells.iter().find(|cell| cell.layer == unit.layer)?;
        let shown = &maps.reading(unit.layer)?.shown;
        let n = shown.iter().position(|&channel| usize::from(channel) == unit.channel)?;
        (n < cell.tiles.room()).then(|| (cell, cell.tiles.tile(n)))
    }

    /// The number of rows that makes blocks about five wide by eight high and leaves few places
    /// empty.
    fn rows(count: usize, area: Size) -> usize {
        let cost = |rows: usize| {
            let columns = count.div_ceil(rows);
            let width = area.width.max(1) as f32 / columns as f32;
            let height = area.height.max(1) as f32 / rows as f32;
            (width / height / 0.62).ln().abs() + 0.12 * (columns * rows - count) as f32
        };
        (1..=count.min(6)).min_by(|&a, &b| cost(a).total_cmp(&cost(b))).unwrap_or(1)
    }
}

/// A map must be this large to be recognised. A single value needs hardly any room, and the
/// strongest alone would all be equally bright.
fn smallest_tile(shape: Shape, m: &Metrics) -> i32 {
    if shape.map.area() > 1 { (m.body * 1.4).max(22.0) as i32 } else { 3 }
}
