//! Benchmark of a forward and a backward pass: a class's gradient, guided and Grad-CAM with the
//! filters, and a step of a preferred stimulus.

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::attribution::filter::Filter;
use deepvis::attribution::{AttributionQuestion, AttributionTarget, Method};
use deepvis::exhibit::ascent::Ascent;
use deepvis::exhibit::ascent::recipe::Recipe;
use deepvis::exhibit::ascent::wish::{Preset, Wish};
use deepvis::network::Network;
use deepvis::network::backward::{self, Rule};
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::taps::plan::Unit;
use tch::Tensor;

/// One network of each family.
const FAMILIES: [&str; 7] = [
    "efficientnet_lite0",
    "alexnet",
    "squeezenet1_1",
    "resnet18",
    "googlenet",
    "mobilenet_v2",
    "vgg11",
];
/// The class whose gradient is taken.
const CLASS: usize = 282;
/// Forward, and forward with the gradient, so often, one after the other: machines drift.
const ROUNDS: usize = 15;

fn open() -> Device {
    Device::open(DeviceChoice::Cpu, Some(1)).expect("there is a CPU")
}

fn network(name: &str) -> (Network, Tensor) {
    let network = Network::with_deterministic_weights(name, open()).expect("it is in the zoo");
    let size = network.outline.input;
    let values: Vec<f32> = (0..size.area() * 3).map(|i| (i as f32 * 0.37).sin()).collect();
    let input = network.input(&values, size).expect("it fits");
    (network, input)
}

/// Of these times the least, and the median.
fn summary(mut times: Vec<Duration>) -> [f64; 2] {
    times.sort();
    [times[0], times[times.len() / 2]].map(|time| time.as_secs_f64() * 1e3)
}

fn timed<T>(compute: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    drop(compute());
    start.elapsed()
}

/// Forward and backward to the input, of one class's logit.
fn gradient(network: &Network, input: &Tensor) -> Tensor {
    let logits = network.graph.logits();
    let needs = backward::needs(&network.graph, &[logits], Rule::Gradient, &[0]);
    let trace = network.forward(input, Keep::Only(&needs), logits).expect("it runs");
    let value = trace.value(logits).expect("the last value is always kept");
    let seed = value.zeros_like();
    drop(seed.select(1, CLASS as i64).fill_(1.0));
    let signals = network.backward(&trace, &[(logits, seed)], Rule::Gradient, &[0]);
    signals.expect("it was kept").of(0).expect("it was wanted").shallow_clone()
}

fn of_a_class(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(format!("gradient, {}", open().describe()));
    group.sample_size(10);
    for name in FAMILIES {
        let (network, input) = network(name);
        let logits = network.graph.logits();
        let forward = || network.forward(&input, Keep::Last, logits).expect("it runs");
        let [mut alone, mut both] = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            alone.push(timed(forward));
            both.push(timed(|| gradient(&network, &input)));
        }
        let ([least, median], [least_both, median_both]) = (summary(alone), summary(both));
        println!(
            "{name}: forward {least:.1} ms (median {median:.1}), forward and gradient {least_both:.1} ms (median {median_both:.1})"
        );
        group.bench_function(format!("{name}, forward alone"), |bencher| bencher.iter(forward));
        group.bench_function(format!("{name}, forward and gradient of a class"), |bencher| {
            bencher.iter(|| gradient(&network, &input));
        });
    }
}

fn ascent(criterion: &mut Criterion) {
    let (network, _) = network("efficientnet_lite0");
    let unit = Unit { layer: network.outline.layers.len() - 1, channel: CLASS };
    let wish = Wish { unit, negative: false, preset: Preset::Fourier, seed: 0 };
    let recipe = Recipe::class(i64::from(network.spec.side()));
    let mut ascent = Ascent::new(&network, &[wish], recipe).expect("there is such a class");
    let times = (0..4 * ROUNDS).map(|_| timed(|| ascent.step(&network).expect("it runs")));
    let [least, median] = summary(times.collect());
    println!("a step of a class's stimulus: {least:.1} ms (median {median:.1})");
    let mut group = criterion.benchmark_group(format!("stimulus, {}", open().describe()));
    group.bench_function("efficientnet_lite0, a step of a class's stimulus", |bencher| {
        bencher.iter(|| ascent.step(&network).expect("it runs"));
    });
}

fn attribution(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, None).expect("there is a CPU");
    let mut group = criterion.benchmark_group(format!("backward, {}", device.describe()));
    for name in ["efficientnet_lite0", "alexnet", "resnet18"] {
        let network = Network::with_deterministic_weights(name, device).expect("it is in the zoo");
        let size = network.outline.input;
        let values: Vec<f32> = (0..size.area() * 3).map(|i| (i as f32 * 0.37).sin()).collect();
        let input = network.input(&values, size).expect("it fits");
        let logits = network.graph.logits();
        let ask = |method| AttributionQuestion { target: AttributionTarget::TopClass, method };
        let guided = ask(Method::Backward(Rule::Guided));
        let grad_cam = ask(Method::GradCam { at: None });
        let nodes = |question: &AttributionQuestion| {
            question.nodes(&network, &[]).expect("it can be asked")
        };
        let needed = [nodes(&guided), nodes(&grad_cam)].concat();
        let forward = |keep| network.forward(&input, keep, logits).expect("it runs");
        group.bench_function(format!("{name}, forward alone"), |bencher| {
            bencher.iter(|| forward(Keep::Last));
        });
        group.bench_function(format!("{name}, forward, guided and Grad-CAM"), |bencher| {
            bencher.iter(|| {
                let trace = forward(Keep::Only(&needed));
                let signal = guided.answer(&network, &trace, &[]).expect("it was kept");
                let heat = grad_cam.answer(&network, &trace, &[]).expect("it was kept");
                (signal, heat)
            });
        });
        let trace = forward(Keep::Only(&needed));
        for question in [&guided, &grad_cam] {
            group.bench_function(format!("{name}, {}", question.method), |bencher| {
                bencher.iter(|| question.answer(&network, &trace, &[]).expect("it was kept"));
            });
        }
        let signal = guided.answer(&network, &trace, &[]).expect("it was kept").attribution;
        for filter in Filter::ALL {
            group.bench_function(format!("{name}, filter {filter}"), |bencher| {
                bencher.iter(|| filter.run(&signal).bytes());
            });
        }
    }
}

criterion_group!(benches, of_a_class, ascent, attribution);
criterion_main!(benches);
