//! Tests of SIGINT and SIGTERM while a run waits, loads a network, or reads through ffmpeg.

use std::fs;
use std::io::{BufRead, BufReader};
#[cfg(target_os = "linux")]
use std::path::Path;
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};
use std::time::Duration;
#[cfg(target_os = "linux")]
use std::time::Instant;

use super::reference;

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
