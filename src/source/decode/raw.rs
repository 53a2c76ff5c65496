//! The conversion of a camera's uncompressed pixels to RGB.

#[cfg(test)]
mod tests;

use deepvis_camera::PixelFormat;
use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvError, YuvPlanarImage, YuvRange, YuvStandardMatrix,
    bgr_to_rgb, yuv_nv12_to_rgb, yuv420_to_rgb, yuv422_to_rgb,
};

use crate::error::{Error, Result};
use crate::geometry::Size;

use super::planes::Plane;

const RANGE: YuvRange = YuvRange::Limited;
const MATRIX: YuvStandardMatrix = YuvStandardMatrix::Bt601;

/// Converts a picture of this size, which has no side of 0, into `rgb`, three bytes a pixel.
/// `buffer` is kept for the next picture.
///
/// # Errors
/// [`Error::Source`] where the pixels are compressed, or the conversion refuses the planes.
pub(super) fn convert(
    pixels: PixelFormat,
    size: Size,
    planes: &[Plane<'_>; 3],
    buffer: &mut Vec<u8>,
    rgb: &mut [u8],
) -> Result<()> {
    let [first, second, third] = planes;
    let done = match pixels {
        PixelFormat::Yuyv => unpacked(first, size, |[y, u, z, v]| ([y, z], u, v), buffer, rgb),
        PixelFormat::Uyvy => unpacked(first, size, |[u, y, v, z]| ([y, z], u, v), buffer, rgb),
        PixelFormat::Nv12 => pairs(first, second, size, rgb),
        PixelFormat::Yu12 => quarters(first, second, third, size, rgb),
        PixelFormat::Yv12 => quarters(first, third, second, size, rgb),
        PixelFormat::Rgb => {
            copy(first, size, rgb);
            Ok(())
        }
        PixelFormat::Bgr => {
            let (width, height) = (size.width as u32, size.height as u32);
            bgr_to_rgb(&first.bytes, first.stride as u32, rgb, width * 3, width, height)
        }
        PixelFormat::Grey => {
            grey(first, size, rgb);
            Ok(())
        }
        PixelFormat::Mjpeg | PixelFormat::Jpeg => {
            return Err(Error::Source(format!("pictures in {pixels} have no planes")));
        }
    };
    done.map_err(|error| {
        Error::Source(format!("the camera's {pixels} picture is unusable: {error}"))
    })
}

/// 4:2:2 with brightness and colours packed, `apart` telling them apart in four bytes. By way of
/// planes: the crate's conversion of packed pixels is too bright, by 0.8 of 255 on average and 2 at
/// most, and leaves a seam in the last columns; that of planes is exact.
fn unpacked(
    packed: &Plane<'_>,
    size: Size,
    apart: impl Fn([u8; 4]) -> ([u8; 2], u8, u8),
    buffer: &mut Vec<u8>,
    rgb: &mut [u8],
) -> Result<(), YuvError> {
    let (width, height) = (size.width as usize, size.height as usize);
    let half = width.div_ceil(2);
    buffer.resize((width + 2 * half) * height, 0);
    let (luma, chroma) = buffer.split_at_mut(width * height);
    let (blue, red) = chroma.split_at_mut(half * height);
    let rows = luma.chunks_exact_mut(width);
    let rows = rows.zip(blue.chunks_exact_mut(half).zip(red.chunks_exact_mut(half)));
    for (row, (luma, (blue, red))) in packed.bytes.chunks(packed.stride).zip(rows) {
        let (pairs, single) = row[..width * 2].as_chunks::<4>();
        let (luma_pairs, last) = luma.as_chunks_mut::<2>();
        let targets = luma_pairs.iter_mut().zip(blue.iter_mut().zip(red.iter_mut()));
        for (&pair, (luma, (blue, red))) in pairs.iter().zip(targets) {
            (*luma, *blue, *red) = apart(pair);
        }
        // The last pixel of an odd row has half a colour: the other half is its neighbour's, or
        // grey.
        if let (&[a, b], [last]) = (single, last) {
            let before = half.checked_sub(2).map_or(128, |before| red[before]);
            let ([brightness, _], u, _) = apart([a, b, 0, 0]);
            (*last, blue[half - 1], red[half - 1]) = (brightness, u, before);
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
    yuv422_to_rgb(&image, rgb, image.width * 3, RANGE, MATRIX)
}

/// 4:2:0 with one plane of colours, in pairs.
fn pairs(luma: &Plane<'_>, chroma: &Plane<'_>, size: Size, rgb: &mut [u8]) -> Result<(), YuvError> {
    let image = YuvBiPlanarImage {
        y_plane: &luma.bytes,
        y_stride: luma.stride as u32,
        uv_plane: &chroma.bytes,
        uv_stride: chroma.stride as u32,
        width: size.width as u32,
        height: size.height as u32,
    };
    let (row, mode) = (image.width * 3, YuvConversionMode::Balanced);
    yuv_nv12_to_rgb(&image, rgb, row, RANGE, MATRIX, mode)
}

/// 4:2:0 with a plane for each colour.
fn quarters(
    luma: &Plane<'_>,
    blue: &Plane<'_>,
    red: &Plane<'_>,
    size: Size,
    rgb: &mut [u8],
) -> Result<(), YuvError> {
    let image = YuvPlanarImage {
        y_plane: &luma.bytes,
        y_stride: luma.stride as u32,
        u_plane: &blue.bytes,
        u_stride: blue.stride as u32,
        v_plane: &red.bytes,
        v_stride: red.stride as u32,
        width: size.width as u32,
        height: size.height as u32,
    };
    yuv420_to_rgb(&image, rgb, image.width * 3, RANGE, MATRIX)
}

fn copy(from: &Plane<'_>, size: Size, rgb: &mut [u8]) {
    let row = size.width as usize * 3;
    for (from, to) in from.bytes.chunks(from.stride).zip(rgb.chunks_exact_mut(row)) {
        to.copy_from_slice(&from[..row]);
    }
}

fn grey(from: &Plane<'_>, size: Size, rgb: &mut [u8]) {
    let row = size.width as usize * 3;
    for (from, to) in from.bytes.chunks(from.stride).zip(rgb.chunks_exact_mut(row)) {
        for (&value, pixel) in from.iter().zip(to.as_chunks_mut::<3>().0) {
            *pixel = [value; 3];
        }
    }
}
