//! The reader of ONNX files: their bytes, looked over by `prescan`, become a model.
//!
//! The protobuf reader is rten-onnx's, which forbids unsafe code and is what a maintained runtime
//! reads its models with; onnx-rs 0.1.3 has unsafe code, is new and has one author.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Cursor, Seek};
use std::path::Path;
use std::result;

use rten_onnx::protobuf::Fields;

use super::Reading;
use super::external::Beside;
use super::messages::Reader;
use super::model::Model;
use super::prescan;
use super::source::Source;
use crate::error::{Error, Result};

/// A protobuf message cannot be longer.
const LONGEST: u64 = 2 << 30;

/// Reads a file. Weights that lie in a file beside it are read too where `reading` is
/// [`Reading::Whole`], and are [`super::model::Constant::Unread`] otherwise. Besides the model,
/// memory is taken for one tensor at a time.
///
/// # Errors
/// [`Error::Onnx`] or [`Error::Io`], one line.
pub fn read(path: &Path, reading: Reading) -> Result<Model> {
    let failed = || Error::io("read the network", path);
    let broken = |problem| Error::Onnx { problem, path: path.to_owned() };
    // Before it is opened: a pipe would wait for a writer.
    if !fs::metadata(path).map_err(failed())?.is_file() {
        return Err(broken("not a file".into()));
    }
    let mut file = BufReader::new(File::open(path).map_err(failed())?);
    let length = file.get_ref().metadata().map_err(failed())?.len();
    if length > LONGEST {
        return Err(broken(format!(
            "{length} bytes, and no ONNX file has more than {LONGEST}; export it with its weights beside it"
        )));
    }
    if let Some(mistaken) = prescan::mistaken(file.fill_buf().map_err(failed())?) {
        return Err(broken(mistaken.into()));
    }
    prescan::scan(&mut file, length).map_err(broken)?;
    file.rewind().map_err(failed())?;
    model(file, length, Some(Beside::new(path, reading))).map_err(broken)
}

/// Reads a file's bytes. Numbers that lie in another file stay unread.
///
/// # Errors
/// One line.
pub fn parse(bytes: &[u8]) -> result::Result<Model, String> {
    if let Some(mistaken) = prescan::mistaken(bytes) {
        return Err(mistaken.into());
    }
    let length = bytes.len() as u64;
    prescan::scan(Cursor::new(bytes), length)?;
    model(Cursor::new(bytes), length, None)
}

/// Reads a model's message of `length` bytes that [`prescan::scan`] has looked over.
fn model(
    bytes: impl BufRead + Seek,
    length: u64,
    beside: Option<Beside>,
) -> result::Result<Model, String> {
    let mut source = Source::new(bytes, length);
    Reader::new(beside).read(Fields::new(&mut source, Some("model")))
}

#[cfg(test)]
mod tests;
