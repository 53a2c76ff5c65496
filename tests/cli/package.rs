//! Tests of the program in a folder as `scripts/package` makes it, with its libtorch in `lib`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The program beside links to the libtorch of the tests.
fn package() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(env!("CARGO_BIN_EXE_deepvis"), folder.path().join("deepvis")).unwrap();
    fs::create_dir(folder.path().join("lib")).unwrap();
    let libtorch = Path::new(&std::env::var("LIBTORCH").unwrap()).canonicalize().unwrap();
    let nvidia = libtorch.parent().unwrap().join("nvidia/cu13/lib");
    for library in files(&libtorch.join("lib")).into_iter().chain(files(&nvidia)) {
        symlink(&library, folder.path().join("lib").join(library.file_name().unwrap())).unwrap();
    }
    folder
}

/// What lies in a folder; nothing where there is none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// What the packaged program says, started in another folder.
fn said(package: &TempDir, arguments: &[&str], variable: (&str, &str), here: &Path) -> String {
    let mut command = Command::new(package.path().join("deepvis"));
    command.args(arguments).env("XDG_CONFIG_HOME", "/no/such/folder").env(variable.0, variable.1);
    let output = command.current_dir(here).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const NOTHING: (&str, &str) = ("NOTHING", "");

#[test]
fn a_package_runs_with_its_own_libtorch_and_takes_the_weights_beside_it() {
    let (package, here) = (package(), tempfile::tempdir().unwrap());
    let folder = package.path().canonicalize().unwrap();
    let loaded = said(&package, &[], ("LD_TRACE_LOADED_OBJECTS", "1"), here.path());
    let own = folder.join("lib/libtorch_cpu.so");
    assert!(loaded.contains(&format!("libtorch_cpu.so => {} ", own.display())), "{loaded}");

    let weights = folder.join("weights");
    fs::create_dir(&weights).unwrap();
    fs::write(weights.join("vgg11.safetensors"), "").unwrap();
    let listed = said(&package, &["networks"], NOTHING, here.path());
    let line = |name: &str| listed.lines().find(|line| line.contains(name)).unwrap();
    assert!(line("vgg11").ends_with("here"), "{listed}");
    let step = format!("put vgg16.safetensors into {}", weights.display());
    assert!(line("vgg16").ends_with(&step), "{listed}");
}

#[test]
fn the_settings_beside_a_package_count_where_there_are_none_in_the_folder_it_is_started_in() {
    let (package, here) = (package(), tempfile::tempdir().unwrap());
    fs::write(package.path().join("deepvis.toml"), "network = \"vgg16\"\n").unwrap();
    let config = said(&package, &["config"], NOTHING, here.path());
    assert!(config.contains("\nnetwork = \"vgg16\"  # the file "), "{config}");
    fs::write(here.path().join("deepvis.toml"), "network = \"vgg11\"\n").unwrap();
    let config = said(&package, &["config"], NOTHING, here.path());
    assert!(config.contains("\nnetwork = \"vgg11\"  # the file deepvis.toml"), "{config}");
}
