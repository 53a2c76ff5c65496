//! The job that says why the newest picture is taken for a taught thing: Zhou et al. 2016,
//! "Learning deep features for discriminative localization". Behind the last map lies nothing but a
//! mean, so that no backward pass is needed and the map is exact.

use std::sync::Arc;

use tch::{Kind, TchError, Tensor};

use super::direction::Direction;
use super::{By, Map, Near, Vote, Why};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::teach::taught::CLASSES;
use crate::exhibit::teach::{learning, samples};
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::geometry::Size;
use crate::network::Network;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::head::ClassMeans;
use crate::snapshot::Snapshot;
use crate::taps::plan::Unit;

/// So many of the nearest taught pictures are shown.
const NEAREST: usize = 3;

/// So many of the detectors that vote most.
const VOTES: usize = 10;

/// A picture that is to be looked at.
#[derive(Debug)]
enum Waiting {
    /// What the pass kept of it.
    Passed(Passed),
    /// Nothing yet: what the network got, [1, 3, side, side].
    Input(Tensor),
}

/// A picture's code, and the maps whose means that is, [1, C, H, W].
#[derive(Debug)]
struct Passed {
    code: Vec<f32>,
    maps: Option<Tensor>,
}

impl Passed {
    /// Of a pass that kept the code; none where it did not keep the maps of this node.
    fn read(network: &Network, trace: &Trace, node: Option<NodeId>) -> Result<Option<Self>> {
        let maps = node.map(|node| trace.value(node).map(Tensor::shallow_clone));
        if matches!(maps, Some(None)) {
            return Ok(None);
        }
        Ok(Some(Self { code: network.code(trace)?, maps: maps.flatten() }))
    }
}

/// Says why.
#[derive(Debug)]
pub struct WhyJob {
    samples: samples::Shared,
    trained: learning::Shared,
    /// Of which thing; none for the one that is answered.
    class: Option<u8>,
    /// The node with those maps; none where something else than a mean lies behind them.
    node: Option<NodeId>,
    /// The means of what is kept, and of which version of it.
    means: Option<(u64, Option<ClassMeans>)>,
    waiting: Option<Waiting>,
    why: Option<Arc<Why>>,
}

impl WhyJob {
    /// Of what is kept there, and of the head that was trained on it, with the frame at hand.
    ///
    /// # Errors
    /// Where libtorch refuses.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        samples: &samples::Shared,
        trained: &learning::Shared,
        class: Option<u8>,
    ) -> Result<Self> {
        let (samples, trained) =
            (samples::Shared::clone(samples), learning::Shared::clone(trained));
        let node = network.graph.averaged_to_code();
        // The pass may have begun before anybody asked.
        let passed = Passed::read(network, seen.trace, node)?.map(Waiting::Passed);
        let waiting = passed.unwrap_or_else(|| Waiting::Input(seen.input.shallow_clone()));
        let (means, waiting) = (None, Some(waiting));
        Ok(Self { samples, trained, class, node, means, waiting, why: None })
    }

    /// Learns what is kept, where that has changed.
    fn learn(&mut self) {
        let samples = self.samples.borrow();
        let version = samples.version();
        if self.means.as_ref().is_none_or(|(of, _)| *of != version) {
            self.means = Some((version, ClassMeans::new(&samples.codes(false), CLASSES)));
        }
    }

    /// By what the thing is told, and in which direction: by the linear head where one was trained
    /// on these things, otherwise by its mean.
    fn direction(&self, means: &ClassMeans, class: usize) -> Option<(By, Direction)> {
        let trained = self.trained.borrow();
        let row = |trained: &learning::Trained| {
            let known = trained.classes().iter().map(|&class| usize::from(class));
            let place = known.clone().position(|known| known == class)?;
            let is_whole = means.means.iter().flatten().count() == known.count();
            let steps = Some(trained.steps()).filter(|&steps| steps > 0 && is_whole)?;
            Some((By::Head { steps }, Direction::of_row(trained.head(), place)?))
        };
        let by_mean = || Some((By::Mean, Direction::of_mean(means, class)?));
        trained.as_ref().and_then(row).or_else(by_mean)
    }

    fn explain(&self, network: &Network, passed: &Passed) -> Result<Option<Why>> {
        let Some((_, Some(means))) = &self.means else { return Ok(None) };
        let Passed { code, maps } = passed;
        let cosines = means.cosines(code);
        let says = means.best(&cosines).filter(|_| !Snapshot::is_silent(code));
        let nearest = ClassMeans::nearest(&cosines).map(|(class, _)| class);
        let Some(class) = self.class.map(usize::from).or(nearest) else { return Ok(None) };
        let Some((by, direction)) = self.direction(means, class) else { return Ok(None) };
        let (map, votes) = match (maps, self.node) {
            (Some(maps), Some(node)) => {
                let read = || read(maps, &direction, code);
                let layer = network.outline.layers.iter().position(|layer| layer.node == node);
                let (map, votes) = read().map_err(Error::torch(&network.graph.nodes[node].name))?;
                let unit = |channel| Some(Unit { layer: layer?, channel });
                let vote = |(channel, share, map)| Vote { unit: unit(channel), share, map };
                (Some(map), votes.into_iter().map(vote).collect())
            }
            _ => (None, Vec::new()),
        };
        Ok(Some(Why {
            class: class as u8,
            says: says.map(|class| class as u8),
            by,
            score: direction.score(code),
            map,
            nearest: self.near(means, code),
            votes,
        }))
    }

    /// The taught pictures that this one is most like, seen from the centre of the means.
    fn near(&self, means: &ClassMeans, code: &[f32]) -> Vec<Near> {
        let away = |code: &[f32]| -> Vec<f32> {
            let length = code.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-12);
            code.iter().zip(&means.centre).map(|(value, centre)| value / length - centre).collect()
        };
        let dot = |one: &[f32], other: &[f32]| -> f32 {
            one.iter().zip(other).map(|(one, other)| one * other).sum()
        };
        let here = away(code);
        let cosine = |code: &[f32]| {
            let there = away(code);
            let lengths = (dot(&here, &here) * dot(&there, &there)).sqrt().max(1e-12);
            (dot(&here, &there) / lengths).clamp(-1.0, 1.0)
        };
        let samples = self.samples.borrow();
        let near = samples.kept().iter().filter(|kept| !kept.sample.held_back);
        let mut near: Vec<Near> =
            near.map(|kept| Near { id: kept.sample.id, cosine: cosine(&kept.code) }).collect();
        near.sort_by(|one, other| other.cosine.total_cmp(&one.cosine));
        near.truncate(NEAREST);
        near
    }
}

/// A channel, what it adds to the score, and its map, 0 to 255 for its strongest place.
type Read = (usize, f32, Vec<u8>);

/// What each place of the maps [1, C, H, W] adds to the score, and the channels that add most, the
/// first of them first.
fn read(maps: &Tensor, direction: &Direction, code: &[f32]) -> Result<(Map, Vec<Read>), TchError> {
    let _no_grad = tch::no_grad_guard();
    let maps = maps.f_select(0, 0)?.f_to_kind(Kind::Float)?.f_to_device(tch::Device::Cpu)?;
    let (channels, height, width) = maps.size3()?;
    let maps = maps.f_contiguous()?.f_reshape([channels, height * width])?;
    let weights = Tensor::f_from_slice(&direction.weights)?.f_reshape([1, channels])?;
    let places = weights.f_matmul(&maps)?.f_mul_scalar(f64::from(direction.scale(code)))?;
    let places = places.f_add_scalar(f64::from(direction.offset))?.f_reshape([-1])?;
    let size = Size::new(width as i32, height as i32);
    let map = Map { size, values: Vec::try_from(&places)? };
    let mut votes: Vec<(usize, f32)> = direction.votes(code).into_iter().enumerate().collect();
    votes.sort_by(|one, other| other.1.total_cmp(&one.1));
    votes.truncate(VOTES);
    let read = |(channel, share): (usize, f32)| {
        let values: Vec<f32> = Vec::try_from(&maps.f_select(0, channel as i64)?)?;
        let most = values.iter().copied().fold(0.0, f32::max).max(1e-12);
        let byte = |value: f32| (value / most * 255.0).clamp(0.0, 255.0) as u8;
        Ok((channel, share, values.into_iter().map(byte).collect()))
    };
    let positive = votes.into_iter().filter(|(_, share)| *share > 0.0);
    let votes: Result<Vec<Read>, TchError> = positive.map(read).collect();
    Ok((map, votes?))
}

impl Work for WhyJob {
    fn subject(&self) -> Subject {
        Subject::Stream
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        self.node.into_iter().chain([network.graph.code]).collect()
    }

    fn observe(&mut self, network: &Network, seen: &Seen<'_>) -> Result<()> {
        if let Some(passed) = Passed::read(network, seen.trace, self.node)? {
            self.waiting = Some(Waiting::Passed(passed));
        }
        Ok(())
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let Some(waiting) = self.waiting.take() else { return Ok(Progress { done: 1, all: 1 }) };
        let passed = match waiting {
            Waiting::Passed(passed) => Some(passed),
            Waiting::Input(input) => {
                let keep = self.needs(network);
                let upto = network.graph.logits().max(network.graph.code);
                let trace = network.forward(&input, Keep::Only(&keep), upto)?;
                Passed::read(network, &trace, self.node)?
            }
        };
        self.learn();
        if let Some(passed) = passed {
            self.why = self.explain(network, &passed)?.map(Arc::new);
        }
        Ok(Progress { done: 0, all: 1 })
    }

    fn finding(&self) -> Finding {
        Finding::WhyTaught(self.why.as_ref().map(Arc::clone))
    }
}

#[cfg(test)]
mod tests;
