//! A picture by the coefficients of its Fourier transform, and what a signal at the picture is at
//! them.
//!
//! A step of the ascent changes every frequency about as much as it has a share in photos, whose
//! amplitudes fall with the frequency, and colours change as they do together in photos (Olah,
//! Mordvintsev and Schubert, "Feature visualization", 2017,
//! <https://distill.pub/2017/feature-visualization>; the colours are those of Lucid, its code).

use tch::{Device, Kind, TchError, Tensor};

/// Standard deviation of the coefficients at the start.
const NOISE: f64 = 0.01;
/// A coefficient of one cycle a picture counts so much, of n cycles the n-th part of it.
const AMPLITUDE: f64 = 0.25;
/// How red, green and blue (down) vary together in photos along three directions (across):
/// brightness, blue to red, and green to magenta. Lucid's matrix.
const COLOURS: [[f64; 3]; 3] = [[0.26, 0.09, 0.02], [0.27, 0.0, -0.05], [0.27, -0.09, 0.03]];

/// Pictures by their coefficients, [N, 3, height, width / 2 + 1, 2]: of each direction of colour,
/// real and imaginary.
#[derive(Debug)]
pub struct Fourier {
    /// What the ascent changes.
    pub coefficients: Tensor,
    /// Height and width.
    size: [i64; 2],
    /// By what each coefficient is multiplied, [height, width / 2 + 1, 2].
    scale: Tensor,
    /// The same, times how often the coefficient stands in the whole, symmetric transform.
    pulled: Tensor,
    /// From directions of colour to red, green and blue, [3, 3].
    colours: Tensor,
}

impl Fourier {
    /// Noise of this height and width and of one seed a picture, `chroma` times as colourful as
    /// photos are. The same seed gives the same noise, whichever pictures stand beside it.
    ///
    /// # Errors
    /// libtorch's, where there is no room.
    pub fn new(
        size: [i64; 2],
        chroma: f64,
        noise: &mut [fastrand::Rng],
        device: Device,
    ) -> Result<Self, TchError> {
        let [height, width] = size;
        let across = width / 2 + 1;
        let each = (3 * height * across * 2) as usize;
        let mut values = Vec::with_capacity(noise.len() * each);
        for rng in noise.iter_mut() {
            values.extend((0..each).map(|_| (normal(rng) * NOISE) as f32));
        }
        let shape = [noise.len() as i64, 3, height, across, 2];
        let coefficients = Tensor::f_from_slice(&values)?.f_reshape(shape)?.f_to_device(device)?;
        let scale = scale(size)?;
        Ok(Self {
            coefficients,
            size,
            pulled: scale.f_mul(&twice(width)?)?.f_to_device(device)?,
            scale: scale.f_to_device(device)?,
            colours: colours(chroma)?.f_to_device(device)?,
        })
    }

    /// The pictures, [N, 3, height, width], 0 to 1.
    ///
    /// # Errors
    /// libtorch's.
    pub fn render(&self) -> Result<Tensor, TchError> {
        let scaled = self.coefficients.f_mul(&self.scale)?.f_view_as_complex()?;
        let values = scaled.f_fft_irfft2(&self.size[..], [-2, -1], "forward")?;
        let pictures = values.size().first().copied().unwrap_or_default();
        let values = values.f_reshape([pictures, 3, -1])?;
        let colours = self.colours.f_matmul(&values)?.f_sigmoid_()?;
        colours.f_reshape([pictures, 3, self.size[0], self.size[1]])
    }

    /// What a signal at the pictures, which [`Self::render`] gave, is at the coefficients: the
    /// derivative. The inverse transform is a sum over all frequencies, of which those that are not
    /// stored are the conjugates of others; so its transpose is the transform, doubled there.
    ///
    /// # Errors
    /// libtorch's; where the shapes differ.
    pub fn pull(&self, pictures: &Tensor, signal: &Tensor) -> Result<Tensor, TchError> {
        // s(1 − s) is the slope of the sigmoid s.
        let slope = Tensor::f_sigmoid_backward(signal, pictures)?;
        let count = slope.size().first().copied().unwrap_or_default();
        let slope = slope.f_reshape([count, 3, -1])?;
        let values = self.colours.f_tr()?.f_matmul(&slope)?;
        let values = values.f_reshape([count, 3, self.size[0], self.size[1]])?;
        let spectrum = values.f_fft_rfft2(&self.size[..], [-2, -1], "backward")?;
        spectrum.f_view_as_real()?.f_mul(&self.pulled)
    }
}

/// A number of the normal distribution (Box and Muller, 1958).
pub(super) fn normal(rng: &mut fastrand::Rng) -> f64 {
    let (radius, angle) = (1.0 - rng.f64(), rng.f64() * std::f64::consts::TAU);
    (-2.0 * radius.ln()).sqrt() * angle.cos()
}

/// Row `row` of the transform has so many cycles down the picture.
fn cycles(row: i64, side: i64) -> i64 {
    if row <= side / 2 { row } else { row - side }
}

/// Zero beyond half a cycle a pixel, in whatever direction; cycles count over the shorter side.
/// Written out for the real and the imaginary part: a factor for two values at a time would take as
/// long as the transform.
fn scale([height, width]: [i64; 2]) -> Result<Tensor, TchError> {
    let (side, across) = (height.min(width) as f64, width / 2 + 1);
    let of = |row: i64, column: i64| {
        let down = cycles(row, height) as f64 * (side / height as f64);
        let cycles = down.hypot(column as f64 * (side / width as f64));
        if cycles > side / 2.0 { 0.0 } else { AMPLITUDE / cycles.max(1.0) }
    };
    let values: Vec<f32> =
        (0..height).flat_map(|row| (0..across).map(move |column| of(row, column) as f32)).collect();
    let each = Tensor::f_from_slice(&values)?.f_reshape([height, across, 1])?;
    each.f_expand([height, across, 2], false)?.f_contiguous()
}

/// [width / 2 + 1, 1].
fn twice(width: i64) -> Result<Tensor, TchError> {
    let across = width / 2 + 1;
    let alone = |column: i64| column == 0 || 2 * column == width;
    let values: Vec<f32> =
        (0..across).map(|column| if alone(column) { 1.0 } else { 2.0 }).collect();
    Tensor::f_from_slice(&values)?.f_reshape([across, 1])
}

/// Divided by the norm of the largest column; the two directions without brightness `chroma` times
/// as long.
fn colours(chroma: f64) -> Result<Tensor, TchError> {
    let norm = |column: usize| COLOURS.iter().map(|row| row[column].powi(2)).sum::<f64>().sqrt();
    let largest = (0..3).map(norm).fold(0.0, f64::max);
    let more = [1.0, chroma, chroma];
    let values: Vec<f32> = COLOURS
        .iter()
        .flat_map(|row| (0..3).map(|column| (row[column] / largest * more[column]) as f32))
        .collect();
    Tensor::f_from_slice(&values)?.f_reshape([3, 3])?.f_to_kind(Kind::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(size: [i64; 2], seeds: &[u64]) -> Fourier {
        let mut noise: Vec<_> = seeds.iter().map(|&seed| fastrand::Rng::with_seed(seed)).collect();
        Fourier::new(size, 3.0, &mut noise, Device::Cpu).unwrap()
    }

    #[test]
    fn noise_is_nearly_grey_and_the_same_for_one_seed_whatever_stands_beside_it() {
        let pictures = start([12; 2], &[7, 8]).render().unwrap();
        assert_eq!(pictures.size(), [2, 3, 12, 12]);
        let spread = f64::try_from(pictures.f_sub_scalar(0.5).unwrap().abs().max()).unwrap();
        assert!((0.001..0.2).contains(&spread), "{spread}");
        let alone = start([12; 2], &[8]).render().unwrap();
        assert_eq!(alone.select(0, 0), pictures.select(0, 1));
        assert_ne!(pictures.select(0, 0), pictures.select(0, 1));
    }

    #[test]
    fn the_signal_at_the_coefficients_is_what_automatic_differentiation_gives() {
        for [height, width] in [[8, 8], [9, 9], [6, 10], [11, 4]] {
            let mut fourier = start([height, width], &[3]);
            fourier.coefficients = fourier.coefficients.f_mul_scalar(40.0).unwrap();
            let weights: Vec<f32> =
                (0..3 * height * width).map(|i| (i as f32 * 0.7).sin()).collect();
            let signal = Tensor::from_slice(&weights).reshape([1, 3, height, width]);
            let by_hand = fourier.pull(&fourier.render().unwrap(), &signal).unwrap();
            fourier.coefficients = fourier.coefficients.set_requires_grad(true);
            (fourier.render().unwrap() * signal).sum(Kind::Float).backward();
            let difference = (by_hand - fourier.coefficients.grad()).abs().max();
            let largest = fourier.coefficients.grad().abs().max();
            assert!(f64::try_from(difference / largest).unwrap() < 1e-5);
        }
    }
}
