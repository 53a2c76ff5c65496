//! Lowering: functions of each number, and the softmax at the end.

use super::Lowering;
use crate::network::onnx::draft::{Computed, Constants};
use crate::network::onnx::model::{Constant, Operator};
use crate::network::onnx::refusals;
use crate::network::onnx::settings::axis_of;
use crate::network::op::{Activation, Op};

/// How far a constant that is written in f32 may lie from its value.
const ROUNDING: f64 = 1e-6;

/// True where two constants are meant to be the same.
pub(in crate::network::onnx) fn is_about(value: f64, wanted: f64) -> bool {
    (value - wanted).abs() <= ROUNDING * wanted.abs().max(1.0)
}

impl Lowering {
    pub(super) fn activation(&mut self, operator: &Operator) -> Result<Computed, String> {
        let op = match operator.kind.as_str() {
            "Relu" => Op::RELU,
            "Clip" => self.clip(operator)?,
            "Max" | "Min" => self.one_bound(operator)?,
            "LeakyRelu" => {
                let slope = operator.float("alpha").unwrap_or(0.01);
                Op::Activation(Activation::LeakyRelu { slope })
            }
            "PRelu" => self.slopes(operator)?,
            "Sigmoid" => Op::Activation(Activation::Sigmoid),
            // Written by our own patterns; Swish is ONNX's from version 24 on.
            "Silu" => Op::Activation(Activation::Silu),
            "Swish" if is_about(operator.float("alpha").unwrap_or(1.0), 1.0) => {
                Op::Activation(Activation::Silu)
            }
            "HardSigmoid" => {
                let (alpha, beta) = (operator.float("alpha"), operator.float("beta"));
                let (alpha, beta) = (alpha.unwrap_or(0.2), beta.unwrap_or(0.5));
                if !is_about(alpha, 1.0 / 6.0) || !is_about(beta, 0.5) {
                    return self.ramp(operator, alpha as f32, beta as f32);
                }
                Op::Activation(Activation::HardSigmoid)
            }
            "HardSwish" => Op::Activation(Activation::HardSwish),
            "Tanh" => Op::Activation(Activation::Tanh),
            "Gelu" => {
                let tanh = operator.text("approximate") == Some("tanh");
                Op::Activation(Activation::Gelu { tanh })
            }
            _ => return Err(refusals::UNKNOWN.into()),
        };
        self.pointwise(op, operator)
    }

    /// The bounds are settings up to version 10 of the operators and inputs later; either may be
    /// left out.
    fn clip(&self, operator: &Operator) -> Result<Op, String> {
        let bound = |index: usize, name: &str, open: f64| match self.known(operator, index)? {
            Some(constant) => {
                constant.single().ok_or_else(|| "its bounds are not one number each".to_owned())
            }
            None => Ok(operator.float(name).unwrap_or(open)),
        };
        let lo = bound(1, "min", f64::NEG_INFINITY)?;
        let hi = bound(2, "max", f64::INFINITY)?;
        if lo.is_nan() || hi.is_nan() || lo > hi {
            return Err(format!("its bounds are {lo} and {hi}"));
        }
        // Old files write the largest number for no bound.
        let most = f64::from(f32::MAX);
        let lo = if lo <= -most { f64::NEG_INFINITY } else { lo };
        let hi = if hi >= most { f64::INFINITY } else { hi };
        Ok(Op::Clip { lo, hi })
    }

    /// What is no less, or no more, than a constant: how exporters write `clamp(min=0)`.
    fn one_bound(&self, operator: &Operator) -> Result<Op, String> {
        let bound = match operator.inputs.len() {
            2 => self.known(operator, 1)?.and_then(Constant::single),
            _ => None,
        };
        let bound = bound.filter(|bound| !bound.is_nan());
        let bound = bound.ok_or("known is that of the picture's values and one number")?;
        Ok(match operator.kind.as_str() {
            "Max" => Op::Clip { lo: bound, hi: f64::INFINITY },
            _ => Op::Clip { lo: f64::NEG_INFINITY, hi: bound },
        })
    }

    /// min(max(alpha · x + beta, 0), 1): a factor, a summand and two bounds.
    fn ramp(&mut self, operator: &Operator, alpha: f32, beta: f32) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        let channels = self.drafts.channels(value.node) as usize;
        let each = [self.filled_with(alpha, channels)?, self.filled_with(beta, channels)?];
        let [weight, bias] = each.map(Some);
        let node = self.scale(operator, value.node, weight, bias)?;
        let op = Op::Clip { lo: 0.0, hi: 1.0 };
        let node = self.push(op, &[node], Constants::default(), operator)?;
        Ok(Computed { node, ..value })
    }

    /// A slope for each channel, where all are the same.
    fn slopes(&self, operator: &Operator) -> Result<Op, String> {
        let Some(Constant::Floats(slopes)) = self.known(operator, 1)? else {
            return Err("its slopes were not read".into());
        };
        let first = slopes.first().copied().ok_or("it has no slopes")?;
        if slopes.iter().any(|slope| slope.to_bits() != first.to_bits()) {
            return Err("each channel has a slope of its own; one for all is known".into());
        }
        Ok(Op::Activation(Activation::LeakyRelu { slope: f64::from(first) }))
    }

    /// Left out: probabilities are made of the logits later. What reads it says so.
    pub(super) fn softmax(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.read(operator, 0)?;
        let sides = self.drafts.sides(value);
        let usual = if self.opset < 13 { 1 } else { -1 };
        let axis = axis_of(operator.int("axis").unwrap_or(usual), sides.len());
        if axis.is_none() || axis != value.channel_axis() || value.pads != [0; 4] {
            return Err("it runs over places of a map, as in a transformer; known is one over \
                        the classes, at the end"
                .into());
        }
        Ok(Computed { softmax: true, ..value })
    }
}
