//! Made-up networks and snapshots for tests of the panes: no libtorch, no clock.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::attribution::{Attribution, Blank, Method, Origin, Question};
use crate::frame::{Frame, Picture};
use crate::geometry::{Point, Size};
use crate::network::backward::Rule;
use crate::network::outline::{Block, Layer, Outline, ReceptiveField, Shape};
use crate::snapshot::{Explained, Guess, Snapshot, StageTimes};
use crate::taps::plan::{Plan, Unit};
use crate::taps::reading::{Detail, Maps, Reading, UnitReading};

/// So many blocks of one layer each.
pub fn outline(blocks: usize, channels: usize) -> Outline {
    let labels: Vec<String> =
        ["Egyptian cat", "tiger cat", "tabby", "lynx", "sulphur-crested cockatoo", "espresso"]
            .map(String::from)
            .into();
    Outline {
        name: "made_up".into(),
        title: "Made-Up-Net".into(),
        input: 224,
        untrained: false,
        parameters: 1_234_567,
        layers: (0..blocks)
            .map(|n| {
                let side = (112 >> (n / 3)).max(1);
                Layer {
                    name: format!("blocks.{n}.relu"),
                    node: n,
                    block: n,
                    kind: "ReLU6",
                    shape: Shape { channels, map: Size::new(side, side) },
                    signed: n + 1 == blocks,
                    receptive_field: ReceptiveField {
                        size: 3.0 + n as f64,
                        stride: 2.0,
                        offset: 0.5,
                    },
                    essential: true,
                }
            })
            .collect(),
        blocks: (0..blocks)
            .map(|n| Block { name: format!("block {n}"), layers: vec![n], shown: n })
            .collect(),
        labels: labels.into(),
    }
}

/// A colourful picture of 64x48.
pub fn frame(sequence: u64) -> Frame {
    let size = Size::new(64, 48);
    let rgb =
        (0..size.area()).flat_map(|i| [(i % 64 * 4) as u8, (i / 64 * 5) as u8, 128]).collect();
    Frame {
        picture: Picture::new(size, rgb),
        sequence,
        scene: 0,
        time: Duration::from_millis(100 * sequence),
        captured: Instant::now(),
        name: "made-up.png".into(),
    }
}

/// Maps with a ramp in channel 0, a checker in 1, zero in 2, one hot value in 3, and so on.
fn map(channel: usize, size: Size) -> Vec<u8> {
    let (w, h) = (size.width as usize, size.height as usize);
    (0..w * h)
        .map(|i| {
            let (x, y) = (i % w, i / w);
            match channel % 4 {
                0 => (x * 255 / w.max(2).saturating_sub(1)).min(255) as u8,
                1 => ((x + y) % 2 * 200) as u8,
                2 => 0,
                _ => u8::from(i == w * h / 2) * 255,
            }
        })
        .collect()
}

/// What the plan asks for, made up.
pub fn snapshot(outline: &Arc<Outline>, plan: &Plan, sequence: u64, best: f32) -> Snapshot {
    let mut maps = Maps::default();
    for layer in &plan.layers {
        let Shape { channels, map: size } = outline.layers[layer.layer].shape;
        let tile = Size::new(size.width.min(layer.tile), size.height.min(layer.tile));
        maps.readings.push(Reading {
            layer: layer.layer,
            channels,
            tile,
            offset: maps.bytes.len(),
            signed: layer.signals || outline.layers[layer.layer].signed,
            signals: layer.signals,
            scale: 2.5,
            shown: (0..channels.min(layer.room) as u16).collect(),
            detail: layer.detail.then(|| Detail {
                range: (0.0, 2.75),
                peaks: vec![2.5; channels],
                zeros: 0.25,
            }),
        });
        for channel in 0..channels {
            maps.bytes.extend(map(channel, tile));
        }
    }
    let rest = (1.0 - best) / 2.0;
    let probabilities = vec![best, rest, rest / 2.0, rest / 4.0, rest / 8.0, rest / 8.0];
    let frame = Arc::new(frame(sequence));
    Snapshot {
        crop: frame.picture.size.centre_square(),
        top: (0..5).map(|class| Guess { class, probability: probabilities[class] }).collect(),
        probabilities,
        units: plan.units.iter().map(|&unit| unit_reading(unit, outline)).collect(),
        explained: plan.questions.iter().map(|&question| explained(question)).collect(),
        kernels: None,
        undisturbed: (!plan.silenced.is_empty()).then(|| vec![0.2, 0.6, 0.05, 0.05, 0.05, 0.05]),
        silenced: plan.silenced.clone(),
        maps,
        code: vec![0.5; 16],
        outline: Arc::clone(outline),
        request: 0,
        times: StageTimes::default(),
        dropped: 0,
        finished: frame.captured,
        frame,
    }
}

fn unit_reading(unit: Unit, outline: &Outline) -> UnitReading {
    let size = outline.layers[unit.layer].shape.map;
    UnitReading {
        unit,
        size,
        bytes: map(unit.channel, size),
        scale: 2.5,
        signed: false,
        range: (0.0, 2.5),
        mean: 0.4,
        zeros: 0.25,
        peak: Point::new(0, 0),
    }
}

/// A signal that is a ramp from left to right, negative to positive; blank for the gradient, to show what that looks like.
fn explained(question: Question) -> Explained {
    let size = Size::new(56, 56);
    let channels = if matches!(question.method, Method::GradCam { .. }) { 1 } else { 3 };
    let values: Vec<f32> =
        (0..channels * size.area()).map(|i| (i % 56) as f32 / 28.0 - 1.0).collect();
    let gradient = question.method == Method::Backward(Rule::Gradient);
    let blank = gradient.then_some(Blank::Off);
    let origin = Origin { node: 1, channel: 0, peak: Point::default(), value: 1.0 };
    let attribution = Attribution { size, channels, values, origin, blank };
    Explained { question, answer: Ok(attribution) }
}
