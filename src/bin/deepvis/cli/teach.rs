//! The options of `deepvis teach` and `deepvis map`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::Network;
use super::values::map_file;

#[derive(Debug, Args)]
pub struct Teach {
    /// The folder with one folder of pictures for each class, which gives the class its name; the
    /// last 15 % of each by name are held back for the test
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// The head to write
    #[arg(long, value_name = "HEAD.safetensors", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// What answers in the test: means, the nearest mean of a class, or head, a linear layer
    /// trained for 50 steps; both are written
    #[arg(long, value_name = "means|head", default_value = "means", hide_possible_values = true)]
    pub by: By,
    /// What the training of the head begins with
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}

/// What of a taught head answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The class means.
    Means,
    /// The trained layers.
    Head,
}

impl By {
    /// As on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::Head => "head",
        }
    }
}

#[derive(Debug, Args)]
pub struct Map {
    /// The folder of pictures, those in folders inside of it among them
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// The map: a PNG with every picture small at its place, or the places as JSON
    #[arg(long, value_name = "FILE.png|FILE.json", value_parser = map_file, value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// The layer in which pictures are to be alike, as in `deepvis layers`; of a layer with maps
    /// each map's mean [default: the last one before the classes]
    #[arg(long, value_name = "L")]
    pub layer: Option<String>,
    #[command(flatten)]
    pub network: Network,
}
