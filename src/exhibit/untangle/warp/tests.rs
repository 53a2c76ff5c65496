//! Tests that the sheet never folds on its way, and ends where the network has it.

use super::*;
use crate::exhibit::untangle::points::{Data, right};
use crate::exhibit::untangle::space::{cross, determinant};
use crate::exhibit::untangle::training::Training;

/// Trained on a disc in a ring; of some, layers turn their space inside out.
fn trained(layers: u8, cells: usize, seed: u64) -> Network {
    let points = Data::Ring.made_up();
    let mut training = Training::new(layers, cells, 0.01, seed);
    for _ in 0..60 {
        training.pass(&points);
    }
    training.network().clone()
}

/// Moments all over the way, each part's ends and the places between.
fn moments(layers: usize) -> impl Iterator<Item = f64> {
    (0..=12 * length(layers)).map(|n| n as f64 / 12.0)
}

/// How a place moves with one step to the right on the sheet, and with one up: by central
/// differences.
fn tangents(pose: &Pose<'_>, [x, y]: [f64; 2]) -> [Place; 2] {
    let step = 1e-5;
    let slope = |a: Place, b: Place| [0, 1, 2].map(|n| (a[n] - b[n]) / (2.0 * step));
    let at = |x: f64, y: f64| pose.carry([x, y, 0.0]);
    [slope(at(x + step, y), at(x - step, y)), slope(at(x, y + step), at(x, y - step))]
}

fn grid() -> impl Iterator<Item = [f64; 2]> {
    (-4..=4).flat_map(|x| (-4..=4).map(move |y| [f64::from(x) / 4.0, f64::from(y) / 4.0]))
}

#[test]
fn two_cells_never_fold_the_sheet_on_its_way() {
    let mut inside_out = 0;
    for seed in 0..10 {
        let network = trained(1 + seed as u8 % 3, 2, seed);
        inside_out +=
            network.layers.iter().filter(|layer| determinant(&layer.weights) < 0.0).count();
        let warp = Warp::new(&network);
        for moment in moments(network.layers.len()) {
            let pose = warp.at(moment);
            for at in grid() {
                let [[a, b, _], [c, d, _]] = tangents(&pose, at);
                assert!(a * d - b * c > 0.0, "seed {seed} at {moment}, {at:?}: {}", a * d - b * c);
            }
        }
    }
    assert!(inside_out > 2, "{inside_out} layers alone turn their space inside out");
}

#[test]
fn three_cells_never_crease_the_sheet_on_its_way() {
    for seed in 0..6 {
        let network = trained(1 + seed as u8 % 2, 3, seed);
        let warp = Warp::new(&network);
        for moment in moments(network.layers.len()) {
            let pose = warp.at(moment);
            for at in grid() {
                let [right, up] = tangents(&pose, at);
                let normal = cross(right, up);
                let lengths = dot(right, right) * dot(up, up);
                assert!(dot(normal, normal) > 1e-9 * lengths, "seed {seed} at {moment}, {at:?}");
            }
        }
        for n in 0..network.layers.len() {
            for share in 0..=20 {
                let linear = warp.linear[n].at(f64::from(share) / 20.0);
                assert!(determinant(&linear) > 0.0, "seed {seed}, layer {n}");
            }
        }
    }
}

#[test]
fn every_layer_ends_where_the_network_has_it() {
    for (layers, cells, seed) in [(1, 2, 1), (2, 2, 2), (4, 2, 3), (1, 3, 4), (3, 3, 5)] {
        let network = trained(layers, cells, seed);
        let warp = Warp::new(&network);
        let right = warp.network();
        for at in grid() {
            let mut place = [at[0], at[1], 0.0];
            assert_eq!(
                warp.at(0.0).carry(place).map(f64::to_bits),
                place.map(f64::to_bits),
                "flat at first"
            );
            assert_eq!(
                warp.at(0.0).seen(place).map(f64::to_bits),
                place.map(f64::to_bits),
                "from above"
            );
            for (n, layer) in right.layers.iter().enumerate() {
                let ends = [
                    apply(&layer.weights, place),
                    layer.sum(place),
                    squash(layer.sum(place), cells),
                ];
                for (part, end) in ends.into_iter().enumerate() {
                    let number = PARTS * n + part;
                    // Just before its end, and at the next one's beginning.
                    let there = warp.at((number + 1) as f64).carry([at[0], at[1], 0.0]);
                    let before = warp.at((number + 1) as f64 - 1e-7).carry([at[0], at[1], 0.0]);
                    for axis in 0..3 {
                        let size = 1.0 + end[axis].abs();
                        assert!((there[axis] - end[axis]).abs() < 1e-9 * size, "{number}");
                        assert!((before[axis] - end[axis]).abs() < 1e-9 * size, "{number}");
                    }
                }
                place = ends[2];
            }
            assert!((right.side(place) - network.logit(at)).abs() < 1e-9);
        }
    }
}

#[test]
fn at_the_end_the_line_that_is_seen_parts_the_answers() {
    for (layers, cells) in [(1, 2), (2, 2), (1, 3), (2, 3)] {
        let network = trained(layers, cells, 3);
        let warp = Warp::new(&network);
        let pose = warp.at(length(network.layers.len()) as f64);
        let ([a, b], offset) = pose.line();
        for at in grid() {
            let [x, y, _] = pose.seen(pose.carry([at[0], at[1], 0.0]));
            let side = a * x + b * y - offset;
            let logit = network.logit(at);
            let gap = side * dot(warp.network.line, warp.network.line).sqrt() - logit;
            assert!(gap.abs() < 1e-9, "{layers} {cells} {at:?}: {gap}");
        }
    }
}

#[test]
fn parts_are_numbered_in_their_order() {
    let parts: Vec<Part> = (0..length(2)).map(|n| Part::new(n, 2)).collect();
    let [first, second] = [0, 1].map(|n| [Part::Weights(n), Part::Shift(n), Part::Squash(n)]);
    assert_eq!(parts, [&first[..], &second[..], &[Part::Line]].concat());
    assert!(parts.iter().enumerate().all(|(n, part)| part.number(2) == n));
}

#[test]
fn what_is_trained_here_has_learned_something() {
    let points = Data::Ring.made_up();
    let network = trained(1, 3, 4);
    assert!(right(&network, &points) * 10 > points.len() * 8);
}
