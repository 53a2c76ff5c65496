//! Where the wall's blocks, their headings, labels and squares lie.

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

/// A few steps beside each other under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Where its heading stands.
    pub heading: Rect,
    /// The first of its blocks.
    pub first: usize,
    /// The block after its last.
    pub end: usize,
}

/// The wall: blocks in rows that are read as text is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wall {
    /// One a block, in order.
    pub cells: Vec<Cell>,
    /// Blocks in a full row.
    pub columns: usize,
    /// The headings, in order.
    pub groups: Vec<Group>,
    /// Below each row, the gutter where lines run.
    pub gutters: Vec<Rect>,
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
        let heading = (m.small * 1.75) as i32;
        let gutter = m.gap * 7 / 4;
        let over = heading + m.gap / 3;
        let rows = Self::rows(count, area.size(), over + gutter);
        let columns = count.div_ceil(rows);
        let pitch = area.height / rows as i32;
        let across = Across::new(area, columns, m);
        let row = |index: usize| area.y + (index / columns) as i32 * pitch;
        let cells = outline.blocks.iter().enumerate().map(|(index, block)| {
            let (x, width) = across.column(index % columns);
            let area = Rect::new(x, row(index) + over, width, pitch - over - gutter);
            let (label, squares) = area.split_top((m.small * 1.5) as i32);
            let shape = outline.layers[block.shown].shape;
            let tiles = if every_channel {
                Tiles::all(squares, shape.channels, squares.height)
            } else {
                Tiles::legible(squares, shape.channels, smallest_tile(shape, m))
            };
            Cell { block: index, layer: block.shown, area, label, tiles }
        });
        let cells: Vec<Cell> = cells.collect();
        let mut groups: Vec<Group> = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            if across.begins_group(index % columns) {
                let heading = Rect { y: row(index), height: heading, ..cell.area };
                groups.push(Group { heading, first: index, end: index + 1 });
            } else if let Some(group) = groups.last_mut() {
                group.heading.width = cell.area.right() - group.heading.x;
                group.end = index + 1;
            }
        }
        let gutters = (1..=rows as i32).map(|row| Rect {
            y: area.y + row * pitch - gutter,
            height: gutter,
            ..area
        });
        Self { cells, columns, groups, gutters: gutters.collect() }
    }

    /// The gutter below a block.
    pub fn gutter_below(&self, block: usize) -> Option<Rect> {
        self.gutters.get(block / self.columns.max(1)).copied()
    }

    /// The block and the square that show a unit, where it is among those that are shown.
    pub fn square_of(&self, maps: &Maps, unit: Unit) -> Option<(&Cell, Rect)> {
        let cell = self.cells.iter().find(|cell| cell.layer == unit.layer)?;
        let shown = &maps.reading(unit.layer)?.shown;
        let n = shown.iter().position(|&channel| usize::from(channel) == unit.channel)?;
        (n < cell.tiles.room()).then(|| (cell, cell.tiles.tile(n)))
    }

    /// The number of rows that makes blocks about three wide by four high and leaves few places
    /// empty; `between` rows are lost to each of them.
    fn rows(count: usize, area: Size, between: i32) -> usize {
        let cost = |rows: usize| {
            let columns = count.div_ceil(rows);
            let width = area.width.max(1) as f32 / columns as f32;
            let height = (area.height / rows as i32 - between).max(1) as f32;
            (width / height / 0.75).ln().abs() + 0.12 * (columns * rows - count) as f32
        };
        (1..=count.min(6)).min_by(|&a, &b| cost(a).total_cmp(&cost(b))).unwrap_or(1)
    }
}

/// How the columns lie side by side, in one group or two.
struct Across {
    x: i32,
    width: i32,
    gap: i32,
    /// The first column of the second group, and how much wider the gap before it is.
    second: usize,
    wider: i32,
}

impl Across {
    fn new(area: Rect, columns: usize, m: &Metrics) -> Self {
        let gap = m.gap * 3 / 4 + 1;
        let wider = if columns > 1 { m.gap } else { 0 };
        let gaps = gap * (columns as i32 - 1) + wider;
        let width = ((area.width - gaps) / columns.max(1) as i32).max(1);
        Self { x: area.x, width, gap, second: columns.div_ceil(2), wider }
    }

    fn column(&self, column: usize) -> (i32, i32) {
        let wider = if column >= self.second { self.wider } else { 0 };
        (self.x + column as i32 * (self.width + self.gap) + wider, self.width)
    }

    fn begins_group(&self, column: usize) -> bool {
        column == 0 || column == self.second
    }
}

/// A map must be this large to be recognised. A single value needs hardly any room, and the
/// strongest alone would all be equally bright.
fn smallest_tile(shape: Shape, m: &Metrics) -> i32 {
    if shape.map.area() > 1 { (m.body * 1.75).max(18.0) as i32 } else { 3 }
}
