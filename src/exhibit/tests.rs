//! Tests of the keys of all rooms together.

use super::*;
use crate::control::keymap::Group;

#[test]
fn no_key_is_bound_twice_in_one_place() {
    assert_eq!(keyboard().conflict(), None);
}

#[test]
fn every_entry_has_a_help_line_that_fits() {
    for entry in keyboard().entries() {
        let help = entry.help();
        assert!((3..=45).contains(&help.len()), "{}: {help}", entry.keys);
        assert!(!help.starts_with("key-"), "there is no message {help}");
        assert!(Group::ALL.contains(&entry.group));
    }
}

#[test]
fn old_names_of_keys_stay_what_they_were() {
    let mut keyboard = keyboard();
    for name in [
        "previous-flip",
        "next-flip",
        "chair-test",
        "chair-again",
        "occlusion",
        "wiggles",
        "larger-square",
        "smaller-square",
        "coarser-stride",
        "finer-stride",
    ] {
        keyboard.rebind(name, &[]).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    }
}
