//! From places on the map to pixels of the screen, and which part of it is seen.

use super::super::chosen::{Chosen, UNITS};
use super::super::word_places::WordPlaces;
use crate::geometry::Rect;
use crate::view::palette::Metrics;

/// What is seen of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lens {
    /// Where it is drawn.
    area: Rect,
    /// Pixels of the whole map's longer side.
    scale: f32,
    /// The place that lies in the middle.
    centre: [f32; 2],
}

impl Lens {
    /// Sees all words in this area, or as much closer as is chosen.
    pub(super) fn new(area: Rect, words: &WordPlaces, chosen: &Chosen, m: &Metrics) -> Self {
        let margin = (m.small * 1.6) as i32;
        let inner = area.inset(margin.min(area.width / 4).min(area.height / 4));
        let [low, high] = words.extent();
        let fit = |length: i32, axis: usize| length as f32 / (high[axis] - low[axis]).max(0.05);
        let scale = fit(inner.width, 0).min(fit(inner.height, 1)) * chosen.enlargement();
        let centre = chosen.centre.map(|value| value as f32 / UNITS as f32);
        Self { area, scale, centre }
    }

    /// Where a place of the map is drawn, in pixels.
    pub(super) fn at(&self, place: [f32; 2]) -> (f32, f32) {
        let middle = self.area.middle();
        let at = |value: f32, axis: usize, middle: i32| {
            middle as f32 + (value - self.centre[axis]) * self.scale
        };
        (at(place[0], 0, middle.x), at(place[1], 1, middle.y))
    }

    /// Where the map's whole square would be drawn.
    pub(super) fn whole(&self) -> Rect {
        let (x, y) = self.at([0.0, 0.0]);
        let side = self.scale as i32;
        Rect::new(x as i32, y as i32, side, side)
    }
}
