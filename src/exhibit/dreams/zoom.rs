//! The fall into a picture, without an end: each picture is the middle of the one before, enlarged,
//! with a few steps more.
//!
//! Nothing of a camera comes in, so the light is held by rule: each colour keeps its mean, and
//! comes to have the contrast of a photo. Without that a thousand pictures end in grey, or in black
//! and white.

use tch::{Kind, TchError, Tensor};

use super::amplifier::Amplifier;
use super::goal::Goal;
use super::light::Light;
use super::octaves::{Recipe, change, large_enough, resized, stride};
use super::planes::{extent, picture, planes, shrunk};
use super::tiles::TiledSlope;
use crate::error::Result;
use crate::exhibit::TaughtDirection;
use crate::exhibit::ascent::in_torch;
use crate::frame::Picture;
use crate::network::Network;

/// A step's size, as a part of that of a picture dreamt once: there are so many pictures.
const SHARE: f64 = 0.7;
/// Steps are made at the picture's own size, at half of it and so on, down to a shorter side of
/// this part of the network's.
const SMALLEST: f64 = 0.5;

/// A picture into which one falls.
#[derive(Debug)]
pub struct Zoom {
    amplifier: Amplifier,
    stride: f64,
    jitter: i64,
    side: i64,
    factor: f64,
    random: fastrand::Rng,
    light: Light,
    /// At which a step is made in each picture, the smallest first: height and width.
    sizes: Vec<[i64; 2]>,
    /// How many of them are done in this picture.
    done: usize,
    slope: Option<TiledSlope>,
    dreamt: Tensor,
    pictures: usize,
}

impl Zoom {
    /// Begins with this picture, which is enlarged by `factor` with each; of the recipe the
    /// strength, the jitter and the seed count.
    ///
    /// # Errors
    /// Those of [`Amplifier::new`]; [`crate::Error::Source`] where the picture is too small.
    pub fn new(
        network: &Network,
        (goal, direction): (Goal, Option<TaughtDirection>),
        picture: &Picture,
        (recipe, factor): (Recipe, f64),
    ) -> Result<Self> {
        let _no_grad = tch::no_grad_guard();
        large_enough(picture.size)?;
        let amplifier = Amplifier::new(network, goal, direction)?;
        let side = i64::from(network.spec.side());
        let (dreamt, light, own) = in_torch(|| {
            let dreamt = planes(picture)?;
            let (light, own) = (Light::of(&dreamt)?, extent(&dreamt)?);
            Ok((dreamt, light, own))
        })?;
        Ok(Self {
            amplifier,
            stride: stride(network, goal) * recipe.strength * SHARE,
            jitter: recipe.jitter.into(),
            side,
            factor,
            random: fastrand::Rng::with_seed(recipe.seed),
            light,
            sizes: sizes(own, side),
            done: 0,
            slope: None,
            dreamt,
            pictures: 0,
        })
    }

    /// What is amplified.
    pub fn amplifier(&self) -> &Amplifier {
        &self.amplifier
    }

    /// How many steps were made: several a picture.
    pub fn steps(&self) -> usize {
        self.pictures * self.sizes.len() + self.done
    }

    /// How many pictures were made.
    pub fn pictures(&self) -> usize {
        self.pictures
    }

    /// Goes on by one tile of a slope. Gives for how many pixels the slope was computed.
    ///
    /// # Errors
    /// Those of [`Amplifier::slope`].
    pub fn advance(&mut self, network: &Network) -> Result<i64> {
        let _no_grad = tch::no_grad_guard();
        let size = self.sizes[self.done];
        let mut slope = if let Some(slope) = self.slope.take() {
            slope
        } else {
            if self.done == 0 {
                self.dreamt = in_torch(|| nearer(&self.dreamt, self.factor))?;
            }
            let small = in_torch(|| shrunk(&self.dreamt, size))?;
            let [down, across] = [(); 2].map(|()| self.random.i64(-self.jitter..=self.jitter));
            TiledSlope::new(&small, self.side, [down, across])?
        };
        let pixels = slope.advance(network, &self.amplifier)?;
        if !slope.is_done() {
            self.slope = Some(slope);
            return Ok(pixels);
        }
        let slope = slope.slope()?;
        in_torch(|| {
            let change = resized(&change(&slope, self.stride)?, extent(&self.dreamt)?)?;
            self.dreamt = self.dreamt.f_add(&change)?;
            Ok(())
        })?;
        self.done += 1;
        if self.done == self.sizes.len() {
            self.dreamt = in_torch(|| self.light.on(&self.dreamt))?;
            self.done = 0;
            self.pictures += 1;
        }
        Ok(pixels)
    }

    /// The picture as it stands.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub fn picture(&self) -> Result<Picture> {
        let _no_grad = tch::no_grad_guard();
        in_torch(|| picture(&self.dreamt))
    }
}

/// The middle, enlarged to the whole; bicubic.
fn nearer(planes: &Tensor, factor: f64) -> Result<Tensor, TchError> {
    let scale = (1.0 / factor) as f32;
    let affine = [scale, 0.0, 0.0, 0.0, scale, 0.0];
    let affine = Tensor::f_from_slice(&affine)?.f_reshape([1, 2, 3])?.f_to_kind(Kind::Float)?;
    let grid = Tensor::f_affine_grid_generator(&affine, planes.size(), false)?;
    // 2: bicubic; 1: beyond the edge as at it.
    planes.f_grid_sampler(&grid, 2, 1, false)
}

fn sizes(own: [i64; 2], side: i64) -> Vec<[i64; 2]> {
    let half = |size: &[i64; 2]| {
        let [height, width] = size.map(|pixels| pixels / 2);
        (height.min(width) as f64 >= SMALLEST * side as f64).then_some([height, width])
    };
    let mut sizes: Vec<_> = std::iter::successors(Some(own), half).collect();
    sizes.reverse();
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::network::device::{Device, DeviceChoice};

    #[test]
    fn steps_are_made_at_every_half_down_to_half_the_network_s_side() {
        assert_eq!(sizes([320, 320], 224), [[160, 160], [320, 320]]);
        assert_eq!(sizes([100, 300], 224), [[100, 300]]);
        assert_eq!(sizes([480, 640], 224), [[120, 160], [240, 320], [480, 640]]);
    }

    #[test]
    fn the_middle_becomes_the_whole_and_stays_where_it_is() {
        let row: Vec<f32> = (0..40).map(|x| x as f32 / 40.0).collect();
        let ramp = Tensor::from_slice(&row).expand([1, 3, 40, 40], false).contiguous();
        let near = nearer(&ramp, 2.0).unwrap();
        let value = |planes: &Tensor, x: i64| planes.double_value(&[0, 0, 20, x]);
        assert!((value(&near, 0) - value(&ramp, 10)).abs() < 0.02);
        assert!((value(&near, 39) - value(&ramp, 29)).abs() < 0.02);
        assert!((value(&near, 20) - value(&ramp, 20)).abs() < 0.02);
    }

    #[test]
    fn many_pictures_neither_burn_out_nor_wash_out() {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        let network = Network::with_deterministic_weights("efficientnet_lite0", device).unwrap();
        let layer = network.outline.layers.iter().position(|layer| layer.name == "blocks.3.add");
        let size = Size::new(48, 40);
        let shade = |at: usize| (60 + at / 48 * 3 + at % 48 + at % 7 * 5) as u8;
        let rgb = (0..size.area()).flat_map(|at| [shade(at), shade(at) / 2, 200 - shade(at) / 2]);
        let picture = Picture::new(size, rgb.collect());
        let goal = (Goal::Layer(layer.unwrap()), None);
        let recipe = Recipe { strength: 2.0, ..Recipe::default() };
        let mut zoom = Zoom::new(&network, goal, &picture, (recipe, 1.05)).unwrap();
        let means = |picture: &Picture| {
            [0, 1, 2].map(|colour| {
                let bytes = picture.rgb.iter().skip(colour).step_by(3);
                bytes.map(|&byte| f64::from(byte)).sum::<f64>() / picture.size.area() as f64
            })
        };
        while zoom.pictures() < 300 {
            zoom.advance(&network).unwrap();
        }
        let last = zoom.picture().unwrap();
        for (now, before) in means(&last).into_iter().zip(means(&picture)) {
            assert!((now - before).abs() < 0.02 * before, "{now}, {before}");
        }
        let cut = last.rgb.iter().filter(|&&byte| byte == 0 || byte == 255).count();
        assert!(cut * 20 < last.rgb.len(), "{cut} of {}", last.rgb.len());
        let spread = tch::no_grad(|| planes(&last).unwrap().std(false).double_value(&[]));
        assert!(spread > 0.08, "{spread}");
    }
}
