//! Where everything on the page lies.

use crate::geometry::Rect;
use crate::view::button;
use crate::view::palette::Metrics;

/// Where everything lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// What may be parted, in the order of the screen.
    pub(super) cards: Vec<Rect>,
    /// The sheet on its way.
    pub(super) plane: Rect,
    /// The buttons of layers and parts.
    pub(super) steps: Rect,
    /// Play, or rest.
    pub(super) play: Rect,
    /// The knob along the way.
    pub(super) way: Rect,
    /// How well it parts them, and what that means.
    pub(super) said: Rect,
    /// The knobs of the network.
    pub(super) knobs: Rect,
    /// Space between neighbours.
    pub(super) gap: i32,
}

impl Places {
    /// Below the title.
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        let gap = (m.gap * 2 / 3).max(4);
        let row = m.target + gap / 2;
        let way = m.target + m.small_style().leading() + m.gap;
        let knobs = 2 * (m.target + m.small_style().leading() + m.gap / 2) + m.gap / 2;
        let (cards, middle, said, knobs) = if m.upright {
            let (cards, rest) = area.split_top(area.width / 5);
            let (middle, below) = rest.split_bottom(area.height * 21 / 100);
            let (said, right) = below.split_left((area.width - 3 * m.gap) / 2);
            let right = right.split_left(3 * m.gap).1;
            (cards, middle.split_bottom(2 * m.gap).0, said, right.split_top(knobs).0)
        } else {
            let (cards, rest) = area.split_left((area.width * 12 / 100).max(m.target * 2));
            let (middle, column) = rest.split_right(area.width * 29 / 100);
            let middle = middle.split_left(m.gap).1.split_right(2 * m.gap).0;
            let (said, knobs) = column.split_bottom(knobs);
            (cards, middle, said.split_bottom(gap).0, knobs)
        };
        let cards = if m.upright {
            button::row(cards.split_bottom(m.gap).0, gap, 4)
        } else {
            let high = (cards.height - 3 * gap) / 4;
            let card = |n: i32| Rect { y: cards.y + n * (high + gap), height: high, ..cards };
            (0..4).map(card).collect()
        };
        let (middle, below) = middle.split_bottom(way);
        let (plane, steps) = middle.split_bottom(row + gap / 2);
        let steps = Rect { y: steps.y + gap, height: m.target.min(steps.height), ..steps };
        let steps = steps.intersect(Rect { height: middle.bottom() - steps.y, ..steps });
        let (play, way) = below.split_left((below.width * 24 / 100).max(m.target));
        let play = play.split_bottom(m.target + m.gap / 2).1.split_top(m.target).0;
        let way = way.split_left(2 * m.gap).1;
        Self { cards, plane, steps, play, way, said, knobs, gap }
    }
}
