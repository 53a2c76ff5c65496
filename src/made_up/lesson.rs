//! A made-up lesson: a head that learns to tell three things apart.

use crate::exhibit::teach::learning::{Curve, Learning, Mark};
use crate::network::head::training::Score;

/// It learns what it was shown, and from some step on by heart.
pub fn learning(steps: u32) -> Learning {
    let mut curve = Curve::default();
    for step in 0..steps {
        let along = step as f32 / 60.0;
        let shown = (-along).exp();
        let held_back = (-along).exp() * 0.6 + 0.25 + along * 0.02;
        let wave = (step as f32 * 0.7).sin() * 0.02;
        let score = |loss: f32| Score { loss, accuracy: (1.0 - loss * 0.62 + wave).min(1.0) };
        curve.push(Mark { step, shown: score(shown), held_back: Some(score(held_back)) });
    }
    Learning {
        steps,
        classes: vec![0, 1, 2],
        learned: 186,
        held_back: 31,
        wrong: 0,
        curve,
        answer: vec![0.71, 0.23, 0.06],
    }
}
