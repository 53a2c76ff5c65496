//! The reading of planned layers and units off a forward pass, with each layer's scale.

use std::sync::Arc;
use std::time::Duration;

use tch::{Kind, Tensor};

use super::fetch::{Fetch, Fetched, Wanted};
use super::plan::{LayerPlan, Plan, Unit};
use super::reading::{Maps, Reading, UnitReading};
use super::strongest;
use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::network::backward::Signals;
use crate::network::forward::Trace;
use crate::network::graph::{Graph, NodeId};
use crate::network::outline::{Layer, Outline};

/// Seconds in which a layer's scale falls to half where its values no longer reach it; it rises at
/// once.
const HALF_LIFE: f32 = 1.0;

/// What one forward pass had to say.
#[derive(Debug)]
pub struct Readout {
    /// The planned layers.
    pub maps: Maps,
    /// The planned units.
    pub units: Vec<UnitReading>,
    /// The last values before the classes, one a unit.
    pub code: Vec<f32>,
    /// One value a class; [`crate::network::top_k::softmax`] makes them probabilities.
    pub logits: Vec<f32>,
}

/// Reads layers off traces, and remembers each layer's scale and channels from frame to frame. It
/// belongs to the thread that computes.
#[derive(Debug)]
pub struct Taps {
    outline: Arc<Outline>,
    code: NodeId,
    logits: NodeId,
    memories: Vec<Memory>,
    /// Of signals that run back, apart from those of activations.
    signal_memories: Vec<Memory>,
    /// The sum of all times between calls.
    now: Duration,
    /// How many passes were read.
    reads: u64,
    fetch: Fetch,
}

/// What is remembered of a layer.
#[derive(Debug, Clone, Default)]
struct Memory {
    scale: f32,
    read_at: Duration,
    shown: Vec<u16>,
    /// While the layer is open: its channels in the order in which they are shown.
    order: Vec<u16>,
    /// Which read that is of.
    ordered_in: u64,
}

impl Taps {
    /// For this network, having seen nothing.
    pub fn new(outline: Arc<Outline>, graph: &Graph) -> Self {
        let memories = vec![Memory::default(); outline.layers.len()];
        let signal_memories = memories.clone();
        let (code, logits, now) = (graph.code, graph.logits(), Duration::ZERO);
        let (reads, fetch) = (0, Fetch::default());
        Self { outline, code, logits, memories, signal_memories, now, reads, fetch }
    }

    /// Another scene begins: what is strongest first is found out anew.
    pub fn forget_order(&mut self) {
        for memory in self.memories.iter_mut().chain(&mut self.signal_memories) {
            memory.order.clear();
        }
    }

    /// The nodes that a forward pass to the logits must keep for this plan.
    pub fn nodes(&self, plan: &Plan) -> Vec<NodeId> {
        let planned = plan.layers.iter().map(|planned| planned.layer);
        let layers = planned.chain(plan.units.iter().map(|unit| unit.layer));
        let nodes = layers.filter_map(|layer| Some(self.outline.layers.get(layer)?.node));
        nodes.chain([self.code]).collect()
    }

    /// Reads the first picture of a batch, and the signals that were sent back through it where the
    /// plan asks for some; a layer that they do not reach is zero. `elapsed` is the time since the
    /// last call, on the viewer's clock; the buffers of `reuse` are written over.
    ///
    /// # Errors
    /// [`Error::Network`] where the plan asks for what the network or the trace does not have;
    /// [`Error::Torch`] where libtorch refuses.
    pub fn read(
        &mut self,
        trace: &Trace,
        signals: Option<&Signals>,
        plan: &Plan,
        elapsed: Duration,
        reuse: Maps,
    ) -> Result<Readout> {
        let _no_grad = tch::no_grad_guard();
        self.now += elapsed;
        self.reads += 1;
        let wanted: Vec<Wanted> = plan
            .layers
            .iter()
            .map(|planned| self.wanted(trace, signals, planned))
            .collect::<Result<_>>()?;
        let maps: Vec<Tensor> =
            plan.units.iter().map(|&unit| self.unit_map(trace, unit)).collect::<Result<_>>()?;
        let code = maps_of(trace, self.code, "code")?;
        let logits = maps_of(trace, self.logits, "logits")?;

        let Maps { mut bytes, mut readings } = reuse;
        let others: Vec<&Tensor> = [&code, &logits].into_iter().chain(&maps).collect();
        let (fetched, numbers) = self
            .fetch
            .run(&wanted, &others, logits.device(), &mut bytes)
            .map_err(Error::torch("reading the maps"))?;
        let mut numbers = numbers.into_iter();
        let mut next = || numbers.next().unwrap_or_default();
        let (code, logits) = (next(), next());
        let sizes: Vec<Vec<i64>> = maps.iter().map(Tensor::size).collect();
        let values: Vec<Vec<f32>> = maps.iter().map(|_| next()).collect();

        readings.clear();
        let mut maps = Maps { bytes, readings };
        for (planned, fetched) in plan.layers.iter().zip(fetched) {
            let reading = self.remember(planned, fetched, &maps);
            maps.readings.push(reading);
        }
        let units =
            plan.units.iter().zip(sizes.iter().zip(&values)).map(|(&unit, (size, values))| {
                let size = Size::new(size[1] as i32, size[0] as i32);
                let reading = maps
                    .readings
                    .iter()
                    .find(|reading| reading.layer == unit.layer && !reading.signals);
                let signed = self.outline.layers[unit.layer].signed;
                UnitReading::new(unit, size, values, reading.map(|reading| reading.scale), signed)
            });
        let units = units.collect();
        Ok(Readout { maps, units, code, logits })
    }

    fn wanted(
        &self,
        trace: &Trace,
        signals: Option<&Signals>,
        planned: &LayerPlan,
    ) -> Result<Wanted> {
        let layer = self.layer(planned.layer)?;
        let maps = if planned.signals {
            signals_of(signals, layer, trace, self.logits)?
        } else {
            maps_of(trace, layer.node, &layer.name)?
        };
        let memories = if planned.signals { &self.signal_memories } else { &self.memories };
        let memory = &memories[planned.layer];
        let age = self.now.saturating_sub(memory.read_at).as_secs_f32();
        Ok(Wanted {
            maps,
            tile: i64::from(planned.tile),
            signed: planned.signals || layer.signed,
            detail: planned.detail,
            held: memory.scale * (-age / HALF_LIFE).exp2(),
        })
    }

    fn layer(&self, index: usize) -> Result<&Layer> {
        let outline = &self.outline;
        outline.layers.get(index).ok_or_else(|| {
            Error::Network(format!(
                "no layer {index}; {} has {}",
                outline.title,
                outline.layers.len()
            ))
        })
    }

    /// The unit's map, [height, width].
    fn unit_map(&self, trace: &Trace, unit: Unit) -> Result<Tensor> {
        let layer = self.layer(unit.layer)?;
        let maps = maps_of(trace, layer.node, &layer.name)?;
        let map = maps.f_select(1, unit.channel as i64).and_then(|map| map.f_squeeze_dim(0));
        map.map_err(Error::torch(&layer.name))
    }

    fn remember(&mut self, planned: &LayerPlan, fetched: Fetched, maps: &Maps) -> Reading {
        let Fetched { channels, tile, offset, scale, detail } = fetched;
        let LayerPlan { layer, signals, .. } = *planned;
        let signed = signals || self.outline.layers[layer].signed;
        let shown = Vec::new();
        let mut reading =
            Reading { layer, channels, tile, offset, signed, signals, scale, shown, detail };
        let memories = if signals { &mut self.signal_memories } else { &mut self.memories };
        let memory = &mut memories[layer];
        reading.shown = if planned.detail {
            if memory.ordered_in + 1 < self.reads {
                // The layer is opened just now.
                memory.order.clear();
            }
            memory.order = strongest::order(&reading.strengths(maps), &memory.order);
            memory.ordered_in = self.reads;
            memory.order.clone()
        } else if channels > planned.room {
            memory.shown = strongest::choose(&reading.strengths(maps), planned.room, &memory.shown);
            memory.shown.clone()
        } else {
            (0..channels as u16).collect()
        };
        (memory.scale, memory.read_at) = (scale, self.now);
        reading
    }
}

/// The signals that ran back through this layer, shaped as [`maps_of`]; zeros where none did.
fn signals_of(
    signals: Option<&Signals>,
    layer: &Layer,
    trace: &Trace,
    logits: NodeId,
) -> Result<Tensor> {
    if let Some(signal) = signals.and_then(|signals| signals.of(layer.node)) {
        return as_maps(signal, &layer.name);
    }
    let (channels, map) = (layer.shape.channels as i64, layer.shape.map);
    let size = [1, channels, map.height.into(), map.width.into()];
    let device = maps_of(trace, logits, &layer.name)?.device();
    Tensor::f_zeros(size, (Kind::Float, device)).map_err(Error::torch(&layer.name))
}

/// The first picture's value at this node, [1, channels, height, width]; single units have maps of
/// 1x1. It stays a batch, since libtorch averages channels-last maps ten times faster where it can
/// tell that they are.
fn maps_of(trace: &Trace, node: NodeId, name: &str) -> Result<Tensor> {
    let missing = || Error::Network(format!("{name} was not kept by the forward pass"));
    as_maps(trace.value(node).ok_or_else(missing)?, name)
}

fn as_maps(value: &Tensor, name: &str) -> Result<Tensor> {
    let first = value.f_narrow(0, 0, 1).map_err(Error::torch(name))?;
    if first.dim() == 4 {
        return Ok(first);
    }
    first.f_reshape([1, -1, 1, 1]).map_err(Error::torch(name))
}
