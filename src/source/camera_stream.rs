//! A camera's device, through V4L2: opened in the format that suits best, read picture by picture.
//!
//! Not through nokhwa: it hands over a whole buffer and says neither how much of it is new nor that
//! the driver found the picture damaged. Of half a picture the rest of an older one would be shown.
//! It also refuses to open a camera that another program left in a format or at a rate it does not
//! know.

use std::io;

use v4l::framesize::Stepwise;
use v4l::io::traits::CaptureStream;
use v4l::prelude::MmapStream;
use v4l::video::Capture;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC, Fraction, buffer, frameinterval, framesize};

use crate::error::{Error, Result};
use crate::geometry::Size;

use super::camera_format::{CameraFormat, choose};
use super::camera_list::Node;
use super::decode::{Layout, PixelFormat};

/// What the camera can deliver and we can decode.
///
/// # Errors
/// [`Error::Source`] where it is gone, busy, or may not be opened.
pub(super) fn formats(index: u32) -> Result<Vec<CameraFormat>> {
    let device = Device::new(index as usize).map_err(|error| refused(index, &error))?;
    Ok(formats_of(&device))
}

fn formats_of(device: &Device) -> Vec<CameraFormat> {
    let mut formats = Vec::new();
    for description in device.enum_formats().unwrap_or_default() {
        let Some(pixels) = PixelFormat::from_fourcc(description.fourcc.repr) else { continue };
        for frame_size in device.enum_framesizes(description.fourcc).unwrap_or_default() {
            let (width, height) = match frame_size.size {
                framesize::FrameSizeEnum::Discrete(size) => (size.width, size.height),
                framesize::FrameSizeEnum::Stepwise(range) => nearest(&range, 640, 480),
            };
            let size = Size::new(width as i32, height as i32);
            let add = |interval| CameraFormat { pixels, size, interval };
            formats
                .extend(intervals(device, description.fourcc, width, height).into_iter().map(add));
        }
    }
    formats
}

/// The size nearest to a wish in a range of sizes.
fn nearest(range: &Stepwise, width: u32, height: u32) -> (u32, u32) {
    let fit = |wish: u32, least: u32, most: u32, step: u32| {
        let wish = wish.clamp(least, most.max(least));
        wish - (wish - least) % step.max(1)
    };
    (
        fit(width, range.min_width, range.max_width, range.step_width),
        fit(height, range.min_height, range.max_height, range.step_height),
    )
}

/// Times between two pictures, as fractions of a second. Of a range: a thirtieth if it lies within,
/// else the shortest.
fn intervals(device: &Device, code: FourCC, width: u32, height: u32) -> Vec<(u32, u32)> {
    let lowest = |fraction: &Fraction| {
        let (a, b) = (fraction.numerator, fraction.denominator);
        let divisor = greatest_common_divisor(a, b).max(1);
        (a / divisor, b / divisor)
    };
    let seconds =
        |fraction: &Fraction| f64::from(fraction.numerator) / f64::from(fraction.denominator);
    let listed = device.enum_frameintervals(code, width, height).unwrap_or_default();
    let of = |entry: &frameinterval::FrameInterval| match &entry.interval {
        frameinterval::FrameIntervalEnum::Discrete(fraction) => lowest(fraction),
        frameinterval::FrameIntervalEnum::Stepwise(range) => {
            let within = seconds(&range.min) <= 1.0 / 30.0 && 1.0 / 30.0 <= seconds(&range.max);
            if within { (1, 30) } else { lowest(&range.min) }
        }
    };
    if listed.is_empty() {
        // A driver need not list any: then the rate is what it is.
        return device.params().iter().map(|current| lowest(&current.interval)).collect();
    }
    listed.iter().map(of).collect()
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// A camera that is being read, on the thread that opened it.
pub(super) struct Stream {
    device: Device,
    /// None while it is being restarted.
    pictures: Option<MmapStream<'static>>,
    /// What was agreed on.
    pub format: CameraFormat,
    /// How a picture lies in its buffer.
    pub layout: Layout,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hitch {
    /// This one picture did not come whole; the next may.
    Damaged(String),
    /// Nothing will come before the stream is restarted. In the operating system's words.
    Failed(String),
    /// The camera is not there any more.
    Gone,
}

impl Hitch {
    fn of(error: &io::Error) -> Self {
        match error.raw_os_error() {
            Some(libc::ENODEV) => Self::Gone,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl Stream {
    /// Opens the camera and starts to read.
    ///
    /// # Errors
    /// [`Error::Source`] where the camera is gone, busy, may not be opened, or has no format that
    /// we read.
    pub(super) fn open(node: &Node) -> Result<Self> {
        let index = node.index;
        let device = Device::new(index as usize).map_err(|error| refused(index, &error))?;
        let format = choose(&formats_of(&device)).ok_or_else(|| {
            Error::Source(format!(
                "camera {index} ({}) offers no format that can be read (YUYV, NV12, MJPEG, GREY)",
                node.name
            ))
        })?;
        let layout = agree(&device, format).map_err(|error| refused(index, &error))?;
        let pictures = mapped(&device).map_err(|error| refused(index, &error))?;
        Ok(Self { device, pictures: Some(pictures), format, layout })
    }

    /// The bytes of the next picture. Waits, without any limit; [`super::signal`] ends that with
    /// [`Hitch::Failed`].
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn frame(&mut self) -> Result<&[u8], Hitch> {
        let Some(pictures) = &mut self.pictures else {
            return Err(Hitch::Failed("the stream is closed".to_owned()));
        };
        let (bytes, meta) = pictures.next().map_err(|error| Hitch::of(&error))?;
        if meta.flags.contains(buffer::Flags::ERROR) {
            let problem = "the driver says that the camera's picture is damaged";
            return Err(Hitch::Damaged(problem.to_owned()));
        }
        // What lies behind is of an older picture.
        Ok(&bytes[..bytes.len().min(meta.bytesused as usize)])
    }

    /// Stops the stream and starts it again, without closing the device.
    ///
    /// # Errors
    /// Why that failed.
    pub(super) fn restart(&mut self) -> Result<(), Hitch> {
        // The old one lets go of its buffers first.
        self.pictures = None;
        self.pictures = Some(mapped(&self.device).map_err(|error| Hitch::of(&error))?);
        Ok(())
    }
}

fn mapped(device: &Device) -> io::Result<MmapStream<'static>> {
    MmapStream::new(device, buffer::Type::VideoCapture)
}

/// Brings the device into the format, rate included.
fn agree(device: &Device, format: CameraFormat) -> io::Result<Layout> {
    let (width, height) = (format.size.width as u32, format.size.height as u32);
    let code = FourCC::new(&format.pixels.fourcc());
    let got = device.set_format(&Format::new(width, height, code))?;
    if (got.width, got.height, got.fourcc) != (width, height, code) {
        let other = format!("it answers {format} with {}x{} {}", got.width, got.height, got.fourcc);
        return Err(io::Error::other(other));
    }
    let (numerator, denominator) = format.interval;
    // A camera without a choice of rates may refuse; its pictures come all the same.
    if let Err(error) = device.set_params(&Parameters::new(Fraction::new(numerator, denominator))) {
        log::debug!("the camera keeps its own rate: {error}");
    }
    let packed = Layout::packed(format.pixels, format.size);
    Ok(Layout { stride: packed.stride.max(got.stride as usize), ..packed })
}

/// The operating system's refusal as a person can act on it.
fn refused(index: u32, error: &io::Error) -> Error {
    Error::Source(match error.raw_os_error() {
        Some(libc::ENOENT | libc::ENODEV | libc::ENXIO) => {
            return Error::Absent(format!("camera {index} is not connected"));
        }
        Some(libc::EBUSY) => format!(
            "camera {index} is in use by another program: close it, and the picture comes back"
        ),
        Some(libc::ENOSPC) => format!(
            "camera {index} finds no room on its USB connection beside another camera: use another socket"
        ),
        Some(libc::EACCES | libc::EPERM) => format!(
            "camera {index} may not be opened: /dev/video{index} belongs to the group 'video'; `sudo usermod -aG video \
             $USER` and a new login admit you"
        ),
        _ => format!("camera {index} cannot be opened: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_do() {
        let text = |code| refused(3, &io::Error::from_raw_os_error(code)).to_string();
        assert_eq!(text(libc::ENOENT), "camera 3 is not connected");
        assert_eq!(
            text(libc::EBUSY),
            "camera 3 is in use by another program: close it, and the picture comes back"
        );
        assert!(text(libc::EACCES).contains("usermod -aG video"));
        assert!(text(libc::EIO).starts_with("camera 3 cannot be opened: "));
    }

    #[test]
    fn a_camera_that_was_unplugged_is_told_from_one_that_failed() {
        let error = |code| io::Error::from_raw_os_error(code);
        assert_eq!(Hitch::of(&error(libc::ENODEV)), Hitch::Gone);
        assert!(
            matches!(Hitch::of(&error(libc::EIO)), Hitch::Failed(text) if text.contains("Input/output"))
        );
    }

    #[test]
    fn the_nearest_size_of_a_range_lies_on_its_steps() {
        let range = |least, most, step| Stepwise {
            min_width: least,
            max_width: most,
            step_width: step,
            min_height: least,
            max_height: most,
            step_height: step,
        };
        assert_eq!(nearest(&range(2, 8192, 1), 640, 480), (640, 480));
        assert_eq!(nearest(&range(48, 320, 16), 640, 480), (320, 320));
        assert_eq!(nearest(&range(50, 2000, 100), 640, 480), (550, 450));
        assert_eq!(nearest(&range(800, 800, 0), 640, 480), (800, 800));
    }

    #[test]
    fn a_camera_that_is_not_there_is_an_error() {
        let error = formats(9_999).unwrap_err().to_string();
        assert_eq!(error, "camera 9999 is not connected");
    }
}
