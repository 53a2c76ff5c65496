//! The optimiser: Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015,
//! <https://arxiv.org/abs/1412.6980>), uphill.

use tch::{TchError, Tensor};

/// How much of the mean slope is kept from step to step, and of the mean squared slope.
const KEPT: [f64; 2] = [0.9, 0.999];
/// Keeps a slope of zero from being divided by zero.
const TINY: f64 = 1e-8;

/// The means of the slopes so far.
#[derive(Debug)]
pub struct Adam {
    mean: Tensor,
    square: Tensor,
    steps: i32,
}

impl Adam {
    /// For values of this shape, before the first step.
    ///
    /// # Errors
    /// libtorch's.
    pub fn new(like: &Tensor) -> Result<Self, TchError> {
        Ok(Self { mean: like.f_zeros_like()?, square: like.f_zeros_like()?, steps: 0 })
    }

    /// Moves `values` up the slope, each by about `rate`.
    ///
    /// # Errors
    /// libtorch's.
    pub fn step(&mut self, values: &mut Tensor, slope: &Tensor, rate: f64) -> Result<(), TchError> {
        self.steps += 1;
        let [first, second] = KEPT;
        drop(self.mean.f_lerp_(slope, 1.0 - first)?);
        drop(self.square.f_lerp_(&slope.f_square()?, 1.0 - second)?);
        // The means begin at zero: so much of them has come so far.
        let [first, second] = KEPT.map(|kept| 1.0 - kept.powi(self.steps));
        let size = self.square.f_div_scalar(second)?.f_sqrt_()?.f_add_scalar_(TINY)?;
        let step = self.mean.f_div(&size)?.f_mul_scalar_(rate / first)?;
        drop(values.f_add_(&step)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_steps_are_those_of_the_paper() {
        let mut values = Tensor::from_slice(&[1.0_f32, 2.0, 3.0]);
        let mut adam = Adam::new(&values).unwrap();
        adam.step(&mut values, &Tensor::from_slice(&[4.0_f32, -0.01, 0.0]), 0.05).unwrap();
        // The first step is the rate, whatever the slope.
        let after: Vec<f32> = Vec::try_from(&values).unwrap();
        for (got, want) in after.iter().zip([1.05, 1.95, 3.0]) {
            assert!((got - want).abs() < 1e-5, "{got} is not {want}");
        }
        adam.step(&mut values, &Tensor::from_slice(&[2.0_f32, 0.0, 1.0]), 0.05).unwrap();
        // m = 0.9·0.4 + 0.1·2 = 0.56, v = 0.999·0.016 + 0.001·4 = 0.019984; by the sums of the
        // weights, 0.19 and 0.001999: 0.05 · 2.947368 / 3.161857.
        let after = f32::try_from(values.get(0)).unwrap();
        assert!((after - (1.05 + 0.05 * 2.947_368 / 3.161_857)).abs() < 1e-5, "{after}");
    }
}
