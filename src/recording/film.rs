//! A recording as a film: raw pictures go to ffmpeg's standard input, and it writes the file.

use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use yuv::{
    YuvChromaSubsampling, YuvConversionMode, YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
    rgb_to_yuv420,
};

use super::encoder::Encoder;
use super::fit::Shape;
use super::fragments::keep_whole;
use super::{Pictures, Recorded, matroska};
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::source::FfmpegWords;

/// How long ffmpeg may take to end after its last picture.
const FAREWELL: Duration = Duration::from_secs(10);

/// Holds ffmpeg's process while it runs, so that another thread can end it, whatever it waits for.
#[derive(Debug, Clone, Default)]
pub struct Leash(Arc<Mutex<Option<Child>>>);

impl Leash {
    /// Ends ffmpeg, if it runs.
    pub fn pull(&self) {
        if let Some(child) = &mut *self.held() {
            // It may have ended by itself.
            child.kill().ok();
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Child>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes all `pictures` into the film at `path`.
///
/// # Errors
/// Why ffmpeg has not made it, in its own words, and what is kept of it.
pub fn record(
    encoder: &Encoder,
    leash: &Leash,
    path: &Path,
    pictures: &mut Pictures,
) -> Result<Recorded> {
    let made = make(encoder, leash, path, pictures);
    made.map_err(|problem| {
        let kept = keep_whole(path).unwrap_or(false);
        let rest = if kept { "; what was whole by then is in" } else { "" };
        Error::Recording { problem: format!("{problem}{rest}"), path: path.to_owned() }
    })
}

/// The same, but where it fails nothing is left of the film.
///
/// # Errors
/// Why ffmpeg has not made it, in its own words.
pub fn record_whole(
    encoder: &Encoder,
    leash: &Leash,
    path: &Path,
    pictures: &mut Pictures,
) -> Result<Recorded> {
    let made = make(encoder, leash, path, pictures);
    made.map_err(|problem| {
        // It may not even have been begun.
        std::fs::remove_file(path).ok();
        Error::Recording { problem, path: path.to_owned() }
    })
}

fn make(
    encoder: &Encoder,
    leash: &Leash,
    path: &Path,
    pictures: &mut Pictures,
) -> Result<Recorded, String> {
    let Some(mut fit) = pictures.fit(Shape::Even) else {
        return Err("it ended before the first picture".into());
    };
    let mut command = encoder.command(path);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    // A Ctrl-C is for us; ffmpeg ends when its pictures do, also where we are killed.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(|error| format!("ffmpeg cannot be run: {error}"))?;
    let (stdin, stderr) = (child.stdin.take(), child.stderr.take());
    *leash.held() = Some(child);
    // From here on it is ended, and reaped, whatever happens.
    let ending = Ending { leash, words: stderr.map(listen).transpose()? };
    let mut stdin = stdin.ok_or("ffmpeg takes no pictures")?;

    let (mut picture, mut planes) = (Picture::default(), Planes::new(fit.size));
    let mut newest = None;
    let mut write = |newest: &mut Option<u64>| -> std::io::Result<()> {
        stdin.write_all(&matroska::head(fit.size))?;
        while let Some(at) = pictures.next(&mut fit, &mut picture).map_err(std::io::Error::other)? {
            // No two pictures at one time: the earlier would be lost.
            let at = (at.as_millis() as u64).max(newest.map_or(0, |before| before + 1));
            *newest = Some(at);
            let parts = planes.fill(&picture).map_err(std::io::Error::other)?;
            stdin.write_all(&matroska::before(at, parts.iter().map(|part| part.len()).sum()))?;
            parts.into_iter().try_for_each(|part| stdin.write_all(part))?;
        }
        Ok(())
    };
    let written = write(&mut newest);
    drop(stdin);
    let ended = ending.wait();
    match (written, ended) {
        (Ok(()), Ok(())) => {}
        (_, Err(reason)) => return Err(reason),
        (Err(error), Ok(())) => return Err(format!("ffmpeg takes no more pictures: {error}")),
    }
    let shown = pictures.shown();
    Ok(Recorded { path: path.to_owned(), length: pictures.end(), kept: shown, shown })
}

/// The colours that films are in.
struct Planes(YuvPlanarImageMut<'static, u8>);

impl Planes {
    fn new(size: crate::geometry::Size) -> Self {
        let (width, height) = (size.width as u32, size.height as u32);
        Self(YuvPlanarImageMut::alloc(width, height, YuvChromaSubsampling::Yuv420))
    }

    /// Brightness, blue, red.
    fn fill(&mut self, picture: &Picture) -> Result<[&[u8]; 3], yuv::YuvError> {
        let (range, matrix) = (YuvRange::Limited, YuvStandardMatrix::Bt709);
        let stride = picture.size.width as u32 * 3;
        let mode = YuvConversionMode::Balanced;
        rgb_to_yuv420(&mut self.0, &picture.rgb, stride, range, matrix, mode)?;
        let Self(planes) = self;
        Ok([planes.y_plane.borrow(), planes.u_plane.borrow(), planes.v_plane.borrow()])
    }
}

/// Keeps what ffmpeg says.
fn listen(stderr: ChildStderr) -> Result<JoinHandle<FfmpegWords>, String> {
    let hear = move || {
        let (mut reader, mut words) = (BufReader::new(stderr), FfmpegWords::default());
        while let Some(line) = FfmpegWords::line(&mut reader) {
            words.hear(&line);
        }
        words
    };
    let started = thread::Builder::new().name("ffmpeg words".into()).spawn(hear);
    started.map_err(|error| format!("cannot start a thread for ffmpeg: {error}"))
}

/// The end of ffmpeg, by itself or not.
struct Ending<'a> {
    leash: &'a Leash,
    words: Option<JoinHandle<FfmpegWords>>,
}

impl Ending<'_> {
    /// Waits for it after its last picture.
    ///
    /// # Errors
    /// Why it failed, in its words.
    fn wait(mut self) -> Result<(), String> {
        let begun = Instant::now();
        let status = loop {
            let status = self.leash.held().as_mut().map(Child::try_wait).transpose();
            match status.map(Option::flatten) {
                Ok(Some(status)) => break status,
                Ok(None) if begun.elapsed() < FAREWELL => thread::sleep(Duration::from_millis(2)),
                Ok(None) => return Err("ffmpeg does not end".into()),
                Err(error) => return Err(format!("cannot wait for ffmpeg: {error}")),
            }
        };
        let words = self.words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        if status.success() {
            return Ok(());
        }
        Err(words.complaint().unwrap_or_else(|| format!("ffmpeg ended: {status}")))
    }
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        if let Some(mut child) = self.leash.held().take() {
            // It may have ended by itself.
            child.kill().ok();
            child.wait().ok();
        }
    }
}
