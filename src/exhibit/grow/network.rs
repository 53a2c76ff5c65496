//! The small network: its graph of the operations that every network here has, its noise to begin
//! with, and a forward pass that autograd can follow.

use std::collections::HashMap;

use tch::{Kind, TchError, Tensor};

use super::digits::{CLASSES, SIDE};
use super::recipe::{Recipe, WINDOW};
use crate::error::{Error, Result};
use crate::network::graph::{Builder, Graph, NodeId};
use crate::network::op::{Conv, Linear, Op, Padding, Parameter, Role};

/// Tensors by their names in the graph.
pub type Tensors = HashMap<String, Tensor>;

/// The network of a recipe, and the nodes that the wall shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its graph: it reads [N, 1, 8, 8].
    pub graph: Graph,
    /// What comes out of each step, the activation included.
    pub steps: Vec<NodeId>,
}

impl Plan {
    /// Three-by-three convolutions, each with an activation, a pooling behind all but the first,
    /// and a fully connected layer.
    pub fn new(recipe: &Recipe) -> Self {
        let (mut builder, mut x) = Builder::new(1);
        let (mut inputs, mut side, mut steps) = (1, SIDE as i64, Vec::new());
        for step in 0..recipe.layers() {
            let name = format!("step{}", step + 1);
            let outputs = recipe.detectors() as i64;
            let conv = Conv::biased(&name, inputs, outputs, WINDOW as i64);
            let conv = Op::Conv(Conv { padding: Padding::Each(1), ..conv });
            x = builder.push(&name, conv, &[x], None);
            if let Some(activation) = recipe.activation().op() {
                x = builder.push(format!("{name}.activation"), activation, &[x], None);
            }
            if step > 0 {
                let pool = Op::max_pool(2, 2, 0, false);
                x = builder.push(format!("{name}.pool"), pool, &[x], None);
                side /= 2;
            }
            steps.push(x);
            inputs = outputs;
        }
        x = builder.push("flatten", Op::Flatten, &[x], None);
        let answer = Linear::new("answer", inputs * side * side, CLASSES as i64);
        builder.push("answer", Op::Linear(answer), &[x], None);
        Self { graph: builder.finish(x), steps }
    }

    /// Its parameters to begin with: weights are noise, uniform within ±√(6 / n), n being how many
    /// values each output reads (He et al., "Delving deep into rectifiers", 2015); biases are
    /// zeros. The same for the same seed.
    ///
    /// # Errors
    /// [`Error::Torch`] where libtorch refuses.
    pub fn noise(&self, seed: u64) -> Result<Tensors> {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut tensors = Tensors::new();
        for parameter in self.graph.parameters() {
            let Parameter { name, shape, role } = &parameter;
            let reads = shape[1..].iter().product::<i64>() as f32;
            let bound = if *role == Role::Weight { (6.0 / reads).sqrt() } else { 0.0 };
            let values: Vec<f32> =
                (0..parameter.len()).map(|_| (random.f32() * 2.0 - 1.0) * bound).collect();
            let tensor = Tensor::f_from_slice(&values).and_then(|values| values.f_reshape(shape));
            tensors.insert(name.clone(), tensor.map_err(Error::torch(name))?);
        }
        Ok(tensors)
    }

    /// Every node's value for these pictures, [N, 1, 8, 8], which autograd can follow back to the
    /// tensors. The operations are those that [`crate::network::forward`] runs.
    ///
    /// # Errors
    /// [`Error::Torch`] with the node's name; [`Error::Network`] where the graph has an operation
    /// that no small network has.
    pub fn run(&self, tensors: &Tensors, pictures: &Tensor) -> Result<Vec<Tensor>> {
        let mut values: Vec<Tensor> = Vec::with_capacity(self.graph.nodes.len());
        let of = |name: &str| {
            tensors.get(name).ok_or_else(|| TchError::Shape(format!("{name} is missing")))
        };
        for node in &self.graph.nodes {
            let input = node.inputs.first().map(|&input| &values[input]);
            let value = match (&node.op, input) {
                (Op::Conv(conv), Some(x)) => convolve(conv, x, of),
                (Op::Linear(linear), Some(x)) => {
                    let bias = linear.bias.as_deref().map(of).transpose();
                    bias.and_then(|bias| x.f_linear(of(&linear.weight)?, bias))
                }
                (op, Some(x)) if *op == Op::RELU => x.f_relu(),
                (Op::Clip { lo, hi }, Some(x)) => x.f_clamp(*lo, *hi),
                (&Op::MaxPool { kernel, stride, padding, ceil_mode }, Some(x)) => {
                    x.f_max_pool2d(kernel, stride, padding, [1, 1], ceil_mode)
                }
                (&Op::AdaptiveAvgPool { side }, Some(x)) => x.f_adaptive_avg_pool2d([side, side]),
                (Op::Flatten, Some(x)) => x.f_flatten(1, -1),
                (Op::Input { .. }, _) => Ok(pictures.shallow_clone()),
                (op, _) => {
                    let problem = format!("a small network has no {}", op.kind());
                    return Err(Error::Network(problem));
                }
            };
            values.push(value.map_err(Error::torch(&node.name))?);
        }
        Ok(values)
    }

    /// The logits alone.
    ///
    /// # Errors
    /// Those of [`Self::run`].
    pub fn logits(&self, tensors: &Tensors, pictures: &Tensor) -> Result<Tensor> {
        let mut values = self.run(tensors, pictures)?;
        values.pop().ok_or_else(|| Error::Network("the graph is empty".into()))
    }
}

fn convolve<'a>(
    conv: &Conv,
    x: &Tensor,
    of: impl Fn(&str) -> Result<&'a Tensor, TchError>,
) -> Result<Tensor, TchError> {
    let size = x.size();
    let pad = |axis: usize| {
        conv.padding.resolve(axis, size[axis + 2], conv.kernel[axis], conv.stride[axis]).0
    };
    let bias = conv.bias.as_deref().map(&of).transpose()?;
    let (stride, padding) = (conv.stride, [pad(0), pad(1)]);
    x.f_conv2d(of(&conv.weight)?, bias, stride, padding, [1, 1], conv.groups)
}

/// Pictures as the network reads them: [N, 1, 8, 8], 0 without ink, 1 where there is most.
///
/// # Errors
/// [`Error::Torch`] where libtorch refuses.
pub fn pictures(values: &[f32]) -> Result<Tensor> {
    let side = SIDE as i64;
    let shaped = Tensor::f_from_slice(values).and_then(|all| all.f_reshape([-1, 1, side, side]));
    shaped.map_err(Error::torch("digits"))
}

/// A tensor's values, in the order of its shape.
///
/// # Errors
/// [`Error::Torch`] where libtorch refuses.
pub fn values(tensor: &Tensor) -> Result<Vec<f32>> {
    let flat = tensor.f_to_kind(Kind::Float).and_then(|tensor| tensor.f_contiguous()?.f_view([-1]));
    flat.and_then(|flat| Vec::try_from(&flat)).map_err(Error::torch("reading values"))
}

#[cfg(test)]
mod tests;
