//! A folder as a source of frames: its pictures, one after another, in natural order.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::ahead::Ahead;
use super::listing::{Listing, pictures};
use super::photo::name_of;
use super::shake::Hand;
use super::{FRAMES_PER_SECOND, Shot, Source};

/// How long a picture stays, in shots: five seconds.
const SHOTS_PER_PICTURE: u32 = 5 * FRAMES_PER_SECOND;

/// A folder's pictures. While one is shown, the next is read beside; one that cannot be read is
/// left out from then on, with a notice.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    pictures: Vec<PathBuf>,
    /// Which picture is shown.
    current: usize,
    /// Its pixels, once read.
    loaded: Option<Picture>,
    /// Reads the one that probably follows.
    ahead: Ahead,
    /// Shakes it.
    hand: Hand,
    /// Shots of the current picture so far; while it is shaken, only the first counts.
    shown: u32,
    /// Shots of all.
    shots: u32,
    /// True while moving backwards, so that a broken picture is skipped in the same direction.
    backwards: bool,
    notices: Vec<String>,
}

impl Folder {
    /// Lists the folder's [`pictures`].
    ///
    /// # Errors
    /// Those of [`pictures`].
    pub fn open(path: &Path) -> Result<Self> {
        let Listing { pictures, left_out } = pictures(path)?;
        Ok(Self {
            path: path.to_owned(),
            pictures,
            current: 0,
            loaded: None,
            ahead: Ahead::default(),
            hand: Hand::default(),
            shown: 0,
            shots: 0,
            backwards: false,
            notices: left_out.into_iter().collect(),
        })
    }

    fn go(&mut self, pictures: i64) {
        let count = self.pictures.len() as i64;
        self.current =
            (self.current as i64 + pictures.rem_euclid(count)).rem_euclid(count) as usize;
        self.backwards = pictures < 0;
        self.loaded = None;
        self.hand = Hand::default();
        self.shown = 0;
    }

    /// Reads the current picture, or the next that can be read, and begins with the one after it.
    fn read(&mut self) -> Result<()> {
        while self.loaded.is_none() {
            match self.ahead.take(&self.pictures[self.current]) {
                Ok((picture, notice)) => {
                    self.loaded = Some(picture);
                    self.notices.extend(notice);
                }
                Err(error) => self.leave_out(&error)?,
            }
        }
        let count = self.pictures.len();
        if count > 1 {
            let step = if self.backwards { count - 1 } else { 1 };
            self.ahead.begin(&self.pictures[(self.current + step) % count]);
        }
        Ok(())
    }

    fn leave_out(&mut self, error: &Error) -> Result<()> {
        self.notices.push(say!("notice-skipped", error = error.to_string()));
        self.pictures.remove(self.current);
        let count = self.pictures.len();
        if count == 0 {
            return Err(Error::Image {
                problem: "none of the folder's pictures can be read".to_owned(),
                path: self.path.clone(),
            });
        }
        // The one behind it has moved up to its place.
        let step = if self.backwards { count - 1 } else { 0 };
        self.current = (self.current + step) % count;
        Ok(())
    }
}

impl Source for Folder {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        if self.shown >= SHOTS_PER_PICTURE && self.pictures.len() > 1 && !self.is_shaken() {
            self.go(1);
        }
        self.read()?;
        let Some(picture) = &self.loaded else { return Err(Error::Crashed("capture")) };
        let repeat = self.hand.show(picture, &mut spare);
        let shot = Shot {
            picture: spare,
            new_scene: self.shown == 0,
            at: Duration::from_secs(1) * self.shots / FRAMES_PER_SECOND,
            captured: Instant::now(),
            name: name_of(&self.pictures[self.current]),
            repeat,
        };
        // Whoever shakes a picture looks at it: it stays.
        self.shown = if self.is_shaken() { 1 } else { self.shown.saturating_add(1) };
        self.shots += 1;
        Ok(shot)
    }

    fn is_live(&self) -> bool {
        false
    }

    fn is_still(&self) -> bool {
        !self.is_shaken()
    }

    fn shake(&mut self) -> Result<bool> {
        self.read()?;
        self.loaded.as_ref().map_or(Ok(false), |picture| self.hand.shake(picture))
    }

    fn is_shaken(&self) -> bool {
        self.hand.is_shaking()
    }

    fn describe(&self) -> String {
        let (path, pictures) = (self.path.display().to_string(), self.pictures.len());
        say!("source-folder", path = path, pictures = pictures)
    }

    fn step(&mut self, pictures: i64) -> bool {
        if self.pictures.len() < 2 {
            return false;
        }
        self.go(pictures);
        true
    }

    fn notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::RgbImage;

    use super::*;

    /// A folder of pictures of distinct widths; a name that starts with "bad" gets text instead.
    fn folder(names: &[&str]) -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        for (i, name) in names.iter().enumerate() {
            let path = place.path().join(name);
            if name.starts_with("bad") {
                fs::write(path, "no picture").unwrap();
            } else {
                RgbImage::new(i as u32 + 1, 2)
                    .save_with_format(path, image::ImageFormat::Png)
                    .unwrap();
            }
        }
        let folder = Folder::open(place.path()).unwrap();
        (place, folder)
    }

    fn next(folder: &mut Folder) -> Shot {
        folder.next(Picture::default()).unwrap()
    }

    #[test]
    fn pictures_come_by_name_for_five_seconds_each() {
        let (_place, mut folder) = folder(&["b.png", "a.PNG", "note.txt.gz", ".hidden.png"]);
        assert!(folder.describe().ends_with("(2 pictures)"));
        let shots: Vec<Shot> = (0..301).map(|_| next(&mut folder)).collect();
        let scenes: Vec<usize> = (0..301).filter(|&i| shots[i].new_scene).collect();
        assert_eq!(scenes, [0, 150, 300]);
        assert_eq!(
            (&*shots[0].name, &*shots[150].name, &*shots[300].name),
            ("a.PNG", "b.png", "a.PNG")
        );
        assert_eq!(shots[150].at, Duration::from_secs(5));
        assert!((0..301).all(|i| shots[i].repeat != shots[i].new_scene));
    }

    #[test]
    fn what_is_left_out_is_told_once() {
        let (place, _) = folder(&["a.png"]);
        fs::write(place.path().join("1.heic"), "").unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        assert!(folder.notices()[0].starts_with("left out: 1 heic; "));
        next(&mut folder);
        assert!(folder.notices().is_empty());
    }

    #[test]
    fn steps_go_round_in_both_directions() {
        let (_place, mut folder) = folder(&["a.png", "b.png", "c.png"]);
        assert_eq!(&*next(&mut folder).name, "a.png");
        assert!(folder.step(-1));
        let shot = next(&mut folder);
        assert!(shot.new_scene && &*shot.name == "c.png");
        assert!(folder.step(8));
        assert_eq!(&*next(&mut folder).name, "b.png");
        assert!(folder.step(i64::MIN) && folder.step(i64::MAX));
        next(&mut folder);
    }

    #[test]
    fn a_broken_file_among_good_ones_is_skipped_once_with_a_notice() {
        let (_place, mut folder) = folder(&["a.png", "bad.png", "c.png"]);
        next(&mut folder);
        folder.step(1);
        assert_eq!(&*next(&mut folder).name, "c.png");
        let notices = folder.notices();
        assert_eq!(notices.len(), 1);
        assert!(notices[0].starts_with("skipped: not a picture"), "{}", notices[0]);
        folder.step(-1);
        assert_eq!(&*next(&mut folder).name, "a.png");
        assert!(folder.notices().is_empty());
    }

    #[test]
    fn going_backwards_a_broken_file_is_skipped_backwards() {
        let (_place, mut folder) = folder(&["a.png", "bad.png", "c.png"]);
        folder.step(-1);
        assert_eq!(&*next(&mut folder).name, "c.png");
        folder.step(-1);
        assert_eq!(&*next(&mut folder).name, "a.png");
    }

    #[test]
    fn a_folder_with_nothing_to_show_is_an_error() {
        let place = tempfile::tempdir().unwrap();
        let error = Folder::open(place.path()).unwrap_err().to_string();
        assert!(
            error.starts_with("no pictures (png, jpg, jpeg, gif, bmp, webp) in the folder: "),
            "{error}"
        );
        fs::write(place.path().join("bad.png"), "text").unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        let error = folder.next(Picture::default()).unwrap_err().to_string();
        assert!(error.starts_with("none of the folder's pictures can be read: "), "{error}");
        assert_eq!(folder.notices().len(), 1);
    }

    #[test]
    fn a_picture_that_is_shaken_stays_until_the_next_is_asked_for() {
        let (_place, mut folder) = folder(&["a.png", "b.png"]);
        next(&mut folder);
        assert!(folder.shake().unwrap() && !folder.is_still());
        let shots: Vec<Shot> = (0..400).map(|_| next(&mut folder)).collect();
        assert!(shots.iter().all(|shot| &*shot.name == "a.png" && !shot.repeat && !shot.new_scene));
        assert!(folder.step(1) && folder.is_still());
        let shot = next(&mut folder);
        assert!(&*shot.name == "b.png" && shot.new_scene && next(&mut folder).repeat);
    }

    #[test]
    fn the_picture_that_follows_is_read_while_one_is_shown() {
        let (place, mut folder) = folder(&["a.png", "b.png", "c.png"]);
        next(&mut folder);
        folder.ahead.wait();
        fs::remove_file(place.path().join("b.png")).unwrap();
        folder.step(1);
        assert_eq!(&*next(&mut folder).name, "b.png");
        folder.step(-1);
        assert_eq!(&*next(&mut folder).name, "a.png");
        // Now the one behind it: the way is backwards.
        folder.ahead.wait();
        fs::remove_file(place.path().join("c.png")).unwrap();
        folder.step(-1);
        assert_eq!((&*next(&mut folder).name, folder.notices().len()), ("c.png", 0));
    }

    #[test]
    fn a_single_picture_stays() {
        let (_place, mut folder) = folder(&["a.png"]);
        assert!(!folder.step(1));
        assert!((0..400).filter(|_| next(&mut folder).new_scene).count() == 1);
    }
}
