//! Tests of the page where things are shown: what it asks, offers and remembers.

use std::sync::Arc;

use super::super::{LEARNING, TEACH, Teach};
use super::map::finger;
use super::*;
use crate::control::moving::Arrangement;
use crate::control::names::Subject;
use crate::dynamics::history::History;
use crate::exhibit::findings::Found;
use crate::exhibit::room::Exhibit;
use crate::exhibit::rooms::Rooms;
use crate::exhibit::selection::Selection;
use crate::exhibit::work::Progress;
use crate::exhibit::{Choice, Room};
use crate::made_up;
use crate::made_up::teach::{findings, layers, map, taught};
use crate::network::outline::Outline;
use crate::taps::plan::Plan;

/// A visitor behind door 7.
struct Visit {
    teach: Teach,
    selection: Selection,
    outline: Arc<Outline>,
}

impl Visit {
    fn new() -> Self {
        let outline = Arc::new(made_up::outline(6, 16));
        let mut visit = Self { teach: Teach::default(), selection: Selection::default(), outline };
        assert_eq!(visit.act(TEACH), Handled::Opens);
        visit
    }

    fn act(&mut self, action: Action) -> Handled {
        let open = self.selection.room == Some(Room::Teach);
        let handled = self.teach.apply(self.selection.choices.of_mut(Room::Teach), open, action);
        if handled == Handled::Opens {
            self.selection.room = Some(Room::Teach);
        }
        handled
    }

    fn hold(&mut self, action: Option<Action>) {
        self.selection.holding = action;
        if let Some(action) = action {
            assert_eq!(self.act(action), Handled::Done);
        }
    }

    fn see(&mut self, findings: &Findings) {
        let snapshot = made_up::snapshot(&self.outline, &Plan::default(), 0, 0.6);
        let choice = self.selection.choices.of(Room::Teach).clone();
        self.teach.see(Moment {
            snapshot: &snapshot,
            findings,
            history: &History::default(),
            choice: &choice,
            open: true,
            time_of_day: None,
        });
    }

    fn asks(&self) -> Vec<Question> {
        let choice = self.selection.choices.of(Room::Teach);
        let (selection, outline) = (&self.selection, &*self.outline);
        self.teach.requests(Asked { choice, open: true, selection, outline })
    }

    fn chosen(&self) -> &AllChosen {
        let Choice::Teach(chosen) = self.selection.choices.of(Room::Teach) else { panic!() };
        chosen
    }

    fn cards(&self) -> usize {
        self.chosen().show.cards(self.teach.memory.taught.as_deref())
    }
}

#[test]
fn pictures_are_kept_for_as_long_as_a_button_is_held() {
    let mut visit = Visit::new();
    assert_eq!(visit.asks(), []);
    visit.hold(Some(SHOW[1]));
    assert_eq!(visit.asks(), [Question::Show { class: 1 }]);
    visit.hold(None);
    assert_eq!(visit.asks(), []);
    visit.act(LEARNING);
    visit.selection.holding = Some(SHOW[1]);
    assert!(!visit.asks().contains(&Question::Show { class: 1 }), "on another page");
}

#[test]
fn maps_are_asked_for_once_there_is_something_to_map() {
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[1])));
    assert_eq!(visit.asks(), []);
    visit.see(&findings(taught(&[2])));
    assert_eq!(visit.asks(), [Question::TaughtMap]);
    visit.see(&findings(taught(&[8, 7])));
    assert_eq!(visit.asks(), [Question::TaughtMap]);
    visit.see(&findings(taught(&[8, 8])));
    assert_eq!(visit.asks(), [Question::TaughtMap, Question::TaughtLayers]);
}

#[test]
fn there_are_two_cards_at_first_and_four_at_most() {
    let mut visit = Visit::new();
    assert_eq!(visit.cards(), 2);
    for cards in [3, 4, 4] {
        visit.act(MORE);
        assert_eq!(visit.cards(), cards);
    }
    let mut visit = Visit::new();
    visit.hold(Some(SHOW[2]));
    assert_eq!(visit.cards(), 3, "whoever presses its key has a card for it");
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[1, 0, 0, 3])));
    assert_eq!(visit.cards(), 4);
}

#[test]
fn a_picture_is_looked_at_and_taken_away() {
    let mut visit = Visit::new();
    let all = taught(&[4, 4]);
    visit.see(&findings(all.clone()));
    let place = visit.teach.show.glide.of(2).unwrap();
    visit.act(Action::PickPlace(finger(place)));
    assert_eq!(visit.chosen().show.picked, Some(2));
    visit.act(TAKE_AWAY);
    let removal = Question::RemoveTaught { id: 2 };
    assert!(visit.asks().contains(&removal));
    assert_eq!(visit.chosen().show.picked, None);
    let rest: Vec<_> = all.samples.iter().filter(|sample| sample.id != 2).cloned().collect();
    visit.see(&findings(Taught { samples: rest.into(), ..all }));
    assert!(!visit.asks().contains(&removal), "it is gone");
    assert_eq!(visit.teach.show.glide.of(2), None);
    visit.act(TAKE_AWAY);
    assert!(!visit.asks().iter().any(|asked| matches!(asked, Question::RemoveTaught { .. })));
}

#[test]
fn a_keyboard_alone_looks_at_pictures() {
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[3, 3])));
    visit.act(LOOK);
    assert_eq!(visit.chosen().show.picked, Some(5), "the most like the newest");
    visit.act(Action::Move(Direction::Left));
    let picked = visit.chosen().show.picked.unwrap();
    assert!(picked != 5, "another");
    visit.act(LOOK);
    assert_eq!(visit.chosen().show.picked, None);
    visit.act(Action::Move(Direction::Right));
    assert_eq!(visit.chosen().show.picked, Some(5));
}

#[test]
fn a_touch_far_from_every_picture_looks_at_none() {
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[3, 3])));
    visit.act(LOOK);
    visit.act(Action::PickPlace(finger([-1.0, 1.0])));
    assert_eq!(visit.chosen().show.picked, None);
}

#[test]
fn the_maps_of_the_depths_are_played_once_and_then_the_map_is_back() {
    let mut visit = Visit::new();
    let all = taught(&[9, 9]);
    let (heard, played) = (findings(all.clone()), layers(&all));
    visit.see(&heard);
    visit.act(PLAY_DEPTHS);
    let mut stages = Vec::new();
    for _ in 0..200 {
        visit.see(&heard);
        stages.extend(visit.teach.show.morph.as_ref().map(Morph::stage));
    }
    stages.dedup();
    assert_eq!(stages, [0, 1, 2, 3, 4]);
    assert_eq!(played.maps.len(), 5);
    assert!(visit.teach.show.morph.is_none());
    let places = visit.teach.show.places.clone();
    for (&(id, _), place) in map(&all).places.iter().zip(places) {
        assert_eq!(visit.teach.show.glide.of(id), Some(place));
    }
    // Asked for twice, it stops.
    visit.act(PLAY_DEPTHS);
    visit.see(&heard);
    visit.act(PLAY_DEPTHS);
    visit.see(&heard);
    assert!(visit.teach.show.morph.is_none());
}

#[test]
fn nothing_is_drawn_anew_once_everything_rests() {
    let mut visit = Visit::new();
    let heard = findings(taught(&[5, 5]));
    for _ in 0..40 {
        visit.see(&heard);
    }
    let version = visit.teach.show.version;
    visit.see(&heard);
    assert_eq!(visit.teach.show.version, version);
    visit.see(&findings(taught(&[5, 6])));
    assert!(visit.teach.show.version > version);
}

#[test]
fn what_was_taught_is_forgotten_with_its_names() {
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[5, 5])));
    visit.hold(Some(SHOW[3]));
    visit.hold(None);
    let Choice::Teach(chosen) = visit.selection.choices.of_mut(Room::Teach) else { panic!() };
    chosen.give(0, "cup");
    visit.teach.forget();
    visit.selection.forget(&Rooms::default());
    assert_eq!((visit.cards(), visit.chosen().own_name(0)), (2, ""));
    assert!(visit.teach.memory.taught.is_none() && visit.teach.show.glide.spots().is_empty());
    // Findings without anything taught.
    visit.see(&findings(taught(&[5, 5])));
    visit.see(&Findings::default());
    assert!(visit.teach.show.glide.spots().is_empty() && visit.teach.show.map.is_none());
}

#[test]
fn another_network_takes_no_pictures_away() {
    let mut visit = Visit::new();
    visit.see(&findings(taught(&[5, 5])));
    visit.act(LOOK);
    visit.act(TAKE_AWAY);
    assert_eq!(visit.act(Action::NextNetwork), Handled::No);
    visit.teach.begin_again();
    visit.see(&findings(taught(&[5, 5])));
    assert!(!visit.asks().iter().any(|asked| matches!(asked, Question::RemoveTaught { .. })));
}

#[test]
fn a_thing_gets_a_name_that_is_typed_or_touched() {
    let outline = made_up::outline(6, 16);
    let mut selection = Selection::default();
    let rooms = Rooms::default();
    selection.begin_naming_a_thing(NAMES[1], &outline, &[2]);
    assert_eq!(selection.naming, None, "behind another door");
    selection.apply(TEACH, &outline, Arrangement::default(), &rooms);
    selection.begin_naming_a_thing(NAMES[1], &outline, &[2]);
    let naming = selection.naming.as_mut().unwrap();
    assert_eq!(naming.subject, Subject::Thing(1));
    assert_eq!(naming.offered, ["tabby", "me", "my thing"]);
    "  my mug  ".chars().for_each(|typed| naming.push(typed));
    selection.end_naming(&outline);
    let name = |selection: &Selection| {
        let Choice::Teach(chosen) = selection.choices.of(Room::Teach) else { panic!() };
        chosen.name(1)
    };
    assert_eq!(name(&selection), "my mug");
    selection.begin_naming_a_thing(NAMES[1], &outline, &[2]);
    selection.apply(Action::PickName(1), &outline, Arrangement::default(), &rooms);
    assert_eq!(name(&selection), "me");
    // The one that was shown last.
    selection.apply(SHOW[1], &outline, Arrangement::default(), &rooms);
    selection.begin_naming_a_thing(NAME_LAST, &outline, &[]);
    assert_eq!(selection.naming.as_ref().unwrap().text, "me");
    selection.forget(&rooms);
    assert_eq!(name(&selection), "second thing");
}

#[test]
fn a_finding_of_another_question_is_not_taken_for_the_map() {
    let mut visit = Visit::new();
    let frame = Arc::new(made_up::frame(0));
    let (crop, progress) = (frame.picture.size.rect(), Progress::default());
    let nothing = Finding::Nothing("no".into());
    let found = Found { question: Question::TaughtMap, frame, crop, finding: nothing, progress };
    let known = findings(taught(&[5]));
    let taught = known.of(&Question::Taught).unwrap().clone();
    visit.see(&[found, taught].into_iter().collect());
    assert!(visit.teach.show.map.is_none() && visit.teach.memory.taught.is_some());
}
