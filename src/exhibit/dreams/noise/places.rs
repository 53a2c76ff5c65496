//! Where the parts of the page lie: the words and the way at the left, what grows at the right.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// So many cards stand side by side.
pub(super) const COLUMNS: usize = 4;

/// So many stages are shown.
pub(super) const STAGES: usize = 3;

/// The picture takes at most so much of the width, in hundredths.
const WIDEST: i32 = 47;

/// Where everything lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The cards.
    pub(super) cards: Vec<Rect>,
    /// What stands above the stages.
    pub(super) way: Rect,
    /// The earlier stages, what is said below each, and the arrow after each.
    pub(super) stages: Vec<[Rect; 3]>,
    /// What can be done besides.
    pub(super) buttons: Rect,
    /// What grows, a square.
    pub(super) large: Rect,
    /// What the network says to it.
    pub(super) answer: Rect,
}

impl Places {
    /// Below the title, for so many words.
    pub(super) fn new(area: Rect, words: usize, m: &Metrics) -> Self {
        if m.upright { Self::upright(area, words, m) } else { Self::wide(area, words, m) }
    }

    fn wide(area: Rect, words: usize, m: &Metrics) -> Self {
        let gap = m.gap;
        let said = answer_height(m);
        let side = (area.height - said).min(area.width * WIDEST / 100);
        let (left, right) = area.split_right(side);
        let left = left.split_right(3 * gap).0;
        let (large, answer) = right.split_top(side);
        let answer = answer.split_top(said).0;
        let left = Rect { height: (answer.bottom() - left.y).min(left.height), ..left };
        let (rest, buttons) = left.split_bottom(gap / 2).0.split_bottom(m.target);
        let rest = rest.split_bottom(gap).0;
        let stage = (rest.height * 31 / 100).min((rest.width - 3 * arrow_width(m)) / 3);
        let (way, stages, rest) = foot(rest, stage, m);
        Self { cards: cards(rest, words, m), way, stages, buttons, large, answer }
    }

    fn upright(area: Rect, words: usize, m: &Metrics) -> Self {
        let gap = m.gap;
        let said = answer_height(m);
        let side = area.width.min(area.height * 40 / 100);
        let (top, rest) = area.split_top(side);
        let large = Rect { x: top.x + (top.width - side) / 2, width: side, ..top };
        let (answer, rest) = rest.split_top(said);
        let (rest, buttons) = rest.split_bottom(gap).0.split_bottom(m.target);
        let rest = rest.split_bottom(gap).0.split_top(gap).1;
        let stage = (rest.height * 24 / 100).min((rest.width - 3 * arrow_width(m)) / 3);
        let (way, stages, rest) = foot(rest, stage, m);
        Self { cards: cards(rest, words, m), way, stages, buttons, large, answer }
    }
}

/// Rows of what the network says.
fn answer_height(m: &Metrics) -> i32 {
    m.small_style().leading() + (m.heading * 1.25) as i32 + m.gap
}

/// Columns of an arrow with the space on both sides of it.
fn arrow_width(m: &Metrics) -> i32 {
    4 * m.gap
}

/// The stages at the foot of an area, of this side; and what is left above them.
fn foot(area: Rect, side: i32, m: &Metrics) -> (Rect, Vec<[Rect; 3]>, Rect) {
    let words = m.small_style().leading();
    let (rest, below) = area.split_bottom(words + m.gap / 3 + side + m.gap / 3 + words);
    let (way, below) = below.split_top(words + m.gap / 3);
    let pitch = side + arrow_width(m);
    let stage = |n: i32| {
        let square = Rect::new(below.x + n * pitch, below.y, side, side);
        let y = square.bottom() + m.gap / 3;
        let caption = Rect { y, height: words, ..square };
        let high = (2 * m.gap).min(side / 3);
        let x = square.right() + m.gap;
        let arrow = Rect::new(x, square.y + (side - high) / 2, arrow_width(m) - 2 * m.gap, high);
        [square, caption, arrow]
    };
    (way, (0..STAGES as i32).map(stage).collect(), rest.split_bottom(m.gap).0)
}

/// Rows of cards that fill the area.
fn cards(area: Rect, words: usize, m: &Metrics) -> Vec<Rect> {
    let gap = m.gap * 2 / 3;
    let columns = COLUMNS as i32;
    // As many rows as twelve words take: fewer are not larger.
    let rows = 3;
    let (wide, high) =
        ((area.width - (columns - 1) * gap) / columns, (area.height - (rows - 1) * gap) / rows);
    let card = |n: i32| {
        let (column, row) = (n % columns, n / columns);
        Rect::new(area.x + column * (wide + gap), area.y + row * (high + gap), wide, high)
    };
    (0..words as i32).map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn at_every_size_all_parts_have_room_inside_and_apart() {
        for (width, height) in
            [(800, 500), (1280, 800), (1600, 900), (1920, 1080), (1080, 1920), (3840, 2160)]
        {
            for large_text in [false, true] {
                let m = Metrics::new(Size::new(width, height)).with_large_text(large_text);
                let above = m.target + m.gap;
                let area = Rect::new(20, above, width - 40, height - above - m.target * 7 / 2);
                let places = Places::new(area, 12, &m);
                let Places { way, buttons, large, answer, .. } = places;
                let mut parts = vec![way, buttons, large, answer];
                parts.extend(&places.cards);
                parts.extend(places.stages.iter().flatten());
                for (n, part) in parts.iter().enumerate() {
                    assert!(!part.is_empty(), "{width}x{height}: {n} of {places:?}");
                    assert_eq!(part.intersect(area), *part, "{width}x{height}: {n}");
                    for other in &parts[n + 1..] {
                        let both = part.intersect(*other);
                        assert!(both.is_empty(), "{width}x{height}: {n}, {part:?} {other:?}");
                    }
                }
                assert_eq!(large.width, large.height, "{width}x{height}");
            }
        }
    }
}
