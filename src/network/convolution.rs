//! A convolution, and its transpose for the backward pass.

use tch::{TchError, Tensor};

use super::op::Conv;
use super::packed::Limits;
use super::weights::Parameters;

/// The zeros around one call's input, before and after, down and across: "same" padding depends on
/// the input's size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zeros {
    pub(super) down: (i64, i64),
    pub(super) across: (i64, i64),
}

impl Zeros {
    pub(super) const NONE: Self = Self { down: (0, 0), across: (0, 0) };

    fn around(conv: &Conv, height: i64, width: i64) -> Self {
        let along = |size| conv.padding.resolve(size, conv.kernel, conv.stride);
        Self { down: along(height), across: along(width) }
    }

    /// As the convolution's own padding, where there are as many on either side; it cannot do
    /// others.
    fn even(self) -> Option<[i64; 2]> {
        let even = self.down.0 == self.down.1 && self.across.0 == self.across.1;
        even.then_some([self.down.0, self.across.0])
    }
}

/// The convolution. Where its weights are not packed and padding is the same on both sides,
/// libtorch's own call does it; otherwise the zeros are written first.
pub(super) fn forward(conv: &Conv, input: &Tensor, own: &Parameters) -> Result<Tensor, TchError> {
    let (_, _, height, width) = input.size4()?;
    let zeros = Zeros::around(conv, height, width);
    if let Some(packed) = own.packed.as_ref().filter(|_| height > 0 && width > 0) {
        let weights = (&own.weight, own.bias.as_ref());
        return packed.run(conv, input, weights, zeros, Limits::NONE);
    }
    if let Some(padding) = zeros.even() {
        return run(conv, input, own, padding, None);
    }
    let ((top, bottom), (left, right)) = (zeros.down, zeros.across);
    let padded = input.f_constant_pad_nd([left, right, top, bottom])?;
    run(conv, &padded, own, [0, 0], None)
}

/// The convolution and the rectifier behind it at once; none where its weights are not packed. Its
/// values are, bit for bit, those of [`forward`] limited afterwards.
pub(super) fn forward_rectified(
    conv: &Conv,
    input: &Tensor,
    own: &Parameters,
    limits: Limits,
) -> Result<Option<Tensor>, TchError> {
    let (_, _, height, width) = input.size4()?;
    let Some(packed) = own.packed.as_ref().filter(|_| height > 0 && width > 0) else {
        return Ok(None);
    };
    let zeros = Zeros::around(conv, height, width);
    packed.run(conv, input, (&own.weight, own.bias.as_ref()), zeros, limits).map(Some)
}

/// Without any zeros around the input: they are part of it already, where there must be some.
pub(super) fn inside(conv: &Conv, input: &Tensor, own: &Parameters) -> Result<Tensor, TchError> {
    run(conv, input, own, [0, 0], None)
}

/// What a signal at the output is at the input, [N, inputs, height, width]: every output value
/// spreads over the window it was summed up from, with the same weights.
pub(super) fn transpose(
    conv: &Conv,
    signal: &Tensor,
    own: &Parameters,
    [height, width]: [i64; 2],
) -> Result<Tensor, TchError> {
    let zeros = Zeros::around(conv, height, width);
    let ((top, bottom), (left, right)) = (zeros.down, zeros.across);
    // Values at the end that no window reached.
    let rest = |size: i64, zeros: (i64, i64)| {
        (size + zeros.0 + zeros.1 - conv.kernel).rem_euclid(conv.stride)
    };
    let rest = [rest(height, zeros.down), rest(width, zeros.across)];
    if let Some(padding) = zeros.even() {
        return run(conv, signal, own, padding, Some(rest));
    }
    let padded = run(conv, signal, own, [0, 0], Some(rest))?;
    debug_assert_eq!(padded.size()[2..], [height + top + bottom, width + left + right]);
    padded.f_narrow(2, top, height)?.f_narrow(3, left, width)
}

/// Forward, or with `rest` transposed and without bias. It is what `f_conv2d` calls, but that one
/// lets CUDA round f32 to TF32's eleven binary digits on the way.
fn run(
    conv: &Conv,
    input: &Tensor,
    own: &Parameters,
    padding: [i64; 2],
    rest: Option<[i64; 2]>,
) -> Result<Tensor, TchError> {
    let (benchmark, deterministic, cudnn, tf32) = (false, false, true, false);
    input.f_internal_convolution(
        &own.weight,
        if rest.is_some() { None } else { own.bias.as_ref() },
        [conv.stride, conv.stride],
        padding,
        [1, 1],
        rest.is_some(),
        rest.unwrap_or([0, 0]),
        conv.groups,
        benchmark,
        deterministic,
        cudnn,
        tf32,
    )
}
