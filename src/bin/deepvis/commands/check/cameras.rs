//! The check of the cameras: whether each delivers, how fast, whether it sees anything, and whether
//! the light flickers in its pictures.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crossbeam_channel::{RecvTimeoutError, Sender, bounded};

use deepvis::frame::Picture;
use deepvis::interrupt::Interrupt;
use deepvis::source::{
    self, CameraChoice, CameraInfo, CameraWishes, Flicker, FlickerWatch, LiveWishes, Mains,
    PowerLine, SourceSpec, choose, list_cameras,
};

use super::finding::Finding;

/// How long each camera is watched from its first picture on: so long takes flicker to be sure of,
/// at 7.5 pictures a second as well.
const TIME: Duration = Duration::from_millis(3600);
/// Between two findings. A camera's first picture is waited for for five seconds; longer than this,
/// its driver hangs.
const PATIENCE: Duration = Duration::from_secs(12);
/// Below this share of the rate that was agreed on, a camera is slow.
const SLOW: f64 = 0.7;
/// A picture whose values are darker than this on average, of 255, shows nothing …
const BLACK: f64 = 10.0;
/// … and one that is darker than this wants more light.
const DARK: f64 = 64.0;

/// Tries every camera, set as wished, and tells each finding as it comes. On a thread of its own: a
/// driver may hang.
pub fn look(wishes: &CameraWishes, mut tell: impl FnMut(Finding) -> Result<()>) -> Result<()> {
    let (findings, found) = bounded(1);
    let wishes = wishes.clone();
    thread::Builder::new()
        .name("camera check".into())
        .spawn(move || try_all(&wishes, &findings))
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

fn try_all(wishes: &CameraWishes, findings: &Sender<Finding>) {
    let cameras = list_cameras();
    if cameras.is_empty() {
        let none = "no camera is connected; the reel plays until one is plugged in";
        findings.send(Finding::note("cameras", none)).ok();
    }
    for camera in &cameras {
        // Nobody listens any more: main has given up.
        if findings.send(try_one(camera, wishes)).is_err() {
            return;
        }
    }
}

fn try_one(camera: &CameraInfo, wishes: &CameraWishes) -> Finding {
    let part = format!("camera:{}", camera.index);
    let finding = match watch(camera.index, wishes) {
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
    flicker: Option<Flicker>,
    /// The mains that its own control is set for; none where it has no such control, or is set for
    /// neither.
    set_for: Option<Mains>,
    /// What it had to tell: that it cannot be set as wished.
    notices: Vec<String>,
}

fn watch(index: u32, wishes: &CameraWishes) -> deepvis::Result<Seen> {
    let spec = SourceSpec::Camera(CameraChoice::Index(index));
    // A new one for each camera: nothing of one is for the next.
    let live = Arc::new(LiveWishes::new(wishes.clone()));
    let mut source = source::open_as_wished(&spec, &live, &Interrupt::default())?;
    let first = source.next(Picture::default())?;
    let (begun, mut last, mut pictures) = (first.captured, first.captured, 0_u32);
    let (mut picture, mut watch) = (first.picture, FlickerWatch::default());
    watch.expect(wishes.rotation);
    let mut flicker = watch.look(&picture, begun);
    let watched = Instant::now();
    while watched.elapsed() < TIME {
        let shot = source.next(picture)?;
        pictures += u32::from(!shot.repeat);
        flicker = watch.look(&shot.picture, shot.captured);
        (picture, last) = (shot.picture, shot.captured);
    }
    let time = last.duration_since(begun).as_secs_f64();
    let rate = if time > 0.0 { f64::from(pictures) / time } else { 0.0 };
    let set_for = source.stands().and_then(|stands| match stands.tuned.power_line? {
        PowerLine::Hz50 => Some(Mains::Hz50),
        PowerLine::Hz60 => Some(Mains::Hz60),
        PowerLine::Off | PowerLine::Automatic => None,
    });
    let (description, notices) = (source.describe(), source.notices());
    Ok(Seen { description, rate, last: picture, flicker, set_for, notices })
}

/// What is to be said of a camera.
fn judge(part: &str, camera: &CameraInfo, seen: &Seen) -> Finding {
    let Seen { description, rate, last, flicker, set_for, notices } = seen;
    let agreed = camera.formats.as_ref().ok().and_then(|formats| choose(formats));
    let agreed = agreed.map_or(0.0, |format| format.rate());
    let light = brightness(last);
    let mut found = format!("{description}, {rate:.1} pictures a second arrive");
    let mut is_good = true;
    if light < BLACK {
        found = format!("{description} sends black pictures: is its cover closed?");
        is_good = false;
    }
    let advice = [
        (*rate < SLOW * agreed).then(|| slow(agreed, *rate, light)),
        flicker.map(|flicker| flickering(flicker, *set_for)),
    ];
    let advice = advice.into_iter().flatten().filter(|_| light >= BLACK);
    for advice in advice.chain(notices.iter().cloned()) {
        found = format!("{found}; {advice}");
        is_good = false;
    }
    let finding = if is_good { Finding::ok(part, found) } else { Finding::note(part, found) };
    let hertz = flicker.and_then(|flicker| flicker.mains).map(Mains::hertz);
    let depth = flicker.map_or(0.0, |flicker| f64::from(flicker.depth));
    finding
        .with("fps", (rate * 10.0).round() / 10.0)
        .with("flicker_hz", hertz)
        .with("flicker_depth", (depth * 100.0).round() / 100.0)
}

/// Why a camera is slower than was agreed on, and what to do.
fn slow(agreed: f64, rate: f64, light: f64) -> String {
    let fell = format!("the rate fell from {agreed:.0} to {rate:.0}");
    if light < DARK {
        return format!(
            "{fell} in low light: give it more light; low_light_rate = false in deepvis.toml keeps the rate, in darker \
             pictures"
        );
    }
    format!(
        "{fell}, though the picture is bright enough: low_light_rate = false in deepvis.toml forbids longer exposures; if \
         that does not help, another USB socket may"
    )
}

/// What to do about flicker.
fn flickering(flicker: Flicker, set_for: Option<Mains>) -> String {
    let depth = f64::from(flicker.depth) * 100.0;
    match (flicker.mains, set_for) {
        (Some(mains), Some(set)) if mains == set => format!(
            "the picture flickers at {} Hz ({depth:.0} %), for which it is set: so bright a light is exposed too shortly \
             for that; less light helps, or another lamp",
            mains.hertz()
        ),
        (Some(mains), Some(set)) => format!(
            "{} Hz is set, the picture flickers at {hertz} ({depth:.0} %): set power_line = \"{hertz} Hz\" in deepvis.toml",
            set.hertz(),
            hertz = mains.hertz()
        ),
        (Some(mains), None) => format!(
            "the picture flickers at {hertz} Hz ({depth:.0} %): set power_line = \"{hertz} Hz\" in deepvis.toml",
            hertz = mains.hertz()
        ),
        (None, _) => format!(
            "the picture flickers ({depth:.0} %): set power_line in deepvis.toml to your mains, \"50 Hz\" or \"60 Hz\""
        ),
    }
}

/// The mean of a picture's values, of 255.
fn brightness(picture: &Picture) -> f64 {
    let sum: u64 = picture.rgb.iter().copied().map(u64::from).sum();
    sum as f64 / picture.rgb.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use deepvis::geometry::Size;
    use deepvis::source::{CameraFormat, PixelFormat};
    use serde_json::Value;

    use super::*;

    /// What is found of a camera with pictures of this value that was to send 30 a second.
    fn finding(value: u8, rate: f64, flicker: Option<Flicker>, set_for: Option<Mains>) -> Value {
        let size = Size::new(4, 2);
        let (pixels, interval) = (PixelFormat::Mjpeg, (1, 30));
        let format = CameraFormat { pixels, width: 4, height: 2, interval };
        let camera = CameraInfo { index: 0, name: "Webcam".into(), formats: Ok(vec![format]) };
        let last = Picture::new(size, vec![value; 24]);
        let description = "camera 0: Webcam 4x2 30 fps MJPEG".into();
        let notices = Vec::new();
        let seen = Seen { description, rate, last, flicker, set_for, notices };
        serde_json::to_value(judge("camera:0", &camera, &seen)).unwrap()
    }

    /// What is said of it beside its rate.
    #[track_caller]
    fn advice(finding: &Value, rate: &str) -> String {
        assert_eq!(finding["state"], "note");
        let found = finding["found"].as_str().unwrap();
        let begin = format!("camera 0: Webcam 4x2 30 fps MJPEG, {rate} pictures a second arrive; ");
        found.strip_prefix(&begin).unwrap_or_else(|| panic!("{found}")).to_owned()
    }

    #[test]
    fn a_camera_that_keeps_its_rate_in_good_light_is_good() {
        let good = finding(90, 29.7, None, None);
        assert_eq!(good["state"], "ok");
        assert!(good["found"].as_str().unwrap().ends_with("29.7 pictures a second arrive"));
        assert_eq!((&good["fps"], &good["flicker_hz"]), (&29.7.into(), &Value::Null));
        assert_eq!(good["flicker_depth"], 0.0);
    }

    #[test]
    fn black_pictures_are_said_and_nothing_else_of_them() {
        let black = finding(3, 12.0, None, None);
        assert_eq!(black["state"], "note");
        let found = black["found"].as_str().unwrap();
        assert!(found.ends_with("MJPEG sends black pictures: is its cover closed?"), "{found}");
    }

    #[test]
    fn a_rate_that_fell_is_blamed_on_low_light_only_where_the_picture_is_dark() {
        let dark = advice(&finding(40, 15.0, None, None), "15.0");
        let wanted =
            "the rate fell from 30 to 15 in low light: give it more light; low_light_rate = false";
        assert!(dark.starts_with(wanted), "{dark}");
        let bright = advice(&finding(120, 15.0, None, None), "15.0");
        let wanted =
            "the rate fell from 30 to 15, though the picture is bright enough: low_light_rate";
        assert!(bright.starts_with(wanted) && bright.contains("another USB socket"), "{bright}");
    }

    #[test]
    fn flicker_is_said_with_what_to_set() {
        let of = |mains| Some(Flicker { mains, depth: 0.234 });
        let at_50 = finding(90, 30.0, of(Some(Mains::Hz50)), None);
        assert_eq!((&at_50["flicker_hz"], &at_50["flicker_depth"]), (&50.into(), &0.23.into()));
        let wanted =
            "the picture flickers at 50 Hz (23 %): set power_line = \"50 Hz\" in deepvis.toml";
        assert_eq!(advice(&at_50, "30.0"), wanted);
        let either = finding(90, 30.0, of(None), None);
        assert_eq!((&either["flicker_hz"], &either["flicker_depth"]), (&Value::Null, &0.23.into()));
        let wanted = "the picture flickers (23 %): set power_line in deepvis.toml to your mains, \"50 Hz\" or \"60 Hz\"";
        assert_eq!(advice(&either, "30.0"), wanted);
    }

    #[test]
    fn what_a_camera_is_set_for_is_said_beside_its_flicker() {
        let flicker = Some(Flicker { mains: Some(Mains::Hz50), depth: 0.2 });
        let wrong = advice(&finding(90, 30.0, flicker, Some(Mains::Hz60)), "30.0");
        let wanted = "60 Hz is set, the picture flickers at 50 (20 %): set power_line = \"50 Hz\" in deepvis.toml";
        assert_eq!(wrong, wanted);
        let right = advice(&finding(90, 30.0, flicker, Some(Mains::Hz50)), "30.0");
        assert!(right.contains("at 50 Hz (20 %), for which it is set"), "{right}");
        assert!(right.contains("less light helps"), "{right}");
    }

    #[test]
    fn a_slow_rate_and_flicker_are_said_together() {
        let flicker = Some(Flicker { mains: Some(Mains::Hz50), depth: 0.2 });
        let both = advice(&finding(90, 15.0, flicker, None), "15.0");
        let [slow, flickers] = ["the rate fell from 30 to 15", "the picture flickers at 50 Hz"];
        assert!(both.starts_with(slow) && both.contains(flickers), "{both}");
    }
}
