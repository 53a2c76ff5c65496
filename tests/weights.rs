//! Tests of a person's own weights and labels, and of files that are no weights.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use deepvis::interrupt::Interrupt;
use deepvis::network::{deterministic, zoo};
use safetensors::SafeTensors;
use serde_json::Value;
use tch::Tensor;

fn deepvis(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env_remove("RUST_LOG").env("XDG_CONFIG_HOME", "/no/such/folder").output().unwrap()
}

/// Runs it, expects success, and returns what it wrote.
fn written(arguments: &[&str]) -> String {
    let output = deepvis(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs it, expects exit code 1 and one line, and returns that.
fn complaint(arguments: &[&str]) -> String {
    let output = deepvis(arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
    errors.trim_end().strip_prefix("deepvis: ").unwrap().to_owned()
}

fn picture() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/data/reference/coffee-224.png").display().to_string()
}

/// A folder, and a path in it as a text.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// Made-up weights of a network with so many classes, changed.
    fn weights(
        &self,
        network: &str,
        classes: i64,
        change: impl Fn(&str, Tensor) -> Tensor,
    ) -> String {
        let graph = zoo::graph(network).unwrap().with_classes(classes);
        let tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
        let tensors: Vec<(String, Tensor)> = tensors
            .into_iter()
            .map(|(name, tensor)| {
                let tensor = change(&name, tensor);
                (name, tensor)
            })
            .collect();
        let path = self.0.path().join(format!("{network}-{classes}.safetensors"));
        Tensor::write_safetensors(&tensors, &path).unwrap();
        path.display().to_string()
    }
}

fn as_it_is(_: &str, tensor: Tensor) -> Tensor {
    tensor
}

#[test]
fn a_head_of_eight_classes_opens_in_every_command() {
    let (place, picture) = (Place::new(), picture());
    let weights = place.weights("squeezenet1_1", 8, as_it_is);
    let labels = place.file(
        "labels.txt",
        "\u{feff}one\r\ntwo\r\nthree\r\nfour\r\nfünf\r\nsechs\r\n七\r\neight\r\n",
    );
    let own = ["--network", "squeezenet1_1", "--weights", &weights];
    let named = [&own[..], &["--labels", &labels]].concat();

    let text = written(&[&["classify", &picture, "--top", "9"][..], &own].concat());
    assert_eq!(text.lines().count(), 9, "{text}");
    assert!(text.lines().skip(1).all(|line| line.contains(" %  class ")), "{text}");
    let json = written(&[&["classify", &picture, "--top", "9", "--json"][..], &named].concat());
    let answers: Value = serde_json::from_str(&json).unwrap();
    let mut names: Vec<&str> = answers[0]["top"]
        .as_array()
        .unwrap()
        .iter()
        .map(|guess| guess["label"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["eight", "four", "fünf", "one", "sechs", "three", "two", "七"]);

    let saved = place.path("a.safetensors");
    written(&[&["activations", &picture, "--out", &saved][..], &named].concat());
    let bytes = fs::read(&saved).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.tensor("logits").unwrap().shape(), [8]);
    let about = SafeTensors::read_metadata(&bytes).unwrap().1.metadata().clone().unwrap();
    let graph: Value = serde_json::from_str(&about["graph"]).unwrap();
    assert_eq!(graph["nodes"].as_array().unwrap().last().unwrap()["shape"], serde_json::json!([8]));

    for method in ["guided", "grad-cam"] {
        let out = place.path("why.png");
        let explain = ["explain", &picture, "--method", method, "--class", "sechs", "--out", &out];
        let text = written(&[&explain[..], &named].concat());
        assert!(text.contains("sechs (class 5), logit "), "{text}");
    }
    let small = ["--size", "480x320"];
    // The last layer, a unit of it, what changes the answer, and the next network.
    let render = [
        "render",
        &picture,
        "--out",
        &place.path("a.png"),
        "--keys",
        "Enter Left Enter m Esc Esc l Esc L Esc k i n",
    ];
    written(&[&render[..], &small, &named].concat());
    let bench = ["bench", &picture, "--frames", "2", "--json"];
    let report: Value =
        serde_json::from_str(&written(&[&bench[..], &small, &named].concat())).unwrap();
    assert_eq!(report["top"].as_array().unwrap().len(), 5);
    let stability = ["stability", &picture, "--json"];
    let rows: Value = serde_json::from_str(&written(&[&stability[..], &own].concat())).unwrap();
    assert_eq!(rows[0]["images"], 1);
    // Without a display it is not all well.
    let check = deepvis(&[&["check"][..], &named].concat());
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(check.contains("8 classes: ") && check.contains(&weights), "{check}");
}

#[test]
fn one_class_two_and_thousands_open() {
    let (place, picture) = (Place::new(), picture());
    for classes in [1, 2, 3000] {
        let weights = place.weights("squeezenet1_1", classes, as_it_is);
        let own = ["--network", "squeezenet1_1", "--weights", &weights];
        let text = written(&[&["classify", &picture][..], &own].concat());
        assert_eq!(text.lines().count() as i64, 1 + classes.min(5), "{text}");
        let out = place.path("a.png");
        let render = [
            "render",
            &picture,
            "--out",
            &out,
            "--size",
            "480x320",
            "--keys",
            "Enter Enter Esc Esc L l k",
        ];
        written(&[&render[..], &own].concat());
    }
    let weights = place.weights("mobilenet_v2", 8, as_it_is);
    let own = ["--network", "mobilenet_v2", "--weights", &weights];
    let text = written(&[&["classify", &picture][..], &own].concat());
    assert_eq!(text.lines().count(), 6, "{text}");
}

#[test]
fn labels_that_do_not_fit_are_one_line_with_the_file_last() {
    let (place, picture) = (Place::new(), picture());
    let weights = place.weights("squeezenet1_1", 3, as_it_is);
    let refused = |labels: &str| {
        let own = ["--network", "squeezenet1_1", "--weights", &weights, "--labels", labels];
        let error = complaint(&[&["classify", &picture][..], &own].concat());
        let out = place.path("a.png");
        let render = ["render", &picture, "--out", &out];
        assert_eq!(complaint(&[&render[..], &own].concat()), error);
        let check = deepvis(&[&["check"][..], &own].concat());
        let check = String::from_utf8(check.stdout).unwrap();
        assert!(check.contains(&error), "{check}");
        error.strip_suffix(labels).unwrap_or_else(|| panic!("{error}")).to_owned()
    };
    assert_eq!(
        refused(&place.file("two.txt", "a\nb\n")),
        "2 labels instead of 3, one for each class: "
    );
    assert_eq!(refused(&place.file("gap.txt", "a\n\nb\n")), "line 2 is empty: ");
    assert_eq!(refused(&place.file("latin1.txt", b"a\nb\n\xe4\n")), "line 3 is not UTF-8: ");
    let missing = refused(&place.path("missing.txt"));
    assert_eq!(missing, "cannot read the labels: No such file or directory (os error 2): ");
    // Those of the published weights, in another language: a thousand.
    let translated = place.file("three.txt", "a\nb\nc\n");
    let error = complaint(&["classify", &picture, "--labels", &translated]);
    assert_eq!(error, format!("3 labels instead of 1000, one for each class: {translated}"));
}

#[test]
fn what_is_no_safetensors_file_is_named_with_what_to_do() {
    let (place, picture) = (Place::new(), picture());
    for (file, wanted) in [
        (place.file("best.pth", b"PK\x03\x04\0\0\x08\x08\0\0"), "scripts/convert_weights.py"),
        (
            place.file("old.pt", b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."),
            "scripts/convert_weights.py",
        ),
        (
            place.file("p.safetensors", "version https://git-lfs.github.com/spec/v1\n"),
            "run git lfs pull",
        ),
        (place.file("model.onnx", b"\x08\x07\x12\x07pytorch"), "ONNX is not read"),
        (place.file("empty.safetensors", ""), "an empty file"),
    ] {
        let error = complaint(&["classify", &picture, "--weights", &file]);
        assert!(error.contains(wanted) && error.ends_with(&format!(": {file}")), "{error}");
        let out = place.path("a.png");
        let rendered = complaint(&["render", &picture, "--out", &out, "--weights", &file]);
        assert_eq!(rendered, error);
        assert!(!PathBuf::from(out).exists());
    }
}

#[test]
fn weights_that_are_not_finite_are_refused_by_every_command() {
    let (place, picture) = (Place::new(), picture());
    let weights = place.weights("squeezenet1_1", 4, |name, tensor| {
        if name == "classifier.1.bias" { tensor * f64::NAN } else { tensor }
    });
    let own = ["--network", "squeezenet1_1", "--weights", &weights];
    let wanted = format!("tensor classifier.1.bias holds NaN (4 of its 4 values): {weights}");
    let [out, png] = [place.path("a.safetensors"), place.path("a.png")];
    for command in [
        &["classify", &picture][..],
        &["activations", &picture, "--out", &out],
        &["explain", &picture, "--method", "guided", "--out", &png],
        &["explain", &picture, "--method", "occlusion", "--out", &png],
        &["render", &picture, "--out", &png],
        &["bench", &picture, "--frames", "2"],
        &["stability", &picture],
    ] {
        assert_eq!(complaint(&[command, &own].concat()), wanted);
    }
    let check = deepvis(&[&["check"][..], &own].concat());
    let text = String::from_utf8(check.stdout).unwrap();
    assert!(check.status.code() == Some(1) && text.contains(&wanted), "{text}");
    assert!(!PathBuf::from(out).exists() && !PathBuf::from(png).exists());
}

#[test]
fn finite_weights_whose_answer_is_not_a_number_give_none() {
    let (place, picture) = (Place::new(), picture());
    // Every layer multiplies by 1e6: more than an f32 holds after seven of them.
    let weights = place.weights("squeezenet1_1", 4, |name, tensor| {
        if name.ends_with(".weight") { tensor * 1e6 } else { tensor }
    });
    let own = ["--network", "squeezenet1_1", "--weights", &weights];
    let refused = |command: &[&str]| {
        let error = complaint(&[command, &own].concat());
        let wanted = "not a number: the weights or the picture are broken (";
        assert!(error.starts_with(wanted) && error.ends_with(&format!(": {picture}")), "{error}");
    };
    refused(&["classify", &picture]);
    refused(&["stability", &picture]);
    let why = place.path("why.png");
    refused(&["explain", &picture, "--method", "occlusion", "--out", &why]);
    assert!(!PathBuf::from(why).exists());
    let out = place.path("a.safetensors");
    refused(&["activations", &picture, "--out", &out]);
    assert!(PathBuf::from(out).exists(), "where it goes wrong can be looked up");
    // The screen says it in words, and what is looked at goes on.
    let png = place.path("a.png");
    let render = [
        "render",
        &picture,
        "--out",
        &png,
        "--size",
        "480x320",
        "--json",
        "--keys",
        "b m Esc L l k 0",
    ];
    let report: Value = serde_json::from_str(&written(&[&render[..], &own].concat())).unwrap();
    assert_eq!(report["top"], serde_json::json!([]));
}

/// `TorchScript` for the one operation that tch has no call for.
#[test]
fn the_archive_of_the_packed_convolution_is_what_its_script_writes() {
    let (root, place) = (Path::new(env!("CARGO_MANIFEST_DIR")), Place::new());
    let written = place.path("written.pt");
    let script = root.join("scripts/packed_convolution.py");
    let ended = Command::new("python3").arg(script).arg(&written).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let committed = fs::read(root.join("assets/packed_convolution.pt")).unwrap();
    assert!(fs::read(&written).unwrap() == committed, "run the script again");
}

#[test]
fn without_packed_convolutions_the_answers_are_the_same_but_for_the_last_digits() {
    let picture = picture();
    let classify = ["classify", &picture, "--json", "--top", "3"];
    let usual: Value = serde_json::from_str(&written(&classify)).unwrap();
    let mut plain = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    plain.args(classify).env("DEEPVIS_FUSED", "0").env("XDG_CONFIG_HOME", "/no/such/folder");
    let plain = plain.env_remove("RUST_LOG").output().unwrap();
    assert!(plain.status.success() && plain.stderr.is_empty());
    let plain: Value = serde_json::from_slice(&plain.stdout).unwrap();
    for guess in 0..3 {
        let [one, other] = [&usual, &plain].map(|answer| &answer[0]["top"][guess]);
        assert_eq!(one["class"], other["class"]);
        let probability = |guess: &Value| guess["probability"].as_f64().unwrap();
        assert!((probability(one) - probability(other)).abs() < 1e-5, "{one}, {other}");
    }
}
