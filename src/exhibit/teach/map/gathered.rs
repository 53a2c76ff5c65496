//! Groups of a map that stand far apart, drawn nearer to one another.
//!
//! t-SNE drives groups apart that have nothing in common, without end; how far says nothing
//! (Wattenberg, Viégas and Johnson, "How to use t-SNE effectively", Distill 2016). Drawn as it is,
//! each group would be a dot. Which picture is of which thing is not looked at.

/// Pictures of one group are at most so many times as far apart as neighbours are.
const APART: f32 = 8.0;
/// Between two groups lies so much of their radii.
const BETWEEN: f32 = 0.6;

/// The same places, with groups so near to one another that each can be seen: the two that are
/// nearest by their size come together first, then count as one. Within a group nothing moves, and
/// two that come together keep the direction in which they see one another.
pub fn gathered(places: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let mut places = places.to_vec();
    let mut groups = groups_of(&places);
    let spacing = spacing(&places);
    loop {
        let circles = circles(&places, &groups, spacing);
        let Some((needed, one, other)) = nearest(&circles) else { return places };
        let [stays, comes] = [one, other].map(|group| circles[group].map_or([0.0; 2], Circle::at));
        for (place, group) in places.iter_mut().zip(&mut groups) {
            if *group == other {
                *group = one;
                let away = (1.0 - needed).max(0.0);
                *place = [0, 1].map(|axis| place[axis] - away * (comes[axis] - stays[axis]));
            }
        }
    }
}

/// Around all places of a group.
#[derive(Debug, Clone, Copy)]
struct Circle {
    middle: [f32; 2],
    radius: f32,
}

impl Circle {
    fn at(self) -> [f32; 2] {
        self.middle
    }
}

/// The circle of each group; none of a number that no group has any more.
fn circles(places: &[[f32; 2]], groups: &[usize], spacing: f32) -> Vec<Option<Circle>> {
    let circle = |group: usize| {
        let own = || places.iter().zip(groups).filter(move |(_, of)| **of == group);
        let count = own().count();
        let mean = |axis: usize| own().map(|(place, _)| place[axis]).sum::<f32>() / count as f32;
        let middle = [mean(0), mean(1)];
        let radius = own().map(|(place, _)| away(*place, middle)).fold(spacing, f32::max);
        (count > 0).then_some(Circle { middle, radius })
    };
    (0..=groups.iter().max().copied().unwrap_or(0)).map(circle).collect()
}

/// The two groups that can come nearer to one another least: to so many times their distance. None
/// of one group alone.
fn nearest(circles: &[Option<Circle>]) -> Option<(f32, usize, usize)> {
    let there = || circles.iter().enumerate().filter_map(|(n, circle)| Some((n, (*circle)?)));
    let needed = |one: Circle, other: Circle| {
        let room = (one.radius + other.radius) * (1.0 + BETWEEN);
        room / away(one.middle, other.middle).max(f32::MIN_POSITIVE)
    };
    let pairs = there().flat_map(|(n, one)| {
        let after = there().filter(move |(m, _)| *m > n);
        after.map(move |(m, other)| (needed(one, other), n, m))
    });
    pairs.max_by(|one, other| one.0.total_cmp(&other.0))
}

fn away(one: [f32; 2], other: [f32; 2]) -> f32 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

/// How far a place usually is from its nearest one: of all of them the middle one.
fn spacing(places: &[[f32; 2]]) -> f32 {
    let nearest = |at: usize| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, other)| away(places[at], *other)).fold(f32::INFINITY, f32::min)
    };
    let mut nearest: Vec<f32> = (0..places.len()).map(nearest).collect();
    nearest.sort_unstable_by(f32::total_cmp);
    nearest.get(nearest.len() / 2).copied().filter(|spacing| spacing.is_finite()).unwrap_or(0.0)
}

/// The group of each place: those that can be reached from one another by short ways. Numbered by
/// their first place.
fn groups_of(places: &[[f32; 2]]) -> Vec<usize> {
    let reach = APART * spacing(places);
    let mut groups = vec![usize::MAX; places.len()];
    let mut count = 0;
    for first in 0..places.len() {
        if groups[first] != usize::MAX {
            continue;
        }
        groups[first] = count;
        let mut rest = vec![first];
        while let Some(at) = rest.pop() {
            for (other, place) in places.iter().enumerate() {
                if groups[other] == usize::MAX && away(places[at], *place) <= reach {
                    groups[other] = count;
                    rest.push(other);
                }
            }
        }
        count += 1;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of five places with this one in its middle.
    fn row(x: f32, y: f32) -> impl Iterator<Item = [f32; 2]> {
        (0_u8..5).map(move |n| [x + f32::from(n) - 2.0, y])
    }

    #[test]
    fn groups_that_stand_far_apart_come_nearer_and_stay_as_they_are() {
        let places: Vec<[f32; 2]> = row(0.0, 900.0).chain(row(-800.0, 0.0)).collect();
        let near = gathered(&places);
        for (group, before) in near.chunks(5).zip(places.chunks(5)) {
            for n in 0..5 {
                let [is, was] = [group, before].map(|group| away(group[0], group[n]));
                assert!((is - was).abs() < 1e-3, "{is} {was}");
            }
        }
        let between = away(near[2], near[7]);
        assert!((between - 4.0 * (1.0 + BETWEEN)).abs() < 1e-2, "{between}");
        let more: Vec<[f32; 2]> = places.iter().copied().chain(row(20.0, 900.0)).collect();
        let nearer = gathered(&more);
        assert!(away(nearer[2], nearer[12]) < 7.0, "{nearer:?}");
        assert!(away(nearer[2], nearer[7]) < 20.0, "{nearer:?}");
        let slope = (near[2][1] - near[7][1]) / (near[2][0] - near[7][0]);
        assert!((slope - 900.0 / 800.0).abs() < 1e-3, "{slope}");
    }

    #[test]
    fn one_group_alone_and_groups_that_are_near_stay() {
        let one: Vec<[f32; 2]> = row(3.0, 1.0).collect();
        assert_eq!(gathered(&one), one);
        let none: Vec<[f32; 2]> = Vec::new();
        assert_eq!(gathered(&none), none);
        let same = vec![[1.0, 2.0]; 4];
        assert_eq!(gathered(&same), same);
    }
}
