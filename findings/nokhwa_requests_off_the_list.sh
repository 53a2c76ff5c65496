#!/usr/bin/env bash
# nokhwa's request for the "closest" format finds nothing unless the wished size is in the list, and
#   its requests for a resolution or a rate answer with formats that the caller does not accept.
#
# Versions: nokhwa-core 0.1.9 (the types of nokhwa 0.10.11).
# Seen: of a camera that offers 1280x720 and 320x240, Closest(640x480 at 30) is None; of one that
#   offers 640x480 beside them, it is 640x480. Its rates are looked for at the wished size, not at the
#   one that was found nearest. A caller who accepts YUYV alone, and asks HighestResolution(640x480)
#   or HighestFrameRate(30) of a camera with YUYV at 30 and MJPEG at 30, gets MJPEG, which comes last
#   in the camera's list; Exact, Closest and None do look at what is accepted.
# Why it matters: a program that asks for "about 640x480" fails to open HD webcams and grabbers that
#   have no such size, and one that decodes raw pictures alone is handed JPEGs. Choose from the list
#   yourself and ask for Exact, or ask for Closest at several sizes in turn.
#
# Exits 1 if any of this has changed. Needs cargo and its package registry.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "requests"
version = "0.0.0"
edition = "2021"

[dependencies]
nokhwa-core = { version = "=0.1.9", default-features = false }
TOML
cat > src/main.rs <<'RUST'
use nokhwa_core::types::{
    CameraFormat, FrameFormat, RequestedFormat, RequestedFormatType as Wish, Resolution,
};

fn main() {
    let format = |width, height, pixels| CameraFormat::new_from(width, height, pixels, 30);
    let yuyv = |width, height| format(width, height, FrameFormat::YUYV);
    let ask = |wish, offers: &[CameraFormat]| {
        RequestedFormat::with_formats(wish, &[FrameFormat::YUYV]).fulfill(offers)
    };

    let closest = Wish::Closest(yuyv(640, 480));
    let without = ask(closest, &[yuyv(1280, 720), yuyv(320, 240)]);
    let with = ask(closest, &[yuyv(1280, 720), yuyv(640, 480), yuyv(320, 240)]);
    println!("closest to 640x480: {without:?} without that size, {with:?} with it");
    assert_eq!(without, None);
    assert_eq!(with, Some(yuyv(640, 480)));

    let both = [yuyv(640, 480), format(640, 480, FrameFormat::MJPEG)];
    for wish in [Wish::HighestResolution(Resolution::new(640, 480)), Wish::HighestFrameRate(30)] {
        let got = ask(wish, &both).map(|format| format.format());
        println!("accepting YUYV alone, {wish:?} gives {got:?}");
        assert_eq!(got, Some(FrameFormat::MJPEG));
    }
    assert_eq!(ask(Wish::Exact(both[1]), &both), None);
    assert_eq!(ask(Wish::None, &both), Some(both[0]));
}
RUST
cargo run --quiet
