//! `render --keys`: hands that follow a script, before a network with made-up weights.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use deepvis::geometry::{Point, Rect, Size};
use serde_json::Value;

const SIZE: Size = Size::new(800, 500);

/// `render` of the reel's first frames after these entries, into a file in this folder.
fn render(folder: &Path, keys: &str, out: &str, more: &[&str]) -> Output {
    let size = SIZE.to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(["render", "reel", "--network", "squeezenet1_1", "--random-weights"]);
    command.args(["--size", &size, "--keys", keys, "--out", out]).args(more);
    command.current_dir(folder).env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder");
    command.output().unwrap()
}

/// The picture after these entries, no more frames than they take, and what can be touched on it.
fn shown(folder: &Path, keys: &str, frames: u32) -> (Vec<u8>, Vec<(String, Rect)>) {
    let (seen, picture, targets) = held(folder, keys, frames);
    assert_eq!(seen, frames);
    (picture, targets)
}

/// The same where the picture may be held: how many frames were seen comes first.
fn held(folder: &Path, keys: &str, frames: u32) -> (u32, Vec<u8>, Vec<(String, Rect)>) {
    let output = render(folder, keys, "a.png", &["--json", "--frames", &frames.to_string()]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{keys}: {errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let seen = report["frames"].as_u64().unwrap() as u32;
    let target = |target: &Value| {
        let rect = target["rect"].as_array().unwrap().iter();
        let rect: Vec<i32> = rect.map(|side| side.as_i64().unwrap() as i32).collect();
        let [x, y, width, height] = rect[..] else { panic!("{target}") };
        (target["name"].as_str().unwrap().to_owned(), Rect::new(x, y, width, height))
    };
    let targets = report["targets"].as_array().unwrap().iter().map(target).collect();
    (seen, fs::read(folder.join("a.png")).unwrap(), targets)
}

/// What it wrote on standard error.
fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_step_that_is_touched_is_opened_and_offers_its_squares_in_pages() {
    let folder = tempfile::tempdir().unwrap();
    let (wall, targets) = shown(folder.path(), "", 1);
    let named: HashMap<&str, Rect> =
        targets.iter().map(|(name, area)| (name.as_str(), *area)).collect();
    assert_eq!(named.len(), targets.len(), "two have one name");
    assert!(targets.iter().all(|(_, area)| area.intersect(SIZE.rect()) == *area));
    for (index, (_, one)) in targets.iter().enumerate() {
        let apart = targets[..index].iter().all(|(_, other)| one.intersect(*other).is_empty());
        assert!(apart, "{:?}", targets[index]);
    }
    // The squares of a step stand below its heading.
    let step = named["step 3"];
    let below = targets.iter().filter(|(_, area)| area.x == step.x && area.y >= step.bottom());
    let (square, area) = below.min_by_key(|(_, area)| area.y).unwrap();
    let layer: usize = square.split(' ').nth(1).unwrap().parse().unwrap();
    assert!(square.starts_with("square "), "{square} {area:?}");

    // The layer that the wall shows of this step, and all its channels: the nodes of `layers`,
    // counted from the one after the input.
    let layers = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["layers", "squeezenet1_1", "--json"])
        .output()
        .unwrap();
    let layers: Value = serde_json::from_slice(&layers.stdout).unwrap();
    let channels = layers["nodes"][layer + 1]["shape"][0].as_u64().unwrap();
    let squares: BTreeSet<String> = (0..channels).map(|n| format!("square {layer} {n}")).collect();
    let (mut found, mut keys) = (BTreeSet::new(), "Space Touch:\"step 3\" Wait:1".to_owned());
    // The picture is held, since another has its squares in another order.
    for page in 0.. {
        let (_, open, targets) = held(folder.path(), &keys, page + 4);
        assert!(open != wall);
        let is_square = |target: &&(String, Rect)| target.0.starts_with("square ");
        let on_page: Vec<&(String, Rect)> = targets.iter().filter(is_square).collect();
        let (_, first) = on_page[0];
        assert!(on_page.iter().all(|(_, area)| area.size() == first.size()), "{first:?}");
        let new = on_page.iter().filter(|(name, _)| found.insert(name.clone())).count();
        assert_eq!(new, on_page.len(), "on page {page} are squares of another");
        if found.len() >= squares.len() {
            break;
        }
        keys.push_str(" Touch:'button next-page'");
    }
    assert_eq!(found, squares);
}

#[test]
fn a_click_on_a_square_selects_it_as_its_touch_does() {
    let folder = tempfile::tempdir().unwrap();
    let (wall, targets) = shown(folder.path(), "Wait:2", 3);
    // The first picture is the one that is pointed at.
    let (_, first) = shown(folder.path(), "", 1);
    let (name, area) = first.iter().filter(|(name, _)| name.starts_with("square")).nth(20).unwrap();
    assert!(targets.iter().any(|(known, _)| known == name));
    let Point { x, y } = area.middle();
    let (touched, inside) = shown(folder.path(), &format!("Touch:'{name}' Wait:1"), 3);
    let (clicked, _) = shown(folder.path(), &format!("Click@{x},{y} Wait:1"), 3);
    assert!(touched == clicked, "the click led elsewhere");
    assert!(touched != wall, "nothing is selected");
    assert!(inside.iter().any(|(known, _)| known == "back"), "{inside:?}");
    // Any part of it will do; but it is meant only where the finger is lifted from it.
    let Rect { x, y, .. } = *area;
    let (_, by_corner) = shown(folder.path(), &format!("Press@{x},{y} Lift@{x},{y}"), 3);
    let places = |targets: Vec<(String, Rect)>| -> Vec<(String, Rect)> {
        targets.into_iter().filter(|(name, _)| !name.starts_with("square")).collect()
    };
    assert_eq!(places(by_corner), places(inside));
    let (left, _) = shown(folder.path(), &format!("Press@{x},{y} Lift@0,0"), 3);
    assert!(left == wall, "what is left before it is lifted is opened");
}

#[test]
fn the_same_script_gives_the_same_picture() {
    let folder = tempfile::tempdir().unwrap();
    let script = "Touch:\"step 2\" Click@300,300 Hold:.:2 Hold:Left:4 Wait:2 Enter \
                  Press@400,250 Drag@420,260 Lift@440,270 Esc g";
    let render = |out: &str, keys: &str| {
        let output = render(folder.path(), keys, out, &[]);
        assert!(output.status.success() && output.stdout.is_empty(), "{}", said(&output));
        fs::read(folder.path().join(out)).unwrap()
    };
    let first = render("a.png", script);
    assert!(first == render("b.png", script), "two runs differ");
    fs::write(
        folder.path().join("script.txt"),
        script.replace(' ', "\n").replace("\"step\n", "\"step "),
    )
    .unwrap();
    assert!(first == render("c.png", "script.txt"), "its file is read differently");
    assert!(first != render("d.png", &script.replace("Hold:Left:4", "Hold:Left:5")));
}

#[test]
fn the_same_script_exports_the_same_values() {
    let exported = || {
        let folder = tempfile::tempdir().unwrap();
        let script = "x Right x l x x Esc b x";
        let output = render(folder.path(), script, "a.png", &["--folder", "."]);
        assert!(output.status.success(), "{}", said(&output));
        let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|path| path.extension().is_some_and(|e| e == "safetensors")).collect();
        files.sort_by_key(|path| (path.to_string_lossy().len(), path.clone()));
        files.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>()
    };
    let first = exported();
    assert_eq!(first.len(), 5);
    assert!(first == exported(), "two runs differ");
}

#[test]
fn a_target_that_is_not_there_is_one_line_and_no_picture() {
    let folder = tempfile::tempdir().unwrap();
    let missed = |keys: &str| {
        let output = render(folder.path(), keys, "a.png", &["--json"]);
        let error = said(&output);
        assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{error}");
        assert!(output.stdout.is_empty());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a file is left");
        error
    };
    let error = missed("Right Touch:\"step 30\" Enter");
    let begin = "deepvis: --keys: entry 2, Touch:\"step 30\": there is nothing of that name on the \
                 screen then; there are \"step 3\", ";
    assert!(error.starts_with(begin) && error.trim_end().ends_with(" more"), "{error}");
    // It was there before another door was opened, and before a page lay over it.
    let error = missed("Touch:\"step 3\" Touch:\"door 4\" Touch:\"step 3\"");
    assert!(error.contains("entry 3, ") && error.contains("there are \""), "{error}");
    let error = missed("Right h Touch:\"step 3\"");
    assert!(error.contains("entry 3, ") && error.contains("there are \"help\", "), "{error}");
}

#[test]
fn a_bad_script_is_wrong_usage_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    for (keys, wanted) in [
        ("Right Click@12", "Click@12: a place is two whole numbers from 0 to 16384"),
        ("Hold:q:0", "Hold:q:0: frames are a whole number from 1 to 100000"),
        ("Touch:\"step 3", "Touch:\"step 3: the name has no \" at its end"),
        ("Wait:3 Foo", "unknown key Foo: a key is a character or Left"),
    ] {
        let output = render(folder.path(), keys, "a.png", &[]);
        let error = said(&output);
        assert_eq!(output.status.code(), Some(2), "{error}");
        let lines = error.lines().filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.filter(|line| !line.contains("--help")).collect();
        assert!(lines.len() == 1 && lines[0].contains(wanted), "{error}");
    }
    let bench = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(["bench", "--keys", "Right Click@3,4"])
        .output()
        .unwrap();
    let error = said(&bench);
    assert_eq!(bench.status.code(), Some(2), "{error}");
    assert!(error.contains("Click@3,4: only keys are taken here"), "{error}");
}
