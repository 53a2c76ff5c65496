//! The training of a head: full-batch Adam on cross-entropy, a step at a time.
//!
//! The gradients are written out: of two layers at most they are a few products.

use fastrand::Rng;
use tch::{Kind, Tensor};

use super::{LENGTH, Layer, TrainedHead, at_length};
use crate::error::{Error, Result};

/// How a head is trained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Adam's learning rate.
    pub rate: f64,
    /// So many hidden cells; 0 for a linear head.
    pub hidden: usize,
    /// L2 penalty: half of this times the sum of the squared weights is added to the loss. No bias
    /// is held back.
    pub decay: f64,
    /// What the hidden cells begin with.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rate: 1e-3, hidden: 0, decay: 0.0, seed: 0 }
    }
}

/// How well a head does on some pictures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// Mean cross-entropy, in nats, without the penalty.
    pub loss: f32,
    /// Share of right answers, 0..=1.
    pub accuracy: f32,
}

/// Codes at [`LENGTH`], a row each, and their classes.
#[derive(Debug)]
struct Set {
    codes: Tensor,
    classes: Tensor,
}

/// A weight matrix or a bias, with Adam's means of its gradient and of the gradient's square.
#[derive(Debug)]
struct Parameter {
    value: Tensor,
    mean: Tensor,
    square: Tensor,
}

/// A head under training, on the processor. The same codes and settings give the same head.
#[derive(Debug)]
pub struct Training {
    learned: Set,
    held_back: Option<Set>,
    /// Weights and bias of the hidden layer where there is one, then those of the output.
    parameters: Vec<Parameter>,
    settings: Settings,
    steps: i32,
}

const BETAS: [f64; 2] = [0.9, 0.999];
const EPSILON: f64 = 1e-8;

/// What a pass over a set gives.
struct Pass {
    /// The hidden cells after rectification; none in a linear head.
    hidden: Option<Tensor>,
    /// Log-probabilities, a row a picture.
    answers: Tensor,
}

fn failed<T>(result: std::result::Result<T, tch::TchError>) -> Result<T> {
    result.map_err(Error::torch("training a head"))
}

impl Set {
    /// None of no codes.
    fn new(codes: &[(usize, &[f32])]) -> Result<Option<Self>> {
        let Some((_, first)) = codes.first() else { return Ok(None) };
        let width = first.len();
        if width == 0 || codes.iter().any(|(_, code)| code.len() != width) {
            return Err(Error::Network("the codes of a head are not of one length".into()));
        }
        let rows: Vec<f32> = codes.iter().flat_map(|(_, code)| at_length(code, LENGTH)).collect();
        let classes: Vec<i64> = codes.iter().map(|(class, _)| *class as i64).collect();
        let codes = Tensor::f_from_slice(&rows)
            .and_then(|rows| rows.f_reshape([classes.len() as i64, width as i64]));
        Ok(Some(Self { codes: failed(codes)?, classes: failed(Tensor::f_from_slice(&classes))? }))
    }

    fn score(&self, pass: &Pass) -> std::result::Result<Score, tch::TchError> {
        let chosen = pass.answers.f_gather(1, &self.classes.f_unsqueeze(1)?, false)?;
        let right = pass.answers.f_argmax(1, false)?.f_eq_tensor(&self.classes)?;
        let accuracy = right.f_to_kind(Kind::Float)?.f_mean(Kind::Float)?;
        let loss = -chosen.f_mean(Kind::Float)?.f_double_value(&[])?;
        Ok(Score { loss: loss as f32, accuracy: accuracy.f_double_value(&[])? as f32 })
    }
}

/// What is learned, and what is held back where anything is.
fn sets(
    learned: &[(usize, &[f32])],
    held_back: &[(usize, &[f32])],
    classes: usize,
) -> Result<(Set, Option<Set>)> {
    if learned.iter().chain(held_back).any(|(class, _)| *class >= classes) {
        return Err(Error::Network("a picture is of no class of the head".into()));
    }
    let nothing = || Error::Network("a head needs pictures to learn from".into());
    let width = learned.first().map_or(0, |(_, code)| code.len());
    if held_back.iter().any(|(_, code)| code.len() != width) {
        return Err(Error::Network("the codes of a head are not of one length".into()));
    }
    Ok((Set::new(learned)?.ok_or_else(nothing)?, Set::new(held_back)?))
}

impl Parameter {
    fn new(value: Tensor) -> std::result::Result<Self, tch::TchError> {
        Ok(Self { mean: value.f_zeros_like()?, square: value.f_zeros_like()?, value })
    }

    /// Adam (Kingma and Ba 2015, algorithm 1); `step` counts from 1.
    fn move_by(
        &mut self,
        gradient: &Tensor,
        rate: f64,
        step: i32,
    ) -> std::result::Result<(), tch::TchError> {
        let blend = |old: &Tensor, new: &Tensor, beta: f64| {
            old.f_mul_scalar(beta)?.f_add(&new.f_mul_scalar(1.0 - beta)?)
        };
        self.mean = blend(&self.mean, gradient, BETAS[0])?;
        self.square = blend(&self.square, &gradient.f_square()?, BETAS[1])?;
        let [mean, square] = BETAS.map(|beta| 1.0 - beta.powi(step));
        let spread = self.square.f_div_scalar(square)?.f_sqrt()?.f_add_scalar(EPSILON)?;
        let change = self.mean.f_mul_scalar(rate / mean)?.f_div(&spread)?;
        self.value = self.value.f_sub(&change)?;
        Ok(())
    }
}

/// Values evenly spread below `limit`, to both sides of zero.
fn noise(
    rng: &mut Rng,
    rows: usize,
    columns: usize,
    limit: f64,
) -> std::result::Result<Tensor, tch::TchError> {
    let value = |_| ((rng.f64() * 2.0 - 1.0) * limit) as f32;
    let values: Vec<f32> = (0..rows * columns).map(value).collect();
    Tensor::f_from_slice(&values)?.f_reshape([rows as i64, columns as i64])
}

/// A linear head begins with zeros, as its loss has one minimum alone; hidden cells begin as He et
/// al. 2015, "Delving deep into rectifiers", have it, and what follows them as Glorot and Bengio
/// 2010.
fn begin(
    width: usize,
    classes: usize,
    settings: Settings,
) -> std::result::Result<Vec<Parameter>, tch::TchError> {
    let zeros = |shape: &[i64]| Tensor::f_zeros(shape, (Kind::Float, tch::Device::Cpu));
    let bias = zeros(&[classes as i64])?;
    if settings.hidden == 0 {
        return [zeros(&[classes as i64, width as i64])?, bias]
            .map(Parameter::new)
            .into_iter()
            .collect();
    }
    let mut rng = Rng::with_seed(settings.seed);
    let hidden = settings.hidden;
    // He's sums of squares, of codes of this length.
    let first = noise(&mut rng, hidden, width, 6.0_f64.sqrt() / f64::from(LENGTH))?;
    let last = noise(&mut rng, classes, hidden, (6.0 / (hidden + classes) as f64).sqrt())?;
    [first, zeros(&[hidden as i64])?, last, bias].map(Parameter::new).into_iter().collect()
}

impl Training {
    /// Begins; each code comes with its class, below `classes`.
    ///
    /// # Errors
    /// [`Error::Network`] where there is nothing to learn from, where a class is not below
    /// `classes`, or where codes differ in length; [`Error::Torch`].
    pub fn new(
        learned: &[(usize, &[f32])],
        held_back: &[(usize, &[f32])],
        classes: usize,
        settings: Settings,
    ) -> Result<Self> {
        let _no_grad = tch::no_grad_guard();
        let (learned, held_back) = sets(learned, held_back, classes)?;
        let width = learned.codes.size()[1] as usize;
        let parameters = failed(begin(width, classes, settings))?;
        Ok(Self { learned, held_back, parameters, settings, steps: 0 })
    }

    /// Other pictures of the same classes from the next step on; the weights stay.
    ///
    /// # Errors
    /// Those of [`Self::new`]; [`Error::Network`] where codes have another length than before.
    pub fn learn_from(
        &mut self,
        learned: &[(usize, &[f32])],
        held_back: &[(usize, &[f32])],
    ) -> Result<()> {
        let _no_grad = tch::no_grad_guard();
        let classes = self.parameters.last().map_or(0, |bias| bias.value.size()[0] as usize);
        let (learned, held_back) = sets(learned, held_back, classes)?;
        if learned.codes.size()[1] != self.learned.codes.size()[1] {
            return Err(Error::Network("the codes of a head are not of one length".into()));
        }
        (self.learned, self.held_back) = (learned, held_back);
        Ok(())
    }

    /// Another learning rate and penalty from the next step on.
    pub fn turn(&mut self, rate: f64, decay: f64) {
        (self.settings.rate, self.settings.decay) = (rate, decay);
    }

    /// How many steps were made.
    pub fn steps(&self) -> usize {
        self.steps.unsigned_abs() as usize
    }

    /// One step of Adam on all pictures; the score before it on those that it learns from, and on
    /// those held back where there are any.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn step(&mut self) -> Result<(Score, Option<Score>)> {
        let _no_grad = tch::no_grad_guard();
        failed(self.try_step())
    }

    fn try_step(&mut self) -> std::result::Result<(Score, Option<Score>), tch::TchError> {
        let held_back = match &self.held_back {
            Some(set) => Some(set.score(&self.pass(set)?)?),
            None => None,
        };
        let pass = self.pass(&self.learned)?;
        let score = self.learned.score(&pass)?;
        let gradients = self.gradients(&pass)?;
        self.steps = self.steps.saturating_add(1);
        let (rate, step) = (self.settings.rate, self.steps);
        for (parameter, gradient) in self.parameters.iter_mut().zip(&gradients) {
            parameter.move_by(gradient, rate, step)?;
        }
        Ok((score, held_back))
    }

    fn pass(&self, set: &Set) -> std::result::Result<Pass, tch::TchError> {
        let layer = |inputs: &Tensor, at: usize| {
            let (weights, bias) = (&self.parameters[at].value, &self.parameters[at + 1].value);
            inputs.f_linear(weights, Some(bias))
        };
        let (hidden, logits) = if self.settings.hidden == 0 {
            (None, layer(&set.codes, 0)?)
        } else {
            let hidden = layer(&set.codes, 0)?.f_relu()?;
            let logits = layer(&hidden, 2)?;
            (Some(hidden), logits)
        };
        Ok(Pass { hidden, answers: logits.f_log_softmax(1, Kind::Float)? })
    }

    /// Of the mean cross-entropy and the penalty, in the parameters' order.
    fn gradients(&self, pass: &Pass) -> std::result::Result<Vec<Tensor>, tch::TchError> {
        let Set { codes, classes } = &self.learned;
        let count = classes.size()[0] as f64;
        let wanted =
            pass.answers.f_zeros_like()?.f_scatter_value(1, &classes.f_unsqueeze(1)?, 1)?;
        let signal = pass.answers.f_exp()?.f_sub(&wanted)?.f_div_scalar(count)?;
        // Of a layer with these inputs, whose outputs have this signal.
        let layer = |signal: &Tensor, inputs: &Tensor, weights: &Tensor| {
            let penalty = weights.f_mul_scalar(self.settings.decay)?;
            let weights = signal.f_tr()?.f_matmul(inputs)?.f_add(&penalty)?;
            let bias = signal.f_sum_dim_intlist(&[0_i64][..], false, Kind::Float)?;
            Ok::<_, tch::TchError>([weights, bias])
        };
        let Some(hidden) = &pass.hidden else {
            return Ok(layer(&signal, codes, &self.parameters[0].value)?.into());
        };
        let output = &self.parameters[2].value;
        let last = layer(&signal, hidden, output)?;
        let alive = hidden.f_gt(0)?.f_to_kind(Kind::Float)?;
        let signal = signal.f_matmul(output)?.f_mul(&alive)?;
        Ok(layer(&signal, codes, &self.parameters[0].value)?.into_iter().chain(last).collect())
    }

    /// The head as it is now.
    ///
    /// # Errors
    /// [`Error::Torch`].
    pub fn head(&self) -> Result<TrainedHead> {
        let values = |parameter: &Parameter| {
            failed(parameter.value.f_flatten(0, -1).and_then(|value| Vec::try_from(&value)))
        };
        let layer = |at: usize| {
            let [weights, bias] =
                [values(&self.parameters[at])?, values(&self.parameters[at + 1])?];
            Ok::<_, Error>(Layer { weights, bias })
        };
        if self.settings.hidden == 0 {
            return Ok(TrainedHead { hidden: None, output: layer(0)? });
        }
        Ok(TrainedHead { hidden: Some(layer(0)?), output: layer(2)? })
    }
}

#[cfg(test)]
mod tests;
