//! The options of `deepvis explain`, and which of them do not go together.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, ValueHint};

use deepvis::attribution::Method;
use deepvis::attribution::filter::Filter;
use deepvis::exhibit::counts::occlusion::Square;
use deepvis::geometry::Size;
use deepvis::network::backward::Rule;

use super::Network;

#[derive(Debug, Args)]
pub struct Explain {
    /// The pictures, or folders of them
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub images: Vec<PathBuf>,
    /// How it is found out
    #[arg(long, value_enum, value_name = "METHOD")]
    pub method: Explaining,
    /// The class, by its number or its name [default: the best of each picture]
    #[arg(long, value_name = "CLASS", conflicts_with = "channel")]
    pub class: Option<String>,
    /// A second class, by its number or its name: why the first and not this one, from the gradient
    /// of the difference of their logits [without --class: the best of the others]
    #[arg(long, value_name = "CLASS", conflicts_with = "channel")]
    pub against: Option<String>,
    /// The unit's layer, as in `deepvis layers`; without --channel the layer whose maps Grad-CAM
    /// weighs
    #[arg(long, value_name = "LAYER")]
    pub layer: Option<String>,
    /// The unit's channel, from 0; the signal starts from its whole map
    #[arg(long, value_name = "N", requires = "layer")]
    pub channel: Option<usize>,
    /// Start from the unit's largest activation alone
    #[arg(long, requires = "channel")]
    pub peak: bool,
    /// Of occlusion, the side of the grey square in pixels of the network's input [default: 48]
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(i32).range(1..))]
    pub square: Option<i32>,
    /// Of occlusion, the pixels from one position of the square to the next [default: 16]
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(i32).range(1..))]
    pub stride: Option<i32>,
    /// How a PNG shows a signal: raw, gray, norm (the length of the three colours) or blur (the
    /// same, blurred); with --against it is the mean of the three, in two colours
    #[arg(long, default_value = "raw")]
    pub filter: Filter,
    /// The file to write: a PNG, or the values as safetensors: `attribution`, f32, [3, H, W] or for
    /// Grad-CAM and occlusion [1, H, W]; of several pictures or a folder, the folder for one file
    /// each
    #[arg(long, value_name = "FILE.png|FILE.safetensors|FOLDER", value_hint = ValueHint::AnyPath)]
    pub out: PathBuf,
    /// What to write into a folder [default: png]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    #[command(flatten)]
    pub network: Network,
}

/// How an explanation is found. It is wider than [`Method`], which asks back and so is quick enough
/// for the live picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Explaining {
    /// The gradient
    Gradient,
    /// Guided backpropagation
    Guided,
    /// The deconvnet
    Deconvnet,
    /// Where in the last layer with maps they speak for it
    GradCam,
    /// How the class's probability falls where a grey square covers the picture
    Occlusion,
}

impl Explaining {
    /// The rule of the backward pass; none where only passes forward are needed.
    pub fn backward(self) -> Option<Method> {
        match self {
            Self::Gradient => Some(Method::Backward(Rule::Gradient)),
            Self::Guided => Some(Method::Backward(Rule::Guided)),
            Self::Deconvnet => Some(Method::Backward(Rule::Deconvnet)),
            Self::GradCam => Some(Method::GradCam { at: None }),
            Self::Occlusion => None,
        }
    }
}

/// What an explanation is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A picture
    Png,
    /// The values
    Safetensors,
}

impl Format {
    /// The end of its files' names.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Safetensors => "safetensors",
        }
    }
}

impl Explain {
    /// What is written.
    pub fn format(&self) -> Format {
        self.ending().or(self.format).unwrap_or(Format::Png)
    }

    /// The square that covers a picture of this size: the usual one is smaller on a small one.
    pub fn square(&self, input: Size) -> Square {
        let usual = Square::default().fitted(input);
        Square {
            side: self.square.unwrap_or(usual.side),
            stride: self.stride.unwrap_or(usual.stride),
        }
    }

    /// True where each picture's file goes into the folder `out`.
    pub fn is_folder(&self) -> bool {
        self.images.len() > 1
            || self.images.iter().any(|image| image.is_dir())
            || self.out.is_dir()
            || self.ending().is_none()
    }

    /// As what `out` is one file; none where it is no name of one.
    fn ending(&self) -> Option<Format> {
        let ending = self.out.extension().filter(|_| !self.out.is_dir())?;
        [Format::Png, Format::Safetensors]
            .into_iter()
            .find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    /// What the parser cannot tell.
    pub(super) fn check(&self) -> Result<(), (ErrorKind, String)> {
        let covers = self.method == Explaining::Occlusion;
        if covers && self.layer.is_some() {
            let problem = "occlusion asks for a class, not for a unit: leave --layer out";
            return Err((ErrorKind::ArgumentConflict, problem.into()));
        }
        if self.against.is_some()
            && !matches!(self.method, Explaining::Gradient | Explaining::GradCam)
        {
            let problem = "--against goes with --method gradient and grad-cam alone: the others \
                           know no difference";
            return Err((ErrorKind::ArgumentConflict, problem.into()));
        }
        if !covers && (self.square.is_some() || self.stride.is_some()) {
            let problem = "--square and --stride go with --method occlusion alone";
            return Err((ErrorKind::ArgumentConflict, problem.into()));
        }
        if self.layer.is_some() && self.channel.is_none() && self.method != Explaining::GradCam {
            let problem = "--layer needs --channel: which unit of it?";
            return Err((ErrorKind::MissingRequiredArgument, problem.into()));
        }
        let several = self.images.len() > 1 || self.images.iter().any(|image| image.is_dir());
        let out = self.out.display();
        match (self.ending(), self.format) {
            (Some(_), _) if several => Err((
                ErrorKind::ValueValidation,
                format!("several pictures need a folder, and {out} is a file's name"),
            )),
            (Some(named), Some(wanted)) if named != wanted => Err((
                ErrorKind::ArgumentConflict,
                format!("--format {} does not go with {out}", wanted.ending()),
            )),
            (None, _) if self.out.extension().is_some() && !several && !self.out.is_dir() => Err((
                ErrorKind::ValueValidation,
                format!("{out} must end in .png or .safetensors, or be a folder"),
            )),
            _ => Ok(()),
        }
    }
}
