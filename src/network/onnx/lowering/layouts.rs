//! Lowering: the same numbers laid out in another way, which mostly costs no node.

use super::Lowering;
use crate::network::onnx::draft::{Computed, Constants, View};
use crate::network::onnx::folding::{axes, places};
use crate::network::onnx::model::Operator;
use crate::network::onnx::settings::{axis_of, reshaped, shape_text};
use crate::network::op::Op;

impl Lowering {
    /// Reshape, Flatten, Squeeze and Unsqueeze: all of them give a value other sides.
    pub(super) fn layout(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.read(operator, 0)?;
        let own = self.drafts.sides(value);
        let wanted = match operator.kind.as_str() {
            "Flatten" => {
                let axis = operator.int("axis").unwrap_or(1);
                let at = axis_of(axis, own.len()).ok_or("an axis that is not there")?;
                let count = |sides: &[i64]| sides.iter().product();
                vec![count(&own[..at]), count(&own[at..])]
            }
            "Reshape" => {
                let wanted = match self.whole(operator, 1)? {
                    Some(wanted) => wanted,
                    None => operator.ints("shape").ok_or("it has no shape")?.to_vec(),
                };
                reshaped(&own, &wanted, operator.int("allowzero") == Some(1))?
            }
            kind => {
                let along = axes(operator, self.known(operator, 1)?);
                places::squeezed(&own, along.as_deref(), kind == "Unsqueeze")?
            }
        };
        if value.pads != [0; 4] {
            return Err("it reads what a Pad made".into());
        }
        self.laid_out(operator, value, &wanted)
    }

    fn laid_out(
        &mut self,
        operator: &Operator,
        value: Computed,
        wanted: &[i64],
    ) -> Result<Computed, String> {
        let own = self.drafts.sides(value);
        if own == wanted {
            return Ok(value);
        }
        let unknown =
            || format!("{} as {} is known of no layer", shape_text(&own), shape_text(wanted));
        let (batch, channels) = (self.drafts.batch, self.drafts.channels(value.node));
        let map = self.drafts.map(value.node);
        // Where each map is one number all ways to lie are the same.
        let is_one = matches!(map, None | Some([1, 1]));
        let is_in_order = match value.view {
            View::Natural | View::Flat | View::Rows | View::Spread => true,
            View::Last => is_one,
            View::Groups { turned, .. } => !turned,
        };
        if let View::Groups { groups, turned: true } = value.view
            && let Some([height, width]) = map
            && wanted == [batch, channels, height, width]
        {
            let op = Op::Shuffle { groups };
            let node = self.push(op, &[value.node], Constants::default(), operator)?;
            return Ok(Computed::natural(node));
        }
        if !is_in_order {
            return Err(unknown());
        }
        let [height, width] = map.unwrap_or([1, 1]);
        let all = batch * channels * height * width;
        let view = match *wanted {
            [first] if first == all => View::Spread,
            [first, second] if first == batch && second == channels * height * width => View::Flat,
            [first, second, third]
                if first == batch && second == channels && third == height * width =>
            {
                View::Rows
            }
            [first, second, third, fourth] if first == batch => {
                if [second, third, fourth] == [channels, height, width] {
                    View::Natural
                } else if is_one && [second, third, fourth] == [1, 1, channels] {
                    View::Last
                } else {
                    return Err(unknown());
                }
            }
            [first, groups, each, fourth, fifth]
                if first == batch
                    && groups > 0
                    && groups.checked_mul(each) == Some(channels)
                    && [fourth, fifth] == [height, width]
                    && map.is_some() =>
            {
                View::Groups { groups, turned: false }
            }
            _ => return Err(unknown()),
        };
        let needs_maps = wanted.len() > 2 && map.is_none();
        if !needs_maps {
            let view = if map.is_none() && view == View::Flat { View::Natural } else { view };
            return Ok(value.seen(view));
        }
        if value.softmax {
            return Err(unknown());
        }
        let maps = self.drafts.as_maps(value.node)?.ok_or_else(unknown)?;
        Ok(Computed { node: maps, ..value }.seen(view))
    }

    /// Axes in another order: channels last and back, or the groups of a channel shuffle.
    pub(super) fn transpose(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.read(operator, 0)?;
        let rank = self.drafts.sides(value).len();
        let order: Vec<i64> = match operator.ints("perm") {
            Some(order) => order.to_vec(),
            None => (0..rank as i64).rev().collect(),
        };
        if order.iter().enumerate().all(|(at, &axis)| at as i64 == axis) && order.len() == rank {
            return Ok(value);
        }
        let is_maps = self.drafts.map(value.node).is_some();
        let view = match (value.view, &order[..]) {
            (View::Natural, [0, 2, 3, 1]) if is_maps => Some(View::Last),
            (View::Last, [0, 3, 1, 2]) => Some(View::Natural),
            (View::Groups { groups, turned }, [0, 2, 1, 3, 4]) => {
                Some(View::Groups { groups, turned: !turned })
            }
            _ => None,
        };
        let view = view.filter(|_| value.pads == [0; 4]).ok_or_else(|| {
            format!(
                "{} in the order {order:?} is known of no layer",
                shape_text(&self.drafts.sides(value))
            )
        })?;
        Ok(value.seen(view))
    }

    /// All of a value again, in its own order: so an exporter writes a view of it.
    pub(super) fn gather(&mut self, operator: &Operator) -> Result<Computed, String> {
        let value = self.read(operator, 0)?;
        let refused = "it picks some values; known is a view of all in their order";
        let places = self.known(operator, 1)?.ok_or("its places are missing")?;
        let sides: Vec<i64> = places.sides().iter().map(|&side| side as i64).collect();
        let at = places.whole().ok_or("its places were not read")?;
        let is_all = at.iter().enumerate().all(|(index, &place)| index as i64 == place)
            && value.view == View::Spread
            && self.drafts.sides(value) == [at.len() as i64]
            && operator.int("axis").unwrap_or(0) == 0;
        if !is_all {
            return Err(refused.into());
        }
        self.laid_out(operator, value, &sides)
    }
}
