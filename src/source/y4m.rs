//! The reader of YUV4MPEG2 (y4m) streams, from a file or from ffmpeg's pipe.
//!
//! A line says size, rate and colours, then each picture comes behind a line of its own: the
//! simplest of all video files, and what ffmpeg writes into a pipe. Read here and not by a crate:
//! the one there is cannot seek, cannot name what it refuses, and multiplies sizes unchecked.

mod header;
mod planes;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::time::Duration;

use yuv::YuvError;

use crate::error::Result;
use crate::frame::Picture;
use crate::resample::{Filter, Resampler};

use super::clip::{Footage, Next};

pub(super) use header::{Header, Refusal};

/// What the file begins with.
pub(super) const MAGIC: &[u8] = b"YUV4MPEG2 ";
/// What each picture begins with.
const FRAME: &[u8] = b"FRAME";
/// A line is no longer than this.
const LONGEST_LINE: u64 = 1024;

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
