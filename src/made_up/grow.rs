//! A made-up network that grows: waves on its wall, curves that fall, digits in rings.

use std::sync::Arc;

use crate::exhibit::grow::Wanted;
use crate::exhibit::grow::digits;
use crate::exhibit::grow::grown::{Grown, Mark, Mistake, Score, Shown, StepMaps, Wall};
use crate::exhibit::grow::maps::{DigitMaps, MAPPED};

/// After 420 steps, or as it was earlier.
pub(super) fn grown(wanted: Wanted) -> Arc<Grown> {
    let marks: Vec<Mark> = (0..=60).map(|n| mark(n * 7)).collect();
    let mistake = |n: u16| Mistake { which: 23 * n + 5, says: (n * 3 % 10) as u8 };
    Arc::new(Grown {
        wanted,
        steps: 420,
        mark: mark(wanted.back.unwrap_or(420)),
        kept: (0..30).map(|n| n * 14).collect(),
        marks,
        wall: wall(wanted),
        mistakes: (0..12).map(mistake).collect(),
        maps: wanted.mapped.then(|| Arc::new(maps(wanted.recipe.layers()))),
        is_whole: true,
    })
}

fn mark(step: u32) -> Mark {
    let along = step as f32 / 420.0;
    let score = |least: f32, most: f32| Score {
        loss: least + (2.3 - least) * (-5.0 * along).exp(),
        right: (360.0 * (most - (most - 0.1) * (-6.0 * along).exp())) as u16,
        of: 360,
    };
    Mark { step, learned: score(0.04, 1.0), held_back: score(0.22, 0.96) }
}

fn wall(wanted: Wanted) -> Wall {
    let held_back = digits::held_back().unwrap_or_default();
    let (digit, label) = match wanted.shown {
        Shown::HeldBack(which) => {
            let digit = &held_back[usize::from(which)];
            (digit.pixels, Some(digit.label))
        }
        Shown::Drawn(pixels) => (pixels, None),
    };
    let detectors = wanted.recipe.detectors();
    let step = |n: usize| {
        let side = [8, 4, 2][n];
        let value = |at: usize| ((at * (n + 2)) as f32 * 0.37).sin().max(-0.2);
        StepMaps { side, values: (0..detectors * side * side).map(value).collect() }
    };
    let mut answers = [0.01; digits::CLASSES];
    answers[usize::from(label.unwrap_or(3))] = 0.91;
    Wall {
        digit: digit.to_vec(),
        label,
        filters: (0..detectors * 9).map(|at| (at as f32 * 0.8).cos()).collect(),
        steps: (0..wanted.recipe.layers()).map(step).collect(),
        answers,
    }
}

/// Each digit in a ring of its own, the tighter the later the layer.
fn maps(steps: usize) -> DigitMaps {
    let labels: Vec<u8> =
        digits::held_back().unwrap_or_default().iter().map(|digit| digit.label).collect();
    let layer = |n: usize| {
        let place = |at: usize| {
            let (sin, cos) = (f32::from(labels[at]) * 0.628).sin_cos();
            let (away_y, away_x) = (at as f32 * 1.7).sin_cos();
            let spread = 0.3 / (1.0 + n as f32) * (at % 7) as f32 / 7.0;
            let along = |middle: f32, away: f32| 0.5 + 0.3 * middle + spread * away;
            [along(cos, away_x).clamp(0.0, 1.0), along(sin, away_y).clamp(0.0, 1.0)]
        };
        (0..MAPPED).map(place).collect()
    };
    DigitMaps { step: 420, layers: (0..steps + 2).map(layer).collect() }
}
