//! Tests that nothing of a visitor's pictures stays with the session once they are forgotten:
//! whatever they did, wherever it was kept. The state is searched as text, so that no new place is
//! overlooked.

use std::sync::Arc;
use std::time::Duration;

use super::session::{FirstView, Session, Surroundings};
use crate::control::key_names;
use crate::exhibit;
use crate::exhibit::findings::Findings;
use crate::exhibit::teach::taught::Sample;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::made_up;
use crate::screen::Event;
use crate::snapshot::Snapshot;
use crate::view::status::Status;

const SIZE: Size = Size::new(1280, 800);

/// What every byte of a visitor's picture is; no other is made up of it.
const VISITOR: u8 = 201;
/// Eight of them in a row.
const TRACE: &str = "201, 201, 201, 201, 201, 201, 201, 201";

/// Each room and each game, started and left; a stroke of the rubber, a flip that is looked at.
const VISIT: &str = "3 @ + - 4 H 5 [ k T U 8 Enter space j Enter Right space g Enter S f Enter space a Enter # b + 8 t \
                     Tab Tab Tab";

fn around(status: &Status, clock: Duration) -> Surroundings<'_> {
    Surroundings { status, message: None, newest: None, clock }
}

/// One frame of somebody before the camera, or of the empty room; the answer is another each time.
fn frame(session: &Session, number: u64, visitor: bool) -> Snapshot {
    let outline = Arc::new(session.outline().clone());
    let plan = crate::taps::plan::Plan::default();
    let mut snapshot = made_up::snapshot(&outline, &plan, number, 0.6);
    snapshot.top.rotate_left((number % 3) as usize);
    let mut frame = (*snapshot.frame).clone();
    frame.picture.rgb.fill(if visitor { VISITOR } else { 0 });
    snapshot.frame = Arc::new(frame);
    snapshot
}

/// What of the state leads to the first trace of a visitor, where there is one.
fn traces(session: &Session) -> Option<String> {
    let state = format!("{session:?}");
    let at = state.find(TRACE)?;
    Some(state[at.saturating_sub(1000)..at].to_owned())
}

fn has_traces(session: &Session) -> bool {
    traces(session).is_some()
}

#[test]
fn nothing_of_a_visitors_pictures_stays_when_they_are_forgotten() {
    let keyboard = Arc::new(exhibit::keyboard());
    let outline = Arc::new(made_up::outline(18, 40));
    let mut session = Session::new(outline, FirstView::default(), &keyboard);
    let status = Status::default();
    let mut number = 0;
    let mut look = |session: &mut Session, visitor: bool| {
        number += 1;
        let snapshot = frame(session, number, visitor);
        session.see(snapshot, Findings::default());
        session.settle(SIZE, around(&status, Duration::from_millis(100 * number)));
    };
    session.settle(SIZE, around(&status, Duration::ZERO));
    for press in key_names::parse(VISIT).unwrap() {
        for event in [Event::Press(press), Event::Release(press.key)] {
            session.take(event, around(&status, Duration::ZERO));
        }
        look(&mut session, true);
        look(&mut session, true);
    }
    // They have left the picture, but not yet the session.
    look(&mut session, false);
    look(&mut session, false);
    assert!(has_traces(&session), "flips keep their pictures: the test looks at nothing");
    session.forget();
    look(&mut session, false);
    assert_eq!(traces(&session), None);
}

#[test]
fn what_was_taught_is_let_go_with_the_visitor() {
    let keyboard = Arc::new(exhibit::keyboard());
    let outline = Arc::new(made_up::outline(18, 40));
    let mut session = Session::new(outline, FirstView::default(), &keyboard);
    let status = Status::default();
    session.settle(SIZE, around(&status, Duration::ZERO));
    let thumbnail = Picture::new(Size::new(8, 8), vec![VISITOR; 192]);
    let mut taught = made_up::teach::taught(&[12, 12]);
    let own = |sample: &Sample| Sample { thumbnail: Arc::new(thumbnail.clone()), ..sample.clone() };
    taught.samples = taught.samples.iter().map(own).collect();
    // Each page; on the first, one picture is looked at, and the depths are played.
    for (number, press) in (1..).zip(key_names::parse("7 Enter p Tab Enter Tab Enter").unwrap()) {
        for event in [Event::Press(press), Event::Release(press.key)] {
            session.take(event, around(&status, Duration::ZERO));
        }
        let snapshot = frame(&session, number, false);
        session.see(snapshot, made_up::teach::findings(taught.clone()));
        session.settle(SIZE, around(&status, Duration::from_millis(100 * number)));
    }
    assert!(session.keeps_for().is_some(), "it is said how long they are kept");
    assert!(has_traces(&session), "it remembers no picture: the test looks at nothing");
    session.forget();
    let after = frame(&session, 50, false);
    session.see(after, Findings::default());
    assert_eq!(traces(&session), None);
}

#[test]
fn pictures_of_flips_go_by_themselves_when_they_are_old() {
    let keyboard = Arc::new(exhibit::keyboard());
    let outline = Arc::new(made_up::outline(18, 40));
    let mut session = Session::new(outline, FirstView::default(), &keyboard);
    for number in 0..6 {
        let snapshot = frame(&session, number, true);
        session.see(snapshot, Findings::default());
    }
    for number in [100, 101, 200] {
        let after = frame(&session, number, false);
        session.see(after, Findings::default());
    }
    session.forget_older_than(Duration::from_secs(60));
    assert!(has_traces(&session), "it was twenty seconds ago");
    session.forget_older_than(Duration::from_secs(5));
    let after = frame(&session, 201, false);
    session.see(after, Findings::default());
    assert_eq!(traces(&session), None);
}
