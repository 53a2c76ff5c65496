//! The making of one preferred stimulus, as a background job.

use std::sync::Arc;

use super::objective::Reading;
use super::recipe::Recipe;
use super::run::Ascent;
use super::stimulus::{Stimulus, Stuck};
use super::wish::Wish;
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;

/// The picture is rendered every so many steps …
pub const SHOWN: usize = 3;
/// … and what the unit makes of it is measured every so many.
const MEASURED: usize = 15;
/// A unit that nothing has reached in so many steps, each from another view, is dead.
const TRIED: usize = 6;
/// A value that has risen by this, or by a tenth of its layer's range, has risen.
const RISE: f32 = 0.3;

/// The making of one picture: one step of the ascent a step.
#[derive(Debug)]
pub struct AscentJob {
    ascent: Ascent,
    stimulus: Arc<Stimulus>,
}

impl AscentJob {
    /// Begins with noise, by the recipe for such a unit.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such unit, or no such picture of it.
    pub fn new(network: &Network, wish: Wish) -> Result<Self> {
        Self::with_recipe(network, wish, Recipe::of(network, wish))
    }

    /// Begins with noise, by this recipe.
    ///
    /// # Errors
    /// Those of [`Self::new`].
    pub fn with_recipe(network: &Network, wish: Wish, recipe: Recipe) -> Result<Self> {
        let ascent = Ascent::new(network, &[wish], recipe)?;
        let (picture, value) = look(&ascent, network)?;
        let stimulus = Arc::new(Stimulus {
            wish,
            picture,
            steps: 0,
            of: recipe.steps,
            value_start: value.value,
            value: value.value,
            stuck: None,
        });
        Ok(Self { ascent, stimulus })
    }

    /// What has been made so far.
    pub fn stimulus(&self) -> &Arc<Stimulus> {
        &self.stimulus
    }

    /// Shows the picture as it stands.
    fn renew(&mut self, network: &Network) -> Result<()> {
        let mut stimulus = Stimulus { steps: self.ascent.steps(), ..(*self.stimulus).clone() };
        if stimulus.steps.is_multiple_of(MEASURED) || self.ascent.is_over() {
            let (picture, reading) = look(&self.ascent, network)?;
            (stimulus.picture, stimulus.value) = (picture, reading.value);
            let rise = reading.value - stimulus.value_start;
            let rise = if stimulus.wish.negative { -rise } else { rise };
            let still = self.ascent.is_over() && rise < RISE.min(reading.range / 10.0);
            stimulus.stuck = still.then_some(Stuck::Still);
        } else {
            stimulus.picture = one(self.ascent.pictures()?)?;
        }
        if stimulus.steps >= TRIED && !self.ascent.reached().contains(&true) {
            stimulus.stuck = Some(Stuck::Dead);
        }
        self.stimulus = Arc::new(stimulus);
        Ok(())
    }
}

fn look(ascent: &Ascent, network: &Network) -> Result<(Picture, Reading)> {
    let pictures = ascent.pictures()?;
    let readings = ascent.objective().read(network, &pictures)?;
    Ok((one(pictures)?, one(readings)?))
}

fn one<T>(all: Vec<T>) -> Result<T> {
    all.into_iter().next().ok_or_else(|| Error::Network("no picture is being made".into()))
}

impl Work for AscentJob {
    fn subject(&self) -> Subject {
        Subject::Unit(self.stimulus.wish.unit)
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        if !self.stimulus.is_over() {
            self.ascent.step(network)?;
            if self.ascent.steps().is_multiple_of(SHOWN) || self.ascent.is_over() {
                self.renew(network)?;
            }
        }
        let all = self.stimulus.of;
        let done = if self.stimulus.is_over() { all } else { self.ascent.steps() };
        Ok(Progress { done, all })
    }

    fn finding(&self) -> Finding {
        Finding::Stimulus(Arc::clone(&self.stimulus))
    }
}
