//! Tests of heads as files: written, read again, and refused where something is wrong.

use super::super::Layer;
use super::*;

const WIDTH: usize = 5;

fn head(trained: Option<TrainedHead>) -> Head {
    let codes = [[3.0, 0.0, 0.5, 1.0, 0.0], [0.0, 3.0, 0.5, 0.0, 1.0]];
    let codes: Vec<(usize, &[f32])> =
        codes.iter().enumerate().map(|(class, code)| (class, code.as_slice())).collect();
    let taught_on = TaughtOn {
        network: "alexnet".into(),
        weights: "ab12".into(),
        side: 224,
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
    };
    let labels = vec!["my cups".into(), "Katze \"Mia\"".into()];
    let about = About { taught_on, mirror: true, labels, pictures: vec![1, 1] };
    Head { about, means: ClassMeans::new(&codes, 2).unwrap(), trained }
}

fn layer(inputs: usize, outputs: usize) -> Layer {
    let value = |n: usize| n as f32 / 8.0 - 1.0;
    let weights = (0..inputs * outputs).map(value).collect();
    Layer { weights, bias: (0..outputs).map(value).collect() }
}

fn heads() -> [Head; 3] {
    let linear = TrainedHead { hidden: None, output: layer(WIDTH, 2) };
    let deep = TrainedHead { hidden: Some(layer(WIDTH, 3)), output: layer(3, 2) };
    [head(None), head(Some(linear)), head(Some(deep))]
}

fn bytes(head: &Head) -> Vec<u8> {
    let mut bytes = Vec::new();
    head.write_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_was_written_is_read_and_written_again_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    for head in heads() {
        let path = folder.path().join("a.safetensors");
        head.write(&path).unwrap();
        let read = Head::read(&path).unwrap();
        assert_eq!(read, head);
        assert_eq!(bytes(&read), fs::read(&path).unwrap());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_head_cut_anywhere_is_refused_in_one_line() {
    let whole = bytes(&heads()[2]);
    for end in 0..whole.len() {
        let problem = reading::parse(&whole[..end]).unwrap_err();
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

/// The error of a head's file in which this text of the header is another of the same length.
fn refused(head: &Head, old: &str, new: &str) -> String {
    assert_eq!(old.len(), new.len());
    let mut bytes = bytes(head);
    let at = bytes.windows(old.len()).position(|part| part == old.as_bytes());
    let at = at.unwrap_or_else(|| panic!("{old} is not there"));
    bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
    reading::parse(&bytes).unwrap_err()
}

#[test]
fn every_wrong_thing_has_its_line() {
    let [means, linear, deep] = heads();
    let found = [
        refused(&means, "deepvis-head-1", "deepvis-head-2"),
        refused(&means, "deepvis-head-1", "something-else"),
        refused(&means, "centre square", "whole picture"),
        refused(&means, "[0.229,0.224,0.225]", "[0.000,0.224,0.225]"),
        refused(&means, r#""side":"224""#, r#""side":"-24""#),
        refused(&means, r#""mirror":"true""#, r#""mirror":"what""#),
        refused(&means, "my cups", r"a\\ncup"),
        refused(&means, "[1,1]", "[1  ]"),
        refused(&means, r#""threshold":{"#, r#""threshale":{"#),
        refused(&linear, r#""output.bias":{"#, r#""output.bids":{"#),
        refused(
            &deep,
            r#""hidden.weight":{"dtype":"F32","shape":[3,5]"#,
            r#""hidden.weight":{"dtype":"F32","shape":[5,3]"#,
        ),
    ];
    let wanted = [
        "a head of another version of DeepVis (deepvis-head-2)",
        "not a taught head",
        "taught on pictures cut as whole picture; only centre square is known",
        "its side, mean or std cannot be used",
        "its side, mean or std cannot be used",
        "mirror is what",
        "a class's name is empty, over 200 letters, or no one line",
        "1 counts of pictures for 2 classes",
        "tensor threshold is missing",
        "tensor output.bias is missing",
        "tensor hidden.weight is [5, 3] instead of [3, 5]",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_value_that_is_no_number_is_refused_and_so_is_a_single_class() {
    let mut broken = head(None);
    broken.means.centre[2] = f32::NAN;
    let problem = reading::parse(&bytes(&broken)).unwrap_err();
    assert_eq!(problem, "tensor centre holds a value that is not a finite number");
    let mut single = head(None);
    single.about.labels.pop();
    single.means.means.pop();
    assert!(reading::parse(&bytes(&single)).unwrap_err().starts_with("1 classes;"));
}

#[test]
fn what_is_no_head_is_told_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cat.jpg");
    fs::write(&path, "no head").unwrap();
    let error = Head::read(&path).unwrap_err().to_string();
    assert!(
        error.starts_with("not a whole safetensors file") && error.ends_with("cat.jpg"),
        "{error}"
    );
    assert!(Head::read(folder.path()).unwrap_err().to_string().starts_with("not a file"));
    let gone = Head::read(&folder.path().join("none")).unwrap_err().to_string();
    assert!(gone.starts_with("cannot read the head"), "{gone}");
}

#[test]
fn another_networks_head_is_refused_by_name() {
    let taught = head(None).about.taught_on;
    assert_eq!(taught.mismatch(&taught.clone()), None);
    let manifest = crate::network::manifest::Manifest::built_in().unwrap();
    let spec = manifest.network("vgg16").unwrap();
    let (path, weights) = (Path::new("a.safetensors"), WeightsFrom::Random);
    let error = head(None).check(path, spec, &weights, &Interrupt::default()).unwrap_err();
    assert_eq!(error.to_string(), "the head was taught on alexnet, not on vgg16: a.safetensors");
    let other = TaughtOn { weights: "cd".into(), ..taught.clone() };
    assert_eq!(taught.mismatch(&other).unwrap(), "the head was taught on other weights of alexnet");
    let other = TaughtOn { side: 227, ..taught.clone() };
    assert!(taught.mismatch(&other).is_some());
}

#[test]
fn it_answers_or_says_none_of_these() {
    let head = head(None);
    let said = head.answer(&[0.1, 2.0, 0.4, 0.0, 0.9]).unwrap();
    assert!(said.nearest == 1 && !said.none && said.cosines[1] > said.cosines[0]);
    let between = head.answer(&[1.0, 1.0, 5.0, 1.0, 1.0]).unwrap();
    assert!(between.none, "{between:?}");
    assert!(head.answer(&[1.0]).is_err());
}
