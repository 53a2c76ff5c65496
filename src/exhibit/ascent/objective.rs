//! What is made large: a class's logit, or the mean of a unit's map before its activation.
//!
//! A rectifier that is shut passes no slope, and of the units of a late layer nine in ten are shut
//! on noise everywhere. So the value before it is what rises. Of a smooth activation too: where
//! SiLU, HardSwish and GELU fall, below about −1, their slope leads away from what they are for,
//! and a sigmoid far from zero has hardly any.

use tch::{Kind, TchError, Tensor};

use super::run::{in_torch, normalised};
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::network::Network;
use crate::network::backward::{self, Rule, Rules};
use crate::network::forward::{Keep, Trace};
use crate::network::graph::{Graph, NodeId};
use crate::network::op::Op;
use crate::taps::plan::Unit;

/// The units of a batch, one a picture, all of one layer.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Each unit's node and channel before the activation.
    units: Vec<(NodeId, usize)>,
    /// 1, or −1 for a unit that is to be small.
    signs: Vec<f64>,
    rules: Rules,
}

impl Objective {
    /// To make these units large, or as small as possible where the sign is negative.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit, or where it is rectified and is to be small.
    pub fn new(network: &Network, units: &[(Unit, bool)]) -> Result<Self> {
        let graph = &network.graph;
        let mut origins = Vec::with_capacity(units.len());
        for &(unit, negative) in units {
            origins.push(origin(network, unit, negative)?);
        }
        let gate = |&(node, _): &(NodeId, usize)| gate(graph, node);
        let first = origins.first().and_then(gate);
        let same = origins.iter().all(|origin| gate(origin) == first);
        let rules = Rules { rule: Rule::Gradient, open: first.filter(|_| same) };
        let signs = units.iter().map(|&(_, negative)| if negative { -1.0 } else { 1.0 }).collect();
        Ok(Self { units: origins, signs, rules })
    }

    /// The last node that must be computed.
    pub fn upto(&self) -> NodeId {
        self.units.iter().map(|&(node, _)| node).max().unwrap_or_default()
    }

    fn nodes(&self) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = self.units.iter().map(|&(node, _)| node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// What a forward pass must keep for [`Self::slope`].
    pub fn needs(&self, graph: &Graph) -> Vec<NodeId> {
        let nodes = self.nodes();
        [backward::needs(graph, &nodes, self.rules, &[0]), nodes].concat()
    }

    /// What each unit makes of its whole picture: picture n's is unit n's.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn read(&self, network: &Network, pictures: &[Picture]) -> Result<Vec<Reading>> {
        let _no_grad = tch::no_grad_guard();
        let input = in_torch(|| {
            let mut planes = Vec::with_capacity(pictures.len());
            for Picture { size, rgb } in pictures {
                let (height, width) = (i64::from(size.height), i64::from(size.width));
                let pixels = Tensor::f_from_slice(rgb)?.f_reshape([height, width, 3])?;
                planes.push(pixels.f_permute([2, 0, 1])?.f_to_kind(Kind::Float)?);
            }
            normalised(network, &Tensor::f_stack(&planes, 0)?.f_div_scalar_(255.0)?)
        })?;
        let trace = network.forward(&input, Keep::Only(&self.nodes()), self.upto())?;
        (0..self.units.len()).map(|unit| self.of(network, &trace, unit)).collect()
    }

    /// What unit number `unit` makes of its picture, which this pass has seen.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit, or its value was not kept.
    pub fn of(&self, network: &Network, trace: &Trace, unit: usize) -> Result<Reading> {
        let missing = || Error::Network(format!("no unit of number {unit} is made large"));
        let &(node, channel) = self.units.get(unit).ok_or_else(missing)?;
        let value = trace.kept(&network.graph, node)?;
        let name = &network.graph.nodes[node].name;
        Reading::of(value, unit, channel).map_err(Error::torch(name))
    }

    /// The slope of each unit's value at the network's input, [N, 3, height, width] in f32: uphill,
    /// or downhill for a unit that is to be small.
    ///
    /// # Errors
    /// Those of [`Network::backward`].
    pub fn slope(&self, network: &Network, trace: &Trace) -> Result<Tensor> {
        let mut seeds = Vec::new();
        for node in self.nodes() {
            let value = trace.kept(&network.graph, node)?;
            let name = &network.graph.nodes[node].name;
            seeds.push((node, self.seed(node, value).map_err(Error::torch(name))?));
        }
        let signals = network.backward(trace, &seeds, self.rules, &[0])?;
        let missing = || Error::Network("no signal reached the picture".into());
        let signal = signals.of(0).ok_or_else(missing)?;
        signal.f_to_kind(Kind::Float).map_err(Error::torch("the slope at the picture"))
    }

    /// The derivative of the mean over the map: the same everywhere, in each picture's own channel.
    fn seed(&self, node: NodeId, value: &Tensor) -> std::result::Result<Tensor, TchError> {
        let seed = value.f_zeros_like()?;
        let shape = value.size();
        let positions: i64 = shape.iter().skip(2).product();
        for (picture, (&(own, channel), sign)) in self.units.iter().zip(&self.signs).enumerate() {
            if own == node {
                let mut map = seed.f_select(0, picture as i64)?.f_select(0, channel as i64)?;
                drop(map.f_fill_(sign / positions.max(1) as f64)?);
            }
        }
        Ok(seed)
    }
}

/// What a unit makes of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The class's logit, or the mean of the unit's map before its activation.
    pub value: f32,
    /// From the least to the largest value of all units of that node.
    pub range: f32,
}

impl Reading {
    fn of(value: &Tensor, picture: usize, channel: usize) -> Result<Self, TchError> {
        let all = value.f_select(0, picture as i64)?.f_to_kind(Kind::Float)?;
        let mean = all.f_select(0, channel as i64)?.f_mean(Kind::Float)?;
        let range = all.f_max()?.f_sub(&all.f_min()?)?;
        Ok(Self { value: f32::try_from(&mean)?, range: f32::try_from(&range)? })
    }
}

/// Where a unit's value comes from before its activation.
fn origin(network: &Network, unit: Unit, negative: bool) -> Result<(NodeId, usize)> {
    let layers = &network.outline.layers;
    let missing = || {
        Error::Network(format!("there are {} layers, none of number {}", layers.len(), unit.layer))
    };
    let layer = layers.get(unit.layer).ok_or_else(missing)?;
    let (name, channels) = (&layer.name, layer.shape.channels);
    if unit.channel >= channels {
        let last = channels.saturating_sub(1);
        let problem = format!("{name} has no channel {}: they are 0 to {last}", unit.channel);
        return Err(Error::Network(problem));
    }
    if negative && !layer.signed {
        let problem = format!("nothing of {name} is below zero: it has no opposite");
        return Err(Error::Network(problem));
    }
    Ok(before_activation(&network.graph, layer.node, unit.channel))
}

fn before_activation(graph: &Graph, node: NodeId, channel: usize) -> (NodeId, usize) {
    read_by_activation(graph, node, channel).unwrap_or((node, channel))
}

/// What the activation read whose value a unit has. Also through what only takes such values
/// together, puts them elsewhere or scales them by a gate: means, maxima and products rise with
/// what is before. None where the unit has another value.
fn read_by_activation(graph: &Graph, node: NodeId, channel: usize) -> Option<(NodeId, usize)> {
    let found = &graph.nodes[node];
    let &first = found.inputs.first()?;
    match found.op {
        Op::Clip { .. } | Op::Activation(_) => Some((first, channel)),
        Op::MaxPool { .. } | Op::AvgPool(_) | Op::AdaptiveAvgPool { .. } => {
            read_by_activation(graph, first, channel)
        }
        Op::Flatten if graph.channels(first) == graph.channels(node) => {
            read_by_activation(graph, first, channel)
        }
        Op::Concat => {
            let mut channel = channel;
            for &input in &found.inputs {
                let own = graph.channels(input)?;
                if channel < own {
                    return read_by_activation(graph, input, channel);
                }
                channel -= own;
            }
            None
        }
        Op::Slice { start, .. } => read_by_activation(graph, first, channel + start as usize),
        Op::Shuffle { groups } => {
            let groups = (groups as usize).max(1);
            let in_a_group = graph.channels(first)? / groups;
            read_by_activation(graph, first, channel % groups * in_a_group + channel / groups)
        }
        Op::Mul => {
            let (maps, gate) = graph.gated(node)?;
            let rises = maps != gate && graph.is_non_negative(gate);
            rises.then(|| read_by_activation(graph, maps, channel)).flatten()
        }
        Op::Input { .. }
        | Op::Conv(_)
        | Op::Linear(_)
        | Op::Affine(_)
        | Op::LayerNorm(_)
        | Op::Add
        | Op::Flatten => None,
    }
}

/// The rectifier just before a depthwise convolution. Such a unit reads one channel alone; where
/// that one is shut everywhere, even the unit's value before its activation has no slope. A smooth
/// activation always has one, or nearly: it keeps its own.
fn gate(graph: &Graph, node: NodeId) -> Option<NodeId> {
    let found = &graph.nodes[node];
    let &input = found.inputs.first()?;
    match &found.op {
        // A normalisation that was not folded into it.
        Op::Affine(_) => gate(graph, input),
        Op::Conv(conv) => {
            let depthwise = conv.groups > 1 && conv.groups == conv.inputs;
            (depthwise && matches!(graph.nodes[input].op, Op::Clip { .. })).then_some(input)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::Builder;
    use crate::network::op::{Activation, Affine, AvgPool, Conv};

    /// Six maps, and what `behind` makes of the activation behind them.
    fn graph(activation: Op, behind: &[Op]) -> Graph {
        let (mut builder, input) = Builder::new(3);
        let conv = builder.push("conv", Op::Conv(Conv::biased("conv", 3, 6, 1)), &[input], None);
        let mut last = builder.push("activation", activation, &[conv], None);
        for op in behind {
            last = builder.push(op.kind(), op.clone(), &[last], None);
        }
        builder.finish(last)
    }

    const SILU: Op = Op::Activation(Activation::Silu);

    #[test]
    fn what_rises_is_what_the_activation_reads_whichever_it_is() {
        let pool = AvgPool {
            kernel: [2, 2],
            stride: [2, 2],
            padding: [0, 0],
            ceil_mode: false,
            counts_padding: true,
        };
        let means = [
            vec![],
            vec![Op::AvgPool(pool)],
            vec![Op::max_pool(2, 2, 0, false)],
            vec![Op::AdaptiveAvgPool { side: 1 }, Op::Flatten],
        ];
        for activation in [Op::RELU6, SILU, Op::Activation(Activation::LeakyRelu { slope: 0.1 })] {
            for behind in &means {
                let graph = graph(activation.clone(), behind);
                assert_eq!(before_activation(&graph, graph.logits(), 4), (1, 4), "{behind:?}");
            }
        }
        // Of a value that no activation gave it is that value itself.
        let graph = graph(SILU, &[Op::Conv(Conv::biased("next", 6, 6, 1)), Op::AvgPool(pool)]);
        assert_eq!(before_activation(&graph, 4, 5), (4, 5));
        assert_eq!(before_activation(&graph, 0, 2), (0, 2));
    }

    #[test]
    fn a_channel_is_followed_back_through_cuts_shuffles_and_gates() {
        // 0 1 2 | 3 4 5 become 0 3 1 4 2 5, of which 1 4 2 stay.
        let cut = graph(SILU, &[Op::Shuffle { groups: 2 }, Op::Slice { start: 2, end: 5 }]);
        let found = [0, 1, 2].map(|channel| before_activation(&cut, cut.logits(), channel));
        assert_eq!(found, [(1, 1), (1, 4), (1, 2)]);

        let (mut builder, input) = Builder::new(2);
        let maps = builder.push("maps", SILU, &[input], None);
        let gate = builder.push("gate", Op::Activation(Activation::HardSigmoid), &[maps], None);
        let gated = builder.push("gated", Op::Mul, &[maps, gate], None);
        let square = builder.push("square", Op::Mul, &[maps, maps], None);
        let both = builder.push("both", Op::Concat, &[gated, square], None);
        let graph = builder.finish(both);
        assert_eq!(before_activation(&graph, both, 1), (input, 1));
        // A square falls where what it reads is negative.
        assert_eq!(before_activation(&graph, both, 3), (both, 3));
        assert_eq!(before_activation(&graph, square, 1), (square, 1));
    }

    #[test]
    fn the_rectifier_before_a_depthwise_convolution_is_found_with_its_normalisation_beside_it() {
        let depthwise = Op::Conv(Conv { groups: 6, ..Conv::biased("depthwise", 6, 6, 1) });
        let norm = Op::Affine(Affine::batch_norm("norm", 1e-5, 6));
        for (activation, wanted) in [(Op::RELU, Some(2)), (SILU, None)] {
            let graph = graph(activation, &[depthwise.clone(), norm.clone()]);
            assert_eq!([3, 4].map(|node| gate(&graph, node)), [wanted; 2]);
        }
    }
}
