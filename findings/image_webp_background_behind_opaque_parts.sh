#!/usr/bin/env bash
# image-webp clears the wrong place of an animated WebP's canvas before a lossy part without alpha,
#   and clears nothing at all unless it is told a colour.
#
# Versions: image-webp 0.2.4; Pillow 12.0.0 with libwebp 1.6.0.
# Seen, of a canvas of 32 x 32 with alpha that is red, where a blue part of 8 x 8 is disposed of to
#   the background before a green part elsewhere is shown: libwebp leaves the blue part's 64 pixels
#   transparent and all others red. After set_background_color([0; 4]) image-webp agrees in every
#   pixel where the green part is lossless (VP8L) or lossy with alpha (ALPH). Where it is lossy
#   without alpha (VP8 alone), 60 of the 64 pixels stay blue and 44 red ones elsewhere become
#   transparent: it counts three bytes a pixel on a canvas of four. Without set_background_color
#   the 64 pixels stay blue in all three files.
# Why it matters: encoders choose for each part whether it is lossy and whether it has alpha. What
#   should be gone stays, and holes appear where nothing happened. The crate image hands the colour
#   on and does no more (read, not run). Taking the parts' stills one by one and putting them
#   together oneself avoids it. The wrong place is known: pull request 178 of
#   image-rs/image-webp mends it; 0.2.4, the newest version on 28 November 2026, does not have it.
#
# Exits 1 if any of this has changed. Needs cargo, python3 with venv, and their package registries.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "behind-opaque-parts"
version = "0.0.0"
edition = "2021"

[dependencies]
image-webp = "=0.2.4"
TOML
cat > src/main.rs <<'RUST'
use image_webp::WebPDecoder;
use std::io::Cursor;

/// Writes the canvas after each part.
fn main() {
    for name in ["lossy", "lossy-alpha", "lossless"] {
        for background in [Some([0; 4]), None] {
            let file = std::fs::read(format!("{name}.webp")).unwrap();
            let mut decoder = WebPDecoder::new(Cursor::new(file)).unwrap();
            if let Some(colour) = background {
                decoder.set_background_color(colour).unwrap();
            }
            assert!(decoder.has_alpha(), "four bytes a pixel");
            let mut canvas = vec![0; decoder.output_buffer_size().unwrap()];
            for part in 0..decoder.num_frames() {
                decoder.read_frame(&mut canvas).unwrap();
                let set = if background.is_some() { "set" } else { "unset" };
                std::fs::write(format!("{name}-{set}-{part}"), &canvas).unwrap();
            }
        }
    }
}
RUST
cat > files.py <<'PYTHON'
"""Animations of 32 x 32: red all over; blue in the middle, disposed of to the background; green."""
import io
from PIL import Image


def chunk(name, data):
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def still(colour, side, **options):
    """The chunks of a still, without the VP8X in front of an alpha channel's."""
    file = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, (side, side), colour).save(file, "WEBP", **options)
    chunks = file.getvalue()[12:]
    return chunks[18:] if chunks[:4] == b"VP8X" else chunks


def part(left, top, side, chunks, disposal):
    numbers = [left // 2, top // 2, side - 1, side - 1, 100]
    # The last bits: blended or not, disposed of to the background or not.
    head = b"".join(n.to_bytes(3, "little") for n in numbers) + bytes([0b10 | disposal])
    return chunk(b"ANMF", head + chunks)


def animation(*parts):
    size = (32 - 1).to_bytes(3, "little")
    # Animated, with alpha; a transparent background, shown once.
    extended = chunk(b"VP8X", bytes([0b00010010, 0, 0, 0]) + size + size)
    body = b"WEBP" + extended + chunk(b"ANIM", bytes(4) + b"\1\0") + b"".join(parts)
    return chunk(b"RIFF", body)


red = part(0, 0, 32, still((255, 0, 0), 32, lossless=True), 0)
blue = part(16, 16, 8, still((0, 0, 255), 8, lossless=True), 1)
greens = {
    "lossy": still((0, 255, 0), 8),
    "lossy-alpha": still((0, 255, 0, 128), 8),
    "lossless": still((0, 255, 0), 8, lossless=True),
}
for name, green in greens.items():
    chunks = {"lossy": b"VP8 ", "lossy-alpha": b"ALPH", "lossless": b"VP8L"}
    assert green.startswith(chunks[name])
    open(f"{name}.webp", "wb").write(animation(red, blue, part(0, 0, 8, green, 0)))
PYTHON
cat > compare.py <<'PYTHON'
import sys
from PIL import Image, features

CLEAR, BLUE, RED = bytes(4), bytes([0, 0, 255, 255]), bytes([255, 0, 0, 255])


def pixels(data):
    return [data[at:at + 4] for at in range(0, len(data), 4)]


def inside(at, left, top):
    return left <= at % 32 < left + 8 and top <= at // 32 < top + 8


def counted(canvas):
    """Of the blue part's place: transparent, still blue; elsewhere, but for the green: not red."""
    place = [pixel for at, pixel in enumerate(canvas) if inside(at, 16, 16)]
    rest = [p for at, p in enumerate(canvas) if not inside(at, 16, 16) and not inside(at, 0, 0)]
    return place.count(CLEAR), place.count(BLUE), len(rest) - rest.count(RED)


def decoded(name):
    """The canvas after each part, from libwebp."""
    with Image.open(f"{name}.webp") as image:
        for index in range(image.n_frames):
            image.seek(index)
            yield pixels(image.convert("RGBA").tobytes())


CLEARED, KEPT = (64, 0, 0), (0, 64, 0)
wanted = {
    ("lossy", "set"): (4, 60, 44),
    ("lossy-alpha", "set"): CLEARED,
    ("lossless", "set"): CLEARED,
    ("lossy", "unset"): KEPT,
    ("lossy-alpha", "unset"): KEPT,
    ("lossless", "unset"): KEPT,
}
changed = False
print("libwebp", features.version("webp"))
for (name, background), expected in wanted.items():
    theirs = list(decoded(name))
    ours = [pixels(open(f"{name}-{background}-{index}", "rb").read()) for index in range(3)]
    clear, blue, holes = counted(ours[2])
    same = [one == other for one, other in zip(ours, theirs, strict=True)]
    print(f"green {name}, background {background}: {clear} pixels cleared, {blue} still blue, "
          f"{holes} others not red; after each part as from libwebp: {same}")
    changed |= counted(theirs[2]) != CLEARED or (clear, blue, holes) != expected
    changed |= same != [True, True, expected == CLEARED]
if changed:
    sys.exit("this has changed")
print("as described: the wrong place before a lossy part without alpha, nothing without a colour")
PYTHON
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pillow==12.0.0
venv/bin/python files.py
cargo run --quiet
venv/bin/python compare.py
