//! Tests of the job: a map once a network, and what stands near what with published weights.

use super::*;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};
use crate::network::made_up::MadeUp;

/// What nothing that works takes.
const LATEST: usize = 100_000;

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

/// Runs it to its end; all that was seen on the way.
fn run(job: &mut WordMapJob, network: &Network) -> Vec<Arc<WordPlaces>> {
    let mut seen: Vec<Arc<WordPlaces>> = Vec::new();
    for _ in 0..LATEST {
        let progress = job.step(network).unwrap();
        assert!(progress.done <= progress.all);
        if let Finding::WordMap(Some(words)) = job.finding()
            && seen.last().is_none_or(|last| !Arc::ptr_eq(last, &words))
        {
            seen.push(words);
        }
        if progress.is_over() {
            return seen;
        }
    }
    panic!("it never came");
}

#[test]
fn the_same_network_has_the_same_map_which_is_made_once() {
    let (network, mut lesson) = (network(), Lesson::default());
    let maps = Maps::default();
    let mut job = WordMapJob::new(&network, &maps, &mut lesson).unwrap();
    assert!(matches!(job.finding(), Finding::WordMap(None)));
    let seen = run(&mut job, &network);
    let words = Arc::clone(seen.last().unwrap());
    assert_eq!((words.places.len(), words.nearest.len(), words.forming), (1000, 1000, None));
    assert!(words.nearest.iter().all(|near| near.len() == NEAREST));
    assert!(words.places.iter().flatten().all(|value| (0.0..=1.0).contains(value)));
    assert!(seen.iter().rev().skip(1).all(|words| words.forming.is_some()));
    drop(job);
    // Asked again: the same one at once.
    let mut again = WordMapJob::new(&network, &maps, &mut lesson).unwrap();
    let seen = run(&mut again, &network);
    assert!(seen.len() == 1 && Arc::ptr_eq(&seen[0], &words));
    // In another run: the same bytes.
    let mut other = WordMapJob::new(&network, &Maps::default(), &mut lesson).unwrap();
    assert_eq!(**run(&mut other, &network).last().unwrap(), *words);
}

#[test]
fn two_words_make_no_map() {
    let why = WordMapJob::new(&MadeUp::Two.network(), &Maps::default(), &mut Lesson::default());
    assert_eq!(why.unwrap_err().to_string(), "A map needs three words; this network has 2.");
}

#[test]
fn whoever_leaves_and_comes_back_begins_anew_and_waits_for_nobody() {
    let (network, mut lesson) = (network(), Lesson::default());
    let maps = Maps::default();
    for _ in 0..2 {
        drop(WordMapJob::new(&network, &maps, &mut lesson).unwrap());
    }
    assert!(maps.borrow().is_empty());
    let mut last = None;
    for _ in 0..LATEST {
        // What was left behind ends by itself.
        if let Ok(job) = WordMapJob::new(&network, &maps, &mut lesson) {
            last = Some(job);
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(!run(&mut last.unwrap(), &network).is_empty());
    assert_eq!(maps.borrow().len(), 1);
}

#[test]
fn cats_stand_by_cats_and_espresso_by_cups() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap();
    let mut lesson = Lesson::default();
    let mut job = WordMapJob::new(&network, &Maps::default(), &mut lesson).unwrap();
    let words = Arc::clone(run(&mut job, &network).last().unwrap());
    let class = |name: &str| network.outline.labels.iter().position(|label| label == name).unwrap();
    let away = |one: &str, other: &str| words.distance(class(one), class(other)).unwrap();
    for near in ["tabby", "tiger cat", "Siamese cat", "lynx"] {
        assert!(away("Egyptian cat", near) < 0.08, "{near}: {}", away("Egyptian cat", near));
    }
    assert!(away("espresso", "cup") < 0.08);
    for far in ["espresso", "warplane", "banana"] {
        assert!(away("Egyptian cat", far) > 0.3, "{far}: {}", away("Egyptian cat", far));
    }
    assert_eq!(words.nearest[class("Egyptian cat")][..2], [class("tabby"), class("tiger cat")]);
    // Of each word's ten nearest by its weights five stand among its ten nearest on the map.
    let points = Points::new(words.places.as_flattened().to_vec(), 2);
    let on_the_map = points.nearest(NEAREST, &[]).unwrap();
    let kept = words.nearest.iter().zip(&on_the_map).map(|(nearest, here)| {
        nearest.iter().filter(|class| here.iter().any(|near| near.0 == **class)).count()
    });
    let share = kept.sum::<usize>() as f32 / (10.0 * words.places.len() as f32);
    assert!(share > 0.45, "{share}");
}
