//! Tests of the sources' structure: which folder may know which other, and what a file must be.
//!
//! Code is what a file says outside of comments and tests.

mod arrows;
mod rooms;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Lines that a file may have.
const LONGEST: usize = 400;

/// A file below `src`, or below `camera/src`.
struct Source {
    /// Its path below `src`, such as `exhibit/counts/pane.rs`; or from `camera/src` on.
    name: String,
    text: String,
    /// True where the whole file is compiled for tests alone.
    is_test: bool,
}

impl Source {
    /// The module of the crate that it belongs to: `exhibit`, or `frame` of `frame.rs`.
    fn module(&self) -> &str {
        self.name.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Its lines of code, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let code = self.text.split("\nmod tests {").next().filter(|_| !self.is_test);
        let lines = code.unwrap_or_default().lines().zip(1..);
        let lines = lines.filter(|(line, _)| !line.trim_start().starts_with("//"));
        lines.map(|(line, number)| (number, line))
    }

    /// Where its code names one of these.
    fn mentions(&self, words: &[&str]) -> Vec<String> {
        let guilty = self.code().filter(|(_, line)| words.iter().any(|word| names(line, word)));
        guilty.map(|(number, line)| format!("{}:{number}: {}", self.name, line.trim())).collect()
    }
}

/// True where a line names this, and not something whose name only begins or ends like it.
fn names(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let joined = word.ends_with(is_part) && after.starts_with(is_part);
        !(before.ends_with(is_part) || joined)
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// The modules that a file declares for tests alone, as paths without an ending.
fn test_modules(name: &str, text: &str) -> Vec<String> {
    let base = match name.rsplit_once('/').unwrap_or(("", name)) {
        (folder, "mod.rs" | "lib.rs" | "main.rs") => folder,
        _ => name.trim_end_matches(".rs"),
    };
    let mut lines = text.lines().map(str::trim);
    let mut declared = Vec::new();
    while lines.any(|line| line == "#[cfg(test)]") {
        // Other attributes may stand between.
        let item = lines.find(|line| !line.starts_with("#["));
        declared.extend(item.and_then(|item| item.strip_suffix(';')?.split("mod ").nth(1)));
    }
    let path = |module| if base.is_empty() { String::new() } else { format!("{base}/") } + module;
    declared.into_iter().map(path).collect()
}

/// Everything below a folder, under names that begin with this.
fn below(folder: &str, prefix: &str) -> Vec<Source> {
    let (folder, mut found) = (root().join(folder), Vec::new());
    files(&folder, &mut found);
    let read = |path: PathBuf| {
        let name = format!("{prefix}{}", path.strip_prefix(&folder).unwrap().display());
        Source { name, text: fs::read_to_string(&path).unwrap(), is_test: false }
    };
    let mut sources: Vec<Source> = found.into_iter().map(read).collect();
    let declared = sources.iter().flat_map(|source| test_modules(&source.name, &source.text));
    let tests: BTreeSet<String> = declared.collect();
    for source in &mut sources {
        let stem = source.name.trim_end_matches(".rs").trim_end_matches("/mod");
        source.is_test = tests.contains(stem);
    }
    sources
}

/// Everything below `src`.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| below("src", ""));

/// The workspace's member for cameras: a crate of its own, which knows nothing of the rest.
static CAMERA: LazyLock<Vec<Source>> = LazyLock::new(|| below("camera/src", "camera/src/"));

/// All of ours that is compiled into the program.
fn everything() -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().chain(CAMERA.iter())
}

/// Where the code of the files that `concerns` names one of these words.
fn mentions(concerns: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let concerned = everything().filter(|source| concerns(&source.name));
    concerned.flat_map(|source| source.mentions(words)).collect()
}

/// True of names that begin with one of these.
fn within(folders: &[&str]) -> impl Fn(&str) -> bool {
    move |name| folders.iter().any(|folder| name.starts_with(folder))
}

const NOBODY: [String; 0] = [];

#[test]
fn each_device_and_library_has_its_places() {
    for (library, places) in [
        ("minifb", &["screen/window"][..]),
        ("x11rb", &["screen/x11/"]),
        ("v4l", &["camera/src/v4l2/"]),
        ("nokhwa", &["camera/src/"]),
        // Who reads cameras; and its plain words, for the keys and cards that set one.
        (
            "deepvis_camera",
            &["source/", "config/camera.rs", "bin/", "control/", "dashboard/", "view/status.rs"],
        ),
        ("rayon", &["pool.rs", "exhibit/lesson.rs"]),
        ("clap", &["bin/"]),
        ("anyhow", &["bin/"]),
        // Who computes; and the error that wraps libtorch's own.
        ("tch", &["network/", "taps/", "attribution/", "exhibit/", "engine/", "bin/", "error.rs"]),
    ] {
        let allowed = within(places);
        let library = format!("{library}::");
        assert_eq!(mentions(|name| !allowed(name), &[&library]), NOBODY, "{library}");
    }
}

#[test]
fn only_the_program_prints() {
    let library = |name: &str| !name.starts_with("bin/");
    assert_eq!(mentions(library, &["println!", "eprintln!", "print!", "eprint!"]), NOBODY);
}

#[test]
fn every_file_begins_with_a_line_that_says_what_it_is_for() {
    let says = |source: &&Source| source.text.starts_with("//! ");
    let silent: Vec<&str> =
        everything().filter(|source| !says(source)).map(|source| source.name.as_str()).collect();
    assert_eq!(silent, NOBODY);
}

#[test]
fn no_file_is_longer_than_four_hundred_lines_but_tests() {
    let lines = |source: &Source| source.text.lines().count();
    let longer = everything().filter(|source| !source.is_test && lines(source) > LONGEST);
    let longer: Vec<&str> = longer.map(|source| source.name.as_str()).collect();
    assert_eq!(longer, NOBODY, "longer than {LONGEST} lines");
}

/// The formatter holds the width of code, and leaves comments as they are.
#[test]
fn no_comment_is_wider_than_a_hundred_columns() {
    let mut found = vec![root().join("build.rs")];
    for folder in ["src", "camera", "tests", "benches", "fuzz/src"] {
        files(&root().join(folder), &mut found);
    }
    let mut wide = Vec::new();
    for file in found {
        let text = fs::read_to_string(&file).unwrap();
        let comments =
            text.lines().zip(1..).filter(|(line, _)| line.trim_start().starts_with("//"));
        let too_wide = comments.filter(|(line, _)| line.chars().count() > 100);
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        wide.extend(too_wide.map(|(_, number)| format!("{name}:{number}")));
    }
    assert_eq!(wide, NOBODY);
}

#[test]
fn a_name_is_found_where_it_stands_by_itself() {
    assert!(names("use crate::exhibit::counts::plots;", "counts::"));
    assert!(names("tch::Tensor", "tch::"));
    assert!(!names("scratch::Pad", "tch::"));
    assert!(!names("let accounts = 1;", "counts"));
    assert!(!names("Roommate", "Room"));
}

#[test]
fn what_is_compiled_for_tests_alone_is_no_code() {
    let tests = |name: &str| SOURCES.iter().find(|source| source.name == name).unwrap().is_test;
    for name in ["made_up.rs", "dashboard/goldens.rs", "engine/scheduler/tests.rs"] {
        assert!(tests(name), "{name}");
    }
    assert!(!tests("dashboard/mod.rs"));
    let text = "//! What it is.\n\nuse a;\n\n#[cfg(test)]\nmod tests {\n    use b;\n}\n".to_owned();
    let source = Source { name: "a.rs".into(), text, is_test: false };
    assert_eq!(source.code().filter(|(_, line)| !line.is_empty()).count(), 2);
}
