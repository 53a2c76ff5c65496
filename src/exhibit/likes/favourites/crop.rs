//! The crop rule: which part of a picture a unit saw, by the gradient of its strongest place.
//!
//! The receptive field of a deep unit covers the whole picture, but what drives it is a part of
//! that (Luo et al., "Understanding the effective receptive field in deep convolutional neural
//! networks", 2016, <https://arxiv.org/abs/1701.04128>). The square of the gradient, summed over
//! the colours, says which.

use crate::frame::Picture;
use crate::geometry::{Point, Rect, Size};

/// Units whose receptive field is larger than this share of the picture's side are cut by where
/// their gradient is, softly; the others by a square round their place.
const EARLY: f64 = 0.6;

/// The square of an early unit, beside that which holds [`HELD`] of its gradient.
const WIDER: f32 = 1.5;
/// So much of the squared gradient lies in the square that is measured.
const HELD: f64 = 0.9;

/// The standard deviation, in pixels, by which the squared gradient of other units is blurred.
const SIGMA: f32 = 6.0;
/// Their square, beside the root mean square of the distance from the centre of gravity.
const SPREADS: f32 = 3.4;
/// The least side of a late unit's square, in pixels; an early one's is at least half of that.
const LEAST: i32 = 24;
/// Pictures whose shorter side has fewer pixels have these lengths shortened with it.
const SMALL: f32 = 64.0;
/// How much of the mask is wholly clear.
const CLEAR: f32 = 1.6;
/// What lies under the mask.
const GREY: f32 = 128.0;

/// A square of a picture, and how much of each of its pixels is to be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Crop {
    /// Within the picture.
    pub place: Rect,
    /// Row after row, 0..=1; none where all is to be seen.
    mask: Option<Vec<f32>>,
}

impl Crop {
    /// Of a unit with a receptive field of `field` pixels a side, whose strongest place sees the
    /// pixels round `centre`. `gradient` is that of this place alone, [3, height, width].
    pub fn new(gradient: &[f32], size: Size, centre: Point, field: f64) -> Self {
        let energy = energy(gradient, size);
        let reach = size.width.min(size.height);
        // On a picture of a few pixels these constants would mean all of it.
        let small = (reach as f32 / SMALL).min(1.0);
        let least = ((LEAST as f32 * small).round() as i32).clamp(1, reach.max(1));
        if field <= EARLY * f64::from(reach) {
            let side = WIDER * side_holding(&energy, size, centre) as f32;
            let side = (side.round() as i32).clamp((least / 2).max(1), reach.max(1));
            return Self { place: square(centre, side, size), mask: None };
        }
        let blurred = blurred(&energy, size, SIGMA * small);
        let Some((middle, spread)) = middle(&blurred, size) else {
            // No gradient comes through: it may have seen anything.
            let side = (field.round() as i32).clamp(least, reach.max(1));
            return Self { place: square(centre, side, size), mask: None };
        };
        let side = ((SPREADS * spread).round() as i32).clamp(least, reach.max(1));
        let place = square(middle, side, size);
        let inside = |values: &[f32]| -> Vec<f32> {
            let row = |y: i32| (y * size.width + place.x) as usize;
            let rows = (place.y..place.bottom()).map(|y| &values[row(y)..][..side as usize]);
            rows.flatten().copied().collect()
        };
        let values = inside(&blurred);
        let most = values.iter().copied().fold(0.0, f32::max);
        let clear = |value: f32| ((value / most).sqrt() * CLEAR).min(1.0);
        let mask = (most > 0.0).then(|| values.into_iter().map(clear).collect());
        Self { place, mask }
    }

    /// That square of the picture; what the unit did not look at becomes grey.
    pub fn cut(&self, picture: &Picture) -> Picture {
        let place = self.place;
        let row = |y: i32| {
            let start = 3 * (y * picture.size.width + place.x) as usize;
            &picture.rgb[start..start + 3 * place.width as usize]
        };
        let mut rgb: Vec<u8> = (place.y..place.bottom()).flat_map(row).copied().collect();
        if let Some(mask) = &self.mask {
            for (pixel, &seen) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(mask) {
                for byte in pixel {
                    *byte = (GREY + (f32::from(*byte) - GREY) * seen).round() as u8;
                }
            }
        }
        Picture::new(place.size(), rgb)
    }

    /// That square of a signal at the picture, [3, height, width]: grey for zero, the strongest
    /// value black or full.
    pub fn drawn(&self, signal: &[f32], size: Size) -> Picture {
        let (place, area) = (self.place, size.area());
        let at = |x: i32, y: i32| (y * size.width + x) as usize;
        let pixels = (place.y..place.bottom())
            .flat_map(|y| (place.x..place.right()).map(move |x| at(x, y)))
            .flat_map(|pixel| (0..3).map(move |colour| signal[colour * area + pixel]));
        let values: Vec<f32> = pixels.collect();
        let most = values.iter().fold(0.0, |most: f32, value| most.max(value.abs()));
        let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
        let byte = |value: f32| (GREY + value * scale).round().clamp(0.0, 255.0) as u8;
        Picture::new(place.size(), values.into_iter().map(byte).collect())
    }
}

/// The squared gradient of each pixel, over all colours.
fn energy(gradient: &[f32], size: Size) -> Vec<f32> {
    let mut sums = vec![0.0; size.area()];
    for colour in gradient.chunks_exact(size.area().max(1)) {
        for (sum, value) in sums.iter_mut().zip(colour) {
            *sum += value * value;
        }
    }
    sums
}

/// The side of the smallest square round `centre` that holds [`HELD`] of it all; it may reach over
/// the picture's edges.
fn side_holding(energy: &[f32], size: Size, centre: Point) -> i32 {
    let longest = size.width.max(size.height) as usize;
    // By the distance from the centre, in pixels along the farther of the two axes.
    let mut rings = vec![0.0_f64; longest + 1];
    let mut all = 0.0;
    for (y, row) in energy.chunks_exact(size.width.max(1) as usize).enumerate() {
        for (x, &value) in row.iter().enumerate() {
            let away = (x as i32 - centre.x).abs().max((y as i32 - centre.y).abs());
            rings[(away as usize).min(longest)] += f64::from(value);
            all += f64::from(value);
        }
    }
    let mut held = 0.0;
    let enough = |ring: &f64| {
        held += ring;
        held >= HELD * all
    };
    let ring = rings.iter().position(enough).unwrap_or(0);
    2 * ring as i32 + 1
}

/// Blurred by a Gaussian of this deviation, along rows and then columns; what lies outside is zero.
fn blurred(energy: &[f32], size: Size, sigma: f32) -> Vec<f32> {
    let reach = (3.0 * sigma).ceil() as i32;
    let weight = |n: i32| (-0.5 * (n as f32 / sigma).powi(2)).exp();
    let weights: Vec<f32> = (-reach..=reach).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    let (width, height) = (size.width, size.height);
    let along = |values: &[f32], step: usize, length: i32, place: i32, at: usize| {
        let (first, last) = ((-place).max(-reach), (length - 1 - place).min(reach));
        let start = at as isize + first as isize * step as isize;
        let near = values[start as usize..].iter().step_by(step);
        let weights = &weights[(first + reach) as usize..=(last + reach) as usize];
        near.zip(weights).map(|(value, weight)| value * weight).sum::<f32>() / sum
    };
    let pixels = || (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let index = |x: i32, y: i32| (y * width + x) as usize;
    let rows: Vec<f32> = pixels().map(|(x, y)| along(energy, 1, width, x, index(x, y))).collect();
    pixels().map(|(x, y)| along(&rows, width as usize, height, y, index(x, y))).collect()
}

/// The centre of gravity, and the root mean square of the distance from it; none where all is
/// zero or something is no number.
fn middle(energy: &[f32], size: Size) -> Option<(Point, f32)> {
    let width = size.width.max(1) as usize;
    let place = |at: usize| ((at % width) as f64, (at / width) as f64);
    let mean = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        let weighed = energy.iter().enumerate().map(|(at, &value)| {
            let (x, y) = place(at);
            f64::from(value) * of(x, y)
        });
        weighed.sum::<f64>() / energy.iter().map(|&value| f64::from(value)).sum::<f64>()
    };
    let (x, y) = (mean(&|x, _| x), mean(&|_, y| y));
    let spread = mean(&|a, b| (a - x).powi(2) + (b - y).powi(2)).sqrt();
    let is_there = x.is_finite() && y.is_finite() && spread.is_finite();
    is_there.then(|| (Point::new(x.round() as i32, y.round() as i32), spread as f32))
}

/// The square of this side round a pixel, moved inside the picture.
fn square(centre: Point, side: i32, size: Size) -> Rect {
    let along = |at: i32, length: i32| (at - side / 2).clamp(0, (length - side).max(0));
    Rect::new(along(centre.x, size.width), along(centre.y, size.height), side, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 96, height: 96 };

    /// A gradient that is `value(x, y)` in red, half of it in blue.
    fn gradient(value: impl Fn(i32, i32) -> f32) -> Vec<f32> {
        let pixel = |scale: f32| {
            let value = &value;
            (0..96).flat_map(move |y| (0..96).map(move |x| scale * value(x, y)))
        };
        pixel(1.0).chain(pixel(0.0)).chain(pixel(-0.5)).collect()
    }

    #[test]
    fn an_early_unit_is_cut_half_as_wide_again_as_what_holds_nine_tenths() {
        // Even over a square of 11 pixels round (40, 30): 10/11 of the side would hold 83 %.
        let inside = |x: i32, y: i32| (x - 40).abs() <= 5 && (y - 30).abs() <= 5;
        let even = gradient(|x, y| f32::from(u8::from(inside(x, y))));
        let crop = Crop::new(&even, SIZE, Point::new(40, 30), 20.0);
        assert_eq!((crop.place, crop.mask.as_ref()), (Rect::new(32, 22, 17, 17), None));
        // At the edge it is moved inside; too small it is made larger, and so without a gradient.
        let crop = Crop::new(&even, SIZE, Point::new(95, 30), 20.0);
        assert_eq!((crop.place.right(), crop.place.width), (96, 96));
        let nothing = Crop::new(&gradient(|_, _| 0.0), SIZE, Point::new(2, 94), 20.0);
        assert_eq!(nothing.place, Rect::new(0, 84, 12, 12));
    }

    #[test]
    fn a_late_unit_is_cut_where_its_gradient_is_and_the_rest_is_veiled() {
        // A Gaussian of 5 pixels whose square has 5 / √2, away from the unit's own place: blurred
        // by 6 it is one of 6.96 along each axis, of a root mean square distance of 9.85.
        let at = |x: i32, y: i32| ((x - 60) as f32).hypot((y - 40) as f32);
        let bell = gradient(|x, y| (-0.5 * (at(x, y) / 5.0).powi(2)).exp());
        let crop = Crop::new(&bell, SIZE, Point::new(48, 48), 500.0);
        let side = (SPREADS * (2.0 * (36.0 + 12.5_f32)).sqrt()).round() as i32;
        assert!((crop.place.width - side).abs() <= 1, "{:?}, not {side}", crop.place);
        let middle = Point::new(crop.place.x + side / 2, crop.place.y + side / 2);
        assert!((middle.x - 60).abs() <= 1 && (middle.y - 40).abs() <= 1, "{middle:?}");
        let white = Picture::new(SIZE, vec![255; 3 * SIZE.area()]);
        let cut = crop.cut(&white);
        let byte = |x: i32, y: i32| cut.rgb[3 * (y * cut.size.width + x) as usize];
        assert_eq!(byte(side / 2, side / 2), 255, "what it looked at");
        let corner = byte(0, 0);
        assert!((129..160).contains(&corner), "what it hardly looked at: {corner}");
        // Nothing comes through: all that it may have seen.
        let crop = Crop::new(&gradient(|_, _| 0.0), SIZE, Point::new(48, 48), 500.0);
        assert_eq!((crop.place, crop.mask), (SIZE.rect(), None));
    }

    #[test]
    fn a_projection_is_grey_for_zero_and_full_for_its_strongest_value() {
        let place = Rect::new(10, 20, 2, 1);
        let mut signal = vec![0.0; 3 * SIZE.area()];
        signal[20 * 96 + 10] = 2.0;
        signal[SIZE.area() + 20 * 96 + 11] = -1.0;
        // Outside of the patch it may be stronger.
        signal[0] = 100.0;
        let drawn = Crop { place, mask: None }.drawn(&signal, SIZE);
        assert_eq!(drawn.rgb, [255, 128, 128, 128, 65, 128]);
    }
}
