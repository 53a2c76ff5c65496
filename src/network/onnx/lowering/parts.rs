//! Lowering: channels cut apart and put together, and zeros around maps.

use super::Lowering;
use crate::network::onnx::draft::{Computed, Constants, View};
use crate::network::onnx::folding::places;
use crate::network::onnx::model::{Constant, Operator};
use crate::network::onnx::settings::{axis_of, run};
use crate::network::op::Op;

impl Lowering {
    pub(super) fn concat(&mut self, operator: &Operator) -> Result<Computed, String> {
        let values = (0..operator.inputs.len()).map(|index| self.read(operator, index));
        let values = values.collect::<Result<Vec<_>, _>>()?;
        if let [alone] = values[..] {
            return Ok(alone);
        }
        let mut values = values;
        // Of means that lie in a row the maps of 1x1 are put together.
        let is_a_mean = |value: &Computed| {
            value.view == View::Flat && self.drafts.map(value.node) == Some([1, 1])
        };
        if !values.iter().all(|value| is_a_mean(value) && !value.softmax) {
            for value in &mut values {
                *value = self.drafts.plain(*value)?;
            }
        }
        let first = *values.first().ok_or("it has no inputs")?;
        let rank = self.drafts.sides(first).len();
        let axis = operator.int("axis").and_then(|axis| axis_of(axis, rank));
        if axis.is_none() || axis != first.channel_axis() {
            return Err("it puts together something else than channels".into());
        }
        if values.iter().any(|value| value.view != first.view) {
            return Err("its inputs lie in different ways, one with the colours last".into());
        }
        let inputs: Vec<usize> = values.iter().map(|value| value.node).collect();
        let node = self.push(Op::Concat, &inputs, Constants::default(), operator)?;
        Ok(Computed { node, ..first })
    }

    /// Channels in runs; their sizes are a setting, an input, or all the same.
    pub(super) fn split(&mut self, operator: &Operator) -> Result<Vec<Computed>, String> {
        let value = self.plain(operator, 0)?;
        let rank = self.drafts.sides(value).len();
        let axis = axis_of(operator.int("axis").unwrap_or(0), rank);
        if axis.is_none() || axis != value.channel_axis() {
            return Err("it splits something else than channels".into());
        }
        let channels = self.drafts.channels(value.node);
        let said = self.whole(operator, 1)?;
        let said = said.or_else(|| operator.ints("split").map(<[i64]>::to_vec));
        let sizes = said.unwrap_or_else(|| {
            let parts = operator.outputs.len().max(1) as i64;
            let each = (channels + parts - 1) / parts;
            (0..parts).map(|part| each.min(channels - part * each)).collect()
        });
        let all = sizes.iter().try_fold(0_i64, |sum, &size| sum.checked_add(size));
        if all != Some(channels) || sizes.iter().any(|&size| size < 1) {
            return Err(format!("it splits {channels} channels into {sizes:?}"));
        }
        let mut start = 0;
        let mut parts = Vec::with_capacity(sizes.len());
        for size in sizes {
            parts.push(self.cut(operator, value, start, start + size)?);
            start += size;
        }
        Ok(parts)
    }

    fn cut(
        &mut self,
        operator: &Operator,
        value: Computed,
        start: i64,
        end: i64,
    ) -> Result<Computed, String> {
        if (start, end) == (0, self.drafts.channels(value.node)) {
            return Ok(value);
        }
        let op = Op::Slice { start, end };
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed { node, ..value })
    }

    pub(super) fn slice(&mut self, operator: &Operator) -> Result<Computed, String> {
        let mut value = self.plain(operator, 0)?;
        let given = (1..operator.inputs.len()).map(|index| self.known(operator, index));
        let given = given.collect::<Result<Vec<_>, _>>()?;
        let sides = self.drafts.sides(value);
        for [axis, start, end, step] in places::cuts(operator, &given, sides.len())? {
            let axis = axis_of(axis, sides.len()).ok_or("an axis that is not there")?;
            let (first, count) = run(sides[axis] as usize, start, end, step)?;
            let count = count as i64;
            if count == sides[axis] && step > 0 {
                continue;
            }
            if count == 0 {
                return Err("it takes nothing".into());
            }
            if Some(axis) != value.channel_axis() || step != 1 {
                return Err("it takes something else than channels in a row".into());
            }
            value = self.cut(operator, value, first, first + count)?;
        }
        Ok(value)
    }

    /// Zeros around maps, which what reads them puts there.
    pub(super) fn pad(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        let mode = operator.text("mode").unwrap_or("constant");
        let given = match self.whole(operator, 1)? {
            Some(given) => given,
            None => operator.ints("pads").ok_or("it has no pads")?.to_vec(),
        };
        if given.iter().all(|&zeros| zeros == 0) {
            return Ok(value);
        }
        let reflects = mode == "reflect";
        if mode != "constant" && !reflects {
            return Err(format!(
                "it continues maps by the mode {mode}; zeros and values mirrored (reflect) are \
                 known"
            ));
        }
        let filling = match self.known(operator, 2)? {
            Some(constant) => constant.single().or(match constant {
                Constant::Floats(none) if none.is_empty() => Some(0.0),
                _ => None,
            }),
            None => Some(operator.float("value").unwrap_or(0.0)),
        };
        if filling != Some(0.0) && !reflects {
            return Err("it puts something else than zeros around maps".into());
        }
        if self.whole(operator, 3)?.is_some_and(|axes| axes != [0, 1, 2, 3]) {
            return Err("it names its axes".into());
        }
        match given[..] {
            [0, 0, above, left, 0, 0, below, right]
                if value.view == View::Natural
                    && [above, left, below, right].iter().all(|at| (0..=1 << 16).contains(at)) =>
            {
                Ok(Computed { pads: [above, left, below, right], reflects, ..value })
            }
            _ => Err(format!("pads is {given:?}; zeros above, below and beside maps are known")),
        }
    }
}
