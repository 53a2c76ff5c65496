//! A camera's bytes to RGB.

use std::borrow::Cow;

use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvPlanarImage, YuvRange, YuvStandardMatrix,
    yuv_nv12_to_rgb, yuv422_to_rgb,
};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;

use super::jpeg;

/// How a camera writes its pixels; those that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PixelFormat {
    /// 4:2:2, packed: Y U Y V. BT.601, limited range (16 to 235), as V4L2 defines it for webcams.
    Yuyv,
    /// 4:2:0: a plane of Y, then one of U V pairs at half the size. BT.601, limited range.
    Nv12,
    /// One JPEG picture a frame, full range.
    Mjpeg,
    /// Brightness alone, full range.
    Grey,
}

/// No camera's row is longer, in bytes: 8K in 16 bits has 15 360.
const LONGEST_ROW: usize = 1 << 20;

/// How one picture lies in a camera's buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The meaning of the bytes.
    pub pixels: PixelFormat,
    /// Width and height that were agreed on.
    pub size: Size,
    /// Bytes from one row to the next, padding included; without meaning for MJPEG.
    pub stride: usize,
}

impl Layout {
    /// Rows without padding.
    pub fn packed(pixels: PixelFormat, size: Size) -> Self {
        let bytes = if pixels == PixelFormat::Yuyv { 2 } else { 1 };
        Self { pixels, size, stride: size.width.max(0) as usize * bytes }
    }
}

/// Decodes a camera's pictures; keeps its buffers.
#[derive(Debug, Default)]
pub struct Decoder {
    /// Brightness and the two colours of a packed picture, one plane after the other.
    planes: Vec<u8>,
}

impl Decoder {
    /// Decodes one picture into `into`, whose buffer is reused. What lies behind the picture in the
    /// buffer is ignored.
    ///
    /// # Errors
    /// [`Error::Source`] where bytes are missing or damaged, or the picture has another size than
    /// agreed; `into` is then undefined. The next picture may be whole again.
    pub fn decode(&mut self, bytes: &[u8], layout: Layout, into: &mut Picture) -> Result<()> {
        let Layout { pixels, size, stride } = layout;
        if size.area() == 0 {
            return Err(Error::Source(format!("the camera sends pictures of {size}")));
        }
        into.size = size;
        into.rgb.resize(size.area() * 3, 0);
        match pixels {
            PixelFormat::Yuyv => {
                let bytes = plane(bytes, size.height as usize, stride, size.width as usize * 2)?;
                yuyv(&bytes, layout, &mut self.planes, &mut into.rgb)
            }
            PixelFormat::Nv12 => nv12(bytes, layout, &mut into.rgb),
            PixelFormat::Mjpeg => mjpeg(bytes, size, &mut into.rgb),
            PixelFormat::Grey => {
                let bytes = plane(bytes, size.height as usize, stride, size.width as usize)?;
                grey(&bytes, layout, &mut into.rgb);
                Ok(())
            }
        }
    }
}

/// The first `rows * stride` bytes. A driver may leave out the padding of the last row, but no
/// pixel; it is made up for, because the conversions pass over a row that is not whole.
fn plane(bytes: &[u8], rows: usize, stride: usize, row: usize) -> Result<Cow<'_, [u8]>> {
    let least = stride.saturating_mul(rows.saturating_sub(1)).saturating_add(row);
    if stride > LONGEST_ROW {
        return Err(Error::Source(format!("the camera's picture has rows of {stride} bytes")));
    }
    if stride < row || bytes.len() < least {
        return Err(Error::Source(format!(
            "the camera's picture has {} bytes instead of {least}",
            bytes.len()
        )));
    }
    let whole = stride * rows;
    let Some(complete) = bytes.get(..whole) else {
        let mut bytes = bytes.to_vec();
        bytes.resize(whole, 0);
        return Ok(Cow::Owned(bytes));
    };
    Ok(Cow::Borrowed(complete))
}

/// By way of planes: the crate's conversion of packed pixels is too bright, by 0.8 of 255 on
/// average and 2 at most, and leaves a seam in the last columns; that of planes is exact.
fn yuyv(bytes: &[u8], layout: Layout, planes: &mut Vec<u8>, rgb: &mut [u8]) -> Result<()> {
    let Layout { size, stride, .. } = layout;
    let (width, height) = (size.width as usize, size.height as usize);
    let half = width.div_ceil(2);
    planes.resize((width + 2 * half) * height, 0);
    let (luma, chroma) = planes.split_at_mut(width * height);
    let (blue, red) = chroma.split_at_mut(half * height);
    let rows = luma.chunks_exact_mut(width);
    let rows = rows.zip(blue.chunks_exact_mut(half).zip(red.chunks_exact_mut(half)));
    for (row, (luma, (blue, red))) in bytes.chunks(stride).zip(rows) {
        let (pairs, single) = row[..width * 2].as_chunks::<4>();
        let (luma_pairs, last) = luma.as_chunks_mut::<2>();
        let targets = luma_pairs.iter_mut().zip(blue.iter_mut().zip(red.iter_mut()));
        for (&[left, u, right, v], (luma, (blue, red))) in pairs.iter().zip(targets) {
            *luma = [left, right];
            (*blue, *red) = (u, v);
        }
        // The last pixel of an odd row has half a colour: the other half is its neighbour's, or
        // grey.
        if let (&[brightness, u], [last]) = (single, last) {
            *last = brightness;
            blue[half - 1] = u;
            red[half - 1] = half.checked_sub(2).map_or(128, |before| red[before]);
        }
    }
    let image = YuvPlanarImage {
        y_plane: luma,
        y_stride: width as u32,
        u_plane: blue,
        u_stride: half as u32,
        v_plane: red,
        v_stride: half as u32,
        width: width as u32,
        height: height as u32,
    };
    yuv422_to_rgb(&image, rgb, image.width * 3, YuvRange::Limited, YuvStandardMatrix::Bt601)
        .map_err(|error| Error::Source(format!("the camera's YUYV picture is unusable: {error}")))
}

fn nv12(bytes: &[u8], layout: Layout, rgb: &mut [u8]) -> Result<()> {
    let Layout { size, stride, .. } = layout;
    let (width, height) = (size.width as usize, size.height as usize);
    let luma = plane(bytes, height, stride, width)?;
    let rest = bytes.get(stride.saturating_mul(height)..).unwrap_or_default();
    let chroma = plane(rest, height.div_ceil(2), stride, width.next_multiple_of(2))?;
    let image = YuvBiPlanarImage {
        y_plane: &luma,
        y_stride: stride as u32,
        uv_plane: &chroma,
        uv_stride: stride as u32,
        width: width as u32,
        height: height as u32,
    };
    let (row, mode) = (image.width * 3, YuvConversionMode::Balanced);
    yuv_nv12_to_rgb(&image, rgb, row, YuvRange::Limited, YuvStandardMatrix::Bt601, mode)
        .map_err(|error| Error::Source(format!("the camera's NV12 picture is unusable: {error}")))
}

fn grey(bytes: &[u8], layout: Layout, rgb: &mut [u8]) {
    let width = layout.size.width as usize;
    for (row, to) in bytes.chunks(layout.stride).zip(rgb.chunks_exact_mut(width * 3)) {
        for (&value, pixel) in row.iter().zip(to.as_chunks_mut::<3>().0) {
            *pixel = [value; 3];
        }
    }
}

fn mjpeg(bytes: &[u8], size: Size, rgb: &mut [u8]) -> Result<()> {
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
    use std::io::Cursor;

    use image::codecs::jpeg::JpegEncoder;
    use proptest::prelude::*;

    use super::super::clip::{Footage, Next};
    use super::super::y4m::Y4m;
    use super::*;

    const SIZE: Size = Size::new(48, 32);

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

    fn decoded(bytes: &[u8], layout: Layout) -> Result<Picture> {
        let mut picture = Picture::default();
        Decoder::default().decode(bytes, layout, &mut picture).map(|()| picture)
    }

    fn mjpeg_layout() -> Layout {
        Layout::packed(PixelFormat::Mjpeg, SIZE)
    }

    #[track_caller]
    fn assert_near(got: &[u8], want: &[u8], tolerance: u8) {
        assert_eq!(got.len(), want.len());
        let worst = got.iter().zip(want).map(|(g, w)| g.abs_diff(*w)).max();
        assert!(worst <= Some(tolerance), "off by {worst:?}");
    }

    /// BT.601 in limited range, from its definition: Y 81, U 90, V 240 is pure red.
    #[test]
    fn yuyv_is_bt601_in_limited_range() {
        let layout = Layout::packed(PixelFormat::Yuyv, Size::new(4, 1));
        // Two red pixels, then a black and a white one.
        let got = decoded(&[81, 90, 81, 240, 16, 128, 235, 128], layout).unwrap();
        assert_near(&got.rgb, &[255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255], 1);
    }

    #[test]
    fn nv12_has_one_colour_for_four_pixels() {
        let layout = Layout::packed(PixelFormat::Nv12, Size::new(2, 2));
        // Y 145, U 54, V 34 is pure green; the same colour with Y 16 is far darker.
        let got = decoded(&[145, 145, 145, 145, 54, 34], layout).unwrap();
        assert_near(&got.rgb, &[0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0], 1);
    }

    /// BT.601's brightness in limited range, rounded.
    fn grey_of(y: u8) -> u8 {
        ((i32::from(y) - 16) as f64 * 255.0 / 219.0).round() as u8
    }

    /// A picture of so many columns and one colour of chroma, three rows high, in this format.
    fn encoded(pixels: PixelFormat, luma: &[u8], u: u8, v: u8) -> Vec<u8> {
        let width = luma.len();
        let row: Vec<u8> = match pixels {
            PixelFormat::Yuyv => {
                luma.iter().zip([u, v].into_iter().cycle()).flat_map(|(&y, c)| [y, c]).collect()
            }
            _ => luma.to_vec(),
        };
        let stride =
            if pixels == PixelFormat::Nv12 { width.next_multiple_of(2) } else { row.len() };
        let mut bytes = Vec::new();
        for _ in 0..3 {
            bytes.extend(row.iter().chain(&[0]).take(stride.max(row.len())));
        }
        if pixels == PixelFormat::Nv12 {
            bytes.extend([u, v].repeat(stride));
        }
        bytes
    }

    fn layout_of(pixels: PixelFormat, width: usize) -> Layout {
        let even = if pixels == PixelFormat::Nv12 { width.next_multiple_of(2) } else { width * 2 };
        Layout { pixels, size: Size::new(width as i32, 3), stride: even }
    }

    #[test]
    fn every_grey_is_as_the_formula_says_at_every_width() {
        for pixels in [PixelFormat::Yuyv, PixelFormat::Nv12] {
            for width in 1..=70 {
                for first in (16..=235).step_by(width) {
                    let luma: Vec<u8> = (0..width).map(|x| (first + x).min(235) as u8).collect();
                    let bytes = encoded(pixels, &luma, 128, 128);
                    let got = decoded(&bytes, layout_of(pixels, width)).unwrap();
                    let want: Vec<u8> = luma.iter().flat_map(|&y| [grey_of(y); 3]).collect();
                    assert_eq!(got.rgb, want.repeat(3), "{pixels:?}, {width} columns");
                }
            }
        }
    }

    /// A clip's planes go the same way.
    #[test]
    fn every_grey_of_a_clip_is_as_the_formula_says_at_every_width() {
        for (chroma, mono) in [("420jpeg", false), ("422", false), ("444", false), ("mono", true)] {
            for width in 1..=70_usize {
                let luma: Vec<u8> = (0..width * 4).map(|i| (16 + i * 3 % 220) as u8).collect();
                let mut clip =
                    format!("YUV4MPEG2 W{width} H4 F30:1 C{chroma}\nFRAME\n").into_bytes();
                clip.extend(&luma);
                let whole = if chroma == "444" { width } else { width.div_ceil(2) };
                let rows = if chroma == "420jpeg" { 2 } else { 4 };
                clip.extend(vec![128; if mono { 0 } else { 2 * whole * rows }]);
                let mut got = Picture::default();
                let mut clip = Y4m::open(Cursor::new(clip)).unwrap();
                assert!(matches!(clip.next(&mut got), Ok(Next::Picture(_))));
                let want: Vec<u8> = luma.iter().flat_map(|&y| [grey_of(y); 3]).collect();
                assert_eq!(got.rgb, want, "{chroma}, {width} columns");
            }
        }
    }

    /// A step is what the crate's 13 bits and its order of rounding cost at most.
    #[test]
    fn every_colour_is_within_a_step_of_the_formula() {
        let luma: Vec<u8> = (16..=235).collect();
        for pixels in [PixelFormat::Yuyv, PixelFormat::Nv12] {
            for (u, v) in
                (16..=240).step_by(16).flat_map(|u| (16..=240).step_by(16).map(move |v| (u, v)))
            {
                let got = decoded(&encoded(pixels, &luma, u, v), layout_of(pixels, luma.len()));
                let (blue, red) = ((f64::from(u) - 128.0) / 112.0, (f64::from(v) - 128.0) / 112.0);
                let want: Vec<u8> = luma
                    .iter()
                    .flat_map(|&y| {
                        let y = (f64::from(y) - 16.0) / 219.0;
                        let (r, b) = (y + 0.701 * red, y + 0.886 * blue);
                        [r, (y - 0.299 * r - 0.114 * b) / 0.587, b]
                    })
                    .map(|value| (value * 255.0).round().clamp(0.0, 255.0) as u8)
                    .collect();
                assert_near(&got.unwrap().rgb, &want.repeat(3), 1);
            }
        }
    }

    #[test]
    fn padding_at_the_end_of_the_rows_is_skipped() {
        let size = Size::new(2, 2);
        let layout = Layout { pixels: PixelFormat::Grey, size, stride: 4 };
        let got = decoded(&[1, 2, 99, 99, 3, 4], layout).unwrap();
        assert_eq!(got.rgb, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    }

    #[test]
    fn the_last_row_may_lack_its_padding() {
        for (width, height) in [(1, 1), (2, 1), (3, 3), (6, 4), (5, 7)] {
            for pixels in [PixelFormat::Yuyv, PixelFormat::Nv12, PixelFormat::Grey] {
                let size = Size::new(width, height);
                let row = Layout::packed(pixels, size).stride;
                let (row, stride) = (row.next_multiple_of(4), row + 9);
                let rows = height as usize + (height as usize).div_ceil(2);
                let bytes: Vec<u8> =
                    (0..stride * rows).map(|i| (i * 37 % 219 + 16) as u8).collect();
                let needed = if pixels == PixelFormat::Nv12 { rows } else { height as usize };
                let cut = &bytes[..stride * (needed - 1) + row];
                let layout = Layout { pixels, size, stride };
                assert_eq!(
                    decoded(cut, layout).unwrap(),
                    decoded(&bytes, layout).unwrap(),
                    "{pixels:?} {size}"
                );
            }
        }
        let size = Size::new(4, 1);
        let layout = Layout { pixels: PixelFormat::Grey, size, stride: usize::MAX };
        assert!(decoded(&[0; 4], layout).unwrap_err().to_string().contains("has rows of"));
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

    #[test]
    fn a_short_buffer_is_an_error_with_both_lengths() {
        let error = decoded(&[0; 100], Layout::packed(PixelFormat::Yuyv, SIZE)).unwrap_err();
        assert_eq!(error.to_string(), "the camera's picture has 100 bytes instead of 3072");
    }

    fn formats() -> impl Strategy<Value = PixelFormat> {
        use PixelFormat::{Grey, Mjpeg, Nv12, Yuyv};
        prop_oneof![Just(Yuyv), Just(Nv12), Just(Mjpeg), Just(Grey)]
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_picture_of_the_agreed_size_or_an_error(
            bytes in proptest::collection::vec(any::<u8>(), 0..2000),
            pixels in formats(), width in 0..40, height in 0..30, stride in 0_usize..90,
        ) {
            let size = Size::new(width, height);
            if let Ok(picture) = decoded(&bytes, Layout { pixels, size, stride }) {
                prop_assert_eq!(picture.rgb.len(), size.area() * 3);
            }
        }

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
