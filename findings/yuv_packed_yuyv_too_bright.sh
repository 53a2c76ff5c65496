#!/usr/bin/env bash
# yuv's conversion of packed YUYV to RGB is too bright; that of planes and of NV12 is exact.
#
# Version: yuv 0.8.20, default features.
# Seen (x86_64 with AVX2 and AVX-512), of the 220 greys of limited range, Y 16 to 235 with U = V =
#   128, in rows of 70 columns: planar 4:2:2 and NV12 give the rounded value of BT.601's formula for
#   all of them. Packed YUYV does not for 154: +0.81 on average over all, +2 at most; and 3 greys
#   have another value in the last columns of a row, which fill no vector.
# Why it matters: YUYV is what most webcams send uncompressed. Pictures are a little brighter than
#   the same scene sent as NV12 or in a clip, and a flat wall may have a seam at its right edge.
#   Splitting the bytes into planes first and converting those is exact.
#
# Exits 1 if this has changed. Needs cargo and its package registry.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "too-bright"
version = "0.0.0"
edition = "2021"

[dependencies]
yuv = "=0.8.20"
TOML
cat > src/main.rs <<'RUST'
use yuv::{
    yuv422_to_rgb, yuv_nv12_to_rgb, yuyv422_to_rgb, YuvBiPlanarImage, YuvConversionMode,
    YuvPackedImage, YuvPlanarImage, YuvRange, YuvStandardMatrix,
};

const WIDTH: u32 = 70;
const RANGE: YuvRange = YuvRange::Limited;
const MATRIX: YuvStandardMatrix = YuvStandardMatrix::Bt601;

/// Two rows of one grey, as RGB, from each of the three layouts.
fn converted(y: u8) -> [Vec<u8>; 3] {
    let (width, height) = (WIDTH, 2);
    let count = (width * height) as usize;
    let (luma, grey) = (vec![y; count], vec![128; count]);
    let mut rgb = [(); 3].map(|()| vec![0; count * 3]);

    let packed: Vec<u8> = luma.iter().flat_map(|&y| [y, 128]).collect();
    let image = YuvPackedImage { yuy: &packed, yuy_stride: width * 2, width, height };
    yuyv422_to_rgb(&image, &mut rgb[0], width * 3, RANGE, MATRIX).unwrap();

    let half = width / 2;
    let image = YuvPlanarImage {
        y_plane: &luma,
        y_stride: width,
        u_plane: &grey,
        u_stride: half,
        v_plane: &grey,
        v_stride: half,
        width,
        height,
    };
    yuv422_to_rgb(&image, &mut rgb[1], width * 3, RANGE, MATRIX).unwrap();

    let image = YuvBiPlanarImage {
        y_plane: &luma,
        y_stride: width,
        uv_plane: &grey,
        uv_stride: width,
        width,
        height,
    };
    let mode = YuvConversionMode::Balanced;
    yuv_nv12_to_rgb(&image, &mut rgb[2], width * 3, RANGE, MATRIX, mode).unwrap();
    rgb
}

fn main() {
    let names = ["packed YUYV", "planar 4:2:2", "NV12"];
    // Greys that are wrong somewhere, greys with a seam, all errors added, the worst.
    let mut seen = [(0, 0, 0, 0_i32); 3];
    for y in 16..=235_u8 {
        let want = ((f64::from(y) - 16.0) * 255.0 / 219.0).round() as i32;
        for (rgb, seen) in converted(y).iter().zip(&mut seen) {
            let errors: Vec<i32> = rgb.iter().map(|&value| i32::from(value) - want).collect();
            seen.0 += i32::from(errors.iter().any(|&error| error != 0));
            seen.1 += i32::from(errors.iter().any(|&error| error != errors[0]));
            seen.2 += errors.iter().sum::<i32>();
            seen.3 = errors.iter().fold(seen.3, |worst, error| worst.max(error.abs()));
        }
    }
    let values = f64::from(220 * WIDTH * 2 * 3);
    for (name, (wrong, seams, sum, worst)) in names.iter().zip(seen) {
        let mean = f64::from(sum) / values;
        println!("{name}: {wrong} of 220 greys are off, by {mean:+.2} on average and {worst} at most; {seams} have a seam");
    }
    let exact = (0, 0, 0, 0);
    if seen[0].0 < 110 || seen[0].1 == 0 || seen[0].2 <= 0 || seen[1] != exact || seen[2] != exact {
        println!("this has changed");
        std::process::exit(1);
    }
    println!("as described: packed is too bright and has seams, planes are exact");
}
RUST
cargo run --quiet --release
