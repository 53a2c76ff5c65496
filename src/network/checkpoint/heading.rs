//! The head of a safetensors file: its tensors' names and shapes, and how many classes it has.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use safetensors::Dtype;
use safetensors::tensor::{Metadata, TensorInfo};
use serde_json::{Map, Value, json};

use super::{length, mistaken};
use crate::error::{Error, Result};
use crate::network::graph::Graph;

/// So much of a file tells what kind of file it is.
const ENOUGH: u64 = 64;
/// A tensor takes about a hundred bytes of the header; the largest network here has 320.
const LONGEST: u64 = 16 << 20;
/// A channel's number is kept in 16 bits.
const MOST_CLASSES: usize = u16::MAX as usize;

/// The graph with as many classes as the last layer in this file has. Whether the rest fits is
/// found out with the values.
///
/// # Errors
/// [`Error::Weights`] where it is no safetensors file, saying what to do with it, or has no class;
/// [`Error::Io`].
pub fn fit(path: &Path, graph: Graph) -> Result<Graph> {
    let broken = |problem| Error::Weights { problem, path: path.to_owned() };
    let failed = || Error::io("read the weights", path);
    length(path)?;
    let mut file = File::open(path).map_err(failed())?;
    let mut start = Vec::new();
    file.by_ref().take(ENOUGH).read_to_end(&mut start).map_err(failed())?;
    if let Some(problem) = mistaken::problem(&start, path) {
        return Err(broken(problem));
    }
    let header = start.first_chunk().map_or(0, |length| u64::from_le_bytes(*length));
    let left = header.min(LONGEST).saturating_add(8).saturating_sub(ENOUGH);
    file.take(left).read_to_end(&mut start).map_err(failed())?;
    fit_to(&start, graph).map_err(broken)
}

/// What this file is instead of weights, and what to do with it, where that can be told.
pub(super) fn mistake(path: &Path) -> Option<String> {
    let mut start = Vec::new();
    File::open(path).ok()?.take(ENOUGH).read_to_end(&mut start).ok()?;
    mistaken::problem(&start, path)
}

/// The same of the file's bytes, which may end behind the header.
pub(crate) fn fit_to(start: &[u8], graph: Graph) -> Result<Graph, String> {
    let not_whole = |why: String| format!("not a whole safetensors file ({why})");
    let cut = || not_whole(format!("it ends after {} bytes", start.len()));
    let (length, rest) = start.split_first_chunk().ok_or_else(cut)?;
    let length = u64::from_le_bytes(*length);
    if length > LONGEST {
        return Err(not_whole(format!("its header would have {length} bytes")));
    }
    let header = rest.get(..length as usize).ok_or_else(cut)?;
    let header: Metadata = serde_json::from_slice(header)
        // A file may name its tensors as it likes, over several lines too.
        .map_err(|error| not_whole(error.to_string().replace(char::is_control, " ")))?;

    let classifier = graph.nodes[graph.classifier()].op.parameters();
    let found = |name: &str| header.info(name).map(|info| &info.shape[..]);
    let Some((weight, others)) = classifier.split_first() else { return Ok(graph) };
    // Where it is missing, another network's names are told of, in order.
    let Some(shape) = found(&weight.name) else { return Ok(graph) };
    let classes = shape.first().copied().unwrap_or_default();
    let name = &weight.name;
    if classes == 0 {
        return Err(format!("tensor {name} is {shape:?}: it has no class"));
    }
    if classes > MOST_CLASSES {
        let problem = format!("tensor {name} is {shape:?}: more than {MOST_CLASSES} classes");
        return Err(problem);
    }
    for bias in others {
        let shape = found(&bias.name).filter(|shape| *shape != [classes]);
        if let Some(shape) = shape {
            let bias = &bias.name;
            return Err(format!("tensor {bias} is {shape:?}, but {name} has {classes} classes"));
        }
    }
    Ok(graph.with_classes(classes as i64))
}

/// Writes the head of a file of row-major f32 tensors that follow in this order: their shapes and
/// places as JSON, with `about` as `__metadata__`, filled up with spaces so that the values begin
/// at a multiple of eight. The crate would write it in another order each time.
///
/// # Errors
/// What `out` answers.
pub(crate) fn write_header<'a>(
    shapes: impl Iterator<Item = (&'a str, Vec<usize>)>,
    about: &[(&str, String)],
    out: &mut impl io::Write,
) -> io::Result<()> {
    let about: Map<String, Value> =
        about.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    let mut header = Map::from_iter([("__metadata__".to_owned(), Value::Object(about))]);
    let mut start = 0;
    for (name, shape) in shapes {
        let end = start + shape.iter().product::<usize>() * size_of::<f32>();
        let info = TensorInfo { dtype: Dtype::F32, shape, data_offsets: (start, end) };
        header.insert(name.to_owned(), serde_json::to_value(info)?);
        start = end;
    }
    let mut header = serde_json::to_vec(&header)?;
    header.resize(header.len().next_multiple_of(8), b' ');
    out.write_all(&(header.len() as u64).to_le_bytes())?;
    out.write_all(&header)
}
