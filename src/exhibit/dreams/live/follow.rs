//! How the picture moved since the one before, and where it can be followed.

use tch::{Kind, TchError, Tensor};

use super::light::blurred;
use crate::exhibit::correlation::{Correlation, Spectrum};

/// The movement is measured from the same picture for so many others: what is slower than a pixel
/// a picture adds up, and is followed as well.
const RENEWED: u32 = 6;

/// A picture that differs from the one before, after the movement, by more than this part of its
/// own mean deviation shows something else.
const ALIKE: f64 = 0.7;

/// A camera's noise makes two pictures differ by so much.
const NOISE: f64 = 2.0 / 255.0;

/// What moved by more than this part of the side is not followed.
const FARTHEST: f32 = 0.25;

/// A place that differs by as much of 0 to 1 after the movement is half trusted.
const DOUBTED: f64 = 0.10;

/// What lies between two pictures.
#[derive(Debug)]
pub(super) struct Movement {
    /// By how many pixels, to the right and down.
    pub(super) shift: [i64; 2],
    /// False where the picture shows something else.
    pub(super) followed: bool,
    /// How well each place is followed, 0 to 1: [1, 1, height, width]. Something may have moved by
    /// itself.
    pub(super) trust: Tensor,
}

/// Follows pictures of one size.
#[derive(Debug)]
pub(super) struct Follower {
    correlation: Correlation,
    /// Side of the square in the middle that is correlated, and of it at half the size.
    square: (i64, i64),
    reference: Option<Reference>,
    /// The last picture, grey.
    before: Option<Tensor>,
}

/// The picture from which movements are measured.
struct Reference {
    spectrum: Spectrum,
    grey: Tensor,
    /// How many pictures ago.
    age: u32,
    /// How far what is followed has been moved since, in pixels.
    moved: [f32; 2],
    /// How far the last picture had moved.
    last: [f32; 2],
}

impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reference").field("age", &self.age).finish_non_exhaustive()
    }
}

impl Follower {
    /// For pictures of this height and width.
    pub(super) fn new(height: i64, width: i64) -> Self {
        let half = (height.min(width) / 2).max(1);
        let correlation = Correlation::new(half as usize);
        Self { correlation, square: (2 * half, half), reference: None, before: None }
    }

    /// Looks at the next picture, [1, 3, height, width] of 0 to 1.
    pub(super) fn see(&mut self, picture: &Tensor) -> Result<Movement, TchError> {
        let grey = luminance(picture)?;
        let spectrum = self.correlation.spectrum(&self.half(&grey)?);
        let (Some(before), Some(mut reference)) = (self.before.take(), self.reference.take())
        else {
            let trust = grey.f_ones_like()?;
            self.measure_from(spectrum, grey, [0.0; 2]);
            return Ok(Movement { shift: [0; 2], followed: true, trust });
        };
        let (shift, whole) = self.measure(&reference, &spectrum, &grey)?;
        let since = [0, 1].map(|axis| (whole[axis] - reference.last[axis]).round() as i64);
        let apart = Difference::new(&before, &grey, since)?;
        let deviation = mean(&grey.f_sub(&grey.f_mean(Kind::Float)?)?.f_abs()?)?;
        let followed = apart.mean()? <= ALIKE * deviation + NOISE;
        reference.age += 1;
        (0..2).for_each(|axis| reference.moved[axis] += shift[axis] as f32);
        reference.last = whole;
        let doubt = blurred(&apart.values)?.f_div_scalar(DOUBTED)?.f_square()?.f_square()?;
        if !followed {
            self.measure_from(spectrum, grey, [0.0; 2]);
        } else if reference.age >= RENEWED {
            let ahead = [0, 1].map(|axis| reference.moved[axis] - whole[axis]);
            self.measure_from(spectrum, grey, ahead);
        } else {
            (self.reference, self.before) = (Some(reference), Some(grey));
        }
        let shift = if followed { shift } else { [0; 2] };
        Ok(Movement { shift, followed, trust: doubt.f_add_scalar(1.0)?.f_reciprocal()? })
    }

    /// By how many pixels what is followed must be moved, and how far the picture has moved since
    /// the reference.
    fn measure(
        &self,
        reference: &Reference,
        spectrum: &Spectrum,
        grey: &Tensor,
    ) -> Result<([i64; 2], [f32; 2]), TchError> {
        let still = ([0; 2], reference.last);
        // Half the size: two pixels each.
        let whole = self.correlation.fine_shift(&reference.spectrum, spectrum).map(|n| 2.0 * n);
        let farthest = self.square.0 as f32 * FARTHEST;
        if whole.iter().any(|pixels| pixels.abs() > farthest) {
            return Ok(still);
        }
        let shift = [0, 1].map(|axis| (whole[axis] - reference.moved[axis]).round() as i64);
        if shift != [0; 2] {
            // What moves in front of a camera at rest must not move all the rest.
            let old = reference.moved.map(|pixels| pixels.round() as i64);
            let new = [old[0] + shift[0], old[1] + shift[1]];
            let [old, new] = [old, new].map(|at| Difference::new(&reference.grey, grey, at));
            if old?.mean()? <= new?.mean()? {
                return Ok(still);
            }
        }
        Ok((shift, whole))
    }

    /// Measures from this picture on, of which so much is followed already.
    fn measure_from(&mut self, spectrum: Spectrum, grey: Tensor, moved: [f32; 2]) {
        self.before = Some(grey.shallow_clone());
        self.reference = Some(Reference { spectrum, grey, age: 0, moved, last: [0.0; 2] });
    }

    /// The square in the middle at half the size.
    fn half(&self, grey: &Tensor) -> Result<Vec<f32>, TchError> {
        let (square, _) = self.square;
        let (height, width) = (grey.size()[2], grey.size()[3]);
        let length = square.min(height).min(width);
        let middle = grey.f_narrow(2, (height - length) / 2, length)?;
        let middle = middle.f_narrow(3, (width - length) / 2, length)?;
        let half = middle.f_adaptive_avg_pool2d([self.square.1; 2])?;
        Vec::try_from(&half.f_contiguous()?.f_flatten(0, -1)?)
    }
}

/// The luminance (ITU-R BT.601), [1, 1, height, width].
fn luminance(picture: &Tensor) -> Result<Tensor, TchError> {
    let weights = Tensor::f_from_slice(&[0.299_f32, 0.587, 0.114])?.f_reshape([1, 3, 1, 1])?;
    picture.f_mul(&weights)?.f_sum_dim_intlist([1_i64].as_slice(), true, Kind::Float)
}

/// How much one picture differs from another that was moved; nothing where that does not reach.
struct Difference {
    values: Tensor,
    /// The part of the picture that it reaches.
    share: f64,
}

impl Difference {
    fn new(before: &Tensor, after: &Tensor, shift: [i64; 2]) -> Result<Self, TchError> {
        let values = after.f_sub(&moved(before, shift)?)?.f_abs()?;
        if shift == [0; 2] {
            return Ok(Self { values, share: 1.0 });
        }
        let reach = moved(&before.f_ones_like()?, shift)?;
        Ok(Self { values: values.f_mul(&reach)?, share: mean(&reach)? })
    }

    /// Over the part that is reached.
    fn mean(&self) -> Result<f64, TchError> {
        Ok(mean(&self.values)? / self.share.max(f64::from(f32::EPSILON)))
    }
}

fn mean(values: &Tensor) -> Result<f64, TchError> {
    f64::try_from(&values.f_mean(Kind::Float)?)
}

/// Moved to the right and down; zeros come in.
pub(super) fn moved(values: &Tensor, [right, down]: [i64; 2]) -> Result<Tensor, TchError> {
    if right == 0 && down == 0 {
        return Ok(values.shallow_clone());
    }
    // A negative padding cuts off.
    values.f_constant_pad_nd([right, -right, down, -down])
}
