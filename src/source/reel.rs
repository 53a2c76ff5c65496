//! The built-in demo reel as a source of frames: five photos under a slow, hand-held wobble.
//!
//! Its pictures depend on the frame number alone, so that every run on every machine sees the same
//! ones.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;

use super::warp::PaddedPicture;
use super::wobble::{ONE, pose};
use super::{FRAMES_PER_SECOND, Shot, Source, photo};

/// Size of the reel's pictures.
pub(super) const SIZE: Size = Size::new(640, 480);
/// Photos are scaled to cover this: the picture, and around it the room in which the camera moves.
pub(super) const SHEET: Size = Size::new(880, 660);
/// Frames a photo stays: eleven seconds.
const FRAMES_PER_PHOTO: u32 = 11 * FRAMES_PER_SECOND;

/// One of the reel's photos.
struct Photo {
    file: &'static str,
    bytes: &'static [u8],
    /// How far above the middle the camera looks, in pixels of the sheet: where the subject is.
    up: i32,
}

macro_rules! photo {
    ($file:literal, $up:literal) => {
        Photo { file: $file, bytes: include_bytes!(concat!("../../assets/reel/", $file)), up: $up }
    };
}

/// So many of the photos show a thing that has a word.
pub const SHIPPED: usize = PHOTOS.len() - 1;

/// The photo of a person: no class of ImageNet is one.
const PORTRAIT: &str = "astronaut.png";

/// In order of appearance.
const PHOTOS: [Photo; 5] = [
    photo!("chelsea.png", 0),
    photo!("coffee.png", 0),
    photo!("astronaut.png", 105),
    photo!("camera.png", 60),
    photo!("rocket.jpg", 0),
];

/// The photos of which each shows a thing that has a word, decoded; the portrait's has none.
///
/// # Errors
/// [`Error::Image`] where one is damaged, which a test holds that none is.
pub fn shipped(index: usize) -> Result<Option<Picture>> {
    let mut named = PHOTOS.iter().filter(|photo| photo.file != PORTRAIT);
    let Some(Photo { file, bytes, .. }) = named.nth(index) else { return Ok(None) };
    let (picture, _) = photo::decode(bytes, photo::Detail::Shown)
        .map_err(|problem| Error::Image { problem, path: file.into() })?;
    Ok(Some(picture))
}

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
    sheet: Option<PaddedPicture>,
}

impl Reel {
    /// The reel from its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    fn sheet(&mut self) -> Result<&PaddedPicture> {
        if self.sheet.is_none() {
            let Photo { file, bytes, .. } = PHOTOS[self.photo];
            let (picture, _) = photo::decode(bytes, photo::Detail::Full)
                .map_err(|problem| Error::Image { problem, path: file.into() })?;
            self.sheet = Some(PaddedPicture::new(&picture, SHEET)?);
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
        let mut pose = pose(self.frame.into());
        pose.y -= PHOTOS[self.photo].up * ONE;
        self.sheet()?.sample(pose, &mut spare);
        let shot = Shot {
            picture: spare,
            new_scene: self.shown == 0,
            at: Duration::from_secs(1) * self.frame / FRAMES_PER_SECOND,
            captured: Instant::now(),
            name: Arc::from(PHOTOS[self.photo].file),
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
        say!("source-reel")
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
        for (i, Photo { file, .. }) in PHOTOS.iter().enumerate() {
            let shot = next(&mut reel);
            assert!(shot.new_scene && &*shot.name == *file);
            assert_eq!(shot.at, Duration::from_secs(11 * i as u64));
            for _ in 1..FRAMES_PER_PHOTO {
                reel.frame += 1;
                reel.shown += 1;
            }
        }
        assert_eq!(&*next(&mut reel).name, PHOTOS[0].file);
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

    #[test]
    fn the_camera_never_sees_beyond_the_photo() {
        for photo in &PHOTOS {
            let (mut white, _) = photo::decode(photo.bytes, photo::Detail::Full).unwrap();
            white.rgb.fill(255);
            let sheet = PaddedPicture::new(&white, SHEET).unwrap();
            let mut seen = Picture::new(SIZE, vec![0; SIZE.area() * 3]);
            for frame in (0..120_000).step_by(397) {
                let mut pose = pose(frame);
                pose.y -= photo.up * ONE;
                sheet.sample(pose, &mut seen);
                let inside = seen.rgb.iter().all(|&v| v == 255);
                assert!(inside, "black at the edge of {}, frame {frame}", photo.file);
            }
        }
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
            0x475b_ce14_49a8_8f1a,
            0x9ef2_aed4_56b4_0b1d,
            0x1043_8e1f_3f93_2efc,
            0x27bc_09e0_72fc_4393,
            0x92a0_2384_c84d_9820,
        ];
        assert_eq!(hashes, known, "{hashes:#x?}");
    }
}
