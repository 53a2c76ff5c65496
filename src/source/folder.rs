//! The pictures of a folder, by name, one after another.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::{Error, Result, in_one_line};
use crate::frame::Picture;

use super::photo::{EXTENSIONS, is_named_like_one, load, name_of};
use super::{FRAMES_PER_SECOND, Shot, Source};

/// Endings of pictures' names that people have in their folders and DeepVis does not read.
const UNREAD: [&str; 25] = [
    "heic", "heics", "heif", "heifs", "hif", "avif", "avifs", "tif", "tiff", "jxl", "jp2", "psd",
    "svg", "dng", "arw", "cr2", "cr3", "nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "srw",
];

/// How long a picture stays, in shots: five seconds.
const SHOTS_PER_PICTURE: u32 = 5 * FRAMES_PER_SECOND;

/// A folder's pictures. Each is read when its turn comes; one that cannot be read is left out from then on, with a notice.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    pictures: Vec<PathBuf>,
    /// Which picture is shown.
    current: usize,
    /// Its pixels, once read.
    loaded: Option<Picture>,
    /// Shots of the current picture so far.
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
        self.shown = 0;
    }

    /// The current picture's pixels, or those of the next that can be read.
    fn pixels(&mut self) -> Result<&Picture> {
        while self.loaded.is_none() {
            match load(&self.pictures[self.current]) {
                Ok(picture) => self.loaded = Some(picture),
                Err(error) => self.leave_out(&error)?,
            }
        }
        // Just filled.
        self.loaded.as_ref().ok_or(Error::Crashed("capture"))
    }

    fn leave_out(&mut self, error: &Error) -> Result<()> {
        self.notices.push(format!("skipped: {error}"));
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

/// What a folder holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The pictures, in natural order.
    pub pictures: Vec<PathBuf>,
    /// What is to be said of pictures of other kinds, counted, with the folder last.
    pub left_out: Option<String>,
}

/// A folder's pictures: files whose names end in one of [`EXTENSIONS`], by name, numbers in it by
/// their value and letters whatever their case. Hidden files and sub-folders are left out.
///
/// # Errors
/// [`Error::Io`] where it cannot be listed, [`Error::Image`] where it holds no pictures.
pub fn pictures(path: &Path) -> Result<Listing> {
    let failed = || Error::io("list the folder", path);
    let (mut pictures, mut unread) = (Vec::new(), BTreeMap::<String, usize>::new());
    for entry in fs::read_dir(path).map_err(failed())? {
        let file = entry.map_err(failed())?.path();
        if is_hidden(&file) || !file.is_file() {
            continue;
        }
        if is_named_like_one(&file) {
            pictures.push(file);
        } else if let Some(extension) = unread_extension(&file) {
            *unread.entry(extension).or_default() += 1;
        }
    }
    pictures.sort_by(|one, other| in_natural_order(one, other));
    let left_out = left_out(&unread);
    if pictures.is_empty() {
        let known = EXTENSIONS.join(", ");
        let other = left_out.map(|text| format!("; {text}")).unwrap_or_default();
        let problem = format!("no pictures ({known}) in the folder{other}");
        return Err(Error::Image { problem, path: path.to_owned() });
    }
    let left_out = left_out.map(|text| format!("{text}: {}", in_one_line(path)));
    Ok(Listing { pictures, left_out })
}

/// By name, as people count: img2 before img10, and b after A. What is the same to them has an
/// order too, so that it is the same on every machine.
fn in_natural_order(one: &Path, other: &Path) -> Ordering {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    alphanumeric_sort::compare_str(name(one), name(other)).then_with(|| one.cmp(other))
}

/// "left out: 2 heic, 1 tiff; …", the most first; none where nothing is.
fn left_out(unread: &BTreeMap<String, usize>) -> Option<String> {
    let mut counts: Vec<_> = unread.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let listed = counts.join(", ");
    (!counts.is_empty()).then(|| {
        format!("left out: {listed}; not read, make JPEGs of them (heif-convert, ImageMagick)")
    })
}

fn unread_extension(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    UNREAD.contains(&&*extension).then_some(extension)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

impl Source for Folder {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        if self.shown == SHOTS_PER_PICTURE && self.pictures.len() > 1 {
            self.go(1);
        }
        spare.clone_from(self.pixels()?);
        let shot = Shot {
            picture: spare,
            new_scene: self.shown == 0,
            at: Duration::from_secs(1) * self.shots / FRAMES_PER_SECOND,
            captured: Instant::now(),
            name: name_of(&self.pictures[self.current]),
            repeat: self.shown > 0,
        };
        self.shown = self.shown.saturating_add(1);
        self.shots += 1;
        Ok(shot)
    }

    fn is_live(&self) -> bool {
        false
    }

    fn is_still(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        let plural = if self.pictures.len() == 1 { "" } else { "s" };
        format!("{} ({} picture{plural})", self.path.display(), self.pictures.len())
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
    fn pictures_come_in_the_order_in_which_people_count() {
        let wanted = [
            "0.png",
            "2.png",
            "10.png",
            "a9.png",
            "A10.png",
            "b.png",
            "B1.png",
            "img2.png",
            "IMG10.png",
            "img010.png",
            "img100.png",
            "Ä.png",
        ];
        let (_place, folder) = folder(&wanted);
        let names: Vec<_> = folder.pictures.iter().map(|path| name_of(path)).collect();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        assert_eq!(names, wanted);
    }

    /// Sorting may panic where an order contradicts itself.
    #[test]
    fn the_order_is_one_whatever_comes_first() {
        let names = [
            "a1",
            "A1",
            "a01",
            "A01",
            "a1b",
            "a01B",
            "a",
            "1",
            "01",
            "1\u{4e2d}",
            "1-\u{4e2d}",
            "\u{4e2d}",
        ];
        let mut paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        paths.sort_by(|one, other| in_natural_order(one, other));
        for (i, one) in paths.iter().enumerate() {
            for (j, other) in paths.iter().enumerate() {
                assert_eq!(in_natural_order(one, other), i.cmp(&j), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn pictures_of_other_kinds_are_counted() {
        let (place, mut one) = folder(&["a.png"]);
        assert!(one.notices().is_empty());
        for name in ["1.HEIC", "2.heic", "3.TIFF", "4.mp4", "notes.txt", ".5.heic", "6"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        fs::create_dir(place.path().join("7.heic")).unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        let wanted = format!(
            "left out: 2 heic, 1 tiff; not read, make JPEGs of them (heif-convert, ImageMagick): {}",
            place.path().display()
        );
        assert_eq!(folder.notices(), [wanted]);
        assert!(!next(&mut folder).repeat);
        assert!(folder.notices().is_empty(), "once is enough");
        fs::remove_file(place.path().join("a.png")).unwrap();
        let error = Folder::open(place.path()).unwrap_err().to_string();
        assert!(
            error.starts_with("no pictures (png, jpg, jpeg, gif, bmp, webp) in the folder; left out: 2 heic, 1 tiff; "),
            "{error}"
        );
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
    fn a_single_picture_stays() {
        let (_place, mut folder) = folder(&["a.png"]);
        assert!(!folder.step(1));
        assert!((0..400).filter(|_| next(&mut folder).new_scene).count() == 1);
    }
}
