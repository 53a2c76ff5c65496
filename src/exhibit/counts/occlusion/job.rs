//! The job that moves the grey square over the picture, a few positions a step.

use std::sync::Arc;

use tch::{Device, Kind, TchError, Tensor};

use super::{Occlusion, Square};
use crate::attribution::{AttributionQuestion, AttributionTarget, Method, Start, grad_cam};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::geometry::Size;
use crate::network::Network;
use crate::network::backward::Rule;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::manifest::Answers;
use crate::network::op::Op;
use crate::network::regional::{Covered, Regional};
use crate::network::top_k::top_k;

/// Occlusion sensitivity of one picture, as a job. Every step must be given the network that it
/// began with.
#[derive(Debug)]
pub struct OcclusionJob {
    findings: Arc<Occlusion>,
    plan: Regional,
    /// What the plan needs of the pass over the whole picture.
    trace: Trace,
    /// Positions a step.
    batch: usize,
}

impl OcclusionJob {
    /// Looks at the whole picture, `input`, [1, 3, H, W]: one pass forward and one back. Without
    /// `class` the best class is watched.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such class, where the square covers nothing, or where
    /// the input is no single picture; those of [`Network::forward`] and [`Network::backward`].
    pub fn new(
        network: &Network,
        input: &Tensor,
        class: Option<usize>,
        square: Square,
    ) -> Result<Self> {
        let target = class.map_or(AttributionTarget::TopClass, AttributionTarget::Class);
        let logits = target.check(network)?;
        let size = match input.size()[..] {
            [1, _, height, width] => Size::new(width as i32, height as i32),
            ref other => {
                let problem = format!("one picture can be covered, [1, 3, H, W], not {other:?}");
                return Err(Error::Network(problem));
            }
        };
        let (columns, rows) = square.grid(size)?;
        let node = grad_cam::default_node(&network.graph, &network.outline, logits)?;
        let needed = projection(node, 0).nodes(network, &[])?;
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let places = places.map(|(column, row)| square.at(column, row, size)).collect();
        let plan = Regional::new(&network.graph, size, places, node)?;
        let keep = [&needed[..], plan.needs(), &[node, logits]].concat();
        let trace = network.forward(input, Keep::Only(&keep), logits)?;
        let noted = Noted::read(network, &trace, node, logits)?;
        // Where nothing is covered there must be an answer to compare with.
        network.answer(noted.of(&noted.logits, 0))?;
        let (best, probabilities) = noted.answer(0);
        let class = class.unwrap_or(best);
        let (channel, total) = noted.strongest(0);
        let projection = projection(node, channel).answer(network, &trace, &[])?.attribution;
        let before = network.graph.before(node);
        let mut nodes = network.graph.nodes.iter().zip(before);
        let has_switches =
            nodes.any(|(node, before)| before && matches!(node.op, Op::MaxPool { .. }));
        let findings = Arc::new(Occlusion {
            size,
            square,
            columns,
            rows,
            class,
            probability: probabilities.get(class).copied().unwrap_or_default(),
            best,
            probabilities: Vec::new(),
            bests: Vec::new(),
            node,
            channel,
            total,
            totals: Vec::new(),
            projection,
            has_switches,
        });
        let batch = batch(plan.share());
        let trace = trace.only(plan.needs());
        Ok(Self { findings, plan, trace, batch })
    }

    /// What has been found so far.
    pub fn findings(&self) -> &Occlusion {
        &self.findings
    }

    /// The same, once nothing is left to do.
    pub fn into_findings(self) -> Occlusion {
        Arc::unwrap_or_clone(self.findings)
    }

    /// How many positions are done.
    pub fn progress(&self) -> Progress {
        Progress { done: self.findings.probabilities.len(), all: self.findings.positions() }
    }
}

impl Work for OcclusionJob {
    fn subject(&self) -> Subject {
        Subject::Frame
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        let Progress { done, all } = self.progress();
        if done < all {
            let (node, logits) = (self.findings.node, network.graph.logits());
            let places = done..all.min(done + self.batch);
            let covered = Covered { plan: &self.plan, trace: &self.trace, places, input: None };
            let trace = network.forward_regional(covered, Keep::Only(&[node, logits]), logits)?;
            let noted = Noted::read(network, &trace, node, logits)?;
            for picture in 0..noted.pictures {
                let (best, probabilities) = noted.answer(picture);
                let findings = Arc::make_mut(&mut self.findings);
                let probability = probabilities.get(findings.class).copied().unwrap_or_default();
                findings.probabilities.push(probability);
                findings.bests.push(best);
                findings.totals.push(noted.total(picture, findings.channel));
            }
        }
        Ok(self.progress())
    }

    fn finding(&self) -> Finding {
        Finding::Occlusion(Arc::clone(&self.findings))
    }
}

/// How many positions take about the time of one pass, where each takes this share of it.
fn batch(share: f64) -> usize {
    ((1.0 / share).round() as usize).clamp(1, 8)
}

/// What the largest value of this map saw.
fn projection(node: NodeId, channel: usize) -> AttributionQuestion {
    let target = AttributionTarget::Unit { node, channel, start: Start::Peak };
    AttributionQuestion { target, method: Method::Backward(Rule::Deconvnet) }
}

/// What is noted of each picture of a batch, on the host.
struct Noted {
    /// Picture after picture.
    logits: Vec<f32>,
    /// The sum of each map of the late layer, picture after picture.
    sums: Vec<f32>,
    pictures: usize,
    answers: Answers,
}

impl Noted {
    fn read(network: &Network, trace: &Trace, node: NodeId, logits: NodeId) -> Result<Self> {
        let graph = &network.graph;
        let values = |id: NodeId, read: &dyn Fn(&Tensor) -> Result<Tensor, TchError>| {
            let value = trace.kept(graph, id)?;
            read(value)
                .and_then(|value| value.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float))
                .and_then(|value| Vec::try_from(&value.f_contiguous()?.f_flatten(0, -1)?))
                .map_err(Error::torch(&graph.nodes[id].name))
        };
        let _no_grad = tch::no_grad_guard();
        let pictures = trace.kept(graph, logits)?.size().first().map_or(0, |&n| n as usize);
        let sum = |maps: &Tensor| maps.f_sum_dim_intlist(&[2_i64, 3][..], false, Kind::Float);
        let logits = values(logits, &|value| Ok(value.shallow_clone()))?;
        let answers = network.spec.answers;
        Ok(Self { logits, sums: values(node, &sum)?, pictures, answers })
    }

    fn of<'a>(&self, values: &'a [f32], picture: usize) -> &'a [f32] {
        let each = values.len() / self.pictures.max(1);
        values.get(picture * each..(picture + 1) * each).unwrap_or_default()
    }

    /// The most probable class, and the probabilities of all.
    fn answer(&self, picture: usize) -> (usize, Vec<f32>) {
        let probabilities = self.answers.shares(self.of(&self.logits, picture));
        (top_k(&probabilities, 1).first().map_or(0, |guess| guess.class), probabilities)
    }

    /// The channel with the largest sum, and that sum.
    fn strongest(&self, picture: usize) -> (usize, f32) {
        let sums = self.of(&self.sums, picture).iter().copied().enumerate();
        // Of equals the first.
        sums.reduce(|best, next| if next.1 > best.1 { next } else { best }).unwrap_or_default()
    }

    fn total(&self, picture: usize, channel: usize) -> f32 {
        self.of(&self.sums, picture).get(channel).copied().unwrap_or_default()
    }
}
