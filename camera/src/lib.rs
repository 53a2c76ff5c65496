//! A camera, through [nokhwa](https://docs.rs/nokhwa): listed, opened in the format that suits
//! best, read picture by picture, and set.
//!
//! On macOS and Windows nokhwa's own backends read it; on Linux a backend of ours does, as a
//! `nokhwa::camera_traits::CaptureBackendTrait` inside of `nokhwa::Camera`. nokhwa's own for Linux
//! hands over a whole buffer and says neither how much of it is new nor that the driver found the
//! picture damaged: of half a picture the rest of an older one would be shown. It also refuses
//! cameras that another program left in a format or at a rate it does not know.
//!
//! What comes out are a camera's bytes. Nothing here knows of pictures, networks or windows.

#[cfg(feature = "device")]
mod control;
mod format;
#[cfg(feature = "device")]
mod list;
#[cfg(all(feature = "device", not(target_os = "linux")))]
mod native;
#[cfg(all(feature = "device", target_os = "linux"))]
mod ranges;
#[cfg(feature = "device")]
mod signal;
#[cfg(feature = "device")]
mod stream;
#[cfg(feature = "device")]
mod tuning;
#[cfg(all(feature = "device", target_os = "linux"))]
mod v4l2;
mod wishes;

#[cfg(all(feature = "device", not(target_os = "linux")))]
use native as backend;
#[cfg(all(feature = "device", target_os = "linux"))]
use v4l2 as backend;

#[cfg(feature = "device")]
pub use control::{Control, Range, Setting};
pub use format::{Agreed, CameraFormat, Fields, PixelFormat, choose};
#[cfg(feature = "device")]
pub use list::{Node, nodes};
#[cfg(feature = "device")]
pub use signal::{INTERRUPTS, interrupt, prepare};
#[cfg(feature = "device")]
pub use stream::{Hitch, Stream, formats, settings};
#[cfg(feature = "device")]
pub use tuning::{Controls, Snag, Tuning, WARM_UP};
pub use wishes::{CameraOrder, Held, PowerLine, Tuned, Wishes};

/// Why a camera cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not connected (any more).
    #[error("{0}")]
    Absent(String),
    /// It is busy, forbidden, offers nothing that can be read, or its driver says no.
    #[error("{0}")]
    Refused(String),
}
