//! What a camera can deliver, and the choice of a format, size and rate among it; a pure function.

use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

/// How a camera writes its pixels; those that can be read. The cheapest to decode comes first.
///
/// What has brightness and colours apart (all but [`Self::Rgb`] and [`Self::Bgr`]) is meant as
/// V4L2 defines it for webcams: BT.601, in limited range (16 to 235) where it is not compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PixelFormat {
    /// 4:2:2, packed: Y U Y V.
    Yuyv,
    /// 4:2:2, packed: U Y V Y.
    Uyvy,
    /// 4:2:0: a plane of Y, then one of U V pairs at half the size.
    Nv12,
    /// 4:2:0: a plane of Y, then one of U and one of V at half the size, with half the stride.
    Yu12,
    /// The same with V before U.
    Yv12,
    /// Three bytes a pixel: red, green, blue, full range.
    Rgb,
    /// Three bytes a pixel: blue, green, red, full range.
    Bgr,
    /// One JPEG picture a frame, full range.
    Mjpeg,
    /// The same under the name of single pictures.
    Jpeg,
    /// Brightness alone, full range.
    Grey,
}

impl PixelFormat {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Yuyv,
        Self::Uyvy,
        Self::Nv12,
        Self::Yu12,
        Self::Yv12,
        Self::Rgb,
        Self::Bgr,
        Self::Mjpeg,
        Self::Jpeg,
        Self::Grey,
    ];

    /// V4L2's code of four characters.
    pub fn fourcc(self) -> [u8; 4] {
        *match self {
            Self::Yuyv => b"YUYV",
            Self::Uyvy => b"UYVY",
            Self::Nv12 => b"NV12",
            Self::Yu12 => b"YU12",
            Self::Yv12 => b"YV12",
            Self::Rgb => b"RGB3",
            Self::Bgr => b"BGR3",
            Self::Mjpeg => b"MJPG",
            Self::Jpeg => b"JPEG",
            Self::Grey => b"GREY",
        }
    }

    /// The format with this code; `None` for one that is not read.
    pub fn from_fourcc(code: [u8; 4]) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.fourcc() == code)
    }

    /// True where a picture's length in bytes says nothing of its size in pixels.
    pub fn is_compressed(self) -> bool {
        matches!(self, Self::Mjpeg | Self::Jpeg)
    }

    /// Bytes of a row of so many pixels without padding; of brightness alone where the colours have
    /// planes of their own. Without meaning for compressed pictures.
    pub fn row(self, width: usize) -> usize {
        match self {
            Self::Yuyv | Self::Uyvy => width * 2,
            Self::Rgb | Self::Bgr => width * 3,
            _ => width,
        }
    }
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yuyv => "YUYV",
            Self::Uyvy => "UYVY",
            Self::Nv12 => "NV12",
            Self::Yu12 => "YU12",
            Self::Yv12 => "YV12",
            Self::Rgb => "RGB",
            Self::Bgr => "BGR",
            Self::Mjpeg => "MJPEG",
            Self::Jpeg => "JPEG",
            Self::Grey => "GREY",
        })
    }
}

/// Something a camera can deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameraFormat {
    /// How the pixels are written.
    pub pixels: PixelFormat,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Time between two pictures in seconds, as numerator and denominator: (1, 30), (2, 15).
    pub interval: (u32, u32),
}

impl CameraFormat {
    /// Pictures a second.
    pub fn rate(&self) -> f64 {
        f64::from(self.interval.1) / f64::from(self.interval.0.max(1))
    }

    fn area(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// How long such a camera may be silent: a second, and at a slow rate three pictures.
    pub fn patience(&self) -> Duration {
        Duration::from_secs(1).max(Duration::from_secs_f64(3.0 / self.rate().max(0.1)))
    }
}

impl fmt::Display for CameraFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = (self.rate() * 10.0).round() / 10.0;
        write!(f, "{}x{} {rate} fps {}", self.width, self.height, self.pixels)
    }
}

/// How a camera's fields, the halves of an interlaced picture, lie in its buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fields {
    /// It has none: all rows are of one moment.
    #[default]
    None,
    /// Even rows are of one moment, odd rows of another.
    Interleaved,
    /// The rows of one field, then those of the other: each has half of the picture's rows.
    Apart,
    /// Each buffer holds one field, whose rows are all the rows that were agreed on.
    Single,
}

/// What was agreed on with a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// Pixels, size and rate.
    pub format: CameraFormat,
    /// Bytes from one row to the next, padding included; without meaning for compressed pictures.
    pub stride: usize,
    /// Whether it is interlaced, and how.
    pub fields: Fields,
}

impl Agreed {
    /// Rows without padding, all of one moment.
    pub fn packed(format: CameraFormat) -> Self {
        let stride = format.pixels.row(format.width as usize);
        Self { format, stride, fields: Fields::None }
    }
}

/// What we would like, in pixels: more than the network takes, as few as look well.
pub(crate) const WANTED: (u32, u32) = (640, 480);
/// Beyond this, pictures are only thrown away.
const FASTEST: f64 = 60.0;

/// The format nearest to our wish: colour before grey; then about as many pixels as 640x480,
/// counted in octaves; then the fastest, up to 60 a second; then the nearest size; then the format
/// that is cheapest to decode. `None` where there is nothing to choose from.
pub fn choose(formats: &[CameraFormat]) -> Option<CameraFormat> {
    let usable = formats.iter().filter(|format| format.area() > 0 && format.interval.1 > 0);
    usable.copied().min_by_key(|format| {
        let (width, height) = WANTED;
        let wanted = f64::from(width * height);
        let octaves = (format.area() as f64 / wanted).log2().round().abs();
        let rate = (format.rate().min(FASTEST) * 1000.0) as u32;
        let distance = format.width.abs_diff(width) + format.height.abs_diff(height);
        (format.pixels == PixelFormat::Grey, octaves as u32, Reverse(rate), distance, format.pixels)
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "halves and whole numbers are exact")]
mod tests {
    use super::PixelFormat::{Grey, Mjpeg, Nv12, Rgb, Uyvy, Yu12, Yuyv};
    use super::*;

    fn format(pixels: PixelFormat, width: u32, height: u32, rate: u32) -> CameraFormat {
        CameraFormat { pixels, width, height, interval: (1, rate) }
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
    fn of_two_that_are_alike_the_one_that_is_cheapest_to_decode_is_taken() {
        assert_chosen(&[format(Rgb, 640, 480, 30), format(Uyvy, 640, 480, 30)], 1);
        assert_chosen(&[format(Mjpeg, 640, 480, 30), format(Yu12, 640, 480, 30)], 1);
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
        for pixels in PixelFormat::ALL {
            assert_eq!(PixelFormat::from_fourcc(pixels.fourcc()), Some(pixels));
        }
        assert_eq!(PixelFormat::from_fourcc(*b"H264"), None);
    }
}
