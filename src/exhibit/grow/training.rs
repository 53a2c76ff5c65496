//! The training: Adam on cross-entropy, a few pictures a step, from noise on.

use tch::nn::{Adam, Optimizer, OptimizerConfig, VarStore};
use tch::{Device, Kind, Tensor};

use super::Wanted;
use super::digits::{self, Digit, INK, LEARNED, PIXELS, SIDE};
use super::grown::{Grown, MOST_STEPS, Mark, Mistake, Score, Shown, StepMaps, Wall};
use super::kept::Kept;
use super::maps::Mapping;
use super::network::{Plan, Tensors, pictures, values};
use super::recipe::Recipe;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// So many earlier networks are kept at most.
pub const MOST_KEPT: usize = 40;
/// So many points of a curve.
const MOST_MARKS: usize = 160;
/// As many of those that it learns from are looked at for its loss, as are held back.
const LOOKED_AT: usize = digits::HELD_BACK;
/// So many mistakes are told.
const MISTAKES: usize = 12;
/// What is drawn by lot begins with this, and with the number of the run.
const SEED: u64 = 18;

/// A network that learns.
#[derive(Debug)]
pub struct Training {
    run: u32,
    recipe: Recipe,
    plan: Plan,
    /// The parameters, which the optimizer changes.
    tensors: Tensors,
    optimizer: Optimizer,
    random: fastrand::Rng,
    /// The pictures it may learn from, in the order in which their share is filled.
    all: Vec<u16>,
    /// Those of this round that are still to come.
    round: Vec<u16>,
    steps: u32,
    /// How many single steps were asked for and made.
    single: u32,
    kept: Kept<(Mark, Tensors)>,
    marks: Kept<Mark>,
    /// As it is now.
    newest: Mark,
    mapping: Mapping,
    /// The held-back pictures and their labels.
    held_back: (Tensor, Vec<u8>),
}

impl Training {
    /// Begins with noise.
    ///
    /// # Errors
    /// [`Error::Torch`] where libtorch refuses.
    pub fn new(wanted: &Wanted) -> Result<Self> {
        let recipe = wanted.recipe;
        let seed = SEED + u64::from(wanted.run);
        let plan = Plan::new(&recipe);
        let (mut noise, store) = (plan.noise(seed)?, VarStore::new(Device::Cpu));
        let mut tensors = Tensors::new();
        for parameter in plan.graph.parameters() {
            let name = parameter.name;
            let missing = || Error::Network(format!("tensor {name} is missing"));
            let begin = noise.remove(&name).ok_or_else(missing)?;
            let (of, kind) = name.split_once('.').unwrap_or(("network", &name));
            let variable = (store.root() / of).f_var_copy(kind, &begin);
            tensors.insert(name.clone(), variable.map_err(Error::torch(&name))?);
        }
        let adam = Adam { wd: recipe.decay(), ..Adam::default() };
        let optimizer = adam.build(&store, recipe.rate()).map_err(Error::torch("Adam"))?;
        let mut all: Vec<u16> = (0..LEARNED as u16).collect();
        fastrand::Rng::with_seed(SEED).shuffle(&mut all);
        let held_back = digits::held_back()?;
        let labels = held_back.iter().map(|digit| digit.label).collect();
        let held_back = (pictures(&ink(held_back.iter()))?, labels);
        let mut training = Self {
            run: wanted.run,
            recipe,
            plan,
            tensors,
            optimizer,
            random: fastrand::Rng::with_seed(seed),
            all,
            round: Vec::new(),
            steps: 0,
            single: wanted.single,
            kept: Kept::new(MOST_KEPT),
            marks: Kept::new(MOST_MARKS),
            newest: Mark::default(),
            mapping: Mapping::default(),
            held_back,
        };
        training.note()?;
        Ok(training)
    }

    /// Goes on with what is wanted: a few steps while it plays, one where one is asked for, and
    /// what comes of it. Another run, or a network of another shape, begins with noise.
    ///
    /// # Errors
    /// [`Error::Torch`]; [`Error::Interrupted`].
    pub fn go_on(&mut self, wanted: &Wanted, interrupts: &[Interrupt]) -> Result<Grown> {
        if self.run != wanted.run || !self.recipe.has_the_same_shape(&wanted.recipe) {
            *self = Self::new(wanted)?;
        }
        self.turn(wanted.recipe);
        let count = match wanted.playing {
            true if wanted.back.is_some() || self.steps >= MOST_STEPS => 0,
            true => at_once(self.steps),
            false => wanted.single.saturating_sub(self.single).min(1),
        };
        if count > 0 {
            for _ in 0..count {
                interrupts.iter().try_for_each(Interrupt::check)?;
                self.step()?;
            }
            self.note()?;
        }
        self.single = wanted.single;
        self.show(wanted, interrupts)
    }

    /// Another way to learn from the next step on.
    fn turn(&mut self, recipe: Recipe) {
        if recipe.share() != self.recipe.share() {
            self.round.clear();
        }
        self.optimizer.set_lr(recipe.rate());
        self.optimizer.set_weight_decay(recipe.decay());
        self.recipe = recipe;
    }

    /// The pictures that it learns from.
    fn share(&self) -> &[u16] {
        let count = self.all.len() * usize::from(self.recipe.share()) / 100;
        &self.all[..count.max(1)]
    }

    fn step(&mut self) -> Result<()> {
        let mut batch = Vec::with_capacity(self.recipe.batch());
        while batch.len() < self.recipe.batch().min(self.share().len()) {
            if self.round.is_empty() {
                self.round = self.share().to_vec();
                self.random.shuffle(&mut self.round);
            }
            batch.extend(self.round.pop());
        }
        let learned = digits::learned()?;
        let mut input = Vec::with_capacity(batch.len() * PIXELS);
        for &which in &batch {
            let digit = &learned[usize::from(which)];
            let mut along = || if self.recipe.shifts() { self.random.i8(-1..=1) } else { 0 };
            let by = [along(), along()];
            input.extend(shifted(digit, by));
        }
        let labels = batch.iter().map(|&which| self.label(which, &learned[usize::from(which)]));
        let labels: Vec<i64> = labels.map(i64::from).collect();
        let logits = self.plan.logits(&self.tensors, &pictures(&input)?)?;
        let loss = cross_entropy(&logits, &labels)?;
        self.optimizer.backward_step(&loss);
        self.steps += 1;
        Ok(())
    }

    /// What it is told that this picture is: something wrong for a share of them, always the same.
    fn label(&self, which: u16, digit: &Digit) -> u8 {
        let mut random = fastrand::Rng::with_seed(u64::from(which));
        let is_wrong = random.u8(0..100) < self.recipe.noise();
        if is_wrong { (digit.label + random.u8(1..10)) % 10 } else { digit.label }
    }

    /// Notes how well it does, and keeps it as it is.
    fn note(&mut self) -> Result<()> {
        let mark = Mark {
            step: self.steps,
            learned: self.score_on_learned()?,
            held_back: score(&self.answers(&self.tensors)?, &self.held_back.1)?,
        };
        self.marks.put(self.steps, mark);
        if self.kept.takes(self.steps) {
            let copy = |(name, tensor): (&String, &Tensor)| {
                let copied = tensor.f_detach_copy().map_err(Error::torch(name))?;
                Ok((name.clone(), copied))
            };
            let copies = self.tensors.iter().map(copy).collect::<Result<_>>()?;
            self.kept.put(self.steps, (mark, copies));
        }
        self.newest = mark;
        Ok(())
    }

    /// The logits of what is held back.
    fn answers(&self, tensors: &Tensors) -> Result<Tensor> {
        tch::no_grad(|| self.plan.logits(tensors, &self.held_back.0))
    }

    fn score_on_learned(&self) -> Result<Score> {
        let learned = digits::learned()?;
        let some = &self.share()[..self.share().len().min(LOOKED_AT)];
        let input = ink(some.iter().map(|&which| &learned[usize::from(which)]));
        let labels: Vec<u8> =
            some.iter().map(|&which| self.label(which, &learned[usize::from(which)])).collect();
        let pictures = pictures(&input)?;
        score(&tch::no_grad(|| self.plan.logits(&self.tensors, &pictures))?, &labels)
    }

    fn show(&mut self, wanted: &Wanted, interrupts: &[Interrupt]) -> Result<Grown> {
        let earlier = wanted.back.and_then(|back| self.kept.at(back));
        let (mark, tensors) = match earlier {
            Some((mark, tensors)) => (*mark, tensors),
            None => (self.newest, &self.tensors),
        };
        let wall = self.wall(tensors, wanted.shown)?;
        let says = likeliest(&self.answers(tensors)?)?;
        let wrong = says.iter().zip(&self.held_back.1).enumerate();
        let wrong = wrong.filter(|(_, (says, label))| says != label);
        let mistakes = wrong.map(|(which, (&says, _))| Mistake { which: which as u16, says });
        let mistakes = mistakes.take(MISTAKES).collect();
        if wanted.mapped {
            let (of, learns) = ((self.run, mark.step), wanted.playing && wanted.back.is_none());
            self.mapping.follow(&self.plan, tensors, of, learns, interrupts)?;
        }
        let marks = self.marks.iter().map(|(_, mark)| *mark);
        let mut marks: Vec<Mark> = marks.filter(|mark| mark.step < self.newest.step).collect();
        marks.push(self.newest);
        Ok(Grown {
            wanted: *wanted,
            steps: self.steps,
            mark,
            kept: self.kept.iter().map(|(step, _)| *step).filter(|&at| at < self.steps).collect(),
            marks,
            wall,
            mistakes,
            maps: self.mapping.maps(),
            is_whole: !(wanted.mapped && self.mapping.is_under_way()),
        })
    }

    fn wall(&self, tensors: &Tensors, shown: Shown) -> Result<Wall> {
        let (digit, label) = match shown {
            Shown::HeldBack(which) => {
                let all = digits::held_back()?;
                let digit = &all[usize::from(which) % all.len()];
                (digit.pixels, Some(digit.label))
            }
            Shown::Drawn(pixels) => (pixels, None),
        };
        let input: Vec<f32> = digit.iter().copied().map(inked).collect();
        let input = pictures(&input)?;
        let nodes = tch::no_grad(|| self.plan.run(tensors, &input))?;
        let step = |&node: &usize| {
            let side = nodes[node].size().last().copied().unwrap_or(0) as usize;
            Ok(StepMaps { side, values: values(&nodes[node])? })
        };
        let steps = self.plan.steps.iter().map(step).collect::<Result<_>>()?;
        let mut answers = [0.0; digits::CLASSES];
        let softmax = nodes[nodes.len() - 1].f_softmax(-1, Kind::Float);
        let probabilities = values(&softmax.map_err(Error::torch("answer"))?)?;
        answers.iter_mut().zip(probabilities).for_each(|(answer, value)| *answer = value);
        let filters = tensors.get("step1.weight").map(values).transpose()?.unwrap_or_default();
        Ok(Wall { digit: digit.to_vec(), label, filters, steps, answers })
    }
}

/// How many steps are made before it is shown again: one by one at first, when most happens.
fn at_once(steps: u32) -> u32 {
    (1 + steps / 60).min(8)
}

/// 0 without ink, 1 where there is most.
pub(super) fn inked(value: u8) -> f32 {
    f32::from(value) / f32::from(INK)
}

/// The values of digits, one after the other.
pub(super) fn ink<'a>(digits: impl Iterator<Item = &'a Digit>) -> Vec<f32> {
    digits.flat_map(|digit| digit.pixels).map(inked).collect()
}

/// A digit moved by so many columns and rows; no ink comes in from outside.
fn shifted(digit: &Digit, [dx, dy]: [i8; 2]) -> impl Iterator<Item = f32> + '_ {
    (0..PIXELS).map(move |at| {
        let inside = |along: usize, by: i8| along.checked_add_signed(isize::from(-by));
        let (x, y) = (inside(at % SIDE, dx), inside(at / SIDE, dy));
        let place = x.filter(|&x| x < SIDE).zip(y.filter(|&y| y < SIDE));
        place.map_or(0.0, |(x, y)| inked(digit.pixels[y * SIDE + x]))
    })
}

fn cross_entropy(logits: &Tensor, labels: &[i64]) -> Result<Tensor> {
    let loss = || {
        let labels = Tensor::f_from_slice(labels)?;
        let none = None::<Tensor>;
        logits.f_cross_entropy_loss(&labels, none, tch::Reduction::Mean, -100, 0.0)
    };
    loss().map_err(Error::torch("loss"))
}

/// The likeliest class of each row.
fn likeliest(logits: &Tensor) -> Result<Vec<u8>> {
    let best = logits.f_argmax(-1, false).and_then(|best| Vec::<i64>::try_from(&best));
    let best = best.map_err(Error::torch("answers"))?;
    Ok(best.into_iter().map(|class| class as u8).collect())
}

fn score(logits: &Tensor, labels: &[u8]) -> Result<Score> {
    let wide: Vec<i64> = labels.iter().copied().map(i64::from).collect();
    let loss = values(&cross_entropy(logits, &wide)?)?[0];
    let says = likeliest(logits)?;
    let right = says.iter().zip(labels).filter(|(says, label)| says == label).count();
    Ok(Score { loss, right: right as u16, of: labels.len() as u16 })
}

#[cfg(test)]
mod tests;
