//! The engine: a trait for what makes snapshots of frames and runs background jobs.
//!
//! So the threads around it are tested without weights.

pub mod choice;
mod command;
mod kept_pass;
pub mod network_engine;
mod photos;
pub mod roster;
mod scheduler;
mod without;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Result;
use crate::frame::Frame;
use crate::interrupt::Interrupt;
use crate::network::outline::Outline;
use crate::snapshot::Snapshot;
use crate::taps::plan::{Plan, Unit};
use crate::taps::reading::Maps;

pub use crate::exhibit::findings::{Findings, Inquiry};
pub use command::{EngineCommand, Order};

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

/// Looks at frames. It is made, used and dropped on the inference thread, so that no tensor ever
/// changes threads.
pub trait Engine {
    /// What it is.
    fn describe(&self) -> Engaged;

    /// Runs the network on a new frame and reads what the plan asks for, into `spare`'s buffer; the
    /// jobs that look at every frame see it as well. `request` and `dropped` of the snapshot, which
    /// only its caller knows, are left at zero.
    ///
    /// # Errors
    /// Where libtorch refuses; [`crate::Error::Interrupted`].
    fn see(&mut self, frame: &Arc<Frame>, plan: &Plan, spare: Maps) -> Result<Snapshot>;

    /// Reads the frame of the last [`Engine::see`] again under another plan; runs the network again
    /// only where it did not keep what the plan asks for.
    ///
    /// # Errors
    /// As [`Engine::see`]; where no frame was seen yet.
    fn look_again(&mut self, plan: &Plan, spare: Maps) -> Result<Snapshot>;

    /// Goes on with the jobs that answer the questions, on the frame of the last [`Engine::see`] or
    /// on the one that they began with, for about the time of one forward pass. False where nothing
    /// is left to do.
    ///
    /// # Errors
    /// As [`Engine::see`].
    fn work(&mut self, inquiry: &Inquiry) -> Result<bool>;

    /// What the jobs have found so far.
    fn findings(&self) -> Findings;

    /// Ends the standing jobs, with all that they have found: the visitor is gone.
    fn forget(&mut self);

    /// Writes the values of the plan's layers and the answers to its questions, of the frame seen
    /// last, to a safetensors file, with what people have called units. Returns what was written,
    /// in a few words.
    fn export(&mut self, plan: &Plan, names: &[(Unit, String)], path: &Path) -> Result<String>;

    /// Writes what was taught to a file, as a head whose classes have these names. Returns what was
    /// written, in a few words.
    ///
    /// # Errors
    /// Where too little was taught; [`crate::Error::Io`].
    fn export_head(&mut self, labels: &[String], mirror: bool, path: &Path) -> Result<String>;

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
