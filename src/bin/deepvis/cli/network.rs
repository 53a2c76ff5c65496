//! The options that choose a network: which, with what weights, and where it runs.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueHint};

use deepvis::engine::choice::NetworkChoice;
use deepvis::geometry::Size;
use deepvis::network::device::DeviceChoice;
use deepvis::network::particulars::file::{input_of, mean_of, std_of};
use deepvis::network::particulars::{Names, Particulars};
use deepvis::network::precision::Precision;
use deepvis::network::{WeightsFrom, named};

use super::values::{Files, default_network, files, networks};

/// Which network, and where it runs.
#[derive(Debug, Args)]
pub struct Network {
    /// The network: a name, `deepvis networks` lists them, or an ONNX file
    #[arg(long = "network", value_name = "NAME|FILE.onnx", default_value_t = default_network(), value_parser = networks(), hide_possible_values = true)]
    pub name: String,
    /// A safetensors file with the network's checkpoint names, instead of the published weights
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub weights: Option<PathBuf>,
    /// A file with the names of the classes, one a line [default: NAME.labels.txt beside an ONNX
    /// file NAME.onnx; ImageNet's where there are 1000, otherwise class 0, class 1 and so on]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub labels: Option<PathBuf>,
    #[command(flatten)]
    pub said: Said,
    /// Run without weights, on made-up ones: its answers mean nothing, and the screen says so
    #[arg(long, conflicts_with = "weights", num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value = "false", action = ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "true|false")]
    pub random_weights: bool,
    /// Where to compute: auto, cpu, cuda or cuda:N
    #[arg(long, default_value = "auto")]
    pub device: DeviceChoice,
    /// libtorch's threads, for one pass at a time [default: one less than there are cores; several
    /// pictures have a pass with one thread on each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
}

impl Network {
    pub fn choice(&self) -> NetworkChoice {
        let mut said = self.said.particulars();
        // Those of a file are of that file alone, not of the networks that one can step to.
        let is_file = named::is_file(&self.name);
        said.labels = self.labels.clone().filter(|_| is_file).map(Names::File);
        NetworkChoice {
            name: self.name.clone(),
            said,
            weights: match &self.weights {
                Some(file) => WeightsFrom::File(file.clone()),
                None if self.random_weights => WeightsFrom::Random,
                None => WeightsFrom::Published,
            },
            labels: self.labels.clone().filter(|_| !is_file),
            device: self.device,
            precision: Precision::F32,
            threads: self.threads.map(usize::from),
        }
    }
}

/// What an ONNX file does not say of itself.
#[derive(Debug, Args)]
pub struct Said {
    /// The side of the picture that an ONNX file reads, in pixels, or its height and width
    /// [default: what the file says, or NAME.toml beside it, which `deepvis describe` writes;
    /// otherwise 224]
    #[arg(long, value_name = "SIDE|HxW", value_parser = input_of)]
    pub input: Option<Size>,
    /// The mean that an ONNX file's pictures are to have taken off, of pixels from 0 to 1: one
    /// number, or three for red, green and blue [default: that of NAME.toml, otherwise
    /// torchvision's 0.485,0.456,0.406]
    #[arg(long, value_name = "MEAN", value_parser = mean_of, allow_negative_numbers = true)]
    pub mean: Option<[f32; 3]>,
    /// The deviation by which they are divided then [default: that of NAME.toml, otherwise
    /// torchvision's 0.229,0.224,0.225]
    #[arg(long, value_name = "STD", value_parser = std_of)]
    pub std: Option<[f32; 3]>,
}

impl Said {
    /// What goes before what stands beside the file.
    pub fn particulars(&self) -> Particulars {
        let Self { input, mean, std } = *self;
        Particulars { input, mean, std, ..Particulars::default() }
    }
}

/// A network that is watched. Answers and activations for other programs are always f32.
#[derive(Debug, Args)]
pub struct Engine {
    #[command(flatten)]
    pub network: Network,
    /// ONNX files to step to as well, with commas between
    #[arg(long, value_name = "FILES", value_parser = files)]
    pub networks: Option<Files>,
    /// The kind of numbers to compute with: f32, or bf16, which is less exact; refused where it is
    /// not faster
    #[arg(long, default_value = "f32")]
    pub precision: Precision,
}

impl Engine {
    /// The ONNX files to step to as well.
    pub fn files(&self) -> &[PathBuf] {
        self.networks.as_deref().unwrap_or_default()
    }

    pub fn choice(&self) -> NetworkChoice {
        NetworkChoice { precision: self.precision, ..self.network.choice() }
    }
}
