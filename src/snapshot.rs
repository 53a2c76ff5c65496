//! Everything the screen needs for one frame: what the inference thread sends to the main thread.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::attribution::{Attribution, Question};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::kernels::Kernels;
use crate::network::outline::Outline;
use crate::taps::plan::{Silenced, Unit};
use crate::taps::reading::{Maps, UnitReading};

/// A class and how much the network believes in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// Class number.
    pub class: usize,
    /// Softmax probability, 0..=1.
    pub probability: f32,
}

/// How long each stage took for one frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct StageTimes {
    /// Reading the picture from its source and decoding it; a camera's waiting not counted.
    pub capture: Duration,
    /// Crop, resize, normalise, to the device.
    pub preprocess: Duration,
    /// The forward pass.
    pub forward: Duration,
    /// Shrinking, scaling and copying the maps.
    pub taps: Duration,
    /// Finding out which pixels drive what; none where nobody asked.
    pub attribution: Option<Duration>,
    /// The network alone, nothing kept or read, run once more before this frame; only where the request asked for it.
    pub bare_forward: Option<Duration>,
}

/// One frame and what the network made of it. Picture, maps and classes belong together.
#[derive(Debug)]
pub struct Snapshot {
    /// The frame itself.
    pub frame: Arc<Frame>,
    /// The part of the frame's picture that the network saw.
    pub crop: Rect,
    /// Softmax over all classes.
    pub probabilities: Vec<f32>,
    /// The five best, best first.
    pub top: Vec<Guess>,
    /// The layers that were asked for.
    pub maps: Maps,
    /// The units that were asked for, in the plan's order.
    pub units: Vec<UnitReading>,
    /// The answers to the plan's questions: which pixels drive what.
    pub explained: Vec<Explained>,
    /// What the plan's first unit is made of, where it was asked for and has weights of its own.
    pub kernels: Option<Arc<UnitKernels>>,
    /// The probabilities with everything switched on; none where nothing is switched off.
    pub undisturbed: Option<Vec<f32>>,
    /// What was switched off.
    pub silenced: Vec<Silenced>,
    /// The last layer before the classes, one value a channel.
    pub code: Vec<f32>,
    /// The network that made it.
    pub outline: Arc<Outline>,
    /// Number of the request it answers.
    pub request: u64,
    /// How long it took.
    pub times: StageTimes,
    /// Frames that capture delivered and nobody looked at, so far.
    pub dropped: u64,
    /// When it was finished.
    pub finished: Instant,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// What was asked.
    pub question: Question,
    /// Which pixels; or why that cannot be said, in one line.
    pub answer: Result<Attribution, String>,
}

/// What a unit is made of: the kernels of the convolution that computes it, batch normalisation folded in.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitKernels {
    /// Which unit.
    pub unit: Unit,
    /// How many kernels it has, one an input channel; one where they are colours.
    pub count: usize,
    /// The strongest of them, the strongest first.
    pub kernels: Kernels,
}
