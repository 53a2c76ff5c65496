//! Where the map, the column beside it and the buttons lie.

use crate::geometry::Rect;
use crate::view::palette::Metrics;
use crate::view::{answer, button};

/// A group's button is at least so many rows of type wide.
const NARROWEST: f32 = 5.4;

/// The share of the column's width that the camera's picture has, in hundredths.
pub(super) const PICTURE: i32 = 34;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The map.
    pub(super) map: Rect,
    /// What leads closer, and back: over the map's corner.
    pub(super) zoom: [Rect; 2],
    /// The groups' buttons.
    pub(super) groups: Vec<Rect>,
    /// What it sees and answers now.
    pub(super) now: Rect,
    /// What is said of two words.
    pub(super) step: Rect,
    /// The word that is looked at, and the words like it.
    pub(super) word: Rect,
    /// The buttons below that.
    pub(super) buttons: Rect,
    /// Space between buttons.
    pub(super) gap: i32,
}

impl Places {
    /// Below the title, with so many groups.
    pub(super) fn new(area: Rect, m: &Metrics, groups: usize) -> Self {
        let gap = (m.gap / 2).max(3);
        let (area, groups) = if groups == 0 {
            (area, Vec::new())
        } else {
            let least = (m.small * NARROWEST) as i32 + gap;
            let across = ((area.width + gap) / least.max(1)).clamp(1, groups as i32) as usize;
            let rows = groups.div_ceil(across);
            let across = groups.div_ceil(rows);
            let high = m.target.min(area.height / 8).max(16);
            let (rest, below) = area.split_bottom(rows as i32 * (high + gap) - gap);
            let row = |n: usize| {
                let y = below.y + n as i32 * (high + gap);
                button::row(Rect { y, height: high, ..below }, gap, across)
            };
            let places = (0..rows).flat_map(row).take(groups).collect();
            (rest.split_bottom(m.gap * 2 / 3).0, places)
        };
        let (map, column) = if m.upright {
            area.split_top(area.height * 60 / 100)
        } else {
            area.split_left(area.width * 65 / 100)
        };
        let column =
            if m.upright { column.split_top(m.gap).1 } else { column.split_left(2 * m.gap).1 };
        let (column, buttons) = column.split_bottom(m.target.min(column.height / 6));
        let column = column.split_bottom(m.gap).0;
        let lines = (2.0 * m.body * 1.28 + m.small * 1.28 * 2.0) as i32;
        // As high as the camera's picture, or as the guesses want, where there is room.
        let picture = (column.width * PICTURE / 100).max(answer::headline_height(m));
        let high = picture.max(answer::brief_height(m).min(column.height * 30 / 100)) + gap;
        let (left, right) = if m.upright {
            let (left, right) = column.split_left((column.width - 3 * m.gap) / 2);
            (left, right.split_left(3 * m.gap).1)
        } else {
            column.split_top((high + gap + lines).min(column.height * 70 / 100))
        };
        let high = if m.upright { high.max(answer::brief_height(m)) } else { high };
        let (now, step) = left.split_top(high);
        let side = m.target.min(map.height / 4);
        let corner = |n: i32| {
            let y = map.bottom() - gap - side - n * (side + gap);
            Rect::new(map.right() - gap - side, y, side, side)
        };
        let zoom = [corner(1), corner(0)];
        Self { map, zoom, groups, now, step, word: right, buttons, gap }
    }
}
