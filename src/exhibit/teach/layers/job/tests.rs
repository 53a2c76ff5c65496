//! Tests of the maps at every depth: with published weights things part on their way through.

use std::path::Path;
use std::time::Instant;

use super::*;
use crate::exhibit::teach::job::ShowJob;
use crate::exhibit::work::Seen;
use crate::frame::{Frame, Picture};
use crate::geometry::{Rect, Size};
use crate::network::WeightsFrom;
use crate::network::checkpoint;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::network::manifest::Manifest;
use crate::preprocess::Preprocess;
use crate::resample::{Filter, Resampler};

/// What nothing that works takes.
const LATEST: Duration = Duration::from_secs(120);

/// The network with its published weights; none where they are not here.
fn published() -> Option<Network> {
    let manifest = Manifest::built_in().unwrap();
    let spec = manifest.network("efficientnet_lite0").unwrap();
    checkpoint::locate(spec).ok()?;
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Some(Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap())
}

/// A part of a photo of the reel, which a hand-held camera sees: another with every number, with
/// light that changes.
fn part(photo: &Picture, random: &mut fastrand::Rng, number: u64) -> Arc<Frame> {
    let least = photo.size.width.min(photo.size.height);
    let side = (f64::from(least) * (0.45 + 0.35 * random.f64())) as i32;
    let x = random.i32(0..=photo.size.width - side);
    let y = random.i32(0..=photo.size.height - side);
    let size = Size::new(224, 224);
    let mut rgb = vec![0; size.area() * 3];
    let part = Rect { x, y, width: side, height: side };
    Resampler::default().run(photo, part, Filter::Bilinear, size, &mut rgb).unwrap();
    let light = 0.6 + 0.8 * random.f32();
    for value in &mut rgb {
        *value = (f32::from(*value) * light) as u8;
    }
    Arc::new(Frame {
        picture: Picture::new(size, rgb),
        sequence: number,
        scene: 0,
        time: Duration::from_millis(100 * number),
        captured: Instant::now(),
        name: "made-up.png".into(),
    })
}

/// Shows parts of three photos to the network.
fn teach(network: &Network, count: u64) -> Shared {
    let samples = Shared::default();
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let mut random = fastrand::Rng::with_seed(11);
    let (mut number, mut took) = (0, Vec::new());
    for (class, name) in (0..).zip(["chelsea.png", "coffee.png", "astronaut.png"]) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel").join(name);
        let photo = image::open(path).unwrap().into_rgb8();
        let size = Size::new(photo.width() as i32, photo.height() as i32);
        let photo = Picture::new(size, photo.into_raw());
        let mut job = None;
        for _ in 0..count {
            number += 1;
            let frame = part(&photo, &mut random, number);
            let prepared = preprocess.run(&frame.picture).unwrap();
            let crop = prepared.crop;
            let input = network.input(prepared.input, spec.input).unwrap();
            let mut nodes: Vec<_> = steps(network).into_iter().map(|(_, node)| node).collect();
            nodes.push(network.graph.code);
            let trace =
                network.forward(&input, Keep::Only(&nodes), network.graph.logits()).unwrap();
            let (frame, input, trace) = (&frame, &input, &trace);
            let seen = Seen { frame, input, crop, trace, ablated: false };
            let begin = || ShowJob::new(network, &seen, &samples, class).unwrap();
            let job: &mut ShowJob = job.get_or_insert_with(begin);
            let begun = Instant::now();
            job.observe(network, &seen).unwrap();
            took.push(begun.elapsed());
        }
    }
    took.sort_unstable();
    println!("to keep a picture took {:?}, at most {:?}", took[took.len() / 2], took.last());
    samples
}

/// Lets the job go on until it has nothing to do.
fn run(network: &Network, job: &mut TaughtLayersJob) -> Arc<TaughtLayers> {
    let (deadline, mut there) = (Instant::now() + LATEST, job.layers.maps.len());
    while !job.step(network).unwrap().is_over() {
        assert!(Instant::now() < deadline, "it never came");
        let now = job.layers.maps.len();
        assert!(now >= there || now == 0, "what is there stays, but for what is forgotten");
        there = now;
    }
    Arc::clone(&job.layers)
}

#[test]
fn the_network_pulls_the_things_apart_from_step_to_step() {
    let Some(network) = published() else {
        return eprintln!("skipped: the weights of EfficientNet-Lite0 are not here");
    };
    let samples = teach(&network, 30);
    let mut job = TaughtLayersJob::new(&network, &samples, &Lesson::default());
    let begun = Instant::now();
    let layers = run(&network, &mut job);
    println!("all depths: {:?}", begun.elapsed());
    let depths: Vec<Depth> = layers.maps.iter().map(|map| map.depth).collect();
    let [early, middle, last] = [6, 12, 18].map(Depth::Step);
    assert_eq!(depths, [Depth::Pixels, early, middle, last, Depth::Lesson]);
    let purity: Vec<f32> = layers.maps.iter().map(|map| map.purity).collect();
    println!("purity {purity:?}");
    assert!(purity.is_sorted(), "{purity:?}");
    assert!(purity[0] < 0.85 && purity[3] > 0.95 && purity[4] > 0.95, "{purity:?}");
    let count = samples.borrow().kept().len();
    assert_eq!(layers.samples.len(), count);
    for map in &layers.maps {
        assert_eq!(map.places.len(), count);
        assert!(map.places.iter().flatten().all(|value| value.abs() <= 1.0));
    }
    let ways = |pair: &[DepthMap]| {
        let ways = pair[0].places.iter().zip(&pair[1].places);
        let sum: f32 = ways.map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1])).sum();
        sum / count as f32
    };
    println!("moved {:?}", layers.maps.windows(2).map(ways).collect::<Vec<_>>());
    // The same again.
    let mut again = TaughtLayersJob::new(&network, &samples, &Lesson::default());
    assert_eq!(*run(&network, &mut again), *layers);
    // While something is shown, and for a picture or two, it stays as it is.
    samples.borrow_mut().remove(0);
    assert!(job.step(&network).unwrap().is_over());
    let held = samples.borrow_mut().begin(0);
    (0..20).for_each(|id| samples.borrow_mut().remove(id));
    assert!(job.step(&network).unwrap().is_over());
    drop(held);
    samples.borrow_mut().end();
    assert_eq!(run(&network, &mut job).samples.len(), samples.borrow().kept().len());
    samples.borrow_mut().forget();
    assert_eq!(*run(&network, &mut job), TaughtLayers::default());
}
