//! What a pane draws with: its part of the canvas, the typeface, the sizes of this window.

use super::What;
use super::palette::Metrics;
use crate::canvas::Canvas;
use crate::canvas::blit::Shrinker;
use crate::canvas::text::{Align, Style, Typeface};
use crate::frame::Picture;
use crate::geometry::Rect;

/// What a pane draws with.
#[derive(Debug)]
pub struct Brush<'a, 'c> {
    /// Sizes of type and space.
    pub metrics: Metrics,
    /// Where it draws: the pane, and nothing beside it.
    pub canvas: &'a mut Canvas<'c>,
    /// What text is set in.
    pub face: &'a Typeface,
    /// Resizes pictures.
    pub shrinker: &'a mut Shrinker,
    /// What is under a finger that is down.
    pub pressed: Option<What>,
}

impl Brush<'_, '_> {
    /// One line of text; see [`Canvas::text`].
    pub fn text(
        &mut self,
        at: (i32, i32),
        width: i32,
        align: Align,
        text: &str,
        style: Style,
    ) -> i32 {
        self.canvas.text(self.face, at, width, align, text, style)
    }

    /// A paragraph; see [`Canvas::paragraph`].
    pub fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> i32 {
        self.canvas.paragraph(self.face, area, text, style)
    }

    /// A part of a picture, resized.
    pub fn picture(&mut self, area: Rect, picture: &Picture, crop: Rect) {
        self.shrinker.draw(self.canvas, area, picture, crop);
    }

    /// The same in its own proportions, where `area` has others: in the middle. Gives where.
    pub fn seen(&mut self, area: Rect, picture: &Picture, crop: Rect) -> Rect {
        let place = area.hold(crop.size());
        self.picture(place, picture, crop);
        place
    }

    /// What of it is within the largest ellipse in `area`.
    pub fn round_picture(&mut self, area: Rect, picture: &Picture, crop: Rect) {
        self.shrinker.draw_round(self.canvas, area, picture, crop);
    }

    /// A heading at the top of a pane, as large as it fits; returns the room below.
    pub fn heading(&mut self, area: Rect, words: &str) -> Rect {
        let m = self.metrics;
        let style = self.face.fitted(words, m.heading_style(), area.width, m.body);
        let y = area.y + (m.heading * 0.15) as i32;
        self.text((area.x, y), area.width, Align::Left, words, style);
        area.split_top(m.heading_height()).1
    }
}
