//! What the engine keeps of the newest pass: to read it again, and to compare the next with it.

use std::sync::Arc;

use tch::Tensor;

use crate::error::Result;
use crate::exhibit::work::Seen;
use crate::frame::Frame;
use crate::geometry::Rect;
use crate::network::Network;
use crate::network::forward::Trace;
use crate::taps::plan::Ablation;
use crate::taps::profile::{Footprint, Profile};

/// What is kept of a frame, so that it can be read again.
#[derive(Debug)]
pub(super) struct KeptPass {
    pub(super) frame: Arc<Frame>,
    pub(super) input: Tensor,
    pub(super) crop: Rect,
    /// None only while the next pass runs: two would need twice the memory.
    pub(super) trace: Option<Trace>,
    /// What the next frame is compared with.
    pub(super) comparison: Comparison,
    /// What was switched off.
    pub(super) ablated: Vec<Ablation>,
    /// The probabilities with everything switched on, where something was off.
    pub(super) baseline: Option<Vec<f32>>,
}

/// What a frame was, for the next to be compared with.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) sequence: u64,
    pub(super) scene: u64,
    pub(super) best: Option<usize>,
    /// None where something was switched off.
    pub(super) footprint: Option<Footprint>,
    /// What changed from the frame before it.
    pub(super) profile: Option<Arc<Profile>>,
}

impl Comparison {
    /// What changed since `before`; none where something was switched off in either.
    pub(super) fn profile_since(
        &self,
        before: &Self,
        network: &Network,
    ) -> Result<Option<Profile>> {
        let (Some(old), Some(new)) = (&before.footprint, &self.footprint) else { return Ok(None) };
        old.profile(new, before.sequence, network).map(Some)
    }
}

impl KeptPass {
    /// For the background jobs; none while the next pass runs.
    pub(super) fn seen(&self) -> Option<Seen<'_>> {
        let Self { frame, input, crop, .. } = self;
        let trace = self.trace.as_ref()?;
        Some(Seen { frame, input, crop: *crop, trace, ablated: !self.ablated.is_empty() })
    }
}
