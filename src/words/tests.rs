//! Tests of the table of words, and of how it is looked up.

use std::collections::BTreeSet;

use super::*;

/// The names of the messages, in the order of the table.
fn ids() -> Vec<&'static str> {
    let messages = ENGLISH.lines().filter(|line| line.starts_with(char::is_alphabetic));
    messages.map(|line| line.split(' ').next().unwrap()).collect()
}

#[test]
fn the_table_is_parsed_whole_and_names_nothing_twice() {
    if let Err((_, errors)) = FluentResource::try_new(ENGLISH.to_owned()) {
        panic!("en.ftl cannot be parsed: {errors:#?}");
    }
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = ids().into_iter().filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "en.ftl has more than one message of a name: {twice:?}");
    let lost: Vec<_> = ids().into_iter().filter(|id| !WORDS.has_message(id)).collect();
    assert!(lost.is_empty(), "en.ftl has lines that are no messages: {lost:?}");
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
