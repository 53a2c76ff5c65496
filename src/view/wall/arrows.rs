//! The wall's arrows from the picture through all steps to the answer, its line to the spotlight.

use super::{Cell, Content};
use crate::canvas::color::{Color, mix};
use crate::geometry::Rect;
use crate::view::palette::{BACKGROUND, TEXT, step_color};
use crate::view::{Brush, answer, spotlight};

/// From the picture into the first step, and from the last step into the answer.
pub(super) fn in_and_out(brush: &mut Brush<'_, '_>, content: &Content<'_>) {
    let &Content { places, pane, answer, .. } = content;
    let (Some(first), Some(last)) = (places.cells.first(), places.cells.last()) else { return };
    let m = brush.metrics;
    let steps = places.cells.len();
    let gap = first.area.x - pane.x;
    let height = (gap * 45 / 100).max(6);
    let thick = (height / 5).max(2);
    let inner = gap - 8;
    let left = Rect::new(pane.x + 4, first.tiles.area.y + gap / 2, inner, height);
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

/// From each block to the next: down within a column, and from its foot to the head of the next.
pub(super) fn from_step_to_step(brush: &mut Brush<'_, '_>, cells: &[Cell]) {
    for pair in cells.windows(2) {
        let color = step_color(pair[1].block, cells.len());
        if pair[0].area.x == pair[1].area.x {
            to_block_below(brush, &pair[0], &pair[1], color);
        } else {
            to_next_column(brush, &pair[0], &pair[1], color);
        }
    }
}

/// A line from the foot of a column to the head of the next.
fn to_next_column(brush: &mut Brush<'_, '_>, foot: &Cell, head: &Cell, color: Color) {
    let space = head.area.x - foot.area.right();
    let side = (space * 2 / 3).max(4);
    let x = foot.area.right() + (space - side) / 2;
    let (from, to) = (foot.area.bottom() - 3, head.label.y + head.label.height / 2);
    let line = mix(BACKGROUND, color, 150);
    brush.canvas.fill(Rect::new(foot.area.right() - 4, from, x - foot.area.right() + 5, 1), line);
    brush.canvas.fill(Rect::new(x, to, 1, from - to), line);
    brush.canvas.triangle_right(Rect::new(x, to - side / 2, side, side), color);
}

/// A pointer down from each step to the next one below it.
fn to_block_below(brush: &mut Brush<'_, '_>, above: &Cell, below: &Cell, color: Color) {
    let space = below.label.y - above.area.bottom();
    let height = (space * 6 / 10).max(4);
    let width = height * 9 / 5;
    let x = above.area.x + (above.area.width - width) / 2;
    let y = above.area.bottom() + (space - height) / 2;
    brush.canvas.triangle_down(Rect::new(x, y, width, height), color);
}

/// A thin line from the square where the spotlight enlarges a unit to the same unit's `tile` on the
/// wall, through the gutters between blocks.
pub(super) fn connect(
    brush: &mut Brush<'_, '_>,
    area: Rect,
    content: &Content<'_>,
    square: Rect,
    (cell, tile): (&Cell, Rect),
) {
    let (m, pane) = (brush.metrics, content.pane);
    let tile = tile.inset(-2);
    let before = cell.area.x as f32 - 6.0;
    let target = (tile.x as f32 - 1.0, (tile.y + tile.height / 2) as f32);
    let path = if m.upright {
        let start = (spotlight::line_column(square, &m), pane.bottom() as f32);
        let gutter_y = (area.bottom() + m.gap) as f32;
        vec![start, (start.0, gutter_y), (before, gutter_y), (before, target.1), target]
    } else {
        let start = (pane.x as f32 - 2.0, (square.y + square.height / 2) as f32);
        let gutter_x = area.x as f32 - 6.0;
        let above = cell.label.y as f32 - 2.0;
        let (along, down) = ((gutter_x, start.1), (gutter_x, above));
        vec![start, along, down, (before, above), (before, target.1), target]
    };
    let color = step_color(cell.block, content.places.cells.len());
    for pair in path.windows(2) {
        brush.canvas.line(pair[0], pair[1], 3.5, BACKGROUND);
    }
    for pair in path.windows(2) {
        brush.canvas.line(pair[0], pair[1], 1.6, color);
    }
    // The part inside the block crosses other squares: end it with a dot that says where it leads.
    brush.canvas.disc(target, 2.5, TEXT);
}
