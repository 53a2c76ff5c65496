//! What is known of the run: source, speed, device, and what is wrong with the pictures.

use std::time::Duration;

use deepvis_camera::Tuned;

/// The state of the run, measured by whoever runs it.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Status {
    /// Where the frames come from, as the source describes itself.
    pub source: String,
    /// Pictures a second that the source delivers; 0 where it holds still or is not measured.
    pub source_fps: f32,
    /// Pictures a second that are shown.
    pub shown_fps: f32,
    /// From capture to pixels.
    pub latency: Duration,
    /// "CPU", or "CUDA 0: NVIDIA …".
    pub device: String,
    /// The kind of numbers that are computed with: "f32", "bf16"; empty before that is known.
    pub precision: &'static str,
    /// True where the source holds still: a photo.
    pub still: bool,
    /// True where it is a photo that is shaken a little.
    pub shaken: bool,
    /// True where the pictures come from a camera, and are what the viewer does.
    pub camera: bool,
    /// True while they are shown as in a mirror.
    pub mirrored: bool,
    /// How the camera's controls stand; none where no camera is shown.
    pub tuned: Option<Tuned>,
    /// By how many degrees its pictures are turned.
    pub rotated: u16,
    /// What is wrong with the pictures.
    pub trouble: Option<Trouble>,
    /// True where nobody has moved before the camera for a while.
    pub quiet: bool,
    /// True in a kiosk, which refuses what leaves traces.
    pub kiosk: bool,
    /// True where something moves before the camera: whoever does so sees themselves.
    pub moves: bool,
    /// True while nobody is there, and the screen is to attract whoever comes by.
    pub attraction: bool,
    /// In how many seconds a kiosk's first view comes back, while whoever is there is asked.
    pub leaves_in: Option<u64>,
    /// For how many whole seconds the screen has been recorded; none where it is not.
    pub recording: Option<Duration>,
    /// How much of the time is over for which a kiosk's key to quit must be held, 0..=1; none where
    /// it is not held.
    pub quitting: Option<f32>,
}

/// Something wrong with a camera that lasts, to be said on its picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Trouble {
    /// What, and what to do.
    pub words: String,
    /// True where no pictures come: what is shown is the last one, and must not look live.
    pub is_over: bool,
    /// True where the pictures are of use all the same: said at their edge.
    pub is_minor: bool,
}

impl Trouble {
    /// No pictures come any more, for this reason.
    pub fn over(words: String) -> Self {
        Self { words, is_over: true, is_minor: false }
    }
}
