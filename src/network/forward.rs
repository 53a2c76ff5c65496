//! The way forward through a graph.

use tch::{TchError, Tensor};

use super::graph::{Graph, NodeId};
use super::op::{Conv, Op};
use super::weights::{Parameters, Weights, channels_last};
use crate::error::{Error, Result};

/// Which values a pass leaves behind. The last node's is always kept.
#[derive(Debug, Clone, Copy)]
pub enum Keep<'a> {
    /// Every node's.
    All,
    /// These nodes'.
    Only(&'a [NodeId]),
    /// The last node's alone.
    Last,
}

/// What a pass left behind.
#[derive(Debug)]
pub struct Trace {
    values: Vec<Option<Tensor>>,
}

impl Trace {
    /// The node's value, [N, C, H, W] or [N, C]; none where it was not kept or not reached.
    pub fn value(&self, node: NodeId) -> Option<&Tensor> {
        self.values.get(node)?.as_ref()
    }
}

/// Runs the nodes up to and including `upto` on `input`, [N, C, H, W] of any size the network admits, on the device of
/// the weights. Values are channels-last in memory, and freed as soon as nobody needs them.
///
/// # Errors
/// [`Error::Network`] where the input has another shape; [`Error::Torch`] with the node's name where libtorch refuses.
pub fn forward(
    graph: &Graph,
    weights: &Weights,
    input: &Tensor,
    keep: Keep<'_>,
    upto: NodeId,
) -> Result<Trace> {
    let _no_grad = tch::no_grad_guard();
    let mut pass = Pass::new(graph, keep, upto);
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        let value = match node.op {
            Op::Input { channels } => read_input(input, channels)?,
            _ => compute(&mut pass, id, weights.of(id)).map_err(Error::torch(&node.name))?,
        };
        pass.values[id] = Some(value);
        for &read in &node.inputs {
            if pass.is_done_with(read, id) {
                pass.values[read] = None;
            }
        }
    }
    Ok(Trace { values: pass.values })
}

/// A pass on its way.
struct Pass<'a> {
    graph: &'a Graph,
    values: Vec<Option<Tensor>>,
    /// The node that reads this one's value last; beyond the end where the value is kept.
    last_use: Vec<NodeId>,
}

impl<'a> Pass<'a> {
    fn new(graph: &'a Graph, keep: Keep<'_>, upto: NodeId) -> Self {
        let mut last_use: Vec<NodeId> = (0..=upto).collect();
        for (id, node) in graph.nodes[..=upto].iter().enumerate() {
            for &input in &node.inputs {
                last_use[input] = id;
            }
        }
        match keep {
            Keep::All => last_use.fill(NodeId::MAX),
            Keep::Only(nodes) => nodes.iter().for_each(|&node| {
                if let Some(last_use) = last_use.get_mut(node) {
                    *last_use = NodeId::MAX;
                }
            }),
            Keep::Last => {}
        }
        last_use[upto] = NodeId::MAX;
        Self { graph, values: (0..=upto).map(|_| None).collect(), last_use }
    }

    fn is_done_with(&self, value: NodeId, at: NodeId) -> bool {
        self.last_use[value] <= at
    }

    /// A tensor with the value of `id`'s input number `index`, shared or, where nobody else will read it, its own.
    fn input(&self, id: NodeId, index: usize) -> Result<&Tensor, TchError> {
        let input = self.graph.nodes[id].inputs[index];
        let freed = || TchError::Shape(format!("the value of node {input} is gone"));
        self.values[input].as_ref().ok_or_else(freed)
    }

    /// The value of `id`'s first input to write over, if `id` is the last to read it and it shares its memory with no
    /// other value. Writing over it saves a pass over fresh memory: an eighth of the time of EfficientNet-Lite0.
    fn own_input(&mut self, id: NodeId) -> Option<Tensor> {
        let input = self.graph.nodes[id].inputs[0];
        let owns = match self.graph.nodes[input].op {
            Op::Conv(_) | Op::Linear(_) | Op::Clip { .. } | Op::MaxPool { .. } | Op::Add => true,
            // The caller's tensor, and results that can be views.
            Op::Input { .. } | Op::AdaptiveAvgPool { .. } | Op::Flatten => false,
        };
        if owns && self.is_done_with(input, id) { self.values[input].take() } else { None }
    }
}

fn read_input(input: &Tensor, channels: i64) -> Result<Tensor> {
    let size = input.size();
    if size.len() != 4 || size[1] != channels {
        let problem = format!("the input must be [N, {channels}, H, W], got {size:?}");
        return Err(Error::Network(problem));
    }
    channels_last(input).map_err(Error::torch("input"))
}

fn compute(pass: &mut Pass<'_>, id: NodeId, own: Option<&Parameters>) -> Result<Tensor, TchError> {
    let graph = pass.graph;
    let parameters = || own.ok_or_else(|| TchError::Shape("its weights are missing".into()));
    match &graph.nodes[id].op {
        Op::Input { .. } => pass.input(id, 0).map(Tensor::shallow_clone),
        Op::Conv(conv) => convolve(conv, pass.input(id, 0)?, parameters()?),
        Op::Linear(_) => {
            let Parameters { weight, bias } = parameters()?;
            pass.input(id, 0)?.f_linear(weight, bias.as_ref())
        }
        &Op::Clip { lo, hi } => match pass.own_input(id) {
            Some(mut value) => value.f_clamp_(lo, hi),
            None => pass.input(id, 0)?.f_clamp(lo, hi),
        },
        &Op::MaxPool { kernel, stride } => {
            let (window, step) = ([kernel, kernel], [stride, stride]);
            pass.input(id, 0)?.f_max_pool2d(window, step, [0, 0], [1, 1], false)
        }
        &Op::AdaptiveAvgPool { side } => pass.input(id, 0)?.f_adaptive_avg_pool2d([side, side]),
        Op::Add => match pass.own_input(id) {
            Some(mut value) => value.f_add_(pass.input(id, 1)?),
            None => pass.input(id, 0)?.f_add(pass.input(id, 1)?),
        },
        Op::Flatten => pass.input(id, 0)?.f_flatten(1, -1),
    }
}

/// Where padding is the same on both sides, the convolution does it; otherwise the zeros are written first.
fn convolve(conv: &Conv, input: &Tensor, own: &Parameters) -> Result<Tensor, TchError> {
    let (_, _, height, width) = input.size4()?;
    let (top, bottom) = conv.padding.resolve(height, conv.kernel, conv.stride);
    let (left, right) = conv.padding.resolve(width, conv.kernel, conv.stride);
    let even = top == bottom && left == right;
    let padded =
        if even { None } else { Some(input.f_constant_pad_nd([left, right, top, bottom])?) };
    let (input, padding) = padded.as_ref().map_or((input, [top, left]), |padded| (padded, [0, 0]));
    let stride = [conv.stride, conv.stride];
    input.f_conv2d(&own.weight, own.bias.as_ref(), stride, padding, [1, 1], conv.groups)
}
