//! An operator's settings and inputs by name and number, and the shapes of constants.

use super::model::{Attribute, Constant, Operator};

impl Operator {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// A whole number; none where it is left out.
    pub(super) fn int(&self, name: &str) -> Option<i64> {
        match self.attribute(name)? {
            Attribute::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A number; none where it is left out.
    pub(super) fn float(&self, name: &str) -> Option<f64> {
        match self.attribute(name)? {
            Attribute::Float(value) => Some(f64::from(*value)),
            Attribute::Int(value) => Some(*value as f64),
            _ => None,
        }
    }

    /// Whole numbers; none where they are left out.
    pub(super) fn ints(&self, name: &str) -> Option<&[i64]> {
        match self.attribute(name)? {
            Attribute::Ints(values) => Some(values),
            _ => None,
        }
    }

    /// A word; none where it is left out.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.attribute(name)? {
            Attribute::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The name of its input of this number; none where it is left out.
    pub(super) fn input(&self, index: usize) -> Option<&str> {
        self.inputs.get(index).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// True for one of ONNX's own operators of this name.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}

impl Constant {
    /// Its sides; none for a single number.
    pub(super) fn sides(&self) -> &[usize] {
        match self {
            Self::Floats(values) => values.shape(),
            Self::Integers(values) => values.shape(),
            Self::Unread(sides) => sides,
            Self::Other(_) => &[],
        }
    }

    /// How many numbers it has.
    pub(super) fn count(&self) -> usize {
        self.sides().iter().fold(1, |count, &side| count.saturating_mul(side))
    }

    /// Its whole numbers, in order; none where it holds others.
    pub(super) fn whole(&self) -> Option<Vec<i64>> {
        match self {
            Self::Integers(values) => Some(values.iter().copied().collect()),
            _ => None,
        }
    }

    /// The only number of it; none where it has several, or was not read.
    pub(super) fn single(&self) -> Option<f64> {
        match self {
            Self::Floats(values) if values.len() == 1 => values.first().map(|&one| f64::from(one)),
            Self::Integers(values) if values.len() == 1 => values.first().map(|&one| one as f64),
            _ => None,
        }
    }
}

/// No array, not even one of nothing, has sides that make more.
const MOST_ROOM: usize = 1 << 40;

/// An axis counted from the front; none where there is no such axis.
pub(super) fn axis_of(axis: i64, rank: usize) -> Option<usize> {
    let counted = if axis < 0 { axis.checked_add(rank as i64)? } else { axis };
    usize::try_from(counted).ok().filter(|&at| at < rank)
}

/// What an error calls a shape: "[1, 3, 224, 224]".
pub(super) fn shape_text(sides: &[i64]) -> String {
    let most = 8;
    let shown: Vec<String> = sides.iter().take(most).map(i64::to_string).collect();
    let rest = if sides.len() > most { ", …" } else { "" };
    format!("[{}{rest}]", shown.join(", "))
}

/// The sides that a Reshape gives to values of these sides: 0 keeps a side unless `zeros` are
/// meant, −1 is what is left.
pub(super) fn reshaped(own: &[i64], wanted: &[i64], zeros: bool) -> Result<Vec<i64>, String> {
    let mut sides = Vec::with_capacity(wanted.len());
    let mut open = None;
    for (at, &side) in wanted.iter().enumerate() {
        match side {
            -1 if open.is_none() => {
                open = Some(at);
                sides.push(1);
            }
            0 if !zeros => sides.push(own.get(at).copied().unwrap_or_default()),
            side => sides.push(side),
        }
    }
    let count = |sides: &[i64]| sides.iter().try_fold(1_i64, |all, &side| all.checked_mul(side));
    let fits = || {
        let (all, known) = (count(own)?, count(&sides).filter(|&known| known > 0)?);
        match open {
            Some(at) if all % known == 0 => Some((at, all / known)),
            None if all == known => Some((0, *sides.first().unwrap_or(&1))),
            _ => None,
        }
    };
    let negative = sides.iter().any(|&side| side < 0);
    let Some((at, side)) = fits().filter(|_| !negative) else {
        let (own, wanted) = (shape_text(own), shape_text(wanted));
        return Err(format!("{own} cannot be laid out as {wanted}"));
    };
    if let Some(open) = sides.get_mut(at) {
        *open = side;
    }
    Ok(sides)
}

/// What a slice takes of a side, as the standard counts it: the first place, and how many.
pub(super) fn run(side: usize, start: i64, end: i64, step: i64) -> Result<(i64, usize), String> {
    if step == 0 {
        return Err("a slice with steps of 0".into());
    }
    if side == 0 {
        return Ok((0, 0));
    }
    let side = side as i64;
    let counted = |at: i64| if at < 0 { at.saturating_add(side) } else { at };
    let (least, most) = if step > 0 { (0, side) } else { (-1, side - 1) };
    let (first, end) = (counted(start).clamp(0, most), counted(end).clamp(least, most));
    let span = if step > 0 { end - first } else { first - end };
    let count = span.max(0).unsigned_abs().div_ceil(step.unsigned_abs());
    Ok((first, count as usize))
}

/// How many values sides make, those of nothing left out; none where that cannot be counted.
pub(super) fn room(sides: &[usize]) -> Option<usize> {
    let room = sides.iter().try_fold(1_usize, |count, &side| count.checked_mul(side.max(1)));
    room.filter(|&room| room <= MOST_ROOM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_keeps_the_number_of_values() {
        assert_eq!(reshaped(&[1, 8, 6, 6], &[0, 4, -1], false).unwrap(), [1, 4, 72]);
        assert_eq!(reshaped(&[1, 8, 6, 6], &[-1, 288], true).unwrap(), [1, 288]);
        assert_eq!(reshaped(&[2, 3], &[6], false).unwrap(), [6]);
        let error = reshaped(&[1, 8], &[1, 3, -1], false).unwrap_err();
        assert_eq!(error, "[1, 8] cannot be laid out as [1, 3, -1]");
        assert!(reshaped(&[i64::MAX, 8], &[1, -1], false).is_err());
        assert!(reshaped(&[1, 8], &[-1, 0], true).is_err());
    }

    #[test]
    fn slices_count_from_both_ends() {
        assert_eq!(run(5, 1, 3, 1).unwrap(), (1, 2));
        assert_eq!(run(5, -2, i64::MAX, 1).unwrap(), (3, 2));
        assert_eq!(run(5, 0, 5, 2).unwrap(), (0, 3));
        assert_eq!(run(4, -1, -i64::MAX, -1).unwrap(), (3, 4));
        assert_eq!(run(3, 2, 1, 1).unwrap().1, 0);
        assert_eq!(run(0, 0, 5, -1).unwrap().1, 0);
        assert_eq!(run(7, i64::MIN, i64::MAX, i64::MIN).unwrap().1, 0);
        assert!(run(3, 0, 1, 0).is_err());
    }
}
