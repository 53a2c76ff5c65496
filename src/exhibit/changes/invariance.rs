//! The job that measures invariance: how layers and answer follow a picture changed by known
//! amounts, along several axes.
//!
//! Of these changes it finds the smallest that changes the answer. After Zeiler and Fergus 2014,
//! figure 5.

mod ray;

use std::collections::VecDeque;

use tch::Tensor;

use super::perturbation::{PaddedPicture, Perturbation, TURNS, ZOOMS};
use crate::error::{Error, Result};
use crate::exhibit::work::Progress;
use crate::frame::Picture;
use crate::network::Network;
use crate::network::forward::{Keep, Trace};
use crate::network::graph::NodeId;
use crate::network::guess::Guess;
use crate::network::outline::Block;
use crate::network::top_k::top_k;
use crate::taps::change::change;
use ray::{LIGHT, LIGHT_STEPS, RAYS, SHIFTS, ZOOM_STEPS};

/// What is changed, little by little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Moved down, by pixels of the network's input.
    Down,
    /// Moved to the right, likewise.
    Right,
    /// Zoomed by a factor.
    Zoom,
    /// Turned clockwise, by degrees.
    Turn,
    /// Brightness times a factor.
    Light,
}

/// How many kinds of change there are.
const AXES: usize = Axis::ALL.len();

impl Axis {
    /// In the order of the plots.
    pub const ALL: [Self; 5] = [Self::Down, Self::Right, Self::Zoom, Self::Turn, Self::Light];

    /// The least and the largest amount that is tried.
    pub const fn range(self) -> (f32, f32) {
        match self {
            Self::Down | Self::Right => (-SHIFTS as f32, SHIFTS as f32),
            Self::Zoom => ZOOMS,
            Self::Turn => (-TURNS, TURNS),
            Self::Light => (1.0 - LIGHT, 1.0 + LIGHT),
        }
    }

    /// The amount that changes nothing.
    pub const fn rest(self) -> f32 {
        match self {
            Self::Zoom | Self::Light => 1.0,
            Self::Down | Self::Right | Self::Turn => 0.0,
        }
    }
}

/// One pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// How far: pixels, a factor, degrees.
    pub amount: f32,
    /// The early layer's relative change, |f(x') - f(x)| / |f(x)|.
    pub early: f32,
    /// The late layer's.
    pub late: f32,
    /// The probability of the class that the picture at rest has, 0..=1.
    pub probability: f32,
    /// The best class.
    pub best: usize,
}

/// All passes along one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Which.
    pub axis: Axis,
    /// Those that are done, by amount.
    pub points: Vec<Point>,
}

/// A change that changes the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smallest {
    /// The change.
    pub perturbation: Perturbation,
    /// The new best class.
    pub to: Guess,
    /// The old one, with its probability after the change.
    pub from: Guess,
}

/// What was found so far, plain host data.
#[derive(Debug, Clone, PartialEq)]
pub struct Invariance {
    /// The best class at rest.
    pub class: usize,
    /// Its probability at rest, 0..=1.
    pub probability: f32,
    /// The second best at rest; none where there is only one class.
    pub second: Option<Guess>,
    /// The first layer that the wall shows.
    pub early: NodeId,
    /// The last that it shows.
    pub late: NodeId,
    /// In the order of [`Axis::ALL`].
    pub curves: [Curve; AXES],
    /// The smallest change along each axis, of those tried, that changes the answer.
    pub smallest: [Option<Smallest>; AXES],
    /// How far it has come.
    pub progress: Progress,
    /// The picture at rest.
    pub base: Picture,
}

/// Between which sizes the answer changes along a ray.
#[derive(Debug, Clone, Copy)]
struct Bracket {
    /// The largest below the flip with the old answer.
    stays: f32,
    /// The smallest with another.
    flips: Option<f32>,
}

/// Perturbs one picture, a pass a step.
#[derive(Debug)]
pub struct InvarianceJob {
    sheet: PaddedPicture,
    /// At rest: the early and the late layer.
    rest: [Tensor; 2],
    /// Rays and sizes that are still to be tried.
    queue: VecDeque<(usize, f32)>,
    brackets: [Bracket; RAYS.len()],
    findings: Invariance,
}

impl InvarianceJob {
    /// Looks at the picture at rest.
    ///
    /// # Errors
    /// Those of [`PaddedPicture::new`] and [`Network::forward`]; [`Error::Network`] where the
    /// network has no layers.
    pub fn new(network: &Network, picture: &Picture) -> Result<Self> {
        let sheet = PaddedPicture::new(network, picture)?;
        let outline = &network.outline;
        let shown = |block: Option<&Block>| {
            let block = block.ok_or_else(|| Error::Network("the network has no layers".into()))?;
            Ok::<_, Error>(outline.layers[block.shown].node)
        };
        let (early, late) = (shown(outline.blocks.first())?, shown(outline.blocks.last())?);
        let (trace, probabilities) = look(network, &sheet, Perturbation::REST, [early, late])?;
        let kept = |node| Ok::<_, Error>(trace.kept(&network.graph, node)?.shallow_clone());
        let rest = [kept(early)?, kept(late)?];
        let best = top_k(&probabilities, 2);
        let second = best.get(1).copied();
        let best = best.first().copied().ok_or_else(|| Error::Network("no answer".into()))?;
        let queue = tries(sheet.margin().min(SHIFTS));
        let progress = Progress { done: 0, all: queue.len() };
        let resting = |axis: Axis| Point {
            amount: axis.rest(),
            early: 0.0,
            late: 0.0,
            probability: best.probability,
            best: best.class,
        };
        let findings = Invariance {
            class: best.class,
            probability: best.probability,
            second,
            early,
            late,
            curves: Axis::ALL.map(|axis| Curve { axis, points: vec![resting(axis)] }),
            smallest: [None; AXES],
            progress,
            base: sheet.base()?,
        };
        let brackets = [Bracket { stays: 0.0, flips: None }; RAYS.len()];
        Ok(Self { sheet, rest, queue, brackets, findings })
    }

    /// What was found so far.
    pub fn findings(&self) -> &Invariance {
        &self.findings
    }

    /// Where to search on for the smallest: half-way between the answers, on the side of an axis
    /// that has the smallest flip.
    fn next_to_halve(&self) -> Option<(usize, f32)> {
        (0..AXES).find_map(|axis| {
            let flips = |ray: usize| self.brackets[ray].flips;
            let smallest = sides(axis).filter_map(flips).min_by(f32::total_cmp)?;
            // The other side may flip below the smallest that is known.
            let open = |&ray: &usize| {
                let Bracket { stays, flips } = self.brackets[ray];
                flips.is_some_and(|flips| flips - stays > RAYS[ray].tolerance() && stays < smallest)
            };
            let by_flip = |a: &usize, b: &usize| {
                flips(*a).unwrap_or(f32::MAX).total_cmp(&flips(*b).unwrap_or(f32::MAX))
            };
            let ray = sides(axis).filter(open).min_by(by_flip)?;
            let Bracket { stays, flips } = self.brackets[ray];
            Some((ray, f32::midpoint(stays, flips?)))
        })
    }

    /// Tries one change and notes what comes of it.
    fn look(&mut self, network: &Network, ray: usize, size: f32) -> Result<()> {
        let (axis, perturbation) = (ray / 2, RAYS[ray].perturbation(size));
        let found = &mut self.findings;
        let (trace, probabilities) =
            look(network, &self.sheet, perturbation, [found.early, found.late])?;
        let top = top_k(&probabilities, 1);
        let Some(&to) = top.first() else { return Ok(()) };
        let probability = probabilities.get(found.class).copied().unwrap_or(0.0);
        if to.class == found.class {
            let bracket = &mut self.brackets[ray];
            if bracket.flips.is_none_or(|flips| size < flips) {
                bracket.stays = bracket.stays.max(size);
            }
        } else {
            let known = self.brackets[ray].flips;
            self.brackets[ray].flips = Some(known.map_or(size, |known| known.min(size)));
            let smallest = sides(axis).filter_map(|side| self.brackets[side].flips);
            if smallest.fold(f32::MAX, f32::min) >= size {
                let from = Guess { class: found.class, probability };
                found.smallest[axis] = Some(Smallest { perturbation, to, from });
            }
        }
        let amount = match perturbation {
            Perturbation::Shift { right, down } => right + down,
            Perturbation::Zoom(by) | Perturbation::Turn(by) | Perturbation::Brightness(by) => by,
            Perturbation::Noise(_) => return Ok(()),
        };
        let relative = |before: &Tensor, node| -> Result<f32> {
            let after = trace.kept(&network.graph, node)?;
            Ok(change(before, after).map_err(Error::torch("the change"))?.relative)
        };
        let (early, late) =
            (relative(&self.rest[0], found.early)?, relative(&self.rest[1], found.late)?);
        let points = &mut found.curves[axis].points;
        let at = points.partition_point(|point| point.amount < amount);
        points.insert(at, Point { amount, early, late, probability, best: to.class });
        Ok(())
    }
}

/// One pass over the changed picture: the layers, and the probabilities.
fn look(
    network: &Network,
    sheet: &PaddedPicture,
    perturbation: Perturbation,
    layers: [NodeId; 2],
) -> Result<(Trace, Vec<f32>)> {
    let input = sheet.input(perturbation, network)?;
    let logits = network.graph.logits();
    let trace = network.forward(&input, Keep::Only(&layers), logits)?;
    let probabilities = network.probabilities(&trace)?;
    Ok((trace, probabilities))
}

/// The two rays of an axis.
fn sides(axis: usize) -> std::ops::Range<usize> {
    2 * axis..2 * axis + 2
}

/// Outwards from rest, all axes in turn, so that all plots grow together.
fn tries(margin: i32) -> VecDeque<(usize, f32)> {
    let most = (margin.max(0) as u32).max(ZOOM_STEPS).max(LIGHT_STEPS).max((2.0 * TURNS) as u32);
    let step = |n: u32| move |ray: usize| RAYS[ray].step(n, margin).map(|size| (ray, size));
    (1..=most).flat_map(|n| (0..RAYS.len()).filter_map(step(n))).collect()
}

impl InvarianceJob {
    /// Tries one more change: one pass; nothing where it is over.
    ///
    /// # Errors
    /// Those of [`Network::forward`]; [`Error::Interrupted`].
    pub fn step(&mut self, network: &Network) -> Result<Progress> {
        let next = self.queue.pop_front().or_else(|| self.next_to_halve());
        let Some((ray, size)) = next else {
            self.findings.progress.all = self.findings.progress.done;
            return Ok(self.findings.progress);
        };
        self.look(network, ray, size)?;
        let more = !self.queue.is_empty() || self.next_to_halve().is_some();
        let Progress { done, all } = &mut self.findings.progress;
        *done += 1;
        *all = if more { (*all).max(*done + 1) } else { *done };
        Ok(self.findings.progress)
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "amounts are the very numbers that were asked for")]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::network::WeightsFrom;
    use crate::network::device::{Device, DeviceChoice};
    use crate::network::top_k::softmax;
    use crate::source;

    /// On made-up weights no change of this size changes an answer.
    fn network() -> Network {
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap()
    }

    #[test]
    fn every_axis_is_tried_outwards_to_both_sides() {
        let tries = tries(16);
        assert_eq!(tries.len(), 2 * (16 + 16 + 12 + 16 + 12));
        assert_eq!(tries[0], (0, 1.0));
        let first: Vec<usize> = tries.iter().take(10).map(|&(ray, _)| ray).collect();
        assert_eq!(first, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for (ray, wanted) in (0..).zip([
            Perturbation::Shift { right: 0.0, down: -16.0 },
            Perturbation::Shift { right: 0.0, down: 16.0 },
        ]) {
            let (_, size) = *tries.iter().rfind(|(tried, _)| *tried == ray).unwrap();
            assert_eq!(RAYS[ray].perturbation(size), wanted);
        }
    }

    #[test]
    fn the_plots_are_those_of_single_passes_and_the_smallest_change_is_one_that_was_computed() {
        let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png");
        let (network, picture) = (network(), source::load(Path::new(picture)).unwrap());
        let mut job = InvarianceJob::new(&network, &picture).unwrap();
        while !job.step(&network).unwrap().is_over() {}
        let found = job.findings().clone();
        assert_eq!(found.progress.done, found.progress.all);
        assert!(job.step(&network).unwrap().is_over(), "over is over");
        for curve in &found.curves {
            let amounts: Vec<f32> = curve.points.iter().map(|point| point.amount).collect();
            assert!(amounts.is_sorted() && amounts.len() >= 25, "{:?}", curve.axis);
            let (least, most) = curve.axis.range();
            assert!((amounts[0] - least).abs() < 1e-6, "{:?}", curve.axis);
            assert!((amounts.last().unwrap() - most).abs() < 1e-6, "{:?}", curve.axis);
        }
        // One of them, by hand.
        let sheet = PaddedPicture::new(&network, &picture).unwrap();
        let answer = |perturbation| {
            let input = sheet.input(perturbation, &network).unwrap();
            softmax(&network.logits(&input).unwrap())
        };
        let point = found.curves[1].points.iter().find(|point| point.amount == 5.0).unwrap();
        let moved = answer(Perturbation::Shift { right: 5.0, down: 0.0 });
        assert!((point.probability - moved[found.class]).abs() < 1e-6);
        assert_eq!(point.best, top_k(&moved, 1)[0].class);
        assert!(point.early > 0.0 && point.late > 0.0);
        // No point of the curves flips closer to rest than the smallest that was found.
        let flips = |curve: usize| {
            let points = found.curves[curve].points.iter();
            points.filter(|point| point.best != found.class)
        };
        let size = |perturbation| match perturbation {
            Perturbation::Shift { right, down } => right.hypot(down),
            Perturbation::Zoom(factor) | Perturbation::Brightness(factor) => (factor - 1.0).abs(),
            Perturbation::Turn(degrees) => degrees.abs(),
            other @ Perturbation::Noise(_) => panic!("{other:?}"),
        };
        assert_eq!(found.second, top_k(&answer(Perturbation::REST), 2).get(1).copied());
        for axis in 0..AXES {
            let rest = Axis::ALL[axis].rest();
            let nearest = flips(axis).map(|point| (point.amount - rest).abs()).reduce(f32::min);
            assert!(nearest.is_none() || found.smallest[axis].is_some());
            let Some(smallest) = found.smallest[axis] else { continue };
            let after = answer(smallest.perturbation);
            assert_eq!(top_k(&after, 1)[0].class, smallest.to.class);
            assert_ne!(smallest.to.class, found.class);
            assert!(nearest.is_none_or(|nearest| size(smallest.perturbation) <= nearest + 1e-6));
        }
        assert!(found.smallest.iter().any(Option::is_some), "the test would say nothing");
    }
}
