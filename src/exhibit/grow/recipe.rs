//! The recipe: how a network is made and how it learns, each by the position of a knob.

use crate::network::op::Op;

/// Rows and columns of a convolution's window.
pub const WINDOW: usize = 3;

/// How many knobs there are.
pub const KNOBS: usize = 9;

/// What a knob changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Knob {
    /// How many convolutions it has.
    Layers,
    /// How many channels each has.
    Detectors,
    /// What stands behind each.
    Activation,
    /// Adam's learning rate.
    Rate,
    /// The L2 penalty.
    Decay,
    /// The share of wrong labels among those it learns from.
    Noise,
    /// The share of the pictures that it learns from.
    Share,
    /// How many pictures a step.
    Batch,
    /// Whether pictures are shifted a little each time.
    Shift,
}

impl Knob {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; KNOBS] = [
        Self::Layers,
        Self::Detectors,
        Self::Activation,
        Self::Rate,
        Self::Decay,
        Self::Noise,
        Self::Share,
        Self::Batch,
        Self::Shift,
    ];

    /// How many positions it has.
    pub const fn positions(self) -> u8 {
        (match self {
            Self::Layers | Self::Detectors | Self::Activation => 3,
            Self::Rate => RATES.len(),
            Self::Decay => DECAYS.len(),
            Self::Noise => NOISES.len(),
            Self::Share => SHARES.len(),
            Self::Batch => BATCHES.len(),
            Self::Shift => 2,
        }) as u8
    }
}

/// Adam's rates.
pub const RATES: [f64; 5] = [0.000_3, 0.001, 0.003, 0.01, 0.03];
/// L2 penalties.
pub const DECAYS: [f64; 4] = [0.0, 0.000_1, 0.001, 0.01];
/// Wrong labels in hundredths.
pub const NOISES: [u8; 4] = [0, 10, 25, 50];
/// Pictures in hundredths.
pub const SHARES: [u8; 4] = [5, 20, 50, 100];
/// Pictures a step.
pub const BATCHES: [usize; 4] = [8, 16, 64, 256];

/// What stands behind each convolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Activation {
    /// max(x, 0).
    Rectifier,
    /// min(max(x, −1), 1): the hyperbolic tangent, in straight lines.
    HardTanh,
    /// Nothing: all of it is one linear map then.
    None,
}

impl Activation {
    /// The operation; none where nothing stands there.
    pub fn op(self) -> Option<Op> {
        match self {
            Self::Rectifier => Some(Op::RELU),
            Self::HardTanh => Some(Op::Clip { lo: -1.0, hi: 1.0 }),
            Self::None => None,
        }
    }
}

/// Where each knob stands, in the order of [`Knob::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recipe([u8; KNOBS]);

impl Recipe {
    /// Where nobody has turned anything.
    pub const USUAL: Self = Self([2, 2, 0, 2, 1, 0, 3, 2, 1]);

    /// Where this knob stands, from 0.
    pub fn at(&self, knob: Knob) -> u8 {
        self.0[knob as usize]
    }

    /// The same with this knob at another position, as far as it has one.
    #[must_use]
    pub fn with(mut self, knob: Knob, position: u8) -> Self {
        self.0[knob as usize] = position.min(knob.positions() - 1);
        self
    }

    /// How many convolutions: 1 to 3.
    pub fn layers(&self) -> usize {
        usize::from(self.at(Knob::Layers)) + 1
    }

    /// Channels of each: 4, 8 or 16.
    pub fn detectors(&self) -> usize {
        4 << self.at(Knob::Detectors)
    }

    /// What stands behind each.
    pub fn activation(&self) -> Activation {
        match self.at(Knob::Activation) {
            0 => Activation::Rectifier,
            1 => Activation::HardTanh,
            _ => Activation::None,
        }
    }

    /// Adam's learning rate.
    pub fn rate(&self) -> f64 {
        RATES[usize::from(self.at(Knob::Rate))]
    }

    /// The L2 penalty: this times each weight is added to its gradient.
    pub fn decay(&self) -> f64 {
        DECAYS[usize::from(self.at(Knob::Decay))]
    }

    /// Wrong labels in hundredths of those that it learns from.
    pub fn noise(&self) -> u8 {
        NOISES[usize::from(self.at(Knob::Noise))]
    }

    /// In hundredths of the pictures that it may learn from.
    pub fn share(&self) -> u8 {
        SHARES[usize::from(self.at(Knob::Share))]
    }

    /// Pictures a step.
    pub fn batch(&self) -> usize {
        BATCHES[usize::from(self.at(Knob::Batch))]
    }

    /// True where each picture is shifted by up to one row and column, another way each time.
    pub fn shifts(&self) -> bool {
        self.at(Knob::Shift) == 1
    }

    /// True where a network made by the other recipe can go on learning by this one.
    pub fn has_the_same_shape(&self, other: &Self) -> bool {
        self.0[..Knob::Rate as usize] == other.0[..Knob::Rate as usize]
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self::USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_of_every_knob_means_something() {
        for knob in Knob::ALL {
            for position in 0..knob.positions() {
                let recipe = Recipe::USUAL.with(knob, position);
                assert_eq!(recipe.at(knob), position);
                assert!((1..=3).contains(&recipe.layers()) && recipe.detectors() <= 16);
                let _ = (recipe.rate(), recipe.decay(), recipe.noise(), recipe.share());
                let _ = (recipe.batch(), recipe.activation(), recipe.shifts());
            }
            let beyond = Recipe::USUAL.with(knob, u8::MAX);
            assert_eq!(beyond.at(knob), knob.positions() - 1);
        }
    }

    #[test]
    fn only_what_changes_the_network_begins_again() {
        for knob in Knob::ALL {
            let first = Recipe::USUAL.with(knob, 0);
            let other = Recipe::USUAL.with(knob, 1);
            let shape = matches!(knob, Knob::Layers | Knob::Detectors | Knob::Activation);
            assert_eq!(first.has_the_same_shape(&other), !shape, "{knob:?}");
        }
    }
}
