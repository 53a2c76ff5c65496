//! The options of `deepvis classify`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Network;
use super::teach::By;

#[derive(Debug, Args)]
pub struct Classify {
    /// The pictures, or folders of them
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub images: Vec<PathBuf>,
    /// How many guesses to list
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub top: u16,
    #[command(flatten)]
    pub taught: WithHead,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}

/// A taught head that answers in the network's place.
#[derive(Debug, Args)]
pub struct WithHead {
    /// Answer with the classes of this head, which `deepvis teach` or the room "Teach it" has
    /// written, or "none of these"
    #[arg(long, value_name = "HEAD.safetensors", value_hint = ValueHint::FilePath)]
    pub head: Option<PathBuf>,
    /// What of the head answers: means, the nearest mean of a class, or head, what was trained step
    /// by step
    #[arg(
        long,
        value_name = "means|head",
        default_value = "means",
        hide_possible_values = true,
        requires = "head"
    )]
    pub by: By,
}
