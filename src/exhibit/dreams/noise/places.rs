//! Where the parts of the page lie: the words and the way at the left, what grows at the right.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// So many cards stand side by side.
pub(super) const COLUMNS: usize = 4;

/// So many stages are shown.
const STAGES: i32 = 3;

/// A column of cards that holds a button and words is at least so many rows of type wide.
const NARROWEST: f32 = 11.0;

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
        let foot = Foot::new(rest, m);
        let (first, second) = foot.buttons.split_top(m.target);
        let buttons = [first, second.split_bottom(m.target).1];
        let mut stages: Vec<Stage> = (0..STAGES).map(|n| foot.stage(n, m)).collect();
        if let Some(Stage { arrow, .. }) = stages.last_mut() {
            // In an upright window what grows does not stand at the right.
            let wide = large.x - gap - arrow.x;
            *arrow = if m.upright { Rect::default() } else { Rect { width: wide, ..*arrow } };
        }
        let (top, way) = (foot.above, foot.way);
        let cards = cards(top.split_bottom(gap).0, words, m);
        Self { cards, buttons, way, stages, large, answer }
    }
}

/// What lies below the cards.
struct Foot {
    /// What is left for the cards.
    above: Rect,
    way: Rect,
    buttons: Rect,
    stages: Rect,
    /// Columns of a stage, and from one to the next.
    side: i32,
    pitch: i32,
}

impl Foot {
    fn new(area: Rect, m: &Metrics) -> Self {
        let between = cards_gap(m);
        let column = (area.width - (COLUMNS as i32 - 1) * between) / COLUMNS as i32;
        if column >= (m.body * NARROWEST) as i32 {
            Self::in_columns(area, column + between, m)
        } else {
            Self::narrow(area, m)
        }
    }

    /// Each stage below a card; the words and the buttons below the first.
    fn in_columns(area: Rect, pitch: i32, m: &Metrics) -> Self {
        let words = m.small_style().leading() + m.gap / 2;
        let two = 2 * m.target + m.gap / 2;
        let side = (area.height * 25 / 100).min(pitch - arrow_width(m));
        let (above, foot) = area.split_bottom((side + words).max(two + 2 * words));
        let (left, stages) = foot.split_left(pitch);
        let (way, buttons) = left.split_right(cards_gap(m)).0.split_bottom(two);
        Self { above, way: way.split_bottom(m.gap / 2).0, buttons, stages, side, pitch }
    }

    /// The words above the stages, as large as they can be; the buttons take what is left.
    fn narrow(area: Rect, m: &Metrics) -> Self {
        let words = m.small_style().leading() + m.gap / 2;
        let two = 2 * m.target + m.gap / 2;
        let widest = (area.width * 62 / 100) / STAGES - arrow_width(m);
        let side = (area.height * 24 / 100).max(two - 2 * words).min(widest);
        let pitch = side + arrow_width(m);
        let (above, foot) = area.split_bottom((side + 2 * words).max(two));
        let (left, right) = foot.split_right(STAGES * pitch);
        let (way, stages) = right.split_top(words);
        let buttons = left.split_right(2 * m.gap).0.split_bottom(two).1;
        Self { above, way, buttons, stages, side, pitch }
    }

    /// Stage number `n`, with the arrow after it.
    fn stage(&self, n: i32, m: &Metrics) -> Stage {
        let Self { stages: row, side, pitch, .. } = *self;
        let picture = Rect::new(row.x + n * pitch, row.y, side, side);
        let y = picture.bottom() + m.gap / 2;
        let caption = Rect { y, height: m.small_style().leading(), ..picture };
        let high = (2 * m.gap).min(side / 3);
        let (x, wide) = (picture.right() + m.gap, pitch - side - 2 * m.gap);
        let arrow = Rect::new(x, picture.middle().y - high / 2, wide, high);
        Stage { picture, caption, arrow }
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

/// Columns, and rows, from one card to the next.
fn cards_gap(m: &Metrics) -> i32 {
    m.gap * 2 / 3
}

/// Rows of cards that fill the area.
fn cards(area: Rect, words: usize, m: &Metrics) -> Vec<Rect> {
    let gap = cards_gap(m);
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
