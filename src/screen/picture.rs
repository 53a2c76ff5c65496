//! A picture of the screen, as a file.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::error::Result;
use crate::geometry::Size;
use crate::pipeline::message::Notices;
use crate::replace::replace;

/// Writes `pixels`, 0RGB words, as a PNG.
///
/// # Errors
/// [`crate::Error::Io`] with the path.
pub fn save(path: &Path, pixels: &[u32], size: Size) -> Result<()> {
    let rgb: Vec<u8> = pixels[..size.area()]
        .iter()
        .flat_map(|pixel| {
            let [_, red, green, blue] = pixel.to_be_bytes();
            [red, green, blue]
        })
        .collect();
    replace(path, "write the picture", |file| {
        PngEncoder::new_with_quality(file, CompressionType::Fast, FilterType::Adaptive)
            .write_image(
                &rgb,
                size.width as u32,
                size.height as u32,
                image::ExtendedColorType::Rgb8,
            )
            .map_err(io::Error::other)
    })
}

/// Saves pictures while the screen goes on, one at a time.
#[derive(Debug, Default)]
pub struct Saving {
    busy: Option<JoinHandle<()>>,
}

impl Saving {
    /// Begins to save a copy of these pixels in the current folder; a notice names the file.
    pub fn begin(&mut self, pixels: &[u32], size: Size, notices: &Notices) {
        if self.busy.as_ref().is_some_and(|busy| !busy.is_finished()) {
            notices.tell("busy: still saving the picture before");
            return;
        }
        let (pixels, notices_there) = (pixels.to_vec(), notices.clone());
        let begun = thread::Builder::new().name("save picture".into()).spawn(move || {
            let path = free_name();
            match save(&path, &pixels, size) {
                Ok(()) => notices_there.tell(format!("saved {}", path.display())),
                Err(error) => notices_there.tell(error.to_string()),
            }
        });
        match begun {
            Ok(busy) => self.busy = Some(busy),
            Err(error) => notices.tell(format!("cannot save the picture: {error}")),
        }
    }

    /// Waits until the last picture is whole.
    pub fn finish(&mut self) {
        if self.busy.take().is_some_and(|busy| busy.join().is_err()) {
            log::error!("saving the picture crashed");
        }
    }
}

/// The first of deepvis-001.png, deepvis-002.png … that is not taken.
fn free_name() -> PathBuf {
    let mut names = (1_u32..).map(|number| PathBuf::from(format!("deepvis-{number:03}.png")));
    names.find(|path| !path.exists()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_what_was_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        save(&path, &[0x00ff_0000, 0x0000_ff00, 0x0000_00ff, 0x0012_3456], Size::new(2, 2))
            .unwrap();
        let read = image::open(&path).unwrap().to_rgb8();
        assert_eq!(read.dimensions(), (2, 2));
        assert_eq!(read.into_raw(), [255, 0, 0, 0, 255, 0, 0, 0, 255, 0x12, 0x34, 0x56]);
    }
}
