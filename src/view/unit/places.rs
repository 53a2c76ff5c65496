//! Where the parts of the close-up of one unit lie.

use crate::geometry::Rect;
use crate::view::layer::words_height;
use crate::view::palette::Metrics;

/// One unit, large: its map, and what drives it, each under a title and above a caption; for
/// comparison another pair below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseUp {
    /// Squares of the unit's map; the second one's is empty where nothing is kept beside.
    pub maps: [Rect; 2],
    /// Squares of what drives them.
    pub pixels: [Rect; 2],
    /// Numbers and kernels, below.
    pub facts: Rect,
}

impl CloseUp {
    /// In the middle pane, its heading included: with the unit's map or `pixels_alone`; a row for
    /// each of the `units`, which are one, or two for comparison.
    pub fn new(area: Rect, m: &Metrics, pixels_alone: bool, units: i32) -> Self {
        let area = area.split_top(m.heading_height()).1.split_top(words_height(m)).1;
        let line = m.small_style().leading();
        // A title above each square, two lines of caption below.
        let words = 3 * line + m.gap;
        let least = if pixels_alone { 0 } else { (m.body * 7.5) as i32 };
        let squares = area.split_bottom(least.min(area.height / 2)).0;
        let columns = if pixels_alone { 1 } else { 2 };
        let fits_across = (area.width - (columns - 1) * 2 * m.gap) / columns;
        let fits_down = squares.height / units - words;
        let side = fits_across.min(fits_down).max(0);
        let pitch = side + words;
        // In an upright window one square alone would leave a hole beside it.
        let centred = m.upright && pixels_alone;
        let left = if centred { squares.x + (squares.width - side) / 2 } else { squares.x };
        let place = |column: i32, row: i32| {
            Rect::new(
                left + column * (side + 2 * m.gap),
                squares.y + line + row * pitch,
                side,
                side,
            )
        };
        let (_, facts) = area.split_top(units * pitch);
        let facts = if pixels_alone { Rect { height: 0, ..facts } } else { facts };
        let empty = Rect::default();
        let second = |column| if units > 1 { place(column, 1) } else { empty };
        if pixels_alone {
            return Self { maps: [empty; 2], pixels: [place(0, 0), second(0)], facts };
        }
        Self { maps: [place(0, 0), second(0)], pixels: [place(1, 0), second(1)], facts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn a_close_up_stays_inside_its_area_with_and_without_a_comparison() {
        for (width, height) in [(700, 680), (300, 800), (60, 160), (60, 40), (1, 1)] {
            let area = Rect::new(10, 20, width, height);
            let m = Metrics::new(Size::new(1280, 800));
            for (pixels_alone, units) in [(false, 1), (false, 2), (true, 2)] {
                let close_up = CloseUp::new(area, &m, pixels_alone, units);
                for square in close_up.maps.into_iter().chain(close_up.pixels) {
                    assert!(square.is_empty() || square.intersect(area) == square, "{close_up:?}");
                    assert!(square.intersect(close_up.facts).is_empty(), "{close_up:?}");
                }
            }
        }
    }
}
