//! An installed ffmpeg as an encoder: which codecs it has, and its command line.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

/// What ffmpeg is called, on the PATH.
pub const PROGRAM: &str = crate::source::FFMPEG;

/// The kinds of film, the best first, as ffmpeg calls their encoders, with how each is told to be
/// fast enough for a camera. `fps` does not change a picture's time: x264 would take 1000 of them a
/// second, one each millisecond, for the film's rate, and mark it as too much for a telephone.
const KINDS: [&[&str]; 3] = [
    &[
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-crf",
        "20",
        "-x264-params",
        "fps=60",
    ],
    &["libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "30", "-b:v", "0"],
    &["mpeg4", "-q:v", "3"],
];

/// Pieces of a second that each can be played without what comes after: whatever ends the
/// recording, the rest is good.
const FRAGMENTS: [&str; 4] =
    ["-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "1000000"];

/// An ffmpeg that can make a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoder {
    program: OsString,
    kind: &'static [&'static str],
    /// The option for keeping every picture at its time; its name has changed.
    every_picture: &'static str,
}

impl Encoder {
    /// Asks `program` what it can do.
    ///
    /// # Errors
    /// Why it makes no films, in a few words.
    pub fn find(program: &OsStr) -> Result<Self, String> {
        let ask = |question: &[&str]| {
            let mut command = Command::new(program);
            command.arg("-hide_banner").args(question).stdin(Stdio::null());
            command.output().map(|answer| String::from_utf8_lossy(&answer.stdout).into_owned())
        };
        let encoders = ask(&["-encoders"]).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "ffmpeg is not installed".to_owned(),
            _ => format!("ffmpeg cannot be run: {error}"),
        })?;
        // " V....D libx264              libx264 H.264 / AVC …"
        let has = |name| encoders.lines().any(|line| line.split_whitespace().nth(1) == Some(name));
        let kind = KINDS.into_iter().find(|kind| has(kind[0]));
        let kind = kind.ok_or("this ffmpeg can make no film")?;
        let modern = ask(&["-h", "long"]).is_ok_and(|help| help.contains("-fps_mode"));
        let every_picture = if modern { "-fps_mode" } else { "-vsync" };
        Ok(Self { program: program.to_owned(), kind, every_picture })
    }

    /// The command that turns raw pictures at its standard input into this film.
    pub(super) fn command(&self, film: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["-hide_banner", "-nostats", "-loglevel", "level+info", "-n"]);
        // It need not look at pictures ahead to find out how many there are in a second.
        command.args(["-f", "matroska", "-fpsprobesize", "0", "-i", "pipe:0", "-map", "0:V:0"]);
        command.args([self.every_picture, "passthrough", "-enc_time_base", "1:1000"]);
        command.arg("-c:v").args(self.kind).args(["-g", "60", "-pix_fmt", "yuv420p"]);
        command.args(FRAGMENTS).args(["-f", "mp4"]);
        // The protocol keeps a name with a colon, or one that begins like an option, a name.
        let mut name = OsString::from("file:");
        name.push(film);
        command.arg(name);
        command
    }
}
