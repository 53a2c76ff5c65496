//! The tour by `render --keys`: to its end by pointer alone, and files of one's own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// `render` of the reel before made-up weights, after these entries.
fn render(folder: &Path, keys: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(["render", "reel", "--network", "squeezenet1_1", "--random-weights"]);
    command.args(["--threads", "1", "--keys", keys, "--out", "a.png", "--json"]).args(more);
    command.current_dir(folder).env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command.output().unwrap()
}

/// The names of what can be touched after these entries, and a picture more.
fn targets(folder: &Path, keys: &str, more: &[&str]) -> Vec<String> {
    let output = render(folder, keys, more);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{keys}: {errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let targets = report["targets"].as_array().unwrap().iter();
    targets.map(|target| target["name"].as_str().unwrap().to_owned()).collect()
}

fn has(targets: &[String], name: &str) -> bool {
    targets.iter().any(|target| target == name)
}

#[test]
fn a_finger_alone_is_led_through_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let steps = [
        "Touch:'door 8' Touch:'button tour' Wait:1",
        // Whatever moves, it may go on.
        "Touch:'button tour-next'",
        "Touch:'step 3'",
        "Touch:'button move-right'",
        "Touch:'door 3'",
        "Touch:'button tour-next'",
        "Touch:'door 4'",
        "Touch:'rubber' Wait:2 Touch:'button tour-next'",
        "Touch:'door 1'",
        "Touch:'button tour-next'",
        "Touch:'door 5'",
        "Touch:'door 6'",
        "Touch:'button tour-next'",
        "Touch:'door 7'",
        "Keep:3:'button show-a'",
        "Touch:'door 8' Wait:1",
    ];
    let before_the_end = targets(folder.path(), &steps.join(" "), &[]);
    assert!(has(&before_the_end, "button tour-next"), "{before_the_end:?}");
    let to_the_end = format!("{} Touch:'button tour-next' Wait:1", steps.join(" "));
    let end = targets(folder.path(), &to_the_end, &[]);
    assert!(!has(&end, "button tour-next"), "{end:?}");
    assert!(has(&end, "door 8") && end.len() > 7, "one can play: {end:?}");
}

#[test]
fn it_is_left_by_its_button() {
    let folder = tempfile::tempdir().unwrap();
    let begun = "Touch:'door 8' Touch:'button tour' Wait:1";
    assert!(has(&targets(folder.path(), begun, &[]), "button tour-next"));
    let left = targets(folder.path(), &format!("{begun} Touch:'button tour' Wait:1"), &[]);
    assert!(!has(&left, "button tour-next"));
}

#[test]
fn a_tour_of_ones_own_is_shown_and_one_that_is_broken_refused_before_anything() {
    let folder = tempfile::tempdir().unwrap();
    let mine = "[[step]]\nsays = \"Hide a part.\"\nopens = \"rub-out\"\nnext = \"Enough\"\n";
    fs::write(folder.path().join("mine.toml"), mine).unwrap();
    let shown = targets(folder.path(), "8 t Wait:2", &["--tour", "mine.toml"]);
    assert!(has(&shown, "rubber") && has(&shown, "button tour-next"), "{shown:?}");
    let over = targets(folder.path(), "8 t Wait:2 Tab Wait:1", &["--tour", "mine.toml"]);
    assert!(!has(&over, "button tour-next"));
    fs::write(folder.path().join("broken.toml"), mine.replace("says", "sais")).unwrap();
    let refused = render(folder.path(), "Wait:1", &["--tour", "broken.toml"]);
    let error = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(error, "deepvis: unknown key of a step sais; did you mean says?: broken.toml:2\n");
}

#[test]
fn a_file_is_checked_and_its_mistakes_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
        command.args(["tour", "--check", name]).current_dir(folder.path());
        let output = command.output().unwrap();
        let words = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(words).unwrap())
    };
    let built_in = include_str!("../assets/tour.toml");
    assert_eq!(check("a.toml", built_in), (Some(0), "a.toml: 16 steps, all right\n".into()));
    let one = check("b.toml", "[[step]]\nsays = \"Hello\"");
    assert_eq!(one, (Some(0), "b.toml: 1 step, all right\n".into()));
    let wrong = check("c.toml", "\n[[step]]\nsays = \"Hello\"\nuntil = \"tuoch\"");
    let told = "deepvis: unknown condition tuoch; did you mean touch?: c.toml:4\n";
    assert_eq!(wrong, (Some(1), told.into()));
    // The one in the document.
    let document = include_str!("../docs/tour.md");
    let example = document.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(check("d.toml", example), (Some(0), "d.toml: 4 steps, all right\n".into()));
}
