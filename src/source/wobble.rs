//! The motion of a hand-held camera, for the reel and for a photo that is shaken: a pure function
//! of the frame number.
//!
//! Integers only, so that every machine sees the same pixels.

use crate::geometry::Size;

/// One in fixed point: 16 bits behind the point.
pub(super) const ONE: i32 = 1 << 16;

/// Where the camera looks. A pixel at (u, v) from the middle of the picture shows the sheet's point
/// `(cos u - sin v + x, sin u + cos v + y)` from its middle; all in fixed point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pose {
    /// Scale (below one is closer) times the rotation's cosine.
    pub cos: i32,
    /// Scale times the rotation's sine.
    pub sin: i32,
    /// Shift to the right, in pixels of the sheet.
    pub x: i32,
    /// Shift down, in pixels of the sheet.
    pub y: i32,
}

/// A smooth wave between -1 and 1 with a period of so many milliseconds, at 30 frames a second. Two
/// parabolas stand in for the sine: nobody sees the difference, and they need no library whose last
/// digit depends on the machine.
fn wave(frame: u64, period_ms: u64) -> i64 {
    // The phase, a full turn being 2^32. 1000 ms are 30 frames.
    let step = (1_u64 << 32) * 1000 / (30 * period_ms);
    // To [-2^16, 2^16), wrapping round like the circle.
    let phase = i64::from((frame.wrapping_mul(step) as u32).cast_signed() >> 15);
    let one = i64::from(ONE);
    phase * (one - phase.abs()) * 4 / one
}

/// The pose at a frame: slow drift, the swing of an arm, and a little tremor, with periods that do
/// not fit each other; and every few seconds a step closer and back.
pub(super) fn pose(frame: u64) -> Pose {
    // Fractions of a pixel, of a radian and of the scale in thousandths, times a wave.
    let part = |thousandths: i64, period_ms: u64| wave(frame, period_ms) * thousandths / 1000;
    let x = part(44_000, 7300) + part(15_000, 1900) + part(1_500, 430);
    let y = part(26_000, 6100) + part(10_000, 2300) + part(1_500, 370);
    let angle = part(38, 5300) + part(9, 1300);
    let scale = i64::from(ONE) * 940 / 1000 + part(130, 8700) + part(30, 2900);
    // For angles below 0.05 the series' first terms are exact to 1e-6.
    let one = i64::from(ONE);
    let cos = one - angle * angle / one / 2;
    Pose {
        cos: (scale * cos / one) as i32,
        sin: (scale * angle / one) as i32,
        x: x as i32,
        y: y as i32,
    }
}

/// The pose at a frame for a photo of this size that is shaken a little: at most by a hundredth of
/// its sides and half a degree, from a little closer, so that its edges stay out of sight.
pub(super) fn tremble(frame: u64, size: Size) -> Pose {
    let (width, height) = (i64::from(size.width), i64::from(size.height));
    let part = |of: i64, thousandths: i64, period_ms: u64| {
        wave(frame, period_ms) * of * thousandths / 1000
    };
    let x = part(width, 8, 1900) + part(width, 2, 430);
    let y = part(height, 7, 2300) + part(height, 3, 370);
    // A turn moves the ends of a long photo furthest.
    let slender = |angle: i64| angle * width.min(height) / width.max(height).max(1);
    let angle = slender(part(1, 6, 1300) + part(1, 2, 5300));
    let scale = i64::from(ONE) * 930 / 1000 + part(1, 8, 2900);
    Pose {
        cos: scale as i32,
        sin: (scale * angle / i64::from(ONE)) as i32,
        x: x as i32,
        y: y as i32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wave_is_nearly_a_sine() {
        for frame in 0..90 {
            let want = (f64::from(frame) / 90.0 * std::f64::consts::TAU).sin();
            let got = wave(frame as u64, 3000) as f64 / f64::from(ONE);
            assert!((got - want).abs() < 0.06, "{got} is not about {want}");
        }
    }

    #[test]
    fn the_camera_moves_every_frame_but_never_jumps() {
        let mut still = 0;
        for frame in 0..100_000 {
            let (a, b) = (pose(frame), pose(frame + 1));
            still += u32::from(a == b);
            // At most seven pixels of the sheet a frame, and one hundredth of the scale.
            assert!((a.x - b.x).abs() < 7 * ONE && (a.y - b.y).abs() < 7 * ONE, "at {frame}");
            assert!((a.cos - b.cos).abs() < ONE / 100 && (a.sin - b.sin).abs() < ONE / 100);
        }
        assert_eq!(still, 0);
    }
}
