//! Tests of files that cannot be read, are left out or would be replaced, and of a full disk.

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use super::{complaint, deepvis, reference};

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
