//! The values that are settled: where each comes from, and what gives way to a stronger one.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::control::keyboard::Keyboard;
use crate::error::{Error, Result};
use crate::exhibit::{self, RoomSettings};
use crate::network::named;
use crate::source::CameraWishes;

use super::{SETTINGS, Setting, one_line};

/// Where a value comes from, the strongest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// This variable.
    Environment(&'static str),
    /// The file.
    File,
    /// Built in.
    Default,
}

/// A value that is not built in.
#[derive(Debug, Clone)]
pub struct Given {
    /// Which setting.
    pub setting: &'static Setting,
    /// As on the command line.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What file and environment settle.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file that was read.
    pub path: Option<PathBuf>,
    /// One value for a setting at most.
    pub given: Vec<Given>,
    /// The keys.
    pub keyboard: Keyboard,
    /// How every camera is to be set.
    pub camera: CameraWishes,
    /// What the rooms are told.
    pub rooms: RoomSettings,
}

impl Default for Config {
    /// Nothing is settled: the keys are as the table says.
    fn default() -> Self {
        Self {
            path: None,
            given: Vec::new(),
            keyboard: exhibit::keyboard(),
            camera: CameraWishes::default(),
            rooms: RoomSettings::default(),
        }
    }
}

impl Config {
    /// Lets the environment go before the file.
    ///
    /// # Errors
    /// [`Error::Variable`] with the variable's name.
    pub fn overlay(&mut self, variable: impl Fn(&str) -> Option<OsString>) -> Result<()> {
        for setting in SETTINGS {
            let name = setting.variable;
            let Some(value) = variable(name).filter(|value| !value.is_empty()) else { continue };
            let value = value.to_string_lossy().into_owned();
            let value = setting
                .checked(value)
                .map_err(|problem| Error::Variable { problem: one_line(&problem), name })?;
            self.overrule(setting.name, &value);
            let origin = Origin::Environment(name);
            self.given.push(Given { setting, value, origin });
        }
        Ok(())
    }

    /// Something stronger settles this: what is weaker gives way, with what only goes with it.
    pub fn overrule(&mut self, name: &str, value: &str) {
        let gives_way: &[&str] = match (name, value) {
            // Labels without weights are ImageNet's, in another language perhaps, and good for
            // every network.
            ("network", _) | ("random-weights", "true") if self.value("weights").is_some() => {
                &["weights", "labels"]
            }
            // Those of a file are of that file.
            ("network", name)
                if self.value("network").into_iter().chain([name]).any(named::is_file) =>
            {
                &["labels"]
            }
            ("weights", _) => &["random-weights", "labels"],
            _ => &[],
        };
        self.given
            .retain(|given| given.setting.name != name && !gives_way.contains(&given.setting.name));
    }

    /// What is settled for this.
    pub fn value(&self, name: &str) -> Option<&str> {
        let given = self.given.iter().find(|given| given.setting.name == name)?;
        Some(&given.value)
    }

    pub(super) fn switched(&self, name: &str) -> bool {
        self.value(name) == Some("true")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{nothing, parse};
    use super::*;

    #[test]
    fn the_environment_goes_before_the_file() {
        let text = "network = \"alexnet\"\nweights = \"a\"\nthreads = 3";
        let mut config = parse(text).unwrap();
        config.overlay(nothing).unwrap();
        assert_eq!(config.value("weights"), Some("a"));
        let only = |wanted: &'static str, value: &'static str| {
            move |name: &str| (name == wanted).then(|| OsString::from(value))
        };
        config.overlay(only("DEEPVIS_NETWORK", "vgg16")).unwrap();
        // The weights were for the other network, and the labels for the weights.
        assert_eq!((config.value("network"), config.value("weights")), (Some("vgg16"), None));
        assert_eq!(config.value("threads"), Some("3"));
        let error = config.overlay(only("DEEPVIS_KIOSK", "perhaps")).unwrap_err().to_string();
        let wanted =
            "kiosk cannot be perhaps: it is true or false: DEEPVIS_KIOSK in the environment";
        assert_eq!(error, wanted);
        let mut config = parse(text).unwrap();
        config.overlay(only("DEEPVIS_RANDOM_WEIGHTS", "false")).unwrap();
        assert_eq!(config.value("weights"), Some("a"));
    }

    #[test]
    fn labels_belong_to_their_weights_and_without_any_to_every_network() {
        let left = |text: &str, name: &str, value: &str| {
            let mut config = parse(text).unwrap();
            config.overrule(name, value);
            config.value("labels").is_some()
        };
        let own = "weights = \"a\"\nlabels = \"a.txt\"";
        assert!(left(own, "threads", "2") && left(own, "random-weights", "false"));
        assert!(!left(own, "network", "vgg16") && !left(own, "random-weights", "true"));
        assert!(!left(own, "weights", "b"));
        let translated = "labels = \"deutsch.txt\"";
        assert!(left(translated, "network", "vgg16") && left(translated, "random-weights", "true"));
        assert!(!left(translated, "weights", "b"));
        // Those of a file are of that file.
        assert!(!left(translated, "network", "mine.onnx"));
        assert!(!left("network = \"mine.onnx\"\nlabels = \"a.txt\"", "network", "vgg16"));
    }
}
