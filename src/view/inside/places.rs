//! Where the parts of an open layer lie: its steps, its squares in pages, one of them large.

use crate::geometry::Rect;
use crate::view::button;
use crate::view::palette::Metrics;
use crate::view::tiles::Tiles;
use crate::view::wall::switch_width;

/// What there is room to find.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The layer that is open: an index into the outline's.
    pub layer: usize,
    /// Its channels.
    pub channels: usize,
    /// Steps of the network.
    pub steps: usize,
    /// Layers of the open step that are listed; 0 where they are not.
    pub layers: usize,
}

/// Where the parts of an open layer lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The layer that is open.
    pub layer: usize,
    /// The arrow back and the title.
    pub title: Rect,
    /// Shows what detectors like.
    pub patterns: Rect,
    /// The steps, in one row.
    pub steps: Vec<Rect>,
    /// The layers of the open step, where they are listed.
    pub layers: Vec<Rect>,
    /// The squares of one page.
    pub tiles: Tiles,
    /// To the page before; empty where there is only one.
    pub before: Rect,
    /// To the page after; likewise.
    pub after: Rect,
    /// Which squares these are.
    pub which: Rect,
    /// Lists all layers.
    pub list: Rect,
    /// How many found nothing.
    pub note: Rect,
    /// The chosen one's map, below its heading.
    pub map: Rect,
    /// What drives it, likewise.
    pub pixels: Rect,
    /// Its value in large.
    pub value: Rect,
    /// What the network answers.
    pub answer: Rect,
    /// What can be done with it.
    pub buttons: Vec<Rect>,
}

/// How many buttons stand in the two rows below the large squares.
pub const BUTTONS: [usize; 2] = [3, 4];

/// Rows that a button is high in this area: a finger's, or less in a small window.
pub fn row_height(area: Rect, m: &Metrics) -> i32 {
    // A finger's above the tour's strip, too, in a window of 1280x800.
    m.target.min(area.height * 10 / 136).max(18)
}

/// The row of the arrow and the title, and the rest below.
pub fn title_and_rest(area: Rect, m: &Metrics) -> (Rect, Rect) {
    let (title, rest) = area.split_top(m.target);
    (title, rest.split_top(m.gap).1)
}

impl Places {
    /// In this area, which is as wide as the window.
    pub fn new(area: Rect, m: &Metrics, wanted: &Wanted) -> Self {
        let high = row_height(area, m);
        let (title, rest) = title_and_rest(area, m);
        let (title, patterns) = title.split_right(switch_width(m).min(title.width / 3));
        let title = title.split_right(m.gap).0;
        let (strip, rest) = rest.split_top(high);
        let steps = button::row(strip, (m.gap / 2).max(2), wanted.steps);
        let rest = rest.split_top(m.gap).1;
        let (layers, rest) = layer_rows(rest, high, m, wanted.layers);
        let (left, right) = if m.upright {
            let side = (rest.width - arrow(m)) / 2;
            let needed = heading(m) + side + below_squares(high, m);
            let (above, below) = rest.split_bottom(needed.min(rest.height * 3 / 5));
            (above.split_bottom(m.gap).0, below)
        } else {
            let (left, right) = rest.split_left(rest.width * 44 / 100);
            (left, right.split_left(2 * m.gap).1)
        };

        let (left, note) = left.split_bottom(m.small_style().leading());
        let (left, foot) = left.split_bottom(high + m.gap / 2);
        let foot = Rect { height: high.min(foot.height), ..foot };
        let grid = left.split_bottom(m.gap / 2).0;
        let tiles = Tiles::paged(grid, wanted.channels, (m.gap * 23 / 5).max(8));
        let (foot, list) = foot.split_right(((m.body * 8.4) as i32).min(foot.width / 3));
        let foot = foot.split_right(m.gap).0;
        let pages = wanted.channels > tiles.room();
        let narrow = if pages { high * 5 / 4 } else { 0 };
        let (before, which) = foot.split_left(narrow);
        let (which, after) = which.split_right(narrow + m.gap);
        let after = after.split_right(narrow).1;
        let which = which.inset_by(if pages { m.gap } else { 0 }, 0);

        let (squares, below) = right.split_bottom(below_squares(high, m));
        let down = squares.height - heading(m);
        let side = ((squares.width - arrow(m)) / 2).min(down).max(0);
        let map = Rect::new(squares.x, squares.y + heading(m), side, side);
        let pixels = Rect { x: map.right() + arrow(m), ..map };
        // What the squares leave is spread around the words.
        let words = Rect { y: map.bottom(), height: below.bottom() - map.bottom(), ..right };
        let (words, buttons) = words.split_bottom(2 * high + m.gap);
        let spare = (words.height - value_height(m)) / 2;
        let words = words.inset_by(0, spare.max(0));
        let (value, answer) = words.split_left((side + arrow(m)).max(words.width / 2));
        let (upper, lower) = buttons.split_top(high);
        let lower = lower.split_top(m.gap).1;
        let buttons =
            [upper, lower].into_iter().zip(BUTTONS).flat_map(|(row, n)| button::row(row, m.gap, n));
        let (layer, buttons) = (wanted.layer, buttons.collect());
        Self {
            layer,
            title,
            patterns,
            steps,
            layers,
            tiles,
            before: if pages { before } else { Rect::default() },
            after: if pages { after } else { Rect::default() },
            which,
            list,
            note,
            map,
            pixels,
            value,
            answer,
            buttons,
        }
    }
}

/// Columns between the two large squares, where an arrow stands.
fn arrow(m: &Metrics) -> i32 {
    3 * m.gap
}

/// Rows of the heading above a large square.
pub(super) fn heading(m: &Metrics) -> i32 {
    (m.body * 1.5) as i32
}

pub(super) fn value_height(m: &Metrics) -> i32 {
    (m.headline as i32).max(2 * m.body_style().leading())
}

/// Rows of all that stands below the large squares.
fn below_squares(high: i32, m: &Metrics) -> i32 {
    value_height(m) + 2 * high + 3 * m.gap
}

/// The places of so many buttons, and what is left below: as many in a row as have room for a name.
fn layer_rows(area: Rect, high: i32, m: &Metrics, count: usize) -> (Vec<Rect>, Rect) {
    if count == 0 {
        return (Vec::new(), area);
    }
    let most = (area.width / ((m.body * 6.5) as i32)).max(1) as usize;
    let rows = count.div_ceil(most);
    let across = count.div_ceil(rows);
    let (mut places, mut rest) = (Vec::new(), area);
    for row in 0..rows {
        let (line, below) = rest.split_top(high);
        let here = across.min(count - row * across);
        places.extend(button::row(line, (m.gap / 2).max(2), across).into_iter().take(here));
        rest = below.split_top(m.gap / 2).1;
    }
    (places, rest.split_top(m.gap / 2).1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const SIZES: [(i32, i32); 6] =
        [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)];

    fn content(size: Size, m: &Metrics) -> Rect {
        // The bar of doors and the line below it take about a ninth.
        let bar = if m.upright { size.height / 12 } else { size.height / 9 };
        Rect::new(m.margin, m.gap, size.width - 2 * m.margin, size.height - bar - m.gap)
    }

    fn parts(places: &Places) -> Vec<Rect> {
        let one = [
            places.title,
            places.patterns,
            places.tiles.area,
            places.before,
            places.after,
            places.which,
            places.list,
            places.note,
            places.map,
            places.pixels,
            places.value,
            places.answer,
        ];
        let many = places.steps.iter().chain(&places.layers).chain(&places.buttons).copied();
        one.into_iter().chain(many).filter(|part| !part.is_empty()).collect()
    }

    #[test]
    fn nothing_overlaps_and_all_stays_inside_at_every_size() {
        for (width, height) in SIZES {
            let size = Size::new(width, height);
            let m = Metrics::new(size);
            let area = content(size, &m);
            for (channels, steps, layers) in [(672, 18, 0), (1280, 18, 6), (16, 12, 20), (3, 1, 0)]
            {
                let wanted = Wanted { layer: 0, channels, steps, layers };
                let places = Places::new(area, &m, &wanted);
                let parts = parts(&places);
                for (n, a) in parts.iter().enumerate() {
                    assert_eq!(a.intersect(area), *a, "{size} {wanted:?}");
                    for b in &parts[n + 1..] {
                        assert!(a.intersect(*b).is_empty(), "{size} {wanted:?}: {a:?} {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn fingers_find_squares_and_buttons() {
        for (width, height) in SIZES {
            let size = Size::new(width, height);
            let m = Metrics::new(size);
            let wanted = Wanted { layer: 0, channels: 1280, steps: 18, layers: 6 };
            let places = Places::new(content(size, &m), &m, &wanted);
            let small = width < 1280 && height < 1000;
            let least = if small { 28 } else { 44 };
            let buttons = [places.before, places.after, places.list];
            let buttons = buttons.iter().chain(&places.steps).chain(&places.buttons);
            for button in buttons.chain(&places.layers) {
                assert!(button.height >= least, "{size}: {button:?}");
            }
            assert!(places.tiles.side >= if small { 24 } else { 39 }, "{size}: {:?}", places.tiles);
            assert!((40..=260).contains(&places.tiles.room()), "{size}: {:?}", places.tiles);
            assert!(places.map.width > width / 5, "{size}: {:?}", places.map);
        }
    }
}
