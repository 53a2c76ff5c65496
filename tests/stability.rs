//! Tests of `deepvis stability`: what it prints, and that its numbers are those of the network.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn deepvis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.arg("stability").args(arguments);
    command.env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command
}

fn file(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).display().to_string()
}

fn printed(arguments: &[&str]) -> String {
    let output = deepvis(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_table_a_network_and_one_that_compares_them() {
    let coffee = file("tests/data/reference/coffee-224.png");
    let text = printed(&[&coffee, "--random-weights", "--network", "squeezenet1_1,alexnet"]);
    assert!(text.starts_with("UNTRAINED"), "{text}");
    for words in [
        "SqueezeNet 1.1: 1 picture, 44 changes each",
        "AlexNet: 1 picture, 44 changes each",
        "\npixels ",
        "\nclass probabilities ",
        "times of 44: shift ",
        "found: relative change of every channel's largest value, wherever it is",
        "where: relative change of all values, place by place",
        "\nsqueezenet1_1 ",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    let one = printed(&[&coffee, "--random-weights", "--network", "squeezenet1_1"]);
    assert!(!one.contains("how often the best class was another"), "nothing to compare: {one}");
}

#[test]
fn in_json_every_layer_of_the_wall_and_every_kind_of_change() {
    let arguments = [&*file("tests/data/reference"), "--random-weights", "--json"];
    let text = printed(&[&arguments[..], &["--network", "squeezenet1_1"]].concat());
    let networks: Value = serde_json::from_str(&text).unwrap();
    let network = &networks[0];
    let pictures = network["images"].as_u64().unwrap();
    assert!(pictures >= 2 && network["untrained"] == true, "{network}");
    assert_eq!(network["wiggles"], 44);
    let layers = network["layers"].as_array().unwrap();
    assert_eq!(
        (&layers[0]["name"], &layers[layers.len() - 1]["name"]),
        (&"pixels".into(), &"class probabilities".into())
    );
    for layer in layers {
        for number in [&layer["relative"]["mean"], &layer["angle"]["mean"], &layer["angle"]["sd"]] {
            assert!(number.as_f64().is_some_and(|number| number >= 0.0), "{layer}");
        }
    }
    assert_both_measures(layers);
    let flips = network["flips"].as_object().unwrap();
    let kinds: Vec<&str> = flips.keys().map(String::as_str).collect();
    assert_eq!(kinds, ["shift", "zoom", "turn", "brightness", "noise", "all"]);
    let sum: u64 = kinds[..5].iter().map(|kind| flips[*kind]["of"].as_u64().unwrap()).sum();
    assert_eq!((sum, flips["all"]["of"].as_u64()), (44 * pictures, Some(44 * pictures)));
}

/// What is found and where, of all changes and of each kind; the fields of the first version stay.
fn assert_both_measures(layers: &[Value]) {
    for (n, layer) in layers.iter().enumerate() {
        assert_eq!(layer["where"], layer["relative"]);
        let kinds = layer["by_kind"].as_object().unwrap();
        let names: Vec<&str> = kinds.keys().map(String::as_str).collect();
        assert_eq!(names, ["shift", "zoom", "turn", "brightness", "noise"]);
        for measured in std::iter::once(layer).chain(kinds.values()) {
            assert!(measured["where"]["mean"].is_number(), "{layer}");
            match n {
                // In pixels nothing is found; a class has no places.
                0 => assert!(measured["found"].is_null(), "{layer}"),
                n if n + 1 == layers.len() => assert_eq!(measured["found"], measured["where"]),
                _ => assert!(measured["found"]["mean"].is_number(), "{layer}"),
            }
        }
    }
}

#[test]
fn early_layers_find_the_same_again_in_a_photo_that_moved_and_late_ones_do_not() {
    let (chelsea, lite0) = (file("assets/reel/chelsea.png"), "efficientnet_lite0");
    let text = printed(&[&chelsea, "--json", "--network", lite0]);
    let networks: Value = serde_json::from_str(&text).unwrap();
    let layers = networks[0]["layers"].as_array().unwrap();
    let shifted =
        |layer: &Value, measure: &str| layer["by_kind"]["shift"][measure]["mean"].as_f64().unwrap();
    let (first, last) = (&layers[1], &layers[layers.len() - 2]);
    // Of five photos 0.01 and 0.25, but 0.34 and 0.36 place by place.
    assert!(shifted(first, "found") < 0.05 && shifted(last, "found") > 0.1, "{first} {last}");
    assert!(shifted(first, "where") > 0.1, "{first}");
}

#[test]
fn what_is_no_picture_is_one_line_and_the_others_are_measured() {
    let (readme, coffee) = (file("README.md"), file("tests/data/reference/coffee-224.png"));
    let output = deepvis(&[&readme, &coffee, "--random-weights", "--network", "squeezenet1_1"]);
    let output = { output }.output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), errors.lines().count()), (Some(1), 1), "{errors}");
    assert!(errors.contains("README.md"), "{errors}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("1 picture, 44 changes"));
    let output = deepvis(&[&coffee, "--network", "lenet"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
