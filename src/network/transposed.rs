//! The transposes of convolutions and fully connected layers, for the backward pass.
//!
//! A convolution's is a convolution of the signal with packed weights: libtorch's transposed
//! convolutions take up to six times as long.
//!
//! In one dimension, with stride s and `before` zeros before the input, output i of a convolution
//! is Σₜ w\[t\] · x\[s·i + t − before\]. So what a signal g is at x\[s·j + b\], for each phase b of
//! 0..s, is Σₙ w\[b + before − s·n\] · g\[j + n\], over all n for which there is such a weight: a
//! convolution of stride 1. Where s is 1 its kernel is the mirrored one. Otherwise the phases are
//! computed at once, as channels, and then laid between each other (Shi et al., "Real-time single
//! image and video super-resolution using an efficient sub-pixel convolutional neural network",
//! 2016, <https://arxiv.org/abs/1609.05158>).

use std::cell::RefCell;

use tch::{Kind, TchError, Tensor};

use super::convolution::Zeros;
use super::op::Conv;
use super::packed::{Limits, Packed};

/// With so few channels at the input, such as a picture's three, a strided convolution is
/// transposed in phases, since a kernel of libtorch's own call would leave most of each register
/// empty. With more channels the phases have more weights of zero than that costs.
const FEW: i64 = 4;

/// The transpose of one node's convolution, made when first needed.
#[derive(Debug, Default)]
pub(super) struct Transposed {
    /// For the zeros around the last input: with padding "same" they depend on its size.
    made: RefCell<Option<Phases>>,
}

/// A convolution of the signal that has stride 1.
#[derive(Debug)]
struct Phases {
    conv: Conv,
    packed: Packed,
    /// The zeros before the input, down and across.
    before: [i64; 2],
    /// From j, the first and the last value of the signal that counts in s·j + b, down and across.
    reach: [(i64, i64); 2],
}

impl Transposed {
    /// What `signal`, [N, outputs, …], channels last, is at the input, [N, inputs, height, width].
    /// None where libtorch's own call is to be used.
    pub(super) fn run(
        &self,
        conv: &Conv,
        weight: impl FnOnce() -> Result<Tensor, TchError>,
        signal: &Tensor,
        zeros: Zeros,
        size: [i64; 2],
    ) -> Result<Option<Tensor>, TchError> {
        let in_phases = conv.groups == 1 && conv.inputs <= FEW;
        if signal.numel() == 0 || conv.stride != [1, 1] && !in_phases {
            return Ok(None);
        }
        let before = [zeros.down.0, zeros.across.0];
        let mut made = self.made.borrow_mut();
        let phases = match &mut *made {
            Some(phases) if phases.before == before => phases,
            made => made.insert(Phases::new(conv, before)),
        };
        phases.run(conv, weight, signal, size).map(Some)
    }
}

impl Phases {
    fn new(forward: &Conv, before: [i64; 2]) -> Self {
        let reach = [0, 1].map(|axis| {
            let (kernel, stride) = (forward.kernel[axis], forward.stride[axis]);
            let first = -(kernel - 1 - before[axis]).div_euclid(stride);
            (first, (stride - 1 + before[axis]).div_euclid(stride))
        });
        let phases = forward.stride[0] * forward.stride[1] * forward.inputs;
        let conv = Conv {
            groups: forward.groups,
            kernel: reach.map(|(first, last)| last - first + 1),
            ..Conv::biased("", forward.outputs, phases, 1)
        };
        Self { conv, packed: Packed::default(), before, reach }
    }

    /// [phases · inputs, outputs / groups, height, width].
    fn weight(&self, forward: &Conv, weight: &Tensor) -> Result<Tensor, TchError> {
        let (groups, [down, across], [high, wide]) =
            (forward.groups, forward.stride, self.conv.kernel);
        // Weight b + before − s·n is to lie at s·(last − n) + b: zeros stand where there is none.
        let around = [0, 1].map(|axis| {
            let front = forward.stride[axis] * self.reach[axis].1 - self.before[axis];
            let whole = forward.stride[axis] * self.conv.kernel[axis];
            (front, whole - front - forward.kernel[axis])
        });
        let whole = if around == [(0, 0); 2] {
            weight.shallow_clone()
        } else {
            let [(above, below), (left, right)] = around;
            weight.f_constant_pad_nd([left, right, above, below])?
        };
        let [outputs, inputs] = [forward.outputs, forward.inputs].map(|all| all / groups);
        let split = whole.f_reshape([groups, outputs, inputs, high, down, wide, across])?;
        let mirrored = if high * wide > 1 { split.f_flip([3, 5])? } else { split };
        let ordered = mirrored.f_permute([4, 6, 0, 2, 1, 3, 5])?;
        ordered.f_reshape([self.conv.outputs, outputs, high, wide])
    }

    fn run(
        &self,
        forward: &Conv,
        weight: impl FnOnce() -> Result<Tensor, TchError>,
        signal: &Tensor,
        size: [i64; 2],
    ) -> Result<Tensor, TchError> {
        let (batch, _, rows, columns) = signal.size4()?;
        let ([high, wide], [(above, below), (left, right)]) = (forward.stride, self.reach);
        // oneDNN has the same padding on both sides: what that makes too much is cut off.
        let wanted = [(size[0] + high - 1) / high, (size[1] + wide - 1) / wide];
        let down = (wanted[0] - rows + below).max(-above).max(0);
        let across = (wanted[1] - columns + right).max(-left).max(0);
        let zeros = Zeros { down: (down, down), across: (across, across) };
        let weight = || self.weight(forward, &weight()?);
        let phases = self.packed.run(&self.conv, signal, weight, None, zeros, Limits::NONE)?;
        let cut = phases.f_narrow(2, down + above, wanted[0])?;
        let cut = cut.f_narrow(3, across + left, wanted[1])?;
        if [high, wide] == [1, 1] {
            return Ok(cut);
        }
        cut.f_permute([0, 2, 3, 1])?
            .f_reshape([batch, wanted[0], wanted[1], high, wide, forward.inputs])?
            .f_permute([0, 1, 3, 2, 4, 5])?
            .f_reshape([batch, high * wanted[0], wide * wanted[1], forward.inputs])?
            .f_permute([0, 3, 1, 2])?
            .f_narrow(2, 0, size[0])?
            .f_narrow(3, 0, size[1])
    }
}

/// What `signal`, [N, outputs], is at the input of a fully connected layer with these weights,
/// [outputs, inputs]. Much of a signal is zero: one class is asked for, and most rectifiers were
/// shut. So of one picture only those rows of the weights are read that count; they are too many
/// for the processor's caches.
pub(super) fn linear(signal: &Tensor, weight: &Tensor) -> Result<Tensor, TchError> {
    let alone = signal.size().first() == Some(&1);
    if !alone || signal.kind() != Kind::Float || signal.device().is_cuda() {
        return signal.f_matmul(weight);
    }
    let rows = signal.f_nonzero()?.f_select(1, 1)?.f_contiguous()?;
    let factors = signal.f_flatten(0, -1)?.f_index_select(0, &rows)?;
    let (begin, sum) = (Tensor::f_from_slice(&[0_i64])?, 0);
    let (sums, ..) =
        Tensor::f_embedding_bag(weight, &rows, &begin, false, sum, false, Some(&factors), false)?;
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use tch::Device;

    use super::*;
    use crate::interrupt::Interrupt;
    use crate::network::backward::{Rule, backward};
    use crate::network::device::{self, DeviceChoice};
    use crate::network::forward::{Keep, forward};
    use crate::network::op::Padding;
    use crate::network::precision::Precision;
    use crate::network::weights::{Parameters, Weights, channels_last};
    use crate::network::{convolution, deterministic, packed, zoo};

    /// [inputs, outputs, kernel, stride, groups], padding, height and width of the input.
    type Case = ([i64; 5], Padding, [i64; 2]);

    const CASES: [Case; 19] = [
        // 1x1.
        ([6, 10, 1, 1, 1], Padding::Each(0), [9, 7]),
        ([40, 16, 1, 1, 1], Padding::Same, [8, 8]),
        // Depthwise.
        ([24, 24, 3, 1, 24], Padding::Same, [9, 7]),
        ([24, 24, 5, 1, 24], Padding::Each(2), [7, 7]),
        ([24, 24, 3, 2, 24], Padding::Same, [8, 10]),
        ([24, 24, 5, 2, 24], Padding::Same, [9, 8]),
        ([24, 24, 3, 2, 24], Padding::Each(1), [9, 8]),
        // Whole kernels: with more zeros than they reach, none, and one more at the end.
        ([8, 12, 3, 1, 1], Padding::Each(1), [9, 7]),
        ([8, 12, 3, 1, 1], Padding::Each(3), [9, 7]),
        ([8, 12, 3, 1, 1], Padding::Each(0), [9, 7]),
        ([8, 12, 4, 1, 1], Padding::Same, [9, 7]),
        ([8, 12, 3, 2, 1], Padding::Each(1), [9, 8]),
        // A picture's channels: values at the end that no window reached, and padding that depends
        // on the size.
        ([3, 12, 3, 2, 1], Padding::Same, [16, 17]),
        ([3, 12, 3, 2, 1], Padding::Each(0), [15, 16]),
        ([3, 12, 7, 2, 1], Padding::Each(3), [16, 19]),
        ([3, 12, 11, 4, 1], Padding::Each(2), [32, 37]),
        ([1, 2, 1, 3, 1], Padding::Each(0), [4, 6]),
        // AlexNet's two halves, as it was first.
        ([8, 12, 5, 1, 2], Padding::Each(2), [13, 11]),
        ([8, 12, 3, 2, 2], Padding::Same, [13, 12]),
    ];

    fn ours() -> Option<Transposed> {
        packed::is_there(Device::Cpu).then(Transposed::default)
    }

    fn values(shape: &[i64], kind: Kind) -> Tensor {
        let count = shape.iter().product::<i64>();
        let values: Vec<f32> = (0..count).map(|at| (at as f32 * 0.731).sin()).collect();
        channels_last(&Tensor::from_slice(&values).reshape(shape).to_kind(kind)).unwrap()
    }

    /// How far the two ways lie apart, as a share of the largest value.
    fn apart(case: Case, batch: i64, kind: Kind) -> f64 {
        let ([inputs, outputs, kernel, stride, groups], padding, size) = case;
        let conv = Conv {
            stride: [stride; 2],
            padding,
            groups,
            ..Conv::biased("", inputs, outputs, kernel)
        };
        ways_apart(&conv, size, batch, kind)
    }

    fn ways_apart(conv: &Conv, size: [i64; 2], batch: i64, kind: Kind) -> f64 {
        let case = format!("{conv:?} of {size:?}");
        let [height, width] = conv.kernel;
        let shape = [conv.outputs, conv.inputs / conv.groups, height, width];
        let own = |transposed| Parameters {
            weight: Some(values(&shape, kind)),
            bias: Some(Tensor::ones([conv.outputs], (kind, Device::Cpu))),
            packed: None,
            transposed,
        };
        let picture = Tensor::zeros([batch, conv.inputs, size[0], size[1]], (kind, Device::Cpu));
        let shape = convolution::forward(conv, &picture, &own(None), Limits::NONE).unwrap().size();
        let signal = values(&shape, kind);
        let run =
            |transposed| convolution::transpose(conv, &signal, &own(transposed), size).unwrap();
        let [ours, plain] = [run(ours()), run(None)];
        assert_eq!(ours.size(), [batch, conv.inputs, size[0], size[1]], "{case}");
        let largest = |value: &Tensor| value.abs().max().double_value(&[]);
        assert!(largest(&plain) > 0.0, "{case}");
        largest(&(ours - &plain)) / largest(&plain)
    }

    #[test]
    fn every_way_gives_what_libtorchs_own_call_does() {
        for case in CASES {
            for batch in [1, 2] {
                let apart = apart(case, batch, Kind::Float);
                assert!(apart < 1e-5, "{case:?} of {batch}: {apart}");
            }
        }
    }

    #[test]
    fn oblong_windows_with_other_zeros_on_each_side_too() {
        let sides = [[0, 3, 0, 3], [0, 3, 0, 1], [2, 0, 0, 3], [1, 2, 4, 0]].map(Padding::Sides);
        let paddings = [vec![Padding::Same, Padding::Each(1)], sides.to_vec()].concat();
        for (kernel, stride) in
            [([1, 7], [1, 1]), ([7, 1], [1, 1]), ([3, 5], [1, 2]), ([2, 3], [3, 1])]
        {
            for (inputs, groups) in [(3, 1), (8, 1), (12, 12)] {
                for &padding in &paddings {
                    let conv = Conv::biased("", inputs, 12, 1);
                    let conv = Conv { kernel, stride, padding, groups, ..conv };
                    let apart = ways_apart(&conv, [13, 16], 2, Kind::Float);
                    assert!(apart < 1e-5, "{conv:?}: {apart}");
                }
            }
        }
    }

    #[test]
    fn in_bf16_too() {
        let cpu = device::Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        if Precision::Bf16.check(cpu).is_err() {
            return;
        }
        for case in CASES {
            // Each value is rounded to eight binary digits.
            let apart = apart(case, 1, Kind::BFloat16);
            assert!(apart < 1.0 / 128.0, "{case:?}: {apart}");
        }
    }

    #[test]
    fn one_node_serves_pictures_of_every_size() {
        let Some(transposed) = ours() else { return };
        let conv = Conv { stride: [2, 2], padding: Padding::Same, ..Conv::biased("", 3, 4, 3) };
        let weight = values(&[4, 3, 3, 3], Kind::Float);
        let own = |transposed| Parameters {
            weight: Some(weight.shallow_clone()),
            bias: None,
            packed: None,
            transposed,
        };
        let (ours, plain) = (own(Some(transposed)), own(None));
        // Both have four windows, with other zeros around.
        for side in [8, 7, 8, 12, 11] {
            let signal = values(&[1, 4, (side + 1) / 2, (side + 1) / 2], Kind::Float);
            let [ours, plain] = [&ours, &plain]
                .map(|own| convolution::transpose(&conv, &signal, own, [side, side]).unwrap());
            assert!(ours.allclose(&plain, 1e-5, 1e-5, false), "{side}");
        }
    }

    #[test]
    fn a_layers_rows_are_summed_up_whether_most_count_or_none() {
        let weight = values(&[1, 1, 40, 64], Kind::Float).reshape([40, 64]);
        let all = values(&[1, 1, 2, 40], Kind::Float).reshape([2, 40]);
        let one = all.zeros_like();
        drop(one.select(1, 7).fill_(3.0));
        for signal in [&all, &one, &all.zeros_like(), &all.clamp_min(0.0)] {
            for batch in [1, 2] {
                let signal = signal.narrow(0, 0, batch);
                let found = linear(&signal, &weight).unwrap();
                assert_eq!(found.size(), [batch, 64]);
                assert!(found.allclose(&signal.matmul(&weight), 1e-5, 1e-5, false));
            }
        }
    }

    #[test]
    fn the_signals_in_networks_of_every_family_are_those_of_libtorchs_own_calls() {
        let go_on = Interrupt::default();
        for name in [
            "efficientnet_lite0",
            "mobilenet_v2",
            "squeezenet1_1",
            "resnet18",
            "googlenet",
            "alexnet",
        ] {
            let graph = zoo::graph(name).unwrap();
            let mut tensors = deterministic::tensors(&graph, &go_on).unwrap();
            let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
            let input = values(&[1, 3, 96, 101], Kind::Float);
            let logits = graph.logits();
            let trace = forward(&graph, &weights, &input, Keep::All, logits, &go_on).unwrap();
            let seed = trace.value(logits).unwrap().zeros_like();
            drop(seed.select(1, 7).fill_(1.0));
            let want: Vec<usize> = (0..graph.nodes.len()).collect();
            let walk = |weights: &Weights| {
                let seeds = [(logits, seed.shallow_clone())];
                backward(&graph, weights, &trace, &seeds, Rule::Gradient, &want, &go_on).unwrap()
            };
            let (ours, plain) = (walk(&weights), walk(&weights.unpacked()));
            assert!(ours.of(0).is_some(), "{name}");
            for (id, node) in graph.nodes.iter().enumerate() {
                let (Some(ours), Some(plain)) = (ours.of(id), plain.of(id)) else { continue };
                let largest = |value: &Tensor| value.abs().max().double_value(&[]);
                let (off, of) = (largest(&(ours - plain)), largest(plain));
                assert!(off <= 1e-5 * of, "{name}, {}: {off} of {of}", node.name);
            }
        }
    }
}
