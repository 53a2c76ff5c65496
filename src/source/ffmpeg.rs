//! An installed ffmpeg as a decoder: a process that writes y4m into a pipe, read here.
//!
//! ffmpeg is what opens the file or the network address; DeepVis only reads its pipe. The pipe is
//! read on a thread of its own, because a read waits without any limit while ffmpeg has nothing to
//! give.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};

use crate::frame::Picture;

use super::Interrupt;
use super::clip::Next;
use super::ffmpeg_words::Words;
use super::y4m::{Header, Y4m};

/// What it is called, on the PATH.
pub(crate) const PROGRAM: &str = "ffmpeg";
/// How often a wait looks whether it should give up.
const LOOK: Duration = Duration::from_millis(50);
/// How long the process may take to end after its last byte: a moment, but seconds on a busy
/// machine.
const FAREWELL: Duration = Duration::from_secs(5);
/// How long its description of the input may take to be heard, which came before the first byte:
/// likewise. There always is one.
const HEARING: Duration = Duration::from_secs(5);
/// Pictures decoded ahead.
const AHEAD: usize = 2;

/// Square pixels, no larger than 1280x720, in the colours that y4m has by default. A network sees
/// no more than that, and it makes 4K affordable.
const FILTER: &str = "scale=iw*sar:ih,setsar=1,\
    scale='min(1280,iw)':'min(720,ih)':force_original_aspect_ratio=decrease:out_color_matrix=bt601:out_range=tv";

/// What is to be decoded, as ffmpeg's input options and address.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub options: Vec<OsString>,
    pub address: OsString,
    /// True where the newest picture replaces one that was not taken; otherwise ffmpeg waits.
    pub live: bool,
}

/// What came out of the pipe.
pub(super) struct Decoded {
    pub picture: Picture,
    /// How long it stays.
    pub stays: Duration,
    /// When it was complete.
    pub captured: Instant,
}

/// Why no picture came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The pipe has ended; [`Ffmpeg::farewell`] says why.
    Over,
    /// What came is no y4m.
    Damaged(String),
    /// Nothing came for so long.
    Silent,
    /// The program ends.
    Interrupted,
}

/// The process, running; killed and reaped when dropped.
pub(super) struct Ffmpeg {
    child: Child,
    headers: Receiver<Result<Header, String>>,
    pictures: Receiver<Result<Decoded, String>>,
    spares: Sender<Picture>,
    words: Arc<Mutex<Words>>,
    interrupt: Interrupt,
}

impl Ffmpeg {
    /// Starts `program`.
    ///
    /// # Errors
    /// Where it is not installed, what to do; otherwise why it cannot be run.
    pub(super) fn start(
        program: &OsStr,
        input: &Input,
        interrupt: &Interrupt,
    ) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.args(["-nostdin", "-hide_banner", "-nostats", "-loglevel", "level+info"]);
        command.args(&input.options).arg("-i").arg(&input.address);
        // V: no picture of an album's cover.
        command.args(["-map", "0:V:0", "-an", "-sn", "-dn", "-fpsmax", "60", "-vf", FILTER]);
        command.args(["-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "-"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A Ctrl-C is for us; ffmpeg's end is ours to bring about.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| unusable(&error))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (header_in, headers) = bounded(1);
        let (pictures_in, pictures) = bounded(if input.live { 1 } else { AHEAD });
        let (spares, spares_out) = bounded(AHEAD);
        let words = Arc::<Mutex<Words>>::default();
        // Made first, so that a failure below ends the process too.
        let ffmpeg = Self {
            child,
            headers,
            pictures: pictures.clone(),
            spares,
            words: Arc::clone(&words),
            interrupt: interrupt.clone(),
        };
        let outlet = Outlet {
            headers: header_in,
            pictures: pictures_in,
            unread: input.live.then_some(pictures),
            spares: spares_out,
        };
        if let (Some(stdout), Some(stderr)) = (stdout, stderr) {
            spawn("ffmpeg pictures", move || outlet.read(stdout))?;
            spawn("ffmpeg words", move || listen(stderr, &words))?;
        }
        Ok(ffmpeg)
    }

    /// The stream's size and rate, once it has begun.
    pub(super) fn header(&self, limit: Duration) -> Result<Header, Ending> {
        let header = self.wait(&self.headers, limit)?;
        // What ffmpeg said before may still be on the way.
        let start = Instant::now();
        let is_late = || start.elapsed() >= HEARING || self.interrupt.is_raised();
        while !self.words().has_described() && !is_late() {
            thread::sleep(Duration::from_millis(1));
        }
        Ok(header)
    }

    /// The next picture; `spare`'s buffer is used for a later one.
    pub(super) fn picture(&self, spare: Picture, limit: Duration) -> Result<Decoded, Ending> {
        // It is only dropped where there are enough.
        self.spares.try_send(spare).ok();
        self.wait(&self.pictures, limit)
    }

    fn wait<T>(&self, from: &Receiver<Result<T, String>>, limit: Duration) -> Result<T, Ending> {
        let start = Instant::now();
        loop {
            if self.interrupt.is_raised() {
                return Err(Ending::Interrupted);
            }
            match from.recv_timeout(LOOK) {
                Ok(value) => return value.map_err(Ending::Damaged),
                Err(RecvTimeoutError::Disconnected) => return Err(Ending::Over),
                Err(RecvTimeoutError::Timeout) if start.elapsed() >= limit => {
                    return Err(Ending::Silent);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// The process' number.
    #[cfg(test)]
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    fn words(&self) -> MutexGuard<'_, Words> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the whole is, where ffmpeg knows.
    pub(super) fn length(&self) -> Option<Duration> {
        self.words().length()
    }

    /// Waits for the process after its pipe has ended: what it complained of all the same, or why
    /// it failed.
    pub(super) fn farewell(&mut self) -> Result<Option<String>, String> {
        let start = Instant::now();
        while start.elapsed() < FAREWELL && !self.interrupt.is_raised() {
            let status = match self.child.try_wait() {
                Ok(status) => status,
                Err(error) => return Err(error.to_string()),
            };
            let words = self.words();
            // Its last words may still be on the way.
            match status.filter(|_| words.are_over()) {
                Some(status) if status.success() => return Ok(words.complaint()),
                Some(status) => {
                    return Err(words.reason().unwrap_or_else(|| format!("ffmpeg: {status}")));
                }
                None => drop(words),
            }
            thread::sleep(Duration::from_millis(2));
        }
        Err("ffmpeg does not end".to_owned())
    }

    /// Why there is no picture, in one line.
    pub(super) fn reason(&mut self, ending: Ending, limit: Duration) -> String {
        match ending {
            Ending::Over => match self.farewell() {
                Ok(complaint) => complaint.unwrap_or("ffmpeg finds no pictures in it".to_owned()),
                Err(reason) => reason,
            },
            Ending::Damaged(reason) => {
                format!("ffmpeg sends something else than pictures: {reason}")
            }
            Ending::Silent => format!("no picture for {} s", limit.as_secs()),
            Ending::Interrupted => "interrupted".to_owned(),
        }
    }
}

impl Drop for Ffmpeg {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        if let Err(error) = self.child.wait() {
            log::warn!("cannot wait for ffmpeg: {error}");
        }
    }
}

/// Where the program is missing, what to do.
fn unusable(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => {
            "this needs ffmpeg, which is not installed (Debian, Ubuntu: apt-get install ffmpeg)"
                .to_owned()
        }
        _ => format!("ffmpeg cannot be run: {error}"),
    }
}

/// Whether it is installed; where not, what to do.
pub(super) fn installed(program: &OsStr) -> Result<(), String> {
    let mut command = Command::new(program);
    command.arg("-version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().map(drop).map_err(|error| unusable(&error))
}

/// Not scoped threads: they end when the pipes do, and those end with the process.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let started = thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|error| format!("cannot start a thread for ffmpeg: {error}"))
}

/// The reading thread's ends of the channels.
struct Outlet {
    headers: Sender<Result<Header, String>>,
    pictures: Sender<Result<Decoded, String>>,
    /// Live: where a picture that was not taken is taken back.
    unread: Option<Receiver<Result<Decoded, String>>>,
    spares: Receiver<Picture>,
}

impl Outlet {
    /// The reading thread. It ends with the pipe, or when nobody takes its pictures any more.
    fn read(self, stdout: ChildStdout) {
        let mut reader = BufReader::new(stdout);
        // Nothing at all: the process' own words say why.
        let Ok([_, ..]) = reader.fill_buf() else { return };
        let opened = Y4m::open(reader);
        let header = opened.as_ref().map(|y4m| *y4m.header()).map_err(ToString::to_string);
        let (Ok(()), Ok(mut y4m)) = (self.headers.send(header), opened) else { return };
        let mut picture = Picture::default();
        loop {
            let news = match y4m.read(&mut picture) {
                Next::Picture(stays) => {
                    let picture = std::mem::take(&mut picture);
                    Ok(Decoded { picture, stays, captured: Instant::now() })
                }
                Next::End => return,
                Next::Cut(reason) => Err(reason),
            };
            let last = news.is_err();
            if !self.send(news) || last {
                return;
            }
            picture = self.spares.try_recv().unwrap_or_default();
        }
    }

    /// False where nobody takes it any more.
    fn send(&self, news: Result<Decoded, String>) -> bool {
        let Some(unread) = &self.unread else { return self.pictures.send(news).is_ok() };
        let mut news = news;
        loop {
            news = match self.pictures.try_send(news) {
                Ok(()) => return true,
                Err(TrySendError::Disconnected(_)) => return false,
                Err(TrySendError::Full(news)) => news,
            };
            // Whoever takes the older one first makes room as well.
            unread.try_recv().ok();
        }
    }
}

/// The listening thread.
fn listen(stderr: ChildStderr, words: &Mutex<Words>) {
    let mut reader = BufReader::new(stderr);
    let change = |line: Option<&str>| {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        match line {
            Some(line) => words.hear(line),
            None => words.end(),
        }
    };
    while let Some(line) = Words::line(&mut reader) {
        change(Some(&line));
    }
    change(None);
}
