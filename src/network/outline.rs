//! The outline of a network for the screen: layers, blocks, shapes, class names. No tensor.
//!
//! It is known before any picture, and `deepvis layers` prints it too.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::ser::SerializeMap;

use super::graph::{Graph, NodeId};
use super::manifest::{Answers, Spec};
use super::onnx::LUMA;
use super::op::Op;
use super::shape::Extent;
use super::{labels, receptive_field, shape};
use crate::error::Result;
use crate::geometry::Size;

/// Channels and the size of each channel's map; a fully connected layer has maps of 1x1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Number of units.
    pub channels: usize,
    /// Size of one map.
    pub map: Size,
}

/// Which input pixels one unit sees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReceptiveField {
    /// Of a column of the picture.
    pub down: Reach,
    /// Of a row.
    pub across: Reach,
}

/// Which of a row or column of input pixels one unit sees.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Reach {
    /// How many input pixels one value depends on.
    pub size: f64,
    /// Input pixels between neighbouring values.
    pub stride: f64,
    /// Input coordinate of the first value's centre, pixel centres at integers.
    pub offset: f64,
}

impl ReceptiveField {
    /// The same down and across, as it is of most networks.
    pub fn square(size: f64, stride: f64, offset: f64) -> Self {
        let reach = Reach { size, stride, offset };
        Self { down: reach, across: reach }
    }

    /// The longer side, in input pixels.
    pub fn size(&self) -> f64 {
        self.down.size.max(self.across.size)
    }
}

impl serde::Serialize for ReceptiveField {
    /// One way's numbers where they are the same both ways; otherwise those down, and those across
    /// under a name of their own.
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        let Self { down, across } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("size", &down.size)?;
        map.serialize_entry("stride", &down.stride)?;
        map.serialize_entry("offset", &down.offset)?;
        if across != down {
            map.serialize_entry("across", across)?;
        }
        map.end()
    }
}

/// A node that can be looked at: any but the input.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The node's name, as in `deepvis layers`: "blocks.3.expand".
    pub name: String,
    /// Position of its node in the graph.
    pub node: usize,
    /// Index into [`Outline::blocks`].
    pub block: usize,
    /// Its operation, such as "ReLU6".
    pub kind: &'static str,
    /// For an input of the network's own size.
    pub shape: Shape,
    /// True if its values can be negative (no rectifier): zero is then the neutral grey.
    pub signed: bool,
    /// What one of its values sees.
    pub receptive_field: ReceptiveField,
    /// True if it is worth showing by itself: rectified values and poolings, and those sums,
    /// products, concatenations, convolutions and fully connected layers that are not just on their
    /// way to a normalisation, a rectifier or a sum; not what only leads to a gate.
    pub essential: bool,
}

/// A group of layers with one name: a step of the wall.
#[derive(Debug, Clone)]
pub struct Block {
    /// The paper's name: "stem", "block 3", "conv2".
    pub name: String,
    /// Indices into [`Outline::layers`], in order.
    pub layers: Vec<usize>,
    /// The one the wall shows: the last rectified output, a concatenation of such included, or the
    /// last layer.
    pub shown: usize,
}

/// A network as the screen knows it.
#[derive(Debug, Clone)]
pub struct Outline {
    /// As on the command line: `efficientnet_lite0`.
    pub name: String,
    /// As people write it: "EfficientNet-Lite0".
    pub title: String,
    /// Year of the paper or release in which it was published; 0 where that is not known.
    pub year: u16,
    /// Size of the picture that the network reads, in pixels; most were trained on squares.
    pub input: Size,
    /// What its logits mean.
    pub answers: Answers,
    /// True where nobody has said what its input is to be.
    pub assumed: bool,
    /// True where the weights are made up: the answers then mean nothing, and every screen says so.
    pub untrained: bool,
    /// True where the weights are a file of the person's own: what they were trained on is not
    /// known.
    pub own_weights: bool,
    /// Number of trained values, batch normalisation's running statistics not counted.
    pub parameters: u64,
    /// Every node but the input and what only makes it grey, in execution order.
    pub layers: Vec<Layer>,
    /// In execution order; together they hold every layer once.
    pub blocks: Vec<Block>,
    /// Class names by class number.
    pub labels: Arc<[String]>,
}

impl Outline {
    /// Draws the outline of a graph. Blocks are made of what is essential; what leads there belongs
    /// to the same block.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where the graph cannot read its own input size.
    pub fn new(spec: &Spec, graph: &Graph, labels: Arc<[String]>) -> Result<Self> {
        let extents = shape::infer(graph, spec.input)?;
        let fields = receptive_field::walk(graph, &extents);
        let (gates, non_negative) = (graph.gates(), graph.non_negative());
        let worth = Worth { graph, extents: &extents, gates, non_negative };
        let consumers = graph.consumers();
        let (mut layers, mut blocks) = (Vec::<Layer>::new(), Vec::<Block>::new());
        // Layers that lead to a block which has nothing essential yet.
        let mut leading = 0;
        for (id, node) in graph.nodes.iter().enumerate() {
            // A grey network's picture is no part of it.
            let is_grey = node.name == LUMA && graph.is_picture(id);
            if matches!(node.op, Op::Input { .. }) || is_grey {
                continue;
            }
            let (layer, essential) = (layers.len(), worth.is_essential(id, &consumers[id]));
            let current = blocks.last_mut().filter(|block| block.name == node.block);
            match (current, essential) {
                (Some(block), _) => {
                    let shown: &Layer = &layers[block.shown];
                    let keeps = !worth.is_rectified(id) && worth.is_rectified(shown.node);
                    block.shown = if keeps || !essential { block.shown } else { layer };
                    block.layers.push(layer);
                }
                (None, true) => {
                    let led: Vec<usize> = (layer - leading..=layer).collect();
                    leading = 0;
                    blocks.push(Block { name: node.block.clone(), layers: led, shown: layer });
                }
                (None, false) => leading += 1,
            }
            layers.push(Layer {
                name: node.name.clone(),
                node: id,
                block: 0,
                kind: node.op.kind(),
                shape: extents[id].shape(),
                signed: !worth.non_negative[id],
                receptive_field: fields[id],
                essential,
            });
        }
        if let Some(last) = blocks.last_mut() {
            last.layers.extend(layers.len() - leading..layers.len());
        }
        for (index, block) in blocks.iter().enumerate() {
            for &layer in &block.layers {
                layers[layer].block = index;
            }
        }
        Ok(Self {
            name: spec.name.clone(),
            title: spec.title.clone(),
            year: spec.year,
            input: spec.input,
            answers: spec.answers,
            assumed: spec.assumed,
            untrained: false,
            own_weights: false,
            parameters: graph.parameter_count(),
            layers,
            blocks,
            labels,
        })
    }

    /// The shorter side of its picture, in pixels.
    pub fn side(&self) -> i32 {
        self.input.width.min(self.input.height)
    }

    /// True if the wall shows values that can be negative, beside the classes' logits.
    pub fn shows_below_zero(&self) -> bool {
        let shown = self.blocks.iter().map(|block| block.shown);
        let mut maps = shown.filter(|&layer| layer + 1 < self.layers.len());
        maps.any(|layer| self.layers.get(layer).is_some_and(|layer| layer.signed))
    }

    /// The classes that are people, where it is known that all others are not; none for other
    /// labels than ImageNet's, and where the classes mean nothing or perhaps something else.
    pub fn people(&self) -> Option<&'static [&'static str]> {
        if self.untrained || self.own_weights { None } else { labels::people_among(&self.labels) }
    }
}

/// What of a graph is worth looking at.
struct Worth<'a> {
    graph: &'a Graph,
    extents: &'a [Extent],
    /// See [`Graph::gates`]: a gate's values are no maps.
    gates: Vec<bool>,
    /// See [`Graph::non_negative`].
    non_negative: Vec<bool>,
}

impl Worth<'_> {
    /// True for a rectifier of any form, and for rectified maps put one after the other; not for
    /// what only reads such maps.
    fn is_rectified(&self, id: NodeId) -> bool {
        match self.graph.nodes[id].op {
            Op::Clip { .. } | Op::Activation(_) => !self.gates[id],
            Op::Concat => self.non_negative[id],
            Op::Input { .. }
            | Op::Conv(_)
            | Op::Linear(_)
            | Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Add
            | Op::Mul
            | Op::Slice { .. }
            | Op::Shuffle { .. }
            | Op::Flatten => false,
        }
    }

    fn is_essential(&self, id: NodeId, consumers: &[NodeId]) -> bool {
        let nodes = &self.graph.nodes;
        // A gate reads maps without taking them anywhere.
        let mut readers = consumers.iter().filter(|&&reader| !self.gates[reader]).peekable();
        let passes_on = |&&reader: &&NodeId| {
            let normalises = matches!(nodes[reader].op, Op::Affine(_) | Op::LayerNorm(_));
            let rectifies = matches!(nodes[reader].op, Op::Clip { .. } | Op::Activation(_));
            normalises || rectifies || matches!(nodes[reader].op, Op::Add | Op::Mul)
        };
        match &nodes[id].op {
            _ if self.gates[id] || self.graph.is_picture(id) => false,
            Op::Clip { .. } | Op::Activation(_) | Op::MaxPool { .. } => true,
            Op::AvgPool(_) => self.extents[id].shape().map.area() > 1,
            Op::Conv(_) | Op::Linear(_) | Op::Affine(_) | Op::Add | Op::Mul | Op::Concat => {
                readers.peek().is_none() || !readers.all(|reader| passes_on(&reader))
            }
            // Behind a stem; inside of a block it only leads to the next sums.
            Op::LayerNorm(_) => {
                let elsewhere = |&&reader: &&NodeId| nodes[reader].block != nodes[id].block;
                readers.any(|reader| elsewhere(&reader) && !passes_on(&reader))
            }
            Op::Input { .. }
            | Op::AdaptiveAvgPool { .. }
            | Op::Slice { .. }
            | Op::Shuffle { .. }
            | Op::Flatten => false,
        }
    }
}
