//! The ascent itself, of one unit or of several of a layer at once.

use std::fmt;

use tch::{Kind, TchError, Tensor};

use super::adam::Adam;
use super::fourier::Fourier;
use super::objective::{Objective, Reading};
use super::recipe::{Means, Recipe};
use super::view::{View, Views};
use super::wish::Wish;
use super::yosinski::Pixels;
use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::Network;
use crate::network::forward::Keep;

/// Pictures on their way, one a wish, which are made at once. Small pictures are made faster
/// together; each has its own noise and its own views, so that only rounding tells whether it was
/// made alone.
pub struct Ascent {
    recipe: Recipe,
    objective: Objective,
    canvas: Canvas,
    /// One a picture: the noise at the start, then the views.
    random: Vec<fastrand::Rng>,
    steps: usize,
    /// For each picture, true where a slope has reached it.
    reached: Vec<bool>,
}

/// What is changed.
enum Canvas {
    Fourier {
        fourier: Fourier,
        adam: Adam,
        views: Views,
        /// Of the first step, and the share of it that is left at the end.
        rate: (f64, f64),
    },
    Pixels(Pixels),
}

impl Ascent {
    /// Begins with noise. All wishes must be for units of one layer.
    ///
    /// # Errors
    /// Those of [`Objective::new`]; [`Error::Torch`].
    pub fn new(network: &Network, wishes: &[Wish], recipe: Recipe) -> Result<Self> {
        let units: Vec<_> = wishes.iter().map(|wish| (wish.unit, wish.negative)).collect();
        let objective = Objective::new(network, &units)?;
        let mut random: Vec<_> =
            wishes.iter().map(|wish| fastrand::Rng::with_seed(wish.seed)).collect();
        let canvas = in_torch(|| Canvas::new(network, recipe, &mut random))?;
        let reached = vec![false; wishes.len()];
        Ok(Self { recipe, objective, canvas, random, steps: 0, reached })
    }

    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// True once all steps of the recipe are made.
    pub fn is_over(&self) -> bool {
        self.steps >= self.recipe.steps
    }

    /// For each picture, true where any change of it has ever changed its unit's value.
    pub fn reached(&self) -> &[bool] {
        &self.reached
    }

    /// What is made large.
    pub fn objective(&self) -> &Objective {
        &self.objective
    }

    /// One step up: each picture is seen in a view of its own.
    ///
    /// # Errors
    /// Those of [`Network::forward`] and [`Network::backward`].
    pub fn step(&mut self, network: &Network) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        let pictures = in_torch(|| self.canvas.render())?;
        let views: Option<Vec<View>> = match self.canvas {
            Canvas::Fourier { views, .. } => {
                let (from, to) = (self.recipe.size, views.size(self.recipe.size));
                let view = |rng: &mut fastrand::Rng| View::new(views.draw(rng), from, to);
                Some(self.random.iter_mut().map(view).collect())
            }
            Canvas::Pixels(_) => None,
        };
        let slope = slope(network, &self.objective, &pictures, views.as_deref())?;
        in_torch(|| {
            for (at, reached) in self.reached.iter_mut().enumerate().filter(|(_, yet)| !**yet) {
                *reached = bool::try_from(&slope.f_select(0, at as i64)?.f_any()?)?;
            }
            self.canvas.step(&pictures, &slope, (self.steps, self.recipe.steps))
        })?;
        self.steps += 1;
        Ok(())
    }

    /// The whole pictures as they stand, in the recipe's size.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn pictures(&self) -> Result<Vec<Picture>> {
        let _no_grad = tch::no_grad_guard();
        let bytes: Vec<u8> = in_torch(|| {
            let bytes = self.canvas.render()?.f_mul_scalar_(255.0)?.f_round_()?;
            let rows = bytes.f_permute([0, 2, 3, 1])?.f_to_kind(Kind::Uint8)?;
            Vec::try_from(&rows.f_to_device(tch::Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)
        })?;
        let [height, width] = self.recipe.size.map(|side| side as i32);
        let size = Size::new(width, height);
        Ok(bytes
            .chunks_exact(size.area() * 3)
            .map(|rgb| Picture::new(size, rgb.to_vec()))
            .collect())
    }

    /// What each unit makes of its whole picture, as [`Self::pictures`] gives it.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn read(&self, network: &Network) -> Result<Vec<Reading>> {
        self.objective.read(network, &self.pictures()?)
    }
}

impl fmt::Debug for Ascent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { recipe, objective, steps, .. } = self;
        f.debug_struct("Ascent")
            .field("recipe", recipe)
            .field("objective", objective)
            .field("steps", steps)
            .finish_non_exhaustive()
    }
}

impl Canvas {
    fn new(
        network: &Network,
        recipe: Recipe,
        random: &mut [fastrand::Rng],
    ) -> Result<Self, TchError> {
        let device = network.device().torch();
        Ok(match recipe.means {
            Means::Fourier { chroma, views, rate, fall } => {
                let fourier = Fourier::new(recipe.size, chroma, random, device)?;
                let adam = Adam::new(&fourier.coefficients)?;
                Self::Fourier { fourier, adam, views, rate: (rate, fall) }
            }
            Means::Pixels(regularisers) => {
                let mean = &network.spec.mean;
                Self::Pixels(Pixels::new(recipe.size, regularisers, mean, random, device)?)
            }
        })
    }

    /// [N, 3, height, width], 0 to 1.
    fn render(&self) -> Result<Tensor, TchError> {
        match self {
            Self::Fourier { fourier, .. } => fourier.render(),
            Self::Pixels(pixels) => pixels.render(),
        }
    }

    /// One step up the slope at the pictures, step number `step` of `of`.
    fn step(
        &mut self,
        pictures: &Tensor,
        slope: &Tensor,
        (step, of): (usize, usize),
    ) -> Result<(), TchError> {
        match self {
            Self::Fourier { fourier, adam, rate: (rate, fall), .. } => {
                let slope = fourier.pull(pictures, slope)?;
                let through = step as f64 / of.max(1) as f64;
                let rate = *rate * (1.0 - (1.0 - *fall) * through);
                adam.step(&mut fourier.coefficients, &slope, rate)
            }
            Self::Pixels(pixels) => pixels.step(pictures, slope, step),
        }
    }
}

/// The slope of each unit's value at its picture, [N, 3, height, width] of 0 to 1, seen in these
/// views or as they are.
pub(super) fn slope(
    network: &Network,
    objective: &Objective,
    pictures: &Tensor,
    views: Option<&[View]>,
) -> Result<Tensor> {
    let input = in_torch(|| match views {
        None => normalised(network, pictures),
        Some(views) => {
            let see = |(at, view): (usize, &View)| view.see(&pictures.f_select(0, at as i64)?);
            let seen = views.iter().enumerate().map(see).collect::<Result<Vec<_>, _>>()?;
            normalised(network, &Tensor::f_stack(&seen, 0)?)
        }
    })?;
    let needs = objective.needs(&network.graph);
    let trace = network.forward(&input, Keep::Only(&needs), objective.upto())?;
    let slope = objective.slope(network, &trace)?;
    in_torch(|| {
        let slope = slope.f_div(&deviations(network)?)?;
        let Some(views) = views else { return Ok(slope) };
        let pull = |(at, view): (usize, &View)| view.pull(&slope.f_select(0, at as i64)?);
        let pulled = views.iter().enumerate().map(pull).collect::<Result<Vec<_>, _>>()?;
        Tensor::f_stack(&pulled, 0)?.f_to_device(pictures.device())
    })
}

/// Pictures of 0 to 1, [N, 3, H, W], as the network gets them.
pub(in crate::exhibit) fn normalised(
    network: &Network,
    pictures: &Tensor,
) -> Result<Tensor, TchError> {
    let device = network.device().torch();
    let mean = colour(&network.spec.mean)?.f_to_device(device)?;
    let normalised = pictures.f_to_device(device)?.f_sub(&mean)?.f_div_(&deviations(network)?)?;
    normalised.f_to_kind(network.precision().kind())
}

/// The deviations of the network's input from its mean, [1, 3, 1, 1].
pub(in crate::exhibit) fn deviations(network: &Network) -> Result<Tensor, TchError> {
    colour(&network.spec.std)?.f_to_device(network.device().torch())
}

fn colour(values: &[f32; 3]) -> Result<Tensor, TchError> {
    Tensor::f_from_slice(values)?.f_reshape([1, 3, 1, 1])
}

pub(in crate::exhibit) fn in_torch<T>(compute: impl FnOnce() -> Result<T, TchError>) -> Result<T> {
    compute().map_err(Error::torch("the picture that is being made"))
}
