//! The recording of the screen to a file: a film through an installed ffmpeg, or an animated GIF.
//!
//! A film has every picture that was shown, with its true time. A GIF, made where there is no
//! ffmpeg, has half the size and at most ten pictures a second, and lasts as long.

pub mod animation;
mod encoder;
pub mod film;
mod fit;
mod fragments;
mod matroska;
mod pictures;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use encoder::{Encoder, PROGRAM};
pub use film::Leash;
pub use fit::Shape;
pub use pictures::{Moment, Pictures, Shown};

use crate::error::Result;

#[cfg(test)]
pub use matroska::tests::read as matroska_pictures;

/// What came of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The file.
    pub path: PathBuf,
    /// From its first picture to its end.
    pub length: Duration,
    /// Pictures in the file.
    pub kept: u64,
    /// Pictures that were shown meanwhile.
    pub shown: u64,
}

/// As a notice.
impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, seconds) = (self.path.display().to_string(), self.length.as_secs_f64());
        let (seconds, kept, shown) = (format!("{seconds:.1}"), self.kept, self.shown);
        f.write_str(&if kept == shown {
            say!("notice-recorded", file = path, seconds = seconds, pictures = shown)
        } else {
            say!(
                "notice-recorded-some",
                file = path,
                seconds = seconds,
                kept = kept,
                pictures = shown
            )
        })
    }
}

/// Records until the pictures end: a film where there is an `encoder`, whose process is in the
/// `leash`.
///
/// # Errors
/// What stopped it. No half file is left: a film is kept as far as it can be played, and then the
/// error says so.
pub fn record(
    encoder: Option<&Encoder>,
    leash: &Leash,
    path: &Path,
    pictures: &mut Pictures,
) -> Result<Recorded> {
    match encoder {
        Some(encoder) => film::record(encoder, leash, path, pictures),
        None => animation::record(path, pictures),
    }
}
