//! What the network sees of a picture in one step: a window of it or nearly all, a little turned.
//!
//! A unit that answers to a picture only at one place, size and angle has found noise. So each step
//! looks another way (Olah et al., "Feature visualization", 2017). With windows of half a picture
//! to a whole one, one thing takes shape at several sizes at once, and other networks see it too.

use tch::{Device, TchError, Tensor};

/// Which views are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Views {
    /// Windows anywhere in the picture.
    Windows {
        /// The sides of a window are this share of the picture's, between the two.
        least: f64,
        /// The largest.
        most: f64,
        /// Turned by at most so many degrees, either way.
        turn: f64,
        /// Resampled to this height and width.
        size: [i64; 2],
    },
    /// The whole picture, in its own size.
    Whole {
        /// Moved by at most this share of the side, either way.
        shift: f64,
        /// Larger or smaller by at most this share.
        zoom: f64,
        /// Turned by at most so many degrees, either way.
        turn: f64,
    },
}

impl Views {
    /// Height and width of what the network sees of a picture of this height and width.
    pub fn size(self, picture: [i64; 2]) -> [i64; 2] {
        match self {
            Self::Windows { size, .. } => size,
            Self::Whole { .. } => picture,
        }
    }

    /// Draws one.
    pub fn draw(self, rng: &mut fastrand::Rng) -> Place {
        let mut between = |low: f64, high: f64| low + (high - low) * rng.f64();
        match self {
            Self::Windows { least, most, turn, .. } => {
                let scale = between(least, most);
                let turn = between(-turn, turn);
                let room = most - scale;
                Place { scale, turn, x: between(-room, room), y: between(-room, room) }
            }
            Self::Whole { shift, zoom, turn } => Place {
                scale: between(1.0 - zoom, 1.0 + zoom),
                turn: between(-turn, turn),
                x: 2.0 * between(-shift, shift),
                y: 2.0 * between(-shift, shift),
            },
        }
    }
}

/// Where a view lies in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Its sides as a share of the picture's.
    pub scale: f64,
    /// Degrees.
    pub turn: f64,
    /// How far its centre lies right of the picture's, in halves of the picture's width.
    pub x: f64,
    /// How far below, in halves of its height.
    pub y: f64,
}

impl Place {
    /// All of the picture, as it is.
    pub const WHOLE: Self = Self { scale: 1.0, turn: 0.0, x: 0.0, y: 0.0 };
}

/// Four pixels of the picture, and how much each counts.
type Taps = [(u32, f32); 4];

/// A view of one picture: each pixel is blended of four of the picture's, which goes on mirrored
/// beyond its edges.
#[derive(Debug)]
pub struct View {
    /// Height and width: of the picture, and of the view.
    from: [i64; 2],
    to: [i64; 2],
    taps: Vec<Taps>,
}

impl View {
    /// Of a picture of this height and width, to those.
    pub fn new(place: Place, from: [i64; 2], to: [i64; 2]) -> Self {
        let ([height, width], [rows, columns]) = (from, to);
        // A turn is one of pixels, which are square.
        let tall = height as f64 / width as f64;
        let (sin, cos) = place.turn.to_radians().sin_cos();
        let [sin, cos] = [sin, cos].map(|along| along * place.scale);
        let middle = |pixel: i64, side: i64| (2 * pixel + 1) as f64 / side as f64 - 1.0;
        let pixel = |along: f64, side: i64| ((along + 1.0) * side as f64 - 1.0) / 2.0;
        let mut taps = Vec::with_capacity((rows * columns) as usize);
        for down in (0..rows).map(|row| middle(row, rows)) {
            for right in (0..columns).map(|column| middle(column, columns)) {
                let x = pixel(place.x + cos * right - sin * down * tall, width);
                let y = pixel(place.y + sin * right / tall + cos * down, height);
                taps.push(four(mirrored(x, width), mirrored(y, height), from));
            }
        }
        Self { from, to, taps }
    }

    fn area(&self) -> usize {
        (self.from[0] * self.from[1]) as usize
    }

    /// What is seen of the picture, [3, height, width], in its own size.
    ///
    /// # Errors
    /// libtorch's.
    pub fn see(&self, picture: &Tensor) -> Result<Tensor, TchError> {
        let values = host(picture)?;
        let mut seen = Vec::with_capacity(3 * self.taps.len());
        for plane in values.chunks_exact(self.area()) {
            let blend = |taps: &Taps| taps.iter().map(|&(at, by)| plane[at as usize] * by).sum();
            seen.extend(self.taps.iter().map(blend).map(|value: f32| value));
        }
        Tensor::f_from_slice(&seen)?.f_reshape([3, self.to[0], self.to[1]])
    }

    /// What a signal at the view, [3, height, width], is at the picture.
    ///
    /// # Errors
    /// libtorch's.
    pub fn pull(&self, signal: &Tensor) -> Result<Tensor, TchError> {
        let values = host(signal)?;
        let mut pulled = vec![0.0_f32; 3 * self.area()];
        let planes = pulled.chunks_exact_mut(self.area());
        for (plane, signal) in planes.zip(values.chunks_exact(self.taps.len())) {
            for (taps, &value) in self.taps.iter().zip(signal) {
                for &(at, by) in taps {
                    plane[at as usize] += value * by;
                }
            }
        }
        Tensor::f_from_slice(&pulled)?.f_reshape([3, self.from[0], self.from[1]])
    }
}

/// The values of a tensor, row after row.
fn host(tensor: &Tensor) -> Result<Vec<f32>, TchError> {
    Vec::try_from(&tensor.f_to_device(Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)
}

/// A place beyond an edge as the place that it mirrors; pixel centres at integers, edges between
/// them.
fn mirrored(at: f64, side: i64) -> f64 {
    let (side, at) = (side as f64, at + 0.5);
    let folded = if (0.0..=side).contains(&at) {
        at
    } else {
        let folded = at.rem_euclid(2.0 * side);
        if folded > side { 2.0 * side - folded } else { folded }
    };
    (folded - 0.5).clamp(0.0, side - 1.0)
}

fn four(x: f64, y: f64, [height, width]: [i64; 2]) -> Taps {
    let [lowest, last] = [height - 1, width - 1].map(|side| side as u32);
    // What is not negative is rounded down by being cut off, without a call.
    let (left, top) = (x as u32, y as u32);
    let share = |at: f64, before: u32| (at - f64::from(before)) as f32;
    let (right_share, low_share) = (share(x, left), share(y, top));
    let (right, low) = ((left + 1).min(last), (top + 1).min(lowest));
    let at = |column: u32, row: u32| row * width as u32 + column;
    [
        (at(left, top), (1.0 - right_share) * (1.0 - low_share)),
        (at(right, top), right_share * (1.0 - low_share)),
        (at(left, low), (1.0 - right_share) * low_share),
        (at(right, low), right_share * low_share),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp([height, width]: [i64; 2]) -> Tensor {
        let values: Vec<f32> = (0..3 * height * width).map(|i| (i as f32 * 0.37).sin()).collect();
        Tensor::from_slice(&values).reshape([3, height, width])
    }

    #[test]
    fn the_whole_picture_in_its_own_size_is_the_picture() {
        for size in [[6, 6], [4, 7]] {
            let (picture, view) = (ramp(size), View::new(Place::WHOLE, size, size));
            assert!(view.see(&picture).unwrap().allclose(&picture, 1e-6, 1e-6, false));
        }
    }

    #[test]
    fn a_quarter_turn_of_an_oblong_keeps_its_pixels_square() {
        // What lies to the right of the middle is seen above it, as far away.
        let (size, place) = ([3, 7], Place { turn: 90.0, ..Place::WHOLE });
        let picture = ramp(size);
        let seen = View::new(place, size, size).see(&picture).unwrap();
        let at = |of: &Tensor, row: i64, column: i64| of.double_value(&[0, row, column]);
        assert!((at(&seen, 1, 3) - at(&picture, 1, 3)).abs() < 1e-5);
        assert!((at(&seen, 1, 4) - at(&picture, 2, 3)).abs() < 1e-5);
        assert!((at(&seen, 2, 3) - at(&picture, 1, 2)).abs() < 1e-5);
    }

    #[test]
    fn a_view_is_what_libtorch_samples_on_the_same_grid() {
        let place = Place { scale: 0.8, turn: 9.0, x: 0.35, y: -0.2 };
        let (sin, cos) = place.turn.to_radians().sin_cos();
        let affine = [cos * 0.8, -sin * 0.8, place.x, sin * 0.8, cos * 0.8, place.y];
        let affine = Tensor::from_slice(&affine.map(|value| value as f32)).reshape([1, 2, 3]);
        let grid = Tensor::affine_grid_generator(&affine, [1, 3, 5, 5], false);
        let picture = ramp([7; 2]);
        let wanted = picture.unsqueeze(0).grid_sampler_2d(&grid, 0, 2, false).squeeze_dim(0);
        let seen = View::new(place, [7; 2], [5; 2]).see(&picture).unwrap();
        assert!(seen.allclose(&wanted, 1e-4, 1e-5, false));
    }

    #[test]
    fn the_signal_at_the_picture_is_the_transpose_of_the_view() {
        // ⟨see(p), s⟩ = ⟨p, pull(s)⟩.
        let view = View::new(Place { scale: 1.05, turn: -10.0, x: 0.1, y: 0.3 }, [7, 9], [5, 4]);
        let (picture, signal) = (ramp([7, 9]), ramp([5, 4]));
        let sum = |a: &Tensor, b: &Tensor| f64::try_from((a * b).sum(tch::Kind::Double)).unwrap();
        let seen = sum(&view.see(&picture).unwrap(), &signal);
        let pulled = sum(&picture, &view.pull(&signal).unwrap());
        assert!((seen - pulled).abs() < 1e-5, "{seen} is not {pulled}");
    }

    #[test]
    fn windows_stay_within_the_picture_and_its_margin() {
        let views = Views::Windows { least: 0.5, most: 1.05, turn: 10.0, size: [160; 2] };
        let mut rng = fastrand::Rng::with_seed(1);
        for place in (0..200).map(|_| views.draw(&mut rng)) {
            assert!((0.5..=1.05).contains(&place.scale) && place.turn.abs() <= 10.0);
            assert!(place.x.abs() + place.scale <= 1.05 + 1e-9, "{place:?}");
            assert!(place.y.abs() + place.scale <= 1.05 + 1e-9, "{place:?}");
        }
    }
}
