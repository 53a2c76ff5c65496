//! The evidence of a flip: the last picture before it and the first after it, with their answers.

use std::sync::Arc;
use std::time::Duration;

use super::history::Flip;
use crate::frame::{Frame, Picture};
use crate::geometry::{Rect, Size};
use crate::network::guess::Guess;
use crate::resample::{Filter, Resampler};
use crate::snapshot::Snapshot;
use crate::taps::profile::Profile;

/// Side of the pictures that are kept; smaller where the network sees less.
const SIDE: i32 = 224;

/// How many times as strong a difference is shown.
const FACTORS: [u8; 4] = [2, 5, 10, 20];

/// A flip with all that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// From which class to which.
    pub flip: Flip,
    /// The last frame with the old class.
    pub before: SeenPicture,
    /// The first with the new one.
    pub after: SeenPicture,
    /// What changed between the two at every depth; none where that was not measured.
    pub profile: Option<Arc<Profile>>,
}

/// One frame as the network saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenPicture {
    /// The frame's number.
    pub frame: u64,
    /// Its time.
    pub time: Duration,
    /// The part that the network saw, a square of at most 224 pixels.
    pub picture: Picture,
    /// The five best guesses.
    pub top: Vec<Guess>,
}

impl Evidence {
    /// The difference of the two pictures, so many times as strong; see [`difference`].
    pub fn difference(&self, factor: u8) -> Picture {
        difference(&self.before.picture, &self.after.picture, factor)
    }

    /// How much stronger its difference is shown; see [`magnification`].
    pub fn magnification(&self) -> u8 {
        magnification(&self.before.picture, &self.after.picture)
    }
}

/// The difference of two pictures of one size, so many times as strong, RGB: middle grey where
/// nothing changed, lighter where it became lighter, from black to white at most.
pub fn difference(before: &Picture, after: &Picture, factor: u8) -> Picture {
    let factor = i32::from(factor);
    let pairs = before.rgb.iter().zip(&after.rgb);
    let rgb = pairs
        .map(|(&a, &b)| (128 + factor * (i32::from(b) - i32::from(a))).clamp(0, 255) as u8)
        .collect();
    Picture::new(before.size, rgb)
}

/// The largest factor with which all but one in a hundred values of the difference are between
/// black and white; the smallest where there is none.
pub fn magnification(before: &Picture, after: &Picture) -> u8 {
    let mut counts = [0_usize; 256];
    for (&a, &b) in before.rgb.iter().zip(&after.rgb) {
        counts[usize::from(a.abs_diff(b))] += 1;
    }
    let mut above = after.rgb.len() / 100;
    let largest = counts.iter().rposition(|&count| {
        let is = count > above;
        above = above.saturating_sub(count);
        is
    });
    let whole = |factor: &u8| usize::from(*factor) * largest.unwrap_or(0) <= 127;
    FACTORS.into_iter().rev().find(whole).unwrap_or(FACTORS[0])
}

/// The newest frame, of which a [`SeenPicture`] is made where a flip follows; its buffer is
/// shared.
#[derive(Debug, Clone)]
pub(super) struct SeenFrame {
    frame: Arc<Frame>,
    crop: Rect,
    top: Vec<Guess>,
}

impl SeenFrame {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let Snapshot { frame, crop, top, .. } = snapshot;
        Self { frame: Arc::clone(frame), crop: *crop, top: top.clone() }
    }

    /// Size of the picture that is kept of it at most.
    pub(super) fn size(&self) -> Size {
        let side = self.crop.width.min(SIDE);
        Rect::new(0, 0, side, side).hold(self.crop.size()).size()
    }

    /// Its picture on its own, of so many pixels: the two pictures of a flip have one size, though
    /// a photo that is shaken may be another than at rest.
    pub(super) fn look(&self, size: Size) -> SeenPicture {
        let mut rgb = vec![0; size.area() * 3];
        let picture = &self.frame.picture;
        // It was resampled for the network from the same part already.
        let shrunk = Resampler::default().run(picture, self.crop, Filter::Bilinear, size, &mut rgb);
        let picture = if shrunk.is_ok() { Picture::new(size, rgb) } else { Picture::default() };
        let Frame { sequence, time, .. } = *self.frame.as_ref();
        SeenPicture { frame: sequence, time, picture, top: self.top.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up;
    use crate::taps::plan::Plan;

    #[test]
    fn the_difference_is_grey_where_nothing_changed_and_stronger_elsewhere() {
        let look = |rgb: [u8; 6]| SeenPicture {
            frame: 0,
            time: Duration::ZERO,
            picture: Picture::new(Size::new(2, 1), rgb.to_vec()),
            top: Vec::new(),
        };
        let flip = Flip { frame: 1, time: Duration::ZERO, from: 0, to: 1 };
        let before = look([10, 20, 30, 0, 255, 100]);
        let after = look([10, 25, 20, 255, 0, 100]);
        let evidence = Evidence { flip, before, after, profile: None };
        assert_eq!(evidence.difference(2).rgb, [128, 138, 108, 255, 0, 128]);
        assert_eq!(evidence.difference(10).rgb, [128, 178, 28, 255, 0, 128]);
        assert_eq!(evidence.magnification(), 2);
    }

    #[test]
    fn a_difference_is_magnified_until_it_would_leave_the_range() {
        let even = |value: u8| Picture::new(Size::new(20, 20), vec![value; 1200]);
        let by = |value: u8| magnification(&even(100), &even(100 + value));
        assert_eq!([0, 1, 6, 7, 12, 13, 25, 26, 90].map(by), [20, 20, 20, 10, 10, 5, 5, 2, 2]);
        // One value in a hundred may.
        let mut after = even(101);
        after.rgb[..12].fill(255);
        assert_eq!(magnification(&even(100), &after), 20);
        after.rgb[..13].fill(255);
        assert_eq!(magnification(&even(100), &after), 2);
        assert_eq!(magnification(&Picture::default(), &Picture::default()), 20);
    }

    #[test]
    fn the_pictures_of_a_flip_have_one_size_though_the_photo_is_shaken_at_another() {
        let outline = Arc::new(made_up::outline(2, 4));
        let mut history = crate::dynamics::history::History::default();
        for (n, side) in [(0, 20), (1, 64)] {
            let mut snapshot = made_up::snapshot(&outline, &Plan::default(), n, 0.6);
            snapshot.top = vec![Guess { class: n as usize, probability: 0.6 }];
            let size = Size::new(side, side);
            let picture = Picture::new(size, vec![100; size.area() * 3]);
            snapshot.crop = size.rect();
            snapshot.frame = Arc::new(Frame { picture, ..made_up::frame(n) });
            history.push(&snapshot);
        }
        let evidence = history.evidence().next().unwrap();
        let sizes = [&evidence.before, &evidence.after].map(|seen| seen.picture.size);
        assert_eq!(sizes, [Size::new(20, 20); 2]);
        assert_eq!(evidence.difference(2).size, sizes[0]);
    }

    #[test]
    fn a_look_is_the_square_that_the_network_saw() {
        let outline = Arc::new(made_up::outline(2, 4));
        let snapshot = made_up::snapshot(&outline, &Plan::default(), 3, 0.5);
        let seen = SeenFrame::new(&snapshot);
        let look = seen.look(seen.size());
        // 64 x 48, of which the middle 48 columns are seen.
        assert_eq!((look.picture.size, look.frame), (Size::new(48, 48), 3));
        assert_eq!(look.picture.rgb[..3], snapshot.frame.picture.rgb[8 * 3..9 * 3]);
        assert_eq!(look.top, snapshot.top);
    }
}
