//! The choice of a camera's format, size and rate among those it offers; a pure function.

use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

use crate::geometry::Size;

use super::decode::PixelFormat;

impl PixelFormat {
    /// V4L2's code of four characters.
    pub fn fourcc(self) -> [u8; 4] {
        *match self {
            Self::Yuyv => b"YUYV",
            Self::Nv12 => b"NV12",
            Self::Mjpeg => b"MJPG",
            Self::Grey => b"GREY",
        }
    }

    /// The format with this code; `None` for one that is not read.
    pub fn from_fourcc(code: [u8; 4]) -> Option<Self> {
        [Self::Yuyv, Self::Nv12, Self::Mjpeg, Self::Grey]
            .into_iter()
            .find(|format| format.fourcc() == code)
    }
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yuyv => "YUYV",
            Self::Nv12 => "NV12",
            Self::Mjpeg => "MJPEG",
            Self::Grey => "GREY",
        })
    }
}

/// Something a camera can deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameraFormat {
    /// How the pixels are written.
    pub pixels: PixelFormat,
    /// Width and height.
    pub size: Size,
    /// Time between two pictures in seconds, as numerator and denominator: (1, 30), (2, 15).
    pub interval: (u32, u32),
}

impl CameraFormat {
    /// Pictures a second.
    pub fn rate(&self) -> f64 {
        f64::from(self.interval.1) / f64::from(self.interval.0.max(1))
    }

    /// How long such a camera may be silent: a second, and at a slow rate three pictures.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(1).max(Duration::from_secs_f64(3.0 / self.rate().max(0.1)))
    }
}

impl fmt::Display for CameraFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = (self.rate() * 10.0).round() / 10.0;
        write!(f, "{} {rate} fps {}", self.size, self.pixels)
    }
}

/// What we would like: more pixels than the network takes, as few as look well.
const WANTED: Size = Size::new(640, 480);
/// Beyond this, pictures are only thrown away.
const FASTEST: f64 = 60.0;

/// The format nearest to our wish: colour before grey; then about as many pixels as 640x480,
/// counted in octaves; then the fastest, up to 60 a second; then the nearest size; then the format
/// that is cheapest to decode. `None` where there is nothing to choose from.
pub fn choose(formats: &[CameraFormat]) -> Option<CameraFormat> {
    let usable = formats.iter().filter(|format| format.size.area() > 0 && format.interval.1 > 0);
    usable.copied().min_by_key(|format| {
        let octaves = (format.size.area() as f64 / WANTED.area() as f64).log2().round().abs();
        let rate = (format.rate().min(FASTEST) * 1000.0) as u32;
        let distance =
            (format.size.width - WANTED.width).abs() + (format.size.height - WANTED.height).abs();
        (format.pixels == PixelFormat::Grey, octaves as u32, Reverse(rate), distance, format.pixels)
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "halves and whole numbers are exact")]
mod tests {
    use super::PixelFormat::{Grey, Mjpeg, Nv12, Yuyv};
    use super::*;

    fn format(pixels: PixelFormat, width: i32, height: i32, rate: u32) -> CameraFormat {
        CameraFormat { pixels, size: Size::new(width, height), interval: (1, rate) }
    }

    #[track_caller]
    fn assert_chosen(list: &[CameraFormat], index: usize) {
        assert_eq!(choose(list), Some(list[index]), "of {list:?}");
        let backwards: Vec<_> = list.iter().rev().copied().collect();
        assert_eq!(choose(&backwards), Some(list[index]), "the order of the list matters");
    }

    #[test]
    fn the_usual_webcam_gives_vga_without_a_jpeg_to_decode() {
        assert_chosen(
            &[
                format(Mjpeg, 1920, 1080, 30),
                format(Mjpeg, 640, 480, 30),
                format(Yuyv, 1920, 1080, 5),
                format(Yuyv, 640, 480, 30),
                format(Yuyv, 320, 240, 30),
            ],
            3,
        );
    }

    #[test]
    fn a_faster_rate_is_worth_decoding_jpeg() {
        assert_chosen(&[format(Yuyv, 640, 480, 15), format(Mjpeg, 640, 480, 30)], 1);
    }

    #[test]
    fn rates_that_nobody_sees_are_not_preferred() {
        assert_chosen(&[format(Yuyv, 640, 480, 60), format(Mjpeg, 640, 480, 260)], 0);
    }

    #[test]
    fn about_vga_comes_before_speed() {
        assert_chosen(&[format(Yuyv, 640, 360, 30), format(Yuyv, 160, 120, 60)], 0);
        assert_chosen(&[format(Yuyv, 800, 600, 30), format(Yuyv, 1920, 1080, 60)], 0);
        assert_chosen(&[format(Nv12, 640, 480, 30), format(Nv12, 640, 360, 30)], 0);
    }

    #[test]
    fn colour_comes_first_but_anything_is_better_than_nothing() {
        let slow = CameraFormat { interval: (2, 15), ..format(Yuyv, 640, 480, 0) };
        assert_chosen(&[slow, format(Yuyv, 640, 480, 5)], 0);
        assert_chosen(&[slow], 0);
        assert_chosen(&[format(Grey, 640, 480, 30), format(Yuyv, 1280, 720, 10)], 1);
        assert_chosen(&[format(Grey, 640, 400, 30)], 0);
    }

    #[test]
    fn there_may_be_nothing_to_choose() {
        assert_eq!(choose(&[]), None);
        assert_eq!(choose(&[format(Yuyv, 0, 0, 30), format(Yuyv, 640, 480, 0)]), None);
    }

    #[test]
    fn a_format_reads_as_people_say_it() {
        assert_eq!(format(Mjpeg, 640, 480, 30).to_string(), "640x480 30 fps MJPEG");
        let slow = CameraFormat { interval: (2, 15), ..format(Yuyv, 320, 240, 0) };
        assert_eq!(slow.to_string(), "320x240 7.5 fps YUYV");
    }

    #[test]
    fn a_slow_camera_may_take_its_time() {
        let patience = |interval| {
            let format = CameraFormat { interval, ..format(Mjpeg, 640, 480, 0) };
            format.patience().as_secs_f64()
        };
        assert_eq!([(1, 30), (2, 15), (1, 2)].map(patience), [1.0, 1.0, 1.5]);
        assert_eq!(patience((1, 0)), 30.0, "no rate at all");
    }

    #[test]
    fn codes_lead_back_to_their_formats() {
        for pixels in [Yuyv, Nv12, Mjpeg, Grey] {
            assert_eq!(PixelFormat::from_fourcc(pixels.fourcc()), Some(pixels));
        }
        assert_eq!(PixelFormat::from_fourcc(*b"H264"), None);
    }
}
