//! Tests of the built-in tours, and of how a tour begins, goes on and ends.

use std::collections::BTreeSet;

use super::text::{MOST_WORDS, Text, count_words};
use super::*;
use crate::control::moving::Arrangement;
use crate::exhibit::findings::Findings;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::selection::Selection;
use crate::made_up;
use crate::network::labels::named;
use crate::taps::plan::{Plan, Unit};
use crate::words::{Language, speak};

const PLACES: Arrangement<'static> =
    Arrangement { wall_columns: 3, grid_columns: 8, page: 8, order: &[] };

/// A visitor before a made-up network.
#[derive(Default)]
struct Visit {
    selection: Selection,
    rooms: Rooms,
    frames: u64,
}

impl Visit {
    fn act(&mut self, action: Action) {
        let outline = made_up::outline(18, 40);
        self.selection.apply(action, &outline, PLACES, &self.rooms);
    }

    /// So many frames, ten a second, of this best class' share; below 0.3 it is another class.
    fn see(&mut self, frames: u64, best: f32) {
        let outline = Arc::new(made_up::outline(18, 40));
        for _ in 0..frames {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), self.frames, best);
            if best < 0.3 {
                snapshot.top.swap(0, 1);
            }
            self.frames += 1;
            self.rooms.see(
                &snapshot,
                &Findings::default(),
                &crate::dynamics::history::History::default(),
                &self.selection,
                None,
            );
            self.selection.follow_tour((&snapshot, false), &outline, PLACES, &self.rooms);
        }
    }

    fn at(&self) -> Option<usize> {
        self.selection.tour.shown().map(|shown| shown.at)
    }

    fn door(&self) -> Door {
        self.selection.door(&self.rooms)
    }
}

#[test]
fn the_built_in_tours_can_be_read_and_are_said_by_messages_of_the_table() {
    let steps = FILES.map(|text| Script::parse(text, Path::new("built in")).unwrap().steps);
    assert_eq!(steps.each_ref().map(Vec::len), [16, 4]);
    for step in steps.iter().flatten() {
        for text in [Some(&step.says), step.next.as_ref()].into_iter().flatten() {
            assert!(matches!(text, Text::Message(_)), "{text:?} is in one language alone");
        }
    }
}

#[test]
fn no_sentence_has_more_than_twelve_words_in_any_language() {
    for language in Language::ALL {
        speak(language);
        for step in BUILT_IN.iter().flat_map(|script| &script.steps) {
            // What it thinks may have more words than one.
            let said = step.says.words("cat");
            let words = count_words(&said);
            assert!((3..=MOST_WORDS).contains(&words), "{language:?}, {words} words: {said}");
        }
    }
    speak(Language::English);
}

#[test]
fn the_tour_leads_behind_every_door_with_a_room() {
    let script = &BUILT_IN[0];
    let led = |step: &Step| match (&step.until, step.opens) {
        (conditions::Condition::Room(door), _) => Some(*door),
        (_, Some(Action::Open(door))) => Some(door),
        _ => None,
    };
    let led: BTreeSet<u8> = script.steps.iter().filter_map(led).map(Door::digit).collect();
    let rooms = Rooms::default();
    let doors = rooms.doors(&Selection::default().choices);
    let there: BTreeSet<u8> = doors.into_iter().map(Door::digit).collect();
    assert_eq!(led, there, "a new room adds its steps to assets/tour.toml");
}

#[test]
fn the_shoes_of_the_first_task_are_words_of_the_network() {
    let labels = named("imagenet_labels.txt").unwrap();
    let conditions::Condition::Sure(sure) = &BUILT_IN[1].steps[0].until else { panic!() };
    assert!(sure.of.len() > 3 && sure.of.iter().all(|shoe| labels.contains(shoe)), "{sure:?}");
    assert_eq!(sure.share, 30);
}

#[test]
fn a_visitor_comes_to_the_end_by_doing_what_it_says() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    assert_eq!(visit.at(), Some(0));
    // Another picture is a movement.
    visit.see(100, 0.6);
    assert_eq!(visit.at(), Some(0), "nothing has moved");
    visit.act(Action::NextPicture);
    visit.see(2, 0.2);
    assert_eq!(visit.at(), Some(1));
    visit.act(Action::PickUnit(Unit { layer: 9, channel: 3 }));
    assert_eq!((visit.at(), visit.door()), (Some(2), Door::Inside));
    visit.act(Action::PickUnit(Unit { layer: 9, channel: 4 }));
    assert_eq!(visit.at(), Some(3));
    visit.act(Action::Open(Door::LooksFor));
    assert_eq!(visit.at(), Some(4));
    visit.act(Action::PickUnit(Unit { layer: 9, channel: 5 }));
    assert_eq!((visit.at(), visit.door()), (Some(5), Door::LooksFor));
    visit.act(Action::Open(Door::Hide));
    assert_eq!(visit.at(), Some(6));
    // What is rubbed out is tried with snapshots of it, in `conditions`.
    visit.act(TOUR_NEXT);
    visit.act(Action::Open(Door::See));
    assert_eq!((visit.at(), visit.door()), (Some(8), Door::See));
    visit.see(60, 0.6);
    assert_eq!(visit.at(), Some(8));
    visit.see(60, 0.2);
    assert_eq!(visit.at(), Some(9), "it flipped, and was there long enough to be read");
    visit.act(Action::Open(Door::Changes));
    visit.act(Action::Open(Door::Dreams));
    assert_eq!((visit.at(), visit.door()), (Some(11), Door::Dreams));
    visit.act(TOUR_NEXT);
    visit.act(Action::Open(Door::Teach));
    assert_eq!((visit.at(), visit.door()), (Some(13), Door::Teach));
    // A button that is held down is tried in `conditions`.
    visit.act(TOUR_NEXT);
    visit.act(Action::Open(Door::Play));
    assert_eq!((visit.at(), visit.door()), (Some(15), Door::Play));
    visit.act(crate::exhibit::START);
    assert_eq!((visit.at(), visit.door()), (None, Door::Play), "it ends where one plays");
}

#[test]
fn whoever_does_nothing_gets_to_the_end_by_the_button_alone_and_sees_every_room() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    let mut doors = Vec::new();
    for at in 0..16 {
        assert_eq!(visit.at(), Some(at));
        doors.push(visit.door());
        visit.act(TOUR_NEXT);
    }
    assert_eq!(visit.at(), None);
    doors.dedup();
    let wanted = [
        Door::See,
        Door::Inside,
        Door::LooksFor,
        Door::Hide,
        Door::See,
        Door::Dreams,
        Door::Teach,
        Door::Play,
    ];
    assert_eq!(doors, wanted);
}

#[test]
fn the_first_task_ends_where_it_is_fooled() {
    let mut visit = Visit::default();
    visit.act(FIRST_TASK);
    let shown = visit.selection.tour.shown().unwrap();
    let next = shown.step.next.as_ref().unwrap().words("");
    assert_eq!((shown.of, next), (4, say!("task-no-shoe")));
    for door in [Door::See, Door::Hide, Door::Play] {
        visit.act(TOUR_NEXT);
        assert_eq!(visit.door(), door);
    }
    let about = visit.rooms.of(visit.selection.room.unwrap());
    let about = about.about(visit.selection.choices.of(visit.selection.room.unwrap()));
    assert_eq!(about.title, "play-fool-title");
    visit.act(TOUR_NEXT);
    assert!(!visit.selection.tour.runs());
}

#[test]
fn its_key_leaves_it_and_back_does_where_nothing_else_is_to_be_closed() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    visit.act(TOUR);
    assert!(!visit.selection.tour.runs());
    visit.act(TOUR);
    visit.act(Action::Open(Door::Hide));
    visit.act(Action::Help);
    for closes in ["the page of help", "the room"] {
        visit.act(Action::Back);
        assert!(visit.selection.tour.runs(), "it only closes {closes}");
    }
    visit.act(Action::Back);
    assert!(!visit.selection.tour.runs());
}

#[test]
fn any_door_may_be_opened_without_ending_it() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    for door in [Door::Play, Door::Changes, Door::See, Door::Hide] {
        visit.act(Action::Open(door));
        assert_eq!((visit.door(), visit.at()), (door, Some(0)));
    }
    visit.act(Action::Help);
    assert!(!visit.selection.shows_tour(), "a page has all of the screen");
}

#[test]
fn it_goes_on_with_another_network_and_ends_at_home() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    visit.act(TOUR_NEXT);
    let other = visit.selection.on_another_network(&visit.rooms);
    assert_eq!(other.tour.shown().map(|shown| shown.at), Some(1));
    assert!(!Selection::default().tour.runs());
}

#[test]
fn a_held_picture_goes_on_where_it_begins() {
    let mut visit = Visit::default();
    visit.act(Action::Freeze);
    visit.act(TOUR);
    assert!(!visit.selection.frozen);
}

#[test]
fn after_twenty_seconds_of_frames_the_button_stands_out() {
    let mut visit = Visit::default();
    visit.act(TOUR);
    let is_long = |visit: &Visit| visit.selection.tour.shown().unwrap().is_long;
    visit.see(190, 0.6);
    assert!(!is_long(&visit));
    visit.see(15, 0.6);
    assert!(is_long(&visit));
    visit.act(TOUR_NEXT);
    assert!(!is_long(&visit), "the next step has its own time");
}
