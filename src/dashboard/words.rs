//! Goldens of the map of the words.

use super::goldens::{Setting, golden};
use super::layout::Pane;
use crate::control::action::Action;
use crate::exhibit::word_map::{CLOSER, NEXT_GROUP, WORD_MAP};
use crate::geometry::Size;
use crate::network::labels::named;
use crate::view::What;

/// The map of all thousand words at this size, after these actions.
fn setting(size: Size, actions: &[Action]) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size, labels, seen: true, ..Setting::default() };
    for &action in [WORD_MAP].iter().chain(actions) {
        setting.act(action);
    }
    setting
}

const WIDE: Size = Size::new(1600, 900);

#[test]
fn the_map_shows_every_word_and_what_is_answered_glows_on_it() {
    golden("word_map", &setting(WIDE, &[]).show().pane(Pane::Maps));
    let upright = setting(Size::new(1080, 1920), &[NEXT_GROUP]);
    golden("word_map_upright", &upright.show().whole());
}

#[test]
fn closer_words_have_names_and_the_one_that_is_looked_at_is_large() {
    let closer = setting(Size::new(1280, 800), &[Action::PickClass(7), CLOSER, CLOSER, CLOSER]);
    golden("word_map_closer", &closer.show().whole());
}

#[test]
fn words_alike_and_groups_can_be_touched_and_a_kiosk_does_not_search() {
    let touches = |setting: &Setting, what: What| {
        setting.show().targets.iter().filter(|target| target.what == what).count()
    };
    let mut setting = setting(WIDE, &[]);
    assert_eq!(touches(&setting, What::Class(1)), 1);
    assert_eq!(touches(&setting, What::Button(Action::Room("words-dogs"))), 1);
    assert_eq!(touches(&setting, What::Button(Action::Find)), 1);
    setting.status.kiosk = true;
    assert_eq!(touches(&setting, What::Button(Action::Find)), 0);
    // Words that no group knows.
    setting.labels = None;
    assert_eq!(touches(&setting, What::Button(Action::Room("words-vehicles"))), 0);
}
