//! The decoder of a camera's JPEG pictures (MJPEG) to RGB; damaged ones are errors.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::error::{Error, Result};
use crate::geometry::Size;

use super::super::jpeg;

pub(super) fn decode(bytes: &[u8], size: Size, rgb: &mut [u8]) -> Result<()> {
    let damaged = |problem: &str| {
        Error::Source(format!("the camera's picture is damaged: {}", problem.trim_matches('"')))
    };
    let outline = jpeg::outline(bytes).map_err(damaged)?;
    if let Some(damage) = outline.damage {
        return Err(damaged(&damage.to_string()));
    }
    let picture = outline.complete(bytes);
    // Strict: what the outline does not see is an error as well, not a picture with a grey rest.
    let options =
        DecoderOptions::default().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&picture[..]), options);
    decoder.decode_headers().map_err(|error| damaged(&error.to_string()))?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    if (width, height) != (size.width as usize, size.height as usize) {
        return Err(Error::Source(format!(
            "the camera sent a picture of {width}x{height} instead of {size}"
        )));
    }
    decoder.decode_into(rgb).map_err(|error| damaged(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use deepvis_camera::{Fields, PixelFormat};
    use image::codecs::jpeg::JpegEncoder;
    use proptest::prelude::*;

    use super::super::Layout;
    use super::super::tests::{SIZE, assert_near, decoded};
    use crate::frame::Picture;
    use crate::geometry::Size;

    fn picture() -> Picture {
        let rgb = (0..SIZE.area())
            .flat_map(|i| {
                let (x, y) = (i % 48, i / 48);
                [(x * 5) as u8, (y * 7) as u8, (255 - x * 3) as u8]
            })
            .collect();
        Picture::new(SIZE, rgb)
    }

    fn jpeg_of(picture: &Picture) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (width, height) = (picture.size.width as u32, picture.size.height as u32);
        JpegEncoder::new_with_quality(&mut bytes, 95)
            .encode(&picture.rgb, width, height, image::ExtendedColorType::Rgb8)
            .unwrap();
        bytes
    }

    fn without_tables(bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        while let Some(at) = out.windows(2).position(|pair| pair == [0xff, 0xc4]) {
            let length = usize::from(u16::from_be_bytes([out[at + 2], out[at + 3]]));
            out.drain(at..at + 2 + length);
        }
        out
    }

    fn mjpeg_layout() -> Layout {
        Layout::packed(PixelFormat::Mjpeg, SIZE)
    }

    #[test]
    fn mjpeg_decodes_whatever_lies_behind_it() {
        let mut bytes = jpeg_of(&picture());
        bytes.extend(jpeg_of(&picture()).iter().skip(100));
        assert_near(&decoded(&bytes, mjpeg_layout()).unwrap().rgb, &picture().rgb, 12);
    }

    #[test]
    fn mjpeg_without_huffman_tables_means_the_standards() {
        let bytes = jpeg_of(&picture());
        let bare = without_tables(&bytes);
        assert!(bare.len() < bytes.len() - 400);
        assert_eq!(
            decoded(&bare, mjpeg_layout()).unwrap(),
            decoded(&bytes, mjpeg_layout()).unwrap()
        );
    }

    #[test]
    fn a_camera_whose_every_picture_lacks_the_end_marker_is_seen_and_one_cut_in_the_scan_is_not() {
        let bytes = jpeg_of(&picture());
        let bare = without_tables(&bytes);
        for whole in [&bytes, &bare] {
            let endless = &whole[..whole.len() - 2];
            assert_eq!(
                decoded(endless, mjpeg_layout()).unwrap(),
                decoded(&bytes, mjpeg_layout()).unwrap()
            );
            for cut in [1, 2, 30, 300] {
                assert!(decoded(&endless[..endless.len() - cut], mjpeg_layout()).is_err());
                // The same with an end marker, as it comes when packets were lost on the way.
                let lost = [&endless[..endless.len() - cut], &[0xff, 0xd9]].concat();
                assert!(decoded(&lost, mjpeg_layout()).is_err(), "{cut} bytes lost");
            }
        }
    }

    #[test]
    fn a_grey_jpeg_becomes_rgb() {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 95)
            .encode(
                &[77; SIZE.width as usize * SIZE.height as usize],
                48,
                32,
                image::ExtendedColorType::L8,
            )
            .unwrap();
        let got = decoded(&bytes, mjpeg_layout()).unwrap();
        assert_near(&got.rgb, &vec![77; SIZE.area() * 3], 2);
    }

    #[test]
    fn mjpeg_that_is_cut_short_is_an_error_even_before_an_older_picture() {
        let bytes = jpeg_of(&picture());
        let half = &bytes[..bytes.len() / 2];
        assert!(decoded(half, mjpeg_layout()).is_err());
        // What a driver's buffer holds then: the new half, and the older picture's second half
        // behind it, shifted.
        for shift in 0..40 {
            let mut stale = half.to_vec();
            stale.extend_from_slice(&bytes[bytes.len() / 2 + shift + 1..]);
            assert!(decoded(&stale, mjpeg_layout()).is_err(), "shifted by {shift}");
        }
    }

    #[test]
    fn mjpeg_of_another_size_is_an_error_with_both_sizes() {
        let layout = Layout::packed(PixelFormat::Mjpeg, Size::new(64, 48));
        let error = decoded(&jpeg_of(&picture()), layout).unwrap_err();
        assert_eq!(error.to_string(), "the camera sent a picture of 48x32 instead of 64x48");
    }

    /// Slopes of 45x37 pixels, written by `ImageMagick`'s `convert` from a PPM file of these values
    /// (grey: a PGM file), with `-quality 95 -define jpeg:optimize-coding=false -strip` and
    /// `-sampling-factor 4:2:0` and so on. What the quality costs at most is 2; a colour between
    /// two samples costs as much again, and where there is one for four columns, which are 16
    /// apart, it is repeated and not interpolated.
    #[test]
    fn a_jpeg_of_every_sampling_has_its_colours_in_their_places() {
        let colour = |x: usize, y: usize| [40 + 4 * x, 50 + 4 * y, 200 - 2 * x - y];
        let grey = |x: usize, y: usize| [40 + 3 * x + y; 3];
        macro_rules! slopes {
            ($sampling:literal) => {
                include_bytes!(concat!("../../../tests/data/camera/slopes-", $sampling, ".jpg"))
            };
        }
        let assert_slopes = |bytes: &[u8], want: &dyn Fn(usize, usize) -> [usize; 3], tolerance| {
            let want: Vec<u8> = (0..45 * 37)
                .flat_map(|place| want(place % 45, place / 45).map(|value| value as u8))
                .collect();
            for pixels in [PixelFormat::Mjpeg, PixelFormat::Jpeg] {
                let layout = Layout::packed(pixels, Size::new(45, 37));
                assert_near(&decoded(bytes, layout).unwrap().rgb, &want, tolerance);
                let bare = without_tables(bytes);
                assert_near(&decoded(&bare, layout).unwrap().rgb, &want, tolerance);
            }
        };
        assert_slopes(slopes!("444"), &colour, 2);
        assert_slopes(slopes!("422"), &colour, 4);
        assert_slopes(slopes!("440"), &colour, 5);
        assert_slopes(slopes!("420"), &colour, 5);
        assert_slopes(slopes!("411"), &colour, 8);
        assert_slopes(slopes!("grey"), &grey, 2);
    }

    #[test]
    fn of_two_fields_the_picture_is_the_first_alone() {
        for (fields, is_first) in [
            (Fields::Interleaved, (|y| y % 2 == 0) as fn(usize) -> bool),
            (Fields::Apart, |y| y < SIZE.height as usize / 2),
        ] {
            let row = |y| if is_first(y) { [60; 48 * 3] } else { [200; 48 * 3] };
            let both = Picture::new(SIZE, (0..SIZE.height as usize).flat_map(row).collect());
            let got = decoded(&jpeg_of(&both), Layout { fields, ..mjpeg_layout() }).unwrap();
            assert_near(&got.rgb, &vec![60; SIZE.area() * 3], 3);
        }
    }

    proptest! {
        #[test]
        fn a_damaged_jpeg_never_panics(
            damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
            tables in any::<bool>(),
        ) {
            let mut bytes = jpeg_of(&picture());
            if !tables {
                bytes = without_tables(&bytes);
            }
            for (at, value) in damage {
                *at.get_mut(&mut bytes) = value;
            }
            let _either = decoded(&bytes, mjpeg_layout());
        }
    }
}
