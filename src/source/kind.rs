//! The kind of thing at a path (folder, picture, animation, clip), by its name and first bytes.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use image::ImageFormat;

use super::animation::{Animation, Format};
use super::{heif, photo, y4m};

/// So much of a file is read to find out what it is.
const START: u64 = 32;

/// What can be done with a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It leads nowhere.
    Nothing,
    /// A folder, whatever is in it.
    Folder,
    /// A single picture; also what ought to be one by its name, so that the error is that of a
    /// picture.
    Photo,
    /// A GIF, WebP or PNG with more than one picture: its bytes.
    Animation(Format, Arc<[u8]>),
    /// A y4m clip.
    Y4m,
    /// Something for ffmpeg.
    Other,
}

impl Kind {
    /// Looks at the path and into the file.
    pub(super) fn of(path: &Path) -> Self {
        if path.is_dir() {
            return Self::Folder;
        }
        if !path.exists() {
            return Self::Nothing;
        }
        let mut start = Vec::new();
        let read = File::open(path).and_then(|file| file.take(START).read_to_end(&mut start));
        if read.is_err() || start.is_empty() {
            return Self::Photo;
        }
        if let Some(format) = Format::of(&start) {
            return match fs::read(path).map(Arc::from) {
                Ok(bytes) if Animation::moves(format, &bytes) => Self::Animation(format, bytes),
                _ => Self::Photo,
            };
        }
        if start.starts_with(y4m::MAGIC) {
            Self::Y4m
        } else if photo::is_named_like_one(path) || is_picture(&start) || heif::is_one(&start) {
            Self::Photo
        } else {
            Self::Other
        }
    }
}

fn is_picture(start: &[u8]) -> bool {
    use ImageFormat::{Bmp, Jpeg, Png, WebP};
    image::guess_format(start).is_ok_and(|format| [Bmp, Jpeg, Png, WebP].contains(&format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes_say_what_a_file_is() {
        let place = tempfile::tempdir().unwrap();
        let kind = |name: &str, bytes: &[u8]| {
            let path = place.path().join(name);
            fs::write(&path, bytes).unwrap();
            Kind::of(&path)
        };
        assert_eq!(kind("a.y4m", b"YUV4MPEG2 W2 H2\n"), Kind::Y4m);
        assert_eq!(kind("clip.png", b"YUV4MPEG2 W2 H2\n"), Kind::Y4m);
        assert_eq!(kind("text.png", b"no picture"), Kind::Photo);
        assert_eq!(kind("photo", b"\x89PNG\r\n\x1a\n"), Kind::Photo);
        assert_eq!(kind("broken.gif", b"GIF89a"), Kind::Photo);
        assert_eq!(kind("telephone", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Kind::Photo);
        assert_eq!(kind("empty.mp4", b""), Kind::Photo);
        assert_eq!(kind("a.mp4", b"\0\0\0\x20ftypisom"), Kind::Other);
        assert_eq!(Kind::of(&place.path().join("none.mp4")), Kind::Nothing);
        assert_eq!(Kind::of(place.path()), Kind::Folder);
    }
}
