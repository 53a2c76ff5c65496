//! Tests of a head under training, on made-up codes of two things.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::exhibit::teach::samples::View;

/// A code of eight channels in which the thing's own is the largest.
fn code(class: u8, n: u32) -> Vec<f32> {
    let wave = |channel: u32| 1.0 + ((n * 7 + channel * 3) as f32).sin();
    let of = |channel: u32| wave(channel) + if channel == u32::from(class) { 2.0 } else { 0.0 };
    (0..8).map(of).collect()
}

/// Shows this thing so many times, a tenth of a second apart.
fn show(samples: &mut Samples, class: u8, count: u32) {
    let mut burst = samples.begin(class);
    for n in 0..count {
        let time = Duration::from_millis(u64::from(n) * 100);
        let (pixels, depths, thumbnail) = (Vec::new(), Vec::new(), Arc::default());
        let view = View { time, code: code(class, n), pixels, depths, thumbnail };
        samples.admit(&mut burst, view);
    }
    samples.end();
}

fn taught() -> Samples {
    let mut samples = Samples::default();
    show(&mut samples, 0, 20);
    show(&mut samples, 2, 20);
    samples
}

fn follow(before: Option<Trained>, samples: &Samples, knobs: Knobs, run: u32) -> Trained {
    Trained::follow(before, samples, knobs, run).unwrap().unwrap()
}

/// So many steps with these knobs.
fn stepped(before: Option<Trained>, samples: &Samples, knobs: Knobs, steps: u32) -> Trained {
    let mut trained = before;
    for _ in 0..steps {
        let mut next = follow(trained, samples, knobs, 0);
        next.step().unwrap();
        trained = Some(next);
    }
    trained.unwrap()
}

const FASTER: Knobs = Knobs { rate: 4, hidden: 0, decay: 2, share: 4, noise: 0 };

#[test]
fn another_rate_or_penalty_goes_on_where_it_was() {
    let samples = taught();
    let trained = stepped(None, &samples, Knobs::default(), 12);
    let head = trained.head().clone();
    let trained = follow(Some(trained), &samples, FASTER, 0);
    assert_eq!((trained.steps(), trained.head()), (12, &head));
    assert_eq!(trained.classes(), [0, 2]);
    let further = stepped(Some(trained), &samples, FASTER, 1);
    let slowly = stepped(None, &samples, Knobs::default(), 13);
    assert!(further.steps() == 13 && further.head() != slowly.head(), "the knob turns something");
}

#[test]
fn other_cells_or_labels_another_share_and_another_run_begin_again() {
    let samples = taught();
    let knobs = Knobs::default();
    for other in
        [Knobs { hidden: 1, ..knobs }, Knobs { share: 1, ..knobs }, Knobs { noise: 2, ..knobs }]
    {
        let trained = stepped(None, &samples, knobs, 3);
        assert_eq!(follow(Some(trained), &samples, other, 0).steps(), 0, "{other:?}");
    }
    let trained = stepped(None, &samples, knobs, 3);
    let again = follow(Some(trained), &samples, knobs, 1);
    assert!(again.steps() == 0 && again.curve.newest().is_none());
}

#[test]
fn new_pictures_are_learned_with_the_weights_as_they_are_and_a_new_thing_begins_again() {
    let mut samples = taught();
    let knobs = Knobs::default();
    let trained = stepped(None, &samples, knobs, 5);
    let (head, before) = (trained.head().clone(), trained.learning(&code(0, 1)));
    show(&mut samples, 0, 30);
    let trained = follow(Some(trained), &samples, knobs, 0);
    let after = trained.learning(&code(0, 1));
    assert_eq!((trained.steps(), trained.head()), (5, &head));
    assert!(after.learned > before.learned && after.held_back > before.held_back);
    show(&mut samples, 3, 9);
    let trained = follow(Some(trained), &samples, knobs, 0);
    assert_eq!((trained.steps(), trained.classes()), (0, &[0, 2, 3][..]));
    samples.forget();
    assert!(Trained::follow(Some(trained), &samples, knobs, 0).unwrap().is_none());
}

#[test]
fn it_learns_to_tell_them_apart_and_twice_the_same_bit_for_bit() {
    let samples = taught();
    for hidden in [0, 2] {
        let knobs = Knobs { rate: 4, hidden, ..Knobs::default() };
        let [one, other] = [(); 2].map(|()| stepped(None, &samples, knobs, 60));
        assert_eq!(one.learning(&code(2, 3)), other.learning(&code(2, 3)));
        let learning = one.learning(&code(2, 77));
        assert!(learning.answer[1] > 0.5, "{:?}", learning.answer);
        assert!((learning.answer.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        let newest = learning.curve.newest().unwrap();
        assert_eq!((learning.steps, newest.step), (60, 59));
        assert!(newest.shown.accuracy > 0.9 && newest.held_back.unwrap().accuracy > 0.9);
    }
}
