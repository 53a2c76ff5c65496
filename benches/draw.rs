//! Benchmark of drawing the dashboard: the wall with its strongest channels, and with every one.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::canvas::Canvas;
use deepvis::dashboard::Dashboard;
use deepvis::dynamics::activity::Activity;
use deepvis::dynamics::history::History;
use deepvis::exhibit;
use deepvis::exhibit::findings::Findings;
use deepvis::exhibit::rooms::Rooms;
use deepvis::exhibit::scene::Scene;
use deepvis::exhibit::selection::Selection;
use deepvis::frame::{Frame, Picture};
use deepvis::geometry::{Point, Size};
use deepvis::network::Network;
use deepvis::network::device::{Device, DeviceChoice};
use deepvis::network::guess::Guess;
use deepvis::network::outline::Outline;
use deepvis::snapshot::{Snapshot, StageTimes};
use deepvis::taps::plan::{Plan, Unit};
use deepvis::taps::reading::{Maps, Reading, UnitReading};
use deepvis::view::facts::Facts;
use deepvis::view::status::Status;

/// A snapshot with maps that look like noise; one detector of seven finds nothing.
fn snapshot(outline: &Arc<Outline>, plan: &Plan, sequence: u64) -> Snapshot {
    let mut maps = Maps::default();
    let mut state = sequence as u32 | 1;
    let mut noise = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for planned in &plan.layers {
        let layer = &outline.layers[planned.layer];
        let map = layer.shape.map;
        let tile = Size::new(map.width.min(planned.tile), map.height.min(planned.tile));
        let (channels, offset) = (layer.shape.channels, maps.bytes.len());
        let shown = (0..channels.min(planned.room) as u16).collect();
        let signed = layer.signed;
        maps.readings.push(Reading {
            layer: planned.layer,
            channels,
            tile,
            offset,
            signed,
            signals: false,
            scale: 1.0,
            shown,
            detail: None,
        });
        let zero = if signed { 128 } else { 0 };
        for channel in 0..channels {
            let silent = channel % 7 == 3;
            let map = std::iter::repeat_with(|| if silent { zero } else { noise() });
            maps.bytes.extend(map.take(tile.area()));
        }
    }
    let units = plan.units.iter().map(|&unit| {
        let size = outline.layers[unit.layer].shape.map;
        let bytes = std::iter::repeat_with(&mut noise).take(size.area()).collect();
        UnitReading {
            unit,
            size,
            bytes,
            scale: 1.0,
            signed: false,
            range: (0.0, 1.0),
            mean: 0.5,
            zeros: 0.0,
            peak: Point::new(0, 0),
        }
    });
    let units = units.collect();
    let picture = Picture::new(Size::new(640, 480), vec![120; 640 * 480 * 3]);
    let frame = Arc::new(Frame {
        picture,
        sequence,
        scene: 0,
        time: Duration::from_millis(33 * sequence),
        captured: Instant::now(),
        name: "bench".into(),
    });
    Snapshot {
        crop: frame.picture.size.centre_square(),
        frame,
        probabilities: vec![0.001; 1000],
        top: (0..5).map(|class| Guess { class, probability: 0.001 }).collect(),
        maps,
        units,
        explained: Vec::new(),
        kernels: None,
        baseline: None,
        without: None,
        ablated: Vec::new(),
        profile: None,
        erased: None,
        code: Vec::new(),
        nothing_to_see: false,
        outline: Arc::clone(outline),
        request: 0,
        times: StageTimes::default(),
        dropped: 0,
        finished: Instant::now(),
    }
}

fn draw(criterion: &mut Criterion) {
    let device = Device::open(DeviceChoice::Cpu, Some(1)).expect("there is always a CPU");
    let network = Network::with_deterministic_weights("efficientnet_lite0", device)
        .expect("made-up weights need no file");
    let outline = &network.outline;
    let mut group = criterion.benchmark_group("draw");
    for (width, height) in [(1280, 800), (1920, 1080), (3840, 2160)] {
        for every_channel in [false, true] {
            let size = Size::new(width, height);
            let selection = Selection { every_channel, ..Selection::default() };
            let mut dashboard = Dashboard::default();
            let rooms = Rooms::default();
            dashboard.arrange(size, outline, &selection, &rooms);
            let spotlight = Some(Unit { layer: outline.blocks[8].shown, channel: 2 });
            let plan = dashboard.inquiry(outline, &selection, spotlight, &rooms).plan;
            let mut snapshots: Vec<Snapshot> =
                (0..2).map(|n| snapshot(outline, &plan, n)).collect();
            let activity = Activity::default();
            let findings = Findings::default();
            let mut history = History::default();
            for n in 0..300 {
                history.push(&snapshot(outline, &Plan::default(), n));
            }
            let mut pixels = vec![0; size.area()];
            let (status, keyboard) = (Status::default(), exhibit::keyboard());
            let kind = if every_channel { "every channel" } else { "strongest channels" };
            group.bench_function(format!("{kind}, {size}"), |bencher| {
                bencher.iter(|| {
                    // Another snapshot each time: an unchanged one would not be drawn again.
                    snapshots.swap(0, 1);
                    let facts = Facts {
                        outline,
                        snapshot: snapshots.first(),
                        history: &history,
                        activity: &activity,
                        status: &status,
                        keyboard: &keyboard,
                        names: &selection.names,
                        appearance: selection.appearance,
                        frozen: selection.frozen,
                        newest: None,
                    };
                    let scene = Scene {
                        tour_ends_in: None,
                        facts,
                        findings: &findings,
                        selection: &selection,
                        spotlight,
                        hover: None,
                        depths: &[],
                        pressed: None,
                        holding: None,
                        rooms: &rooms,
                        message: None,
                    };
                    dashboard.draw(&scene, &mut Canvas::new(black_box(&mut pixels), size))
                });
            });
        }
    }
}

criterion_group!(benches, draw);
criterion_main!(benches);
