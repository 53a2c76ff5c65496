//! Tests of a kiosk's rules, with made-up times.

use super::*;
use crate::control::keymap::{Entry, Group};
use crate::geometry::Point;

const Q: Key = Key::Char('q');

fn at(seconds: f32) -> Duration {
    Duration::from_secs_f32(seconds)
}

fn press(key: Key) -> Event {
    Event::Press(KeyPress { key, shift: false })
}

fn kiosk() -> Kiosk {
    Kiosk::new(Patience::default(), Arc::new(Keyboard::new(&[])))
}

#[test]
fn quitting_needs_the_key_held_for_two_seconds() {
    let mut kiosk = kiosk();
    assert_eq!(kiosk.held(at(1.0)), None);
    assert_eq!(
        kiosk.take(press(Q), Door::See, at(10.0)),
        Ruling::Refuse("to quit, hold q for two seconds".into())
    );
    // The keyboard repeats it meanwhile.
    kiosk.take(Event::Repeat(KeyPress { key: Q, shift: false }), Door::See, at(10.6));
    assert_eq!(kiosk.held(at(11.0)), Some(0.5));
    assert_eq!(kiosk.held(at(12.5)), Some(1.0));
    kiosk.take(Event::Release(Q), Door::See, at(12.6));
    assert_eq!(kiosk.held(at(20.0)), None);
}

#[test]
fn the_way_out_is_the_key_that_was_chosen() {
    let mut keyboard = Keyboard::new(&[]);
    keyboard.rebind("quit", &["#".into()]).unwrap();
    let mut kiosk = Kiosk::new(Patience::default(), Arc::new(keyboard));
    let told = Ruling::Refuse("to quit, hold # for two seconds".into());
    assert_eq!(kiosk.take(press(Key::Char('#')), Door::See, at(1.0)), told);
    assert_eq!(kiosk.held(at(3.0)), Some(1.0));
    kiosk.take(Event::Release(Key::Char('#')), Door::See, at(3.0));
    assert_eq!(kiosk.take(press(Q), Door::See, at(4.0)), Ruling::Pass);
}

#[test]
fn leaning_on_the_keyboard_does_not_quit() {
    let other = Key::Char('w');
    for keys in [[Q, other], [other, Q]] {
        let mut kiosk = kiosk();
        for key in keys {
            kiosk.take(press(key), Door::See, at(5.0));
        }
        assert_eq!(kiosk.held(at(9.0)), None, "{keys:?}");
        // Nor does letting go of the other key alone.
        kiosk.take(Event::Release(other), Door::See, at(9.0));
        assert_eq!(kiosk.held(at(12.0)), None, "{keys:?}");
        kiosk.take(Event::Release(Q), Door::See, at(12.0));
        kiosk.take(press(Q), Door::See, at(13.0));
        assert_eq!(kiosk.held(at(15.0)), Some(1.0), "{keys:?}");
    }
}

#[test]
fn nothing_leads_out_or_fills_the_disk() {
    for event in [Event::AskedToClose, press(Key::Char('s')), press(Key::F(11)), press(Q)] {
        assert!(matches!(kiosk().take(event, Door::See, at(1.0)), Ruling::Refuse(_)), "{event:?}");
    }
    let mut kiosk = kiosk();
    for event in [press(Key::Escape), press(Key::Char('h')), Event::Click(Point::new(1, 1))] {
        assert_eq!(kiosk.take(event, Door::See, at(1.0)), Ruling::Pass, "{event:?}");
    }
}

#[test]
fn the_first_view_comes_back_once_after_each_use() {
    let mut kiosk = kiosk();
    assert!(!kiosk.goes_home(at(100.0)), "nobody was there");
    kiosk.take(press(Key::Enter), Door::See, at(100.0));
    assert!(!kiosk.goes_home(at(159.0)));
    // A mouse on a shaking table, a bag on the keyboard.
    kiosk.take(Event::Hover(Point::new(1, 1)), Door::See, at(159.0));
    kiosk.take(Event::Lift(Point::new(1, 1)), Door::See, at(159.0));
    kiosk.take(Event::Repeat(KeyPress { key: Key::Enter, shift: false }), Door::See, at(159.0));
    assert!(kiosk.goes_home(at(160.0)));
    assert!(!kiosk.goes_home(at(161.0)));
}

#[test]
fn whoever_drags_is_there() {
    let mut kiosk = kiosk();
    let here = Point::new(1, 1);
    assert_eq!(kiosk.take(Event::Click(here), Door::See, at(100.0)), Ruling::Pass);
    assert_eq!(kiosk.take(Event::Drag(here), Door::See, at(130.0)), Ruling::Pass);
    assert_eq!(kiosk.take(Event::Lift(here), Door::See, at(150.0)), Ruling::Pass);
    assert!(!kiosk.goes_home(at(189.0)));
    assert!(kiosk.goes_home(at(190.0)), "a minute after the drag");
}

#[test]
fn the_screen_attracts_where_nobody_moves_and_nobody_touches() {
    let mut kiosk = kiosk();
    let mut attracts = |still: Option<f32>, clock: f32| {
        kiosk.attend(still.map(at), at(clock));
        kiosk.attracts()
    };
    assert!(!attracts(Some(59.0), 500.0));
    assert!(attracts(Some(60.0), 500.0));
    // Somebody comes, sees themselves in it, and then what the first view is.
    assert!(attracts(Some(0.0), 501.0) && attracts(Some(0.4), 502.9));
    assert!(!attracts(Some(0.0), 503.0) && !attracts(Some(59.0), 570.0));
    // Without a camera, who has not touched it for so long is not there.
    assert!(attracts(None, 600.0));
    kiosk.take(Event::RightClick, Door::See, at(600.0));
    kiosk.attend(Some(at(99.0)), at(659.0));
    assert!(!kiosk.attracts());
}

#[test]
fn the_first_touch_or_key_wakes_and_does_nothing_else() {
    for first in [press(Key::Char('f')), Event::Click(Point::new(1, 1)), Event::RightClick] {
        let mut kiosk = kiosk();
        kiosk.attend(None, at(60.0));
        assert_eq!(kiosk.take(Event::Hover(Point::new(1, 1)), Door::See, at(61.0)), Ruling::Pass);
        assert!(kiosk.attracts(), "of a mouse on a shaking table");
        assert_eq!(kiosk.take(first, Door::See, at(61.0)), Ruling::Wake, "{first:?}");
        kiosk.attend(None, at(61.1));
        assert!(!kiosk.attracts());
        assert_eq!(kiosk.take(first, Door::See, at(62.0)), Ruling::Pass, "{first:?}");
    }
    let mut kiosk = kiosk();
    kiosk.attend(None, at(60.0));
    assert!(matches!(kiosk.take(press(Q), Door::See, at(61.0)), Ruling::Refuse(_)));
    assert_eq!(kiosk.held(at(63.0)), Some(1.0), "the presenter holds it as ever");
}

#[test]
fn whoever_is_asked_has_ten_seconds_to_touch_and_a_touch_does_nothing_else() {
    let mut kiosk = kiosk();
    assert_eq!(kiosk.leaves_in(at(55.0)), None, "nobody was there");
    kiosk.take(press(Key::Enter), Door::See, at(100.0));
    let left = [149.9, 150.0, 151.5, 159.9, 160.0].map(|clock| kiosk.leaves_in(at(clock)));
    assert_eq!(left, [None, Some(10), Some(9), Some(1), None]);
    for first in [press(Key::Escape), Event::Click(Point::new(1, 1))] {
        kiosk.take(Event::RightClick, Door::See, at(100.0));
        assert_eq!(kiosk.take(first, Door::See, at(155.0)), Ruling::Nothing, "{first:?}");
        assert_eq!(kiosk.leaves_in(at(155.0)), None);
        assert!(!kiosk.goes_home(at(214.0)));
        assert_eq!(kiosk.take(first, Door::See, at(156.0)), Ruling::Pass, "{first:?}");
    }
}

#[test]
fn a_key_is_judged_by_what_it_means_behind_the_door_that_is_open() {
    const PLAY: Action = Action::Room("play");
    let bindings: &[(Key, bool, Action)] = &[(Key::Char('s'), false, PLAY)];
    let entry = Entry::new("s", "plays", Group::Test, bindings).behind(Door::Play);
    let keyboard = Arc::new(Keyboard::new(&[&[entry]]));
    let mut kiosk = Kiosk::new(Patience::default(), keyboard);
    let s = press(Key::Char('s'));
    assert_eq!(kiosk.take(s, Door::Play, at(1.0)), Ruling::Pass);
    assert!(matches!(kiosk.take(s, Door::See, at(2.0)), Ruling::Refuse(_)));
}
