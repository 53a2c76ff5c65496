//! How a picture is dreamt: the steps of one picture, and what is kept of the last.

use super::dreamt::STRONGEST;
use crate::error::{Error, Result};
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::{Goal, depth};
use crate::network::Network;
use crate::taps::plan::Unit;

/// What bands count where strokes are to be dreamt: coarse ones less, which tint whole regions.
const STROKES: [f64; 4] = [1.0, 1.0, 0.85, 0.7];

/// And where things are: the finest less as well, in which the network's cells draw a grid.
const THINGS: [f64; 4] = [0.7, 1.0, 0.7, 0.5];

/// Up to here in the network, 0 to 1, a dream is of strokes, which are to be fine.
const EARLY: f32 = 0.4;

/// From here on it is of things that fill a picture.
const DEEP: f32 = 0.75;

/// The steps of one picture, and what is kept of the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The shorter side of the picture at each step, in pixels.
    pub sides: Vec<i64>,
    /// The mean change by a step, in parts of the range from black to white.
    pub step: f64,
    /// By at most so many pixels the picture is rolled before a step, at a side of 112: nothing
    /// remembers where the network's cells lie.
    pub jitter: i64,
    /// The deviations of a slope's bands beside each other, the finest first.
    pub bands: [f64; 4],
    /// So much is kept of what the last picture was changed by.
    pub keep: f64,
    /// What a picture is changed by has a root mean square of at most this around each place, in
    /// parts of the range.
    pub limit: f64,
    /// The root mean square of what changes from one picture to the next is at most this.
    pub haste: f64,
}

impl Recipe {
    /// For the live dream on pictures of about the network's own side; `strength` is 0 to
    /// [`STRONGEST`].
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer.
    pub fn live(network: &Network, goal: Goal, strength: u8) -> Result<Self> {
        if let Goal::Layer(layer) | Goal::Unit(Unit { layer, .. }) = goal
            && layer >= network.outline.layers.len()
        {
            return Err(Error::Network(format!("there is no layer of number {layer}")));
        }
        let own = i64::from(network.spec.side());
        let strength = f64::from(strength.min(STRONGEST)) + 1.0;
        let (half, more) = ((own / 2).max(1), (own * 5 / 7).max(1));
        // What is deep sees no things in less than most of its own size.
        let deep = depth(&network.outline, goal) > DEEP;
        let sides = if deep { [more, more, own, own] } else { [half, half, half, more] };
        Ok(Self {
            sides: sides.to_vec(),
            step: 0.006 * strength,
            jitter: 8,
            bands: bands(network, goal),
            keep: 0.9,
            limit: 0.03 * strength,
            haste: 0.05,
        })
    }

    /// The same on pictures whose shorter side is this: a larger one gets finer things as well.
    pub fn on_larger(mut self, network: &Network, side: i64) -> Self {
        let own = i64::from(network.spec.side());
        self.sides.extend([own, side].into_iter().filter(|_| side > own));
        self
    }

    /// For a card: one picture of about half the network's own side, dreamt at once.
    pub fn card(network: &Network, goal: Goal) -> Self {
        let side = (i64::from(network.spec.side()) / 2).max(1);
        let smaller = (side * 5 / 7).max(1);
        Self {
            sides: vec![smaller, smaller, smaller, side, side, side, side, side],
            step: 0.03,
            jitter: 8,
            bands: bands(network, goal),
            keep: 0.0,
            limit: 0.13,
            haste: 1.0,
        }
    }

    /// What the steps of one picture cost, as a guess in forward passes.
    ///
    /// # Errors
    /// Those of [`Amplifier::cost`].
    pub fn costs(&self, network: &Network, amplifier: &Amplifier) -> Result<Vec<f64>> {
        let whole = amplifier.cost(network)?;
        let own = f64::from(network.spec.side().max(1));
        Ok(self.sides.iter().map(|&side| whole * (side as f64 / own).powi(2)).collect())
    }
}

fn bands(network: &Network, goal: Goal) -> [f64; 4] {
    if depth(&network.outline, goal) < EARLY { STROKES } else { THINGS }
}
