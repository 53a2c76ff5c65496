//! Tests of what is said of an ONNX file: read, written, and what a network becomes by it.

use std::collections::{BTreeSet, HashMap};
use std::fs;

use super::file::{input_of, mean_of, std_of, written};
use super::*;
use crate::network::graph::Builder;
use crate::network::op::{Linear, Op};

fn parse(text: &str) -> Result<Particulars, (usize, String)> {
    Particulars::parse(text, Path::new("folder"))
}

/// A network of this many classes.
fn imported(classes: i64) -> Imported {
    let (mut builder, input) = Builder::new(3);
    let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[input], None);
    let code = builder.push("code", Op::Flatten, &[mean], None);
    let linear = Linear { weight: "w".into(), bias: Some("b".into()), inputs: 3, outputs: classes };
    builder.push("fc", Op::Linear(linear), &[code], None);
    Imported {
        graph: builder.finish(code),
        input: None,
        channels: 3,
        answers: Answers::OneOf,
        yes_or_no: false,
        parameters: HashMap::new(),
        beside: BTreeSet::new(),
        producer: String::new(),
        outputs: vec!["logits".into()],
    }
}

fn spec(said: &Particulars, found: &Imported) -> Spec {
    said.spec(Path::new("a/things.onnx"), found).unwrap()
}

#[test]
fn everything_that_can_be_said_is_read() {
    let text = "title = \"Three things\"\nyear = 2020\ninput = [240, 320]\nresize = 256\n\
                mean = [0.5, 0.25, 0]\nstd = 0.5\nanswers = \"several\"\nlabels = \"names.txt\"\n";
    let wanted = Particulars {
        title: Some("Three things".into()),
        year: Some(2020),
        input: Some(Size::new(320, 240)),
        resize: Some(256),
        mean: Some([0.5, 0.25, 0.0]),
        std: Some([0.5; 3]),
        answers: Some(Answers::Several),
        labels: Some(Names::File("folder/names.txt".into())),
    };
    assert_eq!(parse(text).unwrap(), wanted);
    assert!(parse("").unwrap().is_empty());
    assert_eq!(parse("labels = \"imagenet\"").unwrap().labels, Some(Names::ImageNet));
    assert_eq!(parse("input = 96").unwrap().input, Some(Size::new(96, 96)));
}

#[test]
fn a_mistake_is_one_line_with_its_number() {
    let pixels = "a whole number of pixels from 1 to 4096";
    for (text, line, wanted) in [
        ("\nmaen = 1", 2, "unknown key maen; did you mean mean?"),
        (
            "colour = 1",
            1,
            "unknown key colour; there are title, year, input, resize, mean, std, answers, labels",
        ),
        ("input = 0", 1, &*format!("input is {pixels}")),
        ("input = 1.5", 1, &*format!("input is {pixels}")),
        ("input = \"224\"", 1, &*format!("input is {pixels}")),
        ("input = [1, 2, 3]", 1, "input is a side such as 224, or [height, width]"),
        ("resize = 5000", 1, &*format!("resize is {pixels}")),
        (
            "mean = [1, 2]",
            1,
            "the mean is one number or three, of pixels from 0 to 1: divide by \
                              255 what is of pixels up to 255",
        ),
        (
            "mean = 123.675",
            1,
            "the mean is one number or three, of pixels from 0 to 1: divide by \
                               255 what is of pixels up to 255",
        ),
        (
            "std = [0.5, 0, 0.5]",
            1,
            "std is one number above 0 or three, of pixels from 0 to 1: \
                                    divide by 255 what is of pixels up to 255",
        ),
        (
            "std = nan",
            1,
            "std is one number above 0 or three, of pixels from 0 to 1: divide by \
                          255 what is of pixels up to 255",
        ),
        ("std = \"a\"", 1, "std is a number, or three such as [0.5, 0.5, 0.5]"),
        ("answers = \"both\"", 1, "answers is \"one-of\" or \"several\""),
        ("labels = 3", 1, "labels is a file in quotes, or \"imagenet\""),
        ("title = \" \"", 1, "title is a text in quotes, of at most 80 letters"),
        ("year = 20", 1, "year is a number such as 2020"),
    ] {
        assert_eq!(parse(text), Err((line, wanted.to_owned())), "{text}");
    }
    for text in ["mean = ", "= 3", "mean = 1\nmean = 2", "[mean", "\u{0}", "\"a\\nb\" = 1"] {
        let (_, problem) = parse(text).unwrap_err();
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

#[test]
fn flags_are_read_as_the_file_is() {
    assert_eq!(input_of("224"), Ok(Size::new(224, 224)));
    assert_eq!(input_of("240x320"), Ok(Size::new(320, 240)));
    for wrong in ["", "x", "0", "5000", "1x2x3", "224.5"] {
        assert!(input_of(wrong).is_err(), "{wrong}");
    }
    assert_eq!(mean_of("0.5"), Ok([0.5; 3]));
    assert_eq!(mean_of("0.5, 0,-1"), Ok([0.5, 0.0, -1.0]));
    assert!(mean_of("0.5,0.5").is_err() && mean_of("a").is_err() && mean_of("inf").is_err());
    assert_eq!(std_of("0.5,0.25,1"), Ok([0.5, 0.25, 1.0]));
    assert!(std_of("0").is_err() && std_of("-1").is_err() && std_of("nan").is_err());
}

#[test]
fn what_nobody_says_is_torchvisions_and_assumed() {
    let found = spec(&Particulars::default(), &imported(3));
    assert_eq!((found.name.as_str(), found.title.as_str(), found.year), ("things", "things", 0));
    assert_eq!((found.input, found.resize), (Size::new(224, 224), Some(256)));
    assert_eq!((found.mean, found.std), (MEAN, STD));
    assert!(found.assumed && found.labels.is_empty() && found.labels_file.is_none());
    let own = Imported { input: Some(Size::new(320, 160)), ..imported(3) };
    let found = spec(&Particulars::default(), &own);
    // 160 · 256 / 224 = 182.86.
    assert_eq!((found.input, found.resize), (Size::new(320, 160), Some(183)));
    let said = parse("resize = 160\nmean = 0.5\nstd = 0.5").unwrap();
    let found = spec(&said, &own);
    assert_eq!((found.resize, found.mean, found.assumed), (None, [0.5; 3], false));
    // Which thousand it knows is a guess, until somebody says it.
    let thousand = Imported { input: Some(Size::new(224, 224)), ..imported(1000) };
    let said = parse("resize = 256\nmean = 0.5\nstd = 0.5").unwrap();
    assert!(spec(&said, &thousand).assumed);
    let said = said.over(parse("labels = \"imagenet\"").unwrap());
    let found = spec(&said, &thousand);
    assert_eq!((found.assumed, found.labels.as_str()), (false, labels::IMAGENET_LIST));
    let yes_or_no = Imported { yes_or_no: true, ..imported(2) };
    assert_eq!(spec(&Particulars::default(), &yes_or_no).labels, labels::YES_OR_NO);
}

#[test]
fn what_the_file_says_otherwise_is_refused() {
    let fixed = Imported { input: Some(Size::new(224, 224)), ..imported(3) };
    let refused = |text: &str, found: &Imported| {
        let error = parse(text).unwrap().spec(Path::new("a.onnx"), found).unwrap_err().to_string();
        assert_eq!(error.lines().count(), 1, "{error}");
        error
    };
    assert_eq!(
        refused("input = [240, 320]", &fixed),
        "an input of 240x320 (height x width) was asked for, but the file's is 224x224 for good; \
         export it with that size, or leave the size out: a.onnx"
    );
    assert!(refused("resize = 200", &fixed).starts_with("resize 200 is less than"));
    assert_eq!(
        refused("labels = \"imagenet\"", &fixed),
        "labels cannot be imagenet, which are 1000: it has 3 classes: a.onnx"
    );
    let yes_or_no = Imported { yes_or_no: true, ..imported(2) };
    assert!(refused("answers = \"several\"", &yes_or_no).contains("one output"));
}

#[test]
fn what_is_written_reads_back_as_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("things.onnx");
    let names = folder.path().join("na\"mes é.txt");
    let thousand = Imported { input: Some(Size::new(320, 240)), ..imported(1000) };
    let own_names = Particulars { labels: Some(Names::File(names)), ..Particulars::default() };
    let all = "title = \"A \\\"B\\\"\"\nyear = 2020\ninput = [240, 320]\nresize = 240\n\
               mean = [0.1, 0.2, 0.3]\nstd = 0.5\nanswers = \"several\"";
    for (said, found) in [
        (Particulars::default(), imported(3)),
        (Particulars::default(), thousand),
        (own_names, imported(3)),
        (parse(all).unwrap(), imported(3)),
        (Particulars::default(), Imported { yes_or_no: true, ..imported(2) }),
        (Particulars::default(), Imported { channels: 1, ..imported(3) }),
    ] {
        let before = said.spec(&path, &found).unwrap();
        let assumed = said.assumed(&found);
        let text = written(&before, &assumed, found.channels);
        fs::write(path.with_extension("toml"), &text).unwrap();
        let read = Particulars::beside(&path).unwrap();
        // What nobody looked at stays assumed; what somebody uncomments is the same, and said.
        assert_eq!(read.assumed(&found), assumed);
        assert_eq!(read.spec(&path, &found).unwrap(), before);
        let looked_at: Vec<&str> = text
            .lines()
            .map(|line| {
                let bare = line.trim_start_matches("# ");
                if line.contains("# assumed") { bare } else { line }
            })
            .collect();
        fs::write(path.with_extension("toml"), looked_at.join("\n")).unwrap();
        let read = Particulars::beside(&path).unwrap();
        assert!(read.assumed(&found).is_empty(), "{text}");
        assert_eq!(read.spec(&path, &found).unwrap(), Spec { assumed: false, ..before });
    }
}

#[test]
fn a_grey_pictures_mean_is_one_number() {
    let grey = Imported { channels: 1, ..imported(3) };
    let found = spec(&Particulars::default(), &grey);
    assert_eq!((found.mean, found.std), ([GREY_MEAN; 3], [GREY_STD; 3]));
    let text = written(&found, &["mean", "std"], 1);
    let assumed = "   # assumed; take the # away once it is right\n";
    assert!(text.contains(&format!("# mean = 0.449{assumed}# std = 0.226{assumed}")), "{text}");
    let mean: f32 = MEAN.iter().sum::<f32>() / 3.0;
    let std: f32 = STD.iter().sum::<f32>() / 3.0;
    assert!((mean - GREY_MEAN).abs() < 1e-6 && (std - GREY_STD).abs() < 1e-6, "{mean} {std}");
}

#[test]
fn labels_beside_a_file_count_unless_others_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("v1.things.onnx");
    assert!(Particulars::beside(&path).unwrap().is_empty());
    let names = folder.path().join("v1.things.labels.txt");
    fs::write(&names, "a\nb\n").unwrap();
    assert_eq!(Particulars::beside(&path).unwrap().labels, Some(Names::File(names)));
    let toml = folder.path().join("v1.things.toml");
    fs::write(&toml, "labels = \"c.txt\"").unwrap();
    let named = Some(Names::File(folder.path().join("c.txt")));
    assert_eq!(Particulars::beside(&path).unwrap().labels, named);
    fs::write(&toml, "\nstdd = 1").unwrap();
    let error = Particulars::beside(&path).unwrap_err().to_string();
    assert_eq!(error, format!("unknown key stdd; did you mean std?: {}:2", toml.display()));
}

#[test]
fn a_name_is_one_that_folders_may_have_and_no_other_networks() {
    for (stem, wanted) in [
        ("my net (v2)", "my_net__v2_"),
        ("a:b/c", "a_b_c"),
        ("été", "été"),
        ("..", "network"),
        ("resnet18", "resnet18.onnx"),
    ] {
        assert_eq!(name_of(stem).unwrap(), wanted, "{stem}");
    }
    assert!(safe(&"a".repeat(300)).len() <= 60);
}

#[test]
fn what_ends_too_early_is_told_with_the_last_line() {
    let (line, problem) = parse("year = 2020\n\"\"\"a\nb = 1\n").unwrap_err();
    assert!(line <= 3, "{line}: {problem}");
    assert!(problem.starts_with("this is no TOML: "), "{problem}");
}
