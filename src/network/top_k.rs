//! The probabilities of classes from their logits, and the top-k of them. A NaN never wins.

use crate::error::{Error, Result};
use crate::network::guess::Guess;
use crate::network::manifest::Answers;

/// The probabilities of all classes, as [`softmax`] has them.
///
/// # Errors
/// [`Error::NotANumber`] where a logit is NaN or infinite: then none of them is to be trusted.
pub fn probabilities(logits: &[f32]) -> Result<Vec<f32>> {
    Answers::OneOf.probabilities(logits)
}

impl Answers {
    /// What such logits say of each class, 0..=1. A NaN counts as impossible.
    pub fn shares(self, logits: &[f32]) -> Vec<f32> {
        match self {
            Self::OneOf => softmax(logits),
            Self::Several => logits.iter().map(|&logit| sigmoid(logit)).collect(),
        }
    }

    /// The same.
    ///
    /// # Errors
    /// [`Error::NotANumber`] where a logit is NaN or infinite: then none of them is to be trusted.
    pub fn probabilities(self, logits: &[f32]) -> Result<Vec<f32>> {
        match logits.iter().filter(|logit| !logit.is_finite()).count() {
            0 => Ok(self.shares(logits)),
            broken => Err(Error::NotANumber { broken, all: logits.len() }),
        }
    }
}

/// 1 / (1 + e^−x); 0 for a NaN.
fn sigmoid(logit: f32) -> f32 {
    if logit.is_nan() {
        0.0
    } else if logit >= 0.0 {
        1.0 / (1.0 + (-logit).exp())
    } else {
        let weight = logit.exp();
        weight / (1.0 + weight)
    }
}

/// Softmax: the probabilities of all classes, summing to 1. A NaN counts as impossible; infinite
/// logits share all of the probability.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    // f32::max ignores NaN.
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weight = |logit: f32| {
        if logit.is_nan() {
            0.0
        } else if logit >= highest {
            1.0
        } else {
            (logit - highest).exp()
        }
    };
    let mut probabilities: Vec<f32> = logits.iter().map(|&logit| weight(logit)).collect();
    let sum: f32 = probabilities.iter().sum();
    if sum > 0.0 {
        for probability in &mut probabilities {
            *probability /= sum;
        }
    }
    probabilities
}

/// The `k` most probable classes, best first; of equals, the lower class number first.
pub fn top_k(probabilities: &[f32], k: usize) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = probabilities
        .iter()
        .enumerate()
        .filter(|(_, probability)| !probability.is_nan())
        .map(|(class, &probability)| Guess { class, probability })
        .collect();
    guesses.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    guesses.truncate(k);
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softmax_is_proportional_to_the_exponential() {
        // e^0 : e^ln 3 = 1 : 3, and large logits do not overflow.
        let probabilities = softmax(&[1000.0, 1000.0 + 3.0_f32.ln()]);
        assert!((probabilities[0] - 0.25).abs() < 1e-4 && (probabilities[1] - 0.75).abs() < 1e-4);
    }

    #[test]
    fn what_is_not_a_number_never_wins() {
        assert_eq!(softmax(&[f32::NAN, 2.0]), [0.0, 1.0]);
        assert_eq!(softmax(&[f32::INFINITY, 2.0, f32::INFINITY]), [0.5, 0.0, 0.5]);
        assert_eq!(softmax(&[f32::NAN]), [0.0]);
        assert_eq!(softmax(&[]), [0.0; 0]);
        assert_eq!(top_k(&[f32::NAN, 0.2], 5), [Guess { class: 1, probability: 0.2 }]);
    }

    #[test]
    fn several_classes_at_once_have_a_probability_each() {
        // 1 / (1 + e^-ln 3) = 3/4; far out nothing overflows.
        let shares = Answers::Several.shares(&[0.0, 3.0_f32.ln(), -3.0_f32.ln(), 1e4, -1e4]);
        for (got, want) in shares.iter().zip([0.5, 0.75, 0.25, 1.0, 0.0]) {
            assert!((got - want).abs() < 1e-6, "{got} is not {want}");
        }
        assert_eq!(Answers::Several.shares(&[f32::NAN, f32::INFINITY]), [0.0, 1.0]);
        assert!(Answers::Several.probabilities(&[f32::NAN]).is_err());
        assert_eq!(Answers::OneOf.shares(&[1.0, 1.0]), [0.5, 0.5]);
    }

    #[test]
    fn an_answer_that_is_not_a_number_is_none() {
        assert_eq!(probabilities(&[0.0, 0.0]).unwrap(), [0.5, 0.5]);
        for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let error = probabilities(&[broken, 2.0]).unwrap_err().to_string();
            let wanted = "not a number: the weights or the picture are broken (1 of 2 logits)";
            assert_eq!(error, wanted);
        }
    }

    #[test]
    fn of_equals_the_lower_class_comes_first() {
        let classes = |k| -> Vec<usize> {
            top_k(&[0.1, 0.4, 0.1, 0.4], k).iter().map(|guess| guess.class).collect()
        };
        assert_eq!(classes(3), [1, 3, 0]);
        assert_eq!(classes(9), [1, 3, 0, 2]);
    }
}
