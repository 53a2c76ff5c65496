//! The measure of how much a layer's activations differ between two pictures: one number pair.

use tch::{Device, Kind, TchError, Tensor};

/// The change of a whole layer's values, all channels and places as one vector: from a to b.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Change {
    /// One minus the cosine of the angle between them, 0..=2: 0 where b is a, brighter or darker as
    /// a whole. Zero where both are zero everywhere, one where just one of them is.
    pub angle: f32,
    /// The relative change, `|b - a| / |a|` with Euclidean lengths: 0 where nothing changed.
    /// Infinite where a is zero everywhere and b is not.
    pub relative: f32,
}

/// The change from `before` to `after`, two values of the same shape and the same layout in memory.
///
/// # Errors
/// What libtorch says where they do not fit.
pub fn change(before: &Tensor, after: &Tensor) -> Result<Change, TchError> {
    Ok(compare(before, length(before)?, after)?.0)
}

/// The same for a value whose [`length`] is known already; besides it the length of `after`, which
/// the next comparison needs.
pub(super) fn compare(
    before: &Tensor,
    length_before: f64,
    after: &Tensor,
) -> Result<(Change, f64), TchError> {
    // Of their difference and not of their product: where two vectors are nearly the same, one
    // minus their cosine would be lost in rounding.
    // `|b - a|² - (|b| - |a|)² = 2 |a| |b| (1 - cos)`.
    let [apart, length_after] = lengths(&flat(before)?, &flat(after)?)?;
    let relative = if apart == 0.0 { 0.0 } else { apart / length_before };
    let product = length_before * length_after;
    let angle = if product > 0.0 {
        let longer = length_after - length_before;
        ((apart - longer) * (apart + longer) / (2.0 * product)).max(0.0)
    } else {
        f64::from(u8::from(apart > 0.0))
    };
    Ok((Change { angle: angle as f32, relative: relative as f32 }, length_after))
}

/// The largest value of every channel: what its detector finds, wherever in the picture that is.
/// Where there are no places, each value is a unit's own.
pub(super) fn peaks(value: &Tensor) -> Result<Tensor, TchError> {
    let _no_grad = tch::no_grad_guard();
    if value.dim() == 4 { value.f_amax([2, 3], false) } else { Ok(value.shallow_clone()) }
}

/// The Euclidean length of all values.
pub(super) fn length(value: &Tensor) -> Result<f64, TchError> {
    let _no_grad = tch::no_grad_guard();
    let flat = flat(value)?;
    Ok(flat.f_dot(&flat)?.f_double_value(&[])?.sqrt())
}

/// So many values of two layers and of their difference stay in a core's nearest caches: read and
/// written once, a layer takes half the time. Seen with EfficientNet-Lite0's 2.7 million values.
const PART: i64 = 32_768;

/// The Euclidean lengths of `after - before` and of `after`.
fn lengths(before: &Tensor, after: &Tensor) -> Result<[f64; 2], TchError> {
    let _no_grad = tch::no_grad_guard();
    let count = after.size().iter().product::<i64>();
    // Elsewhere each part would be a question to the device and back.
    let part = if after.device() == Device::Cpu { PART.min(count) } else { count };
    let difference = Tensor::f_empty([part], (Kind::Float, after.device()))?;
    let square = |value: &Tensor| value.f_dot(value)?.f_double_value(&[]);
    let (mut apart, mut length) = (0.0, 0.0);
    let mut begin = 0;
    while begin < count {
        let part = part.min(count - begin);
        let (before, after) = (before.f_narrow(0, begin, part)?, after.f_narrow(0, begin, part)?);
        apart += square(&after.f_sub_out(&difference.f_narrow(0, 0, part)?, &before)?)?;
        length += square(&after)?;
        begin += part;
    }
    Ok([apart.sqrt(), length.sqrt()])
}

/// All values in the order in which they lie in memory, so that nothing is copied.
fn flat(value: &Tensor) -> Result<Tensor, TchError> {
    let value =
        if value.dim() == 4 { value.f_permute([0, 2, 3, 1])? } else { value.shallow_clone() };
    value.f_reshape([-1])?.f_to_kind(Kind::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(before: &[f32], after: &[f32]) -> Change {
        change(&Tensor::from_slice(before), &Tensor::from_slice(after)).unwrap()
    }

    fn near(change: Change, angle: f32, relative: f32) {
        let close = |is: f32, want: f32| (is - want).abs() <= 1e-6 * want.max(1e-3);
        assert!(close(change.angle, angle) && close(change.relative, relative), "{change:?}");
    }

    #[test]
    fn a_quarter_turn_is_one_and_a_half_turn_two() {
        // |(0, 2) - (2, 0)| = 2 sqrt 2, over 2.
        near(of(&[2.0, 0.0], &[0.0, 2.0]), 1.0, 2.0_f32.sqrt());
        near(of(&[2.0, 0.0], &[-2.0, 0.0]), 2.0, 2.0);
        // (3, 4) and (4, 3): cos = 24 / 25, the difference is sqrt 2 long, and (3, 4) is 5.
        near(of(&[3.0, 4.0], &[4.0, 3.0]), 1.0 - 24.0 / 25.0, 2.0_f32.sqrt() / 5.0);
    }

    #[test]
    fn twice_as_bright_points_the_same_way() {
        near(of(&[3.0, 4.0], &[6.0, 8.0]), 0.0, 1.0);
        near(of(&[3.0, 4.0], &[3.0, 4.0]), 0.0, 0.0);
    }

    #[test]
    fn a_tiny_turn_is_not_lost_in_rounding() {
        // 1 - cos x = x² / 2; f32 has no number between 1 - 6e-8 and 1.
        near(of(&[1.0, 0.0], &[1.0, 1e-4]), 5e-9, 1e-4);
    }

    #[test]
    fn a_layer_that_is_off_has_no_direction() {
        near(of(&[0.0, 0.0], &[0.0, 0.0]), 0.0, 0.0);
        assert_eq!(of(&[0.0, 0.0], &[0.0, 2.0]), Change { angle: 1.0, relative: f32::INFINITY });
        near(of(&[0.0, 2.0], &[0.0, 0.0]), 1.0, 1.0);
    }

    #[test]
    fn what_only_moved_is_found_again_and_what_grew_weaker_is_not() {
        let map = |values: [f32; 8]| Tensor::from_slice(&values).reshape([1, 2, 2, 2]);
        let found = |before, after| {
            change(&peaks(&map(before)).unwrap(), &peaks(&map(after)).unwrap()).unwrap().relative
        };
        let before = [3.0, 0.0, 1.0, 0.0, 0.0, 4.0, 0.0, 2.0];
        // Every place is another, the strongest of each channel is not.
        let moved = [0.0, 3.0, 0.0, 1.0, 2.0, 0.0, 4.0, 0.0];
        assert!(found(before, moved).abs() < f32::EPSILON);
        let whole = change(&map(before), &map(moved)).unwrap();
        near(whole, 1.0, 2.0_f32.sqrt());
        // From peaks of 3 and 4, whose length is 5, to 3 and 2.
        let weaker = [0.0, 3.0, 0.0, 0.0, 2.0, 0.0, 2.0, 0.0];
        assert!((found(before, weaker) - 2.0 / 5.0).abs() < 1e-6);
        // Units without places are compared as they are.
        let units = Tensor::from_slice(&[3.0_f32, 4.0]).reshape([1, 2]);
        assert_eq!(peaks(&units).unwrap(), units);
    }

    #[test]
    fn maps_are_compared_in_whichever_layout_they_lie() {
        let ramp = Tensor::arange(2 * 3 * 4 * 5, (Kind::Float, tch::Device::Cpu));
        let rows = ramp.reshape([2, 3, 4, 5]);
        let channels_last = rows.permute([0, 2, 3, 1]).contiguous().permute([0, 3, 1, 2]);
        let changed = channels_last.square();
        let one = change(&channels_last, &changed).unwrap();
        let flat = change(&rows.reshape([-1]), &rows.square().reshape([-1])).unwrap();
        near(one, flat.angle, flat.relative);
    }
}
