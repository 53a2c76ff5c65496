//! Benchmark of decoding a camera's pictures of 640x480, in each format, and of turning them.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use deepvis::frame::Picture;
use deepvis::geometry::Size;
use deepvis::source::{Decoder, Fields, Layout, PixelFormat, Reel, Rotation, Source};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

const SIZE: Size = Size::new(640, 480);

/// A frame of the reel as a webcam would compress it.
fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(shot) = Reel::new().next(Picture::default()) {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, 85);
        let _encoded = { encoder }.encode(&shot.picture.rgb, 640, 480, ExtendedColorType::Rgb8);
    }
    bytes
}

fn decoders(c: &mut Criterion) {
    let mut group = c.benchmark_group("decode 640x480");
    let noise: Vec<u8> = (0..SIZE.area() * 3).map(|i| (i * 31 % 219 + 16) as u8).collect();
    let mjpeg = jpeg();
    let mut measure = |name: String, layout: Layout| {
        let bytes = if layout.pixels.is_compressed() { &mjpeg } else { &noise };
        let (mut decoder, mut picture) = (Decoder::default(), Picture::default());
        group.bench_function(name, |b| {
            b.iter(|| black_box(decoder.decode(bytes, layout, &mut picture).is_ok()));
        });
    };
    // JPEG is MJPEG by another name.
    for pixels in PixelFormat::ALL.into_iter().filter(|&pixels| pixels != PixelFormat::Jpeg) {
        measure(pixels.to_string(), Layout::packed(pixels, SIZE));
    }
    for pixels in [PixelFormat::Yuyv, PixelFormat::Mjpeg] {
        let layout = Layout { fields: Fields::Interleaved, ..Layout::packed(pixels, SIZE) };
        measure(format!("{pixels} interleaved"), layout);
    }
    group.finish();
}

fn rotations(c: &mut Criterion) {
    let mut group = c.benchmark_group("turn");
    for size in [SIZE, Size::new(1280, 720)] {
        let noise = (0..size.area() * 3).map(|i| (i * 31 % 256) as u8).collect();
        let (mut picture, mut spare) = (Picture::new(size, noise), Picture::default());
        for rotation in [Rotation::Quarter, Rotation::Half] {
            let name = format!("{size} by {} degrees", rotation.degrees());
            group.bench_function(name, |b| {
                b.iter(|| rotation.turn(black_box(&mut picture), &mut spare));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, decoders, rotations);
criterion_main!(benches);
