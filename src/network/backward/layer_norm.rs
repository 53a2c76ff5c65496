//! The transpose of layer normalisation's derivative.

use tch::{TchError, Tensor};

use crate::network::op::LayerNorm;
use crate::network::weights::Parameters;

/// What `signal` is at `read`, which was normalised; both [N, C, H, W] or [N, C].
///
/// With x̂ = (x − mean) / √(variance + eps) of the n channels of a position and g = signal ·
/// weight, that is (g − mean(g) − x̂ · mean(g · x̂)) / √(variance + eps): the mean and the variance
/// depend on every channel (Ba, Kiros and Hinton, "Layer normalization", 2016,
/// <https://arxiv.org/abs/1607.06450>).
pub(super) fn back(
    norm: &LayerNorm,
    read: &Tensor,
    signal: &Tensor,
    own: &Parameters,
) -> Result<Tensor, TchError> {
    let maps = read.dim() == 4;
    let rows = |value: &Tensor| {
        if maps { value.f_permute([0, 2, 3, 1]) } else { Ok(value.shallow_clone()) }
    };
    let none: Option<&Tensor> = None;
    let (normalised, _, inverse) =
        rows(read)?.f_native_layer_norm([norm.channels], none, none, norm.eps)?;
    let signal = rows(signal)?;
    let mut scaled = match &own.weight {
        Some(weight) => signal.f_mul(weight)?,
        None => signal.shallow_clone(),
    };
    let mean = |value: &Tensor| value.f_mean_dim(&[-1_i64][..], true, value.kind());
    let along = mean(&scaled.f_mul(&normalised)?)?;
    let offset = mean(&scaled)?;
    scaled = if own.weight.is_some() { scaled.f_sub_(&offset)? } else { scaled.f_sub(&offset)? };
    let mut normalised = normalised;
    let mut rest = scaled.f_sub_(&normalised.f_mul_(&along)?)?;
    // In bf16 the statistics are f32.
    let passed = rest.f_mul_(&inverse.f_to_kind(rest.kind())?)?;
    if maps { passed.f_permute([0, 3, 1, 2]) } else { Ok(passed) }
}
