//! The network of a name: one of the zoo, or an ONNX file with what is said of it.

use std::path::{Path, PathBuf};

use super::checkpoint::{self, Tensors};
use super::deterministic;
use super::graph::Graph;
use super::manifest::{Manifest, Spec};
use super::onnx::{self, Imported, Reading};
use super::outline::Outline;
use super::particulars::Particulars;
use super::{labels, zoo};
use crate::error::{Error, Result, in_one_line};
use crate::interrupt::Interrupt;

/// What an ONNX file's name ends in.
const ENDING: &str = "onnx";

/// Where a network's weights come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WeightsFrom {
    /// Its published checkpoint, which [`checkpoint::locate`] finds.
    #[default]
    Published,
    /// A safetensors file of one's own, with the checkpoint's names.
    File(PathBuf),
    /// Nowhere: they are made up, the same everywhere ([`deterministic`]). Its answers mean
    /// nothing.
    Random,
}

impl WeightsFrom {
    /// The graph with as many classes as these weights have.
    pub(super) fn fit(&self, spec: &Spec, graph: Graph) -> Result<Graph> {
        match self {
            Self::File(_) if spec.onnx.is_some() => Err(Error::Network(format!(
                "{} brings its own weights: leave --weights out, or name a network of \
                 `deepvis networks`",
                spec.file
            ))),
            Self::Published | Self::Random if spec.onnx.is_some() => Ok(graph),
            Self::File(path) => checkpoint::fit(path, graph),
            Self::Published if spec.sha256.is_none() => {
                checkpoint::fit(&checkpoint::locate(spec)?, graph)
            }
            // What is pinned has the classes that were published.
            Self::Published | Self::Random => Ok(graph),
        }
    }
}

/// A network that was found by its name.
#[derive(Debug)]
pub struct Named {
    /// Its input and its class names.
    pub spec: Spec,
    /// Its structure.
    pub graph: Graph,
    /// What was read of a file; none for a network of the zoo.
    pub imported: Option<Imported>,
}

/// True for what is a file rather than a name of the zoo: its name ends in ".onnx", or it is there.
pub fn is_file(name: &str) -> bool {
    let is_known = Manifest::built_in().is_ok_and(|manifest| manifest.network(name).is_ok());
    let path = Path::new(name);
    !is_known && (has_ending(path, ENDING) || path.is_file())
}

/// What is wrong with a name that was meant for a file, such as `a.pt`, `nets/b` or `c` where
/// `c.onnx` is here: one line, or none where it is a network's name, right or wrong.
pub fn no_file(name: &str) -> Option<String> {
    let is_known = Manifest::built_in().is_ok_and(|manifest| manifest.network(name).is_ok());
    if is_known || is_file(name) || name.is_empty() {
        return None;
    }
    let full = format!("{name}.{ENDING}");
    let path = Path::new(name);
    if Path::new(&full).is_file() {
        Some(format!("no ONNX file; did you mean {}?", in_one_line(Path::new(&full))))
    } else if path.is_dir() {
        Some("no ONNX file: it is a folder".into())
    } else if path.exists() {
        Some("no ONNX file: it is no file with bytes to read".into())
    } else {
        let is_path = name.contains(['/', '.', std::path::MAIN_SEPARATOR]);
        is_path.then(|| "no ONNX file: there is none of this name".into())
    }
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
        Ok(Self { spec, graph, imported: None })
    }

    /// The tensors of its weights, for `graph`, which is its own with as many classes as these
    /// weights have. Of made-up ones those stay a file's own that belong to its structure.
    ///
    /// # Errors
    /// [`Error::Weights`], [`Error::Onnx`] or [`Error::Io`], one line; [`Error::Interrupted`].
    pub(super) fn tensors(
        &self,
        weights: &WeightsFrom,
        graph: &Graph,
        interrupt: &Interrupt,
    ) -> Result<Tensors> {
        let spec = &self.spec;
        match (weights, &self.imported) {
            (WeightsFrom::Published, Some(imported)) => {
                imported.tensors(interrupt).map_err(|error| self.about(error))
            }
            (WeightsFrom::Published, None) => {
                checkpoint::read_pinned(&checkpoint::locate(spec)?, spec, graph, interrupt)
            }
            (WeightsFrom::File(path), _) => checkpoint::read(path, graph, interrupt),
            (WeightsFrom::Random, imported) => {
                let mut tensors = deterministic::tensors(graph, interrupt)?;
                if let Some(imported) = imported {
                    for name in &imported.graph.fixed {
                        let own = imported.tensor(name).map_err(|error| self.about(error))?;
                        tensors.insert(name.clone(), own);
                    }
                }
                Ok(tensors)
            }
        }
    }

    /// The same error with the file.
    fn about(&self, error: Error) -> Error {
        match (error, &self.spec.onnx) {
            (Error::Network(problem), Some(path)) => Error::Onnx { problem, path: path.clone() },
            (error, _) => error,
        }
    }

    fn in_file(path: &Path, said: &Particulars, reading: Reading) -> Result<Self> {
        if let Some(problem) = other_kind(path) {
            return Err(Error::Onnx { problem: problem.into(), path: path.to_owned() });
        }
        let said = said.clone().over(Particulars::beside(path)?);
        let imported = onnx::open(path, reading, Some(said.open_input()))?;
        let spec = said.spec(path, &imported)?;
        Ok(Self { spec, graph: imported.graph.clone(), imported: Some(imported) })
    }
}

/// What the screen will know of a network that is not loaded yet. Of its weights only the head is
/// read.
///
/// # Errors
/// Those of [`checkpoint::fit`] and [`labels::of`].
pub fn outline_of(named: Named, weights: &WeightsFrom, labels: Option<&Path>) -> Result<Outline> {
    let Named { spec, graph, .. } = named;
    outline(&spec, &weights.fit(&spec, graph)?, weights, labels)
}

pub(super) fn outline(
    spec: &Spec,
    graph: &Graph,
    weights: &WeightsFrom,
    labels: Option<&Path>,
) -> Result<Outline> {
    let labels = labels.or(spec.labels_file.as_deref());
    let outline = Outline::new(spec, graph, labels::of(&spec.labels, graph.classes(), labels)?)?;
    let untrained = *weights == WeightsFrom::Random;
    let own_weights = matches!(weights, WeightsFrom::File(_)) || spec.onnx.is_some();
    // Who published it did not publish these.
    let year = if matches!(weights, WeightsFrom::File(_)) { 0 } else { outline.year };
    Ok(Outline { year, untrained, own_weights, ..outline })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_meant_for_a_file_is_told_from_a_networks() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(path("v1.flowers.onnx"), "").unwrap();
        std::fs::create_dir(path("nets")).unwrap();
        let wanted = format!("no ONNX file; did you mean {}?", path("v1.flowers.onnx"));
        assert_eq!(no_file(&path("v1.flowers")), Some(wanted));
        assert_eq!(no_file(&path("nets")).unwrap(), "no ONNX file: it is a folder");
        for absent in ["absent.pt", "./absent"] {
            let wanted = "no ONNX file: there is none of this name";
            assert_eq!(no_file(absent).unwrap(), wanted, "{absent}");
        }
        for name in ["alexnet", "lenet", "", "absent.onnx", &path("v1.flowers.onnx")] {
            assert_eq!(no_file(name), None, "{name}");
        }
    }
}
