//! The file `deepvis.toml`: where it is looked for, and its TOML as settings and keys.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::control::keyboard::Keyboard;
use crate::error::{Error, Result};
use crate::nearest::nearest;
use crate::package;

use super::{Config, Given, NAME, Origin, SETTINGS, camera, games, one_line};

/// The table of keys.
const KEYS: &str = "keys";

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
            if name == camera::TABLE {
                config.camera = camera::read(value, &wrong)?;
                continue;
            }
            if name == games::TABLE {
                config.rooms = games::read(value, &wrong)?;
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                let tables = [KEYS, camera::TABLE, games::TABLE];
                let names = SETTINGS.iter().map(|setting| setting.name).chain(tables);
                if camera::CAMERA_SETTINGS.iter().any(|setting| setting.name == name) {
                    let table = camera::TABLE;
                    return Err(wrong(
                        at,
                        format!("{name} belongs to a camera: write it below [{table}]"),
                    ));
                }
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
}

/// The files that are looked for where none is named, the last in the package that the program
/// stands in: the one that is there first counts.
pub fn places(variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let folder = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // "All paths set in these environment variables must be absolute. If an implementation
    // encounters a relative path […] it should consider the path invalid and ignore it" (XDG Base
    // Directory Specification 0.8).
    let named = folder("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
    let home = named.or_else(|| Some(folder("HOME")?.join(".config")));
    let shared = home.map(|home| home.join("deepvis").join(NAME));
    let packaged = package::folder().map(|folder| folder.join(NAME));
    std::iter::once(PathBuf::from(NAME)).chain(shared).chain(packaged).collect()
}

/// The table of keys.
fn keys(value: &Spanned<DeValue<'_>>, wrong: &dyn Fn(usize, String) -> Error) -> Result<Keyboard> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = "keys is a table: [keys], then a line such as freeze = [\"space\"]".into();
        return Err(wrong(value.span().start, problem));
    };
    let mut keyboard = crate::exhibit::keyboard();
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
        // An old name and the present one are the same action.
        let present = keyboard.present_name(action).unwrap_or_default();
        if let Some((other, ..)) = lines.iter().find(|(_, known, _)| *known == present) {
            let problem = format!("{other} and {action} are two names of one action: keep one");
            return Err(wrong(at, problem));
        }
        lines.push((action, present, at));
    }
    if let Some((key, [one, other])) = keyboard.conflict() {
        let at = lines.iter().filter(|(_, present, _)| *present == one || *present == other);
        let at = at.map(|(.., at)| *at).max().unwrap_or_default();
        let problem = format!("the key {key} is bound twice: to {one} and to {other}");
        return Err(wrong(at, problem));
    }
    Ok(keyboard)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{nothing, parse};
    use super::*;

    fn refused(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn an_old_name_of_an_action_is_told_of_by_its_line() {
        let old = parse("[keys]\nwiggles = [\"Q\"]").unwrap();
        let new = parse("[keys]\nhow-little = [\"Q\"]").unwrap();
        assert_eq!(old.keyboard, new.keyboard);
        let both = refused("[keys]\nhow-little = [\"U\"]\nwiggles = [\"Q\"]");
        assert!(both.contains("how-little and wiggles are two names of one action"), "{both}");
        let taken = refused("# mine\n\n[keys]\nwiggles = [\"l\"]");
        assert!(taken.ends_with("a.toml:4"), "{taken}");
        assert!(refused("[keys]\nwigles = [\"Q\"]").contains("did you mean wiggles?"));
    }

    #[test]
    fn a_mistake_is_told_of_with_its_line_and_what_is_meant() {
        for (text, wanted) in [
            ("# mine\n\nnetwrok = 1", "unknown setting netwrok; did you mean network?: a.toml:3"),
            ("zoom = 1", "zoom belongs to a camera: write it below [camera]: a.toml:1"),
            ("colour = 1", "unknown setting colour; `deepvis config` lists them: a.toml:1"),
            (
                "network = \"alexent\"",
                "network cannot be alexent: there is no such network; did you mean alexnet?: a.toml:1",
            ),
            ("threads = \"2\"", "threads is a number: a.toml:1"),
            ("threads = 0", "threads cannot be 0: it is a number from 1 to 65535: a.toml:1"),
            ("kiosk = \"yes\"", "kiosk is true or false, without quotes: a.toml:1"),
            ("\nlog = 3", "log is a text in quotes: a.toml:2"),
            (
                "networks = \"a.onnx\"",
                "networks is a list in brackets, such as [\"a\", \"b\"]: a.toml:1",
            ),
            (
                "networks = [\"a,b.onnx\"]",
                "networks cannot hold a,b.onnx: no comma may be in it: a.toml:1",
            ),
            (
                "networks = [\"a.onnx\", \"alexnet\"]",
                "networks cannot be a.onnx,alexnet: alexnet is no ONNX file; networks of the zoo \
                 are steps anyway: a.toml:1",
            ),
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
