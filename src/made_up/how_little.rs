//! What is found out about small changes of the picture, made up.

use crate::exhibit::adversarial::Adversarial;
use crate::exhibit::changes::invariance::{Axis, Curve, Invariance, Point, Smallest};
use crate::exhibit::changes::perturbation::Perturbation;
use crate::exhibit::work::Progress;
use crate::frame::{Frame, Picture};
use crate::network::guess::Guess;

pub(super) fn invariance(late: usize, frame: &Frame) -> Invariance {
    let point = |axis: Axis, n: i32| {
        let (least, most) = axis.range();
        let reach = n as f32 / 8.0;
        let amount =
            axis.rest() + reach * if n < 0 { axis.rest() - least } else { most - axis.rest() };
        let far = reach.abs();
        let best = usize::from(far > 0.2);
        Point { amount, early: 0.4 * far.sqrt(), late: far, probability: 0.6 - 0.4 * far, best }
    };
    let curve = |axis| Curve { axis, points: (-8..=8).map(|n| point(axis, n)).collect() };
    let smallest = |perturbation| Smallest {
        perturbation,
        to: Guess { class: 1, probability: 0.5 },
        from: Guess { class: 0, probability: 0.4 },
    };
    Invariance {
        class: 0,
        probability: 0.6,
        second: Some(Guess { class: 1, probability: 0.56 }),
        early: 0,
        late,
        curves: Axis::ALL.map(curve),
        smallest: [
            Some(smallest(Perturbation::Shift { right: 0.0, down: -3.25 })),
            Some(smallest(Perturbation::Shift { right: 0.6, down: 0.0 })),
            Some(smallest(Perturbation::Zoom(0.98))),
            None,
            Some(smallest(Perturbation::Brightness(0.56))),
        ],
        progress: Progress { done: 4, all: 4 },
        base: square(frame),
    }
}

/// What the network sees of it.
pub(super) fn square(frame: &Frame) -> Picture {
    let Picture { size, rgb } = &frame.picture;
    let crop = size.centre_square();
    let row = |y: i32| {
        let from = 3 * (y * size.width + crop.x) as usize;
        &rgb[from..from + 3 * crop.width as usize]
    };
    Picture::new(crop.size(), (crop.y..crop.bottom()).flat_map(row).copied().collect())
}

pub(super) fn adversarial(frame: &Frame) -> Adversarial {
    let before = square(frame);
    let rgb = before.rgb.iter().enumerate();
    let rgb = rgb.map(|(n, &byte)| if n % 5 == 0 { byte.saturating_add(2) } else { byte });
    Adversarial {
        after: Some(Picture::new(before.size, rgb.collect())),
        before,
        largest: 2,
        changed: 0.2,
        from: Guess { class: 0, probability: 0.6 },
        to: Some(Guess { class: 2, probability: 0.7 }),
        was: 0.1,
        progress: Progress { done: 3, all: 4 },
    }
}
