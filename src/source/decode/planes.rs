//! The planes of an uncompressed picture in a camera's buffer, or of its first field.

use std::borrow::Cow;

use deepvis_camera::{Fields, PixelFormat};

use crate::error::{Error, Result};

use super::{Layout, fields};

/// No camera's row is longer, in bytes: 8K in 16 bits has 15 360.
const LONGEST_ROW: usize = 1 << 20;

/// Whole rows of pixels, all of one moment.
#[derive(Debug, Default)]
pub(super) struct Plane<'a> {
    /// As many rows as the picture or the colours of it have, each of `stride` bytes.
    pub bytes: Cow<'a, [u8]>,
    /// Bytes from one row to the next, padding included.
    pub stride: usize,
}

/// How a plane lies in the buffer.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    rows: usize,
    stride: usize,
    /// Bytes of a row without padding.
    row: usize,
}

/// The planes of a picture that is not compressed: one or, where brightness and colours are apart,
/// one of brightness and one of both colours or two; those that it has not are empty. What lies
/// behind them in the buffer is ignored.
///
/// # Errors
/// [`Error::Source`] where the rows are too short, or bytes are missing.
pub(super) fn first_field(bytes: &[u8], layout: Layout) -> Result<[Plane<'_>; 3]> {
    if layout.stride > LONGEST_ROW {
        return Err(Error::Source(format!(
            "the camera's picture has rows of {} bytes",
            layout.stride
        )));
    }
    let extents = extents(layout);
    if let Some(Extent { stride, row, .. }) = extents.iter().find(|plane| plane.stride < plane.row)
    {
        return Err(Error::Source(format!(
            "the camera's picture has rows of {stride} bytes instead of {row}"
        )));
    }
    let (mut end, mut least) = (0_usize, 0);
    for Extent { rows, stride, row } in extents.into_iter().filter(|plane| plane.rows > 0) {
        least = stride.saturating_mul(rows - 1).saturating_add(row).saturating_add(end);
        end = stride.saturating_mul(rows).saturating_add(end);
    }
    if bytes.len() < least {
        return Err(Error::Source(format!(
            "the camera's picture has {} bytes instead of {least}",
            bytes.len()
        )));
    }
    let mut rest = bytes;
    Ok(extents.map(|extent| {
        let plane = cut(rest, extent, layout.fields);
        rest = rest.get(extent.stride * extent.rows..).unwrap_or_default();
        plane
    }))
}

fn extents(layout: Layout) -> [Extent; 3] {
    let Layout { pixels, size, stride, .. } = layout;
    let (width, rows) = (size.width as usize, size.height as usize);
    let first = Extent { rows, stride, row: pixels.row(width) };
    let (rows, half) = (rows.div_ceil(2), width.div_ceil(2));
    // V4L2 knows one stride only. Where it has no room for the last pixel's colour, a row of
    // colours is longer.
    match pixels {
        PixelFormat::Nv12 => {
            let row = half * 2;
            [first, Extent { rows, stride: stride.max(row), row }, Extent::default()]
        }
        PixelFormat::Yu12 | PixelFormat::Yv12 => {
            let colour = Extent { rows, stride: half.max(stride / 2), row: half };
            [first, colour, colour]
        }
        _ => [first, Extent::default(), Extent::default()],
    }
}

/// A plane, or its rows of the first field. A driver may leave out the padding of the last row, but
/// no pixel; it is made up for, because the conversions pass over a row that is not whole.
fn cut(bytes: &[u8], extent: Extent, order: Fields) -> Plane<'_> {
    let rows = fields::rows(extent.rows, order);
    let stride = if order == Fields::Interleaved { extent.stride * 2 } else { extent.stride };
    let whole = stride * rows;
    let bytes = bytes.get(..whole).map_or_else(
        || {
            let mut bytes = bytes.to_vec();
            bytes.resize(whole, 0);
            Cow::Owned(bytes)
        },
        Cow::Borrowed,
    );
    Plane { bytes, stride }
}
