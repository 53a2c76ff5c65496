//! Tests of `deepvis check` where a window can be opened.

use std::process::Command;

use super::display::Display;

#[test]
fn a_check_before_a_screen_finds_everything_ready() {
    let display = Display::open();
    let output = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .arg("check")
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let line = format!("ok       display    a window opens (DISPLAY={})", display.name);
    assert!(text.contains(&line), "{text}");
    assert!(text.trim_end().ends_with("DeepVis is ready."), "{text}");
}
