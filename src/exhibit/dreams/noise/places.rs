//! Where the parts of the page lie: the words and the way at the left, what grows at the right.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// So many cards stand side by side.
pub(super) const COLUMNS: usize = 4;

/// So many stages are shown.
const STAGES: i32 = 3;

/// The picture takes at most so much of the width, in hundredths.
const WIDEST: i32 = 47;

/// In an upright window at most so much of the height.
const HIGHEST: i32 = 44;

/// Where everything lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// The cards.
    pub(super) cards: Vec<Rect>,
    /// What can be done besides: one below the other.
    pub(super) buttons: [Rect; 2],
    /// What stands above the stages.
    pub(super) way: Rect,
    /// The earlier stages.
    pub(super) stages: Vec<Stage>,
    /// What grows, a square.
    pub(super) large: Rect,
    /// What the network says to it.
    pub(super) answer: Rect,
}

/// Where an earlier stage lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stage {
    /// A square.
    pub(super) picture: Rect,
    /// What is said below it.
    pub(super) caption: Rect,
    /// Leads on to what came of it.
    pub(super) arrow: Rect,
}

impl Places {
    /// Below the title, for so many words.
    pub(super) fn new(area: Rect, words: usize, m: &Metrics) -> Self {
        let gap = m.gap;
        let said = answer_height(m);
        let (large, answer, rest) = if m.upright {
            let side = area.width.min(area.height * HIGHEST / 100);
            let (top, rest) = area.split_top(side + said + gap);
            let place = Rect { x: top.x + (top.width - side) / 2, width: side, ..top };
            let (large, answer) = place.split_top(side);
            (large, answer.split_top(said).0, rest.split_bottom(gap).0)
        } else {
            // As the lowest button, what it says keeps off what stands below.
            let side = (area.height - said - gap / 2).min(area.width * WIDEST / 100);
            let (left, right) = area.split_right(side);
            let (large, answer) = right.split_top(side);
            let answer = answer.split_top(said).0;
            let rest = left.split_right(3 * gap).0;
            (large, answer, Rect { height: answer.bottom() - rest.y, ..rest })
        };
        let words_high = m.small_style().leading() + gap / 2;
        let two = 2 * m.target + gap / 2;
        let widest = (rest.width * 62 / 100) / STAGES - arrow_width(m);
        let stage = (rest.height * 24 / 100).max(two - 2 * words_high).min(widest);
        let (top, foot) = rest.split_bottom((stage + 2 * words_high).max(two));
        let (left, right) = foot.split_right(STAGES * (stage + arrow_width(m)));
        let (way, stages) = right.split_top(words_high);
        let left = left.split_right(2 * gap).0.split_bottom(two).1;
        let (first, second) = left.split_top(m.target);
        let buttons = [first, second.split_bottom(m.target).1];
        let stages = (0..STAGES).map(|n| Stage::new(stages, n, stage, m)).collect();
        let cards = cards(top.split_bottom(gap).0, words, m);
        Self { cards, buttons, way, stages, large, answer }
    }
}

impl Stage {
    /// Number `n` of those in a row, of this side, each with the arrow after it.
    fn new(row: Rect, n: i32, side: i32, m: &Metrics) -> Self {
        let x = row.x + n * (side + arrow_width(m));
        let picture = Rect::new(x, row.y, side, side);
        let y = picture.bottom() + m.gap / 2;
        let caption = Rect { y, height: m.small_style().leading(), ..picture };
        let high = (2 * m.gap).min(side / 3);
        let (x, wide) = (picture.right() + m.gap, arrow_width(m) - 2 * m.gap);
        let arrow = Rect::new(x, picture.middle().y - high / 2, wide, high);
        // In an upright window what grows does not stand at the right.
        let leads = !m.upright || n + 1 < STAGES;
        Self { picture, caption, arrow: if leads { arrow } else { Rect::default() } }
    }
}

/// Rows of what the network says.
fn answer_height(m: &Metrics) -> i32 {
    m.gap + m.small_style().leading() + (m.heading * 1.1) as i32
}

/// Columns of an arrow with the space on both sides of it.
fn arrow_width(m: &Metrics) -> i32 {
    4 * m.gap
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
                let Places { way, buttons: [one, other], large, answer, .. } = places;
                let mut parts = vec![way, one, other, large, answer];
                parts.extend(&places.cards);
                for stage in &places.stages {
                    parts.extend([stage.picture, stage.caption, stage.arrow]);
                }
                parts.retain(|part| *part != Rect::default());
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
