//! Tests of answers against torchvision's `Resize`, `CenterCrop` and `Normalize`, same weights.
//!
//! They are what a Python user gets of the same pictures. Every value of the network's input is
//! Pillow's (`resample/window.rs` holds that with hashes); here it is held from the file to the
//! answer. `tests/data/torchvision.json` says what computed its probabilities. PyTorch's resize of
//! tensors differs from Pillow's in 0 to 0.2 % of the values by one step, and in these
//! probabilities by 0.0009 at most.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde::Deserialize;
use serde_json::Value;

/// A probability may differ by this: both sides compute in f32 with sums in another order, and
/// `rocket.jpg` goes through another JPEG decoder.
const TOLERANCE: f64 = 1e-3;

#[derive(Deserialize)]
struct Answers {
    pictures: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    picture: String,
    class: u64,
    probability: f64,
}

fn root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// A picture of this size whose pixels are those of one of the reel's photos, which repeats itself
/// to all sides: `column` and `row` say which.
fn long(
    photo: &str,
    (width, height): (u32, u32),
    column: impl Fn(u32) -> u32,
    row: impl Fn(u32) -> u32,
) -> image::RgbImage {
    let photo = image::open(root("assets/reel").join(photo)).unwrap().to_rgb8();
    image::RgbImage::from_fn(width, height, |x, y| {
        *photo.get_pixel(column(x) % photo.width(), row(y) % photo.height())
    })
}

/// The file of a picture that the values name.
fn file(name: &str, folder: &Path) -> PathBuf {
    let made = match name {
        "coffee 12000x300" => long("coffee.png", (12000, 300), |x| x * 4 / 3 + 100, |y| y * 4 / 3),
        "chelsea 301x4000" => long("chelsea.png", (301, 4000), |x| x + 75, |y| y + 250),
        "astronaut 225x1000" => {
            long("astronaut.png", (225, 1000), |x| x * 512 / 225, |y| y * 512 / 225 + 87)
        }
        photo => return root("assets/reel").join(photo),
    };
    let path = folder.join(format!("{name}.png"));
    made.save(&path).unwrap();
    path
}

#[test]
fn classify_answers_as_torchvision_and_pytorch_do_whatever_the_pictures_size() {
    let text = fs::read_to_string(root("tests/data/torchvision.json")).unwrap();
    let answers: Answers = serde_json::from_str(&text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let files = answers.pictures.iter().map(|answer| file(&answer.picture, folder.path()));
    let output = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["classify", "--json", "--network", "efficientnet_lite0", "--device", "cpu"])
        .args(files)
        .env_remove("RUST_LOG")
        .env("XDG_CONFIG_HOME", "/no/such/folder")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let got: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(got.as_array().unwrap().len(), answers.pictures.len());
    for (want, got) in answers.pictures.iter().zip(got.as_array().unwrap()) {
        let best = &got["top"][0];
        let probability = best["probability"].as_f64().unwrap();
        println!("{}: {probability:.6} for {:.6}", want.picture, want.probability);
        assert_eq!(best["class"].as_u64(), Some(want.class), "{}", want.picture);
        let error = (probability - want.probability).abs();
        assert!(error <= TOLERANCE, "{}: {probability} for {}", want.picture, want.probability);
    }
}
