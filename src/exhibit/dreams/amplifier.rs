//! How large what is amplified is in a picture, and which change of the picture enlarges it most.
//!
//! Mordvintsev, Olah and Tyka, "Inceptionism: going deeper into neural networks", 2015: of a layer,
//! whatever it finds, by the square of its values.

use tch::{Kind, TchError, Tensor};

use super::goal::Goal;
use super::planes::extent;
use crate::error::{Error, Result};
use crate::exhibit::TaughtDirection;
use crate::exhibit::ascent::{Objective, deviations, in_torch, normalised};
use crate::geometry::Size;
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

    /// A picture as the network gets it, and its height and width where it had to be resized: what
    /// the network cannot read in its size is seen in the network's own.
    fn input(&self, network: &Network, picture: &Tensor) -> Result<(Tensor, Option<[i64; 2]>)> {
        let [height, width] = in_torch(|| extent(picture))?;
        if network.reads(Size::new(width as i32, height as i32), self.upto()) {
            return Ok((in_torch(|| normalised(network, picture))?, None));
        }
        let own = [network.spec.input.height, network.spec.input.width].map(i64::from);
        let input = in_torch(|| {
            normalised(network, &picture.f_upsample_bilinear2d(own, false, None, None)?)
        })?;
        Ok((input, Some([height, width])))
    }

    /// The goal's value at one picture, [1, 3, height, width] of 0 to 1, and its slope there in the
    /// same shape, in f32 on the host.
    ///
    /// # Errors
    /// Those of [`Network::forward`] and [`Network::backward`].
    pub fn slope(&self, network: &Network, picture: &Tensor) -> Result<(f32, Tensor)> {
        let _no_grad = tch::no_grad_guard();
        let (input, from) = self.input(network, picture)?;
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
                (value, pull(network, &trace, *node, &seed)?)
            }
            Aim::Code(node, direction) => {
                let code = trace.kept(&network.graph, *node)?;
                let (value, seed) = in_torch(|| along(direction, code))?;
                (value, pull(network, &trace, *node, &seed)?)
            }
        };
        let slope = in_torch(|| {
            // The input is the picture less the mean, over the deviation.
            let slope = signal.f_div(&deviations(network)?)?.f_to_device(tch::Device::Cpu)?;
            let Some([height, width]) = from else { return Ok(slope) };
            let own = extent(&slope)?;
            let size = [1, 3, height, width];
            Tensor::f_upsample_bilinear2d_backward(&slope, own, size, false, None, None)
        })?;
        Ok((value, slope))
    }

    /// The goal's value alone.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn value(&self, network: &Network, picture: &Tensor) -> Result<f32> {
        let _no_grad = tch::no_grad_guard();
        let (input, _) = self.input(network, picture)?;
        // The last node's value is all that is read.
        let trace = network.forward(&input, Keep::Last, self.upto())?;
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
fn pull(network: &Network, trace: &Trace, node: NodeId, seed: &Tensor) -> Result<Tensor> {
    let kind = network.precision().kind();
    let seed = in_torch(|| seed.f_to_kind(kind))?;
    let signals = network.backward(trace, &[(node, seed)], Rule::Gradient, &[0])?;
    let missing = || Error::Network("no signal reached the picture".into());
    let signal = signals.of(0).ok_or_else(missing)?;
    in_torch(|| signal.f_to_kind(Kind::Float))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};
    use crate::taps::plan::Unit;

    const LITE0: &str = "efficientnet_lite0";

    fn device() -> Device {
        Device::open(DeviceChoice::Cpu, Some(1)).unwrap()
    }

    fn layer(network: &Network, name: &str) -> usize {
        network.outline.layers.iter().position(|layer| layer.name == name).unwrap()
    }

    /// As `coefficient` of the script that made the reference.
    fn coefficients(count: i64) -> Vec<f32> {
        let one = |index: i64| {
            let bits = (index as u64 * 2_654_435_761) % (1 << 32);
            let bits = ((bits ^ (bits >> 15)) * 2_246_822_519) % (1 << 32);
            ((bits ^ (bits >> 13)) as f64 / 2_147_483_648.0 - 1.0) as f32
        };
        (0..count).map(one).collect()
    }

    fn noise(side: i64) -> Tensor {
        let values = coefficients(3 * side * side);
        Tensor::from_slice(&values).reshape([1, 3, side, side]) * 0.4 + 0.5
    }

    fn compare(network: &Network, goal: &Amplifier, side: i64, wanted: &Value) {
        let number = |value: &Value| value.as_f64().unwrap();
        let picture = noise(side);
        let (value, slope) = goal.slope(network, &picture).unwrap();
        assert_eq!(value.to_bits(), goal.value(network, &picture).unwrap().to_bits());
        let slope: Vec<f32> = Vec::try_from(&slope.flatten(0, -1)).unwrap();
        // Both sides are f32, with sums in another order.
        let close = |got: f64, want: f64, to: f64| (got - want).abs() <= 1e-4 * to;
        let of = number(&wanted["value"]);
        assert!(close(value.into(), of, of.abs()), "{value} is not {of}");
        let norm = slope.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>().sqrt();
        assert!(close(norm, number(&wanted["norm"]), norm), "{norm}");
        let largest = number(&wanted["largest"]);
        let samples = wanted["gradient"].as_array().unwrap();
        assert!(samples.len() >= 100);
        for sample in samples {
            let index = sample["index"].as_u64().unwrap() as usize;
            let (got, want) = (f64::from(slope[index]), number(&sample["value"]));
            assert!(close(got, want, largest), "{index}: {got} is not {want}, of {largest}");
        }
    }

    #[test]
    fn the_slope_is_that_of_pytorch() {
        // By scripts/dream_gradient.py.
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/dream_gradient.json");
        let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let side = all["side"].as_i64().unwrap();
        let network = Network::load(LITE0, &WeightsFrom::Published, device()).unwrap();
        let blocks = all["blocks"].as_array().unwrap();
        assert_eq!(blocks.len(), 4);
        for (wanted, &card) in blocks.iter().zip(&super::super::goal::cards(&network.outline)) {
            // PyTorch counts blocks from 0.
            let block = format!("blocks.{}.", wanted["block"].as_i64().unwrap() + 1);
            let name = &network.outline.layers[card].name;
            assert!(name.starts_with(&block), "{name} is the output of {block}");
            let goal = Amplifier::new(&network, Goal::Layer(card), None).unwrap();
            compare(&network, &goal, side, wanted);
        }
        let offset = all["code"]["offset"].as_f64().unwrap() as f32;
        let direction = TaughtDirection { weights: coefficients(1280), offset, length: 1.0 };
        let goal = Amplifier::new(&network, Goal::Taught(0), Some(direction)).unwrap();
        compare(&network, &goal, side, &all["code"]);
    }

    #[test]
    fn a_units_slope_is_how_much_its_value_rises() {
        let network = Network::with_deterministic_weights(LITE0, device()).unwrap();
        let unit = Unit { layer: layer(&network, "blocks.3.add"), channel: 2 };
        let goal = Amplifier::new(&network, Goal::Unit(unit), None).unwrap();
        let picture = noise(48);
        let (value, slope) = goal.slope(&network, &picture).unwrap();
        assert_eq!(value.to_bits(), goal.value(&network, &picture).unwrap().to_bits());
        // As far as the slope reaches: a small step changes the value by the slope's square.
        let square = f64::try_from(slope.square().sum(Kind::Double)).unwrap();
        let by = 1e-3 * f64::from(value.abs().max(1e-3)) / square;
        let ahead = goal.value(&network, &(&picture + &slope * by)).unwrap();
        let behind = goal.value(&network, &(&picture - &slope * by)).unwrap();
        let rise = f64::from(ahead - behind) / (2.0 * by * square);
        // The network is not linear, and its sums are of f32.
        assert!((rise - 1.0).abs() < 0.05, "{rise}");
    }

    #[test]
    fn what_cannot_be_amplified_is_one_line() {
        let network = Network::with_deterministic_weights(LITE0, device()).unwrap();
        let error = |goal| Amplifier::new(&network, goal, None).unwrap_err().to_string();
        assert_eq!(error(Goal::Layer(5000)), "there is no layer of number 5000");
        assert_eq!(error(Goal::Taught(1)), say!("dream-teach-first"));
        let unit = Unit { layer: layer(&network, "stem.conv"), channel: 32 };
        assert_eq!(error(Goal::Unit(unit)), "stem.conv has no channel 32: they are 0 to 31");
    }
}
