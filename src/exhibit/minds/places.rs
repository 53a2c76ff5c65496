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
    /// The first network and the second.
    pub(super) networks: [Rect; 2],
}

impl Places {
    /// For a picture of this size, in the room below the heading.
    pub(super) fn new(area: Rect, picture: Size, m: &Metrics) -> Self {
        let gap = 2 * m.gap;
        if m.upright {
            let below = verdict_height(m) + gap + network_height(m);
            let high = (area.height - below).clamp(0, area.width);
            let (top, rest) = area.split_top(high);
            let (verdict, rest) = rest.split_top(verdict_height(m));
            let (left, right) = rest.split_top(gap).1.split_left((area.width - gap) / 2);
            let networks = [left, right.split_left(gap).1];
            return Self { picture: top.fit(picture), verdict, networks };
        }
        let (left, rest) = area.split_left((area.width * (100 - MIDDLE) / 100 - 2 * gap) / 2);
        let (middle, right) = rest.split_left(gap).1.split_left(rest.width - left.width - 2 * gap);
        let right = right.split_left(gap).1;
        let (top, _) = middle.split_bottom(verdict_height(m));
        let shown = top.fit(picture);
        let shown = Rect { y: area.y, ..shown };
        let verdict = Rect { y: shown.bottom(), height: verdict_height(m), ..middle };
        Self { picture: shown, verdict: verdict.intersect(area), networks: [left, right] }
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
    (m.heading * 1.15) as i32 + m.gap
}

fn verdict_height(m: &Metrics) -> i32 {
    let words = 2 * share_style(m).leading() + 2 * caption_style(m).leading();
    m.gap + now_height(m) + words + 2 * mark_height(m) + m.gap
}

/// A network's name.
pub(super) fn name_style(m: &Metrics) -> Style {
    Style::bold((m.heading * 0.8).round().max(m.body), TEXT)
}

/// Rows that a network takes: its name, what it is, its answer, how often that changes.
pub(super) fn network_height(m: &Metrics) -> i32 {
    let words = name_style(m).leading() + 2 * m.small_style().leading();
    words + brief_height(m) + 2 * m.body_style().leading() + 3 * m.gap
}
