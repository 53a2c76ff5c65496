//! Tests of the window's size: shrunk to nothing, the full screen of F11, that of a kiosk.

use std::thread;
use std::time::{Duration, Instant};

use deepvis::geometry::Size;

use super::display::Display;
use super::running::Running;
use super::{NEVER, SIZE, photo};

#[test]
fn a_window_shrunk_to_nothing_comes_back() {
    let display = Display::open();
    let running = Running::start(&display, "reel");
    let window = display.xdotool("search --name DeepVis");
    let window = window.trim();
    for size in ["1 1", "3 700", "700 3", "100 80", "1280 800"] {
        display.xdotool(&format!("windowsize {window} {size}"));
        thread::sleep(Duration::from_millis(400));
    }
    let begun = Instant::now();
    while display.pixels().iter().all(|&byte| byte <= 64) {
        assert!(begun.elapsed() < NEVER, "nothing to be seen");
    }
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn f11_fills_the_screen_and_gives_it_back() {
    let display = Display::open();
    let running = Running::start_with(&display, &[&photo(), "--size", "640x400"]);
    let before = running.place();
    assert_eq!(before.size(), Size::new(640, 400));
    display.xdotool("mousemove 640 400");
    display.xdotool("key F11");
    running.comes_to(SIZE.rect());
    // The dashboard fills it: its last line is the screen's.
    let lit = |pixels: &[u8], row: i32| {
        let start = (row * SIZE.width * 3) as usize;
        pixels[start..start + (SIZE.width * 3) as usize].iter().any(|&byte| byte > 120)
    };
    display.settles(|shown| {
        let any = (SIZE.height - 40..SIZE.height).any(|row| lit(shown, row));
        if any { Ok(()) } else { Err("no last line".to_owned()) }
    });
    display.xdotool("key F11");
    running.comes_to(before);
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_kiosk_fills_the_screen_and_ends_only_when_its_key_is_held() {
    let display = Display::open();
    let arguments = ["reel", "--size", "640x400", "--kiosk"];
    let mut running = Running::start_with(&display, &arguments);
    running.comes_to(SIZE.rect());
    for keys in ["key q", "key F11", "key s", "key Escape"] {
        display.xdotool(keys);
    }
    let window = display.xdotool("search --name DeepVis");
    display.ask_to_close(window.trim().parse().unwrap());
    thread::sleep(Duration::from_millis(2500));
    assert!(running.runs());
    assert_eq!(running.place(), SIZE.rect());
    assert!(!running.folder.path().join("deepvis-001.png").exists());
    let held = Instant::now();
    display.xdotool("keydown q");
    thread::sleep(Duration::from_secs(1));
    let runs = running.runs();
    // Where this thread slept for longer than it was to, it says nothing.
    assert!(runs || held.elapsed() > Duration::from_millis(1900), "a second is not enough");
    running.ends_with(0);
}
