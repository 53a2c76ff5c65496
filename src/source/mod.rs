//! Where frames come from: a camera, a photo, a folder of them, the built-in reel.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::Result;
use crate::frame::Picture;

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

    /// For the status line: "reel", "photos/ (12 pictures)", "camera 0: Integrated Webcam 640x480 30 fps MJPEG".
    fn describe(&self) -> String;

    /// Moves on by so many pictures, negative for back. False where there is nothing to step through.
    fn step(&mut self, pictures: i64) -> bool;

    /// Things worth telling the viewer since the last call, such as a broken file that was skipped.
    fn notices(&mut self) -> Vec<String> {
        Vec::new()
    }
}
