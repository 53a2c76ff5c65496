//! Operators whose inputs do not depend on the picture: their values are computed at the import.
//!
//! Exporters compute shapes and normalise weights with ordinary operators; what they compute is
//! known before any picture. The number of values that come of it is bounded by the file's own.

mod arithmetic;
pub(super) mod places;

use ndarray::{ArcArray, IxDyn};

use super::model::{Attribute, Constant, Operator};
use super::settings::{room, shape_text};

/// How many axes a constant may have.
const MOST_AXES: usize = 8;
/// So many values may come of folding whatever the file holds.
const LEAST_BUDGET: usize = 1 << 20;

/// How many values may still be computed.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    /// Four times the values that the file holds, and a million.
    pub(super) fn of(constants: impl Iterator<Item = usize>) -> Self {
        let own = constants.fold(0_usize, usize::saturating_add);
        Self { left: own.saturating_mul(4).saturating_add(LEAST_BUDGET) }
    }

    /// Takes the values of a constant with these sides.
    ///
    /// # Errors
    /// Where there are more than are left.
    pub(super) fn take(&mut self, sides: &[usize]) -> Result<(), String> {
        let left = room(sides).and_then(|count| self.left.checked_sub(count));
        let Some(left) = left.filter(|_| sides.len() <= MOST_AXES) else {
            let sides: Vec<i64> = sides.iter().map(|&side| side as i64).collect();
            return Err(format!(
                "a constant of {} is more than this file can need",
                shape_text(&sides)
            ));
        };
        self.left = left;
        Ok(())
    }
}

/// The values that an operator makes of constants; none where it is none that is folded.
///
/// # Errors
/// What is wrong with it.
pub(super) fn fold(
    operator: &Operator,
    inputs: &[Option<&Constant>],
    budget: &mut Budget,
) -> Result<Option<Vec<Constant>>, String> {
    let input = |index: usize| {
        let given = inputs.get(index).copied().flatten();
        given.ok_or_else(|| format!("its input {index} is missing"))
    };
    if let Some(other) = inputs.iter().flatten().find_map(|constant| match constant {
        Constant::Other(kind) => Some(kind),
        _ => None,
    }) {
        return Err(format!("numbers of the kind {other} cannot be computed with"));
    }
    let value = match operator.kind.as_str() {
        "Constant" => constant(operator)?,
        "Identity" | "Dropout" => input(0)?.clone(),
        "Add" | "Sub" | "Mul" | "Div" | "Mod" | "Pow" | "Equal" | "Less" | "Greater" | "Min"
        | "Max" => arithmetic::pair(&operator.kind, input(0)?, input(1)?, budget)?,
        "Clip" => {
            let mut value = input(0)?.clone();
            for (index, kind) in [(1, "Max"), (2, "Min")] {
                if let Some(bound) = inputs.get(index).copied().flatten() {
                    value = arithmetic::pair(kind, &value, bound, budget)?;
                }
            }
            value
        }
        "Neg" | "Abs" | "Sqrt" | "Floor" | "Ceil" | "Reciprocal" => {
            arithmetic::each(&operator.kind, input(0)?, budget)?
        }
        "Cast" => arithmetic::cast(operator.int("to"), input(0)?, budget)?,
        "CastLike" => {
            let to = if matches!(input(1)?, Constant::Integers(_)) { 7 } else { 1 };
            arithmetic::cast(Some(to), input(0)?, budget)?
        }
        "Where" => arithmetic::choose([input(0)?, input(1)?, input(2)?], budget)?,
        "ReduceL2" | "ReduceSum" | "ReduceProd" => {
            let axes = axes(operator, inputs.get(1).copied().flatten());
            let keeps = operator.int("keepdims") != Some(0);
            arithmetic::reduce(&operator.kind, input(0)?, axes.as_deref(), keeps, budget)?
        }
        "Shape" => {
            let sides: Vec<i64> = input(0)?.sides().iter().map(|&side| side as i64).collect();
            shape(operator, &sides)?
        }
        "Size" => scalar(input(0)?.count() as i64),
        "Range" => places::range(input(0)?, input(1)?, input(2)?, budget)?,
        "ConstantOfShape" => places::filled(operator.attribute("value"), input(0)?, budget)?,
        "Expand" => places::expand(input(0)?, input(1)?, budget)?,
        "Gather" => {
            places::gather(input(0)?, input(1)?, operator.int("axis").unwrap_or(0), budget)?
        }
        "Concat" => {
            let all = (0..inputs.len()).map(input).collect::<Result<Vec<_>, _>>()?;
            places::concatenate(&all, operator.int("axis").unwrap_or(0), budget)?
        }
        "Slice" => places::slice(operator, inputs, budget)?,
        "Transpose" => places::transpose(input(0)?, operator.ints("perm"), budget)?,
        "Reshape" => {
            let wanted = input(1)?.whole().ok_or("its shape is not known")?;
            places::reshape(input(0)?, &wanted, operator.int("allowzero") == Some(1))?
        }
        "Flatten" => places::flatten(input(0)?, operator.int("axis").unwrap_or(1))?,
        "Squeeze" | "Unsqueeze" => {
            let axes = axes(operator, inputs.get(1).copied().flatten());
            places::squeeze(input(0)?, axes.as_deref(), operator.is("Unsqueeze"))?
        }
        _ => return Ok(None),
    };
    Ok(Some(vec![value]))
}

/// The axes of an operator, which newer files have among the inputs.
pub(super) fn axes(operator: &Operator, given: Option<&Constant>) -> Option<Vec<i64>> {
    given.and_then(Constant::whole).or_else(|| operator.ints("axes").map(<[i64]>::to_vec))
}

/// The value of a node "Constant".
pub(super) fn constant(operator: &Operator) -> Result<Constant, String> {
    let found = operator.attributes.iter().find_map(|(name, value)| match (&**name, value) {
        ("value", Attribute::Constant(value)) => Some(value.clone()),
        ("value_int", &Attribute::Int(value)) => Some(scalar(value)),
        ("value_ints", Attribute::Ints(values)) => Some(vector(values.clone())),
        ("value_float", &Attribute::Float(value)) => {
            Some(Constant::Floats(ArcArray::from_elem(IxDyn(&[]), value)))
        }
        ("value_floats", Attribute::Floats(values)) => {
            let row = ndarray::Array1::from(values.clone());
            Some(Constant::Floats(row.into_dyn().into_shared()))
        }
        _ => None,
    });
    found.ok_or_else(|| "its value is of no kind that can be computed with".into())
}

/// What "Shape" answers of values with these sides.
pub(super) fn shape(operator: &Operator, sides: &[i64]) -> Result<Constant, String> {
    let last = sides.len() as i64;
    let counted = |at: i64| (if at < 0 { at.saturating_add(last) } else { at }).clamp(0, last);
    let start = counted(operator.int("start").unwrap_or(0)) as usize;
    let end = counted(operator.int("end").unwrap_or(last)) as usize;
    let part = sides.get(start..end.max(start)).ok_or("a shape without such sides")?;
    Ok(vector(part.to_vec()))
}

/// A constant of one whole number.
pub(super) fn scalar(value: i64) -> Constant {
    Constant::Integers(ArcArray::from_elem(IxDyn(&[]), value))
}

/// A constant of whole numbers in a row.
pub(super) fn vector(values: Vec<i64>) -> Constant {
    Constant::Integers(ndarray::Array1::from(values).into_dyn().into_shared())
}

/// An array with these sides, all of them the same value.
fn same<T: Clone>(sides: &[usize], value: T) -> ArcArray<T, IxDyn> {
    ArcArray::from_elem(IxDyn(sides), value)
}

/// What is said of kinds of numbers that do not go together.
fn mixed() -> String {
    "whole numbers and others cannot be computed with together".into()
}

#[cfg(test)]
mod tests;
