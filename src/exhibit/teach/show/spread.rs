//! Moves the pictures of a map apart where they would be drawn on one another: pictures that are
//! almost the same stand almost in one place, and each of them is to be seen.

/// Two pictures are moved apart until so much is between them, in halves of the map; less where
/// there are many.
const BETWEEN: f32 = 0.085;
/// So much is left between them, however many there are.
const LEAST: f32 = 0.04;
/// What all of them together may cover: this by the root of their count is between two.
const ALL: f32 = 0.75;

/// So often all of them are moved.
const ROUNDS: usize = 24;

/// No picture is farther from the middle along either axis than this.
const EDGE: f32 = 1.1;

/// The angle between two of a sunflower's seeds, in radians: those in one place part in directions
/// that do not repeat.
const ANGLE: f32 = 2.399_963;

/// The same places, but for those that were too near to one another. The same for the same places.
pub(super) fn apart(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let between = (ALL / (places.len().max(1) as f32).sqrt()).clamp(LEAST, BETWEEN);
    let mut places: Vec<[f32; 2]> = places.to_vec();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 1..places.len() {
            for other in 0..one {
                let [dx, dy] = [0, 1].map(|axis: usize| places[one][axis] - places[other][axis]);
                let squared = dx * dx + dy * dy;
                if squared >= between * between * 0.98 {
                    continue;
                }
                let away = squared.sqrt();
                let (sin, cos) = (one as f32 * ANGLE).sin_cos();
                let way = if away > 1e-4 { [dx / away, dy / away] } else { [cos, sin] };
                // Each goes half of what is missing.
                let step = (between - away) / 2.0;
                for (axis, way) in way.into_iter().enumerate() {
                    places[one][axis] = (places[one][axis] + way * step).clamp(-EDGE, EDGE);
                    places[other][axis] = (places[other][axis] - way * step).clamp(-EDGE, EDGE);
                }
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(places: &[[f32; 2]]) -> f32 {
        let pairs = (1..places.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let away = |(one, other): (usize, usize)| {
            (places[one][0] - places[other][0]).hypot(places[one][1] - places[other][1])
        };
        pairs.map(away).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn pictures_in_one_place_become_a_cloud_around_it() {
        let cloud = apart(&[[0.5, -0.5]; 20]);
        assert!(nearest(&cloud) > BETWEEN * 0.6, "{}", nearest(&cloud));
        let mean = [0, 1].map(|axis: usize| cloud.iter().map(|at| at[axis]).sum::<f32>() / 20.0);
        assert!((mean[0] - 0.5).abs() < 0.05 && (mean[1] + 0.5).abs() < 0.05, "{mean:?}");
        assert!(cloud.iter().all(|at| (at[0] - 0.5).hypot(at[1] + 0.5) < 0.35), "{cloud:?}");
        assert_eq!(cloud, apart(&[[0.5, -0.5]; 20]));
    }

    #[test]
    fn what_stands_apart_stays_where_it_is() {
        let places = [[-0.9, 0.0], [0.0, 0.3], [0.2, 0.3], [1.0, 1.0]];
        assert_eq!(apart(&places), places);
        assert!(apart(&[]).is_empty());
    }

    #[test]
    fn nothing_leaves_the_map() {
        for place in apart(&[[1.0, 1.0]; 100]) {
            assert!(place.iter().all(|value| value.abs() <= EDGE));
        }
    }
}
