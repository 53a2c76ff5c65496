//! The check that a camera sees well: pictures that are black, that never change, that flicker.
//!
//! A closed cover gives black pictures, a camera that has hung up gives the same one again and
//! again. A sensor that works has noise, in the dark as well.

use std::hash::{DefaultHasher, Hasher};
use std::time::{Duration, Instant};

use crate::frame::Picture;

use super::flicker::{FlickerWatch, Mains};
use super::rotation::Rotation;

/// So long it may be chance.
const PATIENCE: Duration = Duration::from_secs(3);
/// Every so many rows are looked at, and of their pixels every so many weighed: 1200 of 640x480.
const STEP: usize = 16;
/// A black picture's mean luma is at most this, of 255 …
const BLACK: f64 = 10.0;
/// … and the luma's standard deviation at most this.
const EVEN: f64 = 5.0;

/// What is wrong with a camera's pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complaint {
    /// They are black.
    Black,
    /// They are the same, bit by bit.
    Frozen,
    /// The light flickers in them, on this mains where that can be told.
    Flicker(Option<Mains>),
}

impl Complaint {
    /// For the screen.
    pub fn words(self) -> String {
        match self {
            Self::Black => say!("camera-black"),
            Self::Frozen => say!("camera-frozen"),
            Self::Flicker(Some(mains)) => say!("camera-flicker", hertz = mains.hertz()),
            Self::Flicker(None) => say!("camera-flicker-unknown"),
        }
    }

    /// True where the pictures are of use all the same.
    pub fn is_minor(self) -> bool {
        matches!(self, Self::Flicker(_))
    }
}

/// Remembers what a camera's pictures looked like.
#[derive(Debug, Clone, Default)]
pub struct Lens {
    /// Since when they have been black.
    black: Option<Instant>,
    /// The last picture, in short, and since when it has been the same.
    last: Option<(u64, Instant)>,
    flicker: FlickerWatch,
}

impl Lens {
    /// From here on pictures come turned like this, after the sensor has seen them.
    pub fn expect(&mut self, rotation: Rotation) {
        self.flicker.expect(rotation);
    }

    /// Looks at the next picture, which came at this time, not mirrored. What is wrong is said once
    /// it has lasted for three seconds, and no longer than it lasts; of flicker,
    /// [`FlickerWatch::look`] says when.
    pub fn look(&mut self, picture: &Picture, at: Instant) -> Option<Complaint> {
        let sample = Sample::of(picture);
        self.black = if sample.is_black() { self.black.or(Some(at)) } else { None };
        let same = self.last.filter(|(hash, _)| *hash == sample.hash);
        let (_, since) = *self.last.insert(same.unwrap_or((sample.hash, at)));
        let flicker = self.flicker.look(picture, at);
        let lasts = |since: Instant| at.saturating_duration_since(since) >= PATIENCE;
        if self.black.is_some_and(lasts) {
            Some(Complaint::Black)
        } else if lasts(since) {
            Some(Complaint::Frozen)
        } else {
            flicker.map(|flicker| Complaint::Flicker(flicker.mains))
        }
    }
}

/// Some pixels of a picture.
struct Sample {
    hash: u64,
    mean: f64,
    deviation: f64,
}

impl Sample {
    fn of(picture: &Picture) -> Self {
        let width = picture.size.width.max(1) as usize;
        let mut hasher = DefaultHasher::new();
        let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
        for row in picture.rgb.chunks_exact(3 * width).step_by(STEP) {
            hasher.write(row);
            for pixel in row.as_chunks::<3>().0.iter().step_by(STEP) {
                let [red, green, blue] = pixel.map(f64::from);
                let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
                (sum, squares, count) = (sum + luma, squares + luma * luma, count + 1.0);
            }
        }
        let mean = sum / f64::max(count, 1.0);
        let variance = squares / f64::max(count, 1.0) - mean * mean;
        Self { hash: hasher.finish(), mean, deviation: variance.max(0.0).sqrt() }
    }

    fn is_black(&self) -> bool {
        self.mean <= BLACK && self.deviation <= EVEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    const SIZE: Size = Size::new(64, 48);

    /// A picture of this brightness with the sensor's noise in it, of a different kind in every
    /// frame.
    fn noisy(level: u8, frame: u32) -> Picture {
        let noise = |n: u32| (n.wrapping_add(frame * 7919).wrapping_mul(2_654_435_761) >> 30) as u8;
        let rgb = (0..SIZE.area() as u32 * 3).map(|n| level + noise(n)).collect();
        Picture::new(SIZE, rgb)
    }

    /// What is said of each picture; ten a second.
    fn said(pictures: impl IntoIterator<Item = Picture>) -> Vec<Option<Complaint>> {
        let (mut lens, begin) = (Lens::default(), Instant::now());
        let at = |n: u32| begin + n * Duration::from_millis(100);
        (0..).zip(pictures).map(|(n, picture)| lens.look(&picture, at(n))).collect()
    }

    #[test]
    fn black_pictures_are_complained_of_after_three_seconds_and_no_longer_than_they_last() {
        let black = (0..35).map(|n| noisy(2, n));
        let said = said(black.chain((35..40).map(|n| noisy(90, n))));
        assert!(said[..30].iter().all(Option::is_none));
        assert!(said[30..35].iter().all(|it| *it == Some(Complaint::Black)));
        assert!(said[35..].iter().all(Option::is_none));
    }

    #[test]
    fn a_picture_that_never_changes_is_complained_of() {
        let said = said((0..40).map(|n| noisy(90, u32::from(n == 35))));
        assert_eq!(
            (said[29], said[30], said[34]),
            (None, Some(Complaint::Frozen), Some(Complaint::Frozen))
        );
        assert_eq!(said[35], None, "it moved");
    }

    #[test]
    fn black_and_frozen_is_called_black() {
        assert_eq!(said((0..31).map(|_| noisy(0, 0)))[30], Some(Complaint::Black));
    }

    #[test]
    fn a_still_life_and_a_dark_room_with_a_lamp_are_nothing_to_complain_of() {
        assert!(said((0..60).map(|n| noisy(120, n))).iter().all(Option::is_none));
        let lamp = |n| {
            let mut picture = noisy(1, n);
            picture.rgb[..3 * 64 * 8].fill(250);
            picture
        };
        assert!(said((0..60).map(lamp)).iter().all(Option::is_none));
        assert_eq!(said([Picture::default()]), [None], "nothing at all is no picture");
    }
}
