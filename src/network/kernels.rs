//! The kernels of a convolution as small pictures: what a unit looks for. Plain host data.
//!
//! Where a convolution has a batch normalisation behind it, its weights are those after folding:
//! each unit's kernel is multiplied by one factor of its own, which may turn its sign. That is what
//! the network computes with, and the only weights under which a larger kernel has more to say.

use tch::{Device, Kind, TchError, Tensor};

use super::graph::{Graph, NodeId};
use super::op::{Conv, Op};
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::geometry::Size;

/// Some of a convolution's kernels, of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernels {
    /// The node of the convolution.
    pub node: NodeId,
    /// Columns and rows of one kernel.
    pub size: Size,
    /// 3 where a kernel reads colours, otherwise 1.
    pub channels: usize,
    /// In the order in which they are to be shown.
    pub tiles: Vec<Tile>,
    /// Tile after tile, row after row, each weight with its channels: 128 is zero, 1 and 255 are
    /// the scale.
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

/// The first convolution's kernels as colours, one a unit in the units' order: what each looks for
/// in the normalised picture. Where it reads a grey picture they are grey.
///
/// # Errors
/// [`Error::Network`] where the network reads no colours through a convolution.
pub fn first_layer(graph: &Graph, weights: &Weights) -> Result<Kernels> {
    let reads_picture = |id: NodeId, conv: &Conv| {
        let colours = conv.groups == 1 && [1, 3].contains(&conv.inputs);
        let input = graph.nodes[id].inputs.first();
        colours && input.is_some_and(|&input| graph.is_picture(input)) && !graph.is_picture(id)
    };
    let found = graph.nodes.iter().enumerate().find_map(|(id, node)| match &node.op {
        Op::Conv(conv) if reads_picture(id, conv) => Some(id),
        _ => None,
    });
    let nothing = || Error::Network("no convolution reads the picture's colours".into());
    let node = found.ok_or_else(nothing)?;
    let weight = weight(weights, node)?;
    // [units, colours, height, width] to [units, height, width, colours].
    let colours = weight.f_permute([0, 2, 3, 1]);
    Kernels::of(node, colours).map_err(Error::torch(&graph.nodes[node].name))
}

/// The kernels of one unit, one for each input channel that it reads: those with the largest norm
/// first, at most `count`. `node` is a convolution, or what only passes a convolution's units on: a
/// rectifier, a pooling, a concatenation, a product with a gate. Where a batch normalisation on the
/// way was not folded in, the kernels are multiplied by its factors here.
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
    let mut factor = None::<f64>;
    let scaled = |id: NodeId, unit: usize| -> Result<(), TchError> {
        if let Some(scales) = weights.of(id).and_then(|own| own.weight.as_ref()) {
            let own = scales.f_double_value(&[unit as i64])?;
            factor = Some(factor.map_or(own, |before| before * own));
        }
        Ok(())
    };
    let found = walk(graph, node, unit, scaled).map_err(Error::torch(name))?;
    let (node, unit, conv) = found.ok_or_else(|| {
        Error::Network(format!("unit {unit} of {name} is not one convolution's: no kernels"))
    })?;
    let kernels = weight(weights, node)?.f_select(0, unit as i64).and_then(|own| {
        // [inputs, height, width, 1].
        let own = match factor {
            Some(factor) => own.f_mul_scalar(factor)?,
            None => own,
        };
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

/// The convolution that computes a unit, and which of its units it is; none where it is a sum, a
/// class or the picture.
pub fn convolution_of(graph: &Graph, node: NodeId, unit: usize) -> Option<(NodeId, usize, &Conv)> {
    walk(graph, node, unit, |_, _| Ok(())).ok().flatten()
}

/// The same; `scaled` is told of each node on the way that has a factor for the unit, and of which
/// unit that is there.
fn walk(
    graph: &Graph,
    node: NodeId,
    unit: usize,
    mut scaled: impl FnMut(NodeId, usize) -> Result<(), TchError>,
) -> Result<Option<(NodeId, usize, &Conv)>, TchError> {
    let (mut at, mut unit) = (node, unit);
    while let Some(found) = graph.nodes.get(at) {
        if let Op::Conv(conv) = &found.op {
            return Ok((unit < conv.outputs as usize).then_some((at, unit, conv)));
        }
        if let Op::Affine(_) = found.op {
            scaled(at, unit)?;
        }
        let Some(before) = unit_before(graph, at, unit) else { break };
        (at, unit) = before;
    }
    Ok(None)
}

/// The unit of an input that this unit of a node passes on; none where it is of another making.
fn unit_before(graph: &Graph, node: NodeId, unit: usize) -> Option<(NodeId, usize)> {
    let found = graph.nodes.get(node)?;
    let first = found.inputs.first().copied();
    match &found.op {
        Op::Clip { .. }
        | Op::Activation(_)
        | Op::Affine(_)
        | Op::MaxPool { .. }
        | Op::AvgPool(_)
        | Op::AdaptiveAvgPool { .. } => Some((first?, unit)),
        Op::Mul => graph.gated(node).map(|(maps, _)| (maps, unit)),
        Op::Slice { start, .. } => Some((first?, unit + *start as usize)),
        Op::Shuffle { groups } => {
            let groups = *groups as usize;
            let each = graph.channels(first?)? / groups.max(1);
            Some((first?, unit % groups.max(1) * each + unit / groups.max(1)))
        }
        Op::Concat => {
            let mut unit = unit;
            for &input in &found.inputs {
                let channels = graph.channels(input)?;
                if unit < channels {
                    return Some((input, unit));
                }
                unit -= channels;
            }
            None
        }
        Op::Input { .. }
        | Op::Conv(_)
        | Op::Linear(_)
        | Op::LayerNorm(_)
        | Op::Add
        | Op::Flatten => None,
    }
}

fn weight(weights: &Weights, node: NodeId) -> Result<Tensor> {
    let missing = || Error::Network(format!("node {node} has no weights"));
    weights.of(node).ok_or_else(missing)?.weight().map_err(Error::torch("kernels"))
}

impl Kernels {
    /// From [tiles, height, width, channels].
    fn of(node: NodeId, weights: Result<Tensor, TchError>) -> Result<Self, TchError> {
        let weights = weights?.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?;
        let &[_, height, width, channels] = &weights.size()[..] else {
            return Err(TchError::Shape("not a convolution's weights".into()));
        };
        let values: Vec<f32> = Vec::try_from(&weights.f_contiguous()?.f_flatten(0, -1)?)?;
        let len = (height * width * channels) as usize;
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
            size: Size::new(width as i32, height as i32),
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
        let len = self.size.area() * self.channels;
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

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small whole numbers are exact")]
mod tests {
    use super::*;
    use crate::network::graph::Builder;
    use crate::network::op::{Affine, Padding};

    fn conv(name: &str, inputs: i64, outputs: i64, kernel: i64, groups: i64) -> Op {
        let padding = Padding::Each(kernel / 2);
        let conv = Conv::biased(name, inputs, outputs, kernel);
        Op::Conv(Conv { bias: None, padding, groups, ..conv })
    }

    /// Colours → 2 maps → relu beside 4 depthwise and grouped ones.
    fn network() -> (Graph, Weights) {
        let (mut builder, input) = Builder::new(3);
        let first = builder.push("first", conv("first", 3, 2, 1, 1), &[input], None);
        let relu = builder.push("relu", Op::RELU, &[first], None);
        let depthwise = builder.push("depthwise", conv("depthwise", 2, 2, 1, 2), &[relu], None);
        let second = builder.push("second", conv("second", 2, 2, 1, 1), &[relu], None);
        let concat = builder.push("concat", Op::Concat, &[relu, depthwise, second], None);
        let sum = builder.push("sum", Op::Add, &[second, relu], None);
        let graph = builder.finish(sum);
        assert_eq!(graph.channels(concat), Some(6));
        let tensor = |values: &[f32], shape: &[i64]| Tensor::from_slice(values).reshape(shape);
        let mut tensors = [
            ("first.weight".into(), tensor(&[1.0, 0.0, -2.0, 0.5, 2.0, 0.0], &[2, 3, 1, 1])),
            ("depthwise.weight".into(), tensor(&[3.0, -4.0], &[2, 1, 1, 1])),
            ("second.weight".into(), tensor(&[1.0, 2.0, -3.0, 1.0], &[2, 2, 1, 1])),
        ]
        .into();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        (graph, weights)
    }

    #[test]
    fn the_first_layers_kernels_are_colours_around_grey() {
        let (graph, weights) = network();
        let kernels = first_layer(&graph, &weights).unwrap();
        assert_eq!((kernels.size, kernels.channels, kernels.tiles.len()), (Size::new(1, 1), 3, 2));
        assert_eq!((kernels.range, kernels.scale), ((-2.0, 2.0), 2.0));
        // 128 + 127·w / 2, rounded.
        assert_eq!(kernels.tile(0), [192, 128, 1]);
        assert_eq!(kernels.tile(1), [160, 255, 128]);
        assert_eq!(kernels.tiles[0], Tile { index: 0, norm: 5.0_f32.sqrt() });
        assert!(kernels.tile(2).is_empty());
    }

    #[test]
    fn a_units_kernels_stand_strongest_first() {
        let (graph, weights) = network();
        let [second, concat] = ["second", "concat"].map(|name| graph.find(name).unwrap());
        let kernels = of_unit(&graph, &weights, second, 0, 9).unwrap();
        let tiles = [Tile { index: 1, norm: 2.0 }, Tile { index: 0, norm: 1.0 }];
        assert_eq!((&kernels.tiles[..], &kernels.bytes[..]), (&tiles[..], &[255, 192][..]));
        let one = of_unit(&graph, &weights, second, 1, 1).unwrap();
        assert_eq!((one.tiles.len(), one.tiles[0].index, one.range), (1, 0, (-3.0, 1.0)));
        // Units 4 and 5 of the concatenation are those of its third part.
        let same = of_unit(&graph, &weights, concat, 4, 9).unwrap();
        assert_eq!(same, kernels);
    }

    #[test]
    fn a_depthwise_unit_reads_its_own_channel_alone() {
        let (graph, weights) = network();
        let depthwise = graph.find("depthwise").unwrap();
        let kernels = of_unit(&graph, &weights, depthwise, 1, 9).unwrap();
        assert_eq!(kernels.tiles, [Tile { index: 1, norm: 4.0 }]);
        assert_eq!(kernels.bytes, [1]);
    }

    #[test]
    fn a_kernel_is_row_after_row_with_its_colours_side_by_side() {
        let (mut builder, input) = Builder::new(3);
        let first = builder.push("first", conv("first", 3, 1, 2, 1), &[input], None);
        let graph = builder.finish(first);
        // Red 1 to 4, green and blue nothing.
        let mut values = vec![0.0_f32; 12];
        values[..4].copy_from_slice(&[1.0, 2.0, 3.0, 4.0]);
        let weight = Tensor::from_slice(&values).reshape([1, 3, 2, 2]);
        let mut tensors = [("first.weight".into(), weight)].into();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        let kernels = first_layer(&graph, &weights).unwrap();
        let red: Vec<u8> = kernels.bytes.iter().copied().step_by(3).collect();
        assert_eq!(red, [160, 192, 223, 255]);
        assert!(kernels.bytes.chunks(3).all(|pixel| pixel[1..] == [128, 128]));
    }

    #[test]
    fn what_is_no_convolutions_unit_is_refused() {
        let (graph, weights) = network();
        let sum = graph.find("sum").unwrap();
        for (node, unit) in [(sum, 0), (0, 0), (graph.find("concat").unwrap(), 6)] {
            let error = of_unit(&graph, &weights, node, unit, 9).unwrap_err().to_string();
            assert!(error.ends_with("is not one convolution's: no kernels"), "{error}");
        }
        let (builder, input) = Builder::new(3);
        let graph = builder.finish(input);
        let weights = Weights::bind(&graph, &mut [].into(), Device::Cpu).unwrap();
        assert!(first_layer(&graph, &weights).is_err());
    }

    #[test]
    fn a_unit_goes_through_gates_and_takes_a_normalisations_factor_along() {
        let (mut builder, input) = Builder::new(3);
        let first = builder.push("first", conv("first", 3, 2, 1, 1), &[input], None);
        let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[first], None);
        let scaled = builder.push("scaled", Op::Mul, &[first, mean], None);
        let both = builder.push("both", Op::Concat, &[first, scaled], None);
        let affine = Affine { weight: Some("s".into()), bias: None, norm: None, channels: 4 };
        let affine = builder.push("affine", Op::Affine(affine), &[both], None);
        let square = builder.push("square", Op::Mul, &[first, first], None);
        let graph = builder.finish(square);
        let weight = Tensor::from_slice(&[1.0_f32, 0.0, -2.0, 0.5, 2.0, 0.0]).reshape([2, 3, 1, 1]);
        let factors = Tensor::from_slice(&[1.0_f32, 1.0, 1.0, -3.0]);
        let mut tensors = [("first.weight".into(), weight), ("s".into(), factors)].into();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        assert_eq!(
            convolution_of(&graph, affine, 3).map(|(node, unit, _)| (node, unit)),
            Some((first, 1))
        );
        let kernels = of_unit(&graph, &weights, affine, 3, 9).unwrap();
        let strongest = Tile { index: 1, norm: 6.0 };
        assert_eq!((kernels.tiles[0], kernels.range), (strongest, (-6.0, 0.0)));
        assert!(of_unit(&graph, &weights, square, 0, 9).is_err(), "a product is no convolution's");
    }

    #[test]
    fn the_kernels_that_read_a_grey_picture_are_grey_and_as_oblong_as_they_are() {
        let (mut builder, input) = Builder::new(3);
        let luma = builder.push("luma", conv("luma", 3, 1, 1, 1), &[input], None);
        let affine = Affine { weight: Some("s".into()), bias: None, norm: None, channels: 1 };
        let affine = builder.push("affine", Op::Affine(affine), &[luma], None);
        let wide = Conv { kernel: [1, 2], bias: None, ..Conv::biased("wide", 1, 2, 1) };
        let wide = builder.push("wide", Op::Conv(wide), &[affine], None);
        let graph = builder.finish(wide);
        let mut tensors = [
            (
                "luma.weight".into(),
                Tensor::from_slice(&[0.299_f32, 0.587, 0.114]).reshape([1, 3, 1, 1]),
            ),
            ("s".into(), Tensor::from_slice(&[1.0_f32])),
            (
                "wide.weight".into(),
                Tensor::from_slice(&[1.0_f32, -1.0, 0.5, 0.0]).reshape([2, 1, 1, 2]),
            ),
        ]
        .into();
        let weights = Weights::bind(&graph, &mut tensors, Device::Cpu).unwrap();
        let kernels = first_layer(&graph, &weights).unwrap();
        assert_eq!((kernels.node, kernels.size, kernels.channels), (wide, Size::new(2, 1), 1));
        assert_eq!((kernels.tile(0), kernels.tile(1)), (&[255, 1][..], &[192, 128][..]));
    }
}
