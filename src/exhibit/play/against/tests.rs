//! Tests of "You against it": won, lost by doing nothing, and what counts.

use super::blurred::{BLURS, Blurred};
use super::*;
use crate::exhibit::play::Page;
use crate::exhibit::play::visit::Visit;
use crate::frame::Picture;
use crate::geometry::Size;

/// A photo of class 2 that the network names from this level on.
fn photo(named_from: usize) -> Arc<Vec<Level>> {
    let level = |n: usize| {
        let share = if n >= named_from { 0.6 } else { 0.3 };
        let probabilities = vec![0.1, 0.0, share, 0.0, 0.0, 0.9 - share];
        Level { picture: Picture::new(Size::new(2, 2), vec![n as u8; 12]), probabilities }
    };
    Arc::new((0..BLURS.len()).map(level).collect())
}

fn photos(named_from: &[usize]) -> Finding {
    let photos = named_from.iter().map(|&level| photo(level)).collect();
    Finding::Blurred(Arc::new(Blurred { photos, over: true }))
}

/// Sees so many seconds of pictures.
fn watch(visit: &mut Visit, found: &Finding, seconds: u32) {
    (0..10 * seconds).for_each(|_| visit.see_of(Some(found), |_| {}));
}

/// Touches the right word, or another.
fn touch(visit: &mut Visit, right: bool) {
    let round = visit.room.against.round.as_ref().unwrap();
    // A made-up network has few words to offer.
    let (place, wrong) = (round.right, (round.right + 1) % round.words.len());
    assert_eq!(visit.act(NAMES[if right { place } else { wrong }]), Handled::Done);
}

fn end(visit: &Visit) -> Option<(bool, usize)> {
    let round = visit.room.against.round.as_ref().unwrap();
    round.end.map(|end| (round.is_won(), end.level))
}

#[test]
fn whoever_names_it_before_the_network_wins_the_round() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[5]);
    watch(&mut visit, &found, 3);
    assert_eq!(end(&visit), None);
    touch(&mut visit, true);
    watch(&mut visit, &found, 1);
    assert_eq!(end(&visit), Some((true, 2)));
    assert_eq!(visit.room.against.round.as_ref().unwrap().shown(), BLURS.len() - 1);
}

#[test]
fn a_wrong_touch_costs_the_turn_and_no_other_counts() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[5]);
    watch(&mut visit, &found, 2);
    touch(&mut visit, false);
    touch(&mut visit, true);
    watch(&mut visit, &found, 1);
    assert_eq!(end(&visit), Some((false, 1)));
}

#[test]
fn the_network_names_it_at_the_end_of_the_first_level_of_which_it_is_sure() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[2]);
    watch(&mut visit, &found, 3);
    assert_eq!(end(&visit), None, "the visitor has the whole second");
    watch(&mut visit, &found, 1);
    assert_eq!(end(&visit), Some((false, 2)));
    touch(&mut visit, true);
    watch(&mut visit, &found, 1);
    assert_eq!(end(&visit), Some((false, 2)), "too late");
}

#[test]
fn five_rounds_are_played_and_whoever_named_more_has_won() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[3, 4, 5, 6, 7]);
    for round in 0..ROUNDS {
        watch(&mut visit, &found, 1);
        assert!(visit.stands().runs(), "{round}");
        touch(&mut visit, round != 1 && round != 3);
        watch(&mut visit, &found, 5);
    }
    let words = vec!["3 : 2".to_owned()];
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Won(Score { figure: 3, words })));
    assert_eq!(visit.questions(), [], "it is over");
}

#[test]
fn whoever_does_nothing_has_lost() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[0, 11, 3]);
    watch(&mut visit, &found, 60);
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Lost));
    assert_eq!((visit.room.against.won, visit.room.against.lost), (0, 3), "there are no more");
}

#[test]
fn by_keyboard_the_arrows_lead_to_a_word_and_space_picks_it() {
    let mut visit = Visit::started(Page::Against);
    let found = photos(&[5]);
    watch(&mut visit, &found, 1);
    let at = |visit: &mut Visit, to: &[Direction]| {
        for &to in to {
            assert_eq!(visit.act(Action::Move(to)), Handled::Done);
        }
        let crate::exhibit::Choice::Play(chosen) =
            visit.selection.choices.of(crate::exhibit::Room::Play)
        else {
            panic!()
        };
        chosen.against.cursor
    };
    assert_eq!(at(&mut visit, &[Direction::Right, Direction::Down]), 3);
    assert_eq!(at(&mut visit, &[Direction::Left, Direction::Left]), 2);
    assert_eq!(at(&mut visit, &[Direction::Up]), 0);
    let right = visit.room.against.round.as_ref().unwrap().right;
    let across = if right % 2 == 1 { Direction::Right } else { Direction::Left };
    let down = if right / 2 == 1 { Direction::Down } else { Direction::Up };
    assert_eq!(at(&mut visit, &[across, down]), right);
    visit.act(ACT);
    watch(&mut visit, &found, 1);
    assert!(end(&visit).unwrap().0);
}

#[test]
fn where_it_is_sure_of_no_picture_that_is_said() {
    let mut visit = Visit::started(Page::Against);
    watch(&mut visit, &photos(&[]), 1);
    assert_eq!(visit.stands(), &Stands::Ready);
    assert!(visit.room.against.problem.is_some());
}
