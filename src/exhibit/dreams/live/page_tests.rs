//! Tests of what the page remembers.

use super::*;
use crate::dynamics::history::History;
use crate::exhibit::selection::Selection;
use crate::exhibit::work::Progress;
use crate::exhibit::{Choice, Room};
use crate::made_up;
use crate::snapshot::Snapshot;
use crate::taps::plan::Plan;

fn snapshot(sequence: u64) -> Snapshot {
    made_up::snapshot(&Arc::new(made_up::outline(18, 40)), &Plan::default(), sequence, 0.6)
}

/// What the job has found: that the movement was followed, or that it was not.
fn findings(snapshot: &Snapshot, followed: bool) -> Findings {
    let wanted = DreamWanted { goal: Goal::Layer(5), strength: 2, held: false, run: 0 };
    let dreamt = Dreamt { followed, ..made_up::dreams::live(wanted, snapshot) };
    let found = Found {
        question: Question::Dream(wanted),
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        finding: Finding::Dreamt(Some(Arc::new(dreamt))),
        progress: Progress { done: 0, all: 1 },
    };
    std::iter::once(found).collect()
}

fn see(room: &mut super::super::Dreams, snapshot: &Snapshot, findings: &Findings, open: bool) {
    use crate::exhibit::room::Exhibit;

    let selection = Selection::default();
    let choice: &Choice = selection.choices.of(Room::Dreams);
    let history = History::default();
    let time_of_day = None;
    room.see(Moment { snapshot, findings, history: &history, choice, open, time_of_day });
}

#[test]
fn that_a_movement_could_not_be_followed_is_said_for_a_moment() {
    let mut room = super::super::Dreams::default();
    for (sequence, followed, said) in
        [(0, true, false), (1, false, true), (2, true, true), (15, true, true), (16, true, false)]
    {
        let snapshot = snapshot(sequence);
        see(&mut room, &snapshot, &findings(&snapshot, followed), true);
        assert_eq!(room.live.is_lost(snapshot.frame.time), said, "{sequence}");
    }
}

#[test]
fn a_dream_stays_until_the_next_is_there_and_none_is_kept_when_the_room_is_left() {
    let mut room = super::super::Dreams::default();
    let first = snapshot(0);
    see(&mut room, &first, &findings(&first, true), true);
    see(&mut room, &snapshot(1), &Findings::default(), true);
    assert!(room.live.dreamt.is_some());
    see(&mut room, &snapshot(2), &Findings::default(), false);
    assert!(room.live.dreamt.is_none() && room.live.cards.is_none());
}
