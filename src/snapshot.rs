//! The snapshot of one frame: everything the network made of it that the screen needs.
//!
//! What background jobs have found travels beside it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::attribution::{Attribution, AttributionQuestion};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::erasure::Mask;
use crate::network::guess::Guess;
use crate::network::kernels::Kernels;
use crate::network::outline::Outline;
use crate::taps::plan::{Ablation, Unit};
use crate::taps::profile::Profile;
use crate::taps::reading::{Maps, UnitReading};

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
    /// Comparing every depth with the frame before; none where the plan did not ask for it.
    pub profile: Option<Duration>,
    /// The network alone, nothing kept or read, run once more before this frame; only where the
    /// request asked for it.
    pub bare_forward: Option<Duration>,
}

/// One frame and what the network made of it. Picture, maps and classes belong together.
#[derive(Debug)]
pub struct Snapshot {
    /// The frame itself.
    pub frame: Arc<Frame>,
    /// The part of the frame's picture that the network saw.
    pub crop: Rect,
    /// Softmax over all classes; empty where what was computed is not a number.
    pub probabilities: Vec<f32>,
    /// The five best, best first; fewer where there are fewer classes.
    pub top: Vec<Guess>,
    /// The layers that were asked for.
    pub maps: Maps,
    /// The units that were asked for, in the plan's order.
    pub units: Vec<UnitReading>,
    /// The answers to the plan's questions: which pixels drive what.
    pub explained: Vec<ExplainedQuestion>,
    /// What the plan's first unit is made of, where it was asked for and has weights of its own.
    pub kernels: Option<Arc<UnitKernels>>,
    /// The probabilities with everything switched on; none where nothing is switched off.
    pub baseline: Option<Vec<f32>>,
    /// What was switched off.
    pub ablated: Vec<Ablation>,
    /// What it answers without the units that the plan leaves out for that; none where there are
    /// none, and where something is switched off.
    pub without: Option<Without>,
    /// What changed from the frame before at every depth: where the plan asked for it, and where
    /// the best class changed. None where there was no frame of the same scene before.
    pub profile: Option<Arc<Profile>>,
    /// What it answers with a part of the picture rubbed out, where the plan asked for that.
    pub erased: Option<ErasedAnswer>,
    /// The last layer before the classes, one value a channel.
    pub code: Vec<f32>,
    /// True where an answer would mean nothing: the picture is one even colour, or
    /// [nearly nothing was found](Self::is_silent) in it by the whole network.
    pub nothing_to_see: bool,
    /// The network that made it.
    pub outline: Arc<Outline>,
    /// Number of the request it answers; the inference thread fills it in.
    pub request: u64,
    /// How long it took.
    pub times: StageTimes,
    /// Frames that capture delivered and nobody looked at, so far; likewise.
    pub dropped: u64,
    /// When it was finished.
    pub finished: Instant,
}

impl Snapshot {
    /// True where fewer than one in a hundred of the last layer's channels found anything. Greys
    /// of 120 to 134 leave at most 11 of EfficientNet-Lite0's 1280.
    pub fn is_silent(code: &[f32]) -> bool {
        let found = code.iter().filter(|&&value| value > 0.0).count();
        100 * found < code.len()
    }
}

/// The answer to the same frame without some units.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// Which were held at zero.
    pub units: Vec<Unit>,
    /// The five best classes, best first; none where the answer is not a number.
    pub top: Vec<Guess>,
}

/// The answer for a picture of which a part is rubbed out.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasedAnswer {
    /// What is rubbed out.
    pub mask: Arc<Mask>,
    /// Softmax over all classes, as of the whole picture.
    pub probabilities: Vec<f32>,
    /// The five best, best first.
    pub top: Vec<Guess>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedQuestion {
    /// What was asked.
    pub question: AttributionQuestion,
    /// Which pixels; or why that cannot be said, in one line.
    pub answer: Result<Attribution, String>,
}

/// What a unit is made of: the kernels of the convolution that computes it, batch normalisation
/// folded in.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitKernels {
    /// Which unit.
    pub unit: Unit,
    /// How many kernels it has, one an input channel; one where they are colours.
    pub count: usize,
    /// The strongest of them, the strongest first.
    pub kernels: Kernels,
}
