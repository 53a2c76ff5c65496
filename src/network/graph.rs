//! A network's graph as data: a list of nodes in execution order. It needs no weights.

use std::collections::HashSet;

mod builder;

use super::labels;
use super::op::{Activation, Affine, Conv, LayerNorm, Linear, Op, Parameter};
use crate::error::{Error, Result};
pub use builder::Builder;

/// Position of a node in [`Graph::nodes`].
pub type NodeId = usize;

/// The leaf PyTorch module whose output equals a node's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its path: "features.0".
    pub path: String,
    /// Which of its calls within one forward pass, from 1; a module may be used more than once.
    pub call: usize,
}

impl Module {
    /// The module's only call, or its first.
    pub fn new(path: impl Into<String>) -> Self {
        Self::called(path, 1)
    }

    /// The module's call number `call`, from 1.
    pub fn called(path: impl Into<String>, call: usize) -> Self {
        Self { path: path.into(), call }
    }
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Unique within the graph: "blocks.3.expand".
    pub name: String,
    /// The block it belongs to: "block 3".
    pub block: String,
    /// What it computes.
    pub op: Op,
    /// The nodes it reads, all earlier in the list.
    pub inputs: Vec<NodeId>,
    /// The PyTorch module with the same value; none where there is no such leaf. A convolution
    /// whose batch normalisation is folded in has the value of the batch normalisation, and so its
    /// module.
    pub module: Option<Module>,
}

/// A list of nodes in execution order. The first is the network's input, the last its logits.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// In execution order.
    pub nodes: Vec<Node>,
    /// The node with the code: the last values before the classes, one number a unit. A network
    /// that has none on its way has a node for it that nothing reads.
    pub code: NodeId,
    /// What the names of those tensors of a checkpoint begin with that only training needs, such as
    /// auxiliary classifiers: they have no node.
    pub training_only: Vec<&'static str>,
    /// Parameters of its structure, such as the luma's: they stay where the others are made up.
    pub fixed: Vec<String>,
}

impl Graph {
    /// The node with the classes' logits.
    pub fn logits(&self) -> NodeId {
        self.nodes.len() - 1
    }

    /// The node whose outputs are the classes: the last convolution or fully connected layer.
    /// Behind it values are only averaged, scaled or laid out in another way.
    pub fn classifier(&self) -> NodeId {
        let sums_up = |node: &Node| matches!(node.op, Op::Conv(_) | Op::Linear(_));
        self.nodes.iter().rposition(sums_up).unwrap_or_default()
    }

    /// The node whose channels' means are the code; none where something else than averaging lies
    /// between, or where the code reads the places of a map one by one.
    pub fn averaged_to_code(&self) -> Option<NodeId> {
        let (mut at, mut is_mean) = (self.code, false);
        while let Op::AdaptiveAvgPool { .. } | Op::Flatten = self.nodes[at].op {
            is_mean |= matches!(self.nodes[at].op, Op::AdaptiveAvgPool { side: 1 });
            at = *self.nodes[at].inputs.first()?;
        }
        let is_as_wide = self.channels(at) == self.channels(self.code);
        (is_mean && is_as_wide).then_some(at)
    }

    /// How many classes it tells apart.
    pub fn classes(&self) -> usize {
        self.channels(self.logits()).unwrap_or_default()
    }

    /// The same network with a last layer of this many classes, as it is after fine-tuning.
    pub fn with_classes(mut self, classes: i64) -> Self {
        let classifier = self.classifier();
        for node in &mut self.nodes[classifier..] {
            match &mut node.op {
                Op::Conv(Conv { outputs: count, .. })
                | Op::Linear(Linear { outputs: count, .. })
                | Op::Affine(Affine { channels: count, .. })
                | Op::LayerNorm(LayerNorm { channels: count, .. }) => *count = classes,
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
                | Op::Flatten => {}
            }
        }
        self
    }

    /// The node of this name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.nodes.iter().position(|node| node.name == name)
    }

    /// The node of this name.
    ///
    /// # Errors
    /// [`Error::Network`] with the names that come near.
    pub fn require(&self, name: &str) -> Result<NodeId> {
        self.find(name).ok_or_else(|| {
            let near = labels::nearest(name, self.nodes.iter().map(|node| &*node.name));
            let near = near.join(", ");
            Error::Network(format!("no layer is called {name:?}; the nearest are {near}"))
        })
    }

    /// For each node, the nodes that read it.
    pub fn consumers(&self) -> Vec<Vec<NodeId>> {
        let mut consumers = vec![Vec::new(); self.nodes.len()];
        for (id, node) in self.nodes.iter().enumerate() {
            for &input in &node.inputs {
                consumers[input].push(id);
            }
        }
        consumers
    }

    /// How many channels or units a node's value has; none where that depends on the picture's
    /// size.
    pub fn channels(&self, node: NodeId) -> Option<usize> {
        let found = self.nodes.get(node)?;
        let first = || self.channels(*found.inputs.first()?);
        match &found.op {
            Op::Input { channels } => Some(*channels as usize),
            Op::Conv(conv) => Some(conv.outputs as usize),
            Op::Linear(linear) => Some(linear.outputs as usize),
            Op::Affine(affine) => Some(affine.channels as usize),
            Op::LayerNorm(norm) => Some(norm.channels as usize),
            Op::Clip { .. }
            | Op::Activation(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::AdaptiveAvgPool { .. }
            | Op::Add
            | Op::Mul
            | Op::Shuffle { .. } => first(),
            Op::Slice { start, end } => Some((end - start) as usize),
            Op::Concat => found.inputs.iter().map(|&input| self.channels(input)).sum(),
            Op::Flatten => {
                let side = self.side(*found.inputs.first()?)?;
                Some(first()? * (side * side) as usize)
            }
        }
    }

    /// Rows and columns of a node's maps where they are the same for pictures of every size: behind
    /// a mean over bins. None elsewhere.
    pub fn side(&self, node: NodeId) -> Option<i64> {
        let found = self.nodes.get(node)?;
        match &found.op {
            Op::AdaptiveAvgPool { side } => Some(*side),
            Op::Conv(conv) if !conv.is_pointwise() => None,
            Op::Conv(_)
            | Op::Clip { .. }
            | Op::Activation(_)
            | Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Add
            | Op::Mul
            | Op::Concat
            | Op::Slice { .. }
            | Op::Shuffle { .. } => self.side(*found.inputs.first()?),
            Op::Input { .. }
            | Op::Linear(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::Flatten => None,
        }
    }

    /// Of a product that only scales maps: the node with the maps, and the gate, which says by how
    /// much. A gate is a sigmoid, or has one value a channel. None of other nodes.
    pub fn gated(&self, product: NodeId) -> Option<(NodeId, NodeId)> {
        let Node { op: Op::Mul, inputs, .. } = self.nodes.get(product)? else { return None };
        let &[first, second] = &inputs[..] else { return None };
        let is_gate = |id: NodeId| {
            let op = &self.nodes[id].op;
            matches!(op, Op::Activation(Activation::Sigmoid | Activation::HardSigmoid))
                || self.side(id) == Some(1)
        };
        match (is_gate(first), is_gate(second)) {
            (_, true) => Some((first, second)),
            (true, false) => Some((second, first)),
            (false, false) => None,
        }
    }

    /// For each node, whether its value leads to gates alone: squeeze-and-excitation's mean, its
    /// two small layers and their sigmoid.
    pub fn gates(&self) -> Vec<bool> {
        let (consumers, mut gates) = (self.consumers(), vec![false; self.nodes.len()]);
        for id in (0..self.nodes.len()).rev() {
            let opens = |&reader: &NodeId| {
                let gated = self.gated(reader);
                gates[reader] || gated.is_some_and(|(maps, gate)| gate == id && maps != id)
            };
            gates[id] = !consumers[id].is_empty() && consumers[id].iter().all(opens);
        }
        gates
    }

    /// True for the picture, and for what is the same picture in other colours: scaled and shifted,
    /// or grey.
    pub fn is_picture(&self, node: NodeId) -> bool {
        let Some(found) = self.nodes.get(node) else { return false };
        let of_picture = || found.inputs.first().is_some_and(|&input| self.is_picture(input));
        match &found.op {
            Op::Input { .. } => true,
            Op::Affine(_) => of_picture(),
            Op::Conv(conv) => {
                (conv.inputs, conv.outputs) == (3, 1) && conv.is_pointwise() && of_picture()
            }
            _ => false,
        }
    }

    /// For each node, whether its value reaches `node`: `node` itself and all it depends on.
    pub fn before(&self, node: NodeId) -> Vec<bool> {
        let mut before = vec![false; self.nodes.len()];
        before[node] = true;
        for id in (0..=node).rev().filter(|&id| id < self.nodes.len()) {
            if before[id] {
                self.nodes[id].inputs.iter().for_each(|&input| before[input] = true);
            }
        }
        before
    }

    /// Every tensor that a checkpoint must hold, in execution order; what several nodes share is
    /// there once.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> + '_ {
        let mut seen = HashSet::new();
        let all = self.nodes.iter().flat_map(|node| node.op.parameters());
        all.filter(move |parameter| seen.insert(parameter.name.clone()))
    }

    /// Number of trained values: without running statistics, and without what is fixed.
    pub fn parameter_count(&self) -> u64 {
        let is_fixed = |parameter: &Parameter| self.fixed.contains(&parameter.name);
        let trained = self.parameters().filter(|one| one.role.is_trained() && !is_fixed(one));
        trained.map(|parameter| parameter.len() as u64).sum()
    }

    /// True if the node's values cannot be negative.
    pub fn is_non_negative(&self, id: NodeId) -> bool {
        self.non_negative().get(id).copied().unwrap_or_default()
    }

    /// For each node, whether its values cannot be negative.
    pub fn non_negative(&self) -> Vec<bool> {
        // In order, each node once: there are more ways through sums than can be walked.
        let mut known: Vec<bool> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let is_so = match node.op {
                Op::Clip { lo, .. } => lo >= 0.0,
                Op::Activation(Activation::Sigmoid | Activation::HardSigmoid) => true,
                Op::MaxPool { .. }
                | Op::AvgPool(_)
                | Op::AdaptiveAvgPool { .. }
                | Op::Add
                | Op::Mul
                | Op::Concat
                | Op::Slice { .. }
                | Op::Shuffle { .. }
                | Op::Flatten => node.inputs.iter().all(|&input| known[input]),
                Op::Input { .. }
                | Op::Conv(_)
                | Op::Linear(_)
                | Op::Affine(_)
                | Op::LayerNorm(_)
                | Op::Activation(_) => false,
            };
            known.push(is_so);
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_are_those_of_the_last_sums_and_what_scales_them_goes_along() {
        let (mut builder, input) = Builder::new(3);
        let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[input], None);
        let norm = LayerNorm { weight: None, bias: None, channels: 3, eps: 1e-6 };
        let norm = builder.push("norm", Op::LayerNorm(norm), &[mean], None);
        let code = builder.push("code", Op::Flatten, &[norm], None);
        let linear = Op::Linear(Linear::new("classes", 3, 5));
        let linear = builder.push("classes", linear, &[code], None);
        let scaled = Op::Affine(Affine::batch_norm("scale", 1e-5, 5));
        builder.push("scale", scaled, &[linear], None);
        let graph = builder.finish(code);
        assert_eq!((graph.classifier(), graph.classes()), (linear, 5));
        // One value a channel, whatever has been done with it; but the code is no mean.
        assert_eq!((graph.channels(code), graph.side(norm)), (Some(3), Some(1)));
        assert_eq!(graph.averaged_to_code(), None);
        let eight = graph.with_classes(8);
        assert_eq!(eight.classes(), 8);
        let shapes: Vec<i64> = eight.parameters().map(|parameter| parameter.shape[0]).collect();
        assert_eq!(shapes, [8; 6]);
    }

    #[test]
    fn a_gate_is_all_that_leads_to_it_alone() {
        let (mut builder, input) = Builder::new(3);
        let mut push = |name: &str, op: Op, inputs: &[NodeId]| builder.push(name, op, inputs, None);
        let maps = push("maps", Op::RELU, &[input]);
        let mean = push("mean", Op::AdaptiveAvgPool { side: 1 }, &[maps]);
        let squeeze = push("squeeze", Op::Conv(Conv::biased("c", 3, 3, 1)), &[mean]);
        let sigmoid = push("sigmoid", Op::Activation(Activation::HardSigmoid), &[squeeze]);
        let scaled = push("scaled", Op::Mul, &[maps, sigmoid]);
        let places = push("places", Op::Activation(Activation::Sigmoid), &[scaled]);
        // Whichever of two equals comes first.
        let attended = push("attended", Op::Mul, &[places, scaled]);
        let square = push("square", Op::Mul, &[attended, attended]);
        let graph = builder.finish(square);
        let gates = graph.gates();
        let gates: Vec<NodeId> = (0..gates.len()).filter(|&id| gates[id]).collect();
        assert_eq!(gates, [mean, squeeze, sigmoid, places]);
        assert_eq!(graph.gated(scaled), Some((maps, sigmoid)));
        assert_eq!(graph.gated(attended), Some((scaled, places)));
        assert_eq!([graph.gated(square), graph.gated(maps)], [None, None]);
    }
}
