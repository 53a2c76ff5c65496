//! The constants of an ascent, by what kind of unit it is for and how much that unit sees.
//!
//! They were measured on EfficientNet-Lite0 (whole pictures and windows; colours; rates; sizes), and
//! hold for other networks by what their units see.

use super::view::Views;
use crate::geometry::Size;
use crate::network::Network;
use crate::network::shape;
use crate::taps::plan::Unit;

/// How pictures are made for a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// Pixels of a side of the picture.
    pub side: i64,
    /// How many steps.
    pub steps: usize,
    /// How colourful, next to photos.
    pub chroma: f64,
    /// What the network sees of the picture in a step.
    pub views: Views,
    /// About how much a step changes a coefficient, at the start.
    pub rate: f64,
    /// To which share of that it falls, linearly, by the end.
    pub fall: f64,
}

/// The largest side of a picture.
const LARGEST: i64 = 224;
/// Up to so many pixels that a unit sees, its picture has this side.
const SIDES: [(f64, i64); 6] =
    [(16.0, 48), (48.0, 64), (100.0, 96), (200.0, 112), (350.0, 128), (f64::INFINITY, 160)];
/// Pictures of so many pixels or fewer are moved less.
const SMALL: i64 = 64;

impl Recipe {
    /// For a class: the whole of a thing, seen in windows, in strong colours.
    pub fn class(network: &Network) -> Self {
        let side = i64::from(network.spec.side).min(LARGEST);
        let seen = side * 5 / 7;
        Self {
            side,
            steps: 150,
            chroma: 3.0,
            views: Views::Windows { least: 0.5, most: 1.05, turn: 10.0, side: seen },
            rate: 0.05,
            fall: 0.3,
        }
    }

    /// For a channel whose picture has this side.
    pub fn channel(side: i64) -> Self {
        let views = if side <= SMALL {
            Views::Whole { shift: 0.03, zoom: 0.05, turn: 3.0 }
        } else {
            Views::Whole { shift: 0.05, zoom: 0.1, turn: 10.0 }
        };
        Self { side, steps: 100, chroma: 1.0, views, rate: 0.05, fall: 1.0 }
    }

    /// For this unit of the network: a class, or a channel with a picture of about one and a half
    /// to four times what it sees.
    pub fn of(network: &Network, unit: Unit) -> Self {
        let outline = &network.outline;
        if unit.layer + 1 >= outline.layers.len() {
            return Self::class(network);
        }
        let sees = outline.layers[unit.layer].receptive_field.size;
        let wanted =
            SIDES.iter().find(|&&(most, _)| sees <= most).map_or(LARGEST, |&(_, side)| side);
        // Fully connected layers read maps of one size, and so do poolings without padding.
        let own = i64::from(network.spec.side);
        let fits =
            |side: i64| shape::infer(&network.graph, Size::new(side as i32, side as i32)).is_ok();
        Self::channel(if fits(wanted) { wanted.min(own) } else { own })
    }

    /// With another number of steps; the rate falls over all of them.
    #[must_use]
    pub fn with_steps(self, steps: usize) -> Self {
        Self { steps, ..self }
    }

    /// The rate of step number `step`, from 0.
    pub fn rate(&self, step: usize) -> f64 {
        let through = step as f64 / self.steps.max(1) as f64;
        self.rate * (1.0 - (1.0 - self.fall) * through)
    }
}
