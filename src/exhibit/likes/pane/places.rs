//! Where the parts of the pages lie: four panes in a row, or two by two, and the strip below.

use crate::canvas::text::Style;
use crate::control::moving::ROW;
use crate::geometry::Rect;
use crate::view::button;
use crate::view::palette::{MUTED, Metrics, TEXT};
use crate::view::tiles::Tiles;

/// One pane: a heading, a square, words below it, a row of buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    /// The heading.
    pub(super) heading: Rect,
    /// The picture.
    pub(super) square: Rect,
    /// What is said of it.
    pub(super) words: Rect,
    /// What can be done with it.
    pub(super) buttons: Rect,
}

/// Where the parts lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The panes with pictures: three, or the four recipes.
    pub(super) cells: Vec<Cell>,
    /// What the detector helps; empty where the four recipes stand.
    pub(super) helps: Rect,
    /// The line above the squares.
    pub(super) others: Rect,
    /// To the squares before and after.
    pub(super) turn: [Rect; 2],
    /// The squares of other detectors.
    pub(super) squares: Tiles,
    /// The steps of the network.
    pub(super) steps: Vec<Rect>,
    /// The network's words.
    pub(super) to_words: Rect,
}

/// The share of the width that the words have which a detector helps, in hundredths.
const HELPS: i32 = 23;

impl Places {
    /// For the three panes and the words that are helped, or for four pictures alone.
    pub(super) fn new(area: Rect, m: &Metrics, steps: usize, pictures: usize) -> Self {
        let (gap, alone) = (2 * m.gap, pictures > 3);
        let high = m.target.min(area.height / 12).max(18);
        let below = words_height(m) + high + m.gap / 2;
        if m.upright {
            let (top, strip) = area.split_bottom(strip_height(area.width, high, m));
            let side = (area.width - gap) / 2;
            let pitch = top.height / 2;
            let place = |n: i32| {
                Rect::new(area.x + n % 2 * (side + gap), area.y + n / 2 * pitch, side, pitch - gap)
            };
            let cells = (0..pictures as i32).map(|n| Cell::new(place(n), below, high, m));
            let helps = if alone { Rect::default() } else { place(3) };
            return Self::with_strip(cells.collect(), helps, strip, steps, high, m);
        }
        let right = if alone { 0 } else { area.width * HELPS / 100 };
        let count = pictures as i32;
        let gaps = if alone { count - 1 } else { count };
        let width = (area.width - right - gaps * gap) / count;
        let wide = count * width + (count - 1) * gap;
        let (top, strip) = area.split_bottom(strip_height(wide, high, m));
        let top = top.split_bottom(m.gap).0;
        let place = |n: i32| Rect { x: area.x + n * (width + gap), width, ..top };
        let cells = (0..count).map(|n| Cell::new(place(n), below, high, m)).collect();
        let helps = Rect { x: area.right() - right, width: right, ..area };
        let helps = if alone { Rect::default() } else { helps };
        Self::with_strip(cells, helps, Rect { width: wide, ..strip }, steps, high, m)
    }

    fn with_strip(
        cells: Vec<Cell>,
        helps: Rect,
        strip: Rect,
        steps: usize,
        high: i32,
        m: &Metrics,
    ) -> Self {
        let side = square_side(strip.width, high, m);
        let (others, rest) = strip.split_top(others_height(m));
        let (line, rest) = rest.split_top(side.max(high));
        let arrow = high.min(line.width / 8);
        let x = line.x + arrow + m.gap / 2;
        let all = line.right() - arrow - m.gap / 2 - x;
        let gap = (all - ROW as i32 * side) / (ROW as i32 - 1).max(1);
        // What is left over stands at both ends.
        let x = x + (all - ROW as i32 * side - (ROW as i32 - 1) * gap) / 2;
        let y = line.y + (line.height - side) / 2;
        let squares =
            Tiles { area: Rect::new(x, y, all, side), side, gap, columns: ROW as i32, rows: 1 };
        let before = Rect { width: arrow, ..line };
        let after = Rect { x: line.right() - arrow, width: arrow, ..line };
        let row = rest.split_bottom(high).1;
        // The words have the room of two steps and a half.
        let between = (m.gap / 2).max(2);
        let (row, to_words) = row.split_right(row.width * 5 / (2 * steps.max(1) as i32 + 5));
        let row = row.split_right(between).0;
        let steps = button::row(row, between, steps);
        Self { cells, helps, others, turn: [before, after], squares, steps, to_words }
    }
}

impl Cell {
    fn new(area: Rect, below: i32, high: i32, m: &Metrics) -> Self {
        let (heading, rest) = area.split_top(heading_height(m));
        let side = rest.width.min(rest.height - below).max(0);
        let (square, rest) = rest.split_top(side);
        let square = Rect { width: side, ..square };
        // What stands below is as wide, unless that leaves little room for words.
        let wide = side >= 17 * m.body as i32 && 10 * side >= 8 * rest.width;
        let rest = if wide { Rect { width: side, ..rest } } else { rest };
        let (words, rest) = rest.split_top((rest.height - high).min(words_height(m) * 7 / 5));
        let buttons = rest.split_top(high).0;
        Self { heading, square, words: words.split_top(m.gap / 2).1, buttons }
    }
}

/// Pixels between two squares of the strip.
const SQUARE_GAP: i32 = 4;

/// Rows of a pane's heading.
fn heading_height(m: &Metrics) -> i32 {
    heading_style(m).leading() + m.gap / 4
}

/// A pane's heading.
pub(super) fn heading_style(m: &Metrics) -> Style {
    Style::bold((m.body * 1.25).round(), TEXT)
}

/// What is said below a picture.
pub(super) fn words_style(m: &Metrics) -> Style {
    Style::regular(m.body, MUTED)
}

/// Rows of what is said below a picture.
fn words_height(m: &Metrics) -> i32 {
    4 * m.small_style().leading() + m.gap / 2
}

fn others_height(m: &Metrics) -> i32 {
    m.body_style().leading() + m.gap / 4
}

/// The side of a square of the strip.
fn square_side(width: i32, high: i32, m: &Metrics) -> i32 {
    let arrow = high.min(width / 8) + m.gap / 2;
    let count = ROW as i32;
    ((width - 2 * arrow - (count - 1) * SQUARE_GAP) / count).max(1)
}

fn strip_height(width: i32, high: i32, m: &Metrics) -> i32 {
    others_height(m) + square_side(width, high, m).max(high) + m.gap / 2 + high
}
