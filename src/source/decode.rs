//! The decoder of a camera's buffers to RGB: uncompressed pixels or JPEG; of two fields the first.

mod fields;
mod mjpeg;
mod planes;
mod raw;

use deepvis_camera::{Agreed, CameraFormat, Fields, PixelFormat};

use crate::error::{Error, Result};
use crate::frame::Picture;
use crate::geometry::Size;

/// How one picture lies in a camera's buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The meaning of the bytes.
    pub pixels: PixelFormat,
    /// Width and height that were agreed on.
    pub size: Size,
    /// Bytes from one row to the next, padding included; without meaning for JPEG.
    pub stride: usize,
    /// How the halves of an interlaced picture lie.
    pub fields: Fields,
}

impl Layout {
    /// Rows without padding, all of one moment.
    pub fn packed(pixels: PixelFormat, size: Size) -> Self {
        let stride = pixels.row(size.width.max(0) as usize);
        Self { pixels, size, stride, fields: Fields::None }
    }
}

impl From<Agreed> for Layout {
    fn from(agreed: Agreed) -> Self {
        let CameraFormat { pixels, width, height, .. } = agreed.format;
        let size = Size::new(width as i32, height as i32);
        Self { pixels, size, stride: agreed.stride, fields: agreed.fields }
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
    /// buffer is ignored. Of an interlaced picture one field is shown over the whole height, so
    /// that what moves has no comb; a field that comes alone ([`Fields::Single`]) gets twice the
    /// rows that were agreed on.
    ///
    /// # Errors
    /// [`Error::Source`] where bytes are missing or damaged, or the picture has another size than
    /// agreed; `into` is then undefined. The next picture may be whole again.
    pub fn decode(&mut self, bytes: &[u8], layout: Layout, into: &mut Picture) -> Result<()> {
        let Layout { pixels, size, fields, .. } = layout;
        if size.area() == 0 {
            return Err(Error::Source(format!("the camera sends pictures of {size}")));
        }
        into.size = if fields == Fields::Single {
            Size::new(size.width, size.height.saturating_mul(2))
        } else {
            size
        };
        into.rgb.resize(into.size.area() * 3, 0);
        let row = size.width as usize * 3;
        if pixels.is_compressed() {
            mjpeg::decode(bytes, size, &mut into.rgb[..size.area() * 3])?;
            match fields {
                Fields::None => {}
                Fields::Interleaved => fields::fill(&mut into.rgb, row),
                Fields::Apart | Fields::Single => fields::spread(&mut into.rgb, row),
            }
            return Ok(());
        }
        let planes = planes::first_field(bytes, layout)?;
        let shown = Size::new(size.width, fields::rows(size.height as usize, fields) as i32);
        raw::convert(pixels, shown, &planes, &mut self.planes, &mut into.rgb[..shown.area() * 3])?;
        if shown != into.size {
            fields::spread(&mut into.rgb, row);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) const SIZE: Size = Size::new(48, 32);

    pub(super) fn decoded(bytes: &[u8], layout: Layout) -> Result<Picture> {
        let mut picture = Picture::default();
        Decoder::default().decode(bytes, layout, &mut picture).map(|()| picture)
    }

    #[track_caller]
    pub(super) fn assert_near(got: &[u8], want: &[u8], tolerance: u8) {
        assert_eq!(got.len(), want.len());
        let worst = got.iter().zip(want).map(|(g, w)| g.abs_diff(*w)).max();
        assert!(worst <= Some(tolerance), "off by {worst:?}");
    }

    #[test]
    fn a_short_buffer_is_an_error_with_both_lengths() {
        let error = decoded(&[0; 100], Layout::packed(PixelFormat::Yuyv, SIZE)).unwrap_err();
        assert_eq!(error.to_string(), "the camera's picture has 100 bytes instead of 3072");
    }

    const FIELDS: [Fields; 4] = [Fields::None, Fields::Interleaved, Fields::Apart, Fields::Single];

    #[test]
    fn a_field_that_comes_alone_is_as_high_as_the_picture_of_both() {
        let size = Size::new(2, 2);
        let layout = Layout { fields: Fields::Single, ..Layout::packed(PixelFormat::Grey, size) };
        let picture = decoded(&[10, 20, 30, 40], layout).unwrap();
        assert_eq!(picture.size, Size::new(2, 4));
        let rows: Vec<u8> = picture.rgb.chunks(6).map(|row| row[0]).collect();
        assert_eq!(rows, [10, 20, 30, 30]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_picture_of_the_agreed_size_or_an_error(
            bytes in proptest::collection::vec(any::<u8>(), 0..2000),
            pixels in proptest::sample::select(&PixelFormat::ALL[..]),
            fields in proptest::sample::select(&FIELDS[..]),
            width in 0..40, height in 0..30, stride in 0_usize..130,
        ) {
            let size = Size::new(width, height);
            if let Ok(picture) = decoded(&bytes, Layout { pixels, size, stride, fields }) {
                prop_assert_eq!(picture.rgb.len(), picture.size.area() * 3);
            }
        }
    }
}
