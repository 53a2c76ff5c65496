//! Tests of heads from files and for files.

use std::time::Duration;

use super::*;
use crate::exhibit::Shelf;
use crate::frame::Picture;
use crate::network::WeightsFrom;
use crate::network::device::{Device, DeviceChoice};

const NAMES: [&str; 4] = ["mug", "cat", "me", "nothing"];

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights("squeezenet1_1", device).unwrap()
}

fn names() -> Vec<String> {
    NAMES.map(String::from).to_vec()
}

/// A code of this thing.
fn code(class: u8, n: usize) -> Vec<f32> {
    let value = |channel: usize| {
        let own = if channel == usize::from(class) { 3.0 } else { 0.2 };
        own + 0.1 * ((n * 7 + channel) as f32).sin()
    };
    (0..512).map(value).collect()
}

/// Where these things were shown, five pictures each.
fn means(classes: &[u8]) -> Means {
    let mut means = Means::default();
    means.shelf = Arc::new(Shelf::new(None, WeightsFrom::Random));
    let mut samples = means.samples.borrow_mut();
    for &class in classes {
        let mut burst = samples.begin(class);
        for n in 0..5 {
            let view = super::super::samples::View {
                time: Duration::from_millis(100 * n as u64),
                code: code(class, n),
                pixels: Vec::new(),
                depths: Vec::new(),
                thumbnail: Arc::new(Picture::default()),
            };
            samples.admit(&mut burst, view);
        }
        samples.end();
    }
    drop(samples);
    means
}

#[test]
fn what_was_taught_becomes_a_head_of_the_things_that_were_shown() {
    let network = network();
    let head = head(&means(&[1, 3]), &network, &names(), true).unwrap();
    assert_eq!(head.about.labels, ["cat", "nothing"]);
    assert_eq!(head.about.taught_on.network, "squeezenet1_1");
    assert!(head.about.mirror && head.about.pictures.iter().all(|count| *count > 0));
    let said = head.answer(&code(3, 9)).unwrap();
    assert!(said.nearest == 1 && !said.none);
    let logits = head.trained.as_ref().unwrap().logits(&code(3, 9));
    assert!(logits.len() == 2 && logits[1] > logits[0]);
}

#[test]
fn one_thing_makes_no_head() {
    let network = network();
    for shown in [&[][..], &[2]] {
        let error = head(&means(shown), &network, &names(), false).unwrap_err();
        assert_eq!(error.to_string(), say!("head-too-few"));
    }
}

#[test]
fn a_head_from_a_file_answers_on_its_own_network_alone() {
    let network = network();
    let head = Arc::new(head(&means(&[0, 2]), &network, &names(), false).unwrap());
    let known = LoadedHead::new(&head, true);
    let loaded = known.answer(&code(2, 8)).unwrap();
    assert_eq!(&*loaded.labels, ["mug", "me"]);
    assert_eq!((loaded.answer.best, known.foreign()), (Some(1), None));
    let nothing = known.answer(&[0.0; 512]).unwrap();
    assert_eq!(nothing.answer.best, None);
    assert_eq!(known.answer(&[1.0; 7]), None);
    let foreign = LoadedHead::new(&head, false);
    assert_eq!(foreign.answer(&code(2, 8)), None);
    assert_eq!(foreign.foreign().as_deref(), Some("squeezenet1_1"));
}
