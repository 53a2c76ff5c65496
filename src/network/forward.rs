//! The forward pass through a graph, which keeps the values that are asked for: a trace.

use tch::Tensor;

use super::ablation::{self, AblatedChannel};
use super::bounds::Bounds;
use super::graph::{Graph, NodeId};
use super::op::Op;
use super::pass::Pass;
use super::weights::{Weights, channels_last};
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

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
    shapes: Vec<Vec<i64>>,
    /// What was not computed, but held at some value: no signal goes back through it.
    held: Vec<AblatedChannel>,
    /// True where all that the pass began with was within the bounds of the weights.
    admitted: bool,
}

impl Trace {
    pub(super) fn new(
        values: Vec<Option<Tensor>>,
        shapes: Vec<Vec<i64>>,
        held: Vec<AblatedChannel>,
        admitted: bool,
    ) -> Self {
        Self { values, shapes, held, admitted }
    }

    /// True where all that the pass began with was within the bounds of the weights.
    pub(super) fn was_admitted(&self) -> bool {
        self.admitted
    }

    /// The units whose values do not depend on the picture.
    pub(super) fn held(&self) -> &[AblatedChannel] {
        &self.held
    }

    /// The node's value, [N, C, H, W] or [N, C]; none where it was not kept or not reached.
    pub fn value(&self, node: NodeId) -> Option<&Tensor> {
        self.values.get(node)?.as_ref()
    }

    /// The shape of the node's value, also where that was not kept; none where it was not reached.
    pub fn shape(&self, node: NodeId) -> Option<&[i64]> {
        self.shapes.get(node).map(Vec::as_slice)
    }

    /// The same with these nodes' values alone, as far as it has them; the others are freed with
    /// this trace.
    pub fn only(&self, nodes: &[NodeId]) -> Self {
        let mut values: Vec<Option<Tensor>> = self.values.iter().map(|_| None).collect();
        for &node in nodes {
            if let (Some(slot), Some(value)) = (values.get_mut(node), self.value(node)) {
                *slot = Some(value.shallow_clone());
            }
        }
        Self {
            values,
            shapes: self.shapes.clone(),
            held: self.held.clone(),
            admitted: self.admitted,
        }
    }

    /// The trace of a batch of `times` pictures that are all this one. No value is copied.
    ///
    /// # Errors
    /// [`Error::Torch`] where it is not of one picture.
    pub fn repeated(&self, times: usize) -> Result<Self> {
        let repeat = |value: &Tensor| {
            let mut size = vec![-1; value.dim()];
            size[0] = times as i64;
            value.f_expand(size, false).map_err(Error::torch("the trace of a batch"))
        };
        let repeated = |value: &Option<Tensor>| value.as_ref().map(repeat).transpose();
        let values = self.values.iter().map(repeated).collect::<Result<_>>()?;
        let mut shapes = self.shapes.clone();
        for pictures in shapes.iter_mut().filter_map(|shape| shape.first_mut()) {
            *pictures = times as i64;
        }
        Ok(Self { values, shapes, held: self.held.clone(), admitted: self.admitted })
    }

    /// The node's value, for whoever cannot go on without.
    ///
    /// # Errors
    /// [`Error::Network`] where it was not kept.
    pub fn kept(&self, graph: &Graph, node: NodeId) -> Result<&Tensor> {
        let name = || graph.nodes.get(node).map_or("a node that is not there", |node| &node.name);
        let missing = || Error::Network(format!("{} was not kept by the forward pass", name()));
        self.value(node).ok_or_else(missing)
    }
}

/// Runs the nodes up to and including `upto` on `input`, [N, C, H, W] of any size the network
/// admits, on the device of the weights. Values are channels-last in memory, and freed as soon as
/// nobody needs them. Between two nodes it looks whether it is still wanted.
///
/// # Errors
/// [`Error::Network`] where the input has another shape; [`Error::Torch`] with the node's name
/// where libtorch refuses; [`Error::Interrupted`].
pub fn forward(
    graph: &Graph,
    weights: &Weights,
    input: &Tensor,
    keep: Keep<'_>,
    upto: NodeId,
    interrupt: &Interrupt,
) -> Result<Trace> {
    forward_ablated(graph, weights, input, &[], keep, upto, interrupt)
}

/// The same with these units held at zero. Where there are none it costs nothing.
///
/// # Errors
/// Those of [`forward`]; [`Error::Torch`] where a layer has no such channel.
pub fn forward_ablated(
    graph: &Graph,
    weights: &Weights,
    input: &Tensor,
    ablated: &[AblatedChannel],
    keep: Keep<'_>,
    upto: NodeId,
    interrupt: &Interrupt,
) -> Result<Trace> {
    let _no_grad = tch::no_grad_guard();
    let admitted = Bounds::admits(input).map_err(Error::torch("input"))?;
    let mut pass = Pass::new(graph, keep, upto, admitted.then(|| weights.bounds()));
    for (id, node) in graph.nodes[..=upto].iter().enumerate() {
        interrupt.check()?;
        let value = match node.op {
            Op::Input { channels } => read_input(input, channels)?,
            _ => pass.compute(id, weights.of(id)).map_err(Error::torch(&node.name))?,
        };
        let value = ablation::apply(value, id, ablated).map_err(Error::torch(&node.name))?;
        pass.put(id, value);
    }
    Ok(pass.finish(ablated.to_vec()))
}

fn read_input(input: &Tensor, channels: i64) -> Result<Tensor> {
    let size = input.size();
    if size.len() != 4 || size[1] != channels {
        let problem = format!("the input must be [N, {channels}, H, W], got {size:?}");
        return Err(Error::Network(problem));
    }
    channels_last(input).map_err(Error::torch("input"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::graph::Builder;
    use crate::network::op::{Conv, Padding};
    use tch::{Device, Kind};

    /// relu(conv(x)) + x, rectified, where the convolution adds up windows of `kernel`.
    fn graph(kernel: i64, stride: i64, shortcut: bool) -> Graph {
        let (mut builder, input) = Builder::new(1);
        let conv = Op::Conv(Conv {
            weight: "weight".into(),
            bias: Some("bias".into()),
            norm: None,
            inputs: 1,
            outputs: 1,
            kernel: [kernel; 2],
            stride: [stride; 2],
            padding: Padding::Same,
            groups: 1,
        });
        let x = builder.push("conv", conv, &[input], None);
        let x = builder.push("relu", Op::RELU, &[x], None);
        let inputs = if shortcut { [x, input] } else { [x, x] };
        let x = builder.push("add", Op::Add, &inputs, None);
        let x = builder.push("relu6", Op::RELU6, &[x], None);
        builder.finish(x)
    }

    fn run(graph: &Graph, kernel: i64, values: &[f32], side: i64, keep: Keep<'_>) -> Trace {
        let options = (Kind::Float, Device::Cpu);
        let (ones, bias) = (Tensor::ones([1, 1, kernel, kernel], options), Tensor::from(-1.0_f32));
        let mut tensors = [("weight".into(), ones), ("bias".into(), bias.reshape([1]))].into();
        let weights = Weights::bind(graph, &mut tensors, Device::Cpu).unwrap();
        let input = Tensor::from_slice(values).reshape([1, 1, side, side]);
        forward(graph, &weights, &input, keep, graph.logits(), &Interrupt::default()).unwrap()
    }

    fn values(trace: &Trace, node: &str, graph: &Graph) -> Vec<f32> {
        let value = trace.value(graph.find(node).unwrap()).unwrap();
        value.contiguous().view([-1]).try_into().unwrap()
    }

    #[test]
    fn a_window_that_reaches_over_the_edge_reads_zeros_at_the_end() {
        let graph = graph(3, 2, false);
        let ones_to_sixteen: Vec<f32> = (1..=16).map(|value| value as f32).collect();
        let trace = run(&graph, 3, &ones_to_sixteen, 4, Keep::All);
        // Rows and columns 0..3 and 2..4 of 1..16, minus 1: 1+2+3+5+6+7+9+10+11, 3+4+7+8+11+12,
        // 9+10+11+13+14+15, 11+12+15+16.
        assert_eq!(values(&trace, "conv", &graph), [53.0, 44.0, 71.0, 53.0]);
        assert_eq!(values(&trace, "add", &graph), [106.0, 88.0, 142.0, 106.0]);
        assert_eq!(values(&trace, "relu6", &graph), [6.0; 4]);
    }

    #[test]
    fn what_is_kept_is_never_written_over() {
        let (graph, input) = (graph(1, 1, true), [-3.0, 0.5, 2.0, 5.0]);
        let answer = [0.0, 0.5, 3.0, 6.0];
        let last = run(&graph, 1, &input, 2, Keep::Last);
        assert_eq!(values(&last, "relu6", &graph), answer);
        let ids = ["input", "conv", "relu", "add"].map(|name| graph.find(name).unwrap());
        let pairs: Vec<[NodeId; 2]> =
            ids.iter().flat_map(|&a| ids.iter().map(move |&b| [a, b])).collect();
        for kept in [&ids[..]].into_iter().chain(pairs.iter().map(|pair| &pair[..])) {
            let trace = run(&graph, 1, &input, 2, Keep::Only(kept));
            assert_eq!(values(&trace, "relu6", &graph), answer);
            // conv = x − 1; relu; add = relu + x.
            let wanted: [(&str, [f32; 4]); 4] = [
                ("input", input),
                ("conv", [-4.0, -0.5, 1.0, 4.0]),
                ("relu", [0.0, 0.0, 1.0, 4.0]),
                ("add", [-3.0, 0.5, 3.0, 9.0]),
            ];
            for (name, wanted) in wanted {
                if kept.contains(&graph.find(name).unwrap()) {
                    assert_eq!(values(&trace, name, &graph), wanted, "{name} of {kept:?}");
                }
            }
        }
    }

    /// conv → cat → relu, cat of one tensor alone, and a mean that nothing reads.
    fn graph_with_one_branch() -> Graph {
        let (mut builder, input) = Builder::new(1);
        let conv = Op::Conv(Conv {
            weight: "weight".into(),
            bias: Some("bias".into()),
            ..Conv::biased("", 1, 1, 1)
        });
        let conv = builder.push("conv", conv, &[input], None);
        let concat = builder.push("concat", Op::Concat, &[conv], None);
        let mean = builder.push("mean", Op::AdaptiveAvgPool { side: 1 }, &[conv], None);
        builder.push("relu", Op::RELU, &[concat], None);
        builder.finish(mean)
    }

    #[test]
    fn a_concatenation_is_a_copy_even_of_one_input() {
        let (graph, input) = (graph_with_one_branch(), [-3.0, 0.5, 2.0, 5.0]);
        let conv = graph.find("conv").unwrap();
        let trace = run(&graph, 1, &input, 2, Keep::Only(&[conv]));
        assert_eq!(values(&trace, "relu", &graph), [0.0, 0.0, 1.0, 4.0]);
        assert_eq!(values(&trace, "conv", &graph), [-4.0, -0.5, 1.0, 4.0]);
    }

    #[test]
    fn what_nothing_reads_stays_only_where_it_is_kept() {
        let (graph, input) = (graph_with_one_branch(), [-3.0, 0.5, 2.0, 5.0]);
        let last = run(&graph, 1, &input, 2, Keep::Last);
        assert!(last.value(graph.code).is_none());
        let kept = run(&graph, 1, &input, 2, Keep::Only(&[graph.code]));
        // (−4 − 0.5 + 1 + 4) / 4.
        assert_eq!(values(&kept, "mean", &graph), [0.125]);
    }

    #[test]
    fn an_input_of_another_shape_is_a_line_and_nobody_computes_when_interrupted() {
        let graph = graph(1, 1, true);
        let weights = Weights::bind(&graph, &mut zeros(), Device::Cpu).unwrap();
        let input = Tensor::zeros([3, 4, 4], (Kind::Float, Device::Cpu));
        let run = |input: &Tensor, interrupt: &Interrupt| {
            forward(&graph, &weights, input, Keep::Last, 1, interrupt).unwrap_err().to_string()
        };
        let error = run(&input, &Interrupt::default());
        assert_eq!(error, "the input must be [N, 1, H, W], got [3, 4, 4]");
        let nothing = Tensor::zeros([1, 1, 0, 0], (Kind::Float, Device::Cpu));
        let error = run(&nothing, &Interrupt::default());
        assert!(error.starts_with("conv: ") && error.lines().count() == 1, "{error}");
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(run(&input, &interrupt), "interrupted");
    }

    fn zeros() -> crate::network::checkpoint::Tensors {
        let zeros = |shape: &[i64]| Tensor::zeros(shape, (Kind::Float, Device::Cpu));
        [("weight".into(), zeros(&[1, 1, 1, 1])), ("bias".into(), zeros(&[1]))].into()
    }
}
