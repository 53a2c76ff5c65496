//! Tests of class means and of the threshold below which a picture is none of them.

use fastrand::Rng;

use super::*;

const WIDTH: usize = 16;

/// Pictures of `classes` classes in turn, each with a channel of its own.
fn codes(count: usize, classes: usize, seed: u64) -> Vec<(usize, Vec<f32>)> {
    let mut rng = Rng::with_seed(seed);
    let code = |number: usize| {
        let class = number % classes;
        let value = |channel| rng.f32() + if channel == class { 2.0 } else { 0.0 };
        (class, (0..WIDTH).map(value).collect())
    };
    (0..count).map(code).collect()
}

fn means(codes: &[(usize, Vec<f32>)], classes: usize) -> Option<ClassMeans> {
    let codes: Vec<(usize, &[f32])> =
        codes.iter().map(|(class, code)| (*class, code.as_slice())).collect();
    ClassMeans::new(&codes, classes)
}

#[test]
fn pictures_are_of_their_class_and_something_else_is_none_of_these() {
    let taught = means(&codes(40, 4, 1), 4).unwrap();
    for (class, code) in codes(20, 4, 2) {
        assert_eq!(taught.best(&taught.cosines(&code)), Some(class));
    }
    let other: Vec<f32> = (0..WIDTH).map(|channel| if channel == 9 { 3.0 } else { 0.5 }).collect();
    assert_eq!(taught.best(&taught.cosines(&other)), None);
}

#[test]
fn of_classes_with_the_same_pictures_a_picture_is_none() {
    let one = codes(8, 1, 1);
    let both: Vec<(usize, Vec<f32>)> =
        one.iter().flat_map(|(_, code)| [(0, code.clone()), (1, code.clone())]).collect();
    let taught = means(&both, 2).unwrap();
    for (_, code) in &one {
        assert_eq!(taught.best(&taught.cosines(code)), None);
    }
}

#[test]
fn how_bright_a_code_is_does_not_count() {
    let taught = means(&codes(12, 3, 1), 3).unwrap();
    let code = &codes(3, 3, 5)[1].1;
    let bright: Vec<f32> = code.iter().map(|value| value * 7.0).collect();
    for (one, other) in taught.cosines(code).into_iter().zip(taught.cosines(&bright)) {
        assert!((one.unwrap() - other.unwrap()).abs() < 1e-5);
    }
}

#[test]
fn the_threshold_is_that_of_means_made_without_each_picture() {
    let all = codes(14, 4, 3);
    let found = means(&all, 4).unwrap().threshold;
    let mut sum = 0.0;
    for (place, (class, code)) in all.iter().enumerate() {
        let rest: Vec<_> =
            all.iter().take(place).chain(all.iter().skip(place + 1)).cloned().collect();
        sum += means(&rest, 4).unwrap().cosines(code)[*class].unwrap();
    }
    let wanted = sum / 14.0 / 5.0;
    assert!((found - wanted).abs() < 1e-5, "{found} {wanted}");
}

#[test]
fn one_picture_a_class_is_enough_and_one_class_is_not() {
    let two = codes(2, 2, 4);
    let taught = means(&two, 4).unwrap();
    assert_eq!(taught.best(&taught.cosines(&two[1].1)), Some(1));
    assert!(taught.means[2].is_none() && taught.cosines(&two[0].1)[3].is_none());
    assert!((taught.threshold - 0.18).abs() < 1e-6);
    assert!(means(&two[..1], 4).is_none() && means(&[], 4).is_none());
}

#[test]
fn equal_pictures_give_numbers() {
    let same: Vec<(usize, Vec<f32>)> = (0..6).map(|n| (n % 2, vec![1.0; WIDTH])).collect();
    let taught = means(&same, 2).unwrap();
    let zeros = vec![0.0; WIDTH];
    for code in [&same[0].1, &zeros] {
        assert!(taught.cosines(code).into_iter().flatten().all(f32::is_finite));
    }
    assert!(taught.threshold.is_finite());
}
