//! Tests of the table of words against the sources: what is said is in it, what is in it is said.

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
    let code: String = SOURCES.iter().map(code).collect();
    let unused = table().into_keys().filter(|id| !code.contains(&format!("\"{id}\"")));
    assert_eq!(unused.collect::<Vec<_>>(), NOBODY);
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
