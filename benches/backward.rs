//! Benchmark of a forward and a backward pass: guided, Grad-CAM, and the filters.

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::attribution::filter::Filter;
use deepvis::attribution::{AttributionQuestion, AttributionTarget, Method};
use deepvis::geometry::Size;
use deepvis::network::Network;
use deepvis::network::backward::Rule;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;

fn backward(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, None).expect("there is a CPU");
    let mut group = criterion.benchmark_group(format!("backward, {}", device.describe()));
    for name in ["efficientnet_lite0", "alexnet", "resnet18"] {
        let network = Network::with_deterministic_weights(name, device).expect("it is in the zoo");
        let size = Size::new(network.outline.input, network.outline.input);
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

criterion_group!(benches, backward);
criterion_main!(benches);
