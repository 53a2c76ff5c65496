//! The engine with a real network: preprocessing, forward pass, taps, attributions, jobs.

mod exporting;
mod rubbing;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tch::Tensor;

use super::kept_pass::{Comparison, KeptPass};
use super::photos::Photos;
use super::scheduler::Scheduler;
use super::{Engaged, Engine, Findings, Inquiry, without};
use crate::error::{Error, Result};
use crate::exhibit::others::Others;
use crate::exhibit::work::Seen;
use crate::exhibit::{LoadedHead, Shelf};
use crate::frame::Frame;
use crate::network::Network;
use crate::network::ablation::AblatedChannel;
use crate::network::backward::Signals;
use crate::network::erasure::ErasurePlan;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::kernels::convolution_of;
use crate::network::top_k::top_k;
use crate::preprocess::Preprocess;
use crate::snapshot::{ExplainedQuestion, Snapshot, StageTimes, UnitKernels};
use crate::taps::Taps;
use crate::taps::plan::{Ablation, Plan, Unit};
use crate::taps::profile::Footprint;
use crate::taps::reading::Maps;

/// How many guesses a snapshot carries.
pub(super) const GUESSES: usize = 5;

/// A network with what it takes to look at frames.
#[derive(Debug)]
pub struct NetworkEngine {
    network: Network,
    preprocess: Preprocess,
    taps: Taps,
    /// The frame seen last.
    seen: Option<KeptPass>,
    /// What was answered last.
    explained: Vec<ExplainedQuestion>,
    /// The kernels that were read last.
    kernels: Option<Arc<UnitKernels>>,
    scheduler: Scheduler,
    /// How the picture is run with a part of it rubbed out, where that is asked.
    erasure: Option<ErasurePlan>,
}

impl NetworkEngine {
    /// An engine around this network.
    pub fn new(network: Network) -> Self {
        let spec = &network.spec;
        let preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let taps = Taps::new(network.outline.clone(), &network.graph);
        let (explained, scheduler) = (Vec::new(), Scheduler::default());
        let (seen, kernels, erasure) = (None, None, None);
        Self { network, preprocess, taps, seen, explained, kernels, scheduler, erasure }
    }

    /// The same, whose jobs may load these networks beside its own.
    #[must_use]
    pub fn beside(mut self, others: Rc<dyn Others>) -> Self {
        self.scheduler.load_beside(others);
        self
    }

    /// The same, whose jobs look up there what is known of its units.
    #[must_use]
    pub fn reading_from(mut self, shelf: Shelf) -> Self {
        self.scheduler.read_from(Arc::new(shelf));
        self
    }

    /// The same, whose jobs take the pictures that are to be named from this folder; the shipped
    /// ones where none is given.
    #[must_use]
    pub fn naming(mut self, pictures: Option<PathBuf>) -> Self {
        self.scheduler.name(Arc::new(Photos::new(pictures)));
        self
    }

    /// The same, whose room of teaching answers by this head, too.
    #[must_use]
    pub fn knowing(mut self, head: Option<LoadedHead>) -> Self {
        self.scheduler.know(head);
        self
    }

    /// The nodes that a pass must keep for this plan. What cannot be asked of this network is said
    /// by [`Self::explain`].
    fn nodes(&self, plan: &Plan) -> Vec<NodeId> {
        let mut nodes = self.taps.nodes(plan);
        nodes.extend(Footprint::nodes(&self.network));
        nodes.extend(self.scheduler.needs(&self.network));
        nodes.extend(without::needs(&self.network, plan));
        nodes.extend(self.erasure.iter().flat_map(ErasurePlan::needs));
        for (n, question) in plan.questions.iter().enumerate() {
            let between = if n == 0 { self.between(plan) } else { Vec::new() };
            nodes.extend(question.nodes(&self.network, &between).unwrap_or_default());
        }
        nodes
    }

    /// The nodes whose signals are to be seen.
    fn between(&self, plan: &Plan) -> Vec<NodeId> {
        let planned = plan.layers.iter().filter(|planned| planned.signals);
        let layers = &self.network.outline.layers;
        planned.filter_map(|planned| Some(layers.get(planned.layer)?.node)).collect()
    }

    /// A pass with what the plan switches off held at zero; besides it the whole network's
    /// probabilities, where something is off.
    fn pass(
        &self,
        input: &Tensor,
        keep: Keep<'_>,
        plan: &Plan,
    ) -> Result<(Trace, Option<Vec<f32>>)> {
        let logits = self.network.graph.logits();
        if plan.ablated.is_empty() {
            return Ok((self.network.forward(input, keep, logits)?, None));
        }
        let ablated = self.ablated(plan);
        let whole = self.network.answer(&self.network.logits(input)?).unwrap_or_default();
        Ok((self.network.forward_ablated(input, &ablated, keep, logits)?, Some(whole)))
    }

    /// Answers the plan's questions, but for those that were answered of this pass already; returns
    /// the signals that the first one sent back.
    fn explain(&mut self, plan: &Plan) -> Result<Option<Signals>> {
        let mut known = std::mem::take(&mut self.explained);
        let seen = self.seen.as_ref();
        let trace = seen.and_then(|seen| seen.trace.as_ref()).ok_or_else(nothing_seen)?;
        let mut signals = None;
        for (n, &question) in plan.questions.iter().enumerate() {
            let between = if n == 0 { self.between(plan) } else { Vec::new() };
            let is_known = |known: &ExplainedQuestion| known.question == question;
            if let Some(at) = known.iter().position(is_known).filter(|_| between.is_empty()) {
                self.explained.push(known.swap_remove(at));
                continue;
            }
            let answer = match question.answer(&self.network, trace, &between) {
                Ok(answer) => {
                    if n == 0 {
                        signals = Some(answer.signals);
                    }
                    Ok(answer.attribution)
                }
                Err(Error::Interrupted) => return Err(Error::Interrupted),
                Err(problem) => Err(problem.to_string()),
            };
            self.explained.push(ExplainedQuestion { question, answer });
        }
        Ok(signals)
    }

    /// What the plan's first unit is made of, read once.
    fn kernels(&mut self, plan: &Plan) -> Option<Arc<UnitKernels>> {
        let unit = *plan.units.first().filter(|_| plan.kernels)?;
        if self.kernels.as_ref().is_none_or(|kernels| kernels.unit != unit) {
            self.kernels = read_kernels(&self.network, unit).map(Arc::new);
        }
        self.kernels.clone()
    }

    /// The plan's ablations, as the network has them.
    fn ablated(&self, plan: &Plan) -> Vec<AblatedChannel> {
        let layers = &self.network.outline.layers;
        let ablated = |off: &Ablation| {
            let node = layers.get(off.layer)?.node;
            Some(AblatedChannel { node, channel: off.channel })
        };
        plan.ablated.iter().filter_map(ablated).collect()
    }

    /// What was kept of the pass, read as the plan asks for.
    fn read(
        &mut self,
        plan: &Plan,
        elapsed: Duration,
        spare: Maps,
        mut times: StageTimes,
    ) -> Result<Snapshot> {
        let begun = Instant::now();
        let signals = self.explain(plan)?;
        let kernels = self.kernels(plan);
        if !plan.questions.is_empty() {
            times.attribution = Some(begun.elapsed());
        }
        let erased = self.erase(plan)?;
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let trace = seen.trace.as_ref().ok_or_else(nothing_seen)?;
        let begun = Instant::now();
        let readout = self.taps.read(trace, signals.as_ref(), plan, elapsed, spare)?;
        times.taps = begun.elapsed();
        let without = without::answer(&self.network, plan, trace)?;
        // What is not a number is no answer, and the screen says so.
        let probabilities = self.network.answer(&readout.logits).unwrap_or_default();
        // Of a network without some of its parts, silence says nothing about the picture.
        let silent = seen.ablated.is_empty() && Snapshot::is_silent(&readout.code);
        let nothing_to_see = silent || seen.frame.picture.is_even(seen.crop);
        Ok(Snapshot {
            frame: Arc::clone(&seen.frame),
            outline: self.network.outline.clone(),
            crop: seen.crop,
            top: top_k(&probabilities, GUESSES),
            probabilities,
            maps: readout.maps,
            units: readout.units,
            explained: self.explained.clone(),
            kernels,
            baseline: seen.baseline.clone(),
            ablated: seen.ablated.clone(),
            without,
            profile: seen.comparison.profile.clone(),
            erased,
            code: readout.code,
            nothing_to_see,
            request: 0,
            times,
            dropped: 0,
            finished: Instant::now(),
        })
    }
}

/// How many kernels are shown of a unit.
const KERNELS: usize = 6;

/// The unit's colour pattern where it reads the picture, otherwise its strongest kernels; none
/// where it has none.
fn read_kernels(network: &Network, unit: Unit) -> Option<UnitKernels> {
    let node = network.outline.layers.get(unit.layer)?.node;
    let (convolution, channel, conv) = convolution_of(&network.graph, node, unit.channel)?;
    let colours = network.first_kernels().ok().filter(|first| first.node == convolution);
    let (kernels, count) = if let Some(first) = colours {
        (first.only(channel), 1)
    } else {
        let kernels = network.kernels(node, unit.channel, KERNELS).ok()?;
        (kernels, (conv.inputs / conv.groups) as usize)
    };
    Some(UnitKernels { unit, count, kernels })
}

/// Only a caller that skipped [`Engine::see`] meets this.
fn nothing_seen() -> crate::Error {
    crate::Error::Network("no frame has been seen yet".into())
}

impl Engine for NetworkEngine {
    fn describe(&self) -> Engaged {
        let device = self.network.device();
        Engaged {
            outline: self.network.outline.clone(),
            device: device.describe(),
            device_name: device.to_string(),
            precision: self.network.precision().name(),
            threads: device.threads(),
        }
    }

    fn see(&mut self, frame: &Arc<Frame>, plan: &Plan, spare: Maps) -> Result<Snapshot> {
        let begun = Instant::now();
        let prepared = self.preprocess.run(&frame.picture)?;
        let input = self.network.input(prepared.input, self.network.spec.input)?;
        let crop = prepared.crop;
        let ready = Instant::now();
        // The trace before is let go first, but for the layers of the wall: both together would
        // need twice the memory.
        let before = self.seen.take().map(|seen| KeptPass { trace: None, ..seen });
        let elapsed = before
            .as_ref()
            .map_or(Duration::ZERO, |seen| frame.time.saturating_sub(seen.frame.time));
        self.plan_erasure(plan)?;
        let nodes = self.nodes(plan);
        let (trace, baseline) = self.pass(&input, Keep::Only(&nodes), plan)?;
        let times = StageTimes {
            preprocess: ready.duration_since(begun),
            forward: ready.elapsed(),
            ..StageTimes::default()
        };
        let footprint = if plan.ablated.is_empty() {
            Some(Footprint::new(&self.network, &input, &trace)?)
        } else {
            None
        };
        let (trace, ablated) = (Some(trace), plan.ablated.clone());
        let Frame { sequence, scene, .. } = **frame;
        if before.as_ref().is_some_and(|before| before.comparison.scene != scene) {
            self.taps.forget_order();
        }
        let comparison = Comparison { sequence, scene, best: None, footprint, profile: None };
        let frame = Arc::clone(frame);
        let seen = KeptPass { frame, input, crop, trace, comparison, ablated, baseline };
        self.seen = Some(seen);
        self.explained.clear();
        let mut snapshot = self.read(plan, elapsed, spare, times)?;
        let begun = Instant::now();
        let best = snapshot.top.first().map(|guess| guess.class);
        let seen = self.seen.as_mut().ok_or_else(nothing_seen)?;
        seen.comparison.best = best;
        let before = before.map(|seen| seen.comparison).filter(|before| before.scene == scene);
        let before = before.filter(|before| plan.profile || before.best != best);
        seen.comparison.profile = match before {
            Some(before) => seen.comparison.profile_since(&before, &self.network)?.map(Arc::new),
            None => None,
        };
        snapshot.profile.clone_from(&seen.comparison.profile);
        snapshot.times.profile = plan.profile.then(|| begun.elapsed());
        if let Some(seen) = self.seen.as_ref().and_then(KeptPass::seen) {
            self.scheduler.observe(&self.network, seen)?;
        }
        Ok(snapshot)
    }

    fn look_again(&mut self, plan: &Plan, spare: Maps) -> Result<Snapshot> {
        self.plan_erasure(plan)?;
        let nodes = self.nodes(plan);
        let mut seen = self.seen.take().ok_or_else(nothing_seen)?;
        let mut times = StageTimes::default();
        let kept = |trace: &Trace| nodes.iter().all(|&node| trace.value(node).is_some());
        if seen.ablated != plan.ablated || !seen.trace.as_ref().is_some_and(kept) {
            let begun = Instant::now();
            seen.trace = None;
            // Whoever looks around in one frame will want other layers of it next: keep them all.
            let (trace, baseline) = self.pass(&seen.input, Keep::All, plan)?;
            (seen.trace, seen.baseline) = (Some(trace), baseline);
            self.explained.clear();
            seen.ablated.clone_from(&plan.ablated);
            times.forward = begun.elapsed();
        }
        self.seen = Some(seen);
        self.read(plan, Duration::ZERO, spare, times)
    }

    fn work(&mut self, inquiry: &Inquiry) -> Result<bool> {
        let seen = self.seen.as_ref().and_then(KeptPass::seen).ok_or_else(nothing_seen)?;
        let ablated = !inquiry.plan.ablated.is_empty();
        self.scheduler.step(&self.network, &inquiry.questions, Seen { ablated, ..seen })
    }

    fn findings(&self) -> Findings {
        self.scheduler.findings()
    }

    fn forget(&mut self) {
        self.scheduler.forget();
    }

    fn export(&mut self, plan: &Plan, called: &[(Unit, String)], path: &Path) -> Result<String> {
        self.write_values(plan, called, path)
    }

    fn export_head(&mut self, labels: &[String], mirror: bool, path: &Path) -> Result<String> {
        self.scheduler.head(&self.network, labels, mirror)?.write(path)?;
        Ok(say!("head-written"))
    }

    fn bare_forward(&mut self) -> Result<Option<Duration>> {
        let Some(seen) = &self.seen else { return Ok(None) };
        let begun = Instant::now();
        self.network.logits(&seen.input)?;
        Ok(Some(begun.elapsed()))
    }
}

#[cfg(test)]
mod tests;
