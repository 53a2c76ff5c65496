//! The engine that is not a fake: preprocessing, the network, the taps.

use std::path::Path;
use std::time::{Duration, Instant};

use tch::Tensor;

use super::engine::{Engaged, Engine, Sight};
use crate::attribution::Attribution;
use crate::error::Result;
use crate::frame::Frame;
use crate::geometry::{Rect, Size};
use crate::interrupt::Interrupt;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::{Keep, Trace};
use crate::network::precision::Precision;
use crate::network::top_k::{softmax, top_k};
use crate::network::trial::Trial;
use crate::network::{Network, WeightsFrom};
use crate::preprocess::Preprocess;
use crate::replace::replace;
use crate::snapshot::StageTimes;
use crate::taps::Taps;
use crate::taps::archive::write_named;
use crate::taps::plan::Plan;
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
    answers: Vec<Attribution>,
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
}

impl NetworkEngine {
    /// Loads the network. Call it on the thread that will compute. bf16 is tried against f32 first. Once `interrupt` is
    /// raised, loading and computing end soon.
    ///
    /// # Errors
    /// Those of [`Device::open`] and [`Network::load_until`]; [`crate::Error::Device`] where bf16 would be slower.
    pub fn load(choice: &NetworkChoice, interrupt: &Interrupt) -> Result<Self> {
        let device = Device::open(choice.device, choice.threads)?;
        choice.precision.check(device)?;
        let exact = Network::load_until(&choice.name, &choice.weights, device, interrupt)?;
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
        Self { network, preprocess, taps, seen: None, answers: Vec::new() }
    }

    fn sight(
        &mut self,
        plan: &Plan,
        elapsed: Duration,
        spare: Maps,
        mut times: StageTimes,
    ) -> Result<Sight> {
        let seen = self.seen.as_ref();
        let trace = seen.and_then(|seen| seen.trace.as_ref()).ok_or_else(nothing_seen)?;
        let begun = Instant::now();
        let readout = self.taps.read(trace, None, plan, elapsed, spare)?;
        times.taps = begun.elapsed();
        let probabilities = softmax(&readout.logits);
        Ok(Sight {
            outline: self.network.outline.clone(),
            crop: seen.map(|seen| seen.crop).unwrap_or_default(),
            top: top_k(&probabilities, GUESSES),
            probabilities,
            maps: readout.maps,
            units: readout.units,
            attributions: Vec::new(),
            kernels: None,
            undisturbed: None,
            code: readout.code,
            times,
        })
    }
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
        // The trace before is let go first: both together would need twice the memory.
        let before = self.seen.take().map(|seen| seen.time);
        let elapsed = before.map_or(Duration::ZERO, |before| frame.time.saturating_sub(before));
        let nodes = self.taps.nodes(plan);
        let logits = self.network.graph.logits();
        let trace = Some(self.network.forward(&input, Keep::Only(&nodes), logits)?);
        let times = StageTimes {
            preprocess: ready.duration_since(begun),
            forward: ready.elapsed(),
            ..StageTimes::default()
        };
        self.seen = Some(Seen { input, crop, trace, time: frame.time });
        self.sight(plan, elapsed, spare, times)
    }

    fn look_again(&mut self, plan: &Plan, spare: Maps) -> Result<Sight> {
        let seen = self.seen.as_mut().ok_or_else(nothing_seen)?;
        let mut times = StageTimes::default();
        let nodes = self.taps.nodes(plan);
        let kept = |trace: &Trace| nodes.iter().all(|&node| trace.value(node).is_some());
        if !seen.trace.as_ref().is_some_and(kept) {
            let begun = Instant::now();
            seen.trace = None;
            // Whoever looks around in one frame will want other layers of it next: keep them all.
            let logits = self.network.graph.logits();
            seen.trace = Some(self.network.forward(&seen.input, Keep::All, logits)?);
            times.forward = begun.elapsed();
        }
        self.sight(plan, Duration::ZERO, spare, times)
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
        for (name, answer) in names.into_iter().zip(&self.answers) {
            let side = [answer.size.height, answer.size.width].map(i64::from);
            let shape = [1, answer.channels as i64, side[0], side[1]];
            values.push((name, Tensor::from_slice(&answer.values).reshape(shape)));
        }
        let kept: Vec<(&str, &Tensor)> =
            values.iter().map(|(name, value)| (*name, value)).collect();
        let about = [("network", outline.name.clone())];
        replace(path, "write the export", |out| write_named(&kept, &about, out))?;
        Ok(match (plan.layers.len(), self.answers.len()) {
            (1, 0) => "the layer's activations".into(),
            (1, _) => "the layer's activations and the attribution".into(),
            (layers, 0) => format!("{layers} layers' activations"),
            (layers, _) => format!("{layers} layers' activations and the attribution"),
        })
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
    use crate::frame::Picture;
    use crate::taps::plan::{LayerPlan, Unit};

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
