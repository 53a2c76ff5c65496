//! How large what is amplified is in a picture, and which change of the picture enlarges it most.
//!
//! Mordvintsev, Olah and Tyka, "Inceptionism: going deeper into neural networks", 2015: of a layer,
//! whatever it finds, by the square of its values.

use tch::{Kind, TchError, Tensor};

use super::goal::Goal;
use crate::error::{Error, Result};
use crate::exhibit::TaughtDirection;
use crate::exhibit::ascent::{Objective, deviations, in_torch, normalised};
use crate::network::Network;
use crate::network::backward::{self, Rule};
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;

/// Computes a goal's value and slope at pictures.
#[derive(Debug)]
pub struct Amplifier {
    aim: Aim,
}

#[derive(Debug)]
enum Aim {
    /// The mean of this node's squared values.
    Layer(NodeId),
    Unit(Objective),
    /// How much the code lies in a direction.
    Code(NodeId, TaughtDirection),
}

impl Amplifier {
    /// For this goal; `direction` is that of the taught thing, where one is meant.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer or unit, or nothing was taught.
    pub fn new(network: &Network, goal: Goal, direction: Option<TaughtDirection>) -> Result<Self> {
        let aim = match goal {
            Goal::Layer(layer) => {
                let missing = || Error::Network(format!("there is no layer of number {layer}"));
                Aim::Layer(network.outline.layers.get(layer).ok_or_else(missing)?.node)
            }
            Goal::Unit(unit) => Aim::Unit(Objective::new(network, &[(unit, false)])?),
            Goal::Taught(_) => {
                let missing = || Error::Network(say!("dream-teach-first"));
                Aim::Code(network.graph.code, direction.ok_or_else(missing)?)
            }
        };
        Ok(Self { aim })
    }

    /// The last node that must be computed.
    fn upto(&self) -> NodeId {
        match &self.aim {
            Aim::Layer(node) | Aim::Code(node, _) => *node,
            Aim::Unit(objective) => objective.upto(),
        }
    }

    /// What one slope costs at a picture of the network's own size, as a guess in forward passes:
    /// the pass up to the layer, and back.
    ///
    /// # Errors
    /// Those of [`Network::share_behind`].
    pub fn cost(&self, network: &Network) -> Result<f64> {
        Ok(2.0 * (1.0 - network.share_behind(self.upto())?))
    }

    fn needs(&self, network: &Network) -> Vec<NodeId> {
        match &self.aim {
            Aim::Unit(objective) => objective.needs(&network.graph),
            Aim::Layer(node) | Aim::Code(node, _) => {
                let below = backward::needs(&network.graph, &[*node], Rule::Gradient, &[0]);
                [below, vec![*node]].concat()
            }
        }
    }

    /// The goal's value at one picture, [1, 3, height, width] of 0 to 1, and its slope there in the
    /// same shape, in f32 on the host.
    ///
    /// # Errors
    /// Those of [`Network::forward`] and [`Network::backward`].
    pub fn slope(&self, network: &Network, picture: &Tensor) -> Result<(f32, Tensor)> {
        let _no_grad = tch::no_grad_guard();
        let input = in_torch(|| normalised(network, picture))?;
        let needs = self.needs(network);
        let trace = network.forward(&input, Keep::Only(&needs), self.upto())?;
        let (value, signal) = match &self.aim {
            Aim::Unit(objective) => {
                let value = objective.of(network, &trace, 0)?.value;
                (value, objective.slope(network, &trace)?)
            }
            Aim::Layer(node) => {
                let values = trace.kept(&network.graph, *node)?;
                let (value, seed) = in_torch(|| squares(values))?;
                (value, pull(network, &trace, *node, seed)?)
            }
            Aim::Code(node, direction) => {
                let code = trace.kept(&network.graph, *node)?;
                let (value, seed) = in_torch(|| along(direction, code))?;
                (value, pull(network, &trace, *node, seed)?)
            }
        };
        let slope = in_torch(|| {
            // The input is the picture less the mean, over the deviation.
            signal.f_div(&deviations(network)?)?.f_to_device(tch::Device::Cpu)
        })?;
        Ok((value, slope))
    }

    /// The goal's value alone.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn value(&self, network: &Network, picture: &Tensor) -> Result<f32> {
        let _no_grad = tch::no_grad_guard();
        let input = in_torch(|| normalised(network, picture))?;
        let keep = self.needs(network);
        let trace = network.forward(&input, Keep::Only(&keep), self.upto())?;
        match &self.aim {
            Aim::Unit(objective) => Ok(objective.of(network, &trace, 0)?.value),
            Aim::Layer(node) => {
                let values = trace.kept(&network.graph, *node)?;
                in_torch(|| squares(values).map(|(value, _)| value))
            }
            Aim::Code(node, direction) => {
                let code = trace.kept(&network.graph, *node)?;
                in_torch(|| along(direction, code).map(|(value, _)| value))
            }
        }
    }
}

/// The mean of the squares, and the slope of it.
fn squares(values: &Tensor) -> Result<(f32, Tensor), TchError> {
    let values = values.f_to_kind(Kind::Float)?;
    let mean = f32::try_from(&values.f_square()?.f_mean(Kind::Float)?)?;
    let seed = values.f_mul_scalar(2.0 / values.numel().max(1) as f64)?;
    Ok((mean, seed))
}

/// The score `w · code / |code|` times the direction's length, and its slope at the code.
fn along(direction: &TaughtDirection, code: &Tensor) -> Result<(f32, Tensor), TchError> {
    let values: Vec<f32> = Vec::try_from(
        &code.f_to_device(tch::Device::Cpu)?.f_to_kind(Kind::Float)?.f_flatten(0, -1)?,
    )?;
    let square: f32 = values.iter().map(|value| value * value).sum();
    let scale = direction.scale(&values);
    let product: f32 = direction.weights.iter().zip(&values).map(|(w, v)| w * v).sum();
    let slope: Vec<f32> = direction
        .weights
        .iter()
        .zip(&values)
        .map(|(weight, value)| scale * (weight - product * value / square.max(1e-12)))
        .collect();
    let seed = Tensor::f_from_slice(&slope)?.f_reshape(code.size())?;
    let seed = seed.f_to_kind(code.kind())?.f_to_device(code.device())?;
    Ok((direction.score(&values), seed))
}

/// What a signal at a node is at the input.
fn pull(network: &Network, trace: &Trace, node: NodeId, seed: Tensor) -> Result<Tensor> {
    let kind = network.precision().kind();
    let seed = in_torch(|| seed.f_to_kind(kind))?;
    let signals = network.backward(trace, &[(node, seed)], Rule::Gradient, &[0])?;
    let missing = || Error::Network("no signal reached the picture".into());
    let signal = signals.of(0).ok_or_else(missing)?;
    in_torch(|| signal.f_to_kind(Kind::Float))
}
