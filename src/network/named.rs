//! The network of a name: one of the zoo, or an ONNX file with what is said of it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tch::Tensor;

use super::checkpoint::Tensors;
use super::graph::Graph;
use super::manifest::{Manifest, Spec};
use super::onnx::model::Constant;
use super::onnx::{self, Reading};
use super::particulars::Particulars;
use super::zoo;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// What an ONNX file's name ends in.
const ENDING: &str = "onnx";

/// A network that was found by its name.
#[derive(Debug)]
pub struct Named {
    /// Its input and its class names.
    pub spec: Spec,
    /// Its structure.
    pub graph: Graph,
    /// What comes with a file; none for a network of the zoo.
    pub brought: Option<Brought>,
}

/// The values in an ONNX file.
#[derive(Debug)]
pub struct Brought {
    parameters: HashMap<String, Constant>,
    fixed: Vec<String>,
    file: PathBuf,
}

/// True for what is a file rather than a name of the zoo: its name ends in ".onnx", or it is there.
pub fn is_file(name: &str) -> bool {
    let is_known = Manifest::built_in().is_ok_and(|manifest| manifest.network(name).is_ok());
    let path = Path::new(name);
    !is_known && (has_ending(path, ENDING) || path.is_file())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// What is known of the network of this name: one of the zoo, or an ONNX file.
///
/// # Errors
/// Those of [`Named::find`].
pub fn spec_of(name: &str) -> Result<Spec> {
    Ok(Named::find(name, &Particulars::default(), Reading::Structure)?.spec)
}

impl Named {
    /// The network of this name, or in the file of this name; of a file so much is read as
    /// `reading` says. What is said of it goes before what stands in files beside it.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such network, or something is said of one of the zoo;
    /// those of [`Particulars::beside`], [`onnx::open`] and [`Particulars::spec`].
    pub fn find(name: &str, said: &Particulars, reading: Reading) -> Result<Self> {
        if is_file(name) {
            return Self::in_file(Path::new(name), said, reading);
        }
        let spec = Manifest::built_in()?.network(name)?.clone();
        if !said.is_empty() {
            let problem = format!(
                "{name} is of the zoo, whose input is known: --input, --mean and --std are for \
                 ONNX files; leave them out"
            );
            return Err(Error::Network(problem));
        }
        let graph = zoo::graph(name)?;
        Ok(Self { spec, graph, brought: None })
    }

    fn in_file(path: &Path, said: &Particulars, reading: Reading) -> Result<Self> {
        if let Some(problem) = other_kind(path) {
            return Err(Error::Onnx { problem: problem.into(), path: path.to_owned() });
        }
        let said = said.clone().over(Particulars::beside(path)?);
        let imported = onnx::open(path, reading, Some(said.open_input()))?;
        let spec = said.spec(path, &imported)?;
        let onnx::Imported { graph, parameters, fixed, .. } = imported;
        let brought = Brought { parameters, fixed, file: path.to_owned() };
        Ok(Self { spec, graph, brought: Some(brought) })
    }
}

/// What to do with a file that holds no network that could run.
fn other_kind(path: &Path) -> Option<&'static str> {
    let is = |endings: &[&str]| endings.iter().any(|ending| has_ending(path, ending));
    if is(&["safetensors"]) {
        return Some(
            "these are weights without a network: name the network, and this file with --weights; \
             or export the network as ONNX",
        );
    }
    is(&["pt", "pth", "ckpt", "bin", "pkl"]).then_some(
        "a PyTorch checkpoint does not say what network it is: export the network with \
         torch.onnx.export, or convert its weights for one of the zoo with \
         scripts/convert_weights.py and --weights",
    )
}

impl Brought {
    /// The graph's tensors.
    ///
    /// # Errors
    /// [`Error::Onnx`] where one is missing, has another shape, or holds what is no number;
    /// [`Error::Interrupted`].
    pub fn tensors(&self, graph: &Graph, interrupt: &Interrupt) -> Result<Tensors> {
        let mut tensors = Tensors::new();
        for parameter in graph.parameters() {
            interrupt.check()?;
            let tensor = self.tensor(&parameter.name, &parameter.shape)?;
            tensors.insert(parameter.name, tensor);
        }
        Ok(tensors)
    }

    /// Made-up tensors, but for those that belong to the structure.
    ///
    /// # Errors
    /// Those of [`Self::tensors`].
    pub fn with_fixed(&self, mut made_up: Tensors) -> Result<Tensors> {
        for name in &self.fixed {
            if let Some(tensor) = made_up.get_mut(name) {
                let shape = tensor.size();
                *tensor = self.tensor(name, &shape)?;
            }
        }
        Ok(made_up)
    }

    fn tensor(&self, name: &str, shape: &[i64]) -> Result<Tensor> {
        let wrong = |problem: String| Error::Onnx {
            problem: format!("tensor {} {problem}", name.escape_debug()),
            path: self.file.clone(),
        };
        let values = match self.parameters.get(name) {
            Some(Constant::Floats(values)) => values,
            Some(Constant::Unread(_)) => return Err(wrong("was not read".into())),
            Some(Constant::Integers(_) | Constant::Other(_)) => {
                return Err(wrong("does not hold numbers that a network computes with".into()));
            }
            None => return Err(wrong("is missing".into())),
        };
        let own: Vec<i64> = values.shape().iter().map(|&side| side as i64).collect();
        if own != shape {
            return Err(wrong(format!("is {own:?} instead of {shape:?}")));
        }
        if values.iter().any(|value| !value.is_finite()) {
            return Err(wrong("holds values that are no numbers".into()));
        }
        let values = values.as_standard_layout();
        let slice = values.as_slice().unwrap_or_default();
        Tensor::f_from_slice(slice)
            .and_then(|tensor| tensor.f_reshape(shape))
            .map_err(Error::torch(name))
    }
}
