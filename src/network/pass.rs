//! A forward pass under way: the values so far, and what each operation computes of them.

use tch::{TchError, Tensor};

use super::ablation::AblatedChannel;
use super::bounds::Bounds;
use super::convolution;
use super::forward::{Keep, Trace};
use super::graph::{Graph, NodeId};
use super::op::{Conv, Op};
use super::packed::Limits;
use super::pointwise::{self, Source};
use super::weights::{Parameters, channels_last};

/// The values that are still needed.
pub(super) struct Pass<'a> {
    graph: &'a Graph,
    values: Vec<Option<Tensor>>,
    shapes: Vec<Vec<i64>>,
    /// True for values that came from elsewhere: they are never written over.
    lent: Vec<bool>,
    /// True for convolutions whose values are those of the rectifier behind them.
    rectified: Vec<bool>,
    /// How large values can become; none where the pass began with more than that is for.
    bounds: Option<&'a Bounds>,
    /// The node that reads this one's value last; beyond the end where the value is kept.
    last_use: Vec<NodeId>,
    /// How many nodes read this one's value.
    readers: Vec<usize>,
}

impl<'a> Pass<'a> {
    /// At its beginning, on the way to `upto`, with `bounds` where all that it begins with is
    /// within them.
    pub(super) fn new(
        graph: &'a Graph,
        keep: Keep<'_>,
        upto: NodeId,
        bounds: Option<&'a Bounds>,
    ) -> Self {
        let (mut last_use, mut readers) = ((0..=upto).collect::<Vec<_>>(), vec![0; upto + 1]);
        for (id, node) in graph.nodes[..=upto].iter().enumerate() {
            for &input in &node.inputs {
                last_use[input] = id;
                readers[input] += 1;
            }
        }
        match keep {
            Keep::All => last_use.fill(NodeId::MAX),
            Keep::Only(nodes) => {
                for &node in nodes.iter().filter(|&&node| node <= upto) {
                    last_use[node] = NodeId::MAX;
                }
            }
            Keep::Last => {}
        }
        last_use[upto] = NodeId::MAX;
        let values = (0..=upto).map(|_| None).collect();
        let (shapes, lent) = (Vec::with_capacity(upto + 1), vec![false; upto + 1]);
        let rectified = lent.clone();
        Self { graph, values, shapes, lent, rectified, bounds, last_use, readers }
    }

    /// Takes the value of `id`, the next node, and frees those that nobody needs any more.
    pub(super) fn put(&mut self, id: NodeId, value: Tensor) {
        self.shapes.push(value.size());
        self.values[id] = Some(value);
        self.free(id);
    }

    /// The same for a value that belongs to somebody else too, or is not known, but its shape is.
    pub(super) fn lend(&mut self, id: NodeId, value: Option<Tensor>, shape: &[i64]) {
        self.shapes.push(shape.to_vec());
        (self.values[id], self.lent[id]) = (value, true);
        self.free(id);
    }

    fn free(&mut self, at: NodeId) {
        // Its own value too, where nothing reads it.
        for &seen in self.graph.nodes[at].inputs.iter().chain([&at]) {
            if self.is_done_with(seen, at) {
                self.values[seen] = None;
            }
        }
    }

    /// What it leaves behind, these units having been held.
    pub(super) fn finish(self, held: Vec<AblatedChannel>) -> Trace {
        Trace::new(self.values, self.shapes, held, self.bounds.is_some())
    }

    fn is_done_with(&self, value: NodeId, at: NodeId) -> bool {
        self.last_use[value] <= at
    }

    /// The value of `id`'s input number `index`.
    pub(super) fn input(&self, id: NodeId, index: usize) -> Result<&Tensor, TchError> {
        let input = self.graph.nodes[id].inputs[index];
        let gone =
            || TchError::Shape(format!("the value of {} is gone", self.graph.nodes[input].name));
        self.values[input].as_ref().ok_or_else(gone)
    }

    /// The value of `id`'s first input to write over, if nobody else ever reads it. That saves a
    /// walk through fresh memory: a quarter of the time of EfficientNet-Lite0.
    fn own_input(&mut self, id: NodeId) -> Option<Tensor> {
        let input = self.graph.nodes[id].inputs[0];
        let computed = match self.graph.nodes[input].op {
            Op::Conv(_)
            | Op::Linear(_)
            | Op::Affine(_)
            | Op::LayerNorm(_)
            | Op::Clip { .. }
            | Op::Activation(_)
            | Op::MaxPool { .. }
            | Op::AvgPool(_)
            | Op::Add
            | Op::Mul
            | Op::Concat => !self.lent[input],
            // The caller's own tensor, and values that can share their memory with their input's.
            Op::Input { .. }
            | Op::AdaptiveAvgPool { .. }
            | Op::Slice { .. }
            | Op::Shuffle { .. }
            | Op::Flatten => false,
        };
        let alone = self.readers[input] == 1 && self.is_done_with(input, id);
        if computed && alone { self.values[input].take() } else { None }
    }

    /// The value of `id`'s first input: to write over where nobody else reads it, otherwise lent.
    fn source(&mut self, id: NodeId) -> Result<Source, TchError> {
        match self.own_input(id) {
            Some(value) => Ok(Source::Own(value)),
            None => self.input(id, 0).map(|value| Source::Lent(value.shallow_clone())),
        }
    }

    /// What the rectifier that alone reads this node's value limits it to, where nobody else wants
    /// the value. Zero must be within: a unit that is held there is held behind the rectifier as
    /// well.
    fn rectifier(&self, id: NodeId) -> Limits {
        let (next, behind) = (self.last_use[id], self.graph.nodes.get(self.last_use[id]));
        match behind.map(|node| &node.op) {
            Some(&Op::Clip { lo, hi })
                if self.readers[id] == 1
                    && next > id
                    && lo <= 0.0
                    && hi >= 0.0
                    && self.bounds.is_some_and(|bounds| bounds.are_finite(id)) =>
            {
                Limits { lo, hi }
            }
            _ => Limits::NONE,
        }
    }

    /// The value of `id`, a convolution of `input`, around which no zeros are to be written.
    pub(super) fn convolve(
        &mut self,
        (id, conv): (NodeId, &Conv),
        input: &Tensor,
        own: &Parameters,
    ) -> Result<Tensor, TchError> {
        let limits = self.rectifier(id);
        self.rectified[id] = limits != Limits::NONE;
        convolution::inside(conv, input, own, limits)
    }

    /// The value of `id`, whose inputs are there.
    pub(super) fn compute(
        &mut self,
        id: NodeId,
        own: Option<&Parameters>,
    ) -> Result<Tensor, TchError> {
        let graph = self.graph;
        let parameters = || own.ok_or_else(|| TchError::Shape("its weights are missing".into()));
        match &graph.nodes[id].op {
            Op::Input { .. } => self.input(id, 0).map(Tensor::shallow_clone),
            Op::Conv(conv) => {
                let limits = self.rectifier(id);
                self.rectified[id] = limits != Limits::NONE;
                convolution::forward(conv, self.input(id, 0)?, parameters()?, limits)
            }
            Op::Linear(_) => {
                let own = parameters()?;
                self.input(id, 0)?.f_linear(&own.weight()?, own.bias.as_ref())
            }
            Op::Clip { .. } if self.rectified[graph.nodes[id].inputs[0]] => {
                self.input(id, 0).map(Tensor::shallow_clone)
            }
            &Op::Clip { lo, hi } => match self.own_input(id) {
                Some(mut value) => value.f_clamp_(lo, hi),
                None => self.input(id, 0)?.f_clamp(lo, hi),
            },
            Op::Affine(_) => {
                let own = parameters()?;
                let (weight, bias) = (own.weight.as_ref(), own.bias.as_ref());
                pointwise::affine(self.source(id)?, weight, bias)
            }
            Op::LayerNorm(norm) => pointwise::layer_norm(norm, self.input(id, 0)?, parameters()?),
            &Op::Activation(activation) => pointwise::activate(activation, self.source(id)?),
            &Op::MaxPool { kernel, stride, padding, ceil_mode } => {
                self.input(id, 0)?.f_max_pool2d(kernel, stride, padding, [1, 1], ceil_mode)
            }
            Op::AvgPool(pool) => pointwise::average(pool, self.input(id, 0)?),
            &Op::AdaptiveAvgPool { side } => self.input(id, 0)?.f_adaptive_avg_pool2d([side, side]),
            Op::Add => match self.own_input(id) {
                Some(mut value) => value.f_add_(self.input(id, 1)?),
                None => self.input(id, 0)?.f_add(self.input(id, 1)?),
            },
            Op::Mul => match self.own_input(id) {
                Some(mut value) => value.f_mul_(self.input(id, 1)?),
                None => self.input(id, 0)?.f_mul(self.input(id, 1)?),
            },
            &Op::Slice { start, end } => {
                let part = self.input(id, 0)?.f_narrow(1, start, end - start)?;
                if part.dim() == 4 { channels_last(&part) } else { part.f_contiguous() }
            }
            &Op::Shuffle { groups } => pointwise::shuffle(groups, self.input(id, 0)?),
            Op::Concat => {
                let inputs = 0..graph.nodes[id].inputs.len();
                let inputs: Vec<&Tensor> =
                    inputs.map(|index| self.input(id, index)).collect::<Result<_, _>>()?;
                Tensor::f_cat(&inputs, 1)
            }
            Op::Flatten => self.input(id, 0)?.f_flatten(1, -1),
        }
    }
}

#[cfg(test)]
mod tests;
