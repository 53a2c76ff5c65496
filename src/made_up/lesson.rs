//! A made-up lesson: two things that were taught, and a head that learns to tell them apart.

use std::sync::Arc;
use std::time::Duration;

use super::likes::rings;
use crate::exhibit::teach::learning::{Curve, Learning, Mark};
use crate::exhibit::teach::taught::{Answer, Sample, Taught, Test, Thing, Warning};
use crate::network::head::training::Score;

/// Three things, the second shown far more often than the third, all before one background.
pub fn taught() -> Arc<Taught> {
    let sample = |id: u32| Sample {
        id,
        class: (id % 3) as u8,
        burst: id % 3,
        held_back: id % 7 == 6,
        thumbnail: Arc::new(rings(48, id as usize)),
    };
    let thing = |shown: usize| Thing { shown, learned: shown * 6 / 7, held_back: shown / 7 };
    let answer = Answer {
        cosines: vec![Some(0.82), Some(0.1), Some(-0.4), None],
        best: Some(0),
        threshold: 0.4,
    };
    Arc::new(Taught {
        since: Some(Duration::ZERO),
        things: [thing(49), thing(140), thing(28), Thing::default()],
        samples: (0..42).map(sample).collect(),
        answer: Some(answer),
        test: Some(Test { right: 29, none: 1, all: 31 }),
        warnings: vec![Warning::Unequal(1, 2), Warning::OneBackground],
        loaded: None,
    })
}

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
