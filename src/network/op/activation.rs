//! The activations that are no clip: functions of one value.

/// A function of one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Activation {
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// x · sigmoid(x), also called swish (Ramachandran, Zoph and Le, "Searching for activation
    /// functions", 2017, <https://arxiv.org/abs/1710.05941>).
    Silu,
    /// min(max(x / 6 + 1/2, 0), 1) (Howard et al., "Searching for `MobileNetV3`", 2019,
    /// <https://arxiv.org/abs/1905.02244>).
    HardSigmoid,
    /// x · hardsigmoid(x) (the same).
    HardSwish,
    /// x · Φ(x), Φ being the normal distribution's (Hendrycks and Gimpel, "Gaussian error linear
    /// units", 2016, <https://arxiv.org/abs/1606.08415>).
    Gelu {
        /// True for the form with a hyperbolic tangent, which nearly is Φ.
        tanh: bool,
    },
    /// The hyperbolic tangent.
    Tanh,
    /// x above zero, `slope` · x below.
    LeakyRelu {
        /// What is left of what is below zero.
        slope: f64,
    },
}

impl Activation {
    /// Its name in PyTorch's words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Sigmoid => "Sigmoid",
            Self::Silu => "SiLU",
            Self::HardSigmoid => "Hardsigmoid",
            Self::HardSwish => "Hardswish",
            Self::Gelu { .. } => "GELU",
            Self::Tanh => "Tanh",
            Self::LeakyRelu { .. } => "LeakyReLU",
        }
    }

    /// The largest value that it can have.
    pub fn upper(self) -> f64 {
        match self {
            Self::Sigmoid | Self::HardSigmoid | Self::Tanh => 1.0,
            Self::Silu | Self::HardSwish | Self::Gelu { .. } | Self::LeakyRelu { .. } => {
                f64::INFINITY
            }
        }
    }
}
