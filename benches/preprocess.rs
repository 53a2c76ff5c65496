//! Benchmark of preprocessing, of the reel's frames, and of mirroring.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::frame::Picture;
use deepvis::geometry::Size;
use deepvis::preprocess::Preprocess;
use deepvis::source::{Reel, Source, mirror};

fn preprocess(c: &mut Criterion) {
    let mut group = c.benchmark_group("preprocess");
    for size in [Size::new(640, 480), Size::new(1280, 720), Size::new(224, 224)] {
        let rgb = (0..size.area() * 3).map(|i| (i % 253) as u8).collect();
        let picture = Picture::new(size, rgb);
        let mut preprocess = Preprocess::new(224, [0.498; 3], [0.502; 3]);
        group.bench_function(format!("{size} to 224"), |b| {
            b.iter(|| black_box(preprocess.run(&picture).map(|prepared| prepared.input[0])));
        });
    }
    group.finish();
}

fn reel(c: &mut Criterion) {
    let mut reel = Reel::new();
    let mut spare = Picture::default();
    c.bench_function("reel, a frame", |b| {
        b.iter(|| {
            if let Ok(shot) = reel.next(std::mem::take(&mut spare)) {
                spare = shot.picture;
            }
        });
    });
    c.bench_function("mirror 640x480", |b| b.iter(|| mirror(black_box(&mut spare))));
}

criterion_group!(benches, preprocess, reel);
criterion_main!(benches);
