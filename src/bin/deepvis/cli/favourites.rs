//! The options of `deepvis favourites`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use deepvis::exhibit::likes::library::shards::Shards;

use super::Network;

#[derive(Debug, Args)]
pub struct Favourites {
    /// The folder of pictures, those in folders inside of it among them
    #[arg(required_unless_present = "merge", conflicts_with = "merge", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// The library that they go into: a folder, which is made where it is not there
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub library: PathBuf,
    /// A layer, as in `deepvis layers`; may be given several times [default: those of
    /// the wall, and the classes]
    #[arg(long = "layer", value_name = "L", conflicts_with = "merge")]
    pub layers: Vec<String>,
    /// Look at every N-th picture alone, beginning with number I, into a library of its own: the
    /// libraries of all N, merged, are that of the whole
    #[arg(
        long,
        value_name = "I/N",
        default_value = "1/1",
        hide_default_value = true,
        conflicts_with = "merge"
    )]
    pub shard: Shards,
    /// Merge libraries of shards into one, without looking at pictures
    #[arg(long, value_name = "DIR", num_args = 1.., value_hint = ValueHint::DirPath)]
    pub merge: Vec<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}
