//! Tests of `deepvis stimulus`: what it writes and tells, and what it refuses.

use std::path::Path;

use image::AnimationDecoder;
use serde_json::Value;

use super::{complaint, deepvis};

/// The figures of a picture that is written into `folder`.
fn made(folder: &Path, file: &str, arguments: &[&str]) -> Value {
    let out = folder.join(file);
    let out = out.to_str().unwrap();
    let output =
        deepvis(&[&["stimulus", "--out", out, "--json", "--threads", "1"], arguments].concat())
            .output()
            .unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_class_rises_and_two_runs_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let run = |file: &str| {
        made(folder.path(), file, &["--class", "volcano", "--steps", "12", "--seed", "7"])
    };
    let (mut one, mut other) = (run("one.png"), run("other.png"));
    let picture = image::open(folder.path().join("one.png")).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (224, 224));
    let bytes = |file: &str| std::fs::read(folder.path().join(file)).unwrap();
    assert_eq!(bytes("one.png"), bytes("other.png"));
    let number = |key: &str| one[key].as_f64().unwrap();
    assert!(number("value") > number("value_start") + 1.0, "{one}");
    for key in ["shift", "zoom", "jpeg"] {
        assert!(one["survives"][key].as_f64().unwrap() < 2.0, "{one}");
    }
    assert_eq!(
        (&one["name"], &one["channel"], &one["seed"]),
        (&"volcano".into(), &980.into(), &7.into())
    );
    assert_eq!(
        (&one["steps"], &one["stuck"], &one["network"]),
        (&12.into(), &Value::Null, &"efficientnet_lite0".into())
    );
    assert_eq!((&one["weights"], &one["device"]), (&"published".into(), &"cpu".into()));
    (one["seconds"], other["seconds"]) = (0.into(), 0.into());
    assert_eq!(one, other);
}

#[test]
fn a_gif_shows_how_the_picture_of_a_channel_takes_shape() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--layer", "blocks.3.add", "--channel", "7", "--negative", "--steps", "7"];
    let found = made(folder.path(), "a.gif", &arguments);
    assert!(found["value"].as_f64() < found["value_start"].as_f64(), "{found}");
    assert_eq!((&found["side"], &found["name"]), (&64.into(), &"blocks.3.add, channel 7".into()));
    let file = std::fs::File::open(folder.path().join("a.gif")).unwrap();
    let gif = image::codecs::gif::GifDecoder::new(std::io::BufReader::new(file)).unwrap();
    let frames = gif.into_frames().collect_frames().unwrap();
    // Noise, steps 3 and 6, and the last.
    assert_eq!(frames.len(), 4);
    assert_eq!(frames[0].buffer().dimensions(), (64, 64));
}

#[test]
fn what_cannot_be_made_is_one_line_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let out = out.to_str().unwrap();
    let error = |arguments: &[&str]| complaint(&[&["stimulus", "--out", out], arguments].concat());
    assert!(error(&["--class", "volcanoo"]).contains("no class is called \"volcanoo\""));
    let rectified = ["--layer", "blocks.3.expand.relu", "--channel", "0", "--negative"];
    let opposite = "nothing of blocks.3.expand.relu is below zero: it has no opposite";
    assert!(error(&rectified).ends_with(opposite));
    let channel = ["--layer", "blocks.3.add", "--channel", "40"];
    assert!(error(&channel).ends_with("blocks.3.add has no channel 40: they are 0 to 23"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let usage: [&[&str]; 5] = [
        &["stimulus", "--out", "a.png"],
        &["stimulus", "--class", "1", "--out", "a.jpg"],
        &["stimulus", "--class", "1", "--layer", "stem", "--channel", "1", "--out", "a.png"],
        &["stimulus", "--layer", "stem", "--out", "a.png"],
        &["stimulus", "--class", "1", "--preset", "dream", "--out", "a.png"],
    ];
    for arguments in usage {
        assert_eq!(deepvis(arguments).output().unwrap().status.code(), Some(2), "{arguments:?}");
    }
}
