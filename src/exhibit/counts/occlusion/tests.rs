//! Tests of the occlusion job, against whole forward passes over covered pictures.

use tch::{Kind, Tensor};

use super::*;
use crate::exhibit::work::{Progress, Work};
use crate::network::Network;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::network::precision::Precision;
use crate::network::top_k::softmax;

fn load(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

/// A picture without symmetry.
fn picture(height: i64, width: i64) -> Tensor {
    let ramp = Tensor::arange(3 * height * width, (Kind::Float, tch::Device::Cpu));
    (ramp * 0.37).sin().reshape([1, 3, height, width])
}

fn run(network: &Network, job: &mut OcclusionJob) {
    while !job.step(network).unwrap().is_over() {}
}

/// With a square that covers other parts of windows at every position, and reaches over every
/// border.
const ODD: Square = Square { side: 51, stride: 45 };

#[test]
fn what_is_found_is_what_whole_passes_over_covered_pictures_give() {
    for (name, input) in [
        ("efficientnet_lite0", picture(224, 224)),
        ("googlenet", picture(224, 224)),
        ("resnet18", picture(224, 224)),
        ("squeezenet1_1", picture(227, 195)),
        // Nothing of it is worth tiles: whole passes from the input on.
        ("resnet18", picture(40, 64)),
    ] {
        let network = load(name);
        let logits = network.graph.logits();
        let mut job = OcclusionJob::new(&network, &input, Some(7), ODD).unwrap();
        run(&network, &mut job);
        let found = job.into_findings();
        assert_eq!(found.bests.len(), found.columns * found.rows);
        assert_eq!(found.has_switches, name != "efficientnet_lite0", "{name}: max poolings");
        let mut largest = 0.0_f32;
        for position in 0..found.positions() {
            let (place, covered) = (found.place(position), input.copy());
            let part = covered.narrow(2, place.y.into(), place.height.into());
            drop(part.narrow(3, place.x.into(), place.width.into()).fill_(0.0));
            let keep = [found.node, logits];
            let trace = network.forward(&covered, Keep::Only(&keep), logits).unwrap();
            let answer: Vec<f32> = trace.value(logits).unwrap().view([-1]).try_into().unwrap();
            let (wanted, got) = (softmax(&answer)[7], found.probabilities[position]);
            assert!(
                (got - wanted).abs() <= 1e-5 + 1e-4 * wanted,
                "{name} {position}: {got} {wanted}"
            );
            let map = trace.value(found.node).unwrap().select(1, found.channel as i64);
            let (wanted, got) =
                (map.sum(None).double_value(&[]), f64::from(found.totals[position]));
            assert!(
                (got - wanted).abs() <= 1e-4 * wanted.abs(),
                "{name} {position}: {got} {wanted}"
            );
            largest = largest.max((found.total - found.totals[position]).abs() / found.total);
        }
        assert!(largest > 0.01, "{name}: the square does nothing, {largest}");
    }
}

#[test]
fn interrupted_or_not_it_is_the_same_bit_for_bit() {
    let (network, input) = (load("efficientnet_lite0"), picture(224, 224));
    let start = || OcclusionJob::new(&network, &input, None, ODD).unwrap();
    let mut whole = start();
    run(&network, &mut whole);
    let mut broken = start();
    let mut before = Progress::default();
    loop {
        // Another picture in between, and a look at what is there.
        network.forward(&picture(224, 224).cos(), Keep::Last, 5).unwrap();
        let found = broken.findings();
        assert_eq!((found.probabilities.len(), found.totals.len()), (before.done, before.done));
        let now = broken.step(&network).unwrap();
        assert!(now.done > before.done && now.all == 25);
        before = now;
        if now.is_over() {
            break;
        }
    }
    assert_eq!(broken.findings(), whole.findings());
    // Over is over.
    assert_eq!(broken.step(&network).unwrap(), before);
    assert_eq!(broken.findings(), whole.findings());
}

#[test]
fn the_squares_centres_are_half_a_stride_from_the_border() {
    let (square, size) = (Square::default(), Size::new(224, 224));
    assert_eq!(square.grid(size).unwrap(), (14, 14));
    // Centres at 8, 24, …, 216: from -16 to 32, from 0 to 48, …, from 192 to 240.
    assert_eq!(square.at(0, 1, size), Rect::new(0, 0, 32, 48));
    assert_eq!(square.at(13, 2, size), Rect::new(192, 16, 32, 48));
    // 33 pixels around the centre at 8: from -8.5, the pixel before.
    assert_eq!(Square { side: 33, stride: 16 }.at(0, 1, size), Rect::new(0, 7, 24, 33));
    // The last position of three lies outside: its centre is 250.
    let sparse = Square { side: 20, stride: 100 };
    assert_eq!(sparse.grid(size).unwrap(), (3, 3));
    assert!(sparse.at(2, 0, size).is_empty());
    assert_eq!(Square { side: i32::MAX, stride: 100 }.at(1, 1, size), size.rect());
    for (side, stride) in [(0, 16), (48, 0), (-1, 1)] {
        let error = Square { side, stride }.grid(size).unwrap_err().to_string();
        assert!(error.ends_with("covers nothing"), "{error}");
    }
}

#[test]
#[allow(clippy::float_cmp, reason = "eighths are exact")]
fn heat_is_the_mean_over_the_squares_that_cover_a_pixel() {
    let (network, input) = (load("squeezenet1_1"), picture(64, 64));
    let job =
        OcclusionJob::new(&network, &input, Some(3), Square { side: 48, stride: 32 }).unwrap();
    let mut found = job.into_findings();
    assert_eq!((found.columns, found.rows, found.class), (2, 2, 3));
    assert!(found.heat().iter().all(|&heat| heat == 0.0));
    // From -8 to 40 and from 24 to 72: of the upper row alone so far.
    found.probability = 0.5;
    found.probabilities = vec![0.25, 0.625];
    let heat = found.heat();
    let at = |x: usize, y: usize| heat[y * 64 + x];
    assert_eq!((at(0, 0), at(23, 39), at(63, 0)), (0.25, 0.25, -0.125));
    // (0.25 - 0.125) / 2 where both are.
    assert_eq!((at(24, 0), at(39, 39), at(40, 0)), (0.0625, 0.0625, -0.125));
    assert_eq!((at(0, 40), at(63, 63)), (0.0, 0.0));
}

#[test]
fn small_and_sparse_squares_and_small_pictures_are_no_trouble() {
    let network = load("resnet18");
    for (input, square) in [
        (picture(224, 224), Square { side: 1, stride: 75 }),
        (picture(224, 224), Square { side: 20, stride: 100 }),
        (picture(40, 64), Square { side: 100, stride: 30 }),
    ] {
        let mut job = OcclusionJob::new(&network, &input, None, square).unwrap();
        run(&network, &mut job);
        let found = job.into_findings();
        assert_eq!(found.probabilities.len(), found.positions());
        // Where nothing is covered nothing changes.
        for (position, probability) in found.probabilities.iter().enumerate() {
            let same = (probability - found.probability).abs() <= 1e-4 * found.probability;
            assert!(same || !found.place(position).is_empty(), "{position}: {probability}");
        }
    }
}

#[test]
fn it_is_the_same_in_bf16_but_for_its_eight_digits() {
    let (network, input) = (load("squeezenet1_1"), picture(64, 64));
    let half = network.in_precision(Precision::Bf16).unwrap();
    let square = Square { side: 20, stride: 24 };
    let [exact, rounded] = [&network, &half].map(|network| {
        let input = input.to_kind(network.precision().kind());
        let mut job = OcclusionJob::new(network, &input, Some(0), square).unwrap();
        run(network, &mut job);
        job.into_findings()
    });
    assert_eq!(rounded.probabilities.len(), 9);
    for (&exact, &rounded) in exact.probabilities.iter().zip(&rounded.probabilities) {
        assert!((rounded - exact).abs() <= 0.1 * exact, "{rounded} {exact}");
    }
}

#[test]
fn what_cannot_be_covered_is_one_line() {
    let network = load("squeezenet1_1");
    let complaint = |input: &Tensor, class, square| {
        OcclusionJob::new(&network, input, class, square).unwrap_err().to_string()
    };
    let (one, default) = (picture(64, 64), Square::default());
    let error = complaint(&one, Some(1000), default);
    assert_eq!(error, "there is no class 1000: they are 0 to 999");
    let error = complaint(&one, None, Square { side: 0, stride: 1 });
    assert_eq!(error, "a square of 0 pixels at a stride of 1 covers nothing");
    let error = complaint(&Tensor::cat(&[&one, &one], 0), None, default);
    assert_eq!(error, "one picture can be covered, [1, 3, H, W], not [2, 3, 64, 64]");
}
