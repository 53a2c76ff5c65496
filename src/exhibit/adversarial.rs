//! The job that finds an adversarial change: too small to see, and it changes the answer, to any
//! other (Szegedy et al., "Intriguing properties of neural networks", 2014) or to a certain one.
//!
//! A few steps of the signed gradient (Goodfellow et al., "Explaining and harnessing adversarial
//! examples", 2015; in steps: Kurakin et al., "Adversarial examples in the physical world", 2017),
//! in whole bytes, so that the picture it makes could be saved.

use std::sync::Arc;

use tch::{Kind, Tensor};

use crate::error::{Error, Result};
use crate::exhibit::Finding;
use crate::exhibit::work::{Progress, Subject, Work};
use crate::frame::Picture;
use crate::network::Network;
use crate::network::backward::{self, Rule};
use crate::network::forward::{Keep, Trace};
use crate::network::guess::Guess;
use crate::network::top_k::top_k;
use crate::preprocess::Preprocess;

/// By how much a value may change at most, in 1/255: what is tried, in this order.
const LARGEST: [u8; 6] = [1, 2, 3, 4, 6, 8];
/// Steps of the gradient for each of them.
const STEPS: usize = 8;
/// Passes to find out how many of the changed values are needed.
const HALVINGS: usize = 8;

/// What was found so far, plain host data.
#[derive(Debug, Clone, PartialEq)]
pub struct Adversarial {
    /// The picture as the network gets it, RGB bytes.
    pub before: Picture,
    /// The changed one; none where none was found yet.
    pub after: Option<Picture>,
    /// The largest change of a value, in 1/255 (the change's L-infinity norm).
    pub largest: u8,
    /// The share of the values that were changed, 0..=1.
    pub changed: f32,
    /// The best class before.
    pub from: Guess,
    /// The best class after.
    pub to: Option<Guess>,
    /// What is left of the old class's probability after, 0..=1.
    pub was: f32,
    /// How far it has come.
    pub progress: Progress,
}

/// What a class must get to be an answer that convinces a visitor, 0..=1.
pub const CONVINCED: f32 = 0.5;

/// A class that is to be the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// Which.
    pub class: usize,
    /// How much it must get, 0..=1: the best of many poor guesses convinces nobody.
    pub least: f32,
}

/// What the next step does.
#[derive(Debug)]
enum Phase {
    /// A forward pass over the changed picture.
    Look,
    /// The backward pass through it.
    Walk(Trace),
    /// Takes back all but so many of the changes.
    Halve,
    Over,
}

/// The job.
#[derive(Debug)]
pub struct AdversarialJob {
    preprocess: Preprocess,
    /// The class that it is to answer; none where any other will do.
    wanted: Option<Goal>,
    phase: Phase,
    /// The change of each value so far.
    delta: Vec<i16>,
    /// The newest slope of the logit that is to fall above the one that is to rise.
    slope: Vec<f32>,
    /// Index into [`LARGEST`].
    level: usize,
    /// Steps of the gradient at this level.
    steps: usize,
    /// The change that flipped it, its values from the steepest on; and between how many of them
    /// the answer changes.
    order: Vec<usize>,
    enough: (usize, usize),
    halvings: usize,
    findings: Arc<Adversarial>,
}

impl AdversarialJob {
    /// Looks at the picture as it is. It is to answer the wanted class then; any other than before
    /// where none is given.
    ///
    /// # Errors
    /// [`Error::Source`] where the picture has no pixels; [`Error::Network`] where there is no such
    /// class; those of [`Network::forward`].
    pub fn new(network: &Network, picture: &Picture, wanted: Option<Goal>) -> Result<Self> {
        let spec = &network.spec;
        let size = spec.input;
        let mut cut = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let before = Picture::new(size, cut.run(picture)?.rgb.to_vec());
        let mut preprocess = Preprocess::new(size, spec.mean, spec.std);
        let input = network.input(preprocess.run(&before)?.input, size)?;
        let probabilities = network.spec.answers.shares(&network.logits(&input)?);
        let class = wanted.map(|wanted| wanted.class);
        if let Some(class) = class.filter(|&class| class >= probabilities.len()) {
            return Err(Error::Network(format!("there is no class number {class}")));
        }
        let from = top_k(&probabilities, 1);
        let from = *from.first().ok_or_else(|| Error::Network("no answer".into()))?;
        let values = before.rgb.len();
        let all = LARGEST.len() * STEPS * 2 + HALVINGS;
        let findings = Arc::new(Adversarial {
            before,
            after: None,
            largest: 0,
            changed: 0.0,
            from,
            to: None,
            was: from.probability,
            progress: Progress { done: 0, all },
        });
        Ok(Self {
            preprocess,
            wanted,
            phase: Phase::Look,
            delta: vec![0; values],
            slope: Vec::new(),
            level: 0,
            steps: 0,
            order: Vec::new(),
            enough: (0, values),
            halvings: 0,
            findings,
        })
    }

    /// What was found so far.
    pub fn findings(&self) -> &Arc<Adversarial> {
        &self.findings
    }

    /// The picture with these changes.
    fn changed(&self, delta: &[i16]) -> Picture {
        let before = &self.findings.before;
        let rgb = before.rgb.iter().zip(delta);
        let rgb = rgb.map(|(&byte, &by)| (i16::from(byte) + by).clamp(0, 255) as u8).collect();
        Picture::new(before.size, rgb)
    }

    /// Notes a picture with the answer that is sought, where it is one.
    fn note(&mut self, after: Picture, probabilities: &[f32]) -> bool {
        let found = Arc::make_mut(&mut self.findings);
        let Some(&to) = top_k(probabilities, 1).first() else { return false };
        let is_sought = match self.wanted {
            None => to.class != found.from.class,
            Some(wanted) => to.class == wanted.class && to.probability >= wanted.least,
        };
        if !is_sought {
            return false;
        }
        let pairs = after.rgb.iter().zip(&found.before.rgb);
        found.largest = pairs.clone().map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        let changed = pairs.filter(|(a, b)| a != b).count();
        found.changed = changed as f32 / after.rgb.len().max(1) as f32;
        found.was = probabilities.get(found.from.class).copied().unwrap_or(0.0);
        (found.to, found.after) = (Some(to), Some(after));
        true
    }

    /// One pass over the picture as it is changed so far.
    fn look(&mut self, network: &Network) -> Result<Phase> {
        let picture = self.changed(&self.delta);
        let input = network.input(self.preprocess.run(&picture)?.input, picture.size)?;
        let logits = network.graph.logits();
        let keep = backward::needs(&network.graph, &[logits], Rule::Gradient, &[0]);
        let trace = network.forward(&input, Keep::Only(&keep), logits)?;
        if self.note(picture, &network.probabilities(&trace)?) {
            let mut order: Vec<usize> = (0..self.delta.len()).collect();
            order.sort_by(|&a, &b| self.slope[b].abs().total_cmp(&self.slope[a].abs()));
            self.enough = (0, order.len());
            self.order = order;
            return Ok(Phase::Halve);
        }
        if self.steps == STEPS {
            (self.level, self.steps) = (self.level + 1, 0);
        }
        Ok(if self.level < LARGEST.len() { Phase::Walk(trace) } else { Phase::Over })
    }

    /// One step down the slope, each value by as much as the others.
    fn walk(&mut self, network: &Network, trace: &Trace) -> Result<Phase> {
        let logits = network.graph.logits();
        self.slope =
            slope(network, trace, self.findings.from.class, self.wanted.map(|wanted| wanted.class))
                .map_err(Error::torch("the signal's start"))
                .and_then(|seed| network.backward(trace, &[(logits, seed)], Rule::Gradient, &[0]))
                .and_then(|signals| {
                    let missing = || Error::Network("no signal reached the picture".into());
                    let signal = signals.of(0).ok_or_else(missing)?;
                    pixels(signal).map_err(Error::torch("the signal at the picture"))
                })?;
        let most = i16::from(LARGEST[self.level]);
        let step = (most + 2) / 4;
        for (by, &slope) in self.delta.iter_mut().zip(&self.slope) {
            let down = if slope > 0.0 { -step.max(1) } else { step.max(1) };
            if slope != 0.0 {
                *by = (*by + down).clamp(-most, most);
            }
        }
        self.steps += 1;
        Ok(Phase::Look)
    }

    /// Is half of the changes that are known to be enough still enough?
    fn halve(&mut self, network: &Network) -> Result<Phase> {
        let (few, enough) = self.enough;
        let count = usize::midpoint(few, enough);
        let mut delta = vec![0; self.delta.len()];
        for &value in &self.order[..count] {
            delta[value] = self.delta[value];
        }
        let picture = self.changed(&delta);
        let input = network.input(self.preprocess.run(&picture)?.input, picture.size)?;
        let probabilities = network.spec.answers.shares(&network.logits(&input)?);
        self.enough =
            if self.note(picture, &probabilities) { (few, count) } else { (count, enough) };
        self.halvings += 1;
        let (few, enough) = self.enough;
        let over = self.halvings == HALVINGS || enough <= few + 1;
        Ok(if over { Phase::Over } else { Phase::Halve })
    }
}

/// One at the logit that is to fall, minus one at the one that is to rise: the old class's and the
/// strongest other's; or the strongest of all but the wanted class's, and that.
fn slope(
    network: &Network,
    trace: &Trace,
    from: usize,
    wanted: Option<usize>,
) -> Result<Tensor, tch::TchError> {
    let class = wanted.unwrap_or(from);
    let missing = || tch::TchError::Torch("the pass kept no logits".into());
    let logits = trace.value(network.graph.logits()).ok_or_else(missing)?;
    let others = logits.f_add_scalar(0.0)?;
    let without = others.f_select(-1, class as i64)?.f_fill_(f64::NEG_INFINITY)?;
    drop(without);
    let other = others.f_flatten(0, -1)?.f_argmax(0, false)?.f_int64_value(&[])?;
    let (falls, rises) =
        if wanted.is_some() { (other, class as i64) } else { (class as i64, other) };
    let seed = logits.f_zeros_like()?;
    drop(seed.f_select(-1, falls)?.f_fill_(1.0)?);
    drop(seed.f_select(-1, rises)?.f_fill_(-1.0)?);
    Ok(seed)
}

/// A signal at the input, in the order of a picture's bytes.
fn pixels(signal: &Tensor) -> Result<Vec<f32>, tch::TchError> {
    let rows = signal.f_select(0, 0)?.f_permute([1, 2, 0])?.f_to_device(tch::Device::Cpu)?;
    Vec::try_from(&rows.f_to_kind(Kind::Float)?.f_contiguous()?.f_flatten(0, -1)?)
}

impl Work for AdversarialJob {
    fn subject(&self) -> Subject {
        Subject::Once
    }

    /// One pass forward or back; nothing where it is over.
    fn step(&mut self, network: &Network) -> Result<Progress> {
        let _no_grad = tch::no_grad_guard();
        let phase = std::mem::replace(&mut self.phase, Phase::Over);
        self.phase = match phase {
            Phase::Look => self.look(network)?,
            Phase::Walk(trace) => self.walk(network, &trace)?,
            Phase::Halve => self.halve(network)?,
            Phase::Over => Phase::Over,
        };
        let progress = &mut Arc::make_mut(&mut self.findings).progress;
        progress.done += 1;
        let over = matches!(self.phase, Phase::Over);
        progress.all = if over { progress.done } else { progress.all.max(progress.done + 1) };
        Ok(*progress)
    }

    fn finding(&self) -> Finding {
        Finding::Adversarial(Arc::clone(&self.findings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};

    const SIDE: i32 = 224;

    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::load("squeezenet1_1", &WeightsFrom::Random, device).unwrap()
    }

    fn picture() -> Picture {
        let value = |i: i32| ((i % SIDE) * (i / SIDE) / 7 % 256) as u8;
        let rgb = (0..SIDE * SIDE).flat_map(|i| [value(i), value(i / 2), value(3 * i)]).collect();
        Picture::new(crate::geometry::Size::new(SIDE, SIDE), rgb)
    }

    fn answer(network: &Network, picture: &Picture) -> Vec<f32> {
        let mut preprocess =
            Preprocess::new(network.spec.input, network.spec.mean, network.spec.std);
        let prepared = preprocess.run(picture).unwrap();
        let input = network.input(prepared.input, picture.size).unwrap();
        network.answer(&network.logits(&input).unwrap()).unwrap()
    }

    /// What came of it in the end, of which all is held that is told.
    fn found(network: &Network, wanted: Option<Goal>) -> Arc<Adversarial> {
        let picture = picture();
        let mut job = AdversarialJob::new(network, &picture, wanted).unwrap();
        while !job.step(network).unwrap().is_over() {}
        let found = Arc::clone(job.findings());
        assert!(job.step(network).unwrap().is_over(), "over is over");
        // The network's own size passes through unresampled.
        assert_eq!(found.before, picture);
        let (after, to) = (found.after.as_ref().unwrap(), found.to.unwrap());
        let differ = after.rgb.iter().zip(&picture.rgb).map(|(a, b)| a.abs_diff(*b));
        assert_eq!(differ.clone().max(), Some(found.largest));
        let changed = differ.filter(|&by| by > 0).count() as f32 / picture.rgb.len() as f32;
        assert!((changed - found.changed).abs() < 1e-6, "{changed}");
        assert!(LARGEST.contains(&found.largest) && found.changed > 0.0, "{}", found.largest);
        let (before, after) = (answer(network, &picture), answer(network, after));
        assert_eq!(top_k(&before, 1)[0], found.from);
        assert_eq!(top_k(&after, 1)[0], to);
        assert!((after[found.from.class] - found.was).abs() < 1e-6);
        found
    }

    #[test]
    fn the_changed_picture_is_another_to_the_network_and_nearly_the_same_to_everybody_else() {
        let found = found(&network(), None);
        assert_ne!(found.to.unwrap().class, found.from.class);
    }

    #[test]
    fn it_answers_the_class_that_was_wanted() {
        let network = network();
        let second = top_k(&answer(&network, &picture()), 2)[1];
        let least = second.probability + 0.01;
        let wanted = Goal { class: second.class, least };
        let to = found(&network, Some(wanted)).to.unwrap();
        assert!(to.class == second.class && to.probability >= least, "{to:?}");
        assert!(
            AdversarialJob::new(&network, &picture(), Some(Goal { class: 99_999, ..wanted }))
                .is_err()
        );
    }
}
