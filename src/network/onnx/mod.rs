//! Networks of other people: an ONNX file becomes the same graph that the zoo's networks are.
//!
//! The file's bytes are looked over first (`prescan`) and read into plain values (`reading`,
//! `model`); constants are computed (`folding`), each operator becomes nodes of a [`super::graph`]
//! or is refused by name (`lowering`), and nodes get the names and blocks that the screen shows
//! (`naming`, `blocks`). Nothing here knows of tensors but the last step.

mod blocks;
mod draft;
mod ending;
mod external;
mod folding;
mod importing;
mod lowering;
#[cfg(test)]
mod made_up;
mod merging;
mod messages;
pub mod model;
mod naming;
mod patterns;
mod prescan;
pub mod reading;
mod refusals;
mod settings;
mod source;
mod tensor;
mod weights;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::graph::Graph;
use super::manifest::Answers;
use crate::error::{Error, Result};
use crate::geometry::Size;
pub(super) use ending::LUMA;
pub use importing::import;
use model::Constant;

/// What an ONNX file holds.
#[derive(Debug)]
pub struct Imported {
    /// Its structure. A picture of one channel is the luma of a colour picture, computed by its
    /// first node; a single logit z becomes the two of its opposite and itself, −z/2 and z/2.
    pub graph: Graph,
    /// Size of its picture; none where the file leaves it open.
    pub input: Option<Size>,
    /// Channels of its picture: 1 or 3.
    pub channels: i64,
    /// What its logits mean.
    pub answers: Answers,
    /// True where its one output says yes or no: class 1 is yes.
    pub yes_or_no: bool,
    /// The values of the graph's parameters, by name.
    pub parameters: HashMap<String, Constant>,
    /// Names of the files beside it that hold constants of it.
    pub beside: BTreeSet<String>,
    /// Who wrote it: "pytorch".
    pub producer: String,
    /// The names of its outputs: first the one that was taken, then those that were left out.
    pub outputs: Vec<String>,
}

/// What of a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The structure alone: weights beside the file are not looked for.
    Structure,
    /// All of it.
    Whole,
}

/// The file beside `path` that has this name, in which weights of it lie.
///
/// # Errors
/// [`crate::Error::Onnx`] where the name leads elsewhere, or there is no such file.
pub fn beside(path: &Path, name: &str) -> Result<PathBuf> {
    external::find(path, name).map_err(|problem| Error::Onnx { problem, path: path.to_owned() })
}

/// Reads a file. `input` is the size of the picture where the file leaves it open.
///
/// # Errors
/// [`crate::Error::Onnx`] or [`crate::Error::Io`], one line.
pub fn open(path: &Path, reading: Reading, input: Option<Size>) -> Result<Imported> {
    let model = reading::read(path, reading)?;
    import(model, input).map_err(|problem| Error::Onnx { problem, path: path.to_owned() })
}

#[cfg(test)]
mod tests;
