//! Where the parts of the close-up of one unit lie.

use super::CONTROLS;
use crate::control::action::Action;
use crate::geometry::Rect;
use crate::view::button::Button;
use crate::view::controls::{self, Control};
use crate::view::inside::places::{heading, title_and_rest, value_height};
use crate::view::palette::Metrics;

/// One unit, large: its map, and what drives it, each under a heading and above a caption; for
/// comparison another pair beside them or below, where that lets them be larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseUp {
    /// The arrow back and the title.
    pub title: Rect,
    /// Squares of the unit's map; the second one's is empty where nothing is kept beside.
    pub maps: [Rect; 2],
    /// Squares of what drives them.
    pub pixels: [Rect; 2],
    /// Its value in large.
    pub value: Rect,
    /// What the network answers.
    pub answer: Rect,
    /// Numbers and kernels.
    pub facts: Rect,
    /// What it is called in the field.
    pub field: Rect,
    /// What can be done with it.
    pub controls: Rect,
}

impl CloseUp {
    /// In this area, which is as wide as the window: with the unit's map or `pixels_alone`; a row
    /// for each of the `units`, which are one, or two for comparison.
    pub fn new(area: Rect, m: &Metrics, pixels_alone: bool, units: i32) -> Self {
        let (title, rest) = title_and_rest(area, m);
        let blank = || Control::Button(Button::new(Action::Back, String::new()));
        let blanks: Vec<Control> = (0..CONTROLS).map(|_| blank()).collect();
        let high = controls::height(area.width, &blanks, m).min(rest.height / 3);
        let (rest, controls) = rest.split_bottom(high);
        let (rest, field) = rest.split_bottom(m.small_style().leading().min(rest.height / 8));
        let rest = rest.split_bottom(m.gap / 2).0;

        // A heading above each square, two lines of caption below.
        let words = heading(m) + 2 * m.small_style().leading() + m.gap;
        let columns = if pixels_alone { 1 } else { 2 };
        let gap = 3 * m.gap;
        let (squares, across) = match (m.upright, pixels_alone) {
            (true, true) => (rest.split_top(rest.height * 4 / 5).0, rest.width),
            (true, false) => (rest.split_top(rest.height * 3 / 5).0, rest.width),
            (false, _) if units > 1 => (rest, rest.width * 76 / 100),
            (false, _) => (rest, rest.width * 69 / 100),
        };
        let side = |columns: i32, rows: i32| {
            let fits_across = (across - (columns - 1) * gap) / columns;
            fits_across.min(squares.height / rows - words).max(0)
        };
        let in_a_row = side(columns * units, 1) > side(columns, units);
        let (all_columns, rows) = if in_a_row { (columns * units, 1) } else { (columns, units) };
        let side = side(all_columns, rows);
        let pitch = side + words;
        // In an upright window one square alone would leave a hole beside it.
        let centred = m.upright && pixels_alone;
        let left = if centred { squares.x + (squares.width - side) / 2 } else { squares.x };
        let place = |column: i32, unit: i32| {
            let (column, row) =
                if in_a_row { (column + unit * columns, 0) } else { (column, unit) };
            let (x, y) = (left + column * (side + gap), squares.y + heading(m) + row * pitch);
            Rect::new(x, y, side, side)
        };
        let told = if m.upright {
            rest.split_top(rows * pitch).1
        } else {
            rest.split_left(all_columns * (side + gap)).1
        };
        let (value, answer, facts) = told_places(told, m);
        let empty = Rect::default();
        let second = |column| if units > 1 { place(column, 1) } else { empty };
        let (maps, pixels) = if pixels_alone {
            ([empty; 2], [place(0, 0), second(0)])
        } else {
            ([place(0, 0), second(0)], [place(1, 0), second(1)])
        };
        Self { title, maps, pixels, value, answer, facts, field, controls }
    }
}

/// The value in large, what the network answers, and the rest.
fn told_places(area: Rect, m: &Metrics) -> (Rect, Rect, Rect) {
    if m.upright {
        let (row, facts) = area.split_top(value_height(m));
        let (value, answer) = row.split_left(row.width / 2);
        return (value, answer, facts);
    }
    let (value, rest) = area.split_top(value_height(m) + m.gap);
    let lines = m.body_style().leading() + m.small_style().leading() + m.gap;
    let (answer, facts) = rest.split_top(lines);
    (value, answer, facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn a_close_up_stays_inside_its_area_with_and_without_a_comparison() {
        for (width, height) in
            [(800, 500), (1280, 800), (1600, 900), (1080, 1920), (3840, 2160), (300, 200), (60, 40)]
        {
            let size = Size::new(width, height);
            let m = Metrics::new(size);
            let area = size.rect().inset_by(m.margin, m.gap);
            for (pixels_alone, units) in [(false, 1), (false, 2), (true, 1), (true, 2)] {
                let close_up = CloseUp::new(area, &m, pixels_alone, units);
                let CloseUp { title, maps, pixels, value, answer, facts, field, controls } =
                    close_up;
                let parts = [title, value, answer, facts, field, controls];
                let parts = parts.into_iter().chain(maps).chain(pixels);
                let parts: Vec<Rect> = parts.filter(|part| !part.is_empty()).collect();
                for (n, a) in parts.iter().enumerate() {
                    assert_eq!(a.intersect(area), *a, "{size}: {close_up:?}");
                    for b in &parts[n + 1..] {
                        assert!(a.intersect(*b).is_empty(), "{size}: {a:?} {b:?}");
                    }
                }
                let least = if units == 1 { height / 4 } else { height / 10 };
                assert!(height < 500 || pixels[0].height >= least, "{size}: {close_up:?}");
            }
        }
    }
}
