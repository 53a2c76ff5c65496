//! YUV4MPEG2 (y4m): a line that says size, rate and colours, then each picture behind a line of its
//! own. The simplest of all video files, and what ffmpeg writes into a pipe.
//!
//! Read here and not by a crate: the one there is cannot seek, cannot name what it refuses, and
//! multiplies sizes unchecked.

use std::fmt;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::time::Duration;

use yuv::{
    YuvError, YuvGrayImage, YuvPlanarImage, YuvRange, YuvStandardMatrix, yuv400_to_rgb,
    yuv420_to_rgb, yuv422_to_rgb, yuv444_to_rgb,
};

use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;
use crate::resample::{Filter, Resampler};

use super::clip::{Footage, MOST_PIXELS, Next};

/// What the file begins with.
pub(super) const MAGIC: &[u8] = b"YUV4MPEG2 ";
/// What each picture begins with.
const FRAME: &[u8] = b"FRAME";
/// A line is no longer than this.
const LONGEST_LINE: u64 = 1024;

/// How colour is stored beside brightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chroma {
    /// Not at all.
    Mono,
    /// For two by two pixels.
    Quarter,
    /// For two pixels side by side.
    Half,
    /// For each pixel.
    Full,
}

impl Chroma {
    fn named(name: &str) -> Option<Self> {
        match name {
            "mono" => Some(Self::Mono),
            // They differ in where the colour is taken, by half a pixel.
            "420" | "420jpeg" | "420mpeg2" | "420paldv" => Some(Self::Quarter),
            "422" => Some(Self::Half),
            "444" => Some(Self::Full),
            _ => None,
        }
    }

    /// Width and height of a colour plane.
    fn plane(self, width: usize, height: usize) -> (usize, usize) {
        match self {
            Self::Mono => (0, 0),
            Self::Quarter => (width.div_ceil(2), height.div_ceil(2)),
            Self::Half => (width.div_ceil(2), height),
            Self::Full => (width, height),
        }
    }
}

/// Pictures a second, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate {
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
    fn time(self, number: u64) -> Duration {
        let nanoseconds = u128::from(number) * u128::from(self.seconds) * 1_000_000_000
            / u128::from(self.pictures);
        Duration::from_nanos(nanoseconds.try_into().unwrap_or(u64::MAX))
    }

    /// The picture that is shown at this time.
    fn number(self, time: Duration) -> u64 {
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

/// Why a stream is not read, without the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
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

/// What the first line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Of the pictures as they are stored.
    size: Size,
    /// As wide as they are meant to be seen.
    shown: Size,
    rate: Rate,
    chroma: Chroma,
    full_range: bool,
}

impl Header {
    fn parse(line: &[u8]) -> Result<Self, Refusal> {
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
        if wide == 0 || wide * u64::from(height) > MOST_PIXELS {
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
    pub(super) fn describe(&self) -> String {
        let fps = self.rate.pictures as f64 / self.rate.seconds as f64;
        format!("{}, {} fps", self.shown, (fps * 100.0).round() / 100.0)
    }

    /// Bytes of a picture.
    fn bytes(&self) -> usize {
        let (width, height) =
            self.chroma.plane(self.size.width as usize, self.size.height as usize);
        self.size.area() + 2 * width * height
    }

    /// As RGB. BT.601, limited range unless the header says full: y4m itself says nothing of
    /// either.
    fn convert(&self, planes: &[u8], into: &mut Picture) -> Result<(), YuvError> {
        let (width, height) = (self.size.width as u32, self.size.height as u32);
        into.size = self.size;
        into.rgb.resize(self.size.area() * 3, 0);
        let range = if self.full_range { YuvRange::Full } else { YuvRange::Limited };
        let matrix = YuvStandardMatrix::Bt601;
        let (rgb, row) = (&mut into.rgb[..], width * 3);
        let (y_plane, colour) = planes.split_at(self.size.area());
        let (u_plane, v_plane) = colour.split_at(colour.len() / 2);
        let stride = self.chroma.plane(width as usize, 1).0 as u32;
        let image = YuvPlanarImage {
            y_plane,
            y_stride: width,
            u_plane,
            u_stride: stride,
            v_plane,
            v_stride: stride,
            width,
            height,
        };
        match self.chroma {
            Chroma::Mono => {
                let image = YuvGrayImage { y_plane, y_stride: width, width, height };
                yuv400_to_rgb(&image, rgb, row, range, matrix)
            }
            Chroma::Quarter => yuv420_to_rgb(&image, rgb, row, range, matrix),
            Chroma::Half => yuv422_to_rgb(&image, rgb, row, range, matrix),
            Chroma::Full => yuv444_to_rgb(&image, rgb, row, range, matrix),
        }
    }
}

/// A y4m stream that is being read.
pub(super) struct Y4m<R> {
    reader: R,
    header: Header,
    /// Bytes before the first picture.
    start: u64,
    /// The next picture's number, from 0.
    number: u64,
    planes: Vec<u8>,
    /// Where pixels are not square: a picture as it is stored, and what stretches it.
    stored: Picture,
    resampler: Resampler,
}

/// How reading a picture's line ended.
enum Line {
    /// A picture follows.
    Picture,
    /// Nothing follows.
    End,
}

impl<R: BufRead> Y4m<R> {
    /// Reads the first line. The error says what is wrong, without the file.
    pub(super) fn open(mut reader: R) -> Result<Self, Refusal> {
        let mut line = Vec::new();
        read_line(&mut reader, &mut line).map_err(|error| error.to_string())?;
        let words = line.strip_prefix(MAGIC).ok_or_else(|| "not a y4m clip".to_owned())?;
        let Some(words) = words.strip_suffix(b"\n") else {
            let problem = "the y4m header is cut short or longer than 1024 bytes".to_owned();
            return Err(problem.into());
        };
        let header = Header::parse(words)?;
        Ok(Self {
            reader,
            header,
            start: line.len() as u64,
            number: 0,
            planes: Vec::new(),
            stored: Picture::default(),
            resampler: Resampler::default(),
        })
    }

    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// The next picture.
    pub(super) fn read(&mut self, into: &mut Picture) -> Next {
        match self.planes() {
            Ok(Line::End) => return Next::End,
            Ok(Line::Picture) => {}
            Err(reason) => return Next::Cut(reason),
        }
        if let Err(error) = self.convert(into) {
            return Next::Cut(format!("picture {} is unusable: {error}", self.number + 1));
        }
        let (rate, number) = (self.header.rate, self.number);
        self.number += 1;
        // Differences of exact times, so that no error adds up.
        Next::Picture(rate.time(number + 1).saturating_sub(rate.time(number)))
    }

    /// Makes a picture of the planes, in square pixels.
    fn convert(&mut self, into: &mut Picture) -> Result<(), String> {
        let Header { size, shown, .. } = self.header;
        let said = |error: YuvError| error.to_string();
        if shown == size {
            return self.header.convert(&self.planes, into).map_err(said);
        }
        self.header.convert(&self.planes, &mut self.stored).map_err(said)?;
        into.size = shown;
        into.rgb.resize(shown.area() * 3, 0);
        self.resampler
            .run(&self.stored, size.rect(), Filter::Bilinear, shown, &mut into.rgb)
            .map_err(|error| error.to_string())
    }

    /// Reads a picture's line.
    fn line(&mut self) -> Result<Line, String> {
        let mut line = Vec::new();
        read_line(&mut self.reader, &mut line).map_err(|error| error.to_string())?;
        if line.is_empty() {
            return Ok(Line::End);
        }
        let number = self.number + 1;
        let Some(line) = line.strip_suffix(b"\n") else {
            return Err(format!("picture {number} is cut short"));
        };
        match line.strip_prefix(FRAME) {
            Some([] | [b' ', ..]) => Ok(Line::Picture),
            _ => Err(format!("picture {number} does not begin with FRAME")),
        }
    }

    fn planes(&mut self) -> Result<Line, String> {
        if let Line::End = self.line()? {
            return Ok(Line::End);
        }
        let wanted = self.header.bytes();
        self.planes.clear();
        // Grows with what is there, so that a header alone costs no memory.
        let mut rest = (&mut self.reader).take(wanted as u64);
        let got = rest.read_to_end(&mut self.planes).map_err(|error| error.to_string())?;
        if got < wanted {
            let number = self.number + 1;
            return Err(format!("picture {number} has {got} bytes instead of {wanted}"));
        }
        Ok(Line::Picture)
    }
}

/// Up to the end of the line, of the stream, or of what a line may have.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    reader.take(LONGEST_LINE).read_until(b'\n', line)
}

impl<R: BufRead + Seek + Send> Footage for Y4m<R> {
    fn next(&mut self, into: &mut Picture) -> Result<Next> {
        Ok(self.read(into))
    }

    /// Goes from line to line, since lines may differ in length. What cannot be passed over cannot
    /// be read either, and reading says so.
    fn seek(&mut self, to: Duration) -> Result<()> {
        let wanted = self.header.rate.number(to);
        if wanted < self.number {
            self.number = 0;
        }
        if self.number == 0 && self.reader.seek(SeekFrom::Start(self.start)).is_err() {
            return Ok(());
        }
        while self.number < wanted {
            let passed = match self.line() {
                Ok(Line::Picture) => self.reader.seek_relative(self.header.bytes() as i64),
                Ok(Line::End) | Err(_) => break,
            };
            if passed.is_err() {
                break;
            }
            self.number += 1;
        }
        Ok(())
    }

    fn describe(&self) -> String {
        self.header.describe()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    const BLACK: u8 = 16;
    const WHITE: u8 = 235;

    fn stream(header: &str, pictures: &[&[u8]]) -> Vec<u8> {
        let mut bytes = format!("YUV4MPEG2 {header}\n").into_bytes();
        for picture in pictures {
            bytes.extend_from_slice(b"FRAME\n");
            bytes.extend_from_slice(picture);
        }
        bytes
    }

    fn open(bytes: &[u8]) -> Result<Y4m<Cursor<&[u8]>>, Refusal> {
        Y4m::open(Cursor::new(bytes))
    }

    fn refusal(bytes: &[u8]) -> String {
        open(bytes).err().unwrap().to_string()
    }

    /// The first picture.
    fn first(header: &str, planes: &[u8]) -> Picture {
        let bytes = stream(header, &[planes]);
        let (mut y4m, mut picture) = (open(&bytes).unwrap(), Picture::default());
        assert!(matches!(y4m.read(&mut picture), Next::Picture(_)), "{header}");
        assert_eq!(y4m.read(&mut Picture::default()), Next::End);
        picture
    }

    #[track_caller]
    fn assert_near(got: &[u8], want: &[u8]) {
        assert_eq!(got.len(), want.len());
        let worst = got.iter().zip(want).map(|(got, want)| got.abs_diff(*want)).max();
        assert!(worst <= Some(2), "{got:?}");
    }

    /// BT.601 in limited range: Y 81, U 90, V 240 is pure red; Y 145, U 54, V 34 pure green.
    #[test]
    fn every_kind_of_colour_is_bt601_in_limited_range() {
        let red = [255, 0, 0].repeat(4);
        for header in
            ["W2 H2", "W2 H2 C420", "C420jpeg H2 W2", "W2 H2 C420mpeg2", "W2 H2 C420paldv"]
        {
            assert_near(&first(header, &[81, 81, 81, 81, 90, 240]).rgb, &red);
        }
        assert_near(&first("W2 H2 C422", &[81, 81, 81, 81, 90, 90, 240, 240]).rgb, &red);
        let green_below = [81, 81, 145, 145, 90, 90, 54, 54, 240, 240, 34, 34];
        let wanted = [255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0];
        assert_near(&first("W2 H2 C444", &green_below).rgb, &wanted);
        let grey = first("W2 H2 Cmono", &[BLACK, WHITE, 126, BLACK]);
        assert_near(&grey.rgb, &[0, 0, 0, 255, 255, 255, 128, 128, 128, 0, 0, 0]);
    }

    #[test]
    fn full_range_is_taken_as_such_where_the_header_says_so() {
        let grey = first("W2 H1 Cmono XCOLORRANGE=FULL", &[0, 77]);
        assert_near(&grey.rgb, &[0, 0, 0, 77, 77, 77]);
    }

    #[test]
    fn odd_sizes_have_a_colour_for_their_last_column_and_row() {
        for (width, height) in [(1, 1), (3, 1), (1, 3), (3, 3), (5, 2), (17, 9), (33, 31)] {
            for (kind, chroma) in [
                ("420", Chroma::Quarter),
                ("422", Chroma::Half),
                ("444", Chroma::Full),
                ("mono", Chroma::Mono),
            ] {
                let (u, v) = chroma.plane(width, height);
                let mut planes = vec![145; width * height];
                planes.extend(std::iter::repeat_n(54, u * v).chain(std::iter::repeat_n(34, u * v)));
                let header = format!("W{width} H{height} C{kind}");
                let picture = first(&header, &planes);
                assert_eq!(picture.size, Size::new(width as i32, height as i32));
                let green = if kind == "mono" { [150; 3] } else { [0, 255, 0] };
                assert_near(&picture.rgb, &green.repeat(width * height));
            }
        }
    }

    #[test]
    fn pictures_stay_as_long_as_the_rate_says_and_no_error_adds_up() {
        let pictures = [&[BLACK][..]; 31];
        for (rate, wanted) in
            [("F30000:1001", 1_034_366_666), ("", 1_240_000_000), ("F0:0", 1_240_000_000)]
        {
            let bytes = stream(&format!("W1 H1 Cmono {rate}"), &pictures);
            let mut y4m = open(&bytes).unwrap();
            let mut total = Duration::ZERO;
            while let Next::Picture(stays) = y4m.read(&mut Picture::default()) {
                total += stays;
            }
            // 31 * 1001 / 30000 s; 31 / 25 s where nothing is said.
            assert_eq!(total, Duration::from_nanos(wanted), "{rate}");
        }
        let y4m = stream("W1 H1 Cmono F30000:1001", &[]);
        assert_eq!(open(&y4m).unwrap().describe(), "1x1, 29.97 fps");
    }

    #[test]
    fn seeking_finds_the_picture_that_is_shown_at_that_time() {
        let luma: Vec<[u8; 1]> = (0..100).map(|number| [16 + 2 * number as u8]).collect();
        let pictures: Vec<&[u8]> = luma.iter().map(|picture| &picture[..]).collect();
        let mut bytes = stream("W1 H1 Cmono F30000:1001", &pictures[..50]);
        // Lines may differ in length.
        for picture in &pictures[50..] {
            bytes.extend_from_slice(b"FRAME Ip XA\n");
            bytes.extend_from_slice(picture);
        }
        let mut y4m = open(&bytes).unwrap();
        let rate = y4m.header.rate;
        let mut got = Picture::default();
        for number in [0_u64, 7, 99, 50, 51, 3, 98, 0] {
            y4m.seek(rate.time(number)).unwrap();
            assert!(matches!(y4m.read(&mut got), Next::Picture(_)));
            let mut wanted = Picture::default();
            y4m.header.convert(pictures[number as usize], &mut wanted).unwrap();
            assert_eq!(got, wanted, "picture {number}");
        }
        y4m.seek(Duration::from_secs(4)).unwrap();
        assert_eq!(y4m.read(&mut got), Next::End);
        y4m.seek(Duration::ZERO).unwrap();
        assert!(matches!(y4m.read(&mut got), Next::Picture(_)));
    }

    #[test]
    fn what_is_not_read_is_one_line_with_the_value() {
        let error = |header: &str| refusal(&stream(header, &[]));
        assert_eq!(
            error("W2 H2 C420p10"),
            "y4m of the kind 420p10 is not read here, only 8 bits in 420, 422, 444 or mono"
        );
        for kind in ["mono16", "411", "444alpha", "", "420\u{e9}"] {
            assert!(error(&format!("W2 H2 C{kind}")).contains("is not read"), "{kind}");
        }
        assert_eq!(error("W0 H2"), "a clip of 0x2 has no pixels");
        assert_eq!(error("H2"), "a clip of 0x2 has no pixels");
        assert_eq!(
            error("W-2 H2"),
            "the y4m header has the side -2 (invalid digit found in string)"
        );
        assert_eq!(error("W7680 H4321"), "a clip of 7680x4321 is larger than 7680x4320");
        assert!(error("W4294967295 H4294967295").contains("larger than"));
        for rate in ["30", "0:1", "1:0", "1:101", "1001:1", "-1:1", "1:99999999999"] {
            assert!(error(&format!("W2 H2 F{rate}")).starts_with("a rate of "), "{rate}");
        }
        assert_eq!(refusal(b"RIFF"), "not a y4m clip");
        assert!(refusal(b"YUV4MPEG2 W2 H2").contains("cut short"));
        let long = stream(&format!("W2 H2 X{}", "a".repeat(2000)), &[]);
        assert!(refusal(&long).contains("longer than 1024"));
    }

    #[test]
    fn only_colours_of_another_kind_are_left_to_ffmpeg() {
        let refused = |header: &str| open(&stream(header, &[])).err().unwrap();
        for kind in ["420p10", "411", "mono16", "444alpha", "422p12"] {
            assert!(matches!(refused(&format!("W2 H2 C{kind}")), Refusal::Colours(_)), "{kind}");
        }
        for header in ["W0 H2", "W2 H2 F30", "W2 H2 A1", "Wx H2"] {
            assert!(matches!(refused(header), Refusal::Damaged(_)), "{header}");
        }
    }

    #[test]
    fn what_has_pixels_that_are_not_square_is_stretched() {
        let shown = |header: &str, planes: &[u8]| {
            let picture = first(header, planes);
            let row = picture.rgb.chunks_exact(3).map(|pixel| pixel[0]).collect::<Vec<_>>();
            (picture.size, row)
        };
        let wide = "W2 H1 Cmono XCOLORRANGE=FULL A2:1";
        assert_eq!(shown(wide, &[0, 200]), (Size::new(4, 1), vec![0, 50, 150, 200]));
        let narrow = "W4 H1 Cmono XCOLORRANGE=FULL A1:2";
        let (size, row) = shown(narrow, &[0, 0, 200, 200]);
        assert_eq!((size, row[0] < 40, row[1] > 160), (Size::new(2, 1), true, true));
        // Not known is square, and a part of a pixel is none: as ffmpeg has it.
        for (aspect, wide) in
            [("A0:0", 11), ("A1:1", 11), ("A0:1", 11), ("A10:11", 10), ("A12:11", 12), ("", 11)]
        {
            let header = format!("W11 H1 Cmono {aspect}");
            assert_eq!(shown(&header, &[BLACK; 11]).0, Size::new(wide, 1), "{aspect}");
        }
        let clip = stream("W64 H128 A2:1 F30:1", &[]);
        assert_eq!(open(&clip).unwrap().describe(), "128x128, 30 fps");
    }

    #[test]
    fn an_absurd_aspect_is_refused_with_what_would_come_of_it() {
        let error = |header: &str| refusal(&stream(header, &[]));
        assert_eq!(
            error("W64 H128 A1000000:1"),
            "a clip of 64x128 with the sample aspect 1000000:1 would be seen at 64000000x128; from 1x1 to 7680x4320 is read"
        );
        assert!(error("W64 H128 A1:65").contains("seen at 0x128"));
        assert!(
            error("W7680 H4320 A4294967295:1").contains("would be seen at 32985348825600x4320")
        );
        for aspect in ["A", "A2", "A2:", "A-1:1", "A1:1:1", "A2/1", "A4294967296:1"] {
            assert!(
                error(&format!("W2 H2 {aspect}")).contains("which is not like 16:15"),
                "{aspect}"
            );
        }
    }

    #[test]
    fn a_header_alone_costs_no_memory() {
        let bytes = stream("W7680 H4320", &[&[]]);
        let mut y4m = open(&bytes).unwrap();
        assert_eq!(
            y4m.read(&mut Picture::default()),
            Next::Cut("picture 1 has 0 bytes instead of 49766400".to_owned())
        );
        assert!(y4m.planes.capacity() < 100_000, "{}", y4m.planes.capacity());
    }

    #[test]
    fn cut_anywhere_it_plays_what_is_there_and_says_what_is_missing() {
        let planes = [81, 81, 81, 81, 90, 240];
        let bytes = stream("W2 H2", &[&planes[..]; 3]);
        let header = bytes.len() - 3 * 12;
        for length in 0..bytes.len() {
            let Ok(mut y4m) = open(&bytes[..length]) else {
                assert!(length < header);
                continue;
            };
            let whole = (length - header) / 12;
            for _ in 0..whole {
                assert!(matches!(y4m.read(&mut Picture::default()), Next::Picture(_)));
            }
            let next = y4m.read(&mut Picture::default());
            if (length - header).is_multiple_of(12) {
                assert_eq!(next, Next::End);
            } else {
                let Next::Cut(reason) = next else { panic!("{next:?} at {length}") };
                assert!(reason.starts_with(&format!("picture {} ", whole + 1)), "{reason}");
            }
        }
    }

    #[test]
    fn what_does_not_begin_as_a_picture_is_none() {
        for wrong in ["FRAMES\n", "frame\n", "FRAMEx", "\n"] {
            let mut bytes = stream("W1 H1 Cmono", &[]);
            bytes.extend_from_slice(wrong.as_bytes());
            let next = open(&bytes).unwrap().read(&mut Picture::default());
            assert!(matches!(next, Next::Cut(_)), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_pictures_or_an_error(
            header in "[WHFCAIX0-9:. a-z]{0,40}", bytes in proptest::collection::vec(any::<u8>(), 0..200),
            to in 0_u64..100,
        ) {
            let mut whole = format!("YUV4MPEG2 {header}\nFRAME\n").into_bytes();
            whole.extend(bytes);
            let Ok(mut y4m) = open(&whole) else { return Ok(()) };
            let mut picture = Picture::default();
            while let Next::Picture(_) = y4m.read(&mut picture) {
                prop_assert_eq!(picture.rgb.len(), picture.size.area() * 3);
            }
            y4m.seek(Duration::from_secs(to)).unwrap();
            let _either = y4m.read(&mut picture);
        }
    }
}
