//! How large a network's values can become, whatever it sees.
//!
//! oneDNN's rectifiers make zero of what is not a number, where libtorch's pass it on until
//! somebody says so. So a convolution and the rectifier behind it are computed together only where
//! no sum of products can leave the range of f32, and nothing that is not a number can come of it.

use tch::{Kind, TchError, Tensor};

use super::graph::Graph;
use super::op::{Activation, Op};
use super::weights::Parameters;

/// No value of an input may be larger: of a normalised picture they are below 10.
const LARGEST_INPUT: f64 = 1e3;

/// Sums up to here are in the range of f32 and of bf16, which ends at 3.4e38.
const LARGEST_SUM: f64 = 1e37;

/// The squares of values up to here are such sums too.
const LARGEST_ROOT: f64 = 1e18;

/// For each node between what its values lie with an input that [`Self::admits`].
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    nodes: Vec<Span>,
}

/// From −`below` to `above`, neither less than 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Span {
    below: f64,
    above: f64,
}

impl Span {
    /// Anything, and what is not a number too.
    const UNKNOWN: Self = Self { below: f64::INFINITY, above: f64::INFINITY };

    fn activated(self, activation: Activation) -> Self {
        let (Self { below, above }, upper) = (self, activation.upper());
        match activation {
            Activation::Sigmoid | Activation::HardSigmoid => Self { below: 0.0, above: upper },
            Activation::Tanh => Self { below: upper, above: upper },
            // They come down to −0.28, −0.38 and −0.17.
            Activation::Silu | Activation::HardSwish | Activation::Gelu { .. } => {
                Self { below: below.min(1.0), above }
            }
            Activation::LeakyRelu { slope } => {
                Self { below: below * slope.max(0.0), above: above.max(below * (-slope).max(0.0)) }
            }
        }
    }

    fn hull(self, other: Self) -> Self {
        Self { below: self.below.max(other.below), above: self.above.max(other.above) }
    }

    fn magnitude(self) -> f64 {
        self.below.max(self.above)
    }
}

impl Bounds {
    /// With these parameters, one a node that has some.
    ///
    /// # Errors
    /// libtorch's.
    pub(super) fn new(graph: &Graph, own: &[Option<Parameters>]) -> Result<Self, TchError> {
        let mut nodes: Vec<Span> = Vec::with_capacity(graph.nodes.len());
        for (node, own) in graph.nodes.iter().zip(own) {
            let inputs = node.inputs.iter().map(|&input| nodes[input]);
            let span = match &node.op {
                Op::Input { .. } => Span { below: LARGEST_INPUT, above: LARGEST_INPUT },
                Op::Conv(_) | Op::Linear(_) => {
                    let gain = own.as_ref().map(Gain::new).transpose()?.unwrap_or_default();
                    gain.of(inputs.fold(Span::default(), Span::hull))
                }
                &Op::Clip { lo, hi } => {
                    let Span { below, above } = inputs.fold(Span::default(), Span::hull);
                    Span { below: below.min((-lo).max(0.0)), above: above.min(hi.max(0.0)) }
                }
                Op::Affine(_) => {
                    let gain = own.as_ref().map(Gain::of_each).transpose()?.unwrap_or_default();
                    gain.of(inputs.fold(Span::default(), Span::hull))
                }
                Op::LayerNorm(_)
                    if inputs.clone().any(|input| input.magnitude() > LARGEST_ROOT) =>
                {
                    Span::UNKNOWN
                }
                Op::LayerNorm(norm) => {
                    // Of n values with mean 0 and variance 1 none is larger than √(n − 1).
                    let gain = own.as_ref().map(Gain::of_each).transpose()?.unwrap_or_default();
                    let most = (norm.channels as f64).sqrt();
                    gain.of(Span { below: most, above: most })
                }
                &Op::Activation(activation) => {
                    inputs.fold(Span::default(), Span::hull).activated(activation)
                }
                Op::MaxPool { .. }
                | Op::AvgPool(_)
                | Op::AdaptiveAvgPool { .. }
                | Op::Concat
                | Op::Slice { .. }
                | Op::Shuffle { .. }
                | Op::Flatten => inputs.fold(Span::default(), Span::hull),
                Op::Mul => inputs
                    .reduce(|one, other| Span {
                        below: (one.below * other.above).max(one.above * other.below),
                        above: (one.above * other.above).max(one.below * other.below),
                    })
                    .unwrap_or_default(),
                Op::Add => inputs.fold(Span::default(), |sum, one| Span {
                    below: sum.below + one.below,
                    above: sum.above + one.above,
                }),
            };
            // What may not be a number stays so, whatever a function is limited to.
            let is_number = |&input: &usize| nodes[input].magnitude() <= LARGEST_SUM;
            let known = node.inputs.iter().all(is_number);
            nodes.push(if known { span } else { Span::UNKNOWN });
        }
        Ok(Self { nodes })
    }

    /// True where none of this node's values, nor of the sums that lead to one, can be infinite or
    /// not a number. False also where weights are not numbers.
    pub(super) fn are_finite(&self, node: usize) -> bool {
        self.nodes[node].magnitude() <= LARGEST_SUM
    }

    /// True where an input of any shape is within what the bounds are for. On other devices than
    /// the CPU it does not matter: rectifiers there pass on what is not a number.
    ///
    /// # Errors
    /// libtorch's.
    pub(super) fn admits(input: &Tensor) -> Result<bool, TchError> {
        is_within(input, LARGEST_INPUT)
    }

    /// The same of a value that stands in for this node's own.
    ///
    /// # Errors
    /// libtorch's.
    pub(super) fn admits_at(&self, node: usize, value: &Tensor) -> Result<bool, TchError> {
        is_within(value, self.nodes.get(node).copied().unwrap_or_default().magnitude())
    }
}

fn is_within(values: &Tensor, bound: f64) -> Result<bool, TchError> {
    if !matches!(values.device(), tch::Device::Cpu) || values.numel() == 0 {
        return Ok(true);
    }
    let largest = values.f_abs()?.f_max()?.f_double_value(&[])?;
    // Not so where it is not a number.
    Ok(largest <= bound)
}

/// What a layer makes of its inputs at most.
#[derive(Debug, Clone, Copy, Default)]
struct Gain {
    /// The largest sum of an output's weights above zero …
    raising: f64,
    /// … and of those below.
    lowering: f64,
    /// The largest magnitude of a bias.
    shift: f64,
}

impl Gain {
    fn new(own: &Parameters) -> Result<Self, TchError> {
        let largest = |values: &Tensor| -> Result<f64, TchError> {
            if values.numel() == 0 { Ok(0.0) } else { values.f_max()?.f_double_value(&[]) }
        };
        let sums = |weights: &Tensor| {
            largest(&weights.f_flatten(1, -1)?.f_sum_dim_intlist(1, false, Kind::Double)?)
        };
        let weight = own.weight()?;
        let shift = own.bias.as_ref().map(|bias| largest(&bias.f_abs()?)).transpose()?;
        Ok(Self {
            raising: sums(&weight.f_clamp_min(0.0)?)?,
            lowering: sums(&weight.f_neg()?.f_clamp_min(0.0)?)?,
            shift: shift.unwrap_or_default(),
        })
    }

    /// The same of one factor and one summand a channel.
    fn of_each(own: &Parameters) -> Result<Self, TchError> {
        let largest = |values: &Tensor| -> Result<f64, TchError> {
            if values.numel() == 0 { Ok(0.0) } else { values.f_max()?.f_double_value(&[]) }
        };
        let shift = own.bias.as_ref().map(|bias| largest(&bias.f_abs()?)).transpose()?;
        let shift = shift.unwrap_or_default();
        let Some(weight) = &own.weight else {
            return Ok(Self { raising: 1.0, lowering: 0.0, shift });
        };
        // Limited by libtorch, which leaves what is not a number as it is.
        let raising = largest(&weight.f_clamp_min(0.0)?)?;
        Ok(Self { raising, lowering: largest(&weight.f_neg()?.f_clamp_min(0.0)?)?, shift })
    }

    fn of(self, input: Span) -> Span {
        // Weights that are no numbers, or zero times infinity: anything may come of it.
        let bound = |value: f64| if value.is_nan() { f64::INFINITY } else { value };
        let Span { below, above } = input;
        Span {
            below: bound(above * self.lowering + below * self.raising + self.shift),
            above: bound(above * self.raising + below * self.lowering + self.shift),
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small whole numbers are exact")]
mod tests {
    use tch::Device;

    use super::*;
    use crate::interrupt::Interrupt;
    use crate::network::graph::Builder;
    use crate::network::manifest::Manifest;
    use crate::network::op::{Affine, Conv, LayerNorm};
    use crate::network::weights::Weights;
    use crate::network::{deterministic, zoo};

    /// A convolution of two channels with weights 3 and −4 and a bias of −5, rectified to 6, added
    /// to itself.
    fn bounds(factor: f32) -> (Graph, Bounds) {
        let (mut builder, input) = Builder::new(2);
        let conv = builder.push("conv", Op::Conv(Conv::biased("c", 2, 1, 1)), &[input], None);
        let relu = builder.push("relu", Op::RELU6, &[conv], None);
        let add = builder.push("add", Op::Add, &[relu, relu], None);
        let graph = builder.finish(add);
        let weight = Tensor::from_slice(&[3.0 * factor, -4.0 * factor]).reshape([1, 2, 1, 1]);
        let mut tensors =
            [("c.weight".into(), weight), ("c.bias".into(), Tensor::from_slice(&[-5.0_f32]))]
                .into();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        let bounds = weights.bounds().clone();
        (graph, bounds)
    }

    #[test]
    fn a_bound_grows_by_the_weights_and_ends_at_a_rectifiers_limit() {
        let (_, bounds) = bounds(1.0);
        let spans = bounds.nodes.iter().map(|span| [span.below, span.above]);
        let both = 3.0 * 1e3 + 4.0 * 1e3 + 5.0;
        let wanted = [[1e3, 1e3], [both, both], [0.0, 6.0], [0.0, 12.0]];
        assert_eq!(spans.collect::<Vec<_>>(), wanted);
        // Of what is not negative only weights of one sign count.
        let gain = Gain { raising: 3.0, lowering: 4.0, shift: 0.5 };
        let span = gain.of(Span { below: 0.0, above: 6.0 });
        assert_eq!(span, Span { below: 24.5, above: 18.5 });
    }

    #[test]
    fn where_sums_may_be_infinite_or_weights_are_no_numbers_nothing_is_taken_for_finite() {
        let finite = |factor: f32| {
            let (graph, bounds) = bounds(factor);
            bounds.are_finite(graph.find("conv").unwrap())
        };
        assert!(finite(1.0) && finite(1e30));
        assert!(!finite(1e35) && !finite(f32::INFINITY) && !finite(f32::NAN));
        let unknown = Gain { raising: f64::NAN, ..Gain::default() };
        let after = Gain { raising: 1.0, ..Gain::default() }.of(unknown.of(Span::default()));
        assert_eq!(after.magnitude(), f64::INFINITY, "it stays so");
    }

    #[test]
    fn an_input_that_is_no_picture_is_not_admitted() {
        let admits = |value: f32| Bounds::admits(&Tensor::from_slice(&[0.0, value])).unwrap();
        assert!(admits(-2.5) && admits(1e3));
        assert!(!admits(-1e4) && !admits(f32::NAN) && !admits(f32::NEG_INFINITY));
        let (_, bounds) = bounds(1.0);
        assert!(!bounds.admits_at(2, &Tensor::from_slice(&[6.5_f32])).unwrap());
        assert!(bounds.admits_at(2, &Tensor::from_slice(&[6.0_f32])).unwrap());
    }

    #[test]
    fn of_most_networks_every_value_is_bounded() {
        for spec in Manifest::built_in().unwrap().networks {
            let graph = zoo::graph(&spec.name).unwrap();
            let mut tensors = deterministic::tensors(&graph, &Interrupt::default()).unwrap();
            let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
            let is_finite = |&id: &usize| weights.bounds().are_finite(id);
            let finite = (0..graph.nodes.len()).filter(is_finite).count();
            // Of so many layers in a row the bounds multiply.
            let deep = ["resnet34", "resnet50"].contains(&&*spec.name);
            assert!(deep || finite == graph.nodes.len(), "{}: {finite}", spec.name);
            assert!(2 * finite > graph.nodes.len(), "{}: {finite}", spec.name);
        }
    }

    #[test]
    fn what_may_not_be_a_number_stays_so_behind_a_function_with_limits() {
        for op in [Op::RELU6, Op::Activation(Activation::Sigmoid)] {
            let (mut builder, input) = Builder::new(1);
            let conv = Op::Conv(Conv { bias: None, ..Conv::biased("c", 1, 1, 1) });
            let conv = builder.push("conv", conv, &[input], None);
            let limited = builder.push("limited", op, &[conv], None);
            let scale = Affine { weight: Some("s".into()), bias: None, norm: None, channels: 1 };
            let scale = builder.push("scale", Op::Affine(scale), &[limited], None);
            let graph = builder.finish(scale);
            let finite = |weight: f32, scale: f32| {
                let weight = Tensor::from_slice(&[weight]).reshape([1, 1, 1, 1]);
                let tensors =
                    [("c.weight".into(), weight), ("s".into(), Tensor::from_slice(&[scale]))];
                let weights = Weights::bind(&graph, &mut tensors.into(), Device::Cpu).unwrap();
                [1, 2, 3].map(|node| weights.bounds().are_finite(node))
            };
            assert_eq!(finite(1.0, -2.0), [true; 3]);
            assert_eq!(finite(1e38, 1.0), [false; 3]);
            assert_eq!(finite(1.0, f32::NAN), [true, true, false]);
        }
    }

    #[test]
    fn each_operation_has_the_bounds_of_its_formula() {
        let span = |below, above| Span { below, above };
        let leaky = |slope| span(3.0, 5.0).activated(Activation::LeakyRelu { slope });
        assert_eq!(leaky(0.5), span(1.5, 5.0));
        assert_eq!(leaky(-2.0), span(0.0, 6.0));
        assert_eq!(span(3.0, 5.0).activated(Activation::Silu), span(1.0, 5.0));
        assert_eq!(span(0.25, 5.0).activated(Activation::Tanh), span(1.0, 1.0));
        let (mut builder, input) = Builder::new(9);
        let norm =
            LayerNorm { weight: Some("w".into()), bias: Some("b".into()), channels: 9, eps: 1e-6 };
        let norm = builder.push("norm", Op::LayerNorm(norm), &[input], None);
        let product = builder.push("product", Op::Mul, &[norm, input], None);
        let graph = builder.finish(product);
        let [mut weight, mut bias] = [[0.0_f32; 9]; 2];
        (weight[4], bias[2]) = (-2.0, -0.5);
        let tensors = [("w", weight), ("b", bias)];
        let tensors = tensors.map(|(name, values)| (name.to_owned(), Tensor::from_slice(&values)));
        let weights = Weights::bind(&graph, &mut tensors.into(), Device::Cpu).unwrap();
        // √9 times 2, and the summand.
        assert_eq!(weights.bounds().nodes[1..], [span(6.5, 6.5), span(6.5e3, 6.5e3)]);
    }
}
