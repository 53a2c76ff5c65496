//! The options of `deepvis removal`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Network;

#[derive(Debug, Args)]
pub struct Removal {
    /// The pictures, or folders of them
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub images: Vec<PathBuf>,
    /// The step of the wall whose detectors go, from 1 [default: the last but one with maps]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub step: Option<u16>,
    /// Which detectors are drawn at random, for comparison
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}
