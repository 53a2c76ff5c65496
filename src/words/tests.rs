//! Tests of the table of words, and of how it is looked up.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{ast, parser};

use super::*;
use crate::say;

/// The messages of a language, in the order of its table.
fn messages(language: Language) -> Vec<ast::Message<String>> {
    let table = parser::parse(language.table().to_owned())
        .unwrap_or_else(|(_, errors)| panic!("{language:?} cannot be parsed: {errors:#?}"));
    let messages = table.body.into_iter().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message),
        ast::Entry::Term(_) | ast::Entry::Junk { .. } => panic!("{language:?}: {entry:?}"),
        _ => None,
    });
    messages.collect()
}

#[test]
fn every_table_is_parsed_whole_and_names_nothing_twice() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        let ids: Vec<String> =
            messages(language).into_iter().map(|message| message.id.name).collect();
        let twice: Vec<_> = ids.iter().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{language:?} has more than one message of a name: {twice:?}");
        let lost = |id: &&String| !WORDS[language as usize].has_message(id);
        assert_eq!(ids.iter().find(lost), None, "{language:?}");
    }
}

/// What is put into a message.
fn put_in(message: &ast::Message<String>) -> BTreeSet<String> {
    // The tree's own text names them, wherever in it they stand.
    let tree = format!("{:?}", message.value);
    let names = tree.split("VariableReference { id: Identifier { name: \"").skip(1);
    names.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn no_language_lacks_a_word_or_has_one_too_many() {
    let of = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
        let told = messages(language).into_iter();
        told.map(|message| (message.id.name.clone(), put_in(&message))).collect()
    };
    let english = of(Language::English);
    assert!(english["inside-says"].contains("count"), "{:?}", english["inside-says"]);
    for language in Language::ALL {
        let other = of(language);
        let lacks: Vec<_> = english.keys().filter(|id| !other.contains_key(*id)).collect();
        assert!(lacks.is_empty(), "{language:?} lacks {lacks:?}");
        let more: Vec<_> = other.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "{language:?} has {more:?}, which English lacks");
        for (id, values) in &english {
            assert_eq!(&other[id], values, "what is put into {id} in {language:?}");
        }
    }
}

#[test]
fn each_thread_speaks_the_language_that_it_was_told() {
    let one = || say!("door-play");
    let english = one();
    speak(Language::German);
    assert_eq!(language(), Language::German);
    assert_ne!(one(), english);
    let elsewhere = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().name("other".into());
        other.spawn_scoped(scope, || say!("door-play")).unwrap().join().unwrap()
    });
    assert_eq!(elsewhere, english);
    speak(Language::English);
    assert_eq!(one(), english);
}

/// A made-up table, through the same two functions.
fn said<const N: usize>(table: &str, values: [(&'static str, FluentValue<'_>); N]) -> String {
    let mut words = FluentBundle::new_concurrent(vec!["en".parse().unwrap()]);
    words.set_use_isolating(false);
    words.add_resource(FluentResource::try_new(table.to_owned()).unwrap()).unwrap();
    let pattern = words.get_message("it").unwrap().value().unwrap();
    let values: FluentArgs<'_> = values.into_iter().collect();
    words.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

#[test]
fn a_count_chooses_a_form_and_has_no_separators() {
    let table = "it = { $n ->\n    [one] { $n } step\n   *[other] { $n } steps\n }";
    assert_eq!(said(table, [("n", 1_usize.value())]), "1 step");
    assert_eq!(said(table, [("n", 1_234_567_u64.value())]), "1234567 steps");
    assert_eq!(said(table, [("n", (-3_i32).value())]), "-3 steps");
}

#[test]
fn what_is_put_in_stands_there_without_marks() {
    let label = "sea {lion}".to_owned();
    assert_eq!(said("it = a { $name }!", [("name", label.value())]), "a sea {lion}!");
    assert_eq!(said("it = a { $name }!", [("name", (&&*label).value())]), "a sea {lion}!");
}

#[test]
fn an_unknown_message_is_shown_as_its_id() {
    assert_eq!(message("nobody-says-this"), "nobody-says-this");
    assert_eq!(message_with("nobody says this", [("n", 3_u8.value())]), "nobody says this");
    assert_eq!(message(""), "");
}
