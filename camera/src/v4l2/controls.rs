//! A V4L2 device's controls, each asked for by its own number.
//!
//! The list of all, v4l's and so nokhwa's, panics where a driver has a control of a type that v4l
//! 0.14 does not know, such as the rectangles of newer kernels.

#![allow(unsafe_code)]

use std::io;
use std::mem;

use nokhwa::error::NokhwaError;
use nokhwa::utils::{
    ApiBackend, CameraControl, ControlValueDescription, ControlValueSetter, KnownCameraControl,
};
use v4l::Device;
use v4l::control::{Control, Flags, Type, Value};
use v4l::v4l_sys::{v4l2_query_ext_ctrl, v4l2_querymenu};
use v4l::v4l2::{ioctl, vidioc};

/// A control with its value, as nokhwa describes it.
pub(super) fn get(
    device: &Device,
    control: KnownCameraControl,
) -> Result<CameraControl, NokhwaError> {
    let failed = |error: io::Error| NokhwaError::GetPropertyError {
        property: control.to_string(),
        error: error.to_string(),
    };
    let id = number(control)?;
    let found = query(device, id).map_err(failed)?;
    let value = match device.control(id).map_err(failed)?.value {
        Value::Integer(value) => value,
        Value::Boolean(value) => i64::from(value),
        _ => return Err(failed(io::Error::other("it is no number"))),
    };
    let (min, max, default) = (found.minimum, found.maximum, found.default_value);
    let step = found.step as i64;
    let description = match Type::try_from(found.type_) {
        Ok(Type::Boolean) => {
            ControlValueDescription::Boolean { value: value != 0, default: default != 0 }
        }
        Ok(Type::Menu) => {
            // A driver may leave items out.
            let possible = (min..=max).filter(|&item| has_item(device, id, item as u32)).collect();
            ControlValueDescription::Enum { value, possible, default }
        }
        _ => ControlValueDescription::IntegerRange { min, max, value, step, default },
    };
    let flags = Flags::from(found.flags);
    let unusable = Flags::INACTIVE | Flags::DISABLED | Flags::GRABBED | Flags::READ_ONLY;
    let name = found.name.iter().map(|&byte| byte as u8).take_while(|&byte| byte != 0).collect();
    let name = String::from_utf8(name).unwrap_or_default();
    Ok(CameraControl::new(control, name, description, Vec::new(), !flags.intersects(unusable)))
}

/// Sets a control and reads it back.
pub(super) fn set(
    device: &Device,
    control: KnownCameraControl,
    value: &ControlValueSetter,
) -> Result<(), NokhwaError> {
    let failed = |error: String| NokhwaError::SetPropertyError {
        property: control.to_string(),
        value: value.to_string(),
        error,
    };
    let id = number(control)?;
    let (value, wanted) = match *value {
        ControlValueSetter::Integer(number) | ControlValueSetter::EnumValue(number) => {
            (Value::Integer(number), number)
        }
        ControlValueSetter::Boolean(on) => (Value::Boolean(on), i64::from(on)),
        _ => return Err(failed("it takes a number".to_owned())),
    };
    device.set_control(Control { id, value }).map_err(|error| failed(error.to_string()))?;
    let got = match device.control(id).map_err(|error| failed(error.to_string()))?.value {
        Value::Integer(got) => got,
        Value::Boolean(got) => i64::from(got),
        _ => wanted,
    };
    if got == wanted { Ok(()) } else { Err(failed(format!("it is {got} now"))) }
}

/// V4L2's number; nokhwa's names are those of other systems.
fn number(control: KnownCameraControl) -> Result<u32, NokhwaError> {
    let number = match control {
        KnownCameraControl::Other(number) => u32::try_from(number).ok(),
        _ => None,
    };
    number.ok_or(NokhwaError::UnsupportedOperationError(ApiBackend::Video4Linux))
}

/// What the driver says of a control: `VIDIOC_QUERY_EXT_CTRL`.
fn query(device: &Device, id: u32) -> io::Result<v4l2_query_ext_ctrl> {
    // SAFETY: the structure is plain old data, for which zeros are valid; the kernel reads and
    // writes exactly one of it, which outlives the call; the descriptor is open as long as the
    // device lives.
    unsafe {
        let mut found = v4l2_query_ext_ctrl { id, ..mem::zeroed() };
        ioctl(device.handle().fd(), vidioc::VIDIOC_QUERY_EXT_CTRL, (&raw mut found).cast())?;
        Ok(found)
    }
}

/// True where a menu has this item: `VIDIOC_QUERYMENU`.
fn has_item(device: &Device, id: u32, index: u32) -> bool {
    // SAFETY: as in `query`.
    unsafe {
        let mut item = v4l2_querymenu { id, index, ..mem::zeroed() };
        ioctl(device.handle().fd(), vidioc::VIDIOC_QUERYMENU, (&raw mut item).cast()).is_ok()
    }
}
