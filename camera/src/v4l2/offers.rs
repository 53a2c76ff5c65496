//! What a V4L2 device offers: formats, sizes, and times between two pictures.

use v4l::video::Capture;
use v4l::{Device, FourCC, Fraction, frameinterval, framesize};

use crate::format::{CameraFormat, PixelFormat, WANTED};
use crate::ranges;

/// All that it offers and we can decode.
pub(super) fn formats_of(device: &Device) -> Vec<CameraFormat> {
    let mut formats = Vec::new();
    for description in device.enum_formats().unwrap_or_default() {
        let code = description.fourcc;
        let Some(pixels) = PixelFormat::from_fourcc(code.repr) else { continue };
        for (width, height) in sizes(device, code) {
            let add = |interval| CameraFormat { pixels, width, height, interval };
            formats.extend(intervals(device, code, width, height).into_iter().map(add));
        }
    }
    formats
}

/// Widths and heights; of a range the one nearest to our wish. A driver need not list any: then it
/// is what it is.
fn sizes(device: &Device, code: FourCC) -> Vec<(u32, u32)> {
    let listed = device.enum_framesizes(code).unwrap_or_default();
    if listed.is_empty() {
        return device.format().iter().map(|format| (format.width, format.height)).collect();
    }
    let of = |size: framesize::FrameSize| match size.size {
        framesize::FrameSizeEnum::Discrete(size) => (size.width, size.height),
        framesize::FrameSizeEnum::Stepwise(range) => ranges::nearest(
            WANTED,
            (range.min_width, range.max_width, range.step_width),
            (range.min_height, range.max_height, range.step_height),
        ),
    };
    listed.into_iter().map(of).collect()
}

/// Times between two pictures, as fractions of a second.
fn intervals(device: &Device, code: FourCC, width: u32, height: u32) -> Vec<(u32, u32)> {
    let pair = |fraction: Fraction| (fraction.numerator, fraction.denominator);
    let listed = device.enum_frameintervals(code, width, height).unwrap_or_default();
    if listed.is_empty() {
        // A driver need not list any: then the rate is what it is.
        let current = device.params();
        return current.iter().map(|current| ranges::lowest(pair(current.interval))).collect();
    }
    let of = |entry: frameinterval::FrameInterval| match entry.interval {
        frameinterval::FrameIntervalEnum::Discrete(fraction) => ranges::lowest(pair(fraction)),
        frameinterval::FrameIntervalEnum::Stepwise(range) => {
            ranges::thirtieth(pair(range.min), pair(range.max))
        }
    };
    listed.into_iter().map(of).collect()
}
