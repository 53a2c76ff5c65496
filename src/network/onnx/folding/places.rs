//! Folding: constants cut, put together and laid out in another way.

use ndarray::{ArcArray, ArrayViewD, Axis, IxDyn};

use super::arithmetic::in_order;
use super::{Budget, mixed, same, vector};
use crate::network::onnx::model::{Attribute, Constant, Operator};
use crate::network::onnx::settings::{axis_of, reshaped, room, run};

fn layout<T: Clone>(
    values: &ArcArray<T, IxDyn>,
    sides: &[usize],
) -> Result<ArcArray<T, IxDyn>, String> {
    // All constants lie in their order, so that nothing is copied.
    let laid = values.clone().into_shape_with_order(IxDyn(sides));
    laid.ok().ok_or_else(|| format!("{:?} cannot be laid out as {sides:?}", values.shape()))
}

fn with_sides(input: &Constant, sides: &[usize]) -> Result<Constant, String> {
    let count: usize = room(sides).map_or(usize::MAX, |_| sides.iter().product());
    if count != input.count() {
        return Err(format!("{:?} cannot be laid out as {sides:?}", input.sides()));
    }
    match input {
        Constant::Floats(values) => layout(values, sides).map(Constant::Floats),
        Constant::Integers(values) => layout(values, sides).map(Constant::Integers),
        Constant::Unread(_) => Ok(Constant::Unread(sides.to_vec())),
        Constant::Other(_) => Err(mixed()),
    }
}

/// Laid out with these sides.
pub(in crate::network::onnx) fn reshape(
    input: &Constant,
    wanted: &[i64],
    zeros: bool,
) -> Result<Constant, String> {
    let own: Vec<i64> = input.sides().iter().map(|&side| side as i64).collect();
    let sides = reshaped(&own, wanted, zeros)?;
    with_sides(input, &sides.iter().map(|&side| side as usize).collect::<Vec<_>>())
}

/// All axes before this one as one, and all from it on.
pub(super) fn flatten(input: &Constant, axis: i64) -> Result<Constant, String> {
    let (sides, rank) = (input.sides(), input.sides().len());
    let at = if axis == rank as i64 { Some(rank) } else { axis_of(axis, rank) };
    let at = at.ok_or("an axis that is not there")?;
    let count = |sides: &[usize]| sides.iter().fold(1_usize, |all, &side| all.saturating_mul(side));
    with_sides(input, &[count(&sides[..at]), count(&sides[at..])])
}

/// Without these axes of one value, or with them.
pub(super) fn squeeze(
    input: &Constant,
    axes: Option<&[i64]>,
    adds: bool,
) -> Result<Constant, String> {
    let own: Vec<i64> = input.sides().iter().map(|&side| side as i64).collect();
    let sides = squeezed(&own, axes, adds)?;
    with_sides(input, &sides.iter().map(|&side| side as usize).collect::<Vec<_>>())
}

/// The sides without these axes of one value, or with them.
pub(in crate::network::onnx) fn squeezed(
    own: &[i64],
    axes: Option<&[i64]>,
    adds: bool,
) -> Result<Vec<i64>, String> {
    let missing = || "an axis that is not there".to_owned();
    if !adds {
        let along: Vec<usize> = match axes {
            Some(axes) => {
                let counted = axes.iter().map(|&axis| axis_of(axis, own.len()));
                counted.collect::<Option<_>>().ok_or_else(missing)?
            }
            None => (0..own.len()).filter(|&axis| own[axis] == 1).collect(),
        };
        if along.iter().any(|&axis| own[axis] != 1) {
            return Err("an axis of several values cannot be left out".into());
        }
        let kept = own.iter().enumerate().filter(|(axis, _)| !along.contains(axis));
        return Ok(kept.map(|(_, &side)| side).collect());
    }
    let axes = axes.ok_or_else(missing)?;
    let rank = own.len() + axes.len();
    let new = axes.iter().map(|&axis| axis_of(axis, rank));
    let new = new.collect::<Option<Vec<_>>>().ok_or_else(missing)?;
    let mut own = own.iter().copied();
    let sides = (0..rank).map(|axis| if new.contains(&axis) { Some(1) } else { own.next() });
    sides.collect::<Option<Vec<_>>>().ok_or_else(missing)
}

/// The axes in another order, backwards where none is given.
pub(in crate::network::onnx) fn transpose(
    input: &Constant,
    order: Option<&[i64]>,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let rank = input.sides().len();
    let order: Vec<usize> = match order {
        Some(order) => {
            let counted = order.iter().map(|&axis| axis_of(axis, rank));
            counted.collect::<Option<_>>().ok_or("an axis that is not there")?
        }
        None => (0..rank).rev().collect(),
    };
    let mut sorted = order.clone();
    sorted.sort_unstable();
    if sorted != (0..rank).collect::<Vec<_>>() {
        return Err("axes in no order".into());
    }
    budget.take(input.sides())?;
    match input {
        Constant::Floats(values) => Ok(Constant::Floats(turned(values, &order))),
        Constant::Integers(values) => Ok(Constant::Integers(turned(values, &order))),
        Constant::Unread(sides) => {
            Ok(Constant::Unread(order.iter().map(|&axis| sides[axis]).collect()))
        }
        Constant::Other(_) => Err(mixed()),
    }
}

fn turned<T: Clone>(values: &ArcArray<T, IxDyn>, order: &[usize]) -> ArcArray<T, IxDyn> {
    in_order(values.view().permuted_axes(IxDyn(order)).to_owned())
}

/// These places along an axis.
fn select(
    input: &Constant,
    axis: usize,
    places: &[usize],
    budget: &mut Budget,
) -> Result<Constant, String> {
    let mut sides = input.sides().to_vec();
    sides[axis] = places.len();
    budget.take(&sides)?;
    match input {
        Constant::Floats(values) => {
            Ok(Constant::Floats(in_order(values.select(Axis(axis), places))))
        }
        Constant::Integers(values) => {
            Ok(Constant::Integers(in_order(values.select(Axis(axis), places))))
        }
        Constant::Unread(_) => Ok(Constant::Unread(sides)),
        Constant::Other(_) => Err(mixed()),
    }
}

/// What stands at these places of an axis.
pub(super) fn gather(
    input: &Constant,
    places: &Constant,
    axis: i64,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let own = input.sides().to_vec();
    let axis = axis_of(axis, own.len()).ok_or("an axis that is not there")?;
    let at = places.whole().ok_or("its places are not known")?;
    let at = at.iter().map(|&place| axis_of(place, own[axis]));
    let at = at.collect::<Option<Vec<_>>>().ok_or("a place that is not there")?;
    let taken = select(input, axis, &at, budget)?;
    with_sides(&taken, &[&own[..axis], places.sides(), &own[axis + 1..]].concat())
}

/// Parts of several axes.
pub(super) fn slice(
    operator: &Operator,
    inputs: &[Option<&Constant>],
    budget: &mut Budget,
) -> Result<Constant, String> {
    let input = inputs.first().copied().flatten().ok_or("its input 0 is missing")?;
    let mut value = input.clone();
    for [axis, start, end, step] in cuts(operator, &inputs[1..], input.sides().len())? {
        let axis = axis_of(axis, input.sides().len()).ok_or("an axis that is not there")?;
        let (first, count) = run(value.sides()[axis], start, end, step)?;
        budget.take(&[count])?;
        let at = (0..count as i64).map(|index| (first + index * step) as usize);
        value = select(&value, axis, &at.collect::<Vec<_>>(), budget)?;
    }
    Ok(value)
}

/// What a Slice cuts: axis, start, end and step of each.
pub(in crate::network::onnx) fn cuts(
    operator: &Operator,
    given: &[Option<&Constant>],
    rank: usize,
) -> Result<Vec<[i64; 4]>, String> {
    let list = |index: usize, name: &str| -> Result<Option<Vec<i64>>, String> {
        match given.get(index).copied().flatten() {
            Some(constant) => constant.whole().map(Some).ok_or("its places are not known".into()),
            None => Ok(operator.ints(name).map(<[i64]>::to_vec)),
        }
    };
    let (starts, ends) = (list(0, "starts")?, list(1, "ends")?);
    let (starts, ends) = starts.zip(ends).ok_or("a slice without start or end")?;
    let axes = list(2, "axes")?.unwrap_or_else(|| (0..starts.len() as i64).collect());
    let steps = list(3, "steps")?.unwrap_or_else(|| vec![1; starts.len()]);
    let counts = [ends.len(), axes.len(), steps.len()];
    if counts.iter().any(|&count| count != starts.len()) || starts.len() > rank {
        return Err("a slice with as many starts as it has no axes".into());
    }
    let all = axes.iter().zip(&starts).zip(&ends).zip(&steps);
    Ok(all.map(|(((&axis, &start), &end), &step)| [axis, start, end, step]).collect())
}

/// One after the other along an axis.
pub(super) fn concatenate(
    inputs: &[&Constant],
    axis: i64,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let first = inputs.first().ok_or("nothing to put together")?;
    let axis = axis_of(axis, first.sides().len()).ok_or("an axis that is not there")?;
    let mut sides = first.sides().to_vec();
    sides[axis] = 0;
    for input in inputs {
        let own = input.sides();
        let fits =
            own.len() == sides.len() && (0..own.len()).all(|at| at == axis || own[at] == sides[at]);
        if !fits {
            return Err(format!("{own:?} does not fit behind {:?}", first.sides()));
        }
        sides[axis] = sides[axis].saturating_add(own[axis]);
    }
    budget.take(&sides)?;
    if inputs.iter().any(|input| matches!(input, Constant::Unread(_))) {
        return Ok(Constant::Unread(sides));
    }
    if let Constant::Integers(_) = first {
        let views = inputs.iter().map(|input| match input {
            Constant::Integers(values) => Some(values.view()),
            _ => None,
        });
        return joined(views.collect(), axis).map(Constant::Integers);
    }
    let views = inputs.iter().map(|input| match input {
        Constant::Floats(values) => Some(values.view()),
        _ => None,
    });
    joined(views.collect(), axis).map(Constant::Floats)
}

fn joined<T: Clone>(
    views: Option<Vec<ArrayViewD<'_, T>>>,
    axis: usize,
) -> Result<ArcArray<T, IxDyn>, String> {
    let joined = ndarray::concatenate(Axis(axis), &views.ok_or_else(mixed)?);
    joined.ok().map(in_order).ok_or_else(|| "values that do not fit".into())
}

/// From a number up to another in steps.
pub(super) fn range(
    start: &Constant,
    end: &Constant,
    step: &Constant,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let one = |constant: &Constant| constant.whole().and_then(|values| values.first().copied());
    let (Some(start), Some(end), Some(step)) = (one(start), one(end), one(step)) else {
        return Err("a row of numbers that are not whole".into());
    };
    let span = end.checked_sub(start).ok_or("a row without end")?;
    if step == 0 {
        return Err("a row in steps of 0".into());
    }
    let count = if (span > 0) == (step > 0) && span != 0 {
        span.unsigned_abs().div_ceil(step.unsigned_abs()) as usize
    } else {
        0
    };
    budget.take(&[count])?;
    Ok(vector((0..count as i64).map(|at| start + at * step).collect()))
}

/// The same value everywhere.
pub(super) fn filled(
    value: Option<&Attribute>,
    sides: &Constant,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let sides = sides.whole().ok_or("its shape is not known")?;
    let sides = sides.iter().map(|&side| usize::try_from(side).ok());
    let sides: Vec<usize> = sides.collect::<Option<_>>().ok_or("a side of less than nothing")?;
    budget.take(&sides)?;
    match value {
        None => Ok(Constant::Floats(same(&sides, 0.0))),
        Some(Attribute::Constant(Constant::Floats(one))) if one.len() == 1 => {
            Ok(Constant::Floats(same(&sides, one.first().copied().unwrap_or_default())))
        }
        Some(Attribute::Constant(Constant::Integers(one))) if one.len() == 1 => {
            Ok(Constant::Integers(same(&sides, one.first().copied().unwrap_or_default())))
        }
        Some(_) => Err("its value is of no kind that can be computed with".into()),
    }
}

/// Repeated to these sides.
pub(super) fn expand(
    input: &Constant,
    sides: &Constant,
    budget: &mut Budget,
) -> Result<Constant, String> {
    let sides = sides.whole().ok_or("its shape is not known")?;
    let sides = sides.iter().map(|&side| usize::try_from(side).ok());
    let sides: Vec<usize> = sides.collect::<Option<_>>().ok_or("a side of less than nothing")?;
    let sides = super::arithmetic::common(input.sides(), &sides)?;
    budget.take(&sides)?;
    let whole = || "values that do not fit".to_owned();
    match input {
        Constant::Floats(values) => {
            let wide = values.broadcast(IxDyn(&sides)).ok_or_else(whole)?;
            Ok(Constant::Floats(in_order(wide.to_owned())))
        }
        Constant::Integers(values) => {
            let wide = values.broadcast(IxDyn(&sides)).ok_or_else(whole)?;
            Ok(Constant::Integers(in_order(wide.to_owned())))
        }
        Constant::Unread(_) => Ok(Constant::Unread(sides)),
        Constant::Other(_) => Err(mixed()),
    }
}
