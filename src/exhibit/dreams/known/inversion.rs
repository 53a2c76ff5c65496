//! A picture that is made anew from a layer's values alone.
//!
//! A picture is sought whose values y at the layer are those t of the original, by gradient descent
//! from noise (Mahendran and Vedaldi, "Understanding deep image representations by inverting them",
//! 2015, <https://arxiv.org/abs/1412.0035>). What falls is |y − t|² / |t|² + λ · TV(n), n being the
//! picture as the network gets it and TV the mean difference of neighbouring values: of all
//! pictures with these values a smooth one.

use tch::{Device, Kind, TchError, Tensor};

use crate::error::{Error, Result};
use crate::exhibit::ascent::{Adam, Fourier, deviations, in_torch, normalised};
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::Network;
use crate::network::backward::{self, Rule};
use crate::network::forward::Keep;
use crate::network::graph::NodeId;
use crate::network::guess::Guess;
use crate::network::top_k::top_k;
use crate::preprocess::Preprocess;

/// How many steps are made where nobody says how many. Of the cat of the reel and
/// EfficientNet-Lite0 the error is then 0.022 for blocks.3.add, 0.063 for blocks.4.project, 0.046
/// for blocks.8.add, 0.032 for blocks.9.project and 0.015 for blocks.16.project.
pub const STEPS: usize = 260;
/// Adam's rate. With twice as much block 3 comes nearer and block 8 does not; rates that fall
/// towards the end leave more error in as many steps.
const RATE: f64 = 0.05;
/// What smoothness counts next to the layer's values: λ. Three times as much changes little.
const SMOOTHNESS: f64 = 0.05;
/// How much a step changes colours next to photos: as much. Three times as much, as an ascent has
/// it, leaves coloured noise; a third of it leaves large spots of wrong colours.
const CHROMA: f64 = 1.0;
/// Keeps an error from being divided by zero, where all values of a layer are.
const TINY: f64 = 1e-12;
/// How many classes of an answer are kept.
const ANSWERED: usize = 3;

/// What the network makes of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The squared distance of the layer's values from the original's, over the square of the
    /// original's own length.
    pub error: f32,
    /// The best classes, the best first.
    pub answer: Vec<Guess>,
}

/// A picture on its way.
#[derive(Debug)]
pub struct Inversion {
    node: NodeId,
    needs: Vec<NodeId>,
    /// The original's values at the node, in f32.
    wanted: Tensor,
    /// The square of their length.
    length: f64,
    fourier: Fourier,
    adam: Adam,
    preprocess: Preprocess,
    size: Size,
    steps: usize,
    of: usize,
}

impl Inversion {
    /// Of the values that this layer, by its index into the outline's, has for this input, [1, 3,
    /// height, width]; begins with the noise of a seed. The picture is as large as the input.
    ///
    /// # Errors
    /// [`Error::Network`] where there is no such layer; those of [`Network::forward`].
    pub fn new(
        network: &Network,
        layer: usize,
        input: &Tensor,
        seed: u64,
        steps: usize,
    ) -> Result<Self> {
        let _no_grad = tch::no_grad_guard();
        let layers = &network.outline.layers;
        let missing =
            || Error::Network(format!("there are {} layers, none of number {layer}", layers.len()));
        let node = layers.get(layer).ok_or_else(missing)?.node;
        let trace = network.forward(input, Keep::Last, node)?;
        let value = trace.kept(&network.graph, node)?;
        let wanted = in_torch(|| value.f_to_kind(Kind::Float))?;
        let length = in_torch(|| square(&wanted))?;
        let size = network.spec.input;
        let mut noise = [fastrand::Rng::with_seed(seed)];
        let device = network.device().torch();
        let fourier = in_torch(|| {
            Fourier::new([size.height.into(), size.width.into()], CHROMA, &mut noise, device)
        })?;
        let adam = in_torch(|| Adam::new(&fourier.coefficients))?;
        let below = backward::needs(&network.graph, &[node], Rule::Gradient, &[0]);
        let preprocess = Preprocess::new(network.spec.input, network.spec.mean, network.spec.std);
        let needs = [below, vec![node]].concat();
        Ok(Self {
            node,
            needs,
            wanted,
            length: length.max(TINY),
            fourier,
            adam,
            preprocess,
            size,
            steps: 0,
            of: steps,
        })
    }

    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// How many there will be.
    pub fn of(&self) -> usize {
        self.of
    }

    /// True once all are made.
    pub fn is_over(&self) -> bool {
        self.steps >= self.of
    }

    /// One step of the descent.
    ///
    /// # Errors
    /// Those of [`Network::forward`] and [`Network::backward`].
    pub fn step(&mut self, network: &Network) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        let pictures = in_torch(|| self.fourier.render())?;
        let (_, slope) = self.slope(network, &pictures)?;
        in_torch(|| {
            let slope = self.fourier.pull(&pictures, &slope.f_to_device(pictures.device())?)?;
            // The optimiser goes uphill.
            self.adam.step(&mut self.fourier.coefficients, &slope.f_neg()?, RATE)
        })?;
        self.steps += 1;
        Ok(())
    }

    /// What is to fall, and its slope at the pictures, [1, 3, height, width] of 0 to 1.
    fn slope(&self, network: &Network, pictures: &Tensor) -> Result<(f64, Tensor)> {
        let input = in_torch(|| normalised(network, pictures))?;
        let trace = network.forward(&input, Keep::Only(&self.needs), self.node)?;
        let value = trace.kept(&network.graph, self.node)?;
        let kind = network.precision().kind();
        let (distance, seed) = in_torch(|| {
            let apart = value.f_to_kind(Kind::Float)?.f_sub(&self.wanted)?;
            let seed = apart.f_mul_scalar(2.0 / self.length)?.f_to_kind(kind)?;
            Ok((square(&apart)? / self.length, seed))
        })?;
        let signals = network.backward(&trace, &[(self.node, seed)], Rule::Gradient, &[0])?;
        let missing = || Error::Network("no signal reached the picture".into());
        let signal = signals.of(0).ok_or_else(missing)?;
        in_torch(|| {
            let (rough, slope) = roughness(&input.f_to_kind(Kind::Float)?)?;
            let slope = signal.f_to_kind(Kind::Float)?.f_add(&slope.f_mul_scalar(SMOOTHNESS)?)?;
            // The input is the picture less the mean, over the deviation.
            Ok((distance + SMOOTHNESS * rough, slope.f_div(&deviations(network)?)?))
        })
    }

    /// The picture as it stands.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn picture(&self) -> Result<Picture> {
        let _no_grad = tch::no_grad_guard();
        let bytes: Vec<u8> = in_torch(|| {
            let bytes = self.fourier.render()?.f_mul_scalar_(255.0)?.f_round_()?;
            let rows = bytes.f_permute([0, 2, 3, 1])?.f_to_kind(Kind::Uint8)?;
            Vec::try_from(&rows.f_to_device(Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)
        })?;
        Ok(Picture::new(self.size, bytes))
    }

    /// What the network makes of a picture, which [`Self::picture`] gave.
    ///
    /// # Errors
    /// Those of [`Network::forward`].
    pub fn look(&mut self, network: &Network, picture: &Picture) -> Result<Look> {
        let input = network.input(self.preprocess.run(picture)?.input, self.size)?;
        let logits = network.graph.logits();
        let trace = network.forward(&input, Keep::Only(&[self.node, logits]), logits)?;
        let value = trace.kept(&network.graph, self.node)?;
        let apart = in_torch(|| square(&value.f_to_kind(Kind::Float)?.f_sub(&self.wanted)?))?;
        let answer = top_k(&network.probabilities(&trace)?, ANSWERED);
        Ok(Look { error: (apart / self.length) as f32, answer })
    }
}

/// The square of a tensor's length.
fn square(values: &Tensor) -> Result<f64, TchError> {
    f64::try_from(&values.f_square()?.f_sum(Kind::Double)?)
}

/// The mean difference of neighbours across and down, and its slope.
fn roughness(input: &Tensor) -> Result<(f64, Tensor), TchError> {
    let slope = input.f_zeros_like()?;
    let mut sum = 0.0;
    for along in [2, 3] {
        let pairs = input.size().get(along as usize).map_or(0, |side| side - 1);
        if pairs < 1 {
            continue;
        }
        let after = input.f_narrow(along, 1, pairs)?;
        let apart = after.f_sub(&input.f_narrow(along, 0, pairs)?)?;
        sum += f64::try_from(&apart.f_abs()?.f_mean(Kind::Double)?)?;
        let each = apart.f_sign()?.f_mul_scalar(1.0 / apart.numel() as f64)?;
        drop(slope.f_narrow(along, 1, pairs)?.f_add_(&each)?);
        drop(slope.f_narrow(along, 0, pairs)?.f_sub_(&each)?);
    }
    Ok((sum, slope))
}

#[cfg(test)]
mod tests;
