//! Where frames come from: a camera, a photo, a folder of them, the built-in reel.

#[cfg(feature = "camera")]
mod camera;
mod camera_format;
#[cfg(feature = "camera")]
mod camera_list;
#[cfg(feature = "camera")]
mod camera_stream;
mod decode;
mod folder;
mod jpeg;
mod mirror;
mod photo;
mod reel;
#[cfg(feature = "camera")]
mod signal;
mod spec;
mod warp;
mod wobble;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::error::Result;
use crate::frame::Picture;

#[cfg(feature = "camera")]
pub use camera::Camera;
pub use camera_format::{CameraFormat, choose};
#[cfg(feature = "camera")]
pub use camera_list::{CameraInfo, list_cameras};
pub use decode::{Layout, PixelFormat, decode};
pub use folder::{Folder, pictures};
pub use mirror::mirror;
pub use photo::{EXTENSIONS, Photo, load};
pub use reel::Reel;
pub use spec::{CameraChoice, SourceSpec};

/// The rate of everything that is not live.
pub const FRAMES_PER_SECOND: u32 = 30;

/// One picture as a source hands it over; capture numbers it and makes it a [`crate::frame::Frame`].
#[derive(Debug)]
pub struct Shot {
    /// The pixels.
    pub picture: Picture,
    /// True where a new scene begins: the first picture, another photo.
    pub new_scene: bool,
    /// The source's own clock: when this picture is due, from the first one. Capture paces by it; live sources give
    /// the time that has passed.
    pub at: Duration,
    /// When its pixels were complete.
    pub captured: Instant,
    /// The file's or the camera's name.
    pub name: Arc<str>,
    /// True where it shows the same pixels as the shot before (a still that is held): nothing new to think about.
    pub repeat: bool,
}

/// A supplier of pictures, owned by the capture thread.
pub trait Source: Send {
    /// The next picture, written into `spare`'s buffer where that saves an allocation. A camera waits for its driver;
    /// the others answer at once and leave pacing to capture.
    ///
    /// # Errors
    /// [`crate::Error::Source`] where the source is gone. It is not asked again.
    fn next(&mut self, spare: Picture) -> Result<Shot>;

    /// True if pictures are lost when nobody takes them.
    fn is_live(&self) -> bool;

    /// True where the picture does not move by itself: a photo, or a folder of them.
    fn is_still(&self) -> bool {
        false
    }

    /// For the status line: "reel", "photos/ (12 pictures)", "camera 0: Integrated Webcam 640x480 30 fps MJPEG".
    fn describe(&self) -> String;

    /// Moves on by so many pictures, negative for back. False where there is nothing to step through.
    fn step(&mut self, pictures: i64) -> bool;

    /// Things worth telling the viewer since the last call, such as a broken file that was skipped.
    fn notices(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// Shows something else while nobody is there, or no longer; nothing for a source that has nothing else.
    ///
    /// # Errors
    /// Those of opening what is shown instead.
    fn attract(&mut self, _on: bool) -> Result<()> {
        Ok(())
    }

    /// True while something else is shown because nobody is there.
    fn is_attraction(&self) -> bool {
        false
    }
}

/// Asks a source to stop waiting: raised once, when the program ends. Its copies belong together.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Every wait of every source that was opened with it ends within a tenth of a second, with an error.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once raised.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Opens a source. A camera is waited for until its first picture is there: up to 5 s for one that was named, 1.5 s for
/// each when any will do.
///
/// # Errors
/// [`crate::Error::Image`] or [`crate::Error::Io`] for files that are missing or unreadable, [`crate::Error::Source`]
/// for a camera that is absent, busy, forbidden or silent.
pub fn open(spec: &SourceSpec, interrupt: &Interrupt) -> Result<Box<dyn Source>> {
    Ok(match spec {
        SourceSpec::Reel => Box::new(Reel::new()),
        SourceSpec::Files(path) if path.is_dir() => Box::new(Folder::open(path)?),
        SourceSpec::Files(path) if path.exists() => Box::new(Photo::open(path)?),
        SourceSpec::Files(path) => return Err(spec::no_such_file(path)),
        SourceSpec::Camera(choice) => open_camera(choice, interrupt)?,
    })
}

#[cfg(feature = "camera")]
fn open_camera(choice: &CameraChoice, interrupt: &Interrupt) -> Result<Box<dyn Source>> {
    Ok(Box::new(Camera::open(choice, interrupt)?))
}

#[cfg(not(feature = "camera"))]
fn open_camera(_choice: &CameraChoice, _interrupt: &Interrupt) -> Result<Box<dyn Source>> {
    Err(crate::Error::Source("this build of DeepVis has no cameras".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str) -> String {
        let spec: SourceSpec = text.parse().unwrap();
        open(&spec, &Interrupt::default()).map_or_else(|error| error.to_string(), |s| s.describe())
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

    #[test]
    fn an_interrupt_is_shared_by_its_copies() {
        let interrupt = Interrupt::default();
        let copy = interrupt.clone();
        interrupt.raise();
        assert!(copy.is_raised());
    }
}
