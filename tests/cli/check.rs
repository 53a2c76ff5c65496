//! Tests of `deepvis check`: what it finds, and what it says of what is missing or damaged.

use std::collections::HashMap;
use std::fs;

use serde_json::Value;

use super::deepvis;

/// The state of each part that was checked.
fn states(check: &Value) -> HashMap<&str, &str> {
    let checks = check["checks"].as_array().unwrap();
    checks.iter().map(|it| (it["part"].as_str().unwrap(), it["state"].as_str().unwrap())).collect()
}

/// There is no screen where the tests run, so one line is always a problem.
#[test]
fn a_check_finds_what_is_there_and_says_what_to_do_about_the_rest() {
    let output = deepvis(&["check", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let check: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(check["works"], false);
    let state = states(&check);
    for part in ["weights", "networks", "device", "disk", "built in"] {
        assert_eq!(state[part], "ok", "{check}");
    }
    assert_eq!(state["display"], "problem");
    assert!(["ok", "note"].contains(&state["ffmpeg"]) && state["speed"] != "problem", "{check}");
    let part = |name: &str| {
        check["checks"].as_array().unwrap().iter().find(|it| it["part"] == name).unwrap()
    };
    assert_eq!(part("weights")["network"], "efficientnet_lite0");
    assert!(part("weights")["found"].as_str().unwrap().contains("SHA-256 as published"));
    assert!(part("speed")["fps"].as_f64().unwrap() > 0.0 && part("disk")["free_bytes"].is_u64());
    assert!(part("display")["found"].as_str().unwrap().contains("deepvis render"));
}

#[test]
fn a_check_without_weights_says_how_to_get_them_and_measures_nothing() {
    let empty = tempfile::tempdir().unwrap();
    let output = deepvis(&["check"]).env("DEEPVIS_WEIGHTS", empty.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |part: &str| {
        let line = text.lines().find(|line| line.get(9..).is_some_and(|it| it.starts_with(part)));
        line.unwrap_or_else(|| panic!("{part}: {text}"))
    };
    assert!(line("weights").starts_with("PROBLEM  weights    no weights for EfficientNet-Lite0"));
    assert!(line("weights").contains("run scripts/setup"), "{text}");
    assert!(line("speed").starts_with("note     speed      not measured"), "{text}");
    assert!(line("networks").contains("0 of the "), "{text}");
    assert!(text.trim_end().ends_with("DeepVis is not ready: see the lines with PROBLEM."));

    // A file that is damaged, and a device that is not there.
    fs::write(empty.path().join("efficientnet_lite0.safetensors"), "no weights").unwrap();
    let arguments = ["check", "--json", "--device", "cuda:99"];
    let output = deepvis(&arguments).env("DEEPVIS_WEIGHTS", empty.path()).output().unwrap();
    let check: Value = serde_json::from_slice(&output.stdout).unwrap();
    let state = states(&check);
    assert_eq!((state["weights"], state["device"]), ("problem", "problem"), "{check}");
}
