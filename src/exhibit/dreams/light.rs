//! What keeps a dream from becoming brighter or darker, or stronger without an end.

use tch::{Kind, TchError, Tensor};

/// Over height and width, [1, 3, 1, 1].
fn mean(planes: &Tensor) -> Result<Tensor, TchError> {
    planes.f_mean_dim(&[2i64, 3][..], true, Kind::Float)
}

/// The picture within the colours that there are, and each colour's mean as it is in `like`:
/// [1, 3, height, width] of 0 to 1.
///
/// # Errors
/// libtorch's.
pub fn as_bright(picture: &Tensor, like: &Tensor) -> Result<Tensor, TchError> {
    within(picture, &mean(like)?)
}

/// What is cut off at black and white changes the mean, so it takes two turns.
fn within(picture: &Tensor, wanted: &Tensor) -> Result<Tensor, TchError> {
    let mut held = picture.shallow_clone();
    for _ in 0..2 {
        held = held.f_sub(&mean(&held)?.f_sub_(wanted)?)?.f_clamp_(0.0, 1.0)?;
    }
    Ok(held)
}

/// How bright each colour is, and how much of it there is to see.
#[derive(Debug)]
pub struct Light {
    mean: Tensor,
    /// The standard deviation: that of the last picture, and that which it comes to have.
    deviation: Tensor,
    wanted: Tensor,
}

/// A colour that is nearly the same everywhere would show nothing …
const LEAST: f64 = 0.1;
/// … and one of more contrast would be mostly black and white.
const MOST: f64 = 0.2;
/// By this part of what is missing the deviation changes from picture to picture.
const HASTE: f64 = 0.03;

impl Light {
    /// Of a picture, [1, 3, height, width] of 0 to 1.
    ///
    /// # Errors
    /// libtorch's.
    pub fn of(picture: &Tensor) -> Result<Self, TchError> {
        let mean = mean(picture)?;
        let deviation = deviation(picture, &mean)?;
        let wanted = deviation.f_clamp(LEAST, MOST)?;
        Ok(Self { mean, deviation, wanted })
    }

    /// The next picture in this light: each colour's mean as it was, and its deviation.
    ///
    /// # Errors
    /// libtorch's.
    pub fn on(&mut self, picture: &Tensor) -> Result<Tensor, TchError> {
        let missing = self.wanted.f_sub(&self.deviation)?.f_mul_scalar_(HASTE)?;
        self.deviation = self.deviation.f_add(&missing)?;
        let own = mean(picture)?;
        let factor = self.deviation.f_div(&deviation(picture, &own)?.f_clamp_min(LEAST / 10.0)?)?;
        let stretched = picture.f_sub(&own)?.f_mul_(&factor)?.f_add_(&self.mean)?;
        within(&stretched, &self.mean)
    }
}

fn deviation(picture: &Tensor, mean: &Tensor) -> Result<Tensor, TchError> {
    let square = picture.f_sub(mean)?.f_square_()?;
    square.f_mean_dim(&[2i64, 3][..], true, Kind::Float)?.f_sqrt_()
}
