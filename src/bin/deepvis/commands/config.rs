//! `deepvis config`: prints the settings that count, as a `deepvis.toml`.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;

use deepvis::config::{CAMERA_SETTINGS, Config, Origin, PLAY_SETTINGS, SETTINGS};

use super::Ending;
use crate::settings::{Row, Settled};

/// What stands before the settings.
const HEAD: &str = "\
# DeepVis' settings. Flags go before the environment, that before this file, and that before what is built in.
# DeepVis takes the file that --config or DEEPVIS_CONFIG names, otherwise ./deepvis.toml, otherwise
# ~/.config/deepvis/deepvis.toml (or in XDG_CONFIG_HOME), otherwise the one beside a packaged DeepVis. Paths are taken
# from the folder it is started in.
";

/// What stands before the cameras.
const CAMERA: &str = "\
# How every camera is set when it is opened; in the end it is as it was before. `deepvis cameras --controls` lists what a
# camera has of this. Only this file settles it.
";

/// What stands before the games.
const PLAY: &str = "\
# What the games behind door 8 take: docs/games.md. Only this file settles it.
";

/// What stands before the keys.
const KEYS: &str = "\
# Which key does what: one or several for an action, [] for none. A key is a character or a name: Space, Enter, Esc, Left,
# Right, Up, Down, PgUp, PgDn, F11; Shift+Left holds Shift, Shift+x is X. The key h lists them all while DeepVis runs.
";

pub fn run(settled: &Settled) -> Result<Ending> {
    let path = settled.config.path.as_ref().map(|path| path.display().to_string());
    let text = written(&settled.rows, &settled.config, path.as_deref());
    super::stdout().write_all(text.as_bytes())?;
    Ok(Ending::Done)
}

/// All settings, those that have no value as a comment. `path` is the file that some come from.
fn written(rows: &[Row], config: &Config, path: Option<&str>) -> String {
    let file = path.map_or("the file".to_owned(), |path| format!("the file {path}"));
    let mut text = HEAD.to_owned();
    for (setting, row) in SETTINGS.iter().zip(rows) {
        text.push('\n');
        comment(&mut text, setting.help);
        let origin = match &row.origin {
            Origin::Flag => "the command line".to_owned(),
            Origin::Environment(name) => format!("the environment, {name}"),
            Origin::File => file.clone(),
            Origin::Default => "built in".to_owned(),
        };
        let name = setting.name;
        // Writing to a string cannot fail.
        match &row.value {
            Some(value) => writeln!(text, "{name} = {}  # {origin}", setting.toml(value)).ok(),
            None => writeln!(text, "# {name} = {}  # not set", setting.toml(setting.example)).ok(),
        };
    }
    text.push('\n');
    text.push_str(CAMERA);
    text.push_str("[camera]\n");
    for setting in CAMERA_SETTINGS {
        comment(&mut text, setting.help);
        let name = setting.name;
        match setting.toml(&config.camera) {
            Some(value) => writeln!(text, "{name} = {value}  # {file}").ok(),
            None => writeln!(text, "# {name} = {}  # not set", setting.example).ok(),
        };
    }
    text.push('\n');
    text.push_str(PLAY);
    text.push_str("[play]\n");
    for setting in PLAY_SETTINGS {
        comment(&mut text, setting.help);
        let name = setting.name;
        match setting.toml(&config.rooms) {
            Some(value) => writeln!(text, "{name} = {value}  # {file}").ok(),
            None => writeln!(text, "# {name} = {}  # not set", setting.example).ok(),
        };
    }
    text.push('\n');
    text.push_str(KEYS);
    text.push_str("[keys]\n");
    for (action, keys, chosen) in config.keyboard.table() {
        let origin = if chosen { &file } else { "built in" };
        writeln!(text, "{action} = {}  # {origin}", list(&keys)).ok();
    }
    text
}

/// A text of several lines as a comment.
fn comment(text: &mut String, words: &str) {
    for line in words.lines() {
        writeln!(text, "# {line}").ok();
    }
}

/// A list of texts in TOML.
fn list(keys: &[String]) -> String {
    let quoted: Vec<String> =
        keys.iter().map(|key| toml::Value::from(key.as_str()).to_string()).collect();
    format!("[{}]", quoted.join(", "))
}

/// The file that is shipped: everything as it is built in, and commented out.
#[cfg(test)]
pub fn example() -> Vec<u8> {
    let words = ["deepvis", "config"].map(std::ffi::OsString::from);
    let settled = crate::settings::read(words.into_iter(), |_| None);
    let Ok(Settled { rows, .. }) = settled else { panic!("it is right") };
    let text = written(&rows, &Config::default(), None);
    let lines = text.lines().map(|line| {
        let line = line.trim_end_matches("  # built in").trim_end_matches("  # not set");
        if line.is_empty() || line.starts_with(['#', '[']) {
            line.to_owned()
        } else {
            format!("# {line}")
        }
    });
    (lines.collect::<Vec<_>>().join("\n") + "\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;

    use super::*;

    const CAMERA_LINES: &str =
        "[camera]\nhold = [\"focus\"]\nmirror = false\nrotate = 90\npower_line = \"60 Hz\"";

    const PLAY_LINES: &str = "[play]\nthings = [\"cup\", \"cat\"]\npictures = \"p\\\"q\"";

    #[test]
    fn what_is_printed_is_a_file_that_settles_the_same() {
        let line = "deepvis config reel --weights it's\"mine\".safetensors --gamma 0.3 --kiosk";
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let Ok(mut settled) = crate::settings::read(words.into_iter(), |_| None) else { panic!() };
        settled.config.keyboard.rebind("help", &["\\".into(), "\"".into()]).unwrap();
        settled.config.keyboard.rebind("explain", &[]).unwrap();
        settled.config.camera = Config::parse(CAMERA_LINES, Path::new("a.toml")).unwrap().camera;
        settled.config.rooms = Config::parse(PLAY_LINES, Path::new("a.toml")).unwrap().rooms;
        let text = written(&settled.rows, &settled.config, Some("a.toml"));
        let again = Config::parse(&text, Path::new("b.toml")).unwrap();
        for row in &settled.rows {
            assert_eq!(again.value(row.name), row.value.as_deref(), "{}", row.name);
        }
        assert_eq!(again.keyboard, settled.config.keyboard);
        assert_eq!(again.camera, settled.config.camera);
        assert_eq!(again.rooms, settled.config.rooms);
        assert!(text.contains("hold = [\"focus\"]  # the file a.toml\n"), "{text}");
        assert!(text.contains("gamma = 0.3  # the command line\n"), "{text}");
        assert!(text.contains("explain = []  # the file a.toml\n"), "{text}");
        assert!(text.contains("device = \"auto\"  # built in\n"), "{text}");
    }

    #[test]
    fn the_shipped_file_changes_nothing_as_it_is_and_everything_without_its_marks() {
        let text = String::from_utf8(example()).unwrap();
        let config = Config::parse(&text, Path::new("a.toml")).unwrap();
        assert!(config.given.is_empty() && config.keyboard == deepvis::exhibit::keyboard());
        assert_eq!(config.camera, Config::default().camera);
        assert_eq!(config.rooms, Config::default().rooms);
        let is_setting = |line: &&str| line.contains(" = ");
        let settings = text.lines().filter(is_setting).map(|line| line.trim_start_matches("# "));
        // Two that exclude each other.
        let settings = settings.filter(|line| !line.starts_with("weights"));
        let settings: Vec<&str> = settings.collect();
        let (settings, rest) = settings.split_at(SETTINGS.len() - 1);
        let (camera, rest) = rest.split_at(CAMERA_SETTINGS.len());
        let (play, keys) = rest.split_at(PLAY_SETTINGS.len());
        let tables = [settings, &["[camera]"], camera, &["[play]"], play, &["[keys]"], keys];
        let text = tables.concat().join("\n");
        let config = Config::parse(&text, Path::new("a.toml")).unwrap();
        assert_eq!(config.given.len(), SETTINGS.len() - 1);
        for setting in CAMERA_SETTINGS {
            assert_eq!(setting.toml(&config.camera).as_deref(), Some(setting.example));
        }
        for setting in PLAY_SETTINGS {
            assert_eq!(setting.toml(&config.rooms).as_deref(), Some(setting.example));
        }
        assert_eq!(config.keyboard, deepvis::exhibit::keyboard());
    }
}
