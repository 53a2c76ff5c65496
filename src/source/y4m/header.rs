//! The header line of a y4m stream: size, rate, sample aspect, colours; or why it is refused.

use std::fmt;
use std::time::Duration;

use crate::geometry::Size;

use super::super::clip::MOST_PIXELS;
use super::planes::Chroma;

/// A picture is stretched to no more columns: each costs time, however few rows there are.
const WIDEST: u64 = 16_384;

/// Why a stream is not read, without the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::source) enum Refusal {
    /// Its colours are of a kind that is left to ffmpeg.
    #[error("{0}")]
    Colours(String),
    /// It is damaged, or no y4m.
    #[error("{0}")]
    Damaged(String),
}

impl From<String> for Refusal {
    fn from(problem: String) -> Self {
        Self::Damaged(problem)
    }
}

/// Pictures a second, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rate {
    pictures: u64,
    seconds: u64,
}

impl Rate {
    /// What players assume where nothing is said.
    const USUAL: Self = Self { pictures: 25, seconds: 1 };

    fn parse(text: &str) -> Option<Self> {
        let (pictures, seconds) = text.split_once(':')?;
        // 32 bits, so that products with any time fit into 128.
        let (pictures, seconds) = (pictures.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?);
        let rate = Self { pictures: pictures.into(), seconds: seconds.into() };
        match (pictures, seconds) {
            (0, 0) => Some(Self::USUAL),
            // From one picture in a hundred seconds to a thousand in one.
            _ if rate.pictures * 100 < rate.seconds || rate.pictures > rate.seconds * 1000 => None,
            _ => Some(rate),
        }
    }

    /// When the picture of this number is due.
    pub(super) fn time(self, number: u64) -> Duration {
        let nanoseconds = u128::from(number) * u128::from(self.seconds) * 1_000_000_000
            / u128::from(self.pictures);
        Duration::from_nanos(nanoseconds.try_into().unwrap_or(u64::MAX))
    }

    /// The picture that is shown at this time.
    pub(super) fn number(self, time: Duration) -> u64 {
        let number = (time.as_nanos() + 1) * u128::from(self.pictures)
            / (u128::from(self.seconds) * 1_000_000_000);
        number.try_into().unwrap_or(u64::MAX)
    }
}

/// A sample's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Aspect {
    width: u32,
    height: u32,
}

impl Aspect {
    const SQUARE: Self = Self { width: 1, height: 1 };

    fn parse(text: &str) -> Option<Self> {
        let (width, height) = text.split_once(':')?;
        match (width.parse().ok()?, height.parse().ok()?) {
            // It is not known.
            (0, _) | (_, 0) => Some(Self::SQUARE),
            (width, height) => Some(Self { width, height }),
        }
    }

    /// A picture's width in square pixels, rounded down as ffmpeg does.
    fn stretched(self, width: u32) -> u64 {
        u64::from(width) * u64::from(self.width) / u64::from(self.height)
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.width, self.height)
    }
}

/// What the first line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Header {
    /// Of the pictures as they are stored.
    pub(super) size: Size,
    /// As wide as they are meant to be seen.
    pub(super) shown: Size,
    pub(super) rate: Rate,
    pub(super) chroma: Chroma,
    pub(super) full_range: bool,
}

impl Header {
    pub(super) fn parse(line: &[u8]) -> Result<Self, Refusal> {
        let line =
            str::from_utf8(line).map_err(|error| format!("the y4m header is no text ({error})"))?;
        let (mut width, mut height) = (0, 0);
        let (mut rate, mut chroma, mut full_range) = (Rate::USUAL, Chroma::Quarter, false);
        let mut aspect = Aspect::SQUARE;
        let side = |text: &str| {
            text.parse::<u32>()
                .map_err(|error| format!("the y4m header has the side {text} ({error})"))
        };
        for word in line.split_ascii_whitespace() {
            if let Some(text) = word.strip_prefix('W') {
                width = side(text)?;
            } else if let Some(text) = word.strip_prefix('H') {
                height = side(text)?;
            } else if let Some(text) = word.strip_prefix('F') {
                rate = Rate::parse(text).ok_or_else(|| {
                    format!("a rate of {text} pictures a second is not between 1:100 and 1000:1")
                })?;
            } else if let Some(text) = word.strip_prefix('A') {
                aspect = Aspect::parse(text).ok_or_else(|| {
                    format!("the y4m header has the sample aspect {text}, which is not like 16:15")
                })?;
            } else if let Some(text) = word.strip_prefix('C') {
                chroma = Chroma::named(text).ok_or_else(|| {
                    Refusal::Colours(format!(
                        "y4m of the kind {text} is not read here, only 8 bits in 420, 422, 444 or mono"
                    ))
                })?;
            } else if word == "XCOLORRANGE=FULL" {
                full_range = true;
            }
        }
        if width == 0 || height == 0 {
            return Err(format!("a clip of {width}x{height} has no pixels").into());
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(format!("a clip of {width}x{height} is larger than 7680x4320").into());
        }
        let wide = aspect.stretched(width);
        if wide == 0 || wide > WIDEST || wide * u64::from(height) > MOST_PIXELS {
            let problem = format!(
                "a clip of {width}x{height} with the sample aspect {aspect} would be seen at {wide}x{height}; from 1x1 to \
                 7680x4320 is read"
            );
            return Err(problem.into());
        }
        let [size, shown] =
            [width, wide as u32].map(|width| Size::new(width as i32, height as i32));
        Ok(Self { size, shown, rate, chroma, full_range })
    }

    /// "640x480, 30 fps".
    pub(in crate::source) fn describe(&self) -> String {
        let fps = self.rate.pictures as f64 / self.rate.seconds as f64;
        format!("{}, {} fps", self.shown, (fps * 100.0).round() / 100.0)
    }
}
