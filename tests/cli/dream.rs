//! Tests of `deepvis dream`: what it writes of pictures, folders and clips, and what it refuses.

use std::fs;
use std::path::Path;

use image::{AnimationDecoder, RgbImage};
use serde_json::Value;

use super::{complaint, deepvis, reference};

/// An early layer, which is quick, and a picture that is smaller than the smallest octave.
const QUICK: [&str; 4] = ["--layer", "blocks.2.project", "--threads", "1"];

fn picture(path: &Path) {
    let shade =
        |x: u32, y: u32| image::Rgb([x * 3 % 256, y * 5 % 256, (x * y) % 256].map(|v| v as u8));
    RgbImage::from_fn(50, 40, shade).save(path).unwrap();
}

/// Five frames of 40x32, a tenth of a second each, in which a square moves.
fn clip(path: &Path) {
    let mut bytes = b"YUV4MPEG2 W40 H32 F10:1 C444\n".to_vec();
    for frame in 0..5 {
        bytes.extend(b"FRAME\n");
        for plane in 0..3 {
            let inside =
                |x: i32, y: i32| (4..20).contains(&(x - 2 * frame)) && (8..24).contains(&y);
            let value = |at: i32| match (inside(at % 40, at / 40), plane) {
                (true, 0) => 200,
                (false, 0) => 70 + (at % 40) as u8,
                (inside, _) => {
                    if inside {
                        150
                    } else {
                        120
                    }
                }
            };
            bytes.extend((0..40 * 32).map(value));
        }
    }
    fs::write(path, bytes).unwrap();
}

/// The figures of what is written to `out`.
fn dreamt(source: &Path, out: &Path, arguments: &[&str]) -> Value {
    let (source, out) = (source.to_str().unwrap(), out.to_str().unwrap());
    let command = [&["dream", source, "--out", out, "--json"], &QUICK[..], arguments].concat();
    let output = deepvis(&command).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn animation(path: &Path) -> Vec<image::Frame> {
    let file = std::io::BufReader::new(fs::File::open(path).unwrap());
    let gif = image::codecs::gif::GifDecoder::new(file).unwrap();
    gif.into_frames().collect_frames().unwrap()
}

#[test]
fn a_picture_keeps_its_size_and_brightness_and_two_runs_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    picture(&path("a.png"));
    let run = |out: &str, seed| dreamt(&path("a.png"), &path(out), &["--seed", seed]);
    let (one, _, _) = (run("one.png", "3"), run("two.png", "3"), run("other.png", "4"));
    let bytes = |name: &str| fs::read(path(name)).unwrap();
    assert_eq!(bytes("one.png"), bytes("two.png"));
    assert_ne!(bytes("one.png"), bytes("other.png"));
    let made = image::open(path("one.png")).unwrap().into_rgb8();
    assert_eq!(made.dimensions(), (50, 40));
    let own = image::open(path("a.png")).unwrap().into_rgb8();
    let mean = |picture: &RgbImage| {
        picture.as_raw().iter().map(|&v| f64::from(v)).sum::<f64>() / 255.0 / 6000.0
    };
    assert!((mean(&made) - mean(&own)).abs() < 0.01);
    let told = one["brightness"]["mean"].as_f64().unwrap();
    assert!((told - mean(&made)).abs() < 1e-9 && one["brightness"]["most"] == told);
    assert_eq!((&one["pictures"], &one["steps"], &one["seed"]), (&1.into(), &5.into(), &3.into()));
    let network: Value = "efficientnet_lite0".into();
    assert_eq!((&one["network"], &one["weights"]), (&network, &"published".into()));
    assert_eq!((&one["device"], &one["period"]), (&"cpu".into(), &Value::Null));
    assert_eq!(one["name"], "blocks.2.project");
    // How it takes shape: the picture itself, and each step.
    dreamt(&path("a.png"), &path("a.gif"), &[]);
    assert_eq!(animation(&path("a.gif")).len(), 6);
}

#[test]
fn a_fall_has_as_many_pictures_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    picture(&path("a.png"));
    let fall = ["--zoom", "1.05", "--frames", "4"];
    let told = dreamt(&path("a.png"), &path("a.gif"), &fall);
    assert_eq!((&told["pictures"], &told["zoom"]), (&4.into(), &1.05.into()));
    assert!(told["period"]["p50_ms"].as_f64().unwrap() > 0.0);
    let frames = animation(&path("a.gif"));
    assert_eq!(frames.len(), 4);
    assert!(frames.iter().all(|frame| frame.delay().numer_denom_ms() == (100, 1)));
    dreamt(&path("a.png"), &path("pictures"), &fall);
    assert_eq!(fs::read_dir(path("pictures")).unwrap().count(), 4);
    assert_eq!(image::open(path("pictures/000004.png")).unwrap().width(), 50);
}

#[test]
fn every_frame_of_a_clip_is_dreamt_and_two_runs_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    clip(&path("a.y4m"));
    let told = dreamt(&path("a.y4m"), &path("one.gif"), &[]);
    dreamt(&path("a.y4m"), &path("two.gif"), &[]);
    assert_eq!(told["pictures"], 5);
    let (least, most) = (&told["brightness"]["least"], &told["brightness"]["most"]);
    assert!(most.as_f64().unwrap() - least.as_f64().unwrap() < 0.02, "{told}");
    let frames = animation(&path("one.gif"));
    assert_eq!((frames.len(), frames[0].buffer().dimensions()), (5, (40, 32)));
    assert_eq!(fs::read(path("one.gif")).unwrap(), fs::read(path("two.gif")).unwrap());
    let told = dreamt(&path("a.y4m"), &path("frames"), &["--frames", "2"]);
    assert_eq!((&told["pictures"], fs::read_dir(path("frames")).unwrap().count()), (&2.into(), 2));
}

#[cfg(unix)]
#[test]
fn a_film_has_every_frame_and_is_there_when_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    clip(&folder.path().join("a.y4m"));
    let run = |out: &str, programs: &str| {
        let (source, out) = (path("a.y4m"), path(out));
        let command = [&["dream", &source, "--out", &out], &QUICK[..]].concat();
        deepvis(&command).env("PATH", programs).output().unwrap()
    };
    // What stands in for ffmpeg keeps the pictures as they come.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fake = root.join("tests/data/fake_ffmpeg").display().to_string();
    let with_fake = format!("{fake}:/usr/bin:/bin");
    for out in ["one.mp4", "two.mp4"] {
        let output = run(out, &with_fake);
        assert!(output.status.success(), "{output:?}");
    }
    let film = fs::read(path("one.mp4")).unwrap();
    assert!(film.len() > 5 * 40 * 32 * 3 / 2, "five frames of 4:2:0");
    assert_eq!(film, fs::read(path("two.mp4")).unwrap());
    let error = |out, programs: &str| {
        let output = run(out, programs);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let died = error("dies.mp4", &with_fake);
    assert!(died.contains("cannot write the film: ") && died.contains("No space left"), "{died}");
    assert!(died.trim_end().ends_with("dies.mp4") && died.lines().count() == 1, "{died}");
    let none = error("b.mp4", "/nowhere");
    assert!(none.contains("ffmpeg is not installed, which makes films; a .gif needs none"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left of the others");
}

#[test]
fn the_pictures_of_a_folder_go_into_another_and_a_broken_one_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let (photos, out) = (folder.path().join("photos"), folder.path().join("out"));
    fs::create_dir(&photos).unwrap();
    picture(&photos.join("a.png"));
    picture(&photos.join("b.png"));
    fs::write(photos.join("c.png"), "no picture").unwrap();
    let [photos, to] = [&photos, &out].map(|path| path.to_str().unwrap());
    let command = [&["dream", photos, "--out", to, "--octaves", "1"], &QUICK[..2]].concat();
    let output = deepvis(&command).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.lines().count() == 1 && errors.contains("c.png"), "{errors}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("out: blocks.2.project, 2 pictures, 10 steps"), "{told}");
    let same = ["a.png", "b.png"].map(|name| fs::read(out.join(name)).unwrap());
    assert_eq!(same[0], same[1]);
}

#[test]
fn what_cannot_be_dreamt_is_one_line_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    clip(&folder.path().join("a.y4m"));
    RgbImage::new(300, 9).save(path("sliver.png")).unwrap();
    let (cat, clip) = (reference("chelsea-224.png"), path("a.y4m"));
    let error = |source: &str, out: &str, more: &[&str]| {
        complaint(&[&["dream", source, "--out", &path(out)], more].concat())
    };
    let layer = error(&cat, "b.png", &["--layer", "blocks.9.projct"]);
    assert!(layer.contains("no layer is called") && layer.contains("blocks.9.project"), "{layer}");
    assert!(error(&cat, "b.png", &["--class", "cats and dogs"]).contains("no class is called"));
    let channel = error(&cat, "b.png", &["--layer", "blocks.3.add", "--channel", "24"]);
    assert!(channel.ends_with("blocks.3.add has no channel 24: they are 0 to 23"));
    let sliver = error(&path("sliver.png"), "b.png", &[]);
    assert!(sliver.contains("300x9 is too small to dream in") && sliver.ends_with("sliver.png"));
    assert!(error(&path("none.png"), "b.png", &[]).contains("no such file or folder"));
    assert!(error(&clip, "b.png", &[]).contains("a clip is dreamt into FILE.mp4"));
    assert!(error(&clip, "b.gif", &["--octaves", "2"]).contains("--octaves is for pictures"));
    assert!(error(&cat, "b.gif", &["--frames", "2"]).contains("has no --frames"));
    assert!(
        error(&path("a.y4m"), "b.gif", &["--zoom", "1.1", "--frames", "2"]).contains("one picture")
    );
    assert!(error(&path(""), "b.gif", &[]).contains("--out FOLDER"));
    fs::write(path("broken.y4m"), "YUV4MPEG2 W40 H32 F10:1 C444\nFRAME\nshort").unwrap();
    error(&path("broken.y4m"), "b.gif", &[]);
    let same = path("sliver.png");
    assert!(complaint(&["dream", &same, "--out", &same]).contains("choose another --out"));
    let missing = complaint(&["dream", &cat, "--out", &path("none/b.png")]);
    assert!(missing.contains("there is no folder"), "{missing}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    let usage: [&[&str]; 5] = [
        &["dream", &cat],
        &["dream", &cat, "--out", "b.jpg"],
        &["dream", &cat, "--out", "b.png", "--class", "3", "--layer", "stem.conv"],
        &["dream", &cat, "--out", "b.png", "--strength", "11"],
        &["dream", "camera", "--out", "b.gif"],
    ];
    for arguments in usage {
        assert_eq!(deepvis(arguments).output().unwrap().status.code(), Some(2), "{arguments:?}");
    }
}
