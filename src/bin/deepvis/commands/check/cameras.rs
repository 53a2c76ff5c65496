//! The check of the cameras: whether each delivers, how fast, and whether it sees anything.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crossbeam_channel::{RecvTimeoutError, Sender, bounded};

use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::source::{self, CameraChoice, CameraInfo, SourceSpec, choose, list_cameras};

use super::finding::Finding;

/// How long each camera is watched from its first picture on.
const TIME: Duration = Duration::from_millis(1500);
/// Between two findings. A camera's first picture is waited for for five seconds; longer than this,
/// its driver hangs.
const PATIENCE: Duration = Duration::from_secs(12);
/// Below this share of the rate that was agreed on, a camera is slow.
const SLOW: f64 = 0.7;
/// A picture whose values are darker than this on average shows nothing.
const BLACK: u64 = 10;

/// Tries every camera and tells each finding as it comes. On a thread of its own: a driver may
/// hang.
pub fn look(mut tell: impl FnMut(Finding) -> Result<()>) -> Result<()> {
    let (findings, found) = bounded(1);
    thread::Builder::new()
        .name("camera check".into())
        .spawn(move || try_all(&findings))
        .context("cannot start a thread for the cameras")?;
    loop {
        match found.recv_timeout(PATIENCE) {
            Ok(finding) => tell(finding)?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {
                let hangs =
                    "a camera's driver does not answer; unplug the camera and plug it in again";
                return tell(Finding::note("cameras", hangs));
            }
        }
    }
}

fn try_all(findings: &Sender<Finding>) {
    let cameras = list_cameras();
    if cameras.is_empty() {
        let none = "no camera is connected; the reel plays until one is plugged in";
        findings.send(Finding::note("cameras", none)).ok();
    }
    for camera in &cameras {
        // Nobody listens any more: main has given up.
        if findings.send(try_one(camera)).is_err() {
            return;
        }
    }
}

fn try_one(camera: &CameraInfo) -> Finding {
    let part = format!("camera:{}", camera.index);
    let finding = match watch(camera.index) {
        Ok(seen) => judge(&part, camera, &seen),
        // Each of these says what to do about it.
        Err(error) => Finding::note(part, error.to_string()),
    };
    finding.with("name", camera.name.as_str())
}

/// What came from a camera.
struct Seen {
    /// The camera and its format, as it describes itself.
    description: String,
    /// Pictures a second.
    rate: f64,
    last: Picture,
}

fn watch(index: u32) -> deepvis::Result<Seen> {
    let spec = SourceSpec::Camera(CameraChoice::Index(index));
    let mut source = source::open(&spec, &Interrupt::default())?;
    let first = source.next(Picture::default())?;
    let (begun, mut last, mut pictures) = (first.captured, first.captured, 0_u32);
    let mut picture = first.picture;
    let watched = Instant::now();
    while watched.elapsed() < TIME {
        let shot = source.next(picture)?;
        pictures += u32::from(!shot.repeat);
        (picture, last) = (shot.picture, shot.captured);
    }
    let time = last.duration_since(begun).as_secs_f64();
    let rate = if time > 0.0 { f64::from(pictures) / time } else { 0.0 };
    Ok(Seen { description: source.describe(), rate, last: picture })
}

fn judge(part: &str, camera: &CameraInfo, seen: &Seen) -> Finding {
    let Seen { description, rate, last } = seen;
    let agreed = camera.formats.as_ref().ok().and_then(|formats| choose(formats));
    let found = format!("{description}, {rate:.1} pictures a second arrive");
    let finding = if is_black(last) {
        Finding::note(part, format!("{description} sends black pictures: is its cover closed?"))
    } else if agreed.is_some_and(|format| *rate < SLOW * format.rate()) {
        Finding::note(part, format!("{found}; more light makes most cameras faster"))
    } else {
        Finding::ok(part, found)
    };
    finding.with("fps", (rate * 10.0).round() / 10.0)
}

fn is_black(picture: &Picture) -> bool {
    let sum: u64 = picture.rgb.iter().copied().map(u64::from).sum();
    sum < BLACK * picture.rgb.len() as u64
}

#[cfg(test)]
mod tests {
    use deepvis::geometry::Size;
    use deepvis::source::{CameraFormat, PixelFormat};

    use super::*;

    fn line(value: u8, rate: f64) -> String {
        let size = Size::new(4, 2);
        let (pixels, interval) = (PixelFormat::Mjpeg, (1, 30));
        let format = CameraFormat { pixels, width: 4, height: 2, interval };
        let camera = CameraInfo { index: 0, name: "Webcam".into(), formats: Ok(vec![format]) };
        let last = Picture::new(size, vec![value; 24]);
        let seen = Seen { description: "camera 0: Webcam 4x2 30 fps MJPEG".into(), rate, last };
        serde_json::to_value(judge("camera:0", &camera, &seen)).unwrap().to_string()
    }

    #[test]
    fn a_camera_is_judged_by_its_rate_and_its_light() {
        let good = line(90, 29.7);
        assert!(good.contains("\"ok\"") && good.contains("29.7 pictures a second"), "{good}");
        let slow = line(90, 15.0);
        assert!(slow.contains("\"note\"") && slow.contains("more light"), "{slow}");
        let black = line(3, 30.0);
        assert!(black.contains("\"note\"") && black.contains("cover closed?"), "{black}");
    }
}
