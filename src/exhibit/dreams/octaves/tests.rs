//! Tests of pictures dreamt deep, with the published weights: the cat of the reel.

use super::super::goal::cards;
use super::*;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};
use crate::resample::{Filter, Resampler};

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap()
}

/// The cat of the reel, in this size.
fn cat(size: Size) -> Picture {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png");
    let whole = image::open(path).unwrap().to_rgb8();
    let own = Size::new(whole.width() as i32, whole.height() as i32);
    let whole = Picture::new(own, whole.into_raw());
    let mut rgb = vec![0; size.area() * 3];
    let crop = if size.width == size.height { own.centre_square() } else { own.rect() };
    Resampler::default().run(&whole, crop, Filter::Bilinear, size, &mut rgb).unwrap();
    Picture::new(size, rgb)
}

/// The third of the cards: eyes.
fn eyes(network: &Network) -> (Goal, Option<TaughtDirection>) {
    (Goal::Layer(cards(&network.outline)[2]), None)
}

fn step(dream: &mut DeepDream, network: &Network) {
    let before = dream.steps();
    while dream.steps() == before {
        dream.advance(network).unwrap();
    }
}

fn mean(picture: &Picture) -> f64 {
    picture.rgb.iter().map(|&byte| f64::from(byte)).sum::<f64>() / picture.rgb.len() as f64
}

#[test]
fn octaves_go_up_to_the_picture_s_own_size_whatever_its_aspect() {
    assert_eq!(sizes([224, 224], 224), [[112, 112], [158, 158], [224, 224]]);
    assert_eq!(sizes([300, 451], 224)[2..], [[224, 337], [300, 451]]);
    // Nearly 224.
    assert_eq!(sizes([480, 240], 224), [[224, 112], [317, 158], [480, 240]]);
    assert_eq!(sizes([56, 100], 224), [[112, 200]], "it is dreamt larger");
    assert_eq!(sizes([112, 112], 224), [[112, 112]]);
    assert_eq!(sizes([3000, 4000], 224).len(), 11);
}

#[test]
fn without_jitter_a_small_step_up_is_a_step_up_every_time() {
    let network = network();
    for card in 0..4 {
        let goal = Goal::Layer(cards(&network.outline)[card]);
        let recipe = Recipe { strength: 0.1, jitter: 0, ..Recipe::default() };
        let size = Size::new(160, 112);
        let mut dream = DeepDream::new(&network, (goal, None), &cat(size), recipe).unwrap();
        let mut before = dream.value(&network).unwrap();
        while !dream.is_over() {
            step(&mut dream, &network);
            let value = dream.value(&network).unwrap();
            assert!(value > before, "card {card}, step {}: {value}", dream.steps());
            before = value;
        }
    }
}

#[test]
fn every_octave_raises_it_and_the_brightness_stays() {
    let network = network();
    let picture = cat(Size::new(451, 300));
    for card in 0..4 {
        let goal = Goal::Layer(cards(&network.outline)[card]);
        let mut dream =
            DeepDream::new(&network, (goal, None), &picture, Recipe::default()).unwrap();
        assert_eq!(dream.of(), 20);
        let mut start = dream.value(&network).unwrap();
        while !dream.is_over() {
            if dream.steps() > 0 {
                dream.next_octave().unwrap();
                start = dream.value(&network).unwrap();
            }
            let octave = dream.octave();
            for _ in 0..5 {
                let pixels = dream.advance(&network).unwrap();
                if dream.slope.is_some() {
                    step(&mut dream, &network);
                }
                assert!(pixels > 0);
            }
            let end = dream.value(&network).unwrap();
            assert!(end > 1.1 * start, "card {card} at {octave}: {start} to {end}");
        }
        let dreamt = dream.picture().unwrap();
        assert_eq!(dreamt.size, picture.size);
        assert!((mean(&dreamt) - mean(&picture)).abs() < 0.5);
    }
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_others() {
    let network = network();
    let picture = cat(Size::new(60, 48));
    let made = |seed| {
        let recipe = Recipe { steps: 2, seed, ..Recipe::default() };
        let mut dream = DeepDream::new(&network, eyes(&network), &picture, recipe).unwrap();
        while dream.advance(&network).unwrap() > 0 {}
        dream.picture().unwrap()
    };
    let one = made(1);
    assert_eq!(made(1), one);
    assert_ne!(made(2), one);
    assert_eq!(one.size, picture.size, "it was dreamt at twice that size");
    assert_ne!(one, picture);
}

#[test]
fn fewer_octaves_are_the_largest_and_a_sliver_is_no_picture() {
    let network = network();
    let recipe = Recipe { octaves: Some(1), ..Recipe::default() };
    let size = Size::new(200, 230);
    let dream = DeepDream::new(&network, eyes(&network), &cat(size), recipe).unwrap();
    assert_eq!((dream.octave(), dream.of()), (200, 5));
    let sliver = cat(Size::new(300, 15));
    let error = DeepDream::new(&network, eyes(&network), &sliver, recipe).unwrap_err();
    assert_eq!(error.to_string(), "300x15 is too small to dream in: its sides need 16 pixels");
}
