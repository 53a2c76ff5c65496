//! Weights that lie in a file beside the ONNX file (external data): only there, and only as far as
//! that file goes.
//!
//! A model says by name where its weights are, and may name any file of the machine. The format:
//! <https://onnx.ai/onnx/repo-docs/ExternalData.html>.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::Reading;
use crate::error::in_one_line;

/// Longer names are none that a file has.
const LONGEST_NAME: usize = 255;

/// So many bytes are read for one network at most; a file's tensors may all claim the same bytes.
const MOST: u64 = 4 << 30;

/// Where a tensor's bytes are, in the model's words.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The file's name.
    pub(super) location: String,
    /// The first byte; at the file's beginning where none is said.
    pub(super) offset: Option<String>,
    /// How many; as many as the tensor needs where none is said.
    pub(super) length: Option<String>,
}

/// The folder of a model, with the file that was read last.
pub(super) struct Beside {
    model: PathBuf,
    /// Its name, with its length in bytes. Exporters write one file for all tensors.
    open: Option<(String, File, u64)>,
    read: u64,
    reading: Reading,
}

impl Beside {
    /// What lies beside this file.
    pub(super) fn new(model: &Path, reading: Reading) -> Self {
        Self { model: model.to_owned(), open: None, read: 0, reading }
    }

    /// Whether numbers like these are read: weights are not where the structure alone is wanted.
    /// Shapes and indices belong to the structure.
    pub(super) fn reads(&self, are_floats: bool) -> bool {
        self.reading == Reading::Whole || !are_floats
    }

    /// The `needed` bytes of a tensor.
    ///
    /// # Errors
    /// One line: the place is not in the folder or not in the file, or does not have that many
    /// bytes.
    pub(super) fn bytes(&mut self, place: &Place, needed: u64) -> Result<Vec<u8>, String> {
        let name = shown(&place.location);
        let offset = number(place.offset.as_deref(), "offset", &name)?.unwrap_or(0);
        if let Some(length) = number(place.length.as_deref(), "length", &name)?
            && length != needed
        {
            return Err(format!("{needed} bytes are needed, {length} are said to be in {name}"));
        }
        if self.open.as_ref().is_none_or(|(open, ..)| *open != place.location) {
            let (file, length) = open(&self.model, &place.location)?;
            self.open = Some((place.location.clone(), file, length));
        }
        let Some((_, file, length)) = &mut self.open else { return Ok(Vec::new()) };
        if offset.checked_add(needed).is_none_or(|end| end > *length) {
            return Err(format!(
                "bytes {offset} to {offset} + {needed} of {name}, which has {length}; it is another \
                 network's, or cut off"
            ));
        }
        self.read = self.read.saturating_add(needed);
        if self.read > MOST {
            return Err(format!("more than {} GiB of weights in {name}", MOST >> 30));
        }
        let unread = |error| format!("cannot read {name}: {error}");
        let mut bytes = vec![0; usize::try_from(needed).map_err(|error| error.to_string())?];
        file.seek(SeekFrom::Start(offset)).map_err(unread)?;
        file.read_exact(&mut bytes).map_err(unread)?;
        Ok(bytes)
    }
}

/// A number as text, which protobuf writers put into these fields.
fn number(text: Option<&str>, what: &str, name: &str) -> Result<Option<u64>, String> {
    let parse = |text: &str| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let read = if digits { text.parse().ok() } else { None };
        read.ok_or_else(|| format!("the {what} {} in {name} is no number of bytes", shown(text)))
    };
    text.map(parse).transpose()
}

/// Opens the file of this name in the model's folder. Also returns its length.
fn open(model: &Path, name: &str) -> Result<(File, u64), String> {
    let path = find(model, name)?;
    let failed = |error| format!("cannot read its weights in {}: {error}", shown(name));
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    Ok((file, length))
}

/// The file of this name in the model's folder.
///
/// # Errors
/// One line: the name leads elsewhere, or there is no such file.
pub(super) fn find(model: &Path, name: &str) -> Result<PathBuf, String> {
    let said = shown(name);
    let is_plain = !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !matches!(name, "." | "..")
        && !name.contains(['/', '\\', ':'])
        && !name.contains(char::is_control);
    if !is_plain {
        return Err(format!(
            "its weights are said to be in {said}; only a file beside the ONNX file is read"
        ));
    }
    let folder = match model.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let path = folder.join(name);
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            format!("its weights are in {said}, which is not beside it; the two belong together")
        }
        _ => format!("cannot read its weights in {said}: {error}"),
    };
    let real = path.canonicalize().map_err(failed)?;
    if real.parent() != Some(folder.canonicalize().map_err(failed)?.as_path()) {
        return Err(format!(
            "its weights are in {said}, a link that leads out of the folder; copy the file itself there"
        ));
    }
    if real == model.canonicalize().map_err(failed)? {
        return Err(format!("its weights are said to be in {said}, the ONNX file itself"));
    }
    // Before it is opened: a pipe would wait for a writer.
    if !fs::metadata(&real).map_err(failed)?.is_file() {
        return Err(format!("its weights are said to be in {said}, which is not a file"));
    }
    Ok(real)
}

/// A word of the model as one line that is not too long.
fn shown(word: &str) -> String {
    let cut: String = word.chars().take(80).collect();
    format!("\"{}\"", in_one_line(Path::new(&cut)))
}

#[cfg(test)]
mod tests;
