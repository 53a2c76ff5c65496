//! Tests that somebody who plays leaves nothing on the disk: what the process opens for writing is
//! watched while it runs, and its folders are searched afterwards.

use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files that a process has open for writing, but for devices, pipes and the like.
fn written_by(process: u32) -> Vec<PathBuf> {
    let folder = PathBuf::from(format!("/proc/{process}"));
    let open = fs::read_dir(folder.join("fd")).into_iter().flatten().flatten();
    let written = open.filter_map(|entry| {
        let info = fs::read_to_string(folder.join("fdinfo").join(entry.file_name())).ok()?;
        let flags = info.lines().find_map(|line| line.strip_prefix("flags:"))?;
        let flags = u32::from_str_radix(flags.trim(), 8).ok()?;
        let target = fs::read_link(entry.path()).ok()?;
        let kind = fs::metadata(entry.path()).ok()?.file_type();
        let is_file = kind.is_file() && !kind.is_char_device() && target.is_absolute();
        // O_ACCMODE: 1 is writing, 2 reading and writing.
        (flags & 3 != 0 && is_file).then_some(target)
    });
    written.collect()
}

/// Everything in a folder and in those inside it.
fn contents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { contents(&path) } else { vec![path] }).collect()
}

#[test]
fn somebody_who_plays_leaves_no_file() {
    let home = tempfile::tempdir().unwrap();
    let results = tempfile::tempdir().unwrap();
    let out = results.path().join("last.png");
    let keys = "8 Enter space Wait:9 j Enter Right space space Wait:6 g Enter Wait:9 f Enter space Wait:9 a Enter Wait:9 \
                b Wait:9 3 Wait:9 8 t Tab Tab Tab X Wait:3";
    let mut program = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["render", "reel", "--network", "squeezenet1_1", "--random-weights"])
        .args(["--size", "800x500", "--keys", keys, "--out", out.to_str().unwrap()])
        .env_clear()
        .envs(
            std::env::vars().filter(|(name, _)| {
                ["PATH", "LD_LIBRARY_PATH", "LIBTORCH"].contains(&name.as_str())
            }),
        )
        .envs(
            ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, home.path())),
        )
        .current_dir(home.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut written = Vec::new();
    let code = loop {
        written.extend(written_by(program.id()));
        if let Some(code) = program.try_wait().unwrap() {
            break code;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert!(code.success(), "{code}");
    // The picture that was asked for may have been seen on its way.
    written.retain(|file| !file.starts_with(results.path()));
    assert_eq!(written, Vec::<PathBuf>::new());
    assert_eq!(contents(home.path()), Vec::<PathBuf>::new());
    assert_eq!(contents(results.path()), [out]);
}
