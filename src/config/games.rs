//! The table `[play]` of `deepvis.toml`: what the games of door 8 take.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::DeValue;

use crate::error::{Error, Result};
use crate::exhibit::{RoomSettings, ids_of_things};
use crate::nearest::nearest;

/// What the table is called.
pub const TABLE: &str = "play";

/// What is wrong with a value, and where in the file it begins.
type Mistake = (usize, String);

/// Something about games that can be settled, only in the file.
#[derive(Debug)]
pub struct PlaySetting {
    /// In the file.
    pub name: &'static str,
    /// What it does, in a line or two.
    pub help: &'static str,
    /// A value as it is written.
    pub example: &'static str,
    /// Takes in a value; else where what is wrong, from where the value begins.
    take: fn(&Spanned<DeValue<'_>>, &mut RoomSettings) -> Result<(), Mistake>,
    /// What is settled, as it is written; none where nothing is.
    written: fn(&RoomSettings) -> Option<String>,
}

/// All of them, in the order of the file.
pub const PLAY_SETTINGS: &[PlaySetting] = &[
    PlaySetting {
        name: "things",
        help: "What lies on the table, for the game \"Find it\": it names nothing else. docs/games.md lists what there is;\n\
               without it all of that",
        example: "[\"cup\", \"banana\", \"umbrella\"]",
        take: |value, settings| {
            let list = "a list of things, such as [\"cup\", \"banana\"]";
            let wrong = || (value.span().start, format!("things is {list}"));
            let values = value.get_ref().as_array().ok_or_else(wrong)?;
            let mut things: Vec<String> = Vec::new();
            for value in values {
                let id = value.get_ref().as_str().ok_or_else(wrong)?;
                if !ids_of_things().any(|known| known == id) {
                    let meant = match nearest(id, ids_of_things()) {
                        Some(near) => format!("did you mean {near}?"),
                        None => "docs/games.md lists them".into(),
                    };
                    return Err((value.span().start, format!("unknown thing {id}; {meant}")));
                }
                if !things.iter().any(|known| known == id) {
                    things.push(id.to_owned());
                }
            }
            if things.is_empty() {
                return Err((value.span().start, format!("things is empty; it is {list}")));
            }
            settings.things = things;
            Ok(())
        },
        written: |settings| {
            let quoted: Vec<String> =
                settings.things.iter().map(|id| format!("\"{id}\"")).collect();
            (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
        },
    },
    PlaySetting {
        name: "pictures",
        help: "The folder of the pictures for \"You against it\"; without it those that DeepVis brings",
        example: "\"pictures\"",
        take: |value, settings| {
            let folder = value.get_ref().as_str().filter(|folder| !folder.is_empty());
            let wrong = || (value.span().start, "pictures is a folder, in quotes".to_owned());
            settings.pictures = Some(PathBuf::from(folder.ok_or_else(wrong)?));
            Ok(())
        },
        written: |settings| {
            let folder = settings.pictures.as_ref()?.to_string_lossy();
            Some(toml::Value::from(folder.as_ref()).to_string())
        },
    },
];

impl PlaySetting {
    /// What is settled, as it is written in the file; none where nothing is.
    pub fn toml(&self, settings: &RoomSettings) -> Option<String> {
        (self.written)(settings)
    }
}

/// Reads the table.
pub(super) fn read(
    value: &Spanned<DeValue<'_>>,
    wrong: &dyn Fn(usize, String) -> Error,
) -> Result<RoomSettings> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = "play is a table: [play], then a line such as things = [\"cup\"]".to_owned();
        return Err(wrong(value.span().start, problem));
    };
    let mut settings = RoomSettings::default();
    for (name, value) in table {
        let at = name.span().start;
        let name = name.get_ref().as_ref();
        let Some(setting) = PLAY_SETTINGS.iter().find(|setting| setting.name == name) else {
            let names = PLAY_SETTINGS.iter().map(|setting| setting.name);
            let meant = match nearest(name, names.clone()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
            };
            return Err(wrong(at, format!("unknown setting {name} of [play]; {meant}")));
        };
        (setting.take)(value, &mut settings).map_err(|(at, problem)| wrong(at, problem))?;
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::super::tests::parse;
    use super::*;

    fn refused(lines: &str) -> String {
        parse(&format!("[play]\n{lines}")).unwrap_err().to_string()
    }

    #[test]
    fn every_setting_takes_its_own_example_and_writes_it_again() {
        for setting in PLAY_SETTINGS {
            let (name, example) = (setting.name, setting.example);
            let settings = parse(&format!("[play]\n{name} = {example}")).unwrap().rooms;
            assert_eq!(setting.toml(&settings).as_deref(), Some(example), "{name}");
            assert_eq!(setting.toml(&RoomSettings::default()), None, "{name}");
        }
    }

    #[test]
    fn what_is_wrong_in_the_box_is_told_of_with_its_line_and_the_nearest_thing() {
        for (lines, wanted) in [
            (
                "things = [\"cup\",\n\"bananna\"]",
                "unknown thing bananna; did you mean banana?: a.toml:3",
            ),
            ("things = [\"qqq\"]", "unknown thing qqq; docs/games.md lists them: a.toml:2"),
            (
                "things = []",
                "things is empty; it is a list of things, such as [\"cup\", \"banana\"]: a.toml:2",
            ),
            (
                "things = \"cup\"",
                "things is a list of things, such as [\"cup\", \"banana\"]: a.toml:2",
            ),
            ("\nthing = 3", "unknown setting thing of [play]; did you mean things?: a.toml:3"),
            ("pictures = 3", "pictures is a folder, in quotes: a.toml:2"),
        ] {
            assert_eq!(refused(lines), wanted, "{lines}");
        }
        let table = parse("play = 3").unwrap_err().to_string();
        assert!(table.starts_with("play is a table: "), "{table}");
    }

    #[test]
    fn a_thing_that_is_named_twice_is_in_the_box_once() {
        let settings = parse("[play]\nthings = [\"cup\", \"cat\", \"cup\"]").unwrap().rooms;
        assert_eq!(settings.things, ["cup", "cat"]);
    }
}
