//! The options of `deepvis dream`, and which of them do not go together.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, ValueHint};

use deepvis::source::SourceSpec;

use super::Network;

/// A step may go so many times as far as usual …
const STRENGTHS: [f64; 2] = [0.1, 10.0];
/// … and each picture of a fall be enlarged by so much.
const ZOOMS: [f64; 2] = [1.0, 1.5];

#[derive(Debug, Args)]
pub struct Dream {
    /// A picture, a folder of pictures or a clip; with --frames a camera, the reel or a network
    /// address
    #[arg(value_hint = ValueHint::AnyPath)]
    pub source: SourceSpec,
    /// The file to write: of one picture a PNG; of a clip, or of --zoom, a film, an animation of
    /// ten pictures a second, or a folder of PNGs; of a folder another folder
    #[arg(long, value_name = "FILE.png|FILE.gif|FILE.mp4|FOLDER", value_parser = out, value_hint = ValueHint::AnyPath)]
    pub out: PathBuf,
    /// What this layer finds, as in `deepvis layers` [default: the one of the room's eyes]
    #[arg(long, value_name = "LAYER", conflicts_with = "class")]
    pub layer: Option<String>,
    /// Only what this channel of the layer looks for, from 0
    #[arg(long, value_name = "N", requires = "layer", conflicts_with = "class")]
    pub channel: Option<usize>,
    /// A class, by its number or its name
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// How many pictures: of a clip at most so many, of --zoom, a camera or the reel just so many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub frames: Option<u32>,
    /// At how many sizes a picture is dreamt, from its own down [default: down to half of what the
    /// network sees]
    #[arg(long, value_name = "N", conflicts_with = "zoom", value_parser = clap::value_parser!(u8).range(1..))]
    pub octaves: Option<u8>,
    /// How strongly: 0.1 to 10
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = strength)]
    pub strength: f64,
    /// Fall into the picture: each is the middle of the one before, enlarged by this, such as 1.03
    #[arg(long, value_name = "FACTOR", requires = "frames", value_parser = zoom)]
    pub zoom: Option<f64>,
    /// By what the pictures are moved at random
    #[arg(long, value_name = "S", default_value_t = 0)]
    pub seed: u64,
    /// Write the figures as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub network: Network,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutKind {
    /// One picture.
    Png,
    /// An animation.
    Gif,
    /// A film.
    Mp4,
    /// Pictures.
    Folder,
}

impl OutKind {
    /// By the name; none where it has an ending of something else.
    fn of(path: &Path) -> Option<Self> {
        let ends_as_a_folder = path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
        let Some(ending) = path.extension().filter(|_| !ends_as_a_folder && !path.is_dir()) else {
            return Some(Self::Folder);
        };
        let kinds = [("png", Self::Png), ("gif", Self::Gif), ("mp4", Self::Mp4)];
        kinds.into_iter().find(|(name, _)| ending.eq_ignore_ascii_case(name)).map(|(_, kind)| kind)
    }
}

impl Dream {
    /// What is written; the parser has looked at the name.
    pub fn out_kind(&self) -> OutKind {
        OutKind::of(&self.out).unwrap_or(OutKind::Folder)
    }

    /// What the parser cannot tell.
    pub(super) fn check(&self) -> Result<(), (ErrorKind, String)> {
        let problem = if self.zoom.is_some() && self.out_kind() == OutKind::Png {
            Some("--zoom makes many pictures: --out FILE.mp4, FILE.gif or FOLDER")
        } else if self.frames.is_none() && !matches!(self.source, SourceSpec::Files(_)) {
            Some("this has no end: --frames N says how many pictures")
        } else {
            None
        };
        problem.map_or(Ok(()), |problem| Err((ErrorKind::ArgumentConflict, problem.into())))
    }
}

fn out(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let kind = OutKind::of(&path).filter(|_| !text.is_empty());
    let problem = || "its name must end in .png, .gif or .mp4, or be that of a folder".to_owned();
    kind.map(|_| path).ok_or_else(problem)
}

fn strength(text: &str) -> Result<f64, String> {
    let [least, most] = STRENGTHS;
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("it is a number from {least} to {most}"))
}

fn zoom(text: &str) -> Result<f64, String> {
    let [least, most] = ZOOMS;
    let number = text.parse().ok().filter(|&number| number > least && number <= most);
    number.ok_or_else(|| format!("it is a number above {least}, at most {most}, such as 1.03"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::read;

    #[test]
    fn what_goes_together_is_checked_before_anything_is_loaded() {
        for right in [
            "a.png --out b.png",
            "a.png --out b.gif --zoom 1.03 --frames 9 --class cat",
            "photos --out dreamt/ --layer l",
            "a.y4m --out b.mp4 --layer l --channel 3 --strength 2.5",
            "reel --frames 9 --out dreamt",
            "a.png --out b.PNG --octaves 1",
        ] {
            let cli = read(&format!("deepvis dream {right}")).unwrap();
            assert!(cli.check().is_ok(), "{right}");
        }
        for wrong in ["a.png --out b.png --zoom 1.1 --frames 2", "reel --out b.gif"] {
            assert!(read(&format!("deepvis dream {wrong}")).unwrap().check().is_err(), "{wrong}");
        }
        for wrong in [
            "a.png",
            "a.png --out b.jpg",
            "a.png --out b.png --strength 0.05",
            "a.png --out b.png --strength nan",
            "a.png --out b.png --class 1 --layer l",
            "a.png --out b.png --channel 1",
            "a.png --out b.gif --zoom 1.03",
            "a.png --out b.gif --zoom 1 --frames 3",
            "a.png --out b.gif --zoom inf --frames 3",
            "a.png --out b.gif --zoom 1.1 --frames 3 --octaves 2",
            "a.png --out b.png --octaves 0",
        ] {
            assert!(read(&format!("deepvis dream {wrong}")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_says_what_is_written() {
        let kind = |name: &str| OutKind::of(Path::new(name));
        assert_eq!(kind("a.b/c"), Some(OutKind::Folder));
        assert_eq!(kind("a.png/"), Some(OutKind::Folder));
        assert_eq!(kind("a.Mp4"), Some(OutKind::Mp4));
        assert_eq!(kind("a.webm"), None);
    }
}
