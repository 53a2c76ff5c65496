//! The ways to draw an attribution: raw, gray, as a norm, blurred; signed values become bytes.
//!
//! They are those of the Deep Visualization Toolbox (Yosinski et al., 2015).

use std::fmt;
use std::str::FromStr;

use super::Attribution;
use crate::error::{Error, Result};
use crate::geometry::Size;

/// How a signal with three colours is looked at. Grad-CAM has one channel, which stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Filter {
    /// Its three colours, signed.
    #[default]
    Raw,
    /// Their mean, signed.
    Gray,
    /// Their length, √(r² + g² + b²).
    Norm,
    /// The same, blurred by a Gaussian of σ = 4 pixels.
    Blur,
}

/// Pixels; the toolbox's `caffevis_grad_norm_blur_radius`.
const SIGMA: f32 = 4.0;
/// How far the Gaussian is computed: four σ.
const REACH: i32 = 16;
/// Of a thousand magnitudes, how many are drawn at full brightness: one pixel that outshines all
/// others does not darken the rest.
const BRIGHTEST: usize = 5;

/// An attribution as it is looked at, with its true values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filtered {
    /// Of the picture.
    pub size: Size,
    /// 3 for colours, otherwise 1.
    pub channels: usize,
    /// True where values can be negative.
    pub signed: bool,
    /// Pixel after pixel, each with its channels.
    pub values: Vec<f32>,
    /// The smallest and the largest value, numbers only; both 0 where there is none.
    pub range: (f32, f32),
    /// The magnitude from which on everything has full brightness: that which five in a thousand
    /// reach, or the largest where that is zero.
    pub scale: f32,
}

impl Filter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Raw, Self::Gray, Self::Norm, Self::Blur];

    /// As on the command line: "raw", "gray", "norm", "blur".
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Gray => "gray",
            Self::Norm => "norm",
            Self::Blur => "blur",
        }
    }

    /// What is to be looked at.
    pub fn run(self, attribution: &Attribution) -> Filtered {
        let Attribution { size, channels, values, .. } = attribution;
        let (size, channels) = (*size, *channels);
        let planes: Vec<&[f32]> = values.chunks_exact(size.area().max(1)).collect();
        let &[red, green, blue] = &planes[..] else {
            return Filtered::new(size, channels, attribution.is_signed(), values.clone());
        };
        let pixels = red.iter().zip(green).zip(blue);
        match self {
            Self::Raw => {
                let values = pixels.flat_map(|((&r, &g), &b)| [r, g, b]).collect();
                Filtered::new(size, 3, true, values)
            }
            Self::Gray => {
                let values = pixels.map(|((r, g), b)| (r + g + b) / 3.0).collect();
                Filtered::new(size, 1, true, values)
            }
            Self::Norm | Self::Blur => {
                let mut values: Vec<f32> =
                    pixels.map(|((r, g), b)| (r * r + g * g + b * b).sqrt()).collect();
                if self == Self::Blur {
                    values = blur(&values, size);
                }
                Filtered::new(size, 1, false, values)
            }
        }
    }
}

impl FromStr for Filter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let names = Self::ALL.map(Self::name).join(", ");
        let unknown = || Error::Network(format!("unknown filter {text}: {names}"));
        Self::ALL.into_iter().find(|filter| filter.name() == text).ok_or_else(unknown)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Filtered {
    fn new(size: Size, channels: usize, signed: bool, values: Vec<f32>) -> Self {
        let mut range = (0.0, 0.0);
        let numbers = || values.iter().copied().filter(|value| !value.is_nan());
        if let Some(first) = numbers().next() {
            range = numbers()
                .fold((first, first), |(low, high), value| (low.min(value), high.max(value)));
        }
        let mut magnitudes: Vec<f32> = numbers().map(f32::abs).collect();
        let scale = if magnitudes.is_empty() {
            0.0
        } else {
            let rank = magnitudes.len() - 1 - magnitudes.len() * BRIGHTEST / 1000;
            let (_, reached, brighter) = magnitudes.select_nth_unstable_by(rank, f32::total_cmp);
            let (reached, brighter) = (*reached, brighter.iter().copied().fold(0.0, f32::max));
            if reached > 0.0 { reached } else { brighter }
        };
        Self { size, channels, signed, values, range, scale }
    }

    /// The values as bytes, in their order: of signed ones 128 is zero and 1 and 255 are the scale,
    /// otherwise 0 is zero and 255 the scale; what lies beyond is cut off. What is not a number
    /// counts as zero.
    pub fn bytes(&self) -> Vec<u8> {
        let factor = if self.scale > 0.0 { 1.0 / self.scale } else { 0.0 };
        let byte = |&value: &f32| {
            // An infinite scale makes infinite values NaN, which become zero.
            let share = value * factor;
            let share = if share.is_nan() { 0.0 } else { share };
            if self.signed {
                (128.0 + 127.0 * share.clamp(-1.0, 1.0)).round() as u8
            } else {
                (255.0 * share.clamp(0.0, 1.0)).round() as u8
            }
        };
        self.values.iter().map(byte).collect()
    }
}

/// How [`evidence`] bends the values of single pixels.
const BEND: f32 = 0.6;

/// What speaks for a class and, in a contrast, for its rival, a byte a pixel: 128 is zero, 255 the
/// [scale](Filtered::scale) for the class, 1 the same for its rival. Of a signal's three colours it
/// is the mean in a contrast, (r + g + b) / 3: what a little more light at that pixel would do to
/// the difference of the two logits. Otherwise it is the length, which has no sign. Single pixels
/// are bent, |v|^0.6, so that weak ones are seen.
pub fn evidence(answer: &Attribution) -> Vec<u8> {
    let bytes = if answer.origin.rival.is_some() {
        Filter::Gray.run(answer).bytes()
    } else {
        Filter::Norm.run(answer).bytes().into_iter().map(|byte| 128 + byte / 2).collect()
    };
    if answer.channels == 1 {
        return bytes;
    }
    let bent: [u8; 256] = std::array::from_fn(|byte| {
        let share = (byte as f32 - 128.0) / 127.0;
        (128.0 + 127.0 * share.signum() * share.abs().min(1.0).powf(BEND)) as u8
    });
    bytes.into_iter().map(|byte| bent[usize::from(byte)]).collect()
}

/// A Gaussian, along the rows and then down the columns. Beyond the edge the picture goes on as in
/// a mirror.
fn blur(values: &[f32], size: Size) -> Vec<f32> {
    let weights: Vec<f32> =
        (-REACH..=REACH).map(|step| (-0.5 * (step as f32 / SIGMA).powi(2)).exp()).collect();
    let sum: f32 = weights.iter().sum();
    let weights: Vec<f32> = weights.into_iter().map(|weight| weight / sum).collect();
    let (width, height) = (size.width as usize, size.height as usize);
    let mut across = vec![0.0; values.len()];
    for (row, into) in values.chunks_exact(width.max(1)).zip(across.chunks_exact_mut(width.max(1)))
    {
        for (&weight, step) in weights.iter().zip(-REACH..) {
            for (x, into) in into.iter_mut().enumerate() {
                *into += weight * row[mirrored(x as i32 + step, size.width)];
            }
        }
    }
    let mut down = vec![0.0; values.len()];
    for y in 0..height {
        let into = &mut down[y * width..(y + 1) * width];
        for (&weight, step) in weights.iter().zip(-REACH..) {
            let from = mirrored(y as i32 + step, size.height) * width;
            for (into, value) in into.iter_mut().zip(&across[from..from + width]) {
                *into += weight * value;
            }
        }
    }
    down
}

/// The index within `0..length` that a mirror at the outermost values shows at `index`.
fn mirrored(index: i32, length: i32) -> usize {
    let period = (2 * (length - 1)).max(1);
    let within = index.rem_euclid(period);
    within.min(period - within).clamp(0, (length - 1).max(0)) as usize
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "small whole numbers are exact")]
mod tests {
    use super::*;
    use crate::attribution::{Origin, Rival};
    use crate::geometry::Point;

    fn attribution(size: Size, channels: usize, values: &[f32]) -> Attribution {
        let origin =
            Origin { node: 0, channel: 0, peak: Point::default(), value: 1.0, rival: None };
        Attribution { size, channels, values: values.to_vec(), origin, blank: None }
    }

    #[test]
    fn the_four_filters_are_the_toolboxs() {
        // Two pixels: (1, 2, 2) and (0, −3, 0).
        let colours = attribution(Size::new(2, 1), 3, &[1.0, 0.0, 2.0, -3.0, 2.0, 0.0]);
        let raw = Filter::Raw.run(&colours);
        assert_eq!(raw.values, [1.0, 2.0, 2.0, 0.0, -3.0, 0.0]);
        assert_eq!((raw.range, raw.scale, raw.signed), ((-3.0, 2.0), 3.0, true));
        // 128 + 127·v / 3, rounded.
        assert_eq!(raw.bytes(), [170, 213, 213, 128, 1, 128]);
        // (1 + 2 + 2) / 3 and −3 / 3.
        let gray = Filter::Gray.run(&colours);
        assert_eq!((&gray.values[..], gray.channels), (&[5.0 / 3.0, -1.0][..], 1));
        // √(1 + 4 + 4) and √9.
        let norm = Filter::Norm.run(&colours);
        assert_eq!((&norm.values[..], norm.range), (&[3.0, 3.0][..], (3.0, 3.0)));
        assert_eq!((norm.bytes(), norm.signed), (vec![255, 255], false));
    }

    #[test]
    fn the_blur_is_a_gaussian_of_four_pixels_that_loses_nothing() {
        let size = Size::new(101, 101);
        let mut values = vec![0.0; size.area() * 3];
        values[50 * 101 + 50] = 1.0;
        let blurred = Filter::Blur.run(&attribution(size, 3, &values)).values;
        let sum: f32 = blurred.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
        let at = |dx: usize, dy: usize| blurred[(50 + dy) * 101 + 50 + dx];
        // 1 / (2π·16), and e^(−½) of it one σ away.
        assert!((at(0, 0) - 0.009_947).abs() < 1e-5, "{}", at(0, 0));
        for (dx, dy) in [(4, 0), (0, 4)] {
            assert!((at(dx, dy) / at(0, 0) - (-0.5_f32).exp()).abs() < 1e-4);
        }
        // A flat picture stays flat up to its edges, even where it is smaller than the Gaussian.
        let size = Size::new(5, 3);
        let flat = Filter::Blur.run(&attribution(size, 3, &vec![2.0; size.area() * 3])).values;
        assert!(flat.iter().all(|value| (value - 12.0_f32.sqrt()).abs() < 1e-5), "{flat:?}");
        assert_eq!([-2, -1, 0, 4, 5, 6].map(|index| mirrored(index, 5)), [2, 1, 0, 4, 3, 2]);
        assert_eq!([-1, 0, 7].map(|index| mirrored(index, 1)), [0, 0, 0]);
    }

    #[test]
    fn one_channel_stays_as_it_is_under_every_filter() {
        let heat = attribution(Size::new(2, 1), 1, &[0.0, 4.0]);
        for filter in Filter::ALL {
            let filtered = filter.run(&heat);
            assert_eq!((&filtered.values, filtered.signed), (&heat.values, false));
            assert_eq!(filtered.bytes(), [0, 255]);
        }
    }

    #[test]
    fn a_few_outliers_do_not_darken_the_rest_and_broken_values_never_panic() {
        let size = Size::new(1000, 1);
        let mut values = vec![1.0; 1000];
        values[..5].fill(100.0);
        let filtered = Filter::Raw.run(&attribution(size, 1, &values));
        assert_eq!((filtered.scale, filtered.range), (1.0, (1.0, 100.0)));
        let broken = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0];
        let filtered = Filter::Raw.run(&attribution(Size::new(4, 1), 1, &broken));
        assert_eq!(filtered.bytes(), [0, 0, 0, 0]);
        let nothing = Filter::Norm.run(&attribution(Size::default(), 3, &[]));
        assert_eq!((nothing.range, nothing.scale, nothing.bytes()), ((0.0, 0.0), 0.0, vec![]));
        let zero = Filter::Raw.run(&attribution(Size::new(1, 1), 3, &[0.0; 3]));
        assert_eq!(zero.bytes(), [128; 3]);
    }

    #[test]
    fn evidence_has_two_signs_only_where_there_is_a_rival() {
        let mut heat = attribution(Size::new(3, 1), 1, &[0.0, 1.0, 2.0]);
        assert_eq!(evidence(&heat), [128, 192, 255]);
        heat.origin.rival = Some(Rival { class: 1, value: 0.5 });
        heat.values = vec![-2.0, 0.0, 1.0];
        assert_eq!(evidence(&heat), [1, 128, 192]);
        assert!(Filter::Blur.run(&heat).signed);
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for filter in Filter::ALL {
            assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
        }
        let error = "sepia".parse::<Filter>().unwrap_err().to_string();
        assert_eq!(error, "unknown filter sepia: raw, gray, norm, blur");
    }
}
