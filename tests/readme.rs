//! What the README says of the program is what the program says of itself.

use std::process::Command;

use deepvis::control::keymap;

#[test]
fn the_readmes_table_of_keys_is_the_keymaps() {
    let readme = include_str!("../README.md");
    let table = keymap::markdown();
    assert!(readme.contains(&table), "put this between <!-- keys --> and <!-- /keys -->:\n{table}");
}

#[test]
fn the_readmes_python_reads_what_activations_saves() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("```python\n").unwrap();
    let (python, _) = rest.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let image = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/reference/coffee-224.png");
    let mut save = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    save.args(["activations", image, "--network", "squeezenet1_1", "--random-weights"]);
    save.args(["--out", "cat.safetensors"]).current_dir(folder.path());
    assert!(save.status().unwrap().success());
    let mut read = Command::new("python3");
    let output = read.args(["-c", python]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.starts_with("input Input [3, 224, 224] strongest: "), "{lines}");
    assert!(lines.contains("fire9") && lines.lines().count() > 60, "{lines}");
}
