//! The particulars of an ONNX file: what its maker knows and the file does not say, from flags or
//! from `NAME.toml` beside it.

pub mod file;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use super::labels;
use super::manifest::{Answers, Manifest, Origin, Spec};
use super::onnx::Imported;
use crate::error::{Error, Result, in_one_line};
use crate::geometry::Size;

/// The side of the picture where neither the file nor anybody says it, in pixels: torchvision's.
const SIDE: i32 = 224;
/// The longest side that a picture may have, in pixels.
pub const LONGEST_SIDE: i32 = 4096;
/// torchvision's mean and deviation of ImageNet's pictures, for red, green and blue:
/// `torchvision.transforms.Normalize` in the presets of its weights.
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
/// See [`MEAN`].
const STD: [f32; 3] = [0.229, 0.224, 0.225];
/// The mean of [`MEAN`], for a picture of one channel: it is made grey after the mean is taken off,
/// which is the same as before only where that is one number.
const GREY_MEAN: f32 = 0.449;
/// As [`GREY_MEAN`], of [`STD`].
const GREY_STD: f32 = 0.226;

/// What is said of a file; none for what is left open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Particulars {
    /// What the screen calls it.
    pub title: Option<String>,
    /// Year in which it was published.
    pub year: Option<u16>,
    /// Size of the picture that it reads, in pixels.
    pub input: Option<Size>,
    /// The shorter side of the picture before its centre is cut out, in pixels.
    pub resize: Option<i32>,
    /// Input = (pixel / 255 − mean) / std, for red, green and blue.
    pub mean: Option<[f32; 3]>,
    /// See [`Self::mean`].
    pub std: Option<[f32; 3]>,
    /// What its logits mean.
    pub answers: Option<Answers>,
    /// The names of its classes.
    pub labels: Option<Names>,
}

/// Where the names of classes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// In the list of ImageNet's thousand, which is built in.
    ImageNet,
    /// In a file, one a line.
    File(PathBuf),
}

impl Particulars {
    /// True where nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What stands in `NAME.toml` and `NAME.labels.txt` beside the file `NAME.onnx`.
    ///
    /// # Errors
    /// [`Error::Config`] with the line, or [`Error::Io`].
    pub fn beside(path: &Path) -> Result<Self> {
        let toml = path.with_extension("toml");
        let mut said = if toml.is_file() { Self::read(&toml)? } else { Self::default() };
        let names = path.with_extension("labels.txt");
        if said.labels.is_none() && names.is_file() {
            said.labels = Some(Names::File(names));
        }
        Ok(said)
    }

    /// This, and what is left open as `weaker` has it.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        Self {
            title: self.title.or(weaker.title),
            year: self.year.or(weaker.year),
            input: self.input.or(weaker.input),
            resize: self.resize.or(weaker.resize),
            mean: self.mean.or(weaker.mean),
            std: self.std.or(weaker.std),
            answers: self.answers.or(weaker.answers),
            labels: self.labels.or(weaker.labels),
        }
    }

    /// Size of the picture where the file leaves it open.
    pub fn open_input(&self) -> Size {
        self.input.unwrap_or(Size::new(SIDE, SIDE))
    }

    /// The keys of a network's particulars that neither the file nor anybody says, so that they are
    /// what most networks have.
    pub fn assumed(&self, found: &Imported) -> Vec<&'static str> {
        let is_thousand = found.graph.classes() == 1000;
        let keys = [
            ("input", self.input.is_some() || found.input.is_some()),
            ("resize", self.resize.is_some()),
            ("mean", self.mean.is_some()),
            ("std", self.std.is_some()),
            ("labels", self.labels.is_some() || !is_thousand),
        ];
        keys.into_iter().filter(|(_, is_said)| !is_said).map(|(key, _)| key).collect()
    }

    /// The network in the file at `path`, of which this is said.
    ///
    /// # Errors
    /// [`Error::Onnx`] where the file says otherwise.
    pub fn spec(&self, path: &Path, found: &Imported) -> Result<Spec> {
        let wrong = |problem| Error::Onnx { problem, path: path.to_owned() };
        let input = match (found.input, self.input) {
            (Some(own), Some(asked)) if own != asked => {
                return Err(wrong(format!(
                    "an input of {} (height x width) was asked for, but the file's is {} for \
                     good; export it with that size, or leave the size out",
                    asked.high_by_wide(),
                    own.high_by_wide()
                )));
            }
            (Some(own), _) => own,
            (None, _) => self.open_input(),
        };
        let side = input.width.min(input.height);
        let resize = self.resize.unwrap_or_else(|| default_resize(side));
        if resize < side {
            return Err(wrong(format!(
                "resize {resize} is less than the input's shorter side {side}; make it {side} or \
                 more"
            )));
        }
        let answers = self.answers.unwrap_or(found.answers);
        if found.yes_or_no && answers == Answers::Several {
            return Err(wrong(
                "answers cannot be several: it has one output, which says yes or no; leave it out"
                    .into(),
            ));
        }
        let classes = found.graph.classes();
        let imagenet = labels::named(labels::IMAGENET_LIST)?.len();
        if self.labels == Some(Names::ImageNet) && imagenet != classes {
            return Err(wrong(format!(
                "labels cannot be imagenet, which are {imagenet}: it has {classes} classes"
            )));
        }
        let labels_file = match &self.labels {
            Some(Names::File(file)) => Some(file.clone()),
            Some(Names::ImageNet) | None => None,
        };
        let list = match classes {
            _ if found.yes_or_no => labels::YES_OR_NO,
            _ if classes == imagenet => labels::IMAGENET_LIST,
            _ => "",
        };
        let (mean, std) = match found.channels {
            1 => ([GREY_MEAN; 3], [GREY_STD; 3]),
            _ => (MEAN, STD),
        };
        let stem = stem(path);
        Ok(Spec {
            title: self.title.clone().unwrap_or_else(|| stem.clone()),
            name: name_of(&stem)?,
            file: in_one_line(Path::new(path.file_name().unwrap_or_default())),
            size: None,
            sha256: None,
            year: self.year.unwrap_or_default(),
            licence: String::new(),
            input,
            resize: (resize > side).then_some(resize),
            mean: self.mean.unwrap_or(mean),
            std: self.std.unwrap_or(std),
            labels: list.into(),
            labels_file,
            answers,
            onnx: Some(path.to_owned()),
            data: found.beside.iter().cloned().collect(),
            assumed: !self.assumed(found).is_empty(),
            source: Origin::default(),
        })
    }
}

/// torchvision's presets cut 224 pixels out of 256.
fn default_resize(side: i32) -> i32 {
    (f64::from(side) * 256.0 / 224.0).round() as i32
}

/// The file's name without its ending.
fn stem(path: &Path) -> String {
    in_one_line(Path::new(path.file_stem().unwrap_or_default()))
}

/// Other than those of the zoo: an export of `resnet18` may run beside that of the zoo.
fn name_of(stem: &str) -> Result<String> {
    let name = safe(stem);
    let is_taken = Manifest::built_in()?.network(&name).is_ok();
    Ok(if is_taken { format!("{name}.onnx") } else { name })
}

/// The same with nothing but what any file system takes in a name.
fn safe(stem: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let name: String = stem.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let name = name.trim_start_matches('.');
    // Longer ones do not fit into a folder's name with twelve digits behind.
    let name: String = name.chars().take(60).collect();
    if name.is_empty() { "network".into() } else { name }
}
