//! Tests of what is kept: how much, from which part of a press, and that it goes.

use super::*;
use crate::exhibit::teach::burst::LEFT_OUT;
use crate::geometry::Size;

/// A picture seen at this tenth of a second, whose code points its own way.
pub fn view(tenths: u64, code: Vec<f32>) -> View {
    View {
        time: Duration::from_millis(100 * tenths),
        code,
        pixels: vec![0.0; 12],
        depths: vec![vec![0.0; 4]; 3],
        thumbnail: Arc::new(Picture::new(Size::new(2, 2), vec![tenths as u8; 12])),
    }
}

fn code(tenths: u64) -> Vec<f32> {
    let angle = 1.3 * tenths as f32;
    vec![2.0 + angle.sin(), 2.0 + angle.cos(), 1.0]
}

/// Holds a thing before it for so many frames, a tenth of a second each.
fn hold(samples: &mut Samples, class: u8, from: u64, frames: u64) -> usize {
    let mut burst = samples.begin(class);
    for tenths in from..from + frames {
        let news = burst.is_news(&code(tenths), Duration::from_millis(100 * tenths));
        if let Some(view) = burst.take(news.then(|| view(tenths, code(tenths)))) {
            samples.admit(&mut burst, view);
        }
    }
    samples.end();
    burst.admitted()
}

fn times(samples: &Samples, held_back: bool) -> Vec<u64> {
    let those = samples.kept().iter().filter(|kept| kept.sample.held_back == held_back);
    those.map(|kept| kept.time.as_millis() as u64 / 100).collect()
}

#[test]
fn the_last_three_frames_of_a_press_are_left_out() {
    let mut samples = Samples::default();
    assert_eq!(hold(&mut samples, 0, 0, 9), 6);
    let last = samples.kept().last().unwrap().time;
    assert_eq!(last, Duration::from_millis(500));
    for frames in 0..=LEFT_OUT as u64 {
        assert_eq!(hold(&mut samples, 1, 100, frames), 0, "{frames} frames are all the last");
    }
    assert_eq!((samples.kept().len(), samples.is_growing()), (6, false));
}

#[test]
fn the_end_of_each_press_is_held_back_and_nothing_in_between() {
    let mut samples = Samples::default();
    // 0 to 40 are kept: after 34.0 is the last 15 %.
    hold(&mut samples, 0, 0, 44);
    assert_eq!(times(&samples, true), (35..=40).collect::<Vec<_>>());
    assert_eq!(times(&samples, false), (0..=34).collect::<Vec<_>>());
    hold(&mut samples, 1, 100, 24);
    assert_eq!(times(&samples, true), [35, 36, 37, 38, 39, 40, 118, 119, 120]);
    // Too few to do without one.
    hold(&mut samples, 2, 200, 9);
    assert_eq!(samples.things()[2], Thing { shown: 6, learned: 6, held_back: 0 });
}

#[test]
fn while_a_press_goes_on_nothing_is_held_back_that_was_learned_from() {
    let mut samples = Samples::default();
    let mut random = fastrand::Rng::with_seed(3);
    let (mut burst, mut tenths, mut learned) = (samples.begin(0), 0, Vec::new());
    for _ in 0..300 {
        tenths += random.u64(1..9);
        samples.admit(&mut burst, view(tenths, code(tenths)));
        let held_back = times(&samples, true);
        assert!(learned.iter().all(|time| !held_back.contains(time)));
        learned = times(&samples, false);
    }
    let share = samples.things()[0].held_back as f32 / MOST as f32;
    assert!((0.08..0.22).contains(&share), "{share}");
}

#[test]
fn of_a_thing_that_is_shown_for_long_a_hundred_pictures_of_all_of_that_time_are_kept() {
    let bytes = |samples: &Samples| -> usize {
        let of = |kept: &Kept| {
            let values = kept.code.len() + kept.pixels.len();
            let depths: usize = kept.depths.iter().map(Vec::len).sum();
            4 * (values + depths) + kept.sample.thumbnail.rgb.len()
        };
        samples.kept().iter().map(of).sum()
    };
    let mut samples = Samples::default();
    hold(&mut samples, 0, 0, 103);
    let full = bytes(&samples);
    assert_eq!(samples.things()[0].learned + samples.things()[0].held_back, MOST);
    hold(&mut samples, 0, 1000, 4000);
    assert_eq!((samples.kept().len(), bytes(&samples)), (MOST, full), "it does not grow");
    assert_eq!(samples.things()[0].shown, 4097);
    assert!(samples.kept().is_sorted_by_key(|kept| kept.time));
    // Of every quarter of the time about a quarter of them.
    for quarter in 0..4 {
        let (from, to) = (1000 + 1000 * quarter, 2000 + 1000 * quarter);
        let all = times(&samples, false).into_iter().chain(times(&samples, true));
        let of_it = all.filter(|time| (from..to).contains(time)).count();
        assert!((10..=40).contains(&of_it), "{of_it} of quarter {quarter}");
    }
    // Another thing has room of its own.
    hold(&mut samples, 1, 9000, 50);
    assert_eq!(samples.things()[1].shown, 47);
    assert_eq!(samples.kept().len(), MOST + 47);
}

#[test]
fn the_same_pictures_are_kept_in_every_run() {
    let run = || {
        let mut samples = Samples::default();
        for class in 0..4 {
            hold(&mut samples, class, 1000 * u64::from(class), 400);
        }
        samples.kept().iter().map(|kept| (kept.sample.clone(), kept.time)).collect::<Vec<_>>()
    };
    assert_eq!(run(), run());
}

#[test]
fn a_picture_like_the_one_before_counts_slowly_and_the_same_one_never_again() {
    let samples = &mut Samples::default();
    let mut burst = samples.begin(0);
    let mut kept = Vec::new();
    for tenths in 0..12 {
        let code = vec![1.0, 1e-4 * tenths as f32];
        let news = burst.is_news(&code, Duration::from_millis(100 * tenths));
        if news {
            kept.push(tenths);
        }
        burst.take(news.then(|| view(tenths, code)));
    }
    assert_eq!(kept, [0, 3, 6, 9]);
    let same = vec![1.0, 9e-4];
    assert!(!burst.is_news(&same, Duration::from_secs(9)), "it stands there still");
    assert!(burst.is_news(&[1.0, 0.5], Duration::from_millis(950)), "it was turned");
}

#[test]
fn a_picture_that_is_removed_is_gone_and_its_number_never_comes_again() {
    let mut samples = Samples::default();
    hold(&mut samples, 0, 0, 10);
    let (version, thumbnail) = (samples.version(), &samples.kept()[2].sample.thumbnail);
    let thumbnail = Arc::downgrade(thumbnail);
    samples.remove(2);
    assert!(thumbnail.upgrade().is_none(), "nobody else holds it");
    assert!(samples.version() > version);
    assert_eq!(samples.things()[0].shown, 6);
    samples.remove(2);
    assert_eq!(samples.kept().len(), 6);
    hold(&mut samples, 0, 100, 5);
    let ids: Vec<u32> = samples.kept().iter().map(|kept| kept.sample.id).collect();
    assert_eq!(ids, [0, 1, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn who_is_forgotten_leaves_nothing_and_the_next_one_begins_anew() {
    let mut samples = Samples::default();
    hold(&mut samples, 0, 0, 20);
    let (version, thumbnail) = (samples.version(), samples.kept()[0].sample.thumbnail.clone());
    samples.layout = Layout::default().with(&[0], &[[0.0; 2]]);
    samples.forget();
    assert_eq!((samples.kept().len(), Arc::strong_count(&thumbnail)), (0, 1));
    assert_eq!(samples.things(), [Thing::default(); CLASSES]);
    assert_eq!(samples.layout, Layout::default());
    assert!(samples.version() > version);
    hold(&mut samples, 0, 100, 9);
    assert_eq!(samples.kept()[0].sample.id, 17, "no number means another picture");
}
