//! Tests of the sources: which modules may name which others, and how wide comments may be.
//!
//! Arrows run one way, along the way of a frame.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every line of code under `src` that mentions one of `words`, outside of `exempt`.
fn mentions(stages: &[&str], exempt: &[&str], words: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for stage in stages.iter().map(|stage| root.join(stage)).filter(|stage| stage.is_dir()) {
        sources(&stage, &mut files);
    }
    let mut found = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        let name = name.trim_start_matches("./");
        if exempt.iter().any(|exempt| name.starts_with(exempt)) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let guilty = code.filter(|line| words.iter().any(|word| line.contains(word)));
        found.extend(guilty.map(|line| format!("{name}: {}", line.trim())));
    }
    found
}

const NOBODY: [String; 0] = [];

#[test]
fn what_computes_does_not_know_what_shows() {
    let computing =
        ["source", "preprocess", "network", "taps", "attribution", "preferred", "dynamics"];
    let showing =
        ["crate::view", "crate::canvas", "crate::screen", "crate::control", "crate::pipeline"];
    assert_eq!(mentions(&computing, &[], &showing), NOBODY);
}

#[test]
fn what_shows_knows_no_tensor_and_no_window() {
    assert_eq!(mentions(&["view", "canvas", "control"], &[], &["tch::", "minifb"]), NOBODY);
    assert_eq!(mentions(&["view", "canvas", "control"], &[], &["crate::pipeline"]), NOBODY);
    assert_eq!(mentions(&["canvas"], &[], &["crate::view", "crate::screen"]), NOBODY);
    assert_eq!(mentions(&["screen"], &[], &["crate::pipeline", "crate::view", "tch::"]), NOBODY);
}

#[test]
fn the_base_panes_know_no_room_and_rooms_do_not_know_the_whole_screen() {
    assert_eq!(mentions(&["view"], &[], &["crate::exhibit", "crate::dashboard"]), NOBODY);
    assert_eq!(mentions(&["exhibit"], &[], &["crate::dashboard"]), NOBODY);
}

#[test]
fn each_device_has_its_one_place() {
    assert_eq!(mentions(&["."], &["screen/window"], &["minifb::"]), NOBODY);
    assert_eq!(mentions(&["."], &["screen/x11/"], &["x11rb::"]), NOBODY);
    assert_eq!(mentions(&["."], &["source/camera"], &["v4l::"]), NOBODY);
}

#[test]
fn only_the_program_prints_and_knows_the_command_line() {
    let words = ["clap", "anyhow", "println!", "eprintln!", "print!("];
    assert_eq!(mentions(&["."], &["bin/"], &words), NOBODY);
}

/// The formatter holds the width of code, and leaves comments as they are.
#[test]
fn no_comment_is_wider_than_a_hundred_columns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("build.rs")];
    for folder in ["src", "tests", "benches", "fuzz/src"] {
        sources(&root.join(folder), &mut files);
    }
    let mut wide = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let comments =
            text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//"));
        let too_wide = comments.filter(|(_, line)| line.chars().count() > 100);
        let name = file.strip_prefix(root).unwrap().display().to_string();
        wide.extend(too_wide.map(|(number, _)| format!("{name}:{}", number + 1)));
    }
    assert_eq!(wide, NOBODY);
}
