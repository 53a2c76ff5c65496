//! The check that no value of a weights file is NaN or infinite, on the file's own bytes.

use std::ops::BitAnd;

use safetensors::Dtype;

/// What is wrong with these values, which a training that went astray leaves behind; none where all
/// are finite.
pub(super) fn problem(data: &[u8], dtype: Dtype) -> Option<String> {
    let (all, nan, infinite) = match dtype {
        Dtype::F32 => {
            let bits = data.as_chunks().0.iter().map(|&bytes| u32::from_le_bytes(bytes));
            count(&bits, 0x7fff_ffff, 0x7f80_0000)?
        }
        Dtype::F16 => halves(data, 0x7c00)?,
        Dtype::BF16 => halves(data, 0x7f80)?,
        // Nothing else is admitted.
        _ => return None,
    };
    let what = match (nan, infinite) {
        (_, 0) => "NaN",
        (0, _) => "infinity",
        _ => "NaN and infinity",
    };
    Some(format!("holds {what} ({} of its {all} values)", nan + infinite))
}

fn halves(data: &[u8], infinity: u16) -> Option<(usize, usize, usize)> {
    let bits = data.as_chunks().0.iter().map(|&bytes| u16::from_le_bytes(bytes));
    count(&bits, 0x7fff, infinity)
}

/// How many values there are, how many of them are NaN, and how many infinite; none where all are
/// finite. Without its sign infinity is the largest number but NaN, compared as bits.
fn count<T: Copy + Ord + BitAnd<Output = T>>(
    bits: &(impl ExactSizeIterator<Item = T> + Clone),
    magnitude: T,
    infinity: T,
) -> Option<(usize, usize, usize)> {
    let magnitudes = || bits.clone().map(|value| value & magnitude);
    // Without a branch for each value, so that several are looked at at once.
    if magnitudes().fold(0, |broken, value| broken | u8::from(value >= infinity)) == 0 {
        return None;
    }
    let nan = magnitudes().filter(|&value| value > infinity).count();
    let infinite = magnitudes().filter(|&value| value == infinity).count();
    Some((bits.len(), nan, infinite))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_and_infinity_are_found_in_every_kind_of_number() {
        let f32s = |values: &[f32]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<_>>();
        let of = |values: &[f32]| problem(&f32s(values), Dtype::F32);
        assert_eq!(of(&[0.0, -0.0, f32::MAX, f32::MIN, f32::MIN_POSITIVE, 1e-45]), None);
        assert_eq!(of(&[1.0, f32::NAN, -f32::NAN]).unwrap(), "holds NaN (2 of its 3 values)");
        assert_eq!(of(&[f32::NEG_INFINITY]).unwrap(), "holds infinity (1 of its 1 values)");
        let both = of(&[f32::INFINITY, 0.0, f32::NAN]).unwrap();
        assert_eq!(both, "holds NaN and infinity (2 of its 3 values)");
        // 65504, the largest f16; -infinity; NaN. Of bf16 likewise.
        for (dtype, values, wanted) in [
            (Dtype::F16, [0x7bff_u16, 0xfbff], None),
            (Dtype::F16, [0xfc00, 0x3c00], Some("holds infinity (1 of its 2 values)")),
            (Dtype::F16, [0x7e00, 0x3c00], Some("holds NaN (1 of its 2 values)")),
            (Dtype::BF16, [0x7f7f, 0xff7f], None),
            (Dtype::BF16, [0x7f80, 0x3f80], Some("holds infinity (1 of its 2 values)")),
            (Dtype::BF16, [0xffc0, 0x7fc0], Some("holds NaN (2 of its 2 values)")),
        ] {
            let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            assert_eq!(problem(&bytes, dtype).as_deref(), wanted, "{dtype:?} {values:x?}");
        }
        assert_eq!(of(&[]), None);
    }
}
