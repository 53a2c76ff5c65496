//! The description of a network in full, for `deepvis layers --json`; needs no weights.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::graph::Graph;
use super::manifest::Spec;
use super::named::Named;
use super::onnx::Reading;
use super::op::{Activation, Op};
use super::outline::{Outline, ReceptiveField};
use super::particulars::Particulars;
use super::shape::Extent;
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
    /// What else its operation is made of, for people; left out where there is nothing.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub settings: Map<String, Value>,
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
                settings: settings(&node.op, node.inputs.first().map(|&id| extents[id])),
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

/// An operation's hyper-parameters, in PyTorch's words where it has some. Pairs are those down and
/// across; a convolution's padding is that at the network's own input size: above, on the left,
/// below and on the right.
fn settings(op: &Op, input: Option<Extent>) -> Map<String, Value> {
    let settings = match op {
        Op::Conv(conv) => {
            let [height, width] = match input {
                Some(Extent::Maps { height, width, .. }) => [height, width],
                _ => [1, 1],
            };
            let along = |axis: usize, size| {
                conv.padding.resolve(axis, size, conv.kernel[axis], conv.stride[axis])
            };
            let ((top, bottom), (left, right)) = (along(0, height), along(1, width));
            json!({
                "in_channels": conv.inputs,
                "out_channels": conv.outputs,
                "kernel_size": conv.kernel,
                "stride": conv.stride,
                "padding": [top, left, bottom, right],
                "groups": conv.groups,
                "bias": conv.bias.is_some(),
                "batch_norm": conv.norm.is_some(),
            })
        }
        Op::Linear(linear) => json!({
            "in_features": linear.inputs,
            "out_features": linear.outputs,
            "bias": linear.bias.is_some(),
        }),
        Op::Affine(affine) => match &affine.norm {
            Some(norm) => json!({ "num_features": affine.channels, "eps": norm.eps }),
            None => json!({
                "num_features": affine.channels,
                "weight": affine.weight.is_some(),
                "bias": affine.bias.is_some(),
            }),
        },
        Op::LayerNorm(norm) => json!({
            "normalized_shape": [norm.channels],
            "eps": norm.eps,
            "weight": norm.weight.is_some(),
            "bias": norm.bias.is_some(),
        }),
        Op::Clip { .. } if [Op::RELU, Op::RELU6].contains(op) => json!({}),
        // What is infinite has no number in JSON.
        Op::Clip { lo, hi } => json!({
            "min_val": lo.is_finite().then_some(lo),
            "max_val": hi.is_finite().then_some(hi),
        }),
        Op::Activation(Activation::Gelu { tanh }) => {
            json!({ "approximate": if *tanh { "tanh" } else { "none" } })
        }
        Op::Activation(Activation::LeakyRelu { slope }) => json!({ "negative_slope": slope }),
        Op::MaxPool { kernel, stride, padding, ceil_mode } => json!({
            "kernel_size": kernel,
            "stride": stride,
            "padding": padding,
            "ceil_mode": ceil_mode,
        }),
        Op::AvgPool(pool) => json!({
            "kernel_size": pool.kernel,
            "stride": pool.stride,
            "padding": pool.padding,
            "ceil_mode": pool.ceil_mode,
            "count_include_pad": pool.counts_padding,
        }),
        Op::AdaptiveAvgPool { side } => json!({ "output_size": [side, side] }),
        Op::Slice { start, end } => json!({ "start": start, "end": end }),
        Op::Shuffle { groups } => json!({ "groups": groups }),
        Op::Input { .. } | Op::Activation(_) | Op::Add | Op::Mul | Op::Concat | Op::Flatten => {
            json!({})
        }
    };
    match settings {
        Value::Object(settings) => settings,
        _ => Map::new(),
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
        let settings = serde_json::json!({
            "in_channels": 3, "out_channels": 64, "kernel_size": [11, 11], "stride": [4, 4],
            "padding": [2, 2, 2, 2], "groups": 1, "bias": true, "batch_norm": false,
        });
        assert_eq!(json["nodes"][1]["settings"], settings);
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
            assert!(nodes.iter().all(|node| node.receptive_field.size() >= 1.0), "{}", spec.name);
        }
    }

    #[test]
    fn an_unknown_network_is_refused() {
        assert!(Description::of("lenet", &Particulars::default()).is_err());
    }
}
