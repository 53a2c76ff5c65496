//! A video file as a clip's footage, decoded by an installed ffmpeg.
//!
//! It is started anew for each way through, at the time that was sought.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::Interrupt;
use super::clip::{Footage, Next};
use super::ffmpeg::{Ending, Ffmpeg, Input};
use super::y4m::Header;

/// How long a picture is waited for: disks spin up, and some files are far from their first
/// picture.
const PATIENCE: Duration = Duration::from_secs(10);
/// A clip that ends so much before the length it announces is cut short.
const TOLERANCE: Duration = Duration::from_secs(1);

/// A clip behind ffmpeg.
pub(super) struct Film {
    program: OsString,
    input: Input,
    ffmpeg: Ffmpeg,
    header: Header,
    /// How long it is, where that is known.
    length: Option<Duration>,
    /// Where in the clip the next picture stands.
    position: Duration,
    interrupt: Interrupt,
}

impl Film {
    /// Starts `program` on a file and waits for its first words; `why` says what it is needed for.
    ///
    /// # Errors
    /// [`Error::Image`] where ffmpeg is not installed, or with its reason where it cannot read the
    /// file.
    pub(super) fn open(
        program: &OsStr,
        path: &Path,
        why: &str,
        interrupt: &Interrupt,
    ) -> Result<Self> {
        let mut address = OsString::from("file:");
        address.push(path);
        // A list of other addresses in a file is not followed into the network.
        let options = ["-protocol_whitelist", "file"].map(OsString::from).to_vec();
        let input = Input { options, address, live: false };
        let error = |problem| Error::Image { problem, path: path.to_owned() };
        let mut ffmpeg = Ffmpeg::start(program, &input, interrupt)
            .map_err(|reason| error(format!("{why}; {reason}")))?;
        match ffmpeg.header(PATIENCE) {
            Ok(header) => Ok(Self::begun(program, input, ffmpeg, header, interrupt)),
            Err(ending) => {
                let reason = ffmpeg.reason(ending, PATIENCE);
                Err(error(reason.replace(&format!("file:{}: ", path.display()), "")))
            }
        }
    }

    /// What has begun to play already.
    pub(super) fn begun(
        program: &OsStr,
        input: Input,
        ffmpeg: Ffmpeg,
        header: Header,
        interrupt: &Interrupt,
    ) -> Self {
        let (program, length) = (program.to_owned(), ffmpeg.length());
        let (position, interrupt) = (Duration::ZERO, interrupt.clone());
        Self { program, input, ffmpeg, header, length, position, interrupt }
    }

    /// What an end of the pipe means.
    fn end(&mut self) -> Next {
        let early = self.length.filter(|length| self.position + TOLERANCE < *length);
        match (self.ffmpeg.farewell(), early) {
            (Err(reason), _) => Next::Cut(reason),
            // Sound may go on for longer than the pictures: without a complaint that is no fault.
            (Ok(Some(complaint)), Some(_)) => Next::Cut(complaint),
            (Ok(_), _) => Next::End,
        }
    }
}

impl Footage for Film {
    fn next(&mut self, into: &mut Picture) -> Result<Next> {
        match self.ffmpeg.picture(std::mem::take(into), PATIENCE) {
            Ok(decoded) => {
                *into = decoded.picture;
                self.position += decoded.stays;
                Ok(Next::Picture(decoded.stays))
            }
            Err(Ending::Over) => Ok(self.end()),
            Err(Ending::Interrupted) => Err(Error::Source("interrupted".to_owned())),
            Err(ending) => Ok(Next::Cut(self.ffmpeg.reason(ending, PATIENCE))),
        }
    }

    fn seek(&mut self, to: Duration) -> Result<()> {
        let mut input = self.input.clone();
        if !to.is_zero() {
            input.options.extend(["-ss".into(), format!("{:.3}", to.as_secs_f64()).into()]);
        }
        // The one before is killed here.
        self.ffmpeg =
            Ffmpeg::start(&self.program, &input, &self.interrupt).map_err(Error::Source)?;
        self.position = to;
        Ok(())
    }

    fn describe(&self) -> String {
        self.header.describe()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::source::Source;
    use crate::source::clip::Clip;

    const WHY: &str = "no picture";

    /// A shell script; what it does is in the file's name.
    fn fake() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fake_ffmpeg/ffmpeg")
    }

    /// Grey pictures of 1x1, half a second each; the brightness counts up from this.
    fn y4m(first: u8, count: u8) -> Vec<u8> {
        let mut bytes = b"YUV4MPEG2 W1 H1 F2:1 Cmono XCOLORRANGE=FULL\n".to_vec();
        for number in 0..count {
            bytes.extend_from_slice(b"FRAME\n");
            bytes.push(first + number);
        }
        bytes
    }

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.0.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        }

        fn open(&self, name: &str, bytes: &[u8]) -> Result<Film> {
            Film::open(fake().as_os_str(), &self.file(name, bytes), WHY, &Interrupt::default())
        }

        fn error(&self, name: &str) -> String {
            self.open(name, &y4m(0, 3)).err().unwrap().to_string()
        }
    }

    fn next(clip: &mut Clip) -> (u8, bool) {
        let shot = clip.next(Picture::default()).unwrap();
        (shot.picture.rgb[0], shot.new_scene)
    }

    #[test]
    fn a_film_plays_loops_and_seeks_by_starting_again() {
        let place = Place::new();
        place.file("a.mp4.from-10.500", &y4m(100, 2));
        let film = place.open("a.mp4", &y4m(0, 3)).unwrap();
        let mut clip = Clip::new(Path::new("a.mp4"), film);
        assert_eq!(clip.describe(), "a.mp4 (1x1, 2 fps)");
        let shots: Vec<_> = (0..4).map(|_| next(&mut clip)).collect();
        assert_eq!(shots, [(0, true), (1, false), (2, false), (0, true)]);
        assert!(clip.step(1));
        let shots: Vec<_> = (0..3).map(|_| next(&mut clip)).collect();
        assert_eq!(shots, [(100, true), (101, false), (0, true)]);
        assert!(clip.notices().is_empty());
    }

    #[test]
    fn what_ffmpeg_cannot_play_is_its_own_reason_with_the_file_last() {
        let place = Place::new();
        let error = place.error("fails.mp4");
        assert!(
            error.starts_with("ffmpeg says: Invalid data found when processing input: /"),
            "{error}"
        );
        assert!(error.ends_with("fails.mp4"), "{error}");
        assert!(
            place
                .error("moov.mp4")
                .starts_with("the file is not whole; ffmpeg says: moov atom not found: /")
        );
        assert!(place.error("sound.mp3").starts_with("there is no video in it: "));
        assert!(place.error("empty.mp4").starts_with("ffmpeg finds no pictures in it: "));
        assert!(
            place.error("nonsense.mp4").starts_with("ffmpeg sends something else than pictures")
        );
    }

    #[test]
    fn where_ffmpeg_is_not_installed_it_says_so_and_what_to_do() {
        let place = Place::new();
        let path = place.file("a.mp4", b"x");
        let nowhere = OsStr::new("/no/such/ffmpeg");
        let error =
            Film::open(nowhere, &path, WHY, &Interrupt::default()).err().unwrap().to_string();
        assert!(error.starts_with("no picture; this needs ffmpeg, which is not installed"));
        assert!(error.contains("apt-get install ffmpeg") && error.ends_with("a.mp4"), "{error}");
    }

    #[test]
    fn an_ffmpeg_that_dies_midway_is_a_clip_that_ends_early() {
        let place = Place::new();
        let film = place.open("dies.mp4", &y4m(0, 30)).unwrap();
        let mut clip = Clip::new(Path::new("dies.mp4"), film);
        // 44 bytes of header, 7 a picture; 70 arrive.
        let shots: Vec<_> = (0..8).map(|_| next(&mut clip).0).collect();
        assert_eq!(shots, [0, 1, 2, 0, 1, 2, 0, 1]);
        let notices = clip.notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(notices[0].starts_with("the clip ends early and begins again; "), "{notices:?}");
    }

    /// True while the process exists, if only as a zombie.
    fn exists(process: u32) -> bool {
        Path::new("/proc").join(process.to_string()).exists()
    }

    #[test]
    fn an_ffmpeg_that_hangs_is_given_up_at_once_when_the_program_ends() {
        let place = Place::new();
        let path = place.file("silent.mp4", b"x");
        let interrupt = Interrupt::default();
        std::thread::scope(|scope| {
            let opening =
                scope.spawn(|| Film::open(fake().as_os_str(), &path, WHY, &interrupt).err());
            std::thread::sleep(Duration::from_millis(100));
            interrupt.raise();
            // Given up after its own patience, it would not be an interruption.
            let error = opening.join().unwrap().unwrap().to_string();
            assert!(error.starts_with("interrupted: "), "{error}");
        });
    }

    #[test]
    fn no_process_is_left_behind() {
        let place = Place::new();
        let mut film = place.open("stalls.mp4", &y4m(0, 3)).unwrap();
        let first = film.ffmpeg.process();
        assert!(exists(first));
        film.seek(Duration::ZERO).unwrap();
        let second = film.ffmpeg.process();
        assert!(!exists(first) && exists(second));
        drop(film);
        assert!(!exists(second));
    }
}
