//! The detector of mains flicker in a camera's pictures: bands that drift, or a beating brightness.
//!
//! A lamp on 50 Hz mains is bright a hundred times a second, one on 60 Hz mains 120 times. A
//! rolling shutter exposes a picture's rows one after the other, so rows are bright and dark in
//! turns, and from picture to picture these bands move on; a shutter that exposes all rows at once
//! makes the whole picture beat. A camera that knows its mains avoids both with exposures of whole
//! periods (its control "power line frequency").
//!
//! What is seen. Measured on the reel's five photos, still and hand-held, with noise of 3 of 255,
//! with rows that are read in 0 to 30 ms, 40 runs a line; depth is that of the lamp:
//!
//! | pictures a second | drifts | least depth seen, in the best and the worst run | stands still |
//! | --- | --- | --- | --- |
//! | 30 | 50 Hz | 0.055, 0.06 | 60 Hz |
//! | 29.7 | 50 Hz | 0.055, 0.06 | 60 Hz |
//! | 24 | 50 Hz | 0.055, 0.06 | 60 Hz |
//! | 25 | 60 Hz | 0.055, 0.06 | 50 Hz |
//! | 15 | 50 Hz | 0.055, 0.06 | 60 Hz |
//! | 20, 10 | neither | | both |
//!
//! Bands that stand still look like a striped scene, and nothing is said of them. A scene that
//! really moves as bands would, alike in more than half of the picture and for two seconds, is
//! taken for flicker: a lamp that blinks ten times a second before a camera of 30 pictures, or
//! stripes on a screen that roll by a third of their period a picture.

mod analysis;
mod rhythm;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::frame::Picture;

use super::rotation::Rotation;
use analysis::{Analysis, Line};
use rhythm::Rhythm;
use rows::Rows;

/// The mains whose light flickers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mains {
    /// 50 Hz: Europe, Africa, most of Asia, Australia.
    Hz50,
    /// 60 Hz: most of the Americas, part of Japan.
    Hz60,
}

impl Mains {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hz50, Self::Hz60];

    /// Its frequency in hertz.
    pub fn hertz(self) -> u32 {
        match self {
            Self::Hz50 => 50,
            Self::Hz60 => 60,
        }
    }

    /// How often its light is bright, a second: once in each half of the mains' period.
    fn pulses(self) -> f64 {
        f64::from(2 * self.hertz())
    }
}

/// What is known of a flicker.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flicker {
    /// Whose light it is; none where the bands would drift alike with both.
    pub mains: Option<Mains>,
    /// By what share of its mean the light goes up and down in the pictures, 0..=1, in linear
    /// light. A picture that is partly lit otherwise, or overexposed, gives less than the lamp
    /// has.
    pub depth: f32,
}

/// So long a flicker must have been there before it is looked for …
const SPAN: Duration = Duration::from_secs(2);
/// … and of so many pictures at least.
const LEAST: usize = 24;
/// More are not kept: beyond 64 pictures a second, nothing is said.
const MOST: usize = 130;
/// How often the pictures are judged.
const PAUSE: Duration = Duration::from_millis(300);
/// A flicker is told once it was found so often in a row, and until it was missed so often.
const BEGIN: u32 = 2;
const END: u32 = 5;
/// After such a gap the pictures before are of no use.
const GAP: Duration = Duration::from_secs(1);

/// Looks at a camera's pictures for flicker.
#[derive(Debug, Clone, Default)]
pub struct FlickerWatch {
    rows: VecDeque<(Instant, Rows)>,
    analysis: Analysis,
    judged: Option<Instant>,
    /// How often in a row it was found, or missed where it is told.
    turns: u32,
    told: Option<Flicker>,
    rotation: Rotation,
}

impl FlickerWatch {
    /// From here on pictures come turned like this, after the sensor has seen them.
    pub fn expect(&mut self, rotation: Rotation) {
        if self.rotation != rotation {
            self.rows.clear();
        }
        self.rotation = rotation;
    }

    /// Looks at the next picture, which came at this time, not mirrored: the sensor's rows in the
    /// order of their exposure, turned as [`Self::expect`] was told. What flickers is told after a
    /// bit more than two seconds, and until one and a half after its end.
    pub fn look(&mut self, picture: &Picture, at: Instant) -> Option<Flicker> {
        if self.rows.back().is_some_and(|(last, _)| at < *last || at - *last > GAP) {
            self.rows.clear();
            self.judged = None;
        }
        self.rows.push_back((at, Rows::of(picture, self.rotation)));
        // The oldest picture that is needed is the last one that is older than the span.
        while self.rows.len() > LEAST && self.rows.get(1).is_some_and(|(it, _)| at - *it >= SPAN) {
            self.rows.pop_front();
        }
        if self.rows.len() > MOST {
            self.rows.pop_front();
            self.told = None;
        }
        let is_long = self.rows.front().is_some_and(|(first, _)| at - *first >= SPAN);
        let is_due = self.judged.is_none_or(|judged| at - judged >= PAUSE);
        if is_long && is_due && self.rows.len() >= LEAST {
            self.judged = Some(at);
            self.judge();
        }
        self.told
    }

    fn judge(&mut self) {
        let found = self.find().filter(|line| line.is_flicker(self.told.is_some()));
        let flicker = found.map(|line| Flicker { mains: line.mains, depth: line.depth() });
        if flicker.is_some() == self.told.is_some() {
            self.turns = 0;
            self.told = flicker;
            return;
        }
        self.turns += 1;
        if self.turns >= if flicker.is_some() { BEGIN } else { END } {
            self.turns = 0;
            self.told = flicker;
        }
    }

    /// The line in the pictures' rows that is most like flicker.
    fn find(&mut self) -> Option<Line> {
        let (first, _) = self.rows.front()?;
        let times = self.rows.iter().map(|(at, _)| (*at - *first).as_secs_f64());
        let rhythm = Rhythm::of(&times.collect::<Vec<_>>())?;
        let rows: Vec<&Rows> = self.rows.iter().map(|(_, rows)| rows).collect();
        self.analysis.run(&rows, &rhythm)
    }
}
