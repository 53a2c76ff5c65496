//! Tests of the training: how well it learns, and that it is the same every time.

use super::*;
use crate::exhibit::grow::recipe::Knob;

fn wanted() -> Wanted {
    Wanted {
        run: 0,
        recipe: Recipe::USUAL,
        playing: true,
        single: 0,
        back: None,
        shown: Shown::HeldBack(0),
        mapped: false,
    }
}

fn begun() -> Training {
    tch::set_num_threads(1);
    Training::new(&wanted()).unwrap()
}

/// All parameters as bits, by their names.
fn bits(training: &Training) -> Vec<(String, Vec<u32>)> {
    let of = |(name, tensor): (&String, &Tensor)| {
        let values = values(tensor).unwrap();
        (name.clone(), values.into_iter().map(f32::to_bits).collect())
    };
    let mut all: Vec<(String, Vec<u32>)> = training.tensors.iter().map(of).collect();
    all.sort();
    all
}

fn share(score: Score) -> f32 {
    f32::from(score.right) / f32::from(score.of)
}

#[test]
fn it_reaches_95_of_a_hundred_held_back_digits_with_the_knobs_as_they_stand() {
    let mut training = begun();
    let mut first = None;
    while training.steps < 1200 {
        let grown = training.go_on(&wanted(), &[]).unwrap();
        if share(grown.mark.held_back) >= 0.95 && first.is_none() {
            first = Some(grown.steps);
        }
    }
    let begun = training.marks.at(0).unwrap();
    assert!(share(begun.held_back) < 0.3 && begun.held_back.loss > 2.0, "it begins with noise");
    let reached = first.expect("it never reached 95 %");
    println!("95 % after {reached} steps, {:.3} after 1200", share(training.newest.held_back));
    assert!(reached <= 900, "{reached}");
    assert!(share(training.newest.held_back) >= 0.93);
    assert_eq!(training.newest.held_back.of, 360);
}

#[test]
fn the_same_seed_makes_the_same_network() {
    let (mut one, mut other) = (begun(), begun());
    for _ in 0..12 {
        one.go_on(&wanted(), &[]).unwrap();
        // What is looked at changes nothing.
        let looks = Wanted { shown: Shown::HeldBack(8), ..wanted() };
        other.go_on(&looks, &[]).unwrap();
        other.go_on(&Wanted { back: Some(0), ..wanted() }, &[]).unwrap();
    }
    assert_eq!(bits(&one), bits(&other));
    let mut next = Training::new(&Wanted { run: 1, ..wanted() }).unwrap();
    next.go_on(&Wanted { run: 1, ..wanted() }, &[]).unwrap();
    assert_ne!(bits(&one), bits(&next), "another run begins with other noise");
}

#[test]
fn it_rests_makes_one_step_and_begins_again() {
    let mut training = begun();
    let rests = Wanted { playing: false, ..wanted() };
    let step = Wanted { single: 1, ..rests };
    assert_eq!(training.go_on(&rests, &[]).unwrap().steps, 0);
    assert_eq!(training.go_on(&step, &[]).unwrap().steps, 1);
    let grown = training.go_on(&step, &[]).unwrap();
    assert_eq!(grown.steps, 1, "it was asked for once");
    assert!(grown.is_over());
    assert!(!training.go_on(&wanted(), &[]).unwrap().is_over());
    let again = Wanted { run: 1, ..rests };
    assert_eq!(training.go_on(&again, &[]).unwrap().steps, 0);
    let fewer = Wanted { recipe: Recipe::USUAL.with(Knob::Layers, 0), ..again };
    let grown = training.go_on(&fewer, &[]).unwrap();
    assert_eq!((grown.steps, grown.wall.steps.len()), (0, 1), "another shape begins with noise");
}

#[test]
fn earlier_networks_are_kept_as_they_were_and_never_too_many() {
    let mut training = begun();
    let noise = training.go_on(&Wanted { playing: false, ..wanted() }, &[]).unwrap();
    let quick = Wanted { recipe: Recipe::USUAL.with(Knob::Batch, 0), ..wanted() };
    let mut newest = noise.clone();
    while newest.steps < 400 {
        newest = training.go_on(&quick, &[]).unwrap();
        assert!(newest.kept.len() <= MOST_KEPT && newest.marks.len() <= MOST_MARKS + 1);
    }
    let back = Wanted { back: Some(0), ..quick };
    let earlier = training.go_on(&back, &[]).unwrap();
    assert_eq!((earlier.steps, earlier.mark.step), (newest.steps, 0));
    assert_eq!((earlier.wall, earlier.mistakes), (noise.wall, noise.mistakes));
    assert_eq!(training.go_on(&back, &[]).unwrap().steps, newest.steps, "it rests meanwhile");
}

#[test]
fn wrong_labels_are_as_many_as_wanted_and_stay_the_same() {
    let mut training = begun();
    let learned = digits::learned().unwrap();
    for (position, hundredths) in [(0, 0), (1, 10), (2, 25), (3, 50)] {
        training.turn(Recipe::USUAL.with(Knob::Noise, position));
        let told = |training: &Training| -> Vec<u8> {
            (0..LEARNED).map(|at| training.label(at as u16, &learned[at])).collect()
        };
        let labels = told(&training);
        let wrong = labels.iter().zip(learned).filter(|(told, digit)| **told != digit.label);
        let share = wrong.count() as f32 / LEARNED as f32;
        assert!((share - hundredths as f32 / 100.0).abs() < 0.04, "{share}");
        assert!(labels.iter().all(|&label| label < 10));
        assert_eq!(labels, told(&training));
    }
}

#[test]
fn a_shifted_digit_is_moved_and_nothing_comes_in() {
    let mut pixels = [0; PIXELS];
    (pixels[0], pixels[9]) = (16, 8);
    let digit = Digit { pixels, label: 1 };
    let moved: Vec<f32> = shifted(&digit, [1, 1]).collect();
    assert!((moved[9] - 1.0).abs() < 1e-6 && (moved[18] - 0.5).abs() < 1e-6);
    assert!((moved.iter().sum::<f32>() - 1.5).abs() < 1e-6);
    let out: Vec<f32> = shifted(&digit, [-1, -1]).collect();
    assert!((out[0] - 0.5).abs() < 1e-6 && (out.iter().sum::<f32>() - 0.5).abs() < 1e-6);
}

#[test]
fn every_recipe_trains() {
    for knob in Knob::ALL {
        for position in 0..knob.positions() {
            let recipe = Recipe::USUAL.with(knob, position);
            let wanted = Wanted { recipe, ..wanted() };
            let mut training = Training::new(&wanted).unwrap();
            let grown = training.go_on(&wanted, &[]).unwrap();
            let total: f32 = grown.wall.answers.iter().sum();
            assert!(grown.steps == 1 && (total - 1.0).abs() < 1e-4, "{knob:?} {position}");
            assert!(grown.mark.learned.loss.is_finite(), "{knob:?} {position}");
        }
    }
}
