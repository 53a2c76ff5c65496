use super::*;
use crate::control::action::Stroke;
use crate::dynamics::history::History;
use crate::exhibit::findings::Findings;
use crate::exhibit::room::Exhibit;
use crate::exhibit::selection::Selection;
use crate::exhibit::{Choice, Room, play};
use crate::geometry::Point;
use crate::made_up;

/// A room at this page, and the time of its next picture.
struct Visit {
    room: play::Play,
    selection: Selection,
    sequence: u64,
}

impl Visit {
    fn new() -> Self {
        let mut visit =
            Self { room: play::Play::default(), selection: Selection::default(), sequence: 0 };
        visit.selection.room = Some(Room::Play);
        assert_eq!(visit.act(play::HIDE_IT), Handled::Opens);
        visit
    }

    fn act(&mut self, action: Action) -> Handled {
        let handled = self.room.apply(self.selection.choices.of_mut(Room::Play), true, action);
        match handled {
            Handled::Holds => self.selection.frozen = true,
            Handled::LetsGo => self.selection.frozen = false,
            _ => {}
        }
        handled
    }

    /// The room sees a picture, 100 ms after the one before; the same where it is held.
    fn see(&mut self, nothing: bool) {
        let outline = Arc::new(made_up::outline(2, 4));
        let choice = self.selection.choices.of(Room::Play);
        let mut plan = Plan::default();
        let selection = &self.selection;
        self.room.plan(Asked { choice, open: true, selection, outline: &outline }, &mut plan);
        self.sequence += u64::from(!self.selection.frozen);
        let mut snapshot = made_up::snapshot(&outline, &plan, self.sequence, 0.6);
        snapshot.nothing_to_see = nothing;
        let (findings, history) = (&Findings::default(), &History::default());
        let moment = Moment {
            snapshot: &snapshot,
            findings,
            history,
            choice,
            open: true,
            time_of_day: None,
        };
        self.room.see(moment);
    }

    fn stands(&self) -> &Stands {
        self.room.game(play::Page::Hide).stands()
    }

    fn rub(&mut self, from: (i32, i32), to: (i32, i32)) -> Handled {
        let point = |(x, y)| Point::new(x, y);
        let handled = self.act(Action::Rub(Stroke { from: point(from), to: point(to) }));
        self.see(false);
        handled
    }
}

#[test]
fn it_is_won_where_the_answer_changes_and_the_score_is_what_is_hidden() {
    let mut visit = Visit::new();
    visit.act(play::START);
    visit.see(false);
    assert_eq!(visit.rub((60, 60), (60, 60)), Handled::Holds);
    assert!(visit.stands().runs());
    // The made-up network changes its answer beyond a twentieth of the picture.
    visit.rub((60, 60), (160, 60));
    let Choice::Play(chosen) = visit.selection.choices.of(Room::Play) else { unreachable!() };
    let share = rubbing(chosen).unwrap().mask(visit.room.hide.sheet, true).unwrap().share();
    assert!(share > 0.05);
    let words = ["Egyptian cat", "tiger cat"].map(String::from).into();
    let score = Score { figure: (share * 1000.0).round() as u32, words };
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Won(score)));
    assert_eq!(visit.rub((0, 0), (9, 9)), Handled::No, "it is over");
    // The next game begins with a whole picture.
    assert_eq!(visit.act(play::START), Handled::LetsGo);
    visit.see(false);
    assert!(visit.stands().runs() && visit.room.hide.last.as_ref().unwrap().mask.is_none());
}

#[test]
fn whoever_does_nothing_for_twenty_seconds_has_lost() {
    let mut visit = Visit::new();
    visit.act(play::START);
    for n in 0..=200 {
        visit.see(false);
        assert_eq!(visit.stands().runs(), n < 200, "{n}");
    }
    assert_eq!(visit.stands(), &Stands::Over(Outcome::Lost));
}

#[test]
fn nothing_begins_where_there_is_nothing_to_see() {
    let mut visit = Visit::new();
    visit.act(play::START);
    visit.see(true);
    assert_eq!(visit.stands(), &Stands::Ready);
}

#[test]
fn more_than_half_hidden_is_lost() {
    let hide = Hide::default();
    let guess = Guess { class: 0, probability: 0.5 };
    let mut mask = Mask::new(crate::geometry::Size::new(224, 224));
    let mut judge = |height| {
        mask.cover(Rect::new(0, 0, 224, height));
        let frame = Arc::new(made_up::frame(1));
        let last = Last { frame, crop: Rect::default(), mask: None, from: guess, to: guess };
        hide.judge(&last, &mask, &[])
    };
    assert_eq!(judge(112), None);
    assert_eq!(judge(113), Some(Outcome::Lost));
}

#[test]
fn by_keyboard_it_is_rubbed_where_the_arrows_lead() {
    let mut visit = Visit::new();
    assert_eq!(visit.act(ACT), Handled::No, "it has not begun");
    visit.act(play::START);
    visit.see(false);
    let left = Action::Move(crate::control::action::Direction::Left);
    assert_eq!((visit.act(left), visit.act(ACT)), (Handled::Done, Handled::Holds));
    visit.see(false);
    let last = visit.room.hide.last.as_ref().unwrap();
    assert!(last.mask.as_ref().unwrap().hides(Point::new(98, 112)));
}
