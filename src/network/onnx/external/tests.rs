//! Weights beside the ONNX file: what is read of them, and every place that is not.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::super::Reading;
use super::super::made_up::{bytes, convolution, file, number, weight};
use super::super::model::{Constant, Model};
use super::super::reading::{parse, read};

const SHAPE: [i64; 4] = [2, 1, 1, 1];
const DATA: &str = "net.onnx.data";

/// A folder with a network of one convolution.
struct Folder {
    folder: TempDir,
    model: PathBuf,
}

/// Where the weight is said to be.
fn place(words: &[(&str, &str)]) -> Vec<u8> {
    let entry = |&(key, value): &(&str, &str)| bytes(13, [bytes(1, key), bytes(2, value)].concat());
    [words.iter().flat_map(entry).collect(), number(14, 1)].concat()
}

impl Folder {
    fn new(words: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let model = folder.path().join("net.onnx");
        let weight = weight("conv.weight", &SHAPE, 1, &place(words));
        fs::write(&model, file(convolution(&weight))).unwrap();
        Self { folder, model }
    }

    fn with(self, name: &str, numbers: &[f32]) -> Self {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        fs::write(self.folder.path().join(name), bytes).unwrap();
        self
    }

    fn read(&self) -> Result<Vec<f32>, String> {
        let model = read(&self.model, Reading::Whole).map_err(|error| error.to_string())?;
        match constant(&model) {
            Constant::Floats(values) => Ok(values.iter().copied().collect()),
            other => panic!("{other:?}"),
        }
    }

    fn refused(&self) -> String {
        let problem = self.read().unwrap_err();
        assert_eq!(problem.lines().count(), 1, "{problem}");
        assert!(problem.starts_with("conv.weight: "), "{problem}");
        assert!(problem.ends_with("net.onnx"), "{problem}");
        problem
    }
}

fn constant(model: &Model) -> &Constant {
    &model.initialisers[0].1
}

#[test]
fn weights_beside_the_file_are_read_from_the_place_that_it_names() {
    let all = [("location", DATA), ("offset", "4"), ("length", "8"), ("checksum", "a")];
    for (words, wanted) in [(&all[..], [2.0, 3.0]), (&all[..1], [1.0, 2.0])] {
        assert_eq!(Folder::new(words).with(DATA, &[1.0, 2.0, 3.0]).read().unwrap(), wanted);
    }
}

#[test]
fn the_structure_alone_needs_no_file_of_weights() {
    let folder = Folder::new(&[("location", "../elsewhere")]);
    let model = read(&folder.model, Reading::Structure).unwrap();
    assert!(matches!(constant(&model), Constant::Unread(shape) if shape == &[2, 1, 1, 1]));
    let parsed = parse(&fs::read(&folder.model).unwrap()).unwrap();
    assert!(matches!(constant(&parsed), Constant::Unread(_)));
}

#[test]
fn whole_numbers_in_another_file_are_known_as_such() {
    let weight = weight("conv.weight", &SHAPE, 7, &place(&[("location", DATA)]));
    let model = parse(&file(convolution(&weight))).unwrap();
    assert!(
        matches!(constant(&model), Constant::Other(kind) if &**kind == "int64, in another file")
    );
}

#[test]
fn indices_in_another_file_are_part_of_the_structure() {
    let folder = Folder::new(&[("location", DATA)]);
    let shape = [2, 1, 1, 1];
    let weight = weight("conv.weight", &shape, 7, &place(&[("location", DATA)]));
    fs::write(&folder.model, file(convolution(&weight))).unwrap();
    let longs: Vec<u8> = [5_i64, -1].iter().flat_map(|value| value.to_le_bytes()).collect();
    fs::write(folder.model.with_file_name(DATA), longs).unwrap();
    let model = read(&folder.model, Reading::Structure).unwrap();
    let Constant::Integers(values) = constant(&model) else { panic!("{:?}", constant(&model)) };
    assert_eq!(values.iter().copied().collect::<Vec<_>>(), [5, -1]);
}

#[test]
fn a_missing_file_of_weights_is_named() {
    let problem = Folder::new(&[("location", DATA)]).refused();
    let wanted =
        "its weights are in \"net.onnx.data\", which is not beside it; the two belong together";
    assert!(problem.contains(wanted), "{problem}");
}

#[test]
fn only_a_plain_name_is_looked_for() {
    let long = "a".repeat(300);
    for name in [
        "",
        ".",
        "..",
        "../net.onnx.data",
        "weights/net.onnx.data",
        "./net.onnx.data",
        "/etc/hostname",
        "C:net.onnx.data",
        "C:\\net.onnx.data",
        "..\\net.onnx.data",
        "\\\\server\\net.onnx.data",
        "net\n.data",
        "net\0.data",
        &long,
    ] {
        let folder = Folder::new(&[("location", name)]).with(DATA, &[1.0, 2.0]);
        let problem = folder.refused();
        assert!(problem.contains("only a file beside the ONNX file is read"), "{name}: {problem}");
    }
    let nowhere = Folder::new(&[]).refused();
    assert!(nowhere.contains("only a file beside"), "{nowhere}");
}

#[test]
fn the_onnx_file_itself_and_a_folder_hold_no_weights() {
    let problem = Folder::new(&[("location", "net.onnx")]).refused();
    assert!(problem.contains("the ONNX file itself"), "{problem}");
    let folder = Folder::new(&[("location", "weights")]);
    fs::create_dir(folder.folder.path().join("weights")).unwrap();
    assert!(folder.refused().contains("is not a file"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_within_the_folder_only() {
    use std::os::unix::fs::symlink;
    let elsewhere = Folder::new(&[]).with("far", &[1.0, 2.0]);
    let folder = Folder::new(&[("location", DATA)]);
    let link = folder.folder.path().join(DATA);
    symlink(elsewhere.folder.path().join("far"), &link).unwrap();
    let problem = folder.refused();
    assert!(problem.contains("a link that leads out of the folder"), "{problem}");
    fs::remove_file(&link).unwrap();
    symlink("near", &link).unwrap();
    assert_eq!(folder.with("near", &[1.0, 2.0]).read().unwrap(), [1.0, 2.0]);
    let itself = Folder::new(&[("location", DATA)]);
    symlink("net.onnx", itself.folder.path().join(DATA)).unwrap();
    assert!(itself.refused().contains("the ONNX file itself"));
}

#[test]
fn bytes_that_the_file_does_not_have_are_refused_with_both_numbers() {
    let most = u64::MAX.to_string();
    for (offset, length, wanted) in [
        ("8", "8", "bytes 8 to 8 + 8 of \"net.onnx.data\", which has 12"),
        (&most, "8", "which has 12"),
        ("0", "12", "8 bytes are needed, 12 are said to be in"),
        ("-4", "8", "the offset \"-4\""),
        ("+4", "8", "the offset \"+4\""),
        ("0", "", "the length \"\""),
        ("0", "99999999999999999999", "the length \"99999999999999999999\""),
        ("0x4", "8", "the offset \"0x4\""),
    ] {
        let words = [("location", DATA), ("offset", offset), ("length", length)];
        let problem = Folder::new(&words).with(DATA, &[1.0, 2.0, 3.0]).refused();
        assert!(problem.contains(wanted), "{problem}");
    }
}

#[test]
fn a_shape_that_needs_more_than_there_is_takes_no_memory() {
    let folder = Folder::new(&[]).with(DATA, &[1.0]);
    for dims in [[1 << 20, 1 << 20, 1 << 10], [1 << 62, 2, 2], [-1, 1, 1]] {
        let weight = weight("conv.weight", &dims, 1, &place(&[("location", DATA)]));
        fs::write(&folder.model, file(convolution(&weight))).unwrap();
        folder.refused();
    }
}
