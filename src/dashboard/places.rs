//! Where the panes above the bar of doors lie: side by side, or stacked in an upright window.
//!
//! Stacked, the picture and the answer stand above the network, which needs the whole width, and
//! what belongs to both below it.

use crate::geometry::{Rect, Size};
use crate::view::palette::Metrics;
use crate::view::{answer, legend, picture, spotlight};

/// The panes above the bar of doors; empty where there is no room.
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
    /// In `body`, which is as wide as the window.
    pub(super) fn new(body: Rect, size: Size, m: &Metrics) -> Self {
        if m.upright { Self::stacked(body, m) } else { Self::side_by_side(body, size, m) }
    }

    /// Nothing but what stands in the middle, from edge to edge.
    pub(super) fn whole(body: Rect, m: &Metrics) -> Self {
        let middle = body.inset_by(m.margin, 0);
        let none = Rect::default();
        Self {
            picture: none,
            spotlight: none,
            legend: none,
            maps: body,
            middle,
            answer: none,
            strip: none,
        }
    }

    fn side_by_side(body: Rect, size: Size, m: &Metrics) -> Self {
        let gap = (size.width as f32 * 0.018) as i32;
        let left_width = (size.width as f32 * 0.2025) as i32;
        // Wide enough for the longest class name at the smallest size of type.
        let right_width = (size.width * 2275 / 10_000).max(215.min(size.width * 27 / 100));
        let (left, rest) = body.inset_by(m.margin, 0).split_left(left_width);
        let (maps, right) = rest.split_right(right_width);

        // The close-up is as wide as its column, and larger than the picture.
        let legend_height = legend::height(m);
        let close_up = spotlight::height(left_width, m);
        let least = picture::height(left_width / 2, m);
        let room = left.height - legend_height - m.gap * 3 / 2;
        let (picture, below) = if room - close_up >= least {
            let most = picture::height(left_width, m);
            left.split_top((room - close_up).min(most))
        } else {
            left.split_top(least.min(left.height / 2))
        };
        let below = below.split_top(m.gap).1;
        let (mut spotlight, mut legend) = below.split_bottom(legend_height + m.gap / 2);
        legend = legend.split_top(m.gap / 2).1;
        if spotlight.height < (m.body * 5.0) as i32 {
            spotlight.height = 0;
            legend.height = 0;
        }

        let strip_height = (right.height * 36 / 100).min((m.body * 15.0) as i32);
        let answer_height = (right.height - strip_height).min(answer::height(
            m,
            answer::quiet_height(m),
            right.height,
        ));
        let (answer, mut strip) = right.split_top(answer_height);
        if strip.height < (m.body * 6.5) as i32 {
            strip.height = 0;
        }
        let middle = maps.inset_by(gap, 0);
        Self { picture, spotlight, legend, maps, middle, answer, strip }
    }

    /// The room has a picture of its own.
    pub(super) fn give_picture_to_middle(&mut self, m: &Metrics) {
        let left = self.picture.x;
        if m.upright {
            // The answer alone stands above, the strip alone below.
            for pane in [&mut self.answer, &mut self.strip] {
                *pane = Rect { x: left, width: pane.right() - left, ..*pane };
            }
        } else {
            for pane in [&mut self.maps, &mut self.middle] {
                *pane = Rect { x: left, width: pane.right() - left, ..*pane };
            }
        }
        (self.picture, self.spotlight, self.legend) = Default::default();
    }

    /// The room is about one picture: the last ten seconds are no part of it.
    pub(super) fn give_strip_away(&mut self, m: &Metrics) {
        let panes = if m.upright {
            [&mut self.maps, &mut self.middle].into_iter().collect()
        } else {
            vec![&mut self.answer]
        };
        for pane in panes {
            pane.height = self.strip.bottom().max(pane.bottom()) - pane.y;
        }
        self.strip = Rect::default();
    }

    fn stacked(body: Rect, m: &Metrics) -> Self {
        let inner = body.inset_by(m.margin, 0);
        let half = (inner.width - 2 * m.gap) / 2;
        let most = body.height * 34 / 100;
        let above = answer::height(m, answer::quiet_height(m), most)
            .max(picture::height(half, m))
            .min(most);
        let (above, below) = inner.split_top(above);
        let (picture, answer) = above.split_left(half);
        let answer = answer.split_left(2 * m.gap).1;

        let mut foot_height = body.height * 20 / 100;
        if foot_height < (m.body * 9.0) as i32 {
            foot_height = 0;
        }
        let (middle, foot) = below.split_top(m.gap).1.split_bottom(foot_height);
        let (left, strip) = foot.split_left(half);
        let strip = strip.split_left(2 * m.gap).1;
        // The legend stands beside the close-up.
        let width = spotlight::width(foot.height, m).min(half * 6 / 10);
        let (spotlight, legend) = left.split_left(width);
        // The line to it runs in the margin.
        let spotlight = Rect { x: body.x, width: spotlight.right() - body.x, ..spotlight };
        let legend = legend.split_left(m.gap).1;
        let above = (legend.height - legend::height(m)).max(0) / 2;
        let legend = legend.split_top(above).1;

        // Arrows run in the margins.
        let maps = Rect { x: body.x, width: body.width, ..middle };
        let middle = middle.split_bottom(m.gap).0;
        Self { picture, spotlight, legend, maps, middle, answer, strip }
    }
}
