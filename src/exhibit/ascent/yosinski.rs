//! A picture by its pixels, kept like a picture by the four regularisations of Yosinski et al.,
//! "Understanding neural networks through deep visualization", 2015,
//! <https://arxiv.org/abs/1506.06579>: decay, blur, and clipping what is small or matters little.
//!
//! The order of the operators is that of their program, `optimize_image.py`: within the colours
//! that there are, forward, backward, up the slope, decay, blur, clip. As there, x is the
//! difference from the training pictures' mean colour, in steps of 255, and zero is that colour.

use tch::{Device, Kind, TchError, Tensor};

/// What keeps the picture like a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regularisers {
    /// How far one step goes.
    pub stride: Stride,
    /// By this share x becomes smaller with each step: an L2 penalty.
    pub decay: f64,
    /// Standard deviation in pixels of the Gaussian that x is blurred by, and every how many steps,
    /// the first included. None where it is not.
    pub blur: Option<(f64, usize)>,
    /// So many percent of the pixels, those with the least norm over their colours, are set to zero
    /// with each step.
    pub small_norm: f64,
    /// The same of those whose contribution is the least: |Σ x·g| over the colours, which is about
    /// what the unit would lose without the pixel.
    pub small_contribution: f64,
}

/// How far one step goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stride {
    /// So many times the slope.
    Constant(f64),
    /// So that the unit would rise by `rise`, were it linear: rise / |g|² times the slope, but no
    /// more than `most` times. "Progress" in their program.
    Progress {
        /// Of the logit, or of the mean before the activation.
        rise: f64,
        /// Times the slope.
        most: f64,
    },
    /// So that x changes by this much a value, in the root mean square, whatever the slope. Not in
    /// the paper.
    Even(f64),
}

/// In steps of 255: the spread of the noise at the start.
const NOISE: f64 = 10.0;

/// Pictures by their pixels.
#[derive(Debug)]
pub struct Pixels {
    /// The difference from the mean colour, [N, 3, height, width], in steps of 255.
    x: Tensor,
    mean: Tensor,
    /// Blurs columns from the left, [height, height], and rows from the right, [width, width].
    blur: Option<[Tensor; 2]>,
    regularisers: Regularisers,
}

impl Pixels {
    /// Noise around the mean colour, 0 to 1, one generator a picture.
    ///
    /// # Errors
    /// libtorch's, where there is no room.
    pub fn new(
        [height, width]: [i64; 2],
        regularisers: Regularisers,
        mean: &[f32; 3],
        noise: &mut [fastrand::Rng],
        device: Device,
    ) -> Result<Self, TchError> {
        let each = 3 * height * width;
        let mut values = Vec::with_capacity(noise.len() * each as usize);
        for rng in noise.iter_mut() {
            values.extend((0..each).map(|_| (super::fourier::normal(rng) * NOISE) as f32));
        }
        let shape = [noise.len() as i64, 3, height, width];
        let mean = Tensor::f_from_slice(mean)?.f_mul_scalar(255.0)?.f_reshape([1, 3, 1, 1])?;
        let along = |side: i64, sigma: f64| gaussian(side, sigma)?.f_to_device(device);
        let both = |(sigma, _)| Ok::<_, TchError>([along(height, sigma)?, along(width, sigma)?]);
        let blur = regularisers.blur.map(both).transpose()?;
        Ok(Self {
            x: Tensor::f_from_slice(&values)?.f_reshape(shape)?.f_to_device(device)?,
            mean: mean.f_to_device(device)?,
            blur,
            regularisers,
        })
    }

    /// The pictures, [N, 3, height, width], 0 to 1: x is kept within the colours that there are.
    ///
    /// # Errors
    /// libtorch's.
    pub fn render(&self) -> Result<Tensor, TchError> {
        self.x.f_add(&self.mean)?.f_clamp(0.0, 255.0)?.f_div_scalar_(255.0)
    }

    /// One step up the slope at the pictures, which [`Self::render`] gave, and what follows it.
    ///
    /// # Errors
    /// libtorch's.
    pub fn step(&mut self, pictures: &Tensor, slope: &Tensor, step: usize) -> Result<(), TchError> {
        let Regularisers { stride, decay, blur, small_norm, small_contribution } =
            self.regularisers;
        let slope = slope.f_div_scalar(255.0)?;
        let mut x = pictures.f_mul_scalar(255.0)?.f_sub_(&self.mean)?;
        x = x.f_add_(&slope.f_mul(&factor(&slope, stride)?)?)?;
        x = x.f_mul_scalar_(1.0 - decay)?;
        if let (Some((_, every)), Some([down, across])) = (blur, &self.blur)
            && step.is_multiple_of(every.max(1))
        {
            x = down.f_matmul(&x)?.f_matmul(&across.f_tr()?)?;
        }
        if small_norm > 0.0 {
            let norm =
                x.f_square()?.f_sum_dim_intlist(&[1i64][..], true, Kind::Float)?.f_sqrt_()?;
            x = clip(&x, &norm, small_norm)?;
        }
        if small_contribution > 0.0 {
            let product = x.f_mul(&slope)?;
            let sum = product.f_sum_dim_intlist(&[1i64][..], true, Kind::Float)?.f_abs_()?;
            x = clip(&x, &sum, small_contribution)?;
        }
        self.x = x;
        Ok(())
    }
}

/// By what each picture's slope is multiplied, [N, 1, 1, 1].
fn factor(slope: &Tensor, stride: Stride) -> Result<Tensor, TchError> {
    let squares = slope.f_square()?.f_sum_dim_intlist(&[1i64, 2, 3][..], true, Kind::Float)?;
    match stride {
        Stride::Constant(times) => squares.f_zeros_like()?.f_fill_(times),
        Stride::Progress { rise, most } => {
            squares.f_pow_tensor_scalar(-1)?.f_mul_scalar_(rise)?.f_clamp_max_(most)
        }
        Stride::Even(by) => {
            let values = slope.size().iter().skip(1).product::<i64>() as f64;
            // A slope of zero stays one.
            let most = f64::from(f32::MAX);
            squares
                .f_sqrt()?
                .f_pow_tensor_scalar(-1)?
                .f_mul_scalar_(by * values.sqrt())?
                .f_clamp_max_(most)
        }
    }
}

/// Zero where `measure`, [N, 1, height, width], lies below so many percent of its values.
fn clip(x: &Tensor, measure: &Tensor, percent: f64) -> Result<Tensor, TchError> {
    let flat = measure.f_flatten(1, -1)?;
    let limit = flat.f_quantile_scalar(percent / 100.0, 1, true, "linear")?;
    let kept = measure.f_ge_tensor(&limit.f_reshape([-1, 1, 1, 1])?)?;
    x.f_mul(&kept.f_to_kind(Kind::Float)?)
}

/// The Gaussian as a matrix, [side, side]: cut at four standard deviations, the picture mirrored
/// beyond its edges.
fn gaussian(side: i64, sigma: f64) -> Result<Tensor, TchError> {
    let reach = (4.0 * sigma + 0.5) as i64;
    let weight = |by: i64| (-0.5 * (by as f64 / sigma).powi(2)).exp();
    let sum: f64 = (-reach..=reach).map(weight).sum();
    let mut matrix = vec![0.0_f32; (side * side) as usize];
    for row in 0..side {
        for by in -reach..=reach {
            let at = (row + by).rem_euclid(2 * side);
            let at = at.min(2 * side - 1 - at);
            matrix[(row * side + at) as usize] += (weight(by) / sum) as f32;
        }
    }
    Tensor::f_from_slice(&matrix)?.f_reshape([side, side])
}
