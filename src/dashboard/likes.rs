//! Goldens of door 3, and what its keys and fingers lead to.

use super::goldens::{Setting, golden};
use super::layout::Pane;
use crate::control::action::{Action, Direction};
use crate::control::door::Door;
use crate::exhibit::Room;
use crate::geometry::Size;
use crate::network::labels::named;
use crate::taps::plan::Unit;
use crate::view::What;

/// The room about this detector, after these actions.
fn open(size: Size, unit: Unit, actions: &[Action]) -> Setting {
    let labels = Some(named("imagenet_labels.txt").unwrap());
    let mut setting = Setting { size, labels, ..Setting::default() };
    setting.act(Action::PickUnit(unit));
    setting.act(Action::Open(Door::LooksFor));
    for &action in actions {
        setting.act(action);
    }
    setting
}

const WIDE: Size = Size::new(1280, 800);
const DETECTOR: Unit = Unit { layer: 11, channel: 3 };

#[test]
fn one_detector() {
    golden("likes", &open(WIDE, DETECTOR, &[]).show().pane(Pane::Maps));
    let upright = Size::new(600, 1000);
    golden("likes_upright", &open(upright, DETECTOR, &[]).show().pane(Pane::Maps));
}

#[test]
fn what_cannot_be_said_of_a_detector_is_said() {
    let dead = Unit { channel: 7, ..DETECTOR };
    golden("likes_dead", &open(WIDE, dead, &[]).show().pane(Pane::Maps));
    let too_few = Unit { channel: 5, ..DETECTOR };
    golden("likes_too_few", &open(WIDE, too_few, &[Action::SwitchUnit]).show().pane(Pane::Maps));
}

#[test]
fn a_word_out_of_noise() {
    golden("likes_word", &open(WIDE, DETECTOR, &[Action::PickClass(2)]).show().pane(Pane::Maps));
}

#[test]
fn yosinskis_four_recipes_stand_side_by_side() {
    let recipes = Action::Room("four-recipes");
    golden("likes_recipes", &open(WIDE, DETECTOR, &[recipes]).show().pane(Pane::Maps));
}

#[test]
fn arrows_and_fingers_lead_to_other_detectors_while_the_room_stays_open() {
    let unit = |actions: &[Action]| {
        let setting = open(WIDE, DETECTOR, actions);
        assert_eq!(setting.selection.room, Some(Room::Likes), "{actions:?}");
        setting.selection.unit
    };
    assert_eq!(unit(&[Action::Move(Direction::Right)]).channel, 4);
    assert_eq!(unit(&[Action::PickLayer(4)]).layer, 4);
    assert_eq!(unit(&[Action::NextLayer]).layer, 12);
    assert_eq!(unit(&[Action::PickClass(2)]), Unit { layer: 17, channel: 2 });
    let shown = open(WIDE, DETECTOR, &[]).show();
    let squares = shown.targets().iter().filter(|target| matches!(target.what, What::Square(_)));
    assert_eq!(squares.count(), crate::control::moving::ROW);
}

#[test]
fn an_open_detector_leads_to_what_it_is_looking_for_and_back() {
    let unit = Unit { layer: 9, channel: 12 };
    let mut setting = Setting { size: WIDE, ..Setting::default() };
    setting.act(Action::PickUnit(unit));
    for action in [Action::Open(Door::LooksFor), Action::Back] {
        setting.act(action);
        assert_eq!(setting.selection.unit, unit, "{action:?}");
    }
    assert!(setting.selection.is_inside());
}
