//! The ascent itself, of one unit or of several of a layer at once.

use std::fmt;

use tch::{Kind, TchError, Tensor};

use super::adam::Adam;
use super::fourier::Fourier;
use super::objective::{Objective, Reading};
use super::recipe::Recipe;
use super::view::View;
use crate::error::{Error, Result};
use crate::exhibit::likes::wish::Wish;
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
    fourier: Fourier,
    adam: Adam,
    /// One a picture: the noise at the start, then the views.
    random: Vec<fastrand::Rng>,
    steps: usize,
    /// For each picture, true where a slope has reached it.
    reached: Vec<bool>,
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
        let begin = || {
            let device = network.device().torch();
            let fourier = Fourier::new(recipe.side, recipe.chroma, &mut random, device)?;
            let adam = Adam::new(&fourier.coefficients)?;
            Ok((fourier, adam))
        };
        let (fourier, adam) = in_torch(begin)?;
        let reached = vec![false; wishes.len()];
        Ok(Self { recipe, objective, fourier, adam, random, steps: 0, reached })
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

    /// One step up: each picture is seen in a view of its own.
    ///
    /// # Errors
    /// Those of [`Network::forward`] and [`Network::backward`].
    pub fn step(&mut self, network: &Network) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        let Recipe { side, views, .. } = self.recipe;
        let seen_side = views.side(side);
        let draw = |rng: &mut fastrand::Rng| View::new(views.draw(rng), side, seen_side);
        let places: Vec<View> = self.random.iter_mut().map(draw).collect();
        let pictures = in_torch(|| self.fourier.render())?;
        let input = in_torch(|| {
            let see = |(at, view): (usize, &View)| view.see(&pictures.f_select(0, at as i64)?);
            let seen = places.iter().enumerate().map(see).collect::<Result<Vec<_>, _>>()?;
            normalised(network, &Tensor::f_stack(&seen, 0)?)
        })?;
        let needs = self.objective.needs(&network.graph);
        let trace = network.forward(&input, Keep::Only(&needs), self.objective.upto())?;
        let slope = self.objective.slope(network, &trace)?;
        in_torch(|| {
            let slope = slope.f_div(&deviations(network)?)?;
            let mut pulled = Vec::with_capacity(places.len());
            for (at, view) in places.iter().enumerate() {
                let at_picture = view.pull(&slope.f_select(0, at as i64)?)?;
                self.reached[at] |= bool::try_from(&at_picture.f_any()?)?;
                pulled.push(at_picture);
            }
            let pulled = Tensor::f_stack(&pulled, 0)?.f_to_device(pictures.device())?;
            let slope = self.fourier.pull(&pictures, &pulled)?;
            let rate = self.recipe.rate(self.steps);
            self.adam.step(&mut self.fourier.coefficients, &slope, rate)
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
        let side = self.recipe.side as i32;
        let bytes: Vec<u8> = in_torch(|| {
            let bytes = self.fourier.render()?.f_mul_scalar_(255.0)?.f_round_()?;
            let rows = bytes.f_permute([0, 2, 3, 1])?.f_to_kind(Kind::Uint8)?;
            Vec::try_from(&rows.f_to_device(tch::Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)
        })?;
        let size = Size::new(side, side);
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
        let pictures = self.pictures()?;
        self.objective.read(network, &pictures)
    }

    /// What is made large.
    pub fn objective(&self) -> &Objective {
        &self.objective
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

/// Pictures of 0 to 1, [N, 3, H, W], as the network gets them.
pub(super) fn normalised(network: &Network, pictures: &Tensor) -> Result<Tensor, TchError> {
    let mean = colour(&network.spec.mean)?;
    let normalised = pictures.f_sub(&mean)?.f_div_(&deviations(network)?)?;
    normalised.f_to_device(network.device().torch())?.f_to_kind(network.precision().kind())
}

fn deviations(network: &Network) -> Result<Tensor, TchError> {
    colour(&network.spec.std)?.f_to_device(network.device().torch())
}

fn colour(values: &[f32; 3]) -> Result<Tensor, TchError> {
    Tensor::f_from_slice(values)?.f_reshape([1, 3, 1, 1])
}

pub(super) fn in_torch<T>(compute: impl FnOnce() -> Result<T, TchError>) -> Result<T> {
    compute().map_err(Error::torch("the picture that is being made"))
}
