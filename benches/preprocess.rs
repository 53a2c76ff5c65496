//! Benchmark of preprocessing, of reading pictures' files, of the reel's frames, and of mirroring.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::frame::Picture;
use deepvis::geometry::Size;
use deepvis::preprocess::Preprocess;
use deepvis::source::{Photo, Reel, Source, load, mirror};

fn preprocess(c: &mut Criterion) {
    let mut group = c.benchmark_group("preprocess");
    for size in [Size::new(640, 480), Size::new(1280, 720), Size::new(224, 224)] {
        let rgb = (0..size.area() * 3).map(|i| (i % 253) as u8).collect();
        let picture = Picture::new(size, rgb);
        let mut preprocess = Preprocess::new(Size::new(224, 224), [0.498; 3], [0.502; 3]);
        group.bench_function(format!("{size} to 224"), |b| {
            b.iter(|| black_box(preprocess.run(&picture).map(|prepared| prepared.input[0])));
        });
    }
    group.finish();
}

/// A file of a folder, read and prepared, as `classify` does for each.
fn files(c: &mut Criterion) {
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/chelsea-640x480.jpg");
    let mut preprocess = Preprocess::new(Size::new(224, 224), [0.498; 3], [0.502; 3]);
    c.bench_function("a JPEG of 640x480, read", |b| {
        b.iter(|| load(black_box(Path::new(photo))).map(|picture| picture.rgb.len()));
    });
    c.bench_function("a JPEG of 640x480, read and prepared for 224", |b| {
        b.iter(|| {
            let picture = load(Path::new(photo))?;
            preprocess.run(&picture).map(|prepared| black_box(prepared.input[0]))
        });
    });
}

/// What a camera of 24 megapixels takes: for a network, and to be shown.
fn large(c: &mut Criterion) {
    let pixel =
        |x: u32, y: u32| image::Rgb([x / 24, y / 16, (x ^ y) & 63].map(|value| value as u8));
    let picture = image::RgbImage::from_fn(6000, 4000, pixel);
    let file = std::env::temp_dir().join(format!("deepvis-bench-{}.jpg", std::process::id()));
    let mut group = c.benchmark_group("a JPEG of 6000x4000");
    group.sample_size(10);
    if picture.save(&file).is_ok() {
        group.bench_function("read", |b| b.iter(|| load(&file).map(|picture| picture.rgb.len())));
        group.bench_function("read to be shown", |b| {
            b.iter(|| Photo::open(&file).map(|photo| photo.is_still()));
        });
    }
    std::fs::remove_file(file).ok();
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

criterion_group!(benches, preprocess, files, large, reel);
criterion_main!(benches);
