//! The errors of the library, one line each: what was wrong, the values on both sides, the file.

use std::path::{Path, PathBuf};

/// What is said instead of an answer.
pub const NOT_A_NUMBER: &str = "not a number: the weights or the picture are broken";

/// Every failure that reaches the person in front of the screen, grouped by what they can do about
/// it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A picture, or a folder of pictures, that cannot be shown.
    #[error("{problem}: {}", in_one_line(path))]
    Image {
        /// What is wrong with it, with the values that do not fit.
        problem: String,
        /// The file or folder.
        path: PathBuf,
    },
    /// A source that cannot be opened or has failed: an unknown name, a camera that is busy,
    /// forbidden or silent.
    #[error("{0}")]
    Source(String),
    /// A camera that is not connected, or not any more.
    #[error("{0}")]
    Absent(String),
    /// A file of measurements that cannot be used.
    #[error("{problem}: {}", in_one_line(path))]
    Report {
        /// What is wrong with it.
        problem: String,
        /// The file.
        path: PathBuf,
    },
    /// Weights that are missing, damaged or not this network's.
    #[error("{problem}: {}", in_one_line(path))]
    Weights {
        /// What is wrong with them, naming the tensor where there is one.
        problem: String,
        /// The weights file or the manifest.
        path: PathBuf,
    },
    /// An ONNX file that cannot be read, or holds what no network here has.
    #[error("{problem}: {}", in_one_line(path))]
    Onnx {
        /// What is wrong with it, naming the operator where there is one, and what to do.
        problem: String,
        /// The file.
        path: PathBuf,
    },
    /// Class names that cannot be read, or are not those of the weights.
    #[error("{problem}: {}", path.display())]
    Labels {
        /// What is wrong with them, with the line where there is one.
        problem: String,
        /// The file.
        path: PathBuf,
    },
    /// A library of favourites and stimuli that cannot be read, or is another's.
    #[error("{problem}: {}", in_one_line(path))]
    Library {
        /// What is wrong with it, and what to do.
        problem: String,
        /// The file or folder.
        path: PathBuf,
    },
    /// A taught head that cannot be read, or is another network's.
    #[error("{problem}: {}", in_one_line(path))]
    Head {
        /// What is wrong with it.
        problem: String,
        /// The file.
        path: PathBuf,
    },
    /// A network name, layer or setting that does not exist.
    #[error("{0}")]
    Network(String),
    /// What the network computed is no answer.
    #[error("{} ({broken} of {all} logits)", NOT_A_NUMBER)]
    NotANumber {
        /// How many logits are NaN or infinite.
        broken: usize,
        /// How many there are.
        all: usize,
    },
    /// A device that is not there.
    #[error("{0}")]
    Device(String),
    /// libtorch refused an operation.
    #[error("{doing}: {}", first_line(source))]
    Torch {
        /// What was being computed, with the node's name.
        doing: String,
        /// libtorch's own error; only its first line is shown.
        source: tch::TchError,
    },
    /// No window could be opened, or it was lost.
    #[error("{0}")]
    Window(String),
    /// A file could not be read or written.
    #[error("cannot {doing}: {source}: {}", in_one_line(path))]
    Io {
        /// The verb and its object, such as "write the picture".
        doing: &'static str,
        /// The operating system's reason.
        source: std::io::Error,
        /// The file.
        path: PathBuf,
    },
    /// A recording that was not begun, or stopped by itself.
    #[error("the recording has ended: {problem}: {}", in_one_line(path))]
    Recording {
        /// What stopped it, and what is kept.
        problem: String,
        /// The file.
        path: PathBuf,
    },
    /// A configuration that cannot be followed.
    #[error("{problem}: {}:{line}", in_one_line(path))]
    Config {
        /// What is wrong, and what is meant perhaps.
        problem: String,
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The file of a tour that cannot be followed.
    #[error("{problem}: {}:{line}", in_one_line(path))]
    Tour {
        /// What is wrong, and what is meant perhaps.
        problem: String,
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A variable of the environment that cannot be followed.
    #[error("{problem}: {name} in the environment")]
    Variable {
        /// What is wrong.
        problem: String,
        /// The variable.
        name: &'static str,
    },
    /// The end was asked for meanwhile; nobody is told.
    #[error("interrupted")]
    Interrupted,
    /// A thread of DeepVis ended by a panic; this is a bug.
    #[error("the {0} thread crashed; this is a bug in DeepVis")]
    Crashed(&'static str),
}

/// A result with DeepVis' own error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A path as it is written in a line: what would break the line, or colour a terminal, is escaped.
pub fn in_one_line(path: &Path) -> String {
    let mut line = String::new();
    for letter in path.to_string_lossy().chars() {
        // Some that are no control characters turn round the line that follows them.
        let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if letter.is_control() || turns {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}

/// libtorch reports a whole C++ stack; its first line says what happened.
fn first_line(error: &tch::TchError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

impl Error {
    /// Turns libtorch's error into ours, saying what was being done:
    /// `.map_err(Error::torch("conv1"))`.
    pub fn torch(doing: impl Into<String>) -> impl FnOnce(tch::TchError) -> Self {
        let doing = doing.into();
        move |source| Self::Torch { doing, source }
    }

    /// The same with the picture that it is about, where that may be broken as well.
    pub fn about(self, picture: impl Into<PathBuf>) -> Self {
        match self {
            Self::NotANumber { .. } => {
                Self::Image { problem: self.to_string(), path: picture.into() }
            }
            other => other,
        }
    }

    /// Turns an I/O error into ours: `.map_err(Error::io("read the labels", &path))`.
    pub fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, source, path }
    }
}
