//! A head under training: it outlives the question, so that pausing it or turning a knob loses
//! nothing.

use std::cell::RefCell;
use std::rc::Rc;

use super::curve::{Curve, Mark};
use super::pictures::Pictures;
use super::{Knobs, Learning};
use crate::error::Result;
use crate::exhibit::teach::samples::Samples;
use crate::network::head::TrainedHead;
use crate::network::head::training::{Settings, Training};

/// The head of this network that was trained last, on the inference thread: shared by all jobs of
/// the room.
pub type Shared = Rc<RefCell<Option<Trained>>>;

/// What it was begun with: with anything else it begins again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Begun {
    run: u32,
    hidden: u8,
    share: u8,
    noise: u8,
    classes: Vec<u8>,
}

/// A head under training.
#[derive(Debug)]
pub struct Trained {
    begun: Begun,
    /// Of which pictures.
    version: u64,
    pictures: [usize; 3],
    training: Training,
    head: TrainedHead,
    curve: Curve,
    steps: u32,
}

impl Trained {
    /// The training before, where these knobs and things leave it as it is; another otherwise. None
    /// where fewer than two things were taught. New pictures of the same things are learned from
    /// the next step on.
    ///
    /// # Errors
    /// [`crate::Error::Network`] where codes differ in length; [`crate::Error::Torch`].
    pub(super) fn follow(
        before: Option<Self>,
        samples: &Samples,
        knobs: Knobs,
        run: u32,
    ) -> Result<Option<Self>> {
        let Knobs { hidden, share, noise, .. } = knobs;
        let is_as_before = |trained: &Self| {
            let Begun { run: of, hidden: h, share: s, noise: n, .. } = trained.begun;
            (of, h, s, n, trained.version) == (run, hidden, share, noise, samples.version())
        };
        let before = match before {
            Some(mut trained) if is_as_before(&trained) => {
                trained.training.turn(knobs.rate(), knobs.decay());
                return Ok(Some(trained));
            }
            before => before,
        };
        let pictures = Pictures::choose(samples.kept(), knobs.share(), knobs.noise());
        if pictures.classes.len() < 2 {
            return Ok(None);
        }
        let begun = Begun { run, hidden, share, noise, classes: pictures.classes.clone() };
        let (version, counts) =
            (samples.version(), [pictures.learned.len(), pictures.held_back.len(), pictures.wrong]);
        if let Some(mut trained) = before.filter(|trained| trained.begun == begun) {
            trained.training.turn(knobs.rate(), knobs.decay());
            trained.training.learn_from(&pictures.learned, &pictures.held_back)?;
            (trained.version, trained.pictures) = (version, counts);
            return Ok(Some(trained));
        }
        let settings = Settings {
            rate: knobs.rate(),
            hidden: knobs.hidden(),
            decay: knobs.decay(),
            seed: u64::from(run),
        };
        let (learned, held_back) = (&pictures.learned, &pictures.held_back);
        let training = Training::new(learned, held_back, begun.classes.len(), settings)?;
        let (head, curve) = (training.head()?, Curve::default());
        let (pictures, steps) = (counts, 0);
        Ok(Some(Self { begun, version, pictures, training, head, curve, steps }))
    }

    /// One step of Adam on all pictures that it learns from.
    ///
    /// # Errors
    /// [`crate::Error::Torch`].
    pub(super) fn step(&mut self) -> Result<()> {
        let (shown, held_back) = self.training.step()?;
        self.curve.push(Mark { step: self.steps, shown, held_back });
        self.steps += 1;
        self.head = self.training.head()?;
        Ok(())
    }

    /// So many steps were made.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// The head as it is now.
    pub fn head(&self) -> &TrainedHead {
        &self.head
    }

    /// The things that it tells apart, each below [`crate::exhibit::teach::taught::CLASSES`], in
    /// the order of the head's rows.
    pub fn classes(&self) -> &[u8] {
        &self.begun.classes
    }

    /// What the screen knows of it, with its answer to a picture of this code.
    pub(super) fn learning(&self, code: &[f32]) -> Learning {
        let [learned, held_back, wrong] = self.pictures;
        Learning {
            steps: self.steps,
            classes: self.begun.classes.clone(),
            learned,
            held_back,
            wrong,
            curve: self.curve.clone(),
            answer: softmax(&self.head.logits(code)),
        }
    }
}

/// Probabilities of logits.
fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests;
