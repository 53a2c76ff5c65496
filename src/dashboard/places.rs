//! Where the panes between header and footer lie: side by side, or stacked in an upright window.
//!
//! Stacked, the picture and the answer stand above the network, which needs the whole width, and
//! what belongs to both below it.

use crate::geometry::{Rect, Size};
use crate::view::palette::Metrics;
use crate::view::{answer, spotlight};

/// The panes between header and footer; empty where there is no room.
pub(super) struct Places {
    pub(super) picture: Rect,
    pub(super) spotlight: Rect,
    pub(super) legend: Rect,
    pub(super) maps: Rect,
    /// The part of `maps` between the gaps where arrows run, its heading included.
    pub(super) middle: Rect,
    pub(super) answer: Rect,
    pub(super) strip: Rect,
}

impl Places {
    /// In `body`, which is as wide as the window; `quiet` rows stand below the answer.
    pub(super) fn new(body: Rect, size: Size, m: &Metrics, quiet: i32) -> Self {
        if m.upright {
            Self::stacked(body, m, quiet)
        } else {
            Self::side_by_side(body, size, m, quiet)
        }
    }

    fn side_by_side(body: Rect, size: Size, m: &Metrics, quiet: i32) -> Self {
        let side_gap = (size.width as f32 * 0.026) as i32;
        let left_width = (size.width as f32 * 0.205) as i32;
        // Wide enough for the longest class name at the smallest size of type.
        let right_width = (size.width * 222 / 1000).max(215.min(size.width * 27 / 100));
        let (left, rest) = body.inset_by(m.margin, 0).split_left(left_width);
        let (maps, right) = rest.split_right(right_width);

        let tallest = (body.height as f32 * 0.36) as i32;
        let (picture, below) = left.split_top(picture_height(left.width, tallest, m));
        let below = below.split_top(m.gap / 2).1;
        let (mut spotlight, mut legend) = below.split_bottom(legend_height(m, 4));
        if spotlight.height < (m.body * 5.0) as i32 {
            spotlight.height = 0;
            legend = below;
        }

        let answer_height = answer::height(m, quiet, body.height);
        let (answer, mut strip) = right.split_top(answer_height);
        if strip.height < (m.body * 6.5) as i32 {
            strip.height = 0;
        }
        let middle = maps.inset_by(side_gap, 0);
        Self { picture, spotlight, legend, maps, middle, answer, strip }
    }

    fn stacked(body: Rect, m: &Metrics, quiet: i32) -> Self {
        let inner = body.inset_by(m.margin, 0);
        // The answer's words are as narrow as in a wide window; the rest is the picture's.
        let left_width = inner.width * 57 / 100;
        let most = body.height * 45 / 100;
        let answer_height = answer::height(m, quiet, most);
        let picture_height = picture_height(left_width, most, m).min(most);
        let (above, below) = inner.split_top(answer_height.max(picture_height));
        let below = below.split_top(m.gap).1;
        let (picture, answer) = above.split_left(left_width);
        let answer = answer.split_left(2 * m.gap).1;

        // A strip of few words, as a photo has them, leaves no hole; the network gets the rest.
        let strip_height = ((m.body * 12.0) as i32).min(body.height / 10 + m.body as i32);
        let legend_height = legend_height(m, 1);
        let mut foot_height = legend_height + m.gap + strip_height;
        if foot_height > below.height / 2 {
            foot_height = 0;
        }
        let (middle, foot) = below.split_bottom(foot_height);
        let spotlight_width = spotlight::width_beside_words(foot.height, m);
        let (spotlight, words) = foot.split_left(spotlight_width.min(foot.width * 2 / 5));
        let words = words.split_left(2 * m.gap).1;
        let (legend, strip) = words.split_top(legend_height);
        let strip = strip.split_top(m.gap).1;

        // Arrows run in the margins, and below the blocks the line to the spotlight.
        let maps = Rect { x: body.x, width: body.width, ..middle };
        let (heading, blocks) = middle.split_top(m.heading_height());
        let height = heading.height + blocks.split_bottom(2 * m.gap).0.height;
        let middle = Rect { height, ..middle };
        Self { picture, spotlight, legend, maps, middle, answer, strip }
    }
}

/// Heading, a picture of four by three, and its caption.
fn picture_height(width: i32, tallest: i32, m: &Metrics) -> i32 {
    (width * 3 / 4).min(tallest) + m.heading_height() + 5 * m.small_style().leading() / 2
}

/// Title, colours, and so many lines of words.
fn legend_height(m: &Metrics, lines: i32) -> i32 {
    let colors = (m.body * 1.3) as i32 + (m.body * 0.9) as i32;
    colors + lines * m.small_style().leading() + m.gap / 2
}
