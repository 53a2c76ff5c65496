//! Where the wall, the buttons, and what stands below them lie.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// A detector's map with its filter is so many times as wide as high.
pub(super) const WITH_FILTER: f32 = 1.9;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The words above the digit.
    pub(super) field_words: Rect,
    /// The digit, which can be drawn on: a square.
    pub(super) field: Rect,
    /// The buttons below it.
    pub(super) field_buttons: Rect,
    /// The detectors of each step, words included.
    pub(super) steps: Vec<Rect>,
    /// What it says.
    pub(super) answer: Rect,
    /// The buttons that let it learn.
    pub(super) play: Rect,
    /// The slider over its life.
    pub(super) time: Rect,
    /// The buttons of the views.
    pub(super) views: Rect,
    /// What the chosen view shows.
    pub(super) below: Rect,
}

/// Rows that words above a part take.
pub(super) fn words_height(m: &Metrics) -> i32 {
    m.small_style().leading() + m.gap / 3
}

impl Places {
    /// Below the title, for a network of so many steps.
    pub(super) fn new(area: Rect, m: &Metrics, steps: usize) -> Self {
        if m.upright { Self::upright(area, m, steps) } else { Self::wide(area, m, steps) }
    }

    fn wide(area: Rect, m: &Metrics, steps: usize) -> Self {
        let slider = m.target + m.small_style().leading();
        let least = 2 * slider + m.gap;
        let (rest, below) = area.split_bottom((area.height * 41 / 100).max(least));
        let (wall, row) = rest.split_bottom(slider + m.gap);
        let row = row.split_bottom(m.gap).0;
        let wall = wall.split_bottom(m.gap).0;
        let (field, middle) = wall.split_left(wall.width * 19 / 100);
        let (middle, answer) = middle.split_right(wall.width * 20 / 100);
        let middle = middle.inset_by(2 * m.gap, 0);
        let (play, row) = row.split_left(row.width * 34 / 100);
        let (time, views) = row.split_left(row.width * 46 / 100);
        let foot = |area: Rect| area.split_bottom(m.target).1;
        Self {
            steps: side_by_side(middle, 2 * m.gap, steps),
            answer,
            play: foot(play),
            time: time.inset_by(m.gap, 0),
            views: foot(views),
            below,
            ..Self::with_field(field, m)
        }
    }

    fn upright(area: Rect, m: &Metrics, steps: usize) -> Self {
        let slider = m.target + m.small_style().leading();
        let (rest, below) = area.split_bottom(area.height * 34 / 100);
        let (wall, rows) = rest.split_bottom(slider + 2 * m.target + 4 * m.gap);
        let (top, middle) = wall.split_top(wall.height * 40 / 100);
        let (field, answer) = top.split_left(area.width * 44 / 100);
        let row = |y: i32| Rect { y, height: m.target, ..rows };
        let time = Rect { height: slider, y: rows.y + m.gap, ..rows };
        Self {
            steps: above_each_other(middle.split_top(m.gap).1, m.gap, steps),
            answer: answer.split_left(2 * m.gap).1,
            time,
            play: row(time.bottom() + m.gap / 2),
            views: row(time.bottom() + m.gap + m.target),
            below,
            ..Self::with_field(field, m)
        }
    }

    /// The digit with its words and buttons; the rest is empty.
    fn with_field(area: Rect, m: &Metrics) -> Self {
        let (rest, field_buttons) = area.split_bottom(m.target);
        let (field_words, rest) = rest.split_top(words_height(m));
        let rest = rest.split_bottom(m.gap * 2 / 3).0;
        let side = rest.width.min(rest.height);
        let field = Rect::new(rest.x + (rest.width - side) / 2, rest.y, side, side);
        let none = Rect::default();
        let (steps, below) = (Vec::new(), none);
        let [answer, play, time, views] = [none; 4];
        Self { field_words, field, field_buttons, steps, answer, play, time, views, below }
    }
}

/// Steps side by side: the first has nearly twice the width, for its filters.
fn side_by_side(area: Rect, gap: i32, steps: usize) -> Vec<Rect> {
    let room = (area.width - gap * (steps as i32 - 1).max(0)) as f32;
    let part = room / (steps as f32 - 1.0 + WITH_FILTER);
    let mut x = area.x;
    let place = |step: usize| {
        let width = if step == 0 { part * WITH_FILTER } else { part } as i32;
        let place = Rect { x, width, ..area };
        x = place.right() + gap;
        place
    };
    (0..steps).map(place).collect()
}

/// Steps above one another, all as high.
fn above_each_other(area: Rect, gap: i32, steps: usize) -> Vec<Rect> {
    let count = steps.max(1) as i32;
    let height = (area.height + gap) / count - gap;
    let place = |n: i32| Rect { y: area.y + n * (height + gap), height, ..area };
    (0..count).map(place).collect()
}

/// Cells in rows of the same length, each `aspect` times as wide as high, as large as they fit.
pub(super) fn grid(area: Rect, count: usize, aspect: f32, gap: i32) -> Vec<Rect> {
    let count = count.max(1) as i32;
    let side = |across: i32| {
        let rows = (count + across - 1) / across;
        let wide = (area.width - gap * (across - 1)) as f32 / across as f32 / aspect;
        let high = (area.height - gap * (rows - 1)) as f32 / rows as f32;
        wide.min(high).floor().max(1.0) as i32
    };
    let Some(across) = (1..=count)
        .filter(|across| count % across == 0)
        .max_by_key(|&across| (side(across), across))
    else {
        return Vec::new();
    };
    let (high, wide) = (side(across), (side(across) as f32 * aspect) as i32);
    let cell = |n: i32| {
        let (column, row) = (n % across, n / across);
        Rect::new(area.x + column * (wide + gap), area.y + row * (high + gap), wide, high)
    };
    (0..count).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn parts_lie_apart_and_within_the_area() {
        for (width, height) in [(776, 350), (1240, 600), (1880, 860), (1040, 1560)] {
            let m = Metrics::new(Size::new(width + 40, height + 200));
            for steps in 1..=3 {
                let area = Rect::new(20, 60, width, height);
                let places = Places::new(area, &m, steps);
                let mut parts = places.steps.clone();
                parts.extend([places.field_words, places.field, places.field_buttons]);
                parts.extend([places.answer, places.play, places.time, places.views]);
                parts.push(places.below);
                for (n, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersect(area), *part, "{n} at {width}");
                    assert!(part.width > 20 && part.height > 10, "{n} at {width}: {part:?}");
                    for other in &parts[..n] {
                        assert!(part.intersect(*other).is_empty(), "{part:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_grid_fits_into_its_area() {
        for count in [4, 8, 16] {
            for aspect in [1.0, 2.1] {
                let area = Rect::new(3, 4, 210, 130);
                let cells = grid(area, count, aspect, 4);
                assert_eq!(cells.len(), count);
                for (n, cell) in cells.iter().enumerate() {
                    assert_eq!(cell.intersect(area), *cell);
                    assert!(cells[..n].iter().all(|other| cell.intersect(*other).is_empty()));
                }
            }
        }
    }
}
