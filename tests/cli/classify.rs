//! Tests of `deepvis classify`: its answers, folders, damaged pictures, made-up weights.

use std::fs;

use serde_json::Value;

use super::{complaint, deepvis, json, reference};

#[test]
fn classify_gives_the_references_answers() {
    for name in ["chelsea", "coffee"] {
        let wanted = fs::read(reference(&format!("efficientnet_lite0--{name}.json"))).unwrap();
        let wanted: Value = serde_json::from_slice(&wanted).unwrap();
        let image = reference(&format!("{name}-224.png"));
        let answers = json(&["classify", &image, "--json"]);
        assert_eq!(answers[0]["image"], image.as_str());
        assert_eq!(answers[0]["network"], "efficientnet_lite0");
        let top = answers[0]["top"].as_array().unwrap();
        assert_eq!(top.len(), 5);
        for (got, wanted) in top.iter().zip(wanted["top5"].as_array().unwrap()) {
            assert_eq!(got["class"], wanted[0], "{name}");
            let probability = got["probability"].as_f64().unwrap();
            assert!((probability - wanted[1].as_f64().unwrap()).abs() < 1e-3, "{name}: {got}");
        }
    }
}

#[test]
fn made_up_weights_are_said_to_be() {
    let image = reference("coffee-224.png");
    let answers = json(&["classify", &image, "--json", "--random-weights"]);
    assert_eq!(answers[0]["untrained"], true);
    assert_eq!(json(&["classify", &image, "--json"])[0].get("untrained"), None);
    let output = deepvis(&["classify", &image, "--random-weights"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("UNTRAINED: ") && text.lines().count() == 7, "{text}");

    let bench = ["bench", &image, "--frames", "2", "--size", "320x240"];
    assert_eq!(json(&[&bench[..], &["--json"]].concat()).get("untrained"), None);
    let made_up = [&bench[..], &["--json", "--random-weights"]].concat();
    assert_eq!(json(&made_up)["untrained"], true);
    let output = deepvis(&[&bench[..], &["--random-weights"]].concat()).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("UNTRAINED: "));
}

#[test]
fn classify_takes_folders_and_pictures_in_natural_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    for name in ["img10.png", "IMG2.png", "img1.png"] {
        fs::copy(reference("coffee-224.png"), path(name)).unwrap();
    }
    let picture = reference("chelsea-224.png");
    let answers = json(&["classify", &path(""), &picture, "--json", "--random-weights"]);
    let images: Vec<&str> = answers
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["image"].as_str().unwrap())
        .collect();
    assert_eq!(images, [&path("img1.png"), &path("IMG2.png"), &path("img10.png"), &picture]);
    assert_eq!(answers[0]["top"], answers[2]["top"]);
    fs::create_dir(path("empty")).unwrap();
    let error = complaint(&["classify", &picture, &path("empty")]);
    assert!(error.contains("no pictures (png, ") && error.ends_with("empty"), "{error}");
}

#[test]
fn classify_goes_on_after_a_picture_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.png");
    fs::write(&text, "this is no picture").unwrap();
    let good = reference("coffee-224.png");
    let output = deepvis(&["classify", text.to_str().unwrap(), &good]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("espresso"));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.lines().count() == 1 && errors.trim_end().ends_with("text.png"), "{errors}");
}

#[test]
fn a_picture_that_lacks_a_part_is_classified_with_one_line_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("half.jpg");
    let mut bytes = include_bytes!("../data/chelsea-640x480.jpg").to_vec();
    let (from, to) = (bytes.len() / 2, bytes.len() * 3 / 4);
    bytes.drain(from..to);
    fs::write(&path, bytes).unwrap();
    let path = path.to_str().unwrap();
    let output = deepvis(&["classify", path, "--random-weights"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    let line = format!("deepvis: part of the JPEG picture is missing; shown as it is: {path}\n");
    assert_eq!(said, line);
}
