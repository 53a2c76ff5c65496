//! Folding: what is computed number by number, and sums over axes.

use ndarray::{ArcArray, ArrayD, ArrayViewD, Axis, IxDyn, Zip};

use super::{Budget, mixed};
use crate::network::onnx::model::Constant;
use crate::network::onnx::settings::axis_of;

/// The sides of two values that are laid over each other, the shorter repeated.
pub(super) fn common(first: &[usize], second: &[usize]) -> Result<Vec<usize>, String> {
    let rank = first.len().max(second.len());
    let side = |sides: &[usize], at: usize| match (at + sides.len()).checked_sub(rank) {
        Some(own) => sides[own],
        None => 1,
    };
    let sides = (0..rank).map(|at| match (side(first, at), side(second, at)) {
        (one, other) if one == other => Some(one),
        (1, other) => Some(other),
        (one, 1) => Some(one),
        _ => None,
    });
    sides
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| format!("{first:?} and {second:?} do not fit over each other"))
}

fn over<'a, T>(
    values: &'a ArcArray<T, IxDyn>,
    sides: &[usize],
) -> Result<ArrayViewD<'a, T>, String> {
    values.broadcast(IxDyn(sides)).ok_or_else(|| "values that do not fit".into())
}

/// Row after row, as all constants lie.
pub(super) fn in_order<T: Clone>(values: ArrayD<T>) -> ArcArray<T, IxDyn> {
    if values.is_standard_layout() {
        return values.into_shared();
    }
    values.as_standard_layout().into_owned().into_shared()
}

/// Sum, difference, product, quotient and so on of each two numbers.
pub(super) fn pair(
    kind: &str,
    first: &Constant,
    second: &Constant,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let sides = common(first.sides(), second.sides())?;
    budget.take(&sides)?;
    match (first, second) {
        (Constant::Floats(first), Constant::Floats(second)) => {
            let compute: fn(f32, f32) -> f32 = match kind {
                "Add" => |a, b| a + b,
                "Sub" => |a, b| a - b,
                "Mul" => |a, b| a * b,
                "Div" => |a, b| a / b,
                "Pow" => f32::powf,
                "Min" => f32::min,
                "Max" => f32::max,
                _ => return Err("it is not computed of such numbers".into()),
            };
            let zip = Zip::from(over(first, &sides)?).and(over(second, &sides)?);
            Ok(Constant::Floats(in_order(zip.map_collect(|&a, &b| compute(a, b)))))
        }
        (Constant::Integers(first), Constant::Integers(second)) => {
            let compute: fn(i64, i64) -> Option<i64> = match kind {
                "Add" => i64::checked_add,
                "Sub" => i64::checked_sub,
                "Mul" => i64::checked_mul,
                "Div" => i64::checked_div,
                "Mod" => i64::checked_rem_euclid,
                "Equal" => |a, b| Some(i64::from(a == b)),
                "Less" => |a, b| Some(i64::from(a < b)),
                "Greater" => |a, b| Some(i64::from(a > b)),
                "Min" => |a, b| Some(a.min(b)),
                "Max" => |a, b| Some(a.max(b)),
                _ => return Err("it is not computed of whole numbers".into()),
            };
            let zip = Zip::from(over(first, &sides)?).and(over(second, &sides)?);
            let values = zip.map_collect(|&a, &b| compute(a, b));
            if values.iter().any(Option::is_none) {
                return Err("a whole number larger than any, or a division by 0".into());
            }
            let values = values.mapv(Option::unwrap_or_default);
            Ok(Constant::Integers(in_order(values)))
        }
        (Constant::Unread(_), Constant::Unread(_) | Constant::Floats(_))
        | (Constant::Floats(_), Constant::Unread(_)) => Ok(Constant::Unread(sides)),
        _ => Err(mixed()),
    }
}

/// A function of each number.
pub(super) fn each(kind: &str, input: &Constant, budget: &mut Budget) -> Result<Constant, String> {
    budget.take(input.sides())?;
    match input {
        Constant::Floats(values) => {
            let compute: fn(f32) -> f32 = match kind {
                "Neg" => |a| -a,
                "Abs" => f32::abs,
                "Sqrt" => f32::sqrt,
                "Floor" => f32::floor,
                "Ceil" => f32::ceil,
                _ => f32::recip,
            };
            Ok(Constant::Floats(values.mapv(compute).into_shared()))
        }
        Constant::Integers(values) => {
            let compute: fn(i64) -> i64 = match kind {
                "Neg" => |a| a.checked_neg().unwrap_or(i64::MAX),
                "Abs" => |a| a.checked_abs().unwrap_or(i64::MAX),
                _ => return Err("it is not computed of whole numbers".into()),
            };
            Ok(Constant::Integers(values.mapv(compute).into_shared()))
        }
        Constant::Unread(sides) => Ok(Constant::Unread(sides.clone())),
        Constant::Other(_) => Err(mixed()),
    }
}

/// Numbers of another kind: see ONNX's table of data types.
pub(super) fn cast(
    to: Option<i64>,
    input: &Constant,
    budget: &mut Budget,
) -> Result<Constant, String> {
    budget.take(input.sides())?;
    match (to, input) {
        (Some(1 | 10 | 11 | 16), Constant::Integers(values)) => {
            Ok(Constant::Floats(values.mapv(|value| value as f32).into_shared()))
        }
        (Some(1 | 10 | 11 | 16), Constant::Floats(_) | Constant::Unread(_))
        | (Some(6 | 7), Constant::Integers(_)) => Ok(input.clone()),
        // A cast of what is not a number is 0, and of what is too large the largest.
        (Some(6 | 7), Constant::Floats(values)) => {
            Ok(Constant::Integers(values.mapv(|value| value as i64).into_shared()))
        }
        (Some(9), Constant::Integers(values)) => {
            Ok(Constant::Integers(values.mapv(|value| i64::from(value != 0)).into_shared()))
        }
        _ => Err("it makes another kind of numbers".into()),
    }
}

/// Of each two numbers the first where the condition is not 0.
pub(super) fn choose(inputs: [&Constant; 3], budget: &mut Budget) -> Result<Constant, String> {
    let [condition, first, second] = inputs;
    let sides = common(condition.sides(), &common(first.sides(), second.sides())?)?;
    budget.take(&sides)?;
    let (Constant::Integers(condition), Constant::Integers(first), Constant::Integers(second)) =
        (condition, first, second)
    else {
        return Err(mixed());
    };
    let zip =
        Zip::from(over(condition, &sides)?).and(over(first, &sides)?).and(over(second, &sides)?);
    let values = zip.map_collect(|&which, &one, &other| if which == 0 { other } else { one });
    Ok(Constant::Integers(in_order(values)))
}

/// Sums, products or lengths over these axes, over all where none are given.
pub(super) fn reduce(
    kind: &str,
    input: &Constant,
    axes: Option<&[i64]>,
    keeps: bool,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let rank = input.sides().len();
    let mut along = match axes {
        Some(axes) => {
            let counted = axes.iter().map(|&axis| axis_of(axis, rank));
            counted.collect::<Option<Vec<_>>>().ok_or("an axis that is not there")?
        }
        None => (0..rank).collect(),
    };
    along.sort_unstable();
    along.dedup();
    budget.take(input.sides())?;
    let mut sides = input.sides().to_vec();
    for &axis in along.iter().rev() {
        if keeps {
            sides[axis] = 1;
        } else {
            sides.remove(axis);
        }
    }
    match (kind, input) {
        (_, Constant::Unread(_)) => Ok(Constant::Unread(sides)),
        ("ReduceL2" | "ReduceSum", Constant::Floats(values)) => {
            let is_length = kind == "ReduceL2";
            let mut sums = values.mapv(|value| {
                let value = f64::from(value);
                if is_length { value * value } else { value }
            });
            for &axis in along.iter().rev() {
                sums = sums.sum_axis(Axis(axis));
                if keeps {
                    sums = sums.insert_axis(Axis(axis));
                }
            }
            let done = sums.mapv(|sum| (if is_length { sum.sqrt() } else { sum }) as f32);
            Ok(Constant::Floats(in_order(done)))
        }
        ("ReduceSum" | "ReduceProd", Constant::Integers(values)) => {
            if along.len() != rank {
                return Err("whole numbers are not added up along some axes alone".into());
            }
            let whole = if kind == "ReduceSum" {
                values.iter().try_fold(0_i64, |sum, &value| sum.checked_add(value))
            } else {
                values.iter().try_fold(1_i64, |product, &value| product.checked_mul(value))
            };
            let whole = whole.ok_or("a whole number larger than any")?;
            Ok(Constant::Integers(super::same(&sides, whole)))
        }
        _ => Err(mixed()),
    }
}
