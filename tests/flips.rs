//! Tests of flips: each that is reported is one, with the network's own numbers beside it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use deepvis::engine::Engine;
use deepvis::engine::network_engine::NetworkEngine;
use deepvis::exhibit::changes::perturbation::Perturbation;
use deepvis::exhibit::changes::stability::{PerturbationKind, Stability};
use deepvis::frame::{Frame, Picture};
use deepvis::geometry::{Rect, Size};
use deepvis::interrupt::Interrupt;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::network::{Network, WeightsFrom};
use deepvis::preprocess::Preprocess;
use deepvis::resample::{Filter, Resampler};
use deepvis::source::{self, SourceSpec};
use deepvis::taps::plan::Plan;
use deepvis::taps::profile::{Spread, depths};
use deepvis::taps::reading::Maps;
use serde_json::{Value, json};
use tch::{Kind, Tensor};

fn network() -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::load("efficientnet_lite0", &WeightsFrom::default(), device).unwrap()
}

#[test]
fn the_reels_flips_are_those_of_the_best_class_of_each_frame() {
    const FRAMES: u64 = 120;
    let network = network();
    let spec = &network.spec;
    let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
    let mut reel = source::open(&SourceSpec::Reel, &Interrupt::default()).unwrap();
    let best: Vec<usize> = (0..FRAMES)
        .map(|_| {
            let shot = reel.next(Picture::default()).unwrap();
            let prepared = preprocess.run(&shot.picture).unwrap();
            let input = network.input(prepared.input, spec.input).unwrap();
            let logits = network.logits(&input).unwrap();
            (0..logits.len()).max_by(|&a, &b| logits[a].total_cmp(&logits[b])).unwrap()
        })
        .collect();
    // One photo stays for eleven seconds: these four are one scene.
    let flips = (1..FRAMES as usize).filter(|&n| best[n] != best[n - 1]);
    let flips: Vec<Value> =
        flips.map(|n| json!({ "frame": n, "from": best[n - 1], "to": best[n] })).collect();

    let out = tempfile::tempdir().unwrap();
    let picture = out.path().join("a.png");
    let frames = FRAMES.to_string();
    let arguments = ["render", "reel", "--frames", &frames, "--json", "--out"];
    let output = Command::new(env!("CARGO_BIN_EXE_deepvis"))
        .args(arguments)
        .arg(&picture)
        .env("XDG_CONFIG_HOME", "/no/such/folder")
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["flips"], Value::Array(flips.clone()));
    assert!(flips.len() >= 5, "the reel is to make it change its mind: {}", flips.len());
}

/// 224 pixels out of a larger photo, moved: nothing is invented at the border.
fn window(photo: &Picture, right: i32, down: i32) -> Picture {
    let size = Size::new(224, 224);
    let mut rgb = vec![0; size.area() * 3];
    let part = Rect::new(100 + right, 30 + down, 224, 224);
    Resampler::default().run(photo, part, Filter::Bilinear, size, &mut rgb).unwrap();
    Picture::new(size, rgb)
}

/// One minus the cosine, and the relative change: the formulas as they stand in the books, in f64.
fn direct(before: &[f64], after: &[f64]) -> [f64; 2] {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let difference: Vec<f64> =
        after.iter().zip(before).map(|(after, before)| after - before).collect();
    let cosine = dot(before, after) / (dot(before, before).sqrt() * dot(after, after).sqrt());
    [1.0 - cosine, (dot(&difference, &difference) / dot(before, before)).sqrt()]
}

fn values(tensor: &Tensor) -> Vec<f64> {
    Vec::try_from(&tensor.to_kind(Kind::Double).contiguous().flatten(0, -1)).unwrap()
}

/// The largest value of every channel.
fn peaks(map: &Tensor) -> Vec<f64> {
    let [_, channels, height, width] = map.size()[..] else { panic!("{:?}", map.size()) };
    let largest = |channel: &[f64]| channel.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let values = values(map);
    let peaks: Vec<f64> = values.chunks((height * width) as usize).map(largest).collect();
    assert_eq!(peaks.len(), channels as usize);
    peaks
}

fn frame(picture: Picture, sequence: u64) -> Arc<Frame> {
    let time = Duration::from_millis(33 * sequence);
    let (captured, name) = (Instant::now(), "chelsea".into());
    Arc::new(Frame { picture, sequence, scene: 0, time, captured, name })
}

#[test]
fn what_changed_between_two_frames_is_what_the_formulas_say() {
    let photo = image::open(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png"));
    let photo = photo.unwrap().to_rgb8();
    let size = Size::new(photo.width() as i32, photo.height() as i32);
    let photo = Picture::new(size, photo.into_raw());
    let exact = network();
    let nodes: Vec<usize> =
        exact.outline.blocks.iter().map(|block| exact.outline.layers[block.shown].node).collect();
    let mut engine = NetworkEngine::new(network());
    let plan = Plan { profile: true, ..Plan::default() };
    let mut before: Option<[Vec<Vec<f64>>; 2]> = None;
    let moves = [(0, 0), (1, 0), (1, 2), (5, 2), (5, 10), (-11, 10), (-11, 10)];
    for (n, (right, down)) in (0..).zip(moves) {
        let picture = window(&photo, right, down);
        let pixels: Vec<f64> = picture.rgb.iter().map(|&byte| f64::from(byte) / 255.0).collect();
        let frame = frame(picture, n);
        let snapshot = engine.see(&frame, &plan, Maps::default()).unwrap();

        // The same activations, by the way of `deepvis activations`.
        let spec = &exact.spec;
        let mut preprocess = Preprocess::new(spec.cutout(), spec.mean, spec.std);
        let prepared = preprocess.run(&frame.picture).unwrap();
        let input = exact.input(prepared.input, Size::new(224, 224)).unwrap();
        let logits = exact.graph.logits();
        let trace = exact.forward(&input, Keep::All, logits).unwrap();
        let mut depths = vec![pixels];
        depths.extend(nodes.iter().map(|&node| values(trace.value(node).unwrap())));
        let answer: Vec<f64> =
            snapshot.probabilities.iter().map(|&share| f64::from(share)).collect();
        depths.push(answer);
        let peaks: Vec<Vec<f64>> =
            nodes.iter().map(|&node| peaks(trace.value(node).unwrap())).collect();

        assert_eq!(snapshot.profile.is_some(), before.is_some());
        if let (Some(profile), Some([before, found_before])) = (&snapshot.profile, &before) {
            assert_eq!(profile.since, n - 1);
            let found: Vec<_> = profile.depths().collect();
            assert_eq!(found.len(), depths.len());
            for (depth, found) in found.iter().enumerate() {
                let [angle, relative] = direct(&before[depth], &depths[depth]);
                let apart = [f64::from(found.angle) - angle, f64::from(found.relative) - relative];
                assert!(apart.iter().all(|apart| apart.abs() <= 1e-5), "depth {depth}: {apart:?}");
                let still = moves[n as usize] == moves[n as usize - 1];
                assert_eq!(relative == 0.0, still, "depth {depth} at move {n}");
            }
            assert_eq!(profile.found.len(), peaks.len());
            for (step, found) in profile.found.iter().enumerate() {
                let [_, relative] = direct(&found_before[step], &peaks[step]);
                let apart = f64::from(*found) - relative;
                assert!(apart.abs() <= 1e-5, "step {step}: {found} instead of {relative}");
            }
        }
        before = Some([depths, peaks]);
    }
}

#[test]
fn both_measures_live_are_those_of_stability_on_the_same_pairs_of_pictures() {
    let photo = image::open(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/reel/chelsea.png"));
    let photo = photo.unwrap().to_rgb8();
    let size = Size::new(photo.width() as i32, photo.height() as i32);
    // As large as what `stability` moves about in: nothing is resized, neither here nor there.
    let side = 256;
    let mut rgb = vec![0; (side * side * 3) as usize];
    let part = size.centre_square();
    let sheet = Size::new(side, side);
    Resampler::default()
        .run(&Picture::new(size, photo.into_raw()), part, Filter::Bilinear, sheet, &mut rgb)
        .unwrap();
    let sheet = Picture::new(sheet, rgb);
    let mut stability = Stability::default();
    stability.add(&network(), &sheet).unwrap();

    let moved = |right: f32, down: f32| {
        let row = |y: i32| {
            let begin = ((16 - down as i32 + y) * side + 16 - right as i32) * 3;
            &sheet.rgb[begin as usize..(begin + 224 * 3) as usize]
        };
        Picture::new(Size::new(224, 224), (0..224).flat_map(row).copied().collect())
    };
    let mut engine = NetworkEngine::new(network());
    let plan = Plan { profile: true, ..Plan::default() };
    let mut profiles = Vec::new();
    let shifts = PerturbationKind::Shift.standard();
    for (n, shift) in (0..).zip(&shifts) {
        let Perturbation::Shift { right, down } = *shift else { panic!("{shift:?}") };
        engine.see(&frame(moved(0.0, 0.0), 2 * n), &plan, Maps::default()).unwrap();
        let seen = engine.see(&frame(moved(right, down), 2 * n + 1), &plan, Maps::default());
        profiles.push(seen.unwrap().profile.unwrap());
    }
    let live = depths(&profiles.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    let still = stability.depths(Some(PerturbationKind::Shift));
    assert_eq!(live.len(), still.len());
    let close = |a: Spread, b: Spread| {
        (a.mean - b.mean).abs() <= 1e-5 && (a.deviation - b.deviation).abs() <= 1e-5
    };
    for (depth, (live, still)) in live.iter().zip(&still).enumerate() {
        let same = close(live.relative, still.relative) && close(live.angle, still.angle);
        let found = match (live.found, still.found) {
            (Some(live), Some(still)) => close(live, still),
            (live, still) => depth == 0 && live == still,
        };
        assert!(same && found, "depth {depth}: {live:?} live, {still:?} of the still pictures");
        assert!(depth == 0 || live.found.unwrap().mean > 1e-3, "depth {depth}: {live:?}");
    }
}
