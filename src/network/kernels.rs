//! What a convolution looks for: its weights as small pictures, plain host data.
//!
//! Where a convolution has a batch normalisation behind it, its weights are those after folding: each unit's kernel is
//! multiplied by one factor of its own, which may turn its sign. That is what the network computes with, and the only
//! weights under which a larger kernel has more to say.

use tch::{Device, Kind, TchError, Tensor};

use super::graph::{Graph, NodeId};
use super::op::{Conv, Op};
use super::weights::Weights;
use crate::error::{Error, Result};

/// Some of a convolution's kernels, of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernels {
    /// The node of the convolution.
    pub node: NodeId,
    /// Side of one kernel.
    pub side: usize,
    /// 3 where a kernel reads colours, otherwise 1.
    pub channels: usize,
    /// In the order in which they are to be shown.
    pub tiles: Vec<Tile>,
    /// Tile after tile, row after row, each weight with its channels: 128 is zero, 1 and 255 are the scale.
    pub bytes: Vec<u8>,
    /// The magnitude drawn at full colour: the largest of all tiles.
    pub scale: f32,
    /// The smallest and the largest weight of all tiles.
    pub range: (f32, f32),
}

/// One kernel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    /// Which it is: the unit, or the input channel that it reads.
    pub index: usize,
    /// √ of the sum of its squared weights.
    pub norm: f32,
}

/// The first convolution's kernels as colours, one a unit in the units' order: what each looks for in the normalised
/// picture.
///
/// # Errors
/// [`Error::Network`] where the network reads no colours through a convolution.
pub fn first_layer(graph: &Graph, weights: &Weights) -> Result<Kernels> {
    let reads_colours = |conv: &Conv| conv.inputs == 3 && conv.groups == 1;
    let found = graph.nodes.iter().enumerate().find_map(|(id, node)| match &node.op {
        Op::Conv(conv) if node.inputs == [0] && reads_colours(conv) => Some(id),
        _ => None,
    });
    let nothing = || Error::Network("no convolution reads the picture's colours".into());
    let node = found.ok_or_else(nothing)?;
    let weight = weight(weights, node)?;
    // [units, colours, side, side] to [units, side, side, colours].
    let colours = weight.f_permute([0, 2, 3, 1]);
    Kernels::of(node, colours).map_err(Error::torch(&graph.nodes[node].name))
}

/// The kernels of one unit, one for each input channel that it reads: those with the largest norm first, at most `count`.
/// `node` is a convolution, or what only passes a convolution's units on: a rectifier, a pooling, a concatenation.
///
/// # Errors
/// [`Error::Network`] where no convolution is behind the unit.
pub fn of_unit(
    graph: &Graph,
    weights: &Weights,
    node: NodeId,
    unit: usize,
    count: usize,
) -> Result<Kernels> {
    let name = &graph.nodes[node].name;
    let found = convolution_of(graph, node, unit);
    let (node, unit, conv) = found.ok_or_else(|| {
        Error::Network(format!("unit {unit} of {name} is not one convolution's: no kernels"))
    })?;
    let kernels = weight(weights, node)?.f_select(0, unit as i64).and_then(|own| {
        // [inputs, side, side, 1].
        Kernels::of(node, own.f_unsqueeze(-1))
    });
    let mut kernels = kernels.map_err(Error::torch(name))?;
    // Where channels are filtered in groups, a unit reads those of its own group only.
    let inputs = (conv.inputs / conv.groups) as usize;
    let first = unit / (conv.outputs / conv.groups) as usize * inputs;
    kernels.tiles.iter_mut().for_each(|tile| tile.index += first);
    kernels.sort_by_norm(count);
    Ok(kernels)
}

/// The convolution that computes a unit, and which of its units it is; none where it is a sum, a class or the picture.
pub fn convolution_of(graph: &Graph, node: NodeId, unit: usize) -> Option<(NodeId, usize, &Conv)> {
    let found = graph.nodes.get(node)?;
    match &found.op {
        Op::Conv(conv) => (unit < conv.outputs as usize).then_some((node, unit, conv)),
        Op::Clip { .. } | Op::MaxPool { .. } | Op::AdaptiveAvgPool { .. } => {
            convolution_of(graph, *found.inputs.first()?, unit)
        }
        Op::Concat => {
            let mut unit = unit;
            for &input in &found.inputs {
                let channels = graph.channels(input)?;
                if unit < channels {
                    return convolution_of(graph, input, unit);
                }
                unit -= channels;
            }
            None
        }
        Op::Input { .. } | Op::Linear(_) | Op::Add | Op::Flatten => None,
    }
}

fn weight(weights: &Weights, node: NodeId) -> Result<&Tensor> {
    let missing = || Error::Network(format!("node {node} has no weights"));
    weights.of(node).map(|own| &own.weight).ok_or_else(missing)
}

impl Kernels {
    /// From [tiles, side, side, channels].
    fn of(node: NodeId, weights: Result<Tensor, TchError>) -> Result<Self, TchError> {
        let weights = weights?.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?;
        let &[_, _, side, channels] = &weights.size()[..] else {
            return Err(TchError::Shape("not a convolution's weights".into()));
        };
        let values: Vec<f32> = Vec::try_from(&weights.f_contiguous()?.f_flatten(0, -1)?)?;
        let len = (side * side * channels) as usize;
        let norm = |tile: &[f32]| tile.iter().map(|value| value * value).sum::<f32>().sqrt();
        let tiles = values.chunks_exact(len.max(1)).enumerate();
        let tiles = tiles.map(|(index, tile)| Tile { index, norm: norm(tile) }).collect();
        let range =
            values.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), &value| {
                (low.min(value), high.max(value))
            });
        let range = if values.is_empty() { (0.0, 0.0) } else { range };
        let scale = range.1.max(-range.0);
        let factor = if scale > 0.0 { 127.0 / scale } else { 0.0 };
        let bytes = values.iter().map(|value| (128.0 + value * factor).round() as u8).collect();
        Ok(Self {
            node,
            side: side as usize,
            channels: channels as usize,
            tiles,
            bytes,
            scale,
            range,
        })
    }

    /// The kernel at this position alone; the scale and the range stay those of all.
    pub fn only(&self, position: usize) -> Self {
        let tiles = self.tiles.get(position).copied().into_iter().collect();
        Self { tiles, bytes: self.tile(position).to_vec(), ..self.clone() }
    }

    /// The bytes of tile number `position`.
    pub fn tile(&self, position: usize) -> &[u8] {
        let len = self.side * self.side * self.channels;
        self.bytes.get(position * len..(position + 1) * len).unwrap_or_default()
    }

    /// Strongest first, of equals the lower index; the scale and the range stay those of all.
    fn sort_by_norm(&mut self, count: usize) {
        let mut order: Vec<usize> = (0..self.tiles.len()).collect();
        order.sort_by(|&a, &b| self.tiles[b].norm.total_cmp(&self.tiles[a].norm));
        order.truncate(count);
        let bytes = order.iter().flat_map(|&position| self.tile(position)).copied().collect();
        self.tiles = order.iter().map(|&position| self.tiles[position]).collect();
        self.bytes = bytes;
    }
}
