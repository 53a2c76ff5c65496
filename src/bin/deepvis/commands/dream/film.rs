//! The file or folder that dreamt pictures go into, one after the other.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use deepvis::Error;
use deepvis::error::Result;
use deepvis::frame::Picture;
use deepvis::recording::{
    Encoder, Leash, Moment, PROGRAM, Pictures, Shape, Shown, animation, film,
};

use crate::cli::{Dream, OutKind};
use crate::commands::stimulus::save;

/// Pictures on their way to the file.
const AHEAD: usize = 8;

/// A film that is there when it is whole, or PNGs.
pub enum Film {
    Recording(Recording),
    Folder { folder: PathBuf, pictures: usize },
}

/// A thread that writes beside the film's place.
pub struct Recording {
    thread: Option<JoinHandle<Result<()>>>,
    moments: Option<Sender<Moment>>,
    spares: Receiver<Vec<u32>>,
    leash: Leash,
    part: PathBuf,
    out: PathBuf,
}

impl Film {
    /// # Errors
    /// Where the folder cannot be made, or there is no ffmpeg for a film.
    pub fn begin(arguments: &Dream) -> Result<Self> {
        let out = &arguments.out;
        match arguments.out_kind() {
            OutKind::Folder => {
                fs::create_dir_all(out).map_err(Error::io("make the folder", out))?;
                Ok(Self::Folder { folder: out.clone(), pictures: 0 })
            }
            OutKind::Mp4 => {
                let refused = |why| {
                    let problem = format!("{why}, which makes films; a .gif needs none");
                    Error::Image { problem, path: out.clone() }
                };
                let encoder = Encoder::find(OsStr::new(PROGRAM)).map_err(refused)?;
                Recording::begin(out, Some(encoder)).map(Self::Recording)
            }
            OutKind::Gif | OutKind::Png => Recording::begin(out, None).map(Self::Recording),
        }
    }

    /// The next picture, which is seen from then on.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn add(&mut self, picture: &Picture, at: Duration) -> Result<()> {
        match self {
            Self::Folder { folder, pictures } => {
                *pictures += 1;
                save(&folder.join(format!("{pictures:06}.png")), picture)
            }
            Self::Recording(recording) => recording.add(picture, at),
        }
    }

    /// The film ends then.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn finish(self, end: Duration) -> Result<()> {
        match self {
            Self::Folder { .. } => Ok(()),
            Self::Recording(recording) => recording.finish(end),
        }
    }
}

impl Recording {
    fn begin(out: &Path, encoder: Option<Encoder>) -> Result<Self> {
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let part = out.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let (moments, moments_out) = bounded(AHEAD);
        let (spares_in, spares) = bounded(AHEAD);
        let leash = Leash::default();
        let (file, own_leash) = (part.clone(), leash.clone());
        let write = move || {
            let mut pictures = Pictures::new(moments_out, spares_in);
            let recorded = match &encoder {
                Some(encoder) => film::record_whole(encoder, &own_leash, &file, &mut pictures),
                None => animation::record_in(Shape::Whole, &file, &mut pictures),
            };
            recorded.map(drop)
        };
        let thread = thread::Builder::new().name("film".into()).spawn(write);
        let thread = thread.map_err(Error::io("start a thread for the film", out))?;
        let (thread, moments, out) = (Some(thread), Some(moments), out.to_owned());
        Ok(Self { thread, moments, spares, leash, part, out })
    }

    fn add(&mut self, picture: &Picture, at: Duration) -> Result<()> {
        let mut pixels = self.spares.try_recv().unwrap_or_default();
        pixels.clear();
        let word = |rgb: &[u8]| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]]);
        pixels.extend(picture.rgb.chunks_exact(3).map(word));
        let shown = Shown { pixels, size: picture.size, at };
        let sent = self.moments.as_ref().map(|moments| moments.send(Moment::Shown(shown)));
        if matches!(sent, Some(Ok(()))) { Ok(()) } else { self.join() }
    }

    fn finish(mut self, end: Duration) -> Result<()> {
        if let Some(moments) = self.moments.take() {
            // Where the thread is gone, it says why.
            moments.send(Moment::End(end)).ok();
        }
        self.join()?;
        let written = Error::io("write the film", &self.out);
        let synced = fs::File::open(&self.part).and_then(|file| file.sync_all());
        synced.and_then(|()| fs::rename(&self.part, &self.out)).map_err(written)
    }

    /// Waits for the thread.
    ///
    /// # Errors
    /// What stopped it, about the film that was asked for.
    fn join(&mut self) -> Result<()> {
        let Some(thread) = self.thread.take() else { return Err(Error::Crashed("film")) };
        let ended = thread.join().unwrap_or(Err(Error::Crashed("film")));
        ended.map_err(|error| match error {
            Error::Recording { problem, .. } => {
                let problem = format!("cannot write the film: {problem}");
                Error::Image { problem, path: self.out.clone() }
            }
            Error::Io { doing, source, .. } => Error::Io { doing, source, path: self.out.clone() },
            error => error,
        })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            // It was given up: nobody wants to know why.
            self.leash.pull();
            self.moments = None;
            thread.join().ok();
        }
        // Where the film is whole, there is nothing left beside it.
        fs::remove_file(&self.part).ok();
    }
}
