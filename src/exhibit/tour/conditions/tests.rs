//! Tests of each condition, met and not met, on made-up snapshots.

use std::sync::Arc;

use super::*;
use crate::control::action::Direction;
use crate::geometry::{Point, Size};
use crate::made_up;
use crate::network::erasure::Mask;
use crate::snapshot::ErasedAnswer;
use crate::taps::plan::Plan;

const HERE: Chosen =
    Chosen { door: Door::See, unit: Unit { layer: 4, channel: 1 }, held: false, pressing: false };

fn snapshot(frame: u64, best: f32) -> Snapshot {
    made_up::snapshot(&Arc::new(made_up::outline(18, 40)), &Plan::default(), frame, best)
}

/// Frames from the first on, ten a second, each altered.
fn seen(condition: &Condition, frames: u64, alter: impl Fn(u64, &mut Snapshot)) -> Watch {
    let mut watch = Watch::new(HERE);
    for frame in 0..frames {
        let mut snapshot = snapshot(frame, 0.6);
        alter(frame, &mut snapshot);
        watch.see(condition, &snapshot, false);
    }
    watch
}

/// What somebody has done.
fn done(condition: &Condition, actions: &[Action], chosen: Chosen) -> bool {
    let mut watch = Watch::new(HERE);
    for action in actions {
        watch.act(*action);
    }
    watch.meets(condition, chosen)
}

fn swap(snapshot: &mut Snapshot) {
    snapshot.top.swap(0, 1);
}

#[test]
fn nothing_but_the_button_meets_next() {
    let watch = seen(&Condition::Next, 900, |frame, snapshot| {
        if frame % 2 == 0 {
            swap(snapshot);
        }
    });
    assert!(!watch.meets(&Condition::Next, HERE));
    assert!(!done(&Condition::Next, &[Action::Closer, Action::Freeze], HERE));
}

#[test]
fn a_touch_is_a_square_or_a_step_that_is_opened() {
    let unit = Unit { layer: 3, channel: 2 };
    for opens in [Action::PickUnit(unit), Action::PickLayer(3), Action::Closer] {
        assert!(done(&Condition::Touch, &[opens], HERE), "{opens:?}");
    }
    for other in [Action::Gamma, Action::Open(Door::Play), Action::Back] {
        assert!(!done(&Condition::Touch, &[other], HERE), "{other:?}");
    }
}

#[test]
fn another_detector_is_one_that_somebody_picks() {
    let other = Unit { layer: 4, channel: 2 };
    for picks in [Action::PickUnit(other), Action::Move(Direction::Right), Action::NextLayer] {
        assert!(done(&Condition::Detector, &[picks], HERE), "{picks:?}");
    }
    assert!(!done(&Condition::Detector, &[Action::PickUnit(HERE.unit), Action::Gamma], HERE));
    let by_itself = Chosen { unit: other, ..HERE };
    let watch = seen(&Condition::Detector, 100, |_, _| {});
    assert!(!watch.meets(&Condition::Detector, by_itself), "the strongest of a layer is selected");
}

#[test]
fn a_room_is_open_where_one_is_behind_its_door() {
    let condition = Condition::Room(Door::Hide);
    let there = Chosen { door: Door::Hide, ..HERE };
    assert!(done(&condition, &[Action::Open(Door::Hide)], there));
    assert!(!done(&condition, &[Action::Open(Door::Changes)], HERE));
    assert!(!done(&condition, &[], there), "who is there already may read the sentence");
    assert!(seen(&condition, 100, |_, _| {}).meets(&condition, there));
}

#[test]
fn the_picture_is_held_or_not() {
    let held = Chosen { held: true, ..HERE };
    assert!(done(&Condition::Held, &[Action::Freeze], held));
    assert!(!done(&Condition::Held, &[Action::Freeze], HERE));
}

#[test]
fn a_button_is_held_down_or_not() {
    let pressing = Chosen { pressing: true, ..HERE };
    let show = [Action::Room("show-a")];
    assert!(done(&Condition::Pressing, &show, pressing));
    assert!(!done(&Condition::Pressing, &show, HERE));
}

#[test]
fn a_game_is_started_or_not() {
    assert!(done(&Condition::Started, &[START], HERE));
    assert!(!done(&Condition::Started, &[Action::Open(Door::Play)], HERE));
}

#[test]
fn it_flips_where_the_best_class_changes() {
    let flips = |at: u64| {
        let alter = move |frame, snapshot: &mut Snapshot| {
            if frame == at {
                swap(snapshot);
            }
        };
        let watch = seen(&Condition::Flip, 100, alter);
        watch.meets(&Condition::Flip, HERE)
    };
    assert!(flips(50));
    assert!(!flips(200));
    let nothing = seen(&Condition::Flip, 100, |frame, snapshot| {
        if frame > 50 {
            swap(snapshot);
            snapshot.nothing_to_see = true;
        }
    });
    assert!(!nothing.meets(&Condition::Flip, HERE), "an answer to nothing is none");
}

#[test]
fn what_happens_by_itself_goes_on_no_sooner_than_it_could_be_read() {
    let watch = |frames| {
        let alter = |frame, snapshot: &mut Snapshot| {
            if frame > 5 {
                swap(snapshot);
            }
        };
        seen(&Condition::Flip, frames, alter)
    };
    assert!(!watch(30).meets(&Condition::Flip, HERE));
    assert!(watch(100).meets(&Condition::Flip, HERE));
}

#[test]
fn a_movement_a_flip_or_another_picture_is_one() {
    let mut watch = seen(&Condition::Moved, 100, |_, _| {});
    assert!(!watch.meets(&Condition::Moved, HERE));
    watch.see(&Condition::Moved, &snapshot(100, 0.6), true);
    assert!(watch.meets(&Condition::Moved, HERE));
    let another = seen(&Condition::Moved, 100, |frame, snapshot| {
        Arc::make_mut(&mut snapshot.frame).scene = frame / 50;
    });
    assert!(another.meets(&Condition::Moved, HERE));
    let flips = seen(&Condition::Moved, 100, |frame, snapshot| {
        if frame > 50 {
            swap(snapshot);
        }
    });
    assert!(flips.meets(&Condition::Moved, HERE));
}

/// As with something rubbed out, and this the best class then.
fn erased(snapshot: &mut Snapshot, changes: bool) {
    let mut top = snapshot.top.clone();
    if changes {
        top.swap(0, 1);
    }
    let probabilities = snapshot.probabilities.clone();
    snapshot.erased = Some(ErasedAnswer { mask: Arc::new(mask()), probabilities, top });
}

fn mask() -> Mask {
    let mut mask = Mask::new(Size::new(224, 224));
    mask.rub(Point::new(9, 9), Point::new(20, 20), 9.0);
    mask
}

#[test]
fn hidden_is_what_is_rubbed_out_and_changed_where_the_answer_is_another_then() {
    for (rubbed, changes) in [(false, false), (true, false), (true, true)] {
        for (condition, wanted) in
            [(Condition::Hidden, rubbed), (Condition::Changed, rubbed && changes)]
        {
            let mut watch = Watch::new(HERE);
            watch.act(Action::Rub(crate::control::action::Stroke {
                from: Point::new(9, 9),
                to: Point::new(20, 20),
            }));
            let mut snapshot = snapshot(0, 0.6);
            if rubbed {
                erased(&mut snapshot, changes);
            }
            watch.see(&condition, &snapshot, false);
            assert_eq!(watch.meets(&condition, HERE), wanted, "{condition:?}");
            // The second snapshot of a held frame counts.
            snapshot.erased = None;
            watch.see(&condition, &snapshot, false);
            assert!(!watch.meets(&condition, HERE), "it was wiped away");
        }
    }
}

#[test]
fn sure_is_sure_for_so_many_frames_in_a_row() {
    let sure = |share, frames| Condition::Sure(Sure { share, frames, of: Vec::new() });
    let meets = |condition: &Condition, alter: fn(u64, &mut Snapshot)| {
        seen(condition, 120, alter).meets(condition, HERE)
    };
    let best = snapshot(0, 0.6).top[0].probability * 100.0;
    assert!(best > 20.0, "{best}");
    assert!(meets(&sure(best as u8, 5), |_, _| {}));
    assert!(!meets(&sure(best as u8 + 2, 5), |_, _| {}));
    let now_and_then = |frame, snapshot: &mut Snapshot| {
        if frame % 4 == 3 {
            snapshot.top[0].probability = 0.01;
        }
    };
    assert!(meets(&sure(best as u8, 1), |_, _| {}));
    assert!(!meets(&sure(best as u8, 5), now_and_then), "not so many in a row");
}

#[test]
fn sure_of_some_words_is_their_sum() {
    let labels = snapshot(0, 0.6).outline.labels.clone();
    let probabilities = snapshot(0, 0.6).probabilities;
    let sum = probabilities[0] + probabilities[1];
    let of = |share: f32, words: &[usize]| {
        let of = words.iter().map(|&word| labels[word].clone()).collect();
        let condition = Condition::Sure(Sure { share: (share * 100.0) as u8, frames: 3, of });
        seen(&condition, 100, |_, _| {}).meets(&condition, HERE)
    };
    assert!(of(sum, &[0, 1]));
    assert!(!of(sum + 0.02, &[0, 1]));
    let strange = Sure { share: 1, frames: 1, of: vec!["no such word".into()] };
    let strange = Condition::Sure(strange);
    assert!(!seen(&strange, 100, |_, _| {}).meets(&strange, HERE));
}
