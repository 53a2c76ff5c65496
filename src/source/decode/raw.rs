//! The conversion of a camera's uncompressed pixels (YUYV, NV12, grey) to RGB.

use std::borrow::Cow;

use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvPlanarImage, YuvRange, YuvStandardMatrix,
    yuv_nv12_to_rgb, yuv422_to_rgb,
};

use crate::error::{Error, Result};

use super::Layout;

/// No camera's row is longer, in bytes: 8K in 16 bits has 15 360.
const LONGEST_ROW: usize = 1 << 20;

/// The first `rows * stride` bytes. A driver may leave out the padding of the last row, but no
/// pixel; it is made up for, because the conversions pass over a row that is not whole.
pub(super) fn plane(bytes: &[u8], rows: usize, stride: usize, row: usize) -> Result<Cow<'_, [u8]>> {
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
pub(super) fn yuyv(
    bytes: &[u8],
    layout: Layout,
    planes: &mut Vec<u8>,
    rgb: &mut [u8],
) -> Result<()> {
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

pub(super) fn nv12(bytes: &[u8], layout: Layout, rgb: &mut [u8]) -> Result<()> {
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

pub(super) fn grey(bytes: &[u8], layout: Layout, rgb: &mut [u8]) {
    let width = layout.size.width as usize;
    for (row, to) in bytes.chunks(layout.stride).zip(rgb.chunks_exact_mut(width * 3)) {
        for (&value, pixel) in row.iter().zip(to.as_chunks_mut::<3>().0) {
            *pixel = [value; 3];
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use deepvis_camera::PixelFormat;

    use super::super::super::clip::{Footage, Next};
    use super::super::super::y4m::Y4m;
    use super::super::tests::{assert_near, decoded};
    use super::*;
    use crate::frame::Picture;
    use crate::geometry::Size;

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
        Layout { stride: even, ..Layout::packed(pixels, Size::new(width as i32, 3)) }
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
        let layout = Layout { stride: 4, ..Layout::packed(PixelFormat::Grey, size) };
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
                let layout = Layout { stride, ..Layout::packed(pixels, size) };
                assert_eq!(
                    decoded(cut, layout).unwrap(),
                    decoded(&bytes, layout).unwrap(),
                    "{pixels:?} {size}"
                );
            }
        }
        let size = Size::new(4, 1);
        let layout = Layout { stride: usize::MAX, ..Layout::packed(PixelFormat::Grey, size) };
        assert!(decoded(&[0; 4], layout).unwrap_err().to_string().contains("has rows of"));
    }
}
