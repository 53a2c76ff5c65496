//! The parser of ffmpeg's messages on standard error: a clip's length, and why it failed.

use std::io::{BufRead, Read};
use std::time::Duration;

/// A line is no longer than this; what is, comes in parts.
const LONGEST_LINE: u64 = 4096;

/// Said of an MP4 that ends before its index, as where a download or a recording was cut off.
const NO_INDEX: &str = "moov atom not found";

/// What was heard so far.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Words {
    length: Option<Duration>,
    /// The last line, and the last that ffmpeg marked as an error.
    last: Option<String>,
    error: Option<String>,
    /// The first error, where it came before ffmpeg had said what the input is: why it cannot be
    /// opened.
    cause: Option<String>,
    /// Nothing but the name's ending says what the input is.
    guessed: bool,
    no_video: bool,
    described: bool,
    over: bool,
}

impl Words {
    /// The next line that is not empty; none at the end.
    pub(crate) fn line(reader: &mut impl BufRead) -> Option<String> {
        loop {
            let mut line = Vec::new();
            let read = reader.take(LONGEST_LINE).read_until(b'\n', &mut line);
            if read.is_err() || line.is_empty() {
                return None;
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if !text.is_empty() {
                return Some(text.to_owned());
            }
        }
    }

    /// Takes in a line, as `-loglevel level+info` writes them: "[mov @ 0x55] [error] moov atom not
    /// found".
    pub(crate) fn hear(&mut self, line: &str) {
        self.no_video |= line.contains("matches no streams");
        self.guessed |= line.contains("misdetection possible");
        if let Some((_, time)) = line.split_once("Duration: ") {
            self.described = true;
            self.length = self.length.or_else(|| parse_time(time));
        }
        let marked = ["[error] ", "[fatal] ", "[panic] "];
        if let Some((_, text)) = marked.iter().find_map(|mark| line.split_once(mark)) {
            self.error = Some(text.to_owned());
            if !self.described {
                self.cause.get_or_insert_with(|| text.to_owned());
            }
        }
        self.last = Some(line.to_owned());
    }

    /// There is nothing more to hear.
    pub(super) fn end(&mut self) {
        self.over = true;
    }

    pub(super) fn are_over(&self) -> bool {
        self.over
    }

    /// True once it has been said what the input is.
    pub(super) fn has_described(&self) -> bool {
        self.described || self.over
    }

    /// How long the whole is, where that is known.
    pub(super) fn length(&self) -> Option<Duration> {
        self.length
    }

    /// The last error.
    pub(crate) fn complaint(&self) -> Option<String> {
        self.error.as_ref().map(|text| format!("ffmpeg says: {text}"))
    }

    /// Why it failed. Of what cannot be opened, the first error is the cause; the last only says
    /// that it cannot.
    pub(super) fn reason(&self) -> Option<String> {
        if self.no_video {
            return Some("there is no video in it".to_owned());
        }
        let cause = self.cause.as_ref().filter(|_| !self.described);
        let meaning = match cause {
            Some(_) if self.guessed => "nothing in it looks like a clip; ",
            Some(text) if text.contains(NO_INDEX) => "the file is not whole; ",
            _ => "",
        };
        let text = cause.or(self.error.as_ref()).or(self.last.as_ref())?;
        Some(format!("{meaning}ffmpeg says: {text}"))
    }
}

/// "00:01:02.50, start: …" as a time; "N/A" is none.
fn parse_time(text: &str) -> Option<Duration> {
    let text = text.split(',').next()?.trim();
    let mut seconds = 0.0;
    for part in text.split(':') {
        seconds = seconds * 60.0 + part.parse::<f64>().ok()?;
    }
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &str) -> Words {
        let (mut words, mut reader) = (Words::default(), lines.as_bytes());
        while let Some(line) = Words::line(&mut reader) {
            words.hear(&line);
        }
        words
    }

    #[test]
    fn the_length_is_read_where_it_is_known() {
        let length = |line| heard(line).length();
        assert_eq!(
            length("[info]   Duration: 01:02:03.50, start: 0.0, bitrate: 46 kb/s"),
            Some(Duration::from_millis(3_723_500))
        );
        assert_eq!(length("[info]   Duration: N/A, start: 0.0, bitrate: N/A"), None);
        assert_eq!(length("[info]   Duration: -1:00"), None);
        assert_eq!(length(""), None);
    }

    #[test]
    fn of_what_cannot_be_opened_the_reason_is_the_first_error() {
        let reason = |lines| heard(lines).reason().unwrap();
        assert_eq!(
            reason("[mov @ 0x1] [error] moov atom not found\n[error] a.mp4: Invalid data\n"),
            "the file is not whole; ffmpeg says: moov atom not found"
        );
        let guessed = "[mov @ 0x1] [warning] Format mov detected only with low score of 1, misdetection possible!\n\
                       [mov @ 0x1] [error] moov atom not found\n[error] a.mp4: Invalid data\n";
        assert_eq!(
            reason(guessed),
            "nothing in it looks like a clip; ffmpeg says: moov atom not found"
        );
        assert_eq!(
            reason(
                "[http @ 0x1] [error] HTTP error 404 Not Found\n[error] a: Server returned 404\n"
            ),
            "ffmpeg says: HTTP error 404 Not Found"
        );
    }

    #[test]
    fn of_what_has_begun_the_reason_is_the_last_error_or_else_the_last_line() {
        let lines = "[info]   Duration: 00:00:01.00, start: 0.0\n[h264 @ 0x1] [error] missing picture\n\
                     [error] Input/output error\n[info] bye\n";
        assert_eq!(heard(lines).reason().unwrap(), "ffmpeg says: Input/output error");
        assert_eq!(heard("one\n\ntwo").reason().unwrap(), "ffmpeg says: two");
        assert_eq!(heard("").reason(), None);
    }

    #[test]
    fn sound_alone_is_said_to_be_no_video() {
        let lines =
            "[fatal] Stream map '0:V:0' matches no streams.\nTo ignore this, add a trailing '?'\n";
        assert_eq!(heard(lines).reason().unwrap(), "there is no video in it");
    }

    #[test]
    fn a_line_without_end_comes_in_parts() {
        let long = "x".repeat(10_000);
        let mut reader = long.as_bytes();
        assert_eq!(Words::line(&mut reader).unwrap().len(), 4096);
    }
}
