//! What a preferred stimulus is asked for: of which unit, in which direction, by which recipe.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::taps::plan::Unit;

/// A picture that is to be made. A class is a unit of the last layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wish {
    /// Which unit is to answer as strongly as possible.
    pub unit: Unit,
    /// True where it is to answer as weakly as possible, or as negatively.
    pub negative: bool,
    /// How the picture is kept like a picture.
    pub preset: Preset,
    /// What the noise at the start is drawn with, and the windows.
    pub seed: u64,
}

/// How the picture is kept like a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Preset {
    /// Fourier parameters and random views (Olah et al., "Feature visualization", 2017,
    /// <https://distill.pub/2017/feature-visualization>).
    #[default]
    Fourier,
    /// L2 decay (Yosinski et al., "Understanding neural networks through deep visualization", 2015,
    /// <https://arxiv.org/abs/1506.06579>).
    Decay,
    /// Gaussian blur, from the same paper.
    Blur,
    /// Pixels of a small norm are set to zero, from the same paper.
    ClipNorm,
    /// Pixels of a small contribution are set to zero, from the same paper.
    ClipContribution,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Fourier, Self::Decay, Self::Blur, Self::ClipNorm, Self::ClipContribution];

    /// The four of Yosinski's paper, in its order.
    pub const YOSINSKI: [Self; 4] =
        [Self::Decay, Self::Blur, Self::ClipNorm, Self::ClipContribution];

    /// As on the command line: "fourier", "decay", "blur", "clip-norm", "clip-contribution".
    pub fn name(self) -> &'static str {
        match self {
            Self::Fourier => "fourier",
            Self::Decay => "decay",
            Self::Blur => "blur",
            Self::ClipNorm => "clip-norm",
            Self::ClipContribution => "clip-contribution",
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let names = Self::ALL.map(Self::name).join(", ");
        let unknown = || Error::Network(format!("unknown preset {text}: {names}"));
        Self::ALL.into_iter().find(|preset| preset.name() == text).ok_or_else(unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for preset in Preset::ALL {
            assert_eq!(preset.to_string().parse::<Preset>().unwrap(), preset);
        }
        let error = "dream".parse::<Preset>().unwrap_err().to_string();
        assert_eq!(
            error,
            "unknown preset dream: fourier, decay, blur, clip-norm, clip-contribution"
        );
    }
}
