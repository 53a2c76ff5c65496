//! Tests of keys in the window: which panes each changes, other layouts, presses of an instant.

use std::thread;
use std::time::Duration;

use deepvis::control::zoom::Zoom;
use deepvis::dashboard::layout::Pane::{
    self, Answer, Doors, Foot, Legend, Maps, Picture, Spotlight, Strip,
};
use deepvis::exhibit::selection::Selection;

use super::display::Display;
use super::running::Running;
use super::{WANDERS, arranged, dashboard, outline, photo};

/// All panes but the last line.
const ALL: &[Pane] = &[Picture, Spotlight, Legend, Maps, Answer, Strip, Doors];

#[test]
fn on_a_photo_each_key_changes_its_panes_and_no_others() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let wall = dashboard().panes();
    let open = Selection { zoom: Zoom::Layer, steering: true, ..Selection::default() };
    let inside = arranged(&outline(), &open).panes();
    // The first key takes over from the spotlight, which wanders by itself.
    running.display.xdotool("key Right");
    let mut screen = display.still_for(WANDERS);
    for (key, wanted) in [
        ("Left", &[Maps, Spotlight][..]),
        // The keypad's right and left, without NumLock.
        ("85", &[Maps, Spotlight]),
        ("83", &[Maps, Spotlight]),
        ("g", &[Maps, Spotlight, Legend]),
        ("y", &[Maps]),
        ("y", &[Maps]),
        ("space", &[Picture]),
        ("space", &[Picture]),
        // What is open has the place of all that was there.
        ("Return", ALL),
        ("Right", &[Maps]),
        ("period", &[Maps]),
        ("Escape", ALL),
        ("n", &[Foot, Spotlight, Maps, Answer]),
        ("h", ALL),
    ] {
        let panes = if ["Right", "period"].contains(&key) { &inside } else { &wall };
        screen = running.press(key, wanted, panes, &screen);
    }
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn letter_keys_work_on_keyboards_without_latin_letters() {
    // The numbers of the keys that a US keyboard marks h and q.
    let (h, q) = ("key 43", "key 24");
    let display = Display::open();
    for layout in ["ru", "gr"] {
        display.lay_out(layout);
        let running = Running::start(&display, &photo());
        let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
        display.xdotool("key Right");
        display.still_for(WANDERS);
        let wall = display.part(maps);
        display.xdotool(h);
        display.waits_for(maps, false, &wall, &format!("{layout}: no help"));
        display.xdotool(&format!("key Caps_Lock {h} key Caps_Lock"));
        display.waits_for(maps, true, &wall, &format!("{layout}: with Caps Lock the help stays"));
        display.xdotool(q);
        running.ends_with(0);
    }
    // The key is let go of on such a keyboard too.
    let mut running = Running::start_with(&display, &[&photo(), "--size", "1280x800", "--kiosk"]);
    display.xdotool(q);
    thread::sleep(Duration::from_millis(2500));
    assert!(running.runs(), "a tap is not enough");
    display.xdotool("keydown 24");
    thread::sleep(Duration::from_millis(2200));
    running.ends_with(0);
}

#[test]
fn keys_pressed_for_an_instant_or_with_caps_lock_count() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    display.xdotool("key Right");
    display.still_for(WANDERS);
    let wall = display.part(maps);
    // Each press and its release fall between two looks at the keyboard.
    for _ in 0..9 {
        display.xdotool("key --delay 0 h");
    }
    display.waits_for(maps, false, &wall, "after nine presses the help is not open");
    display.settled();
    display.xdotool("key --delay 0 h");
    display.waits_for(maps, true, &wall, "after ten presses the help is open");
    display.settled();
    display.waits_for(maps, true, &wall, "after ten presses the help is open");
    display.xdotool("key Caps_Lock");
    display.xdotool("key q");
    running.ends_with(0);
}
