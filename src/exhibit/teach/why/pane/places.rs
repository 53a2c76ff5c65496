//! Where the parts of the page lie: the picture with its map, the pictures that are like it, the
//! detectors.

use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// Where the parts lie.
pub(super) struct Places {
    /// What it says, in one sentence.
    pub(super) sentence: Rect,
    /// The picture, with the map over it.
    pub(super) picture: Rect,
    /// Which thing is explained: a row of buttons.
    pub(super) buttons: Rect,
    /// By what it is told.
    pub(super) by: Rect,
    /// The heading of the pictures that are like it, and three of them with their figures.
    pub(super) nearest: [Rect; 2],
    /// The heading of the detectors, and two rows of five with their bars.
    pub(super) votes: [Rect; 2],
    /// What touching one does.
    pub(super) touch: Rect,
}

impl Places {
    /// In the room below the title.
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        let gap = 2 * m.gap;
        let area = area.split_top(m.gap / 2).1;
        let lines = 2 * sentence_leading(m);
        if m.upright {
            let (sentence, rest) = area.split_top(lines);
            let side = area.width.min(rest.height * 45 / 100);
            let (top, below) = rest.split_top(side);
            let picture = Rect { x: top.x + (top.width - side) / 2, width: side, ..top };
            return Self::with(sentence, picture, below.split_top(gap).1, m);
        }
        let side = (area.height - lines).min(area.width * 46 / 100).max(0);
        let (left, right) = area.split_left(side.max(area.width * 38 / 100));
        let (sentence, below) = left.split_top(lines);
        let picture = Rect { width: side, height: side, ..below };
        Self::with(sentence, picture, right.split_left(gap).1, m)
    }

    fn with(sentence: Rect, picture: Rect, side: Rect, m: &Metrics) -> Self {
        let heading = m.body_style().leading() + m.gap / 2;
        let small = m.small_style().leading();
        let (buttons, rest) = side.split_top(m.target);
        let (by, rest) = rest.split_top(m.gap).1.split_top(small + m.gap / 2);
        let (rest, touch) = rest.split_bottom(small + m.gap / 3);
        let touch = touch.split_top(m.gap / 3).1;
        // Two fifths for the pictures, the rest for the detectors.
        let room = rest.height - 2 * heading - m.gap;
        let (near, votes) = rest.split_top(heading + room * 2 / 5);
        let votes = votes.split_top(m.gap).1;
        let [near, votes] = [near, votes].map(|part| part.split_top(heading));
        Self {
            sentence,
            picture,
            buttons,
            by,
            nearest: [near.0, near.1],
            votes: [votes.0, votes.1],
            touch,
        }
    }
}

/// From one line of the sentence to the next.
pub(super) fn sentence_leading(m: &Metrics) -> i32 {
    super::sentence_style(m).leading()
}

/// Squares side by side, as large as they fit with so many rows of words below each.
pub(super) fn squares(area: Rect, across: i32, count: usize, below: i32, gap: i32) -> Vec<Rect> {
    let down = (count as i32 + across - 1) / across;
    let wide = (area.width - (across - 1) * gap) / across;
    let high = (area.height - (down - 1) * gap) / down.max(1) - below;
    let side = wide.min(high).max(0);
    let place = |n: usize| {
        let (column, row) = (n as i32 % across, n as i32 / across);
        let (x, y) = (area.x + column * (side + gap), area.y + row * (side + below + gap));
        Rect::new(x, y, side, side)
    };
    (0..count).map(place).collect()
}
