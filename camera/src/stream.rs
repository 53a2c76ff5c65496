//! A camera that is being read and set, on the thread that opened it.

use std::borrow::Cow;

use nokhwa::error::NokhwaError;
use nokhwa::utils::ControlValueSetter;

use crate::control::{Control, Range, Setting};
use crate::format::{Agreed, CameraFormat};
use crate::list::Node;
use crate::tuning::Controls;
use crate::{Refusal, backend};

/// What a camera can deliver and we can decode.
///
/// # Errors
/// [`Refusal`] where it is gone, busy, or may not be opened.
pub fn formats(node: &Node) -> Result<Vec<CameraFormat>, Refusal> {
    backend::formats(node)
}

/// What can be set on a camera, in the order of [`Control::ALL`]. It is not read meanwhile, and may
/// be in use by others.
///
/// # Errors
/// [`Refusal`] where it is gone, or may not be opened.
pub fn settings(node: &Node) -> Result<Vec<Setting>, Refusal> {
    let camera = backend::look(node)?;
    Ok(Control::ALL.into_iter().filter_map(|control| setting_of(&camera, control)).collect())
}

fn setting_of(camera: &nokhwa::Camera, control: Control) -> Option<Setting> {
    // What a camera does not have is an error of nokhwa's.
    let found = camera.camera_control(control.known()?).ok()?;
    Setting::of(control, &found)
}

/// A camera that is being read. It cannot leave its thread: nokhwa's camera does not.
pub struct Stream {
    camera: nokhwa::Camera,
    agreed: Agreed,
    /// True once a picture has come since it was opened.
    has_delivered: bool,
    /// True where the last picture could not be decoded.
    is_doubted: bool,
    /// The newest picture, where nokhwa hands over a copy.
    copy: Vec<u8>,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hitch {
    /// This one picture did not come whole; the next may.
    Damaged(String),
    /// Somebody else has changed what it sends: it has to be opened anew. Says what it sends now.
    Changed(String),
    /// Nothing will come before the stream is restarted. In the operating system's words.
    Failed(String),
    /// The camera is not there any more.
    Gone,
}

impl Hitch {
    fn of(error: NokhwaError) -> Self {
        match error {
            NokhwaError::ProcessFrameError { error, .. } => Self::Damaged(error),
            NokhwaError::GetPropertyError { error, .. } => Self::Changed(error),
            NokhwaError::OpenDeviceError(..) => Self::Gone,
            NokhwaError::ReadFrameError(error)
            | NokhwaError::OpenStreamError(error)
            | NokhwaError::StreamShutdownError(error) => Self::Failed(error),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl Stream {
    /// Opens the camera in the format that suits best, and starts to read.
    ///
    /// # Errors
    /// [`Refusal`] where the camera is gone, busy, may not be opened, or has no format that can be
    /// read.
    pub fn open(node: &Node) -> Result<Self, Refusal> {
        let (camera, agreed) = backend::open(node)?;
        Ok(Self { camera, agreed, has_delivered: false, is_doubted: false, copy: Vec::new() })
    }

    /// What was agreed on.
    pub fn agreed(&self) -> Agreed {
        self.agreed
    }

    /// The bytes of the next picture, and none of an older one. Waits, without any limit;
    /// [`crate::interrupt`] ends that with [`Hitch::Failed`] where it can.
    ///
    /// # Errors
    /// Why there is none.
    pub fn frame(&mut self) -> Result<&[u8], Hitch> {
        // Opened anew at once, it would be the same again.
        let hitch = |error| match Hitch::of(error) {
            Hitch::Changed(what) if !self.has_delivered => Hitch::Failed(what),
            hitch => hitch,
        };
        if std::mem::take(&mut self.is_doubted) {
            self.camera.refresh_camera_format().map_err(hitch)?;
        }
        let bytes = backend::read(&mut self.camera).map_err(hitch)?;
        self.has_delivered = true;
        Ok(match bytes {
            Cow::Borrowed(bytes) => bytes,
            Cow::Owned(bytes) => {
                self.copy = bytes;
                &self.copy
            }
        })
    }

    /// The last picture was not what was agreed on: before the next, the camera is asked whether
    /// that still holds.
    pub fn doubt(&mut self) {
        self.is_doubted = true;
    }

    /// Stops the stream and starts it again, without closing the device.
    ///
    /// # Errors
    /// Why that failed.
    pub fn restart(&mut self) -> Result<(), Hitch> {
        self.camera.stop_stream().map_err(Hitch::of)?;
        self.camera.open_stream().map_err(Hitch::of)
    }
}

impl Controls for Stream {
    fn setting(&self, control: Control) -> Option<Setting> {
        setting_of(&self.camera, control)
    }

    fn set(&mut self, control: Control, value: i64) -> Result<(), Refusal> {
        let refused = |reason: &str| {
            let value = control.item(value).map_or_else(|| value.to_string(), str::to_owned);
            Refusal::Refused(format!("the camera does not take {value} as its {control}: {reason}"))
        };
        let setting = self.setting(control).ok_or_else(|| refused("it has no such control"))?;
        let id = control.known().ok_or_else(|| refused("it has no such control"))?;
        let setter = match setting.range {
            Range::Number(..) => ControlValueSetter::Integer(value),
            Range::Switch => ControlValueSetter::Boolean(value != 0),
            Range::Menu(_) => ControlValueSetter::EnumValue(value),
        };
        self.camera.set_camera_control(id, setter).map_err(|error| match error {
            NokhwaError::SetPropertyError { error, .. } => refused(&error),
            other => refused(&other.to_string()),
        })
    }
}
