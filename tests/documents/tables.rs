//! Tests of the documents' lists (keys, commands, settings) against the program's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use deepvis::config::{self, CAMERA_SETTINGS, PLAY_SETTINGS, SETTINGS};
use deepvis::control::door::Door;
use deepvis::control::kiosk::{Kiosk, Patience, Ruling};
use deepvis::control::{key_names, keymap};
use deepvis::exhibit::{self, ids_of_things};
use deepvis::screen::Event;
use serde_json::Value;

use super::{between, code, commands, commands_with, deepvis, documents, read, root, rows, said};

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 200, "{lines} lines: move something to docs/");
}

#[test]
fn the_keys_are_the_keymaps() {
    let table = keymap::markdown(exhibit::keyboard().entries());
    assert_eq!(between("docs/keys.md", "keys"), table, "this is to stand there:\n{table}");
}

#[test]
fn the_commands_are_the_programs() {
    let rows = rows(&between("docs/command-line.md", "commands"));
    let listed: Vec<String> = rows.iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    assert_eq!(listed, commands());
}

/// The commands in a paragraph of the command line's page, up to a word; each in backticks.
fn named(part: &str, from: &str, to: &str) -> BTreeSet<String> {
    let text = between("docs/command-line.md", part).replace('\n', " ");
    let (_, rest) = text.split_once(from).unwrap();
    let (list, _) = rest.split_once(to).unwrap();
    code(list).into_iter().collect()
}

#[test]
fn options_go_with_the_commands_that_are_named() {
    // It prints the settings, and computes nothing.
    let without_config = |mut commands: BTreeSet<String>| {
        commands.remove("config");
        commands
    };
    let rounding = without_config(commands_with("--precision"));
    assert_eq!(named("precision", "", "take `--precision"), rounding);
    let computing = without_config(commands_with("--device"));
    let exact = computing.difference(&rounding).cloned().collect();
    assert_eq!(named("precision", "clearly slower.", "are always f32"), exact);
    assert_eq!(named("json", "", "take `--json`"), commands_with("--json"));
}

#[test]
fn a_kiosk_refuses_what_is_named() {
    let rows = rows(&between("docs/fair.md", "refused"));
    let listed: BTreeSet<String> =
        rows.iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    let refuses = |key: &String| {
        let mut kiosk = Kiosk::new(Patience::default(), Arc::new(exhibit::keyboard()));
        let press = key_names::parse(key).unwrap()[0];
        let ruling = kiosk.take(Event::Press(press), Door::See, Duration::from_secs(1));
        matches!(ruling, Ruling::Refuse(_))
    };
    let keys = exhibit::keyboard().table();
    // The key to quit is no way out, but held it is.
    let keys = keys.into_iter().filter(|(action, ..)| action != "quit");
    let refused: BTreeSet<String> = keys.flat_map(|(_, keys, _)| keys).filter(refuses).collect();
    assert_eq!(listed, refused);
    let helped = keymap::markdown(exhibit::keyboard().entries());
    for row in rows {
        let row = format!("| {} | {} |", row[0], row[1]);
        assert!(helped.contains(&row), "{row} is not in the table of keys");
    }
}

#[test]
fn the_networks_are_the_manifests() {
    let (list, _) = said(&deepvis(&["networks", "--json"]).output().unwrap());
    let networks: Vec<Value> = serde_json::from_str(&list).unwrap();
    let rows = rows(&read("docs/networks.md"));
    assert_eq!(rows.len(), networks.len());
    for (row, network) in rows.iter().zip(&networks) {
        let name = network["name"].as_str().unwrap();
        assert!(row[0].starts_with(&format!("`{name}`")), "{row:?} instead of {name}");
        assert_eq!(row[1], format!("{0} x {0}", network["input"]), "{name}");
        let millions = network["parameters"].as_f64().unwrap() / 1e6;
        assert_eq!(row[2], format!("{millions:.1} million"), "{name}");
        let fetched = name.starts_with("efficientnet") == (row[3] == "fetched by the set-up");
        assert!(fetched || row[3] == format!("`scripts/fetch_weights {name}`"), "{name}");
        assert_eq!(row[4], network["licence"].as_str().unwrap(), "{name}");
    }
    let measured = rows.len();
    let table = read("docs/performance.md");
    for network in networks {
        let row = format!("| `{}` | ", network["name"].as_str().unwrap());
        assert!(table.contains(&row), "{row} of {measured} was not measured");
    }
}

#[test]
fn the_settings_are_the_programs() {
    let rows = rows(&between("docs/configuration.md", "settings"));
    let listed: Vec<_> = rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let settings = SETTINGS.iter();
    let wanted: Vec<_> = settings
        .map(|setting| (format!("`{}`", setting.name), format!("`{}`", setting.variable)))
        .collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_settings_of_cameras_are_the_programs() {
    let rows = rows(&between("docs/configuration.md", "camera"));
    let listed: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let wanted: Vec<_> = CAMERA_SETTINGS.iter().map(|one| format!("`{}`", one.name)).collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_settings_of_games_and_their_things_are_the_programs() {
    let rows = rows(&between("docs/configuration.md", "play"));
    let listed: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let wanted: Vec<_> = PLAY_SETTINGS.iter().map(|one| format!("`{}`", one.name)).collect();
    assert_eq!(listed, wanted);
    let listed = between("docs/games.md", "things");
    let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, ids_of_things().collect::<Vec<_>>());
}

/// All text in the files below a folder.
fn all_text(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_text(&path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            into.push_str(&text);
        }
    }
}

#[test]
fn every_variable_that_is_named_is_read_somewhere() {
    let mut code = String::new();
    for folder in ["src", "scripts"] {
        all_text(&root().join(folder), &mut code);
    }
    // Tests that can be made longer.
    code += &read("tests/mutated.rs");
    for page in documents() {
        let text = read(&page);
        let words = text.split(|c: char| !(c.is_ascii_uppercase() || c == '_'));
        let variables = words.filter(|word| word.starts_with("DEEPVIS_") && word.len() > 8);
        for variable in variables {
            assert!(code.contains(variable), "{page}: nobody reads {variable}");
        }
    }
    assert!(read("docs/configuration.md").contains(&format!("`{}`", config::VARIABLE)));
}

#[test]
fn the_exit_codes_are_the_programs() {
    let rows = rows(&between("docs/command-line.md", "exit"));
    let listed: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(listed, ["0", "1", "2", "130"]);
    for (arguments, code) in
        [(&["networks"][..], 0), (&["classify", "no.jpg"], 1), (&["--nonsense"], 2)]
    {
        assert_eq!(deepvis(arguments).output().unwrap().status.code(), Some(code));
    }
    assert!(read("src/bin/deepvis/main.rs").contains("const INTERRUPTED: u8 = 130;"));
}

#[test]
fn the_features_are_cargos_and_leave_the_commands_that_are_named() {
    let cargo: toml::Table = read("Cargo.toml").parse().unwrap();
    let features: BTreeSet<String> =
        cargo["features"].as_table().unwrap().keys().cloned().collect();
    let rows = rows(&between("docs/building.md", "features"));
    // The first is the list of those that are on; the other is no part of the program.
    let mut listed: BTreeSet<String> =
        rows.iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    listed.extend(["default".to_owned(), "fuzzing".to_owned()]);
    assert_eq!(listed, features);
    let page = read("docs/building.md").replace('\n', " ");
    let (_, rest) = page.split_once("every command but the window's:").unwrap();
    let left: BTreeSet<String> = code(rest.split_once(';').unwrap().0).into_iter().collect();
    let mut wanted: BTreeSet<String> = commands().into_iter().collect();
    wanted.remove("live");
    assert_eq!(left, wanted);
}
