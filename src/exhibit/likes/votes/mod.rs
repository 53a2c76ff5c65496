//! What a unit speaks for: the classes that lose most when it is held at zero. Plain host data.

pub mod job;

use crate::taps::plan::Unit;

/// So many classes are named.
pub const NAMED: usize = 5;

/// Over so many pictures, the last ones.
pub const PICTURES: usize = 16;

/// A class that loses less of its probability than this, in the mean, is too little to tell of.
pub const LEAST: f32 = 0.005;

/// From so many pictures on, the mean must stand out from how much the pictures differ.
const SCATTERED: usize = 3;

/// The mean must be so many times its standard error.
const CLEARLY: f64 = 2.0;

/// What becomes of the answer without one unit, over the last pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Votes {
    /// Which unit was held at zero.
    pub unit: Unit,
    /// Over how many pictures, no two of them the same, at most [`PICTURES`].
    pub pictures: usize,
    /// The classes that lose most, the greatest loss first, at most [`NAMED`]; empty where it is
    /// too little to tell: each loses at least [`LEAST`] in the mean and, from three pictures on,
    /// twice the standard error of that mean.
    pub helped: Vec<Vote>,
    /// The greatest mean loss of all classes, also where it is too little to tell.
    pub most: f32,
    /// Of a unit that the classes read directly, those that it speaks for most by the weights
    /// themselves, at most [`NAMED`]; none for every other unit.
    pub weights: Option<Vec<Weight>>,
}

/// A class, and what it loses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vote {
    /// The class's number.
    pub class: usize,
    /// How much of its probability is lost, 0 to 1: the mean over the pictures of the probability
    /// with the unit minus that without it.
    pub loss: f32,
}

/// A class, and the weight that leads to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// The class's number.
    pub class: usize,
    /// By how much its logit rises with the mean of the unit's map.
    pub weight: f32,
    /// The same times that mean, over the pictures: what the unit adds to the logit now.
    pub adds: f32,
}

impl Votes {
    /// Of a unit of which no picture was looked at yet.
    pub fn of(unit: Unit) -> Self {
        Self { unit, pictures: 0, helped: Vec::new(), most: 0.0, weights: None }
    }
}

/// Which classes lose most, of each picture's losses by class; and the greatest mean of all.
fn most_helped<'a>(losses: impl ExactSizeIterator<Item = &'a [f32]> + Clone) -> (Vec<Vote>, f32) {
    let pictures = losses.len() as f64;
    let classes = losses.clone().next().map_or(0, <[f32]>::len);
    let (mut sums, mut squares) = (vec![0.0_f64; classes], vec![0.0_f64; classes]);
    for picture in losses {
        for ((sum, square), &loss) in sums.iter_mut().zip(&mut squares).zip(picture) {
            *sum += f64::from(loss);
            *square += f64::from(loss).powi(2);
        }
    }
    let mut votes = Vec::new();
    let mut most = 0.0_f64;
    for (class, (sum, square)) in sums.into_iter().zip(squares).enumerate() {
        let mean = sum / pictures;
        most = most.max(mean);
        // Of the mean, unbiased.
        let variance = (square / pictures - mean * mean).max(0.0) / (pictures - 1.0);
        let stands_out = pictures < SCATTERED as f64 || mean >= CLEARLY * variance.sqrt();
        if mean >= f64::from(LEAST) && stands_out {
            votes.push(Vote { class, loss: mean as f32 });
        }
    }
    // Stable: of equals the lower number first.
    votes.sort_by(|a, b| b.loss.total_cmp(&a.loss));
    votes.truncate(NAMED);
    (votes, most as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(losses: &[&[f32]]) -> Vec<usize> {
        most_helped(losses.iter().copied()).0.iter().map(|vote| vote.class).collect()
    }

    #[test]
    fn the_classes_that_lose_most_come_first_and_those_that_gain_not_at_all() {
        let picture: &[f32] = &[0.1, -0.3, 0.2, 0.004, 0.0];
        assert_eq!(classes(&[picture]), [2, 0]);
        let (votes, most) = most_helped([picture, &[0.3, -0.3, 0.2, 0.004, 0.0]].into_iter());
        assert_eq!((votes[0].class, votes[1].class), (0, 2), "of equals the lower number");
        assert!((votes[0].loss - 0.2).abs() < 1e-6 && (most - 0.2).abs() < 1e-6);
        assert_eq!(most_helped(std::iter::empty()), (Vec::new(), 0.0));
        let many = vec![0.01; 40];
        assert_eq!(classes(&[&many]), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_is_small_or_no_larger_than_its_scatter_is_too_little_to_tell() {
        assert_eq!(classes(&[&[0.0049]]), Vec::<usize>::new());
        assert_eq!(classes(&[&[0.0051]]), [0]);
        // A mean of 1 % that goes up and down by 9 %, and one that is steady.
        let pictures: Vec<[f32; 2]> = (0..16)
            .map(|n| [if n % 2 == 0 { 0.1 } else { -0.08 }, if n % 2 == 0 { 0.012 } else { 0.008 }])
            .collect();
        let pictures: Vec<&[f32]> = pictures.iter().map(|picture| &picture[..]).collect();
        assert_eq!(classes(&pictures), [1]);
        let (_, most) = most_helped(pictures.iter().copied());
        assert!((most - 0.01).abs() < 1e-6);
    }
}
