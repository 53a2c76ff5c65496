//! What makes snapshots of frames: preprocessing, the network and the taps behind one small trait,
//! so that the threads around it are tested without weights.

pub mod network_engine;
pub mod roster;
mod scheduler;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Result;
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::interrupt::Interrupt;
use crate::network::guess::Guess;
use crate::network::outline::Outline;
use crate::snapshot::{Explained, StageTimes, UnitKernels, Work};
use crate::taps::plan::Plan;
use crate::taps::profile::Profile;
use crate::taps::reading::{Maps, UnitReading};

/// What an engine is, for the screen and for reports.
#[derive(Debug, Clone)]
pub struct Engaged {
    /// The network.
    pub outline: Arc<Outline>,
    /// Where it runs, for the screen: "CPU, 1 thread".
    pub device: String,
    /// Where it runs, as on the command line: "cpu", "cuda:0".
    pub device_name: String,
    /// The kind of numbers it computes with: "f32".
    pub precision: &'static str,
    /// libtorch's threads within an operation.
    pub threads: usize,
}

/// From inference to main: what came of a request for another network.
#[derive(Debug)]
pub enum Loaded {
    /// It runs from now on.
    Ready(Engaged),
    /// It cannot run; the one before goes on.
    Refused {
        /// Its place in [`Roster::outlines`].
        network: usize,
        /// Why, in one line.
        problem: String,
    },
}

/// What one pass showed.
#[derive(Debug, Clone)]
pub struct Sight {
    /// The network that looked.
    pub outline: Arc<Outline>,
    /// The part of the picture that the network saw.
    pub crop: Rect,
    /// Softmax over all classes; empty where what was computed is not a number.
    pub probabilities: Vec<f32>,
    /// The five best, best first; fewer where there are fewer classes.
    pub top: Vec<Guess>,
    /// The layers of the plan.
    pub maps: Maps,
    /// The units of the plan.
    pub units: Vec<UnitReading>,
    /// The answers to the plan's questions.
    pub explained: Vec<Explained>,
    /// What the plan's first unit is made of.
    pub kernels: Option<Arc<UnitKernels>>,
    /// The probabilities with everything switched on; none where nothing is switched off.
    pub undisturbed: Option<Vec<f32>>,
    /// What changed from the frame before.
    pub profile: Option<Arc<Profile>>,
    /// The last layer before the classes.
    pub code: Vec<f32>,
    /// How long it took.
    pub times: StageTimes,
}

/// Looks at frames. It is made, used and dropped on the inference thread, so that no tensor ever
/// changes threads.
pub trait Engine {
    /// What it is.
    fn describe(&self) -> Engaged;

    /// Runs the network on a new frame and reads what the plan asks for, into `spare`'s buffer.
    fn see(&mut self, frame: &Frame, plan: &Plan, spare: Maps) -> Result<Sight>;

    /// Reads the frame of the last [`Engine::see`] again under another plan; runs the network again
    /// only where it did not keep what the plan asks for.
    fn look_again(&mut self, plan: &Plan, spare: Maps) -> Result<Sight>;

    /// Goes on with the plan's errand, on the frame of the last [`Engine::see`] or on the one that
    /// it began with, for about the time of one forward pass. False where nothing is left to do.
    fn work(&mut self, frame: &Arc<Frame>, plan: &Plan) -> Result<bool>;

    /// What came of the errand so far.
    fn findings(&self) -> Option<Work>;

    /// Writes the values of the plan's layers and the answers to its questions, of the frame seen
    /// last, to a safetensors file. Returns what was written, in a few words.
    fn export(&mut self, plan: &Plan, path: &Path) -> Result<String>;

    /// Runs the network alone on the frame seen last, keeping nothing; none before the first.
    fn bare_forward(&mut self) -> Result<Option<Duration>>;
}

/// The networks of a run, to step through while it runs.
pub trait Roster: Send {
    /// What runs a network.
    type Engine: Engine;

    /// What each looks like, known before any of them is loaded; the first begins.
    fn outlines(&self) -> Vec<Arc<Outline>>;

    /// Loads the network at this place of [`Self::outlines`]. Called on the inference thread.
    /// `interrupt` is raised at the end of the run: then the load is to end soon, and so is
    /// whatever the engine computes.
    ///
    /// # Errors
    /// Why it cannot run: its weights are damaged, or the device has no room;
    /// [`crate::Error::Interrupted`].
    fn load(&mut self, index: usize, interrupt: &Interrupt) -> Result<Self::Engine>;
}
