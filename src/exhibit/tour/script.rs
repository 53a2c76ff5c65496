//! The script of a tour: a file in TOML of steps, each with a sentence and what lets it go on.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::conditions::{Condition, Sure};
use super::text::Text;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::error::{Error, Result};
use crate::exhibit::pages;
use crate::exhibit::rooms::{Choices, Rooms};
use crate::nearest::nearest;

/// So many steps at most.
pub const MOST_STEPS: usize = 40;
/// Bytes of a script; a device may never end.
const LONGEST: u64 = 1 << 16;
/// What a step points at has a short name.
const LONGEST_NAME: usize = 40;
/// At most so many labels that it must be sure of together.
const MOST_LABELS: usize = 50;

/// What a step may have.
const KEYS: [&str; 5] = ["says", "next", "opens", "points", "until"];
/// Conditions that are words.
const WORDS: [(&str, Condition); 10] = [
    ("next", Condition::Next),
    ("touch", Condition::Touch),
    ("detector", Condition::Detector),
    ("moved", Condition::Moved),
    ("flip", Condition::Flip),
    ("hidden", Condition::Hidden),
    ("changed", Condition::Changed),
    ("held", Condition::Held),
    ("pressing", Condition::Pressing),
    ("started", Condition::Started),
];
/// Conditions with a value, as tables.
const TABLES: [&str; 4] = ["room", "sure", "frames", "of"];
/// What doors are called besides "door 1" to "door 8".
const DOORS: [(&str, Door); 8] = [
    ("see", Door::See),
    ("inside", Door::Inside),
    ("likes", Door::LooksFor),
    ("hide", Door::Hide),
    ("changes", Door::Changes),
    ("dreams", Door::Dreams),
    ("teach", Door::Teach),
    ("play", Door::Play),
];

/// A tour: its steps, 1 to 40; none where nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// In their order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its sentence.
    pub says: Text,
    /// What stands on the button that goes on; none where that is said as everywhere.
    pub next: Option<Text>,
    /// Where it leads as it begins.
    pub opens: Option<Action>,
    /// The name of what is framed on the screen.
    pub points: Option<String>,
    /// What lets it go on.
    pub until: Condition,
}

/// Where something stands in the file, and what is wrong with it.
type Wrong = (usize, String);

impl Script {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::Tour`] with the line, or [`Error::Io`].
    pub fn read(path: &Path) -> Result<Arc<Self>> {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        let doing = Error::io("read the tour", path);
        match read {
            Ok(length) if length as u64 == LONGEST => {
                Err(doing(io::Error::other(format!("it has more than {LONGEST} bytes"))))
            }
            Ok(_) => Self::parse(&text, path).map(Arc::new),
            Err(error) => Err(doing(error)),
        }
    }

    /// Takes in what stands in the file at `path`.
    ///
    /// # Errors
    /// [`Error::Tour`]: what is wrong, in which line, and what is meant perhaps.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        parse(text).map_err(|(at, problem)| {
            let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
            let plain = |character: char| if character.is_control() { ' ' } else { character };
            let problem = problem.chars().map(plain).collect();
            Error::Tour { problem, path: path.to_owned(), line }
        })
    }
}

fn parse(text: &str) -> Result<Script, Wrong> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (at, format!("this is no TOML: {}", error.message().lines().next().unwrap_or_default()))
    })?;
    let mut steps = Vec::new();
    for (name, value) in table.get_ref() {
        let at = name.span().start;
        let name = name.get_ref().as_ref();
        if name != "step" {
            let meant = nearest(name, ["step"]).map_or("", |_| " did you mean step?");
            return Err((at, format!("unknown key {name};{meant} a tour is a list of [[step]]")));
        }
        let DeValue::Array(list) = value.get_ref() else {
            return Err((at, "a step begins with [[step]], in two brackets".into()));
        };
        if list.len() > MOST_STEPS {
            let at = list.get(MOST_STEPS).map_or(at, |step| step.span().start);
            return Err((at, format!("{} steps: a tour has at most {MOST_STEPS}", list.len())));
        }
        for step in list {
            steps.push(read_step(step)?);
        }
    }
    if steps.is_empty() {
        return Err((0, "there is no step: the first begins with a line [[step]]".into()));
    }
    Ok(Script { steps })
}

fn read_step(step: &Spanned<DeValue<'_>>) -> Result<Step, Wrong> {
    let begins = step.span().start;
    let DeValue::Table(table) = step.get_ref() else {
        return Err((begins, "a step begins with [[step]], in two brackets".into()));
    };
    let (mut says, mut next, mut opens, mut points) = (None, None, None, None);
    let mut until = Condition::Next;
    for (name, value) in table {
        let at = value.span().start;
        match name.get_ref().as_ref() {
            "says" => says = Some(Text::sentence(value)?),
            "next" => next = Some(Text::label(value)?),
            "opens" => opens = Some(place(word(value, "opens")?).map_err(|why| (at, why))?),
            "points" => {
                let name = word(value, "points")?;
                if name.is_empty() || name.chars().count() > LONGEST_NAME {
                    let why = format!(
                        "points names what can be touched, such as \"door 4\", in 1 to {LONGEST_NAME} characters"
                    );
                    return Err((at, why));
                }
                points = Some(name.to_owned());
            }
            "until" => until = condition(value)?,
            other => return Err((name.span().start, unknown("key of a step", other, KEYS))),
        }
    }
    let missing = || (begins, "this step says nothing: it needs a line says = \"…\"".to_owned());
    Ok(Step { says: says.ok_or_else(missing)?, next, opens, points, until })
}

/// That there is no such thing, and which is meant perhaps, or which there are.
fn unknown<const N: usize>(what: &str, name: &str, known: [&str; N]) -> String {
    match nearest(name, known) {
        Some(near) => format!("unknown {what} {name}; did you mean {near}?"),
        None => format!("unknown {what} {name}; there are {}", known.join(", ")),
    }
}

fn word<'a>(value: &'a Spanned<DeValue<'_>>, name: &str) -> Result<&'a str, Wrong> {
    let wrong = || (value.span().start, format!("{name} is a text in quotes"));
    value.get_ref().as_str().ok_or_else(wrong)
}

/// The door of this name, where something stands behind it.
fn door(name: &str) -> Option<Result<Door, String>> {
    let digit = name.strip_prefix("door ").and_then(|digit| digit.parse::<u8>().ok());
    let by_digit = Door::ALL.into_iter().find(|door| Some(door.digit()) == digit);
    let by_name = || DOORS.iter().find(|(known, _)| *known == name).map(|(_, door)| *door);
    let door = by_digit.or_else(by_name)?;
    let there = Rooms::default().doors(&Choices::default());
    let nothing = || format!("nothing stands behind door {} yet", door.digit());
    Some(there.contains(&door).then_some(door).ok_or_else(nothing))
}

/// Where a step leads: a door, or a page behind one.
fn place(name: &str) -> Result<Action, String> {
    if let Some(door) = door(name) {
        return door.map(Action::Open);
    }
    let known: Vec<(&'static str, Action)> = pages().collect();
    if let Some((_, page)) = known.iter().find(|(known, _)| *known == name) {
        return Ok(*page);
    }
    let names = || DOORS.map(|(name, _)| name).into_iter().chain(known.iter().map(|page| page.0));
    Err(if let Some(near) = nearest(name, names().chain(["door 1"])) {
        format!("opens cannot be {name}; did you mean {near}?")
    } else {
        let names: Vec<&str> = names().collect();
        format!("opens cannot be {name}; it is door 1 to door 8, or {}", names.join(", "))
    })
}

/// What lets a step go on: a word, or a table.
fn condition(value: &Spanned<DeValue<'_>>) -> Result<Condition, Wrong> {
    let at = value.span().start;
    let table = match value.get_ref() {
        DeValue::Table(table) => table,
        DeValue::String(word) => {
            let known = WORDS.into_iter().find(|(name, _)| *name == word.as_ref());
            let names = WORDS.map(|(name, _)| name);
            let wrong = || match word.as_ref() {
                "room" => "until = \"room\" needs a door: until = { room = \"hide\" }".to_owned(),
                "sure" | "answer" => {
                    "until = \"sure\" needs percent: until = { sure = 50 }".to_owned()
                }
                word => unknown("condition", word, names),
            };
            return known.map(|(_, condition)| condition).ok_or_else(|| (at, wrong()));
        }
        _ => {
            let why = "until is a word such as \"touch\", or a table such as { room = \"hide\" }";
            return Err((at, why.into()));
        }
    };
    let (mut room, mut share, mut frames, mut of) = (None, None, None, Vec::new());
    for (name, value) in table {
        let at = value.span().start;
        match name.get_ref().as_ref() {
            "room" => {
                let wanted = word(value, "room")?;
                let names = DOORS.map(|(name, _)| name);
                let found = door(wanted).ok_or_else(|| (at, unknown("room", wanted, names)))?;
                room = Some(found.map_err(|why| (at, why))?);
            }
            "sure" => share = Some(number(value, "sure", 100)? as u8),
            "frames" => frames = Some(number(value, "frames", 300)?),
            "of" => of = labels(value)?,
            other => {
                return Err((name.span().start, unknown("condition", other, TABLES)));
            }
        }
    }
    match (room, share) {
        (Some(door), None) if frames.is_none() && of.is_empty() => Ok(Condition::Room(door)),
        (None, Some(share)) => Ok(Condition::Sure(Sure { share, frames: frames.unwrap_or(1), of })),
        (None, None) => Err((at, "until needs a room, or sure in percent".into())),
        _ => Err((at, "a room and sure exclude each other; keep one".into())),
    }
}

/// A whole number from 1 up to this.
fn number(value: &Spanned<DeValue<'_>>, name: &str, most: u16) -> Result<u16, Wrong> {
    let read = match value.get_ref() {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        _ => None,
    };
    let in_range = read.filter(|number| (1..=most).contains(number));
    in_range.ok_or_else(|| (value.span().start, format!("{name} is a number from 1 to {most}")))
}

fn labels(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Wrong> {
    let list = value.get_ref().as_array();
    let label = |label: &Spanned<DeValue<'_>>| label.get_ref().as_str().map(str::to_owned);
    let labels: Option<Vec<String>> = list.and_then(|list| list.iter().map(label).collect());
    let labels = labels.filter(|labels| (1..=MOST_LABELS).contains(&labels.len()));
    let wrong = || format!("of is a list of 1 to {MOST_LABELS} of the network's words");
    labels.ok_or_else(|| (value.span().start, wrong()))
}

#[cfg(test)]
mod tests;
