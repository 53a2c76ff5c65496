//! The trait of a background job: work of many forward passes, in steps, beside the live picture.

use std::fmt::Debug;
use std::sync::Arc;

use tch::Tensor;

use super::Finding;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::Network;
use crate::network::forward::Trace;
use crate::network::graph::NodeId;
use crate::taps::plan::Unit;

/// How far a job has come, in steps that take about the same time each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Progress {
    /// How many are done.
    pub done: usize,
    /// How many there are; it may turn out to be fewer.
    pub all: usize,
}

impl Progress {
    /// True where nothing is left to do.
    pub fn is_over(self) -> bool {
        self.done >= self.all
    }
}

/// What a job is about, which decides when it begins anew. Every job begins anew with another
/// network, and when units are ablated or restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One frame: it is worked on until that is done, then on the newest; another scene ends it.
    Frame,
    /// The frame at hand when it was asked: it is done once, whatever frames follow.
    Once,
    /// One unit, whatever the frames show: it is done once.
    Unit(Unit),
    /// The frames as they follow one another: it is never done.
    Stream,
}

/// A frame and what one forward pass made of it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The frame.
    pub frame: &'a Arc<Frame>,
    /// What the network got of it, [1, 3, side, side], normalised.
    pub input: &'a Tensor,
    /// The part of the frame's picture that this is, in pixels.
    pub crop: Rect,
    /// What was kept of the pass.
    pub trace: &'a Trace,
    /// True where units were held at zero in that pass.
    pub ablated: bool,
}

impl Seen<'_> {
    /// For jobs that run passes of their own, of the whole network.
    ///
    /// # Errors
    /// [`Error::Network`] where units are ablated, with what to do.
    pub fn require_whole_network(&self) -> Result<()> {
        if self.ablated {
            return Err(Error::Network(say!("needs-whole-network")));
        }
        Ok(())
    }
}

/// A background job on the inference thread, where it is made and dropped. What has been found so
/// far can be looked at after every step. What comes of a job about a frame does not depend on what
/// happened between its steps. Every call must be given the network that it began with.
pub trait Work: Debug {
    /// What it is about.
    fn subject(&self) -> Subject;

    /// The nodes whose values each pass must keep for [`Self::observe`].
    fn needs(&self, _network: &Network) -> Vec<NodeId> {
        Vec::new()
    }

    /// Looks at every frame, before the screen gets it. It must take far less time than a pass.
    ///
    /// # Errors
    /// Where libtorch refuses.
    fn observe(&mut self, _network: &Network, _seen: &Seen<'_>) -> Result<()> {
        Ok(())
    }

    /// Goes on for about the time of one forward pass of this network; nothing where it is over.
    ///
    /// # Errors
    /// Where libtorch refuses; [`Error::Interrupted`].
    fn step(&mut self, network: &Network) -> Result<Progress>;

    /// What has been found so far: plain host data, shared and not copied.
    fn finding(&self) -> Finding;
}
