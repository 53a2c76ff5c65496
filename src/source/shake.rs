//! A photo that is shaken a little, as by a hand: the same movements each time.

use std::mem;

use super::warp::PaddedPicture;
use super::wobble::tremble;
use crate::error::Result;
use crate::frame::Picture;
use crate::geometry::Size;

/// The longer side is shrunk to this, so that sampling keeps up with the frames …
const LONGEST: i64 = 1280;
/// … but the shorter one stays as large as any network's window.
const SHORTEST: i64 = 480;
/// With fewer pixels a side, the movement would look beyond the edge.
const LEAST: i64 = 64;
/// What fixed point can tell apart.
const MOST: i64 = 20_000;

/// A photo, and how far its movement has come.
#[derive(Debug)]
pub(super) struct Shake {
    sheet: PaddedPicture,
    size: Size,
    frame: u64,
}

impl Shake {
    /// Begins to shake this picture; none where it is far too long for that.
    pub(super) fn new(picture: &Picture) -> Result<Option<Self>> {
        let Some(size) = shaken_size(picture.size) else { return Ok(None) };
        Ok(Some(Self { sheet: PaddedPicture::new(picture, size)?, size, frame: 0 }))
    }

    /// The next picture.
    pub(super) fn next(&mut self, into: &mut Picture) {
        into.size = self.size;
        into.rgb.resize(self.size.area() * 3, 0);
        self.sheet.sample(tremble(self.frame, self.size), into);
        self.frame += 1;
    }
}

/// A still picture that can be shaken, and what is known of the shot before.
#[derive(Debug, Default)]
pub(super) struct Hand {
    shake: Option<Shake>,
    /// True once the picture was shown as it is, and nothing else since.
    rests: bool,
}

impl Hand {
    /// Writes the picture, shaken or as it is; true where the shot before showed the same pixels.
    pub(super) fn show(&mut self, picture: &Picture, into: &mut Picture) -> bool {
        if let Some(shake) = &mut self.shake {
            shake.next(into);
            self.rests = false;
            return false;
        }
        into.clone_from(picture);
        mem::replace(&mut self.rests, true)
    }

    /// Begins to shake this picture, or stops. False where it cannot be.
    pub(super) fn shake(&mut self, picture: &Picture) -> Result<bool> {
        if self.shake.take().is_some() {
            return Ok(true);
        }
        self.shake = Shake::new(picture)?;
        Ok(self.is_shaking())
    }

    pub(super) fn is_shaking(&self) -> bool {
        self.shake.is_some()
    }
}

/// How large a picture of this size is while it is shaken.
fn shaken_size(size: Size) -> Option<Size> {
    let (width, height) = (i64::from(size.width), i64::from(size.height));
    let (short, long) = (width.min(height), width.max(height));
    if short < 1 {
        return None;
    }
    // A fraction: the tighter of both limits.
    let (to, of) = if short < LEAST {
        (LEAST, short)
    } else if LONGEST * short > SHORTEST * long {
        (LONGEST.min(long), long)
    } else {
        (SHORTEST.min(short), short)
    };
    let side = |length: i64| (length * to / of).max(LEAST);
    let shaken = (side(width), side(height));
    (shaken.0.max(shaken.1) <= MOST).then(|| Size::new(shaken.0 as i32, shaken.1 as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_photo_is_shrunk_and_a_tiny_one_enlarged() {
        for (width, height, wanted) in [
            (640, 480, Some((640, 480))),
            (5017, 3344, Some((1280, 853))),
            (1024, 40960, Some((480, 19200))),
            (4000, 300, Some((4000, 300))),
            (8, 6, Some((85, 64))),
            (1, 1000, None),
            (0, 0, None),
        ] {
            let wanted = wanted.map(|(width, height)| Size::new(width, height));
            assert_eq!(shaken_size(Size::new(width, height)), wanted, "{width}x{height}");
        }
    }

    #[test]
    fn every_picture_moves_and_none_shows_what_lies_beyond_the_photo() {
        for (width, height) in [(64, 64), (640, 480), (480, 3000), (2000, 480)] {
            let size = Size::new(width, height);
            let white = Picture::new(size, vec![255; size.area() * 3]);
            let mut shake = Shake::new(&white).unwrap().unwrap();
            let mut seen = Picture::default();
            for _ in 0..40 {
                shake.next(&mut seen);
                shake.frame += 97;
                assert!(seen.rgb.iter().all(|&value| value == 255), "{width}x{height}");
            }
        }
    }

    #[test]
    fn a_hand_says_which_shots_are_alike() {
        let size = Size::new(80, 60);
        let ramp = Picture::new(size, (0..size.area() * 3).map(|n| (n % 251) as u8).collect());
        let (mut hand, mut seen) = (Hand::default(), Picture::default());
        let mut shots = |hand: &mut Hand| [(); 2].map(|()| hand.show(&ramp, &mut seen));
        assert_eq!(shots(&mut hand), [false, true]);
        assert!(hand.shake(&ramp).unwrap() && hand.is_shaking());
        assert_eq!(shots(&mut hand), [false, false]);
        assert!(hand.shake(&ramp).unwrap() && !hand.is_shaking());
        assert_eq!(shots(&mut hand), [false, true]);
        let nothing = Picture::default();
        assert!(!hand.shake(&nothing).unwrap());
    }
}
