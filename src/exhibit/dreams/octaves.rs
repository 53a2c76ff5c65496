//! One picture dreamt deep: first small, then larger and larger, so that there are large things and
//! small ones in them.
//!
//! At each size ("octave") a few steps are made; what they changed is enlarged and added to the
//! picture at the next size. Mordvintsev, Olah and Tyka, "Inceptionism", 2015.

use tch::{Kind, TchError, Tensor};

use super::amplifier::Amplifier;
use super::goal::{Goal, depth};
use super::laplacian;
use super::light::as_bright;
use super::planes::{enlarged, extent, picture, planes, shrunk};
use super::tiles::TiledSlope;
use crate::error::{Error, Result};
use crate::exhibit::TaughtDirection;
use crate::exhibit::ascent::in_torch;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::Network;

/// By how much one step changes a value of 0 to 1, in the mean.
const STEP: f64 = 0.0125;
/// A layer that is not so far through the network as this fills the picture with strokes
/// everywhere, so that a step of it shows more …
const EARLY: f32 = 0.4;
/// … and is this part of another's.
const EARLY_STEP: f64 = 0.7;
/// The shorter side of the smallest octave, as a part of the network's.
const SMALLEST: f64 = 0.5;
/// From one octave to the next.
const FACTOR: f64 = std::f64::consts::SQRT_2;
/// The picture's own size is no octave of its own beside one of nearly that size.
const NEARLY: f64 = 1.15;
/// Less than so many pixels are no picture to dream in.
const LEAST: i32 = 16;

/// How a picture is dreamt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// How far a step goes: 1 is usual.
    pub strength: f64,
    /// Steps at each octave.
    pub steps: usize,
    /// At most so many octaves, the largest; none for all there are.
    pub octaves: Option<usize>,
    /// By at most so many pixels the picture is moved with each step, at octaves of the network's
    /// size; by half as many at smaller ones.
    pub jitter: u16,
    /// Of that movement.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { strength: 1.0, steps: 5, octaves: None, jitter: 16, seed: 0 }
    }
}

/// By how much one step changes a value of 0 to 1, in the mean, at the usual strength.
pub(super) fn stride(network: &Network, goal: Goal) -> f64 {
    if depth(&network.outline, goal) < EARLY { STEP * EARLY_STEP } else { STEP }
}

/// A picture that is being dreamt.
#[derive(Debug)]
pub struct DeepDream {
    amplifier: Amplifier,
    recipe: Recipe,
    stride: f64,
    /// The network's.
    side: i64,
    /// The whole picture, as it was.
    base: Tensor,
    /// Of the octaves, the smallest first: height and width.
    sizes: Vec<[i64; 2]>,
    octave: usize,
    /// All that were made.
    steps: usize,
    /// The picture as it was, at this octave, and as it stands.
    plain: Tensor,
    dreamt: Tensor,
    /// The slope of the step at work.
    slope: Option<TiledSlope>,
    random: fastrand::Rng,
}

impl DeepDream {
    /// Begins with this picture; `direction` is that of the taught thing, where one is meant.
    ///
    /// # Errors
    /// Those of [`Amplifier::new`]; [`Error::Source`] where the picture is too small.
    pub fn new(
        network: &Network,
        (goal, direction): (Goal, Option<TaughtDirection>),
        picture: &Picture,
        recipe: Recipe,
    ) -> Result<Self> {
        let _no_grad = tch::no_grad_guard();
        large_enough(picture.size)?;
        let (width, height) = (i64::from(picture.size.width), i64::from(picture.size.height));
        let amplifier = Amplifier::new(network, goal, direction)?;
        let side = i64::from(network.spec.side());
        let mut sizes = sizes([height, width], side);
        let kept = recipe.octaves.unwrap_or(sizes.len()).clamp(1, sizes.len());
        sizes.drain(..sizes.len() - kept);
        let stride = stride(network, goal) * recipe.strength;
        let (base, plain) = in_torch(|| {
            let base = planes(picture)?;
            let plain = resized(&base, sizes[0])?;
            Ok((base, plain))
        })?;
        let dreamt = plain.shallow_clone();
        let random = fastrand::Rng::with_seed(recipe.seed);
        let (octave, steps, slope) = (0, 0, None);
        Ok(Self {
            amplifier,
            recipe,
            stride,
            side,
            base,
            sizes,
            octave,
            steps,
            plain,
            dreamt,
            slope,
            random,
        })
    }

    /// What is amplified.
    pub fn amplifier(&self) -> &Amplifier {
        &self.amplifier
    }

    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// How many there will be.
    pub fn of(&self) -> usize {
        self.sizes.len() * self.recipe.steps
    }

    /// True once all are made.
    pub fn is_over(&self) -> bool {
        self.steps >= self.of()
    }

    /// Pixels of the shorter side of the octave that is at work.
    pub fn octave(&self) -> i64 {
        let [height, width] = self.sizes[self.octave];
        height.min(width)
    }

    /// The goal's value at the octave that is at work.
    ///
    /// # Errors
    /// Those of [`Amplifier::value`].
    pub fn value(&self, network: &Network) -> Result<f32> {
        self.amplifier.value(network, &self.dreamt)
    }

    /// Goes on by one tile of a slope; a step is made once its slope is whole. Gives for how many
    /// pixels the slope was computed: 0 where all is over.
    ///
    /// # Errors
    /// Those of [`Amplifier::slope`].
    pub fn advance(&mut self, network: &Network) -> Result<i64> {
        if self.is_over() {
            return Ok(0);
        }
        let _no_grad = tch::no_grad_guard();
        if self.slope.is_none() && self.steps == (self.octave + 1) * self.recipe.steps {
            self.next_octave()?;
        }
        let mut slope = if let Some(slope) = self.slope.take() {
            slope
        } else {
            let jitter = self.draw();
            TiledSlope::new(&self.dreamt, self.side, jitter)?
        };
        let pixels = slope.advance(network, &self.amplifier)?;
        if !slope.is_done() {
            self.slope = Some(slope);
            return Ok(pixels);
        }
        let slope = slope.slope()?;
        self.dreamt = in_torch(|| {
            let dreamt = self.dreamt.f_add(&change(&slope, self.stride)?)?;
            as_bright(&dreamt, &self.plain)
        })?;
        self.steps += 1;
        Ok(pixels)
    }

    fn next_octave(&mut self) -> Result<()> {
        self.octave += 1;
        let size = self.sizes[self.octave];
        (self.plain, self.dreamt) = in_torch(|| {
            let detail = enlarged(&self.dreamt.f_sub(&self.plain)?, size)?;
            let plain = shrunk(&self.base, size)?;
            let dreamt = as_bright(&plain.f_add(&detail)?, &plain)?;
            Ok((plain, dreamt))
        })?;
        Ok(())
    }

    /// By how much the picture is moved.
    fn draw(&mut self) -> [i64; 2] {
        let whole = self.octave() * 10 >= self.side * 9;
        let most = i64::from(self.recipe.jitter) / if whole { 1 } else { 2 };
        [self.random.i64(-most..=most), self.random.i64(-most..=most)]
    }

    /// The picture as it stands, in its own size.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn picture(&self) -> Result<Picture> {
        let _no_grad = tch::no_grad_guard();
        in_torch(|| {
            let own = extent(&self.base)?;
            if self.sizes[self.octave] == own {
                return picture(&self.dreamt);
            }
            let detail = resized(&self.dreamt.f_sub(&self.plain)?, own)?;
            picture(&as_bright(&self.base.f_add(&detail)?, &self.base)?)
        })
    }
}

/// One step up the slope, by `stride` in the mean; none where there is no slope.
pub(super) fn change(slope: &Tensor, stride: f64) -> Result<Tensor, TchError> {
    let slope = laplacian::normalised(slope)?;
    let mean = f64::try_from(&slope.f_abs()?.f_mean(Kind::Double)?)?;
    slope.f_mul_scalar(if mean > 0.0 { stride / mean } else { 0.0 })
}

/// Whether there is something to dream in.
pub(super) fn large_enough(size: Size) -> Result<()> {
    if size.width.min(size.height) < LEAST {
        let problem = "is too small to dream in: its sides need";
        return Err(Error::Source(format!("{size} {problem} {LEAST} pixels")));
    }
    Ok(())
}

pub(super) fn resized(planes: &Tensor, to: [i64; 2]) -> Result<Tensor, TchError> {
    if extent(planes)?.iter().sum::<i64>() < to.iter().sum() {
        enlarged(planes, to)
    } else {
        shrunk(planes, to)
    }
}

/// The octaves of a picture of this height and width, the smallest first: up to its own size, and
/// for a picture smaller than the smallest that one.
fn sizes([height, width]: [i64; 2], side: i64) -> Vec<[i64; 2]> {
    let short = height.min(width) as f64;
    let smallest = side as f64 * SMALLEST;
    let at = |octave: f64| {
        [height, width].map(|pixels| ((pixels as f64 * octave / short).round() as i64).max(1))
    };
    if short <= smallest {
        return vec![at(smallest)];
    }
    let octaves = std::iter::successors(Some(smallest), |octave| Some(octave * FACTOR));
    let mut sizes: Vec<_> = octaves.take_while(|octave| octave * NEARLY < short).map(at).collect();
    sizes.push([height, width]);
    sizes
}

#[cfg(test)]
mod tests;
