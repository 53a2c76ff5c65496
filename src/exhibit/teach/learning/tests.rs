//! Tests of what the page's keys and buttons ask for.

use super::*;
use crate::exhibit::teach::LEARNING;

/// What is asked after these actions, where so many steps were made.
fn after(steps: u32, actions: &[Action]) -> (Knobs, u32, u32) {
    let mut chosen = Chosen::default();
    for &action in actions {
        assert_eq!(chosen.apply(steps, action), Handled::Done, "{action:?}");
    }
    let Question::TrainHead { knobs, run, until } = chosen.question() else { panic!() };
    (knobs, run, until)
}

#[test]
fn it_learns_at_once_rests_goes_on_and_makes_single_steps() {
    let knobs = Knobs::default();
    assert_eq!(after(0, &[]), (knobs, 0, u32::MAX));
    assert_eq!(after(40, &[PLAY]), (knobs, 0, 40));
    assert_eq!(after(40, &[PLAY, PLAY]), (knobs, 0, u32::MAX));
    assert_eq!(after(40, &[STEP]), (knobs, 0, 41));
    assert_eq!(after(40, &[PLAY, STEP, STEP]), (knobs, 0, 42), "two that are not made yet");
    assert_eq!(after(40, &[AGAIN]), (knobs, 1, u32::MAX));
    assert_eq!(after(40, &[PLAY, AGAIN]), (knobs, 1, 0), "it rests at its beginning");
}

#[test]
fn knobs_are_turned_by_their_buttons_and_by_the_arrows() {
    let [slower, faster] = Which::Rate.actions();
    assert_eq!(after(9, &[faster, faster, slower]).0, Knobs { rate: 3, ..Knobs::default() });
    let [down, right] = [Direction::Down, Direction::Right].map(Action::Move);
    let turned = Knobs { hidden: 2, decay: 1, ..Knobs::default() };
    assert_eq!(after(9, &[down, right, right, down, right]).0, turned);
    let (_, run, until) = after(9, &[down, right]);
    assert_eq!((run, until), (0, u32::MAX), "it goes on learning");
    assert_eq!(after(9, &[PLAY, right]).2, 9, "another rate goes on where it rests");
    assert_eq!(after(9, &[PLAY, down, right]).2, 0, "other cells begin again, and rest there");
    assert_eq!(Chosen::default().apply(0, LEARNING), Handled::No);
}
