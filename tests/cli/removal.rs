//! Tests of `deepvis removal`: its curve, its draws, what it prints, wrong usage.

use super::{complaint, deepvis, json, reference};

#[test]
fn the_answer_is_forgotten_step_by_step_and_two_runs_are_the_same() {
    let image = reference("chelsea-224.png");
    let run = || json(&["removal", &image, "--step", "17", "--seed", "3", "--json"])[0].clone();
    let (mut one, mut other) = (run(), run());
    for key in ["network", "weights", "device", "layer", "end"] {
        assert!(one[key].is_string(), "{key}: {one}");
    }
    assert_eq!((&one["step"], &one["channels"]), (&17.into(), &1152.into()));
    assert_eq!((&one["name"], &one["end"]), (&"Egyptian cat".into(), &"forgotten".into()));
    let gone = one["gone"].as_array().unwrap();
    assert_eq!(one["count"], gone.len());
    assert_eq!(one["random"].as_array().unwrap().len(), gone.len());
    let last = &gone.last().unwrap()["best"];
    assert_ne!(last["class"], one["class"]);
    let left = gone.last().unwrap()["probability"].as_f64().unwrap();
    assert!(left < one["probability"].as_f64().unwrap() / 2.0, "{one}");
    assert!(last["probability"].as_f64().unwrap() > left);
    (one["seconds"], other["seconds"]) = (0.into(), 0.into());
    assert_eq!(one, other);
}

#[test]
fn it_is_told_in_a_sentence_and_a_table() {
    let output = deepvis(&["removal", &reference("chelsea-224.png")]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("chelsea-224.png: Egyptian cat, 38.5 %"), "{text}");
    let told = "it forgot it after 2 of 1152 detectors of step 17 (blocks.16.depthwise.relu): ";
    assert!(lines[1].starts_with(told), "{text}");
    assert!(lines.last().unwrap().is_empty() && text.contains(" steps\n"), "{text}");
}

#[test]
fn a_step_that_is_not_there_and_a_picture_that_is_none_are_one_line() {
    let image = reference("coffee-224.png");
    let error = complaint(&["removal", &image, "--step", "19"]);
    assert!(error.ends_with("EfficientNet-Lite0 has no step 19: they are 1 to 18"), "{error}");
    let error = complaint(&["removal", "no-such-picture.png"]);
    assert!(error.ends_with("no-such-picture.png"), "{error}");
    let output = deepvis(&["removal", &image, "--step", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
