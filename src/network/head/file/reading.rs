//! The reader of a head's file: nothing of it is believed unseen.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors};

use super::{About, CROP, FORMAT, Head, LETTERS, TaughtOn};
use crate::network::head::{ClassMeans, Layer, TrainedHead};

/// Classes of a head, values of a code, and hidden cells: at most so many.
const MOST: usize = 1 << 16;

/// Reads a head out of a file's bytes; the error is one line.
pub(crate) fn parse(bytes: &[u8]) -> Result<Head, String> {
    let no_file = |error| format!("not a whole safetensors file ({error})");
    let one_line =
        |error: safetensors::SafeTensorError| error.to_string().replace(char::is_control, " ");
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(|e| no_file(one_line(e)))?;
    let file = SafeTensors::deserialize(bytes).map_err(|e| no_file(one_line(e)))?;
    let words = Words(header.metadata().as_ref().ok_or("not a taught head")?);
    let about = words.about()?;
    let tensors = Tensors(&file);
    let classes = about.labels.len();
    let centre = tensors.rows("centre", None)?;
    let width = centre.len();
    let means = tensors.of("means", &[classes, width])?;
    let threshold = tensors.of("threshold", &[1])?[0];
    let means = means.chunks_exact(width).map(|mean| Some(mean.to_vec())).collect();
    let means = ClassMeans { centre, means, threshold };
    let trained = tensors.trained(classes, width)?;
    tensors.nothing_else()?;
    Ok(Head { about, means, trained })
}

/// The words of a head's file.
struct Words<'a>(&'a HashMap<String, String>);

impl Words<'_> {
    fn about(&self) -> Result<About, String> {
        let format = self.0.get("format").map(String::as_str);
        if format != Some(FORMAT) {
            return Err(match format {
                Some(other) if other.starts_with("deepvis-head-") => {
                    format!("a head of another version of DeepVis ({})", shown(other))
                }
                _ => "not a taught head".into(),
            });
        }
        let crop = self.word("crop")?;
        if crop != CROP {
            return Err(format!("taught on pictures cut as {}; only {CROP} is known", shown(crop)));
        }
        let labels: Vec<String> = self.parsed("labels")?;
        if !(2..=MOST).contains(&labels.len()) {
            return Err(format!("{} classes; a head has 2 to {MOST}", labels.len()));
        }
        if labels.iter().any(|label| !is_name(label)) {
            return Err(format!("a class's name is empty, over {LETTERS} letters, or no one line"));
        }
        let pictures: Vec<usize> = self.parsed("pictures")?;
        if pictures.len() != labels.len() {
            let (counts, labels) = (pictures.len(), labels.len());
            return Err(format!("{counts} counts of pictures for {labels} classes"));
        }
        let side: i32 = self.parsed("side")?;
        let (mean, std): ([f32; 3], [f32; 3]) = (self.parsed("mean")?, self.parsed("std")?);
        let fine = |values: [f32; 3]| values.iter().all(|value| value.is_finite());
        if !(1..=4096).contains(&side) || !fine(mean) || !fine(std) || std.contains(&0.0) {
            return Err("its side, mean or std cannot be used".into());
        }
        let (network, weights) = (self.word("network")?.into(), self.word("weights")?.into());
        let taught_on = TaughtOn { network, weights, side, mean, std };
        Ok(About { taught_on, mirror: self.parsed("mirror")?, labels, pictures })
    }

    fn word(&self, key: &str) -> Result<&str, String> {
        let word = self.0.get(key).ok_or_else(|| format!("{key} is missing"))?;
        if is_name(word) { Ok(word) } else { Err(format!("{key} is {}", shown(word))) }
    }

    fn parsed<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<T, String> {
        let word = self.0.get(key).ok_or_else(|| format!("{key} is missing"))?;
        serde_json::from_str(word).map_err(|_unread| format!("{key} is {}", shown(word)))
    }
}

/// One line that is not too long.
fn is_name(word: &str) -> bool {
    let length = word.chars().take(LETTERS + 1).count();
    (1..=LETTERS).contains(&length) && !word.contains(char::is_control)
}

/// The beginning of what somebody wrote, as one line.
fn shown(word: &str) -> String {
    word.chars().take(40).collect::<String>().escape_debug().to_string()
}

/// The values of a head's file.
struct Tensors<'a>(&'a SafeTensors<'a>);

const NAMES: [&str; 7] = [
    "means",
    "centre",
    "threshold",
    "hidden.weight",
    "hidden.bias",
    "output.weight",
    "output.bias",
];

impl Tensors<'_> {
    /// The values of a row of any length, or of `length`.
    fn rows(&self, name: &str, length: Option<usize>) -> Result<Vec<f32>, String> {
        let view = self.0.tensor(name).map_err(|_absent| format!("tensor {name} is missing"))?;
        let shape = view.shape();
        let fits = matches!(shape, [found] if (1..=MOST).contains(found) && length.is_none_or(|length| *found == length));
        if !fits {
            return Err(format!("tensor {name} is {shape:?}"));
        }
        self.of(name, &[shape[0]])
    }

    fn of(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, String> {
        let view = self.0.tensor(name).map_err(|_absent| format!("tensor {name} is missing"))?;
        if view.shape() != shape {
            return Err(format!("tensor {name} is {:?} instead of {shape:?}", view.shape()));
        }
        if view.dtype() != Dtype::F32 {
            return Err(format!("tensor {name} holds {:?} instead of F32", view.dtype()));
        }
        let (values, _) = view.data().as_chunks();
        let values: Vec<f32> = values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(format!("tensor {name} holds a value that is not a finite number"))
        }
    }

    fn trained(&self, classes: usize, width: usize) -> Result<Option<TrainedHead>, String> {
        let has = |name| self.0.tensor(name).is_ok();
        if !has("output.weight") {
            return Ok(None);
        }
        let (hidden, inputs) = if has("hidden.weight") {
            let bias = self.rows("hidden.bias", None)?;
            let cells = bias.len();
            (Some(Layer { weights: self.of("hidden.weight", &[cells, width])?, bias }), cells)
        } else {
            (None, width)
        };
        let weights = self.of("output.weight", &[classes, inputs])?;
        let output = Layer { weights, bias: self.rows("output.bias", Some(classes))? };
        Ok(Some(TrainedHead { hidden, output }))
    }

    fn nothing_else(&self) -> Result<(), String> {
        let names = self.0.names();
        match names.into_iter().filter(|name| !NAMES.contains(name)).min() {
            Some(name) => Err(format!("unknown tensor {}", shown(name))),
            None => Ok(()),
        }
    }
}
