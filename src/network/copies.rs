//! A network once more: in another precision, for another thread, or with other convolutions.

use std::sync::Arc;

use super::Network;
use super::precision::Precision;
use super::weights::Weights;
use crate::error::{Error, Result};

impl Network {
    /// The same network, computing in another precision. Batch normalisation was folded in f64 and
    /// every weight is rounded from f32: libtorch, too, goes from f64 to bf16 by way of f32.
    ///
    /// # Errors
    /// [`Error::Torch`] where there is no memory for its weights.
    pub fn in_precision(&self, precision: Precision) -> Result<Self> {
        let weights = self.weights.to_kind(precision.kind()).map_err(Error::torch("weights"))?;
        Ok(Self { precision, ..self.over(weights) })
    }

    /// The same network over the same tensors, for another thread: passes of both may run at once.
    /// What is laid out for an input's size at its first pass is shared too, after that.
    #[must_use]
    pub fn share(&self) -> Self {
        self.over(self.weights.share())
    }

    /// The same network over the same tensors, whose convolutions are libtorch's own calls: for a
    /// comparison. Their values differ in the last digits.
    #[must_use]
    pub fn unfused(&self) -> Self {
        self.over(self.weights.unpacked())
    }

    /// True where rectifiers are computed together with the convolution before them.
    pub fn is_fused(&self) -> bool {
        self.weights.are_packed()
    }

    fn over(&self, weights: Weights) -> Self {
        Self {
            spec: self.spec.clone(),
            graph: self.graph.clone(),
            outline: Arc::clone(&self.outline),
            weights,
            device: self.device,
            precision: self.precision,
            interrupt: self.interrupt.clone(),
        }
    }
}
