//! The weights that lead from a unit straight to the classes, where nothing lies between but means.

use tch::{Kind, TchError};

use super::graph::{Graph, NodeId};
use super::op::Op;
use super::weights::Weights;
use crate::error::{Error, Result};

/// For each class, by how much its logit rises with the mean of this channel's map; none where
/// something else than averaging lies between the node and the classes, or where the classes read
/// the places of a map one by one.
///
/// # Errors
/// [`Error::Torch`] where libtorch refuses.
pub fn of_unit(
    graph: &Graph,
    weights: &Weights,
    node: NodeId,
    channel: usize,
) -> Result<Option<Vec<f32>>> {
    let logits = graph.logits();
    let Op::Linear(linear) = &graph.nodes[logits].op else { return Ok(None) };
    let mut before = graph.nodes[logits].inputs.first().copied();
    while let Some(at) = before.filter(|&at| at != node) {
        let found = &graph.nodes[at];
        let passes_on = matches!(found.op, Op::AdaptiveAvgPool { side: 1 } | Op::Flatten);
        before = found.inputs.first().copied().filter(|_| passes_on);
    }
    let channels = graph.channels(node).filter(|_| before == Some(node));
    let is_read_as_a_mean =
        channels.is_some_and(|count| count as i64 == linear.inputs && channel < count);
    let Some(own) = weights.of(logits).filter(|_| is_read_as_a_mean) else { return Ok(None) };
    let read = || -> Result<Vec<f32>, TchError> {
        let column = own.weight()?.f_select(1, channel as i64)?.f_to_kind(Kind::Float)?;
        Vec::try_from(&column.f_to_device(tch::Device::Cpu)?.f_contiguous()?)
    };
    read().map(Some).map_err(Error::torch(&graph.nodes[logits].name))
}

/// What each class weighs: a row a class, of `features` values, as they lie in the last layer that
/// has weights.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRows {
    /// Row after row.
    pub values: Vec<f32>,
    /// How many values a row has.
    pub features: usize,
}

/// The weights of every class; none where nothing but averaging lies between the classes and
/// a layer that has other channels.
///
/// # Errors
/// [`Error::Torch`] where libtorch refuses.
pub fn rows(graph: &Graph, weights: &Weights) -> Result<Option<ClassRows>> {
    let mut at = graph.logits();
    // SqueezeNet's classes are the means of a convolution's channels.
    while matches!(graph.nodes[at].op, Op::AdaptiveAvgPool { .. } | Op::Flatten | Op::Clip { .. }) {
        let Some(&before) = graph.nodes[at].inputs.first() else { return Ok(None) };
        at = before;
    }
    // What only scales the classes has no row for each.
    if !matches!(graph.nodes[at].op, Op::Conv(_) | Op::Linear(_)) {
        return Ok(None);
    }
    let Some(own) = weights.of(at) else { return Ok(None) };
    let read = || -> Result<ClassRows, TchError> {
        let weight = own.weight()?;
        let classes = weight.size().first().copied().unwrap_or_default();
        let rows = weight.f_to_kind(Kind::Float)?.f_to_device(tch::Device::Cpu)?;
        let rows = rows.f_contiguous()?.f_reshape([classes, -1])?;
        let features = rows.size().last().copied().unwrap_or_default() as usize;
        Ok(ClassRows { values: Vec::try_from(rows.f_reshape([-1])?)?, features })
    };
    read().map(Some).map_err(Error::torch(&graph.nodes[at].name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Network;
    use crate::network::device::{Device, DeviceChoice};

    fn network(name: &str) -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::with_deterministic_weights(name, device).unwrap()
    }

    #[test]
    fn a_class_rises_by_its_weight_times_the_mean_of_the_units_map() {
        use crate::network::forward::Keep;
        use crate::network::resume::Changes;
        let network = network("efficientnet_lite0");
        let (graph, logits) = (&network.graph, network.graph.logits());
        let node = graph.find("head.relu").unwrap();
        let input = tch::Tensor::arange(3 * 64 * 64, (Kind::Float, tch::Device::Cpu));
        let input = (input * 0.37).sin().reshape([1, 3, 64, 64]);
        let trace = network.forward(&input, Keep::All, logits).unwrap();
        let value = trace.value(node).unwrap();
        let raised = value.copy();
        drop(raised.select(1, 7).g_add_scalar_(0.5));
        let values = [(node, raised)];
        let changes = Changes { values: &values, ..Changes::default() };
        let after = network.resume(&trace, changes, Keep::Last, logits).unwrap();
        let (before, after) =
            (network.read_logits(&trace).unwrap(), network.read_logits(&after).unwrap());
        let weights = network.class_weights(node, 7).unwrap().unwrap();
        assert_eq!(weights.len(), before.len());
        for (class, weight) in weights.iter().enumerate() {
            let rise = after[class] - before[class];
            assert!((rise - 0.5 * weight).abs() < 1e-4, "{class}: {rise}, weight {weight}");
        }
    }

    #[test]
    fn every_class_has_a_row_that_its_logit_is_made_of() {
        for (name, features) in [("efficientnet_lite0", 1280), ("squeezenet1_1", 512)] {
            let network = network(name);
            let rows = network.class_rows().unwrap().unwrap();
            assert_eq!((rows.features, rows.values.len()), (features, 1000 * features), "{name}");
        }
        let network = network("efficientnet_lite0");
        let rows = network.class_rows().unwrap().unwrap();
        let head = network.graph.find("head.relu").unwrap();
        for unit in [0, 7, 1279] {
            let column = network.class_weights(head, unit).unwrap().unwrap();
            assert!(
                column
                    .iter()
                    .zip(rows.values.chunks(1280))
                    .all(|(one, row)| one.to_bits() == row[unit].to_bits())
            );
        }
    }

    #[test]
    fn what_lies_further_away_has_no_weights_of_its_own() {
        for (name, node) in [
            ("efficientnet_lite0", "blocks.15.project"),
            ("efficientnet_lite0", "stem.conv"),
            ("squeezenet1_1", "conv1"),
            ("alexnet", "conv5.relu"),
        ] {
            let network = network(name);
            let Some(node) = network.graph.find(node) else { continue };
            assert_eq!(network.class_weights(node, 0).unwrap(), None, "{name}");
        }
        let network = network("efficientnet_lite0");
        assert_eq!(network.class_weights(network.graph.logits(), 0).unwrap(), None);
    }
}
