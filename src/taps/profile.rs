//! The profile of change: how much every step changed from one frame to the next (chair test).

use std::cell::OnceCell;

use tch::{Kind, TchError, Tensor};

use super::change::{Change, change, compare, length, peaks};
use crate::error::{Error, Result};
use crate::network::Network;
use crate::network::forward::Trace;
use crate::network::graph::NodeId;
use crate::network::manifest::Answers;

/// One number pair a depth: the picture, the layer that each block of the wall shows, and the
/// answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Sequence number of the frame that it is compared with.
    pub since: u64,
    /// The picture as the network gets it: its pixels' brightness, 0..=1, before normalisation.
    pub pixels: Change,
    /// One a block, of the layer that the wall shows: all values, place by place.
    pub layers: Vec<Change>,
    /// The same layers: the relative change, `|b - a| / |a|`, of the vector of every channel's
    /// largest value, wherever that is. Of a picture that only moves, a layer finds the same in
    /// other places: `layers` says that much has changed then, and this that little has.
    pub found: Vec<f32>,
    /// The class probabilities.
    pub answer: Change,
}

impl Profile {
    /// From the picture to the answer.
    pub fn depths(&self) -> impl Iterator<Item = Change> {
        [self.pixels].into_iter().chain(self.layers.iter().copied()).chain([self.answer])
    }
}

/// Mean and spread of one depth's changes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// The mean.
    pub mean: f32,
    /// The standard deviation.
    pub deviation: f32,
}

/// One depth over several pairs of frames.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Depth {
    /// Of one minus the cosine.
    pub angle: Spread,
    /// Of the relative change, place by place.
    pub relative: Spread,
    /// Of the relative change of what is found, wherever it is. None of the pixels, in which
    /// nothing is found; of the class probabilities, which have no places, the same as `relative`.
    pub found: Option<Spread>,
}

/// Mean and spread at every depth: the picture first, the answer last; empty without profiles.
pub fn depths(profiles: &[&Profile]) -> Vec<Depth> {
    let count = profiles.first().map_or(0, |profile| profile.layers.len() + 2);
    let at = |depth: usize| {
        let changes = profiles.iter().filter_map(move |profile| profile.depths().nth(depth));
        let relative = spread(changes.clone().map(|change| change.relative));
        let found = match depth {
            0 => None,
            depth if depth + 1 == count => Some(relative),
            depth => {
                let layer = profiles.iter().filter_map(|profile| profile.found.get(depth - 1));
                Some(spread(layer.copied()))
            }
        };
        Depth { angle: spread(changes.map(|change| change.angle)), relative, found }
    };
    (0..count).map(at).collect()
}

/// The mean and the standard deviation of those that are finite: a layer that was off everywhere
/// has no relative change.
fn spread(values: impl Iterator<Item = f32> + Clone) -> Spread {
    let values = values.filter(|value| value.is_finite()).map(f64::from);
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    let square = values.map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    Spread { mean: mean as f32, deviation: square.sqrt() as f32 }
}

/// What a frame left behind in the network, for the next to be compared with. The tensors are
/// shared, not copied.
#[derive(Debug)]
pub struct Footprint {
    input: Tensor,
    layers: Vec<Tensor>,
    logits: Tensor,
    /// Those of `layers`, once they were needed: the next frame needs them again.
    lengths: OnceCell<Vec<f64>>,
    /// What each layer finds, likewise: the largest value of every channel.
    peaks: OnceCell<Vec<Tensor>>,
}

impl Footprint {
    /// The nodes that a forward pass must keep: those that the wall shows.
    pub fn nodes(network: &Network) -> impl Iterator<Item = NodeId> {
        let outline = &network.outline;
        outline.blocks.iter().map(|block| outline.layers[block.shown].node)
    }

    /// Of one pass.
    ///
    /// # Errors
    /// [`Error::Network`] where the pass did not keep [`Self::nodes`].
    pub fn new(network: &Network, input: &Tensor, trace: &Trace) -> Result<Self> {
        let kept = |node| Ok(trace.kept(&network.graph, node)?.shallow_clone());
        let layers = Self::nodes(network).map(kept).collect::<Result<_>>()?;
        let logits = kept(network.graph.logits())?;
        let (lengths, peaks) = (OnceCell::new(), OnceCell::new());
        Ok(Self { input: input.shallow_clone(), layers, logits, lengths, peaks })
    }

    /// The length of each layer's values.
    fn lengths(&self) -> Result<&[f64], TchError> {
        if let Some(lengths) = self.lengths.get() {
            return Ok(lengths);
        }
        let lengths = self.layers.iter().map(length).collect::<Result<_, _>>()?;
        Ok(self.lengths.get_or_init(|| lengths))
    }

    /// The largest values of each layer's channels.
    fn peaks(&self) -> Result<&[Tensor], TchError> {
        if let Some(peaks) = self.peaks.get() {
            return Ok(peaks);
        }
        let peaks = self.layers.iter().map(peaks).collect::<Result<_, _>>()?;
        Ok(self.peaks.get_or_init(|| peaks))
    }

    /// What changed from here, the frame with this number, to `after`.
    ///
    /// # Errors
    /// [`Error::Torch`] where the two are not the same network's.
    pub fn profile(&self, after: &Self, since: u64, network: &Network) -> Result<Profile> {
        let _no_grad = tch::no_grad_guard();
        let whole = || -> Result<Profile, TchError> {
            let before = self.layers.iter().zip(self.lengths()?);
            let pairs = before.zip(&after.layers);
            let compared = pairs.map(|((before, &length), after)| compare(before, length, after));
            let compared = compared.collect::<Result<Vec<_>, TchError>>()?;
            let (layers, lengths) = compared.into_iter().unzip();
            // Known already where this frame was compared before.
            after.lengths.set(lengths).ok();
            let pairs = self.peaks()?.iter().zip(after.peaks()?);
            let found = pairs.map(|(before, after)| Ok(change(before, after)?.relative));
            let found = found.collect::<Result<_, TchError>>()?;
            let pixels = |input| pixels(input, network);
            let answer = |logits: &Tensor| match network.spec.answers {
                Answers::OneOf => logits.f_softmax(-1, Kind::Float),
                Answers::Several => logits.f_to_kind(Kind::Float)?.f_sigmoid(),
            };
            Ok(Profile {
                since,
                pixels: change(&pixels(&self.input)?, &pixels(&after.input)?)?,
                layers,
                found,
                answer: change(&answer(&self.logits)?, &answer(&after.logits)?)?,
            })
        };
        whole().map_err(Error::torch("the change from frame to frame"))
    }
}

/// The input as it was before normalisation, 0..=1.
fn pixels(input: &Tensor, network: &Network) -> Result<Tensor, TchError> {
    let spec = &network.spec;
    let channels = |values: [f32; 3]| {
        let values = Tensor::from_slice(&values).f_reshape([1, 3, 1, 1])?;
        values.f_to_device(input.device())?.f_to_kind(input.kind())
    };
    input.f_mul(&channels(spec.std)?)?.f_add(&channels(spec.mean)?)
}
