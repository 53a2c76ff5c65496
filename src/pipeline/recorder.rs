//! The recorder: main hands it every picture that is shown, and its thread writes them to a file.
//!
//! A recording loses no shown picture: while its queue is full, main shows nothing new.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::message::Notices;
use super::saving::free_name;
use crate::geometry::Size;
use crate::recording::{Encoder, Leash, Moment, PROGRAM, Pictures, Shown, record};

/// Pictures on their way to the file: a quarter of a second, in which ffmpeg starts.
const AHEAD: usize = 8;
/// Without a window, how long a picture stays where the frames' clock stands still: as long as one
/// of the reel.
const STILL: Duration = Duration::from_nanos(1_000_000_000 / 30);
/// Between two looks at a thread that is about to end.
const LOOK: Duration = Duration::from_millis(2);

/// One recording after the other.
#[derive(Debug)]
pub struct Recorder {
    folder: PathBuf,
    program: OsString,
    running: Option<Running>,
    /// The one before, while its file is finished.
    finishing: Option<Writer>,
}

/// A recording.
#[derive(Debug)]
struct Running {
    writer: Writer,
    moments: Sender<Moment>,
    spares: Receiver<Vec<u32>>,
    /// The clock at the newest picture, and that picture's time; none before the first.
    newest: Option<(Duration, Duration)>,
}

/// The thread, and what it may wait for.
#[derive(Debug)]
struct Writer {
    thread: JoinHandle<()>,
    leash: Leash,
}

impl Recorder {
    /// Recordings go into this folder.
    pub fn new(folder: &Path) -> Self {
        Self::with(folder, PROGRAM)
    }

    /// As [`Self::new`], through another program than ffmpeg.
    fn with(folder: &Path, program: impl Into<OsString>) -> Self {
        let (folder, program) = (folder.to_owned(), program.into());
        Self { folder, program, running: None, finishing: None }
    }

    /// Begins a recording with the next picture, or ends the one that runs. Notices name the file.
    pub fn toggle(&mut self, clock: Duration, notices: &Notices) {
        if self.running.is_some() {
            self.stop(clock);
            return;
        }
        if self.finishing.as_ref().is_some_and(|writer| !writer.thread.is_finished()) {
            notices.tell(say!("notice-recorder-busy"));
            return;
        }
        // One more for the end.
        let (moments, moments_out) = bounded(AHEAD + 1);
        let (spares_in, spares) = bounded(AHEAD);
        let leash = Leash::default();
        let task = Task {
            folder: self.folder.clone(),
            program: self.program.clone(),
            leash: leash.clone(),
            pictures: Pictures::new(moments_out, spares_in),
            notices: notices.clone(),
        };
        match thread::Builder::new().name("recorder".into()).spawn(move || task.run()) {
            Ok(thread) => {
                let writer = Writer { thread, leash };
                self.running = Some(Running { writer, moments, spares, newest: None });
            }
            Err(error) => {
                notices.tell(say!("notice-recorder-refused", error = error.to_string()));
            }
        }
    }

    /// True where the next picture can be taken; always where nothing is recorded.
    pub fn has_room(&mut self) -> bool {
        // It ends by itself where the file cannot be written.
        if self.running.as_ref().is_some_and(|running| running.writer.thread.is_finished()) {
            self.running = None;
        }
        self.running.as_ref().is_none_or(|running| running.moments.len() < AHEAD)
    }

    /// How long the recording has run; none where there is none.
    pub fn runs(&self, clock: Duration) -> Option<Duration> {
        self.running.as_ref().map(|running| running.passed(clock))
    }

    /// Takes a picture that is shown, if something is recorded. Call it where there is room.
    pub fn take(&mut self, pixels: &[u32], size: Size, clock: Duration) {
        let Some(running) = &mut self.running else { return };
        let at = match running.newest {
            Some((before, at)) if before == clock => at + STILL,
            _ => running.passed(clock),
        };
        running.newest = Some((clock, at));
        let mut copy = running.spares.try_recv().unwrap_or_default();
        copy.clear();
        copy.extend_from_slice(&pixels[..size.area()]);
        // Where the thread is gone, it has said why.
        running.moments.send(Moment::Shown(Shown { pixels: copy, size, at })).ok();
    }

    /// Ends the recording; the file is finished meanwhile.
    fn stop(&mut self, clock: Duration) {
        if let Some(running) = self.running.take() {
            let end = Moment::End(running.passed(clock));
            // Where the thread is gone, it has said why.
            running.moments.try_send(end).ok();
            self.finishing = Some(running.writer);
        }
    }

    /// Ends the recording and waits until its file is whole, but no longer than `limit`: then
    /// ffmpeg is ended, whose films can be played nevertheless.
    pub fn finish(&mut self, clock: Duration, limit: Duration) {
        self.stop(clock);
        let Some(Writer { thread, leash }) = self.finishing.take() else { return };
        let ended = |limit: Duration| {
            let begun = Instant::now();
            while !thread.is_finished() && begun.elapsed() < limit {
                thread::sleep(LOOK);
            }
            thread.is_finished()
        };
        if !ended(limit) {
            log::warn!("the recording is not finished within {limit:?}");
            leash.pull();
            if !ended(limit / 4) {
                log::warn!("the recorder thread does not answer; leaving it behind");
                return;
            }
        }
        if thread.join().is_err() {
            log::error!("the recorder thread crashed");
        }
    }
}

impl Running {
    /// The recording's own time.
    fn passed(&self, clock: Duration) -> Duration {
        self.newest.map_or(Duration::ZERO, |(before, at)| at + clock.saturating_sub(before))
    }
}

/// What the thread does.
struct Task {
    folder: PathBuf,
    program: OsString,
    leash: Leash,
    pictures: Pictures,
    notices: Notices,
}

impl Task {
    fn run(mut self) {
        let encoder = Encoder::find(&self.program);
        let path = free_name(&self.folder, if encoder.is_ok() { "mp4" } else { "gif" });
        let file = path.display().to_string();
        self.notices.tell(match &encoder {
            Ok(_) => say!("notice-recording", file = file),
            Err(why) => say!("notice-recording-half", file = file, why = why),
        });
        match record(encoder.ok().as_ref(), &self.leash, &path, &mut self.pictures) {
            Ok(recorded) => self.notices.tell(recorded.to_string()),
            Err(error) => self.notices.tell(error.to_string()),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
