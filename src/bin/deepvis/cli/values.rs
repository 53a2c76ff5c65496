//! The parsers of options' values: keys to press, names of networks, the name of a PNG.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use deepvis::config;
use deepvis::control::script;
use deepvis::network::manifest::Manifest;
use deepvis::network::named;
use deepvis::screen::KeyPress;
use deepvis::screen::script::Step;

/// clap takes a bare `Vec` for an argument that may be repeated.
pub type Steps = Arc<[Step]>;
/// As [`Steps`].
pub type Keys = Arc<[KeyPress]>;
/// As [`Steps`].
pub type Files = Arc<[PathBuf]>;

/// Paths of ONNX files, with commas between.
pub(super) fn files(text: &str) -> Result<Files, String> {
    config::files(text).map(Files::from)
}

pub(super) fn steps(text: &str) -> Result<Steps, String> {
    script::parse(&itself_or_file(text)?).map(Steps::from)
}

pub(super) fn keys(text: &str) -> Result<Keys, String> {
    script::keys(&itself_or_file(text)?).map(Keys::from)
}

/// Entries, or what the file of this name has of them.
fn itself_or_file(text: &str) -> Result<Cow<'_, str>, String> {
    let path = Path::new(text);
    if !path.is_file() {
        return Ok(text.into());
    }
    let words = std::fs::read_to_string(path);
    words.map(Cow::from).map_err(|error| format!("cannot read it: {error}"))
}

pub(super) fn default_network() -> String {
    Manifest::built_in().map(|manifest| manifest.default).unwrap_or_default()
}

/// A name of the manifest, or an ONNX file; anything else is wrong usage.
#[derive(Clone)]
pub(super) struct Networks(PossibleValuesParser);

impl TypedValueParser for Networks {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        option: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        if let Some(name) = value.to_str().filter(|name| named::is_file(name)) {
            return Ok(name.to_owned());
        }
        // The list of the zoo's names is no help to who meant a file.
        if let Some(problem) = value.to_str().and_then(named::no_file) {
            let refused =
                StringValueParser::new().try_map(move |_| Err::<String, _>(problem.clone()));
            return refused.parse_ref(command, option, value);
        }
        self.0.parse_ref(command, option, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

pub(super) fn networks() -> Networks {
    let networks = Manifest::built_in().map(|manifest| manifest.networks).unwrap_or_default();
    Networks(networks.into_iter().map(|spec| spec.name).collect::<Vec<_>>().into())
}

pub(super) fn map_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let is = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if is("png") || is("json") {
        return Ok(path);
    }
    Err("the map is a PNG or JSON: its name must end in .png or .json".into())
}

pub(super) fn png(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let is_png = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
    if is_png { Ok(path) } else { Err("the picture is a PNG: its name must end in .png".into()) }
}
