//! The built-in demo: five photos under a slow, hand-held wobble. Its pictures depend on the frame number alone, so that
//! every run on every machine sees the same ones.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;

use super::warp::Sheet;
use super::wobble::pose;
use super::{FRAMES_PER_SECOND, Shot, Source, photo};

/// Size of the reel's pictures.
pub(super) const SIZE: Size = Size::new(640, 480);
/// Photos are scaled to cover this: the picture, and around it the room in which the camera moves.
pub(super) const SHEET: Size = Size::new(880, 660);
/// Frames a photo stays: eleven seconds.
const FRAMES_PER_PHOTO: u32 = 11 * FRAMES_PER_SECOND;

macro_rules! photos {
    ($($file:literal),*) => {
        [$(($file, include_bytes!(concat!("../../assets/reel/", $file)))),*]
    };
}

/// In order of appearance.
const PHOTOS: [(&str, &[u8]); 5] =
    photos!["chelsea.png", "coffee.png", "astronaut.png", "camera.png", "rocket.jpg"];

/// The reel. It never ends: after the last photo comes the first.
#[derive(Debug, Default)]
pub struct Reel {
    /// Frames so far.
    frame: u32,
    /// Which photo is shown.
    photo: usize,
    /// Frames of this photo so far.
    shown: u32,
    /// The photo, once decoded.
    sheet: Option<Sheet>,
}

impl Reel {
    /// The reel from its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    fn sheet(&mut self) -> Result<&Sheet> {
        if self.sheet.is_none() {
            let (file, bytes) = PHOTOS[self.photo];
            let picture = photo::decode(bytes)
                .map_err(|problem| Error::Image { problem, path: file.into() })?;
            self.sheet = Some(Sheet::new(&picture, SHEET)?);
        }
        // Just filled.
        self.sheet.as_ref().ok_or(Error::Crashed("capture"))
    }
}

impl Source for Reel {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        if self.shown == FRAMES_PER_PHOTO {
            self.step(1);
        }
        spare.size = SIZE;
        spare.rgb.resize(SIZE.area() * 3, 0);
        let pose = pose(self.frame.into());
        self.sheet()?.sample(pose, &mut spare);
        let shot = Shot {
            picture: spare,
            new_scene: self.shown == 0,
            at: Duration::from_secs(1) * self.frame / FRAMES_PER_SECOND,
            captured: Instant::now(),
            name: Arc::from(PHOTOS[self.photo].0),
            repeat: false,
        };
        self.frame += 1;
        self.shown += 1;
        Ok(shot)
    }

    fn is_live(&self) -> bool {
        false
    }

    fn describe(&self) -> String {
        "reel".to_owned()
    }

    fn step(&mut self, pictures: i64) -> bool {
        let count = PHOTOS.len() as i64;
        let to = (self.photo as i64 + pictures.rem_euclid(count)) % count;
        self.photo = to as usize;
        self.shown = 0;
        self.sheet = None;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(reel: &mut Reel) -> Shot {
        reel.next(Picture::default()).unwrap()
    }

    /// FNV-1a, 64 bits.
    fn hash(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| {
            (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }

    #[test]
    fn photos_follow_each_other_every_eleven_seconds() {
        let mut reel = Reel::new();
        for (i, (name, _)) in PHOTOS.iter().enumerate() {
            let shot = next(&mut reel);
            assert!(shot.new_scene && &*shot.name == *name);
            assert_eq!(shot.at, Duration::from_secs(11 * i as u64));
            for _ in 1..FRAMES_PER_PHOTO {
                reel.frame += 1;
                reel.shown += 1;
            }
        }
        assert_eq!(&*next(&mut reel).name, PHOTOS[0].0);
    }

    #[test]
    fn no_two_frames_are_alike_and_none_is_a_repeat() {
        let mut reel = Reel::new();
        let first = next(&mut reel);
        let second = next(&mut reel);
        assert!(!second.new_scene && !second.repeat);
        assert_ne!(first.picture, second.picture);
        assert_eq!(first.picture.size, SIZE);
    }

    #[test]
    fn a_step_begins_a_new_scene_and_time_goes_on() {
        let mut reel = Reel::new();
        next(&mut reel);
        assert!(reel.step(-1));
        let shot = next(&mut reel);
        assert!(shot.new_scene && &*shot.name == "rocket.jpg");
        assert_eq!(shot.at, Duration::from_secs(1) / 30);
        assert!(reel.step(i64::MIN));
        next(&mut reel);
    }

    /// If this fails, the reel has changed, and with it every figure measured on it.
    #[test]
    fn the_same_pixels_on_every_machine() {
        let mut reel = Reel { frame: 1234, ..Reel::new() };
        let hashes: Vec<u64> = (0..PHOTOS.len())
            .map(|_| {
                let shot = next(&mut reel);
                reel.step(1);
                hash(&shot.picture.rgb)
            })
            .collect();
        let known = [
            0x8fab_0854_b6f3_c434,
            0xe928_8446_0dd9_c308,
            0x1ae6_6268_1e12_6ab3,
            0xcf7c_bda3_58ae_f4af,
            0xd7df_fb17_8732_248a,
        ];
        assert_eq!(hashes, known, "{hashes:#x?}");
    }
}
