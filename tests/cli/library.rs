//! Tests of `deepvis favourites` and of `deepvis stimulus --library`, with made-up weights.

use std::fs;
use std::path::{Path, PathBuf};

use super::{complaint, deepvis, json, reference};

/// The reference pictures of 224 pixels, under other names.
fn photos(place: &Path) -> String {
    let folder = place.join("photos");
    fs::create_dir(&folder).unwrap();
    for name in ["chelsea", "coffee"] {
        let from = reference(&format!("{name}-224.png"));
        fs::copy(from, folder.join(format!("{name}.png"))).unwrap();
    }
    folder.display().to_string()
}

/// The files of a library, with what is in them.
fn files(library: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![library.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(library).unwrap().into(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn favourites_go_into_a_library_and_shards_of_it_are_merged() {
    let place = tempfile::tempdir().unwrap();
    let photos = photos(place.path());
    let at = |name: &str| place.path().join(name).display().to_string();
    let fill = |library: &str, shard: &str| {
        let layers = ["--layer", "stem.relu", "--layer", "blocks.1.depthwise.relu"];
        let mut arguments = vec!["favourites", &photos, "--library", library, "--shard", shard];
        arguments.extend(layers);
        arguments.extend(["--random-weights", "--threads", "1", "--json"]);
        json(&arguments)
    };
    let whole = fill(&at("whole"), "1/1");
    for key in ["network", "weights", "device", "sha256", "library"] {
        assert!(whole[key].is_string(), "{key}: {whole}");
    }
    assert_eq!((&whole["steps"], &whole["failed"]), (&2.into(), &0.into()));
    assert!(whole["untrained"].as_bool().unwrap() && whole["seconds"].is_f64());
    assert_eq!(whole["layers"][0]["layer"], "stem.relu");
    assert_eq!(whole["layers"][0]["pictures"], 2);
    for (shard, library) in [("1/2", "one"), ("2/2", "two")] {
        assert_eq!(fill(&at(library), shard)["layers"][0]["shards"], shard);
    }
    let (one, two, all) = (at("one"), at("two"), at("all"));
    let merged = json(&["favourites", "--merge", &two, &one, "--library", &all, "--json"]);
    assert_eq!(merged["libraries"][0]["layers"][1]["shards"], "1/1");
    assert!(files(Path::new(&all)) == files(Path::new(&at("whole"))));
    assert_eq!(files(Path::new(&all)).len(), 3, "an index and two layers, and no journal");
}

#[test]
fn what_is_broken_is_one_line_and_says_what_to_do() {
    let place = tempfile::tempdir().unwrap();
    let photos = photos(place.path());
    let library = place.path().join("library");
    let name = library.display().to_string();
    let run =
        ["favourites", &photos, "--library", &name, "--random-weights", "--layer", "stem.relu"];
    assert!(deepvis(&run).output().unwrap().status.success());
    let index = library.join("efficientnet_lite0-random/index.json");
    fs::write(&index, "{\"version\": 7, \"network\": \"a\", \"weights\": \"b\"}").unwrap();
    let line = complaint(&run);
    let told = "deepvis: it has version 7; this DeepVis reads version 1; remove it, and run the";
    assert!(line.starts_with(told) && line.ends_with("index.json"), "{line}");
    fs::remove_file(&index).unwrap();
    // A picture that is none is told of, and the others are looked at.
    fs::write(Path::new(&photos).join("a.png"), "no picture").unwrap();
    let line = complaint(&run);
    assert!(line.ends_with("a.png"), "{line}");
    let layer = library.join("efficientnet_lite0-random/favourites/stem.relu.safetensors");
    fs::write(&layer, &fs::read(&layer).unwrap()[..500]).unwrap();
    let into = place.path().join("into").display().to_string();
    let line = complaint(&["favourites", "--merge", &name, "--library", &into]);
    assert!(line.contains("it is cut short") && line.ends_with("stem.relu.safetensors"), "{line}");
    for wrong in [&run[..2], &["favourites", "--merge", &name], &["favourites", "--library", &name]]
    {
        assert_eq!(deepvis(wrong).output().unwrap().status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_layers_stimuli_go_onto_a_sheet_and_shards_of_it_are_merged() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let fill = |library: &str, shard: &str| {
        let mut arguments = vec!["stimulus", "--layer", "stem.conv", "--library", library];
        arguments.extend(["--shard", shard, "--steps", "1", "--seed", "4"]);
        arguments.extend(["--random-weights", "--threads", "1", "--json"]);
        json(&arguments)
    };
    let whole = fill(&at("whole"), "1/1");
    assert_eq!((&whole["layer"], &whole["units"]), (&"stem.conv".into(), &32.into()));
    assert!(whole["file"].as_str().unwrap().ends_with("stimuli/stem.conv.jpg"));
    for (shard, library) in [("1/2", "one"), ("2/2", "two")] {
        assert_eq!(fill(&at(library), shard)["worked_on"], 16);
    }
    let (one, two, all) = (at("one"), at("two"), at("all"));
    json(&["favourites", "--merge", &one, &two, "--library", &all, "--json"]);
    assert!(files(Path::new(&all)) == files(Path::new(&at("whole"))));
    assert_eq!(files(Path::new(&all)).len(), 3, "an index, a sheet and its index");
    let other = ["stimulus", "--layer", "stem.conv", "--library", &one, "--random-weights"];
    let line = complaint(&other);
    assert!(line.contains("choose another library"), "{line}");
}
