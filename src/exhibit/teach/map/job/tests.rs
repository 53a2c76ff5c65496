//! Tests of the map: old pictures stay, new ones stand among their like, the same bytes each time.

use std::time::Instant;

use super::*;
use crate::exhibit::teach::samples::View;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::device::{Device, DeviceChoice};

/// What nothing that works takes.
const LATEST: Duration = Duration::from_secs(120);

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

/// A code of this thing, as pictures of one thing differ.
fn code(random: &mut fastrand::Rng, class: u8, width: usize) -> Vec<f32> {
    let value = |n: usize| if n % 4 == usize::from(class) { 1.0 } else { 0.2 };
    (0..width).map(|n| value(n) * 2.0 * random.f32()).collect()
}

struct Bench {
    network: Network,
    samples: Shared,
    lesson: Lesson,
    random: fastrand::Rng,
    width: usize,
    time: Duration,
}

impl Bench {
    fn new(width: usize) -> Self {
        let random = fastrand::Rng::with_seed(4);
        let (samples, lesson) = (Shared::default(), Lesson::default());
        Self { network: network(), samples, lesson, random, width, time: Duration::ZERO }
    }

    /// Shows so many pictures of a thing to it.
    fn show(&mut self, class: u8, count: usize) {
        let samples = &mut *self.samples.borrow_mut();
        let mut burst = samples.begin(class);
        for _ in 0..count {
            self.time += Duration::from_millis(100);
            let code = code(&mut self.random, class, self.width);
            let thumbnail = Arc::new(Picture::new(Size::new(1, 1), vec![class; 3]));
            let (pixels, depths) = (vec![0.0; 4], vec![vec![0.0; 4]; 3]);
            let view = View { time: self.time, code, pixels, depths, thumbnail };
            samples.admit(&mut burst, view);
        }
        samples.end();
    }

    fn job(&self) -> TaughtMapJob {
        TaughtMapJob {
            samples: Rc::clone(&self.samples),
            lesson: self.lesson.clone(),
            version: None,
            directions: Directions::default(),
            answers: Vec::new(),
            newest: None,
            began: None,
            under_way: None,
            forming: None,
            map: Arc::default(),
        }
    }

    /// Lets the job go on until it has nothing to do; all that was to be seen.
    fn run(&self, job: &mut TaughtMapJob) -> Vec<Arc<TaughtMap>> {
        let (deadline, mut seen) = (Instant::now() + LATEST, Vec::new());
        while !job.step(&self.network).unwrap().is_over() {
            assert!(Instant::now() < deadline, "it never came");
            if seen.last().is_none_or(|last| !Arc::ptr_eq(last, &job.map)) {
                seen.push(Arc::clone(&job.map));
            }
        }
        seen.push(Arc::clone(&job.map));
        seen
    }

    fn settled(&self, job: &mut TaughtMapJob) -> Arc<TaughtMap> {
        self.run(job).pop().unwrap()
    }
}

fn away(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// How far the pictures that are on both maps have moved, in the mean.
fn moved(before: &TaughtMap, after: &TaughtMap) -> f32 {
    let place = |id: u32| after.places.iter().find(|place| place.0 == id).map(|place| place.1);
    let ways = before.places.iter().filter_map(|(id, from)| Some(away(*from, place(*id)?)));
    let ways: Vec<f32> = ways.collect();
    ways.iter().sum::<f32>() / ways.len() as f32
}

/// The share of the pictures whose nearest on the map is of the same thing.
fn pure(bench: &Bench, map: &TaughtMap) -> f32 {
    let samples = bench.samples.borrow();
    let class =
        |id: u32| samples.kept().iter().find(|kept| kept.sample.id == id).unwrap().sample.class;
    let nearest = |(id, place): &(u32, [f32; 2])| {
        let others = map.places.iter().filter(|other| other.0 != *id);
        others.min_by(|a, b| away(a.1, *place).total_cmp(&away(b.1, *place))).unwrap().0
    };
    let same = map.places.iter().filter(|place| class(place.0) == class(nearest(place)));
    same.count() as f32 / map.places.len() as f32
}

#[test]
fn things_stand_apart_and_every_picture_is_answered() {
    let mut bench = Bench::new(64);
    (0..3).for_each(|class| bench.show(class, 30));
    let mut job = bench.job();
    let seen = bench.run(&mut job);
    let map = seen.last().unwrap();
    assert_eq!((map.places.len(), map.answers.len(), map.forming), (90, 90, None));
    assert!(pure(&bench, map) > 0.95);
    let answers: Vec<Option<u8>> = (0..90).map(|n| Some(n / 30)).collect();
    assert_eq!(map.answers, answers);
    for map in &seen {
        assert!(map.places.iter().all(|(_, place)| place.iter().all(|value| value.abs() <= 1.0)));
    }
    assert!(seen.iter().any(|map| map.forming.is_some_and(|epochs| epochs > 0)), "it forms");
}

#[test]
fn the_same_pictures_stand_in_the_same_places_in_every_run() {
    let run = || {
        let mut bench = Bench::new(64);
        let mut job = bench.job();
        bench.show(0, 24);
        let first = bench.settled(&mut job);
        bench.show(1, 24);
        (first, bench.settled(&mut job))
    };
    assert_eq!(run(), run());
}

#[test]
fn a_new_picture_moves_no_old_one_and_stands_among_its_like() {
    let mut bench = Bench::new(64);
    (0..3).for_each(|class| bench.show(class, 30));
    let mut job = bench.job();
    let before = bench.settled(&mut job);
    // Its button is still held.
    let held = bench.samples.borrow_mut().begin(3);
    bench.show(1, 4);
    let after = bench.settled(&mut job);
    assert_eq!(after.places.len(), 94);
    assert_eq!((&after.places[..90], after.layout), (&before.places[..], before.layout));
    let middle = |class: usize| {
        let of = &before.places[30 * class..30 * (class + 1)];
        [0, 1].map(|axis: usize| of.iter().map(|place| place.1[axis]).sum::<f32>() / 30.0)
    };
    for (_, place) in &after.places[90..] {
        let nearest =
            (0..3).min_by(|&a, &b| away(middle(a), *place).total_cmp(&away(middle(b), *place)));
        assert_eq!(nearest, Some(1));
    }
    drop(held);
    bench.samples.borrow_mut().end();
    // Nothing is shown any more: now the new ones are laid out, and the old ones hardly move.
    let last = bench.settled(&mut job);
    assert!(last.layout > after.layout);
    assert!(moved(&after, &last) < 0.1, "{}", moved(&after, &last));
}

#[test]
fn a_map_that_is_made_anew_is_turned_towards_the_one_before() {
    let mut bench = Bench::new(64);
    (0..2).for_each(|class| bench.show(class, 30));
    let mut job = bench.job();
    let before = bench.settled(&mut job);
    bench.show(2, 40);
    let after = bench.settled(&mut job);
    assert!(pure(&bench, &after) > 0.95);
    assert!(moved(&before, &after) < 0.8, "{}", moved(&before, &after));
    // Whoever comes back finds it as it was, at once.
    let mut again = bench.job();
    again.step(&bench.network).unwrap();
    assert_eq!(again.map.places, after.places);
}

#[test]
fn few_pictures_have_places_too_and_what_is_removed_moves_nothing() {
    let mut bench = Bench::new(64);
    let mut job = bench.job();
    assert_eq!(*bench.settled(&mut job), TaughtMap::default());
    for count in 1..20 {
        bench.show(count as u8 % 2, 1);
        let map = bench.settled(&mut job);
        assert_eq!(map.places.len(), count);
        assert!(map.places.iter().all(|place| place.1.iter().all(|value| value.abs() <= 1.0)));
    }
    let before = bench.settled(&mut job);
    let gone = before.places[4].0;
    bench.samples.borrow_mut().remove(gone);
    job.step(&bench.network).unwrap();
    let without: Vec<_> = before.places.iter().copied().filter(|place| place.0 != gone).collect();
    assert_eq!(job.map.places, without);
}

#[test]
fn what_is_forgotten_is_on_no_map_also_while_one_is_being_made() {
    let mut bench = Bench::new(64);
    (0..3).for_each(|class| bench.show(class, 30));
    let mut job = bench.job();
    job.step(&bench.network).unwrap();
    assert!(job.under_way.is_some());
    bench.samples.borrow_mut().forget();
    let map = bench.settled(&mut job);
    assert_eq!((map.places.len(), map.answers.len(), map.nearest.len()), (0, 0, 0));
    bench.show(0, 20);
    assert_eq!(bench.settled(&mut job).places.len(), 20);
}

#[test]
fn the_newest_picture_is_most_like_those_of_its_thing() {
    let mut bench = Bench::new(64);
    (0..3).for_each(|class| bench.show(class, 30));
    let mut job = bench.job();
    let map = bench.settled(&mut job);
    let newest = code(&mut bench.random, 2, 64);
    let near = job.directions.nearest(&newest, |_| true);
    assert!(near.len() == 5 && near.iter().all(|(id, _)| (60..90).contains(id)));
    assert!((near.iter().map(|(_, part)| part).sum::<f32>() - 1.0).abs() < 1e-6);
    assert!(near.is_sorted_by(|a, b| a.1 >= b.1));
    assert_eq!(map.nearest, [], "no frame has come");
}

/// Not timed: what it prints is for whoever changes it.
#[test]
fn four_hundred_pictures_have_a_map() {
    let mut bench = Bench::new(1280);
    (0..4).for_each(|class| bench.show(class, 100));
    let mut job = bench.job();
    let begun = Instant::now();
    assert_eq!(bench.settled(&mut job).places.len(), 400);
    println!("made anew: {:?}", begun.elapsed());
    let newest = code(&mut bench.random, 2, 1280);
    let begun = Instant::now();
    for _ in 0..100 {
        assert_eq!(job.directions.nearest(&newest, |_| true).len(), 5);
    }
    println!("the nearest: {:?}", begun.elapsed() / 100);
    bench.show(1, 60);
    let begun = Instant::now();
    job.follow();
    println!("another picture, learned: {:?}", begun.elapsed());
    let begun = Instant::now();
    job.show();
    println!("another picture, placed: {:?}", begun.elapsed());
    let begun = Instant::now();
    bench.settled(&mut job);
    println!("improved: {:?}", begun.elapsed());
}
