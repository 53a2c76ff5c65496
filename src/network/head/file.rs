//! A taught head as a safetensors file: what was learned, and on which network, from what pictures.

mod reading;

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{ClassMeans, TrainedHead};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::network::WeightsFrom;
use crate::network::checkpoint::{self, write_header};
use crate::network::manifest::Spec;
use crate::replace::replace;
#[cfg(feature = "fuzzing")]
pub(crate) use reading::parse;

/// What a file of this kind says in its metadata under "format".
const FORMAT: &str = "deepvis-head-1";
/// Letters of a class's name, and of every other word: at most so many.
pub const LETTERS: usize = 200;
/// So many bytes are read at most.
const LONGEST: u64 = 64 << 20;

/// A taught head, with what it was taught on.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// What it is about.
    pub about: About,
    /// Every class has a mean.
    pub means: ClassMeans,
    /// What was trained step by step on the same pictures; none where nothing was.
    pub trained: Option<TrainedHead>,
}

/// What a head says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// On which network it was taught, and how that saw the pictures.
    pub taught_on: TaughtOn,
    /// True where the pictures were mirrored, as a camera's are.
    pub mirror: bool,
    /// What the classes are called.
    pub labels: Vec<String>,
    /// How many pictures of each class it learned from.
    pub pictures: Vec<usize>,
}

/// A network with its weights, and what it makes of a picture first.
#[derive(Debug, Clone, PartialEq)]
pub struct TaughtOn {
    /// The network's name, as on the command line.
    pub network: String,
    /// The SHA-256 of its weights' file; "random" where they were made up.
    pub weights: String,
    /// The side of its picture, the greatest square in the middle, in pixels.
    pub side: i32,
    /// Input = (pixel / 255 - mean) / std, for red, green and blue.
    pub mean: [f32; 3],
    /// See [`Self::mean`].
    pub std: [f32; 3],
}

impl TaughtOn {
    /// This network with its weights.
    ///
    /// # Errors
    /// Those of [`checkpoint::identity`].
    pub fn new(spec: &Spec, weights: &WeightsFrom, interrupt: &Interrupt) -> Result<Self> {
        let weights = checkpoint::identity(spec, weights, interrupt)?;
        let (side, Spec { name, mean, std, .. }) = (spec.side(), spec);
        Ok(Self { network: name.clone(), weights, side, mean: *mean, std: *std })
    }

    /// Why a head that was taught on this cannot answer on `other`, the same network; none where it
    /// can.
    fn mismatch(&self, other: &Self) -> Option<String> {
        if self.weights != other.weights {
            let name = &self.network;
            return Some(format!("the head was taught on other weights of {name}"));
        }
        let seen = |on: &Self| (on.side, on.mean, on.std);
        (seen(self) != seen(other)).then(|| {
            let (one, other) = (self.side, other.side);
            format!("the head was taught on pictures of side {one} prepared otherwise than these of {other}")
        })
    }
}

/// What a head answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// How alike the code is to each class's mean, -1..=1.
    pub cosines: Vec<f32>,
    /// The class that it is most alike to.
    pub nearest: usize,
    /// True where it is none of these.
    pub none: bool,
}

impl Head {
    /// What the class means say of a code.
    ///
    /// # Errors
    /// [`Error::Network`] where the code is another network's.
    pub fn answer(&self, code: &[f32]) -> Result<Said> {
        let width = self.means.centre.len();
        if code.len() != width {
            let problem = format!("a head for codes of {width} values cannot read {}", code.len());
            return Err(Error::Network(problem));
        }
        let cosines = self.means.cosines(code);
        let nearest = ClassMeans::nearest(&cosines);
        let (nearest, cosine) = nearest.unwrap_or_default();
        let none = cosine < self.means.threshold;
        let cosines = cosines.into_iter().map(Option::unwrap_or_default).collect();
        Ok(Said { cosines, nearest, none })
    }

    /// Whether it can answer on this network with these weights, which need not be loaded.
    ///
    /// # Errors
    /// [`Error::Head`] where it is another's, which is named; those of [`TaughtOn::new`].
    pub fn check(
        &self,
        path: &Path,
        spec: &Spec,
        weights: &WeightsFrom,
        interrupt: &Interrupt,
    ) -> Result<()> {
        let refused = |problem| Err(Error::Head { problem, path: path.to_owned() });
        let taught_on = &self.about.taught_on;
        if taught_on.network != spec.name {
            let (taught, other) = (&taught_on.network, &spec.name);
            return refused(format!("the head was taught on {taught}, not on {other}"));
        }
        let here = TaughtOn::new(spec, weights, interrupt)?;
        taught_on.mismatch(&here).map_or(Ok(()), refused)
    }

    /// Writes it; a file that was there stays until the new one is whole.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(&self, path: &Path) -> Result<()> {
        replace(path, "write the head", |out| self.write_to(out))
    }

    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        let About { taught_on, mirror, labels, pictures } = &self.about;
        let TaughtOn { network, weights, side, mean, std } = taught_on;
        let about = [
            ("format", FORMAT.to_owned()),
            ("deepvis", env!("CARGO_PKG_VERSION").to_owned()),
            ("network", network.clone()),
            ("weights", weights.clone()),
            ("crop", CROP.to_owned()),
            ("mirror", mirror.to_string()),
            ("side", side.to_string()),
            ("mean", serde_json::to_string(mean)?),
            ("std", serde_json::to_string(std)?),
            ("labels", serde_json::to_string(labels)?),
            ("pictures", serde_json::to_string(pictures)?),
        ];
        let (classes, width) = (labels.len(), self.means.centre.len());
        let means: Vec<f32> = self.means.means.iter().flatten().flatten().copied().collect();
        let threshold = [self.means.threshold];
        let mut tensors: Vec<(&str, Vec<usize>, &[f32])> = vec![
            ("means", vec![classes, width], &means),
            ("centre", vec![width], &self.means.centre),
            ("threshold", vec![1], &threshold),
        ];
        if let Some(trained) = &self.trained {
            let mut inputs = width;
            if let Some(hidden) = &trained.hidden {
                tensors.push(("hidden.weight", vec![hidden.bias.len(), width], &hidden.weights));
                tensors.push(("hidden.bias", vec![hidden.bias.len()], &hidden.bias));
                inputs = hidden.bias.len();
            }
            tensors.push(("output.weight", vec![classes, inputs], &trained.output.weights));
            tensors.push(("output.bias", vec![classes], &trained.output.bias));
        }
        let shapes = tensors.iter().map(|(name, shape, _)| (*name, shape.clone()));
        write_header(shapes, &about, out)?;
        for (_, _, values) in tensors {
            let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            out.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Reads one.
    ///
    /// # Errors
    /// [`Error::Io`]; [`Error::Head`] where it is none, or not whole.
    pub fn read(path: &Path) -> Result<Self> {
        let failed = || Error::io("read the head", path);
        let broken = |problem: String| Error::Head { problem, path: path.to_owned() };
        if !fs::metadata(path).map_err(failed())?.is_file() {
            return Err(broken("not a file".into()));
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(failed())?;
        file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed())?;
        if bytes.len() as u64 > LONGEST {
            return Err(broken(format!("more than {LONGEST} bytes are too many for a head")));
        }
        reading::parse(&bytes).map_err(broken)
    }
}

/// The only way in which pictures are cut.
const CROP: &str = "centre square";

#[cfg(test)]
mod tests;
