//! Tests of the room: what keys and touches choose on the map.

use super::chosen::UNITS;
use super::*;
use crate::control::action::{Direction, Stroke};
use crate::control::moving::Arrangement;
use crate::dynamics::history::History;
use crate::exhibit::findings::Found;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::selection::Selection;
use crate::exhibit::tsne::Way;
use crate::exhibit::work::Progress;
use crate::geometry::Point;
use crate::made_up;
use crate::taps::plan::Plan;

/// The six words of the made-up network: three by three, far apart.
fn words() -> WordPlaces {
    let places = [[0.0, 0.0], [0.2, 0.0], [0.0, 0.2], [9.0, 4.0], [8.8, 4.0], [9.0, 3.8]];
    WordPlaces::new(&places, Vec::new(), Way::Neighbours, None)
}

fn findings() -> Findings {
    let frame = Arc::new(made_up::frame(0));
    let (crop, progress) = (frame.picture.size.rect(), Progress::default());
    let finding = Finding::WordMap(Some(Arc::new(words())));
    std::iter::once(Found { question: Question::WordMap, frame, crop, finding, progress }).collect()
}

/// Rooms that have seen the map.
fn rooms() -> Rooms {
    let outline = Arc::new(made_up::outline(18, 40));
    let snapshot = made_up::snapshot(&outline, &Plan::default(), 0, 0.6);
    let mut rooms = Rooms::default();
    rooms.see(
        &snapshot,
        &findings(),
        &History::default(),
        &selection(&[], &Rooms::default()),
        None,
    );
    rooms
}

/// The room is open, and these were done in it.
fn selection(actions: &[Action], rooms: &Rooms) -> Selection {
    let mut selection = Selection::default();
    for &action in [WORD_MAP].iter().chain(actions) {
        apply(&mut selection, action, rooms);
    }
    selection
}

fn apply(selection: &mut Selection, action: Action, rooms: &Rooms) {
    selection.apply(action, &made_up::outline(18, 40), Arrangement::default(), rooms);
}

fn chosen_after(actions: &[Action]) -> Chosen {
    let rooms = rooms();
    let selection = selection(actions, &rooms);
    assert_eq!(selection.room, Some(Room::WordMap));
    chosen(selection.choices.of(Room::WordMap))
}

/// A finger at a place of the map.
fn touch(place: [f32; 2]) -> Action {
    let [x, y] = place.map(|value| (value * UNITS as f32) as i32);
    Action::Rub(Stroke { from: Point::new(x, y), to: Point::new(x, y) })
}

#[test]
fn a_touch_means_the_nearest_word_wherever_one_looks() {
    let places = words().places;
    for (word, &place) in places.iter().enumerate() {
        assert_eq!(chosen_after(&[touch(place)]).word, Some(word));
        assert_eq!(chosen_after(&[CLOSER, CLOSER, touch(place)]).word, Some(word));
    }
    assert_eq!(chosen_after(&[touch([0.3, 0.5])]).word, Some(1));
    assert_eq!(chosen_after(&[touch(places[3]), FOLLOW]).word, None);
}

#[test]
fn arrows_lead_from_the_answer_to_the_words_beside_it() {
    let to = Action::Move;
    assert_eq!(chosen_after(&[to(Direction::Right)]).word, Some(1));
    assert_eq!(chosen_after(&[to(Direction::Down)]).word, Some(2));
    let there = [to(Direction::Right), to(Direction::Right)];
    assert_eq!(chosen_after(&there).word, Some(5), "over the gap");
    assert_eq!(chosen_after(&[to(Direction::Left)]).word, None, "there is none");
}

#[test]
fn a_finger_moves_the_map_when_one_looks_closer_and_it_stays_in_its_square() {
    let drag = |from: i32, to: i32| {
        Action::Rub(Stroke { from: Point::new(from, 0), to: Point::new(to, 0) })
    };
    let closer = chosen_after(&[Action::PickClass(3), CLOSER, CLOSER]);
    assert_eq!((closer.word, closer.zoom), (Some(3), 2));
    let place = words().places[3].map(|value| (value * UNITS as f32) as i32);
    assert_eq!(closer.centre, place, "it looks at the word");
    let moved = chosen_after(&[Action::PickClass(3), CLOSER, CLOSER, drag(500, 900)]);
    assert_eq!(moved.centre, [place[0] - 400, place[1]]);
    assert_eq!(moved.word, Some(3));
    let far = chosen_after(&[Action::PickClass(3), CLOSER, drag(9000, 0), drag(9000, 0)]);
    let is_seen = |word: &[f32; 2]| {
        let away = |axis: usize| word[axis] * UNITS as f32 - far.centre[axis] as f32;
        // A half of what is seen, and less.
        (0..2).all(|axis| away(axis).abs() < 0.4 * UNITS as f32 / far.enlargement())
    };
    assert!(words().places.iter().any(is_seen), "nothing is seen at {:?}", far.centre);
    let back = [CLOSER, drag(5, 900), FARTHER, FARTHER];
    assert_eq!(chosen_after(&back), Chosen::NOTHING, "all of it is seen from the middle");
    let leap = chosen_after(&[Action::PickClass(3), CLOSER, Action::Leap(Direction::Left)]);
    assert!(leap.centre[0] < place[0]);
    let all = [CLOSER; 9];
    assert_eq!(chosen_after(&all).zoom, chosen::CLOSEST);
}

#[test]
fn a_word_that_is_searched_for_is_looked_at_and_the_room_stays_open() {
    let rooms = rooms();
    let mut selection = selection(&[Action::Find], &rooms);
    if let Some(find) = &mut selection.find {
        "espresso".chars().for_each(|typed| find.push(typed));
    }
    let before = selection.zoom;
    apply(&mut selection, Action::PickFound(0), &rooms);
    assert_eq!((selection.room, selection.zoom), (Some(Room::WordMap), before));
    assert_eq!(chosen(selection.choices.of(Room::WordMap)).word, Some(5));
    apply(&mut selection, Action::PickClass(5), &rooms);
    assert_eq!(chosen(selection.choices.of(Room::WordMap)).word, None, "once more: the answer");
}

#[test]
fn groups_are_lit_one_after_the_other_or_by_their_button() {
    let all = groups::GROUPS.len();
    let steps = |count: usize| chosen_after(&vec![NEXT_GROUP; count]).group;
    assert_eq!(
        [steps(0), steps(1), steps(all), steps(all + 1)],
        [None, Some(0), Some(all as u8 - 1), None]
    );
    let button = groups::GROUPS[4].action;
    assert_eq!(chosen_after(&[button]).group, Some(4));
    assert_eq!(chosen_after(&[button, button]).group, None);
}

#[test]
fn another_network_begins_with_the_whole_map_and_nobody_keeps_its_pictures() {
    let rooms = rooms();
    let mut selection = selection(&[Action::PickClass(3), CLOSER, NEXT_GROUP], &rooms);
    apply(&mut selection, Action::NextNetwork, &rooms);
    assert_eq!(chosen(selection.choices.of(Room::WordMap)), Chosen::NOTHING);
    let asked = |room: Option<Room>| {
        let selection = Selection { room, ..Selection::default() };
        rooms.inquiry(Plan::default(), &selection, &made_up::outline(18, 40)).questions
    };
    // What nobody asks for any more is let go of, with what was found.
    assert!(asked(Some(Room::WordMap)).contains(&Question::WordPictures));
    assert!(!asked(None).contains(&Question::WordPictures));
}

#[test]
fn a_visitor_who_leaves_takes_what_they_chose_with_them() {
    let rooms = rooms();
    let mut selection = selection(&[Action::PickClass(3), CLOSER, NEXT_GROUP], &rooms);
    selection.forget(&rooms);
    assert_eq!(chosen(selection.choices.of(Room::WordMap)), Chosen::NOTHING);
}
