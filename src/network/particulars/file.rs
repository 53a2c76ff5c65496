//! `NAME.toml` beside an ONNX file: read with the line of every mistake, and written for editing.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, absolute};

use toml::de::{DeTable, DeValue};

use super::{LONGEST_SIDE, Names, Particulars};
use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::nearest::nearest;
use crate::network::labels;
use crate::network::manifest::{Answers, Spec};

/// Bytes of such a file; a device may never end.
const LONGEST: u64 = 1 << 16;
/// Letters of a title: longer ones fit on no screen.
const LETTERS: usize = 80;
/// What ImageNet's list is called.
const IMAGENET: &str = "imagenet";

/// What can be said, in the order of the file.
const KEYS: [&str; 8] = ["title", "year", "input", "resize", "mean", "std", "answers", "labels"];

impl Particulars {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Error::Config`] with the line, or [`Error::Io`].
    pub fn read(path: &Path) -> Result<Self> {
        let mut text = String::new();
        let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        let doing = Error::io("read what is said of the network", path);
        match read {
            Ok(length) if length as u64 == LONGEST => {
                Err(doing(io::Error::other(format!("it has more than {LONGEST} bytes"))))
            }
            Ok(_) => Self::parse(&text, path.parent().unwrap_or(Path::new("")))
                .map_err(|(line, problem)| Error::Config { problem, path: path.to_owned(), line }),
            Err(error) => Err(doing(error)),
        }
    }

    /// Takes in what stands in a file in `folder`.
    ///
    /// # Errors
    /// The line, from 1, and what is wrong there.
    pub(crate) fn parse(text: &str, folder: &Path) -> Result<Self, (usize, String)> {
        // What ends too early is told with the last line that is there.
        let written = text.trim_end_matches('\n');
        let line = |at: usize| written.get(..at).unwrap_or(written).matches('\n').count() + 1;
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let problem = error.message().lines().next().unwrap_or_default();
            (line(at), format!("this is no TOML: {problem}"))
        })?;
        let mut said = Self::default();
        for (name, value) in table.get_ref() {
            let at = line(name.span().start);
            said.take(name.get_ref(), value.get_ref(), folder)
                .map_err(|problem| (at, problem.replace(char::is_control, " ")))?;
        }
        Ok(said)
    }

    fn take(&mut self, name: &str, value: &DeValue<'_>, folder: &Path) -> Result<(), String> {
        match name {
            "title" => self.title = Some(title(value)?),
            "year" => self.year = Some(year(value)?),
            "input" => self.input = Some(input(value)?),
            "resize" => self.resize = Some(side("resize", value)?),
            "mean" => self.mean = Some(mean(&numbers("mean", value)?)?),
            "std" => self.std = Some(std(&numbers("std", value)?)?),
            "answers" => self.answers = Some(answers(value)?),
            "labels" => self.labels = Some(names(value, folder)?),
            _ => {
                return Err(match nearest(name, KEYS) {
                    Some(near) => format!("unknown key {name}; did you mean {near}?"),
                    None => format!("unknown key {name}; there are {}", KEYS.join(", ")),
                });
            }
        }
        Ok(())
    }
}

/// Reads a size as on the command line: "224", or "240x320", height first as in PyTorch.
///
/// # Errors
/// What a size is.
pub fn input_of(text: &str) -> Result<Size, String> {
    let side = |text: &str| {
        let side = text.trim().parse().ok();
        side.filter(|side| (1..=LONGEST_SIDE).contains(side))
    };
    let (height, width) = text.split_once('x').unwrap_or((text, text));
    let size = side(height).zip(side(width)).map(|(height, width)| Size::new(width, height));
    size.ok_or_else(|| {
        format!("it is a side such as 224, or HEIGHTxWIDTH, each from 1 to {LONGEST_SIDE}")
    })
}

/// Reads a mean as on the command line: "0.5", or three numbers with commas between.
///
/// # Errors
/// What it is.
pub fn mean_of(text: &str) -> Result<[f32; 3], String> {
    mean(&split(text)?)
}

/// Reads a standard deviation as on the command line: "0.5", or three numbers with commas between.
///
/// # Errors
/// What it is.
pub fn std_of(text: &str) -> Result<[f32; 3], String> {
    std(&split(text)?)
}

fn split(text: &str) -> Result<Vec<f64>, String> {
    let number = |part: &str| part.trim().parse().ok();
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    numbers.ok_or_else(|| "it is one number or three".into())
}

/// One number is that of all three colours.
fn three(numbers: &[f64]) -> Option<[f32; 3]> {
    let three = match *numbers {
        [one] => [one; 3],
        [red, green, blue] => [red, green, blue],
        _ => return None,
    };
    // In units of the pixels' whole range; what is larger was meant for pixels from 0 to 255.
    three.iter().all(|value| value.abs() <= 100.0).then_some(three.map(|value| value as f32))
}

fn mean(numbers: &[f64]) -> Result<[f32; 3], String> {
    three(numbers).ok_or_else(|| {
        "the mean is one number or three, of pixels from 0 to 1: divide by 255 what is of pixels \
         up to 255"
            .into()
    })
}

fn std(numbers: &[f64]) -> Result<[f32; 3], String> {
    let above = three(numbers).filter(|three| three.iter().all(|&value| value >= 1e-6));
    above.ok_or_else(|| {
        "std is one number above 0 or three, of pixels from 0 to 1: divide by 255 what is of \
         pixels up to 255"
            .into()
    })
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        DeValue::Float(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

fn numbers(name: &str, value: &DeValue<'_>) -> Result<Vec<f64>, String> {
    let list = match value {
        DeValue::Array(list) => list.iter().map(|value| number(value.get_ref())).collect(),
        one => number(one).map(|one| vec![one]),
    };
    list.ok_or_else(|| format!("{name} is a number, or three such as [0.5, 0.5, 0.5]"))
}

fn side(name: &str, value: &DeValue<'_>) -> Result<i32, String> {
    let side = number(value).filter(|side| (1.0..=f64::from(LONGEST_SIDE)).contains(side));
    let whole = side.filter(|side| side.fract() == 0.0).map(|side| side as i32);
    whole.ok_or_else(|| format!("{name} is a whole number of pixels from 1 to {LONGEST_SIDE}"))
}

fn input(value: &DeValue<'_>) -> Result<Size, String> {
    let DeValue::Array(list) = value else {
        let side = side("input", value)?;
        return Ok(Size::new(side, side));
    };
    let sides: Vec<i32> =
        list.iter().map(|value| side("input", value.get_ref())).collect::<Result<_, _>>()?;
    match sides[..] {
        [height, width] => Ok(Size::new(width, height)),
        _ => Err("input is a side such as 224, or [height, width]".into()),
    }
}

fn year(value: &DeValue<'_>) -> Result<u16, String> {
    let year = number(value).filter(|year| (1940.0..=2999.0).contains(year) && year.fract() == 0.0);
    year.map(|year| year as u16).ok_or_else(|| "year is a number such as 2020".into())
}

fn text<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn title(value: &DeValue<'_>) -> Result<String, String> {
    let title = text(value).map(|text| text.replace(char::is_control, " "));
    let title = title.filter(|title| title.chars().count() <= LETTERS);
    title.ok_or_else(|| format!("title is a text in quotes, of at most {LETTERS} letters"))
}

fn answers(value: &DeValue<'_>) -> Result<Answers, String> {
    match text(value) {
        Some("one-of") => Ok(Answers::OneOf),
        Some("several") => Ok(Answers::Several),
        _ => Err("answers is \"one-of\" or \"several\"".into()),
    }
}

fn names(value: &DeValue<'_>, folder: &Path) -> Result<Names, String> {
    match text(value) {
        Some(IMAGENET) => Ok(Names::ImageNet),
        Some(file) => Ok(Names::File(folder.join(file))),
        None => Err(format!("labels is a file in quotes, or \"{IMAGENET}\"")),
    }
}

/// `NAME.toml` for a network, with what each line means: what [`Particulars::read`] makes of it is
/// what the network has now. The keys of which [`Particulars::assumed`] tells are comments, so that
/// they stay assumed until somebody looks at them. `channels` are those of the file's picture.
pub fn written(spec: &Spec, assumed: &[&str], channels: i64) -> String {
    let mut toml = String::new();
    let line = |key: &str, value: &str| {
        if assumed.contains(&key) {
            format!("# {key} = {value}   # assumed; take the # away once it is right")
        } else {
            format!("{key} = {value}")
        }
    };
    let mut put = |comment: &str, line: &str| {
        for comment in comment.lines() {
            toml.extend(["# ", comment, "\n"]);
        }
        toml.extend([line, "\n\n"]);
    };
    let quoted = |text: &str| toml::Value::from(text).to_string();
    put("What the screen calls it.", &format!("title = {}", quoted(&spec.title)));
    let year =
        if spec.year == 0 { "# year = 2020".into() } else { format!("year = {}", spec.year) };
    put("The year in which it was published; not shown where it is left out.", &year);
    let Size { width, height } = spec.input;
    let input = if width == height { width.to_string() } else { format!("[{height}, {width}]") };
    put(
        "The side of the picture that it reads, in pixels, or [height, width].",
        &line("input", &input),
    );
    put(
        "The shorter side of the picture before its centre is cut out, in pixels.",
        &line("resize", &spec.resize.unwrap_or(spec.side()).to_string()),
    );
    let [mean, std] = [("mean", spec.mean), ("std", spec.std)]
        .map(|(key, values)| line(key, &in_brackets(values)));
    let colours = match channels {
        1 => "the grey picture: each should be one number",
        _ => "red, green and blue",
    };
    put(
        &format!("It computes with (pixel / 255 - mean) / std, for {colours}."),
        &format!("{mean}\n{std}"),
    );
    let answers = match spec.answers {
        Answers::OneOf => "one-of",
        Answers::Several => "several",
    };
    put(
        "\"one-of\": one class, with probabilities that sum to 1; \"several\": any number at once.",
        &format!("answers = \"{answers}\""),
    );
    let labels = match &spec.labels_file {
        Some(file) => format!("labels = {}", quoted(&from_beside(file, spec))),
        None if spec.labels == labels::IMAGENET_LIST => line("labels", &format!("\"{IMAGENET}\"")),
        None => "# labels = \"names.txt\"".into(),
    };
    put(
        "A file with the names of its classes, one a line; \"imagenet\" for ImageNet's thousand.",
        &labels,
    );
    toml.truncate(toml.trim_end().len());
    toml.push('\n');
    toml
}

/// A path as it is read in the folder of the network's file.
fn from_beside(path: &Path, spec: &Spec) -> String {
    let folder = spec.onnx.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let inner = path.strip_prefix(folder).map(Path::to_owned);
    let path = inner.or_else(|_| absolute(path)).unwrap_or_else(|_| path.to_owned());
    path.to_string_lossy().into_owned()
}

fn in_brackets(values: [f32; 3]) -> String {
    let [red, green, blue] = values.map(|value| value.to_string());
    if red == green && green == blue { red } else { format!("[{red}, {green}, {blue}]") }
}
