//! The pages that dream of the camera's picture, as they stand: goldens, and settings for what is
//! tested of every page.

use std::sync::Arc;

use super::goldens::{Setting, golden};
use super::teach;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit::dreams::goal::Goal;
use crate::exhibit::dreams::live::{DreamWanted, Dreamt};
use crate::exhibit::dreams::{CARDS, DEEP, DREAM_OF_SELECTED, DREAM_OF_TAUGHT, STRONGER, WEAKER};
use crate::exhibit::findings::Found;
use crate::exhibit::teach::WHY_MINE;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};
use crate::geometry::Size;
use crate::made_up;
use crate::made_up::teach::taught;
use crate::network::labels::named;
use crate::taps::plan::Plan;
use crate::view::What;

fn setting(size: Size, actions: &[Action]) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size, labels, ..Setting::default() };
    setting.act(Action::Open(Door::Dreams));
    for &action in actions {
        setting.act(action);
    }
    setting
}

/// A taught thing is dreamt of.
fn of_taught(size: Size, name: &str) -> Setting {
    teach::setting(size, taught(&[32, 30]), &[name], &[DREAM_OF_TAUGHT[0]])
}

/// It could not follow a movement.
fn lost(size: Size) -> Setting {
    let snapshot = made_up::snapshot(&Arc::new(made_up::outline(18, 40)), &Plan::default(), 0, 0.6);
    let wanted = DreamWanted { goal: Goal::Layer(5), strength: 2, held: false, run: 0 };
    let dreamt = Dreamt { followed: false, ..made_up::dreams::live(wanted, &snapshot) };
    let found = Found {
        question: Question::Dream(wanted),
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        finding: Finding::Dreamt(Some(Arc::new(dreamt))),
        progress: Progress { done: 0, all: 1 },
    };
    Setting { heard: std::iter::once(found).collect(), ..setting(size, &[]) }
}

/// The pages in all their states at this size.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    let mut frozen = setting(size, &[]);
    frozen.selection.frozen = true;
    let wildly = [&[CARDS[3]], &[STRONGER; 4][..]].concat();
    vec![
        ("dream", setting(size, &[])),
        ("dream, wildly", setting(size, &wildly)),
        ("dream of a detector", setting(size, &[DREAM_OF_SELECTED])),
        ("dream of a taught thing", of_taught(size, "a thing with a long name")),
        ("dream, held", frozen),
        ("dream, lost", lost(size)),
        ("dream explained", setting(size, &[Action::Explain])),
        ("deep", setting(size, &[DEEP])),
        ("deep, done", setting(size, &[DEEP, WEAKER])),
        ("deep explained", setting(size, &[DEEP, Action::Explain])),
    ]
}

const WIDE: Size = Size::new(1280, 800);

#[test]
fn the_live_dream_is_large_and_beside_it_stands_how_the_answer_changed() {
    golden("dream", &setting(WIDE, &[STRONGER, STRONGER]).show().whole());
    golden("dream_small", &setting(Size::new(800, 500), &[]).show().whole());
    golden("dream_upright", &setting(Size::new(1080, 1920), &[CARDS[3]]).show().whole());
}

#[test]
fn what_was_taught_has_a_card_of_its_own() {
    golden("dream_taught", &of_taught(WIDE, "my mug").show().whole());
}

#[test]
fn one_picture_forms_deep_and_is_answered_when_it_is_done() {
    golden("deep", &setting(WIDE, &[DEEP]).show().whole());
    golden("deep_small", &setting(Size::new(800, 500), &[DEEP]).show().whole());
    golden("deep_upright", &setting(Size::new(1080, 1920), &[DEEP, WEAKER]).show().whole());
}

#[test]
fn keys_and_fingers_choose_the_same_card_and_strength() {
    let by = |actions: &[Action]| setting(WIDE, actions).selection;
    assert_eq!(by(&[Action::Move(Direction::Right)]), by(&[CARDS[2]]));
    assert_eq!(by(&[Action::Move(Direction::Left)]), by(&[CARDS[0]]));
    assert_eq!(by(&[Action::Move(Direction::Up)]), by(&[STRONGER]));
    assert_eq!(by(&[Action::Move(Direction::Down)]), by(&[WEAKER]));
    assert_ne!(by(&[STRONGER]), by(&[]));
    let has = |setting: &Setting, action: Action| {
        let what = What::Button(action);
        setting.show().targets.iter().any(|target| target.what == what)
    };
    let live = setting(WIDE, &[]);
    assert!(has(&live, Action::Freeze) && has(&live, CARDS[3]) && !has(&live, CARDS[4]));
    let taught = of_taught(WIDE, "my mug");
    assert!(has(&taught, CARDS[4]), "it has a card of its own");
    let another = of_taught(WIDE, "my mug");
    let mut back = another.clone();
    back.act(CARDS[1]);
    assert!(has(&back, CARDS[4]), "its card stays");
    back.act(CARDS[4]);
    assert_eq!(back.selection, another.selection);
}

#[test]
fn door_three_and_door_seven_lead_to_the_dream_of_what_is_looked_at() {
    let has = |setting: &Setting, action: Action| {
        let what = What::Button(action);
        setting.show().targets.iter().any(|target| target.what == what)
    };
    let mut detector = Setting { size: WIDE, ..Setting::default() };
    detector.act(Action::Open(Door::LooksFor));
    assert!(has(&detector, DREAM_OF_SELECTED));
    let two = teach::setting(WIDE, taught(&[32, 30]), &[], &[WHY_MINE]);
    assert!(DREAM_OF_TAUGHT.iter().any(|&dream| has(&two, dream)));
    let one = teach::setting(WIDE, taught(&[32]), &[], &[WHY_MINE]);
    assert!(!DREAM_OF_TAUGHT.iter().any(|&dream| has(&one, dream)));
}
