//! The options of `deepvis stimulus`, and which of them do not go together.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgGroup, Args, ValueHint};

use deepvis::exhibit::ascent::wish::Preset;
use deepvis::exhibit::likes::library::shards::Shards;

use super::Network;

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("unit").required(true).args(["class", "layer", "classes"])))]
pub struct Stimulus {
    /// The class, by its number or its name
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// The unit's layer, as in `deepvis layers`; without --channel every unit of it
    #[arg(long, value_name = "LAYER")]
    pub layer: Option<String>,
    /// The unit's channel, from 0
    #[arg(long, value_name = "N", requires = "layer", conflicts_with = "class")]
    pub channel: Option<usize>,
    /// Every class, into a library
    #[arg(long, conflicts_with_all = ["channel", "out"])]
    pub classes: bool,
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
    pub out: Option<PathBuf>,
    /// The library that the pictures of every unit or class go into: a folder, which is made where
    /// it is not there
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "channel", "class", "negative"], value_hint = ValueHint::DirPath)]
    pub library: Option<PathBuf>,
    /// Make every N-th picture alone, beginning with number I, into a library of its own: those of
    /// all N become a sheet with `deepvis favourites --merge`
    #[arg(
        long,
        value_name = "I/N",
        default_value = "1/1",
        hide_default_value = true,
        conflicts_with = "out"
    )]
    pub shard: Shards,
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}

impl Stimulus {
    /// What the parser cannot tell.
    pub(super) fn check(&self) -> Result<(), (ErrorKind, String)> {
        let problem = if self.class.is_some() || self.channel.is_some() {
            self.out.is_none().then_some("one picture goes into a file: --out FILE.png")
        } else if self.out.is_some() {
            Some("--layer needs --channel: which unit of it? Every unit goes into a --library")
        } else {
            let nowhere = self.library.is_none();
            nowhere.then_some("every unit's pictures go into a library: --library DIR")
        };
        problem.map_or(Ok(()), |problem| Err((ErrorKind::MissingRequiredArgument, problem.into())))
    }
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

#[cfg(test)]
mod tests {
    use crate::cli::Command;
    use crate::cli::tests::{parse, read};

    #[test]
    fn one_picture_goes_into_a_file_and_every_units_into_a_library() {
        let check = |line: &str| read(&format!("deepvis stimulus {line}")).unwrap().check();
        for right in [
            "--class 3 --out a.png",
            "--layer l --channel 2 --out a.gif",
            "--layer l --library d",
            "--classes --library d --shard 2/8",
        ] {
            assert!(check(right).is_ok(), "{right}");
        }
        for wrong in ["--class 3", "--layer l", "--layer l --out a.png", "--classes"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        for wrong in [
            "--library d",
            "--class 3 --library d",
            "--classes --out a.png",
            "--classes --library d --shard 3/2",
            "--classes --layer l --library d",
            "--layer l --channel 2 --library d --out a.png",
        ] {
            assert!(read(&format!("deepvis stimulus {wrong}")).is_err(), "{wrong}");
        }
        let Some(Command::Stimulus(stimulus)) =
            parse("deepvis stimulus --classes --library d").command
        else {
            panic!()
        };
        assert!(stimulus.shard.is_whole());
    }
}
