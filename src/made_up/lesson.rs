//! A made-up lesson: a head that learns to tell three things apart, and why one is answered.

use crate::exhibit::teach::learning::{Curve, Learning, Mark};
use crate::exhibit::teach::why::{By, Map, Near, Vote, Why};
use crate::geometry::Size;
use crate::network::head::training::Score;
use crate::taps::plan::Unit;

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

/// A hill at this place of a map of 7 by 7, as high as 1.
fn hill(x: f32, y: f32) -> Vec<f32> {
    let away = |at: usize| ((at % 7) as f32 - x).powi(2) + ((at / 7) as f32 - y).powi(2);
    (0..49).map(|at| (-away(at) / 3.0).exp()).collect()
}

/// The first thing, for a part to the right of the middle; three pictures of it are like this one.
pub fn why(class: u8, layer: usize) -> Why {
    let size = Size::new(7, 7);
    let values = hill(4.5, 2.5).into_iter().map(|value| value * 0.1 - 0.02).collect();
    let near = |(id, cosine)| Near { id, cosine };
    let vote = |n: usize| {
        let map = hill(1.0 + n as f32 * 0.5, 2.0 + (n % 3) as f32);
        Vote {
            unit: Some(Unit { layer, channel: (n * 7) % 40 }),
            share: 0.05 / (1.0 + 0.3 * n as f32),
            map: map.into_iter().map(|value| (value * 255.0) as u8).collect(),
        }
    };
    Why {
        class,
        says: Some(0),
        by: By::Mean,
        score: 0.4,
        map: Some(Map { size, values }),
        nearest: [(3, 0.91), (9, 0.88), (40, 0.63)].map(near).into(),
        votes: (0..10).map(vote).collect(),
    }
}
