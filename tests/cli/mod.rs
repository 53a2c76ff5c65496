//! Tests of the command line as a person or a script meets it: what it writes, and how it ends.

mod activations;
mod bench;
mod check;
mod classify;
mod clips;
mod dream;
mod files;
mod folders;
mod interrupts;
mod invert;
mod library;
mod logs;
mod onnx;
#[cfg(target_os = "linux")]
mod package;
mod removal;
mod render;
mod stimulus;
mod teach;
#[cfg(target_os = "linux")]
mod traces;
mod usage;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn deepvis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // Nobody's own settings.
    command.env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command
}

fn reference(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference").join(name);
    path.display().to_string()
}

/// Runs it, expects success, and reads what it wrote.
fn json(arguments: &[&str]) -> Value {
    let output = deepvis(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs it, expects exit code 1 and one line, and returns that.
fn complaint(arguments: &[&str]) -> String {
    let output = deepvis(arguments).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    errors.trim_end().to_owned()
}
