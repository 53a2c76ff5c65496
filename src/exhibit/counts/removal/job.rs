//! The job that holds one channel after the other at zero, a few passes behind the layer a step.

use std::sync::Arc;

use tch::{Device, Kind, TchError, Tensor};

use super::finding::{DRAWS, End, Gone, MOST, Removal, Spread};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::geometry::Size;
use crate::network::Network;
use crate::network::ablation::AblatedChannel;
use crate::network::backward::{self, Rule};
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::outline::Layer;
use crate::network::resume::{self, Changes};
use crate::network::top_k::top_k;
use crate::taps::plan::Unit;
use crate::taps::reading::UnitReading;

/// So many of the channels that are left are tried in earnest, best ranked first.
const TRIED: usize = 8;

/// The removal of one picture's channels, as a job. Every step must be given the network that it
/// began with.
#[derive(Debug)]
pub struct RemovalJob {
    findings: Arc<Removal>,
    node: NodeId,
    /// What [`Network::resume`] needs of the whole network's pass, and the layer's own value.
    whole: Trace,
    /// The pass without the channels that are gone: what [`Network::backward`] needs of it.
    now: Trace,
    phase: Phase,
    /// What one pass behind the layer costs, as a part of a whole pass.
    share: f64,
    /// How many pictures go through the layers behind at once.
    batch: usize,
    /// For each draw, the channels in the order in which they go.
    pub(super) draws: Vec<Vec<usize>>,
}

/// What comes next.
#[derive(Debug)]
enum Phase {
    /// Rank the channels that are left.
    Rank,
    /// Try the candidates, best ranked first; of those that were tried, the class's log odds.
    Try { candidates: Vec<usize>, odds: Vec<f64> },
    /// Channels at random: of those draws that were answered, the class's probability, and whether
    /// the best class is another.
    Draw { answers: Vec<(f32, bool)> },
    /// Nothing.
    Over,
}

impl RemovalJob {
    /// Looks at the whole picture, `input`, [1, 3, H, W], with one pass; `layer` is an index into
    /// the outline's layers. The same `seed` draws the same channels.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer, where it is the answer itself, or where the
    /// input is no single picture; [`Error::NotANumber`]; those of [`Network::forward`].
    pub fn new(network: &Network, input: &Tensor, layer: usize, seed: u64) -> Result<Self> {
        let layers = &network.outline.layers;
        let node = layers.get(layer).map(|layer| layer.node).ok_or_else(|| {
            Error::Network(format!("there is no layer {layer}: there are {}", layers.len()))
        })?;
        let logits = network.graph.logits();
        if node == logits {
            let problem =
                format!("{} is the answer itself: choose a layer before", layers[layer].name);
            return Err(Error::Network(problem));
        }
        if input.size().first() != Some(&1) {
            let problem = format!("one picture is looked at, [1, 3, H, W], not {:?}", input.size());
            return Err(Error::Network(problem));
        }
        let needed = resume::needs(&network.graph, &[node], logits);
        let back = Self::kept(network, node);
        let trace = network.forward(input, Keep::Only(&[&needed[..], &back].concat()), logits)?;
        let probabilities = network.probabilities(&trace)?;
        let missing = || Error::Network("the network has no classes".into());
        let whole = *top_k(&probabilities, 1).first().ok_or_else(missing)?;
        let channels = trace.shape(node).and_then(|shape| shape.get(1)).map_or(0, |&n| n as usize);
        let (gone, maps, random) = (Vec::new(), Vec::new(), Vec::new());
        let findings = Removal { layer, channels, whole, gone, maps, end: None, random };
        let share = network.share_behind(node)?;
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut draw = || {
            let mut channels: Vec<usize> = (0..channels).collect();
            rng.shuffle(&mut channels);
            channels.truncate(MOST);
            channels
        };
        Ok(Self {
            findings: Arc::new(findings),
            node,
            whole: trace.only(&needed),
            now: trace.only(&back),
            phase: Phase::Rank,
            share,
            batch: ((1.0 / share.max(0.01)).round() as usize).clamp(1, DRAWS),
            draws: (0..DRAWS).map(|_| draw()).collect(),
        })
    }

    /// The nodes that a pass must keep, so that the channels can be ranked.
    fn kept(network: &Network, node: NodeId) -> Vec<NodeId> {
        let (graph, logits) = (&network.graph, network.graph.logits());
        let mut kept = backward::needs(graph, &[logits], Rule::Gradient, &[node]);
        kept.extend([node, logits]);
        kept
    }

    /// What has been found so far.
    pub fn findings(&self) -> &Removal {
        &self.findings
    }

    /// At most so many channels go.
    fn limit(&self) -> usize {
        self.findings.channels.min(MOST)
    }

    /// How far it has come: each channel that goes counts for one, and each number of channels at
    /// random.
    pub fn progress(&self) -> Progress {
        let Removal { gone, random, end, .. } = &*self.findings;
        let done = gone.len() + random.len();
        let all = if end.is_some() { 2 * gone.len() } else { 2 * self.limit() };
        let over = matches!(self.phase, Phase::Over);
        Progress { done, all: if over { done } else { all.max(done + 1) } }
    }

    /// Goes on to the next phase or further in this one; returns how many passes behind the layer
    /// that took, about.
    fn advance(&mut self, network: &Network) -> Result<usize> {
        let (next, passes) = match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Rank => {
                let candidates = self.rank(network)?;
                (Phase::Try { candidates, odds: Vec::new() }, 1)
            }
            Phase::Try { candidates, odds } if odds.len() == candidates.len() => {
                // Of equals the best ranked.
                let best = (0..odds.len())
                    .reduce(|best, next| if odds[next] < odds[best] { next } else { best });
                match best {
                    Some(best) => (self.take_away(network, candidates[best])?, 1),
                    None => (self.end(End::Empty), 0),
                }
            }
            Phase::Try { candidates, mut odds } => {
                let tried = odds.len()..candidates.len().min(odds.len() + self.batch);
                let gone = self.findings.gone.iter().map(|gone| gone.channel);
                let without = |&next: &usize| gone.clone().chain([next]).collect();
                let sets: Vec<Vec<usize>> = candidates[tried].iter().map(without).collect();
                for logits in self.answers(network, &sets)? {
                    odds.push(log_odds(&logits, self.findings.whole.class));
                }
                (Phase::Try { candidates, odds }, sets.len())
            }
            Phase::Draw { mut answers } => {
                let count = self.findings.random.len() + 1;
                let draws = answers.len()..DRAWS.min(answers.len() + self.batch);
                let set = |draw: &Vec<usize>| draw[..count.min(draw.len())].to_vec();
                let sets: Vec<Vec<usize>> = self.draws[draws].iter().map(set).collect();
                let class = self.findings.whole.class;
                for logits in self.answers(network, &sets)? {
                    let probabilities = network.answer(&logits)?;
                    let best = top_k(&probabilities, 1).first().map(|guess| guess.class);
                    let probability = probabilities.get(class).copied().unwrap_or_default();
                    answers.push((probability, best != Some(class)));
                }
                if answers.len() == DRAWS {
                    let random = &mut Arc::make_mut(&mut self.findings).random;
                    random.push(Spread::of(&answers));
                    answers.clear();
                }
                let over = self.findings.random.len() == self.findings.gone.len();
                (if over { Phase::Over } else { Phase::Draw { answers } }, sets.len())
            }
            Phase::Over => (Phase::Over, 0),
        };
        self.phase = next;
        Ok(passes)
    }

    /// The channels that are left and most promising, best first: those with the largest sum over
    /// all places of the activation times the gradient of the class's logit.
    fn rank(&self, network: &Network) -> Result<Vec<usize>> {
        let (node, logits) = (self.node, network.graph.logits());
        let name = &network.graph.nodes[node].name;
        let value = self.now.kept(&network.graph, node)?;
        let seed = one_at(self.now.kept(&network.graph, logits)?, self.findings.whole.class)
            .map_err(Error::torch("the signal's start"))?;
        let signals = network.backward(&self.now, &[(logits, seed)], Rule::Gradient, &[node])?;
        let missing = || Error::Network(format!("{name} does not lead to the answer"));
        let signal = signals.of(node).ok_or_else(missing)?;
        let gains = gains(value, signal).map_err(Error::torch(name))?;
        let is_left =
            |channel: &usize| !self.findings.gone.iter().any(|gone| gone.channel == *channel);
        let mut left: Vec<usize> = (0..gains.len()).filter(is_left).collect();
        // Stable: of equals the lower number first.
        left.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]));
        left.truncate(TRIED);
        Ok(left)
    }

    /// One pass without this channel and those that are gone: that of the whole network with them
    /// at zero, bit for bit.
    fn take_away(&mut self, network: &Network, channel: usize) -> Result<Phase> {
        let gone = self.findings.gone.iter().map(|gone| gone.channel).chain([channel]);
        let node = self.node;
        let ablated: Vec<AblatedChannel> =
            gone.map(|channel| AblatedChannel { node, channel: Some(channel) }).collect();
        let changes = Changes { ablated: &ablated, ..Changes::default() };
        let (kept, logits) = (Self::kept(network, node), network.graph.logits());
        self.now = network.resume(&self.whole, changes, Keep::Only(&kept), logits)?.only(&kept);
        let probabilities = network.probabilities(&self.now)?;
        let class = self.findings.whole.class;
        let missing = || Error::Network("the network has no classes".into());
        let best = *top_k(&probabilities, 1).first().ok_or_else(missing)?;
        let probability = probabilities.get(class).copied().unwrap_or_default();
        let map = self.map(network, channel)?;
        let findings = Arc::make_mut(&mut self.findings);
        findings.gone.push(Gone { channel, probability, best });
        findings.maps.push(map);
        let gone = self.findings.gone.len();
        Ok(if best.class != class {
            self.end(End::Forgotten)
        } else if gone == self.findings.channels {
            self.end(End::Empty)
        } else if gone == MOST {
            self.end(End::Enough)
        } else {
            Phase::Rank
        })
    }

    /// A channel's map in the whole network's pass.
    fn map(&self, network: &Network, channel: usize) -> Result<UnitReading> {
        let layer = self.findings.layer;
        let size = |sides: &[i64]| match *sides {
            [.., height, width] => Size::new(width as i32, height as i32),
            _ => Size::new(1, 1),
        };
        let value = self.whole.kept(&network.graph, self.node)?;
        let read = || {
            let map = value.f_select(0, 0)?.f_select(0, channel as i64)?;
            let size = size(&map.size());
            let map = map.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?.f_contiguous()?;
            Ok((size, Vec::<f32>::try_from(&map.f_reshape([-1])?)?))
        };
        let Layer { name, signed, .. } = &network.outline.layers[layer];
        let (size, map) = read().map_err(Error::torch(name))?;
        Ok(UnitReading::new(Unit { layer, channel }, size, &map, None, *signed))
    }

    /// No more channels go: now as many at random.
    fn end(&mut self, end: End) -> Phase {
        let findings = Arc::make_mut(&mut self.findings);
        findings.end = Some(end);
        if findings.gone.is_empty() { Phase::Over } else { Phase::Draw { answers: Vec::new() } }
    }

    /// The logits without each of these sets of channels, as one batch.
    fn answers(&self, network: &Network, sets: &[Vec<usize>]) -> Result<Vec<Vec<f32>>> {
        let _no_grad = tch::no_grad_guard();
        let (node, logits) = (self.node, network.graph.logits());
        let name = &network.graph.nodes[node].name;
        let value = self.whole.kept(&network.graph, node)?;
        let values = [(node, without(value, sets).map_err(Error::torch(name))?)];
        let changes = Changes { values: &values, ..Changes::default() };
        let trace = self.whole.repeated(sets.len())?;
        let trace = network.resume(&trace, changes, Keep::Last, logits)?;
        let value = trace.kept(&network.graph, logits)?;
        (0..sets.len() as i64)
            .map(|picture| {
                let value = value.f_select(0, picture)?.f_to_device(Device::Cpu)?;
                Vec::try_from(&value.f_to_kind(Kind::Float)?.f_contiguous()?.f_flatten(0, -1)?)
            })
            .collect::<Result<_, _>>()
            .map_err(Error::torch("logits"))
    }
}

impl Work for RemovalJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let mut spent = 0.0;
        while spent < 1.0 && !matches!(self.phase, Phase::Over) {
            spent += self.share.max(0.01) * self.advance(network)? as f64;
        }
        Ok(self.progress())
    }

    fn finding(&self) -> Finding {
        Finding::Removal(Arc::clone(&self.findings))
    }
}

/// One at this class, zero at the others, in the shape of the logits.
fn one_at(logits: &Tensor, class: usize) -> Result<Tensor, TchError> {
    let seed = logits.f_zeros_like()?;
    drop(seed.f_select(1, class as i64)?.f_fill_(1.0)?);
    Ok(seed)
}

/// For each channel the sum over its places of the value times the signal, in f32.
fn gains(value: &Tensor, signal: &Tensor) -> Result<Vec<f32>, TchError> {
    let _no_grad = tch::no_grad_guard();
    let product = value.f_mul(signal)?.f_select(0, 0)?.f_to_kind(Kind::Float)?;
    let sums = product.f_reshape([value.size()[1], -1])?;
    let sums = sums.f_sum_dim_intlist(&[1_i64][..], false, Kind::Float)?;
    Vec::try_from(&sums.f_to_device(Device::Cpu)?)
}

/// The layer's value, [1, C, …], once for each set, with that set's channels at zero.
fn without(value: &Tensor, sets: &[Vec<usize>]) -> Result<Tensor, TchError> {
    let channels = value.size()[1] as usize;
    let mut mask = vec![1.0_f32; sets.len() * channels];
    for (set, mask) in sets.iter().zip(mask.chunks_exact_mut(channels)) {
        for &channel in set {
            mask[channel] = 0.0;
        }
    }
    let mut shape = vec![1; value.dim()];
    (shape[0], shape[1]) = (sets.len() as i64, channels as i64);
    let mask = Tensor::f_from_slice(&mask)?.f_reshape(shape)?;
    value.f_mul(&mask.f_to_device(value.device())?.f_to_kind(value.kind())?)
}

/// ln(p / (1 − p)) of the class: ordered as its probability is, but where that is so near to 1 that
/// it cannot be told from 1 any more. Not a number where the logits are not.
pub(super) fn log_odds(logits: &[f32], class: usize) -> f64 {
    let own = logits.get(class).map_or(f64::NAN, |&own| f64::from(own));
    let others = || {
        let others = logits.iter().enumerate().filter(move |&(other, _)| other != class);
        others.map(|(_, &logit)| f64::from(logit))
    };
    let largest = others().fold(f64::NEG_INFINITY, f64::max);
    own - largest - others().map(|logit| (logit - largest).exp()).sum::<f64>().ln()
}
