//! The options of `deepvis invert`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use deepvis::exhibit::dreams::known::STEPS;

use super::Network;
use super::values::png;

#[derive(Debug, Args)]
pub struct Invert {
    /// The picture
    #[arg(value_hint = ValueHint::FilePath)]
    pub image: PathBuf,
    /// The layer from whose values alone it is made anew, as in `deepvis layers`
    #[arg(long, value_name = "LAYER")]
    pub layer: String,
    /// The file to write
    #[arg(long, value_name = "FILE.png", value_parser = png, value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// What the noise at the start is drawn with
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// How many steps
    #[arg(long, value_name = "N", default_value_t = STEPS as u16, value_parser = clap::value_parser!(u16).range(1..))]
    pub steps: u16,
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}
