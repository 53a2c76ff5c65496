//! Tests of the tour's strip: by finger alone, by keyboard alone, and when nobody follows it.

use std::sync::Arc;

use super::super::goldens::{Setting, golden};
use super::super::session::{Session, Surroundings};
use super::*;
use crate::canvas::text::audit::lines;
use crate::control::action::Action;
use crate::control::door::Door;
use crate::control::key_names;
use crate::dashboard::session::FirstView;
use crate::exhibit;
use crate::exhibit::FIRST_TASK;
use crate::exhibit::findings::Findings;
use crate::geometry::{Point, Size};
use crate::made_up;
use crate::view::What;
use crate::view::status::Status;

const SIZE: Size = Size::new(1280, 800);

/// Somebody before a made-up network.
struct Visit {
    session: Session,
    status: Status,
    clock: Duration,
}

impl Visit {
    fn new() -> Self {
        let keyboard = Arc::new(exhibit::keyboard());
        let outline = Arc::new(made_up::outline(18, 40));
        let mut session = Session::new(outline, FirstView::default(), &keyboard);
        session.settle(SIZE, around(&Status::default(), Duration::ZERO));
        Self { session, status: Status::default(), clock: Duration::ZERO }
    }

    fn settle(&mut self) {
        self.session.settle(SIZE, around(&self.status, self.clock));
    }

    fn take(&mut self, event: Event) {
        self.session.take(event, around(&self.status, self.clock));
        self.settle();
    }

    fn press(&mut self, keys: &str) {
        for press in key_names::parse(keys).unwrap() {
            self.take(Event::Press(press));
            self.take(Event::Release(press.key));
        }
    }

    /// A finger on the target of this name; false where there is none.
    fn touch(&mut self, name: &str) -> bool {
        let targets = self.session.touchable(around(&self.status, self.clock));
        let Some(target) = targets.iter().find(|target| target.name == name) else { return false };
        self.take(Event::Click(target.area.middle()));
        self.take(Event::Lift(target.area.middle()));
        true
    }

    fn wait(&mut self, seconds: u64) {
        self.clock += Duration::from_secs(seconds);
        self.settle();
    }

    fn at(&self) -> Option<usize> {
        self.session.gaze().selection.tour.shown().map(|shown| shown.at)
    }

    fn ends_in(&self) -> Option<u64> {
        self.session.gaze().tour_ends_in
    }
}

fn around(status: &Status, clock: Duration) -> Surroundings<'_> {
    Surroundings { status, message: None, newest: None, clock }
}

#[test]
fn a_finger_alone_begins_it_goes_on_and_leaves() {
    let mut visit = Visit::new();
    assert!(visit.touch("door 8") && visit.touch("button tour"));
    assert_eq!(visit.at(), Some(0));
    for at in 1..16 {
        assert!(visit.touch("button tour-next"));
        assert_eq!(visit.at(), Some(at));
    }
    assert!(visit.touch("button tour-next"));
    assert_eq!(visit.at(), None);
    visit.touch("button tour");
    assert!(visit.touch("button tour"), "the strip has a button that leaves");
    assert_eq!(visit.at(), None);
    assert!(!visit.touch("button tour-next"));
}

#[test]
fn a_keyboard_alone_begins_it_goes_on_and_leaves() {
    let mut visit = Visit::new();
    visit.press("8 t");
    assert_eq!(visit.at(), Some(0));
    visit.press("Tab Tab");
    assert_eq!(visit.at(), Some(2));
    visit.press("Esc");
    assert_eq!(visit.at(), Some(2), "it only leaves the layer");
    visit.press("Esc");
    assert_eq!(visit.at(), None);
    visit.press("Tab");
    assert_eq!(visit.at(), None);
    visit.press("8 T");
    assert_eq!(visit.session.gaze().selection.tour.shown().unwrap().of, 4);
}

#[test]
fn it_warns_before_it_ends_and_a_touch_keeps_it() {
    let mut visit = Visit::new();
    visit.press("8 t");
    visit.wait(79);
    assert_eq!((visit.at(), visit.ends_in()), (Some(0), None));
    visit.wait(2);
    assert_eq!((visit.at(), visit.ends_in()), (Some(0), Some(9)));
    visit.take(Event::Hover(Point::new(9, 9)));
    assert_eq!(visit.ends_in(), Some(9), "a mouse on a shaking table is nobody");
    visit.take(Event::Click(Point::new(1, 1)));
    assert_eq!((visit.at(), visit.ends_in()), (Some(0), None));
    visit.wait(85);
    assert_eq!(visit.ends_in(), Some(5));
    visit.wait(5);
    assert_eq!((visit.at(), visit.ends_in()), (None, None));
    visit.press("8 t");
    assert_eq!(visit.ends_in(), None, "the next has all the time");
}

#[test]
fn a_kiosk_has_its_own_patience() {
    let mut visit = Visit::new();
    visit.status.kiosk = true;
    visit.press("8 t");
    visit.wait(89);
    assert_eq!((visit.at(), visit.ends_in()), (Some(0), None));
}

#[test]
fn the_question_of_a_kiosk_stands_above_it() {
    let mut setting = Setting { size: SIZE, ..Setting::default() };
    setting.act(exhibit::TOUR);
    setting.status.kiosk = true;
    setting.status.leaves_in = Some(9);
    let strip = setting.show().area(Pane::Tour);
    let lines = lines(|| drop(setting.show()));
    let asks = lines.iter().find(|line| line.text == say!("still-there")).unwrap();
    assert!(!asks.cut && asks.area.intersect(strip).is_empty(), "{:?}", asks.area);
}

#[test]
fn pictures_that_move_or_stand_still_are_told_apart_by_what_is_seen() {
    let outline = Arc::new(made_up::outline(18, 40));
    let mut visit = Visit::new();
    visit.press("8 t");
    let see = |visit: &mut Visit, frame: u64, scene: u64| {
        let plan = crate::taps::plan::Plan::default();
        let mut snapshot = made_up::snapshot(&outline, &plan, frame, 0.6);
        Arc::make_mut(&mut snapshot.frame).scene = scene;
        visit.session.see(snapshot, Findings::default());
        visit.settle();
    };
    let still = made_up::snapshot(&outline, &crate::taps::plan::Plan::default(), 0, 0.6);
    let scene = still.frame.scene;
    for frame in 0..100 {
        see(&mut visit, frame, scene);
    }
    let before = visit.at();
    see(&mut visit, 101, scene + 1);
    assert_eq!((before, visit.at()), (Some(0), Some(1)));
}

#[test]
fn what_a_step_points_at_is_framed_where_it_is_one_target() {
    let mut setting = Setting { size: SIZE, ..Setting::default() };
    setting.act(exhibit::TOUR);
    let plain = setting.show();
    for _ in 0..3 {
        setting.act(exhibit::TOUR_NEXT);
    }
    let shown = setting.show();
    let door = |shown: &super::super::goldens::Shown| {
        let what = What::Button(Action::Open(Door::LooksFor));
        shown.targets.iter().find(|target| target.what == what).unwrap().area
    };
    let lime = |shown: &super::super::goldens::Shown| {
        let Rect { x, y, height, .. } = door(shown);
        shown.pixels[((y + height / 2) * SIZE.width + x - 2) as usize] == LEADER
    };
    assert!(lime(&shown) && !lime(&plain));
}

#[test]
fn whoever_is_called_begins_with_a_task_or_with_the_tour() {
    for (name, camera, wanted) in [
        ("button first-task", true, Some(4)),
        ("button tour", true, Some(16)),
        ("button first-task", false, None),
        ("button tour", false, Some(16)),
    ] {
        let mut visit = Visit::new();
        (visit.status.attraction, visit.status.camera) = (true, camera);
        let targets = visit.session.touchable(around(&visit.status, Duration::ZERO));
        let begins = targets.iter().find(|target| target.name == name).is_some_and(|target| {
            let event = Event::Click(target.area.middle());
            visit.session.opens_a_door(event, around(&visit.status, Duration::ZERO))
        });
        assert_eq!(begins, wanted.is_some(), "{name}");
        visit.touch(name);
        let steps = visit.session.gaze().selection.tour.shown().map(|shown| shown.of);
        assert_eq!(steps, wanted, "{name}, camera: {camera}");
    }
}

#[test]
fn goldens_of_the_strip() {
    let mut setting = Setting { size: Size::new(1600, 900), ..Setting::default() };
    setting.act(exhibit::TOUR);
    setting.act(exhibit::TOUR_NEXT);
    golden("tour_square", &setting.show().pane(Pane::Tour));
    for _ in 0..2 {
        setting.act(exhibit::TOUR_NEXT);
    }
    golden("tour_door", &setting.show().whole());
    setting.tour_ends_in = Some(9);
    golden("tour_ends", &setting.show().pane(Pane::Tour));
    let mut first = Setting { size: Size::new(1080, 1920), ..Setting::default() };
    first.act(FIRST_TASK);
    golden("tour_upright", &first.show().pane(Pane::Tour));
}
