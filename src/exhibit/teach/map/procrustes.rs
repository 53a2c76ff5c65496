//! A map turned or mirrored so that its points are as near as can be to where they were.
//!
//! A map of neighbours has no up and no left: laid out anew it may come out turned, or mirrored.

/// The same map moved, turned and, where that fits better, mirrored, but not scaled, so that the
/// squared distances to another one's points, scaled as fits best, are least: orthogonal Procrustes
/// (Schönemann 1966), which is solved in closed form in the plane. `pairs` are places on this map
/// and on the other one of the same points. With fewer than two pairs it is only moved.
pub fn aligned(places: &[[f32; 2]], pairs: &[([f32; 2], [f32; 2])]) -> Vec<[f32; 2]> {
    let count = pairs.len().max(1) as f64;
    let mean = |axis: usize| -> [f64; 2] {
        let sums = pairs.iter().fold([0.0; 2], |sums: [f64; 2], (from, to)| {
            [sums[0] + f64::from(from[axis]), sums[1] + f64::from(to[axis])]
        });
        sums.map(|sum| sum / count)
    };
    let ([from_x, to_x], [from_y, to_y]) = (mean(0), mean(1));
    let (from, to) = ([from_x, from_y], [to_x, to_y]);
    // As complex numbers: the sums of conj(a)·b, for a turn, and of a·b, for a turn of the mirrored
    // map.
    let (mut turn, mut mirrored) = ([0.0_f64; 2], [0.0_f64; 2]);
    for (a, b) in pairs {
        let a = [0, 1].map(|axis: usize| f64::from(a[axis]) - from[axis]);
        let b = [0, 1].map(|axis: usize| f64::from(b[axis]) - to[axis]);
        turn = [turn[0] + a[0] * b[0] + a[1] * b[1], turn[1] + a[0] * b[1] - a[1] * b[0]];
        mirrored =
            [mirrored[0] + a[0] * b[0] - a[1] * b[1], mirrored[1] + a[0] * b[1] + a[1] * b[0]];
    }
    let [straight, reverse] = [turn, mirrored].map(|[x, y]| x.hypot(y));
    let (mirrors, [x, y]) = if reverse > straight { (-1.0, mirrored) } else { (1.0, turn) };
    let length = x.hypot(y);
    let (cosine, sine) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
    let place = |place: &[f32; 2]| {
        let (x, y) = (f64::from(place[0]) - from[0], mirrors * (f64::from(place[1]) - from[1]));
        [(cosine * x - sine * y + to[0]) as f32, (sine * x + cosine * y + to[1]) as f32]
    };
    places.iter().map(place).collect()
}

/// The middle of the square around these places, and half of its side: what brings them to
/// -1..=1.
pub fn frame(places: &[[f32; 2]]) -> ([f32; 2], f32) {
    let ends = |axis: usize| {
        let values = || places.iter().map(|place| place[axis]);
        (values().fold(f32::INFINITY, f32::min), values().fold(f32::NEG_INFINITY, f32::max))
    };
    if places.is_empty() {
        return ([0.0; 2], 1.0);
    }
    let [(left, right), (top, bottom)] = [ends(0), ends(1)];
    let half = (right - left).max(bottom - top) / 2.0;
    ([left.midpoint(right), top.midpoint(bottom)], if half > 0.0 { half } else { 1.0 })
}

/// This place in -1..=1, within that square.
pub fn framed(place: [f32; 2], ([x, y], half): ([f32; 2], f32)) -> [f32; 2] {
    [(place[0] - x) / half, (place[1] - y) / half].map(|value| value.clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cloud() -> Vec<[f32; 2]> {
        let mut random = fastrand::Rng::with_seed(5);
        (0..40).map(|_| [3.0 * random.f32(), random.f32()]).collect()
    }

    /// Turned by `angle`, mirrored where `mirrors` is -1, scaled and moved.
    fn moved(places: &[[f32; 2]], angle: f32, mirrors: f32) -> Vec<[f32; 2]> {
        let place = |[x, y]: &[f32; 2]| {
            let (x, y) = (2.5 * x, 2.5 * mirrors * y);
            [angle.cos() * x - angle.sin() * y + 7.0, angle.sin() * x + angle.cos() * y - 4.0]
        };
        places.iter().map(place).collect()
    }

    #[test]
    fn a_map_that_was_turned_mirrored_and_moved_comes_back() {
        let old = cloud();
        for mirrors in [1.0, -1.0] {
            for angle in [0.0, 0.4, 1.6, 3.1, -2.0] {
                let new = moved(&old, angle, mirrors);
                let pairs: Vec<_> = new.iter().copied().zip(old.iter().copied()).collect();
                let back = aligned(&new, &pairs);
                let [middle, middle_old] = [&back, &old].map(|places| frame(places).0);
                for (back, old) in back.iter().zip(&old) {
                    for axis in 0..2 {
                        let (is, was) = (back[axis] - middle[axis], old[axis] - middle_old[axis]);
                        // Its scale is its own; f32 of values up to 17.
                        assert!((is / 2.5 - was).abs() < 1e-4, "{angle}, {mirrors}");
                    }
                }
            }
        }
    }

    #[test]
    fn few_points_and_equal_ones_give_finite_places() {
        for pairs in [vec![], vec![([1.0, 2.0], [3.0, 4.0])], vec![([1.0; 2], [2.0; 2]); 5]] {
            let places = aligned(&[[1.0, 2.0], [0.0, 9.0]], &pairs);
            assert!(places.iter().flatten().all(|value| value.is_finite()));
        }
        let one = framed([3.0, 3.0], frame(&[[3.0, 3.0]]));
        let none = framed([0.5, 0.5], frame(&[]));
        assert_eq!((Vec::from(one), Vec::from(none)), (vec![0.0; 2], vec![0.5; 2]));
    }

    #[test]
    fn a_map_fills_its_square_from_side_to_side() {
        let places = cloud();
        let all: Vec<_> = places.iter().map(|place| framed(*place, frame(&places))).collect();
        let most = all.iter().map(|place| place[0]).fold(0.0, f32::max);
        let least = all.iter().map(|place| place[0]).fold(0.0, f32::min);
        assert!((most - 1.0).abs() < 1e-6 && (least + 1.0).abs() < 1e-6);
        assert!(all.iter().all(|place| place[1].abs() < 0.5), "it is not stretched");
    }
}
