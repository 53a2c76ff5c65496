//! The pages about a word out of noise and about what a step still knows, as they stand: goldens,
//! and settings for what is tested of every page.

use super::goldens::{Setting, golden};
use crate::control::action::{Action, Direction};
use crate::exhibit::dreams::{AGAIN, CARDS, KNOWN, NOISE};
use crate::geometry::Size;
use crate::network::labels::named;
use crate::view::What;

fn setting(size: Size, actions: &[Action]) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size, labels, ..Setting::default() };
    for &action in actions {
        setting.act(action);
    }
    setting
}

/// The pages in all their states at this size.
pub(super) fn settings(size: Size) -> Vec<(&'static str, Setting)> {
    // The longest of the words, and the longest name of all.
    let [monarch, longest] = [323, 794].map(Action::PickClass);
    vec![
        ("out of noise", setting(size, &[NOISE])),
        ("out of noise, done", setting(size, &[NOISE, monarch, AGAIN])),
        ("out of noise, another word", setting(size, &[NOISE, longest, AGAIN])),
        ("out of noise explained", setting(size, &[NOISE, Action::Explain])),
        ("still known", setting(size, &[KNOWN])),
        ("still known, done", setting(size, &[KNOWN, AGAIN])),
        ("still known, one large", setting(size, &[KNOWN, AGAIN, CARDS[2]])),
        ("still known explained", setting(size, &[KNOWN, Action::Explain])),
    ]
}

const WIDE: Size = Size::new(1280, 800);
const SMALL: Size = Size::new(800, 500);
const UPRIGHT: Size = Size::new(1080, 1920);

#[test]
fn a_word_grows_out_of_noise_beside_the_cards() {
    golden("noise", &setting(WIDE, &[NOISE]).show().whole());
    let monarch = Action::PickClass(323);
    golden("noise_done", &setting(WIDE, &[NOISE, monarch, AGAIN]).show().whole());
    golden("noise_small", &setting(SMALL, &[NOISE, AGAIN]).show().whole());
    golden("noise_upright", &setting(UPRIGHT, &[NOISE, AGAIN]).show().whole());
}

#[test]
fn copies_of_the_picture_stand_after_it_and_one_can_be_large() {
    golden("known", &setting(WIDE, &[KNOWN]).show().whole());
    golden("known_large", &setting(WIDE, &[KNOWN, AGAIN, CARDS[1]]).show().whole());
    golden("known_small", &setting(SMALL, &[KNOWN, AGAIN]).show().whole());
    golden("known_upright", &setting(UPRIGHT, &[KNOWN, AGAIN]).show().whole());
}

#[test]
fn arrows_go_from_copy_to_copy_and_a_second_touch_leads_back() {
    let by = |actions: &[Action]| setting(WIDE, actions).selection;
    let (left, right) = (Action::Move(Direction::Left), Action::Move(Direction::Right));
    assert_eq!(by(&[KNOWN, right]), by(&[KNOWN, CARDS[0]]));
    assert_eq!(by(&[KNOWN, left]), by(&[KNOWN, CARDS[2]]));
    assert_eq!(by(&[KNOWN, CARDS[2], right]), by(&[KNOWN]));
    assert_eq!(by(&[KNOWN, CARDS[1], CARDS[1]]), by(&[KNOWN]), "touched again");
    assert_ne!(by(&[KNOWN, CARDS[1]]), by(&[KNOWN]));
}

#[test]
fn every_word_and_every_copy_can_be_touched() {
    let targets = |actions: &[Action]| setting(WIDE, actions).show().targets;
    let words = targets(&[NOISE]);
    let classes = words.iter().filter(|target| matches!(target.what, What::Class(_))).count();
    assert_eq!(classes, 12);
    let has = |what: What| words.iter().any(|target| target.what == what);
    assert!(has(What::Class(323)) && has(What::Button(AGAIN)) && has(What::Button(Action::Find)));
    for actions in [&[KNOWN][..], &[KNOWN, CARDS[0]]] {
        let copies = targets(actions);
        for card in &CARDS[..3] {
            assert!(copies.iter().any(|target| target.what == What::Button(*card)), "{card:?}");
        }
    }
}
