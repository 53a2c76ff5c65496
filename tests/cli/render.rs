//! Tests of `deepvis render`: the picture that it saves, its report, and `--keys`.

use std::fs;

use serde_json::Value;

use super::{deepvis, json, reference};

#[test]
fn render_saves_the_same_picture_each_time_and_tells_what_it_cost() {
    let folder = tempfile::tempdir().unwrap();
    let render = |name: &str| -> (Vec<u8>, Value) {
        let out = folder.path().join(name);
        let report = json(&[
            "render",
            "reel",
            "--frames",
            "5",
            "--keys",
            "Right Enter",
            "--size",
            "800x500",
            "--json",
            "--out",
            out.to_str().unwrap(),
        ]);
        (fs::read(out).unwrap(), report)
    };
    let ((first, report), (second, _)) = (render("a.png"), render("b.png"));
    assert!(first == second, "two runs differ");
    let picture = image::load_from_memory(&first).unwrap();
    assert_eq!((picture.width(), picture.height()), (800, 500));

    assert_eq!(report["frames"], 5);
    assert_eq!(
        (&report["source"], &report["network"]),
        (&"reel".into(), &"efficientnet_lite0".into())
    );
    for key in [
        "source",
        "network",
        "device",
        "precision",
        "threads",
        "frames",
        "dropped",
        "lost",
        "recovered",
        "fps",
        "period",
        "stages",
        "latency",
        "rss_mb",
        "flips",
        "flip_count",
        "stalls",
        "top",
    ] {
        assert!(!report[key].is_null(), "{key} is missing");
    }
    let stages = report["stages"].as_object().unwrap();
    let names: Vec<&str> = stages.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["capture", "preprocess", "forward", "taps", "attribution", "profile", "draw", "present"]
    );
    assert!(stages["forward"]["p50_ms"].as_f64().unwrap() > 0.0);
    assert_eq!(report["top"].as_array().unwrap().len(), 5);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "only the two pictures are left behind");
}

#[test]
fn entries_that_had_no_frame_left_are_told_of() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("a.png").display().to_string();
    for (keys, taken, left) in [("y y Enter", 3, 2), ("y Hold:Right:5 Wait:3", 9, 8)] {
        let arguments = ["render", "reel", "--frames", "2", "--keys", keys, "--out", &out];
        let output = deepvis(&[&arguments[..], &["--random-weights"]].concat()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let wanted = format!(
            "deepvis: --keys takes {taken} frames, of which the last {left} were not shown: \
             --frames 2\n"
        );
        assert_eq!(said, wanted);
    }
}

#[test]
fn a_broken_file_among_good_ones_is_skipped() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.png"), "this is no picture").unwrap();
    fs::copy(reference("coffee-224.png"), folder.path().join("b.png")).unwrap();
    let out = folder.path().join("out.PNG");
    let report = json(&[
        "render",
        folder.path().to_str().unwrap(),
        "--frames",
        "2",
        "--json",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(report["top"][0]["label"], "espresso");
}
