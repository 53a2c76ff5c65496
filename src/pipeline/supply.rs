//! Where capture gets its sources: the one place that opens them, and the search for a camera, which may take its time.

use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, TryRecvError, bounded};

use crate::error::{Error, Result};
use crate::source::Source;

/// An opened source.
pub type Opened = Result<Box<dyn Source>>;

/// Opens a source each time it is called.
pub type Open = Arc<dyn Fn() -> Opened + Send + Sync>;

/// What to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The files; the camera only when asked for.
    Files,
    /// The camera; the screen says that it is being waited for.
    Camera,
    /// The files at once, and the camera as soon as one delivers.
    FilesUntilCamera,
}

/// The sources of a run: a camera, and files to fall back to or to switch to.
#[derive(Clone)]
pub struct Supply {
    /// What to begin with.
    pub start: Start,
    /// The photo, the folder or the reel.
    pub files: Open,
    /// The camera: the one that was named, or the first that delivers. May block.
    pub camera: Open,
    /// What to call the camera while it is looked for: "camera:0".
    pub camera_name: String,
}

impl std::fmt::Debug for Supply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Supply")
            .field("start", &self.start)
            .field("camera_name", &self.camera_name)
            .finish_non_exhaustive()
    }
}

/// A camera being opened on a thread of its own, because a driver may hold whoever asks it.
#[derive(Debug)]
pub struct Search(Receiver<Opened>);

impl Search {
    /// Begins to open.
    ///
    /// # Errors
    /// [`Error::Source`] where no thread could be started.
    pub fn begin(open: &Open) -> Result<Self> {
        let open = Arc::clone(open);
        let (found, finding) = bounded(1);
        thread::Builder::new()
            .name("camera search".into())
            // Capture may have stopped waiting; the camera is closed again then.
            .spawn(move || found.send(open()).ok())
            .map_err(|error| Error::Source(format!("cannot look for a camera: {error}")))?;
        Ok(Self(finding))
    }

    /// The result, once there is one.
    pub fn poll(&self) -> Option<Opened> {
        match self.0.try_recv() {
            Ok(opened) => Some(opened),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err(Error::Source("the search for a camera crashed".into())))
            }
        }
    }
}
