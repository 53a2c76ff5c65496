//! nokhwa's camera on Linux: a backend over V4L2 that says what nokhwa's own hides.
//!
//! It hands over the bytes that are new and no others (`bytesused`), and tells by the error's
//! variant what went wrong: `ProcessFrameError` where the driver says that a picture is damaged,
//! `OpenDeviceError` where the camera is gone, `GetPropertyError` where its format is another one
//! now, `ReadFrameError` otherwise. It opens whatever state another program left a camera in, at
//! rates that are no whole numbers too.

mod agreement;
mod controls;
mod offers;
mod refusal;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use nokhwa::Buffer;
use nokhwa::camera_traits::CaptureBackendTrait;
use nokhwa::error::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraControl, CameraFormat as Told, CameraIndex, CameraInfo, ControlValueSetter,
    FrameFormat, KnownCameraControl, Resolution,
};
use v4l::io::traits::CaptureStream;
use v4l::prelude::MmapStream;
use v4l::video::Capture;
use v4l::{Device, buffer};

use crate::Refusal;
use crate::control::Control;
use crate::format::{Agreed, CameraFormat, PixelFormat, choose};
use crate::list::Node;
use agreement::{agree, agreed};
use offers::formats_of;
use refusal::refused;

/// Between two looks whether another program has changed the format, in pictures.
const LOOK: u32 = 30;

/// What the camera can deliver and we can decode.
///
/// # Errors
/// [`Refusal`] where it is gone, busy, or may not be opened.
pub(crate) fn formats(node: &Node) -> Result<Vec<CameraFormat>, Refusal> {
    Ok(formats_of(&device(node)?))
}

/// The camera as it is, not read and in no other format than before.
///
/// # Errors
/// [`Refusal`] where it is gone, or may not be opened.
pub(crate) fn look(node: &Node) -> Result<nokhwa::Camera, Refusal> {
    let device = device(node)?;
    // A loopback device that nobody writes to has none.
    let agreed = device.format().map_or_else(|_| nothing(), |format| agreed(&device, &format));
    Ok(V4l2::new(device, node, agreed).boxed())
}

/// The camera in the format that suits best, being read.
///
/// # Errors
/// [`Refusal`] where it is gone, busy, may not be opened, or has no format that can be read.
pub(crate) fn open(node: &Node) -> Result<(nokhwa::Camera, Agreed), Refusal> {
    let device = device(node)?;
    let format = choose(&formats_of(&device)).ok_or_else(|| {
        let known = PixelFormat::ALL.map(|pixels| pixels.to_string()).join(", ");
        let Node { index, name } = node;
        let problem =
            format!("camera {index} ({name}) offers no format that can be read ({known})");
        Refusal::Refused(problem)
    })?;
    let refused = |error| refused(node.index, &error);
    let agreed = agree(&device, format).map_err(refused)?;
    let pictures = mapped(&device).map_err(refused)?;
    let mut camera = V4l2::new(device, node, agreed);
    camera.pictures = Some(pictures);
    Ok((camera.boxed(), agreed))
}

/// The next picture's bytes.
pub(crate) fn read(camera: &mut nokhwa::Camera) -> Result<Cow<'_, [u8]>, NokhwaError> {
    camera.frame_raw()
}

fn device(node: &Node) -> Result<Device, Refusal> {
    Device::new(node.index as usize).map_err(|error| refused(node.index, &error))
}

/// Stands for a format where there is none.
fn nothing() -> Agreed {
    let pixels = PixelFormat::Grey;
    Agreed::packed(CameraFormat { pixels, width: 0, height: 0, interval: (1, 1) })
}

fn mapped(device: &Device) -> io::Result<MmapStream<'static>> {
    MmapStream::new(device, buffer::Type::VideoCapture)
}

/// A camera's device, and its stream where it is read.
struct V4l2 {
    device: Device,
    info: CameraInfo,
    agreed: Agreed,
    pictures: Option<MmapStream<'static>>,
    /// False where the driver, asked for the format, does not say what was agreed on.
    is_consistent: bool,
    /// Of the last picture.
    bytes: usize,
    /// Pictures until the format is asked for again.
    until_look: u32,
}

impl V4l2 {
    fn new(device: Device, node: &Node, agreed: Agreed) -> Self {
        let info = CameraInfo::new(&node.name, "", "", CameraIndex::Index(node.index));
        let (pictures, is_consistent, bytes, until_look) = (None, true, 0, LOOK);
        let mut camera = Self { device, info, agreed, pictures, is_consistent, bytes, until_look };
        camera.is_consistent = camera.is_as_agreed().is_ok();
        camera
    }

    fn boxed(self) -> nokhwa::Camera {
        let index = self.info.index().clone();
        nokhwa::Camera::with_custom(index, ApiBackend::Video4Linux, Box::new(self))
    }

    /// An error where the device is in another format than agreed. No event tells of it: where
    /// another program writes a loopback device, pictures of another length may, or not even that.
    fn is_as_agreed(&self) -> Result<(), NokhwaError> {
        if !self.is_consistent {
            return Ok(());
        }
        let now = self.device.format().map_err(|error| failure(&error))?;
        let CameraFormat { pixels, width, height, .. } = self.agreed.format;
        if (now.width, now.height, now.fourcc.repr) == (width, height, pixels.fourcc()) {
            return Ok(());
        }
        let error = format!("it sends {}x{} {} now", now.width, now.height, now.fourcc);
        Err(NokhwaError::GetPropertyError { property: "format".to_owned(), error })
    }
}

/// nokhwa lacks names for some formats: it is told the one that is laid out most alike.
fn told(format: &CameraFormat) -> Told {
    let name = match format.pixels {
        PixelFormat::Yuyv | PixelFormat::Uyvy => FrameFormat::YUYV,
        PixelFormat::Nv12 | PixelFormat::Yu12 | PixelFormat::Yv12 => FrameFormat::NV12,
        PixelFormat::Rgb => FrameFormat::RAWRGB,
        PixelFormat::Bgr => FrameFormat::RAWBGR,
        PixelFormat::Mjpeg | PixelFormat::Jpeg => FrameFormat::MJPEG,
        PixelFormat::Grey => FrameFormat::GRAY,
    };
    Told::new_from(format.width, format.height, name, format.rate().round() as u32)
}

/// An error while it is read, by its variant.
fn failure(error: &io::Error) -> NokhwaError {
    match error.raw_os_error() {
        Some(libc::ENODEV) => NokhwaError::OpenDeviceError(String::new(), error.to_string()),
        _ => NokhwaError::ReadFrameError(error.to_string()),
    }
}

impl CaptureBackendTrait for V4l2 {
    fn backend(&self) -> ApiBackend {
        ApiBackend::Video4Linux
    }

    fn camera_info(&self) -> &CameraInfo {
        &self.info
    }

    fn refresh_camera_format(&mut self) -> Result<(), NokhwaError> {
        self.is_as_agreed()
    }

    fn camera_format(&self) -> Told {
        told(&self.agreed.format)
    }

    fn set_camera_format(&mut self, new: Told) -> Result<(), NokhwaError> {
        let offers = formats_of(&self.device);
        let refused = |error: String| {
            let property = "format".to_owned();
            NokhwaError::SetPropertyError { property, value: new.to_string(), error }
        };
        let found = offers.iter().find(|&offer| told(offer) == new);
        let found = found.ok_or_else(|| refused("the camera does not offer it".to_owned()))?;
        let was_open = self.pictures.take().is_some();
        self.agreed = agree(&self.device, *found).map_err(|error| refused(error.to_string()))?;
        if was_open { self.open_stream() } else { Ok(()) }
    }

    fn compatible_list_by_resolution(
        &mut self,
        fourcc: FrameFormat,
    ) -> Result<HashMap<Resolution, Vec<u32>>, NokhwaError> {
        let mut list: HashMap<Resolution, Vec<u32>> = HashMap::new();
        for offer in formats_of(&self.device).iter().map(told) {
            if offer.format() == fourcc {
                list.entry(offer.resolution()).or_default().push(offer.frame_rate());
            }
        }
        Ok(list)
    }

    fn compatible_fourcc(&mut self) -> Result<Vec<FrameFormat>, NokhwaError> {
        let offers = formats_of(&self.device);
        let mut names: Vec<FrameFormat> = offers.iter().map(|offer| told(offer).format()).collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn resolution(&self) -> Resolution {
        self.camera_format().resolution()
    }

    fn set_resolution(&mut self, new: Resolution) -> Result<(), NokhwaError> {
        self.set_camera_format(Told::new(new, self.frame_format(), self.frame_rate()))
    }

    fn frame_rate(&self) -> u32 {
        self.camera_format().frame_rate()
    }

    fn set_frame_rate(&mut self, new: u32) -> Result<(), NokhwaError> {
        self.set_camera_format(Told::new(self.resolution(), self.frame_format(), new))
    }

    fn frame_format(&self) -> FrameFormat {
        self.camera_format().format()
    }

    fn set_frame_format(&mut self, new: FrameFormat) -> Result<(), NokhwaError> {
        self.set_camera_format(Told::new(self.resolution(), new, self.frame_rate()))
    }

    fn camera_control(&self, control: KnownCameraControl) -> Result<CameraControl, NokhwaError> {
        controls::get(&self.device, control)
    }

    fn camera_controls(&self) -> Result<Vec<CameraControl>, NokhwaError> {
        let known = Control::ALL.into_iter().filter_map(Control::known);
        Ok(known.filter_map(|known| controls::get(&self.device, known).ok()).collect())
    }

    fn set_camera_control(
        &mut self,
        control: KnownCameraControl,
        value: ControlValueSetter,
    ) -> Result<(), NokhwaError> {
        controls::set(&self.device, control, &value)
    }

    fn open_stream(&mut self) -> Result<(), NokhwaError> {
        if self.pictures.is_none() {
            self.pictures = Some(mapped(&self.device).map_err(|error| failure(&error))?);
        }
        Ok(())
    }

    fn is_stream_open(&self) -> bool {
        self.pictures.is_some()
    }

    fn frame(&mut self) -> Result<Buffer, NokhwaError> {
        let told = self.camera_format();
        if matches!(
            self.agreed.format.pixels,
            PixelFormat::Uyvy | PixelFormat::Yu12 | PixelFormat::Yv12
        ) {
            // It would be decoded as what it is only said to be.
            return Err(NokhwaError::UnsupportedOperationError(ApiBackend::Video4Linux));
        }
        Ok(Buffer::new(told.resolution(), &self.frame_raw()?, told.format()))
    }

    fn frame_raw(&mut self) -> Result<Cow<'_, [u8]>, NokhwaError> {
        if self.until_look == 0 {
            self.until_look = LOOK;
            self.is_as_agreed()?;
        }
        let Some(pictures) = &mut self.pictures else {
            return Err(NokhwaError::ReadFrameError("the stream is closed".to_owned()));
        };
        let (buffer, meta) = pictures.next().map_err(|error| failure(&error))?;
        let length = buffer.len().min(meta.bytesused as usize);
        let is_other = !self.agreed.format.pixels.is_compressed() && length != self.bytes;
        self.until_look = if is_other { 0 } else { self.until_look.saturating_sub(1) };
        self.bytes = length;
        if meta.flags.contains(buffer::Flags::ERROR) {
            return Err(NokhwaError::ProcessFrameError {
                src: told(&self.agreed.format).format(),
                destination: "a picture".to_owned(),
                error: "the driver says that the camera's picture is damaged".to_owned(),
            });
        }
        // What lies behind is of an older picture.
        Ok(Cow::Borrowed(&buffer[..length]))
    }

    fn stop_stream(&mut self) -> Result<(), NokhwaError> {
        self.pictures = None;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_that_was_unplugged_is_told_from_one_that_failed() {
        let error = |code| failure(&io::Error::from_raw_os_error(code));
        assert!(matches!(error(libc::ENODEV), NokhwaError::OpenDeviceError(..)));
        let failed = error(libc::EIO);
        assert!(
            matches!(failed, NokhwaError::ReadFrameError(text) if text.contains("Input/output"))
        );
    }

    #[test]
    fn a_camera_that_is_not_there_is_an_error() {
        let nowhere = Node { index: 9_999, name: "None".to_owned() };
        let wanted = Refusal::Absent("camera 9999 is not connected".to_owned());
        assert_eq!(formats(&nowhere), Err(wanted.clone()));
        assert_eq!(look(&nowhere).err(), Some(wanted.clone()));
        assert_eq!(open(&nowhere).err(), Some(wanted));
    }
}
