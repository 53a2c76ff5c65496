//! Benchmark of the taps: reading the whole wall off a forward pass, all channels of each block.

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::geometry::Size;
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::forward::Keep;
use deepvis::taps::Taps;
use deepvis::taps::plan::{LayerPlan, Plan, Unit};
use deepvis::taps::reading::Maps;

fn wall(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, None).expect("there is a CPU");
    let network = Network::with_deterministic_weights("efficientnet_lite0", device)
        .expect("it is in the zoo");
    let (outline, size) = (&network.outline, Size::new(224, 224));
    let input = network.input(&vec![0.5; size.area() * 3], size).expect("it fits");
    let mut group = criterion.benchmark_group(format!("taps, {}", device.describe()));
    for (name, tile, room) in [("every channel at 24", 24, usize::MAX), ("24 tiles at 32", 32, 24)]
    {
        let layers = outline.blocks.iter().map(|block| LayerPlan {
            layer: block.shown,
            tile,
            room,
            detail: false,
            signals: false,
        });
        let plan =
            Plan { layers: layers.collect(), units: vec![Unit::default()], ..Plan::default() };
        let mut taps = Taps::new(outline.clone(), &network.graph);
        let keep = taps.nodes(&plan);
        let trace = network
            .forward(&input, Keep::Only(&keep), network.graph.logits())
            .expect("the graph fits its own input");
        let mut maps = Maps::default();
        group.bench_function(format!("the wall, {name}"), |bencher| {
            bencher.iter(|| {
                let spare = std::mem::take(&mut maps);
                let read = taps.read(&trace, None, &plan, Duration::from_millis(33), spare);
                maps = read.expect("the plan fits").maps;
            });
        });
    }
}

criterion_group!(benches, wall);
criterion_main!(benches);
