//! The manifest: what `weights/manifest.toml` says of each network's weights, built in.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::package;
use crate::resample::Cutout;

/// All networks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Manifest {
    /// Name of the network that runs where none is asked for.
    pub default: String,
    /// In the order in which `deepvis networks` lists them.
    #[serde(rename = "network")]
    pub networks: Vec<Spec>,
}

/// One network: its input, its weights' file and its class names.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Spec {
    /// As on the command line: `efficientnet_lite0`.
    pub name: String,
    /// As people write it: "EfficientNet-Lite0".
    pub title: String,
    /// Name of the safetensors file in the weights' folder.
    pub file: String,
    /// The file's length in bytes, where one is published to pin.
    pub size: Option<u64>,
    /// The file's SHA-256 in lower-case hexadecimal digits, where one is published to pin.
    pub sha256: Option<String>,
    /// Year of the paper or release in which this form of the network was published; 0 where that
    /// is not known.
    pub year: u16,
    /// Of the weights, as an SPDX identifier; empty for a person's own.
    pub licence: String,
    /// Size of the picture that the network reads, in pixels; most were trained on squares.
    #[serde(rename = "input", deserialize_with = "square")]
    pub input: Size,
    /// The shorter side of the picture before its centre is cut out, in pixels; none where all of
    /// that side is read.
    #[serde(skip)]
    pub resize: Option<i32>,
    /// Input = (pixel / 255 − mean) / std, for red, green and blue.
    pub mean: [f32; 3],
    /// See [`Self::mean`].
    pub std: [f32; 3],
    /// Name of the list of class names; empty where there is none.
    pub labels: String,
    /// A file with the class names, which goes before the list; none for a network of the zoo.
    #[serde(skip)]
    pub labels_file: Option<PathBuf>,
    /// What its logits mean.
    #[serde(skip)]
    pub answers: Answers,
    /// The ONNX file that it is; none for a network of the zoo.
    #[serde(skip)]
    pub onnx: Option<PathBuf>,
    /// Names of the files beside it that hold weights of it.
    #[serde(skip)]
    pub data: Vec<String>,
    /// True where nobody has said what its input is to be, or what its classes are called, so that
    /// the values here are those that most networks have.
    #[serde(skip)]
    pub assumed: bool,
    /// Where the weights come from.
    pub source: Origin,
}

/// What logits mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answers {
    /// One class: softmax makes probabilities of them that sum to 1.
    #[default]
    OneOf,
    /// Any number of classes at once: each has a probability of its own, its sigmoid.
    Several,
}

fn square<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Size, D::Error> {
    let side = i32::deserialize(deserializer)?;
    Ok(Size::new(side, side))
}

/// Where a network's weights come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Origin {
    /// "pypi": `scripts/setup` fetches and converts them. "torchvision": `scripts/fetch_weights`
    /// does.
    pub kind: String,
    /// Name of the original checkpoint.
    pub checkpoint: String,
}

impl Spec {
    /// The shorter side of its picture, in pixels.
    pub fn side(&self) -> i32 {
        self.input.width.min(self.input.height)
    }

    /// The part of a picture that it reads.
    pub fn cutout(&self) -> Cutout {
        Cutout { size: self.input, resize: self.resize }
    }

    /// What to do to have the weights here: "run `scripts/fetch_weights` alexnet".
    pub fn next_step(&self) -> String {
        self.next_step_in(package::folder())
    }

    /// A package comes without the scripts.
    fn next_step_in(&self, package: Option<&Path>) -> String {
        match (package, self.source.kind.as_str()) {
            (Some(folder), _) => {
                format!("put {} into {}", self.file, folder.join("weights").display())
            }
            (None, "pypi") => "run scripts/setup".into(),
            (None, _) => format!("run scripts/fetch_weights {}", self.name),
        }
    }
}

impl Manifest {
    /// The manifest that was built in.
    ///
    /// # Errors
    /// [`Error::Weights`] where it does not parse.
    pub fn built_in() -> Result<Self> {
        Self::parse(include_str!("../../weights/manifest.toml"))
            .map_err(|problem| Error::Weights { problem, path: "weights/manifest.toml".into() })
    }

    /// Parses a manifest; the error is one line.
    pub(crate) fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|error| {
            let line = error.span().map_or(1, |span| toml[..span.start].lines().count().max(1));
            format!("line {line}: {}", error.message().lines().next().unwrap_or("is malformed"))
        })
    }

    /// The network of this name.
    ///
    /// # Errors
    /// [`Error::Network`] where there is none, with the names that there are.
    pub fn network(&self, name: &str) -> Result<&Spec> {
        self.networks.iter().find(|spec| spec.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.networks.iter().map(|spec| spec.name.as_str()).collect();
            Error::Network(format!("unknown network {name}; there are {}", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{labels, zoo};

    #[test]
    fn every_network_of_the_manifest_is_in_the_zoo_and_has_labels() {
        let manifest = Manifest::built_in().unwrap();
        manifest.network(&manifest.default).unwrap();
        for spec in &manifest.networks {
            zoo::graph(&spec.name).unwrap();
            assert_eq!(labels::named(&spec.labels).unwrap().len(), 1000, "{}", spec.name);
            assert!(spec.std.iter().all(|&std| std > 0.0), "{}", spec.name);
        }
    }

    #[test]
    fn a_package_is_brought_weights_without_the_scripts() {
        let manifest = Manifest::built_in().unwrap();
        let step = |name, package: Option<&str>| {
            manifest.network(name).unwrap().next_step_in(package.map(Path::new))
        };
        assert_eq!(step("efficientnet_lite1", None), "run scripts/setup");
        assert_eq!(step("resnet18", None), "run scripts/fetch_weights resnet18");
        assert_eq!(step("resnet18", Some("/p")), "put resnet18.safetensors into /p/weights");
    }

    #[test]
    fn an_unknown_network_is_refused_with_the_names_there_are() {
        let error = Manifest::built_in().unwrap().network("lenet").unwrap_err().to_string();
        assert!(
            error.starts_with("unknown network lenet; there are efficientnet_lite0, "),
            "{error}"
        );
    }

    #[test]
    fn a_malformed_manifest_is_one_line_with_its_number() {
        let error = Manifest::parse("default = \"a\"\n\n[[network]]\nname = 3\n").unwrap_err();
        assert!(error.starts_with("line 4: "), "{error}");
        assert_eq!(error.lines().count(), 1);
    }
}
