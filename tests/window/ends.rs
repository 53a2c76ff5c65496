//! Tests of signals and of the key to quit, in a running window and while a network is loaded.

use std::process::Command;

use super::display::Display;
use super::running::Running;

#[test]
fn an_interrupt_closes_the_window_with_130() {
    let display = Display::open();
    let running = Running::start(&display, "reel");
    let id = running.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    running.ends_with(130);
}

#[test]
fn a_polite_kill_and_q_end_the_window_while_a_large_network_is_loaded() {
    let display = Display::open();
    let start = || {
        let arguments = ["reel", "--size", "1280x800", "--network", "vgg16", "--random-weights"];
        Running::start_with(&display, &arguments)
    };
    let running = start();
    let id = running.program.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    running.ends_with(130);
    let running = start();
    display.xdotool("key q");
    running.ends_with(0);
}
