//! The answer to a frame without some units: only what lies behind them is computed again.

use super::network_engine::GUESSES;
use crate::error::{Error, Result};
use crate::network::Network;
use crate::network::ablation::AblatedChannel;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::resume::{self, Changes};
use crate::network::top_k::top_k;
use crate::snapshot::Without;
use crate::taps::plan::{Plan, Unit};

/// The nodes that a pass must keep for it.
pub(super) fn needs(network: &Network, plan: &Plan) -> Vec<NodeId> {
    let nodes: Vec<NodeId> = units(network, plan).iter().map(|unit| unit.node).collect();
    if nodes.is_empty() {
        return Vec::new();
    }
    resume::needs(&network.graph, &nodes, network.graph.logits())
}

/// What it answers without them, from a pass over the frame; none where the plan asks for none.
///
/// # Errors
/// Those of [`Network::resume`].
pub(super) fn answer(network: &Network, plan: &Plan, trace: &Trace) -> Result<Option<Without>> {
    let ablated = units(network, plan);
    if ablated.is_empty() {
        return Ok(None);
    }
    let changes = Changes { ablated: &ablated, ..Changes::default() };
    let trace = network.resume(trace, changes, Keep::Last, network.graph.logits())?;
    let top = match network.probabilities(&trace) {
        Ok(probabilities) => top_k(&probabilities, GUESSES),
        Err(Error::NotANumber { .. }) => Vec::new(),
        Err(problem) => return Err(problem),
    };
    Ok(Some(Without { units: plan.without.clone(), top }))
}

/// Without which units it is to answer, of those that this network has; none where the pass lacks
/// others.
fn units(network: &Network, plan: &Plan) -> Vec<AblatedChannel> {
    let layers = &network.outline.layers;
    let known = |unit: &Unit| {
        let layer = layers.get(unit.layer)?;
        let channel = Some(unit.channel).filter(|&channel| channel < layer.shape.channels)?;
        Some(AblatedChannel { node: layer.node, channel: Some(channel) })
    };
    let wanted = plan.without.iter().filter(|_| plan.ablated.is_empty());
    wanted.filter_map(known).collect()
}
