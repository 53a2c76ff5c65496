//! The page where things are taught as it stands with nothing, one thing, three: goldens, and
//! settings for what is tested of every page.

use super::goldens::{Setting, golden};
use crate::control::action::Action;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::teach::TEACH;
use crate::exhibit::teach::show::{LOOK, MORE, NAMES, PLAY_DEPTHS, SHOW, TAKE_AWAY};
use crate::exhibit::teach::taught::{Taught, Warning};
use crate::geometry::Size;
use crate::made_up;
use crate::made_up::teach::{findings, loaded, taught};
use crate::view::What;

/// Behind door 7, with this taught and these names; then this is done.
pub(super) fn setting(size: Size, taught: Taught, names: &[&str], actions: &[Action]) -> Setting {
    let heard = findings(taught);
    let mut setting = Setting { size, seen: true, heard, ..Setting::default() };
    setting.act(TEACH);
    let mut rooms = Rooms::default();
    setting.let_see(&mut rooms);
    let outline = made_up::outline(18, 40);
    for (name, action) in names.iter().zip(NAMES) {
        setting.selection.begin_naming_a_thing(action, &outline, &[]);
        let naming = setting.selection.naming.as_mut().unwrap();
        naming.text = (*name).to_owned();
        setting.selection.end_naming(&outline);
    }
    for &action in actions {
        setting.act_before(action, &rooms);
    }
    setting
}

const NAMED: [&str; 4] = ["my cup", "my cat", "me", "a thing with a long name"];

/// A card is held.
fn held(mut setting: Setting, class: usize) -> Setting {
    setting.selection.holding = Some(SHOW[class]);
    setting
}

/// The page in all its states at this size.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    let of = |counts: &[usize], actions: &[Action]| setting(size, taught(counts), &NAMED, actions);
    let none = {
        let mut none = taught(&[20, 20, 20, 20]);
        if let Some(answer) = &mut none.answer {
            answer.best = None;
        }
        none.warnings = vec![Warning::Unequal(3, 1)];
        none
    };
    let mut one_background = taught(&[20, 20]);
    one_background.warnings = vec![Warning::OneBackground];
    let mut naming = of(&[30], &[]);
    let outline = made_up::outline(18, 40);
    naming.selection.begin_naming_a_thing(NAMES[0], &outline, &[4, 0, 1]);
    vec![
        ("teach: nothing", setting(size, taught(&[]), &[], &[])),
        ("teach: held", held(setting(size, taught(&[]), &[], &[]), 0)),
        ("teach: one", of(&[30], &[])),
        ("teach: two", held(setting(size, taught(&[30, 4]), &[], &[]), 1)),
        ("teach: two, four cards", of(&[30, 20], &[MORE, MORE])),
        ("teach: three", of(&[30, 30, 30], &[])),
        ("teach: a picture", of(&[30, 30, 30], &[LOOK])),
        ("teach: played", of(&[30, 30, 30], &[PLAY_DEPTHS])),
        ("teach: none of four", setting(size, none, &NAMED, &[])),
        ("teach: one background", setting(size, one_background, &NAMED, &[])),
        ("teach: a head", setting(size, loaded(), &[], &[])),
        ("teach: naming", naming),
    ]
}

#[test]
fn the_page_says_what_to_do_and_what_came_of_it() {
    let wide = Size::new(1280, 800);
    let three = setting(wide, taught(&[32, 30, 36]), &NAMED[..3], &[]);
    golden("teach_three", &three.show().whole());
    golden("teach_empty", &setting(wide, taught(&[]), &[], &[]).show().whole());
    let upright = Size::new(1080, 1920);
    let picture = setting(upright, taught(&[32, 30, 36]), &NAMED[..3], &[LOOK]);
    golden("teach_upright", &picture.show().whole());
}

#[test]
fn a_finger_finds_the_cards_the_names_and_what_takes_a_picture_away() {
    let size = Size::new(1280, 800);
    let has = |setting: &Setting, what: What| {
        setting.show().targets.iter().any(|target| target.what == what)
    };
    let empty = setting(size, taught(&[]), &[], &[]);
    assert!(has(&empty, What::Held(SHOW[0])) && has(&empty, What::Held(SHOW[1])));
    assert!(!has(&empty, What::Held(SHOW[2])) && has(&empty, What::Button(MORE)));
    assert!(!has(&empty, What::Button(Action::Forget)), "there is nothing to forget");
    let three = setting(size, taught(&[32, 30, 36]), &NAMED[..3], &[]);
    assert!(has(&three, What::Held(SHOW[2])) && has(&three, What::Button(NAMES[2])));
    assert!(has(&three, What::Button(PLAY_DEPTHS)) && has(&three, What::Button(Action::Forget)));
    assert!(!has(&three, What::Button(TAKE_AWAY)), "no picture is looked at");
    let picture = setting(size, taught(&[32, 30, 36]), &NAMED[..3], &[LOOK]);
    assert!(has(&picture, What::Button(TAKE_AWAY)));
}
