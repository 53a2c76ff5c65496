//! The weights of a graph: tensors bound to its nodes by name once, and laid out for speed.

use std::collections::HashMap;

use tch::{Kind, TchError, Tensor};

use super::bounds::Bounds;
use super::checkpoint::Tensors;
use super::convolution;
use super::graph::Graph;
use super::op::{Affine, BatchNorm, Conv, Op};
use super::packed::{self, Packed};
use super::shape::{self, Extent};
use super::transposed::Transposed;
use crate::error::{Error, Result};
use crate::geometry::Size;

/// One node's tensors, on the device.
#[derive(Debug)]
pub struct Parameters {
    /// None where it can be read off the packed one.
    pub(super) weight: Option<Tensor>,
    /// `[outputs]`.
    pub bias: Option<Tensor>,
    /// A convolution's weight as the forward pass reads it; none where that reads
    /// [`Self::weight`].
    pub(super) packed: Option<Packed>,
    /// And as the backward pass reads it; none where that reads [`Self::weight`].
    pub(super) transposed: Option<Transposed>,
}

/// The parameters of every node that has some, batch normalisation folded into its convolution.
#[derive(Debug)]
pub struct Weights {
    nodes: Vec<Option<Parameters>>,
    bounds: Bounds,
}

impl Weights {
    /// Takes each node's tensors out of a checkpoint and moves them to the device.
    ///
    /// # Errors
    /// [`Error::Network`] where a tensor is missing; [`Error::Torch`] where one does not fit.
    pub fn bind(graph: &Graph, tensors: &mut Tensors, device: tch::Device) -> Result<Self> {
        let mut readers = HashMap::<String, usize>::new();
        for parameter in graph.nodes.iter().flat_map(|node| node.op.parameters()) {
            *readers.entry(parameter.name).or_default() += 1;
        }
        let mut take = |name: &str| {
            let missing = || Error::Network(format!("tensor {name} is missing"));
            let left = readers.get_mut(name).map_or(0, |left| {
                *left -= 1;
                *left
            });
            // Another node needs it too.
            let shared = tensors.get(name).filter(|_| left > 0).map(Tensor::shallow_clone);
            shared.or_else(|| tensors.remove(name)).ok_or_else(missing)
        };
        let _no_grad = tch::no_grad_guard();
        let mut nodes = Vec::with_capacity(graph.nodes.len());
        for node in &graph.nodes {
            let parameters = match &node.op {
                Op::Conv(conv) => Some(bind_conv(conv, &mut take, &node.name)?),
                Op::Linear(linear) => Some(Parameters {
                    weight: Some(take(&linear.weight)?),
                    bias: linear.bias.as_deref().map(&mut take).transpose()?,
                    packed: None,
                    transposed: None,
                }),
                Op::Affine(affine) => Some(bind_affine(affine, &mut take, &node.name)?),
                Op::LayerNorm(norm) => Some(Parameters {
                    weight: norm.weight.as_deref().map(&mut take).transpose()?,
                    bias: norm.bias.as_deref().map(&mut take).transpose()?,
                    packed: None,
                    transposed: None,
                }),
                Op::Input { .. }
                | Op::Clip { .. }
                | Op::Activation(_)
                | Op::MaxPool { .. }
                | Op::AvgPool(_)
                | Op::AdaptiveAvgPool { .. }
                | Op::Add
                | Op::Mul
                | Op::Concat
                | Op::Slice { .. }
                | Op::Shuffle { .. }
                | Op::Flatten => None,
            };
            let moved = parameters.map(|parameters| parameters.to(device)).transpose();
            nodes.push(moved.map_err(Error::torch(&node.name))?);
        }
        let bounds = Bounds::new(graph, &nodes).map_err(Error::torch("the weights"))?;
        Ok(Self { nodes, bounds })
    }

    /// The same, rounded to this kind of numbers; laid out as before.
    ///
    /// # Errors
    /// libtorch's, where there is no memory.
    pub fn to_kind(&self, kind: Kind) -> Result<Self, TchError> {
        let _no_grad = tch::no_grad_guard();
        let round = |own: &Parameters| own.to_kind(kind);
        let nodes = self.nodes.iter().map(|own| own.as_ref().map(round).transpose());
        Ok(Self { nodes: nodes.collect::<Result<_, _>>()?, bounds: self.bounds.clone() })
    }

    /// The same tensors once more, not copied: for a pass on another thread. They are only read.
    pub fn share(&self) -> Self {
        self.each(|own| {
            let packed = own.packed.as_ref().map(Packed::share);
            own.over(packed, own.transposed.as_ref().map(|_| Transposed::default()))
        })
    }

    /// The same tensors, not copied, whose convolutions are all libtorch's own calls.
    pub fn unpacked(&self) -> Self {
        self.each(|own| Parameters { weight: own.weight().ok(), ..own.over(None, None) })
    }

    fn each(&self, change: impl Fn(&Parameters) -> Parameters) -> Self {
        let nodes = self.nodes.iter().map(|own| own.as_ref().map(&change)).collect();
        Self { nodes, bounds: self.bounds.clone() }
    }

    /// Lays packed weights out for a picture of this size, and lets go of those that can be read
    /// off them. The layouts are made in the first pass otherwise, whose values would then lie
    /// between them in memory.
    ///
    /// # Errors
    /// [`Error::Network`] where the graph cannot read such a picture; [`Error::Torch`].
    pub fn prepare(&mut self, graph: &Graph, picture: Size) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        let extents = shape::infer(graph, picture)?;
        for (node, own) in graph.nodes.iter().zip(&mut self.nodes) {
            if let (Op::Conv(conv), Some(own)) = (&node.op, own)
                && let Extent::Maps { height, width, .. } = extents[node.inputs[0]]
            {
                convolution::prepare(conv, own, [height, width])
                    .map_err(Error::torch(&node.name))?;
                // Both would be in memory for ever. oneDNN lays groups out as one axis more.
                if conv.groups == 1 && own.packed.is_some() {
                    own.weight = None;
                }
            }
        }
        Ok(())
    }

    /// True where convolutions are run with packed weights.
    pub fn are_packed(&self) -> bool {
        self.nodes.iter().flatten().any(|own| own.packed.is_some())
    }

    /// How large values can become.
    pub(super) fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// This node's tensors; none where its operation needs none.
    pub fn of(&self, node: usize) -> Option<&Parameters> {
        self.nodes[node].as_ref()
    }
}

impl Parameters {
    /// A convolution's, [outputs, inputs / groups, kernel, kernel], channels last in memory; or a
    /// fully connected layer's, [outputs, inputs].
    ///
    /// # Errors
    /// libtorch's, where there is no memory.
    pub fn weight(&self) -> Result<Tensor, TchError> {
        if let Some(weight) = &self.weight {
            return Ok(weight.shallow_clone());
        }
        let unpacked = self.packed.as_ref().map(Packed::unpack).transpose()?;
        unpacked.flatten().ok_or_else(|| TchError::Shape("its weights are missing".into()))
    }

    fn to(self, device: tch::Device) -> Result<Self, TchError> {
        let bias = self.bias.map(|bias| bias.f_to_device(device)).transpose()?;
        let stays = matches!(device, tch::Device::Cpu);
        let (packed, transposed) =
            (self.packed.filter(|_| stays), self.transposed.filter(|_| stays));
        let weight = self.weight.map(|weight| weight.f_to_device(device)).transpose()?;
        Ok(Self { weight, bias, packed, transposed })
    }

    fn over(&self, packed: Option<Packed>, transposed: Option<Transposed>) -> Self {
        let bias = self.bias.as_ref().map(Tensor::shallow_clone);
        let weight = self.weight.as_ref().map(Tensor::shallow_clone);
        Self { weight, bias, packed, transposed }
    }

    fn to_kind(&self, kind: Kind) -> Result<Self, TchError> {
        let has_weight = self.weight.is_some() || self.packed.is_some();
        let bias = self.bias.as_ref().map(|bias| bias.f_to_kind(kind)).transpose()?;
        let packed = self.packed.is_some().then(Packed::default);
        let transposed = self.transposed.is_some().then(Transposed::default);
        let weight = has_weight.then(|| self.weight()?.f_to_kind(kind)).transpose()?;
        Ok(Self { weight, bias, packed, transposed })
    }
}

fn bind_conv(
    conv: &Conv,
    take: &mut impl FnMut(&str) -> Result<Tensor>,
    node: &str,
) -> Result<Parameters> {
    let mut weight = take(&conv.weight)?;
    let mut bias = conv.bias.as_deref().map(&mut *take).transpose()?;
    if let Some(norm) = &conv.norm {
        let [factor, summand] = [take(&norm.weight())?, take(&norm.bias())?];
        let [mean, var] = [take(&norm.running_mean())?, take(&norm.running_var())?];
        let folded = fold(norm, (&weight, bias), &[factor, summand, mean, var]);
        let (folded, shift) = folded.map_err(Error::torch(node))?;
        (weight, bias) = (folded, Some(shift));
    }
    let weight = channels_last(&weight).map_err(Error::torch(node))?;
    let packed = packed::is_there(weight.device()).then(Packed::default);
    let transposed = packed.is_some().then(Transposed::default);
    Ok(Parameters { weight: Some(weight), bias, packed, transposed })
}

/// A batch normalisation that stands alone becomes one factor and one summand.
fn bind_affine(
    affine: &Affine,
    take: &mut impl FnMut(&str) -> Result<Tensor>,
    node: &str,
) -> Result<Parameters> {
    let Some(norm) = &affine.norm else {
        let weight = affine.weight.as_deref().map(&mut *take).transpose()?;
        let bias = affine.bias.as_deref().map(&mut *take).transpose()?;
        return Ok(Parameters { weight, bias, packed: None, transposed: None });
    };
    let [factor, summand] = [take(&norm.weight())?, take(&norm.bias())?];
    let [mean, var] = [take(&norm.running_mean())?, take(&norm.running_var())?];
    let one = Tensor::ones([affine.channels, 1, 1, 1], (Kind::Float, tch::Device::Cpu));
    let folded = fold(norm, (&one, None), &[factor, summand, mean, var]);
    let (scale, shift) = folded.map_err(Error::torch(node))?;
    let scale = scale.f_flatten(0, -1).map_err(Error::torch(node))?;
    Ok(Parameters { weight: Some(scale), bias: Some(shift), packed: None, transposed: None })
}

/// A convolution and the batch normalisation behind it as one convolution. With
/// g = weight / √(var + eps), its weight is g·w and its bias g·(b − mean) + bias; computed in
/// double, since it is done once.
fn fold(
    norm: &BatchNorm,
    (own, own_bias): (&Tensor, Option<Tensor>),
    [weight, bias, mean, var]: &[Tensor; 4],
) -> Result<(Tensor, Tensor), TchError> {
    let double = |tensor: &Tensor| tensor.f_to_kind(Kind::Double);
    let scale = double(weight)?.f_div(&double(var)?.f_add_scalar(norm.eps)?.f_sqrt()?)?;
    let shifted = match own_bias {
        Some(own_bias) => double(&own_bias)?.f_sub(&double(mean)?)?,
        None => double(mean)?.f_neg()?,
    };
    let bias = shifted.f_mul(&scale)?.f_add(&double(bias)?)?.f_to_kind(Kind::Float)?;
    let weight = double(own)?.f_mul(&scale.f_reshape([-1, 1, 1, 1])?)?;
    Ok((weight.f_to_kind(Kind::Float)?, bias))
}

/// The same values, with the channels of one position side by side in memory: libtorch's
/// convolutions are about twice as fast on it, and every operation keeps it. tch has no call for
/// memory formats, but a permuted copy is one.
pub fn channels_last(tensor: &Tensor) -> Result<Tensor, TchError> {
    tensor.f_permute([0, 2, 3, 1])?.f_contiguous()?.f_permute([0, 3, 1, 2])
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small numbers of halves and quarters are exact")]
mod tests {
    use super::*;
    use crate::network::graph::Builder;
    use crate::network::op::Padding;

    #[test]
    fn batch_normalisation_is_folded_into_the_convolution() {
        let (mut builder, input) = Builder::new(1);
        let conv = Op::Conv(Conv {
            weight: "conv.weight".into(),
            bias: Some("conv.bias".into()),
            norm: Some(BatchNorm { prefix: "bn".into(), eps: 1.0 }),
            inputs: 1,
            outputs: 1,
            kernel: [1, 1],
            stride: [1, 1],
            padding: Padding::Each(0),
            groups: 1,
        });
        let conv = builder.push("conv", conv, &[input], None);
        let graph = builder.finish(conv);
        let values = [
            ("conv.weight", 5.0_f32),
            ("conv.bias", 7.0),
            ("bn.weight", 4.0),
            ("bn.bias", 3.0),
            ("bn.running_mean", 1.0),
            ("bn.running_var", 3.0),
        ];
        let mut tensors: Tensors = values
            .map(|(name, value)| {
                let shape: &[i64] = if name == "conv.weight" { &[1, 1, 1, 1] } else { &[1] };
                (name.to_owned(), Tensor::from_slice(&[value]).reshape(shape))
            })
            .into();
        let weights = Weights::bind(&graph, &mut tensors, tch::Device::Cpu).unwrap();
        let parameters = weights.of(conv).unwrap();
        // g = 4 / √(3 + 1) = 2; the weight is 2·5; the bias 2·(7 − 1) + 3.
        assert_eq!(parameters.weight().unwrap().double_value(&[0, 0, 0, 0]), 10.0);
        assert_eq!(parameters.bias.as_ref().unwrap().double_value(&[0]), 15.0);
        assert!(tensors.is_empty());
        let shared = weights.share();
        let place = |of: &Weights| of.of(conv).map(|own| own.weight().unwrap().data_ptr());
        assert_eq!(place(&shared), place(&weights), "nothing is copied");

        let error = Weights::bind(&graph, &mut tensors, tch::Device::Cpu).unwrap_err();
        assert_eq!(error.to_string(), "tensor conv.weight is missing");
    }
}
