//! Tests of the commands on an ONNX file: found by its name, with what is said of it beside it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{complaint, deepvis, json};
use crate::tiny_onnx::colours;

/// A folder with `colours.onnx`, which reads 16x16 pixels, its labels, and three even pictures.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("colours.onnx"), colours(16)).unwrap();
    fs::write(folder.path().join("colours.labels.txt"), "red\ngreen\nblue\n").unwrap();
    for (name, colour) in [("red", [250, 30, 30]), ("green", [30, 250, 30])] {
        let picture = image::RgbImage::from_pixel(40, 30, image::Rgb(colour));
        picture.save(folder.path().join(format!("{name}.png"))).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn text(arguments: &[&str]) -> String {
    let output = deepvis(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_file_answers_as_the_zoo_does() {
    let folder = folder();
    let [network, red, green] = ["colours.onnx", "red.png", "green.png"].map(|n| path(&folder, n));
    let answers = json(&["classify", &red, &green, "--network", &network, "--json"]);
    let best = |at: usize| answers[at]["top"][0]["label"].clone();
    assert_eq!((best(0), best(1)), ("red".into(), "green".into()));
    assert_eq!(answers[0]["network"], "colours");
    assert_eq!(answers[0]["top"].as_array().unwrap().len(), 3);
    let listed = json(&["layers", &network, "--json"]);
    assert_eq!((&listed["network"], &listed["input"]), (&json!("colours"), &json!([3, 16, 16])));
    assert_eq!(listed["parameters"], 21);
}

#[test]
fn what_is_said_beside_a_file_counts_and_flags_go_before_it() {
    let folder = folder();
    let [network, red, toml] =
        ["colours.onnx", "red.png", "colours.toml"].map(|n| path(&folder, n));
    let probability = |more: &[&str]| {
        let arguments = ["classify", &red, "--network", &network, "--json"];
        let answers = json(&[&arguments[..], more].concat());
        answers[0]["top"][0]["probability"].as_f64().unwrap()
    };
    // With values this far apart nothing is left for the others; with small ones there is.
    assert!(probability(&[]) > 0.999);
    let faint = probability(&["--mean", "0", "--std", "10"]);
    assert!(faint < 0.6, "{faint}");
    fs::write(&toml, "mean = 0\nstd = 10\n").unwrap();
    assert!((probability(&[]) - faint).abs() < 1e-6);
    assert!(probability(&["--std", "0.1"]) > 0.999);
    fs::write(&toml, "mean = 0\nstdd = 10\n").unwrap();
    let error = complaint(&["classify", &red, "--network", &network]);
    assert_eq!(error, format!("deepvis: unknown key stdd; did you mean std?: {toml}:2"));
    fs::write(&toml, "labels = \"two.txt\"\n").unwrap();
    fs::write(folder.path().join("two.txt"), "a\nb\n").unwrap();
    let error = complaint(&["classify", &red, "--network", &network]);
    assert!(error.starts_with("deepvis: 2 labels instead of 3, one for each class: "), "{error}");
}

#[test]
fn what_describe_prints_reads_back_as_itself() {
    let folder = folder();
    let [network, toml] = ["colours.onnx", "colours.toml"].map(|name| path(&folder, name));
    let first = text(&["describe", &network]);
    assert!(first.contains("3 classes, from \"red\" to \"blue\""), "{first}");
    assert!(first.contains("\ninput = 16\n") && first.contains("\n# resize = 18 "), "{first}");
    assert!(first.contains("labels = \"colours.labels.txt\"\n"), "{first}");
    assert!(first.contains("# assumed, as most networks have it: resize, mean, std\n"), "{first}");
    assert!(first.contains("16 x 16") && first.contains("written by made up\n"), "{first}");
    assert!(!first.contains(folder.path().to_str().unwrap()), "{first}");
    fs::write(&toml, &first).unwrap();
    let second = text(&["describe", &network]);
    let settled = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(settled(&second), settled(&first));
    // What nobody has looked at is still assumed; what somebody took the # from is said.
    assert!(second.contains("# assumed, as most networks have it: resize, mean, std\n"));
    let looked_at = first.replace("# resize = ", "resize = ").replace("# mean = ", "mean = ");
    fs::write(&toml, looked_at.replace("# std = ", "std = ")).unwrap();
    let third = text(&["describe", &network]);
    assert!(third.contains("\nresize = 18\n") && !third.contains("assumed"), "{third}");
    // As the shell leaves it before the program begins.
    fs::write(&toml, "").unwrap();
    assert_eq!(text(&["describe", &network]), first);
}

#[test]
fn files_of_the_settings_are_listed_and_a_mistake_leaves_the_list() {
    let folder = folder();
    fs::copy(folder.path().join("colours.onnx"), folder.path().join("other.onnx")).unwrap();
    let config = path(&folder, "deepvis.toml");
    let [one, other] = ["colours.onnx", "other.onnx"].map(|name| path(&folder, name));
    fs::write(&config, format!("network = {one:?}\nnetworks = [{one:?}, {other:?}]\n")).unwrap();
    let listed = json(&["networks", "--json", "--config", &config]);
    let listed = listed.as_array().unwrap();
    let zoo = json(&["networks", "--json"]).as_array().unwrap().len();
    let files: Vec<&Value> = listed[zoo..].iter().map(|network| &network["file"]).collect();
    assert_eq!(files, [&json!(one), &json!(other)]);
    let lines = text(&["networks", "--config", &config]);
    assert_eq!(lines.lines().filter(|line| line.starts_with("* ")).count(), 2, "{lines}");
    assert!(lines.contains(&format!("* {one}")), "{lines}");
    fs::write(&config, "network = \"lenet\"\n").unwrap();
    let output = deepvis(&["networks", "--config", &config]).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    assert!(words.contains("* efficientnet_lite0") && output.status.code() == Some(1), "{words}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no such network"));
}

#[test]
fn the_next_network_is_the_next_file() {
    let folder = folder();
    fs::copy(folder.path().join("colours.onnx"), folder.path().join("other.onnx")).unwrap();
    let [one, other, red] = ["colours.onnx", "other.onnx", "red.png"].map(|n| path(&folder, n));
    let out = path(&folder, "a.png");
    let report = json(&[
        "render",
        &red,
        "--keys",
        "n Wait:2",
        "--network",
        &one,
        "--networks",
        &other,
        "--out",
        &out,
        "--json",
    ]);
    assert_eq!(report["network"], "other");
}

#[test]
fn a_head_is_taught_on_a_file_and_on_no_other() {
    let folder = folder();
    let [network, head] = ["colours.onnx", "head.safetensors"].map(|name| path(&folder, name));
    for (thing, picture) in [("warm", "red.png"), ("cold", "green.png")] {
        let into = folder.path().join("things").join(thing);
        fs::create_dir_all(&into).unwrap();
        for copy in ["1.png", "2.png"] {
            fs::copy(folder.path().join(picture), into.join(copy)).unwrap();
        }
    }
    let things = path(&folder, "things");
    text(&["teach", &things, "--out", &head, "--network", &network]);
    let red = path(&folder, "red.png");
    let arguments = ["classify", &red, "--head", &head, "--json", "--network"];
    let answers = json(&[&arguments[..], &[&network]].concat());
    assert_eq!(answers[0]["top"][0]["label"], "warm");
    // The same file once more is the same network; other weights are not.
    let mut bytes = colours(16);
    let at = bytes.windows(4).rposition(|four| four == 10_f32.to_le_bytes()).unwrap();
    bytes[at..at + 4].copy_from_slice(&9_f32.to_le_bytes());
    fs::write(&network, bytes).unwrap();
    let error = complaint(&[&arguments[..5], &["--network", &network]].concat());
    assert!(error.contains("other weights of colours"), "{error}");
}

#[test]
fn what_cannot_be_is_one_line_with_what_to_do() {
    let folder = folder();
    let [network, red] = ["colours.onnx", "red.png"].map(|name| path(&folder, name));
    let refused = |more: &[&str]| complaint(&[&["classify", &red], more].concat());
    let error = refused(&["--network", &network, "--weights", "a.safetensors"]);
    assert!(error.contains("brings its own weights: leave --weights out"), "{error}");
    let error = refused(&["--network", &network, "--input", "224"]);
    assert!(error.contains("the file's is 16x16"), "{error}");
    let error = refused(&["--network", "alexnet", "--random-weights", "--mean", "0.5"]);
    assert!(error.contains("are for ONNX files; leave them out"), "{error}");
    let error = refused(&["--network", &path(&folder, "missing.onnx")]);
    assert!(error.contains("No such file"), "{error}");
    for (name, wanted) in
        [("a.pt", "torch.onnx.export"), ("a.safetensors", "--weights"), ("a.txt", "ONNX")]
    {
        let file = path(&folder, name);
        fs::write(&file, "anything").unwrap();
        let error = refused(&["--network", &file]);
        assert!(error.contains(wanted) && error.ends_with(&file), "{error}");
    }
    let error = complaint(&["describe", "alexnet"]);
    assert!(error.contains("no ONNX file"), "{error}");
    for (name, wanted) in [
        (path(&folder, "colours"), "did you mean"),
        (path(&folder, ""), "it is a folder"),
        ("nofile.pt".into(), "there is none of this name"),
    ] {
        let output = deepvis(&["classify", &red, "--network", &name]).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(words.contains(wanted) && !words.contains("alexnet"), "{words}");
        assert_eq!(output.status.code(), Some(2), "{words}");
    }
    for wrong in [&["--network", "lenet"][..], &["--std", "0"], &["--input", "big"]] {
        deepvis(&[&["classify", &red], wrong].concat()).assert().code(2);
    }
    let check = deepvis(&["check", "--network", &path(&folder, "a.txt")]).output().unwrap();
    let words = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(words.contains("PROBLEM  weights"), "{words}");
}

#[test]
fn every_command_runs_on_a_file() {
    let folder = folder();
    let [network, red] = ["colours.onnx", "red.png"].map(|name| path(&folder, name));
    let layer = json(&["layers", &network, "--json"])["nodes"][2]["name"].clone();
    let layer = layer.as_str().unwrap();
    let out = |name: &str| -> PathBuf { folder.path().join(name) };
    let [library, photos] = ["library", "photos"].map(|name| path(&folder, name));
    fs::create_dir(&photos).unwrap();
    fs::copy(&red, folder.path().join("photos/red.png")).unwrap();
    for (line, written) in [
        (vec!["activations", &red, "--out", "a.safetensors"], "a.safetensors"),
        (vec!["explain", &red, "--method", "gradient", "--out", "why.png"], "why.png"),
        (vec!["explain", &red, "--method", "grad-cam", "--out", "cam.png"], "cam.png"),
        (vec!["stimulus", "--class", "blue", "--steps", "2", "--out", "blue.png"], "blue.png"),
        (vec!["dream", &red, "--layer", layer, "--out", "dreamt.png"], "dreamt.png"),
        (vec!["invert", &red, "--layer", layer, "--out", "known.png"], "known.png"),
        (vec!["favourites", &photos, "--layer", layer, "--library", &library], "library"),
        (vec!["removal", &red], ""),
        (vec!["render", &red, "--out", "wall.png"], "wall.png"),
    ] {
        let mut command = deepvis(&[&line[..], &["--network", &network]].concat());
        let output = command.current_dir(folder.path()).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line:?}: {errors}");
        assert!(written.is_empty() || out(written).exists(), "{line:?}");
    }
    // It moves pictures by more pixels than the small one can spare.
    let large = path(&folder, "large.onnx");
    fs::write(&large, colours(0)).unwrap();
    text(&["stability", &red, "--network", &large]);
    let kept: Vec<_> = fs::read_dir(Path::new(&library)).unwrap().collect();
    assert!(kept.iter().any(|entry| {
        entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("colours-")
    }));
}
