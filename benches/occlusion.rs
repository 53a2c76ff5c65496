//! Benchmark of occlusion: a grey square over a picture by regional passes, and by whole ones.

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::exhibit::counts::occlusion::{OcclusionJob, Square};
use deepvis::exhibit::work::Work;
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use tch::Tensor;

/// Both, so often, one after the other: machines drift.
const ROUNDS: usize = 5;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn walk(network: &Network, input: &Tensor) -> usize {
    let square = Square::default();
    let mut job = OcclusionJob::new(network, input, None, square).expect("it can be covered");
    while !job.step(network).expect("it runs").is_over() {}
    job.progress().all
}

fn occlusion(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).expect("there is a CPU");
    let mut group = criterion.benchmark_group(format!("occlusion, {}", device.describe()));
    group.sample_size(10);
    for name in ["efficientnet_lite0", "squeezenet1_1", "resnet18", "googlenet"] {
        let network = Network::with_deterministic_weights(name, device).expect("it is in the zoo");
        let size = network.outline.input;
        let values: Vec<f32> = (0..size.area() * 3).map(|i| (i as f32 * 0.37).sin()).collect();
        let input = network.input(&values, size).expect("it fits");
        let forward = || network.forward(&input, Keep::Last, network.graph.logits());
        let positions = walk(&network, &input);
        let (mut whole, mut covered) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let start = Instant::now();
            for _ in 0..positions {
                forward().expect("it runs");
            }
            whole.push(start.elapsed());
            let start = Instant::now();
            walk(&network, &input);
            covered.push(start.elapsed());
        }
        let (whole, covered) = (median(whole), median(covered));
        let ratio = covered.as_secs_f64() / whole.as_secs_f64();
        println!("{name}: {positions} positions {covered:.2?}, passes {whole:.2?}: {ratio:.3}");
        group.bench_function(format!("{name}, one pass"), |bencher| bencher.iter(forward));
        let mut job =
            OcclusionJob::new(&network, &input, None, Square::default()).expect("it fits");
        group.bench_function(format!("{name}, one step"), |bencher| {
            bencher.iter(|| {
                if job.progress().is_over() {
                    let square = Square::default();
                    job = OcclusionJob::new(&network, &input, None, square).expect("it fits");
                }
                job.step(&network).expect("it runs")
            });
        });
    }
}

criterion_group!(benches, occlusion);
criterion_main!(benches);
