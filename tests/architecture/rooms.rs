//! Tests of the seam between the rooms and what runs them: who may know a room, and which parts of
//! a room may know what.

use std::collections::BTreeSet;

use super::{NOBODY, SOURCES, mentions, within};

/// The rooms: the folders of `exhibit`.
fn rooms() -> BTreeSet<&'static str> {
    let inside = SOURCES.iter().filter_map(|source| source.name.strip_prefix("exhibit/"));
    let rooms = inside.filter_map(|path| path.strip_suffix("/mod.rs"));
    let rooms = rooms.filter(|room| !room.contains('/')).collect();
    assert_ne!(rooms, BTreeSet::new());
    rooms
}

/// A file of a room that draws: `exhibit/ROOM/pane.rs`, or what lies in `exhibit/ROOM/pane`.
fn draws(name: &str) -> bool {
    let Some((_, path)) = name.strip_prefix("exhibit/").and_then(|name| name.split_once('/'))
    else {
        return false;
    };
    path.split('/').any(|part| part.trim_end_matches(".rs") == "pane")
}

/// The name of a room's type: `LooksFor` of `looks_for`.
fn type_name(room: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    room.split('_').map(word).collect()
}

#[test]
fn only_one_file_names_all_rooms_and_nobody_else_asks_which_room_it_is() {
    // Commands run a room's computation without its pane.
    let exempt = within(&["exhibit/mod.rs", "bin/deepvis/"]);
    for room in rooms() {
        let own = format!("exhibit/{room}/");
        let others = |name: &str| !(name.starts_with(&own) || exempt(name));
        let variant = type_name(room);
        let words = [format!("{room}::"), format!("Room::{variant}"), format!("Choice::{variant}")];
        assert_eq!(mentions(others, &words.each_ref().map(String::as_str)), NOBODY, "{room}");
    }
}

#[test]
fn what_draws_knows_no_tensor_and_what_computes_no_canvas() {
    let panes: Vec<&str> =
        SOURCES.iter().map(|source| source.name.as_str()).filter(|name| draws(name)).collect();
    assert!(panes.len() > 1, "{panes:?}");
    assert_eq!(mentions(draws, &["tch"]), NOBODY);
    let computes = SOURCES.iter().filter(|source| {
        source.name.starts_with("exhibit/") && !source.mentions(&["tch"]).is_empty()
    });
    for source in computes {
        assert_eq!(source.mentions(&["crate::canvas", "crate::view"]), NOBODY);
    }
}

#[test]
fn threads_keys_and_base_panes_know_no_room() {
    // What threads hand on of a room comes from `engine` and `dashboard`.
    assert_eq!(mentions(within(&["pipeline/", "control/"]), &["exhibit"]), NOBODY);
    assert_eq!(mentions(within(&["view/"]), &["exhibit", "dashboard"]), NOBODY);
    // Nor does a room know the screen that it is part of, or who runs its jobs.
    let above = ["crate::dashboard", "crate::engine", "crate::pipeline"];
    assert_eq!(mentions(within(&["exhibit/"]), &above), NOBODY);
}
