//! The reader of weights files (safetensors), checked against the graph before anything computes.

mod finite;
mod heading;
mod mistaken;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use sha2::{Digest, Sha256};
use tch::{Kind, Tensor};

use super::WeightsFrom;
use super::graph::Graph;
use super::manifest::Spec;
use super::onnx;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::package;
pub use heading::fit;
#[cfg(feature = "fuzzing")]
pub(crate) use heading::fit_to;
pub(crate) use heading::write_header;

/// So much of a file is read, and hashed, between two looks at whether to go on: a few thousandths
/// of a second.
const PIECE: usize = 1 << 20;

/// A checkpoint's tensors by name, f32, on the host.
pub type Tensors = HashMap<String, Tensor>;

/// The file of this network's weights. Of a network of the zoo it lies in the folder
/// `DEEPVIS_WEIGHTS` where that is set, otherwise in `weights/` of the working directory, of the
/// package that the program stands in, or of the checkout that it was built from.
///
/// # Errors
/// [`Error::Weights`] where it is not there, saying how to get it.
pub fn locate(spec: &Spec) -> Result<PathBuf> {
    if let Some(file) = &spec.onnx {
        return Ok(file.clone());
    }
    if let Some(folder) = std::env::var_os("DEEPVIS_WEIGHTS") {
        return locate_in(&[folder.into()], spec);
    }
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    let homes = [Some(Path::new("")), package::folder(), Some(built)];
    let folders: Vec<PathBuf> =
        homes.into_iter().flatten().map(|home| home.join("weights")).collect();
    locate_in(&folders, spec)
}

fn locate_in(folders: &[PathBuf], spec: &Spec) -> Result<PathBuf> {
    let files: Vec<PathBuf> = folders.iter().map(|folder| folder.join(&spec.file)).collect();
    if let Some(file) = files.iter().find(|file| file.exists()) {
        return Ok(file.clone());
    }
    let problem = format!("no weights for {}; {}", spec.title, spec.next_step());
    Err(Error::Weights { problem, path: files.into_iter().next().unwrap_or_default() })
}

/// Reads the file that [`locate`] found, after comparing its length and SHA-256 with the
/// manifest's.
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

/// Compares a file's length and SHA-256 with the manifest's, without keeping any of it. Where
/// nothing is published to compare them with, its values are looked at as [`examine`] does.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn verify(path: &Path, spec: &Spec, graph: Graph, interrupt: &Interrupt) -> Result<()> {
    match spec.sha256 {
        Some(_) => compare(path, spec, interrupt, |_| ()),
        None => examine(path, graph, interrupt).map(drop),
    }
}

/// Whether the weights of this file can run in the graph, without making tensors of them. Returns
/// how many classes they have.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn examine(path: &Path, graph: Graph, interrupt: &Interrupt) -> Result<usize> {
    let graph = fit(path, graph)?;
    let bytes = bytes(path, &graph, interrupt)?;
    check(&bytes, &graph).map_err(|problem| Error::Weights { problem, path: path.to_owned() })?;
    Ok(graph.classes())
}

/// Compares a file with what the manifest says of it, handing every piece on.
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
            let other = || format!("{length} bytes instead of {size}; {}", package::repair());
            return Err(broken(heading::mistake(path).unwrap_or_else(other)));
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
            let problem = format!("SHA-256 is {found} instead of {wanted}; {}", package::repair());
            return Err(broken(problem));
        }
    }
    Ok(())
}

/// The SHA-256 of a file, in lower-case hexadecimal digits.
///
/// # Errors
/// [`Error::Io`] where it cannot be read; [`Error::Interrupted`].
pub fn digest(path: &Path, interrupt: &Interrupt) -> Result<String> {
    digest_of_all(&[path.to_owned()], interrupt)
}

/// That of several files, one after the other.
fn digest_of_all(paths: &[PathBuf], interrupt: &Interrupt) -> Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        pieces(path, interrupt, |piece| hash.update(piece))?;
    }
    Ok(hex(&hash.finalize()))
}

/// By what these weights of a network are told from others: the SHA-256 of their file, of an ONNX
/// file with those beside it that hold weights of it, or "random".
/// Weights that nobody has published with a hash are read and hashed, which takes a second for each
/// half gigabyte.
///
/// # Errors
/// Those of [`locate`] and [`digest`].
pub fn identity(spec: &Spec, weights: &WeightsFrom, interrupt: &Interrupt) -> Result<String> {
    match (weights, &spec.sha256) {
        (WeightsFrom::Random, _) => Ok("random".into()),
        (WeightsFrom::Published, Some(hash)) => Ok(hash.clone()),
        (WeightsFrom::Published, None) => {
            let mut files = vec![locate(spec)?];
            for name in &spec.data {
                files.push(onnx::beside(&files[0], name)?);
            }
            digest_of_all(&files, interrupt)
        }
        (WeightsFrom::File(file), _) => digest(file, interrupt),
    }
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

/// Reads a file of the user's own, for a graph that [`fit`]s it.
///
/// # Errors
/// [`Error::Weights`] or [`Error::Io`], one line; [`Error::Interrupted`].
pub fn read(path: &Path, graph: &Graph, interrupt: &Interrupt) -> Result<Tensors> {
    parse(&bytes(path, graph, interrupt)?, graph)
        .map_err(|problem| Error::Weights { problem, path: path.to_owned() })
}

/// All of a file that is not longer than such weights can be.
fn bytes(path: &Path, graph: &Graph, interrupt: &Interrupt) -> Result<Vec<u8>> {
    // Twice the bytes that are needed, and room for the header: whatever is larger holds something
    // else.
    let needed = 4 * graph.parameters().map(|parameter| parameter.len() as u64).sum::<u64>();
    let length = length(path)?;
    if length > 2 * needed + (16 << 20) {
        let problem = format!("{length} bytes are too many for {needed} bytes of weights");
        return Err(Error::Weights { problem, path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    pieces(path, interrupt, |piece| bytes.extend_from_slice(piece))?;
    Ok(bytes)
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

/// Finds each of the graph's parameters in a safetensors file's bytes, in its shape and with finite
/// values; nothing else may be there.
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
        let refused = |problem| format!("tensor {name} {problem}");
        let kind = kind(view.dtype()).map_err(refused)?;
        if let Some(problem) = finite::problem(view.data(), view.dtype()) {
            return Err(refused(problem));
        }
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

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests;
