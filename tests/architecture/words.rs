//! Tests of the table of words against the sources: what is said is in it, what is in it is said,
//! and what draws has no words of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{NOBODY, SOURCES, Source, root};

/// The messages of the table, each with the names of what is put into it.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("src/words/en.ftl")).unwrap();
    let (mut messages, mut id) = (BTreeMap::new(), String::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(char::is_alphabetic) {
            line.split(' ').next().unwrap().clone_into(&mut id);
        }
        let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let names = line.split('$').skip(1).map(|rest| rest.chars().take_while(is_part).collect());
        messages.entry(id.clone()).or_insert_with(BTreeSet::new).extend(names);
    }
    messages.remove("");
    messages
}

/// The code of a file in one piece.
fn code(source: &Source) -> String {
    source.code().map(|(_, line)| line.to_owned() + "\n").collect()
}

/// What stands in the brackets that have just been opened, split at its commas.
fn arguments(code: &str) -> Vec<String> {
    let (mut arguments, mut depth, mut quoted) = (vec![String::new()], 0, false);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if quoted => drop(characters.next()),
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(character);
    }
    arguments
}

/// What code says by `say!`: the id, and the names of what it puts in.
fn said(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let calls = code.split("say!(").skip(1).map(arguments);
    let call = |call: Vec<String>| {
        let mut parts = call.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        let id = parts.next().unwrap_or_default().trim_matches('"').to_owned();
        (id, parts.filter_map(|part| Some(part.split_once(" =")?.0.to_owned())).collect())
    };
    calls.map(call).collect()
}

#[test]
fn what_the_sources_say_is_in_the_table_of_words() {
    let table = table();
    let mut wrong = Vec::new();
    // The macro itself is told and tested there.
    for source in SOURCES.iter().filter(|source| source.module() != "words") {
        for (id, names) in said(&code(source)) {
            match table.get(&id) {
                None => wrong.push(format!("{}: no message {id}", source.name)),
                Some(known) if *known != names => {
                    wrong.push(format!("{}: {id} takes {known:?}, not {names:?}", source.name));
                }
                Some(_) => {}
            }
        }
    }
    assert_eq!(wrong, NOBODY);
}

#[test]
fn what_is_in_the_table_of_words_is_used() {
    let mut code: String = SOURCES.iter().map(code).collect();
    // The tours say messages, too.
    for tour in ["assets/tour.toml", "assets/first_task.toml"] {
        code += &fs::read_to_string(root().join(tour)).unwrap().replace("\"@", "\"");
    }
    let unused = table().into_keys().filter(|id| !code.contains(&format!("\"{id}\"")));
    assert_eq!(unused.collect::<Vec<_>>(), NOBODY);
}

/// The literals of an entry's help, of what a room says of itself, of doors and what shares one.
fn named_in_tables(code: &str) -> Vec<String> {
    let entries =
        code.split("Entry::new(").skip(1).filter_map(|rest| arguments(rest).get(1).cloned());
    let abouts = code.split("About = About {").skip(1).map(|rest| rest.split("};").next().unwrap());
    let lines = (1..).zip(code.lines());
    let doors = literals(lines).into_iter().map(|(_, text, _)| text);
    let doors = doors.filter(|text| text.starts_with("door-") || text.starts_with("tab-"));
    let ids = abouts.flat_map(|about| about.split('"').skip(1).step_by(2).map(str::to_owned));
    entries.map(|entry| entry.trim().trim_matches('"').to_owned()).chain(ids).chain(doors).collect()
}

#[test]
fn what_keys_rooms_and_doors_name_is_in_the_table_of_words() {
    let (table, code) = (table(), SOURCES.iter().map(code).collect::<String>());
    let mut named = named_in_tables(&code);
    assert!(named.len() > 60, "only {named:?}");
    named.retain(|id| !table.contains_key(id));
    assert_eq!(named, NOBODY);
}

/// What is said to those who read the code or the log.
const NOT_SHOWN: [&str; 10] = [
    "reason =",
    "panic!(",
    "unreachable!(",
    ".expect(",
    "assert",
    "log::",
    "Error::",
    // What keys are called.
    "Entry::new(",
    // The labels of classes, which are looked up.
    "rows: &[",
    "OF_IMAGENET:",
];

/// The string literals of code, each with its line and the code before it in its statement.
fn literals<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<(usize, String, String)> {
    let (mut found, mut before) = (Vec::new(), String::new());
    let mut literal: Option<(usize, String)> = None;
    for (number, line) in lines {
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            match (&mut literal, character) {
                (Some((at, text)), '"') => {
                    found.push((*at, std::mem::take(text), before.clone()));
                    literal = None;
                }
                // A line that goes on in the next has nothing behind its backslash.
                (Some((_, text)), '\\') => text.extend(characters.next().filter(|c| *c == '"')),
                (Some((_, text)), other) => text.push(other),
                (None, '"') => literal = Some((number, String::new())),
                // A quote as a character begins nothing.
                (None, '\'') if characters.peek() == Some(&'"') => drop(characters.next()),
                (None, '/') if characters.peek() == Some(&'/') => break,
                (None, ';' | '{' | '}') => before.clear(),
                (None, other) => before.push(other),
            }
        }
    }
    found
}

/// True of text that people read: two words at least, what is put in braces aside.
fn is_words(text: &str) -> bool {
    let pieces = text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    let bare = pieces.collect::<Vec<_>>().join("_");
    let is_word = |word: &&str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '_');
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    let words: Vec<&str> = bare.split_whitespace().filter(is_word).collect();
    // Letters alone are keys.
    words.len() > 1 && words.iter().any(|word| word.chars().count() > 1)
}

/// The words for the screen that a file has itself.
fn own_words(source: &Source) -> Vec<String> {
    let names = |word| !source.mentions(&[word]).is_empty();
    // What cannot draw and can fail has words for its errors, which are printed elsewhere too.
    let fails = names("Error") || source.code().any(|(_, line)| line.contains(", String>"));
    if fails && !names("Brush") {
        return Vec::new();
    }
    let shown = |(line, text, before): (usize, String, String)| {
        let shown = is_words(&text) && !NOT_SHOWN.iter().any(|word| before.contains(word));
        shown.then(|| format!("{}:{line}: {text}", source.name))
    };
    literals(source.code()).into_iter().filter_map(shown).collect()
}

#[test]
fn what_draws_has_no_words_of_its_own() {
    let draws = |source: &&Source| ["view", "dashboard", "exhibit"].contains(&source.module());
    assert_eq!(SOURCES.iter().filter(draws).flat_map(own_words).collect::<Vec<_>>(), NOBODY);
}

#[test]
fn words_in_code_are_found() {
    let own = |text: &str| {
        own_words(&Source { name: "view/a.rs".into(), text: text.into(), is_test: false })
    };
    assert_eq!(own("a(\"it \\\"sees\\\" {name}\");"), ["view/a.rs:1: it \"sees\" {name}"]);
    assert_eq!(own("b();\nformat!(\"{n:.0} s \\\n     ago\")"), ["view/a.rs:2: {n:.0} s      ago"]);
    for no_words in [
        "say!(\"an-id\", name = \"one\")",
        "format!(\"{} {name} {n:.0}\", a)",
        "format!(\"step {}\", n)",
        "[\"k K\", \"px\"]",
        "f('\"', x); // \"not said\"",
        "// \"not said\"",
        "#[allow(dead_code, reason = \"for a test\")]",
        "panic!(\"never {n} more\")",
        "log::info!(\n    \"for the log\"\n)",
        "mod a;\nmod tests {\n    \"only a test\"\n}",
        "return Err(Error::Network(\"for a terminal\".into()));",
        "let problem = \"for a terminal\";\nErr(Error::Network(problem.into()))",
    ] {
        assert_eq!(own(no_words), NOBODY, "{no_words}");
    }
    assert_eq!(own("brush: Brush; Error; \"on the screen\"").len(), 1);
}

#[test]
fn code_tells_what_it_says() {
    let said = |code| {
        let call = |(id, names): (String, BTreeSet<String>)| {
            names.iter().fold(id, |text, name| format!("{text} {name}"))
        };
        said(code).into_iter().map(call).collect::<Vec<_>>()
    };
    assert_eq!(said("a(say!(\"one\"), crate::say!(\"two-b\",))"), ["one", "two-b"]);
    let code =
        "say!(\n    \"three\",\n    n = f(a, \"b, (\") == 3,\n    label = say!(\"four\"),\n)";
    assert_eq!(said(code), ["three label n", "four"]);
}
