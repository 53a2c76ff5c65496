//! Tests of t-SNE: what is alike stands together, the same each time, and a few points.

use std::time::Duration;

use super::*;
use crate::exhibit::lesson::Lesson;

/// `count` points in `groups` groups, which lie apart.
fn points(count: usize, groups: usize) -> Points {
    let mut random = fastrand::Rng::with_seed(7);
    let width = 24;
    let value = |point: usize, n: usize| {
        let middle = if n == point % groups { 5.0 } else { 0.0 };
        middle + random.f32()
    };
    let mut value = value;
    let values = (0..count).flat_map(|point| (0..width).map(move |n| (point, n)));
    Points::new(values.map(|(point, n)| value(point, n)).collect(), width)
}

/// On the thread that the map is made on.
fn on_the_thread(points: Points, start: Option<Vec<[f32; 2]>>) -> Flat {
    let mut lessons = Lesson::default();
    let ticket = lessons.teach(move |interrupt| {
        let start = start.as_deref().map(|places| Start::Improved(places, 50));
        lay_out(&points, start, std::slice::from_ref(interrupt), |_, _| ())
    });
    let ticket = ticket.unwrap().unwrap();
    ticket.wait(Duration::from_secs(120)).unwrap().unwrap()
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[test]
fn the_same_points_give_the_same_bytes_and_their_groups_stay_together() {
    let flat = on_the_thread(points(120, 4), None);
    assert_eq!(flat.way, Way::Neighbours);
    assert_eq!(flat, on_the_thread(points(120, 4), None));
    for (point, &place) in flat.places.iter().enumerate() {
        let others = (0..120).filter(|&other| other != point);
        let nearest = others.min_by(|&a, &b| {
            distance(place, flat.places[a]).total_cmp(&distance(place, flat.places[b]))
        });
        assert_eq!(nearest.unwrap() % 4, point % 4, "{point}");
    }
}

#[test]
fn a_map_that_is_there_is_only_improved() {
    let flat = on_the_thread(points(120, 4), None);
    let again = on_the_thread(points(120, 4), Some(flat.places.clone()));
    let width = flat.places.iter().map(|place| place[0].abs()).fold(0.0, f32::max);
    let moved = flat.places.iter().zip(&again.places).map(|(a, b)| distance(*a, *b));
    assert!(moved.fold(0.0, f32::max) < width / 2.0);
}

#[test]
fn equal_points_and_points_of_nothing_have_finite_places() {
    for values in [vec![0.0; 100 * 8], vec![3.0; 100 * 8]] {
        let flat = on_the_thread(Points::new(values, 8).as_directions(), None);
        assert!(flat.places.iter().flatten().all(|value| value.is_finite()));
    }
    let mut twice = points(60, 3);
    twice.values.extend_from_within(..);
    let flat = on_the_thread(twice.as_directions(), None);
    assert_eq!(flat.places.len(), 120);
    assert!(flat.places.iter().flatten().all(|value| value.is_finite()));
}

#[test]
fn few_points_are_laid_out_by_the_directions_in_which_they_differ() {
    for count in 0..16 {
        let flat = on_the_thread(points(count, 3), None);
        assert_eq!((flat.places.len(), flat.way), (count, Way::MainDirections));
        assert!(flat.places.iter().flatten().all(|value| value.is_finite()), "{count}");
    }
    assert_eq!(on_the_thread(points(16, 3), None).way, Way::Neighbours);
    // Along a line: in its order.
    let line: Vec<f32> = (0..9).flat_map(|n| [n as f32, 2.0 * n as f32, 1.0]).collect();
    let flat = on_the_thread(Points::new(line, 3), None);
    let along: Vec<f32> = flat.places.iter().map(|place| place[0]).collect();
    assert!(along.is_sorted() || along.is_sorted_by(|a, b| a >= b), "{along:?}");
}

#[test]
fn an_interrupt_ends_a_fit_under_way() {
    let (interrupt, mut seen) = (Interrupt::default(), 0);
    let outcome =
        lay_out(&points(120, 4), None, std::slice::from_ref(&interrupt), |epoch, places| {
            assert_eq!(places.len(), 240);
            seen = epoch;
            if epoch == 3 {
                interrupt.raise();
            }
        });
    assert!(matches!(outcome, Err(Error::Interrupted)));
    assert_eq!(seen, 3);
    assert!(matches!(
        lay_out(&points(120, 4), None, std::slice::from_ref(&interrupt), |_, _| ()),
        Err(Error::Interrupted)
    ));
}

#[test]
fn the_nearest_come_first_and_of_equals_the_first() {
    let points = Points::new(vec![0.0, 1.0, 1.0, 3.0, -1.0], 1);
    let nearest = points.nearest(3, &[]).unwrap();
    let of = |point: usize| nearest[point].iter().map(|near| near.0).collect::<Vec<_>>();
    assert_eq!((of(0), of(3)), (vec![1, 2, 4], vec![1, 2, 0]));
    assert_eq!(points.nearest(9, &[]).unwrap()[0].len(), 4);
}
