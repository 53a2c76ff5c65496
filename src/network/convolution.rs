//! A convolution, and its transpose for the backward pass.

use tch::{TchError, Tensor};

use super::op::{Conv, Padding};
use super::packed::Limits;
use super::weights::{Parameters, channels_last};

/// The zeros around one call's input, before and after, down and across: "same" padding depends on
/// the input's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zeros {
    pub(super) down: (i64, i64),
    pub(super) across: (i64, i64),
}

impl Zeros {
    pub(super) const NONE: Self = Self { down: (0, 0), across: (0, 0) };

    fn around(conv: &Conv, height: i64, width: i64) -> Self {
        let along = |axis: usize, size| {
            conv.padding.resolve(axis, size, conv.kernel[axis], conv.stride[axis])
        };
        Self { down: along(0, height), across: along(1, width) }
    }

    /// As the convolution's own padding, where there are as many on either side; it cannot do
    /// others.
    pub(super) fn even(self) -> Option<[i64; 2]> {
        let even = self.down.0 == self.down.1 && self.across.0 == self.across.1;
        even.then_some([self.down.0, self.across.0])
    }

    /// The longer side's, down and across.
    pub(super) fn most(self) -> [i64; 2] {
        [self.down, self.across].map(|(before, after)| before.max(after))
    }

    /// What a kernel must be longer by at its beginning and its end, down and across, so that it
    /// sums up the same with as many zeros on either side as there are on the longer one.
    pub(super) fn extension(self) -> [(i64, i64); 2] {
        let longer =
            |(before, after): (i64, i64)| ((after - before).max(0), (before - after).max(0));
        [self.down, self.across].map(longer)
    }
}

/// The convolution, and the rectifier behind it where it has `limits`. Where its weights are not
/// packed, libtorch's own call does what it can: it knows no rectifier, and no padding that is not
/// the same on both sides.
pub(super) fn forward(
    conv: &Conv,
    input: &Tensor,
    own: &Parameters,
    limits: Limits,
) -> Result<Tensor, TchError> {
    let (_, _, height, width) = input.size4()?;
    if let Padding::Reflect(sides) = conv.padding {
        let around = input.f_reflection_pad2d(in_libtorchs_order(sides))?;
        return inside(conv, &channels_last(&around)?, own, limits);
    }
    let zeros = Zeros::around(conv, height, width);
    if let Some(packed) = own.packed.as_ref().filter(|_| height > 0 && width > 0) {
        return packed.run(conv, input, || own.weight(), own.bias.as_ref(), zeros, limits);
    }
    if let Some(padding) = zeros.even() {
        return limits.apply(run(conv, input, own, padding, None)?);
    }
    let ((top, bottom), (left, right)) = (zeros.down, zeros.across);
    let padded = input.f_constant_pad_nd([left, right, top, bottom])?;
    limits.apply(run(conv, &padded, own, [0, 0], None)?)
}

/// The same without any zeros around the input: they are part of it already, where there must be
/// some.
pub(super) fn inside(
    conv: &Conv,
    input: &Tensor,
    own: &Parameters,
    limits: Limits,
) -> Result<Tensor, TchError> {
    if let Some(packed) = own.packed.as_ref().filter(|_| input.numel() > 0) {
        return packed.run(conv, input, || own.weight(), own.bias.as_ref(), Zeros::NONE, limits);
    }
    limits.apply(run(conv, input, own, [0, 0], None)?)
}

/// Lays packed weights out for one input of this size, [1, inputs, height, width], before it comes.
pub(super) fn prepare(
    conv: &Conv,
    own: &Parameters,
    [height, width]: [i64; 2],
) -> Result<(), TchError> {
    let Some(packed) = &own.packed else { return Ok(()) };
    if let Padding::Reflect([above, left, below, right]) = conv.padding {
        let around = vec![1, conv.inputs, height + above + below, width + left + right];
        return packed.lay_out(conv, || own.weight(), around, Zeros::NONE);
    }
    let zeros = Zeros::around(conv, height, width);
    packed.lay_out(conv, || own.weight(), vec![1, conv.inputs, height, width], zeros)
}

/// What a signal at the output is at the input, [N, inputs, height, width]: every output value
/// spreads over the window it was summed up from, with the same weights.
pub(super) fn transpose(
    conv: &Conv,
    signal: &Tensor,
    own: &Parameters,
    [height, width]: [i64; 2],
) -> Result<Tensor, TchError> {
    if let Padding::Reflect(sides) = conv.padding {
        let [above, left, below, right] = sides;
        let plain = Conv { padding: Padding::Each(0), ..conv.clone() };
        let around = [height + above + below, width + left + right];
        let spread = transpose(&plain, signal, own, around)?;
        // Only its shape and layout are looked at.
        let kind = (signal.kind(), signal.device());
        let like = Tensor::f_empty([spread.size()[0], height, width, conv.inputs], kind)?;
        let like = like.f_permute([0, 3, 1, 2])?;
        return like.f_reflection_pad2d_backward(&spread, in_libtorchs_order(sides));
    }
    let zeros = Zeros::around(conv, height, width);
    if let Some(transposed) = &own.transposed
        && let Some(spread) =
            transposed.run(conv, || own.weight(), signal, zeros, [height, width])?
    {
        return Ok(spread);
    }
    plain_transpose(conv, signal, own, [height, width])
}

/// Above, left, below, right as libtorch's paddings want them: the last dimension first.
fn in_libtorchs_order([above, left, below, right]: [i64; 4]) -> [i64; 4] {
    [left, right, above, below]
}

/// The same by libtorch's own call.
fn plain_transpose(
    conv: &Conv,
    signal: &Tensor,
    own: &Parameters,
    [height, width]: [i64; 2],
) -> Result<Tensor, TchError> {
    let zeros = Zeros::around(conv, height, width);
    let ((top, bottom), (left, right)) = (zeros.down, zeros.across);
    // Values at the end that no window reached.
    let rest = |axis: usize, size: i64, zeros: (i64, i64)| {
        (size + zeros.0 + zeros.1 - conv.kernel[axis]).rem_euclid(conv.stride[axis])
    };
    let rest = [rest(0, height, zeros.down), rest(1, width, zeros.across)];
    if let Some(padding) = zeros.even() {
        return run(conv, signal, own, padding, Some(rest));
    }
    if own.transposed.is_some() && conv.groups > 1 {
        // As in `packed::Layout::new`. So nothing has to be cut off, and the signal stays dense.
        let [(above, below), (before, behind)] = zeros.extension();
        let weight = Some(own.weight()?.f_constant_pad_nd([before, behind, above, below])?);
        let own = Parameters { weight, bias: None, packed: None, transposed: None };
        return run(conv, signal, &own, zeros.most(), Some(rest));
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
        &own.weight()?,
        if rest.is_some() { None } else { own.bias.as_ref() },
        conv.stride,
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
