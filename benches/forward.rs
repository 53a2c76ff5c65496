//! Benchmark of a forward pass of each family, with rectifiers computed together with their
//! convolutions and without, keeping every value, every rectified one, those of the wall, the last.
//!
//! It needs no weights that must be fetched: speed does not depend on their values.

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::network::op::Op;
use deepvis::network::precision::Precision;

/// One of each family.
const FAMILIES: [&str; 7] = [
    "efficientnet_lite0",
    "alexnet",
    "vgg11",
    "squeezenet1_1",
    "resnet18",
    "googlenet",
    "mobilenet_v2",
];

fn forward(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, None).expect("there is a CPU");
    let mut group = criterion.benchmark_group(format!("forward, {}", device.describe()));
    for name in FAMILIES {
        let fused = Network::with_deterministic_weights(name, device).expect("it is in the zoo");
        let mut networks = vec![("unfused", fused.unfused())];
        if Precision::Bf16.check(device).is_ok() {
            let bf16 = fused.in_precision(Precision::Bf16).expect("there is memory");
            networks.extend([("unfused bf16", bf16.unfused()), ("fused bf16", bf16)]);
        }
        networks.push(("fused", fused));
        for (how, network) in &networks {
            let size = network.outline.input;
            let input = network.input(&vec![0.5; size.area() * 3], size).expect("it fits");
            let (outline, nodes) = (&network.outline, &network.graph.nodes);
            let shown: Vec<usize> =
                outline.blocks.iter().map(|block| outline.layers[block.shown].node).collect();
            let rectified: Vec<usize> =
                (0..nodes.len()).filter(|&id| matches!(nodes[id].op, Op::Clip { .. })).collect();
            let keeps = [
                ("all", Keep::All),
                ("rectified", Keep::Only(&rectified)),
                ("shown", Keep::Only(&shown)),
                ("last", Keep::Last),
            ];
            for (kept, keep) in keeps {
                group.bench_function(format!("{name}, {how}, keep {kept}"), |bencher| {
                    bencher.iter(|| network.forward(&input, keep, network.graph.logits()));
                });
            }
        }
    }
}

criterion_group!(benches, forward);
criterion_main!(benches);
