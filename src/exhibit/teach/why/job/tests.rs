//! Tests of why: the map against finite differences of the score on the last feature map.

use std::time::Duration;

use super::*;
use crate::exhibit::teach::learning::{Knobs, LearningJob, Wanted};
use crate::exhibit::teach::samples::View;
use crate::geometry::Rect;
use crate::made_up;
use crate::network::device::{Device, DeviceChoice};
use crate::network::resume::Changes;
use crate::network::zoo;

const SIDE: i32 = 96;

fn network(name: &str) -> Network {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
    Network::with_deterministic_weights(name, device).unwrap()
}

fn input(network: &Network, slope: f32) -> Tensor {
    let values: Vec<f32> = (0..3 * SIDE * SIDE).map(|at| (at as f32 * slope).sin()).collect();
    network.input(&values, Size::new(SIDE, SIDE)).unwrap()
}

fn pass(network: &Network, slope: f32) -> Trace {
    network.forward(&input(network, slope), Keep::All, network.graph.logits()).unwrap()
}

fn seen<T>(network: &Network, slope: f32, with: impl FnOnce(&Seen<'_>) -> T) -> T {
    let (frame, trace) = (Arc::new(made_up::frame(0)), pass(network, slope));
    let (input, crop) = (input(network, slope), Rect::new(0, 0, 48, 48));
    with(&Seen { frame: &frame, input: &input, crop, trace: &trace, ablated: false })
}

/// Two things, each of a few pictures; their numbers count from 0.
fn taught(network: &Network) -> samples::Shared {
    let samples = samples::Shared::default();
    for (class, slope) in [(0, 0.37), (2, 0.11)] {
        let mut burst = samples.borrow_mut().begin(class);
        for n in 0..4 {
            let code = network.code(&pass(network, slope + 0.01 * n as f32)).unwrap();
            let time = Duration::from_millis(100 * n);
            let (pixels, depths, thumbnail) = (Vec::new(), Vec::new(), Arc::default());
            let view = View { time, code, pixels, depths, thumbnail };
            samples.borrow_mut().admit(&mut burst, view);
        }
        samples.borrow_mut().end();
    }
    samples
}

/// The code after the last maps have become these.
fn code_after(network: &Network, trace: &Trace, node: NodeId, maps: Tensor) -> Vec<f32> {
    let values = [(node, maps)];
    let changes = Changes { values: &values, ..Changes::default() };
    let after = network.resume(trace, changes, Keep::All, network.graph.logits()).unwrap();
    network.code(&after).unwrap()
}

/// Each direction's map against what the score loses without a place, and gains where a value
/// rises; the length to which the code is brought stays that of the whole picture.
fn check_against_finite_differences(network: &Network, direction: &Direction) {
    let node = network.graph.averaged_to_code().unwrap();
    let trace = pass(network, 0.23);
    let code = network.code(&trace).unwrap();
    let maps = trace.value(node).unwrap();
    let (map, votes) = read(maps, direction, &code).unwrap();
    let (scale, places) = (direction.scale(&code), map.values.len() as f32);
    let score = |code: &[f32]| -> f64 {
        let products = direction.weights.iter().zip(code);
        let sum: f64 = products.map(|(one, other)| f64::from(*one) * f64::from(*other)).sum();
        sum * f64::from(scale) + f64::from(direction.offset)
    };
    let whole = score(&code);
    let range = map.values.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
    let tolerance = 1e-4 * f64::from(range.max(1e-6));
    // The map's mean is the score.
    let mean = map.values.iter().map(|&value| f64::from(value)).sum::<f64>() / f64::from(places);
    assert!((mean - whole).abs() < tolerance, "{mean}, {whole}");
    for place in 0..map.values.len() {
        let width = map.size.width as usize;
        let (row, column) = ((place / width) as i64, (place % width) as i64);
        let without = maps.copy();
        drop(without.select(3, column).select(2, row).fill_(0.0));
        let lost = whole - score(&code_after(network, &trace, node, without));
        let expected = f64::from(map.values[place] - direction.offset) / f64::from(places);
        assert!((lost - expected).abs() < tolerance, "place {place}: {lost}, {expected}");
    }
    // A single value of a channel that votes, raised.
    let (channel, share, small) = &votes[0];
    assert!(*share > 0.0 && small.len() == map.values.len() && small.contains(&255));
    let change = maps.zeros_like();
    drop(change.select(1, *channel as i64).select(2, 1).select(1, 1).fill_(0.5));
    let raised = maps.f_add(&change).unwrap();
    let gained = score(&code_after(network, &trace, node, raised)) - whole;
    let expected = f64::from(direction.weights[*channel] * scale * 0.5 / places);
    assert!((gained - expected).abs() < tolerance, "{gained}, {expected}");
}

#[test]
fn the_map_equals_finite_differences_of_the_score_on_the_last_feature_map() {
    let network = network("efficientnet_lite0");
    let (samples, trained) = (taught(&network), learning::Shared::default());
    let codes = samples.borrow();
    let means = ClassMeans::new(&codes.codes(false), CLASSES).unwrap();
    drop(codes);
    let mean = Direction::of_mean(&means, 2).unwrap();
    check_against_finite_differences(&network, &mean);
    let wanted = Wanted { knobs: Knobs::default(), run: 0, until: 20 };
    let mut job = seen(&network, 0.5, |seen| {
        LearningJob::new(&network, seen, &samples, &trained, wanted).unwrap()
    });
    for _ in 0..20 {
        job.step(&network).unwrap();
        seen(&network, 0.5, |seen| job.observe(&network, seen).unwrap());
    }
    let trained = trained.borrow();
    let row = Direction::of_row(trained.as_ref().unwrap().head(), 1).unwrap();
    assert_ne!(row.weights, mean.weights);
    check_against_finite_differences(&network, &row);
}

/// A job that has the frame at hand of a pass that kept its maps.
fn begin(
    network: &Network,
    kept: (&samples::Shared, &learning::Shared),
    class: Option<u8>,
) -> WhyJob {
    let new = |seen: &Seen<'_>| WhyJob::new(network, seen, kept.0, kept.1, class).unwrap();
    seen(network, 0.5, new)
}

fn explained(job: &WhyJob) -> Arc<Why> {
    let Finding::WhyTaught(Some(why)) = job.finding() else { panic!("{:?}", job.finding()) };
    why
}

fn why(network: &Network, job: &mut WhyJob, slope: f32) -> Arc<Why> {
    seen(network, slope, |seen| job.observe(network, seen).unwrap());
    assert!(!job.step(network).unwrap().is_over());
    assert!(job.step(network).unwrap().is_over(), "nothing without another picture");
    explained(job)
}

#[test]
fn it_explains_what_is_answered_or_what_is_asked_with_the_nearest_pictures_and_the_votes() {
    let network = network("efficientnet_lite0");
    let (samples, trained) = (taught(&network), learning::Shared::default());
    let mut job = begin(&network, (&samples, &trained), None);
    let answered = why(&network, &mut job, 0.11);
    assert_eq!((answered.class, answered.says, answered.by), (2, Some(2), By::Mean));
    assert_eq!(answered.nearest[0].id, 4, "the very picture");
    assert!((answered.nearest[0].cosine - 1.0).abs() < 1e-4);
    assert_eq!((answered.nearest.len(), answered.votes.len()), (3, 10));
    assert!(answered.nearest.is_sorted_by(|one, other| one.cosine >= other.cosine));
    assert!(answered.votes.is_sorted_by(|one, other| one.share >= other.share));
    let layer = answered.votes[0].unit.unwrap().layer;
    assert_eq!(network.outline.layers[layer].name, "head.relu");
    let mut job = begin(&network, (&samples, &trained), Some(0));
    let asked = why(&network, &mut job, 0.11);
    assert_eq!((asked.class, asked.says), (0, Some(2)));
    assert!(asked.score < answered.score);
}

#[test]
fn a_picture_that_is_held_is_explained_though_its_pass_kept_no_maps() {
    let network = network("efficientnet_lite0");
    let (samples, trained) = (taught(&network), learning::Shared::default());
    let mut of_whole = begin(&network, (&samples, &trained), None);
    of_whole.step(&network).unwrap();
    let frame = Arc::new(made_up::frame(0));
    let (input, crop) = (input(&network, 0.5), Rect::new(0, 0, 48, 48));
    let keep = [network.graph.code];
    let trace = network.forward(&input, Keep::Only(&keep), network.graph.logits()).unwrap();
    let seen = Seen { frame: &frame, input: &input, crop, trace: &trace, ablated: false };
    let mut job = WhyJob::new(&network, &seen, &samples, &trained, None).unwrap();
    assert!(matches!(job.waiting, Some(Waiting::Input(_))));
    job.step(&network).unwrap();
    assert_eq!(explained(&job), explained(&of_whole));
}

#[test]
fn a_linear_head_that_was_trained_on_the_same_things_is_explained_in_the_means_place() {
    let network = network("efficientnet_lite0");
    let (samples, trained) = (taught(&network), learning::Shared::default());
    for (hidden, by) in [(0, By::Head { steps: 1 }), (1, By::Mean)] {
        let knobs = Knobs { hidden, ..Knobs::default() };
        let wanted = Wanted { knobs, run: 0, until: 1 };
        let mut job = seen(&network, 0.5, |seen| {
            LearningJob::new(&network, seen, &samples, &trained, wanted).unwrap()
        });
        job.step(&network).unwrap();
        let mut job = begin(&network, (&samples, &trained), None);
        assert_eq!(why(&network, &mut job, 0.11).by, by);
    }
}

#[test]
fn where_more_lies_behind_the_last_maps_than_a_mean_no_place_is_told() {
    for (name, node) in [
        ("alexnet", None),
        ("vgg11", None),
        ("efficientnet_lite0", Some("head.relu")),
        ("googlenet", Some("inception5b.concat")),
        ("resnet18", Some("layer4.1.relu2")),
        ("squeezenet1_1", Some("fire9.concat")),
    ] {
        let graph = zoo::graph(name).unwrap();
        let found = graph.averaged_to_code().map(|node| graph.nodes[node].name.as_str());
        assert_eq!(found, node, "{name}");
    }
    let network = network("squeezenet1_1");
    let samples = samples::Shared::default();
    for class in 0..2 {
        let mut burst = samples.borrow_mut().begin(class);
        let code = (0..512).map(|at| f32::from(u8::from(at % 2 == usize::from(class)))).collect();
        let (pixels, depths, thumbnail) = (Vec::new(), Vec::new(), Arc::default());
        let view = View { time: Duration::ZERO, code, pixels, depths, thumbnail };
        samples.borrow_mut().admit(&mut burst, view);
        samples.borrow_mut().end();
    }
    let mut job = begin(&network, (&samples, &learning::Shared::default()), None);
    let code: Vec<f32> = (0..512).map(|at| (at % 2) as f32).collect();
    let passed = Passed { code, maps: None };
    (job.node, job.waiting) = (None, Some(Waiting::Passed(passed)));
    job.step(&network).unwrap();
    let why = job.why.unwrap();
    assert_eq!((why.class, &why.map, why.votes.len()), (1, &None, 0));
    assert!(why.nearest.len() == 2);
}
