//! The command line as a person or a script meets it: what it writes, and how it ends.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use safetensors::SafeTensors;
use serde_json::Value;

fn deepvis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // Nobody's own settings.
    command.env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command
}

fn reference(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference").join(name);
    path.display().to_string()
}

/// Runs it, expects success, and reads what it wrote.
fn json(arguments: &[&str]) -> Value {
    let output = deepvis(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs it, expects exit code 1 and one line, and returns that.
fn complaint(arguments: &[&str]) -> String {
    let output = deepvis(arguments).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    errors.trim_end().to_owned()
}

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
fn what_is_left_out_of_a_folder_is_counted_by_every_command() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().display().to_string();
    let name = |name: &str| out.path().join(name).display().to_string();
    fs::copy(reference("coffee-224.png"), folder.path().join("a.png")).unwrap();
    let render = |picture: &str| {
        let size = ["--size", "640x400", "--random-weights"];
        let options = ["render", &path, "--frames", "1", "--out", picture];
        deepvis(&[&options[..], &size].concat()).assert().success();
        fs::read(picture).unwrap()
    };
    let without = render(&name("without.png"));
    for file in ["1.heic", "2.HEIC", "3.tif"] {
        fs::write(folder.path().join(file), "").unwrap();
    }
    assert!(without != render(&name("with.png")), "the message bar says nothing");
    let wanted = format!(
        "deepvis: left out: 2 heic, 1 tif; not read, make JPEGs of them (heif-convert, ImageMagick): {path}\n"
    );
    let (activations, explained) = (name("activations"), name("explained"));
    for (command, more) in [
        ("classify", &[][..]),
        ("activations", &["--out", &activations]),
        ("explain", &["--method", "gradient", "--out", &explained]),
        ("stability", &[]),
    ] {
        let arguments = [&[command, &path, "--random-weights"], more].concat();
        let output = deepvis(&arguments).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), errors), (Some(0), wanted.clone()), "{command}");
    }
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
    let mut bytes = include_bytes!("data/chelsea-640x480.jpg").to_vec();
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

#[test]
fn what_cannot_be_read_is_one_line_with_the_file_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (text, empty, out) = (path("text.png"), path("empty"), path("out.png"));
    fs::write(&text, "this is no picture").unwrap();
    fs::create_dir(&empty).unwrap();
    assert!(complaint(&["render", &text, "--out", &out]).ends_with("text.png"));
    assert!(complaint(&["render", &empty, "--out", &out]).ends_with("empty"));
    assert!(complaint(&["render", &path("nothing"), "--out", &out]).ends_with("nothing"));
    let weights = ["--weights", text.as_str()];
    let with_weights = [&["render", "reel", "--out", &out], &weights[..]].concat();
    assert!(complaint(&with_weights).ends_with("text.png"));
    assert!(!Path::new(&out).exists(), "a failure left a picture behind");
    let nowhere = path("no/such/folder/out.png");
    let error = complaint(&["render", "reel", "--frames", "1", "--out", &nowhere]);
    assert!(error.contains("cannot write the picture"), "{error}");
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
fn a_result_never_takes_the_place_of_its_picture() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let picture = format!("{place}/cup.png");
    fs::copy(reference("coffee-224.png"), &picture).unwrap();
    let before = fs::read(&picture).unwrap();
    for arguments in [
        &["render", &picture, "--out", &picture][..],
        &["explain", &picture, "--method", "gradient", "--out", &picture],
        &["explain", place, "--method", "gradient", "--out", place],
    ] {
        let error = complaint(arguments);
        let wanted = "deepvis: the result would replace the picture; choose another --out: ";
        assert!(error.starts_with(wanted) && error.ends_with("cup.png"), "{error}");
    }
    assert_eq!(fs::read(&picture).unwrap(), before);
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

#[test]
fn bench_measures_the_bare_pass_as_well() {
    let report = json(&["bench", "--frames", "40", "--size", "640x400", "--json"]);
    assert_eq!((&report["frames"], &report["dropped"]), (&40.into(), &0.into()));
    assert!(report["bare_forward"]["p50_ms"].as_f64().unwrap() > 0.0);
}

#[test]
fn memory_is_measured_while_the_network_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let report = json(&[
        "render",
        "reel",
        "--frames",
        "2",
        "--size",
        "320x240",
        "--json",
        "--random-weights",
        "--network",
        "alexnet",
        "--out",
        out.to_str().unwrap(),
    ]);
    let weights = 61_100_840.0 * 4.0 / f64::from(1 << 20);
    assert!(report["rss_mb"].as_f64().unwrap() > weights, "{}", report["rss_mb"]);
}

#[test]
fn changing_networks_again_and_again_takes_no_more_memory() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.png");
    let memory_after = |changes: usize| {
        let (keys, frames) = (vec!["n"; changes].join(" "), (changes + 2).to_string());
        let report = json(&[
            "render",
            "reel",
            "--size",
            "320x240",
            "--keys",
            &keys,
            "--frames",
            &frames,
            "--json",
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(report["network"], "efficientnet_lite0", "three networks, round and round");
        report["rss_mb"].as_f64().unwrap()
    };
    let (few, many) = (memory_after(6), memory_after(36));
    // One network's weights are 19 to 25 MB: of thirty more, not even one may stay.
    assert!(many < few + 18.0, "{few} MB after 6 changes, {many} MB after 36");
}

/// Whether bf16 is refused depends on the machine; the reason never does.
#[test]
fn bf16_runs_and_says_how_far_off_it_is_or_is_refused_with_a_reason() {
    let bench = ["bench", "--frames", "40", "--size", "320x240", "--json"];
    assert!(json(&bench)["precision_error"].is_null());
    let arguments = [&bench[..], &["--precision", "bf16"]].concat();
    if !deepvis(&arguments).output().unwrap().status.success() {
        let error = complaint(&arguments);
        assert!(error.starts_with("deepvis: --precision bf16"), "{error}");
        assert!(error.ends_with("leave it out"), "{error}");
        return;
    }
    let report = json(&arguments);
    assert_eq!(report["precision"], "bf16");
    let error = &report["precision_error"];
    assert_eq!(error["frames"], 40);
    assert!((1..=40).contains(&error["same_top"].as_u64().unwrap()), "{error}");
    for key in ["logits", "probability"] {
        let largest = error[key].as_f64().unwrap();
        assert!(largest > 0.0 && largest < 1.0, "{key}: {largest}");
    }
}

#[test]
fn activations_hold_every_node_and_the_logits() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.safetensors");
    let image = reference("chelsea-224.png");
    deepvis(&["activations", &image, "--out", out.to_str().unwrap()]).assert().success();
    let bytes = fs::read(&out).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut shapes: HashMap<String, Vec<usize>> =
        file.iter().map(|(name, view)| (name.to_owned(), view.shape().to_vec())).collect();
    assert_eq!(shapes.remove("logits"), Some(vec![1000]));
    let layers = json(&["layers", "efficientnet_lite0", "--json"]);
    for node in layers["nodes"].as_array().unwrap() {
        let wanted: Vec<usize> = serde_json::from_value(node["shape"].clone()).unwrap();
        let name = node["name"].as_str().unwrap();
        assert_eq!(shapes.remove(name), Some(wanted), "{name}");
    }
    assert!(shapes.is_empty(), "more than the nodes: {shapes:?}");

    let wanted = fs::read(reference("efficientnet_lite0--chelsea.json")).unwrap();
    let wanted: Value = serde_json::from_slice(&wanted).unwrap();
    let logits = file.tensor("logits").unwrap();
    let logit = |at: usize| f32::from_le_bytes(*logits.data()[4 * at..].first_chunk().unwrap());
    let index = wanted["logits"]["index"].as_array().unwrap();
    for (at, value) in index.iter().zip(wanted["logits"]["value"].as_array().unwrap()) {
        let got = f64::from(logit(at.as_u64().unwrap() as usize));
        assert!((got - value.as_f64().unwrap()).abs() < 2e-3, "logit {at}: {got} for {value}");
    }
}

/// A folder of pictures: "coffee.png", "text.png" with text in it, and as many others as are asked
/// for.
fn pictures(others: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(reference("coffee-224.png"), folder.path().join("coffee.png")).unwrap();
    fs::write(folder.path().join("text.png"), "this is no picture").unwrap();
    for number in 0..others {
        let name = format!("zebra-{number}.png");
        fs::copy(reference("chelsea-224.png"), folder.path().join(name)).unwrap();
    }
    folder
}

#[test]
fn activations_of_a_folder_go_into_files_that_say_what_they_are() {
    let (folder, out) = (pictures(0), tempfile::tempdir().unwrap());
    let (coffee, out) = (folder.path().join("coffee.png"), out.path().join("new"));
    let arguments =
        [&["activations"][..], &[folder.path().to_str().unwrap(), coffee.to_str().unwrap()]]
            .concat();
    let options = ["--random-weights", "--threads", "1", "--out", out.to_str().unwrap()];
    let output = deepvis(&[&arguments[..], &options].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.lines().count() == 1 && errors.trim_end().ends_with("text.png"), "{errors}");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files, ["coffee-2", "coffee"].map(|stem| out.join(format!("{stem}.safetensors"))));

    let bytes = fs::read(&files[1]).unwrap();
    let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
    let about = header.metadata().as_ref().unwrap();
    assert_eq!((&*about["network"], &*about["weights"]), ("efficientnet_lite0", "random"));
    assert_eq!(about["deepvis"], env!("CARGO_PKG_VERSION"));
    assert_eq!(about["image"], coffee.to_str().unwrap());
    let graph: Value = serde_json::from_str(&about["graph"]).unwrap();
    assert_eq!(graph, json(&["layers", "efficientnet_lite0", "--json"]));

    // What a forward pass of our own gives. The picture has the network's size and is not
    // resampled.
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
    let (mean, std) = (network.spec.mean, network.spec.std);
    let picture = deepvis::source::load(&coffee).unwrap();
    let mut preprocess = deepvis::preprocess::Preprocess::new(network.spec.side, mean, std);
    let input = preprocess.run(&picture).unwrap().input;
    let input = network.input(input, picture.size).unwrap();
    let node = network.graph.find("blocks.3.depthwise.relu").unwrap();
    let trace = network.forward(&input, Keep::All, network.graph.logits()).unwrap();
    let wanted: Vec<f32> = trace.value(node).unwrap().contiguous().view([-1]).try_into().unwrap();
    let archive = SafeTensors::deserialize(&bytes).unwrap();
    let found = archive.tensor("blocks.3.depthwise.relu").unwrap();
    let found = found.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes));
    // Of six, where ReLU6 ends: sums may be taken in another order.
    let worst = found.zip(&wanted).map(|(found, wanted)| (found - wanted).abs());
    assert!(worst.fold(0.0, f32::max) < 6e-4);
    assert!(wanted.iter().any(|&value| value > 1.0), "there is something to compare");
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_only_whole_files_of_activations() {
    let (folder, out) = (pictures(300), tempfile::tempdir().unwrap());
    let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["activations", folder.path().to_str().unwrap()])
        .args(["--random-weights", "--out", out.path().to_str().unwrap()])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !out.path().join("coffee.safetensors").exists() {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before its first file");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        Process::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let files: Vec<PathBuf> =
        fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() < 300, "it went on to the end");
    for file in files {
        assert!(SafeTensors::deserialize(&fs::read(&file).unwrap()).is_ok(), "{}", file.display());
    }
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
    for listing in [&["networks"][..], &["layers", "alexnet"], &["cameras"]] {
        deepvis(listing).assert().success();
    }
}

/// `camera:99` is not there and is waited for: something to interrupt.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_wait_with_130_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let out: PathBuf = folder.path().join("a.png");
    for signal in ["-INT", "-TERM"] {
        let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
            .args(["render", "camera:99", "--out", out.to_str().unwrap()])
            .env("RUST_LOG", "info")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // "no camera 99 …; trying again"
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let waiting = lines.map_while(Result::ok).find(|line| line.contains("trying again"));
        assert!(waiting.is_some(), "it does not say that it waits");
        let sent = Process::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        // At the end of its own patience it would be 1.
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

/// Grey pictures of 8x8, ten a second, each brighter than the one before.
fn clip(pictures: u8) -> Vec<u8> {
    let mut bytes = b"YUV4MPEG2 W8 H8 F10:1 C420\n".to_vec();
    for number in 0..pictures {
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend_from_slice(&[16 + 4 * number; 64]);
        bytes.extend_from_slice(&[128; 32]);
    }
    bytes
}

#[test]
fn a_clip_is_rendered_without_skipping_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let y4m = path("clip.y4m");
    fs::write(&y4m, clip(50)).unwrap();
    let render = |frames: &str, out: &str| {
        let size = ["--size", "320x200", "--random-weights", "--json"];
        let options = ["render", &y4m, "--frames", frames, "--out", out];
        let report = json(&[&options[..], &size].concat());
        assert_eq!(report["dropped"], 0);
        assert_eq!(report["source"], format!("{y4m} (8x8, 10 fps)"));
        fs::read(out).unwrap()
    };
    let first = render("7", &path("a.png"));
    assert!(first == render("7", &path("b.png")), "two runs differ");
    assert!(first != render("8", &path("c.png")), "the clip does not move");
}

#[test]
fn a_clip_needs_ffmpeg_only_where_nothing_else_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (clip, out) = (path("clip.mp4"), path("out.png"));
    fs::write(&clip, b"something else").unwrap();
    for (source, last) in [(&*clip, "clip.mp4"), ("rtsp://me:secret@door.example/1", "ffmpeg)")] {
        let output = deepvis(&["render", source, "--out", &out])
            .env("PATH", folder.path())
            .output()
            .unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{error}");
        assert!(error.contains("apt-get install ffmpeg"), "{error}");
        assert!(error.trim_end().ends_with(last) && !error.contains("secret"), "{error}");
    }
}

/// What stands in for ffmpeg hangs. Nothing is left of it, whatever it is that is being opened.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_ffmpeg_as_well() {
    let fake = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fake_ffmpeg");
    let path = format!("{}:{}", fake.display(), std::env::var("PATH").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let name = |name: &str| folder.path().join(name).display().to_string();
    fs::write(name("silent.mp4"), "x").unwrap();
    fs::write(name("stalls.mp4"), "x").unwrap();
    let sources = [name("silent.mp4"), name("stalls.mp4"), "rtsp://door.example/silent".to_owned()];
    for (source, signal) in sources.iter().zip(["-INT", "-TERM", "-INT"]) {
        let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
            .args(["render", source, "--frames", "1000", "--random-weights"])
            .args(["--size", "320x200", "--out", &name("out.png")])
            .env("PATH", &path)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let helper = loop {
            if let Some(helper) = children(child.id()).first() {
                break *helper;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{source}: no ffmpeg was started");
            std::thread::sleep(Duration::from_millis(5));
        };
        std::thread::sleep(Duration::from_millis(300));
        let sent = Process::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        // An ffmpeg that is given up for its silence is another error.
        assert_eq!(child.wait().unwrap().code(), Some(130), "{source}");
        assert!(!Path::new("/proc").join(helper.to_string()).exists(), "{source}: ffmpeg is left");
    }
}

/// The processes that this one has started and not reaped.
#[cfg(target_os = "linux")]
fn children(process: u32) -> Vec<u32> {
    let Ok(tasks) = fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let lists =
        tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()
        })
        .collect()
}

/// Where ffmpeg is installed, a real film: made, shown, sought in.
#[test]
fn a_real_ffmpeg_plays_a_real_film() {
    let found = Process::new("ffmpeg").arg("-version").stdout(Stdio::null()).status();
    if found.is_err() {
        println!("SKIPPED: ffmpeg is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (y4m, film, sound) = (path("clip.y4m"), path("film.avi"), path("sound.wav"));
    fs::write(&y4m, clip(50)).unwrap();
    let make = |arguments: &[&str]| {
        let made =
            Process::new("ffmpeg").args(["-v", "error", "-nostdin"]).args(arguments).status();
        assert!(made.unwrap().success(), "{arguments:?}");
    };
    // FFV1 loses nothing.
    make(&["-i", &y4m, "-pix_fmt", "yuv420p", "-c:v", "ffv1", &film]);
    make(&["-f", "lavfi", "-i", "sine=duration=1", &sound]);
    let spec: deepvis::source::SourceSpec = film.parse().unwrap();
    let interrupt = deepvis::source::Interrupt::default();
    let mut source = deepvis::source::open(&spec, &interrupt).unwrap();
    assert_eq!(source.describe(), format!("{film} (8x8, 10 fps)"));
    let mut level = |step| {
        if step != 0 {
            source.step(step);
        }
        let shot = source.next(deepvis::frame::Picture::default()).unwrap();
        (shot.picture.rgb[0], shot.new_scene)
    };
    // 4 of 219 more each time.
    let levels: Vec<_> = (0..52).map(|_| level(0)).collect();
    for (number, (got, new_scene)) in levels.iter().enumerate() {
        let wanted = (number % 50 * 4) as f64 * 255.0 / 219.0;
        assert!((f64::from(*got) - wanted).abs() <= 2.0, "picture {number}: {got}");
        assert_eq!(*new_scene, number % 50 == 0, "picture {number}");
    }
    assert_eq!(level(-1), levels[0]);
    assert_eq!(level(1), levels[0], "behind the end lies the beginning");
    assert!(source.notices().is_empty());
    let error = complaint(&["render", &sound, "--out", &path("out.png")]);
    assert!(error.contains("there is no video in it: ") && error.ends_with("sound.wav"), "{error}");
}

/// A child that is interrupted a moment after it has begun to load its network.
#[cfg(unix)]
fn interrupted_while_loading(arguments: &[&str]) {
    let mut child = Process::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(arguments)
        .args(["--network", "vgg16", "--random-weights"])
        .env("RUST_LOG", "info")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let loading = lines.map_while(Result::ok).find(|line| line.contains("loading VGG-16"));
    assert!(loading.is_some(), "it does not say that it loads");
    // In the midst of it, on a quick machine as well.
    std::thread::sleep(Duration::from_millis(50));
    let sent = Process::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130), "{arguments:?}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_load_with_130_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (picture, values) = (path("a.png"), path("a.safetensors"));
    interrupted_while_loading(&["render", "reel", "--frames", "1000000", "--out", &picture]);
    let image = reference("coffee-224.png");
    interrupted_while_loading(&["activations", &image, "--out", &values]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Runs it in this folder where no file may become longer than a kilobyte, as on a full disk.
#[cfg(unix)]
fn without_room(folder: &Path, arguments: &[&str]) -> String {
    let output = Process::new("bash")
        .args(["-c", "ulimit -f 1; trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_deepvis"))
        .args(arguments)
        .current_dir(folder)
        .env("RUST_LOG", "info")
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    errors
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = |name: &str| folder.path().join(name);
    fs::write(here("old.png"), "an older picture").unwrap();
    // The first s comes before there is any picture.
    let render = ["render", "reel", "--frames", "4", "--keys", "s g s", "--out", "old.png"];
    let errors = without_room(folder.path(), &render);
    let said = errors.matches("cannot write the picture: File too large").count();
    assert_eq!(said, 2, "the key and --out: {errors}");
    assert!(errors.contains("nothing has been shown yet"), "{errors}");
    assert!(errors.trim_end().ends_with(": old.png"), "{errors}");
    let image = reference("coffee-224.png");
    let activations = ["activations", &image, "--random-weights", "--out", "a.safetensors"];
    let errors = without_room(folder.path(), &activations);
    assert!(errors.contains("cannot write the activations: File too large"), "{errors}");
    for (out, what) in [("b.png", "picture"), ("b.safetensors", "attribution")] {
        let explain = ["explain", &image, "--random-weights", "--method", "guided", "--out", out];
        let errors = without_room(folder.path(), &explain);
        assert!(errors.contains(&format!("cannot write the {what}: File too large")), "{errors}");
    }
    assert_eq!(fs::read(here("old.png")).unwrap(), b"an older picture");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left behind");
}

/// The state of each part that was checked.
fn states(check: &Value) -> HashMap<&str, &str> {
    let checks = check["checks"].as_array().unwrap();
    checks.iter().map(|it| (it["part"].as_str().unwrap(), it["state"].as_str().unwrap())).collect()
}

/// There is no screen where the tests run, so one line is always a problem.
#[test]
fn a_check_finds_what_is_there_and_says_what_to_do_about_the_rest() {
    let output = deepvis(&["check", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let check: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(check["works"], false);
    let state = states(&check);
    for part in ["weights", "networks", "device", "disk", "built in"] {
        assert_eq!(state[part], "ok", "{check}");
    }
    assert_eq!(state["display"], "problem");
    assert!(["ok", "note"].contains(&state["ffmpeg"]) && state["speed"] != "problem", "{check}");
    let part = |name: &str| {
        check["checks"].as_array().unwrap().iter().find(|it| it["part"] == name).unwrap()
    };
    assert_eq!(part("weights")["network"], "efficientnet_lite0");
    assert!(part("weights")["found"].as_str().unwrap().contains("SHA-256 as published"));
    assert!(part("speed")["fps"].as_f64().unwrap() > 0.0 && part("disk")["free_bytes"].is_u64());
    assert!(part("display")["found"].as_str().unwrap().contains("deepvis render"));
}

#[test]
fn a_check_without_weights_says_how_to_get_them_and_measures_nothing() {
    let empty = tempfile::tempdir().unwrap();
    let output = deepvis(&["check"]).env("DEEPVIS_WEIGHTS", empty.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |part: &str| {
        let line = text.lines().find(|line| line.get(9..).is_some_and(|it| it.starts_with(part)));
        line.unwrap_or_else(|| panic!("{part}: {text}"))
    };
    assert!(line("weights").starts_with("PROBLEM  weights    no weights for EfficientNet-Lite0"));
    assert!(line("weights").contains("run scripts/setup"), "{text}");
    assert!(line("speed").starts_with("note     speed      not measured"), "{text}");
    assert!(line("networks").contains("0 of the "), "{text}");
    assert!(text.trim_end().ends_with("DeepVis is not ready: see the lines with PROBLEM."));

    // A file that is damaged, and a device that is not there.
    fs::write(empty.path().join("efficientnet_lite0.safetensors"), "no weights").unwrap();
    let arguments = ["check", "--json", "--device", "cuda:99"];
    let output = deepvis(&arguments).env("DEEPVIS_WEIGHTS", empty.path()).output().unwrap();
    let check: Value = serde_json::from_slice(&output.stdout).unwrap();
    let state = states(&check);
    assert_eq!((state["weights"], state["device"]), ("problem", "problem"), "{check}");
}

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

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = deepvis(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("activations"), "{shell}");
    }
}
