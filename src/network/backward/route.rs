//! Which nodes lie between the seeds of a backward pass and what is wanted of it.

use crate::network::graph::{Graph, NodeId};

/// What lies between the seeds and what is wanted.
pub(super) struct Route {
    /// True for nodes that a signal reaches.
    reached: Vec<bool>,
    /// True for nodes from which a wanted one can be reached, or which are wanted.
    leads: Vec<bool>,
}

impl Route {
    pub(super) fn new(graph: &Graph, seeds: &[NodeId], want: &[NodeId]) -> Self {
        let (mut reached, mut leads) =
            (vec![false; graph.nodes.len()], vec![false; graph.nodes.len()]);
        for (id, node) in graph.nodes.iter().enumerate() {
            leads[id] = want.contains(&id) || node.inputs.iter().any(|&input| leads[input]);
        }
        for (id, node) in graph.nodes.iter().enumerate().rev() {
            reached[id] |= seeds.contains(&id);
            if reached[id] {
                node.inputs.iter().for_each(|&input| reached[input] = true);
            }
        }
        Self { reached, leads }
    }

    pub(super) fn passes(&self, from: NodeId, to: NodeId) -> bool {
        self.reached[from] && self.leads[to]
    }
}
