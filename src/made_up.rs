//! Made-up networks and snapshots for tests: no libtorch, no clock.

#[cfg(test)]
pub mod dreams;
#[cfg(test)]
mod dreams_noise;
#[cfg(test)]
mod grow;
#[cfg(test)]
mod how_little;
#[cfg(test)]
pub mod lesson;
#[cfg(test)]
mod likes;
#[cfg(test)]
pub mod teach;
#[cfg(test)]
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::attribution::{
    self, Attribution, AttributionTarget, Blank, Method, Origin, Rival, Start,
};
use crate::exhibit::counts::occlusion::{Occlusion, Square};
use crate::exhibit::counts::removal::{End, Gone, Removal, Spread};
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::minds::agreement::{Agreement, BothAnswers};
use crate::exhibit::untangle::made_up::trained;
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};
use crate::frame::{Frame, Picture};
use crate::geometry::{self, Size};
use crate::network::backward::Rule;
use crate::network::erasure::Mask;
use crate::network::guess::Guess;
use crate::network::manifest::Answers;
use crate::network::outline::{Block, Layer, Outline, ReceptiveField, Shape};
use crate::snapshot::{ErasedAnswer, ExplainedQuestion, Snapshot, StageTimes, Without};
use crate::taps::change::Change;
use crate::taps::plan::{Plan, Unit};
use crate::taps::profile::Profile;
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
        year: 2020,
        input: Size::new(224, 224),
        answers: Answers::OneOf,
        assumed: false,
        untrained: false,
        own_weights: false,
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
                    receptive_field: ReceptiveField::square(3.0 + n as f64, 2.0, 0.5),
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

/// That network, and two more beside it.
pub fn networks() -> Vec<Arc<Outline>> {
    let of = |title: &str, year: u16, parameters: u64| {
        let (name, title) = (title.to_lowercase(), title.into());
        Arc::new(Outline { name, title, year, parameters, ..outline(1, 1) })
    };
    let others =
        [of("Second-Net", 2015, 61_100_840), of("Third-Net with a long name", 2018, 900_000)];
    [Arc::new(outline(18, 40))].into_iter().chain(others).collect()
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
        crop: frame.picture.size.rect().fit(outline.input),
        top: (0..5).map(|class| Guess { class, probability: probabilities[class] }).collect(),
        probabilities,
        units: plan.units.iter().map(|&unit| unit_reading(unit, outline)).collect(),
        explained: plan.questions.iter().map(|&question| explained(question)).collect(),
        kernels: None,
        baseline: (!plan.ablated.is_empty()).then(|| vec![0.2, 0.6, 0.05, 0.05, 0.05, 0.05]),
        ablated: plan.ablated.clone(),
        without: (!plan.without.is_empty()).then(|| Without {
            units: plan.without.clone(),
            top: vec![Guess { class: 2, probability: 0.3 }, Guess { class: 1, probability: 0.2 }],
        }),
        maps,
        erased: plan.erased.as_ref().map(erased),
        profile: Some(Arc::new(profile(outline.blocks.len()))),
        code: vec![0.5; 16],
        nothing_to_see: false,
        outline: Arc::clone(outline),
        request: 0,
        times: StageTimes::default(),
        dropped: 0,
        finished: frame.captured,
        frame,
    }
}

/// The second best class takes the first one's place where more than a twentieth is rubbed out.
fn erased(mask: &Arc<Mask>) -> ErasedAnswer {
    let [first, second] = if mask.share() > 0.05 { [0.25, 0.45] } else { [0.45, 0.25] };
    let probabilities = vec![first, second, 0.15, 0.08, 0.04, 0.03];
    let order = if second > first { [1, 0, 2, 3, 4] } else { [0, 1, 2, 3, 4] };
    let top = order.map(|class| Guess { class, probability: probabilities[class] }).into();
    ErasedAnswer { mask: Arc::clone(mask), probabilities, top }
}

/// What came of the questions: the first half of a square's way over the picture; a picture that
/// another answer is given to beyond three pixels, two hundredths and a degree; a second network
/// that agrees now, a third that does not.
pub fn findings(questions: &[Question], snapshot: &Snapshot) -> Findings {
    let late = snapshot.outline.blocks.len() - 1;
    let found = |&question: &Question| {
        let frame = &snapshot.frame;
        let finding = match question {
            Question::Stimulus(wish) => Finding::Stimulus(Arc::new(likes::stimulus(wish))),
            Question::Collect => Finding::Collected(likes::collected()),
            Question::Favourites(unit) => Finding::Favourites(Arc::new(likes::favourites(unit))),
            Question::Projections(unit) => Finding::Favourites(Arc::new(likes::projections(unit))),
            Question::OtherProjection { unit, .. } => {
                Finding::OtherProjection(Some(Arc::new(likes::other_projection(unit))))
            }
            Question::Votes(unit) => Finding::Votes(Arc::new(likes::votes(unit))),
            Question::Record { with, run } => {
                Finding::Recorded { with, recorded: likes::recorded(run) }
            }
            Question::Detectors { runs } => {
                Finding::Detectors(Some(Arc::new(likes::detectors(runs))))
            }
            Question::Occlusion { class, square } => {
                Finding::Occlusion(Arc::new(occlusion(class, square, late)))
            }
            Question::Removal { layer, .. } => {
                Finding::Removal(Arc::new(removal(layer, &snapshot.outline)))
            }
            Question::HowLittle => Finding::HowLittle {
                invariance: Arc::new(how_little::invariance(late, frame)),
                adversarial: Some(Arc::new(how_little::adversarial(frame))),
            },
            Question::SecondNetwork { place } => {
                Finding::SecondNetwork(Some(Arc::new(agreement(place, snapshot))))
            }
            Question::Adversarial { .. } => {
                Finding::Adversarial(Arc::new(how_little::adversarial(frame)))
            }
            Question::Blurred { .. } => Finding::Blurred(Arc::default()),
            Question::Patterns(layer) => {
                let channels = snapshot.outline.layers[layer].shape.channels;
                Finding::Patterns(Arc::new(likes::patterns(layer, channels)))
            }
            Question::Library(_) => Finding::Library(None),
            Question::LibraryLayer(_) => Finding::LibraryLayer(None),
            Question::WordMap => Finding::WordMap(Some(words::places(&snapshot.outline))),
            Question::WordPictures => {
                Finding::WordPictures(Some(words::pictures(&snapshot.outline)))
            }
            Question::Show { .. } => Finding::Shown(12),
            Question::Taught => Finding::Taught(Arc::default()),
            Question::RemoveTaught { .. } => Finding::Removed,
            Question::TaughtMap => Finding::TaughtMap(Arc::default()),
            Question::TaughtLayers => Finding::TaughtLayers(Arc::default()),
            Question::TrainHead { .. } => Finding::Learning(Arc::new(lesson::learning(312))),
            Question::WhyTaught { class } => {
                Finding::WhyTaught(Some(Arc::new(lesson::why(class.unwrap_or(0), late - 1))))
            }
            Question::Untangle(wanted) => Finding::Untangled(trained(wanted)),
            Question::Dream(wanted) => {
                Finding::Dreamt(Some(Arc::new(dreams::live(wanted, snapshot))))
            }
            Question::DreamCards => Finding::DreamtCards(Arc::new(dreams::of_cards(snapshot))),
            Question::DreamDeep(wanted) => {
                Finding::Deep(Some(Arc::new(dreams::deep(wanted, snapshot))))
            }
            Question::OutOfNoise(wanted) => {
                Finding::OutOfNoise(Some(Arc::new(dreams_noise::out_of_noise(wanted))))
            }
            Question::StillKnown(wanted) => {
                Finding::StillKnown(Some(Arc::new(dreams_noise::still_known_of(wanted, snapshot))))
            }
            Question::Grow(wanted) => Finding::Grown(Some(grow::grown(wanted))),
        };
        let (frame, crop) = (Arc::clone(frame), snapshot.crop);
        Found { question, frame, crop, finding, progress: Progress { done: 3, all: 4 } }
    };
    questions.iter().map(found).collect()
}

fn occlusion(class: Option<usize>, square: Square, node: usize) -> Occlusion {
    let size = Size::new(224, 224);
    let (columns, rows) = square.grid(size).unwrap();
    let done = columns * rows / 2;
    let question = attribution::AttributionQuestion {
        target: AttributionTarget::Unit { node, channel: 3, start: Start::Peak },
        method: Method::Backward(Rule::Deconvnet),
    };
    Occlusion {
        size,
        square,
        columns,
        rows,
        class: class.unwrap_or(0),
        probability: 0.6,
        best: 0,
        probabilities: (0..done).map(|at| 0.1 + 0.5 * (at % columns) as f32 / 14.0).collect(),
        bests: (0..done).map(|at| if at % 3 == 0 { at % 2 + 1 } else { 0 }).collect(),
        node,
        channel: 3,
        total: 50.0,
        totals: (0..done).map(|at| 20.0 + (at / columns) as f32).collect(),
        projection: explained(question).answer.unwrap(),
        has_switches: true,
    }
}

/// Of the snapshot's picture, and of ten seconds before it.
fn agreement(place: usize, snapshot: &Snapshot) -> Agreement {
    let outline = Arc::clone(&networks()[place]);
    let labels = Arc::clone(&snapshot.outline.labels);
    let outline = Outline { labels, untrained: snapshot.outline.untrained, ..(*outline).clone() };
    let best = snapshot.top.first().map_or(0, |guess| guess.class);
    let agree = place == 1;
    let class = if agree { best } else { best + 1 };
    let guess = |n: usize| Guess { class: class + n, probability: 0.72 / (1.0 + 4.0 * n as f32) };
    let both = BothAnswers {
        frame: Arc::clone(&snapshot.frame),
        crop: snapshot.crop,
        guesses: [snapshot.top.clone(), (0..3).map(guess).collect()],
        agree,
        nothing: snapshot.nothing_to_see,
    };
    Agreement {
        newest: Some(both),
        pictures: 431,
        agreed: if agree { 310 } else { 40 },
        flips: [2, 9],
        watched: Duration::from_secs(10),
        recent: (0..45).map(|n| n % 7 < 5).collect(),
        ..Agreement::new(Arc::new(outline))
    }
}

/// Nine went, and then it was a tiger cat; of the draws at random three are done.
fn removal(layer: usize, outline: &Outline) -> Removal {
    let channels = outline.layers[layer].shape.channels;
    let gone: Vec<Gone> = (0..9.min(channels))
        .map(|n| {
            let probability = 0.54 - 0.06 * n as f32;
            let best = usize::from(n >= 8);
            let best = Guess { class: best, probability: f32::max(probability, 0.2) };
            Gone { channel: n * 5 % channels, probability, best }
        })
        .collect();
    let random = (0..3).map(|n| {
        let mean = 0.6 - 0.005 * n as f32;
        Spread { mean, least: mean - 0.1, most: mean + 0.05, forgotten: 0 }
    });
    let unit = |n: usize| Unit { layer, channel: n * 5 % channels };
    Removal {
        layer,
        channels,
        maps: (0..gone.len()).map(|n| unit_reading(unit(n), outline)).collect(),
        whole: Guess { class: 0, probability: 0.6 },
        gone,
        end: Some(End::Forgotten),
        random: random.collect(),
    }
}

/// From step to step a little more.
fn profile(steps: usize) -> Profile {
    let change = |n: usize| {
        let relative = 0.03 + 0.02 * n as f32;
        Change { angle: relative * relative / 2.0, relative }
    };
    let layers = (1..=steps).map(change).collect();
    let found = (1..=steps).map(|n| 6e-4 * (n * n) as f32).collect();
    Profile { since: 0, pixels: change(0), layers, found, answer: change(steps + 2) }
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
        peak: geometry::Point::new(0, 0),
    }
}

/// A signal that is a ramp from left to right, negative to positive; blank for the gradient, to
/// show what that looks like.
fn explained(question: attribution::AttributionQuestion) -> ExplainedQuestion {
    let size = Size::new(56, 56);
    let channels = if matches!(question.method, Method::GradCam { .. }) { 1 } else { 3 };
    let values: Vec<f32> =
        (0..channels * size.area()).map(|i| (i % 56) as f32 / 28.0 - 1.0).collect();
    let gradient = question.method == Method::Backward(Rule::Gradient);
    let rival = match question.target {
        AttributionTarget::Contrast { against, .. } => Some(Rival { class: against, value: 0.5 }),
        _ => None,
    };
    let blank = (gradient && rival.is_none()).then_some(Blank::Off);
    let peak = match question.target {
        AttributionTarget::Unit { start: Start::Place(Some(at)), .. } => at,
        _ => geometry::Point::default(),
    };
    let origin = Origin { node: 1, channel: 0, peak, value: 1.0, rival };
    let attribution = Attribution { size, channels, values, origin, blank };
    ExplainedQuestion { question, answer: Ok(attribution) }
}
