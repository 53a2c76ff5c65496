//! Perturbations of a still picture by known amounts: moved, zoomed, turned, brighter, noisy.
//!
//! What comes into view by a movement was there before: nothing is invented at the border.

use std::f32::consts::TAU;

use tch::{Kind, TchError, Tensor};

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::Network;
use crate::network::weights::channels_last;
use crate::preprocess::Preprocess;
use crate::resample::Cutout;

/// A known change of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Perturbation {
    /// The picture moves by so many pixels of the network's input, of which a part may be.
    Shift {
        /// To the right; negative to the left.
        right: f32,
        /// Down; negative up.
        down: f32,
    },
    /// It comes closer by this factor; below 1 it goes away.
    Zoom(f32),
    /// It turns by so many degrees, clockwise.
    Turn(f32),
    /// Every pixel times this factor, at most white.
    Brightness(f32),
    /// Gaussian noise of this standard deviation in steps of 1/255, the same in every run, from
    /// black to white at most.
    Noise(f32),
}

impl Perturbation {
    /// Nothing is changed.
    pub const REST: Self = Self::Shift { right: 0.0, down: 0.0 };
}

/// The smallest and the largest zoom.
pub const ZOOMS: (f32, f32) = (0.875, 1.2);
/// Degrees to either side.
pub const TURNS: f32 = 8.0;

/// The sheet's size for a network of this one: "resize to 256, take 224", as ImageNet is evaluated,
/// and for others likewise, with as many pixels on all sides, so that the middle of the view is
/// that of the sheet. A fourteenth of the longer side is enough for [`ZOOMS`] and [`TURNS`].
fn whole(view: Size) -> Size {
    let margin = view.width.max(view.height) / 14;
    Size::new(view.width + 2 * margin, view.height + 2 * margin)
}

/// A still picture with room around the part that the network sees.
#[derive(Debug)]
pub struct PaddedPicture {
    /// [1, 3, height, width], 0..=1.
    pixels: Tensor,
    size: Size,
    mean: [f32; 3],
    std: [f32; 3],
}

impl PaddedPicture {
    /// The picture's centre, resized to about eight sevenths of the network's input (256 for 224),
    /// antialiased.
    ///
    /// # Errors
    /// [`Error::Source`] where the picture has no pixels.
    pub fn new(network: &Network, picture: &Picture) -> Result<Self> {
        let spec = &network.spec;
        let whole = whole(spec.input);
        let cutout = Cutout { size: whole, resize: spec.resize };
        let mut preprocess = Preprocess::new(cutout, spec.mean, spec.std);
        let prepared = preprocess.run(picture)?;
        let (height, width) = (i64::from(whole.height), i64::from(whole.width));
        let pixels = Tensor::f_from_slice(prepared.rgb)
            .and_then(|bytes| bytes.f_reshape([1, height, width, 3]))
            .and_then(|bytes| bytes.f_permute([0, 3, 1, 2])?.f_to_kind(Kind::Float))
            .and_then(|values| values.f_div_scalar(255.0)?.f_contiguous())
            .map_err(Error::torch("the picture"))?;
        Ok(Self { pixels, size: spec.input, mean: spec.mean, std: spec.std })
    }

    /// How far the picture can be moved, in pixels of the network's input.
    pub fn margin(&self) -> i32 {
        self.size.width.max(self.size.height) / 14
    }

    /// What the network sees after this change: pixels of its input's size, [1, 3, height, width],
    /// 0..=1. A movement by whole pixels copies them; others are sampled bilinearly.
    ///
    /// # Errors
    /// [`Error::Network`] where the change would need what lies beyond the sheet.
    pub fn view(&self, perturbation: Perturbation) -> Result<Tensor> {
        self.check(perturbation)?;
        let _no_grad = tch::no_grad_guard();
        let seen = match perturbation {
            Perturbation::Shift { right, down } if right.fract() == 0.0 && down.fract() == 0.0 => {
                self.window(right as i64, down as i64)
            }
            Perturbation::Shift { right, down } => self.sampled(1.0, 0.0, (-right, -down)),
            Perturbation::Zoom(factor) => self.sampled(1.0 / factor, 0.0, (0.0, 0.0)),
            Perturbation::Turn(degrees) => self.sampled(1.0, -degrees.to_radians(), (0.0, 0.0)),
            Perturbation::Brightness(factor) => self
                .window(0, 0)
                .and_then(|pixels| pixels.f_mul_scalar(f64::from(factor))?.f_clamp(0.0, 1.0)),
            Perturbation::Noise(sigma) => self.window(0, 0).and_then(|pixels| {
                let noise = noise(pixels.numel(), sigma / 255.0);
                let noise = Tensor::f_from_slice(&noise)?.f_reshape(pixels.size())?;
                pixels.f_add(&noise)?.f_clamp(0.0, 1.0)
            }),
        };
        seen.map_err(Error::torch("the changed picture"))
    }

    /// The same, as the network wants it: normalised, channels last, on its device.
    ///
    /// # Errors
    /// Those of [`Self::view`]; [`Error::Torch`] where the device has no room.
    pub fn input(&self, perturbation: Perturbation, network: &Network) -> Result<Tensor> {
        let view = self.view(perturbation)?;
        let channels = |values: [f32; 3]| Tensor::f_from_slice(&values)?.f_reshape([1, 3, 1, 1]);
        let normal = || -> Result<Tensor, TchError> {
            let normal = view.f_sub(&channels(self.mean)?)?.f_div(&channels(self.std)?)?;
            let there = normal.f_to_device(network.device().torch())?;
            channels_last(&there.f_to_kind(network.precision().kind())?)
        };
        normal().map_err(Error::torch("input"))
    }

    /// What is seen at rest, as bytes, for display.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn base(&self) -> Result<Picture> {
        let bytes = self.view(Perturbation::REST)?.f_permute([0, 2, 3, 1]).and_then(|pixels| {
            let bytes = pixels.f_mul_scalar(255.0)?.f_round()?.f_to_kind(Kind::Uint8)?;
            Vec::try_from(&bytes.f_contiguous()?.f_flatten(0, -1)?)
        });
        let bytes: Vec<u8> = bytes.map_err(Error::torch("the picture"))?;
        Ok(Picture::new(self.size, bytes))
    }

    fn check(&self, perturbation: Perturbation) -> Result<()> {
        let margin = self.margin() as f32;
        let (problem, inside) = match perturbation {
            Perturbation::Shift { right, down } => (
                format!(
                    "a picture can be moved by {margin} pixels at most, not by {right}, {down}"
                ),
                right.abs().max(down.abs()) <= margin,
            ),
            Perturbation::Zoom(factor) => (
                format!("zooms go from {} to {}, not to {factor}", ZOOMS.0, ZOOMS.1),
                (ZOOMS.0..=ZOOMS.1).contains(&factor),
            ),
            Perturbation::Turn(degrees) => (
                format!("a picture can be turned by {TURNS} degrees at most, not by {degrees}"),
                degrees.abs() <= TURNS,
            ),
            Perturbation::Brightness(factor) => (
                format!("brightness is multiplied by 0 or more, not by {factor}"),
                factor >= 0.0 && factor.is_finite(),
            ),
            Perturbation::Noise(sigma) => (
                format!("noise has a deviation of 0 or more, not of {sigma}"),
                sigma >= 0.0 && sigma.is_finite(),
            ),
        };
        if inside { Ok(()) } else { Err(Error::Network(problem)) }
    }

    /// The picture moved by whole pixels.
    fn window(&self, right: i64, down: i64) -> Result<Tensor, TchError> {
        let (margin, Size { width, height }) = (i64::from(self.margin()), self.size);
        let rows = self.pixels.f_narrow(2, margin - down, height.into())?;
        rows.f_narrow(3, margin - right, width.into())
    }

    /// Each pixel of the view from `scale` times its distance from the middle, turned by `angle`,
    /// and `from` there.
    fn sampled(&self, scale: f32, angle: f32, from: (f32, f32)) -> Result<Tensor, TchError> {
        let (view, whole) = (self.size, whole(self.size));
        let (sin, cos) = angle.sin_cos();
        // libtorch counts from the middle in halves of a picture's sides.
        let part = |part: f32, of: i32, on: i32| part * scale * of as f32 / on as f32;
        let away = |pixels: f32, on: i32| 2.0 * pixels / on as f32;
        let matrix = [
            part(cos, view.width, whole.width),
            part(-sin, view.height, whole.width),
            away(from.0, whole.width),
            part(sin, view.width, whole.height),
            part(cos, view.height, whole.height),
            away(from.1, whole.height),
        ];
        let matrix = Tensor::f_from_slice(&matrix)?.f_reshape([1, 2, 3])?;
        let size = [1, 3, view.height.into(), view.width.into()];
        let grid = Tensor::f_affine_grid_generator(&matrix, size, false)?;
        // Bilinear; what lies beyond the edge, which nothing does, is the edge.
        self.pixels.f_grid_sampler(&grid, 0, 1, false)
    }
}

/// Gaussian numbers (Box and Muller 1958), always the same.
fn noise(count: usize, deviation: f32) -> Vec<f32> {
    let mut random = fastrand::Rng::with_seed(1);
    let mut gaussian = || {
        // Never zero, whose logarithm is infinite.
        let radius = (-2.0 * (1.0 - random.f32()).ln()).sqrt();
        radius * (TAU * random.f32()).cos() * deviation
    };
    (0..count).map(|_| gaussian()).collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "copies are exact")]
mod tests {
    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};

    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
    }

    /// Red grows to the right, green downwards, slowly enough that bilinear sampling is exact.
    fn ramp() -> PaddedPicture {
        sheet(&network(), 256)
    }

    fn sheet(network: &Network, side: i32) -> PaddedPicture {
        let rgb = (0..side * side).flat_map(|i| [(i % side) as u8, (i / side) as u8, 9]).collect();
        PaddedPicture::new(network, &Picture::new(Size::new(side, side), rgb)).unwrap()
    }

    /// Red and green of the view's pixel, in steps of 1/255.
    fn at(sheet: &PaddedPicture, perturbation: Perturbation, x: i64, y: i64) -> (f64, f64) {
        let view = sheet.view(perturbation).unwrap();
        assert_eq!(view.size(), [1, 3, 224, 224]);
        let value = |channel: i64| view.double_value(&[0, channel, y, x]) * 255.0;
        (value(0), value(1))
    }

    fn near((x, y): (f64, f64), want: (f64, f64)) {
        assert!((x - want.0).abs() < 1e-2 && (y - want.1).abs() < 1e-2, "{x} {y}, not {want:?}");
    }

    #[test]
    fn at_rest_the_middle_of_the_sheet_is_seen_and_moves_copy_pixels() {
        let sheet = ramp();
        assert_eq!(sheet.margin(), 16);
        near(at(&sheet, Perturbation::REST, 0, 0), (16.0, 16.0));
        // What moves to the right comes from the left.
        near(at(&sheet, Perturbation::Shift { right: 16.0, down: -3.0 }, 0, 0), (0.0, 19.0));
        near(at(&sheet, Perturbation::Shift { right: 0.5, down: 0.25 }, 10, 10), (25.5, 25.75));
        assert_eq!(sheet.base().unwrap().rgb[..3], [16, 16, 9]);
    }

    #[test]
    fn a_shift_by_whole_pixels_is_the_limit_of_one_by_parts() {
        let sheet = ramp();
        let whole = sheet.view(Perturbation::Shift { right: 3.0, down: 2.0 }).unwrap();
        let sampled = sheet.sampled(1.0, 0.0, (-3.0, -2.0)).unwrap();
        assert!((whole - sampled).abs().max().double_value(&[]) < 1e-5);
    }

    #[test]
    fn the_smallest_zoom_and_turn_of_every_networks_size_are_next_to_nothing() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        for name in ["squeezenet1_1", "efficientnet_lite1", "efficientnet_lite2"] {
            let network = Network::load(name, &WeightsFrom::Random, device).unwrap();
            // Not wider than the bytes of a ramp.
            let sheet = sheet(&network, 256);
            let rest = sheet.view(Perturbation::REST).unwrap();
            for perturbation in [Perturbation::Zoom(1.0 + 1e-6), Perturbation::Turn(1e-5)] {
                let apart =
                    (sheet.view(perturbation).unwrap() - &rest).abs().max().double_value(&[]);
                // A hundredth of the ramp from one pixel to the next.
                assert!(apart < 0.01 / 255.0, "{name} {perturbation:?}: {apart}");
            }
        }
    }

    #[test]
    fn zooms_and_turns_leave_the_middle_where_it_is() {
        let sheet = ramp();
        // The middle lies between pixels 111 and 112, at 127.5 of the sheet; 100 pixels from it at
        // zoom 0.875: 114.29.
        near(
            at(&sheet, Perturbation::Zoom(0.875), 211, 111),
            (127.5 + 99.5 / 0.875, 127.5 - 0.5 / 0.875),
        );
        // Clockwise: what is seen at the right comes from above.
        let (sin, cos) = 8.0_f64.to_radians().sin_cos();
        let (x, y) = (99.5, -0.5);
        near(
            at(&sheet, Perturbation::Turn(8.0), 211, 111),
            (127.5 + x * cos + y * sin, 127.5 - x * sin + y * cos),
        );
    }

    #[test]
    fn brightness_and_noise_stay_between_black_and_white_and_noise_is_always_the_same() {
        let sheet = ramp();
        near(at(&sheet, Perturbation::Brightness(1.2), 0, 0), (19.2, 19.2));
        near(at(&sheet, Perturbation::Brightness(1.2), 223, 0), (255.0, 19.2));
        let noisy = |sigma| sheet.view(Perturbation::Noise(sigma)).unwrap();
        assert_eq!(noisy(8.0), noisy(8.0));
        let difference = noisy(8.0) - sheet.view(Perturbation::REST).unwrap();
        // Where neither black nor white cuts it off.
        let difference = difference.narrow(1, 0, 2).narrow(2, 60, 100).narrow(3, 60, 100);
        // 8 of 255, of 20 000 values: the mean of so many squares is within 2 %.
        let deviation = difference.square().mean(Kind::Double).double_value(&[]).sqrt() * 255.0;
        assert!((deviation - 8.0).abs() < 0.16, "{deviation}");
    }

    #[test]
    fn what_lies_beyond_the_sheet_is_refused_in_one_line() {
        let sheet = ramp();
        for (perturbation, words) in [
            (Perturbation::Shift { right: 17.0, down: 0.0 }, "16 pixels at most, not by 17, 0"),
            (Perturbation::Zoom(0.8), "from 0.875 to 1.2, not to 0.8"),
            (Perturbation::Turn(-9.0), "8 degrees at most, not by -9"),
            (Perturbation::Noise(f32::NAN), "not of NaN"),
        ] {
            let error = sheet.view(perturbation).unwrap_err().to_string();
            assert!(error.contains(words) && error.lines().count() == 1, "{error}");
        }
    }
}
