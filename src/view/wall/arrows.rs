//! The wall's arrows from the picture through all steps to the answer, its line to the spotlight.

use super::{Cell, Content, Wall};
use crate::canvas::color::{Color, mix};
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, Metrics, step_color};
use crate::view::{Brush, answer};

/// From the picture into the first step, and from the last step into the answer.
pub(super) fn in_and_out(brush: &mut Brush<'_, '_>, content: &Content<'_>) {
    let &Content { places, pane, answer, .. } = content;
    let (Some(first), Some(last)) = (places.cells.first(), places.cells.last()) else { return };
    let m = brush.metrics;
    let steps = places.cells.len();
    let gap = first.area.x - pane.x;
    let height = (gap * 45 / 100).max(6);
    let thick = (height / 5).max(2);
    let left = Rect::new(pane.x, entry_row(first) - height / 2, gap - 4, height);
    brush.canvas.arrow_right(left, step_color(0, steps));
    // From the last step up to the height of the answer, then into it.
    let color = step_color(steps - 1, steps);
    let x = pane.right() - gap * 2 / 3;
    let from = last.tiles.area.y + last.tiles.area.height / 2;
    let start = last.area.right() + 4;
    brush.canvas.fill(Rect::new(start, from - thick / 2, x - start, thick), color);
    if m.upright {
        // Down from the picture, and up to the answer: both stand above.
        let top = pane.y;
        let below = i32::midpoint(left.height, thick);
        let down = Rect::new(left.x, top, thick, left.y + below - top);
        brush.canvas.fill(down, step_color(0, steps));
        let head = Rect::new(x + (thick - height) / 2, top, height, height);
        let up = Rect::new(x, top + height / 2, thick, from - top - height / 2 + thick / 2);
        brush.canvas.fill(up, color);
        brush.canvas.triangle_up(head, color);
        return;
    }
    let to = answer::headline_middle(answer, &m);
    brush.canvas.fill(Rect::new(x, to, thick, from - to + thick - thick / 2), color);
    let head = Rect::new(x, to - height / 2, pane.right() - 4 - x, height);
    brush.canvas.arrow_right(head, color);
}

/// The row in which the picture leads into the first block.
pub(super) fn entry_row(first: &Cell) -> i32 {
    first.label.bottom() + first.label.height
}

/// The arrow beside a block's label.
pub(super) fn beside_label(cell: &Cell, m: &Metrics) -> Rect {
    let height = (m.small * 0.55) as i32;
    let width = (m.small * 1.1) as i32;
    let y = cell.label.y + (cell.label.height - height) / 2;
    Rect::new(cell.label.right() - width, y, width, height)
}

/// From each block to the next: beside its label within a row; from the end of a row, through the
/// gutter, to the beginning of the next.
pub(super) fn from_step_to_step(brush: &mut Brush<'_, '_>, places: &Wall) {
    let m = brush.metrics;
    let steps = places.cells.len();
    for pair in places.cells.windows(2) {
        let color = step_color(pair[1].block, steps);
        let (from, to) = (&pair[0], &pair[1]);
        if from.area.y == to.area.y {
            brush.canvas.arrow_right(beside_label(from, &m), color);
        } else if let Some(gutter) = places.gutter_below(from.block) {
            to_next_row(brush, from, to, gutter, mix(BACKGROUND, color, 210));
        }
    }
}

/// Out of the end of a row, along the upper part of the gutter, down to the beginning of the next.
fn to_next_row(brush: &mut Brush<'_, '_>, from: &Cell, to: &Cell, gutter: Rect, color: Color) {
    let thick = (gutter.height / 10).max(1);
    let y = gutter.y + gutter.height / 8;
    let (right, left) = (from.area.right() - from.area.width / 8, to.area.x + to.area.width / 8);
    let head = (gutter.height / 2).max(5);
    brush.canvas.fill(Rect::new(right, gutter.y, thick, y - gutter.y + thick), color);
    brush.canvas.fill(Rect::new(left, y, right - left, thick), color);
    let below = gutter.bottom() - head * 2 / 3;
    brush.canvas.fill(Rect::new(left, y, thick, (below - y).max(0)), color);
    let x = left + (thick - head) / 2;
    brush.canvas.triangle_down(Rect::new(x, below, head, head * 2 / 3), color);
}

/// A line from the square where the spotlight enlarges a unit to where the same unit's `tile`
/// stands out on the wall: along the gutter, then between two columns of squares, so that it
/// crosses none.
pub(super) fn connect(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    content: &Content<'_>,
    square: Rect,
    (cell, tile, large): (&Cell, Rect, Rect),
) {
    let (m, pane) = (brush.metrics, content.pane);
    let Some(gutter) = content.places.gutter_below(cell.block) else { return };
    // The gap before the tile, or the one before its block.
    let gap = if tile.x > cell.tiles.area.x { cell.tiles.gap } else { 4 };
    let column = tile.x as f32 - gap as f32 / 2.0 - 0.5;
    let along = gutter.y as f32 + gutter.height as f32 * 0.66;
    let from = (column, large.bottom() as f32);
    let path = if m.upright {
        let margin = pane.x as f32 + m.margin as f32 / 2.0;
        vec![from, (column, along), (margin, along), (margin, pane.bottom() as f32)]
    } else {
        let margin = (pane.x + area.x) as f32 / 2.0;
        let edge = pane.x as f32 - 2.0;
        // Where the gutter does not meet the enlarged square, down or up beside it.
        let (top, bottom) = (square.y as f32 + 8.0, square.bottom() as f32 - 8.0);
        let into = along.clamp(top, bottom.max(top));
        vec![from, (column, along), (margin, along), (margin, into), (edge, into)]
    };
    let color = step_color(cell.block, content.places.cells.len());
    for pair in path.windows(2) {
        brush.canvas.line(pair[0], pair[1], 4.0, BACKGROUND);
    }
    for pair in path.windows(2) {
        dashed(brush, pair[0], pair[1], color);
    }
}

/// A dashed line: no flow from step to step.
fn dashed(brush: &mut Brush<'_, '_>, from: (f32, f32), to: (f32, f32), color: Color) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let dash = brush.metrics.gap as f32 * 0.6;
    let at = |along: f32| (from.0 + dx * along / length, from.1 + dy * along / length);
    let mut along = 0.0;
    while along < length {
        brush.canvas.line(at(along), at((along + dash).min(length)), 2.0, color);
        along += 1.8 * dash;
    }
}
