//! Tests of the dream and its jobs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tch::{Kind, Tensor};

use super::dreaming::Dreaming;
use super::follow::{Follower, moved};
use super::recipe::Recipe;
use super::{CardsJob, DreamJob, DreamWanted, Dreamt, STRONGEST};
use crate::exhibit::dreams::amplifier::Amplifier;
use crate::exhibit::dreams::goal::{Goal, cards};
use crate::exhibit::dreams::planes::planes;
use crate::exhibit::work::{Seen, Work};
use crate::exhibit::{Finding, Means, Question};
use crate::frame::{Frame, Picture};
use crate::geometry::Size;
use crate::network::device::{Device, DeviceChoice};
use crate::network::forward::Keep;
use crate::network::{Network, WeightsFrom};
use crate::preprocess::Preprocess;

fn network(weights: &WeightsFrom) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("efficientnet_lite0", weights, device).unwrap()
}

/// A part of a picture of soft blobs, which differs from seed to seed: [1, 3, side, side].
fn blobs(seed: u64, side: i64, [right, down]: [i64; 2]) -> Tensor {
    let mut random = fastrand::Rng::with_seed(seed);
    let coarse: Vec<f32> = (0..3 * 24 * 24).map(|_| random.f32()).collect();
    let whole = Tensor::from_slice(&coarse).reshape([1, 3, 24, 24]);
    let whole = whole.upsample_bicubic2d([side + 64, side + 64], false, None, None);
    whole.narrow(2, 32 + down, side).narrow(3, 32 + right, side).clamp(0.0, 1.0).contiguous()
}

fn mean(values: &Tensor) -> f64 {
    f64::try_from(values.mean(Kind::Double)).unwrap()
}

fn rms(values: &Tensor) -> f64 {
    mean(&values.square()).sqrt()
}

/// A dream of one of the cards' layers at this side, in two steps a picture.
fn dreaming(network: &Network, card: usize, strength: u8, side: i64) -> Dreaming {
    let goal = Goal::Layer(cards(&network.outline)[card]);
    let recipe = Recipe::live(network, goal, strength).unwrap();
    let amplifier = Amplifier::new(network, goal, None).unwrap();
    Dreaming::new(amplifier, Recipe { sides: vec![side, side], ..recipe }, 0)
}

#[test]
fn a_movement_is_followed_to_the_pixel_and_slow_ones_add_up() {
    let mut follower = Follower::new(96, 128);
    let wide = |right, down| blobs(1, 128, [right, down]).narrow(2, 0, 96);
    assert!(follower.see(&wide(0, 0)).unwrap().followed);
    // The part that is cut out moves left, so that what is seen in it moves right.
    let movement = follower.see(&wide(-6, 4)).unwrap();
    assert_eq!((movement.shift, movement.followed), ([6, -4], true));
    assert!(mean(&movement.trust) > 0.95);
    // A third of a pixel a picture.
    let large = |thirds: i64| {
        let fine = blobs(2, 384, [-thirds, 0]).narrow(2, 0, 288);
        fine.adaptive_avg_pool2d([96, 128])
    };
    follower.see(&large(0)).unwrap();
    let way: i64 = (1..=24).map(|n| follower.see(&large(n)).unwrap().shift[0]).sum();
    assert!((7..=9).contains(&way), "{way} pixels of 8");
}

#[test]
fn what_moves_in_front_of_a_camera_at_rest_is_doubted_where_it_is_alone() {
    let mut follower = Follower::new(96, 96);
    let ground = blobs(1, 96, [0, 0]);
    follower.see(&ground).unwrap();
    let thing = ground.copy();
    thing.narrow(2, 10, 24).narrow(3, 60, 24).copy_(&blobs(7, 24, [0, 0]));
    let movement = follower.see(&thing).unwrap();
    assert_eq!((movement.shift, movement.followed), ([0, 0], true));
    let trust = |top: i64, left: i64| mean(&movement.trust.narrow(2, top, 8).narrow(3, left, 8));
    assert!(trust(18, 68) < 0.5, "{}", trust(18, 68));
    assert!(trust(70, 10) > 0.99);
}

#[test]
fn the_detail_follows_a_picture_that_moves() {
    let network = network(&WeightsFrom::Random);
    let mut dreaming = dreaming(&network, 0, 4, 96);
    for _ in 0..4 {
        dreaming.go_on(&network, &blobs(3, 96, [0, 0])).unwrap();
    }
    let before = dreaming.detail().unwrap().unwrap();
    // Nothing new is dreamt, nothing gets weaker.
    let goal = Goal::Layer(cards(&network.outline)[0]);
    let recipe = Recipe::live(&network, goal, STRONGEST).unwrap();
    dreaming.follow_recipe(Recipe { sides: Vec::new(), keep: 1.0, ..recipe });
    dreaming.go_on(&network, &blobs(3, 96, [-6, 4])).unwrap();
    assert!(dreaming.followed());
    let after = dreaming.detail().unwrap().unwrap();
    let inner = |values: &Tensor| values.narrow(2, 12, 72).narrow(3, 12, 72);
    let apart = |one: &Tensor, other: &Tensor| rms(&inner(&(one - other))) / rms(&inner(other));
    let there = moved(&before, [6, -4]).unwrap();
    assert!(apart(&after, &there) < 0.3, "{}", apart(&after, &there));
    assert!(apart(&after, &before) > 0.8, "{}", apart(&after, &before));
}

#[test]
fn it_fades_where_another_picture_comes_and_does_not_jump() {
    let network = network(&WeightsFrom::Random);
    let mut dreaming = dreaming(&network, 0, 4, 96);
    for _ in 0..4 {
        dreaming.go_on(&network, &blobs(3, 96, [0, 0])).unwrap();
    }
    let strength = |dreaming: &Dreaming| rms(&dreaming.detail().unwrap().unwrap());
    let mut before = strength(&dreaming);
    let goal = Goal::Layer(cards(&network.outline)[0]);
    let recipe = Recipe::live(&network, goal, STRONGEST).unwrap();
    dreaming.follow_recipe(Recipe { sides: Vec::new(), haste: 1.0, ..recipe });
    for seed in 4..7 {
        dreaming.go_on(&network, &blobs(seed, 96, [0, 0])).unwrap();
        assert!(!dreaming.followed());
        let after = strength(&dreaming);
        assert!((0.35..0.65).contains(&(after / before)), "{}", after / before);
        before = after;
    }
    dreaming.go_on(&network, &blobs(6, 96, [0, 0])).unwrap();
    assert!(dreaming.followed());
}

/// The reel's first photo, about as the camera sees it; its noise is another each time.
fn noisy_cat(side: u32) -> impl FnMut() -> Tensor {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/reel/chelsea.png");
    let photo = image::open(path).unwrap();
    let square = photo.crop_imm(100, 20, 260, 260);
    let small = square.resize_exact(side, side, image::imageops::FilterType::Triangle).to_rgb8();
    let size = Size::new(side as i32, side as i32);
    let clean = planes(&Picture::new(size, small.into_raw())).unwrap();
    let mut random = fastrand::Rng::with_seed(9);
    move || {
        let noise: Vec<f32> = (0..clean.numel()).map(|_| random.f32() - 0.5).collect();
        let noise = Tensor::from_slice(&noise).reshape(clean.size()) * (6.0 / 255.0);
        (&clean + noise).clamp(0.0, 1.0)
    }
}

#[test]
fn a_camera_at_rest_is_neither_brightened_nor_burnt_out_in_six_hundred_pictures() {
    let network = network(&WeightsFrom::Published);
    let (mut dreaming, mut camera) = (dreaming(&network, 1, 2, 64), noisy_cat(96));
    let cut_off = |picture: &Tensor| {
        let dark = picture.le(2.0 / 255.0);
        mean(&dark.logical_or(&picture.ge(253.0 / 255.0)).to_kind(Kind::Float))
    };
    let (mut before, mut strengths) = (None, Vec::new());
    for n in 0..600 {
        let seen = camera();
        dreaming.go_on(&network, &seen).unwrap();
        let picture = dreaming.picture().unwrap();
        let bright = mean(picture);
        assert!((bright / mean(&seen) - 1.0).abs() < 0.02, "{bright} in picture {n}");
        assert!(cut_off(picture) - cut_off(&seen) < 0.05, "picture {n}");
        let before = before.replace(bright).unwrap_or(bright);
        assert!((bright / before - 1.0).abs() < 0.03, "{before}, then {bright} in picture {n}");
        strengths.push(rms(&(picture - &seen)));
    }
    assert!(strengths[29] > 0.05, "plainly visible: {}", strengths[29]);
    let (soon, late) = (strengths[29], strengths[599]);
    assert!((0.8..1.25).contains(&(late / soon)), "{soon}, then {late}");
}

#[test]
fn the_knob_says_how_strong_it_becomes_and_turning_it_does_not_jump() {
    let network = network(&WeightsFrom::Random);
    let goal = Goal::Layer(cards(&network.outline)[0]);
    let grown = [0, 2, STRONGEST].map(|strength| {
        let mut dreaming = dreaming(&network, 0, strength, 96);
        for _ in 0..10 {
            dreaming.go_on(&network, &blobs(3, 96, [0, 0])).unwrap();
        }
        let detail = dreaming.detail().unwrap().unwrap();
        let recipe = Recipe::live(&network, goal, strength).unwrap();
        assert!(rms(&detail) < recipe.limit, "{}", rms(&detail));
        if strength == STRONGEST {
            let weak = Recipe::live(&network, goal, 0).unwrap();
            let haste = weak.haste;
            dreaming.follow_recipe(Recipe { sides: vec![96], ..weak });
            dreaming.go_on(&network, &blobs(3, 96, [0, 0])).unwrap();
            let after = dreaming.detail().unwrap().unwrap();
            assert!(rms(&(&after - &detail)) < 1.2 * haste);
            assert!(rms(&after) < rms(&detail));
        }
        rms(&detail)
    });
    assert!(grown[0] * 1.5 < grown[1] && grown[1] * 1.3 < grown[2], "{grown:?}");
}

/// A picture of waves that differs from number to number.
fn frame(number: u64, scene: u64) -> Arc<Frame> {
    let size = Size::new(80, 60);
    let wave = |i: usize| ((i as f32 * (0.11 + 0.02 * number as f32)).sin() * 100.0 + 127.0) as u8;
    let rgb = (0..size.area() * 3).map(wave).collect();
    Arc::new(Frame {
        picture: Picture::new(size, rgb),
        sequence: number,
        scene,
        time: Duration::from_secs(number),
        captured: Instant::now(),
        name: "made-up.png".into(),
    })
}

/// Looks at frames as the engine has it look.
struct Bench {
    network: Network,
    means: Means,
}

impl Bench {
    fn new() -> Self {
        Self { network: network(&WeightsFrom::Random), means: Means::default() }
    }

    fn wanted(&self, card: usize) -> DreamWanted {
        let goal = Goal::Layer(cards(&self.network.outline)[card]);
        DreamWanted { goal, strength: 2, held: false, run: 0 }
    }

    fn seen<T>(&mut self, frame: &Arc<Frame>, with: impl FnOnce(&Seen<'_>, &mut Means) -> T) -> T {
        let spec = &self.network.spec;
        let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let prepared = preprocess.run(&frame.picture).unwrap();
        let side = spec.input;
        let input = self.network.input(prepared.input, side).unwrap();
        let trace = self.network.forward(&input, Keep::Last, self.network.graph.logits()).unwrap();
        let crop = prepared.crop;
        let seen = Seen { frame, input: &input, crop, trace: &trace, ablated: false };
        with(&seen, &mut self.means)
    }

    fn begin(&mut self, wanted: DreamWanted, frame: &Arc<Frame>) -> DreamJob {
        let network = self.network.share();
        self.seen(frame, |seen, means| DreamJob::new(&network, seen, wanted, means).unwrap())
    }

    fn observe(&mut self, job: &mut dyn Work, frame: &Arc<Frame>) {
        let network = self.network.share();
        self.seen(frame, |seen, _| job.observe(&network, seen).unwrap());
    }

    /// Steps until nothing is left to do; how many there were.
    fn work(&self, job: &mut dyn Work) -> usize {
        (0..200).take_while(|_| !job.step(&self.network).unwrap().is_over()).count()
    }
}

fn dreamt(job: &DreamJob) -> Option<Arc<Dreamt>> {
    match job.finding() {
        Finding::Dreamt(dreamt) => dreamt,
        _ => unreachable!("it dreams"),
    }
}

#[test]
fn each_frame_is_dreamt_once_where_they_move_and_a_photo_sixty_times() {
    let mut bench = Bench::new();
    let mut job = bench.begin(bench.wanted(0), &frame(0, 0));
    assert!(dreamt(&job).is_none());
    for n in 1..=4 {
        assert!(!job.step(&bench.network).unwrap().is_over());
        bench.observe(&mut job, &frame(n, 0));
    }
    assert_eq!(bench.work(&mut job), 1, "the newest, once");
    let found = dreamt(&job).unwrap();
    assert_eq!((found.count, found.frame.sequence, found.before.len()), (5, 4, 5));
    assert_eq!(found.after.as_ref().map(|(guesses, at)| (guesses.len(), *at)), Some((5, 4)));
    assert!(found.picture.size.width >= 224);
    // Another scene begins anew; it is a photo, which comes again and again.
    bench.observe(&mut job, &frame(7, 1));
    assert_eq!(bench.work(&mut job), 60);
    let same = Frame { sequence: 8, ..Frame::clone(&frame(7, 1)) };
    bench.observe(&mut job, &Arc::new(same));
    assert_eq!(bench.work(&mut job), 0, "it rests");
    assert_eq!(dreamt(&job).unwrap().count, 60);
}

#[test]
fn what_is_held_stays_and_another_strength_goes_on_with_the_same_dream() {
    let mut bench = Bench::new();
    let wanted = bench.wanted(0);
    let mut job = bench.begin(wanted, &frame(0, 0));
    (0..3).for_each(|_| assert!(!job.step(&bench.network).unwrap().is_over()));
    let picture = dreamt(&job).unwrap().picture.clone();
    drop(job);
    let mut held = bench.begin(DreamWanted { held: true, ..wanted }, &frame(0, 0));
    assert_eq!(bench.work(&mut held), 0);
    assert_eq!(dreamt(&held).unwrap().picture, picture);
    drop(held);
    let mut stronger = bench.begin(DreamWanted { strength: 5, ..wanted }, &frame(0, 0));
    assert!(!stronger.step(&bench.network).unwrap().is_over());
    assert_eq!(dreamt(&stronger).unwrap().count, 4);
    drop(stronger);
    let again = bench.begin(DreamWanted { run: 1, ..wanted }, &frame(0, 0));
    assert!(dreamt(&again).is_none(), "asked to begin anew");
    drop(again);
    let other = bench.begin(bench.wanted(1), &frame(0, 0));
    assert!(dreamt(&other).is_none(), "another layer");
}

#[test]
fn two_runs_dream_the_same_to_the_byte() {
    let run = || {
        let mut bench = Bench::new();
        let mut job = bench.begin(bench.wanted(2), &frame(0, 0));
        for n in 1..4 {
            assert!(!job.step(&bench.network).unwrap().is_over());
            bench.observe(&mut job, &frame(n, 0));
        }
        dreamt(&job).unwrap().picture.clone()
    };
    assert!(run() == run());
}

#[test]
fn the_dream_is_let_go_of_where_nobody_asks_and_where_it_is_to_be_forgotten() {
    let mut bench = Bench::new();
    let wanted = bench.wanted(0);
    let mut job = bench.begin(wanted, &frame(0, 0));
    assert!(!job.step(&bench.network).unwrap().is_over());
    bench.means.let_go(&[Question::Collect, Question::Dream(wanted)]);
    assert!(bench.means.dream.borrow().is_some());
    bench.means.let_go(&[Question::Collect]);
    assert!(bench.means.dream.borrow().is_none());
    assert_eq!(bench.work(&mut job), 0, "nothing is left to dream on");
    drop(job);
    bench.begin(wanted, &frame(0, 0));
    bench.means.forget();
    assert!(bench.means.dream.borrow().is_none());
}

#[test]
fn cards_are_made_one_after_the_other_and_renewed_after_ten_seconds_or_at_a_new_scene() {
    let mut bench = Bench::new();
    let network = bench.network.share();
    let mut job = bench.seen(&frame(0, 0), |seen, _| CardsJob::new(&network, seen).unwrap());
    let found = |job: &CardsJob| match job.finding() {
        Finding::DreamtCards(found) => found,
        _ => unreachable!("it makes cards"),
    };
    assert!(found(&job).cards.is_empty());
    assert!(bench.work(&mut job) >= 4);
    let first = found(&job);
    let layers: Vec<_> = first.cards.iter().map(|card| card.layer).collect();
    assert_eq!(layers, cards(&bench.network.outline));
    assert!(first.cards.iter().all(|card| card.picture.size == Size::new(112, 112)));
    bench.observe(&mut job, &frame(9, 0));
    assert_eq!(bench.work(&mut job), 0, "nine seconds");
    bench.observe(&mut job, &frame(10, 0));
    assert!(bench.work(&mut job) >= 4);
    assert!(found(&job).cards.iter().zip(&first.cards).all(|(a, b)| a.picture != b.picture));
    bench.observe(&mut job, &frame(11, 1));
    assert!(bench.work(&mut job) >= 4, "another scene");
}
