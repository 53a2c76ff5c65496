//! What is agreed on with a V4L2 device: format, rate, padding and fields.

use std::io;

use v4l::format::FieldOrder;
use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC, Fraction};

use crate::format::{Agreed, CameraFormat, Fields, PixelFormat};

/// Brings the device into the format, rate included.
pub(super) fn agree(device: &Device, format: CameraFormat) -> io::Result<Agreed> {
    let (width, height) = (format.width, format.height);
    let code = FourCC::new(&format.pixels.fourcc());
    let mut wish = Format::new(width, height, code);
    // A driver that has two fields may put them together itself.
    wish.field_order = FieldOrder::Progressive;
    let got = device.set_format(&wish)?;
    if (got.width, got.height, got.fourcc) != (width, height, code) {
        let other = format!("it answers {format} with {}x{} {}", got.width, got.height, got.fourcc);
        return Err(io::Error::other(other));
    }
    let (numerator, denominator) = format.interval;
    // A camera without a choice of rates may refuse; its pictures come all the same.
    if let Err(error) = device.set_params(&Parameters::new(Fraction::new(numerator, denominator))) {
        log::debug!("the camera keeps its own rate: {error}");
    }
    Ok(Agreed { format, ..agreed(device, &got) })
}

/// What a driver's answer means. A format that is not read counts as grey.
pub(super) fn agreed(device: &Device, got: &Format) -> Agreed {
    let pixels = PixelFormat::from_fourcc(got.fourcc.repr).unwrap_or(PixelFormat::Grey);
    let rate = device.params().map(|current| current.interval);
    let interval = rate.map_or((1, 30), |rate| (rate.numerator, rate.denominator));
    let format = CameraFormat { pixels, width: got.width, height: got.height, interval };
    let packed = Agreed::packed(format);
    let fields = match got.field_order {
        FieldOrder::Any | FieldOrder::Progressive => Fields::None,
        FieldOrder::Interlaced | FieldOrder::InterlacedTB | FieldOrder::InterlacedBT => {
            Fields::Interleaved
        }
        FieldOrder::SequentialTB | FieldOrder::SequentialBT => Fields::Apart,
        FieldOrder::Top | FieldOrder::Bottom | FieldOrder::Alternate => Fields::Single,
    };
    Agreed { stride: packed.stride.max(got.stride as usize), fields, ..packed }
}
