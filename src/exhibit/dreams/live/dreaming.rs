//! The dream itself: picture after picture, each with what was dreamt into the one before.
//!
//! What is dreamt is kept as a *detail*, the difference from the camera's picture. It is moved with
//! the picture, gets weaker, and is renewed by a few steps up the slope at low resolution, of which
//! only the difference is added. So the camera's picture stays sharp below it.

use tch::{Kind, TchError, Tensor};

use super::follow::{Follower, moved};
use super::light::{limited, lit, strength};
use super::recipe::Recipe;
use crate::error::Result;
use crate::exhibit::ascent::in_torch;
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::laplacian::weighted;
use crate::exhibit::dreams::planes::{enlarged, extent};
use crate::network::Network;

/// What cannot be followed keeps so much of its detail from picture to picture.
const FADING: f64 = 0.55;

/// A dream over pictures of one size, which may be another from time to time: it begins anew then.
#[derive(Debug)]
pub struct Dreaming {
    amplifier: Amplifier,
    recipe: Recipe,
    random: fastrand::Rng,
    canvas: Option<Canvas>,
    count: u64,
}

#[derive(Debug)]
struct Canvas {
    follower: Follower,
    /// The camera's picture, [1, 3, height, width] of 0 to 1.
    camera: Tensor,
    /// That with the detail: what is being dreamt.
    picture: Tensor,
    /// What was changed in the last picture, moved with it.
    last: Tensor,
    /// How many steps of this picture were made.
    steps: usize,
    followed: bool,
}

impl Dreaming {
    /// Begins; where the pictures are rolled to depends on the seed alone.
    pub fn new(amplifier: Amplifier, recipe: Recipe, seed: u64) -> Self {
        let random = fastrand::Rng::with_seed(seed);
        Self { amplifier, recipe, random, canvas: None, count: 0 }
    }

    /// Goes on by another recipe, from where it is.
    pub fn follow_recipe(&mut self, recipe: Recipe) {
        self.recipe = recipe;
    }

    /// Begins with the next picture as if it were the first.
    pub fn begin_anew(&mut self) {
        (self.canvas, self.count) = (None, 0);
    }

    /// What is amplified.
    pub fn amplifier(&self) -> &Amplifier {
        &self.amplifier
    }

    /// How many pictures were dreamt.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// False where the last picture showed something else than the one before: the dream fades.
    pub fn followed(&self) -> bool {
        self.canvas.as_ref().is_none_or(|canvas| canvas.followed)
    }

    /// The dreamt picture, [1, 3, height, width] of 0 to 1; none before the first.
    pub fn picture(&self) -> Option<&Tensor> {
        self.canvas.as_ref().map(|canvas| &canvas.picture)
    }

    /// What was dreamt into the camera's picture: their difference.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub fn detail(&self) -> Result<Option<Tensor>> {
        let detail = |canvas: &Canvas| canvas.picture.f_sub(&canvas.camera);
        in_torch(|| self.canvas.as_ref().map(detail).transpose())
    }

    /// A whole picture: [`Self::begin`], and all steps.
    ///
    /// # Errors
    /// Those of [`Self::step`].
    pub fn go_on(&mut self, network: &Network, picture: &Tensor) -> Result<()> {
        self.begin(picture)?;
        while !self.step(network)? {}
        Ok(())
    }

    /// Takes up the next picture of the camera, [1, 3, height, width] of 0 to 1, on the host.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub fn begin(&mut self, picture: &Tensor) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        in_torch(|| {
            let same = |canvas: &Canvas| canvas.camera.size() == picture.size();
            let before = self.canvas.take().filter(same);
            self.canvas = Some(match before {
                None => Canvas::new(picture)?,
                Some(canvas) => canvas.next(picture, self.recipe.keep)?,
            });
            Ok(())
        })
    }

    /// One step on the picture that was begun; true where it was the last.
    ///
    /// # Errors
    /// Those of [`Amplifier::slope`].
    pub fn step(&mut self, network: &Network) -> Result<bool> {
        let _no_grad = tch::no_grad_guard();
        let Some(canvas) = &mut self.canvas else { return Ok(true) };
        let recipe = &self.recipe;
        if let Some(&side) = recipe.sides.get(canvas.steps) {
            let small = in_torch(|| pooled(&canvas.picture, side))?;
            let most = recipe.jitter * side / 112;
            let roll = [(); 2].map(|()| self.random.i64(-most..=most));
            let rolled = in_torch(|| small.f_roll(roll, [2, 3]))?;
            let (_, slope) = self.amplifier.slope(network, &rolled)?;
            in_torch(|| {
                let slope = slope.f_roll(roll.map(|by| -by), [2, 3])?;
                let change = normalised(&slope, &recipe.bands)?.f_mul_scalar(recipe.step)?;
                let change = enlarged(&change, extent(&canvas.picture)?)?;
                canvas.picture = canvas.picture.f_add(&change)?.f_clamp(0.0, 1.0)?;
                Ok(())
            })?;
            canvas.steps += 1;
        }
        if canvas.steps < recipe.sides.len() {
            return Ok(false);
        }
        in_torch(|| canvas.finish(recipe))?;
        self.count += 1;
        Ok(true)
    }
}

impl Canvas {
    /// The first picture.
    fn new(camera: &Tensor) -> Result<Self, TchError> {
        let mut follower = Follower::new(camera.size()[2], camera.size()[3]);
        follower.see(camera)?;
        Ok(Self {
            follower,
            picture: camera.shallow_clone(),
            last: camera.f_zeros_like()?,
            camera: camera.shallow_clone(),
            steps: 0,
            followed: true,
        })
    }

    /// The next, with the detail of the last.
    fn next(mut self, camera: &Tensor, keep: f64) -> Result<Self, TchError> {
        let movement = self.follower.see(camera)?;
        let detail = self.picture.f_sub(&self.camera)?;
        let last = moved(&detail, movement.shift)?;
        let kept = if movement.followed {
            let kept = movement.trust.f_mul_scalar(keep - FADING)?.f_add_scalar(FADING)?;
            last.f_mul(&kept)?
        } else {
            last.f_mul_scalar(FADING)?
        };
        let picture = camera.f_add(&kept)?.f_clamp(0.0, 1.0)?;
        let (steps, followed) = (0, movement.followed);
        Ok(Self { picture, last, camera: camera.shallow_clone(), steps, followed, ..self })
    }

    /// Holds the rules of brightness.
    fn finish(&mut self, recipe: &Recipe) -> Result<(), TchError> {
        let detail = limited(&self.picture.f_sub(&self.camera)?, recipe.limit)?;
        let change = detail.f_sub(&self.last)?;
        let haste = strength(&change)?;
        let share = if haste > recipe.haste { recipe.haste / haste } else { 1.0 };
        let detail = self.last.f_add(&change.f_mul_scalar(share)?)?;
        self.picture = lit(&self.camera, &detail)?;
        Ok(())
    }
}

/// With this shorter side, by the mean of what each pixel covers.
fn pooled(picture: &Tensor, side: i64) -> Result<Tensor, TchError> {
    let [height, width] = extent(picture)?;
    let shorter = height.min(width).max(1);
    if side >= shorter {
        return Ok(picture.shallow_clone());
    }
    let scaled = |length: i64| ((length * side) as f64 / shorter as f64).round() as i64;
    picture.f_adaptive_avg_pool2d([scaled(height), scaled(width)])
}

/// A slope with these bands, whose mean size is 1; nothing where it is nothing, or no number.
fn normalised(slope: &Tensor, bands: &[f64; 4]) -> Result<Tensor, TchError> {
    let slope = weighted(slope, bands)?;
    let mean = f64::try_from(&slope.f_abs()?.f_mean(Kind::Float)?)?;
    if mean > 0.0 && mean.is_finite() { slope.f_div_scalar(mean) } else { slope.f_zeros_like() }
}
