//! Tests of recordings: by a real ffmpeg where one is installed, cut off by a kill, on a full disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The reel, recorded from its first frame on, in this folder.
fn render(folder: &Path, frames: u64) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(["render", "reel", "--keys", "r", "--frames", &frames.to_string()]);
    command.args(["--network", "squeezenet1_1", "--random-weights", "--size", "321x201"]);
    command.args(["--out", "out.png"]).current_dir(folder).env("RUST_LOG", "info");
    command.stderr(Stdio::piped());
    command
}

fn said(mut command: Command) -> String {
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("-version").stdout(Stdio::null()).status().is_ok();
    if !found {
        println!("SKIPPED: {program} is not installed");
    }
    found
}

/// The times of a film's pictures in milliseconds, all of them decoded.
fn times(film: &Path) -> Vec<u64> {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-show_entries", "frame=pts_time", "-of", "csv=p=0"])
        .arg(film)
        .output()
        .unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let lines = String::from_utf8(output.stdout).unwrap();
    // What a picture brings along has an empty line.
    let lines =
        lines.lines().map(|line| line.trim_end_matches(',')).filter(|line| !line.is_empty());
    let seconds = lines.map(|line| line.parse::<f64>().unwrap());
    seconds.map(|seconds| (seconds * 1000.0).round() as u64).collect()
}

#[test]
fn a_real_ffmpeg_keeps_every_picture_of_the_reel_at_its_time() {
    if !is_there("ffprobe") || !is_there("ffmpeg") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let said = said(render(folder.path(), 45));
    assert!(said.contains("recorded deepvis-001.mp4: 1.5 s, 45 pictures"), "{said}");
    let times = times(&folder.path().join("deepvis-001.mp4"));
    let wanted: Vec<u64> = (0..45).map(|n| n * 1000 / 30).collect();
    assert_eq!(times, wanted);
}

#[test]
fn a_kill_leaves_a_film_that_plays() {
    if !is_there("ffprobe") || !is_there("ffmpeg") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let film = folder.path().join("deepvis-001.mp4");
    let length = || fs::metadata(&film).map_or(0, |film| film.len());
    let mut child = render(folder.path(), 1_000_000).spawn().unwrap();
    let begun = Instant::now();
    while length() < 200_000 {
        assert!(begun.elapsed() < Duration::from_secs(600), "nothing is recorded");
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // ffmpeg finds the end of its pictures, and ends.
    let mut before = 0;
    while before != length() {
        before = length();
        thread::sleep(Duration::from_millis(500));
    }
    assert!(times(&film).len() > 10, "{} bytes", length());
    assert!(!folder.path().join("out.png").exists());
}

/// A limit on the size of files stands in for the full disk: writing fails in the same way.
#[test]
fn a_file_that_finds_no_room_is_told_of_and_not_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let whole = render(folder.path(), 60);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 80; PATH=/nowhere; exec \"$0\" \"$@\""]);
    command.arg(whole.get_program()).args(whole.get_args());
    command.current_dir(folder.path()).env("RUST_LOG", "info").stderr(Stdio::piped());
    let said = said(command);
    assert!(said.contains("at half size, because ffmpeg is not installed"), "{said}");
    assert!(said.contains("cannot write the recording: File too large"), "{said}");
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name != "out.png").collect();
    assert!(left.is_empty(), "{left:?}");
}
