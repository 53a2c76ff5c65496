//! Tests of `deepvis activations`: the values in its files, folders of pictures, an interrupt.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use safetensors::SafeTensors;
use serde_json::Value;

use super::{deepvis, json, reference};

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
    let mut preprocess = deepvis::preprocess::Preprocess::new(network.spec.cutout(), mean, std);
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
