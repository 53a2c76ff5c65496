//! How a picture is dreamt: the steps of one picture, and what is kept of the last.

use super::dreamt::STRONGEST;
use crate::error::Result;
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::{Goal, depth};
use crate::network::Network;

/// What is done to a slope before a step is made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slope {
    /// Over its mean size.
    Plain,
    /// Each of four levels of a Laplacian pyramid over its deviation: coarse and fine count alike,
    /// but for the finest.
    Laplacian {
        /// What the finest counts: less than 1 where cells of the network would draw a grid.
        finest: f64,
    },
}

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
    /// What is done to a slope.
    pub slope: Slope,
    /// So much is kept of what the last picture was changed by.
    pub keep: f64,
    /// What a picture is changed by has a root mean square of at most this around each place, in
    /// parts of the range.
    pub limit: f64,
    /// The root mean square of what changes from one picture to the next is at most this.
    pub haste: f64,
}

impl Recipe {
    /// For the live dream, on pictures of about the network's own side; `strength` is 0 to
    /// [`STRONGEST`].
    ///
    /// # Errors
    /// Those of [`Network::share_behind`].
    pub fn live(network: &Network, goal: Goal, strength: u8) -> Result<Self> {
        let side = i64::from(network.spec.side);
        let strength = f64::from(strength.min(STRONGEST));
        let depth = depth(&network.outline, goal);
        let (half, more) = (side / 2, side * 5 / 7);
        Ok(Self {
            sides: vec![half, half, half, more],
            step: 0.006 * (strength + 1.0),
            jitter: 8,
            slope: Slope::Laplacian { finest: if depth < 0.4 { 1.0 } else { 0.6 } },
            keep: 0.9,
            limit: 0.03 * (strength + 1.0),
            haste: 0.05,
        })
    }

    /// What the steps of one picture cost, as a guess in forward passes.
    ///
    /// # Errors
    /// Those of [`Amplifier::cost`].
    pub fn costs(&self, network: &Network, amplifier: &Amplifier) -> Result<Vec<f64>> {
        let whole = amplifier.cost(network)?;
        let own = f64::from(network.spec.side.max(1));
        Ok(self.sides.iter().map(|&side| whole * (side as f64 / own).powi(2)).collect())
    }
}
