//! Lowering: convolutions, fully connected layers and what normalises.

use super::Lowering;
use crate::network::onnx::draft::{Computed, Constants, View};
use crate::network::onnx::folding::places;
use crate::network::onnx::model::{Constant, Operator};
use crate::network::onnx::settings::axis_of;
use crate::network::op::{Affine, BatchNorm, Conv, LayerNorm, Linear, Op, Padding};

/// Windows, strides and zeros beyond these are no network's.
const MOST: i64 = 1 << 16;

/// Two numbers of a setting, down and across.
pub(super) fn two(
    operator: &Operator,
    name: &str,
    usual: i64,
    least: i64,
) -> Result<[i64; 2], String> {
    match operator.ints(name) {
        None => Ok([usual; 2]),
        Some(&[down, across]) if [down, across].iter().all(|at| (least..=MOST).contains(at)) => {
            Ok([down, across])
        }
        Some(given) => Err(format!("{name} is {given:?}; two numbers from {least} on are known")),
    }
}

/// The numbers of zeros above, on the left, below and on the right that a setting says.
pub(super) fn sides(operator: &Operator) -> Result<[i64; 4], String> {
    match operator.ints("pads") {
        None => Ok([0; 4]),
        Some(&[above, left, below, right])
            if [above, left, below, right].iter().all(|zeros| (0..=MOST).contains(zeros)) =>
        {
            Ok([above, left, below, right])
        }
        Some(given) => Err(format!("pads is {given:?}; four numbers from 0 on are known")),
    }
}

/// Zeros that make ⌈size / stride⌉ windows, the odd one at the end or at the beginning.
pub(super) fn same(
    map: [i64; 2],
    kernel: [i64; 2],
    stride: [i64; 2],
    odd_at_end: bool,
) -> [i64; 4] {
    let along = |axis: usize| {
        let padding = Padding::Same.resolve(axis, map[axis], kernel[axis], stride[axis]);
        if odd_at_end { padding } else { (padding.1, padding.0) }
    };
    let [(above, below), (left, right)] = [along(0), along(1)];
    [above, left, below, right]
}

/// A map's own values around it, of which it must have more.
fn reflected(pads: [i64; 4], map: [i64; 2]) -> Result<Padding, String> {
    let [above, left, below, right] = pads;
    if above.max(below) < map[0] && left.max(right) < map[1] {
        return Ok(Padding::Reflect(pads));
    }
    Err(format!("pads of {pads:?} values mirrored do not fit a map of {map:?}"))
}

pub(super) fn undilated(operator: &Operator) -> Result<(), String> {
    match operator.ints("dilations") {
        Some(given) if given.iter().any(|&step| step != 1) => {
            Err(format!("dilations are {given:?}; windows without gaps are known"))
        }
        _ => Ok(()),
    }
}

impl Lowering {
    pub(super) fn convolution(&mut self, operator: &Operator) -> Result<Computed, String> {
        let mut value = self.read(operator, 0)?;
        let pads = std::mem::take(&mut value.pads);
        let reflects = std::mem::take(&mut value.reflects);
        let value = self.drafts.plain(value)?;
        let map = self.drafts.map(value.node).filter(|_| value.view == View::Natural);
        let map = map.ok_or("it does not read [N, C, H, W]")?;
        let weight = self.weights(operator, 1)?.ok_or("it has no weight")?;
        let &[outputs, each, height, width] = weight.sides() else {
            return Err(format!(
                "its weight is {:?}; convolutions of pictures have four sides",
                weight.sides()
            ));
        };
        let [outputs, each, height, width] = [outputs, each, height, width].map(|at| at as i64);
        let (kernel, groups) = ([height, width], operator.int("group").unwrap_or(1));
        if operator.ints("kernel_shape").is_some_and(|said| said != kernel) {
            return Err(format!(
                "kernel_shape is {:?}, its weight's {kernel:?}",
                operator.ints("kernel_shape").unwrap_or_default()
            ));
        }
        undilated(operator)?;
        let inputs = each.checked_mul(groups).filter(|&inputs| inputs > 0);
        let fits = inputs == Some(self.drafts.channels(value.node))
            && outputs > 0
            && outputs % groups == 0
            && kernel.iter().all(|side| (1..=MOST).contains(side));
        let Some(inputs) = inputs.filter(|_| fits) else {
            return Err(format!(
                "its weight {:?} in {groups} groups does not fit {} maps",
                weight.sides(),
                self.drafts.channels(value.node)
            ));
        };
        let bias = self.weights(operator, 2)?;
        if let Some(bias) = bias.as_ref().filter(|bias| bias.sides() != [outputs as usize]) {
            return Err(format!("its bias is {:?}, its outputs are {outputs}", bias.sides()));
        }
        let stride = two(operator, "strides", 1, 1)?;
        let padding = match operator.text("auto_pad").unwrap_or("NOTSET") {
            "NOTSET" | "" => {
                let own = sides(operator)?;
                Padding::Sides([0, 1, 2, 3].map(|side| own[side] + pads[side]))
            }
            "VALID" => Padding::Sides(pads),
            "SAME_UPPER" if pads == [0; 4] => Padding::Same,
            "SAME_LOWER" if pads == [0; 4] => Padding::Sides(same(map, kernel, stride, false)),
            other => return Err(format!("auto_pad {other} behind a Pad is not known")),
        };
        let padding = match padding {
            _ if !reflects => padding,
            Padding::Sides(all) if all == pads => reflected(pads, map)?,
            _ => return Err("it puts zeros around what a Pad has mirrored".into()),
        };
        let padding = match padding {
            Padding::Sides([zeros, left, below, right])
                if [left, below, right].iter().all(|&side| side == zeros) =>
            {
                Padding::Each(zeros)
            }
            padding => padding,
        };
        let conv = Conv {
            bias: bias.as_ref().map(|_| String::new()),
            stride,
            padding,
            groups,
            kernel,
            ..Conv::biased("", inputs, outputs, 1)
        };
        let constants = Constants { weight: Some(weight), bias, norm: None };
        let node = self.push(Op::Conv(conv), &[value.node], constants, operator)?;
        Ok(Computed::natural(node))
    }

    /// alpha · x · W + beta · bias, the weight turned or not.
    pub(super) fn gemm(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        if operator.int("transA").unwrap_or(0) != 0 || self.drafts.map(value.node).is_some() {
            return Err("it does not read [N, C]".into());
        }
        let weight = self.weights(operator, 1)?.ok_or("it has no weight")?;
        let weight = if operator.int("transB") == Some(1) {
            weight
        } else {
            places::transpose(&weight, None, &mut self.budget)?
        };
        let weight = self.scaled(weight, operator.float("alpha").unwrap_or(1.0))?;
        let bias = self.weights(operator, 2)?;
        let bias = bias.map(|bias| self.scaled(bias, operator.float("beta").unwrap_or(1.0)));
        let bias = bias.transpose()?;
        let outputs = weight.sides().first().copied().unwrap_or_default();
        let bias = match bias {
            Some(bias) if bias.sides() == [outputs] => Some(bias),
            Some(bias) if bias.sides() == [1, outputs] => {
                Some(places::reshape(&bias, &[outputs as i64], true)?)
            }
            Some(bias) if bias.count() == 1 && outputs > 0 => Some(self.filled(&bias, outputs)?),
            Some(bias) => {
                return Err(format!("its bias is {:?}, its outputs are {outputs}", bias.sides()));
            }
            None => None,
        };
        self.linear(operator, value, weight, bias)
    }

    fn scaled(&mut self, values: Constant, factor: f64) -> Result<Constant, String> {
        if (factor - 1.0).abs() < f64::EPSILON {
            return Ok(values);
        }
        self.budget.take(values.sides())?;
        match values {
            Constant::Floats(values) => {
                Ok(Constant::Floats(values.mapv(|one| one * factor as f32).into_shared()))
            }
            values => Ok(values),
        }
    }

    fn linear(
        &mut self,
        operator: &Operator,
        value: Computed,
        weight: Constant,
        bias: Option<Constant>,
    ) -> Result<Computed, String> {
        let own = self.drafts.channels(value.node);
        let &[outputs, inputs] = weight.sides() else {
            return Err(format!("its weight is {:?}; two sides are known", weight.sides()));
        };
        let [outputs, inputs] = [outputs as i64, inputs as i64];
        if inputs != own || outputs < 1 {
            return Err(format!("its weight makes {outputs} of {inputs} values; it gets {own}"));
        }
        let (name, named) = (String::new(), bias.as_ref().map(|_| String::new()));
        let linear = Linear { weight: name, bias: named, inputs, outputs };
        let constants = Constants { weight: Some(weight), bias, norm: None };
        let node = self.push(Op::Linear(linear), &[value.node], constants, operator)?;
        Ok(Computed::natural(node))
    }

    /// Of [N, C] a fully connected layer; of [N, H, W, C] a convolution of 1x1.
    pub(super) fn matrix(&mut self, operator: &Operator) -> Result<Computed, String> {
        let weight = self.weights(operator, 1)?.ok_or("it has no weight")?;
        if weight.sides().len() != 2 {
            return Err(format!("its weight is {:?}; two sides are known", weight.sides()));
        }
        let value = self.plain(operator, 0)?;
        let weight = places::transpose(&weight, None, &mut self.budget)?;
        if self.drafts.map(value.node).is_none() {
            return self.linear(operator, value, weight, None);
        }
        if value.view != View::Last {
            return Err("it reads the columns of maps; known are [N, C] and [N, H, W, C]".into());
        }
        let [outputs, inputs] = [weight.sides()[0] as i64, weight.sides()[1] as i64];
        let own = self.drafts.channels(value.node);
        if inputs != own || outputs < 1 {
            return Err(format!("its weight makes {outputs} of {inputs} values; it gets {own}"));
        }
        let weight = places::reshape(&weight, &[outputs, inputs, 1, 1], true)?;
        let conv = Conv { bias: None, ..Conv::biased("", inputs, outputs, 1) };
        let constants = Constants { weight: Some(weight), ..Constants::default() };
        let node = self.push(Op::Conv(conv), &[value.node], constants, operator)?;
        Ok(Computed { node, ..value })
    }

    pub(super) fn batch_norm(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        if operator.int("training_mode") == Some(1) {
            return Err("it is written for training; export the network after model.eval()".into());
        }
        if value.view == View::Last {
            return Err("it does not read [N, C, H, W]".into());
        }
        let channels = self.drafts.channels(value.node);
        let mut four = Vec::with_capacity(4);
        for (index, called) in ["factor", "summand", "mean", "variance"].into_iter().enumerate() {
            let constant = self.weights(operator, index + 1)?;
            let constant = constant.filter(|given| given.sides() == [channels as usize]);
            four.push(constant.ok_or_else(|| format!("its {called} is not {channels} numbers"))?);
        }
        let eps = operator.float("epsilon").unwrap_or(BatchNorm::EPS);
        let norm = <[Constant; 4]>::try_from(four).ok();
        let constants = Constants { norm, ..Constants::default() };
        let op = Op::Affine(Affine::batch_norm("", eps, channels));
        let node = self.push(op, &[value.node], constants, operator)?;
        Ok(Computed { node, ..value })
    }

    /// Over the channels of each position, which lie last in the file, or at the axis that a
    /// pattern found.
    pub(super) fn layer_norm(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        let rank = self.drafts.sides(value).len();
        let axis = axis_of(operator.int("axis").unwrap_or(-1), rank);
        let is_last = axis == Some(rank - 1) || operator.int("over_channels") == Some(1);
        if axis != value.channel_axis() || !is_last {
            return Err("it normalises more than the channels of a position".into());
        }
        let channels = self.drafts.channels(value.node);
        let mut each = [self.weights(operator, 1)?, self.weights(operator, 2)?];
        for given in each.iter_mut().flatten() {
            if given.count() != channels as usize {
                return Err(format!("it has {} factors for {channels} channels", given.count()));
            }
            *given = places::reshape(given, &[channels], true)?;
        }
        let [weight, bias] = each;
        let norm = LayerNorm {
            weight: weight.as_ref().map(|_| String::new()),
            bias: bias.as_ref().map(|_| String::new()),
            channels,
            eps: operator.float("epsilon").unwrap_or(BatchNorm::EPS),
        };
        let constants = Constants { weight, bias, norm: None };
        let node = self.push(Op::LayerNorm(norm), &[value.node], constants, operator)?;
        Ok(Computed { node, ..value })
    }
}
