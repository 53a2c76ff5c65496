//! The walk of a backward pass: what each operation passes on to what it read.

use tch::{Kind, TchError, Tensor};

use super::layer_norm;
use super::route::Route;
use super::rules;
use super::signal::{Signal, is_told_by_its_value};
use super::{Rule, Rules};
use crate::error::{Error, Result};
use crate::network::forward::Trace;
use crate::network::graph::{Graph, NodeId};
use crate::network::op::{Activation, AvgPool, Op};
use crate::network::weights::{Weights, channels_last};
use crate::network::{ablation, convolution, pointwise, transposed};

/// What stops a walk.
pub(super) enum Problem {
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
pub(super) struct Walk<'a> {
    graph: &'a Graph,
    weights: &'a Weights,
    trace: &'a Trace,
    rules: Rules,
    route: Route,
    /// What has come to each node so far.
    signals: Vec<Option<Signal>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        weights: &'a Weights,
        trace: &'a Trace,
        rules: Rules,
        route: Route,
    ) -> Self {
        let signals = graph.nodes.iter().map(|_| None).collect();
        Self { graph, weights, trace, rules, route, signals }
    }

    /// What has come to this node, which nothing more comes to.
    pub(super) fn take(&mut self, node: NodeId) -> Option<Signal> {
        self.signals[node].take()
    }

    pub(super) fn plant(&mut self, node: NodeId, seed: &Tensor) -> Result<()> {
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
    pub(super) fn pass(&mut self, id: NodeId, signal: Signal) -> Result<(), Problem> {
        let node = &self.graph.nodes[id];
        let mut inputs = node.inputs.iter().copied().filter(|&to| self.route.passes(id, to));
        let Some(first) = inputs.next() else { return Ok(()) };
        let inputs: Vec<NodeId> = [first].into_iter().chain(inputs).collect();
        let signal = self.stop(id, signal)?;
        let own = || {
            let own = self.weights.of(id);
            own.ok_or_else(|| TchError::Shape("its weights are missing".into()))
        };
        let passed =
            match &node.op {
                Op::Input { .. } => return Ok(()),
                Op::Conv(conv) => {
                    let shape = self.shape(first)?;
                    let size = [shape[2], shape[3]];
                    Signal::own(convolution::transpose(conv, &signal.value, own()?, size)?)
                }
                Op::Linear(_) => Signal::own(transposed::linear(&signal.value, &own()?.weight()?)?),
                &Op::Clip { lo, hi } => self.rectify(id, signal, lo, hi)?,
                Op::Affine(_) => match &own()?.weight {
                    Some(weight) if signal.value.dim() == 4 => {
                        signal.times(&weight.f_reshape([1, -1, 1, 1])?)?
                    }
                    Some(weight) => signal.times(weight)?,
                    None => signal,
                },
                Op::LayerNorm(norm) => {
                    let read = self.trace.kept(self.graph, first)?;
                    Signal::own(layer_norm::back(norm, read, &signal.value, own()?)?)
                }
                &Op::Activation(activation) => self.deactivate(id, signal, activation)?,
                Op::AvgPool(pool) => {
                    let &AvgPool { kernel, stride, padding, ceil_mode, counts_padding } = pool;
                    let pooled = empty_maps(self.shape(first)?, &signal.value)?;
                    let (value, over) = (&signal.value, counts_padding);
                    Signal::own(pooled.f_avg_pool2d_backward(
                        value, kernel, stride, padding, ceil_mode, over, None,
                    )?)
                }
                Op::Mul => return self.split_product(id, signal),
                &Op::Slice { start, end } => {
                    let behind = self.shape(first)?[1] - end;
                    let pads = [0, 0, 0, 0, start, behind];
                    let maps = signal.value.dim() == 4;
                    let pads = if maps { &pads[..] } else { &pads[4..] };
                    Signal::own(signal.value.f_constant_pad_nd(pads)?)
                }
                &Op::Shuffle { groups } => {
                    let channels = self.shape(first)?[1];
                    // With one group, or one channel a group, nothing changes places.
                    if groups <= 1 || groups == channels {
                        signal
                    } else {
                        Signal::own(pointwise::shuffle(channels / groups, &signal.value)?)
                    }
                }
                Op::MaxPool { .. } => Signal::own(self.unpool(id, first, &signal.value)?),
                Op::AdaptiveAvgPool { side: 1 } => {
                    let shape = self.shape(first)?;
                    let mean = |map: Tensor, at: usize| map.f_div_scalar(shape[at]);
                    let spread = mean(mean(signal.value, 2)?, 3)?.f_expand(shape, false)?;
                    Signal::shared(spread)
                }
                Op::AdaptiveAvgPool { .. } => {
                    let pooled = empty_maps(self.shape(first)?, &signal.value)?;
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

    /// An activation backwards: one that stands where ReLU does by the rule, another by its
    /// derivative.
    fn deactivate(
        &self,
        id: NodeId,
        signal: Signal,
        activation: Activation,
    ) -> Result<Signal, Problem> {
        if self.rules.open == Some(id) {
            return Ok(signal);
        }
        let rule = if rules::is_rectifier(activation) { self.rules.rule } else { Rule::Gradient };
        let told = is_told_by_its_value(activation);
        let told_by = if told { id } else { self.graph.nodes[id].inputs[0] };
        let value = || self.trace.kept(self.graph, told_by);
        Ok(match rule {
            Rule::Gradient => signal.through(activation, value()?)?,
            Rule::Guided => signal.rectified()?.through(activation, value()?)?,
            Rule::Deconvnet => signal.rectified()?,
        })
    }

    /// A product backwards: to each factor the signal times the other. What one value a channel was
    /// multiplied by gives that value the sum over its places.
    fn split_product(&mut self, id: NodeId, signal: Signal) -> Result<(), Problem> {
        let graph = self.graph;
        let &[one, other] = &graph.nodes[id].inputs[..] else {
            return Err(TchError::Shape("a product has two factors".into()).into());
        };
        if self.route.passes(id, other) {
            let factor = self.trace.kept(graph, one)?;
            let passed = signal.value.f_mul(factor)?;
            let passed = if self.shape(other)? == passed.size() {
                passed
            } else {
                passed.f_sum_dim_intlist(&[2_i64, 3][..], true, passed.kind())?
            };
            self.bring(other, Signal::own(passed))?;
        }
        if self.route.passes(id, one) {
            let factor = self.trace.kept(graph, other)?;
            self.bring(one, signal.times(factor)?)?;
        }
        Ok(())
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

/// Maps without values, channels-last, on the device and of the kind of `like`: libtorch looks at
/// the shape and the layout alone.
fn empty_maps(shape: &[i64], like: &Tensor) -> Result<Tensor, TchError> {
    let options: (Kind, tch::Device) = (like.kind(), like.device());
    let &[batch, channels, height, width] = shape else {
        return Err(TchError::Shape(format!("{shape:?} are no maps")));
    };
    Tensor::f_empty([batch, height, width, channels], options)?.f_permute([0, 3, 1, 2])
}
