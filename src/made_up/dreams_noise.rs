//! Made-up pictures out of noise, and made-up copies of a picture: rings, and the picture under
//! them.

use std::sync::Arc;

use super::dreams::dreamt;
use super::likes::rings;
use crate::exhibit::dreams::goal::{Goal, still_known};
use crate::exhibit::dreams::known::{KnownWanted, Look, Rebuilt, StillKnown};
use crate::exhibit::dreams::noise::{NoiseWanted, OutOfNoise, Stage};
use crate::network::guess::Guess;
use crate::snapshot::Snapshot;

/// After 84 of 150 steps, when it takes it for something else; with another seed it is done.
pub(super) fn out_of_noise(wanted: NoiseWanted) -> OutOfNoise {
    let NoiseWanted { class, seed } = wanted;
    let over = seed > 0;
    let stage = |n: usize, steps, probability| {
        let picture = Arc::new(rings(224, class + 1 + n));
        Stage { picture, steps, probability }
    };
    let stages = vec![stage(0, 1, 0.0004), stage(1, 30, 0.23), stage(2, 90, 0.97)];
    let best = if over {
        Guess { class, probability: 0.996 }
    } else {
        Guess { class: class.saturating_sub(1), probability: 0.31 }
    };
    OutOfNoise {
        picture: Arc::new(rings(224, class)),
        stages: stages.into_iter().take(if over { 3 } else { 2 }).collect(),
        steps: if over { 150 } else { 84 },
        of: 150,
        answer: vec![best],
        probability: if over { 0.996 } else { 0.23 },
    }
}

/// The deeper the less of the picture; at first while they form, then done.
pub(super) fn still_known_of(wanted: KnownWanted, snapshot: &Snapshot) -> StillKnown {
    let over = wanted.run > 0;
    let layers = still_known(&snapshot.outline);
    let rebuilt = layers.into_iter().enumerate().map(|(n, layer)| {
        let probability = 0.45 - 0.1 * n as f32;
        let answer = vec![Guess { class: 4 * n, probability }];
        let look = Look { error: 0.021 + 0.02 * n as f32, answer };
        Arc::new(Rebuilt {
            layer,
            picture: dreamt(snapshot, Goal::Layer(layer), 1 + 3 * n),
            steps: if over { 120 } else { 40 - 2 * n },
            of: 120,
            look: (over || n == 0).then_some(look),
        })
    });
    StillKnown {
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        answer: snapshot.top.clone(),
        rebuilt: rebuilt.collect(),
    }
}
