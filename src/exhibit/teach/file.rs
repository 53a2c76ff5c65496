//! A head that is loaded from a file, and what was taught as a head for one.

use std::sync::Arc;

use super::learning::trained::Trained;
use super::taught::{Answer, Loaded};
use crate::error::{Error, Result};
use crate::exhibit::Means;
use crate::network::Network;
use crate::network::head::file::{About, Head, TaughtOn};
use crate::network::head::training::{Settings, Training};
use crate::network::head::{ClassMeans, Layer, TrainedHead};
use crate::snapshot::Snapshot;

/// So many steps a head is trained for where nobody has trained one.
const STEPS: usize = 50;

/// A head that the program was started with.
#[derive(Debug, Clone)]
pub struct LoadedHead {
    head: Arc<Head>,
    labels: Arc<[String]>,
    /// True where it was taught on the network that looks now.
    fits: bool,
}

impl LoadedHead {
    /// This head, which can answer on the network that looks where it `fits`.
    pub fn new(head: &Arc<Head>, fits: bool) -> Self {
        Self { head: Arc::clone(head), labels: head.about.labels.clone().into(), fits }
    }

    /// What it says to a picture of this code; none where it was taught on another network, or
    /// where nothing was seen.
    pub fn answer(&self, code: &[f32]) -> Option<Loaded> {
        let said = self.head.answer(code).ok().filter(|_| self.fits)?;
        let known = !said.none && !Snapshot::is_silent(code);
        let answer = Answer {
            cosines: said.cosines.into_iter().map(Some).collect(),
            best: Some(said.nearest).filter(|_| known),
            threshold: self.head.means.threshold,
        };
        Some(Loaded { labels: Arc::clone(&self.labels), answer })
    }

    /// The network on which it was taught, where that is another one than looks now.
    pub fn foreign(&self) -> Option<Arc<str>> {
        (!self.fits).then(|| self.head.about.taught_on.network.as_str().into())
    }
}

/// What was taught as a head for a file: the means of all things that were shown, and what the page
/// of learning has trained where it knows the same things, otherwise what fifty steps make of the
/// pictures. `labels` names the things, in their order; `mirror` says whether pictures are mirrored
/// now.
///
/// # Errors
/// [`Error::Network`] where fewer than two things were shown; those of [`TaughtOn::new`] and
/// [`Training::step`].
pub fn head(means: &Means, network: &Network, labels: &[String], mirror: bool) -> Result<Head> {
    let samples = means.samples.borrow();
    let all = samples.codes(false);
    let classes: Vec<usize> =
        (0..labels.len()).filter(|class| all.iter().any(|(of, _)| of == class)).collect();
    let place = |class: usize| classes.iter().position(|of| *of == class);
    let learned: Vec<(usize, &[f32])> =
        all.iter().filter_map(|(class, code)| Some((place(*class)?, *code))).collect();
    let too_few = || Error::Network(say!("head-too-few"));
    let class_means = ClassMeans::new(&learned, classes.len()).ok_or_else(too_few)?;
    let trained = means.trained.borrow();
    let trained = match trained.as_ref().and_then(|trained| in_order(trained, &classes)) {
        Some(head) => head,
        None => train(&learned, classes.len())?,
    };
    let pictures = (0..classes.len()).map(|class| count(&learned, class)).collect();
    let labels = classes.iter().map(|class| labels[*class].clone()).collect();
    let interrupt = crate::interrupt::Interrupt::default();
    let taught_on = TaughtOn::new(&network.spec, means.shelf.weights(), &interrupt)?;
    let about = About { taught_on, mirror, labels, pictures };
    Ok(Head { about, means: class_means, trained: Some(trained) })
}

fn count(learned: &[(usize, &[f32])], class: usize) -> usize {
    learned.iter().filter(|(of, _)| *of == class).count()
}

fn train(learned: &[(usize, &[f32])], classes: usize) -> Result<TrainedHead> {
    let mut training = Training::new(learned, &[], classes, Settings::default())?;
    for _ in 0..STEPS {
        training.step()?;
    }
    training.head()
}

/// What was trained step by step, with a row for each of these things in their order; none where it
/// tells others apart.
fn in_order(trained: &Trained, classes: &[usize]) -> Option<TrainedHead> {
    if trained.steps() == 0 || trained.classes().len() != classes.len() {
        return None;
    }
    let TrainedHead { hidden, output } = trained.head().clone();
    let inputs = output.weights.len() / output.bias.len().max(1);
    let mut ordered = Layer { weights: Vec::new(), bias: Vec::new() };
    for class in classes {
        let row = trained.classes().iter().position(|of| usize::from(*of) == *class)?;
        ordered.weights.extend(output.weights.chunks_exact(inputs.max(1)).nth(row)?);
        ordered.bias.push(*output.bias.get(row)?);
    }
    Some(TrainedHead { hidden, output: ordered })
}

#[cfg(test)]
mod tests;
