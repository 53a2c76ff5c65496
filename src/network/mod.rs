//! The network: a graph of nodes with its weights, run forwards and backwards.
//!
//! A network is data. A file of the [`zoo`] writes down its [`graph`]: nodes in execution order,
//! their operations ([`op`]) and the names of their parameters. Walks over that list give
//! [`shape`]s, [`receptive_field`]s, the [`outline`] that the screen needs and the [`description`]
//! for people's own tools, all without weights. With [`weights`], from a [`checkpoint`] or made up
//! ([`deterministic`]), it can go [`forward`], in one [`precision`] or the other, [`resume`] from a
//! changed value, look again at one place ([`regional`]), and go [`backward`].

pub mod ablation;
pub mod backward;
mod bounds;
pub mod checkpoint;
pub mod class_weights;
mod convolution;
mod copies;
mod cost;
mod cuda_library;
pub mod description;
pub mod deterministic;
pub mod device;
pub mod erasure;
pub mod forward;
pub mod graph;
mod graphics_card;
pub mod guess;
pub mod head;
pub mod heap;
pub mod kernels;
pub mod labels;
#[cfg(test)]
pub mod made_up;
pub mod manifest;
pub mod named;
pub mod onnx;
pub mod op;
pub mod outline;
mod packed;
pub mod particulars;
mod pass;
mod pointwise;
pub mod precision;
pub mod receptive_field;
pub mod regional;
pub mod resume;
pub mod rounding;
pub mod shape;
pub mod top_k;
mod transposed;
pub mod trial;
pub mod weights;
pub mod zoo;

use std::path::Path;
use std::sync::Arc;

use tch::{Kind, Tensor};

use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::interrupt::Interrupt;
use ablation::AblatedChannel;
use backward::{Rules, Signals};
use checkpoint::Tensors;
use device::Device;
use forward::{Keep, Trace};
use graph::{Graph, NodeId};
use kernels::Kernels;
use manifest::Spec;
use named::{Named, outline};
pub use named::{WeightsFrom, outline_of};
use onnx::Reading;
use outline::Outline;
use particulars::Particulars;
use precision::Precision;
use regional::Covered;
use resume::Changes;
use weights::Weights;

/// A network that can run. It stays on the thread that computes; only [`Self::outline`] is shared.
#[derive(Debug)]
pub struct Network {
    /// Its input and where its weights come from.
    pub spec: Spec,
    /// Its structure.
    pub graph: Graph,
    /// What the screen knows of it.
    pub outline: Arc<Outline>,
    weights: Weights,
    device: Device,
    precision: Precision,
    interrupt: Interrupt,
}

impl Network {
    /// Loads the network of this name onto the device. The published weights' length and hash are
    /// checked.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such network; [`Error::Weights`] or [`Error::Io`] where
    /// its weights are missing, damaged or another's; [`Error::Torch`] where the device has no
    /// room.
    pub fn load(name: &str, weights: &WeightsFrom, device: Device) -> Result<Self> {
        Self::load_until(name, weights, None, device, &Interrupt::default())
    }

    /// The same, with its classes' names in the file `labels`, where one is given. Once `interrupt`
    /// is raised the load ends soon, and afterwards every pass.
    ///
    /// # Errors
    /// Those of [`Self::load`] and [`labels::of`]; [`Error::Interrupted`].
    pub fn load_until(
        name: &str,
        weights: &WeightsFrom,
        labels: Option<&Path>,
        device: Device,
        interrupt: &Interrupt,
    ) -> Result<Self> {
        Self::open((name, &Particulars::default()), weights, labels, device, interrupt)
    }

    /// The same, where `name` may be an ONNX file of which something is said.
    ///
    /// # Errors
    /// Those of [`Self::load_until`] and [`Named::find`].
    pub fn open(
        (name, said): (&str, &Particulars),
        weights: &WeightsFrom,
        labels: Option<&Path>,
        device: Device,
        interrupt: &Interrupt,
    ) -> Result<Self> {
        let reading = match weights {
            WeightsFrom::Published => Reading::Whole,
            WeightsFrom::File(_) | WeightsFrom::Random => Reading::Structure,
        };
        let named = Named::find(name, said, reading)?;
        log::info!("loading {}", named.spec.title);
        let graph = weights.fit(&named.spec, named.graph.clone())?;
        let outline = Arc::new(outline(&named.spec, &graph, weights, labels)?);
        let read = || named.tensors(weights, &graph, interrupt);
        let tensors = packed::load_beside(device.torch(), read)?;
        interrupt.check()?;
        let network = Self::new(named.spec, graph, outline, tensors, device)?;
        Ok(Self { interrupt: interrupt.clone(), ..network })
    }

    /// The network of this name with made-up weights, for tests and benchmarks.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn with_deterministic_weights(name: &str, device: Device) -> Result<Self> {
        Self::load(name, &WeightsFrom::Random, device)
    }

    fn new(
        spec: Spec,
        graph: Graph,
        outline: Arc<Outline>,
        mut tensors: Tensors,
        device: Device,
    ) -> Result<Self> {
        let weights = Weights::bind(&graph, &mut tensors, device.torch())?;
        let (precision, interrupt) = (Precision::F32, Interrupt::default());
        Ok(Self { spec, graph, outline, weights, device, precision, interrupt })
    }

    /// Lays its weights out for pictures of its own size, so that its first pass takes no longer
    /// than others.
    ///
    /// # Errors
    /// [`Error::Torch`] where there is no memory for it.
    pub fn prepare(&mut self) -> Result<()> {
        self.weights.prepare(&self.graph, self.spec.input)
    }

    /// Where it runs.
    pub fn device(&self) -> Device {
        self.device
    }

    /// What it computes with.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// A batch of one normalised picture on the network's device and in its precision, from values
    /// in the order of its pixels: red, green, blue, row after row.
    ///
    /// # Errors
    /// [`Error::Network`] where there are not three values a pixel; [`Error::Torch`] where the
    /// device has no room.
    pub fn input(&self, values: &[f32], size: Size) -> Result<Tensor> {
        if values.len() != size.area() * 3 {
            let problem = format!("{} values do not make a picture of {size}", values.len());
            return Err(Error::Network(problem));
        }
        let (height, width) = (i64::from(size.height), i64::from(size.width));
        Tensor::f_from_slice(values)
            .and_then(|tensor| tensor.f_reshape([1, height, width, 3]))
            .and_then(|tensor| tensor.f_permute([0, 3, 1, 2]))
            .and_then(|tensor| tensor.f_to_device(self.device.torch()))
            .and_then(|tensor| tensor.f_to_kind(self.precision.kind()))
            .map_err(Error::torch("input"))
    }

    /// Runs the nodes up to and including `upto` on `input`, [N, 3, H, W]: see
    /// [`forward::forward`].
    ///
    /// # Errors
    /// [`Error::Network`] where the input has another shape; [`Error::Torch`] with the node's name;
    /// [`Error::Interrupted`].
    pub fn forward(&self, input: &Tensor, keep: Keep<'_>, upto: NodeId) -> Result<Trace> {
        forward::forward(&self.graph, &self.weights, input, keep, upto, &self.interrupt)
    }

    /// The same with these units held at zero: see [`forward::forward_ablated`].
    ///
    /// # Errors
    /// Those of [`Self::forward`]; [`Error::Torch`] where a node has no such channel.
    pub fn forward_ablated(
        &self,
        input: &Tensor,
        ablated: &[AblatedChannel],
        keep: Keep<'_>,
        upto: NodeId,
    ) -> Result<Trace> {
        let (graph, weights) = (&self.graph, &self.weights);
        forward::forward_ablated(graph, weights, input, ablated, keep, upto, &self.interrupt)
    }

    /// Runs on from a pass with some values changed: see [`resume::resume`].
    ///
    /// # Errors
    /// Those of [`resume::resume`].
    pub fn resume(
        &self,
        trace: &Trace,
        changes: Changes<'_>,
        keep: Keep<'_>,
        upto: NodeId,
    ) -> Result<Trace> {
        let (graph, weights) = (&self.graph, &self.weights);
        resume::resume(graph, weights, trace, changes, keep, upto, &self.interrupt)
    }

    /// True where it can read a picture of this size as far as this node: see [`shape::reads`].
    pub fn reads(&self, size: Size, upto: NodeId) -> bool {
        shape::reads(&self.graph, size, upto)
    }

    /// What it costs to run on after a change of one node's value, as a part of a whole pass: see
    /// [`resume::share`].
    ///
    /// # Errors
    /// Those of [`resume::share`].
    pub fn share_behind(&self, node: NodeId) -> Result<f64> {
        resume::share(&self.graph, &[node], self.spec.input)
    }

    /// Passes over a picture that is covered in one place each, as one batch: see
    /// [`regional::forward`].
    ///
    /// # Errors
    /// Those of [`regional::forward`].
    pub fn forward_regional(
        &self,
        covered: Covered<'_>,
        keep: Keep<'_>,
        upto: NodeId,
    ) -> Result<Trace> {
        let (graph, weights) = (&self.graph, &self.weights);
        regional::forward(graph, weights, covered, keep, upto, &self.interrupt)
    }

    /// The backward pass from `seeds` to the nodes of `want`: see [`backward::backward`].
    ///
    /// # Errors
    /// Those of [`backward::backward`].
    pub fn backward(
        &self,
        trace: &Trace,
        seeds: &[(NodeId, Tensor)],
        rules: impl Into<Rules>,
        want: &[NodeId],
    ) -> Result<Signals> {
        let (graph, weights) = (&self.graph, &self.weights);
        backward::backward(graph, weights, trace, seeds, rules, want, &self.interrupt)
    }

    /// Its first convolution's kernels as colours: see [`kernels::first_layer`].
    ///
    /// # Errors
    /// Those of [`kernels::first_layer`].
    pub fn first_kernels(&self) -> Result<Kernels> {
        kernels::first_layer(&self.graph, &self.weights)
    }

    /// A unit's kernels, the strongest `count`: see [`kernels::of_unit`].
    ///
    /// # Errors
    /// Those of [`kernels::of_unit`].
    pub fn kernels(&self, node: NodeId, unit: usize, count: usize) -> Result<Kernels> {
        kernels::of_unit(&self.graph, &self.weights, node, unit, count)
    }

    /// What leads from a unit straight to the classes: see [`class_weights::of_unit`].
    ///
    /// # Errors
    /// Those of [`class_weights::of_unit`].
    pub fn class_weights(&self, node: NodeId, channel: usize) -> Result<Option<Vec<f32>>> {
        class_weights::of_unit(&self.graph, &self.weights, node, channel)
    }

    /// What each class weighs: see [`class_weights::rows`].
    ///
    /// # Errors
    /// Those of [`class_weights::rows`].
    pub fn class_rows(&self) -> Result<Option<class_weights::ClassRows>> {
        class_weights::rows(&self.graph, &self.weights)
    }

    /// The logits of the first picture of `input` in f32, nothing else kept. Unlike
    /// [`Self::forward`], after which a CUDA device is still computing, it waits for them.
    ///
    /// # Errors
    /// Those of [`Self::forward`].
    pub fn logits(&self, input: &Tensor) -> Result<Vec<f32>> {
        let trace = self.forward(input, Keep::Last, self.graph.logits())?;
        self.read_logits(&trace)
    }

    /// The first picture's probabilities of all classes, of a pass that came to its end; it waits
    /// for the device.
    ///
    /// # Errors
    /// [`Error::Network`] where the pass did not reach the logits; [`Error::NotANumber`].
    pub fn probabilities(&self, trace: &Trace) -> Result<Vec<f32>> {
        self.answer(&self.read_logits(trace)?)
    }

    /// The probabilities of all classes from one picture's logits: their softmax, or each one's
    /// sigmoid where several classes are meant at once.
    ///
    /// # Errors
    /// [`Error::NotANumber`].
    pub fn answer(&self, logits: &[f32]) -> Result<Vec<f32>> {
        self.spec.answers.probabilities(logits)
    }

    /// The first picture's code in f32: one value a unit of [`Graph::code`], of a pass that kept
    /// it; it waits for the device.
    ///
    /// # Errors
    /// [`Error::Network`] where the pass did not keep the code; [`Error::Torch`].
    pub fn code(&self, trace: &Trace) -> Result<Vec<f32>> {
        self.read(trace, self.graph.code)
    }

    pub(crate) fn read_logits(&self, trace: &Trace) -> Result<Vec<f32>> {
        self.read(trace, self.graph.logits())
    }

    fn read(&self, trace: &Trace, node: NodeId) -> Result<Vec<f32>> {
        let value = trace.kept(&self.graph, node)?;
        value
            .f_select(0, 0)
            .and_then(|value| value.f_to_kind(Kind::Float)?.f_flatten(0, -1))
            .and_then(|value| Vec::try_from(&value))
            .map_err(Error::torch(&self.graph.nodes[node].name))
    }
}
