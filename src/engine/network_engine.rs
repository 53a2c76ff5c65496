//! The engine that is not a fake: preprocessing, the network, the taps.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tch::Tensor;

use super::scheduler::{AtHand, Worker};
use super::{Engaged, Engine, Sight};
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::geometry::{Rect, Size};
use crate::interrupt::Interrupt;
use crate::network::backward::Signals;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::kernels::convolution_of;
use crate::network::precision::Precision;
use crate::network::silence::Silenced;
use crate::network::top_k::{probabilities, top_k};
use crate::network::trial::Trial;
use crate::network::{Network, WeightsFrom};
use crate::preprocess::Preprocess;
use crate::replace::replace;
use crate::snapshot::{Explained, StageTimes, UnitKernels, Work};
use crate::taps::Taps;
use crate::taps::archive::write_named;
use crate::taps::plan::{self, Plan, Unit};
use crate::taps::profile::{Footprint, Profile};
use crate::taps::reading::Maps;

/// How many guesses a snapshot carries.
const GUESSES: usize = 5;

/// Which network, and where it runs.
#[derive(Debug, Clone, Default)]
pub struct NetworkChoice {
    /// As in the manifest.
    pub name: String,
    /// Where its weights come from.
    pub weights: WeightsFrom,
    /// A file with the names of its classes; none for those of the published weights.
    pub labels: Option<PathBuf>,
    /// What was asked for.
    pub device: DeviceChoice,
    /// What it computes with.
    pub precision: Precision,
    /// libtorch's threads; none for one less than there are cores.
    pub threads: Option<usize>,
}

/// A network with what it takes to look at frames.
#[derive(Debug)]
pub struct NetworkEngine {
    network: Network,
    preprocess: Preprocess,
    taps: Taps,
    /// The frame seen last.
    seen: Option<Seen>,
    /// What was answered last.
    explained: Vec<Explained>,
    /// The kernels that were read last.
    kernels: Option<Arc<UnitKernels>>,
    worker: Worker,
}

/// What is kept of a frame, so that it can be read again.
#[derive(Debug)]
struct Seen {
    input: Tensor,
    crop: Rect,
    /// None only while the next pass runs: two would need twice the memory.
    trace: Option<Trace>,
    /// The frame's place on the time line.
    time: Duration,
    /// What the next frame is compared with.
    mark: Mark,
    /// What was switched off.
    silenced: Vec<plan::Silenced>,
    /// The probabilities with everything switched on, where something was off.
    undisturbed: Option<Vec<f32>>,
}

/// What a frame was, for the next to be compared with.
#[derive(Debug)]
struct Mark {
    sequence: u64,
    scene: u64,
    best: Option<usize>,
    /// None where something was switched off.
    footprint: Option<Footprint>,
    /// What changed from the frame before it.
    profile: Option<Arc<Profile>>,
}

impl Mark {
    /// What changed since `before`; none where something was switched off in either.
    fn profile_since(&self, before: &Self, network: &Network) -> Result<Option<Profile>> {
        let (Some(old), Some(new)) = (&before.footprint, &self.footprint) else { return Ok(None) };
        old.profile(new, before.sequence, network).map(Some)
    }
}

impl NetworkEngine {
    /// Loads the network. Call it on the thread that will compute. bf16 is tried against f32 first.
    /// Once `interrupt` is raised, loading and computing end soon.
    ///
    /// # Errors
    /// Those of [`Device::open`] and [`Network::load_until`]; [`crate::Error::Device`] where bf16
    /// would be slower.
    pub fn load(choice: &NetworkChoice, interrupt: &Interrupt) -> Result<Self> {
        let device = Device::open(choice.device, choice.threads)?;
        choice.precision.check(device)?;
        let NetworkChoice { name, weights, labels, .. } = choice;
        let exact = Network::load_until(name, weights, labels.as_deref(), device, interrupt)?;
        if choice.precision == Precision::F32 {
            return Ok(Self::new(exact));
        }
        let rounded = exact.in_precision(choice.precision)?;
        let what = format!("{} on {}", exact.spec.title, device.describe());
        Trial::run(&exact, &rounded)?.judge(&what)?;
        Ok(Self::new(rounded))
    }

    /// An engine around this network.
    pub fn new(network: Network) -> Self {
        let spec = &network.spec;
        let preprocess = Preprocess::new(spec.side, spec.mean, spec.std);
        let taps = Taps::new(network.outline.clone(), &network.graph);
        let (explained, worker) = (Vec::new(), Worker::default());
        Self { network, preprocess, taps, seen: None, explained, kernels: None, worker }
    }

    /// The nodes that a pass must keep for this plan. What cannot be asked of this network is said
    /// by [`Self::explain`].
    fn nodes(&self, plan: &Plan) -> Vec<NodeId> {
        let mut nodes = self.taps.nodes(plan);
        nodes.extend(Footprint::nodes(&self.network));
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
        if plan.silenced.is_empty() {
            return Ok((self.network.forward(input, keep, logits)?, None));
        }
        let layers = &self.network.outline.layers;
        let silenced: Vec<Silenced> = plan
            .silenced
            .iter()
            .filter_map(|off| {
                let node = layers.get(off.layer)?.node;
                Some(Silenced { node, channel: off.channel })
            })
            .collect();
        let whole = probabilities(&self.network.logits(input)?).unwrap_or_default();
        Ok((self.network.forward_silenced(input, &silenced, keep, logits)?, Some(whole)))
    }

    /// Answers the plan's questions; returns the signals that the first one sent back.
    fn explain(&mut self, plan: &Plan) -> Result<Option<Signals>> {
        self.explained.clear();
        let seen = self.seen.as_ref();
        let trace = seen.and_then(|seen| seen.trace.as_ref()).ok_or_else(nothing_seen)?;
        let mut signals = None;
        for (n, &question) in plan.questions.iter().enumerate() {
            let between = if n == 0 { self.between(plan) } else { Vec::new() };
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
            self.explained.push(Explained { question, answer });
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

    fn sight(
        &mut self,
        plan: &Plan,
        elapsed: Duration,
        spare: Maps,
        mut times: StageTimes,
    ) -> Result<Sight> {
        let begun = Instant::now();
        let signals = self.explain(plan)?;
        let kernels = self.kernels(plan);
        if !plan.questions.is_empty() {
            times.attribution = Some(begun.elapsed());
        }
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let trace = seen.trace.as_ref().ok_or_else(nothing_seen)?;
        let begun = Instant::now();
        let readout = self.taps.read(trace, signals.as_ref(), plan, elapsed, spare)?;
        times.taps = begun.elapsed();
        // What is not a number is no answer, and the screen says so.
        let probabilities = probabilities(&readout.logits).unwrap_or_default();
        Ok(Sight {
            outline: self.network.outline.clone(),
            crop: seen.crop,
            top: top_k(&probabilities, GUESSES),
            probabilities,
            maps: readout.maps,
            units: readout.units,
            explained: self.explained.clone(),
            kernels,
            undisturbed: seen.undisturbed.clone(),
            profile: seen.mark.profile.clone(),
            code: readout.code,
            times,
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

    fn see(&mut self, frame: &Frame, plan: &Plan, spare: Maps) -> Result<Sight> {
        let begun = Instant::now();
        let prepared = self.preprocess.run(&frame.picture)?;
        let side = self.network.spec.side;
        let input = self.network.input(prepared.input, Size::new(side, side))?;
        let crop = prepared.crop;
        let ready = Instant::now();
        // The trace before is let go first, but for the layers of the wall: both together would
        // need twice the memory.
        let before = self.seen.take().map(|seen| Seen { trace: None, ..seen });
        let elapsed =
            before.as_ref().map_or(Duration::ZERO, |seen| frame.time.saturating_sub(seen.time));
        let nodes = self.nodes(plan);
        let (trace, undisturbed) = self.pass(&input, Keep::Only(&nodes), plan)?;
        let times = StageTimes {
            preprocess: ready.duration_since(begun),
            forward: ready.elapsed(),
            ..StageTimes::default()
        };
        let footprint = if plan.silenced.is_empty() {
            Some(Footprint::new(&self.network, &input, &trace)?)
        } else {
            None
        };
        let (trace, silenced) = (Some(trace), plan.silenced.clone());
        let Frame { sequence, scene, time, .. } = *frame;
        let mark = Mark { sequence, scene, best: None, footprint, profile: None };
        self.seen = Some(Seen { input, crop, trace, time, mark, silenced, undisturbed });
        let mut sight = self.sight(plan, elapsed, spare, times)?;
        let begun = Instant::now();
        let best = sight.top.first().map(|guess| guess.class);
        let seen = self.seen.as_mut().ok_or_else(nothing_seen)?;
        seen.mark.best = best;
        let before = before.map(|seen| seen.mark).filter(|before| before.scene == scene);
        let before = before.filter(|before| plan.profile || before.best != best);
        seen.mark.profile = match before {
            Some(before) => seen.mark.profile_since(&before, &self.network)?.map(Arc::new),
            None => None,
        };
        sight.profile.clone_from(&seen.mark.profile);
        sight.times.profile = plan.profile.then(|| begun.elapsed());
        Ok(sight)
    }

    fn look_again(&mut self, plan: &Plan, spare: Maps) -> Result<Sight> {
        let nodes = self.nodes(plan);
        let mut seen = self.seen.take().ok_or_else(nothing_seen)?;
        let mut times = StageTimes::default();
        let kept = |trace: &Trace| nodes.iter().all(|&node| trace.value(node).is_some());
        if seen.silenced != plan.silenced || !seen.trace.as_ref().is_some_and(kept) {
            let begun = Instant::now();
            seen.trace = None;
            // Whoever looks around in one frame will want other layers of it next: keep them all.
            let (trace, undisturbed) = self.pass(&seen.input, Keep::All, plan)?;
            (seen.trace, seen.undisturbed) = (Some(trace), undisturbed);
            seen.silenced.clone_from(&plan.silenced);
            times.forward = begun.elapsed();
        }
        self.seen = Some(seen);
        self.sight(plan, Duration::ZERO, spare, times)
    }

    fn work(&mut self, frame: &Arc<Frame>, plan: &Plan) -> Result<bool> {
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let lacks_a_part = !plan.silenced.is_empty();
        let at = AtHand { frame, input: &seen.input, crop: seen.crop, lacks_a_part };
        self.worker.step(&self.network, plan.errand, at)
    }

    fn findings(&self) -> Option<Work> {
        self.worker.shown()
    }

    fn export(&mut self, plan: &Plan, path: &Path) -> Result<String> {
        let seen = self.seen.as_ref().ok_or_else(nothing_seen)?;
        let trace = seen.trace.as_ref().ok_or_else(nothing_seen)?;
        let outline = &self.network.outline;
        let mut values: Vec<(&str, Tensor)> = Vec::new();
        for planned in &plan.layers {
            let Some(layer) = outline.layers.get(planned.layer) else { continue };
            if let Some(value) = trace.value(layer.node) {
                values.push((&layer.name, value.shallow_clone()));
            }
        }
        let names = ["attribution", "attribution_beside"];
        let answers = self.explained.iter().filter_map(|explained| explained.answer.as_ref().ok());
        for (name, answer) in names.into_iter().zip(answers) {
            let side = [answer.size.height, answer.size.width].map(i64::from);
            let shape = [1, answer.channels as i64, side[0], side[1]];
            values.push((name, Tensor::from_slice(&answer.values).reshape(shape)));
        }
        let kept: Vec<(&str, &Tensor)> =
            values.iter().map(|(name, value)| (*name, value)).collect();
        let about = [("network", outline.name.clone())];
        replace(path, "write the export", |out| write_named(&kept, &about, out))?;
        let layers = plan.layers.len();
        let what = if layers == 1 { "the layer's".into() } else { format!("{layers} layers'") };
        let pixels = if values.len() > layers { " and the attribution" } else { "" };
        Ok(format!("{what} activations{pixels}"))
    }

    fn bare_forward(&mut self) -> Result<Option<Duration>> {
        let Some(seen) = &self.seen else { return Ok(None) };
        let begun = Instant::now();
        self.network.logits(&seen.input)?;
        Ok(Some(begun.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Method, Question, Start, Target};
    use crate::frame::Picture;
    use crate::network::backward::Rule;
    use crate::taps::plan::LayerPlan;

    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::with_deterministic_weights("efficientnet_lite0", device).unwrap()
    }

    fn engine() -> NetworkEngine {
        NetworkEngine::new(network())
    }

    fn frame() -> Frame {
        let size = Size::new(40, 30);
        let rgb = (0..size.area() * 3).map(|i| (i * 31 % 256) as u8).collect();
        Frame {
            picture: Picture::new(size, rgb),
            sequence: 0,
            scene: 0,
            time: Duration::ZERO,
            captured: Instant::now(),
            name: "ramp".into(),
        }
    }

    fn plan(layer: usize) -> Plan {
        let layers = vec![LayerPlan { layer, tile: 14, room: 8, detail: false, signals: false }];
        Plan { layers, units: vec![Unit { layer, channel: 1 }], ..Plan::default() }
    }

    #[test]
    fn looking_again_gives_what_a_new_pass_gives() {
        let (mut engine, frame) = (engine(), frame());
        assert!(engine.look_again(&plan(3), Maps::default()).is_err());
        let first = engine.see(&frame, &plan(3), Maps::default()).unwrap();
        assert_eq!(first.crop, Rect::new(5, 0, 30, 30));
        let sum: f32 = first.probabilities.iter().sum();
        assert!((sum - 1.0).abs() < 1e-4 && first.top.len() == GUESSES);

        let again = engine.look_again(&plan(3), Maps::default()).unwrap();
        assert_eq!((&again.maps.bytes, &again.units), (&first.maps.bytes, &first.units));
        assert_eq!(again.times.forward, Duration::ZERO, "the trace still has this layer");

        let other = engine.look_again(&plan(20), Maps::default()).unwrap();
        assert!(other.times.forward > Duration::ZERO, "the trace did not have this layer");
        assert_eq!(other.probabilities, first.probabilities);
        let third = engine.look_again(&plan(40), Maps::default()).unwrap();
        assert_eq!(third.times.forward, Duration::ZERO, "the second pass kept everything");
    }

    fn asking(layer: usize) -> Plan {
        let node = network().outline.layers[layer].node;
        let target = Target::Unit { node, channel: 1, start: Start::Map };
        let question = Question { target, method: Method::Backward(Rule::Guided) };
        let mut plan = plan(layer);
        plan.layers.push(LayerPlan { layer: 1, tile: 14, room: 8, detail: false, signals: true });
        Plan { questions: vec![question], kernels: true, ..plan }
    }

    #[test]
    fn a_question_is_answered_for_a_new_frame_and_for_a_held_one() {
        let (mut engine, frame) = (engine(), frame());
        let plan = asking(20);
        let first = engine.see(&frame, &plan, Maps::default()).unwrap();
        let answer = first.explained[0].answer.as_ref().unwrap();
        assert_eq!((answer.size, answer.channels), (Size::new(224, 224), 3));
        assert!(answer.blank.is_none() && first.times.attribution.is_some());
        let signals = first.maps.readings.iter().find(|reading| reading.signals).unwrap();
        assert_eq!((signals.layer, signals.signed), (1, true));
        assert!(first.maps.map(signals, 0).iter().any(|&byte| byte != 128), "no signal");
        assert_eq!(first.kernels.as_ref().unwrap().unit, plan.units[0]);
        let again = engine.look_again(&plan, Maps::default()).unwrap();
        assert_eq!((&again.explained, again.maps.bytes), (&first.explained, first.maps.bytes));
        // Nobody asks any more: nothing is paid.
        let silent = Plan { questions: Vec::new(), ..plan };
        let silent = engine.look_again(&silent, Maps::default()).unwrap();
        assert!(silent.explained.is_empty() && silent.times.attribution.is_none());
    }

    #[test]
    fn what_cannot_be_asked_is_said_and_the_picture_goes_on() {
        let (mut engine, frame) = (engine(), frame());
        let method = Method::GradCam { at: Some(network().graph.logits()) };
        let questions = vec![Question { target: Target::TopClass, method }];
        let plan = Plan { questions, ..plan(20) };
        let seen = engine.see(&frame, &plan, Maps::default()).unwrap();
        let why = seen.explained[0].answer.as_ref().unwrap_err();
        assert_eq!(why.lines().count(), 1, "{why}");
    }

    #[test]
    fn a_unit_that_is_switched_off_is_zero_and_the_answer_is_shown_beside_the_whole_networks() {
        let (mut engine, frame) = (engine(), frame());
        let whole = engine.see(&frame, &plan(20), Maps::default()).unwrap();
        assert_eq!(whole.undisturbed, None);
        let off = plan::Silenced { layer: 20, channel: Some(1) };
        let lacking = Plan { silenced: vec![off], ..plan(20) };
        // The trace at hand is the whole network's: it is not read again.
        let held = engine.look_again(&lacking, Maps::default()).unwrap();
        assert_eq!(held.units[0].range, (0.0, 0.0));
        assert_eq!(held.undisturbed.as_ref(), Some(&whole.probabilities));
        assert_ne!(held.probabilities, whole.probabilities);
        let fresh = engine.see(&frame, &lacking, Maps::default()).unwrap();
        assert_eq!(fresh.probabilities, held.probabilities);
        let back = engine.look_again(&plan(20), Maps::default()).unwrap();
        assert_eq!((back.probabilities, back.undisturbed), (whole.probabilities, None));
    }

    #[test]
    fn what_is_looked_at_is_exported_with_its_name() {
        let (mut engine, frame) = (engine(), frame());
        let plan = asking(20);
        engine.see(&frame, &plan, Maps::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.safetensors");
        // Layer 1, of which the signals are seen, is exported with its activations all the same.
        let said = engine.export(&plan, &path).unwrap();
        assert_eq!(said, "2 layers' activations and the attribution");
        let bytes = std::fs::read(path).unwrap();
        let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let layer = &network().outline.layers[20];
        let shape = file.tensor(&layer.name).unwrap().shape().to_vec();
        let map = layer.shape.map;
        assert_eq!(shape, [layer.shape.channels, map.height as usize, map.width as usize]);
        assert!(file.tensor(&network().outline.layers[1].name).is_ok());
        assert_eq!(file.tensor("attribution").unwrap().shape(), [3, 224, 224]);
    }

    /// Also where the processor has no bf16 arithmetic: libtorch then works it out, slowly.
    #[test]
    fn in_bf16_it_sees_nearly_the_same() {
        let (exact, frame) = (network(), frame());
        let rounded = NetworkEngine::new(exact.in_precision(Precision::Bf16).unwrap());
        let (mut exact, mut rounded) = (NetworkEngine::new(exact), rounded);
        assert_eq!((exact.describe().precision, rounded.describe().precision), ("f32", "bf16"));
        let exact = exact.see(&frame, &plan(3), Maps::default()).unwrap();
        let rounded = rounded.see(&frame, &plan(3), Maps::default()).unwrap();
        // Each value is rounded to eight binary digits; layer 3 is the sixth operation.
        let differences = exact.maps.bytes.iter().zip(&rounded.maps.bytes);
        let largest = differences.map(|(exact, rounded)| exact.abs_diff(*rounded)).max();
        assert!(largest <= Some(8), "{largest:?}");
        assert_ne!(exact.probabilities, rounded.probabilities, "nothing was rounded");
        let sum: f32 = rounded.probabilities.iter().sum();
        assert!((sum - 1.0).abs() < 1e-4, "softmax is computed in f32: {sum}");
    }

    #[test]
    fn a_bare_pass_needs_a_frame() {
        let mut engine = engine();
        assert_eq!(engine.bare_forward().unwrap(), None);
        engine.see(&frame(), &plan(0), Maps::default()).unwrap();
        assert!(engine.bare_forward().unwrap().is_some());
    }
}
