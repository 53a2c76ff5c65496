//! A network stream as a source of frames, opened by an installed ffmpeg.
//!
//! It is live, as a camera is; or a clip, where it says how long it is.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::clip::Clip;
use super::ffmpeg::{Ending, Ffmpeg, Input};
use super::film::Film;
use super::y4m::Header;
use super::{Interrupt, Shot, Source};

/// From opening to the first picture.
const START: Duration = Duration::from_secs(10);
/// A stream that has delivered is lost after so long without a picture.
const PATIENCE: Duration = Duration::from_secs(5);
/// How an address begins that can be opened.
const SCHEMES: [&str; 9] = ["rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "udp", "rtp"];

/// True for what is an address and not a file's name.
pub(super) fn is_address(text: &str) -> bool {
    text.split_once("://")
        .is_some_and(|(scheme, _)| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// The address as it may be shown: without a name and password.
pub(super) fn shown(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    format!("{scheme}://{}", &rest[secret(address).len()..])
}

/// Name and password in an address, with the @ behind them; empty where there are none.
fn secret(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else { return "" };
    let host = rest.split('/').next().unwrap_or_default();
    &host[..host.rfind('@').map_or(0, |at| at + 1)]
}

/// A live stream.
struct Stream {
    name: Arc<str>,
    description: String,
    ffmpeg: Ffmpeg,
    /// When the first picture that was taken had come.
    first: Option<Instant>,
}

/// Opens an address with `program` and waits for the stream to begin.
///
/// # Errors
/// [`Error::Source`] where ffmpeg is not installed, or with its reason.
pub(super) fn open(
    program: &OsStr,
    address: &str,
    interrupt: &Interrupt,
) -> Result<Box<dyn Source>> {
    let scheme = address.split("://").next().unwrap_or_default().to_ascii_lowercase();
    let files = scheme.starts_with("http");
    let options: &[&str] = match &*scheme {
        // Over UDP, pictures would arrive in pieces.
        "rtsp" | "rtsps" => &["-rtsp_transport", "tcp", "-fflags", "nobuffer"],
        // What is no live stream must not come faster than it plays.
        "http" | "https" => &["-re"],
        _ => &["-fflags", "nobuffer"],
    };
    let options = options.iter().map(OsString::from).collect();
    let mut input = Input { options, address: address.into(), live: true };
    let (ffmpeg, header) = begin(program, &input, interrupt)?;
    if files && ffmpeg.length().is_some() {
        drop(ffmpeg);
        // Capture paces it.
        (input.options, input.live) = (Vec::new(), false);
        let (ffmpeg, header) = begin(program, &input, interrupt)?;
        let film = Film::begun(program, input, ffmpeg, header, interrupt);
        return Ok(Box::new(Clip::new(Path::new(&shown(address)), film)));
    }
    let name = shown(address);
    let description = format!("{name} ({})", header.describe());
    Ok(Box::new(Stream { name: name.into(), description, ffmpeg, first: None }))
}

fn begin(program: &OsStr, input: &Input, interrupt: &Interrupt) -> Result<(Ffmpeg, Header)> {
    let address = input.address.to_string_lossy();
    let error = |reason: &str| {
        // With its own name first, and its secrets in it; other addresses on the same host may have
        // them too.
        let reason = reason.replace(&format!("{address}: "), "").replace(secret(&address), "");
        Error::Source(format!("{} does not deliver: {reason}", shown(&address)))
    };
    let mut ffmpeg = Ffmpeg::start(program, input, interrupt).map_err(|reason| error(&reason))?;
    match ffmpeg.header(START) {
        Ok(header) => Ok((ffmpeg, header)),
        Err(ending) => Err(error(&ffmpeg.reason(ending, START))),
    }
}

impl Source for Stream {
    fn next(&mut self, spare: Picture) -> Result<Shot> {
        let decoded = self.ffmpeg.picture(spare, PATIENCE).map_err(|ending| {
            let reason = match ending {
                Ending::Over => {
                    self.ffmpeg.farewell().err().unwrap_or_else(|| "it has ended".to_owned())
                }
                other => self.ffmpeg.reason(other, PATIENCE),
            };
            Error::Source(format!("{} is lost: {reason}", self.name))
        })?;
        let new_scene = self.first.is_none();
        let first = *self.first.get_or_insert(decoded.captured);
        Ok(Shot {
            picture: decoded.picture,
            new_scene,
            at: decoded.captured.duration_since(first),
            captured: decoded.captured,
            name: Arc::clone(&self.name),
            repeat: false,
        })
    }

    fn is_live(&self) -> bool {
        true
    }

    fn faces_the_viewer(&self) -> bool {
        false
    }

    fn describe(&self) -> String {
        self.description.clone()
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn open_fake(address: &str) -> Result<Box<dyn Source>> {
        let fake = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fake_ffmpeg/ffmpeg");
        open(fake.as_os_str(), address, &Interrupt::default())
    }

    #[test]
    fn what_cannot_be_opened_is_one_line_without_the_password() {
        let error = open_fake("rtsp://me:secret@door.example/fails").err().unwrap().to_string();
        assert_eq!(
            error,
            "rtsp://door.example/fails does not deliver: ffmpeg says: Invalid data found when processing input"
        );
        let nowhere = OsStr::new("/no/such/ffmpeg");
        let error = open(nowhere, "rtsp://me:secret@door.example/1", &Interrupt::default());
        let error = error.err().unwrap().to_string();
        assert!(error.contains("apt-get install ffmpeg") && !error.contains("secret"), "{error}");
    }

    #[test]
    fn a_stream_is_live_cannot_be_stepped_through_and_says_when_it_is_lost() {
        let mut stream = open_fake("udp://a").unwrap();
        assert_eq!(stream.describe(), "udp://a (1x1, 2 fps)");
        assert!(stream.is_live() && !stream.faces_the_viewer() && !stream.step(1));
        let shot = stream.next(Picture::default()).unwrap();
        assert!(shot.new_scene && shot.at.is_zero() && &*shot.name == "udp://a");
        let error = stream.next(Picture::default()).unwrap_err().to_string();
        assert_eq!(error, "udp://a is lost: it has ended");
    }

    #[test]
    fn an_address_that_says_how_long_it_is_is_a_clip() {
        let mut clip = open_fake("http://a.example/clip.mp4").unwrap();
        assert_eq!(clip.describe(), "http://a.example/clip.mp4 (1x1, 2 fps)");
        assert!(!clip.is_live() && clip.step(1) && clip.step(-1));
        let scenes = (0..3).map(|_| clip.next(Picture::default()).unwrap().new_scene);
        assert_eq!(scenes.collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn of_a_live_stream_the_newest_picture_wins() {
        // The last of three has come after a while: on a busy machine after a longer one. In a
        // queue it is never the next.
        let is_newest = |wait| {
            let mut stream = open_fake("http://a.example/live").unwrap();
            assert!(stream.is_live());
            std::thread::sleep(Duration::from_millis(wait));
            stream.next(Picture::default()).unwrap().picture.rgb[0] == b'z'
        };
        assert!([300, 1000, 5000, 30_000].into_iter().any(is_newest));
    }
}
