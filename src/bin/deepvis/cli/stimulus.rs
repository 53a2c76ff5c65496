//! The options of `deepvis stimulus`, and which of them do not go together.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueHint};

use deepvis::exhibit::likes::wish::Preset;

use super::Network;

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("unit").required(true).args(["class", "layer"])))]
pub struct Stimulus {
    /// The class, by its number or its name
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// The unit's layer, as in `deepvis layers`
    #[arg(long, value_name = "LAYER", requires = "channel")]
    pub layer: Option<String>,
    /// The unit's channel, from 0
    #[arg(long, value_name = "N", requires = "layer")]
    pub channel: Option<usize>,
    /// What it likes least: of layers whose values can be negative
    #[arg(long)]
    pub negative: bool,
    /// How the picture is kept like a picture: fourier, or one of Yosinski's four, decay, blur,
    /// clip-norm and clip-contribution
    #[arg(long, value_name = "PRESET", default_value = "fourier")]
    pub preset: Preset,
    /// What the noise at the start is drawn with
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// How many steps [default: as many as the recipe for such a unit has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub steps: Option<u16>,
    /// The file to write: the picture, or how it takes shape
    #[arg(long, value_name = "FILE.png|FILE.gif", value_parser = picture, value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}

fn picture(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let ends = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if ends("png") || ends("gif") {
        Ok(path)
    } else {
        Err("its name must end in .png or .gif".into())
    }
}
