//! Made-up findings of the room where things are taught: rings of another colour for each thing,
//! clouds of them on the map, mixed at the pixels and apart at the code.

use std::sync::Arc;
use std::time::Duration;

use super::frame;
use super::likes::rings;
use crate::exhibit::findings::{Findings, Found};
use crate::exhibit::teach::layers::{Depth, DepthMap, TaughtLayers};
use crate::exhibit::teach::map::TaughtMap;
use crate::exhibit::teach::taught::{Answer, Loaded, Sample, Taught, Test, Thing};
use crate::exhibit::work::Progress;
use crate::exhibit::{Finding, Question};

/// Where the clouds stand.
const MIDDLES: [[f32; 2]; 4] = [[-0.55, -0.5], [0.6, -0.3], [-0.3, 0.6], [0.6, 0.7]];

/// So many pictures of each thing, one thing after the other; every sixth is held back. The newest
/// picture is most like the last thing.
pub fn taught(counts: &[usize]) -> Taught {
    let mut samples = Vec::new();
    for (class, &count) in (0..).zip(counts) {
        for n in 0..count {
            let id = samples.len() as u32;
            let picture = rings(48, 3 * usize::from(class) + n % 2);
            let (held_back, thumbnail) = (n % 6 == 5, Arc::new(picture));
            samples.push(Sample { id, class, burst: u32::from(class), held_back, thumbnail });
        }
    }
    let mut taught = Taught { samples: samples.into(), ..Taught::default() };
    for (thing, &count) in taught.things.iter_mut().zip(counts) {
        let held_back = count / 6;
        *thing = Thing { shown: count, learned: count - held_back, held_back };
    }
    let held_back = taught.things.iter().map(|thing| thing.held_back).sum();
    if taught.count() > 0 {
        taught.since = Some(Duration::from_secs(1));
    }
    if taught.count() >= 2 {
        let best = taught.things.iter().rposition(|thing| thing.learned > 0);
        let cosine =
            |class: usize| if Some(class) == best { 0.87 } else { 0.3 - 0.1 * class as f32 };
        let known = |class: usize| (taught.things[class].learned > 0).then(|| cosine(class));
        let cosines = (0..taught.things.len()).map(known).collect();
        taught.answer = Some(Answer { cosines, best, threshold: 0.52 });
        taught.test = Some(Test { right: held_back, none: 0, all: held_back });
    }
    taught
}

/// A head that was loaded, and nothing taught.
pub fn loaded() -> Taught {
    let labels = ["red cup", "blue cup", "keys", "a banana of no ripeness", "nothing"];
    let cosines = [0.21, -0.1, 0.05, 0.77, 0.3].map(Some).into();
    let answer = Answer { cosines, best: Some(3), threshold: 0.5 };
    let loaded = Loaded { labels: labels.map(String::from).into(), answer };
    Taught { loaded: Some(Arc::new(loaded)), ..Taught::default() }
}

/// A sunflower's seeds, which neither meet nor stand in rows.
fn seed(n: usize) -> [f32; 2] {
    let (sin, cos) = (n as f32 * 2.399_963).sin_cos();
    let radius = (n as f32 + 0.5).sqrt();
    [radius * cos, radius * sin]
}

/// The places of all pictures where each thing's cloud is drawn to the middle by so much.
fn places(taught: &Taught, apart: f32) -> Vec<[f32; 2]> {
    let mut counts = [0; MIDDLES.len()];
    let place = |sample: &Sample| {
        let class = usize::from(sample.class);
        counts[class] += 1;
        let [x, y] = seed(counts[class] - 1);
        let wide = 0.055 + 0.07 * (1.0 - apart);
        let at = [MIDDLES[class][0] * apart + wide * x, MIDDLES[class][1] * apart + wide * y];
        at.map(|value| value.clamp(-1.0, 1.0))
    };
    taught.samples.iter().map(place).collect()
}

/// Clouds; the newest picture is most like the last three.
pub fn map(taught: &Taught) -> TaughtMap {
    let ids = taught.samples.iter().map(|sample| sample.id);
    let last = taught.samples.iter().rev().take(3).map(|sample| sample.id);
    TaughtMap {
        layout: 1,
        places: ids.zip(places(taught, 1.0)).collect(),
        answers: taught.samples.iter().map(|sample| Some(sample.class)).collect(),
        nearest: last.zip([0.5, 0.3, 0.2]).collect(),
        forming: None,
    }
}

/// Mixed at the pixels, apart at the code.
pub fn layers(taught: &Taught) -> TaughtLayers {
    let depths = [
        (Depth::Pixels, 0.1),
        (Depth::Step(6), 0.35),
        (Depth::Step(12), 0.6),
        (Depth::Step(18), 0.85),
        (Depth::Lesson, 1.0),
    ];
    let map = |(depth, apart)| DepthMap {
        depth,
        places: places(taught, apart),
        purity: 0.5 + apart / 2.0,
    };
    TaughtLayers {
        samples: taught.samples.iter().map(|sample| (sample.id, sample.class)).collect(),
        maps: depths.map(map).into(),
    }
}

/// All of it.
pub fn findings(taught: Taught) -> Findings {
    let frame = Arc::new(frame(0));
    let found = |(question, finding)| {
        let (frame, progress) = (Arc::clone(&frame), Progress { done: 1, all: 1 });
        Found { question, crop: frame.picture.size.rect(), frame, finding, progress }
    };
    let mut all = Vec::new();
    if !taught.samples.is_empty() {
        all.push((Question::TaughtMap, Finding::TaughtMap(Arc::new(map(&taught)))));
    }
    if taught.count() >= 2 {
        all.push((Question::TaughtLayers, Finding::TaughtLayers(Arc::new(layers(&taught)))));
    }
    all.push((Question::Taught, Finding::Taught(Arc::new(taught))));
    all.into_iter().map(found).collect()
}
