//! Sources of frames: camera, picture, folder of pictures, clip, network stream, built-in reel.

mod ahead;
mod animation;
#[cfg(feature = "camera")]
mod camera;
#[cfg(feature = "camera")]
mod camera_list;
#[cfg(feature = "camera")]
mod camera_reading;
#[cfg(feature = "camera")]
mod camera_slot;
mod clip;
mod decode;
mod ffmpeg;
mod ffmpeg_words;
mod film;
mod flicker;
mod folder;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod heif;
mod jpeg;
mod kind;
mod lens;
mod listing;
mod mirror;
mod photo;
mod reel;
mod rotation;
mod shake;
mod spec;
mod stream;
#[cfg(feature = "camera")]
mod tuned_camera;
mod warp;
mod wishes;
mod wobble;
mod y4m;

use std::ffi::OsStr;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;

pub use crate::interrupt::Interrupt;
use animation::Animation;
use film::Film;
use kind::Kind;
use y4m::{Refusal, Y4m};

#[cfg(feature = "camera")]
pub use camera::Camera;
#[cfg(feature = "camera")]
pub use camera_list::{CameraControls, CameraInfo, camera_controls, list_cameras};
pub use clip::Clip;
pub use decode::{Decoder, Layout};
pub use deepvis_camera::{
    CameraFormat, CameraOrder, Fields, Held, PixelFormat, PowerLine, Tuned, Wishes, choose,
};
#[cfg(feature = "camera")]
pub use deepvis_camera::{Control, Range, Setting};
pub(crate) use ffmpeg::PROGRAM as FFMPEG;
pub(crate) use ffmpeg_words::Words as FfmpegWords;
pub use flicker::{Flicker, FlickerWatch, Mains};
pub use folder::Folder;
pub use lens::{Complaint, Lens};
pub use listing::{Listing, pictures, pictures_below};
pub use mirror::mirror;
pub use photo::{EXTENSIONS, Photo, load, load_with_notice};
pub use reel::{Reel, SHIPPED, shipped};
pub use rotation::Rotation;
pub use spec::{CameraChoice, SourceSpec};
pub use wishes::{CameraState, CameraWishes, LiveWishes};

/// The rate of everything that is not live.
pub const FRAMES_PER_SECOND: u32 = 30;

/// One picture as a source hands it over; capture numbers it and makes it a
/// [`crate::frame::Frame`].
#[derive(Debug)]
pub struct Shot {
    /// The pixels.
    pub picture: Picture,
    /// True where a new scene begins: the first picture, another photo.
    pub new_scene: bool,
    /// The source's own clock: when this picture is due, from the first one. Capture paces by it;
    /// live sources give the time that has passed.
    pub at: Duration,
    /// When its pixels were complete.
    pub captured: Instant,
    /// The file's or the camera's name.
    pub name: Arc<str>,
    /// True where it shows the same pixels as the shot before (a still that is held): nothing new
    /// to think about.
    pub repeat: bool,
}

/// A supplier of pictures, owned by the capture thread.
pub trait Source: Send {
    /// The next picture, written into `spare`'s buffer where that saves an allocation. A camera
    /// waits for its driver, ffmpeg's clips and streams for their process; the others answer at
    /// once. Pacing is capture's, except for live ones.
    ///
    /// # Errors
    /// [`crate::Error::Source`] or [`crate::Error::Absent`] where the source is gone. It is not
    /// asked again, unless [`Self::restart`] helped.
    fn next(&mut self, spare: Picture) -> Result<Shot>;

    /// True if pictures are lost when nobody takes them.
    fn is_live(&self) -> bool;

    /// True where the viewer sees themselves and expects a mirror: a camera at this computer.
    fn faces_the_viewer(&self) -> bool {
        self.is_live()
    }

    /// True where the picture does not move by itself: a photo, or a folder of them.
    fn is_still(&self) -> bool {
        false
    }

    /// For the status line: "reel", "photos/ (12 pictures)", "camera 0: Integrated Webcam 640x480
    /// 30 fps MJPEG".
    fn describe(&self) -> String;

    /// Moves on by so many pictures, negative for back; in a clip by so many times ten seconds.
    /// False where there is nothing to step through.
    fn step(&mut self, pictures: i64) -> bool;

    /// After [`Self::next`] failed: tries to get going again without being opened anew. True where
    /// the next picture may be asked for.
    fn restart(&mut self) -> bool {
        false
    }

    /// How to open this very camera again; none where the source is no camera.
    fn camera(&self) -> Option<CameraChoice> {
        None
    }

    /// Asks a camera to be set in another way; what comes of it is a notice. False where the source
    /// is none.
    fn adjust(&mut self, _order: CameraOrder) -> bool {
        false
    }

    /// How the camera is set; none where the source is none.
    fn stands(&self) -> Option<CameraState> {
        None
    }

    /// Things worth telling the viewer since the last call, such as a broken file that was skipped.
    fn notices(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// Begins to shake a still picture a little, or stops; false where there is none that can be.
    ///
    /// # Errors
    /// Those of resampling it.
    fn shake(&mut self) -> Result<bool> {
        Ok(false)
    }

    /// True while a still picture is shaken.
    fn is_shaken(&self) -> bool {
        false
    }
}

/// Opens a source, a camera as it has been set. See [`open_as_wished`].
///
/// # Errors
/// The same.
pub fn open(spec: &SourceSpec, interrupt: &Interrupt) -> Result<Box<dyn Source>> {
    open_as_wished(spec, &Arc::default(), interrupt)
}

/// Opens a source; a camera is set as wished. It is waited for until its first picture is there: up
/// to 5 s for one that was named, 1.5 s for each when any will do. So is the beginning of a clip or
/// a stream that ffmpeg reads, for 10 s.
///
/// # Errors
/// [`crate::Error::Image`] or [`crate::Error::Io`] for files that are missing or unreadable,
/// [`crate::Error::Absent`] for a camera that is not connected, [`crate::Error::Source`] for one
/// that is busy, forbidden or silent, and for an address.
pub fn open_as_wished(
    spec: &SourceSpec,
    wishes: &Arc<LiveWishes>,
    interrupt: &Interrupt,
) -> Result<Box<dyn Source>> {
    let ffmpeg = OsStr::new(ffmpeg::PROGRAM);
    Ok(match spec {
        SourceSpec::Reel => Box::new(Reel::new()),
        SourceSpec::Files(path) => match Kind::of(path) {
            Kind::Nothing => return Err(spec::no_such_file(path)),
            Kind::Folder => Box::new(Folder::open(path)?),
            Kind::Photo => Box::new(Photo::open(path)?),
            Kind::Animation(format, bytes) => {
                let animation = Animation::open(format, bytes).map_err(wrong(path))?;
                Box::new(Clip::new(path, animation))
            }
            Kind::Y4m => Box::new(open_y4m(ffmpeg, path, interrupt)?),
            Kind::Other => {
                let why = "neither a picture nor a y4m clip";
                Box::new(Clip::new(path, Film::open(ffmpeg, path, why, interrupt)?))
            }
        },
        SourceSpec::Camera(choice) => open_camera(choice, wishes, interrupt)?,
        SourceSpec::Stream(address) => stream::open(ffmpeg, address, interrupt)?,
    })
}

/// A y4m clip; one whose colours are not read here goes to ffmpeg.
fn open_y4m(ffmpeg: &OsStr, path: &Path, interrupt: &Interrupt) -> Result<Clip> {
    let file = File::open(path).map_err(Error::io("read the clip", path))?;
    match Y4m::open(BufReader::new(file)) {
        Ok(footage) => Ok(Clip::new(path, footage)),
        Err(Refusal::Colours(why)) => {
            Ok(Clip::new(path, Film::open(ffmpeg, path, &why, interrupt)?))
        }
        Err(Refusal::Damaged(problem)) => Err(wrong(path)(problem)),
    }
}

fn wrong(path: &Path) -> impl FnOnce(String) -> Error {
    |problem| Error::Image { problem, path: path.to_owned() }
}

/// Whether what a source needs is there, where that is known before it is opened: the file, or
/// ffmpeg for a network address.
///
/// # Errors
/// [`crate::Error::Image`] or [`crate::Error::Source`] with what to do.
pub fn require(spec: &SourceSpec) -> Result<()> {
    match spec {
        SourceSpec::Stream(_) => ffmpeg::installed(OsStr::new(ffmpeg::PROGRAM))
            .map_err(|reason| Error::Source(format!("{spec} cannot be opened: {reason}"))),
        SourceSpec::Files(path) if !path.exists() => Err(spec::no_such_file(path)),
        _ => Ok(()),
    }
}

#[cfg(feature = "camera")]
fn open_camera(
    choice: &CameraChoice,
    wishes: &Arc<LiveWishes>,
    interrupt: &Interrupt,
) -> Result<Box<dyn Source>> {
    Ok(Box::new(Camera::open(choice, wishes, interrupt)?))
}

#[cfg(not(feature = "camera"))]
fn open_camera(
    _choice: &CameraChoice,
    _wishes: &Arc<LiveWishes>,
    _interrupt: &Interrupt,
) -> Result<Box<dyn Source>> {
    Err(Error::Source("this build of DeepVis has no cameras".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str) -> String {
        let spec: SourceSpec = text.parse().unwrap();
        open(&spec, &Interrupt::default()).map_or_else(|error| error.to_string(), |s| s.describe())
    }

    #[cfg(unix)]
    #[test]
    fn colours_that_are_not_read_here_go_to_an_installed_ffmpeg() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep.y4m");
        let fake = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fake_ffmpeg/ffmpeg");
        let open = |program: &OsStr| open_y4m(program, &path, &Interrupt::default());
        for kind in ["420p10", "411"] {
            std::fs::write(&path, format!("YUV4MPEG2 W8 H8 C{kind}\nFRAME\n")).unwrap();
            let mut clip = open(fake.as_os_str()).unwrap();
            assert!(clip.describe().ends_with("deep.y4m (1x1, 2 fps)"), "{}", clip.describe());
            assert_eq!(clip.next(Picture::default()).unwrap().picture.rgb, [b'x'; 3]);
            let error = open(OsStr::new("/no/such/ffmpeg")).err().unwrap().to_string();
            let wanted = format!(
                "y4m of the kind {kind} is not read here, only 8 bits in 420, 422, 444 or mono; this needs ffmpeg, which \
                 is not installed (Debian, Ubuntu: apt-get install ffmpeg): {}",
                path.display()
            );
            assert_eq!(error, wanted);
        }
        std::fs::write(&path, "YUV4MPEG2 W0 H8\n").unwrap();
        let error = open(fake.as_os_str()).err().unwrap().to_string();
        assert!(error.starts_with("a clip of 0x8 has no pixels: "), "ffmpeg is not asked: {error}");
    }

    #[test]
    fn a_path_is_a_picture_a_folder_or_a_mistake() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name).display().to_string();
        image::RgbImage::new(4, 3).save(path("cat.png")).unwrap();
        assert!(describe(&path("cat.png")).ends_with("cat.png (4x3)"));
        assert!(describe(&path("")).ends_with("(1 picture)"));
        assert!(describe(&path("dog.png")).starts_with("no such file or folder; "));
        assert_eq!(describe("reel"), "reel");
    }
}
