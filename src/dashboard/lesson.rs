//! The pages "How it learns" and "Why?" of what was taught: goldens of them, and settings for what
//! is tested of every page.

use super::goldens::{Setting, golden};
use super::layout::Pane;
use super::teach::setting;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::teach::learning::{AGAIN, PLAY, STEP};
use crate::exhibit::teach::show::SHOW;
use crate::exhibit::teach::taught::{Taught, Warning};
use crate::exhibit::teach::{LEARNING, WHY_MINE};
use crate::geometry::Size;
use crate::made_up::teach::taught;
use crate::taps::plan::Unit;
use crate::view::What;

const NAMED: [&str; 3] = ["my cup", "my cat", "a thing with a long name"];

/// Three things, one of them far more often than another, all before one background.
fn three() -> Taught {
    let warnings = vec![Warning::Unequal(1, 2), Warning::OneBackground];
    Taught { warnings, ..taught(&[32, 80, 20]) }
}

/// A page where that was taught.
fn page(size: Size, actions: &[Action]) -> Setting {
    setting(size, three(), &NAMED, actions)
}

/// The pages, with something taught and without.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    vec![
        ("learning", page(size, &[LEARNING])),
        ("learning rests", page(size, &[LEARNING, STEP])),
        ("nothing to learn", setting(size, taught(&[20]), &[], &[LEARNING])),
        ("why mine", page(size, &[WHY_MINE])),
        ("why another", page(size, &[WHY_MINE, SHOW[2]])),
        ("why nothing", setting(size, taught(&[]), &[], &[WHY_MINE])),
    ]
}

#[test]
fn a_head_that_learns_and_nothing_to_learn() {
    let size = Size::new(1280, 800);
    let turned = [LEARNING, Action::Move(Direction::Down), Action::Move(Direction::Right)];
    golden("learning", &page(size, &turned).show().pane(Pane::Maps));
    golden("learning_upright", &page(Size::new(540, 960), &[LEARNING]).show().pane(Pane::Maps));
    let untaught = setting(size, taught(&[20]), &[], &[LEARNING]);
    golden("learning_empty", &untaught.show().pane(Pane::Maps));
}

#[test]
fn the_part_that_speaks_for_a_thing_what_is_like_it_and_the_detectors() {
    let size = Size::new(1280, 800);
    golden("why_mine", &page(size, &[WHY_MINE]).show().pane(Pane::Maps));
    golden("why_mine_upright", &page(Size::new(540, 960), &[WHY_MINE]).show().pane(Pane::Maps));
}

#[test]
fn a_detector_that_speaks_for_it_leads_to_what_it_looks_for() {
    let mut why = page(Size::new(1280, 800), &[WHY_MINE]);
    let unit = Unit { layer: 16, channel: 7 };
    let shown = why.show();
    assert!(shown.targets.iter().any(|target| target.what == What::Square(unit)));
    why.act(Action::PickUnit(unit));
    let door = why.selection.door(&Rooms::default());
    assert_eq!((door, why.selection.unit), (Door::LooksFor, unit));
}

#[test]
fn what_the_lesson_s_buttons_do_has_keys() {
    let keyboard = exhibit::keyboard();
    assert_eq!(keyboard.conflict(), None);
    let learning = page(Size::new(1280, 800), &[LEARNING]).show();
    for action in [PLAY, STEP, AGAIN] {
        assert!(keyboard.cap(action).is_some(), "{action:?}");
        assert!(learning.targets.iter().any(|target| target.what == What::Button(action)));
    }
}
