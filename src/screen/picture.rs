//! The saving of what the screen shows, as a PNG.

use std::io;
use std::path::Path;

use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::error::Result;
use crate::geometry::Size;
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
