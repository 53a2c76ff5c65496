//! The supply of sources: the one place where capture opens files and cameras.
//!
//! A camera may take its time, so it is searched for on a thread of its own.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, TryRecvError, bounded};

use crate::error::{Error, Result};
use crate::source::{
    CameraChoice, CameraWishes, Interrupt, LiveWishes, Source, SourceSpec, open, open_as_wished,
};

/// An opened source.
pub type Opened = Result<Box<dyn Source>>;

/// Opens a source each time it is called.
pub type Open = Arc<dyn Fn() -> Opened + Send + Sync>;

/// Opens the camera that the choice means, each time it is called. May block.
pub type OpenCamera = Arc<dyn Fn(&CameraChoice) -> Opened + Send + Sync>;

/// How long a camera that is absent or lost is waited for, and how eagerly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// With a window: after so long the files take over, and the search goes on behind them.
    pub fall_back: Duration,
    /// Without a window: after so long it is an error.
    pub give_up: Duration,
    /// Between the first two attempts to open it; each pause after that is twice as long …
    pub first_pause: Duration,
    /// … up to this.
    pub longest_pause: Duration,
    /// A camera that is lost again sooner than this is not opened again without a pause.
    pub settled: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            fall_back: Duration::from_secs(10),
            give_up: Duration::from_secs(30),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(4),
            settled: Duration::from_secs(1),
        }
    }
}

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
    /// The photo, the folder, the clip or the reel.
    pub files: Open,
    /// Cameras, or the network address that stands for one.
    pub camera: OpenCamera,
    /// The one of this run: the one that was named, or the first that delivers.
    pub choice: CameraChoice,
    /// True where a camera's pictures are mirrored at first.
    pub mirrored: bool,
    /// How long it is waited for.
    pub patience: Patience,
    /// What to call the camera while it is looked for: "camera:0".
    pub camera_name: String,
    /// Ends every wait for a camera; raised at the end of the run.
    pub interrupt: Interrupt,
}

impl Supply {
    /// The source of this name; without one the reel, until the first camera delivers.
    pub fn new(spec: Option<&SourceSpec>) -> Self {
        Self::with_wishes(spec, &CameraWishes::default())
    }

    /// The same; every camera is set as wished.
    pub fn with_wishes(spec: Option<&SourceSpec>, wishes: &CameraWishes) -> Self {
        let first = SourceSpec::Camera(CameraChoice::First);
        let (start, files, camera) = match spec {
            None => (Start::FilesUntilCamera, SourceSpec::Reel, first.clone()),
            Some(camera @ (SourceSpec::Camera(_) | SourceSpec::Stream(_))) => {
                (Start::Camera, SourceSpec::Reel, camera.clone())
            }
            Some(files) => (Start::Files, files.clone(), first.clone()),
        };
        let camera_name =
            if camera == first { say!("source-any-camera") } else { camera.to_string() };
        let interrupt = Interrupt::default();
        let (for_files, for_cameras) = (interrupt.clone(), interrupt.clone());
        let mirrored = wishes.mirrored;
        let wishes = Arc::new(LiveWishes::new(wishes.clone()));
        let choice = match &camera {
            SourceSpec::Camera(choice) => choice.clone(),
            _ => CameraChoice::First,
        };
        Self {
            start,
            files: Arc::new(move || open(&files, &for_files)),
            camera: Arc::new(move |which| open_camera(&camera, which, &wishes, &for_cameras)),
            choice,
            mirrored,
            patience: Patience::default(),
            camera_name,
            interrupt,
        }
    }
}

/// The camera of this choice; a network address has no others beside it.
fn open_camera(
    spec: &SourceSpec,
    which: &CameraChoice,
    wishes: &Arc<LiveWishes>,
    interrupt: &Interrupt,
) -> Opened {
    match spec {
        SourceSpec::Stream(_) => open(spec, interrupt),
        _ => open_as_wished(&SourceSpec::Camera(which.clone()), wishes, interrupt),
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

/// How long a search that nobody wants any more is waited for: it looks up every 50 ms.
const FAREWELL: Duration = Duration::from_millis(200);

/// A camera being opened on a thread of its own, because a driver may hold whoever asks it.
#[derive(Debug)]
pub struct Search(Receiver<Opened>);

impl Search {
    /// Begins to open.
    ///
    /// # Errors
    /// [`Error::Source`] where no thread could be started.
    pub fn begin(open: &OpenCamera, choice: CameraChoice) -> Result<Self> {
        let open = Arc::clone(open);
        let (found, finding) = bounded(1);
        thread::Builder::new()
            .name("camera search".into())
            // Capture may have stopped waiting; the camera is closed again then.
            .spawn(move || found.send(open(&choice)).ok())
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

impl Drop for Search {
    /// At the end of the program a search gives up; until it has, a process that it started would
    /// be left behind.
    fn drop(&mut self) {
        self.0.recv_timeout(FAREWELL).ok();
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
        let supply = Supply::new(Some(&"rtsp://me:secret@door.example/1".parse().unwrap()));
        assert_eq!(supply.start, Start::Camera);
        assert_eq!(supply.camera_name, "rtsp://door.example/1");
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
        let begin = |open: &OpenCamera| Search::begin(open, CameraChoice::Index(7)).unwrap();
        let absent: OpenCamera = Arc::new(|which| Err(Error::Absent(format!("no {which:?}"))));
        assert_eq!(wait(&begin(&absent)), Err("no Index(7)".into()));
        let crashing: OpenCamera = Arc::new(|_| panic!("a driver's surprise"));
        assert!(wait(&begin(&crashing)).unwrap_err().contains("crashed"));
    }
}
