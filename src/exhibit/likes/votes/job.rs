//! The job that holds a unit at zero, in one picture after the other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tch::{Kind, Tensor};

use super::{NAMED, PICTURES, Votes, Weight, most_helped};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::frame::Frame;
use crate::network::Network;
use crate::network::ablation::AblatedChannel;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::resume::{self, Changes};
use crate::taps::plan::Unit;

/// So much time lies between two pictures that are looked at: neighbours are nearly the same.
const APART: Duration = Duration::from_millis(250);

/// What a unit speaks for, as a job. Of a picture only what its classes lost is kept.
#[derive(Debug)]
pub struct VotesJob {
    node: NodeId,
    /// What [`Network::resume`] needs, the node's own value and the answer.
    needs: Vec<NodeId>,
    /// The weights from the unit to each class, where they are all that lies between.
    weights: Option<Vec<f32>>,
    /// The picture that is to be looked at next.
    waiting: Option<Waiting>,
    /// The one that was taken last.
    last: Option<Arc<Frame>>,
    looked: VecDeque<Looked>,
    votes: Arc<Votes>,
}

/// A picture that is to be looked at.
#[derive(Debug)]
enum Waiting {
    /// What the pass kept.
    Trace(Trace),
    /// Nothing of a pass yet: what the network got, [1, 3, side, side].
    Input(Tensor),
}

/// What came of one picture.
#[derive(Debug)]
struct Looked {
    /// For each class, its probability with the unit minus that without it.
    losses: Vec<f32>,
    /// The mean of the unit's map.
    mean: f32,
}

impl VotesJob {
    /// Begins with the frame at hand.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit, where it is a class itself, and where units
    /// are ablated; [`Error::Torch`].
    pub fn new(network: &Network, seen: &Seen<'_>, unit: Unit) -> Result<Self> {
        seen.require_whole_network()?;
        let layers = &network.outline.layers;
        let layer = layers.get(unit.layer).ok_or_else(|| {
            let count = layers.len();
            Error::Network(format!("there is no layer {}: there are {count}", unit.layer))
        })?;
        let (node, logits) = (layer.node, network.graph.logits());
        if unit.channel >= layer.shape.channels {
            let Unit { channel, .. } = unit;
            return Err(Error::Network(format!("{} has no channel {channel}", layer.name)));
        }
        if node == logits {
            return Err(Error::Network("a word of the answer speaks for itself alone".into()));
        }
        let mut needs = resume::needs(&network.graph, &[node], logits);
        needs.extend([node, logits]);
        let kept = needs.iter().all(|&node| seen.trace.value(node).is_some());
        let waiting = if kept {
            Waiting::Trace(seen.trace.only(&needs))
        } else {
            Waiting::Input(seen.input.shallow_clone())
        };
        Ok(Self {
            node,
            weights: network.class_weights(node, unit.channel)?,
            needs,
            waiting: Some(waiting),
            last: Some(Arc::clone(seen.frame)),
            looked: VecDeque::with_capacity(PICTURES),
            votes: Arc::new(Votes::of(unit)),
        })
    }

    /// Looks at one picture with and without the unit.
    fn look(&mut self, network: &Network, waiting: Waiting) -> Result<()> {
        let logits = network.graph.logits();
        let trace = match waiting {
            Waiting::Trace(trace) => trace,
            Waiting::Input(input) => network.forward(&input, Keep::Only(&self.needs), logits)?,
        };
        let channel = self.votes.unit.channel;
        let ablated = [AblatedChannel { node: self.node, channel: Some(channel) }];
        let changes = Changes { ablated: &ablated, ..Changes::default() };
        let without = network.resume(&trace, changes, Keep::Last, logits)?;
        let [with, without] = [&trace, &without].map(|trace| network.probabilities(trace));
        let losses = with?.iter().zip(without?).map(|(with, without)| with - without).collect();
        let value = trace.kept(&network.graph, self.node)?;
        let mean = value
            .f_select(0, 0)
            .and_then(|value| value.f_select(0, channel as i64)?.f_to_kind(Kind::Float))
            .and_then(|map| map.f_mean(Kind::Float)?.f_double_value(&[]))
            .map_err(Error::torch(&network.graph.nodes[self.node].name))?;
        if self.looked.len() == PICTURES {
            self.looked.pop_front();
        }
        self.looked.push_back(Looked { losses, mean: mean as f32 });
        self.count();
        Ok(())
    }

    /// What all pictures together say.
    fn count(&mut self) {
        let (helped, most) = most_helped(self.looked.iter().map(|looked| &looked.losses[..]));
        let pictures = self.looked.len();
        let mean = self.looked.iter().map(|looked| looked.mean).sum::<f32>() / pictures as f32;
        let weights = self.weights.as_ref().map(|weights| {
            let weight =
                |(class, &weight): (usize, &f32)| Weight { class, weight, adds: weight * mean };
            let mut weights: Vec<Weight> = weights.iter().enumerate().map(weight).collect();
            weights.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            weights.truncate(NAMED);
            weights
        });
        let votes = Arc::make_mut(&mut self.votes);
        *votes = Votes { unit: votes.unit, pictures, helped, most, weights };
    }
}

impl Work for VotesJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, _network: &Network) -> Vec<NodeId> {
        self.needs.clone()
    }

    fn observe(&mut self, _network: &Network, seen: &Seen<'_>) -> Result<()> {
        let is_another = |last: &Arc<Frame>| {
            let waited = seen.frame.scene != last.scene || seen.frame.time >= last.time + APART;
            waited && seen.frame.picture != last.picture
        };
        let kept = || self.needs.iter().all(|&node| seen.trace.value(node).is_some());
        let wanted = self.waiting.is_none() && self.last.as_ref().is_none_or(is_another);
        if wanted && !seen.ablated && kept() {
            self.waiting = Some(Waiting::Trace(seen.trace.only(&self.needs)));
            self.last = Some(Arc::clone(seen.frame));
        }
        Ok(())
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let Some(waiting) = self.waiting.take() else { return Ok(Progress { done: 1, all: 1 }) };
        self.look(network, waiting)?;
        // Something new is to be seen.
        Ok(Progress { done: 0, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::Votes(Arc::clone(&self.votes))
    }
}

#[cfg(test)]
mod tests;
