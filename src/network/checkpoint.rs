//! Weights from a safetensors file: everything is checked against the graph before anything is computed.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};
use tch::{Kind, Tensor};

use super::graph::Graph;
use super::manifest::Spec;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// So much of a file is read, and hashed, between two looks at whether to go on: a few thousandths of a second.
const PIECE: usize = 1 << 20;

/// A checkpoint's tensors by name, f32, on the host.
pub type Tensors = HashMap<String, Tensor>;

/// The file of this network's weights: in the folder `DEEPVIS_WEIGHTS` where that is set, otherwise in `weights/` of the
/// working directory or of the checkout that the program was built from.
///
/// # Errors
/// [`Error::Weights`] where it is not there, saying how to get it.
pub fn locate(spec: &Spec) -> Result<PathBuf> {
    let folders = match std::env::var_os("DEEPVIS_WEIGHTS") {
        Some(folder) => vec![PathBuf::from(folder)],
        None => vec!["weights".into(), Path::new(env!("CARGO_MANIFEST_DIR")).join("weights")],
    };
    locate_in(&folders, spec)
}

fn locate_in(folders: &[PathBuf], spec: &Spec) -> Result<PathBuf> {
    let files: Vec<PathBuf> = folders.iter().map(|folder| folder.join(&spec.file)).collect();
    if let Some(file) = files.iter().find(|file| file.exists()) {
        return Ok(file.clone());
    }
    let problem = format!("no weights for {}; run {}", spec.title, spec.fetched_by());
    Err(Error::Weights { problem, path: files.into_iter().next().unwrap_or_default() })
}

/// Reads the file that [`locate`] found, after comparing its length and SHA-256 with the manifest's.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn read_pinned(
    path: &Path,
    spec: &Spec,
    graph: &Graph,
    interrupt: &Interrupt,
) -> Result<Tensors> {
    let mut bytes = Vec::new();
    compare(path, spec, interrupt, |piece| bytes.extend_from_slice(piece))?;
    parse(&bytes, graph).map_err(|problem| Error::Weights { problem, path: path.to_owned() })
}

/// Compares a file's length and SHA-256 with the manifest's, where that has them, without keeping any of it.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn verify(path: &Path, spec: &Spec, interrupt: &Interrupt) -> Result<()> {
    compare(path, spec, interrupt, |_| ())
}

/// The same, handing every piece of the file on.
fn compare(
    path: &Path,
    spec: &Spec,
    interrupt: &Interrupt,
    mut take: impl FnMut(&[u8]),
) -> Result<()> {
    let broken = |problem| Error::Weights { problem, path: path.to_owned() };
    if let Some(size) = spec.size {
        let length = length(path)?;
        if length != size {
            return Err(broken(format!("{length} bytes instead of {size}; run scripts/setup")));
        }
    }
    let mut hash = Sha256::new();
    pieces(path, interrupt, |piece| {
        if spec.sha256.is_some() {
            hash.update(piece);
        }
        take(piece);
    })?;
    if let Some(wanted) = &spec.sha256 {
        let found = hex(&hash.finalize());
        if found != *wanted {
            let problem = format!("SHA-256 is {found} instead of {wanted}; run scripts/setup");
            return Err(broken(problem));
        }
    }
    Ok(())
}

/// Reads a file piece by piece.
fn pieces(path: &Path, interrupt: &Interrupt, mut take: impl FnMut(&[u8])) -> Result<()> {
    let failed = || Error::io("read the weights", path);
    let mut file = File::open(path).map_err(failed())?;
    let mut piece = vec![0; PIECE];
    loop {
        interrupt.check()?;
        match file.read(&mut piece).map_err(failed())? {
            0 => return Ok(()),
            length => take(&piece[..length]),
        }
    }
}

/// Reads a file of the user's own.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn read(path: &Path, graph: &Graph, interrupt: &Interrupt) -> Result<Tensors> {
    let broken = |problem| Error::Weights { problem, path: path.to_owned() };
    // Twice the bytes that are needed, and room for the header: whatever is larger holds something else.
    let needed = 4 * graph.parameters().map(|parameter| parameter.len() as u64).sum::<u64>();
    let length = length(path)?;
    if length > 2 * needed + (16 << 20) {
        return Err(broken(format!("{length} bytes are too many for {needed} bytes of weights")));
    }
    let mut bytes = Vec::new();
    pieces(path, interrupt, |piece| bytes.extend_from_slice(piece))?;
    parse(&bytes, graph).map_err(broken)
}

fn length(path: &Path) -> Result<u64> {
    let metadata = fs::metadata(path).map_err(Error::io("read the weights", path))?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    Err(Error::Weights { problem: "not a file".into(), path: path.to_owned() })
}

/// The graph's tensors out of a safetensors file's bytes, no more and no less.
fn parse(bytes: &[u8], graph: &Graph) -> Result<Tensors, String> {
    let tensor = |Found { name, view, kind, shape }: Found<'_>| {
        let tensor = Tensor::f_from_data_size(view.data(), &shape, kind)
            .and_then(|tensor| tensor.f_to_kind(Kind::Float));
        let refused =
            |error| format!("tensor {name} cannot be read ({})", Error::torch("libtorch")(error));
        tensor.map_err(refused).map(|tensor| (name.clone(), tensor))
    };
    check(bytes, graph)?.into_iter().map(tensor).collect()
}

/// A parameter's place in a file.
pub(crate) struct Found<'data> {
    name: String,
    view: TensorView<'data>,
    kind: Kind,
    shape: Vec<i64>,
}

/// Finds each of the graph's parameters in a safetensors file's bytes, in its shape; nothing else may be there.
pub(crate) fn check<'data>(bytes: &'data [u8], graph: &Graph) -> Result<Vec<Found<'data>>, String> {
    let file = SafeTensors::deserialize(bytes)
        .map_err(|error| format!("not a whole safetensors file ({error})"))?;
    let mut views: HashMap<String, TensorView<'data>> = file.tensors().into_iter().collect();
    let mut found = Vec::with_capacity(views.len());
    for parameter in graph.parameters() {
        let name = parameter.name;
        let view = views.remove(&*name).ok_or_else(|| format!("tensor {name} is missing"))?;
        let shape: Vec<i64> = view.shape().iter().map(|&size| size as i64).collect();
        if shape != parameter.shape {
            return Err(format!("tensor {name} is {shape:?} instead of {:?}", parameter.shape));
        }
        let kind = kind(view.dtype()).map_err(|problem| format!("tensor {name} {problem}"))?;
        found.push(Found { name, view, kind, shape });
    }
    // How many batches it was trained on is of no use afterwards, nor is what only training needed.
    let training_only = |name: &str| graph.training_only.iter().any(|part| name.starts_with(part));
    views.retain(|name, _| !name.ends_with("num_batches_tracked") && !training_only(name));
    match views.into_keys().min() {
        // A file may name its tensors as it likes, over several lines too.
        Some(name) => Err(format!("unknown tensor {}", name.escape_debug())),
        None => Ok(found),
    }
}

fn kind(dtype: Dtype) -> Result<Kind, String> {
    match dtype {
        Dtype::F32 => Ok(Kind::Float),
        Dtype::F16 => Ok(Kind::Half),
        Dtype::BF16 => Ok(Kind::BFloat16),
        other => Err(format!("holds {other:?} instead of F32, F16 or BF16")),
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
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
        let (weight, bias) = ("fc.weight".into(), "fc.bias".into());
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
        verify(&path, &spec, &on()).unwrap();
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
        assert_eq!(verify(&path, &other, &on()).unwrap_err().to_string(), error);
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
        let mut spec =
            Spec { title: "Net".into(), file: "net.safetensors".into(), ..Spec::default() };
        spec.source.kind = "pypi".into();
        let error = locate_in(&[folder.path().into()], &spec).unwrap_err().to_string();
        assert!(error.starts_with("no weights for Net; run scripts/setup: "), "{error}");
        (spec.source.kind, spec.name) = ("torchvision".into(), "net".into());
        let error = locate_in(&[folder.path().into()], &spec).unwrap_err().to_string();
        assert!(
            error.starts_with("no weights for Net; run scripts/fetch_weights net: "),
            "{error}"
        );
        assert!(error.ends_with("net.safetensors"), "{error}");
    }
}
