//! What every unit of a layer would like to see, small, and the job that makes it in batches.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::ascent::Ascent;
use crate::exhibit::ascent::recipe::Recipe;
use crate::exhibit::ascent::wish::{Preset, Wish};
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::Network;
use crate::network::outline::Outline;
use crate::taps::plan::Unit;

/// So many units are worked on at once, at 48 pixels and at 64: one step of so many small pictures
/// takes about as long as one forward pass of a whole one.
const BATCH: [usize; 2] = [15, 8];
/// So many steps are enough for small pictures.
const STEPS: usize = 60;
/// Pictures have at most so many pixels a side.
const SIDE: i64 = 64;
/// They are shown every so many steps while they form.
const SHOWN: usize = 10;
/// Units that see more of the picture than this share of its side have no room in so small a one:
/// up to block 7 of EfficientNet-Lite0.
const MOST_SEEN: f64 = 0.7;

/// What the units of a layer would like to see, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    /// Index into the outline's layers.
    pub layer: usize,
    /// One a unit, at most 64 pixels a side; none where it is not known yet, or where nothing comes
    /// of it.
    pub pictures: Vec<Option<Arc<Picture>>>,
    /// How many units are done.
    pub done: usize,
}

impl Patterns {
    /// True where no more will come.
    pub fn is_over(&self) -> bool {
        self.done >= self.pictures.len()
    }
}

/// True where small pictures say what the units of a layer like, so that all of them can be made
/// while one waits.
pub fn can_be_made(outline: &Outline, layer: usize) -> bool {
    let Some(about) = outline.layers.get(layer) else { return false };
    layer + 1 < outline.layers.len()
        && about.shape.map.area() > 1
        && about.receptive_field.size() <= MOST_SEEN * f64::from(outline.side())
}

/// What this unit would like most.
fn wish(unit: Unit) -> Wish {
    Wish { unit, negative: false, preset: Preset::Fourier, seed: 0 }
}

/// Makes them, one step of one batch a step.
#[derive(Debug)]
pub struct PatternsJob {
    patterns: Arc<Patterns>,
    recipe: Recipe,
    /// How many units are worked on at once.
    many: usize,
    batch: Option<Ascent>,
}

impl PatternsJob {
    /// Begins with the first units of this layer.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer, or where small pictures say nothing of it.
    pub fn new(network: &Network, layer: usize) -> Result<Self> {
        if !can_be_made(&network.outline, layer) {
            let problem = "detectors of this step see too much for small pictures";
            return Err(Error::Network(problem.into()));
        }
        let channels = network.outline.layers[layer].shape.channels;
        let patterns = Arc::new(Patterns { layer, pictures: vec![None; channels], done: 0 });
        let small = Size::new(SIDE as i32, SIDE as i32);
        let node = network.outline.layers[layer].node;
        let usual = Recipe::of(network, wish(Unit { layer, channel: 0 }));
        let recipe = if usual.side() > SIDE && network.reads(small, node) {
            Recipe::channel(SIDE)
        } else {
            usual
        };
        let many = BATCH[usize::from(recipe.side() >= SIDE)];
        let mut job = Self { patterns, recipe: recipe.with_steps(STEPS), many, batch: None };
        job.batch = job.begin(network)?;
        Ok(job)
    }

    /// The next units; none where there are no more.
    fn begin(&self, network: &Network) -> Result<Option<Ascent>> {
        let Patterns { layer, done, .. } = *self.patterns;
        let last = (done + self.many).min(self.patterns.pictures.len());
        let wishes: Vec<Wish> = (done..last).map(|channel| wish(Unit { layer, channel })).collect();
        let begin = || Ascent::new(network, &wishes, self.recipe);
        (!wishes.is_empty()).then(begin).transpose()
    }

    /// Shows the batch as it stands.
    fn renew(&mut self, ascent: &Ascent) -> Result<()> {
        let mut patterns = (*self.patterns).clone();
        let all = ascent.pictures()?.into_iter().zip(ascent.reached());
        for (n, (picture, &reached)) in all.enumerate() {
            // The noise that nothing has reached is no picture of anything.
            patterns.pictures[patterns.done + n] = reached.then(|| Arc::new(picture));
        }
        if ascent.is_over() {
            patterns.done += ascent.reached().len();
        }
        self.patterns = Arc::new(patterns);
        Ok(())
    }
}

impl Work for PatternsJob {
    fn subject(&self) -> Subject {
        Subject::Unit(Unit { layer: self.patterns.layer, channel: 0 })
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        if let Some(mut ascent) = self.batch.take() {
            ascent.step(network)?;
            if ascent.steps().is_multiple_of(SHOWN) || ascent.is_over() {
                self.renew(&ascent)?;
            }
            self.batch = if ascent.is_over() { self.begin(network)? } else { Some(ascent) };
        }
        let all = self.patterns.pictures.len().div_ceil(self.many) * STEPS;
        let begun = self.batch.as_ref().map_or(0, Ascent::steps);
        let done = self.patterns.done.div_ceil(self.many) * STEPS + begun;
        Ok(Progress { done: done.min(all), all })
    }

    fn finding(&self) -> Finding {
        Finding::Patterns(Arc::clone(&self.patterns))
    }
}

#[cfg(test)]
mod tests;
