//! Tests of the gradients, of what two and three cells can do, and that seeds settle everything.

use super::*;
use crate::exhibit::untangle::job::{PASSES, RATES, USUAL_RATE};
use crate::exhibit::untangle::points::{Data, right};

#[test]
fn gradients_equal_finite_differences() {
    for (layers, cells, seed) in [(1, 2, 1), (2, 3, 2), (4, 2, 3), (3, 3, 4)] {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut network = Network::new(layers, cells, &mut random);
        for layer in &mut network.layers {
            for shift in layer.shift.iter_mut().take(cells) {
                *shift = random.f64() - 0.5;
            }
        }
        network.offset = 0.3;
        for second in [false, true] {
            let point = Point { at: [0.4, -0.7], second };
            let numbers = numbers(&network);
            let mut gradient = vec![0.0; numbers.len()];
            add_gradient(&network, point, &mut gradient);
            let loss = |n: usize, by: f64| {
                let mut moved = numbers.clone();
                moved[n] += by;
                let mut other = network.clone();
                take(&mut other, &moved);
                add_gradient(&other, point, &mut vec![0.0; moved.len()])
            };
            let step = 1e-6;
            let mut learned = 0;
            for (n, &slope) in gradient.iter().enumerate() {
                let difference = (loss(n, step) - loss(n, -step)) / (2.0 * step);
                // Rows and columns without a cell are not learned.
                let of_it = n % OF_A_LAYER;
                let layer = n / OF_A_LAYER;
                let is_there = if layer == network.layers.len() {
                    of_it < cells || of_it == 3
                } else if of_it >= 9 {
                    of_it - 9 < cells
                } else {
                    of_it / 3 < cells && of_it % 3 < network.inputs(layer)
                };
                learned += usize::from(is_there);
                let expected = if is_there { difference } else { 0.0 };
                assert!((slope - expected).abs() < 1e-8, "{n}: {slope}, {expected}");
            }
            let of_layers: usize =
                (0..layers.into()).map(|n| cells * (network.inputs(n) + 1)).sum();
            assert_eq!(learned, of_layers + cells + 1);
        }
    }
}

/// The share of the ring's points that lie on their side when the training is over.
fn taught(layers: u8, cells: usize, seed: u64) -> f64 {
    let points = Data::Ring.made_up();
    let mut training = Training::new(layers, cells, RATES[usize::from(USUAL_RATE)], seed);
    for _ in 0..PASSES {
        training.pass(&points);
    }
    right(training.network(), &points) as f64 / points.len() as f64
}

/// No curve that two tanh cells can draw closes round the disc: between a strip, which leaves
/// 82 % of these points right, and a wedge with a round end. Colah (2014) says "about 80 %".
#[test]
fn two_cells_cannot_lift_the_disc_out_of_the_ring() {
    for seed in 0..10 {
        let right = taught(1, 2, seed);
        assert!((0.80..0.90).contains(&right), "seed {seed}: {right}");
    }
}

#[test]
fn three_cells_lift_the_disc_out_of_the_ring() {
    for seed in 0..10 {
        let right = taught(1, 3, seed);
        assert!(right >= 0.97, "seed {seed}: {right}");
    }
}

#[test]
fn the_same_seed_makes_the_same_network_to_the_bit() {
    let points = Data::Spirals.made_up();
    let learned = |seed| {
        let mut training = Training::new(3, 3, 0.03, seed);
        let losses: Vec<u64> = (0..30).map(|_| training.pass(&points).to_bits()).collect();
        let bits: Vec<u64> = numbers(training.network()).iter().map(|v| v.to_bits()).collect();
        (losses, bits)
    };
    assert_eq!(learned(5), learned(5));
    assert_ne!(learned(5), learned(6));
}
