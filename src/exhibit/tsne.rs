//! t-SNE: points of many values laid out on a plane, so that what is alike stands together.
//!
//! van der Maaten and Hinton 2008, with the tree of van der Maaten 2014 (the crate bhtsne). It
//! begins with the two main directions of the points, as Kobak and Berens 2019 advise: so nothing
//! is drawn at random, and the same points give the same map.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use bhtsne::{Neighbor, tSNE};

use crate::error::{Error, Result};
use crate::interrupt::Interrupt;

/// How many steps a map takes: bhtsne's own number, a quarter of them with exaggerated attraction.
pub const EPOCHS: usize = 1000;

/// As many neighbours count for each point, smoothly: van der Maaten and Hinton use 5 to 50.
const PERPLEXITY: usize = 30;
/// With fewer than this a map would be arbitrary.
const LEAST_PERPLEXITY: usize = 5;
/// Points are first turned into so many main directions, which drops noise: of each word's ten
/// nearest of `EfficientNet-Lite0` 5.0 are among the ten nearest on the map, without this 4.4.
const DIRECTIONS: usize = 50;
/// Rounds of orthogonal iteration; the first directions no longer change after ten.
const ROUNDS: usize = 20;
/// How coarsely far points count together; van der Maaten 2014 takes the same.
const THETA: f32 = 0.5;
/// The standard deviation along the first direction, to begin with (Kobak and Berens 2019).
const START: f32 = 1e-4;

/// Points of many values.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    values: Vec<f32>,
    width: usize,
}

/// Where points stand on the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Flat {
    /// A place a point, on no particular scale.
    pub places: Vec<[f32; 2]>,
    /// How they were laid out.
    pub way: Way,
}

/// How points were laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// By t-SNE.
    Neighbours,
    /// By the two directions in which they differ most: there are too few for t-SNE, or it cannot
    /// tell them apart.
    MainDirections,
}

impl Points {
    /// Points of `width` values each, one after the other; what is left over makes no point.
    pub fn new(mut values: Vec<f32>, width: usize) -> Self {
        values.truncate(values.len() / width.max(1) * width);
        Self { values, width }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn of(&self, point: usize) -> &[f32] {
        &self.values[point * self.width..][..self.width]
    }

    fn rows(&self) -> std::slice::ChunksExact<'_, f32> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// Moves their mean to zero.
    fn centre(&mut self) {
        let mut mean = vec![0.0_f64; self.width];
        for row in self.rows() {
            mean.iter_mut().zip(row).for_each(|(mean, value)| *mean += f64::from(*value));
        }
        let count = self.len() as f64;
        for row in self.values.chunks_exact_mut(self.width.max(1)) {
            row.iter_mut().zip(&mean).for_each(|(value, mean)| *value -= (mean / count) as f32);
        }
    }

    /// The same seen from their mean, each at distance 1: then they are as near to each other as
    /// their directions are alike. A point at the mean stays there.
    #[must_use]
    pub fn as_directions(mut self) -> Self {
        self.centre();
        for row in self.values.chunks_exact_mut(self.width.max(1)) {
            let length = dot(row, row).sqrt();
            if length > 0.0 {
                for value in row.iter_mut() {
                    *value /= length;
                }
            }
        }
        self
    }

    /// The `count` nearest of each point, the nearest first, of equals the first; fewer where there
    /// are fewer points. With the distance to each.
    ///
    /// # Errors
    /// [`Error::Interrupted`].
    pub fn nearest(
        &self,
        count: usize,
        interrupts: &[Interrupt],
    ) -> Result<Vec<Vec<(usize, f32)>>> {
        let squares: Vec<f32> = self.rows().map(|row| dot(row, row)).collect();
        let count = count.min(self.len().saturating_sub(1));
        let of = |point: usize| {
            check(interrupts)?;
            let own = self.of(point);
            let away = |other: usize| {
                let square = squares[point] + squares[other] - 2.0 * dot(own, self.of(other));
                (other, square.max(0.0).sqrt())
            };
            let mut all: Vec<_> =
                (0..self.len()).filter(|&other| other != point).map(away).collect();
            let nearer =
                |a: &(usize, f32), b: &(usize, f32)| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0));
            if count < all.len() {
                all.select_nth_unstable_by(count, nearer);
                all.truncate(count);
            }
            all.sort_unstable_by(nearer);
            Ok(all)
        };
        (0..self.len()).map(of).collect()
    }

    /// The same points in the directions in which they differ most, the first first, by orthogonal
    /// iteration; fewer where there are fewer.
    ///
    /// # Errors
    /// [`Error::Interrupted`].
    fn main_directions(&self, interrupts: &[Interrupt]) -> Result<Self> {
        let mut centred = self.clone();
        centred.centre();
        centred.directions_around_zero(interrupts)
    }

    /// The first two values of each point.
    fn first_two(&self) -> Vec<[f32; 2]> {
        self.rows().map(|row| [row[0], row[1]]).collect()
    }

    fn directions_around_zero(&self, interrupts: &[Interrupt]) -> Result<Self> {
        let width = self.width;
        let count = DIRECTIONS.min(width).min(self.len()).max(2);
        let mut random = fastrand::Rng::with_seed(1);
        let mut axes: Vec<f32> = (0..count * width).map(|_| random.f32() - 0.5).collect();
        let mut along = vec![0.0; count * self.len()];
        for round in 0..=ROUNDS {
            check(interrupts)?;
            make_orthonormal(&mut axes, width);
            for (row, along) in self.rows().zip(along.chunks_exact_mut(count)) {
                let axes = axes.chunks_exact(width);
                along.iter_mut().zip(axes).for_each(|(along, axis)| *along = dot(row, axis));
            }
            if round == ROUNDS {
                break;
            }
            axes.fill(0.0);
            for (row, along) in self.rows().zip(along.chunks_exact(count)) {
                for (axis, &along) in axes.chunks_exact_mut(width).zip(along) {
                    axis.iter_mut().zip(row).for_each(|(axis, value)| *axis += along * value);
                }
            }
        }
        Ok(Self { values: along, width: count })
    }
}

/// Where points stand to begin with, one place a point; with another number of places they begin
/// along their main directions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start<'a> {
    /// A map that is there is only improved, for so many epochs.
    Improved(&'a [[f32; 2]], usize),
    /// Only the arrangement of these places is taken over: the map is made anew around it.
    Arranged(&'a [[f32; 2]]),
}

impl<'a> Start<'a> {
    fn places(self) -> &'a [[f32; 2]] {
        let (Self::Improved(places, _) | Self::Arranged(places)) = self;
        places
    }
}

/// Lays points out; without a `start` they begin along their main directions. `watch` sees the map
/// form: how many epochs are over, and the places so far, x and y by turns. It uses the thread pool
/// that it is called on; on one thread the same points give the same bytes.
///
/// # Errors
/// [`Error::Interrupted`], a few milliseconds after one of the interrupts is raised.
pub fn lay_out(
    points: &Points,
    start: Option<Start<'_>>,
    interrupts: &[Interrupt],
    mut watch: impl FnMut(usize, &[f32]),
) -> Result<Flat> {
    if points.width == 0 || points.len() < 2 {
        let places = vec![[0.0; 2]; points.len()];
        return Ok(Flat { places, way: Way::MainDirections });
    }
    let perplexity = PERPLEXITY.min((points.len() - 1) / 3);
    let start = start.filter(|start| start.places().len() == points.len());
    // What is only improved is not worth finding the main directions for.
    let main = match start {
        Some(Start::Improved(..)) if perplexity >= LEAST_PERPLEXITY => None,
        _ => Some(points.main_directions(interrupts)?),
    };
    let two = main.as_ref().map_or_else(Vec::new, Points::first_two);
    let (begin, epochs) = match start {
        Some(Start::Improved(places, epochs)) => (places.as_flattened().to_vec(), epochs),
        Some(Start::Arranged(places)) => (small(&centred(places)), EPOCHS),
        None => (small(&two), EPOCHS),
    };
    let differ = begin.as_chunks::<2>().0.windows(2).any(|pair| {
        let [one, other] = [pair[0], pair[1]].map(|place| place.map(f32::to_bits));
        one != other
    });
    let plain = |two: Vec<[f32; 2]>| -> Result<Flat> {
        let main = || points.main_directions(interrupts).map(|main| main.first_two());
        let places = if two.is_empty() { main()? } else { two };
        Ok(Flat { places, way: Way::MainDirections })
    };
    if perplexity < LEAST_PERPLEXITY || !differ {
        return plain(two);
    }
    let compared = main.as_ref().unwrap_or(points);
    let neighbours = compared.nearest(3 * perplexity, interrupts)?.into_iter();
    let neighbour = |(index, distance)| Neighbor { index, distance };
    let neighbours: Vec<Vec<Neighbor<f32>>> =
        neighbours.map(|row| row.into_iter().map(neighbour).collect()).collect();
    let fit = || {
        let points = vec![(); points.len()];
        let mut fit = tSNE::<f32, (), 2>::new(&points);
        fit.perplexity(perplexity as f32).epochs(epochs).initial_embedding(begin);
        if matches!(start, Some(Start::Improved(..))) {
            // Exaggerated attraction would pull it together again.
            fit.stop_lying_epoch(0);
        }
        fit.epoch_callback(|epoch, places| {
            if check(interrupts).is_err() {
                // bhtsne knows no other way to end a fit; no panic is reported by this.
                resume_unwind(Box::new(Interrupted));
            }
            watch(epoch + 1, places);
        });
        fit.barnes_hut_with_neighbors(THETA, &neighbours);
        fit.embedding()
    };
    match catch_unwind(AssertUnwindSafe(fit)) {
        Ok(places) if places.iter().all(|value| value.is_finite()) => {
            Ok(Flat { places: places.as_chunks::<2>().0.to_vec(), way: Way::Neighbours })
        }
        Err(cause) if cause.is::<Interrupted>() => Err(Error::Interrupted),
        // It has given up: a plain map is better than none.
        Ok(_) | Err(_) => plain(two),
    }
}

fn check(interrupts: &[Interrupt]) -> Result<()> {
    interrupts.iter().try_for_each(Interrupt::check)
}

/// What ends a fit.
struct Interrupted;

/// The same places around zero.
fn centred(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let count = places.len().max(1) as f32;
    let mean = |axis: usize| places.iter().map(|place| place[axis]).sum::<f32>() / count;
    let (x, y) = (mean(0), mean(1));
    places.iter().map(|place| [place[0] - x, place[1] - y]).collect()
}

/// Places so small that nothing is decided yet.
fn small(places: &[[f32; 2]]) -> Vec<f32> {
    let square = places.iter().map(|place| place[0] * place[0]).sum::<f32>();
    let spread = (square / places.len().max(1) as f32).sqrt();
    let scale = if spread > 0.0 { START / spread } else { 0.0 };
    places.as_flattened().iter().map(|value| value * scale).collect()
}

/// Makes each axis of length 1 and orthogonal to those before it (Gram and Schmidt, twice); what
/// then is nothing but rounding becomes zero.
fn make_orthonormal(axes: &mut [f32], width: usize) {
    for at in 0..axes.len() / width {
        let (before, rest) = axes.split_at_mut(at * width);
        let axis = &mut rest[..width];
        let long = dot(axis, axis).sqrt();
        for _ in 0..2 {
            for other in before.chunks_exact(width) {
                let along = dot(other, axis);
                axis.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
            }
        }
        let length = dot(axis, axis).sqrt();
        let scale = if length > 1e-5 * long { 1.0 / length } else { 0.0 };
        for value in axis.iter_mut() {
            *value *= scale;
        }
    }
}

/// The sum of the products, in eight sums, which a processor adds up at once.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let ((ones, left), (others, right)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    for (one, other) in ones.iter().zip(others) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    let rest: f32 = left.iter().zip(right).map(|(one, other)| one * other).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests;
