//! Tests of the presenter's box: what goes in, what is kept, what comes out again.

use std::sync::Arc;

use super::*;
use crate::dynamics::history::History;
use crate::exhibit::Choice;
use crate::exhibit::findings::Findings;
use crate::exhibit::play::{self, BOX};
use crate::exhibit::room::Exhibit as _;
use crate::made_up;
use crate::network::labels::named;
use crate::taps::plan::Plan;

/// The room with the box's page open.
struct Table {
    room: play::Play,
    choice: Choice,
    outline: Arc<Outline>,
    frame: u64,
}

impl Table {
    fn new() -> Self {
        let labels = named("imagenet_labels.txt").unwrap();
        let outline = Arc::new(Outline { labels, ..made_up::outline(6, 16) });
        let choice = Choice::Play(play::Chosen::default());
        let mut table = Self { room: play::Play::default(), choice, outline, frame: 0 };
        assert_eq!(table.act(BOX), Handled::Opens);
        table
    }

    fn act(&mut self, action: Action) -> Handled {
        self.room.apply(&mut self.choice, true, action)
    }

    fn show(&mut self, frames: u64, label: &str, share: f32) {
        for _ in 0..frames {
            self.frame += 1;
            let mut snapshot = made_up::snapshot(&self.outline, &Plan::default(), self.frame, 0.5);
            let of = |other: &String| if other == label { share } else { 1e-6 };
            snapshot.probabilities = self.outline.labels.iter().map(of).collect();
            self.room.see(Moment {
                snapshot: &snapshot,
                findings: &Findings::default(),
                history: &History::default(),
                choice: &self.choice,
                open: true,
                time_of_day: None,
            });
        }
    }

    fn ids(&self) -> Vec<String> {
        self.room.harvest.things().into_iter().map(|thing| thing.id).collect()
    }
}

#[test]
fn what_it_is_sure_of_for_ten_frames_goes_in_once_while_it_is_on() {
    let mut table = Table::new();
    table.show(20, "banana", 0.9);
    assert!(table.ids().is_empty(), "it is off at first");
    table.act(START);
    table.show(9, "coffee mug", 0.5);
    table.show(1, "coffee mug", 0.49);
    table.show(9, "coffee mug", 0.5);
    assert!(table.ids().is_empty());
    table.show(1, "coffee mug", 0.5);
    assert_eq!(table.ids(), ["cup"]);
    table.show(30, "espresso", 0.9);
    // In no group: under its own word.
    table.show(10, "wallet", 0.7);
    assert_eq!(table.ids(), ["cup", "wallet"]);
    table.act(START);
    table.show(20, "banana", 0.9);
    assert_eq!(table.ids(), ["cup", "wallet"]);
}

#[test]
fn a_picture_is_kept_only_where_nobody_is_in_it_and_goes_with_forget_me() {
    let mut table = Table::new();
    table.act(START);
    table.show(10, "banana", 0.9);
    table.act(WITH_PICTURES);
    table.show(10, "umbrella", 0.9);
    let pictures =
        |table: &Table| table.room.harvest.items.iter().map(|i| i.picture.is_some()).collect();
    let kept: Vec<bool> = pictures(&table);
    assert_eq!(kept, [false, true]);
    table.room.forget();
    let kept: Vec<bool> = pictures(&table);
    assert_eq!(kept, [false, false]);
    assert_eq!(table.ids(), ["banana", "umbrella"]);
}

#[test]
fn things_are_taken_out_by_a_finger_and_by_the_arrows() {
    let mut table = Table::new();
    table.act(START);
    for label in ["banana", "umbrella", "cup", "beagle"] {
        table.show(10, label, 0.9);
    }
    table.act(START);
    assert_eq!(table.act(Action::Room("take-out-2")), Handled::Done);
    table.show(1, "mosque", 0.9);
    assert_eq!(table.ids(), ["banana", "cup", "dog"]);
    table.act(Action::Move(Direction::Right));
    table.act(Action::Move(Direction::Right));
    table.act(TAKE_OUT);
    table.show(1, "mosque", 0.9);
    assert_eq!(table.ids(), ["banana", "cup"]);
    assert_eq!(table.act(Action::Room("take-out-9")), Handled::No);
}

#[test]
fn find_it_names_what_is_in_the_box_and_nothing_else() {
    let mut table = Table::new();
    table.act(START);
    table.show(10, "banana", 0.9);
    table.show(10, "wallet", 0.9);
    table.act(play::FIND_IT);
    table.act(START);
    table.show(1, "mosque", 0.9);
    let words = format!("{:?}", table.room.find.things());
    assert!(words.contains("banana") && words.contains("wallet"), "{words}");
    assert_eq!(table.room.find.things().len(), 2);
    assert!(table.room.find.stands().runs());
}

#[test]
fn the_box_is_full_one_day() {
    let mut table = Table::new();
    table.act(START);
    for thing in things::of(&table.outline.clone()) {
        let label = table.outline.labels[thing.classes[0]].clone();
        table.show(10, &label, 0.9);
    }
    assert_eq!(table.ids().len(), MOST);
}
