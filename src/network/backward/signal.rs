//! A signal on its way back, and whether its memory may be written over.

use tch::{TchError, Tensor};

use crate::network::op::Activation;

/// A signal on its way.
pub(super) struct Signal {
    pub(super) value: Tensor,
    /// True where somebody else holds its memory too: it is not written over.
    pub(super) shared: bool,
}

impl Signal {
    pub(super) fn own(value: Tensor) -> Self {
        Self { value, shared: false }
    }

    pub(super) fn shared(value: Tensor) -> Self {
        Self { value, shared: true }
    }

    /// What two ways bring to one node.
    pub(super) fn plus(mut self, mut other: Self) -> Result<Self, TchError> {
        if !self.shared {
            return self.value.f_add_(&other.value).map(Self::own);
        }
        if !other.shared {
            return other.value.f_add_(&self.value).map(Self::own);
        }
        self.value.f_add(&other.value).map(Self::own)
    }

    /// Each value times that of `factor`, which has this shape or is one value a channel.
    pub(super) fn times(mut self, factor: &Tensor) -> Result<Self, TchError> {
        let value = if self.shared { self.value.f_mul(factor) } else { self.value.f_mul_(factor) };
        value.map(Self::own)
    }

    /// Without its negative values.
    pub(super) fn rectified(mut self) -> Result<Self, TchError> {
        let value =
            if self.shared { self.value.f_clamp_min(0.0) } else { self.value.f_clamp_min_(0.0) };
        value.map(Self::own)
    }

    /// Where the rectifier was open: its value lies between the limits, not on one.
    pub(super) fn where_open(self, value: &Tensor, lo: f64, hi: f64) -> Result<Self, TchError> {
        if self.shared {
            return value.f_hardtanh_backward(&self.value, lo, hi).map(Self::own);
        }
        value.f_hardtanh_backward_grad_input(&self.value, &self.value, lo, hi).map(Self::own)
    }

    /// Times the derivative of an activation. `value` is what it gave where
    /// [`is_told_by_its_value`], otherwise what it read.
    pub(super) fn through(self, activation: Activation, value: &Tensor) -> Result<Self, TchError> {
        let room =
            if self.shared { self.value.f_empty_like()? } else { self.value.shallow_clone() };
        let signal = &self.value;
        let passed = match activation {
            Activation::Sigmoid => Tensor::f_sigmoid_backward_grad_input(&room, signal, value),
            Activation::Tanh => Tensor::f_tanh_backward_grad_input(&room, signal, value),
            Activation::HardSigmoid => value
                .f_hardtanh_backward_grad_input(&room, signal, 0.0, 1.0)
                .and_then(|mut open| open.f_div_scalar_(6.0)),
            Activation::Silu => value.f_silu_backward_grad_input(&room, signal),
            Activation::HardSwish => value.f_hardswish_backward_out(&room, signal),
            Activation::Gelu { tanh } => {
                let form = if tanh { "tanh" } else { "none" };
                value.f_gelu_backward_grad_input(&room, signal, form)
            }
            Activation::LeakyRelu { slope } => {
                let is_result = is_told_by_its_value(activation);
                value.f_leaky_relu_backward_grad_input(&room, signal, slope, is_result)
            }
        };
        passed.map(Self::own)
    }
}

/// True where an activation's derivative follows from the value that it gave: the forward pass then
/// may write over what it read.
pub(super) fn is_told_by_its_value(activation: Activation) -> bool {
    match activation {
        Activation::Sigmoid | Activation::HardSigmoid | Activation::Tanh => true,
        Activation::LeakyRelu { slope } => slope >= 0.0,
        // They go down and up again: two places have one value.
        Activation::Silu | Activation::HardSwish | Activation::Gelu { .. } => false,
    }
}
