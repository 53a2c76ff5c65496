//! Tests of `deepvis render` on clips: y4m, and those that need an installed ffmpeg.

use std::fs;
use std::process::{Command as Process, Stdio};

use super::{complaint, deepvis, json};

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
