//! The backward pass through a graph: gradient, guided backpropagation or deconvnet.
//!
//! It says what drives a unit (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
//! networks", 2013, <https://arxiv.org/abs/1312.6034>). A signal starts at some units and goes
//! against the arrows. A convolution and a fully connected layer pass it on by their transposes,
//! max pooling to the place that was the largest, average pooling to all alike; a sum copies it, a
//! concatenation splits it. Where a [`Rule`] other than the gradient's is asked for, it holds at
//! the rectifiers alone, and at all of them but for what [`Rules`] say.

#[cfg(test)]
mod tests;

use tch::{Kind, TchError, Tensor};

use super::ablation;
use super::convolution;
use super::forward::Trace;
use super::graph::{Graph, NodeId};
use super::op::Op;
use super::transposed;
use super::weights::{Weights, channels_last};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// What a rectifier lets through of the signal R from above, f being the value it read. It passes
/// values as they are where lo < f < hi: above 0 for ReLU, between 0 and 6 for ReLU6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// R · (lo < f < hi): the derivative.
    Gradient,
    /// R · (lo < f < hi) · (R > 0): only what raises the unit (Springenberg et al., "Striving for
    /// simplicity", 2014, <https://arxiv.org/abs/1412.6806>).
    Guided,
    /// R · (R > 0), whatever f was (Zeiler and Fergus, "Visualizing and understanding convolutional
    /// networks", 2013, <https://arxiv.org/abs/1311.2901>).
    Deconvnet,
}

/// Which rule holds at which rectifier. Of a [`Rule`]: that one at all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// At all but one.
    pub rule: Rule,
    /// This one passes R as it is, whatever f was, so that a signal also reaches what is shut
    /// everywhere.
    pub open: Option<NodeId>,
}

impl From<Rule> for Rules {
    fn from(rule: Rule) -> Self {
        Self { rule, open: None }
    }
}

/// The signals that were wanted.
#[derive(Debug)]
pub struct Signals {
    values: Vec<Option<Tensor>>,
}

impl Signals {
    /// The signal at this node, in the shape of its value; none where it was not wanted or leads to
    /// no seed.
    pub fn of(&self, node: NodeId) -> Option<&Tensor> {
        self.values.get(node)?.as_ref()
    }
}

/// Runs the backward pass from `seeds`, each a node and a signal in the shape of its value, and
/// gives the signals at the nodes of `want`; node 0 is the network's normalised input. Only what
/// lies between is walked. The trace must have kept [`needs`]: a rectified value tells as well as
/// the one before it whether the rectifier was open, and the places of the maxima are found again
/// in the values that were pooled.
///
/// # Errors
/// [`Error::Network`] where a value was not kept or a seed has another shape; [`Error::Torch`] with
/// the node's name where libtorch refuses; [`Error::Interrupted`].
pub fn backward(
    graph: &Graph,
    weights: &Weights,
    trace: &Trace,
    seeds: &[(NodeId, Tensor)],
    rules: impl Into<Rules>,
    want: &[NodeId],
    interrupt: &Interrupt,
) -> Result<Signals> {
    let _no_grad = tch::no_grad_guard();
    let nodes: Vec<NodeId> = seeds.iter().map(|&(node, _)| node).collect();
    let route = Route::new(graph, &nodes, want);
    let mut walk = Walk { graph, weights, trace, rules: rules.into(), route, signals: Vec::new() };
    walk.signals.resize_with(graph.nodes.len(), || None);
    for (node, seed) in seeds {
        walk.plant(*node, seed)?;
    }
    let mut values: Vec<Option<Tensor>> = graph.nodes.iter().map(|_| None).collect();
    for (id, node) in graph.nodes.iter().enumerate().rev() {
        let Some(mut signal) = walk.signals[id].take() else { continue };
        interrupt.check()?;
        if want.contains(&id) {
            values[id] = Some(signal.value.shallow_clone());
            signal.shared = true;
        }
        walk.pass(id, signal).map_err(|problem| match problem {
            Problem::Torch(error) => Error::torch(&node.name)(error),
            Problem::Own(error) => error,
        })?;
    }
    Ok(Signals { values })
}

/// The nodes whose values a forward pass must keep for such a walk.
pub fn needs(
    graph: &Graph,
    seeds: &[NodeId],
    rules: impl Into<Rules>,
    want: &[NodeId],
) -> Vec<NodeId> {
    let Rules { rule, open } = rules.into();
    let route = Route::new(graph, seeds, want);
    let needed = |(id, node): (NodeId, &super::graph::Node)| match node.op {
        _ if !node.inputs.iter().any(|&input| route.passes(id, input)) => None,
        Op::Clip { .. } => (open != Some(id) && rule != Rule::Deconvnet).then_some(id),
        Op::MaxPool { .. } => Some(node.inputs[0]),
        Op::Input { .. }
        | Op::Conv(_)
        | Op::Linear(_)
        | Op::Affine(_)
        | Op::LayerNorm(_)
        | Op::Activation(_)
        | Op::AvgPool(_)
        | Op::AdaptiveAvgPool { .. }
        | Op::Add
        | Op::Mul
        | Op::Concat
        | Op::Slice { .. }
        | Op::Shuffle { .. }
        | Op::Flatten => None,
    };
    let mut nodes: Vec<NodeId> = graph.nodes.iter().enumerate().filter_map(needed).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// What lies between the seeds and what is wanted.
struct Route {
    /// True for nodes that a signal reaches.
    reached: Vec<bool>,
    /// True for nodes from which a wanted one can be reached, or which are wanted.
    leads: Vec<bool>,
}

impl Route {
    fn new(graph: &Graph, seeds: &[NodeId], want: &[NodeId]) -> Self {
        let (mut reached, mut leads) =
            (vec![false; graph.nodes.len()], vec![false; graph.nodes.len()]);
        for (id, node) in graph.nodes.iter().enumerate() {
            leads[id] = want.contains(&id) || node.inputs.iter().any(|&input| leads[input]);
        }
        for (id, node) in graph.nodes.iter().enumerate().rev() {
            reached[id] |= seeds.contains(&id);
            if reached[id] {
                node.inputs.iter().for_each(|&input| reached[input] = true);
            }
        }
        Self { reached, leads }
    }

    fn passes(&self, from: NodeId, to: NodeId) -> bool {
        self.reached[from] && self.leads[to]
    }
}

/// A signal on its way.
struct Signal {
    value: Tensor,
    /// True where somebody else holds its memory too: it is not written over.
    shared: bool,
}

impl Signal {
    fn own(value: Tensor) -> Self {
        Self { value, shared: false }
    }

    fn shared(value: Tensor) -> Self {
        Self { value, shared: true }
    }

    /// What two ways bring to one node.
    fn plus(mut self, mut other: Self) -> Result<Self, TchError> {
        if !self.shared {
            return self.value.f_add_(&other.value).map(Self::own);
        }
        if !other.shared {
            return other.value.f_add_(&self.value).map(Self::own);
        }
        self.value.f_add(&other.value).map(Self::own)
    }

    /// Without its negative values.
    fn rectified(mut self) -> Result<Self, TchError> {
        let value =
            if self.shared { self.value.f_clamp_min(0.0) } else { self.value.f_clamp_min_(0.0) };
        value.map(Self::own)
    }

    /// Where the rectifier was open: its value lies between the limits, not on one.
    fn where_open(self, value: &Tensor, lo: f64, hi: f64) -> Result<Self, TchError> {
        if self.shared {
            return value.f_hardtanh_backward(&self.value, lo, hi).map(Self::own);
        }
        value.f_hardtanh_backward_grad_input(&self.value, &self.value, lo, hi).map(Self::own)
    }
}

/// What stops a walk.
enum Problem {
    /// libtorch.
    Torch(TchError),
    /// What is not there.
    Own(Error),
}

impl From<TchError> for Problem {
    fn from(error: TchError) -> Self {
        Self::Torch(error)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Own(error)
    }
}

/// A walk on its way.
struct Walk<'a> {
    graph: &'a Graph,
    weights: &'a Weights,
    trace: &'a Trace,
    rules: Rules,
    route: Route,
    /// What has come to each node so far.
    signals: Vec<Option<Signal>>,
}

impl Walk<'_> {
    fn plant(&mut self, node: NodeId, seed: &Tensor) -> Result<()> {
        let shape = self.shape(node)?;
        let name = &self.graph.nodes[node].name;
        if seed.size() != shape {
            let got = seed.size();
            let problem = format!("the signal at {name} must be {shape:?}, got {got:?}");
            return Err(Error::Network(problem));
        }
        let seed = if shape.len() == 4 { channels_last(seed) } else { Ok(seed.shallow_clone()) };
        self.bring(node, Signal::shared(seed.map_err(Error::torch(name))?))
            .map_err(Error::torch(name))
    }

    /// The shape of a node's value, batch included.
    fn shape(&self, node: NodeId) -> Result<&[i64]> {
        self.trace.shape(node).ok_or_else(|| {
            let name = self.graph.nodes.get(node).map_or("this node", |node| &node.name);
            Error::Network(format!("the forward pass did not reach {name}"))
        })
    }

    fn bring(&mut self, node: NodeId, signal: Signal) -> Result<(), TchError> {
        let sum = match self.signals[node].take() {
            Some(before) => before.plus(signal)?,
            None => signal,
        };
        self.signals[node] = Some(sum);
        Ok(())
    }

    /// Brings the signal at `id`, which is complete, to those of its inputs that lead on.
    fn pass(&mut self, id: NodeId, signal: Signal) -> Result<(), Problem> {
        let node = &self.graph.nodes[id];
        let mut inputs = node.inputs.iter().copied().filter(|&to| self.route.passes(id, to));
        let Some(first) = inputs.next() else { return Ok(()) };
        let inputs: Vec<NodeId> = [first].into_iter().chain(inputs).collect();
        let signal = self.stop(id, signal)?;
        let own = || {
            let own = self.weights.of(id);
            own.ok_or_else(|| TchError::Shape("its weights are missing".into()))
        };
        let passed = match &node.op {
            Op::Input { .. } => return Ok(()),
            Op::Conv(conv) => {
                let shape = self.shape(first)?;
                let size = [shape[2], shape[3]];
                Signal::own(convolution::transpose(conv, &signal.value, own()?, size)?)
            }
            Op::Linear(_) => Signal::own(transposed::linear(&signal.value, &own()?.weight()?)?),
            &Op::Clip { lo, hi } => self.rectify(id, signal, lo, hi)?,
            Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Activation(_)
            | Op::AvgPool(_)
            | Op::Mul
            | Op::Slice { .. }
            | Op::Shuffle { .. } => {
                return Err(TchError::Shape("no backward rule yet".into()).into());
            }
            Op::MaxPool { .. } => Signal::own(self.unpool(id, first, &signal.value)?),
            Op::AdaptiveAvgPool { side: 1 } => {
                let shape = self.shape(first)?;
                let mean = |map: Tensor, at: usize| map.f_div_scalar(shape[at]);
                let spread = mean(mean(signal.value, 2)?, 3)?.f_expand(shape, false)?;
                Signal::shared(spread)
            }
            Op::AdaptiveAvgPool { .. } => {
                // Only its shape and layout are looked at.
                let shape = self.shape(first)?;
                let pooled = empty_maps(shape, &signal.value)?;
                Signal::own(pooled.f_internal_adaptive_avg_pool2d_backward(&signal.value)?)
            }
            Op::Add => {
                let alone = inputs.len() == 1;
                for to in inputs {
                    let shared = signal.shared || !alone;
                    let value = signal.value.shallow_clone();
                    self.bring(to, Signal { value, shared })?;
                }
                return Ok(());
            }
            Op::Concat => return self.split(id, &signal.value),
            Op::Flatten => {
                let maps = signal.value.f_reshape(self.shape(first)?)?;
                Signal::own(if maps.dim() == 4 { channels_last(&maps)? } else { maps })
            }
        };
        Ok(self.bring(first, passed)?)
    }

    /// What was held at a value does not depend on its inputs.
    fn stop(&self, id: NodeId, signal: Signal) -> Result<Signal, TchError> {
        if !self.trace.held().iter().any(|held| held.node == id) {
            return Ok(signal);
        }
        ablation::apply(signal.value, id, self.trace.held()).map(Signal::own)
    }

    fn rectify(&self, id: NodeId, signal: Signal, lo: f64, hi: f64) -> Result<Signal, Problem> {
        let value = || self.trace.kept(self.graph, id);
        if self.rules.open == Some(id) {
            return Ok(signal);
        }
        Ok(match self.rules.rule {
            Rule::Gradient => signal.where_open(value()?, lo, hi)?,
            Rule::Guided => signal.rectified()?.where_open(value()?, lo, hi)?,
            Rule::Deconvnet => signal.rectified()?,
        })
    }

    /// Max pooling backwards: to the place that was the largest of each window.
    fn unpool(&self, id: NodeId, input: NodeId, signal: &Tensor) -> Result<Tensor, Problem> {
        let Op::MaxPool { kernel, stride, padding, ceil_mode } = self.graph.nodes[id].op else {
            return Err(TchError::Shape("not a max pooling".into()).into());
        };
        let pooled = self.trace.kept(self.graph, input)?;
        let (_, switches) =
            pooled.f_max_pool2d_with_indices(kernel, stride, padding, [1, 1], ceil_mode)?;
        Ok(pooled.f_max_pool2d_with_indices_backward(
            signal,
            kernel,
            stride,
            padding,
            [1, 1],
            ceil_mode,
            &switches,
        )?)
    }

    /// A concatenation backwards: to each input its own maps.
    fn split(&mut self, id: NodeId, signal: &Tensor) -> Result<(), Problem> {
        let graph = self.graph;
        let mut start = 0;
        for &input in &graph.nodes[id].inputs {
            let count = self.shape(input)?[1];
            if self.route.passes(id, input) {
                let part = signal.f_narrow(1, start, count)?;
                self.bring(input, Signal::shared(part))?;
            }
            start += count;
        }
        Ok(())
    }
}

/// Maps without values, channels-last, on the device and of the kind of `like`.
fn empty_maps(shape: &[i64], like: &Tensor) -> Result<Tensor, TchError> {
    let options: (Kind, tch::Device) = (like.kind(), like.device());
    let &[batch, channels, height, width] = shape else {
        return Err(TchError::Shape(format!("{shape:?} are no maps")));
    };
    Tensor::f_empty([batch, height, width, channels], options)?.f_permute([0, 3, 1, 2])
}
