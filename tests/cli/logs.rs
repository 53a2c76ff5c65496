//! Tests of `--log`: a file is written only where it is asked for, and put aside when it is long.

use std::fs;

use super::{complaint, deepvis};

#[test]
fn a_log_is_written_only_where_one_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (out, log) = (path("a.png"), path("a.log"));
    let render = ["render", "reel", "--frames", "1", "--size", "320x240", "--out", &out];
    deepvis(&render).assert().success();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing but the picture");
    let output = deepvis(&[&render[..], &["--log", &log]].concat()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("loading EfficientNet-Lite0") && text.contains("INFO"), "{text}");

    let nowhere = path("no/such/folder/a.log");
    let error = complaint(&[&render[..], &["--log", &nowhere]].concat());
    assert!(error.contains("cannot open the log") && error.ends_with("a.log"), "{error}");
}

#[test]
fn a_log_that_has_become_long_is_put_aside_and_two_old_ones_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (out, log) = (path("a.png"), path("a.log"));
    for (name, first) in [("a.log", "newest"), ("a.log.1", "older"), ("a.log.2", "oldest")] {
        fs::write(path(name), format!("{first} ").repeat(900_000)).unwrap();
    }
    let render = ["render", "reel", "--frames", "1", "--size", "320x240", "--out", &out];
    deepvis(&[&render[..], &["--log", &log]].concat()).assert().success();
    let beginning = |name: &str| fs::read_to_string(path(name)).unwrap()[..6].to_owned();
    assert_eq!((&*beginning("a.log.1"), &*beginning("a.log.2")), ("newest", "older "));
    assert!(fs::metadata(&log).unwrap().len() < 100_000);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "the oldest is gone");
}
