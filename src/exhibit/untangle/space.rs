//! The algebra of a space of two or three directions: maps, turns, and a way from rest to a map.

/// A place; of a space of two directions the third is 0.
pub type Place = [f64; 3];

/// A linear map, by rows.
pub type Map = [[f64; 3]; 3];

/// The map that leaves everything where it is.
pub const REST: Map = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// Steps of Newton's iteration; it doubles the right digits with each.
const STEPS: usize = 60;

/// The scalar product.
pub fn dot(a: Place, b: Place) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The vector product.
pub fn cross(a: Place, b: Place) -> Place {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Where the map takes a place.
pub fn apply(map: &Map, place: Place) -> Place {
    map.map(|row| dot(row, place))
}

/// First `second`, then `first`, as a product of matrices is read.
pub fn product(first: &Map, second: &Map) -> Map {
    let column = |n: usize| [second[0][n], second[1][n], second[2][n]];
    first.map(|row| [0, 1, 2].map(|n| dot(row, column(n))))
}

/// Rows as columns.
pub fn transposed(map: &Map) -> Map {
    [0, 1, 2].map(|n| [map[0][n], map[1][n], map[2][n]])
}

/// By how much it makes a volume larger; negative where it turns it inside out.
pub fn determinant(map: &Map) -> f64 {
    dot(map[0], cross(map[1], map[2]))
}

/// Inverse and transposed; none where it has no inverse.
fn inverse_transposed(map: &Map) -> Option<Map> {
    let det = determinant(map);
    let cofactors = [cross(map[1], map[2]), cross(map[2], map[0]), cross(map[0], map[1])];
    let inverse = cofactors.map(|row| row.map(|value| value / det));
    inverse.iter().flatten().all(|value| value.is_finite()).then_some(inverse)
}

/// A way from rest to a linear map on which nothing ever folds: W = R S, a turn R and a stretch S
/// along directions at right angles (the polar decomposition). The turn goes by its angle, about
/// its axis, and the stretch straight; so the determinant stays above 0 all the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// The turn as a quaternion: the cosine of half of its angle, then its axis times the sine.
    turn: [f64; 4],
    stretch: Map,
}

impl Way {
    /// To a map whose determinant is above 0; to another one it goes straight to where the turn
    /// that is nearest to it leads.
    pub fn to(map: &Map) -> Self {
        let mut turn = *map;
        for _ in 0..STEPS {
            // Higham's iteration (1986): the mean of a map and its inverse, transposed.
            let Some(other) = inverse_transposed(&turn) else { break };
            let size = |map: &Map| map.iter().flatten().map(|v| v * v).sum::<f64>().sqrt();
            let scale = (size(&other) / size(&turn)).sqrt();
            let next: Map = [0, 1, 2]
                .map(|r| [0, 1, 2].map(|c| f64::midpoint(turn[r][c] * scale, other[r][c] / scale)));
            let moved = (0..9).map(|n| (next[n / 3][n % 3] - turn[n / 3][n % 3]).abs());
            let moved = moved.fold(0.0, f64::max);
            turn = next;
            if moved < 1e-15 {
                break;
            }
        }
        let product = product(&transposed(&turn), map);
        let stretch = [0, 1, 2]
            .map(|r| [0, 1, 2].map(|c: usize| f64::midpoint(product[r][c], product[c][r])));
        Self { turn: quaternion(&turn), stretch }
    }

    /// The map at this share of the way, 0 to 1.
    pub fn at(&self, share: f64) -> Map {
        let stretch = [0, 1, 2]
            .map(|r| [0, 1, 2].map(|c| REST[r][c] + share * (self.stretch[r][c] - REST[r][c])));
        product(&self.turned(share), &stretch)
    }

    /// Its turn alone at this share of the way.
    pub fn turned(&self, share: f64) -> Map {
        let [w, x, y, z] = self.turn;
        let sine = dot([x, y, z], [x, y, z]).sqrt();
        let (sin, cos) = (share * sine.atan2(w)).sin_cos();
        let axis = if sine > 0.0 { [x, y, z].map(|v| v * sin / sine) } else { [0.0; 3] };
        matrix([cos, axis[0], axis[1], axis[2]])
    }
}

/// Of a turn; after Shepperd (1978), from its largest component. Its angle is at most a half turn.
fn quaternion(turn: &Map) -> [f64; 4] {
    let [[a, b, c], [d, e, f], [g, h, i]] = *turn;
    let four = [1.0 + a + e + i, 1.0 + a - e - i, 1.0 - a + e - i, 1.0 - a - e + i];
    let largest = (0..4).fold(0, |best, n| if four[n] > four[best] { n } else { best });
    let root = four[largest].max(f64::MIN_POSITIVE).sqrt();
    let parts = match largest {
        0 => [root, (h - f) / root, (c - g) / root, (d - b) / root],
        1 => [(h - f) / root, root, (b + d) / root, (c + g) / root],
        2 => [(c - g) / root, (b + d) / root, root, (f + h) / root],
        _ => [(d - b) / root, (c + g) / root, (f + h) / root, root],
    };
    let half = if parts[0] < 0.0 { -0.5 } else { 0.5 };
    parts.map(|part| part * half)
}

fn matrix([w, x, y, z]: [f64; 4]) -> Map {
    [
        [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)],
        [2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x)],
        [2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y)],
    ]
}

/// The smallest turn that takes one direction, of length 1, to another one.
pub fn turn_between(from: Place, to: Place) -> Way {
    let axis = cross(from, to);
    let w = 1.0 + dot(from, to);
    let all = [w, axis[0], axis[1], axis[2]];
    let size = all.iter().map(|v| v * v).sum::<f64>().sqrt();
    // Opposite directions: half a turn about the third axis.
    let turn = if size < 1e-9 { [0.0, 0.0, 0.0, 1.0] } else { all.map(|v| v / size) };
    Way { turn, stretch: REST }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random_map(random: &mut fastrand::Rng) -> Map {
        let map: Map = [0, 1, 2].map(|_| [0, 1, 2].map(|_| 6.0 * random.f64() - 3.0));
        if determinant(&map) < 0.0 { [map[1], map[0], map[2]] } else { map }
    }

    fn gap(a: &Map, b: &Map) -> f64 {
        (0..9).map(|n| (a[n / 3][n % 3] - b[n / 3][n % 3]).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn a_way_leads_from_rest_to_the_map_and_never_folds() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..300 {
            let map = random_map(&mut random);
            let way = Way::to(&map);
            assert!(gap(&way.at(0.0), &REST) < 1e-12);
            assert!(gap(&way.at(1.0), &map) < 1e-9, "{map:?}\n{:?}", way.at(1.0));
            for n in 0..=40 {
                let map = way.at(f64::from(n) / 40.0);
                assert!(determinant(&map) > 0.0, "{map:?}");
            }
        }
    }

    #[test]
    fn a_turn_turns_and_nothing_else() {
        let mut random = fastrand::Rng::with_seed(4);
        for _ in 0..100 {
            let turn = Way::to(&random_map(&mut random)).turned(random.f64());
            assert!(gap(&product(&turn, &transposed(&turn)), &REST) < 1e-12);
            assert!((determinant(&turn) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_turn_between_two_directions_takes_one_to_the_other() {
        for to in [[1.0, 0.0, 0.0], [0.0, 0.6, 0.8], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]] {
            let there = apply(&turn_between([1.0, 0.0, 0.0], to).turned(1.0), [1.0, 0.0, 0.0]);
            let away = (0..3).map(|n| (there[n] - to[n]).abs()).fold(0.0, f64::max);
            assert!(away < 1e-12, "{there:?} {to:?}");
        }
    }
}
