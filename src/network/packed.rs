//! Convolutions with weights in oneDNN's own layout, the rectifier behind them in the same kernel.
//!
//! libtorch's own call lays the weights out anew in every pass, or leaves a convolution of 1x1 to a
//! matrix product, and a rectifier walks through the memory once more. The operation
//! `mkldnn::_convolution_pointwise`, which `torch.compile` calls, does neither. tch has no call for
//! it, but can load `TorchScript`: `assets/packed_convolution.pt` is a function around that one
//! operation, which `scripts/packed_convolution.py` writes.
//!
//! With a rectifier or without, the sums are the same: what a pass answers does not depend on which
//! of its values are kept.
//!
//! A rectifier is only included where nothing can come to it that is not a number
//! ([`super::bounds`]).
//!
//! The operation knows other activations, too. Its swish takes as long as libtorch's behind the
//! convolution, and its hardswish, 2 to 9 % faster, has other last digits than libtorch's: the
//! answer would depend on who keeps the values between. So they are computed apart.

use std::cell::RefCell;
use std::sync::OnceLock;
use std::thread;

use tch::{CModule, IValue, Kind, TchError, Tensor};

use super::convolution::Zeros;
use super::op::Conv;
use super::weights::channels_last;
use crate::error::Error;

/// The archive.
const ARCHIVE: &[u8] = include_bytes!("../../assets/packed_convolution.pt");

/// Set to 0 in the environment, every convolution is libtorch's own call.
const VARIABLE: &str = "DEEPVIS_FUSED";

/// A node's weights are kept in the layouts for so many sizes of its input: the live picture's, and
/// that of a background job. Each is another copy of them.
const LAYOUTS: usize = 2;

/// Whether convolutions can be run with packed weights on this device.
pub(super) fn is_there(device: tch::Device) -> bool {
    matches!(device, tch::Device::Cpu) && operation().is_some()
}

/// What `read` answers, which is to be computed on this device. Meanwhile libtorch reads the
/// archive, and the names of all its operations first: that takes as long as a network's weights.
pub(super) fn load_beside<T>(device: tch::Device, read: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        if matches!(device, tch::Device::Cpu) {
            let beside = thread::Builder::new().name("packed convolution".into());
            // Without it the archive is read when it is needed.
            drop(beside.spawn_scoped(scope, || operation().is_some()));
        }
        read()
    })
}

/// What a convolution's values are limited to before they are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limits {
    pub(super) lo: f64,
    pub(super) hi: f64,
}

impl Limits {
    /// As they come.
    pub(super) const NONE: Self = Self { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

    /// To these values, which are written over.
    pub(super) fn apply(self, mut values: Tensor) -> Result<Tensor, TchError> {
        if self == Self::NONE { Ok(values) } else { values.f_clamp_(self.lo, self.hi) }
    }

    /// In the words of the operation, with its numbers.
    fn activation(self) -> (&'static str, Vec<f64>) {
        match self {
            Self::NONE => ("none", Vec::new()),
            Self { lo: 0.0, hi: f64::INFINITY } => ("relu", Vec::new()),
            Self { lo, hi } => ("hardtanh", vec![lo, hi]),
        }
    }
}

/// One node's weights in oneDNN's layout, which depends on the size of the input: made when first
/// needed, the newest first.
#[derive(Debug, Default)]
pub(super) struct Packed {
    layouts: RefCell<Vec<Layout>>,
}

#[derive(Debug)]
struct Layout {
    input: Vec<i64>,
    weight: Tensor,
    zeros: Zeros,
}

impl Packed {
    /// What has been made so far, not copied: for a pass on another thread. Whatever is not there
    /// yet, each makes for itself.
    pub(super) fn share(&self) -> Self {
        let share = |layout: &Layout| Layout {
            input: layout.input.clone(),
            weight: layout.weight.shallow_clone(),
            zeros: layout.zeros,
        };
        Self { layouts: RefCell::new(self.layouts.borrow().iter().map(share).collect()) }
    }

    /// The convolution of `input`, [N, C, H, W], channels last, with these weights, limited. They
    /// are asked for where they are not packed yet.
    pub(super) fn run(
        &self,
        conv: &Conv,
        input: &Tensor,
        weight: impl FnOnce() -> Result<Tensor, TchError>,
        bias: Option<&Tensor>,
        zeros: Zeros,
        limits: Limits,
    ) -> Result<Tensor, TchError> {
        let operation = operation().ok_or_else(|| TchError::Torch("no such operation".into()))?;
        self.lay_out(conv, weight, input.size(), zeros)?;
        let layouts = self.layouts.borrow();
        let layout = layouts.first().ok_or_else(|| TchError::Torch("no layout".into()))?;
        operation.run(conv, input, layout, bias, limits)
    }

    /// Makes the layout for inputs of this size the newest.
    pub(super) fn lay_out(
        &self,
        conv: &Conv,
        weight: impl FnOnce() -> Result<Tensor, TchError>,
        input: Vec<i64>,
        zeros: Zeros,
    ) -> Result<(), TchError> {
        let fits = |layout: &Layout| layout.input == input && layout.zeros == zeros;
        let found = self.layouts.borrow().iter().position(fits);
        if let Some(at) = found {
            self.layouts.borrow_mut()[..=at].rotate_right(1);
            return Ok(());
        }
        // It may be read off one of the layouts.
        let layout = Layout::new(conv, &weight()?, input, zeros)?;
        let mut layouts = self.layouts.borrow_mut();
        layouts.truncate(LAYOUTS - 1);
        layouts.insert(0, layout);
        Ok(())
    }

    /// The weights, to the bit, read off the newest layout; none where there is none.
    pub(super) fn unpack(&self) -> Result<Option<Tensor>, TchError> {
        self.layouts.borrow().first().map(Layout::unpack).transpose()
    }
}

impl Layout {
    /// oneDNN has the same padding on both sides. One zero more at the end is a kernel that begins
    /// with a row or column of zeros, and one zero more on either side: that saves a copy of the
    /// input with the zeros around it. One zero more at the beginning is a kernel that ends so.
    fn new(conv: &Conv, weight: &Tensor, input: Vec<i64>, zeros: Zeros) -> Result<Self, TchError> {
        let extended = if zeros.even().is_some() {
            weight.shallow_clone()
        } else {
            let [(above, below), (left, right)] = zeros.extension();
            weight.f_constant_pad_nd([left, right, above, below])?
        };
        let weight = extended.f_to_mkldnn(None::<Kind>)?.f_mkldnn_reorder_conv2d_weight(
            zeros.most(),
            conv.stride,
            [1, 1],
            conv.groups,
            &input[..],
        )?;
        Ok(Self { input, weight, zeros })
    }

    /// Of a convolution of one group.
    fn unpack(&self) -> Result<Tensor, TchError> {
        let extended = self.weight.f_to_dense(None::<Kind>, false)?;
        let [(above, below), (left, right)] = self.zeros.extension();
        let (_, _, height, width) = extended.size4()?;
        let kernel = extended.f_narrow(2, above, height - above - below)?;
        channels_last(&kernel.f_narrow(3, left, width - left - right)?)
    }
}

/// `mkldnn::_convolution_pointwise`.
struct Operation(CModule);

impl Operation {
    /// Reads the archive, and tries it out.
    fn load() -> Result<Self, TchError> {
        let operation = Self(CModule::load_data(&mut &ARCHIVE[..])?);
        let conv = Conv::biased("", 1, 1, 1);
        let [input, weight] = [3.0_f32, 5.0].map(|value| Tensor::from(value).reshape([1, 1, 1, 1]));
        let layout = Layout::new(&conv, &weight, input.size(), Zeros::NONE)?;
        let answer = operation.run(&conv, &input, &layout, None, Limits { lo: 0.0, hi: 6.0 })?;
        match answer.f_double_value(&[0, 0, 0, 0])? {
            6.0 => Ok(operation),
            wrong => Err(TchError::Torch(format!("3 times 5, limited to 6, came to {wrong}"))),
        }
    }

    fn run(
        &self,
        conv: &Conv,
        input: &Tensor,
        layout: &Layout,
        bias: Option<&Tensor>,
        limits: Limits,
    ) -> Result<Tensor, TchError> {
        let (activation, numbers) = limits.activation();
        let arguments = [
            IValue::Tensor(input.shallow_clone()),
            IValue::Tensor(layout.weight.shallow_clone()),
            bias.map_or(IValue::None, |bias| IValue::Tensor(bias.shallow_clone())),
            IValue::IntList(layout.zeros.most().to_vec()),
            IValue::IntList(conv.stride.to_vec()),
            IValue::Int(conv.groups),
            IValue::String(activation.into()),
            IValue::DoubleList(numbers),
        ];
        match self.0.forward_is(&arguments)? {
            IValue::Tensor(values) => Ok(values),
            other => Err(TchError::Torch(format!("a packed convolution gave {other:?}"))),
        }
    }
}

/// The operation; none where this processor or this libtorch does not have it, or it is switched
/// off. It is looked for once, and its absence is said once.
fn operation() -> Option<&'static Operation> {
    static OPERATION: OnceLock<Option<Operation>> = OnceLock::new();
    let look = || {
        if std::env::var_os(VARIABLE).is_some_and(|value| value == "0") {
            log::info!("{VARIABLE} is 0: convolutions are libtorch's own calls");
            return None;
        }
        if !processor_gains() {
            log::info!("without AVX2 convolutions are libtorch's own calls");
            return None;
        }
        let no_operation = |problem| {
            let problem = Error::torch("packed convolution")(problem);
            log::warn!("convolutions are libtorch's own calls, which are slower: {problem}");
        };
        Operation::load().map_err(no_operation).ok()
    };
    OPERATION.get_or_init(look).as_ref()
}

/// Whether oneDNN has kernels that are worth it for this processor.
#[cfg(target_arch = "x86_64")]
fn processor_gains() -> bool {
    std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
}

#[cfg(not(target_arch = "x86_64"))]
fn processor_gains() -> bool {
    false
}

#[cfg(test)]
mod tests;
