//! What is computed value by value or position by position: activations, normalisations, shuffles.

use tch::{TchError, Tensor};

use super::op::{Activation, AvgPool, LayerNorm};
use super::weights::Parameters;

/// A value to compute from.
#[derive(Debug)]
pub(super) enum Source {
    /// Nobody else reads it: it may be written over.
    Own(Tensor),
    /// Somebody else does.
    Lent(Tensor),
}

impl Source {
    fn map(
        self,
        over: impl FnOnce(&mut Tensor) -> Result<Tensor, TchError>,
        anew: impl FnOnce(&Tensor) -> Result<Tensor, TchError>,
    ) -> Result<Tensor, TchError> {
        match self {
            Self::Own(mut value) => over(&mut value),
            Self::Lent(value) => anew(&value),
        }
    }
}

/// x · weight + bias, each `[channels]`, in one walk through the values.
pub(super) fn affine(
    source: Source,
    weight: Option<&Tensor>,
    bias: Option<&Tensor>,
) -> Result<Tensor, TchError> {
    let value = match &source {
        Source::Own(value) | Source::Lent(value) => value,
    };
    let is_map = value.dim() == 4;
    let wide = |parameter: &Tensor| -> Result<Tensor, TchError> {
        if is_map { parameter.f_reshape([1, -1, 1, 1]) } else { Ok(parameter.shallow_clone()) }
    };
    match (weight.map(wide).transpose()?, bias.map(wide).transpose()?) {
        (Some(weight), Some(bias)) => source.map(
            |own| bias.f_addcmul_out(own, own, &weight),
            |lent| bias.f_addcmul_out(&lent.f_empty_like()?, lent, &weight),
        ),
        (Some(weight), None) => source.map(|own| own.f_mul_(&weight), |lent| lent.f_mul(&weight)),
        (None, Some(bias)) => source.map(|own| own.f_add_(&bias), |lent| lent.f_add(&bias)),
        (None, None) => source.map(|own| Ok(own.shallow_clone()), |lent| lent.f_mul_scalar(1.0)),
    }
}

/// Each position's channels normalised.
pub(super) fn layer_norm(
    norm: &LayerNorm,
    value: &Tensor,
    own: &Parameters,
) -> Result<Tensor, TchError> {
    let (weight, bias) = (own.weight.as_ref(), own.bias.as_ref());
    let run = |rows: &Tensor| rows.f_layer_norm([norm.channels], weight, bias, norm.eps, false);
    if value.dim() == 4 {
        run(&value.f_permute([0, 2, 3, 1])?)?.f_permute([0, 3, 1, 2])
    } else {
        run(value)
    }
}

/// The activation of each value.
pub(super) fn activate(activation: Activation, source: Source) -> Result<Tensor, TchError> {
    match activation {
        Activation::Sigmoid => source.map(Tensor::f_sigmoid_, Tensor::f_sigmoid),
        Activation::Silu => source.map(Tensor::f_silu_, Tensor::f_silu),
        Activation::HardSigmoid => source.map(Tensor::f_hardsigmoid_, Tensor::f_hardsigmoid),
        Activation::HardSwish => source.map(Tensor::f_hardswish_, Tensor::f_hardswish),
        Activation::Gelu { tanh } => {
            let form = if tanh { "tanh" } else { "none" };
            source.map(|own| own.f_gelu_(form), |lent| lent.f_gelu(form))
        }
        Activation::Tanh => source.map(Tensor::f_tanh_, Tensor::f_tanh),
        // tch has no slope but the usual one. The derivative times the value is the same.
        Activation::LeakyRelu { slope } => source.map(
            |own| own.f_leaky_relu_backward_grad_input(own, own, slope, false),
            |lent| lent.f_leaky_relu_backward(lent, slope, false),
        ),
    }
}

/// The mean of each window.
pub(super) fn average(pool: &AvgPool, value: &Tensor) -> Result<Tensor, TchError> {
    let &AvgPool { kernel, stride, padding, ceil_mode, counts_padding } = pool;
    value.f_avg_pool2d(kernel, stride, padding, ceil_mode, counts_padding, None)
}

/// [N, groups · k, H, W] with channel `g·k + i` at `i·groups + g`, channels last in memory.
pub(super) fn shuffle(groups: i64, value: &Tensor) -> Result<Tensor, TchError> {
    let (pictures, channels, height, width) = value.size4()?;
    value
        .f_permute([0, 2, 3, 1])?
        .f_reshape([pictures, height, width, groups, channels / groups.max(1)])?
        .f_transpose(3, 4)?
        .f_reshape([pictures, height, width, channels])?
        .f_permute([0, 3, 1, 2])
}
