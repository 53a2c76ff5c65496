//! Where the pictures of the map are drawn: they glide to new places and never jump.

use std::collections::HashMap;

/// With each snapshot a picture goes this share of the way that is left: after ten of them, 3 % of
/// it are left.
const SHARE: f32 = 0.3;
/// The same of the newest picture.
const NOW_SHARE: f32 = 0.25;
/// Nearer than this it is there.
const THERE: f32 = 0.003;

/// Places by the edge of the map.
const EDGE: [[f32; 2]; 8] = [
    [-0.9, -0.9],
    [0.0, -0.9],
    [0.9, -0.9],
    [0.9, 0.0],
    [0.9, 0.9],
    [0.0, 0.9],
    [-0.9, 0.9],
    [-0.9, 0.0],
];
/// Another place must be so much darker.
const DARKER: f32 = 1.3;

/// A picture on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Its number.
    pub(super) id: u32,
    /// Of which thing it is.
    pub(super) class: u8,
    /// What the network says to it; none for none of these.
    pub(super) answer: Option<u8>,
    /// Where, both values in -1..=1.
    pub(super) at: [f32; 2],
}

/// What is drawn, on its way to where it belongs.
#[derive(Debug, Default)]
pub(super) struct Glide {
    spots: Vec<Spot>,
    now: Option<[f32; 2]>,
    /// Where it went last that is like none of them.
    dark: Option<[f32; 2]>,
}

impl Glide {
    /// The pictures where they are drawn.
    pub(super) fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// The newest picture's place; none where it has none.
    pub(super) fn now(&self) -> Option<[f32; 2]> {
        self.now
    }

    /// Where this picture is drawn.
    pub(super) fn of(&self, id: u32) -> Option<[f32; 2]> {
        self.spots.iter().find(|spot| spot.id == id).map(|spot| spot.at)
    }

    /// The picture that is drawn nearest to a place, no farther than `reach` away.
    pub(super) fn nearest_to(&self, [x, y]: [f32; 2], reach: f32) -> Option<u32> {
        let away = |spot: &Spot| (spot.at[0] - x).hypot(spot.at[1] - y);
        let nearest = self.spots.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
        (away(nearest) <= reach).then_some(nearest.id)
    }

    /// The picture beside this one that way, where there is one: the one that is reached with the
    /// least way ahead and, twice as dear, to the side.
    pub(super) fn beside(&self, id: u32, [dx, dy]: [f32; 2]) -> Option<u32> {
        let from = self.of(id)?;
        let cost = |spot: &Spot| {
            let (x, y) = (spot.at[0] - from[0], spot.at[1] - from[1]);
            let (ahead, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
            (ahead > 1e-4).then_some(ahead + 2.0 * aside)
        };
        let reached = self.spots.iter().filter_map(|spot| Some((cost(spot)?, spot.id)));
        reached.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id)
    }

    /// The pictures that are drawn nearest to this one, the nearest first.
    pub(super) fn neighbours(&self, id: u32, count: usize) -> Vec<u32> {
        let Some([x, y]) = self.of(id) else { return Vec::new() };
        let away = |spot: &Spot| (spot.at[0] - x).hypot(spot.at[1] - y);
        let mut others: Vec<(f32, u32)> = self
            .spots
            .iter()
            .filter(|spot| spot.id != id)
            .map(|spot| (away(spot), spot.id))
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0));
        others.into_iter().take(count).map(|(_, id)| id).collect()
    }

    /// A snapshot later: every picture goes on towards its place. A new one comes out of the newest
    /// picture's place. True where something changed.
    pub(super) fn go_on(&mut self, wanted: &[Spot]) -> bool {
        let before: HashMap<u32, [f32; 2]> =
            self.spots.iter().map(|spot| (spot.id, spot.at)).collect();
        let spot = |spot: &Spot| {
            let from = before.get(&spot.id).copied().or(self.now).unwrap_or(spot.at);
            Spot { at: towards(from, spot.at, SHARE), ..*spot }
        };
        let spots: Vec<Spot> = wanted.iter().map(spot).collect();
        let changed = spots != self.spots;
        self.spots = spots;
        changed
    }

    /// Draws the pictures there at once.
    pub(super) fn put(&mut self, spots: Vec<Spot>) {
        self.spots = spots;
    }

    /// A snapshot later: the newest picture, which is like none of them, goes on into the dark: to
    /// the place by the edge that is farthest from all of them. True where it moved.
    pub(super) fn go_into_the_dark(&mut self) -> bool {
        let away = |[x, y]: [f32; 2], spot: &Spot| (spot.at[0] - x).hypot(spot.at[1] - y);
        let light = |at: [f32; 2]| {
            self.spots.iter().map(|spot| away(at, spot)).fold(f32::INFINITY, f32::min)
        };
        // Where it is going stays where it goes, unless another place is darker by far.
        let dark = self.dark.map(|at| (at, light(at) * DARKER));
        let places = EDGE.map(|at| (at, light(at))).into_iter().chain(dark);
        let Some((to, _)) = places.max_by(|one, other| one.1.total_cmp(&other.1)) else {
            return false;
        };
        let before = self.now;
        self.dark = Some(to);
        self.now = Some(before.map_or(to, |from| towards(from, to, NOW_SHARE)));
        self.now != before
    }

    /// A snapshot later: the newest picture goes on towards the weighted middle of those that it is
    /// most like. True where it moved.
    pub(super) fn follow(&mut self, nearest: &[(u32, f32)]) -> bool {
        let mut sum = [0.0; 3];
        for &(id, weight) in nearest {
            if let Some([x, y]) = self.of(id) {
                let part = [x * weight, y * weight, weight];
                sum = std::array::from_fn(|axis| sum[axis] + part[axis]);
            }
        }
        let middle = (sum[2] > 0.0).then(|| [sum[0] / sum[2], sum[1] / sum[2]]);
        let before = self.now;
        self.now = middle.map(|to| before.map_or(to, |from| towards(from, to, NOW_SHARE)));
        self.now != before
    }
}

/// This share of the way; all of it where hardly any is left.
fn towards(from: [f32; 2], to: [f32; 2], share: f32) -> [f32; 2] {
    if (to[0] - from[0]).hypot(to[1] - from[1]) < THERE {
        return to;
    }
    [0, 1].map(|axis: usize| from[axis] + share * (to[axis] - from[axis]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(id: u32, at: [f32; 2]) -> Spot {
        Spot { id, class: 0, answer: None, at }
    }

    #[test]
    fn pictures_glide_to_a_new_layout_and_rest_there() {
        let mut glide = Glide::default();
        assert!(glide.go_on(&[spot(1, [0.0, 0.0])]));
        let wanted = [spot(1, [1.0, -0.5])];
        let mut last = 0.0;
        for _ in 0..10 {
            assert!(glide.go_on(&wanted));
            let [x, _] = glide.of(1).unwrap();
            assert!(x > last && x - last < 0.35, "no jump: {last} to {x}");
            last = x;
        }
        assert!(last > 0.95, "{last}");
        assert!((0..20).any(|_| !glide.go_on(&wanted)), "it comes to rest");
        assert_eq!(glide.spots(), wanted);
    }

    #[test]
    fn the_newest_picture_glides_among_its_nearest() {
        let mut glide = Glide::default();
        glide.go_on(&[spot(1, [-1.0, 0.0]), spot(2, [1.0, 0.0]), spot(3, [1.0, 0.4])]);
        glide.follow(&[(1, 1.0)]);
        assert_eq!(glide.now(), Some([-1.0, 0.0]));
        for _ in 0..40 {
            let [before, _] = glide.now().unwrap();
            glide.follow(&[(2, 0.5), (3, 0.5), (99, 0.5)]);
            let [x, _] = glide.now().unwrap();
            assert!(x - before <= 0.51, "no jump: {before} to {x}");
        }
        assert_eq!(glide.now(), Some([1.0, 0.2]));
        glide.follow(&[]);
        assert_eq!(glide.now(), None);
    }

    #[test]
    fn what_is_like_none_of_them_glides_into_the_dark_and_stays_there() {
        let mut glide = Glide::default();
        glide.go_on(&[spot(1, [-0.9, -0.8]), spot(2, [0.8, -0.9]), spot(3, [-0.7, 0.8])]);
        glide.follow(&[(1, 1.0)]);
        while glide.go_into_the_dark() {}
        assert_eq!(glide.now(), Some([0.9, 0.9]));
        glide.go_on(&[spot(1, [-0.9, -0.8]), spot(2, [0.8, -0.9]), spot(3, [-0.6, 0.9])]);
        assert!(!glide.go_into_the_dark());
    }

    #[test]
    fn a_new_picture_comes_out_of_the_newest_ones_place() {
        let mut glide = Glide::default();
        glide.go_on(&[spot(1, [0.5, 0.5])]);
        glide.follow(&[(1, 1.0)]);
        glide.go_on(&[spot(1, [0.5, 0.5]), spot(2, [-0.5, 0.5])]);
        assert!((glide.of(2).unwrap()[0] - 0.2).abs() < 1e-6);
    }

    #[test]
    fn pictures_are_found_by_place_and_by_direction() {
        let mut glide = Glide::default();
        glide.put(vec![spot(1, [0.0, 0.0]), spot(2, [0.5, 0.1]), spot(3, [0.05, 0.9])]);
        assert_eq!(glide.nearest_to([0.45, 0.0], 0.2), Some(2));
        assert_eq!(glide.nearest_to([-0.9, -0.9], 0.2), None);
        assert_eq!(glide.beside(1, [1.0, 0.0]), Some(2));
        assert_eq!(glide.beside(1, [0.0, 1.0]), Some(3));
        assert_eq!(glide.beside(1, [-1.0, 0.0]), None);
        assert_eq!(glide.neighbours(1, 5), [2, 3]);
        assert_eq!(glide.neighbours(1, 1), [2]);
    }
}
