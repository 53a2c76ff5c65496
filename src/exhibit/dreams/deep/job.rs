//! The job of this page: a picture dreamt deep, or the fall into it, a few slopes a step.

use std::sync::Arc;

use super::{Deep, DeepWanted};
use crate::error::{Error, Result};
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::Goal;
use crate::exhibit::dreams::octaves::{DeepDream, Recipe};
use crate::exhibit::dreams::zoom::Zoom;
use crate::exhibit::work::{Progress, Seen, Subject, Work};
use crate::exhibit::{Finding, Means};
use crate::frame::Picture;
use crate::network::Network;
use crate::network::top_k::top_k;
use crate::preprocess::Preprocess;
use crate::resample::{Filter, Resampler};

/// A side of the picture, in sevenths of the network's: at least, and at most. A fall, of which
/// many pictures a second are to be seen, is made in one tile.
const SIDES: [i32; 2] = [7, 14];
const ZOOM_SIDES: [i32; 2] = [7, 10];
/// By how much each picture of a fall is enlarged.
const FACTOR: f64 = 1.03;
/// A step of the job goes on for so many forward passes.
const PASSES: f64 = 1.0;
/// How many classes of an answer are kept.
const ANSWERED: usize = 5;
/// The position of the knob at which a picture is dreamt at the usual strength; two more are twice
/// as strong.
const USUAL: u8 = 3;

/// The job.
#[derive(Debug)]
pub struct DeepJob {
    making: Making,
    /// Forward passes for each pixel of a slope.
    cost: f64,
    preprocess: Preprocess,
    deep: Arc<Deep>,
}

#[derive(Debug)]
enum Making {
    Octaves(DeepDream),
    Zoom(Zoom),
}

impl Making {
    fn amplifier(&self) -> &Amplifier {
        match self {
            Self::Octaves(dream) => dream.amplifier(),
            Self::Zoom(zoom) => zoom.amplifier(),
        }
    }

    /// Steps that were made, or pictures.
    fn steps(&self) -> usize {
        match self {
            Self::Octaves(dream) => dream.steps(),
            Self::Zoom(zoom) => zoom.pictures(),
        }
    }

    fn advance(&mut self, network: &Network) -> Result<i64> {
        match self {
            Self::Octaves(dream) => dream.advance(network),
            Self::Zoom(zoom) => zoom.advance(network),
        }
    }

    fn picture(&self) -> Result<Picture> {
        match self {
            Self::Octaves(dream) => dream.picture(),
            Self::Zoom(zoom) => zoom.picture(),
        }
    }
}

impl DeepJob {
    /// Begins with the frame at hand: with the square of it that the network sees.
    ///
    /// # Errors
    /// Why there is nothing to see: no such layer or unit, nothing taught, units held at zero.
    pub fn new(
        network: &Network,
        seen: &Seen<'_>,
        wanted: DeepWanted,
        means: &Means,
    ) -> Result<Self> {
        seen.require_whole_network()?;
        let direction = match wanted.goal {
            Goal::Taught(class) => means.taught_direction(class),
            Goal::Layer(_) | Goal::Unit(_) => None,
        };
        let before = top_k(&network.probabilities(seen.trace)?, ANSWERED);
        let picture = part(network, seen, if wanted.zooms { ZOOM_SIDES } else { SIDES })?;
        let strength = ((f64::from(wanted.strength) - f64::from(USUAL)) / 2.0).exp2();
        let recipe = Recipe { strength, seed: wanted.run.into(), ..Recipe::default() };
        let goal = (wanted.goal, direction);
        let making = if wanted.zooms {
            Making::Zoom(Zoom::new(network, goal, &picture, (recipe, FACTOR))?)
        } else {
            Making::Octaves(DeepDream::new(network, goal, &picture, recipe)?)
        };
        let spec = &network.spec;
        let area = spec.input.area().max(1) as f64;
        let cost = making.amplifier().cost(network)? / area;
        let (of, octave) = match &making {
            Making::Octaves(dream) => (Some(dream.of()), dream.octave() as i32),
            Making::Zoom(_) => (None, picture.size.width),
        };
        let deep = Arc::new(Deep {
            picture,
            frame: Arc::clone(seen.frame),
            crop: seen.crop,
            steps: 0,
            of,
            octave,
            before,
            after: None,
        });
        let preprocess = Preprocess::new(spec.input, spec.mean, spec.std);
        Ok(Self { making, cost, preprocess, deep })
    }

    /// True once all steps are made; a fall never ends.
    fn is_made(&self) -> bool {
        self.deep.of.is_some_and(|of| self.making.steps() >= of)
    }

    /// Shows the picture as it stands.
    fn renew(&mut self) -> Result<()> {
        let (picture, steps) = (self.making.picture()?, self.making.steps());
        let mut deep = Deep { picture, steps, ..(*self.deep).clone() };
        if let Making::Octaves(dream) = &self.making {
            deep.octave = dream.octave() as i32;
        }
        self.deep = Arc::new(deep);
        Ok(())
    }

    /// Asks the network what the finished picture shows.
    fn answer(&mut self, network: &Network) -> Result<()> {
        let size = network.spec.input;
        let input = network.input(self.preprocess.run(&self.deep.picture)?.input, size)?;
        let answer = top_k(&network.answer(&network.logits(&input)?)?, ANSWERED);
        self.deep = Arc::new(Deep { after: Some(answer), ..(*self.deep).clone() });
        Ok(())
    }
}

/// The part of the frame that the network sees, its shorter side between these sevenths of the
/// network's.
fn part(network: &Network, seen: &Seen<'_>, [least, most]: [i32; 2]) -> Result<Picture> {
    let picture = &seen.frame.picture;
    let crop = seen.crop.intersect(picture.size.rect());
    if crop.is_empty() {
        return Err(Error::Source(format!("a picture of {} has no pixels", picture.size)));
    }
    let [least, most] = [least, most].map(|sevenths| (network.spec.side() * sevenths / 7).max(1));
    let side = crop.width.min(crop.height).clamp(least, most);
    let size = network.spec.cutout().with_side(side).size;
    let mut rgb = vec![0; size.area() * 3];
    Resampler::default().run(picture, crop, Filter::Bilinear, size, &mut rgb)?;
    Ok(Picture::new(size, rgb))
}

impl Work for DeepJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    fn step(&mut self, network: &Network) -> Result<Progress> {
        if self.is_made() {
            if self.deep.after.is_none() {
                self.answer(network)?;
            }
        } else {
            let (before, mut passes) = (self.making.steps(), 0.0);
            while passes < PASSES && !self.is_made() {
                passes += self.making.advance(network)? as f64 * self.cost;
            }
            if self.making.steps() > before {
                self.renew()?;
            }
        }
        // Of a fall there is always one more; the answer is the last step.
        let done = self.making.steps() + usize::from(self.deep.after.is_some());
        let all = self.deep.of.map_or(done + 1, |of| of + 1);
        Ok(Progress { done, all })
    }

    fn finding(&self) -> Finding {
        Finding::Deep(Some(Arc::clone(&self.deep)))
    }
}

#[cfg(test)]
mod tests;
