//! Where the parts of the page lie: a network at either side of the picture, the verdict below it.

use crate::canvas::text::{Style, Typeface};
use crate::geometry::{Rect, Size};
use crate::view::answer::brief_height;
use crate::view::palette::{MUTED, Metrics, TEXT};

/// The share of the width that the picture has at most, in hundredths.
const MIDDLE: i32 = 36;

/// Where the parts lie.
pub(super) struct Places {
    /// The picture, as both networks get it.
    pub(super) picture: Rect,
    /// Whether they agree, now and so far.
    pub(super) verdict: Rect,
    /// The first network and the second, with their answers.
    pub(super) networks: [Rect; 2],
    /// How often the answer of each changes.
    pub(super) changes: [Rect; 2],
}

impl Places {
    /// For a picture of this size, in the room below the heading.
    pub(super) fn new(area: Rect, picture: Size, m: &Metrics) -> Self {
        let gap = 2 * m.gap;
        let area = area.split_top(m.gap / 2).1;
        if m.upright {
            let below = verdict_height(m) + gap + network_height(m) + changes_height(m);
            let high = (area.height - below).clamp(0, area.width);
            let (top, rest) = area.split_top(high);
            let (verdict, rest) = rest.split_top(verdict_height(m));
            let (left, right) = rest.split_top(gap).1.split_left((area.width - gap) / 2);
            let sides = [left, right.split_left(gap).1];
            let split = |side: Rect| side.split_top(network_height(m));
            let [networks, changes] = [sides.map(|side| split(side).0), sides.map(|s| split(s).1)];
            return Self { picture: top.fit(picture), verdict, networks, changes };
        }
        let (left, rest) = area.split_left((area.width * (100 - MIDDLE) / 100 - 2 * gap) / 2);
        let (middle, right) = rest.split_left(gap).1.split_left(rest.width - left.width - 2 * gap);
        let right = right.split_left(gap).1;
        let (top, _) = middle.split_bottom(verdict_height(m));
        let shown = Rect { y: area.y, ..top.fit(picture) };
        let verdict = Rect { y: shown.bottom(), height: verdict_height(m), ..middle };
        // Three stand side by side below the picture, unless that is so small that answers do not
        // fit beside it.
        let high = shown.height.max(network_height(m));
        let high = high.min(area.height - m.gap / 2 - changes_height(m));
        let networks = [left, right].map(|side| side.split_top(high).0);
        let changes = [left, right].map(|side| side.split_top(high + m.gap / 2).1);
        Self { picture: shown, verdict: verdict.intersect(area), networks, changes }
    }
}

/// Whether they agree now.
pub(super) fn now_style(m: &Metrics, face: &Typeface, words: &str, width: i32) -> Style {
    face.fitted(words, Style::bold((m.heading * 1.15).round(), TEXT), width, m.body)
}

/// In how many pictures they agree.
pub(super) fn share_style(m: &Metrics) -> Style {
    Style::bold((m.body * 1.2).round(), TEXT)
}

/// What the marks mean.
pub(super) fn caption_style(m: &Metrics) -> Style {
    Style::regular((m.small * 0.92).max(11.0), MUTED)
}

/// Rows of the marks to either side of their line.
pub(super) fn mark_height(m: &Metrics) -> i32 {
    (m.small * 0.9) as i32
}

/// Rows of the largest line of the verdict.
pub(super) fn now_height(m: &Metrics) -> i32 {
    (m.heading * 1.4) as i32 + m.gap / 2
}

fn verdict_height(m: &Metrics) -> i32 {
    let words = share_style(m).leading() + caption_style(m).leading();
    m.gap + now_height(m) + words + 2 * mark_height(m) + m.gap
}

/// A network's name.
pub(super) fn name_style(m: &Metrics) -> Style {
    Style::bold((m.heading * 0.8).round().max(m.body), TEXT)
}

/// Rows that a network takes at least: its name, what it is, its answer.
pub(super) fn network_height(m: &Metrics) -> i32 {
    let words = name_style(m).leading() + m.small_style().leading();
    words + brief_height(m) + m.gap * 4 / 3
}

/// How often a network changes its answer.
pub(super) fn changes_style(m: &Metrics) -> Style {
    Style::bold((m.heading * 0.9).round().max(m.body), TEXT)
}

/// Rows that this takes, with what stands above it.
pub(super) fn changes_height(m: &Metrics) -> i32 {
    m.gap * 3 / 2 + m.body_style().leading() + changes_style(m).leading()
}
