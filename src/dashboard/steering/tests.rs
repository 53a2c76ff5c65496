//! Tests of steering: what presses, drags, lifts and held keys lead to.

use deepvis_camera::CameraOrder;

use super::*;
use crate::attribution::AttributionTarget;
use crate::control::action::Direction;
use crate::control::door::Door;
use crate::dynamics::history::History;
use crate::exhibit::findings::Findings;
use crate::geometry::{Rect, Size};
use crate::made_up;
use crate::screen::{Key, KeyPress};
use crate::taps::plan::Plan;

fn steering() -> Steering {
    Steering::new(Selection::default(), Arc::new(crate::exhibit::keyboard()))
}

fn take(steering: &mut Steering, event: Event) -> Option<Effect> {
    let (outline, rooms) = (&made_up::outline(6, 16), &Rooms::default());
    let arrangement = Arrangement { wall_columns: 3, grid_columns: 8, ..Arrangement::default() };
    let ground = Ground { outline, arrangement, targets: &[], rooms, guesses: &[], kiosk: false };
    steering.take(event, ground)
}

/// A button on the presenter's half of help, touched: what comes of it, and whether help stays.
fn touched(action: Action, kiosk: bool) -> (Option<Effect>, bool) {
    let mut steering = steering();
    let selection = &mut steering.gaze.selection;
    (selection.help, selection.presenter) = (true, true);
    let (area, rooms) = (Rect::new(0, 0, 44, 44), &Rooms::default());
    let targets = [Target { what: What::Button(action), area, touch: area }];
    let (outline, targets) = (&made_up::outline(6, 16), targets.as_slice());
    let arrangement = Arrangement::default();
    let ground = Ground { outline, arrangement, targets, rooms, guesses: &[], kiosk };
    assert_eq!(steering.take(Event::Click(area.middle()), ground), None);
    let effect = steering.take(Event::Lift(area.middle()), ground);
    (effect, steering.gaze.selection.help)
}

#[test]
fn a_kiosk_refuses_fingers_what_it_refuses_keys_but_lets_the_presenter_quit() {
    for action in [Action::SavePicture, Action::Export, Action::Record, Action::FullScreen] {
        let (effect, stays) = touched(action, true);
        assert!(matches!(effect, Some(Effect::Refuse(_))) && stays, "{action:?}: {effect:?}");
    }
    assert_eq!(touched(Action::SavePicture, false), (Some(Effect::SavePicture), false));
    assert_eq!(touched(Action::Quit, true), (Some(Effect::Quit), false));
}

#[test]
fn in_a_kiosk_only_the_presenters_page_sets_the_camera_and_it_stays_open() {
    let turn = Action::Camera(CameraOrder::Rotate);
    let effect = Effect::Adjust(CameraOrder::Rotate);
    assert_eq!(touched(turn, true), (Some(effect), true));
    assert_eq!(touched(turn, false), (Some(effect), true));
    let key = Event::Press(KeyPress { key: Key::Char('V'), shift: false });
    for (kiosk, wanted) in [(false, effect), (true, Effect::Refuse("kiosk-leaves-the-camera"))] {
        let mut steering = steering();
        let (outline, rooms) = (&made_up::outline(6, 16), &Rooms::default());
        let arrangement = Arrangement::default();
        let ground = Ground { outline, arrangement, targets: &[], rooms, guesses: &[], kiosk };
        assert_eq!(steering.take(key, ground), Some(wanted), "{kiosk}");
    }
}

#[test]
fn the_keys_of_the_best_guesses_ask_about_their_classes_and_of_the_best_why_it_is_no_other() {
    // Why the best, and not the best, is no question.
    for (key, rival) in [(';', None), (':', Some(3))] {
        let mut steering = steering();
        let (outline, rooms) = (&made_up::outline(6, 16), &Rooms::default());
        let arrangement = Arrangement::default();
        let guesses = &[7, 3, 1];
        let ground = Ground { outline, arrangement, targets: &[], rooms, guesses, kiosk: false };
        steering.take(Event::Press(KeyPress { key: Key::Char(key), shift: false }), ground);
        let selection = &steering.gaze.selection;
        assert_eq!(selection.study.pinned, rival.map(AttributionTarget::Class));
        assert_eq!(selection.door(rooms), Door::Hide);
    }
}

#[test]
fn a_pointer_that_drags_is_where_it_is_and_letting_go_does_nothing_more() {
    let pointer = |events: &[Event]| {
        let mut steering = steering();
        for event in events {
            assert_eq!(take(&mut steering, *event), None);
        }
        steering.pointer(Duration::ZERO)
    };
    let [here, elsewhere] = [Point::new(600, 400), Point::new(1, 1)];
    assert_eq!(pointer(&[Event::Hover(here)]), Some(here));
    assert_eq!(pointer(&[Event::Drag(here)]), Some(here));
    assert_eq!(pointer(&[Event::Hover(here), Event::Lift(elsewhere)]), Some(here));
    assert_eq!(pointer(&[Event::Lift(here)]), None);
}

#[test]
fn a_pointer_that_rests_names_nothing_until_it_moves_again() {
    let mut steering = steering();
    let mut named = |at: Option<i32>, seconds: u64| {
        if let Some(x) = at {
            take(&mut steering, Event::Hover(Point::new(x, 400)));
        }
        steering.pointer(Duration::from_secs(seconds)).is_some()
    };
    assert!(!named(None, 0), "nobody has touched the mouse");
    assert!(named(Some(600), 1));
    assert!(named(None, 4));
    assert!(!named(None, 6));
    assert!(named(Some(601), 7));
}

#[test]
fn an_open_layer_begins_at_its_first_square_and_its_page_follows_the_cursor() {
    let outline = Arc::new(made_up::outline(6, 16));
    let mut steering = steering();
    take(&mut steering, Event::Press(KeyPress { key: Key::Enter, shift: false }));
    let plan = Plan::default();
    let snapshot = made_up::snapshot(&outline, &plan, 0, 0.6);
    let order: Vec<u16> = (0..16).rev().collect();
    let bare = Arrangement { wall_columns: 3, grid_columns: 2, page: 4, order: &[] };
    let places = Arrangement { order: &order, ..bare };
    let settle = |steering: &mut Steering, places| {
        steering.settle(Some(&snapshot), &outline, places, Duration::ZERO);
        let Selection { unit, strongest, page, follow, .. } = &steering.gaze.selection;
        (unit.channel, *strongest, *page, *follow)
    };
    steering.gaze.selection.strongest = true;
    assert_eq!(settle(&mut steering, bare), (0, true, 0, true), "not read yet");
    assert_eq!(settle(&mut steering, places), (15, false, 0, false));
    for _ in 0..5 {
        let action = Action::Move(Direction::Right);
        let rooms = &Rooms::default();
        let outline = outline.as_ref();
        let (targets, guesses) = (&[], &[]);
        let ground = Ground { outline, arrangement: places, targets, rooms, guesses, kiosk: false };
        steering.perform(action, ground);
    }
    assert_eq!(settle(&mut steering, places), (10, false, 1, false));
}

/// A steering before which these can be touched, and what it makes of an event.
fn with_targets(steering: &mut Steering, targets: &[Target], event: Event) -> Option<Effect> {
    let (outline, rooms) = (&made_up::outline(6, 16), &Rooms::default());
    let arrangement = Arrangement { wall_columns: 3, grid_columns: 8, page: 16, order: &[] };
    let guesses = &[];
    steering.take(event, Ground { outline, arrangement, targets, rooms, guesses, kiosk: false })
}

fn button(action: Action) -> Target {
    let area = Rect::new(100, 100, 44, 44);
    Target { what: What::Button(action), area, touch: area }
}

/// Lets so many seconds pass.
fn pass(steering: &mut Steering, seconds: f32) {
    let arrangement = Arrangement { wall_columns: 3, grid_columns: 8, page: 16, order: &[] };
    let clock = Duration::from_secs_f32(seconds);
    steering.settle(None, &made_up::outline(6, 16), arrangement, clock);
}

const ON: Point = Point::new(110, 110);
const BESIDE: Point = Point::new(300, 110);

#[test]
fn a_button_acts_when_it_is_lifted_where_it_was_pressed_and_is_lit_only_there() {
    for (lifted, frozen) in [(ON, true), (BESIDE, false)] {
        let (mut steering, targets) = (steering(), [button(Action::Freeze)]);
        with_targets(&mut steering, &targets, Event::Click(ON));
        pass(&mut steering, 0.1);
        assert_eq!(steering.gaze.pressed, Some(targets[0].what));
        with_targets(&mut steering, &targets, Event::Drag(lifted));
        pass(&mut steering, 0.2);
        assert_eq!(steering.gaze.pressed.is_some(), frozen, "slid off, it would do nothing");
        with_targets(&mut steering, &targets, Event::Lift(lifted));
        assert_eq!(steering.gaze.selection.frozen, frozen);
    }
}

#[test]
fn help_that_is_held_becomes_the_presenters_unless_the_finger_leaves_or_another_key_comes() {
    let h = KeyPress { key: Key::Char('h'), shift: false };
    let other = KeyPress { key: Key::Char('#'), shift: false };
    let ways: [(&[Event], bool); 5] = [
        (&[Event::Click(ON)], true),
        (&[Event::Click(ON), Event::Drag(BESIDE), Event::Drag(ON)], false),
        (&[Event::Press(h)], true),
        (&[Event::Press(h), Event::Press(other)], false),
        (&[Event::Press(h), Event::Release(h.key)], false),
    ];
    for (events, presenter) in ways {
        let (mut steering, targets) = (steering(), [button(Action::Help)]);
        pass(&mut steering, 10.0);
        for &event in events {
            with_targets(&mut steering, &targets, event);
            pass(&mut steering, 10.1);
        }
        pass(&mut steering, 12.2);
        let Selection { help, presenter: shown, .. } = steering.gaze.selection;
        assert_eq!(shown, presenter, "{events:?}");
        assert!(help || !presenter);
    }
}

#[test]
fn what_acts_while_it_is_held_begins_with_the_press_and_ends_when_it_is_let_go() {
    use crate::control::keymap::{Entry, Group};
    const HELD: &[Entry] = &[Entry::new(
        "~",
        "key-likes",
        Group::Test,
        &[(Key::Char('~'), false, Action::Room("held"))],
    )
    .held()];
    let action = Action::Room("held");
    let key = KeyPress { key: Key::Char('~'), shift: false };
    let other = KeyPress { key: Key::Char('#'), shift: false };
    let ways: [(&[Event], Option<Action>); 7] = [
        (&[Event::Click(ON)], Some(action)),
        (&[Event::Click(ON), Event::Drag(BESIDE)], Some(action)),
        (&[Event::Click(ON), Event::Drag(BESIDE), Event::Lift(BESIDE)], None),
        (&[Event::Press(key), Event::Repeat(key)], Some(action)),
        (&[Event::Press(key), Event::Release(other.key)], Some(action)),
        (&[Event::Press(key), Event::Release(key.key)], None),
        (&[Event::Press(key), Event::Press(other)], None),
    ];
    let area = Rect::new(100, 100, 44, 44);
    let targets = [Target { what: What::Held(action), area, touch: area }];
    for (events, holding) in ways {
        let keyboard = Arc::new(Keyboard::new(&[HELD]));
        let mut steering = Steering::new(Selection::default(), keyboard);
        for &event in events {
            assert_eq!(with_targets(&mut steering, &targets, event), None);
        }
        assert_eq!(steering.gaze.selection.holding, holding, "{events:?}");
    }
    // The press does what is asked for, the lift nothing more.
    let targets = [Target { what: What::Held(Action::Freeze), area, touch: area }];
    let mut steering = steering();
    for event in [Event::Click(ON), Event::Lift(ON)] {
        with_targets(&mut steering, &targets, event);
        assert!(steering.gaze.selection.frozen, "{event:?}");
    }
}

#[test]
fn what_is_typed_is_a_name_until_enter_and_no_key_is_meant() {
    let unit = crate::taps::plan::Unit { layer: 4, channel: 3 };
    let mut steering = steering();
    steering.gaze.selection.unit = unit;
    steering.gaze.selection.steering = true;
    let mut press = |key: Key| {
        take(&mut steering, Event::Press(KeyPress { key, shift: false }));
        let Selection { names, naming, frozen, .. } = &steering.gaze.selection;
        assert!(!frozen, "{key:?}");
        (names.of("made_up", unit).map(str::to_owned), naming.is_some())
    };
    assert_eq!(press(Key::Char('*')), (None, true));
    for typed in [' ', 'm', 'u', 'q', 'g', 's'] {
        assert_eq!(press(Key::Char(typed)), (None, true));
    }
    press(Key::Backspace);
    assert_eq!(press(Key::Enter), (Some("muqg".into()), false));
    press(Key::Char('*'));
    press(Key::Char('!'));
    assert_eq!(press(Key::Escape), (Some("muqg".into()), false), "it keeps the one that it has");
}

#[test]
fn the_presenters_page_leaves_no_search_below_it_that_eats_keys() {
    let mut steering = steering();
    let targets = [button(Action::Help)];
    with_targets(
        &mut steering,
        &targets,
        Event::Press(KeyPress { key: Key::Char('/'), shift: false }),
    );
    with_targets(&mut steering, &targets, Event::Click(ON));
    pass(&mut steering, 10.0);
    pass(&mut steering, 12.1);
    let Selection { find, presenter, .. } = &steering.gaze.selection;
    assert!(*presenter && find.is_none());
}

#[test]
fn the_wheel_opens_nothing_below_a_page() {
    let mut steering = steering();
    steering.gaze.selection.help = true;
    with_targets(&mut steering, &[], Event::Wheel { away: true });
    assert!(steering.gaze.selection.help);
    assert_eq!(steering.gaze.selection.zoom, Zoom::Wall);
}

#[test]
fn a_knob_follows_the_finger_step_by_step_also_beyond_its_ends() {
    use crate::exhibit::counts::{LARGER_SQUARE, OCCLUSION, SMALLER_SQUARE};
    let area = Rect::new(100, 100, 400, 44);
    let knob = |at| Target {
        what: What::Knob(Knob { less: SMALLER_SQUARE, more: LARGER_SQUARE, at, positions: 5 }),
        area,
        touch: area,
    };
    let mut steering = steering();
    let page = Target { what: What::Button(OCCLUSION), area, touch: area };
    with_targets(&mut steering, &[page], Event::Click(Point::new(300, 110)));
    with_targets(&mut steering, &[page], Event::Lift(Point::new(300, 110)));
    let before = steering.gaze.selection.choices.clone();
    with_targets(&mut steering, &[knob(2)], Event::Click(Point::new(300, 110)));
    assert_eq!(steering.gaze.selection.choices, before, "it stands there already");
    with_targets(&mut steering, &[knob(2)], Event::Drag(Point::new(9000, 500)));
    let largest = steering.gaze.selection.choices.clone();
    assert_ne!(largest, before);
    with_targets(&mut steering, &[knob(4)], Event::Drag(Point::new(300, 110)));
    assert_eq!(steering.gaze.selection.choices, before, "two steps back");
}

#[test]
fn the_rubber_follows_the_finger_in_lines_until_it_is_lifted() {
    use crate::exhibit::counts::{LARGER_SQUARE, SMALLER_SQUARE};
    let outline = Arc::new(made_up::outline(6, 16));
    let mut rooms = Rooms::default();
    let mut steering = steering();
    let arrangement = Arrangement::default();
    let area = Rect::new(100, 100, 448, 448);
    let rubber = Rubber { size: Size::new(224, 224), less: SMALLER_SQUARE, more: LARGER_SQUARE };
    let targets = [Target { what: What::Rubber(rubber), area, touch: area }];
    let mut take = |event| {
        let snapshot = made_up::snapshot(&outline, &Plan::default(), 3, 0.6);
        let selection = &steering.gaze.selection;
        rooms.see(&snapshot, &Findings::default(), &History::default(), selection, None);
        let ground = Ground {
            outline: &outline,
            arrangement,
            targets: &targets,
            rooms: &rooms,
            guesses: &[],
            kiosk: true,
        };
        steering.take(event, ground);
        let selection = &steering.gaze.selection;
        let erased = rooms.inquiry(Plan::default(), selection, &outline).plan.erased;
        (erased, selection.frozen)
    };
    take(Event::Press(KeyPress { key: Key::Char('4'), shift: false }));
    let at = |x, y| Point::new(100 + 2 * x, 100 + 2 * y);
    assert_eq!(take(Event::Hover(at(50, 50))), (None, false), "a finger that is up rubs nothing");
    let (dot, held) = take(Event::Click(at(50, 50)));
    let dot = dot.unwrap();
    assert!(held && dot.hides(Point::new(50, 50)) && !dot.hides(Point::new(100, 50)));
    // Between two samples it was everywhere on the line.
    let line = take(Event::Drag(at(150, 50))).0.unwrap();
    assert!((50..=150).all(|x| line.hides(Point::new(x, 50))));
    take(Event::Lift(at(150, 50)));
    take(Event::Hover(at(150, 180)));
    let two = take(Event::Click(at(50, 180))).0.unwrap();
    assert!(two.hides(Point::new(50, 180)) && two.hides(Point::new(150, 50)));
    assert!(!two.hides(Point::new(100, 120)), "a new stroke begins where the finger comes down");
    // The wheel makes the rubber larger, and Escape leaves: the picture goes on.
    take(Event::Wheel { away: true });
    let large = take(Event::Click(at(150, 180))).0.unwrap();
    assert!(large.hides(Point::new(150, 180 + 24)) && !two.hides(Point::new(50, 180 + 24)));
    let left = take(Event::Press(KeyPress { key: Key::Escape, shift: false }));
    assert_eq!(left, (None, false));
}
