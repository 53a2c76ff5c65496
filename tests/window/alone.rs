//! Tests of whole visits in the window, by the mouse alone and by the keyboard alone: every door
//! and back, the pages, a picture that is saved, the way out.
//!
//! Which door is open, and which page, is seen on the bar of doors: it is lit.

use std::thread;
use std::time::{Duration, Instant};

use deepvis::control::zoom::Zoom;
use deepvis::exhibit::Room;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::{Point, Rect};
use deepvis::screen::Touchable;
use deepvis::view::status::Status;

use super::display::Display;
use super::running::Running;
use super::{NEVER, photo, touchable};

/// What can be touched behind each door that leads somewhere, and on the pages.
struct Places {
    wall: Vec<Touchable>,
    inside: Vec<Touchable>,
    hide: Vec<Touchable>,
    changes: Vec<Touchable>,
    explanation: Vec<Touchable>,
    visitors: Vec<Touchable>,
    presenters: Vec<Touchable>,
}

impl Places {
    fn new() -> Self {
        let of = |selection: &Selection| {
            touchable(selection, &Status { still: true, ..Status::default() })
        };
        let usual = Selection::default();
        let room = |room| of(&Selection { room: Some(room), ..usual.clone() });
        let page =
            |help, presenter, explain| of(&Selection { help, presenter, explain, ..usual.clone() });
        Self {
            wall: of(&usual),
            inside: of(&Selection { zoom: Zoom::Layer, steering: true, ..usual.clone() }),
            hide: room(Room::Counts),
            changes: room(Room::Changes),
            explanation: page(false, false, true),
            visitors: page(true, false, false),
            presenters: page(true, true, false),
        }
    }
}

fn area(targets: &[Touchable], name: &str) -> Rect {
    let named = targets.iter().find(|target| target.name == name);
    named.unwrap_or_else(|| panic!("no {name} in {targets:?}")).area
}

/// Waits until this door, or page, is the one that is open: one of the bar is lit, and no other.
fn waits_for(display: &Display, bar: &[Touchable], open: &str) {
    let names = ["door 1", "door 2", "door 4", "door 5", "button explain", "help"];
    let lit = |name: &&str| {
        // Inside the frame, where neither words nor an icon are.
        let area = area(bar, name);
        let pixel = display.part(Rect::new(area.x + area.width / 2, area.y + 3, 1, 1));
        pixel.iter().all(|&byte| byte > 160)
    };
    let begun = Instant::now();
    loop {
        let now: Vec<&str> = names.into_iter().filter(lit).collect();
        if now == [open] {
            return;
        }
        assert!(begun.elapsed() < NEVER, "{open} should be open, not {now:?}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// A press and a lift within one and the same millisecond.
fn tap(display: &Display, targets: &[Touchable], name: &str) {
    let Point { x, y } = area(targets, name).middle();
    display.xdotool(&format!("mousemove {x} {y} mousedown 1 mouseup 1"));
}

fn waits_for_file(running: &Running<'_>, name: &str) {
    let file = running.folder.path().join(name);
    let begun = Instant::now();
    while !file.exists() {
        assert!(begun.elapsed() < NEVER, "no {name}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_visit_by_the_mouse_alone_through_every_door_and_out() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let places = Places::new();
    let comes_to = |open| waits_for(&display, &places.wall, open);
    comes_to("door 1");
    for (door, behind) in
        [("door 2", &places.inside), ("door 4", &places.hide), ("door 5", &places.changes)]
    {
        tap(&display, &places.wall, door);
        comes_to(door);
        tap(&display, behind, "back");
        comes_to("door 1");
    }
    // From door to door, and from a page through a door.
    for door in ["door 5", "door 4", "door 2", "door 1", "button explain", "help", "door 4"] {
        tap(&display, &places.wall, door);
        comes_to(door);
    }
    tap(&display, &places.hide, "back");
    comes_to("door 1");
    for (page, behind) in [("button explain", &places.explanation), ("help", &places.visitors)] {
        tap(&display, &places.wall, page);
        comes_to(page);
        tap(&display, behind, "back");
        comes_to("door 1");
    }
    // A step of the wall leads inside.
    tap(&display, &places.wall, "step 9");
    comes_to("door 2");
    tap(&display, &places.inside, "back");
    comes_to("door 1");
    // Held until the presenter's half is there, which only holding leads to.
    let hold = || {
        let Point { x, y } = area(&places.wall, "help").middle();
        display.xdotool(&format!("mousemove {x} {y} mousedown 1"));
        comes_to("help");
        display.xdotool("mouseup 1");
    };
    hold();
    tap(&display, &places.presenters, "back");
    comes_to("door 1");
    hold();
    tap(&display, &places.presenters, "button save-picture");
    waits_for_file(&running, "deepvis-001.png");
    comes_to("door 1");
    hold();
    tap(&display, &places.presenters, "button record");
    comes_to("door 1");
    waits_for_file(&running, "deepvis-001.mp4");
    hold();
    tap(&display, &places.presenters, "button record");
    comes_to("door 1");
    hold();
    tap(&display, &places.presenters, "button quit");
    running.ends_with(0);
}

#[test]
fn a_visit_by_the_keyboard_alone_through_every_door_and_out() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let wall = Places::new().wall;
    let comes_to = |open| waits_for(&display, &wall, open);
    comes_to("door 1");
    for (key, door) in [
        ("2", "door 2"),
        ("F4", "door 4"),
        ("5", "door 5"),
        ("F2", "door 2"),
        ("4", "door 4"),
        ("F5", "door 5"),
        ("i", "button explain"),
        ("question", "help"),
    ] {
        display.xdotool(&format!("key {key}"));
        comes_to(door);
        display.xdotool("key Escape");
        comes_to("door 1");
    }
    display.xdotool("key s");
    waits_for_file(&running, "deepvis-001.png");
    display.xdotool("key q");
    running.ends_with(0);
}
