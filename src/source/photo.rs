//! A picture's file, loaded, and a source of frames that shows it.

mod pixels;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::frame::Picture;

use super::shake::Hand;
use super::{FRAMES_PER_SECOND, Shot, Source};

pub(super) use pixels::{Detail, MOST_PIXELS, decode};

/// The file name extensions of the formats that can be read, in lower case.
pub const EXTENSIONS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "bmp", "webp"];

/// Bytes of a file. 100 megapixels of 16 bits and four channels, not compressed, take 800 MB; a
/// device may never end.
const LONGEST: u64 = 1 << 30;

/// Reads a picture: PNG, JPEG, GIF (its first frame), BMP or WebP, recognised by its content,
/// turned upright as its Exif orientation says, as 8-bit RGB: 16-bit values are rounded, grey
/// becomes three equal channels, what is transparent shows white. A JPEG picture whose
/// data are damaged is read as far as they go, with a warning in the log.
///
/// # Errors
/// [`Error::Io`] where the file cannot be read, [`Error::Image`] where it is no picture, damaged,
/// or larger than 100 megapixels.
pub fn load(path: &Path) -> Result<Picture> {
    let (picture, notice) = load_with_notice(path)?;
    if let Some(notice) = notice {
        log::warn!("{notice}");
    }
    Ok(picture)
}

/// [`load`], with the warning, for who logs it later.
///
/// # Errors
/// Those of [`load`].
pub fn load_with_notice(path: &Path) -> Result<(Picture, Option<String>)> {
    read(path, Detail::Full)
}

/// [`load`], for frames: large pictures are shrunk. With what is to be told of it.
pub(super) fn load_to_show(path: &Path) -> Result<(Picture, Option<String>)> {
    read(path, Detail::Shown)
}

fn read(path: &Path, detail: Detail) -> Result<(Picture, Option<String>)> {
    let failed = || Error::io("read the picture", path);
    let file = File::open(path).map_err(failed())?;
    // Of a device or a pipe nobody knows the length.
    let mut length = file.metadata().map_err(failed())?.len();
    let mut bytes = Vec::new();
    if length <= LONGEST {
        length = file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed())? as u64;
    }
    if length > LONGEST {
        let problem = format!("longer than {} MB, as no picture is", LONGEST >> 20);
        return Err(Error::Image { problem, path: path.to_owned() });
    }
    let (picture, damage) = decode(&bytes, detail)
        .map_err(|problem| Error::Image { problem, path: path.to_owned() })?;
    let notice = damage.map(|damage| {
        let file = path.display().to_string();
        say!("notice-damaged", damage = damage, file = file)
    });
    Ok((picture, notice))
}

/// A single picture, shown again and again.
#[derive(Debug)]
pub struct Photo {
    path: PathBuf,
    name: Arc<str>,
    picture: Picture,
    hand: Hand,
    notice: Option<String>,
    shots: u32,
}

impl Photo {
    /// Reads the picture.
    ///
    /// # Errors
    /// Those of [`load`].
    pub fn open(path: &Path) -> Result<Self> {
        let (picture, notice) = load_to_show(path)?;
        let (path, name) = (path.to_owned(), name_of(path));
        Ok(Self { path, name, picture, hand: Hand::default(), notice, shots: 0 })
    }
}

/// True where the name ends in one of [`EXTENSIONS`].
pub(super) fn is_named_like_one(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.iter().any(|known| extension == *known)
}

/// The file's own name, for people.
pub(super) fn name_of(path: &Path) -> Arc<str> {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into()
}

impl Source for Photo {
    fn next(&mut self, mut spare: Picture) -> Result<Shot> {
        let repeat = self.hand.show(&self.picture, &mut spare);
        let shot = Shot {
            picture: spare,
            new_scene: self.shots == 0,
            at: Duration::from_secs(1) * self.shots / FRAMES_PER_SECOND,
            captured: Instant::now(),
            name: Arc::clone(&self.name),
            repeat,
        };
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
        self.hand.shake(&self.picture)
    }

    fn is_shaken(&self) -> bool {
        self.hand.is_shaking()
    }

    fn describe(&self) -> String {
        format!("{} ({})", self.path.display(), self.picture.size)
    }

    fn step(&mut self, _pictures: i64) -> bool {
        false
    }

    fn notices(&mut self) -> Vec<String> {
        self.notice.take().into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::ImageFormat;

    use super::pixels::tests::{encoded, rgb_image};
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn a_file_that_is_longer_than_any_picture_is_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("endless.png");
        File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
        let error = load(&path).unwrap_err().to_string();
        assert!(error.starts_with("longer than 1024 MB, as no picture is: "), "{error}");
    }

    #[test]
    fn damage_inside_a_scan_is_told_of_once_and_the_rest_is_shown() {
        let mut bytes = include_bytes!("../../tests/data/jpeg/restart.jpg").to_vec();
        let marker = bytes.windows(2).position(|pair| pair == [0xff, 0xd1]).unwrap();
        bytes.drain(marker..marker + 2);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lost.jpg");
        fs::write(&path, bytes).unwrap();
        let mut photo = Photo::open(&path).unwrap();
        assert_eq!(photo.next(Picture::default()).unwrap().picture.size, Size::new(67, 50));
        let notices = photo.notices();
        assert_eq!(notices.len(), 1);
        let said =
            "a part of the JPEG picture is missing between two restart markers; shown as it is: ";
        assert!(notices[0].starts_with(said) && notices[0].ends_with("lost.jpg"), "{notices:?}");
        assert!(photo.notices().is_empty());
    }

    #[test]
    fn what_is_no_picture_is_one_clear_line_with_the_file_last() {
        let folder = tempfile::tempdir().unwrap();
        let error = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let text = load(&path).unwrap_err().to_string();
            assert!(text.ends_with(name) && !text.contains('\n'), "{text}");
            text
        };
        assert!(error("empty.png", b"").starts_with("the file is empty: "));
        assert!(
            error("text.png", b"a cat, honestly").starts_with("not a picture of a known format")
        );
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Bmp] {
            let whole = encoded(rgb_image(40, 40), format);
            let text = error("half", &whole[..whole.len() / 2]);
            assert!(text.contains("damaged") || text.contains("cut short"), "{text}");
        }
        let missing = load(&folder.path().join("none.png")).unwrap_err().to_string();
        assert!(missing.starts_with("cannot read the picture: "), "{missing}");
    }

    #[test]
    fn a_photo_that_is_shaken_moves_until_it_is_told_to_stop() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cat.png");
        rgb_image(96, 64).save(&path).unwrap();
        let mut photo = Photo::open(&path).unwrap();
        let next = |photo: &mut Photo| photo.next(Picture::default()).unwrap();
        let first = next(&mut photo);
        assert!(photo.is_still() && photo.shake().unwrap());
        assert!(photo.is_shaken() && !photo.is_still());
        let shaken = [(); 3].map(|()| next(&mut photo));
        assert!(shaken.iter().all(|shot| !shot.repeat && !shot.new_scene));
        assert!(shaken[0].picture != shaken[1].picture && shaken[1].picture != shaken[2].picture);
        assert!(photo.shake().unwrap() && photo.is_still());
        let after = next(&mut photo);
        assert!(!after.repeat && after.picture == first.picture);
        assert!(next(&mut photo).repeat);
    }

    #[test]
    fn a_photo_repeats_itself_thirty_times_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cat.png");
        rgb_image(8, 6).save(&path).unwrap();
        let mut photo = Photo::open(&path).unwrap();
        let first = photo.next(Picture::default()).unwrap();
        assert!(first.new_scene && !first.repeat && first.at == Duration::ZERO);
        assert_eq!(&*first.name, "cat.png");
        let second = photo.next(Picture::default()).unwrap();
        assert!(!second.new_scene && second.repeat);
        assert_eq!((second.at * 30).as_millis(), 999, "a thirtieth of a second, rounded down");
        assert_eq!(second.picture, first.picture);
    }
}
