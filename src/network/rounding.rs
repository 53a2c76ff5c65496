//! The effect of bf16's rounding on the answers, frame by frame beside the same network in f32.

use serde::Serialize;

use super::top_k::{softmax, top_k};

/// The largest differences so far. As JSON it is part of `deepvis bench`'s report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Rounding {
    /// Frames compared.
    pub frames: u64,
    /// Of these, how many have the same class on top.
    pub same_top: u64,
    /// The largest difference of a logit, as a share of the range (max − min) of the frame's f32
    /// logits.
    pub logits: f32,
    /// The largest difference of a class's probability, 0..=1.
    pub probability: f32,
}

impl Rounding {
    /// One frame more: its logits in f32 and in bf16.
    pub fn add(&mut self, exact: &[f32], rounded: &[f32]) {
        let (low, high) = exact
            .iter()
            .fold((f32::MAX, f32::MIN), |(low, high), &logit| (low.min(logit), high.max(logit)));
        let share = largest_difference(exact, rounded) / (high - low).max(f32::MIN_POSITIVE);
        let [exact, rounded] = [softmax(exact), softmax(rounded)];
        let best = |probabilities| top_k(probabilities, 1).first().map(|guess| guess.class);
        self.frames += 1;
        self.same_top += u64::from(best(&exact) == best(&rounded));
        self.logits = self.logits.max(share);
        self.probability = self.probability.max(largest_difference(&exact, &rounded));
    }
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "halves and quarters are exact")]
mod tests {
    use super::*;

    #[test]
    fn the_largest_differences_of_all_frames_are_kept() {
        let mut rounding = Rounding::default();
        rounding.add(&[0.0, 8.0, 2.0], &[0.0, 8.0, 4.0]);
        assert_eq!((rounding.frames, rounding.same_top, rounding.logits), (1, 1, 0.25));
        // The other class wins: e / (1 + e) instead of 1 / (1 + e).
        rounding.add(&[0.0, 1.0], &[1.0, 0.0]);
        assert_eq!((rounding.frames, rounding.same_top, rounding.logits), (2, 1, 1.0));
        let e = std::f32::consts::E;
        assert!((rounding.probability - (e - 1.0) / (e + 1.0)).abs() < 1e-6);
        rounding.add(&[3.0, 3.0], &[3.0, 3.0]);
        assert_eq!((rounding.frames, rounding.same_top), (3, 2));
    }
}
