//! Tests of every layer of every network against values computed with PyTorch.
//!
//! The files and pictures in `tests/data/reference` were made with PyTorch 2.11 and torchvision
//! 0.26; `EfficientNet-Lite0` with its published weights, the others with
//! `deepvis::network::deterministic` ones.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use deepvis::geometry::Size;
use deepvis::network::backward::Rule;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::{Keep, Trace};
use deepvis::network::graph::Node;
use deepvis::network::guess::Guess;
use deepvis::network::top_k::{softmax, top_k};
use deepvis::network::{Network, WeightsFrom};
use serde::Deserialize;
use tch::Tensor;

/// Of a node's range (max − min). Both sides compute in f32 with sums in another order, and ours
/// with batch normalisation folded.
const TOLERANCE: f64 = 1e-4;

/// Of a signal's range: it has gone through the whole network twice.
const SIGNAL_TOLERANCE: f64 = 1e-3;

#[derive(Deserialize)]
struct Reference {
    image: String,
    nodes: Vec<Samples>,
    logits: Samples,
    top5: Vec<(usize, f64)>,
    gradient: Samples,
    guided: Samples,
    deconvnet: Samples,
}

/// The range of a value, and some of its elements.
#[derive(Deserialize)]
pub struct Samples {
    /// The PyTorch module whose output it is, where it is one's.
    #[serde(default)]
    pub module: String,
    #[serde(default)]
    call: usize,
    #[serde(default, rename = "type")]
    kind: String,
    /// Of the whole value.
    pub shape: Vec<i64>,
    min: f64,
    max: f64,
    mean: f64,
    index: Vec<i64>,
    value: Vec<f64>,
}

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference").join(file)
}

fn picture(network: &Network, file: &str) -> Tensor {
    let picture = image::open(data(file)).unwrap().to_rgb8();
    let size = Size::new(picture.width() as i32, picture.height() as i32);
    let (mean, std) = (network.spec.mean, network.spec.std);
    let normalise =
        |(index, &byte): (usize, &u8)| (f32::from(byte) / 255.0 - mean[index % 3]) / std[index % 3];
    let values: Vec<f32> = picture.as_raw().iter().enumerate().map(normalise).collect();
    network.input(&values, size).unwrap()
}

impl Samples {
    /// The largest difference from `value`, as a share of the range.
    pub fn error(&self, value: &Tensor) -> f64 {
        let ours = self.observe(value);
        self.distance(&ours, &ours)
    }

    /// What was noted down of a value, in the order of [`Self::wanted`].
    fn observe(&self, value: &Tensor) -> Vec<f64> {
        assert_eq!(value.size(), self.shape, "{} call {}", self.module, self.call);
        let value = value.contiguous().view([-1]).to_kind(tch::Kind::Double);
        let statistics = [value.min(), value.max(), value.mean(None)];
        let samples = value.index_select(0, &Tensor::from_slice(&self.index));
        let samples: Vec<f64> = samples.try_into().unwrap();
        statistics.iter().map(|value| value.double_value(&[])).chain(samples).collect()
    }

    /// What was noted down: minimum, maximum, mean, then the elements.
    pub fn wanted(&self) -> impl Iterator<Item = f64> {
        [self.min, self.max, self.mean].into_iter().chain(self.value.iter().copied())
    }

    /// How far the reference lies outside of these limits at most, as a share of the range.
    fn distance(&self, low: &[f64], high: &[f64]) -> f64 {
        let range = (self.max - self.min).max(f64::MIN_POSITIVE);
        let outside = self.wanted().zip(low).zip(high);
        let outside = outside.map(|((wanted, low), high)| (low - wanted).max(wanted - high));
        outside.fold(0.0, f64::max) / range
    }

    fn is_node(&self, node: &Node) -> bool {
        node.module
            .as_ref()
            .is_some_and(|module| module.path == self.module && module.call == self.call)
    }

    /// Types whose every leaf has its node.
    fn must_be_there(&self) -> bool {
        let kinds = ["ReLU", "ReLU6", "MaxPool2d", "AdaptiveAvgPool2d", "Linear", "BatchNorm2d"];
        kinds.contains(&self.kind.as_str())
    }
}

const PICTURES: [&str; 2] = ["chelsea", "coffee"];

/// Compares every node and the logits with the reference's, and the order of the best classes;
/// gives each of those with our probability and the reference's.
fn compare(network: &Network, picture_name: &str) -> Vec<(Guess, f64)> {
    let file = data(&format!("{}--{picture_name}.json", network.spec.name));
    let reference: Reference =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let input = picture(network, &reference.image);
    let logits = network.graph.logits();
    let trace = network.forward(&input, Keep::All, logits).unwrap();

    let (mut matched, mut worst) = (0, (0.0, ""));
    for samples in &reference.nodes {
        let nodes = &network.graph.nodes;
        let found: Vec<usize> =
            (0..nodes.len()).filter(|&id| samples.is_node(&nodes[id])).collect();
        let (module, call) = (&samples.module, samples.call);
        match found[..] {
            [] => assert!(!samples.must_be_there(), "{module} call {call} has no node"),
            [id] => {
                matched += 1;
                let error = samples.error(trace.value(id).unwrap());
                let name = &nodes[id].name;
                assert!(error <= TOLERANCE, "{name} ({module} call {call}) is off by {error:e}");
                worst = if error > worst.0 { (error, name) } else { worst };
            }
            _ => panic!("{module} call {call} has more than one node"),
        }
    }
    let modules = network.graph.nodes.iter().filter(|node| node.module.is_some()).count();
    assert_eq!(matched, modules, "a node names a module that PyTorch does not have");
    let value = trace.value(logits).unwrap();
    let error = reference.logits.error(&value.view_as(&Tensor::zeros(
        reference.logits.shape.as_slice(),
        (tch::Kind::Float, tch::Device::Cpu),
    )));
    assert!(error <= TOLERANCE, "the logits are off by {error:e}");
    println!(
        "{} {picture_name}: {matched} nodes, {} off by {:e}, the logits by {error:e}",
        network.spec.name, worst.1, worst.0
    );
    compare_signals(network, &input, &trace, &reference);
    let values: Vec<f32> = value.view([-1]).try_into().unwrap();
    let top = top_k(&softmax(&values), 5);
    let classes: Vec<usize> = top.iter().map(|guess| guess.class).collect();
    let wanted: Vec<usize> = reference.top5.iter().map(|&(class, _)| class).collect();
    assert_eq!(classes, wanted);
    top.into_iter().zip(reference.top5.into_iter().map(|(_, probability)| probability)).collect()
}

/// How often the picture is moved, where the signal depends on how it is rounded.
const NUDGES: usize = 24;

/// Compares the signals of the best class at the input under each rule.
///
/// A rectifier is open or closed, and a window has one largest value: where f32 leaves open which,
/// a signal jumps with the last digit of a sum. Two of these signals do: `AlexNet`'s deconvnet of
/// the cat (one window's largest value is 7e-7) and `MobileNetV2`'s gradient of the cup (four
/// rectifiers within 3e-5 of 0 or 6). The former's reference differs from ours in f64 too; the
/// latter's moves by more than the tolerance when PyTorch's own operations run with two threads
/// instead of one. So where a signal is off, the picture is moved by at most the last digit of its
/// numbers: the reference must lie among the signals that come of that.
fn compare_signals(network: &Network, input: &Tensor, trace: &Trace, reference: &Reference) {
    let Reference { image, gradient, guided, deconvnet, .. } = reference;
    let rules = [(Rule::Gradient, gradient), (Rule::Guided, guided), (Rule::Deconvnet, deconvnet)];
    let (best, _) = reference.top5[0];
    for (rule, samples) in rules {
        let what = format!("{} {image}: {rule:?}", network.spec.name);
        let signal = |trace: &Trace| signal_of(network, trace, best, rule);
        let error = signal_error(network, (input, trace), samples, SIGNAL_TOLERANCE, &what, signal);
        assert!(error <= SIGNAL_TOLERANCE, "{what} is off by {error:e}");
    }
}

/// What goes back to the input from a class's logit.
pub fn signal_of(network: &Network, trace: &Trace, class: usize, rule: Rule) -> Tensor {
    let logits = network.graph.logits();
    let seed = trace.value(logits).unwrap().zeros_like();
    seed.select(1, class as i64).copy_(&Tensor::from(1.0_f32));
    let signals = network.backward(trace, &[(logits, seed)], rule, &[0]).unwrap();
    signals.of(0).unwrap().shallow_clone()
}

/// How far a signal is off, as a share of its range: of the pictures that differ by rounding
/// alone, so many that it is within `tolerance`, and [`NUDGES`] at most.
pub fn signal_error(
    network: &Network,
    (input, trace): (&Tensor, &Trace),
    samples: &Samples,
    tolerance: f64,
    what: &str,
    signal: impl Fn(&Trace) -> Tensor,
) -> f64 {
    let ours = samples.observe(&signal(trace));
    let (mut low, mut high) = (ours.clone(), ours);
    let mut error = samples.distance(&low, &high);
    println!("{what} off by {error:e}");
    for nudge in 0..NUDGES {
        if error <= tolerance {
            break;
        }
        let numbers = Tensor::arange(input.numel() as i64, (tch::Kind::Float, input.device()));
        let noise = (numbers * (1.7 + nudge as f64)).sin().reshape(input.size());
        let moved = input * (noise * f64::from(f32::EPSILON) + 1.0);
        let trace = network.forward(&moved, Keep::All, network.graph.logits()).unwrap();
        for (index, value) in samples.observe(&signal(&trace)).into_iter().enumerate() {
            low[index] = low[index].min(value);
            high[index] = high[index].max(value);
        }
        error = samples.distance(&low, &high);
        println!("{what} off by {error:e} after {} nudges", nudge + 1);
    }
    error
}

fn compare_probabilities_too(network: &Network) {
    for picture in PICTURES {
        for (guess, probability) in compare(network, picture) {
            let error = (f64::from(guess.probability) - probability).abs();
            assert!(error <= 1e-3, "the probability of class {} is off by {error}", guess.class);
        }
    }
}

fn cpu() -> Device {
    Device::open(DeviceChoice::Cpu, Some(1)).unwrap()
}

/// With published weights, which scripts/setup fetches; their absence is a failure, with the line
/// that says so.
fn published(name: &str) -> Network {
    Network::load(name, &WeightsFrom::Published, cpu()).unwrap_or_else(|error| panic!("{error}"))
}

fn made_up(name: &str) -> Network {
    Network::with_deterministic_weights(name, cpu()).unwrap()
}

#[test]
fn efficientnet_lite0_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&published("efficientnet_lite0"));
}

#[test]
fn the_larger_members_of_the_family_know_a_cat_as_well() {
    for name in ["efficientnet_lite1", "efficientnet_lite2"] {
        let network = published(name);
        let (input, logits) = (picture(&network, "chelsea-224.png"), network.graph.logits());
        let trace = network.forward(&input, Keep::Last, logits).unwrap();
        let values: Vec<f32> = trace.value(logits).unwrap().view([-1]).try_into().unwrap();
        let best = top_k(&softmax(&values), 1)[0];
        let label = &network.outline.labels[best.class];
        assert!(
            ["tabby", "tiger cat", "Egyptian cat"].contains(&label.as_str()),
            "{name}: {label}"
        );
    }
}

#[test]
fn alexnet_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&made_up("alexnet"));
}

#[test]
fn vgg_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&made_up("vgg11"));
}

#[test]
fn squeezenet_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&made_up("squeezenet1_1"));
}

#[test]
fn resnet_equals_pytorch_at_every_layer() {
    // Not its probabilities: with made-up weights each residual block adds to what came before,
    // until the logits' range is
    // 280. What 1e-4 of that does to a probability says nothing of the network.
    let network = made_up("resnet18");
    for picture in PICTURES {
        compare(&network, picture);
    }
}

#[test]
fn googlenet_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&made_up("googlenet"));
}

#[test]
fn mobilenet_v2_equals_pytorch_at_every_layer() {
    compare_probabilities_too(&made_up("mobilenet_v2"));
}

#[test]
fn what_is_not_kept_does_not_change_the_answer() {
    let network = published("efficientnet_lite0");
    let (input, logits) = (picture(&network, "coffee-224.png"), network.graph.logits());
    let all = network.forward(&input, Keep::All, logits).unwrap();
    let essential = network.outline.layers.iter().filter(|layer| layer.essential);
    let shown: Vec<usize> = essential.map(|layer| layer.node).collect();
    let some = network.forward(&input, Keep::Only(&shown), logits).unwrap();
    let last = network.forward(&input, Keep::Last, logits).unwrap();
    // Writing over a value that nobody else reads is invisible: not one bit differs.
    for &node in &shown {
        assert_eq!(all.value(node).unwrap(), some.value(node).unwrap());
    }
    assert_eq!(all.value(logits).unwrap(), last.value(logits).unwrap());
    assert!(last.value(shown[0]).is_none());
}
