//! nokhwa's camera on macOS (AVFoundation) and Windows (Media Foundation), by its own backends.
//!
//! What stands here was checked by the compiler for both, and never run: no such computer was at
//! hand. The guards are for faults that were read in nokhwa 0.10.11's source.

use std::borrow::Cow;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use nokhwa::error::NokhwaError;
use nokhwa::utils::{
    CameraFormat as Told, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
};

use crate::Refusal;
use crate::format::{Agreed, CameraFormat, PixelFormat};
use crate::list::Node;

/// What is asked for, one after the other. Not chosen from nokhwa's list: on macOS it leaves out
/// the formats that were asked for and lists the others (`!=` in `compatible_list_by_resolution`).
/// "Closest" needs a format's own size, so several are tried.
const WISHES: [(u32, u32, u32); 5] =
    [(640, 480, 30), (1280, 720, 30), (640, 360, 30), (1920, 1080, 30), (320, 240, 30)];

/// Formats of a wish, the cheapest to decode first.
const PIXELS: [(FrameFormat, PixelFormat); 6] = [
    (FrameFormat::YUYV, PixelFormat::Yuyv),
    (FrameFormat::NV12, PixelFormat::Nv12),
    (FrameFormat::RAWRGB, PixelFormat::Rgb),
    (FrameFormat::RAWBGR, PixelFormat::Bgr),
    (FrameFormat::MJPEG, PixelFormat::Mjpeg),
    (FrameFormat::GRAY, PixelFormat::Grey),
];

/// How long the person is given to answer the system's question whether the camera may be used.
const ANSWER: Duration = Duration::from_secs(60);

/// The format that the camera would be opened in: nokhwa does not list them rightly everywhere.
///
/// # Errors
/// [`Refusal`] where it is gone, busy, or may not be opened.
pub(crate) fn formats(node: &Node) -> Result<Vec<CameraFormat>, Refusal> {
    negotiated(node).map(|(_, agreed)| vec![agreed.format])
}

/// The camera, not read. nokhwa sets a format as it opens one.
///
/// # Errors
/// [`Refusal`] where it is gone, or may not be opened.
pub(crate) fn look(node: &Node) -> Result<nokhwa::Camera, Refusal> {
    negotiated(node).map(|(camera, _)| camera)
}

/// The camera in the format that suits best of those that it takes, being read.
///
/// # Errors
/// [`Refusal`] where it is gone, busy, may not be opened, or takes none of our wishes.
pub(crate) fn open(node: &Node) -> Result<(nokhwa::Camera, Agreed), Refusal> {
    let (mut camera, agreed) = negotiated(node)?;
    camera.open_stream().map_err(|error| refused(node, &error))?;
    Ok((camera, agreed))
}

/// The next picture's bytes. Not `frame_raw`: on macOS that leaves all newer pictures in a queue
/// that nobody empties.
pub(crate) fn read(camera: &mut nokhwa::Camera) -> Result<Cow<'_, [u8]>, NokhwaError> {
    camera.frame().map(|picture| Cow::Owned(picture.buffer().to_vec()))
}

fn negotiated(node: &Node) -> Result<(nokhwa::Camera, Agreed), Refusal> {
    permit()?;
    let mut first = None;
    for (width, height, rate) in WISHES {
        for (told, _) in PIXELS {
            let wish = Told::new_from(width, height, told, rate);
            let known = [told];
            let wish = RequestedFormat::with_formats(RequestedFormatType::Closest(wish), &known);
            match nokhwa::Camera::new(CameraIndex::Index(node.index), wish) {
                Ok(camera) => {
                    let got = agreed(&camera)?;
                    return Ok((camera, got));
                }
                Err(error) => first = first.or(Some(error)),
            }
        }
    }
    let none = || NokhwaError::GeneralError("nothing was asked for".to_owned());
    Err(refused(node, &first.unwrap_or_else(none)))
}

/// What the camera says that it sends. Its rate is not believed where it is none: on Windows
/// nokhwa 0.10.11 gives the denominator, 1.
fn agreed(camera: &nokhwa::Camera) -> Result<Agreed, Refusal> {
    let got = camera.camera_format();
    let pixels = PIXELS.iter().find(|(told, _)| *told == got.format());
    let (_, pixels) = pixels.ok_or_else(|| {
        Refusal::Refused(format!("the camera sends {}, which is not read", got.format()))
    })?;
    let rate = if got.frame_rate() > 1 { got.frame_rate() } else { 30 };
    Ok(Agreed::packed(CameraFormat {
        pixels: *pixels,
        width: got.width(),
        height: got.height(),
        interval: (1, rate),
    }))
}

/// Asks the system, and through it the person, once a run whether cameras may be used.
fn permit() -> Result<(), Refusal> {
    if nokhwa::nokhwa_check() {
        return Ok(());
    }
    let (answer, answered) = sync_channel(1);
    nokhwa::nokhwa_initialize(move |permitted| {
        // Nobody may be waiting any more.
        answer.try_send(permitted).ok();
    });
    match answered.recv_timeout(ANSWER) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Refusal::Refused(
            "the system does not let this program use the camera: allow it in the settings for \
             privacy, and start again"
                .to_owned(),
        )),
    }
}

fn refused(node: &Node, error: &NokhwaError) -> Refusal {
    let Node { index, name } = node;
    Refusal::Refused(format!("camera {index} ({name}) cannot be opened: {error}"))
}
