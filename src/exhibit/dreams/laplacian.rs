//! The Laplacian-normalised slope: each of its scales, from fine to coarse, counts about the same.
//!
//! A plain slope is mostly fine: what it paints are hatchings. Split into bands, each half as fine
//! as the one before (a Laplacian pyramid: Burt and Adelson, 1983), and each over its own standard
//! deviation, it paints large things and colours too. Mordvintsev's "`DeepDreaming` with
//! TensorFlow", 2016, does it so.

use tch::{Kind, TchError, Tensor};

use super::planes::extent;

/// What each band counts, the finest first. The coarse ones count less than there: at full weight
/// they tint whole regions pink and green.
const WEIGHTS: [f64; 4] = [1.0, 1.0, 0.7, 0.5];

/// A slope, [1, 3, height, width], with its bands made equal; it has no unit.
///
/// # Errors
/// libtorch's.
pub fn normalised(slope: &Tensor) -> Result<Tensor, TchError> {
    weighted(slope, &WEIGHTS)
}

/// The same where the bands, the finest first, get these deviations.
///
/// # Errors
/// libtorch's.
pub fn weighted(slope: &Tensor, weights: &[f64; 4]) -> Result<Tensor, TchError> {
    let mut rest = slope.shallow_clone();
    let mut bands = Vec::new();
    for weight in &weights[..weights.len() - 1] {
        let [height, width] = extent(&rest)?;
        let half = [(height / 2).max(1), (width / 2).max(1)];
        let coarse = rest.f_internal_upsample_bilinear2d_aa(half, false, None, None)?;
        bands.push((rest.f_sub(&enlarged(&coarse, [height, width])?)?, weight));
        rest = coarse;
    }
    let mut sum = even(&rest, weights[weights.len() - 1])?;
    while let Some((band, weight)) = bands.pop() {
        sum = enlarged(&sum, extent(&band)?)?.f_add(&even(&band, *weight)?)?;
    }
    Ok(sum)
}

fn enlarged(band: &Tensor, to: [i64; 2]) -> Result<Tensor, TchError> {
    band.f_upsample_bilinear2d(to, false, None, None)
}

/// With this standard deviation; where there is nothing, nothing.
fn even(band: &Tensor, deviation: f64) -> Result<Tensor, TchError> {
    let own = f64::try_from(&band.f_square()?.f_mean(Kind::Double)?)?.sqrt();
    band.f_mul_scalar(if own > 0.0 { deviation / own } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wave of so many pixels a cycle, and of this height.
    fn wave(cycle: f64, height: f64) -> Tensor {
        let turn =
            Tensor::arange(64, (Kind::Float, tch::Device::Cpu)) * (std::f64::consts::TAU / cycle);
        (turn.sin() * height).reshape([1, 1, 1, 64]).expand([1, 3, 64, 64], false).contiguous()
    }

    fn deviation(planes: &Tensor) -> f64 {
        f64::try_from(planes.square().mean(Kind::Double)).unwrap().sqrt()
    }

    /// What `planes` has of `other`, in its height.
    fn share(planes: &Tensor, other: &Tensor) -> f64 {
        let dot =
            |one: &Tensor, two: &Tensor| f64::try_from((one * two).sum(Kind::Double)).unwrap();
        dot(planes, other) / dot(other, other)
    }

    #[test]
    fn a_faint_coarse_wave_comes_up_beside_a_strong_fine_one() {
        let (fine, coarse) = (wave(3.0, 1.0), wave(32.0, 0.01));
        let made = normalised(&(&fine + &coarse)).unwrap();
        let (fine, coarse) = (share(&made, &fine), share(&made, &wave(32.0, 1.0)));
        assert!(coarse > 0.2 * fine, "{coarse} beside {fine}: it was a hundredth");
        assert!(deviation(&made) > 0.5);
    }

    #[test]
    fn how_steep_it_is_does_not_matter_and_nothing_stays_nothing() {
        let slope = wave(5.0, 1.0) + wave(20.0, 0.3);
        let (one, other) = (normalised(&slope).unwrap(), normalised(&(&slope * 1e-6)).unwrap());
        assert!(deviation(&(one - other)) < 1e-4);
        assert!(deviation(&normalised(&slope.zeros_like()).unwrap()) <= 0.0);
        // Smaller than its pyramid.
        assert_eq!(
            normalised(&Tensor::ones([1, 3, 1, 2], (Kind::Float, tch::Device::Cpu)))
                .unwrap()
                .size(),
            [1, 3, 1, 2]
        );
    }
}
