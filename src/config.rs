//! `deepvis.toml`: what the person has settled for every run. Flags go before the environment, that
//! before the file, and that before what is built in.
//!
//! Values are kept as they would stand on the command line, which is what reads them in the end;
//! here they are only checked, so that a mistake is told of with its line.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::control::appearance::GAMMAS;
use crate::control::keyboard::Keyboard;
use crate::error::{Error, Result};
use crate::exhibit;
use crate::geometry::Size;
use crate::nearest::nearest;
use crate::network::device::DeviceChoice;
use crate::network::manifest::Manifest;
use crate::network::precision::Precision;
use crate::source::SourceSpec;

/// What the file is called.
pub const NAME: &str = "deepvis.toml";
/// Where another file can be named.
pub const VARIABLE: &str = "DEEPVIS_CONFIG";
/// The table of keys.
const KEYS: &str = "keys";

/// How a value is written in TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In quotes.
    Text,
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
        help: "The network; `deepvis networks` lists them",
        example: "resnet18",
        check: network,
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
        name: "folder",
        variable: "DEEPVIS_FOLDER",
        kind: Kind::Text,
        help: "Where saved pictures and recordings go; without it the folder that DeepVis was started in",
        example: "pictures",
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
        name: "kiosk",
        variable: "DEEPVIS_KIOSK",
        kind: Kind::Switch,
        help: "For strangers: the full screen, no way out but the key to quit held for two seconds, and the first view again\n\
               after a minute",
        example: "true",
        check: switch,
    },
];

/// Where a value comes from, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// This variable.
    Environment(&'static str),
    /// The file.
    File,
    /// Built in.
    Default,
}

/// A value that is not built in.
#[derive(Debug, Clone)]
pub struct Given {
    /// Which setting.
    pub setting: &'static Setting,
    /// As on the command line.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What file and environment settle.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file that was read.
    pub path: Option<PathBuf>,
    /// One value for a setting at most.
    pub given: Vec<Given>,
    /// The keys.
    pub keyboard: Keyboard,
}

/// Bytes of a configuration; a device may never end.
const LONGEST: u64 = 1 << 20;

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Error::Config`] with the line, or [`Error::Io`].
    pub fn read(path: &Path) -> Result<Self> {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        let doing = Error::io("read the configuration", path);
        match read {
            Ok(length) if length as u64 == LONGEST => {
                Err(doing(io::Error::other(format!("it has more than {LONGEST} bytes"))))
            }
            Ok(_) => Self::parse(&text, path),
            Err(error) => Err(doing(error)),
        }
    }

    /// Takes in what stands in the file at `path`.
    ///
    /// # Errors
    /// [`Error::Config`]: what is wrong, in which line, and what is meant perhaps.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let line = |at| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let wrong = |at: usize, problem: String| Error::Config {
            problem: one_line(&problem),
            path: path.to_owned(),
            line: line(at),
        };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let problem = error.message().lines().next().unwrap_or_default().to_owned();
            wrong(at, format!("this is no TOML: {problem}"))
        })?;
        let mut config = Self { path: Some(path.to_owned()), ..Self::default() };
        for (name, value) in table.get_ref() {
            let at = name.span().start;
            let name = name.get_ref().as_ref();
            if name == KEYS {
                config.keyboard = keys(value, &wrong)?;
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                let names = SETTINGS.iter().map(|setting| setting.name).chain([KEYS]);
                return Err(wrong(
                    at,
                    match nearest(name, names) {
                        Some(near) => format!("unknown setting {name}; did you mean {near}?"),
                        None => format!("unknown setting {name}; `deepvis config` lists them"),
                    },
                ));
            };
            let value = setting.written(value.get_ref()).and_then(|value| setting.checked(value));
            let value = value.map_err(|problem| wrong(at, problem))?;
            config.given.push(Given { setting, value, origin: Origin::File });
        }
        if config.switched("random-weights") && config.value("weights").is_some() {
            let (weights, _) = table.get_ref().get_key_value("weights").unzip();
            let problem = "weights and random-weights exclude each other; remove one".to_owned();
            return Err(wrong(weights.map_or(0, |name| name.span().start), problem));
        }
        config
            .given
            .sort_by_key(|given| SETTINGS.iter().position(|s| s.name == given.setting.name));
        Ok(config)
    }

    /// Lets the environment go before the file.
    ///
    /// # Errors
    /// [`Error::Variable`] with the variable's name.
    pub fn overlay(&mut self, variable: impl Fn(&str) -> Option<OsString>) -> Result<()> {
        for setting in SETTINGS {
            let name = setting.variable;
            let Some(value) = variable(name).filter(|value| !value.is_empty()) else { continue };
            let value = value.to_string_lossy().into_owned();
            let value = setting
                .checked(value)
                .map_err(|problem| Error::Variable { problem: one_line(&problem), name })?;
            self.overrule(setting.name, &value);
            let origin = Origin::Environment(name);
            self.given.push(Given { setting, value, origin });
        }
        Ok(())
    }

    /// Something stronger settles this: what is weaker gives way, with what only goes with it.
    pub fn overrule(&mut self, name: &str, value: &str) {
        let gives_way: &[&str] = match (name, value) {
            // Labels without weights are ImageNet's, in another language perhaps, and good for
            // every network.
            ("network", _) | ("random-weights", "true") if self.value("weights").is_some() => {
                &["weights", "labels"]
            }
            ("weights", _) => &["random-weights", "labels"],
            _ => &[],
        };
        self.given
            .retain(|given| given.setting.name != name && !gives_way.contains(&given.setting.name));
    }

    /// What is settled for this.
    pub fn value(&self, name: &str) -> Option<&str> {
        let given = self.given.iter().find(|given| given.setting.name == name)?;
        Some(&given.value)
    }

    fn switched(&self, name: &str) -> bool {
        self.value(name) == Some("true")
    }
}

impl Setting {
    /// As on the command line.
    fn written(&self, value: &DeValue<'_>) -> Result<String, String> {
        let (name, wanted) = (self.name, self.kind);
        match (wanted, value) {
            (Kind::Text, DeValue::String(text)) => Ok(text.clone().into_owned()),
            (Kind::Number, DeValue::Integer(number)) => Ok(number.to_string()),
            (Kind::Number, DeValue::Float(number)) => Ok(number.to_string()),
            (Kind::Switch, DeValue::Boolean(is_on)) => Ok(is_on.to_string()),
            (Kind::Text, _) => Err(format!("{name} is a text in quotes")),
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
            Kind::Number | Kind::Switch => value.to_owned(),
        }
    }
}

/// What stands in a file may have any characters in it.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// The files that are looked for where none is named: the one that is there first counts.
pub fn places(variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let folder = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // "All paths set in these environment variables must be absolute. If an implementation
    // encounters a relative path […] it should consider the path invalid and ignore it" (XDG Base
    // Directory Specification 0.8).
    let named = folder("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
    let home = named.or_else(|| Some(folder("HOME")?.join(".config")));
    let shared = home.map(|home| home.join("deepvis").join(NAME));
    std::iter::once(PathBuf::from(NAME)).chain(shared).collect()
}

/// The table of keys.
fn keys(value: &Spanned<DeValue<'_>>, wrong: &dyn Fn(usize, String) -> Error) -> Result<Keyboard> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = "keys is a table: [keys], then a line such as freeze = [\"space\"]".into();
        return Err(wrong(value.span().start, problem));
    };
    let mut keyboard = exhibit::keyboard();
    let mut lines = Vec::new();
    for (action, keys) in table {
        let at = action.span().start;
        let action = action.get_ref().as_ref();
        let owned = |key: &DeValue<'_>| key.as_str().map(str::to_owned);
        let list: Option<Vec<String>> = match keys.get_ref() {
            DeValue::Array(keys) => keys.iter().map(|key| owned(key.get_ref())).collect(),
            key => owned(key).map(|key| vec![key]),
        };
        let list = list.ok_or_else(|| {
            wrong(at, format!("{action} takes a list of keys, such as [\"space\", \"f\"]"))
        })?;
        keyboard.rebind(action, &list).map_err(|problem| wrong(at, problem))?;
        lines.push((action, at));
    }
    if let Some((key, [one, other])) = keyboard.conflict() {
        let at = lines.iter().filter(|(action, _)| *action == one || *action == other);
        let at = at.map(|(_, at)| *at).max().unwrap_or_default();
        let problem = format!("the key {key} is bound twice: to {one} and to {other}");
        return Err(wrong(at, problem));
    }
    Ok(keyboard)
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

fn network(text: &str) -> Result<(), String> {
    let networks = Manifest::built_in().map(|manifest| manifest.networks).unwrap_or_default();
    if networks.iter().any(|spec| spec.name == text) {
        return Ok(());
    }
    Err(match nearest(text, networks.iter().map(|spec| spec.name.as_str())) {
        Some(near) => format!("there is no such network; did you mean {near}?"),
        None => "there is no such network; `deepvis networks` lists them".into(),
    })
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
    use super::*;

    #[test]
    fn a_size_is_two_sensible_numbers() {
        assert_eq!(size("1280x800"), Ok(Size::new(1280, 800)));
        for wrong in ["", "x", "1280", "0x800", "1280x-1", "99999x1", "a x b"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("a.toml"))
    }

    fn refused(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    fn nothing(_: &str) -> Option<OsString> {
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
    }

    #[test]
    fn a_mistake_is_told_of_with_its_line_and_what_is_meant() {
        for (text, wanted) in [
            ("# mine\n\nnetwrok = 1", "unknown setting netwrok; did you mean network?: a.toml:3"),
            ("colour = 1", "unknown setting colour; `deepvis config` lists them: a.toml:1"),
            (
                "network = \"alexent\"",
                "network cannot be alexent: there is no such network; did you mean alexnet?: a.toml:1",
            ),
            ("threads = \"2\"", "threads is a number: a.toml:1"),
            ("threads = 0", "threads cannot be 0: it is a number from 1 to 65535: a.toml:1"),
            ("kiosk = \"yes\"", "kiosk is true or false, without quotes: a.toml:1"),
            ("\nlog = 3", "log is a text in quotes: a.toml:2"),
            ("[keys]\nfreze = \"x\"", "unknown action freze; did you mean freeze?: a.toml:2"),
            (
                "[keys]\nfreeze = [\"s\"]",
                "the key s is bound twice: to freeze and to save-picture: a.toml:2",
            ),
            (
                "[keys]\nfreeze = 3",
                "freeze takes a list of keys, such as [\"space\", \"f\"]: a.toml:2",
            ),
            (
                "[keys]\n\nfreeze = [\"f\", \"Shift+1\"]",
                "unknown key Shift+1: what Shift makes of 1 depends on the keyboard; write the \
                 character that it types: a.toml:3",
            ),
            (
                "weights = \"a\"\nrandom-weights = true",
                "weights and random-weights exclude each other; remove one: a.toml:1",
            ),
        ] {
            assert_eq!(refused(text), wanted, "{text}");
        }
        for text in ["network = ", "= 3", "a = 1\na = 2", "[keys", "\u{0}"] {
            let error = refused(text);
            assert!(
                error.starts_with("this is no TOML: ") && error.lines().count() == 1,
                "{error}"
            );
        }
        assert_eq!(refused("\"a\\nb\" = 1").lines().count(), 1);
        assert!(refused("gamma = 2").starts_with("gamma cannot be 2: it is one of [0.6, 1.0"));
        assert!(refused("keys = 3").starts_with("keys is a table: "));
        let size = refused("size = \"9\"");
        assert!(size.starts_with("size cannot be 9: a size is WIDTHxHEIGHT"), "{size}");
    }

    #[test]
    fn keys_can_be_exchanged() {
        let config = parse("[keys]\nfreeze = [\"s\"]\nsave-picture = \"space\"").unwrap();
        let table = config.keyboard.table();
        let of = |name: &str| table.iter().find(|(action, ..)| action == name).unwrap().1.clone();
        assert_eq!((of("freeze"), of("save-picture")), (vec!["s".into()], vec!["Space".into()]));
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let text = "network = \"alexnet\"\nweights = \"a\"\nthreads = 3";
        let mut config = parse(text).unwrap();
        config.overlay(nothing).unwrap();
        assert_eq!(config.value("weights"), Some("a"));
        let only = |wanted: &'static str, value: &'static str| {
            move |name: &str| (name == wanted).then(|| OsString::from(value))
        };
        config.overlay(only("DEEPVIS_NETWORK", "vgg16")).unwrap();
        // The weights were for the other network, and the labels for the weights.
        assert_eq!((config.value("network"), config.value("weights")), (Some("vgg16"), None));
        assert_eq!(config.value("threads"), Some("3"));
        let error = config.overlay(only("DEEPVIS_KIOSK", "perhaps")).unwrap_err().to_string();
        let wanted =
            "kiosk cannot be perhaps: it is true or false: DEEPVIS_KIOSK in the environment";
        assert_eq!(error, wanted);
        let mut config = parse(text).unwrap();
        config.overlay(only("DEEPVIS_RANDOM_WEIGHTS", "false")).unwrap();
        assert_eq!(config.value("weights"), Some("a"));
    }

    #[test]
    fn labels_belong_to_their_weights_and_without_any_to_every_network() {
        let left = |text: &str, name: &str, value: &str| {
            let mut config = parse(text).unwrap();
            config.overrule(name, value);
            config.value("labels").is_some()
        };
        let own = "weights = \"a\"\nlabels = \"a.txt\"";
        assert!(left(own, "threads", "2") && left(own, "random-weights", "false"));
        assert!(!left(own, "network", "vgg16") && !left(own, "random-weights", "true"));
        assert!(!left(own, "weights", "b"));
        let translated = "labels = \"deutsch.txt\"";
        assert!(left(translated, "network", "vgg16") && left(translated, "random-weights", "true"));
        assert!(!left(translated, "weights", "b"));
    }

    #[test]
    fn the_file_is_looked_for_here_and_then_at_home() {
        let set = |set: &'static [(&str, &str)]| {
            move |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v))
        };
        let here = PathBuf::from("deepvis.toml");
        assert_eq!(places(nothing), std::slice::from_ref(&here));
        let home = places(set(&[("HOME", "/h")]));
        assert_eq!(home, [here.clone(), "/h/.config/deepvis/deepvis.toml".into()]);
        let xdg = places(set(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")]));
        assert_eq!(xdg, [here, "/x/deepvis/deepvis.toml".into()]);
    }

    #[test]
    fn a_home_for_settings_that_is_not_absolute_is_ignored() {
        for relative in ["x", "./x", "../x", "~/x", ""] {
            let variable = |name: &str| match name {
                "HOME" => Some("/h".into()),
                "XDG_CONFIG_HOME" => Some(relative.into()),
                _ => None,
            };
            let wanted = ["deepvis.toml", "/h/.config/deepvis/deepvis.toml"].map(PathBuf::from);
            assert_eq!(places(variable), wanted, "{relative}");
        }
    }
}
