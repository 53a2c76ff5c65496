//! The names of sources on the command line, parsed and displayed.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Error, Result};

use super::kind::Kind;
use super::stream::{is_address, shown};

/// Which camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CameraChoice {
    /// The first that delivers: `camera`.
    First,
    /// By its number, as `deepvis cameras` lists it: `camera:0`.
    Index(u32),
    /// By its name, or a part of it, in any case: `camera:logitech`.
    Name(String),
    /// One that was open before: by its whole name, under any number; under its old one first.
    Again {
        /// What its driver calls it.
        name: String,
        /// The number it had.
        index: u32,
    },
    /// The next one that is connected after this number, and after the last the first again.
    After(u32),
}

impl CameraChoice {
    /// The choice as on the command line; a camera that was open before goes by its name.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First | Self::After(_) => write!(f, "camera"),
            Self::Index(index) => write!(f, "camera:{index}"),
            Self::Name(name) | Self::Again { name, .. } => write!(f, "camera:{name}"),
        }
    }
}

/// A source by name, not yet opened; whether it exists is for [`super::open`] to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// `camera`, `camera:0`, `camera:NAME`.
    Camera(CameraChoice),
    /// The path of a picture, a clip or a folder of pictures.
    Files(PathBuf),
    /// A network address: `rtsp://…`, `http://…`; shown without the name and password in it.
    Stream(String),
    /// The built-in demo: `reel`. (A file of this name is `./reel`.)
    Reel,
}

impl SourceSpec {
    /// True for a single picture: nothing will ever move. Looks into the file.
    pub fn is_still(&self) -> bool {
        matches!(self, Self::Files(path) if matches!(Kind::of(path), Kind::Photo | Kind::Nothing))
    }
}

impl FromStr for SourceSpec {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let lower = text.to_ascii_lowercase();
        match lower.split_once(':') {
            _ if text.is_empty() => Err(Error::Source(format!("a source is empty; {CHOICES}"))),
            _ if lower == "reel" => Ok(Self::Reel),
            _ if lower == "camera" => Ok(Self::Camera(CameraChoice::First)),
            Some(("camera", "")) => Err(Error::Source(
                "camera: needs a number or a name, such as camera:0; `deepvis cameras` lists them"
                    .to_owned(),
            )),
            Some(("camera", which)) => Ok(Self::Camera(match which.parse() {
                Ok(index) => CameraChoice::Index(index),
                Err(_) => CameraChoice::Name(text["camera:".len()..].to_owned()),
            })),
            _ if is_address(text) => Ok(Self::Stream(text.to_owned())),
            _ => Ok(Self::Files(PathBuf::from(text))),
        }
    }
}

impl fmt::Display for SourceSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Camera(choice) => choice.write(f),
            Self::Files(path) => write!(f, "{}", path.display()),
            Self::Stream(address) => f.write_str(&shown(address)),
            Self::Reel => write!(f, "reel"),
        }
    }
}

const CHOICES: &str = "a source is camera, camera:NUMBER, camera:NAME, reel, a picture, a clip, \
                       a folder of pictures or a network address; `deepvis --help` lists the \
                       commands";

/// The error for a path that leads nowhere, with what was probably meant.
pub(super) fn no_such_file(path: &Path) -> Error {
    let text = path.to_string_lossy();
    let lower = text.to_ascii_lowercase();
    let number = lower.strip_prefix("/dev/video").unwrap_or(&lower);
    let meant = if number.parse::<u32>().is_ok() {
        format!("did you mean camera:{number}?")
    } else if lower.contains("://") {
        "network addresses begin with rtsp://, http:// or https://".to_owned()
    } else if lower.contains("cam") && path.extension().is_none() {
        "did you mean camera?".to_owned()
    } else if ["demo", "real", "reels"].contains(&lower.as_str()) {
        "did you mean reel?".to_owned()
    } else {
        CHOICES.to_owned()
    };
    Error::Image { problem: format!("no such file or folder; {meant}"), path: path.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> SourceSpec {
        text.parse().unwrap()
    }

    #[test]
    fn every_kind_has_its_name() {
        assert_eq!(parse("reel"), SourceSpec::Reel);
        assert_eq!(parse("camera"), SourceSpec::Camera(CameraChoice::First));
        assert_eq!(parse("Camera:2"), SourceSpec::Camera(CameraChoice::Index(2)));
        assert_eq!(
            parse("camera:HD Webcam: 2"),
            SourceSpec::Camera(CameraChoice::Name("HD Webcam: 2".to_owned()))
        );
        assert_eq!(parse("photos/"), SourceSpec::Files("photos/".into()));
        assert_eq!(parse("./reel"), SourceSpec::Files("./reel".into()));
        let address = "RTSP://door.example/1";
        assert_eq!(parse(address), SourceSpec::Stream(address.to_owned()));
    }

    #[test]
    fn an_address_is_shown_without_its_secrets() {
        let shown = |address: &str| parse(address).to_string();
        assert_eq!(shown("rtsp://me:p@ss@door.example/1"), "rtsp://door.example/1");
        assert_eq!(shown("http://a.example/me@home.mp4"), "http://a.example/me@home.mp4");
    }

    #[test]
    fn an_incomplete_name_says_what_is_missing() {
        assert!("".parse::<SourceSpec>().unwrap_err().to_string().contains("camera:NUMBER"));
        assert!("camera:".parse::<SourceSpec>().unwrap_err().to_string().contains("camera:0"));
    }

    #[test]
    fn a_path_that_leads_nowhere_says_what_was_probably_meant() {
        let error = |text: &str| no_such_file(Path::new(text)).to_string();
        assert!(error("/dev/video3").contains("did you mean camera:3?"));
        assert!(error("0").contains("did you mean camera:0?"));
        assert!(error("webcam").contains("did you mean camera?"));
        assert!(error("demo").contains("did you mean reel?"));
        assert!(error("ftp://example.org/a.mp4").contains("network addresses begin"));
        assert!(error("cat.jpg").contains("a picture, a clip, a folder"));
        assert!(error("cat.jpg").ends_with("cat.jpg"), "the file comes last");
    }

    proptest! {
        #[test]
        fn a_name_survives_being_shown_and_read_again(text in "(camera|reel|camera:)?[a-zA-Z0-9:/. é-]{0,12}") {
            if let Ok(spec) = text.parse::<SourceSpec>() {
                prop_assert_eq!(spec.to_string().parse::<SourceSpec>().unwrap(), spec);
            }
        }
    }
}
