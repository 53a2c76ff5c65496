//! Tests of `deepvis invert`: what it writes and tells, and what it refuses.

use std::path::Path;

use serde_json::Value;

use super::{complaint, deepvis};

const CAT: &str = "assets/reel/chelsea.png";

/// The figures of a picture that is written into `folder`.
fn made(folder: &Path, file: &str, arguments: &[&str]) -> Value {
    let out = folder.join(file);
    let usual = ["invert", CAT, "--json", "--threads", "1", "--out", out.to_str().unwrap()];
    let output = deepvis(&[&usual, arguments].concat()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn block_three_knows_the_cat_and_two_runs_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let run = |file: &str| {
        made(folder.path(), file, &["--layer", "blocks.3.add", "--steps", "80", "--seed", "7"])
    };
    let (mut one, mut other) = (run("one.png"), run("other.png"));
    let picture = image::open(folder.path().join("one.png")).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (224, 224));
    let bytes = |file: &str| std::fs::read(folder.path().join(file)).unwrap();
    assert_eq!(bytes("one.png"), bytes("other.png"));
    assert!(one["error"].as_f64().unwrap() <= 0.10, "{one}");
    assert_eq!(one["original"]["name"], "Egyptian cat");
    assert_eq!(one["rebuilt"]["name"], "Egyptian cat");
    let about = ["layer", "image", "network", "weights", "device"].map(|key| &one[key]);
    assert_eq!(about, ["blocks.3.add", CAT, "efficientnet_lite0", "published", "cpu"]);
    assert_eq!((&one["seed"], &one["steps"], &one["side"]), (&7.into(), &80.into(), &224.into()));
    (one["seconds"], other["seconds"]) = (0.into(), 0.into());
    assert_eq!(one, other);
}

#[test]
fn a_layer_without_maps_has_a_picture_too_and_people_are_told_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("code.png");
    let out = out.to_str().unwrap();
    let line = ["invert", CAT, "--layer", "head.code", "--steps", "2", "--threads", "1"];
    let output =
        deepvis(&[&line[..], &["--random-weights", "--out", out]].concat()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("UNTRAINED: "), "{said}");
    assert!(lines[1].contains("code.png: the layer's values differ by "), "{said}");
    assert!(lines[2].starts_with("the original: "), "{said}");
    assert!(lines[3].starts_with("the new picture: "), "{said}");
    assert!(lines[4].ends_with(" s, 2 steps") && lines.len() == 5, "{said}");
    assert!(image::open(out).is_ok());
}

#[test]
fn what_cannot_be_made_is_one_line_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let out = out.to_str().unwrap();
    let error = |arguments: &[&str]| complaint(&[&["invert", "--out", out], arguments].concat());
    assert!(error(&[CAT, "--layer", "blocks.33"]).contains("no layer is called \"blocks.33\""));
    assert!(error(&["missing.png", "--layer", "stem.conv"]).contains("missing.png"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let own = folder.path().join("own.png");
    std::fs::copy(CAT, &own).unwrap();
    let own = own.to_str().unwrap();
    let same = complaint(&["invert", own, "--layer", "stem.conv", "--out", own]);
    assert!(same.contains("the result would replace the picture"), "{same}");
    let usage: [&[&str]; 4] = [
        &["invert", CAT, "--out", "a.png"],
        &["invert", CAT, "--layer", "stem.conv"],
        &["invert", CAT, "--layer", "stem.conv", "--out", "a.jpg"],
        &["invert", CAT, "--layer", "stem.conv", "--out", "a.png", "--steps", "0"],
    ];
    for arguments in usage {
        let output = deepvis(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}
