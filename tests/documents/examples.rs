//! Tests of the documents' examples: each command and each `deepvis.toml` is run as it stands.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::onnx::place_eight;

use super::{alone, code, commands, deepvis, pages, parts, read, said};

/// What of an example cannot be here, what stands in for it, and why.
const INSTEAD: [(&str, &str, &str); 5] = [
    ("deepvis render camera ", "deepvis render reel ", "there is no camera"),
    ("--frames 100", "--frames 4", "as many pictures take too long"),
    ("--frames 300", "--frames 4", "as many pictures take too long"),
    ("--out dream.mp4", "--out dream.gif", "there may be no ffmpeg"),
    ("deepvis bench", "deepvis bench --frames 4", "without a number it shows three hundred"),
];

/// A command of the documents, and where it stands.
struct Example {
    page: String,
    line: String,
}

/// Every line of a block of shell that calls DeepVis, without its comment; each once.
fn examples() -> Vec<Example> {
    let mut seen = BTreeSet::new();
    let mut examples = Vec::new();
    for page in pages() {
        let (_, blocks) = parts(&read(&page));
        let shell = blocks.iter().filter(|(language, _)| language == "sh");
        for line in shell.flat_map(|(_, block)| block.lines()) {
            let line = line.split_once(" #").map_or(line, |(line, _)| line).trim();
            let Some(line) = as_deepvis(line) else { continue };
            if seen.insert(line.clone()) {
                examples.push(Example { page: page.clone(), line });
            }
        }
    }
    examples
}

/// `scripts/run` builds DeepVis and passes everything on.
fn as_deepvis(line: &str) -> Option<String> {
    let (program, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_ours = ["deepvis", "scripts/run"].contains(&program);
    is_ours.then(|| format!("deepvis {rest}").trim_end().to_owned())
}

/// What opens a window is not run, but `config` takes the same options and settings, and does all
/// but that.
fn without_a_window(line: &str, commands: &[String]) -> String {
    let rest = line.strip_prefix("deepvis").unwrap();
    match rest.split_whitespace().next() {
        Some("live") => line.replacen("live", "config", 1),
        Some(word) if commands.iter().any(|command| command == word) => line.to_owned(),
        _ => format!("deepvis config{rest}"),
    }
}

/// A folder with the files that the examples name.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = super::root().join("tests/data");
    let place = |name: &str| folder.path().join(name);
    for name in ["cat.jpg", "photo.jpg"] {
        fs::copy(data.join("chelsea-640x480.jpg"), place(name)).unwrap();
    }
    let coffee = image::open(data.join("reference/coffee-224.png")).unwrap().to_rgb8();
    coffee.save(place("dog.jpg")).unwrap();
    fs::copy(super::root().join("assets/tour.toml"), place("mine.toml")).unwrap();
    for thing in ["cat", "cup"] {
        let folder = place("things").join(thing);
        fs::create_dir_all(&folder).unwrap();
        for picture in ["1.jpg", "2.jpg"] {
            let from = if thing == "cat" { "cat.jpg" } else { "dog.jpg" };
            fs::copy(place(from), folder.join(picture)).unwrap();
        }
    }
    let mut clip = b"YUV4MPEG2 W64 H48 F10:1 Cmono\n".to_vec();
    for shade in [40, 60, 80_usize] {
        clip.extend(b"FRAME\n");
        clip.extend((0..64 * 48).map(|at| (shade + at % 64) as u8));
    }
    fs::write(place("clip.y4m"), clip).unwrap();
    place_eight(folder.path(), "flowers");
    fs::create_dir(place("photos")).unwrap();
    coffee.save(place("photos/cup.png")).unwrap();
    folder
}

/// In a shell that finds DeepVis on its path.
fn run(line: &str, folder: &Path) {
    let program = Path::new(env!("CARGO_BIN_EXE_deepvis")).parent().unwrap().to_owned();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = [program].into_iter().chain(env::split_paths(&path));
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder).env("PATH", env::join_paths(path).unwrap());
    alone(&mut shell);
    let output = shell.output().unwrap();
    let (words, errors) = said(&output);
    let code = output.status.code();
    if line.starts_with("deepvis check") {
        // Whether a screen and all weights are here is not the example's fault.
        assert!(
            words.contains("DeepVis is ") && matches!(code, Some(0 | 1)),
            "{line}: {words}{errors}"
        );
        return;
    }
    assert_eq!(code, Some(0), "{line}: {errors}");
    let out = line.split_once("--out ").map(|(_, rest)| rest.split_whitespace().next().unwrap());
    assert!(out.is_none_or(|out| folder.join(out).exists()), "{line} wrote nothing");
}

#[test]
fn every_example_runs() {
    let (folder, commands) = (folder(), commands());
    let mut used = BTreeSet::new();
    let examples = examples();
    assert!(examples.len() > 20, "they were not found");
    for Example { page, line } in examples {
        let mut line = without_a_window(&line, &commands);
        for (from, to, _) in INSTEAD {
            if line.contains(from) {
                line = line.replace(from, to);
                used.insert(from);
            }
        }
        println!("{page}: {line}");
        run(&line, folder.path());
    }
    assert_eq!(used.len(), INSTEAD.len(), "only these are needed any more: {used:?}");
}

#[test]
fn every_command_that_is_mentioned_is_one() {
    let mut seen = BTreeSet::new();
    for page in pages() {
        let (words, _) = parts(&read(&page));
        for mentioned in code(&words) {
            let Some(line) = as_deepvis(&mentioned) else { continue };
            // Capital letters stand for what the reader fills in.
            let words: Vec<&str> = line.split_whitespace().skip(1).collect();
            let is_form = |word: &&str| word.chars().filter(|c| c.is_uppercase()).count() > 2;
            if words.iter().any(is_form) || !seen.insert(line.clone()) {
                continue;
            }
            // Asked for help it looks at what stands before, and does nothing.
            let output = deepvis(&[&words[..], &["--help"]].concat()).output().unwrap();
            assert!(output.status.success(), "{page}: `{line}`: {}", said(&output).1);
        }
    }
}

#[test]
fn every_settings_file_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for page in pages() {
        let (_, blocks) = parts(&read(&page));
        for (_, block) in blocks.iter().filter(|(language, _)| language == "toml") {
            let file = folder.path().join("a.toml");
            fs::write(&file, block).unwrap();
            let output = deepvis(&["config", "--config", file.to_str().unwrap()]).output().unwrap();
            let (words, errors) = said(&output);
            assert!(output.status.success(), "{page}: {errors}{block}");
            let settled = block.lines().filter(|line| line.contains(" = ")).count();
            let taken = words.matches("# the file ").count();
            assert_eq!(taken, settled, "{page}: {words}");
            count += 1;
        }
    }
    assert!(count > 0, "they were not found");
}

#[test]
fn the_python_reads_what_activations_saves() {
    let (_, blocks) = parts(&read("docs/command-line.md"));
    let (_, python) = blocks.iter().find(|(language, _)| language == "python").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let image = super::root().join("tests/data/reference/coffee-224.png");
    let image = image.to_str().unwrap();
    let arguments = ["activations", image, "--network", "squeezenet1_1", "--random-weights"];
    let mut save = deepvis(&arguments);
    save.args(["--out", "cat.safetensors"]).current_dir(folder.path());
    assert!(save.status().unwrap().success());
    let mut read = Command::new("python3");
    let output = read.args(["-c", python]).current_dir(folder.path()).output().unwrap();
    let (lines, errors) = said(&output);
    assert!(output.status.success(), "{errors}");
    assert!(lines.starts_with("input Input [3, 224, 224] strongest: "), "{lines}");
    assert!(lines.contains("fire9") && lines.lines().count() > 60, "{lines}");
}
