//! The description of a network in full, for `deepvis layers --json`; needs no weights.

use serde::Serialize;

use super::graph::Graph;
use super::manifest::Spec;
use super::named::Named;
use super::onnx::Reading;
use super::outline::{Outline, ReceptiveField};
use super::particulars::Particulars;
use super::{Network, labels, receptive_field, shape};
use crate::error::Result;

/// A network's structure at its own input size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Description {
    /// Its name.
    pub network: String,
    /// [channels, height, width].
    pub input: Vec<i64>,
    /// Input = (pixel / 255 − mean) / std, for red, green and blue.
    pub mean: [f32; 3],
    /// See [`Self::mean`].
    pub std: [f32; 3],
    /// Number of trained values.
    pub parameters: u64,
    /// In execution order.
    pub nodes: Vec<NodeDescription>,
}

/// One node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeDescription {
    /// Its name.
    pub name: String,
    /// The block it belongs to.
    pub block: String,
    /// Its operation, in PyTorch's words.
    pub kind: &'static str,
    /// Names of the nodes it reads.
    pub inputs: Vec<String>,
    /// `[C, H, W]` or `[C]`.
    pub shape: Vec<i64>,
    /// True if the dashboard shows it.
    pub layer: bool,
    /// The leaf PyTorch module with the same value.
    pub module: Option<String>,
    /// Which of the module's calls, from 1.
    pub call: Option<usize>,
    /// What one of its values sees.
    pub receptive_field: ReceptiveField,
}

impl Description {
    /// Describes the network of this name, or in the ONNX file of this name.
    ///
    /// # Errors
    /// Those of [`Named::find`].
    pub fn of(name: &str, said: &Particulars) -> Result<Self> {
        let Named { spec, graph, .. } = Named::find(name, said, Reading::Structure)?;
        let labels = labels::of(&spec.labels, graph.classes(), None)?;
        Self::new(&spec, &graph, &Outline::new(&spec, &graph, labels)?)
    }

    /// Describes a network that was loaded: with the classes of its weights.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where the graph cannot read its own input size.
    pub fn of_loaded(network: &Network) -> Result<Self> {
        Self::new(&network.spec, &network.graph, &network.outline)
    }

    fn new(spec: &Spec, graph: &Graph, outline: &Outline) -> Result<Self> {
        let extents = shape::infer(graph, spec.input)?;
        let fields = receptive_field::walk(graph, &extents);
        let mut nodes: Vec<NodeDescription> = graph
            .nodes
            .iter()
            .zip(extents.iter().zip(fields))
            .map(|(node, (extent, receptive_field))| NodeDescription {
                name: node.name.clone(),
                block: node.block.clone(),
                kind: node.op.kind(),
                inputs: node.inputs.iter().map(|&id| graph.nodes[id].name.clone()).collect(),
                shape: extent.dims(),
                layer: false,
                module: node.module.as_ref().map(|module| module.path.clone()),
                call: node.module.as_ref().map(|module| module.call),
                receptive_field,
            })
            .collect();
        for layer in outline.layers.iter().filter(|layer| layer.essential) {
            nodes[layer.node].layer = true;
        }
        Ok(Self {
            network: spec.name.clone(),
            input: extents[0].dims(),
            mean: spec.mean,
            std: spec.std,
            parameters: graph.parameter_count(),
            nodes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::manifest::Manifest;

    #[test]
    fn the_json_is_the_one_that_was_promised() {
        let description = Description::of("alexnet", &Particulars::default()).unwrap();
        let json = serde_json::to_value(&description).unwrap();
        assert_eq!(json["input"], serde_json::json!([3, 224, 224]));
        assert_eq!(json["parameters"], 61_100_840);
        let wanted = serde_json::json!({
            "name": "conv1.relu", "block": "conv1", "kind": "ReLU", "inputs": ["conv1"],
            "shape": [64, 55, 55], "layer": true, "module": "features.1", "call": 1,
            "receptive_field": {"size": 11.0, "stride": 4.0, "offset": 3.0},
        });
        assert_eq!(json["nodes"][2], wanted);
        assert_eq!(json["nodes"][0]["module"], serde_json::Value::Null);
        assert_eq!(
            json["nodes"].as_array().unwrap().last().unwrap()["shape"],
            serde_json::json!([1000])
        );
    }

    #[test]
    fn every_network_is_described_without_weights() {
        for spec in Manifest::built_in().unwrap().networks {
            let nodes = Description::of(&spec.name, &Particulars::default()).unwrap().nodes;
            assert_eq!(nodes.last().unwrap().shape, [1000], "{}", spec.name);
            assert!(nodes.iter().all(|node| node.receptive_field.size >= 1.0), "{}", spec.name);
        }
    }

    #[test]
    fn an_unknown_network_is_refused() {
        assert!(Description::of("lenet", &Particulars::default()).is_err());
    }
}
