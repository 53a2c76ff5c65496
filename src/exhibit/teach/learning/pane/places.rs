//! Where the parts of the page lie: the picture with its answer, two curves, what can be turned.

use crate::exhibit::teach::taught::CLASSES;
use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// Where the parts lie.
pub(super) struct Places {
    /// The newest picture.
    pub(super) picture: Rect,
    /// The answer to it: a row a thing.
    pub(super) bars: [Rect; CLASSES],
    /// What may have gone wrong.
    pub(super) warnings: Rect,
    /// Right answers, and the loss.
    pub(super) plots: [Rect; 2],
    /// How many pictures it learns from.
    pub(super) counts: Rect,
    /// Play or rest, one step, from the beginning.
    pub(super) buttons: [Rect; 3],
    /// A knob each.
    pub(super) knobs: [Rect; 5],
}

/// Rows of a name with its bar.
fn bar_height(m: &Metrics) -> i32 {
    m.body_style().leading() + m.gap * 3 / 2
}

/// Rows of a knob with its words.
fn knob_height(m: &Metrics) -> i32 {
    m.target + m.small_style().leading() + m.gap / 2
}

impl Places {
    /// In the room below the title.
    pub(super) fn new(area: Rect, m: &Metrics) -> Self {
        let gap = 2 * m.gap;
        let area = area.split_top(m.gap / 2).1;
        let bars_height = CLASSES as i32 * bar_height(m);
        if m.upright {
            let (top, rest) = area.split_top((area.height * 28 / 100).max(bars_height));
            let (picture, beside) = top.split_left(top.height.min(area.width * 45 / 100));
            let beside = beside.split_left(gap).1;
            let (bars, warnings) = beside.split_top(bars_height + m.gap);
            let (plots, below) = rest.split_top(gap).1.split_bottom(controls_height(area, m));
            return Self::with(picture, [bars, warnings], plots, below, m);
        }
        let wide = if area.width < 1000 { 37 } else { 30 };
        let (left, rest) = area.split_left(area.width * 25 / 100);
        let (middle, right) = rest.split_left(gap).1.split_right(area.width * wide / 100);
        let middle = middle.split_right(gap).0;
        let side = left.width.min(left.height - bars_height - 2 * m.gap).max(0);
        let (top, below) = left.split_top(side);
        let picture = Rect { width: side, ..top };
        let (bars, warnings) = below.split_top(m.gap).1.split_top(bars_height);
        Self::with(picture, [bars, warnings], middle, right, m)
    }

    fn with(
        picture: Rect,
        [bars, warnings]: [Rect; 2],
        middle: Rect,
        controls: Rect,
        m: &Metrics,
    ) -> Self {
        let row = |n: usize| {
            let y = bars.y + n as i32 * bar_height(m);
            Rect { y, height: bar_height(m), ..bars }
        };
        let (plots, counts) = middle.split_bottom(m.small_style().leading() + m.gap / 2);
        let (upper, lower) = plots.split_top(plots.height * 56 / 100);
        let lower = lower.split_top(m.gap).1;
        let (buttons, knobs) = controls_in(controls, m);
        let bars = std::array::from_fn(row);
        Self { picture, bars, warnings, plots: [upper, lower], counts, buttons, knobs }
    }
}

/// How many knobs stand side by side: as few as there is room for.
fn across(area: Rect, m: &Metrics) -> i32 {
    let fits = |across: i32| buttons_height(m) + rows(across) * knob_height(m) <= area.height;
    (1..3).find(|&across| fits(across)).unwrap_or(3)
}

fn rows(across: i32) -> i32 {
    (5 + across - 1) / across
}

fn buttons_height(m: &Metrics) -> i32 {
    2 * (m.target + m.gap / 2) + m.gap / 2
}

/// Rows of all of them in an upright window: two knobs side by side.
fn controls_height(area: Rect, m: &Metrics) -> i32 {
    (buttons_height(m) + rows(2) * knob_height(m) + m.gap).min(area.height / 2)
}

fn controls_in(area: Rect, m: &Metrics) -> ([Rect; 3], [Rect; 5]) {
    let (first, rest) = area.split_top(m.target);
    let (second, _) = rest.split_top(m.gap / 2).1.split_top(m.target);
    let (step, again) = second.split_left((second.width - m.gap / 2) / 2);
    let again = again.split_left(m.gap / 2).1;
    let below = area.split_top(buttons_height(m)).1;
    let across = across(area, m);
    let pitch = (below.height / rows(across)).clamp(knob_height(m), knob_height(m) * 5 / 4);
    let width = (below.width - (across - 1) * m.gap) / across;
    let knob = |n: usize| {
        let (column, row) = (n as i32 % across, n as i32 / across);
        let x = below.x + column * (width + m.gap);
        Rect::new(x, below.y + row * pitch, width, knob_height(m) + m.gap / 2)
    };
    ([first, step, again], std::array::from_fn(knob))
}
