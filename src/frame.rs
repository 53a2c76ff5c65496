//! A frame: one picture from a source with its number and time, on its way through the program.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::geometry::Size;

/// Pixels: RGB, 8 bits a channel, row-major, without padding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Width and height.
    pub size: Size,
    /// `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

impl Picture {
    /// A picture of these pixels.
    ///
    /// # Panics
    /// Where the buffer does not fit the size; a bug of the caller.
    pub fn new(size: Size, rgb: Vec<u8>) -> Self {
        assert_eq!(rgb.len(), size.area() * 3, "{size} needs three bytes a pixel");
        Self { size, rgb }
    }
}

/// A picture and where it stands in time.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The pixels.
    pub picture: Picture,
    /// Counts the frames that capture delivered, from 0, over all sources.
    pub sequence: u64,
    /// Which scene it belongs to: a new photo, or another camera, begins a new one. A change of
    /// answer between two scenes is not a flip.
    pub scene: u64,
    /// When it belongs on the time line: the source's own clock (the reel's frame number / 30, a
    /// camera's time of capture), never running backwards.
    pub time: Duration,
    /// When its pixels were complete, for latency.
    pub captured: Instant,
    /// What to call it: the file's name, or the camera's.
    pub name: Arc<str>,
}
