//! Tests of reading weights: files that fit, that do not, and that are damaged.

use super::*;
use crate::network::graph::Builder;
use crate::network::op::{Linear, Op};

/// Nobody interrupts.
fn on() -> Interrupt {
    Interrupt::default()
}

/// One fully connected layer, 2 to 1.
fn graph() -> Graph {
    let (mut builder, input) = Builder::new(2);
    let code = builder.push("flatten", Op::Flatten, &[input], None);
    let (weight, bias) = ("fc.weight".into(), Some("fc.bias".into()));
    let linear = Op::Linear(Linear { weight, bias, inputs: 2, outputs: 1 });
    builder.push("fc", linear, &[code], None);
    builder.finish(code)
}

/// A safetensors file of zeros.
fn file(tensors: &[(&str, Dtype, &[usize])]) -> Vec<u8> {
    let zeros = [0; 64];
    let views = tensors.iter().map(|&(name, dtype, shape)| {
        let length = shape.iter().product::<usize>() * dtype.bitsize() / 8;
        (name, TensorView::new(dtype, shape.to_vec(), &zeros[..length]).unwrap())
    });
    safetensors::serialize(views, None).unwrap()
}

const WEIGHT: (&str, Dtype, &[usize]) = ("fc.weight", Dtype::F32, &[1, 2]);
const BIAS: (&str, Dtype, &[usize]) = ("fc.bias", Dtype::F32, &[1]);

fn problem(bytes: &[u8]) -> String {
    let problem = parse(bytes, &graph()).unwrap_err();
    assert_eq!(problem.lines().count(), 1, "{problem}");
    problem
}

#[test]
fn a_file_that_fits_is_read() {
    let counted: (&str, Dtype, &[usize]) = ("bn.num_batches_tracked", Dtype::I64, &[]);
    let tensors = parse(&file(&[WEIGHT, BIAS, counted]), &graph()).unwrap();
    assert_eq!(tensors.len(), 2);
    assert_eq!(tensors["fc.weight"].size(), [1, 2]);
    let half = file(&[WEIGHT, ("fc.bias", Dtype::F16, &[1])]);
    assert_eq!(parse(&half, &graph()).unwrap()["fc.bias"].kind(), Kind::Float);
}

#[test]
fn what_only_training_needs_is_left_aside_where_the_graph_says_so() {
    let auxiliary: (&str, Dtype, &[usize]) = ("aux1.fc.bias", Dtype::F32, &[3]);
    let bytes = file(&[WEIGHT, BIAS, auxiliary]);
    assert_eq!(problem(&bytes), "unknown tensor aux1.fc.bias");
    let graph = Graph { training_only: vec!["aux1."], ..graph() };
    assert_eq!(parse(&bytes, &graph).unwrap().len(), 2);
}

#[test]
fn what_does_not_fit_is_named() {
    assert_eq!(problem(&file(&[WEIGHT])), "tensor fc.bias is missing");
    let other: (&str, Dtype, &[usize]) = ("gc.bias", Dtype::F32, &[1]);
    assert_eq!(problem(&file(&[WEIGHT, BIAS, other])), "unknown tensor gc.bias");
    let turned: (&str, Dtype, &[usize]) = ("fc.weight", Dtype::F32, &[2, 1]);
    let problem_of_shape = problem(&file(&[turned, BIAS]));
    assert_eq!(problem_of_shape, "tensor fc.weight is [2, 1] instead of [1, 2]");
    let counts: (&str, Dtype, &[usize]) = ("fc.bias", Dtype::I64, &[1]);
    let problem_of_kind = problem(&file(&[WEIGHT, counts]));
    assert_eq!(problem_of_kind, "tensor fc.bias holds I64 instead of F32, F16 or BF16");
}

#[test]
fn a_damaged_file_is_refused_wherever_it_ends() {
    let whole = file(&[WEIGHT, BIAS]);
    for length in 0..whole.len() {
        assert!(problem(&whole[..length]).starts_with("not a whole safetensors file"));
    }
    let longer = [whole.as_slice(), &[0]].concat();
    assert!(problem(&longer).starts_with("not a whole safetensors file"));
    assert!(problem(b"\xff\xff\xff\xff\xff\xff\xff\xff{}").starts_with("not a whole"));
}

#[test]
fn length_and_hash_are_compared_with_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fc.safetensors");
    let bytes = file(&[WEIGHT, BIAS]);
    fs::write(&path, &bytes).unwrap();
    let (size, sha256) = (bytes.len() as u64, hex(&Sha256::digest(&bytes)));
    let spec = Spec { size: Some(size), sha256: Some(sha256.clone()), ..Spec::default() };
    read_pinned(&path, &spec, &graph(), &on()).unwrap();
    verify(&path, &spec, graph(), &on()).unwrap();
    let stopped = on();
    stopped.raise();
    let ended = read_pinned(&path, &spec, &graph(), &stopped);
    assert!(matches!(ended, Err(Error::Interrupted)), "{ended:?}");

    let longer = Spec { size: Some(size + 1), ..spec.clone() };
    let error = read_pinned(&path, &longer, &graph(), &on()).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{size} bytes instead of {}", size + 1)), "{error}");

    let other = Spec { sha256: Some("00".repeat(32)), ..spec };
    let error = read_pinned(&path, &other, &graph(), &on()).unwrap_err().to_string();
    let wanted = format!("SHA-256 is {sha256} instead of 0000");
    assert!(error.starts_with(&wanted), "{error}");
    let verified = verify(&path, &other, graph(), &on()).unwrap_err().to_string();
    assert_eq!(verified, error);
    assert!(error.ends_with(&path.display().to_string()), "{error}");
}

#[test]
fn a_file_of_another_size_by_far_is_not_read_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.safetensors");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let error = read(&path, &graph(), &on()).unwrap_err().to_string();
    assert!(error.starts_with("1099511627776 bytes are too many for 12 bytes"), "{error}");
    let error = read(folder.path(), &graph(), &on()).unwrap_err().to_string();
    assert!(error.starts_with("not a file: "), "{error}");
}

#[test]
fn missing_weights_come_with_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut spec = Spec { title: "Net".into(), file: "net.safetensors".into(), ..Spec::default() };
    spec.source.kind = "pypi".into();
    let error = locate_in(&[folder.path().into()], &spec).unwrap_err().to_string();
    assert!(error.starts_with("no weights for Net; run scripts/setup: "), "{error}");
    (spec.source.kind, spec.name) = ("torchvision".into(), "net".into());
    let error = locate_in(&[folder.path().into()], &spec).unwrap_err().to_string();
    assert!(error.starts_with("no weights for Net; run scripts/fetch_weights net: "), "{error}");
    assert!(error.ends_with("net.safetensors"), "{error}");
}

/// A file of these values, which are the two weights' of every class and then its bias.
fn written(values: &[f32]) -> Vec<u8> {
    let classes = values.len() / 3;
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let (weight, bias) = bytes.split_at(classes * 8);
    let view = |shape, data| TensorView::new(Dtype::F32, shape, data).unwrap();
    let views =
        [("fc.weight", view(vec![classes, 2], weight)), ("fc.bias", view(vec![classes], bias))];
    safetensors::serialize(views, None).unwrap()
}

#[test]
fn the_graph_gets_as_many_classes_as_the_file_has() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fc.safetensors");
    for classes in [1, 2, 8, 5000] {
        fs::write(&path, written(&vec![0.5; 3 * classes])).unwrap();
        let fitted = fit(&path, graph()).unwrap();
        assert_eq!(fitted.classes(), classes);
        let tensors = read(&path, &fitted, &on()).unwrap();
        assert_eq!(tensors["fc.weight"].size(), [classes as i64, 2]);
        assert_eq!(examine(&path, graph(), &on()).unwrap(), classes);
    }
    // Another network's file: that is told of with the values.
    fs::write(&path, file(&[("gc.weight", Dtype::F32, &[4, 2])])).unwrap();
    assert_eq!(fit(&path, graph()).unwrap(), graph());
    let error = examine(&path, graph(), &on()).unwrap_err().to_string();
    assert!(error.starts_with("tensor fc.weight is missing: "), "{error}");
}

#[test]
fn a_last_layer_that_cannot_be_one_is_refused() {
    let problem = |weight: &[usize], bias: &[usize]| {
        let tensors = [("fc.weight", Dtype::F32, weight), ("fc.bias", Dtype::F32, bias)];
        heading::fit_to(&file(&tensors), graph()).unwrap_err()
    };
    assert_eq!(problem(&[0, 2], &[0]), "tensor fc.weight is [0, 2]: it has no class");
    assert_eq!(problem(&[], &[]), "tensor fc.weight is []: it has no class");
    let wanted = "tensor fc.bias is [3], but fc.weight has 2 classes";
    assert_eq!(problem(&[2, 2], &[3]), wanted);
    let header = r#"{"fc.weight":{"dtype":"F32","shape":[65536,2],"data_offsets":[0,524288]}}"#;
    let start = [&(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
    let problem = heading::fit_to(&start, graph()).unwrap_err();
    assert_eq!(problem, "tensor fc.weight is [65536, 2]: more than 65535 classes");
}

#[test]
fn a_head_that_is_cut_or_broken_is_one_line() {
    let whole = file(&[WEIGHT, BIAS]);
    let header = 8 + u64::from_le_bytes(*whole.first_chunk().unwrap()) as usize;
    for length in 0..header {
        let problem = heading::fit_to(&whole[..length], graph()).unwrap_err();
        assert!(problem.starts_with("not a whole safetensors file (it ends after "), "{problem}");
    }
    assert_eq!(heading::fit_to(&whole[..header], graph()).unwrap(), graph());
    for broken in ["{\n}}", "[\"\\n\"]", "{\"a\nb\":3}", "\u{ff}"] {
        let start = [&(broken.len() as u64).to_le_bytes(), broken.as_bytes()].concat();
        let problem = heading::fit_to(&start, graph()).unwrap_err();
        assert!(problem.starts_with("not a whole safetensors file ("), "{problem}");
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
    let problem = heading::fit_to(&[0xff; 64], graph()).unwrap_err();
    assert!(problem.ends_with("(its header would have 18446744073709551615 bytes)"), "{problem}");
}

#[test]
fn weights_that_are_not_finite_are_refused_by_whoever_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fc.safetensors");
    fs::write(&path, written(&[0.5, f32::NAN, 0.5])).unwrap();
    let wanted = format!("tensor fc.weight holds NaN (1 of its 2 values): {}", path.display());
    let spec = Spec::default();
    assert_eq!(read(&path, &graph(), &on()).unwrap_err().to_string(), wanted);
    assert_eq!(read_pinned(&path, &spec, &graph(), &on()).unwrap_err().to_string(), wanted);
    assert_eq!(examine(&path, graph(), &on()).unwrap_err().to_string(), wanted);
    assert_eq!(verify(&path, &spec, graph(), &on()).unwrap_err().to_string(), wanted);
    fs::write(&path, written(&[0.5, 0.5, f32::NEG_INFINITY])).unwrap();
    let error = read(&path, &graph(), &on()).unwrap_err().to_string();
    assert!(error.starts_with("tensor fc.bias holds infinity (1 of its 1 values): "), "{error}");
}

#[test]
fn a_pointer_in_the_place_of_published_weights_says_what_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    fs::write(&path, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n").unwrap();
    let pinned = Spec { size: Some(9), sha256: Some("00".repeat(32)), ..Spec::default() };
    for error in [
        read_pinned(&path, &pinned, &graph(), &on()).unwrap_err(),
        verify(&path, &pinned, graph(), &on()).unwrap_err(),
        verify(&path, &Spec::default(), graph(), &on()).unwrap_err(),
        fit(&path, graph()).unwrap_err(),
    ] {
        let error = error.to_string();
        assert!(
            error.starts_with("a Git LFS pointer, ") && error.contains("git lfs pull"),
            "{error}"
        );
    }
}
