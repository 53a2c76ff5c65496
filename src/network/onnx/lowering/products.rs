//! Lowering: sums and products of two values, or of a value and a constant.

use ndarray::{ArcArray, IxDyn};

use super::{Lowering, Value};
use crate::network::onnx::draft::{Computed, Constants, View};
use crate::network::onnx::folding::places;
use crate::network::onnx::model::{Constant, Operator};
use crate::network::op::{Affine, Op};

impl Lowering {
    pub(super) fn arithmetic(&mut self, operator: &Operator) -> Result<Computed, String> {
        let get = |index: usize| operator.input(index).and_then(|name| self.value(name)).cloned();
        match (get(0), get(1)) {
            (Some(Value::Computed(first)), Some(Value::Computed(second))) => {
                self.of_two(operator, first, second)
            }
            (Some(Value::Computed(value)), Some(Value::Known(constant))) => {
                self.with_constant(operator, value, &constant, false)
            }
            (Some(Value::Known(constant)), Some(Value::Computed(value))) => {
                self.with_constant(operator, value, &constant, true)
            }
            _ => Err("it has not two inputs".into()),
        }
    }

    fn of_two(
        &mut self,
        operator: &Operator,
        first: Computed,
        second: Computed,
    ) -> Result<Computed, String> {
        let (mut first, mut second) = (first, second);
        // What lies the same way stays so: means of maps, flattened.
        let is_flat = first.view == View::Flat
            && second.view == View::Flat
            && self.drafts.nodes[first.node].extent == self.drafts.nodes[second.node].extent
            && !first.softmax
            && !second.softmax;
        if !is_flat {
            first = self.drafts.plain(first)?;
            second = self.drafts.plain(second)?;
        }
        if first.view != second.view {
            return Err("its inputs lie in different ways, one with the colours last".into());
        }
        let op = match operator.kind.as_str() {
            "Add" => Op::Add,
            "Mul" => Op::Mul,
            "Sub" => {
                // first − second = first + (−1) · second.
                let channels = self.drafts.channels(second.node);
                let minus = self.filled_with(-1.0, channels as usize)?;
                let node = self.scale(operator, second.node, Some(minus), None)?;
                second = Computed { node, ..second };
                Op::Add
            }
            _ => return Err("it divides by what depends on the picture".into()),
        };
        let extent = |value: Computed| self.drafts.nodes[value.node].extent;
        if op == Op::Mul
            && extent(first) != extent(second)
            && self.drafts.map(first.node) == Some([1, 1])
        {
            std::mem::swap(&mut first, &mut second);
        }
        if op == Op::Add && extent(first) != extent(second) {
            let sides =
                |value| crate::network::onnx::settings::shape_text(&self.drafts.sides(value));
            return Err(format!(
                "it adds {} and {}; values of one shape are known",
                sides(first),
                sides(second)
            ));
        }
        let inputs = [first.node, second.node];
        let node = self.push(op, &inputs, Constants::default(), operator)?;
        Ok(Computed { node, ..first })
    }

    /// x + c, x − c, c − x, x · c and x / c, c being one number a channel.
    fn with_constant(
        &mut self,
        operator: &Operator,
        value: Computed,
        constant: &Constant,
        comes_first: bool,
    ) -> Result<Computed, String> {
        let value = self.drafts.plain(value)?;
        let each = self.per_channel(value, constant)?;
        let (weight, bias) = match (operator.kind.as_str(), comes_first) {
            ("Add", _) => (None, Some(each)),
            ("Mul", _) => (Some(each), None),
            ("Sub", false) => (None, Some(self.changed(each, |one| -one)?)),
            ("Sub", true) => {
                let minus = self.filled_with(-1.0, each.count())?;
                (Some(minus), Some(each))
            }
            ("Div", false) => (Some(self.changed(each, f32::recip)?), None),
            _ => return Err("it divides by what depends on the picture".into()),
        };
        // Exporters write sums with 0 and products with 1.
        let does_nothing = |constant: &Option<Constant>, neutral: f32| match constant {
            Some(Constant::Floats(values)) => {
                values.iter().all(|value| (value - neutral).abs() == 0.0)
            }
            Some(_) => false,
            None => true,
        };
        if does_nothing(&weight, 1.0) && does_nothing(&bias, 0.0) {
            return Ok(value);
        }
        let node = self.scale(operator, value.node, weight, bias)?;
        Ok(Computed { node, ..value })
    }

    pub(super) fn scale(
        &mut self,
        operator: &Operator,
        node: usize,
        weight: Option<Constant>,
        bias: Option<Constant>,
    ) -> Result<usize, String> {
        let affine = Affine {
            weight: weight.as_ref().map(|_| String::new()),
            bias: bias.as_ref().map(|_| String::new()),
            norm: None,
            channels: self.drafts.channels(node),
        };
        let constants = Constants { weight, bias, norm: None };
        self.push(Op::Affine(affine), &[node], constants, operator)
    }

    /// The constant as one number for each channel.
    fn per_channel(&mut self, value: Computed, constant: &Constant) -> Result<Constant, String> {
        let (own, sides) = (self.drafts.sides(value), constant.sides());
        let channels = self.drafts.channels(value.node);
        let axis = value.channel_axis().unwrap_or(1);
        let is_float = matches!(constant, Constant::Floats(_) | Constant::Unread(_));
        let behind = own.len() - 1 - axis;
        let position = sides.len().checked_sub(behind + 1);
        let fits = sides.len() <= own.len()
            && sides
                .iter()
                .enumerate()
                .all(|(at, &side)| side == 1 || (Some(at) == position && side as i64 == channels));
        if !fits || !is_float {
            return Err(format!(
                "its constant of {sides:?} is not one number for each of {channels} channels"
            ));
        }
        if constant.count() as i64 == channels {
            return places::reshape(constant, &[channels], true);
        }
        self.filled(constant, channels as usize)
    }

    /// The one number of a constant so many times.
    pub(super) fn filled(&mut self, one: &Constant, count: usize) -> Result<Constant, String> {
        match one {
            Constant::Floats(values) if values.len() == 1 => {
                self.filled_with(values.first().copied().unwrap_or_default(), count)
            }
            Constant::Unread(_) => Ok(Constant::Unread(vec![count])),
            _ => Err("a constant of another kind of numbers".into()),
        }
    }

    pub(super) fn filled_with(&mut self, value: f32, count: usize) -> Result<Constant, String> {
        self.budget.take(&[count])?;
        Ok(Constant::Floats(ArcArray::from_elem(IxDyn(&[count]), value)))
    }

    fn changed(&mut self, values: Constant, to: fn(f32) -> f32) -> Result<Constant, String> {
        self.budget.take(values.sides())?;
        match values {
            Constant::Floats(values) => Ok(Constant::Floats(values.mapv(to).into_shared())),
            values => Ok(values),
        }
    }
}
