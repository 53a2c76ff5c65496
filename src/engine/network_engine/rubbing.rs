//! The answer for a picture of which a part is rubbed out, beside its own.

use std::sync::Arc;

use super::{GUESSES, NetworkEngine, nothing_seen};
use crate::error::Result;
use crate::network::erasure::{ErasurePlan, masked};
use crate::network::forward::Keep;
use crate::network::top_k::top_k;
use crate::snapshot::ErasedAnswer;
use crate::taps::plan::Plan;

impl NetworkEngine {
    /// Plans how the picture is run with a part of it rubbed out, where that is asked of a picture
    /// of this network's size.
    pub(super) fn plan_erasure(&mut self, plan: &Plan) -> Result<()> {
        let size = self.network.spec.input;
        let mask = plan.erased.as_ref().filter(|mask| mask.size() == size && !mask.is_empty());
        self.erasure = match (mask, self.erasure.take()) {
            (None, _) => None,
            (Some(mask), Some(known)) if known.is_for(mask) => Some(known),
            (Some(mask), _) => {
                let bounds = ErasurePlan::bounds_of(mask);
                Some(ErasurePlan::new(&self.network, size, bounds)?)
            }
        };
        Ok(())
    }

    /// What it answers with a part of the picture rubbed out. With units ablated, a whole pass.
    pub(super) fn erase(&self, plan: &Plan) -> Result<Option<ErasedAnswer>> {
        let (Some(erasure), Some(mask)) = (&self.erasure, &plan.erased) else { return Ok(None) };
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let trace = seen.trace.as_ref().ok_or_else(nothing_seen)?;
        let logits = if seen.ablated.is_empty() {
            erasure.logits(&self.network, &seen.input, trace, mask)?
        } else {
            let (input, upto) = (masked(&seen.input, mask)?, self.network.graph.logits());
            let ablated = self.ablated(plan);
            let trace = self.network.forward_ablated(&input, &ablated, Keep::Last, upto)?;
            self.network.read_logits(&trace)?
        };
        let probabilities = self.network.answer(&logits).unwrap_or_default();
        let top = top_k(&probabilities, GUESSES);
        Ok(Some(ErasedAnswer { mask: Arc::clone(mask), probabilities, top }))
    }
}
