//! "Find it" from the first touch to the last find, before a made-up camera: photos that are moved,
//! blurred and dimmed at 640x480. And which photos of the reel are which things.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use deepvis::engine::Roster;
use deepvis::engine::choice::NetworkChoice;
use deepvis::engine::roster::NetworkRoster;
use deepvis::exhibit::play::things;
use deepvis::frame::Picture;
use deepvis::source;
use serde_json::Value;

const WIDTH: i32 = 640;
const HEIGHT: i32 = 480;
/// Pictures a second of the made-up camera: few, so that twenty seconds are soon over.
const RATE: usize = 5;

fn reel(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel").join(name)
}

/// Grey or a colour of a photo at a place between pixels.
fn at(photo: &Picture, x: f32, y: f32, channel: usize) -> f32 {
    let (last_x, last_y) = (photo.size.width - 1, photo.size.height - 1);
    let (x, y) = (x.clamp(0.0, last_x as f32), y.clamp(0.0, last_y as f32));
    let pixel = |x: i32, y: i32| {
        let (x, y) = (x.min(last_x), y.min(last_y));
        f32::from(photo.rgb[3 * (y * photo.size.width + x) as usize + channel])
    };
    let (left, above) = (x as i32, y as i32);
    let (to_right, down) = (x.fract(), y.fract());
    let row = |y: i32| pixel(left, y) * (1.0 - to_right) + pixel(left + 1, y) * to_right;
    row(above) * (1.0 - down) + row(above + 1) * down
}

/// A frame of a camera before which a photo is held: it wavers by a few pixels, is blurred over
/// three pixels each way, and dimmed to 70 %.
fn frame(photo: &Picture, number: usize) -> Vec<u8> {
    let scale = (photo.size.height as f32 / HEIGHT as f32) * 0.96;
    let (sway, lift) = (number as f32 * 0.9, number as f32 * 0.7);
    let left = (photo.size.width as f32 - WIDTH as f32 * scale) / 2.0 + 6.0 * sway.sin();
    let above = photo.size.height as f32 * 0.02 + 4.0 * lift.cos();
    let mut planes = [Vec::new(), Vec::new(), Vec::new()];
    for place in 0..WIDTH * HEIGHT {
        let (x, y) = ((place % WIDTH) as f32, (place / WIDTH) as f32);
        let channel = |channel: usize| {
            let near = [-1.5_f32, 1.5].into_iter().flat_map(|dx| [(dx, -1.5_f32), (dx, 1.5)]);
            let sum: f32 = near
                .map(|(dx, dy)| {
                    at(photo, left + (x + dx) * scale, above + (y + dy) * scale, channel)
                })
                .sum();
            0.7 * sum / 4.0
        };
        let [r, g, b] = [channel(0), channel(1), channel(2)];
        // BT.601, limited range.
        planes[0].push((16.0 + 0.257 * r + 0.504 * g + 0.098 * b) as u8);
        planes[1].push((128.0 - 0.148 * r - 0.291 * g + 0.439 * b) as u8);
        planes[2].push((128.0 + 0.439 * r - 0.368 * g - 0.071 * b) as u8);
    }
    planes.concat()
}

/// Writes what the camera sees: these photos of the reel, each for so many frames.
fn feed(path: &Path, photos: &[(&str, usize)]) {
    let mut file = fs::File::create(path).unwrap();
    writeln!(file, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 C444").unwrap();
    let mut number = 0;
    for &(name, frames) in photos {
        let photo = source::load(&reel(name)).unwrap();
        // It sways to and fro: after so many frames as before.
        let sways: Vec<Vec<u8>> = (0..frames.min(7)).map(|sway| frame(&photo, sway)).collect();
        for _ in 0..frames {
            file.write_all(b"FRAME\n").unwrap();
            file.write_all(&sways[number % sways.len()]).unwrap();
            number += 1;
        }
    }
}

/// What can be touched when "Find it" was started before this camera, with these things in the
/// box, and so many frames are over.
fn touchable(photos: &[(&str, usize)], things: &str, frames: usize) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    feed(&folder.path().join("camera.y4m"), photos);
    fs::write(folder.path().join("deepvis.toml"), format!("[play]\nthings = {things}\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(["render", "camera.y4m", "--size", "800x500", "--threads", "1", "--json"]);
    let (keys, count) = (start_and_wait(frames), frames.to_string());
    command.args(["--keys", &keys, "--frames", &count, "--out", "a.png"]);
    command.current_dir(folder.path()).env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let targets = report["targets"].as_array().unwrap().iter();
    targets.map(|target| target["name"].as_str().unwrap().to_owned()).collect()
}

fn has(targets: &[String], name: &str) -> bool {
    targets.iter().any(|target| target == name)
}

/// The game is opened and started, and then nothing is done until so many frames are over.
fn start_and_wait(frames: usize) -> String {
    format!("Touch:'door 8' Wait:2 Touch:'button start' Wait:{}", frames - 5)
}

#[test]
fn find_it_is_won_before_a_camera_that_wavers_blurs_and_dims() {
    // A cup stands there when it begins: so the cat is named first, then the cup.
    let photos = [("coffee.png", 12), ("chelsea.png", 15), ("coffee.png", 20)];
    let after = |frames| touchable(&photos, "[\"cup\", \"cat\"]", frames);
    assert!(has(&after(10), "button act"), "it runs");
    // Long before the time is up: what ends it is that all is found.
    let over = after(45);
    assert!(has(&over, "button duel") && !has(&over, "button act"), "{over:?}");
}

#[test]
fn find_it_is_lost_by_doing_nothing_when_twenty_seconds_are_over() {
    let photos = [("rocket.jpg", 120)];
    let after = |frames| touchable(&photos, "[\"cup\", \"cat\"]", frames);
    // It begins with the fifth frame or so, and lasts a hundred.
    assert!(has(&after(95), "button act"));
    let over = after(115);
    assert!(has(&over, "button duel") && !has(&over, "button act"), "{over:?}");
}

#[test]
fn photos_of_the_reel_are_the_things_that_they_show() {
    let choice = NetworkChoice { name: "efficientnet_lite0".into(), ..NetworkChoice::default() };
    let outline = NetworkRoster::new(&choice).unwrap().outlines().remove(0);
    let known = things::of(&outline);
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(["classify", "--json", "--top", "1000", "--threads", "1"]);
    let shown = [("chelsea.png", "cat"), ("coffee.png", "cup"), ("camera.png", "tripod")];
    command.args(shown.iter().map(|(photo, _)| reel(photo)));
    let answers: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    for ((photo, thing), answer) in shown.iter().zip(answers.as_array().unwrap()) {
        let mut probabilities = vec![0.0; outline.labels.len()];
        for guess in answer["top"].as_array().unwrap() {
            let class = guess["class"].as_u64().unwrap() as usize;
            probabilities[class] = guess["probability"].as_f64().unwrap() as f32;
        }
        let sums = known.iter().map(|thing| (thing.probability(&probabilities), &thing.id));
        let (sum, largest) = sums.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
        assert_eq!(largest, thing, "{photo}");
        assert!(sum >= 0.5, "{photo}: {sum}");
    }
}
