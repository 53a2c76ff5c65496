//! Tests of the mouse in the window: clicks open and close a layer, and every press counts.

use std::time::Duration;

use deepvis::dashboard::layout::Pane::Maps;
use deepvis::exhibit::selection::Selection;
use deepvis::geometry::{Point, Rect};
use deepvis::view::status::Status;

use super::display::Display;
use super::running::Running;
use super::{SIZE, WANDERS, dashboard, photo, share_of_change, touchable};

/// Where a step of the wall can be touched.
fn step() -> Point {
    let on_the_wall = touchable(&Selection::default(), &Status::default());
    on_the_wall.iter().find(|target| target.name == "step 6").unwrap().area.middle()
}

#[test]
fn the_mouse_opens_a_layer_and_closes_it() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let step = step();
    let click = |button: u8| {
        display.xdotool(&format!("mousemove {} {}", step.x, step.y));
        display.xdotool(&format!("mousedown {button} mouseup {button}"));
    };
    click(1);
    // Until it is known which of its detectors is the strongest, and not only that it is open.
    display.still_for(WANDERS);
    click(3);
    // Somebody has taken over from the spotlight, which stays.
    let selected = display.still_for(WANDERS);
    let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    let wall = display.part(maps);
    let different = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(a, b)| a != b).count();
    let wanted = |is: bool, what: &str| if is { Ok(()) } else { Err(what.to_owned()) };
    click(1);
    display.settles(|now| {
        let opened = different(&selected, now) > SIZE.area() / 3;
        wanted(opened, "the click does not open the layer")
    });
    click(3);
    // Which detector of the step was the strongest when it was opened may be another now: that is
    // one square of the wall, and the close-up beside it.
    display.waits_for(maps, true, &wall, "the right button does not go back to the wall");
    display.xdotool("key q");
    running.ends_with(0);
}

#[test]
fn every_press_counts_however_short() {
    let display = Display::open();
    let running = Running::start(&display, &photo());
    let maps = dashboard().panes().iter().find(|(pane, _)| *pane == Maps).unwrap().1;
    let step = step();
    // Away from the step and what is said of it.
    let seen = Rect::new(maps.x, maps.y + maps.height * 3 / 4, maps.width / 3, maps.height / 5);
    display.xdotool(&format!("mousemove {} {}", step.x, step.y));
    display.xdotool("mousedown 1 mouseup 1");
    display.still_for(WANDERS);
    display.xdotool("mousedown 3 mouseup 3");
    display.still_for(WANDERS);
    let wall = display.part(seen);
    let press = |button: u8, milliseconds: u8| {
        let for_so_long = format!("sleep {}", f64::from(milliseconds) / 1000.0);
        display.xdotool(&format!("mousedown {button} {for_so_long} mouseup {button}"));
    };
    for n in 0..20 {
        let milliseconds = [0, 2, 5, 10][n % 4];
        press(1, milliseconds);
        let what = format!("press {n}, of {milliseconds} ms");
        display.waits_for(seen, false, &wall, &format!("{what}, does not open the layer"));
        press(3, milliseconds);
        display.waits_for(seen, true, &wall, &format!("{what}, does not close the layer"));
    }
    // Several within one update, each in its turn.
    let notch = "mousedown 4 mouseup 4";
    display.xdotool(&format!("{notch} {notch}"));
    display.waits_for(seen, false, &wall, "the wheel opens nothing");
    // Out of the unit, into its layer.
    display.xdotool("key Escape");
    display.still_for(Duration::from_secs(2));
    let left = share_of_change(&wall, &display.part(seen));
    assert!(left >= 0.05, "two notches at once were one: one Escape leads back to the wall");
    // Out of the layer, and the hands off.
    display.xdotool("key Escape key Escape");
    display.waits_for(seen, true, &wall, "two Escapes do not lead back");
    let [left, right] = ["mousedown 1 mouseup 1", "mousedown 3 mouseup 3"];
    display.xdotool(&format!("{left} {right} {left}"));
    display.waits_for(seen, false, &wall, "open, back, open: it is not open");
    display.xdotool(&format!("{right} {left} {right}"));
    display.waits_for(seen, true, &wall, "back, open, back: it is open");
    display.xdotool("key q");
    running.ends_with(0);
}
