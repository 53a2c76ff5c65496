//! Benchmark of a forward pass, with all values kept, some, or the last one.
//!
//! It needs no weights that must be fetched: speed does not depend on their values.

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;

fn forward(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, None).expect("there is a CPU");
    let mut group = criterion.benchmark_group(format!("forward, {}", device.describe()));
    for name in ["efficientnet_lite0", "alexnet", "resnet50", "googlenet"] {
        let network = Network::with_deterministic_weights(name, device).expect("it is in the zoo");
        let side = network.outline.input;
        let size = deepvis::geometry::Size::new(side, side);
        let input = network.input(&vec![0.5; size.area() * 3], size).expect("it fits");
        let outline = &network.outline;
        let shown: Vec<usize> =
            outline.blocks.iter().map(|block| outline.layers[block.shown].node).collect();
        let keeps = [("all", Keep::All), ("shown", Keep::Only(&shown)), ("last", Keep::Last)];
        for (kept, keep) in keeps {
            group.bench_function(format!("{name}, keep {kept}"), |bencher| {
                bencher.iter(|| network.forward(&input, keep, network.graph.logits()));
            });
        }
    }
}

criterion_group!(benches, forward);
criterion_main!(benches);
