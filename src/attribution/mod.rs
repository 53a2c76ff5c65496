//! Which pixels: what in the picture drives a unit or a class.

pub mod filter;

use crate::geometry::Size;
use crate::taps::plan::Question;

/// A way to find out which pixels drive a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// The plain derivative.
    Gradient,
    /// Guided backpropagation.
    Guided,
    /// The deconvnet.
    Deconvnet,
    /// Grad-CAM.
    GradCam,
}

impl Method {
    /// In the order of the key.
    pub const ALL: &[Self] = &[Self::Gradient, Self::Guided, Self::Deconvnet, Self::GradCam];

    /// As the papers call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Guided => "guided backpropagation",
            Self::Deconvnet => "deconvnet",
            Self::GradCam => "Grad-CAM",
        }
    }
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What was asked.
    pub question: Question,
    /// Width and height.
    pub size: Size,
    /// 3 for the input's colours, 1 for Grad-CAM.
    pub channels: usize,
    /// Channel by channel, row-major.
    pub values: Vec<f32>,
    /// Smallest and largest value.
    pub range: (f32, f32),
    /// Why there is nothing to see, where there is not.
    pub blank: Option<String>,
}

impl Attribution {
    /// Each pixel's Euclidean norm over the channels, row-major.
    pub fn norms(&self) -> Vec<f32> {
        let area = self.size.area();
        let square = |at: usize| {
            (0..self.channels).map(|channel| self.values[channel * area + at].powi(2)).sum::<f32>()
        };
        (0..area).map(|at| square(at).sqrt()).collect()
    }
}
