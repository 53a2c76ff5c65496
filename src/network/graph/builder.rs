//! A graph while it is written down.

use super::{Graph, Module, Node, NodeId};
use crate::network::op::Op;

/// Writes a graph down, node after node.
#[derive(Debug)]
pub struct Builder {
    nodes: Vec<Node>,
    block: String,
    training_only: Vec<&'static str>,
}

impl Builder {
    /// A graph that reads pictures of this many channels through its first node, "input".
    pub fn new(channels: i64) -> (Self, NodeId) {
        let (nodes, training_only) = (Vec::new(), Vec::new());
        let mut builder = Self { nodes, block: "input".to_owned(), training_only };
        let input = builder.push("input", Op::Input { channels }, &[], None);
        (builder, input)
    }

    /// The nodes that follow belong to this block.
    pub fn block(&mut self, name: impl Into<String>) {
        self.block = name.into();
    }

    /// Tensors whose names begin so have no node: see [`Graph::training_only`].
    pub fn skip(&mut self, prefix: &'static str) {
        self.training_only.push(prefix);
    }

    /// Appends a node.
    ///
    /// # Panics
    /// Where an input is not earlier in the list or the name is taken; a bug of the zoo file.
    pub fn push(
        &mut self,
        name: impl Into<String>,
        op: Op,
        inputs: &[NodeId],
        module: Option<Module>,
    ) -> NodeId {
        let (name, id) = (name.into(), self.nodes.len());
        assert!(inputs.iter().all(|&input| input < id), "{name} reads a node that follows it");
        assert!(self.nodes.iter().all(|node| node.name != name), "there are two nodes {name}");
        let block = self.block.clone();
        self.nodes.push(Node { name, block, op, inputs: inputs.to_vec(), module });
        id
    }

    /// The finished graph; `code` is the node with the last values before the classes.
    pub fn finish(self, code: NodeId) -> Graph {
        Graph { nodes: self.nodes, code, training_only: self.training_only, fixed: Vec::new() }
    }
}
