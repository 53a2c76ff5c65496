//! Lowering: the largest and the mean of windows, of maps, and of axes.

use super::Lowering;
use super::convolutions::{same, sides, two, undilated};
use crate::network::onnx::draft::{Computed, Constants, View};
use crate::network::onnx::model::Operator;
use crate::network::onnx::settings::axis_of;
use crate::network::op::{AvgPool, Op};

/// The windows of a pooling.
struct Windows {
    kernel: [i64; 2],
    stride: [i64; 2],
    pads: [i64; 4],
    ceil_mode: bool,
}

impl Windows {
    /// How far they reach over each edge, the same on both sides, and whether the last may reach
    /// further. Zeros at the end alone, as TensorFlow has them, are windows that are rounded up.
    fn even(&self, map: [i64; 2]) -> Result<([i64; 2], bool), String> {
        let [above, left, below, right] = self.pads;
        if [above, left] == [below, right] {
            let reach = [above, left];
            if (0..2).any(|axis| 2 * reach[axis] > self.kernel[axis]) {
                return Err(format!(
                    "its windows of {:?} reach {reach:?} over the edge; half is known",
                    self.kernel
                ));
            }
            return Ok((reach, self.ceil_mode));
        }
        let rounds_up = |axis: usize| {
            let (side, kernel) = (map[axis], self.kernel[axis]);
            let (stride, after) = (self.stride[axis], self.pads[axis + 2]);
            let said = (side + after - kernel).div_euclid(stride) + 1;
            let rounded = (side - kernel + stride - 1).div_euclid(stride) + 1;
            said == rounded && (rounded - 1) * stride < side && after < kernel
        };
        if [above, left] == [0, 0] && !self.ceil_mode && rounds_up(0) && rounds_up(1) {
            return Ok(([0, 0], true));
        }
        Err(format!("pads is {:?}; the same on both sides are known", self.pads))
    }
}

impl Lowering {
    /// Its windows, and the maps that it reads, with what a Pad has put around them.
    fn windows(&mut self, operator: &Operator) -> Result<(Windows, Computed, [i64; 2]), String> {
        let mut value = self.read(operator, 0)?;
        if value.reflects {
            return Err("it reads what a Pad has mirrored; zeros are known".into());
        }
        let padded = std::mem::take(&mut value.pads);
        let value = self.drafts.plain(value)?;
        let map = self.drafts.map(value.node).filter(|_| value.view == View::Natural);
        let map = map.ok_or("it does not read [N, C, H, W]")?;
        undilated(operator)?;
        if operator.ints("kernel_shape").is_none() {
            return Err("it has no kernel_shape".into());
        }
        let kernel = two(operator, "kernel_shape", 1, 1)?;
        let stride = two(operator, "strides", 1, 1)?;
        let own = match operator.text("auto_pad").unwrap_or("NOTSET") {
            "NOTSET" | "" => sides(operator)?,
            "VALID" => [0; 4],
            "SAME_UPPER" => same(map, kernel, stride, true),
            "SAME_LOWER" => same(map, kernel, stride, false),
            other => return Err(format!("auto_pad is {other}")),
        };
        if padded != [0; 4] && own != [0; 4] {
            return Err("it reaches over what a Pad has put around its input".into());
        }
        let ceil_mode = operator.int("ceil_mode") == Some(1);
        let pads = if padded == [0; 4] { own } else { padded };
        let windows = Windows { kernel, stride, pads, ceil_mode };
        Ok((windows, Computed { pads: padded, ..value }, map))
    }

    pub(super) fn max_pool(&mut self, operator: &Operator) -> Result<Computed, String> {
        let (windows, value, map) = self.windows(operator)?;
        if operator.outputs.get(1).is_some_and(|name| !name.is_empty()) {
            return Err("it also answers with places, which nothing here reads".into());
        }
        // Zeros are never the largest of values of which none is below zero.
        if value.pads != [0; 4] && !self.drafts.is_non_negative(value.node) {
            return Err("it reads what a Pad made of values below zero".into());
        }
        let (padding, ceil_mode) = windows.even(map)?;
        let Windows { kernel, stride, .. } = windows;
        let op = Op::MaxPool { kernel, stride, padding, ceil_mode };
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed::natural(node))
    }

    pub(super) fn average_pool(&mut self, operator: &Operator) -> Result<Computed, String> {
        let (windows, value, map) = self.windows(operator)?;
        let Windows { kernel, stride, pads, .. } = windows;
        if kernel == [1, 1] && stride == [1, 1] && pads == [0; 4] {
            return Ok(value);
        }
        if kernel == map && pads == [0; 4] {
            return self.average(operator, value);
        }
        let counts = value.pads != [0; 4] || operator.int("count_include_pad") == Some(1);
        let is_uneven = pads[..2] != pads[2..];
        if counts && is_uneven {
            return Err(format!("pads is {pads:?}; the same on both sides are known"));
        }
        let (padding, ceil_mode) = windows.even(map)?;
        let pool = AvgPool { kernel, stride, padding, ceil_mode, counts_padding: counts };
        let node = self.push(Op::AvgPool(pool), &[value.node], Constants::default(), operator)?;
        Ok(Computed::natural(node))
    }

    pub(super) fn global_average(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        if self.drafts.map(value.node).is_none() || value.view != View::Natural {
            return Err("it does not read [N, C, H, W]".into());
        }
        self.average(operator, value)
    }

    /// The mean of each map, and nothing where the maps are means already.
    fn average(&mut self, operator: &Operator, value: Computed) -> Result<Computed, String> {
        if self.drafts.map(value.node) == Some([1, 1]) {
            return Ok(value);
        }
        let op = Op::AdaptiveAvgPool { side: 1 };
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed { node, ..value })
    }

    pub(super) fn global_maximum(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.plain(operator, 0)?;
        let map = self.drafts.map(value.node).filter(|_| value.view == View::Natural);
        let kernel = map.ok_or("it does not read [N, C, H, W]")?;
        let op = Op::MaxPool { kernel, stride: kernel, padding: [0, 0], ceil_mode: false };
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed::natural(node))
    }

    /// The mean of each map.
    pub(super) fn mean(&mut self, operator: &Operator) -> Result<Computed, String> {
        let (value, view) = self.over_maps(operator)?;
        Ok(self.average(operator, value)?.seen(view))
    }

    /// The largest value of each map.
    pub(super) fn maximum(&mut self, operator: &Operator) -> Result<Computed, String> {
        let (value, view) = self.over_maps(operator)?;
        let kernel = self.drafts.map(value.node).ok_or("it does not read maps")?;
        let op = Op::MaxPool { kernel, stride: kernel, padding: [0, 0], ceil_mode: false };
        let node = self.push(op, &[value.node], Constants::default(), operator)?;
        Ok(Computed { node, ..value }.seen(view))
    }

    /// What is reduced over the places of each map, and how the result lies; the axes are a setting
    /// or an input, counted from either end.
    fn over_maps(&mut self, operator: &Operator) -> Result<(Computed, View), String> {
        let value = self.read(operator, 0)?;
        let rank = self.drafts.sides(value).len();
        let given = self.whole(operator, 1)?;
        let given = given.or_else(|| operator.ints("axes").map(<[i64]>::to_vec));
        let axes = given.ok_or("it runs over everything, the pictures too")?;
        let counted = axes.iter().map(|&axis| axis_of(axis, rank));
        let mut axes = counted.collect::<Option<Vec<_>>>().ok_or("an axis that is not there")?;
        axes.sort_unstable();
        let is_spatial = match value.view {
            View::Natural => self.drafts.map(value.node).is_some() && axes == [2, 3],
            View::Last => axes == [1, 2],
            View::Rows => axes == [2],
            View::Flat | View::Spread | View::Groups { .. } => false,
        };
        if !is_spatial || value.pads != [0; 4] || value.softmax {
            return Err(format!(
                "it runs over the axes {axes:?}; known are the mean and the maximum of each map"
            ));
        }
        let keeps = operator.int("keepdims") != Some(0);
        if keeps && value.view == View::Rows {
            return Err("it keeps the axis of the places; known is one value a map".into());
        }
        Ok((value, if keeps { value.view } else { View::Flat }))
    }
}
