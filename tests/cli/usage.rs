//! Tests of help, wrong usage, lists, completions, and of a screen or device that is missing.

use std::process::{Command as Process, Stdio};

use super::{complaint, deepvis, json, reference};

#[test]
fn help_is_for_newcomers() {
    let help = String::from_utf8(deepvis(&["--help"]).output().unwrap().stdout).unwrap();
    for word in [
        "live",
        "render",
        "classify",
        "layers",
        "activations",
        "explain",
        "networks",
        "cameras",
        "check",
    ] {
        assert!(help.contains(word), "{word} is missing");
    }
    assert!(help.contains("Examples:") && help.contains("deepvis photo.jpg"), "{help}");
}

#[test]
fn wrong_usage_ends_with_two() {
    for wrong in [&["--nonsense"][..], &["render", "reel"], &["layers", "lenet"]] {
        deepvis(wrong).assert().code(2);
    }
}

#[test]
fn options_may_stand_before_the_command() {
    let image = reference("coffee-224.png");
    let answers = json(&["--device", "cpu", "--threads", "1", "classify", &image, "--json"]);
    assert_eq!(answers[0]["top"][0]["label"], "espresso");
    deepvis(&["--device", "cpu", "networks"]).assert().code(2);
}

#[test]
fn a_cuda_device_that_is_not_there_is_one_line_with_what_to_do() {
    let error = complaint(&["classify", &reference("coffee-224.png"), "--device", "cuda:99"]);
    assert!(error.starts_with("deepvis: no CUDA") && error.contains("; "), "{error}");
}

#[test]
fn without_a_screen_the_window_says_what_to_do() {
    let error = complaint(&["live", "reel"]);
    assert!(error.contains("deepvis render"), "{error}");
    // A command that is mistyped is a source that is not there, which is the first thing to say.
    let error = complaint(&["clasify"]);
    assert!(error.contains("no such file") && error.contains("--help"), "{error}");
}

#[test]
fn output_into_a_closed_pipe_ends_quietly() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["layers", "efficientnet_lite0", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn networks_and_layers_are_listed() {
    let networks = json(&["networks", "--json"]);
    assert_eq!(networks[0]["name"], "efficientnet_lite0");
    assert_eq!(
        networks[0]["parameters"],
        json(&["layers", "efficientnet_lite0", "--json"])["parameters"]
    );
    let text = String::from_utf8(deepvis(&["networks"]).output().unwrap().stdout).unwrap();
    let lines: Vec<&str> = text.lines().skip(1).take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), networks.as_array().unwrap().len(), "one line a network: {text}");
    for line in lines {
        assert!(line.ends_with("  here") || line.contains("  run scripts/"), "{line}");
        assert!(line.len() <= 100, "{line}");
    }
    let layers = json(&["layers", "alexnet", "--json"]);
    assert_eq!(
        (&layers["network"], &layers["parameters"]),
        (&"alexnet".into(), &61_100_840.into())
    );
    for listing in
        [&["networks"][..], &["layers", "alexnet"], &["cameras"], &["cameras", "--controls"]]
    {
        deepvis(listing).assert().success();
    }
    // As many as there are; a list in any case.
    let listed = |arguments| json(arguments).as_array().map(Vec::len);
    let cameras = listed(&["cameras", "--json"]);
    assert!(cameras.is_some());
    assert_eq!(listed(&["cameras", "--controls", "--json"]), cameras);
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = deepvis(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("activations"), "{shell}");
    }
}
