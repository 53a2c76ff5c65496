//! Tests of "Hide it": won, lost by doing nothing, and what counts.

use super::*;
use crate::control::action::{Direction, Stroke};
use crate::exhibit::play::visit::Visit;
use crate::exhibit::play::{Page, START};
use crate::exhibit::{Choice, Room};
use crate::geometry::{Point, Size};

fn rub(visit: &mut Visit, from: (i32, i32), to: (i32, i32)) -> Handled {
    let point = |(x, y)| Point::new(x, y);
    let handled = visit.act(Action::Rub(Stroke { from: point(from), to: point(to) }));
    visit.see();
    handled
}

#[test]
fn it_is_won_where_the_answer_changes_and_the_score_is_what_is_hidden() {
    let mut visit = Visit::started(Page::Hide);
    assert_eq!(rub(&mut visit, (60, 60), (60, 60)), Handled::Holds);
    assert!(visit.stands().runs());
    // The made-up network changes its answer beyond a twentieth of the picture.
    rub(&mut visit, (60, 60), (160, 60));
    let Choice::Play(chosen) = visit.selection.choices.of(Room::Play) else { unreachable!() };
    let share = rubbing(chosen).unwrap().mask(visit.room.hide.sheet, true).unwrap().share();
    assert!(share > 0.05);
    let words = ["Egyptian cat", "tiger cat"].map(String::from).into();
    let score = Score { figure: (share * 1000.0).round() as u32, words };
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Won(score)));
    assert_eq!(rub(&mut visit, (0, 0), (9, 9)), Handled::No, "it is over");
    // The next game begins with a whole picture.
    assert_eq!(visit.act(START), Handled::LetsGo);
    visit.see();
    assert!(visit.stands().runs() && visit.room.hide.last.as_ref().unwrap().mask.is_none());
}

#[test]
fn whoever_does_nothing_for_twenty_seconds_has_lost() {
    let mut visit = Visit::started(Page::Hide);
    for n in 1..=200 {
        visit.see();
        assert_eq!(visit.stands().runs(), n < 200, "{n}");
    }
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Lost));
}

#[test]
fn nothing_begins_where_there_is_nothing_to_see() {
    let mut visit = Visit::to(Page::Hide);
    visit.act(START);
    visit.see_of(None, |snapshot| snapshot.nothing_to_see = true);
    assert_eq!(visit.stands(), &Stands::Ready);
}

#[test]
fn more_than_half_hidden_is_lost() {
    let guess = Guess { class: 0, probability: 0.5 };
    let mut mask = Mask::new(Size::new(224, 224));
    let mut judge = |height| {
        mask.cover(Rect::new(0, 0, 224, height));
        let frame = Arc::new(crate::made_up::frame(1));
        let last = Last { frame, crop: Rect::default(), mask: None, from: guess, to: guess };
        Hide::judge(&last, &mask, &[])
    };
    assert_eq!(judge(112), None);
    assert_eq!(judge(113), Some(Outcome::Lost));
}

#[test]
fn by_keyboard_it_is_rubbed_where_the_arrows_lead() {
    let mut visit = Visit::to(Page::Hide);
    assert_eq!(visit.act(ACT), Handled::No, "it has not begun");
    visit.act(START);
    visit.see();
    let left = Action::Move(Direction::Left);
    assert_eq!((visit.act(left), visit.act(ACT)), (Handled::Done, Handled::Holds));
    visit.see();
    let last = visit.room.hide.last.as_ref().unwrap();
    assert!(last.mask.as_ref().unwrap().hides(Point::new(98, 112)));
}

#[test]
fn less_hidden_is_better_and_nothing_of_a_visitor_is_kept() {
    let mut visit = Visit::started(Page::Hide);
    let game = &visit.room.hide;
    assert!(game.is_better(24, 30) && !game.is_better(30, 24));
    assert_eq!(game.says_figure(24), "2.4\u{a0}%");
    assert_eq!(game.says_figure(118), "12\u{a0}%");
    visit.room.hide.forget();
    assert!(visit.room.hide.last.is_none());
}
