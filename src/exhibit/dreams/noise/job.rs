//! The job of this page: the ascent to a class, with what the network says on the way.

use std::sync::Arc;

use super::{NoiseWanted, OutOfNoise, Stage};
use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::ascent::recipe::Recipe;
use crate::exhibit::ascent::wish::{Preset, Wish};
use crate::exhibit::ascent::{Ascent, SHOWN};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;
use crate::network::top_k::top_k;
use crate::preprocess::Preprocess;
use crate::taps::plan::Unit;

/// The network looks at the whole picture every so many steps.
const LOOKED: usize = 15;
/// After so many steps the picture is kept: as noise, when its form comes, when it can be named.
const STAGES: [usize; 3] = [1, 30, 90];
/// How many classes of an answer are kept.
const ANSWERED: usize = 3;

/// The job.
#[derive(Debug)]
pub struct NoiseJob {
    class: usize,
    ascent: Ascent,
    preprocess: Preprocess,
    made: Arc<OutOfNoise>,
}

impl NoiseJob {
    /// Begins with noise.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such class; those of [`Network::forward`].
    pub fn new(network: &Network, wanted: NoiseWanted) -> Result<Self> {
        Self::with_recipe(network, wanted, Recipe::of(network, wish(network, wanted)))
    }

    fn with_recipe(network: &Network, wanted: NoiseWanted, recipe: Recipe) -> Result<Self> {
        let wish = wish(network, wanted);
        let ascent = Ascent::new(network, &[wish], recipe)?;
        let spec = &network.spec;
        let made = Arc::new(OutOfNoise {
            picture: Arc::new(first(ascent.pictures()?)?),
            stages: Vec::new(),
            steps: 0,
            of: recipe.steps,
            answer: Vec::new(),
            probability: 0.0,
        });
        let preprocess = Preprocess::new(spec.input, spec.mean, spec.std);
        Ok(Self { class: wanted.class, ascent, preprocess, made })
    }

    /// Shows the picture as it stands; the network looks at it where its turn has come.
    fn renew(&mut self, network: &Network, stage: bool) -> Result<()> {
        let mut made = (*self.made).clone();
        made.steps = self.ascent.steps();
        made.picture = Arc::new(first(self.ascent.pictures()?)?);
        if stage || made.steps.is_multiple_of(LOOKED) || self.ascent.is_over() {
            let size = network.spec.input;
            let input = network.input(self.preprocess.run(&made.picture)?.input, size)?;
            let probabilities = network.answer(&network.logits(&input)?)?;
            made.answer = top_k(&probabilities, ANSWERED);
            made.probability = probabilities.get(self.class).copied().unwrap_or_default();
        }
        if stage {
            let (picture, steps) = (Arc::clone(&made.picture), made.steps);
            made.stages.push(Stage { picture, steps, probability: made.probability });
        }
        self.made = Arc::new(made);
        Ok(())
    }
}

/// A class is a unit of the last layer.
fn wish(network: &Network, wanted: NoiseWanted) -> Wish {
    let layer = network.outline.layers.len().saturating_sub(1);
    let unit = Unit { layer, channel: wanted.class };
    Wish { unit, negative: false, preset: Preset::Fourier, seed: wanted.seed }
}

fn first(pictures: Vec<Picture>) -> Result<Picture> {
    pictures.into_iter().next().ok_or_else(|| Error::Network("no picture is being made".into()))
}

impl Work for NoiseJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        if !self.ascent.is_over() {
            self.ascent.step(network)?;
            let steps = self.ascent.steps();
            let stage = STAGES.contains(&steps);
            if stage || steps.is_multiple_of(SHOWN) || self.ascent.is_over() {
                self.renew(network, stage)?;
            }
        }
        Ok(Progress { done: self.ascent.steps(), all: self.made.of })
    }

    fn finding(&self) -> Finding {
        Finding::OutOfNoise(Some(Arc::clone(&self.made)))
    }
}

#[cfg(test)]
mod tests;
