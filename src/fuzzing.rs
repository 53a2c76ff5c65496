//! The readers of bytes from outside, each as a function of bytes, for the fuzzing in `fuzz/`.
//!
//! Built with the feature `fuzzing` only.

use std::path::Path;

use crate::config::Config;
use crate::exhibit::library;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::network::checkpoint;
use crate::network::graph::{Builder, Graph};
use crate::network::labels;
use crate::network::manifest::Manifest;
use crate::network::onnx;
use crate::network::op::{Linear, Op};
use crate::network::particulars::Particulars;
use crate::source::fuzzing::{animation, image, y4m};
use crate::source::{Decoder, Fields, Layout, PixelFormat};

/// Reads bytes, whatever they are. What comes of it does not matter.
pub type Read = fn(&[u8]);

/// By name, which is also that of the folder with its inputs in `tests/data/fuzz`.
pub const READERS: [(&str, Read); 22] = [
    ("mjpeg", |bytes| camera(PixelFormat::Mjpeg, bytes)),
    ("yuyv", |bytes| camera(PixelFormat::Yuyv, bytes)),
    ("uyvy", |bytes| camera(PixelFormat::Uyvy, bytes)),
    ("nv12", |bytes| camera(PixelFormat::Nv12, bytes)),
    ("yu12", |bytes| camera(PixelFormat::Yu12, bytes)),
    ("yv12", |bytes| camera(PixelFormat::Yv12, bytes)),
    ("rgb", |bytes| camera(PixelFormat::Rgb, bytes)),
    ("bgr", |bytes| camera(PixelFormat::Bgr, bytes)),
    ("grey", |bytes| camera(PixelFormat::Grey, bytes)),
    ("y4m", y4m),
    ("gif", animation),
    ("animated_webp", animation),
    ("animated_png", animation),
    ("image", image),
    ("safetensors", safetensors),
    ("onnx", foreign),
    ("labels", labels),
    ("manifest", manifest),
    ("config", config),
    ("particulars", particulars),
    ("library", library),
    ("head", head),
];

/// Three bytes say the size that was agreed on, the padding and, in two bits of the same, the
/// fields; what follows is what the camera sends.
fn camera(pixels: PixelFormat, bytes: &[u8]) {
    let Some((&[width, height, rows], bytes)) = bytes.split_first_chunk() else { return };
    let size = Size::new(width.into(), height.into());
    let mut layout = Layout::packed(pixels, size);
    layout.stride += usize::from(rows % 64);
    layout.fields = match rows / 64 {
        0 => Fields::None,
        1 => Fields::Interleaved,
        2 => Fields::Apart,
        _ => Fields::Single,
    };
    let mut picture = Picture::default();
    if Decoder::default().decode(bytes, layout, &mut picture).is_ok() {
        assert_eq!(picture.rgb.len(), picture.size.area() * 3);
    }
}

/// Weights of a network of one layer.
fn safetensors(bytes: &[u8]) {
    let read = checkpoint::fit_to(bytes, two_to_one());
    let read = read.and_then(|graph| checkpoint::check(bytes, &graph).map(drop));
    if let Err(problem) = read {
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

/// A network of another program.
fn foreign(bytes: &[u8]) {
    let read = onnx::reading::parse(bytes).and_then(|model| onnx::import(model, None));
    if let Err(problem) = read {
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

/// A taught head.
fn head(bytes: &[u8]) {
    match crate::network::head::file::parse(bytes) {
        Ok(head) => {
            let code = vec![0.5; head.means.centre.len()];
            assert!(head.answer(&code).is_ok());
            assert!(
                head.trained.is_none_or(|trained| {
                    trained.logits(&code).len() == head.about.labels.len()
                })
            );
        }
        Err(problem) => assert_eq!(problem.lines().count(), 1, "{problem}"),
    }
}

fn labels(bytes: &[u8]) {
    let whole = |line: &str| !line.is_empty() && line.lines().count() == 1;
    match labels::parse(bytes) {
        Ok(names) => assert!(names.iter().all(|name| whole(name))),
        Err(problem) => assert!(whole(&problem), "{problem}"),
    }
}

fn two_to_one() -> Graph {
    let (mut builder, input) = Builder::new(2);
    let code = builder.push("flatten", Op::Flatten, &[input], None);
    let (weight, bias) = ("fc.weight".into(), Some("fc.bias".into()));
    let linear = Op::Linear(Linear { weight, bias, inputs: 2, outputs: 1 });
    builder.push("fc", linear, &[code], None);
    builder.finish(code)
}

fn manifest(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Err(problem) = Manifest::parse(text) {
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

fn config(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Err(error) = Config::parse(text, Path::new("a.toml")) {
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
}

/// What stands beside an ONNX file.
fn particulars(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Err((line, problem)) = Particulars::parse(text, Path::new("a")) {
        assert!(line <= text.lines().count().max(1), "{line}");
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}

/// An index, a sheet's index, a thumbnail, or a file of favourites or of stimuli.
fn library(bytes: &[u8]) {
    for problem in library::read(bytes) {
        assert_eq!(problem.lines().count(), 1, "{problem}");
    }
}
