//! Where capture gets its sources: the one place that opens them, and the search for a camera, which may take its time.

use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, TryRecvError, bounded};

use super::attraction::Attraction;
use crate::error::{Error, Result};
use crate::source::{CameraChoice, Interrupt, Source, SourceSpec, open};

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
    /// Ends every wait for a camera; raised at the end of the run.
    pub interrupt: Interrupt,
}

impl Supply {
    /// The source of this name; without one the reel, until the first camera delivers.
    pub fn new(spec: Option<&SourceSpec>) -> Self {
        let (start, files, camera) = match spec {
            None => (Start::FilesUntilCamera, SourceSpec::Reel, CameraChoice::First),
            Some(SourceSpec::Camera(choice)) => (Start::Camera, SourceSpec::Reel, choice.clone()),
            Some(files) => (Start::Files, files.clone(), CameraChoice::First),
        };
        let camera_name = match &camera {
            CameraChoice::First => "a camera".to_owned(),
            named => SourceSpec::Camera(named.clone()).to_string(),
        };
        let interrupt = Interrupt::default();
        let opener = |spec: SourceSpec| -> Open {
            let interrupt = interrupt.clone();
            Arc::new(move || open(&spec, &interrupt))
        };
        let (files, camera) = (opener(files), opener(SourceSpec::Camera(camera)));
        Self { start, files, camera, camera_name, interrupt }
    }

    /// The same for a kiosk: its camera steps aside for the reel while nobody is there.
    pub fn attracting(self) -> Self {
        let reel = Arc::new(|| open(&SourceSpec::Reel, &Interrupt::default()));
        Self { camera: Attraction::opener(self.camera, reel), ..self }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_name_the_reel_plays_until_a_camera_delivers() {
        let supply = Supply::new(None);
        assert_eq!(supply.start, Start::FilesUntilCamera);
        assert_eq!((supply.files)().unwrap().describe(), "reel");
    }

    #[test]
    fn a_camera_by_name_is_waited_for() {
        let supply = Supply::new(Some(&"camera:7".parse().unwrap()));
        assert_eq!((supply.start, supply.camera_name.as_str()), (Start::Camera, "camera:7"));
    }

    #[test]
    fn a_search_answers_once_and_says_when_it_crashed() {
        let wait = |search: &Search| {
            loop {
                if let Some(opened) = search.poll() {
                    return opened
                        .map(|source| source.describe())
                        .map_err(|error| error.to_string());
                }
                thread::yield_now();
            }
        };
        let absent: Open = Arc::new(|| Err(Error::Source("no camera is connected".into())));
        assert_eq!(wait(&Search::begin(&absent).unwrap()), Err("no camera is connected".into()));
        let crashing: Open = Arc::new(|| panic!("a driver's surprise"));
        assert!(wait(&Search::begin(&crashing).unwrap()).unwrap_err().contains("crashed"));
    }
}
