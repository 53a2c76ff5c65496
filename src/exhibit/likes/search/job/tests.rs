//! Tests of the search: a cup of a photo held before other photos, and nothing held at all.

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::*;
use crate::frame::{Frame, Picture};
use crate::geometry::Size;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::network::manifest::Manifest;
use crate::network::{WeightsFrom, checkpoint};
use crate::preprocess::Preprocess;
use crate::taps::plan::Unit;

fn reel(name: &str) -> image::RgbImage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel").join(name);
    image::open(path).unwrap().into_rgb8()
}

/// The network with its published weights; none where they are not here.
fn published() -> Option<Network> {
    let manifest = Manifest::built_in().unwrap();
    let spec = manifest.network("efficientnet_lite0").unwrap();
    checkpoint::locate(spec).ok()?;
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Some(Network::load("efficientnet_lite0", &WeightsFrom::Published, device).unwrap())
}

/// The cup of the coffee's photo, and how much of each pixel it covers.
fn cup() -> Vec<Vec<([f32; 3], f32)>> {
    let photo = reel("coffee.png");
    let pixel = |x: u32, y: u32| {
        let (right, down) = ((x as f32 - 125.0) / 122.0, (y as f32 - 150.0) / 147.0);
        let cover = ((1.0 - right.hypot(down)) * 20.0).clamp(0.0, 1.0);
        (photo.get_pixel(160 + x, 10 + y).0.map(f32::from), cover)
    };
    (0..300).map(|y| (0..250).map(|x| pixel(x, y)).collect()).collect()
}

/// A scene that a hand-held camera looks at, and a hand that may hold the cup into it.
struct Made {
    background: image::RgbImage,
    cup: Vec<Vec<([f32; 3], f32)>>,
    rng: Rng,
    /// Where the camera points, and where the cup is; both wander.
    camera: (f32, f32),
    hand: (f32, f32),
    /// How large the cup is: a pixel of the picture is so many of the cup.
    scale: f32,
    sequence: u64,
}

impl Made {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let names = ["astronaut.png", "chelsea.png", "camera.png", "rocket.jpg"];
        let photo = reel(names[rng.usize(..names.len())]);
        let background =
            image::imageops::resize(&photo, 360, 270, image::imageops::FilterType::Triangle);
        Self {
            background,
            cup: cup(),
            camera: (20.0, 15.0),
            hand: (110.0 + 60.0 * rng.f32(), 60.0 + 40.0 * rng.f32()),
            scale: 2.2 + 0.8 * rng.f32(),
            sequence: 0,
            rng,
        }
    }

    /// The next frame, a fifteenth of a second later, 320x240, with noise of a few grey levels.
    fn next(&mut self, with: bool) -> Arc<Frame> {
        let rng = &mut self.rng;
        let mut wander = |at: &mut (f32, f32), home: (f32, f32), by: f32| {
            at.0 += by * (rng.f32() - 0.5) - 0.1 * (at.0 - home.0);
            at.1 += by * (rng.f32() - 0.5) - 0.1 * (at.1 - home.1);
        };
        wander(&mut self.camera, (20.0, 15.0), 4.0);
        let hand = self.hand;
        wander(&mut self.hand, (hand.0.clamp(90.0, 190.0), hand.1.clamp(50.0, 110.0)), 8.0);
        let size = Size::new(320, 240);
        let mut rgb = Vec::with_capacity(size.area() * 3);
        for y in 0..240_i32 {
            for x in 0..320_i32 {
                let from = |at: i32, offset: f32, most: u32| {
                    (at + offset.round() as i32).clamp(0, most as i32 - 1) as u32
                };
                let (u, v) = (from(x, self.camera.0, 360), from(y, self.camera.1, 270));
                let mut pixel = self.background.get_pixel(u, v).0.map(f32::from);
                let on_cup =
                    ((x as f32 - self.hand.0) * self.scale, (y as f32 - self.hand.1) * self.scale);
                let place = (with && on_cup.0 >= 0.0 && on_cup.1 >= 0.0)
                    .then(|| self.cup.get(on_cup.1 as usize)?.get(on_cup.0 as usize))
                    .flatten();
                if let Some((color, cover)) = place {
                    for (pixel, color) in pixel.iter_mut().zip(color) {
                        *pixel += cover * (color - *pixel);
                    }
                }
                let mut noise = |value: f32| value + 12.0 * (rng.f32() + rng.f32() - 1.0);
                rgb.extend(pixel.map(|value| noise(value) as u8));
            }
        }
        self.sequence += 1;
        Arc::new(Frame {
            picture: Picture::new(size, rgb),
            sequence: self.sequence,
            scene: 0,
            time: Duration::from_millis(67 * self.sequence),
            captured: Instant::now(),
            name: "made-up.png".into(),
        })
    }
}

/// Lets a job observe a frame as the engine does.
fn observe(network: &Network, job: &mut RecordJob, frame: &Arc<Frame>) {
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let prepared = preprocess.run(&frame.picture).unwrap();
    let input = network.input(prepared.input, spec.input).unwrap();
    let keep = job.needs(network);
    let trace = network.forward(&input, Keep::Only(&keep), network.graph.logits()).unwrap();
    let crop = prepared.crop;
    let seen = Seen { frame, input: &input, crop, trace: &trace, ablated: false };
    job.observe(network, &seen).unwrap();
    job.step(network).unwrap();
}

/// A job that has seen no frame yet.
fn begin(network: &Network, recordings: &Shared, with: bool, run: u32) -> RecordJob {
    recordings.borrow_mut().begin(with, run);
    let (recordings, channels) = (Rc::clone(recordings), Channels::of(network));
    RecordJob { recordings, channels, with, run, news: true }
}

/// What is found when the cup is held for three seconds, or not at all, and then for three seconds
/// nothing.
fn search(network: &Network, seed: u64, held: bool) -> Detectors {
    let recordings = Shared::default();
    let mut made = Made::new(seed);
    for (with, run) in [(true, 1), (false, 2)] {
        let mut job = begin(network, &recordings, with, run);
        while !recordings.borrow().recorded(with, run).unwrap().is_enough() {
            observe(network, &mut job, &made.next(with && held));
        }
        // The hand goes.
        (0..15).for_each(|_| drop(made.next(false)));
    }
    let mut job = DetectorsJob::new(&recordings, [1, 2]);
    assert!(job.step(network).unwrap().is_over());
    let Finding::Detectors(Some(found)) = job.finding() else { panic!("nothing") };
    (*found).clone()
}

#[test]
fn a_cup_that_is_held_is_found_in_ten_scenes_and_nothing_in_scenes_without_a_difference() {
    let Some(network) = published() else {
        return eprintln!("skipped: the weights of EfficientNet-Lite0 are not here");
    };
    for seed in 0..10 {
        let found = search(&network, seed, true);
        let Outcome::Found(best) = &found.outcome else { panic!("scene {seed}: {found:?}") };
        let ((lit, with), (wrong, without)) = (best[0].with, best[0].without);
        let right = (lit + without - wrong) as f64 / (with + without) as f64;
        println!("scene {seed}: {lit} of {with}, {wrong} of {without}, {:?}", best[0].unit);
        assert!(right >= 0.9, "scene {seed}: {:?}", best[0]);
    }
    for seed in 0..10 {
        let found = search(&network, 100 + seed, false);
        assert_eq!(found.outcome, Outcome::None, "scene {seed}");
    }
}

#[test]
fn recordings_are_bounded_count_no_picture_twice_and_are_forgotten() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    let network = Network::with_deterministic_weights("squeezenet1_1", device).unwrap();
    let recordings = Shared::default();
    let mut made = Made::new(3);
    let mut job = begin(&network, &recordings, true, 7);
    let first = made.next(false);
    observe(&network, &mut job, &first);
    let later = |frame: &Arc<Frame>, seconds: u64| {
        Arc::new(Frame { time: frame.time + Duration::from_secs(seconds), ..(**frame).clone() })
    };
    observe(&network, &mut job, &later(&first, 1));
    let recorded = |run: u32| recordings.borrow().recorded(true, run);
    let one = Recorded { run: 7, pictures: 1, lasted: Duration::from_secs(1) };
    assert_eq!(recorded(7), Some(one), "the same picture once more only lets time pass");
    assert!(!one.is_enough() && one.share() < 0.1);
    assert_eq!(recorded(8), None);
    observe(&network, &mut job, &later(&first, 10));
    assert!(recorded(7).unwrap().is_enough(), "nothing more comes of a picture that stands");
    let mut rank = DetectorsJob::new(&recordings, [7, 8]);
    let error = rank.step(&network).unwrap_err().to_string();
    assert_eq!(error, "what was shown to it is forgotten: show it once more");
    begin(&network, &recordings, false, 8);
    rank.step(&network).unwrap();
    let Finding::Detectors(Some(found)) = rank.finding() else { panic!("nothing") };
    assert_eq!((&found.outcome, found.pictures), (&Outcome::TooFew, [1, 0]));
    // Another recording takes the place of the one before.
    begin(&network, &recordings, true, 9);
    assert_eq!((recorded(7), recorded(9).unwrap().pictures), (None, 0));
    recordings.borrow_mut().forget();
    assert_eq!(recorded(9), None);
}

#[test]
fn every_step_of_the_wall_is_recorded_but_for_the_words() {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    for name in ["efficientnet_lite0", "resnet18"] {
        let network = Network::with_deterministic_weights(name, device).unwrap();
        let (channels, outline) = (Channels::of(&network), &network.outline);
        let last = outline.layers.len() - 1;
        let shown = outline.blocks.iter().map(|block| block.shown).filter(|&shown| shown != last);
        let count: usize = shown.clone().map(|shown| outline.layers[shown].shape.channels).sum();
        assert_eq!(channels.count(), count, "{name}");
        let place = channels.places[1].start + 3;
        let layer = shown.clone().nth(1).unwrap();
        assert_eq!(channels.unit(place), Some(Unit { layer, channel: 3 }));
        assert_eq!(channels.unit(count), None);
    }
}
