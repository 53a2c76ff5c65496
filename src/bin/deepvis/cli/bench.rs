//! The options of `deepvis bench`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use deepvis::source::SourceSpec;

use super::Offscreen;
use super::values::{Keys, keys};

#[derive(Debug, Args)]
pub struct Bench {
    /// camera, camera:NUMBER, camera:NAME, reel, a picture, a clip, a folder or a network address
    #[arg(default_value = "reel", value_hint = ValueHint::AnyPath)]
    pub source: SourceSpec,
    /// How many frames to show
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u64).range(2..))]
    pub frames: u64,
    /// Run as in a window, press these keys, thirty a second, over and over, and tell what that
    /// costs: characters or names, such as "Right Right Enter h", or a file of them
    #[arg(long, value_name = "KEYS", default_value = "", value_parser = keys, hide_default_value = true)]
    pub keys: Keys,
    /// Run as in a window, rub the picture out behind door 4, and tell how soon the answer follows
    #[arg(long, conflicts_with = "keys")]
    pub rub: bool,
    /// Compare with an earlier report of bench --json, figure by figure
    #[arg(long, value_name = "FILE", conflicts_with_all = ["keys", "rub"], value_hint = ValueHint::FilePath)]
    pub against: Option<PathBuf>,
    #[command(flatten)]
    pub offscreen: Offscreen,
}
