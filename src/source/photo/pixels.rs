//! The decoder of pictures' files to 8-bit RGB: upright, laid on white, shrunk where only shown.

use std::borrow::Cow;
use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage};

use crate::frame::Picture;
use crate::geometry::Size;
use crate::resample::{Filter, Resampler};

use super::super::{heif, jpeg};

/// More pixels than this are refused before anything is decoded: 100 million.
pub(in crate::source) const MOST_PIXELS: usize = 100_000_000;
/// A decoder may take this many bytes: enough for the largest picture in 16 bits with alpha.
const MOST_MEMORY: u64 = 1 << 30;
/// A picture that is shown is shrunk to so many pixels at once: every frame would be moved around.
const MOST_SHOWN: f64 = 4096.0 * 4096.0;
/// But never so far that its shorter side falls below this, of which a network takes 300 at most:
/// of a panorama it would read what was shrunk before.
const LEAST_SIDE: f64 = 1024.0;

/// How many of a picture's pixels are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Detail {
    /// All of them, for answers that are those of the file.
    Full,
    /// Up to [`MOST_SHOWN`], for frames.
    Shown,
}

/// A picture from bytes, and what is missing of it. The error says what is wrong, without the file.
pub(in crate::source) fn decode(
    bytes: &[u8],
    detail: Detail,
) -> Result<(Picture, Option<String>), String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if let Some(refusal) = heif::refusal(bytes) {
        return Err(refusal);
    }
    let (mut bytes, mut damage) = (Cow::Borrowed(bytes), None);
    if bytes.starts_with(&[0xff, 0xd8]) {
        // The decoder fills what is missing of a JPEG picture with grey.
        let outline = jpeg::outline(&bytes)?;
        damage = outline.damage.map(|damage| damage.to_string());
        if let Cow::Owned(completed) = outline.complete(&bytes) {
            bytes = Cow::Owned(completed);
        }
    }
    let mut reader = ImageReader::new(Cursor::new(&bytes[..]));
    reader.no_limits();
    let reader = reader.with_guessed_format().map_err(|error| error.to_string())?;
    if reader.format().is_none() {
        return Err("not a picture of a known format (PNG, JPEG, GIF, BMP, WebP)".to_owned());
    }
    let mut decoder = reader.into_decoder().map_err(|error| said(&error))?;
    let (width, height) = decoder.dimensions();
    if width as usize * height as usize > MOST_PIXELS {
        return Err(format!("a picture of {width}x{height} is larger than 100 megapixels"));
    }
    if width == 0 || height == 0 {
        return Err(format!("a picture of {width}x{height} has no pixels"));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(|error| said(&error))?;
    // Some formats have no orientation to read, and a damaged one is no reason to refuse the
    // pixels.
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| said(&error))?;
    if let (Detail::Shown, Some(size)) = (detail, shrunk(width, height)) {
        image = resized(&on_white(image), size)?;
    }
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok((on_white(image), damage))
}

/// Bilinear, antialiased. `image`'s own is right as well, but takes twelve bytes a pixel.
fn resized(picture: &Picture, (width, height): (u32, u32)) -> Result<DynamicImage, String> {
    let size = Size::new(width as i32, height as i32);
    let mut rgb = vec![0; size.area() * 3];
    let run =
        Resampler::default().run(picture, picture.size.rect(), Filter::Bilinear, size, &mut rgb);
    run.map_err(|error| error.to_string())?;
    let image = RgbImage::from_raw(width, height, rgb);
    image.map(DynamicImage::from).ok_or_else(|| format!("no room for {size}"))
}

/// The size at which a picture is shown, where that is not its own.
fn shrunk(width: u32, height: u32) -> Option<(u32, u32)> {
    let (across, down) = (f64::from(width), f64::from(height));
    let least = (LEAST_SIDE / across.min(down)).min(1.0);
    let scale = (MOST_SHOWN / (across * down)).sqrt().max(least);
    let side = |length: f64| (length * scale).round() as u32;
    (scale < 1.0).then(|| (side(across), side(down)))
}

/// An error of the decoder in one line, lower case as ours are.
fn said(error: &ImageError) -> String {
    match error {
        ImageError::Unsupported(_) => "a kind of picture that cannot be read".to_owned(),
        ImageError::Limits(_) => "the picture needs more than 1 GiB to decode".to_owned(),
        other => {
            let text = other.to_string();
            format!("the picture is damaged ({})", text.lines().next().unwrap_or_default())
        }
    }
}

fn on_white(image: DynamicImage) -> Picture {
    let size = Size::new(image.width() as i32, image.height() as i32);
    if !image.color().has_alpha() {
        return Picture::new(size, image.into_rgb8().into_raw());
    }
    let rgba = image.into_rgba8().into_raw();
    let blend = |[r, g, b, alpha]: [u8; 4]| {
        let alpha = u32::from(alpha);
        // Rounded to nearest.
        [r, g, b].map(|value| ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
    };
    Picture::new(size, rgba.as_chunks::<4>().0.iter().flat_map(|&pixel| blend(pixel)).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use image::{GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, Rgba};
    use proptest::prelude::*;

    use super::*;

    pub(in crate::source::photo) fn encoded(
        image: impl Into<DynamicImage>,
        format: ImageFormat,
    ) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn pixels(bytes: &[u8]) -> Picture {
        let (picture, damage) = decode(bytes, Detail::Full).unwrap();
        assert_eq!(damage, None);
        picture
    }

    pub(in crate::source::photo) fn rgb_image(width: u32, height: u32) -> DynamicImage {
        ImageBuffer::from_fn(width, height, |x, y| Rgb([x as u8 * 9, y as u8 * 9, 40_u8])).into()
    }

    #[test]
    fn every_format_decodes_to_the_same_size() {
        use ImageFormat::{Bmp, Gif, Jpeg, Png, WebP};
        for format in [Png, Jpeg, Gif, Bmp, WebP] {
            let bytes = if format == Gif || format == WebP {
                // Their writers take alpha only.
                encoded(rgb_image(9, 7).into_rgba8(), ImageFormat::Png);
                let mut out = Cursor::new(Vec::new());
                let written = rgb_image(9, 7).into_rgba8().write_to(&mut out, format);
                if written.is_err() {
                    continue;
                }
                out.into_inner()
            } else {
                encoded(rgb_image(9, 7), format)
            };
            assert_eq!(pixels(&bytes).size, Size::new(9, 7), "{format:?}");
        }
    }

    #[test]
    fn sixteen_bits_grey_and_alpha_become_rgb() {
        let wide = ImageBuffer::from_pixel(2, 1, Rgb([65535_u16, 32896, 0]));
        let got = pixels(&encoded(DynamicImage::ImageRgb16(wide), ImageFormat::Png));
        assert_eq!(got.rgb, [255, 128, 0, 255, 128, 0]);

        let grey = GrayImage::from_pixel(1, 1, Luma([77]));
        assert_eq!(pixels(&encoded(grey, ImageFormat::Png)).rgb, [77; 3]);

        let clear =
            ImageBuffer::from_fn(3, 1, |x, _| Rgba([100_u8, 0, 200, [0, 255, 51][x as usize]]));
        let got = pixels(&encoded(clear, ImageFormat::Png));
        // Nothing of it; all of it; a fifth of it: 100 / 5 + 255 * 4 / 5 = 224, 0 + 204 = 204, 40 +
        // 204 = 244.
        assert_eq!(got.rgb, [255, 255, 255, 100, 0, 200, 224, 204, 244]);
    }

    #[test]
    fn a_picture_lying_on_its_side_is_turned_upright() {
        let mut bytes = encoded(rgb_image(16, 8), ImageFormat::Jpeg);
        // Exif with one entry: orientation (0x112) 6, turn right by 90 degrees. Put behind the
        // start of the image.
        let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        bytes.splice(2..2, exif.iter().copied());
        assert_eq!(pixels(&bytes).size, Size::new(8, 16));
    }

    #[test]
    fn a_jpeg_without_end_marker_or_huffman_tables_is_a_picture_like_any_other() {
        let whole = encoded(rgb_image(40, 24), ImageFormat::Jpeg);
        let want = pixels(&whole);
        assert_eq!(pixels(&whole[..whole.len() - 2]), want);
        let mut bare = whole.clone();
        while let Some(at) = bare.windows(2).position(|pair| pair == [0xff, 0xc4]) {
            let length = usize::from(u16::from_be_bytes([bare[at + 2], bare[at + 3]]));
            bare.drain(at..at + 2 + length);
        }
        assert!(bare.len() < whole.len() - 400);
        assert_eq!(pixels(&bare), want);
    }

    #[test]
    fn odd_proportions_just_work() {
        for (width, height) in [(1, 1), (1, 4000), (4000, 1)] {
            let got = pixels(&encoded(GrayImage::new(width, height), ImageFormat::Png));
            assert_eq!(got.size, Size::new(width as i32, height as i32));
        }
        let long = pixels(&encoded(GrayImage::new(12000, 300), ImageFormat::Png));
        assert_eq!(long.size, Size::new(12000, 300));
    }

    #[test]
    fn large_pictures_are_shrunk_but_never_what_a_network_reads_of_them() {
        assert_eq!(shrunk(4096, 4096), None);
        assert_eq!(shrunk(12000, 300), None);
        assert_eq!(shrunk(65000, 1024), None);
        assert_eq!(shrunk(8192, 8192), Some((4096, 4096)));
        assert_eq!(shrunk(6000, 4000), Some((5017, 3344)));
        assert_eq!(shrunk(1500, 60000), Some((1024, 40960)));
        let bytes = encoded(GrayImage::new(6000, 4000), ImageFormat::Png);
        assert_eq!(decode(&bytes, Detail::Shown).unwrap().0.size, Size::new(5017, 3344));
        // An answer is that of the file.
        assert_eq!(pixels(&bytes).size, Size::new(6000, 4000));
    }

    #[test]
    fn what_is_shrunk_is_what_the_image_crate_makes_of_it() {
        let noise = RgbImage::from_fn(60, 40, |x, y| {
            Rgb([0, 1, 2].map(|c| ((x * 40 + y * 3 + c).wrapping_mul(2_654_435_761) >> 7) as u8))
        });
        let wanted = image::imageops::resize(&noise, 50, 33, image::imageops::FilterType::Triangle);
        let picture = Picture::new(Size::new(60, 40), noise.into_raw());
        let found = resized(&picture, (50, 33)).unwrap().into_rgb8();
        let steps = found.iter().zip(wanted.iter()).map(|(found, wanted)| found.abs_diff(*wanted));
        // Rounded between the two passes, where `image` keeps numbers of 32 bits.
        assert!(steps.max() <= Some(1));
    }

    /// A PNG's header, with its check sum, and nothing else: what it would hold is never looked at.
    #[test]
    fn more_than_a_hundred_megapixels_are_refused_before_decoding() {
        let mut bytes = encoded(GrayImage::new(1, 1), ImageFormat::Png);
        bytes[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
        let sum = crc32(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
        let error = decode(&bytes, Detail::Full).unwrap_err();
        assert_eq!(error, "a picture of 20000x20000 is larger than 100 megapixels");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |c, _| {
                if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }
            })
        })
    }

    proptest! {
        #[test]
        fn damaged_pictures_never_panic(
            damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
            jpeg in any::<bool>(),
        ) {
            let format = if jpeg { ImageFormat::Jpeg } else { ImageFormat::Png };
            let mut bytes = encoded(rgb_image(20, 12), format);
            for (at, value) in damage {
                *at.get_mut(&mut bytes) = value;
            }
            let _either = decode(&bytes, Detail::Shown);
        }
    }
}
