//! The settings of `deepvis.toml` and the environment: their table, and the check of each value.
//!
//! They are what the person has settled for every run: flags go before the environment, that before
//! the file, and that before what is built in.
//!
//! Values are kept as they would stand on the command line, which is what reads them in the end;
//! here they are only checked, so that a mistake is told of with its line.

mod camera;
mod file;
mod games;
mod given;

use std::path::PathBuf;

use toml::de::DeValue;

use crate::control::appearance::GAMMAS;
use crate::error::Result;
use crate::geometry::Size;
use crate::nearest::nearest;
use crate::network::device::DeviceChoice;
use crate::network::manifest::Manifest;
use crate::network::named;
use crate::network::precision::Precision;
use crate::source::SourceSpec;
use crate::words::Language;

pub use camera::{CAMERA_SETTINGS, CameraSetting};
pub use file::places;
pub use games::{PLAY_SETTINGS, PlaySetting};
pub use given::{Config, Given, Origin};

/// What the file is called.
pub const NAME: &str = "deepvis.toml";
/// Where another file can be named.
pub const VARIABLE: &str = "DEEPVIS_CONFIG";

/// How a value is written in TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In quotes.
    Text,
    /// Several in quotes; with commas between on the command line.
    List,
    /// Bare digits.
    Number,
    /// true or false.
    Switch,
}

/// Something that can be settled.
#[derive(Debug)]
pub struct Setting {
    /// In the file, and as a flag.
    pub name: &'static str,
    /// In the environment.
    pub variable: &'static str,
    /// How it is written.
    pub kind: Kind,
    /// What it does, in a line or two.
    pub help: &'static str,
    /// A value that is not the built-in one, as it is written.
    pub example: &'static str,
    check: fn(&str) -> Result<(), String>,
}

/// Every setting but the keys, in the order of the file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "source",
        variable: "DEEPVIS_SOURCE",
        kind: Kind::Text,
        help: "What the window shows: camera, camera:NUMBER, camera:NAME, reel, a picture, a clip, a folder or a network\n\
               address; without it the first camera that works, and the reel until then",
        example: "camera:1",
        check: |text| text.parse::<SourceSpec>().map(drop).map_err(|error| error.to_string()),
    },
    Setting {
        name: "network",
        variable: "DEEPVIS_NETWORK",
        kind: Kind::Text,
        help: "The network: a name, `deepvis networks` lists them, or an ONNX file",
        example: "resnet18",
        check: network,
    },
    Setting {
        name: "networks",
        variable: "DEEPVIS_NETWORKS",
        kind: Kind::List,
        help: "ONNX files that the key to the next network steps to as well; in the environment with commas between",
        example: "mine.onnx,other.onnx",
        check: |text| files(text).map(drop),
    },
    Setting {
        name: "weights",
        variable: "DEEPVIS_WEIGHTS_FILE",
        kind: Kind::Text,
        help: "A safetensors file with that network's checkpoint names, instead of the published weights; left aside where\n\
               another network is named",
        example: "mine.safetensors",
        check: something,
    },
    Setting {
        name: "labels",
        variable: "DEEPVIS_LABELS",
        kind: Kind::Text,
        help: "A file with the names of the classes, one a line; without it ImageNet's where there are 1000, otherwise\n\
               class 0, class 1 and so on; left aside where other weights are named",
        example: "mine.txt",
        check: something,
    },
    Setting {
        name: "random-weights",
        variable: "DEEPVIS_RANDOM_WEIGHTS",
        kind: Kind::Switch,
        help: "Run without weights, on made-up ones: its answers mean nothing, and the screen says so",
        example: "true",
        check: switch,
    },
    Setting {
        name: "device",
        variable: "DEEPVIS_DEVICE",
        kind: Kind::Text,
        help: "Where to compute: auto, cpu, cuda or cuda:N",
        example: "cpu",
        check: |text| text.parse::<DeviceChoice>().map(drop).map_err(|error| error.to_string()),
    },
    Setting {
        name: "precision",
        variable: "DEEPVIS_PRECISION",
        kind: Kind::Text,
        help: "The kind of numbers to compute with: f32, or bf16, which is less exact",
        example: "bf16",
        check: |text| text.parse::<Precision>().map(drop).map_err(|error| error.to_string()),
    },
    Setting {
        name: "threads",
        variable: "DEEPVIS_THREADS",
        kind: Kind::Number,
        help: "libtorch's threads; without it one less than there are cores",
        example: "3",
        check: |text| match text.parse::<u16>() {
            Ok(1..) => Ok(()),
            _ => Err("it is a number from 1 to 65535".into()),
        },
    },
    Setting {
        name: "size",
        variable: "DEEPVIS_SIZE",
        kind: Kind::Text,
        help: "Size of the window, or of the picture of `deepvis render`",
        example: "1920x1080",
        check: |text| size(text).map(drop),
    },
    Setting {
        name: "every-channel",
        variable: "DEEPVIS_EVERY_CHANNEL",
        kind: Kind::Switch,
        help: "Begin with every channel on the wall, however small",
        example: "true",
        check: switch,
    },
    Setting {
        name: "gamma",
        variable: "DEEPVIS_GAMMA",
        kind: Kind::Number,
        help: "How bright faint values are at the start: 0.6, 1, 0.45 or 0.3",
        example: "0.45",
        check: |text| gamma(text).map(drop),
    },
    Setting {
        name: "language",
        variable: "DEEPVIS_LANGUAGE",
        kind: Kind::Text,
        help: "What the screen speaks: en, de, es or fr; without it the window speaks what LC_ALL, LC_MESSAGES or LANG says",
        example: "de",
        check: |text| language(text).map(drop),
    },
    Setting {
        name: "large-text",
        variable: "DEEPVIS_LARGE_TEXT",
        kind: Kind::Switch,
        help: "Begin with larger words, for who sees them from afar",
        example: "true",
        check: switch,
    },
    Setting {
        name: "folder",
        variable: "DEEPVIS_FOLDER",
        kind: Kind::Text,
        help: "Where saved pictures and recordings go; without it the folder that DeepVis was started in",
        example: "pictures",
        check: something,
    },
    Setting {
        name: "library",
        variable: "DEEPVIS_LIBRARY",
        kind: Kind::Text,
        help: "The library of what detectors like: a folder that `deepvis favourites` and `deepvis stimulus` fill, and the\n\
               window reads",
        example: "library",
        check: something,
    },
    Setting {
        name: "tour",
        variable: "DEEPVIS_TOUR",
        kind: Kind::Text,
        help: "The tour of visitors, instead of the built-in one: a file; `deepvis tour --check FILE` looks whether it is all\n\
               right",
        example: "mine.toml",
        check: something,
    },
    Setting {
        name: "log",
        variable: "DEEPVIS_LOG",
        kind: Kind::Text,
        help: "Write down what happens, in this file: it is put aside at 5 MB, and two old ones are kept",
        example: "deepvis.log",
        check: something,
    },
    Setting {
        name: "remember",
        variable: "DEEPVIS_REMEMBER",
        kind: Kind::Switch,
        help: "Keep a visitor's pictures and names until DeepVis ends, in memory; without it as long as their visit, at most\n\
               five minutes. It is false in a kiosk and true elsewhere",
        example: "false",
        check: switch,
    },
    Setting {
        name: "kiosk",
        variable: "DEEPVIS_KIOSK",
        kind: Kind::Switch,
        help: "For strangers: the full screen, no way out but the key to quit held for two seconds, and the first view again\n\
               after a minute",
        example: "true",
        check: switch,
    },
];

impl Setting {
    /// As on the command line.
    fn written(&self, value: &DeValue<'_>) -> Result<String, String> {
        let (name, wanted) = (self.name, self.kind);
        match (wanted, value) {
            (Kind::Text, DeValue::String(text)) => Ok(text.clone().into_owned()),
            (Kind::List, DeValue::Array(list)) => {
                let texts: Option<Vec<&str>> =
                    list.iter().map(|text| text.get_ref().as_str()).collect();
                let texts = texts.ok_or_else(|| format!("{name} is a list of texts in quotes"))?;
                if let Some(text) = texts.iter().find(|text| text.contains(',')) {
                    return Err(format!("{name} cannot hold {text}: no comma may be in it"));
                }
                Ok(texts.join(","))
            }
            (Kind::Number, DeValue::Integer(number)) => Ok(number.to_string()),
            (Kind::Number, DeValue::Float(number)) => Ok(number.to_string()),
            (Kind::Switch, DeValue::Boolean(is_on)) => Ok(is_on.to_string()),
            (Kind::Text, _) => Err(format!("{name} is a text in quotes")),
            (Kind::List, _) => Err(format!("{name} is a list in brackets, such as [\"a\", \"b\"]")),
            (Kind::Number, _) => Err(format!("{name} is a number")),
            (Kind::Switch, _) => Err(format!("{name} is true or false, without quotes")),
        }
    }

    fn checked(&self, value: String) -> Result<String, String> {
        let (name, checked) = (self.name, (self.check)(&value));
        checked.map_err(|problem| format!("{name} cannot be {value}: {problem}"))?;
        Ok(value)
    }

    /// A value as it stands in the file.
    pub fn toml(&self, value: &str) -> String {
        match self.kind {
            Kind::Text => toml::Value::from(value).to_string(),
            Kind::List => {
                let texts = value.split(',').filter(|text| !text.is_empty());
                let quoted = texts.map(|text| toml::Value::from(text).to_string());
                format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
            }
            Kind::Number | Kind::Switch => value.to_owned(),
        }
    }
}

/// What stands in a file may have any characters in it.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// As large as a wall of screens, and no larger than memory.
const LARGEST: i32 = 16_384;

/// Reads "1280x800".
///
/// # Errors
/// What a size is.
pub fn size(text: &str) -> Result<Size, String> {
    let wrong = || format!("a size is WIDTHxHEIGHT, each from 1 to {LARGEST}");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let side = |text: &str| text.parse().ok().filter(|side| (1..=LARGEST).contains(side));
    side(width).zip(side(height)).map(|(w, h)| Size::new(w, h)).ok_or_else(wrong)
}

/// Reads a gamma: its place in [`GAMMAS`].
///
/// # Errors
/// Which there are.
pub fn gamma(text: &str) -> Result<usize, String> {
    let value: Option<f32> = text.parse().ok();
    let place =
        value.and_then(|value| GAMMAS.iter().position(|gamma| (gamma - value).abs() < 1e-6));
    place.ok_or_else(|| format!("it is one of {GAMMAS:?}"))
}

/// Reads the code of a language.
///
/// # Errors
/// Which there are.
pub fn language(text: &str) -> Result<Language, String> {
    let codes = || Language::ALL.map(Language::code).join(", ");
    Language::of(text).ok_or_else(|| format!("it is one of {}", codes()))
}

/// Reads the paths of ONNX files, with commas between; an empty text has none.
///
/// # Errors
/// What is none.
pub fn files(text: &str) -> Result<Vec<PathBuf>, String> {
    let file = |name: &str| match name.trim() {
        "" => Err("a name is empty".to_owned()),
        name if named::is_file(name) => Ok(PathBuf::from(name)),
        name => Err(format!("{name} is no ONNX file; networks of the zoo are steps anyway")),
    };
    if text.is_empty() { Ok(Vec::new()) } else { text.split(',').map(file).collect() }
}

fn network(text: &str) -> Result<(), String> {
    if named::is_file(text) {
        return Ok(());
    }
    let networks = Manifest::built_in().map(|manifest| manifest.networks).unwrap_or_default();
    if networks.iter().any(|spec| spec.name == text) {
        return Ok(());
    }
    let other = || match nearest(text, networks.iter().map(|spec| spec.name.as_str())) {
        Some(near) => format!("there is no such network; did you mean {near}?"),
        None => "there is no such network; `deepvis networks` lists them".into(),
    };
    Err(named::no_file(text).unwrap_or_else(other))
}

fn something(text: &str) -> Result<(), String> {
    if text.is_empty() { Err("it is empty".into()) } else { Ok(()) }
}

fn switch(text: &str) -> Result<(), String> {
    match text {
        "true" | "false" => Ok(()),
        _ => Err("it is true or false".into()),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;

    use super::*;

    #[test]
    fn a_size_is_two_sensible_numbers() {
        assert_eq!(size("1280x800"), Ok(Size::new(1280, 800)));
        for wrong in ["", "x", "1280", "0x800", "1280x-1", "99999x1", "a x b"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    pub(super) fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("a.toml"))
    }

    pub(super) fn nothing(_: &str) -> Option<OsString> {
        None
    }

    #[test]
    fn every_setting_takes_its_own_example() {
        for setting in SETTINGS {
            let line = format!("{} = {}", setting.name, setting.toml(setting.example));
            let config = parse(&line).unwrap();
            assert_eq!(config.value(setting.name), Some(setting.example), "{line}");
            assert!(setting.variable.starts_with("DEEPVIS_"), "{}", setting.variable);
        }
        assert!(parse("").unwrap().given.is_empty());
        assert_eq!(parse("gamma = 1").unwrap().value("gamma"), Some("1"));
        assert_eq!(parse("networks = []").unwrap().value("networks"), Some(""));
    }
}
