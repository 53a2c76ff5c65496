//! Tests of commands over a folder: a pass on each core gives what one pass at a time gives.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Output, Stdio};

use super::{deepvis, reference};

/// Pictures whose answers differ, more than are under way at once; among them one that is none, and
/// one that lacks a part.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..14 {
        let name = if number % 3 == 0 { "coffee-224.png" } else { "chelsea-224.png" };
        fs::copy(reference(name), folder.path().join(format!("{number}.png"))).unwrap();
    }
    fs::write(folder.path().join("4.png"), "this is no picture").unwrap();
    let mut half = include_bytes!("../data/chelsea-640x480.jpg").to_vec();
    half.drain(half.len() / 2..half.len() * 3 / 4);
    fs::write(folder.path().join("2.png"), half).unwrap();
    folder
}

fn run(arguments: &[&str]) -> Output {
    let made_up = ["--network", "squeezenet1_1", "--random-weights", "--device", "cpu"];
    let output = deepvis(&[arguments, &made_up].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "one is no picture: {output:?}");
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines[0].contains("missing") && lines[0].ends_with("2.png"), "{told}");
    assert!(lines[1].contains("not a picture") && lines[1].ends_with("4.png"), "{told}");
    output
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_pass_on_each_core_prints_what_one_pass_at_a_time_prints() {
    let folder = folder();
    let pictures = folder.path().to_str().unwrap();
    for arguments in [&["classify", pictures][..], &["classify", pictures, "--json"]] {
        let (at_once, in_turn) = (run(arguments), run(&[arguments, &["--threads", "1"]].concat()));
        assert_eq!(at_once, in_turn);
        assert!(at_once.stdout.len() > 1000);
    }
    let few = tempfile::tempdir().unwrap();
    for name in ["1.png", "2.png", "3.png", "4.png"] {
        fs::copy(folder.path().join(name), few.path().join(name)).unwrap();
    }
    let arguments = ["stability", few.path().to_str().unwrap(), "--json"];
    assert_eq!(run(&arguments), run(&[&arguments[..], &["--threads", "1"]].concat()));
}

#[test]
fn a_pass_on_each_core_writes_the_files_that_one_pass_at_a_time_writes() {
    let (folder, place) = (folder(), tempfile::tempdir().unwrap());
    let pictures = folder.path().to_str().unwrap();
    for command in [&["activations", pictures][..], &["explain", pictures, "--method", "gradient"]]
    {
        let both = [&["--threads", "1"][..], &[]].map(|threads| {
            let out = place.path().join(format!("{}-{}", command[0], threads.len()));
            let output = run(&[command, &["--out", out.to_str().unwrap()], threads].concat());
            (output.stdout, files(&out))
        });
        assert!(both[0] == both[1], "{}", command[0]);
        assert_eq!(both[0].1.len(), 13, "a file for each picture that is one");
    }
}

#[test]
fn a_reader_that_leaves_in_the_middle_of_a_folder_ends_it_quietly() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..400 {
        let name = folder.path().join(format!("{number}.png"));
        fs::copy(reference("coffee-224.png"), name).unwrap();
    }
    let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["classify", folder.path().to_str().unwrap()])
        .args(["--network", "squeezenet1_1", "--random-weights"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let first = BufReader::new(child.stdout.take().unwrap()).lines().next();
    assert!(first.unwrap().unwrap().starts_with("UNTRAINED"));
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
