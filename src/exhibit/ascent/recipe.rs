//! The constants of an ascent, by what kind of unit it is for and how much that unit sees.
//!
//! They were measured on EfficientNet-Lite0: windows for classes, whole pictures for channels, the
//! colours, rates and sizes. For other networks they are chosen by what a unit sees.

use super::view::Views;
use super::wish::{Preset, Wish};
use super::yosinski::{Regularisers, Stride};
use crate::geometry::Size;
use crate::network::Network;
use crate::network::graph::NodeId;

/// How a picture is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// Height and width of the picture, in pixels.
    pub size: [i64; 2],
    /// How many steps.
    pub steps: usize,
    /// What is changed, and how.
    pub means: Means,
}

/// What a step changes, and how far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Means {
    /// The coefficients of the picture's Fourier transform, by Adam.
    Fourier {
        /// How colourful, next to photos.
        chroma: f64,
        /// What the network sees of the picture in a step.
        views: Views,
        /// About how much a step changes a coefficient, at the start.
        rate: f64,
        /// To which share of that it falls, linearly, by the end.
        fall: f64,
    },
    /// The pixels of a picture that is seen as it is.
    Pixels(Regularisers),
}

/// The largest side of a picture.
const LARGEST: i64 = 224;
/// Up to so many pixels that a unit sees, its picture has this side.
const SIDES: [(f64, i64); 6] =
    [(16.0, 48), (48.0, 64), (100.0, 96), (200.0, 112), (350.0, 128), (f64::INFINITY, 160)];
/// Pictures of so many pixels or fewer are moved less.
const SMALL: i64 = 64;
/// Adam's rate.
const RATE: f64 = 0.05;

impl Recipe {
    /// For what is wished for: a class, or a channel with a picture of about one and a half to four
    /// times what it sees.
    pub fn of(network: &Network, wish: Wish) -> Self {
        let layers = &network.outline.layers;
        let is_class = wish.unit.layer + 1 >= layers.len();
        let own = i64::from(network.spec.side());
        let node = layers.get(wish.unit.layer).map_or(network.graph.logits(), |layer| layer.node);
        let side = if is_class {
            own.min(LARGEST)
        } else {
            let sees = layers[wish.unit.layer].receptive_field.size();
            let found = SIDES.iter().find(|&&(most, _)| sees <= most);
            found.map_or(LARGEST, |&(_, side)| side).min(own)
        };
        let recipe = match wish.preset {
            Preset::Fourier if is_class => Self::class(side),
            Preset::Fourier => Self::channel(side),
            preset => Self::yosinski(preset, side),
        };
        recipe.readable(network, node)
    }

    /// The same on pictures of the network's own size, where it cannot read these as far as `node`.
    fn readable(mut self, network: &Network, node: NodeId) -> Self {
        let Size { width, height } = network.spec.input;
        let own = [i64::from(height), i64::from(width)];
        let reads =
            |[height, width]: [i64; 2]| network.reads(Size::new(width as i32, height as i32), node);
        if !reads(self.size) {
            self.size = own;
        }
        if let Means::Fourier { views: Views::Windows { size, .. }, .. } = &mut self.means
            && !reads(*size)
        {
            *size = own;
        }
        self
    }

    /// Pixels of the picture's shorter side.
    pub fn side(self) -> i64 {
        self.size[0].min(self.size[1])
    }

    /// For a class: the whole of a thing, seen in windows, in strong colours.
    pub fn class(side: i64) -> Self {
        let views =
            Views::Windows { least: 0.5, most: 1.05, turn: 10.0, size: [(side * 5 / 7).max(1); 2] };
        Self {
            size: [side; 2],
            steps: 150,
            means: Means::Fourier { chroma: 3.0, views, rate: RATE, fall: 0.3 },
        }
    }

    /// For a channel.
    pub fn channel(side: i64) -> Self {
        let views = if side <= SMALL {
            Views::Whole { shift: 0.03, zoom: 0.05, turn: 3.0 }
        } else {
            Views::Whole { shift: 0.05, zoom: 0.1, turn: 10.0 }
        };
        Self {
            size: [side; 2],
            steps: 100,
            means: Means::Fourier { chroma: 1.0, views, rate: RATE, fall: 1.0 },
        }
    }

    /// One of Yosinski's four, each the best of a few: of sixteen that were looked at, with
    /// EfficientNet-Lite0, a volcano, a channel of block 10 and a hundred steps.
    ///
    /// With the constants of the paper's table 1 the picture stays grey. Two of them step by a
    /// hundred times the slope, which was meant for a network whose logits change by far more with
    /// each step of 255; the other two step so far that a linear logit would rise by 2, and this
    /// one's is far from linear. So here each step is as long as the others ([`Stride::Even`]: 4 to
    /// 14 were looked at; with 4 the picture is pale, with 14 it is harsh). Of decays from 0.03 to
    /// 0.1, 0.05 was best; of 20, 30, 50 and 90 % of the pixels to clip, 50 leaves little and 90
    /// nothing. Without blur what comes is mostly noise; of 0.5 to 1.5 pixels one, as in the paper,
    /// was best.
    fn yosinski(preset: Preset, side: i64) -> Self {
        let blur = Some((1.0, 4));
        let none = Regularisers {
            stride: Stride::Even(12.0),
            decay: 0.0,
            blur: None,
            small_norm: 0.0,
            small_contribution: 0.0,
        };
        let regularisers = match preset {
            Preset::Fourier | Preset::Decay => {
                Regularisers { stride: Stride::Even(8.0), decay: 0.05, small_norm: 20.0, ..none }
            }
            Preset::Blur => Regularisers { stride: Stride::Even(10.0), decay: 1e-4, blur, ..none },
            Preset::ClipNorm => Regularisers { blur, small_norm: 30.0, ..none },
            Preset::ClipContribution => Regularisers { blur, small_contribution: 30.0, ..none },
        };
        Self { size: [side; 2], steps: 100, means: Means::Pixels(regularisers) }
    }

    /// With another number of steps; the rate falls over all of them.
    #[must_use]
    pub fn with_steps(self, steps: usize) -> Self {
        Self { steps, ..self }
    }
}
