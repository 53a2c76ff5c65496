//! What was recorded with it and without it: of each frame every channel's strongest value.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tch::{Kind, TchError, Tensor};

use super::rank::ENOUGH;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::network::Network;
use crate::network::forward::Trace;
use crate::network::graph::NodeId;
use crate::taps::plan::Unit;

/// At least so much of the frames' own time is recorded.
pub const LEAST: Duration = Duration::from_secs(3);

/// No recording has more frames: of 10,000 channels they take 5 MB.
pub const MOST: usize = 120;

/// However few different pictures come, it ends after this.
const LONGEST: Duration = Duration::from_secs(10);

/// How far one recording has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Recorded {
    /// Which recording it is: every one that is begun has a number of its own.
    pub run: u32,
    /// How many pictures it has that differ from the one before.
    pub pictures: usize,
    /// How much of the frames' own time has passed since its first.
    pub lasted: Duration,
}

impl Recorded {
    /// True where it has enough, or where no more come of it.
    pub fn is_enough(&self) -> bool {
        let (long, many) = (self.lasted >= LEAST, self.pictures >= 2 * ENOUGH);
        long && many || self.lasted >= LONGEST || self.pictures >= MOST
    }

    /// How much of what is needed there is, 0..=1.
    pub fn share(&self) -> f32 {
        if self.is_enough() {
            return 1.0;
        }
        let share = |is: f32, wanted: f32| (is / wanted).min(1.0);
        let pictures = share(self.pictures as f32, 2.0 * ENOUGH as f32);
        pictures.min(share(self.lasted.as_secs_f32(), LEAST.as_secs_f32()))
    }
}

/// One recording.
#[derive(Debug)]
struct Recording {
    recorded: Recorded,
    began: Duration,
    /// The one that was taken last.
    last: Option<Arc<Frame>>,
    frames: Vec<Vec<f32>>,
}

/// The two recordings of one network, on the inference thread. They are let go when the visitor
/// is forgotten, and with the engine that owns them.
#[derive(Debug, Default)]
pub struct Recordings {
    /// With it, and without it.
    sides: [Option<Recording>; 2],
}

/// Shared by the job that records and the one that ranks.
pub type Shared = Rc<RefCell<Recordings>>;

/// Which channels are recorded: those of the wall's steps, but no words.
#[derive(Debug, Clone)]
pub struct Channels {
    /// For each step its layer, an index into the outline's, and that layer's node.
    layers: Vec<(usize, NodeId)>,
    /// Where the channels of each begin and end among all.
    pub places: Vec<Range<usize>>,
}

impl Channels {
    /// Of this network.
    pub fn of(network: &Network) -> Self {
        let (outline, logits) = (&network.outline, network.graph.logits());
        let shown = outline.blocks.iter().map(|block| (block.shown, &outline.layers[block.shown]));
        let (mut layers, mut places, mut begin) = (Vec::new(), Vec::new(), 0);
        for (index, layer) in shown.filter(|(_, layer)| layer.node != logits) {
            let end = begin + layer.shape.channels;
            layers.push((index, layer.node));
            places.push(begin..end);
            begin = end;
        }
        Self { layers, places }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.places.last().map_or(0, |place| place.end)
    }

    /// The nodes that a pass must keep.
    pub fn nodes(&self) -> Vec<NodeId> {
        self.layers.iter().map(|&(_, node)| node).collect()
    }

    /// The channel in this place.
    pub fn unit(&self, place: usize) -> Option<Unit> {
        let at = self.places.iter().position(|places| places.contains(&place))?;
        Some(Unit { layer: self.layers[at].0, channel: place - self.places[at].start })
    }

    /// Each channel's strongest value, of a pass that kept [`Self::nodes`].
    fn strongest(&self, network: &Network, trace: &Trace) -> Result<Vec<f32>> {
        let _no_grad = tch::no_grad_guard();
        let read = |&(_, node): &(usize, NodeId)| -> Result<Tensor> {
            let value = trace.kept(&network.graph, node)?;
            peaks(value).map_err(Error::torch(&network.graph.nodes[node].name))
        };
        let peaks = self.layers.iter().map(read).collect::<Result<Vec<Tensor>>>()?;
        // One copy to the host.
        Tensor::f_cat(&peaks, 0)
            .and_then(|all| Vec::try_from(&all.f_to_device(tch::Device::Cpu)?))
            .map_err(Error::torch("the strongest values"))
    }
}

/// The largest value of each channel, `[C]`.
fn peaks(value: &Tensor) -> Result<Tensor, TchError> {
    let first = value.f_select(0, 0)?;
    let peaks = if first.dim() > 1 { first.f_amax(&[1_i64, 2][..], false)? } else { first };
    peaks.f_to_kind(Kind::Float)
}

impl Recordings {
    /// Begins this recording, or goes on with it; the one before on its side is let go.
    pub fn begin(&mut self, with: bool, run: u32) {
        let side = &mut self.sides[usize::from(!with)];
        if side.as_ref().is_none_or(|recording| recording.recorded.run != run) {
            let recorded = Recorded { run, ..Recorded::default() };
            let (began, last, frames) = (Duration::ZERO, None, Vec::new());
            *side = Some(Recording { recorded, began, last, frames });
        }
    }

    /// How far this recording has come; none where it was let go.
    pub fn recorded(&self, with: bool, run: u32) -> Option<Recorded> {
        let recording = self.sides[usize::from(!with)].as_ref()?;
        Some(recording.recorded).filter(|recorded| recorded.run == run)
    }

    /// Adds a frame, of a pass that kept the channels' nodes. A picture that is the one before once
    /// more only lets time pass.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn add(
        &mut self,
        with: bool,
        frame: &Arc<Frame>,
        channels: &Channels,
        network: &Network,
        trace: &Trace,
    ) -> Result<()> {
        let Some(recording) = &mut self.sides[usize::from(!with)] else { return Ok(()) };
        let Recording { recorded, began, last, frames } = recording;
        if frames.len() >= MOST || recorded.lasted >= LONGEST {
            return Ok(());
        }
        if last.is_none() {
            *began = frame.time;
        }
        recorded.lasted = frame.time.saturating_sub(*began);
        let same = |last: &Arc<Frame>| last.picture == frame.picture;
        if last.as_ref().is_some_and(same) {
            return Ok(());
        }
        frames.push(channels.strongest(network, trace)?);
        *last = Some(Arc::clone(frame));
        recorded.pictures = frames.len();
        Ok(())
    }

    /// The frames of these two recordings; none where one was let go.
    pub(super) fn both(&self, runs: [u32; 2]) -> Option<[&[Vec<f32>]; 2]> {
        let [with, without] = &self.sides;
        let of = |side: &'_ Option<Recording>, run: u32| -> bool {
            side.as_ref().is_some_and(|recording| recording.recorded.run == run)
        };
        if !of(with, runs[0]) || !of(without, runs[1]) {
            return None;
        }
        Some([&with.as_ref()?.frames, &without.as_ref()?.frames])
    }

    /// The visitor is gone.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
