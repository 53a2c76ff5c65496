//! Tests of pictures and recordings that are saved with keys of the window.

use std::thread;
use std::time::{Duration, Instant};

use super::display::Display;
use super::running::Running;
use super::{NEVER, photo};

#[test]
fn the_window_is_saved_as_a_picture_of_itself() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let file = running.folder.path().join("deepvis-001.png");
    display.xdotool("key s");
    let begun = Instant::now();
    while !file.exists() {
        assert!(begun.elapsed() < NEVER, "no picture was saved");
        thread::sleep(Duration::from_millis(50));
    }
    let picture = image::open(&file).unwrap();
    assert_eq!((picture.width(), picture.height()), (1280, 800));
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn a_recording_that_is_stuck_stops_the_pictures_and_not_the_keys() {
    let display = Display::open();
    let running = Running::start_in("stalls", &display, &["reel", "--size", "1280x800"]);
    display.xdotool("key r");
    // A picture that was not recorded would be lost, so none is shown.
    display.still_for(Duration::from_secs(2));
    display.xdotool("key q");
    running.ends_with(0);
}
